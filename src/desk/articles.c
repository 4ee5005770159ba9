/* articles.c - see articles.h */
#include <config.h>

#include <string.h>

#include <postigo/article/article.h>
#include <postigo/article/rank.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>

#include "articles.h"

/* Articles that have one word and are looked at: more have only words that tell nothing. */
#define HITS_MOST 1000

/* Articles of the same title. */
#define SAME_MOST 100u

/* Candidates for one mail: some may be for another queue or organisation. */
#define GATHERED_MOST 12

/* ---- taking in */

/* What the article is found by, if it is to be found. */
static enum result
reindex(const struct tools *tools, const struct article_row *row, struct error *err)
{
	SCRATCH(tmp);
	size_t count = 0;
	struct rank_entry *entries = rank_entries(tmp, row->language, row->title, row->keywords, row->body, &count);
	struct article_word *words = talloc_array(tmp, struct article_word, (unsigned)count + 1);

	for (size_t i = 0; i < count; i++)
		words[i] = (struct article_word){ entries[i].stem, entries[i].places };
	return article_row_index(tools->store, row, words, article_row_live(row) ? count : 0, err);
}

static enum result
put(const struct tools *tools, struct article_row *row, struct error *err)
{
	enum result result = article_row_put(tools->store, row, err);

	return result == DONE ? reindex(tools, row, err) : result;
}

/* One file. What somebody has withdrawn stays so, however its file changes: publishing it is theirs to say. */
static enum result
take(const struct tools *tools, const struct article *a, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct article_row known, row = {
		.slug = a->slug, .language = a->language, .title = a->title, .keywords = a->keywords, .summary = a->summary,
		.body = a->body, .state = ARTICLE_PUBLISHED, .origin = ARTICLE_OF_FILE, .queue = a->queue,
		.organisation = a->organisation, .changed = now,
	};
	enum result result = article_row_find(tmp, tools->store, a->slug, a->language, &known, err);

	memcpy(row.digest, a->digest, DIGEST_SIZE);
	if (result < 0)
		return result;
	if (result == DONE && known.origin == ARTICLE_OF_FILE && memcmp(known.digest, a->digest, DIGEST_SIZE) == 0)
		return DONE;
	if (result == DONE && known.origin != ARTICLE_WRITTEN_HERE)
		row.state = known.state;
	return put(tools, &row, err);
}

static bool
is_among(const struct articles *files, const struct article_row *row)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->list[i].slug, row->slug) == 0 && strcmp(files->list[i].language, row->language) == 0)
			return true;
	return false;
}

/* What is left in the store of files that are gone. */
static enum result
let_go(const struct tools *tools, const struct articles *files, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct article_row *rows = NULL;
	size_t count = 0;
	enum result result = article_row_list(tmp, tools->store, NULL, &rows, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++) {
		if (rows[i].origin != ARTICLE_OF_FILE || is_among(files, &rows[i]))
			continue;
		rows[i].origin = ARTICLE_FILE_GONE;
		result = article_row_set_origin(tools->store, rows[i].id, ARTICLE_FILE_GONE, now, err);
		if (result == DONE)
			result = reindex(tools, &rows[i], err);
	}
	return result;
}

/* A file that cannot be read any more is not gone: the article stays as it was. */
static void
keep_wrong(TALLOC_CTX *ctx, struct articles *files, const struct conf_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		const char *path = problems->list[i].file, *name = strrchr(path, '/'), *language = name;
		size_t n = name != NULL ? strlen(name + 1) : 0;

		while (language != NULL && language > path && language[-1] != '/')
			language--;
		if (problems->list[i].warning || n < 4 || strcmp(name + n + 1 - 3, ".md") != 0)
			continue;
		files->list = talloc_realloc(ctx, files->list, struct article, (unsigned)files->count + 1);
		files->list[files->count++] = (struct article){
			.slug = talloc_strndup(ctx, name + 1, n - 3),
			.language = talloc_strndup(ctx, language, (size_t)(name - language)),
		};
	}
}

