/* suggest.c - which known word is near enough to be meant */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

static const char *const known[] = { "host", "port", "tls", "ca_file", "password", "connections", "Europe/Madrid" };

static void
finds_the_nearest(void **state)
{
	static const struct sample {
		const char *word, *nearest;
	} samples[] = {
		{ "hots", "host" },		/* swapped */
		{ "hos", "host" },		/* left out */
		{ "hoost", "host" },		/* put in */
		{ "hest", "host" },		/* replaced */
		{ "HOST", "host" },
		{ "passwort", "password" },
		{ "conections", "connections" },
		{ "Europe/Madird", "Europe/Madrid" },
		{ "tsl", "tls" },
		{ "colour", NULL },
		{ "x", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct suggest s;

		suggest_start(&s, samples[i].word);
		for (size_t j = 0; j < sizeof(known) / sizeof(known[0]); j++)
			suggest_offer(&s, known[j]);
		if (samples[i].nearest == NULL)
			assert_null(s.best);
		else
			assert_string_equal(s.best, samples[i].nearest);
	}
}

/* The table has its size; longer words are not compared. */
static void
bears_long_words(void **state)
{
	char word[1000];
	struct suggest s;

	(void)state;
	memset(word, 'a', sizeof(word));
	word[sizeof(word) - 1] = '\0';
	suggest_start(&s, word);
	suggest_offer(&s, word);
	suggest_offer(&s, "host");
	assert_null(s.best);
	word[64] = '\0';
	suggest_start(&s, word);
	suggest_offer(&s, word + 1);
	assert_ptr_equal(s.best, word + 1);
}

static void
says_it(void **state)
{
	SCRATCH(tmp);
	struct suggest s;

	(void)state;
	suggest_start(&s, "hots");
	assert_string_equal(suggest_words(tmp, &s), "");
	suggest_offer(&s, "host");
	assert_string_equal(suggest_words(tmp, &s), "; did you mean \"host\"?");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_nearest),
		cmocka_unit_test(bears_long_words),
		cmocka_unit_test(says_it),
	};

	return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
