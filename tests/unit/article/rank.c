/* Which articles a mail is offered: 20 articles, and mails to a help desk that each say which one should come, or none. The
 * weights were chosen by the first 42 mails; the other 20 were only asked afterwards. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "library.h"

struct figures {
	unsigned right, first, missed, beside;	/* of mails that an article answers; `beside` counts articles */
	unsigned silent, rubbish;		/* of mails that none answers */
};

static void
judge(struct figures *f, const struct library *l, const char *wanted, const struct rank_found *found, size_t count)
{
	bool none = strcmp(wanted, "-") == 0, right = false;

	for (size_t i = 0; i < count; i++) {
		bool is = strcmp(l->articles.list[found[i].article - 1].slug, wanted) == 0;

		right |= is;
		f->first += is && i == 0;
		f->beside += !is && !none;
	}
	f->right += right;
	f->missed += !none && !right;
	f->silent += none && count == 0;
	f->rubbish += none && count > 0;
}

static struct figures
ask_all(const struct library *l, const char *file)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct figures f = { 0 };
	size_t count;
	struct question *q = questions(ctx, file, &count);

	for (size_t i = 0; i < count; i++) {
		size_t n;
		const struct rank_found *found = search(ctx, l, q[i].language, q[i].subject, q[i].text, LEAST, &n);

		judge(&f, l, q[i].wanted, found, n);
	}
	print_message("%s: an article answers %u: found %u, %u of them first, and %u beside; none answers %u: silent %u\n", file,
	    f.right + f.missed, f.right, f.first, f.beside, f.silent + f.rubbish, f.silent);
	talloc_free(ctx);
	return f;
}

static void
the_right_one_is_offered_and_rubbish_gets_none(void **state)
{
	struct library *l = library(NULL);
	struct figures chosen = ask_all(l, "mails.txt"), held = ask_all(l, "mails-held.txt");

	(void)state;
	assert_int_equal(chosen.rubbish + held.rubbish, 0);
	assert_int_equal(chosen.beside + held.beside, 0);
	assert_true(chosen.silent >= 10);
	assert_true(chosen.first >= 31);
	assert_true(held.first >= 12);
	talloc_free(l);
}

static void
one_word_is_never_enough(void **state)
{
	struct library *l = library(NULL);
	size_t count;

	(void)state;
	/* However little is asked for. */
	(void)search(l, l, "en", "vpn", "vpn vpn vpn", 1, &count);
	assert_int_equal(count, 0);
	(void)search(l, l, "en", "", "", 1, &count);
	assert_int_equal(count, 0);
	talloc_free(l);
}

/* As many words as anybody likes: those that are looked up are few. */
static void
a_mail_of_any_length(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	char *text = talloc_strdup(ctx, "");
	struct rank_word *words;
	size_t count;

	(void)state;
	for (int i = 0; i < 5000; i++)
		text = talloc_asprintf_append_buffer(text, "word%d ", i);
	words = rank_words(ctx, "en", "Paper jam: a paper jam", text, &count);
	assert_int_equal(count, RANK_WORDS_MAX);
	assert_string_equal(words[0].stem, "paper");
	assert_string_equal(words[1].stem, "jam");
	assert_true(words[0].in_subject && !words[2].in_subject);
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_right_one_is_offered_and_rubbish_gets_none),
		cmocka_unit_test(one_word_is_never_enough),
		cmocka_unit_test(a_mail_of_any_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
