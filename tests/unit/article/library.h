/* library.h - 20 articles in two languages, and mails to a help desk that each say which of them should come */
#ifndef TESTS_UNIT_ARTICLE_LIBRARY_H
#define TESTS_UNIT_ARTICLE_LIBRARY_H

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

#define LEAST 48	/* as the config has it when nothing is said */

/* A word of one of the articles. */
struct posting {
	const char *stem, *language;
	struct rank_hit hit;
};

struct library {
	struct articles articles;
	bool out[20];			/* not there for now */
	struct posting *postings;
	size_t count;
};

struct question {
	char language[8], wanted[64];	/* "-": no article answers it */
	char *subject, *text;
};

static inline const char *
data(TALLOC_CTX *ctx, const char *name)
{
	const char *top = getenv("srcdir");

	return talloc_asprintf(ctx, "%s/tests/data/article/%s", top != NULL ? top : ".", name);
}

static inline struct library *
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

static inline const struct rank_found *
search(TALLOC_CTX *ctx, const struct library *l, const char *language, const char *subject, const char *text, unsigned least,
    size_t *count)
{
	size_t n, articles = 0;
	struct rank_word *words = rank_words(ctx, language, subject, text, &n);
	struct rank *rank;

	for (size_t i = 0; i < l->articles.count; i++)
		articles += !l->out[i] && strcmp(l->articles.list[i].language, language) == 0;
	rank = rank_new(ctx, articles);
	for (size_t i = 0; i < n; i++) {
		struct rank_hit hits[20];
		size_t found = 0;

		for (size_t j = 0; j < l->count; j++)
			if (strcmp(l->postings[j].stem, words[i].stem) == 0 && strcmp(l->postings[j].language, language) == 0 &&
			    !l->out[l->postings[j].hit.article - 1])
				hits[found++] = l->postings[j].hit;
		rank_add(rank, &words[i], hits, found);
	}
	return rank_best(rank, 3, least, count);
}

/* "== en slug", the subject, the text. */
static inline struct question *
questions(TALLOC_CTX *ctx, const char *file, size_t *count)
{
	struct question *list = NULL;
	struct error err;
	size_t size, n = 0;
	char *mails, *next;

	assert_int_equal(file_read(ctx, data(ctx, file), 1 << 20, &mails, &size, &err), DONE);
	for (char *mail = mails; mail != NULL; mail = next) {
		struct question *q;

		list = talloc_realloc(ctx, list, struct question, (unsigned)n + 1);
		q = &list[n++];
		q->subject = strchr(mail, '\n') + 1;
		q->text = strchr(q->subject, '\n');
		assert_int_equal(sscanf(mail, "== %7s %63s", q->language, q->wanted), 2);
		*q->text++ = '\0';
		if ((next = strstr(q->text, "\n== ")) != NULL)
			*next++ = '\0';
	}
	*count = n;
	return list;
}

#endif