static enum result
bring_up_to_date(TALLOC_CTX *ctx, const struct tools *tools, struct articles *files, const struct conf_problems *problems,
    struct error *err)
{
	instant now = instant_now();
	enum result result = DONE;

	for (size_t i = 0; i < files->count && result == DONE; i++)
		result = take(tools, &files->list[i], now, err);
	keep_wrong(ctx, files, problems);
	return result == DONE ? let_go(tools, files, now, err) : result;
}

enum result
articles_load(const struct tools *tools, struct error *err)
{
	SCRATCH(tmp);
	struct conf_problems problems = { 0 };
	struct articles files = { 0 };
	enum result result;

	/* Without a folder in the config there is nothing to go by: what the store has is kept, and not offered. */
	if (tools->conf->articles.dir == NULL)
		return DONE;
	result = article_read_folder(tmp, tools->conf->articles.dir, tools->conf, &files, tmp, &problems);
	for (size_t i = 0; i < problems.count; i++)
		log_warning("article", "file", problems.list[i].file, "line", log_number(problems.list[i].line),
		    "what", problems.list[i].what, NULL);
	if (result != DONE)
		return DONE;
	if ((result = store_begin(tools->store, err)) != DONE)
		return result;
	if ((result = bring_up_to_date(tmp, tools, &files, &problems, err)) == DONE)
		return store_commit(tools->store, err);
	store_rollback(tools->store);
	return result;
}

enum result
articles_write(const struct tools *tools, struct article_row *row, struct error *err)
{
	SCRATCH(tmp);
	struct article_row known;
	enum result result = article_row_find(tmp, tools->store, row->slug, row->language, &known, err);

	if (result == DONE && known.origin == ARTICLE_OF_FILE)
		return error_set(err, PERMFAIL, "there is an article %s (%s) in a file; choose another name", row->slug, row->language);
	row->origin = ARTICLE_WRITTEN_HERE;
	return result < 0 ? result : put(tools, row, err);
}

enum result
articles_restore(const struct tools *tools, struct article_row *row, struct error *err)
{
	return put(tools, row, err);
}

enum result
articles_free_slug(TALLOC_CTX *ctx, const struct tools *tools, const char *title, const char *language, char **slug,
    struct error *err)
{
	SCRATCH(tmp);
	char *base = article_slug(ctx, title);
	struct article_row known;
	enum result result = DONE;

	*slug = base;
	for (unsigned n = 2; result == DONE && n < SAME_MOST; n++) {
		result = article_row_find(tmp, tools->store, *slug, language, &known, err);
		if (result == DONE)
			*slug = talloc_asprintf(ctx, "%s-%u", base, n);
	}
	return result == NONE ? DONE : result == DONE ? error_set(err, PERMFAIL, "too many articles are called %s", base) : result;
}

static char *
slug_of(TALLOC_CTX *ctx, int64_t ticket, bool anew)
{
	return talloc_asprintf(ctx, "ticket-%lld%s", (long long)ticket, anew ? "-new" : "");
}

enum result
articles_slug_of_ticket(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, const char *language, char **slug,
    struct error *err)
{
	SCRATCH(tmp);
	struct article_row known;
	bool anew = false;
	enum result result = article_row_find(tmp, tools->store, slug_of(tmp, ticket, false), language, &known, err);

	if (result == DONE)
		anew = article_row_live(&known);
	if (result >= 0 && !anew) {
		result = article_row_find(tmp, tools->store, slug_of(tmp, ticket, true), language, &known, err);
		anew = result == DONE;
	}
	*slug = slug_of(ctx, ticket, anew);
	return result < 0 ? result : DONE;
}

enum result
articles_renewed(TALLOC_CTX *ctx, const struct tools *tools, const struct article_row *row, struct article_row *out,
    struct error *err)
{
	SCRATCH(tmp);

	if (row->source_ticket == 0 || strcmp(row->slug, slug_of(tmp, row->source_ticket, true)) != 0)
		return NONE;
	return article_row_find(ctx, tools->store, slug_of(tmp, row->source_ticket, false), row->language, out, err);
}

