/* Indexes as Outlook writes them: what is one, what a new one holds, and what an answer adds. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/threadindex.h>

#define CREATED INT64_C(1768295472000)	/* 2026-01-13T09:11:12Z: 0x01DC846C8FE8B800 ticks since 1601 */
#define YEAR DAYS(365)

static const uint8_t seed[THREADINDEX_SEED] = { 0xE6, 0x3B, 0x4A, 0xB8, 0x00, 0xDE, 0x17, 0xC9, 0x45, 0xB1, 0x9A, 0xBD, 0x19,
	0x0F, 0x13, 0x88 };

static void
tells_indexes(void **state)
{
	static const char *const good[] = {
		"AcZMdZUQbmyIksvUQrSuXsdtbeoIDw==",	/* Outlook 2003 */
		"AcKZ3+Y7SrgA3hfJRbGavRkPE4ixtwAAC1Rw",
		"AQGnHD6mcFFLFM//ZQba8qesuTAcJaZZmasggAADmnA=",
		"AQHNzvlZ9kAKwiOq60uSIaV8UJE55ZgG7fuQ",	/* Exchange 2010 */
	};
	static const char *const bad[] = { "", "=", "====", "AAAA", "AcZMdZUQbmyIksvUQrSuXsdtbeoIDw", "no index at all",
		"AcZMdZUQbmyIksvUQrSuXsdtbeoID===", "AcZMdZUQbmyIksvUQrSuXsdtbeoIDw==\n", "AcZMdZUQbmyIksvUQrSuXsdtbeo\nIDw==",
		"AcKZ3+Y7SrgA3hfJRbGavRkPE4ixtwAA",		/* a block that was cut */
		"AMZMdZUQbmyIksvUQrSuXsdtbeoIDw==",		/* no 1 at its head */
		"AcZMdZUQbmyIksvUQrSuXsdtbeoIDw==AcZMdZUQbmyIksvUQrSuXsdtbeoIDw==" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		if (!threadindex_valid(good[i]))
			fail_msg("%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		if (threadindex_valid(bad[i]))
			fail_msg("\"%s\"", bad[i]);
}

/* By hand: 01, then 01 DC 84 6C 8F of the time, then the seed. */
static void
begins_a_thread(void **state)
{
	SCRATCH(tmp);
	char *index = threadindex_new(tmp, CREATED, seed);

	(void)state;
	assert_string_equal(index, "AQHchGyP5jtKuADeF8lFsZq9GQ8TiA==");
	assert_true(threadindex_valid(index));
	assert_string_equal(threadindex_new(tmp, CREATED, seed), index);
	assert_true(threadindex_valid(threadindex_new(tmp, 0, seed)));
	assert_true(threadindex_valid(threadindex_new(tmp, INT64_MIN, seed)));
}

/* Time since the thread began in ticks without their last 18 bits; from 1.7 years on in ticks without their last 23. */
static void
answers(void **state)
{
	static const struct {
		const char *name, *parent;
		instant now;
		const char *want;
	} samples[] = {
		/* The thread's own time lost its last three bytes, 0xE8B800: 58 units of 2^18 ticks; 5 s are 190. */
		{ "after five seconds", "AQHchGyP5jtKuADeF8lFsZq9GQ8TiA==", CREATED + SECONDS(5),
		    "AQHchGyP5jtKuADeF8lFsZq9GQ8TiAAAAPgI" },
		{ "before it began", "AQHchGyP5jtKuADeF8lFsZq9GQ8TiA==", CREATED - DAYS(1),
		    "AQHchGyP5jtKuADeF8lFsZq9GQ8TiAAAAACA" },
		{ "after two years", "AQHchGyP5jtKuADeF8lFsZq9GQ8TiA==", CREATED + 2 * YEAR,
		    "AQHchGyP5jtKuADeF8lFsZq9GQ8TiIR7ReSA" },
		/* As an Outlook of 2002 did it, but for the last byte: its head leaves the first byte of the time out. */
		{ "an older head", "AcKYndViozRhsUrMTnmm12rnRLKERg==", INT64_C(1038816135440),
		    "AcKYndViozRhsUrMTnmm12rnRLKERgBO0tAQ" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		char *child = threadindex_child(tmp, samples[i].parent, samples[i].now);

		assert_non_null(child);
		assert_true(threadindex_valid(child));
		if (strcmp(child, samples[i].want) != 0)
			fail_msg("%s: %s", samples[i].name, child);
	}
}

static void
stops_in_time(void **state)
{
	SCRATCH(tmp);
	char *index = threadindex_new(tmp, CREATED, seed), *next;
	unsigned answers = 0;

	(void)state;
	while ((next = threadindex_child(tmp, index, CREATED + HOURS(answers))) != NULL) {
		assert_true(threadindex_valid(next));
		assert_true(strlen(next) <= THREADINDEX_MAX);
		assert_memory_equal(next, index, strlen(index) / 4 * 4 - 4);
		index = next;
		answers++;
	}
	assert_int_equal(answers, 145);
	assert_null(threadindex_child(tmp, "", CREATED));
	assert_null(threadindex_child(tmp, "rubbish", CREATED));
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(tells_indexes), cmocka_unit_test(begins_a_thread),
		cmocka_unit_test(answers), cmocka_unit_test(stops_in_time) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
