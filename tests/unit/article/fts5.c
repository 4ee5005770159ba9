/* Whether SQLite's own full-text search would do what rank.c does, on the same stems: asked of desks of every size, and of desks
 * that lack the article which would have answered. FTS5 gets all the help that there is: the best of several weights, a threshold
 * made for just these mails, rows without a word that are in no mail so that few articles do not make all words common, and with
 * "two words" the rule of rank.c that one word is never enough.
 *
 * An offer beside the point annoys more than a right one helps. So for each way the threshold is the lowest at which nothing
 * wrong is offered to anybody, and what counts is how many of the right ones are left then.
 */
#include <config.h>

#include <math.h>

#include <sqlite3.h>

#include <postigo/article/stem.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "library.h"

#define NEAR_BEST 0.75		/* as rank.c has it */
#define PADDED 40		/* as rank.c has it: so many articles there are at least */

struct way {
	const char *what;
	double title, body;
	bool padded, two_words;
};

/* One article that one mail could be offered, in one desk. */
struct offer {
	double score;
	bool right;
	size_t asked;
};

struct asking {
	struct offer *list;
	size_t count, capacity, asked;
};

static void
run(sqlite3 *db, const char *sql)
{
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static char *
stems_of(TALLOC_CTX *ctx, const char *language, const char *text)
{
	struct stems stems = stem_words(ctx, language, text, 4000);
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; i < stems.count; i++)
		out = talloc_asprintf_append_buffer(out, "%s ", stems.list[i]);
	return out;
}

static void
insert(sqlite3 *db, int64_t id, const char *title, const char *keywords, const char *body)
{
	sqlite3_stmt *q;

	assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO a (rowid, title, keywords, body) VALUES (?1, ?2, ?3, ?4)", -1, &q, NULL),
	    SQLITE_OK);
	sqlite3_bind_int64(q, 1, id);
	sqlite3_bind_text(q, 2, title, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(q, 3, keywords, -1, SQLITE_TRANSIENT);
	sqlite3_bind_text(q, 4, body, -1, SQLITE_TRANSIENT);
	assert_int_equal(sqlite3_step(q), SQLITE_DONE);
	sqlite3_finalize(q);
}

/* The index of one language; *unit is what a word weighs that one article has. */
static sqlite3 *
index_of(const struct library *l, const char *language, bool padded, double *unit)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	sqlite3 *db;
	size_t n = 0;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	run(db, "CREATE VIRTUAL TABLE a USING fts5(title, keywords, body, tokenize = 'unicode61 remove_diacritics 2')");
	for (size_t i = 0; i < l->articles.count; i++) {
		const struct article *a = &l->articles.list[i];

		if (l->out[i] || strcmp(a->language, language) != 0)
			continue;
		insert(db, (int64_t)i + 1, stems_of(ctx, language, a->title), stems_of(ctx, language, a->keywords),
		    stems_of(ctx, language, a->body));
		n++;
	}
	for (; padded && n < PADDED; n++)
		insert(db, (int64_t)n + 1000, "zpad zpad zpad", "zpad zpad zpad zpad", "zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad"
		    " zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad zpad");
	*unit = n > 2 ? log(((double)n - 0.5) / 1.5) : 1;
	talloc_free(ctx);
	return db;
}

/* Words of the mail that stand in title and keywords. */
static size_t
telling(const struct library *l, int64_t id, const struct rank_word *words, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < l->count; j++)
			n += l->postings[j].hit.article == id && (l->postings[j].hit.places & (RANK_TITLE | RANK_KEYWORD)) != 0 &&
			    strcmp(l->postings[j].stem, words[i].stem) == 0;
	return n;
}

static void
add(struct asking *to, double score, bool right)
{
	if (to->count == to->capacity) {
		to->capacity = to->capacity * 2 + 64;
		to->list = talloc_realloc(NULL, to->list, struct offer, (unsigned)to->capacity);
	}
	to->list[to->count++] = (struct offer){ score, right, to->asked };
}

/* What FTS5 makes of a mail: the best three that are near the best. */
static void
ask_fts5(const struct library *l, const struct way *way, const struct question *q, struct asking *to)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct text *sql = text_new(ctx, 1 << 16), *match = text_new(ctx, 1 << 16);
	double unit, best = 0;
	sqlite3 *db = index_of(l, q->language, way->padded, &unit);
	sqlite3_stmt *query;
	size_t count, given = 0;
	struct rank_word *words = rank_words(ctx, q->language, q->subject, q->text, &count);

	for (size_t i = 0; i < count; i++)
		text_printf(match, "%s\"%s\"", i > 0 ? " OR " : "", words[i].stem);
	text_printf(sql, "SELECT rowid, -bm25(a, %g, %g, %g) FROM a WHERE a MATCH ?1 ORDER BY 2 DESC", way->title, way->title, way->body);
	assert_int_equal(sqlite3_prepare_v2(db, sql->bytes, -1, &query, NULL), SQLITE_OK);
	sqlite3_bind_text(query, 1, match->bytes, -1, SQLITE_STATIC);
	to->asked++;
	while (count > 0 && given < 3 && sqlite3_step(query) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(query, 0);
		double score = sqlite3_column_double(query, 1) / unit;

		if (id > 20 || (way->two_words && telling(l, id, words, count) < 2))
			continue;
		best = given++ == 0 ? score : best;
		if (score >= best * NEAR_BEST)
			add(to, score, strcmp(l->articles.list[id - 1].slug, q->wanted) == 0);
	}
	sqlite3_finalize(query);
	sqlite3_close(db);
	talloc_free(ctx);
}

