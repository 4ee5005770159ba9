/* pure.c - the parts of fetch that touch nothing: back-off, guard, folder names, sets, failures */
#include <config.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "../../../src/fetch/backoff.h"
#include "../../../src/fetch/failures.h"
#include "../../../src/fetch/folder.h"
#include "../../../src/fetch/guard.h"
#include "../../../src/fetch/uidset.h"

static void
waits_longer_each_time(void **state)
{
	(void)state;
	assert_int_equal(backoff_connection(1, 200), SECONDS(1));
	assert_int_equal(backoff_connection(2, 200), SECONDS(2));
	assert_int_equal(backoff_connection(9, 200), SECONDS(256));
	assert_int_equal(backoff_connection(10, 200), MINUTES(5));
	assert_int_equal(backoff_connection(4000000000u, 200), MINUTES(5));
	for (uint32_t random = 0; random < 5000; random++) {
		duration d = backoff_connection(3, random);

		assert_true(d >= 3200 && d <= 4800);
	}
	assert_int_equal(backoff_login(1), MINUTES(1));
	assert_int_equal(backoff_login(2), MINUTES(5));
	assert_int_equal(backoff_login(3), MINUTES(15));
	assert_int_equal(backoff_login(4), MINUTES(60));
	assert_int_equal(backoff_login(400), MINUTES(60));
}

static void
writes_folder_names(void **state)
{
	static const struct {
		const char *name, *wanted;
	} samples[] = {
		{ "INBOX", "INBOX" },
		{ "Soporte/T\xc3\xa9""cnico", "Soporte/T&AOk-cnico" },
		/* The examples of RFC 3501 section 5.1.3. */
		{ "~peter/mail/\xe5\x8f\xb0\xe5\x8c\x97/\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
		{ "R&D", "R&-D" },
		{ "a\xc3\xa4&\xc3\xa4", "a&AOQ-&-&AOQ-" },
		{ "\xf0\x9f\x93\xa8", "&2D3c6A-" },
		{ "broken \xc3", "broken &,,0-" },
		{ "broken \xe2\x82", "broken &,,0-" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);

		assert_string_equal(folder_encode(tmp, samples[i].name), samples[i].wanted);
	}
}

static void
quotes(void **state)
{
	SCRATCH(tmp);

	(void)state;
	assert_string_equal(folder_quote(tmp, "a \"b\" \\c"), "\"a \\\"b\\\" \\\\c\"");
}

static void
writes_sets(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 4096);
	const uint32_t few[] = { 3, 4, 5, 9, 11, 12, UINT32_MAX };
	uint32_t many[200];
	size_t n = 0;

	(void)state;
	assert_int_equal(uidset_put(t, few, 7), 7);
	assert_string_equal(t->bytes, "3:5,9,11:12,4294967295");
	text_reset(t);
	for (uint32_t i = 0; i < 200; i++)
		many[i] = 4000000000u + 2 * i;
	n = uidset_put(t, many, 200);
	assert_true(n > 40 && n < 44);
	assert_true(t->size <= UIDSET_MAX);
	text_reset(t);
	for (uint32_t i = 0; i < 200; i++)
		many[i] = i + 1;
	assert_int_equal(uidset_put(t, many, 200), 200);
	assert_string_equal(t->bytes, "1:200");
}

static void
remembers_what_broke(void **state)
{
	struct failures f = { 0 };
	const uint32_t batch[] = { 10, 12, 14 };
	const uint32_t one = 12;

	(void)state;
	assert_false(failures_alone(&f, 12));
	failures_note(&f, batch, 3);
	assert_true(failures_alone(&f, 12));
	assert_false(failures_alone(&f, 15));
	assert_int_equal(failures_of(&f, 12), 0);
	for (unsigned i = 1; i <= 3; i++) {
		failures_note(&f, &one, 1);
		assert_int_equal(failures_of(&f, 12), i);
	}
	failures_done(&f, 12);
	assert_int_equal(failures_of(&f, 12), 0);
	for (uint32_t uid = 100; uid < 100 + FAILURES_MAX + 5; uid++)
		failures_note(&f, &uid, 1);
	assert_int_equal(f.count, FAILURES_MAX);
	assert_int_equal(failures_of(&f, 100), 0);
	assert_int_equal(failures_of(&f, 100 + FAILURES_MAX + 4), 1);
	f.careful = 1;
	assert_true(failures_alone(&f, 5));
	failures_done(&f, 5);
	assert_false(failures_alone(&f, 5));
}

