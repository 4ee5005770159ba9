/* letter.c - what may go into an envelope and behind DATA, and what an answer means */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/send/letter.h"
#include "../../../src/send/verdict.h"

static void
addresses(void **state)
{
	static const char *const good[] = { "a@b", "ana.perez+t=1@example.org", "o'brien@[192.0.2.1]", "\"a@b\"@example.org" };
	static const char *const bad[] = { "", "a", "@b", "a@", "a b@c", "a@c>\r\nRSET\r\nMAIL FROM:<x", "<a@b>", "a@b\n",
		"a@b\t", "j\xc3\xb6rg@example.org", "a@b\x7f", "a>@b" };
	struct error err;
	char edge[LETTER_ADDRESS_MAX + 2];

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_int_equal(letter_address(good[i], &err), DONE);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(letter_address(bad[i], &err), PERMFAIL);

	memset(edge, 'a', sizeof edge);
	edge[1] = '@';
	edge[LETTER_ADDRESS_MAX] = '\0';
	assert_int_equal(letter_address(edge, &err), DONE);
	edge[LETTER_ADDRESS_MAX] = 'a';
	edge[LETTER_ADDRESS_MAX + 1] = '\0';
	assert_int_equal(letter_address(edge, &err), PERMFAIL);
}

static void
bytes(void **state)
{
	static const struct {
		const char *text;
		enum result wanted;
	} samples[] = {
		{ "A: b\r\n\r\nc\r\n", DONE },
		{ "\r\n", DONE },
		{ "A: b\r\n\r\n.\r\n..\r\n", DONE },
		{ "", PERMFAIL },
		{ "\n", PERMFAIL },
		{ "A: b\r\n\r\nno end", PERMFAIL },
		{ "A: b\r\n\r\nx\n.\r\nMAIL FROM:<>\r\n", PERMFAIL },
		{ "A: b\r\n\r\nx\r.\r\n", PERMFAIL },
		{ "A: b\r\n\r\nx\r\r\n", PERMFAIL },
		{ "A: b\n\r\n", PERMFAIL },
		{ "\n\r\n", PERMFAIL },
		{ "\r\n\n\r\n", PERMFAIL },
	};
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
		if (letter_bytes(samples[i].text, strlen(samples[i].text), &err) != samples[i].wanted)
			fail_msg("sample %zu: %s", i, samples[i].text);
	assert_int_equal(letter_bytes("a\0b\r\n", 5, &err), PERMFAIL);
}

static void
verdicts(void **state)
{
	static const struct {
		int code;
		enum outcome outcome;
		bool fault;
	} samples[] = {
		{ 250, OUTCOME_SENT, false }, { 251, OUTCOME_SENT, false }, { 450, OUTCOME_DEFERRED, false },
		{ 452, OUTCOME_DEFERRED, false }, { 550, OUTCOME_FAILED, false }, { 552, OUTCOME_FAILED, false },
		{ 554, OUTCOME_FAILED, false }, { 421, OUTCOME_UNTRIED, true }, { 454, OUTCOME_UNTRIED, true },
		{ 530, OUTCOME_UNTRIED, true }, { 535, OUTCOME_UNTRIED, true }, { 503, OUTCOME_UNTRIED, true },
		{ 354, OUTCOME_DEFERRED, false }, { 0, OUTCOME_DEFERRED, false }, { 600, OUTCOME_DEFERRED, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		struct verdict v = verdict_of(samples[i].code);

		assert_int_equal(v.outcome, samples[i].outcome);
		assert_int_equal(v.fault, samples[i].fault);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses),
		cmocka_unit_test(bytes),
		cmocka_unit_test(verdicts),
	};

	return cmocka_run_group_tests_name("send/letter", tests, NULL, NULL);
}