static void
ask_ours(const struct library *l, const struct way *way, const struct question *q, struct asking *to)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	size_t n;
	const struct rank_found *found = search(ctx, l, q->language, q->subject, q->text, 1, &n);

	(void)way;
	to->asked++;
	for (size_t i = 0; i < n; i++)
		add(to, found[i].score, strcmp(l->articles.list[found[i].article - 1].slug, q->wanted) == 0);
	talloc_free(ctx);
}

/* Leaves so many articles of the language, from `first` on, with the one that is wanted or without it. */
static void
leave(struct library *l, const struct question *q, size_t first, size_t size, bool with)
{
	size_t n = 0, count = l->articles.count;

	for (size_t i = 0; i < count; i++)
		l->out[i] = !(with && strcmp(l->articles.list[i].slug, q->wanted) == 0);
	for (size_t i = 0; i < count && n < size - with; i++) {
		size_t at = (first + i) % count;

		if (strcmp(l->articles.list[at].language, q->language) == 0 && strcmp(l->articles.list[at].slug, q->wanted) != 0) {
			l->out[at] = false;
			n++;
		}
	}
}

/* Every mail, in a desk with all of the articles, and in small ones. */
static void
ask(struct library *l, const struct question *q, size_t count, const struct way *way,
    void (*one)(const struct library *, const struct way *, const struct question *, struct asking *), struct asking *to)
{
	static const size_t sizes[] = { 1, 3, 6 };

	for (size_t i = 0; i < count; i++) {
		memset(l->out, 0, sizeof(l->out));
		one(l, way, &q[i], to);
		for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
			for (size_t first = i; first < i + 12; first += 4) {
				leave(l, &q[i], first, sizes[s], strcmp(q[i].wanted, "-") != 0);
				one(l, way, &q[i], to);
				leave(l, &q[i], first, sizes[s], false);
				one(l, way, &q[i], to);
			}
	}
}

/* Mails whose article is offered at the lowest threshold that offers nothing wrong. */
static size_t
found(const struct asking *a)
{
	double least = 0;
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		if (!a->list[i].right && a->list[i].score > least)
			least = a->list[i].score;
	for (size_t i = 0; i < a->count; i++)
		n += a->list[i].right && a->list[i].score > least;
	return n;
}

static size_t
wrong(const struct asking *a, double least)
{
	size_t n = 0;

	for (size_t i = 0; i < a->count; i++)
		n += !a->list[i].right && a->list[i].score >= least;
	return n;
}

static void
full_text_search_of_the_database_is_no_better(void **state)
{
	static const struct way ways[] = {
		{ "as it is", 1, 1, false, false }, { "title and keywords 5:1", 5, 1, false, false }, { "padded", 1, 1, true, false },
		{ "padded, 5:1", 5, 1, true, false }, { "padded, two words", 1, 1, true, true },
		{ "padded, two words, 2:1", 2, 1, true, true }, { "padded, two words, 5:1", 5, 1, true, true },
	};
	struct library *l = library(NULL);
	size_t count, more, ours;
	struct question *q = questions(l, "mails.txt", &count), *held = questions(l, "mails-held.txt", &more);
	struct asking own = { 0 };

	(void)state;
	if (!sqlite3_compileoption_used("ENABLE_FTS5"))
		skip();
	ask(l, q, count, NULL, ask_ours, &own);
	ask(l, held, more, NULL, ask_ours, &own);
	ours = found(&own);
	print_message("ours: %zu right of %zu asked, nothing wrong; %zu wrong at %d\n", ours, own.asked, wrong(&own, LEAST), LEAST);
	assert_int_equal(wrong(&own, LEAST), 0);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct asking theirs = { 0 };

		ask(l, q, count, &ways[i], ask_fts5, &theirs);
		ask(l, held, more, &ways[i], ask_fts5, &theirs);
		print_message("FTS5, %s: %zu right\n", ways[i].what, found(&theirs));
		assert_true(found(&theirs) <= ours);
		talloc_free(theirs.list);
	}
	talloc_free(own.list);
	talloc_free(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(full_text_search_of_the_database_is_no_better),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
