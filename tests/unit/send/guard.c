/* guard.c - an SMTP server's answers, good and hostile, in whatever pieces they come */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/send/guard.h"

static enum guard_verdict
hear(struct guard *g, const char *text)
{
	return guard_read(g, text, strlen(text));
}

static void
say(struct guard *g, const char *text)
{
	guard_write(g, text, strlen(text));
}

static void
keeps_the_last_answer(void **state)
{
	struct guard g;

	(void)state;
	guard_start(&g);
	assert_int_equal(hear(&g, "554-go\x1b away\r\n554 now\r\n"), GUARD_FINE);
	assert_int_equal(g.code, 554);
	assert_string_equal(g.answer, "554-go? away");
	assert_int_equal(hear(&g, "25"), GUARD_FINE);
	assert_int_equal(g.code, 554);
	assert_int_equal(hear(&g, "0 x\r"), GUARD_FINE);
	assert_int_equal(hear(&g, "\n"), GUARD_FINE);
	assert_int_equal(g.code, 250);
	assert_string_equal(g.answer, "250 x");
	assert_string_equal(g.refusal, "554-go? away");
	assert_int_equal(hear(&g, "\r\n"), GUARD_FINE);
	assert_int_equal(g.code, 0);
}

/* What is behind an answer before the next command was sent was not asked for. */
static void
finds_what_was_not_asked_for(void **state)
{
	static const char *const behind[] = { "220 go on\r\n250 x\r\n", "220 go on\r\n2", "220-go\r\n220 on\r\n\r\n" };
	struct guard g;

	(void)state;
	guard_start(&g);
	assert_true(guard_awaits(&g));
	assert_int_equal(hear(&g, "220-here\r\n220 "), GUARD_FINE);
	assert_true(guard_awaits(&g));
	assert_int_equal(hear(&g, "we are\r\n"), GUARD_FINE);
	assert_false(guard_awaits(&g));
	for (size_t i = 0; i < sizeof behind / sizeof behind[0]; i++) {
		say(&g, "STARTTLS\r\n");
		assert_true(guard_awaits(&g));
		assert_false(guard_surplus(&g));
		assert_int_equal(hear(&g, behind[i]), GUARD_FINE);
		assert_true(guard_surplus(&g));
		guard_start(&g);

		/* In two reads. */
		size_t n = strlen(behind[i]) - 1;
		(void)guard_read(&g, behind[i], n);
		(void)guard_read(&g, behind[i] + n, 1);
		assert_true(guard_surplus(&g));
		guard_start(&g);
	}
}

static void
follows_a_login(void **state)
{
	struct guard g;

	(void)state;
	guard_start(&g);
	say(&g, "AUTH PLAIN AGEAYg==\r\n");
	assert_int_equal(hear(&g, "535 5.7.8 no\r\n"), GUARD_FINE);
	assert_true(g.login_refused);
	assert_false(g.logged_in);
	say(&g, "AUTH LOGIN\r\n");
	assert_int_equal(hear(&g, "334 VXNlcm5hbWU6\r\n"), GUARD_FINE);
	say(&g, "YQ==\r\n");
	assert_int_equal(hear(&g, "334 UGFzc3dvcmQ6\r\n"), GUARD_FINE);
	say(&g, "Yg==\r\n");
	assert_int_equal(hear(&g, "235 welcome\r\n"), GUARD_FINE);
	assert_true(g.logged_in);
	assert_false(g.login_refused);
	say(&g, "MAIL FROM:<>\r\n");
	assert_int_equal(hear(&g, "530 no\r\n"), GUARD_FINE);
	assert_true(g.logged_in);
}

static void
ends_the_endless(void **state)
{
	struct guard g;
	char line[GUARD_LINE_MAX + 8];

	(void)state;
	guard_start(&g);
	memset(line, 'x', sizeof line);
	assert_int_equal(guard_read(&g, line, GUARD_LINE_MAX), GUARD_FINE);
	assert_int_equal(guard_read(&g, "\n", 1), GUARD_FINE);
	assert_int_equal(guard_read(&g, line, GUARD_LINE_MAX + 1), GUARD_LONG_LINE);

	guard_start(&g);
	for (unsigned i = 1; i < GUARD_LINES_MAX; i++)
		assert_int_equal(hear(&g, "250-x\r\n"), GUARD_FINE);
	assert_int_equal(hear(&g, "250-x\r\n"), GUARD_ENDLESS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_the_last_answer),
		cmocka_unit_test(finds_what_was_not_asked_for),
		cmocka_unit_test(follows_a_login),
		cmocka_unit_test(ends_the_endless),
	};

	return cmocka_run_group_tests_name("send/guard", tests, NULL, NULL);
}
