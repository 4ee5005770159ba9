/* words.c - which form the words around a number have, and what dates are made of */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/conf/words.h>

static void
test_forms(void **state)
{
	static const struct conf_words english = { .plurals = { [WORDS_ONE] = "n = 1" } };
	static const struct conf_words polish = { .plurals = {
		[WORDS_ONE] = "n = 1", [WORDS_FEW] = "n % 10 = 2..4 and n % 100 != 12..14"
	} };
	static const struct conf_words latvian = { .plurals = {
		[WORDS_ZERO] = "n % 10 = 0 or n % 100 = 11..19", [WORDS_ONE] = "n % 10 = 1 and n % 100 != 11"
	} };
	static const struct conf_words arabic = { .plurals = {
		[WORDS_ZERO] = "n=0", [WORDS_ONE] = "n=1", [WORDS_TWO] = "n=2", [WORDS_FEW] = "n%100=3..10", [WORDS_MANY] = "n%100=11..99"
	} };
	static const struct conf_words chinese = { .day = "" };
	static const struct {
		const struct conf_words *words;
		int64_t number;
		const char *form;
	} samples[] = {
		{ &english, 0, "other" }, { &english, 1, "one" }, { &english, 2, "other" }, { &english, -1, "one" }, { &english, 101, "other" },
		{ &polish, 1, "one" }, { &polish, 2, "few" }, { &polish, 5, "other" }, { &polish, 12, "other" }, { &polish, 22, "few" },
		{ &polish, 114, "other" }, { &latvian, 0, "zero" }, { &latvian, 11, "zero" }, { &latvian, 21, "one" }, { &latvian, 22, "other" },
		{ &arabic, 0, "zero" }, { &arabic, 2, "two" }, { &arabic, 105, "few" }, { &arabic, 99, "many" }, { &arabic, 100, "other" },
		{ &chinese, 1, "other" }, { &words_english, 1, "one" }, { &english, INT64_MIN, "other" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		assert_string_equal(words_form_name(words_form(samples[i].words, samples[i].number)), samples[i].form);
	assert_int_equal(words_form_by_name("few"), WORDS_FEW);
	assert_int_equal(words_form_by_name("three"), -1);
}

/* A condition that is none is not true; reading a file says so. */
static void
test_broken_conditions(void **state)
{
	static const char *const broken[] = {
		"", "n", "n =", "n = 1 and", "n = 1 2", "m = 1", "n % 0 = 1", "n = 1..", "n = -1", "n == 1", "n = 1 or or n = 2", "none = 1",
		"n = 99999999999",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		struct conf_words words = { .plurals = { [WORDS_ONE] = broken[i] } };

		assert_int_equal(words_form(&words, 1), WORDS_OTHER);
	}
}

static void
test_sentences(void **state)
{
	SCRATCH(tmp);
	const struct words_values values = { .weekday = "viernes", .day = "27", .month = "noviembre", .date = "$day", .time = "16:30" };

	(void)state;
	assert_string_equal(words_fill(tmp, "el $weekday, $day de $month", &values), "el viernes, 27 de noviembre");
	assert_string_equal(words_fill(tmp, "$date a las $time", &values), "$day a las 16:30");
	assert_string_equal(words_fill(tmp, "$year$dayth $", &values), "27th ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_broken_conditions),
		cmocka_unit_test(test_sentences),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