enum result
articles_renew(TALLOC_CTX *ctx, const struct tools *tools, struct article_row *row, const struct article_row *other,
    instant now, struct error *err)
{
	int64_t draft = row->id;
	enum result result;

	row->slug = talloc_strdup(ctx, other->slug);
	row->state = ARTICLE_PUBLISHED;
	row->changed = now;
	/* What only a head can say stays as it was. */
	if (row->keywords[0] == '\0')
		row->keywords = talloc_strdup(ctx, other->keywords);
	result = articles_write(tools, row, err);
	return result == DONE ? article_row_drop(tools->store, draft, err) : result;
}

enum result
articles_set_state(const struct tools *tools, struct article_row *row, enum article_state state, instant now, struct error *err)
{
	enum result result = article_row_set_state(tools->store, row->id, state, now, err);

	row->state = state;
	row->changed = now;
	return result == DONE ? reindex(tools, row, err) : result;
}

/* ---- searching */

static enum result
weigh(TALLOC_CTX *ctx, struct store *store, const char *language, const char *subject, const char *text, struct rank **out,
    struct error *err)
{
	SCRATCH(tmp);
	size_t articles = 0, count = 0;
	enum result result = article_row_count(store, language, &articles, err);
	struct rank_word *words = NULL;

	*out = rank_new(ctx, articles);
	/* The stems of a mail's words are dear: a desk without articles does without. */
	if (articles > 0)
		words = rank_words(tmp, language, subject, text, &count);
	for (size_t i = 0; i < count && result == DONE; i++) {
		struct article_hit *found = NULL;
		struct rank_hit *hits;
		size_t n = 0;

		result = article_row_hits(tmp, store, language, words[i].stem, HITS_MOST, &found, &n, err);
		hits = talloc_array(tmp, struct rank_hit, (unsigned)n + 1);
		for (size_t j = 0; j < n; j++)
			hits[j] = (struct rank_hit){ found[j].article, found[j].places };
		rank_add(*out, &words[i], hits, n);
	}
	return result;
}

enum result
articles_search(TALLOC_CTX *ctx, struct store *store, const char *language, const char *subject, const char *text, size_t most,
    unsigned least, struct offered **list, size_t *count, struct error *err)
{
	SCRATCH(tmp);
	const struct rank_found *best = NULL;
	struct rank *rank;
	size_t n = 0;
	enum result result = weigh(tmp, store, language, subject, text, &rank, err);

	if (result == DONE)
		best = rank_best(rank, most, least, &n);
	*list = talloc_zero_array(ctx, struct offered, (unsigned)n + 1);
	*count = 0;
	for (size_t i = 0; i < n && result >= 0; i++) {
		struct offered *o = &(*list)[*count];

		result = article_row_read(*list, store, best[i].article, &o->row, err);
		o->score = best[i].score;
		*count += result == DONE;
	}
	return result == NONE ? DONE : result;
}

/* Without a folder in the config nobody can tell which files there still are. */
static void
leave_files_out(struct offered *list, size_t *count)
{
	size_t n = 0;

	for (size_t i = 0; i < *count; i++)
		if (list[i].row.origin == ARTICLE_WRITTEN_HERE)
			list[n++] = list[i];
	*count = n;
}

enum result
articles_gather(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	const struct conf_articles *conf = &tools->conf->articles;
	const struct mail *mail = facts->mail;
	const char *text = mail->reply != NULL && mail->reply[0] != '\0' ? mail->reply : mail->text;
	struct offered *list = NULL;
	enum result result;

	/* Whoever answers a ticket of ours is past reading articles; technicians write them. */
	if (tools->store == NULL || conf->most == 0 || mail->class != MAIL_HUMAN || facts->agent != NULL ||
	    facts->tie[TIE_REPLY_TOKEN].found)
		return DONE;
	result = articles_search(ctx, tools->store, facts->language, mail->subject, text, GATHERED_MOST, conf->min_score, &list,
	    &facts->article_count, err);
	facts->articles = list;
	if (result == DONE && conf->dir == NULL)
		leave_files_out(list, &facts->article_count);
	return result;
}
