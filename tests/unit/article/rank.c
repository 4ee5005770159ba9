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

#include <postigo/article/article.h>
#include <postigo/article/rank.h>
#include <postigo/base/file.h>

#define LEAST 45	/* as the config has it when nothing is said */

/* A word of one of the articles. */
struct posting {
	const char *stem, *language;
	struct rank_hit hit;
};

struct library {
	struct articles articles;
	struct posting *postings;
	size_t count;
};

struct figures {
	unsigned right, first, missed, beside;	/* of mails that an article answers; `beside` counts articles */
	unsigned silent, rubbish;		/* of mails that none answers */
};

static const char *
data(TALLOC_CTX *ctx, const char *name)
{
	const char *top = getenv("srcdir");

	return talloc_asprintf(ctx, "%s/tests/data/article/%s", top != NULL ? top : ".", name);
}

static struct library *
library(TALLOC_CTX *ctx)
{
	struct library *l = talloc_zero(ctx, struct library);
	struct conf_problems problems = { 0 };
	struct conf_queue queue = { .name = (char[]){ "support" } };
	struct conf conf = { .queues = &queue, .queue_count = 1 };

	assert_int_equal(article_read_folder(l, data(l, "folder"), &conf, &l->articles, l, &problems), DONE);
	assert_int_equal(problems.count, 0);
	assert_int_equal(l->articles.count, 20);
	for (size_t i = 0; i < l->articles.count; i++) {
		const struct article *a = &l->articles.list[i];
		size_t n;
		struct rank_entry *e = rank_entries(l, a->language, a->title, a->keywords, a->body, &n);

		l->postings = talloc_realloc(l, l->postings, struct posting, (unsigned)(l->count + n));
		for (size_t j = 0; j < n; j++)
			l->postings[l->count++] = (struct posting){ e[j].stem, a->language, { (int64_t)i + 1, e[j].places } };
	}
	return l;
}

static const struct rank_found *
search(TALLOC_CTX *ctx, const struct library *l, const char *language, const char *subject, const char *text, unsigned least,
    size_t *count)
{
	size_t n, articles = 0;
	struct rank_word *words = rank_words(ctx, language, subject, text, &n);
	struct rank *rank;

	for (size_t i = 0; i < l->articles.count; i++)
		articles += strcmp(l->articles.list[i].language, language) == 0;
	rank = rank_new(ctx, articles);
	for (size_t i = 0; i < n; i++) {
		struct rank_hit hits[20];
		size_t found = 0;

		for (size_t j = 0; j < l->count; j++)
			if (strcmp(l->postings[j].stem, words[i].stem) == 0 && strcmp(l->postings[j].language, language) == 0)
				hits[found++] = l->postings[j].hit;
		rank_add(rank, &words[i], hits, found);
	}
	return rank_best(rank, 3, least, count);
}

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

/* "== en slug", the subject, the text; "-" for no article. */
static struct figures
ask_all(const struct library *l, const char *file)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct figures f = { 0 };
	struct error err;
	size_t size, count;
	char *mails, *next;

	assert_int_equal(file_read(ctx, data(ctx, file), 1 << 20, &mails, &size, &err), DONE);
	for (char *mail = mails; mail != NULL; mail = next) {
		char language[8], wanted[64], *subject = strchr(mail, '\n') + 1, *text = strchr(subject, '\n');

		assert_int_equal(sscanf(mail, "== %7s %63s", language, wanted), 2);
		*text++ = '\0';
		if ((next = strstr(text, "\n== ")) != NULL)
			*next++ = '\0';
		const struct rank_found *found = search(ctx, l, language, subject, text, LEAST, &count);
		judge(&f, l, wanted, found, count);
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
