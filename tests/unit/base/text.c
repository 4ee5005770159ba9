/* text.c - text grows up to its ceiling, never past it */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
static void
grows(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 1000000);

	(void)state;
	assert_string_equal(t->bytes, "");
	for (int i = 0; i < 100000; i++) {
		text_add_char(t, 'a');
		text_add_string(t, "bc");
		text_add(t, "d\0e", 3);
	}
	assert_int_equal(t->size, 600000);
	assert_false(t->cut);
	assert_memory_equal(t->bytes + 599994, "abcd\0e", 7);
	text_reset(t);
	assert_int_equal(t->size, 0);
	assert_string_equal(t->bytes, "");
}

static void
ceiling(void **state)
{
	static const struct {
		const char *name, *first, *second, *want;
		size_t max;
		bool cut;
	} samples[] = {
		{ "just fits", "abc", "de", "abcde", 5, false },
		{ "cut", "abc", "def", "abcde", 5, true },
		{ "nothing fits", "abc", "def", "", 0, true },
		{ "full before", "abc", "d", "abc", 3, true },
		{ "nothing added to a full one", "abc", "", "abc", 3, false },
		{ "two bytes not torn", "abc", "d\xC3\xB1", "abcd", 5, true },
		{ "two bytes fit", "abc", "\xC3\xB1", "abc\xC3\xB1", 5, false },
		{ "four bytes not torn", "a", "\xF0\x9F\x98\x80", "a", 4, true },
		{ "second of two characters not torn", "", "\xC3\xB1\xE2\x82\xAC", "\xC3\xB1", 4, true },
		{ "no UTF-8 is cut anywhere", "", "\x80\x80\x80\x80\x80\x80", "\x80\x80\x80\x80", 4, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct text *t = text_new(tmp, samples[i].max);
		text_add_string(t, samples[i].first);
		text_add_string(t, samples[i].second);
		if (strcmp(t->bytes, samples[i].want) != 0 || t->cut != samples[i].cut ||
		    t->size != strlen(samples[i].want))
			fail_msg("%s: \"%s\" cut %d", samples[i].name, t->bytes, t->cut);
	}
}

/* Otherwise a text would lack something in its middle. */
static void
nothing_after_a_cut(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 4);

	(void)state;
	text_add_string(t, "abc");
	text_add_string(t, "\xC3\xB1");
	text_add_char(t, 'd');
	text_printf(t, "%d", 1);
	assert_string_equal(t->bytes, "abc");
	assert_true(t->cut);
	text_reset(t);
	text_add_char(t, 'd');
	assert_string_equal(t->bytes, "d");
	assert_false(t->cut);
}

static void
prints(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 2000);

	(void)state;
	text_printf(t, "%s %d", "ticket", 12);
	assert_string_equal(t->bytes, "ticket 12");
	text_printf(t, "%01000d", 7);
	assert_int_equal(t->size, 1009);
	assert_int_equal(t->bytes[1008], '7');
	text_printf(t, "%01000d", 7);
	assert_int_equal(t->size, 2000);
	assert_true(t->cut);
}

/* A ceiling costs nothing until it is needed. */
static void
memory_follows_size(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, 100u << 20);

	(void)state;
	for (int i = 0; i < 1000; i++)
		text_add_char(t, 'x');
	assert_true(talloc_total_size(t) < 4096);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows),
		cmocka_unit_test(ceiling),
		cmocka_unit_test(nothing_after_a_cut),
		cmocka_unit_test(prints),
		cmocka_unit_test(memory_follows_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