/* Whole and byte by byte, it must say the same. */
static void
check(const char *bytes, size_t n, uint64_t quota, const char *trouble)
{
	struct guard whole = { 0 }, single = { 0 };
	bool passed = false, all = true;

	guard_begin(&whole, quota);
	guard_begin(&single, quota);
	passed = guard_pass(&whole, bytes, n);
	for (size_t i = 0; i < n && all; i++)
		all = guard_pass(&single, bytes + i, 1);
	if (passed != (trouble == NULL) || all != passed)
		fail_msg("%.60s: %s", bytes, whole.trouble);
	if (trouble != NULL && (strstr(whole.trouble, trouble) == NULL || strstr(single.trouble, trouble) == NULL))
		fail_msg("%.60s: %s, %s", bytes, whole.trouble, single.trouble);
	assert_int_equal(whole.exists, single.exists);
	assert_int_equal(whole.literal, single.literal);
}

static void
lets_the_ordinary_pass_only(void **state)
{
	static const struct {
		const char *bytes;
		const char *trouble;
	} samples[] = {
		{ "* OK [CAPABILITY IMAP4rev1] ready {5}\r\n* 3 EXISTS\r\n1 OK done\r\n", NULL },
		{ "* 12 FETCH (UID 5 BODY[] {5}\r\n* (((\r\n)\r\n1 OK [X] (done)\r\n", NULL },
		{ "* 1 FETCH (FLAGS (\\Seen \"a)b\") UID 4)\r\n+ idling\r\n", NULL },
		{ "* FLAGS (\\Seen)\r\n* NO x\r\n* BAD x\r\n* PREAUTH x\r\n", NULL },
		{ "* 1 fetch (UID 1 BODY[] {0}\r\n)\r\n", NULL },
		{ "* BYE going down\r\n", "going down" },
		{ "* BYE\r\n", "BYE" },
		{ "* NAMESPACE NIL NIL NIL\r\n", "not asked for" },
		{ "* QUOTA x\r\n", "not asked for" },
		{ "* SEARCH 1 2\r\n", "not asked for" },
		{ "* 1 VANISHED\r\n", "not asked for" },
		{ "* 99999999999 EXISTS\r\n", "number" },
		{ "* 4294967296 EXISTS\r\n", "number" },
		{ "* 1 FETCH (BODY[] {99999999999999}\r\n", "literal" },
		{ "* 1 FETCH (BODY[] {4294967290}\r\n", "literal" },
		{ "* 1 FETCH (BODY[] {4000}\r\n", "literal" },
		{ "* 1 FETCH (BODYSTRUCTURE ((((((((((((((((((((((((((((((((((((((((((", "nested" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check(samples[i].bytes, strlen(samples[i].bytes), 1000, samples[i].trouble);
}

static void
stops_what_has_no_end(void **state)
{
	static char line[GUARD_LINE_MAX + 100];

	(void)state;
	memset(line, 'x', sizeof(line));
	memcpy(line, "* OK ", 5);
	check(line, GUARD_LINE_MAX, 1 << 20, NULL);
	check(line, sizeof(line), 1 << 20, "without end");
	check(line, 1001, 1000, "more than was asked for");
}

static void
follows_the_mailbox(void **state)
{
	struct guard g = { .next = 11 };
	const char text[] = "* 20 EXISTS\r\n* 3 EXPUNGE\r\n* 15 EXPUNGE\r\n* 10 EXPUNGE\r\n1 NO [TRYCREATE] no\x01\r\n";

	(void)state;
	guard_begin(&g, 1000);
	assert_true(guard_pass(&g, text, sizeof(text) - 1));
	assert_int_equal(g.exists, 17);
	assert_true(g.exists_grew);
	/* 3 went, then 10 was the last before the place that was 11 and is 10 now: not before it any more. */
	assert_int_equal(g.next, 10);
	assert_string_equal(g.said, "NO [TRYCREATE] no ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_longer_each_time),
		cmocka_unit_test(writes_folder_names),
		cmocka_unit_test(quotes),
		cmocka_unit_test(writes_sets),
		cmocka_unit_test(remembers_what_broke),
		cmocka_unit_test(lets_the_ordinary_pass_only),
		cmocka_unit_test(stops_what_has_no_end),
		cmocka_unit_test(follows_the_mailbox),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
