/* article_deed.c - see article_deed.h */
#include <config.h>

#include <string.h>

#include <jansson.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>

#include "article_deed.h"
#include "articles.h"

static void
release_json(void *json)
{
	json_decref(json);
}

/* Owned by ctx. */
static char *
dumped(TALLOC_CTX *ctx, json_t *o)
{
	char *bytes = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS), *text = talloc_strdup(ctx, bytes != NULL ? bytes : "");

	free(bytes);
	json_decref(o);
	return text;
}

char *
article_deed_text(TALLOC_CTX *ctx, const struct article_row *row)
{
	char digest[2 * DIGEST_SIZE + 1];

	digest_hex(row->digest, DIGEST_SIZE, digest);
	return dumped(ctx, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:s?, s:s?, s:s?, s:I, s:s, s:I}", "slug", row->slug,
	    "language", row->language, "title", row->title, "keywords", row->keywords, "summary", row->summary, "body", row->body,
	    "state", (int)row->state, "origin", (int)row->origin, "queue", row->queue, "organisation", row->organisation,
	    "author", row->author, "source_ticket", (json_int_t)row->source_ticket, "digest", digest,
	    "changed", (json_int_t)row->changed));
}

char *
article_deed_mark(TALLOC_CTX *ctx, const struct article_row *row)
{
	SCRATCH(tmp);
	char *text = article_deed_text(tmp, row), mark[2 * DIGEST_SIZE + 1];
	uint8_t digest[DIGEST_SIZE];

	digest_sha256(text, strlen(text), digest);
	digest_hex(digest, DIGEST_SIZE, mark);
	return dumped(ctx, json_pack("{s:s, s:s, s:s}", "slug", row->slug, "language", row->language, "mark", mark));
}

static char *
string(TALLOC_CTX *ctx, const json_t *o, const char *key)
{
	const char *value = json_string_value(json_object_get(o, key));

	return value != NULL ? talloc_strdup(ctx, value) : NULL;
}

static int64_t
number(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static void
read_digest(const json_t *o, uint8_t out[DIGEST_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	const char *hex = json_string_value(json_object_get(o, "digest"));

	memset(out, 0, DIGEST_SIZE);
	for (size_t i = 0; hex != NULL && strlen(hex) == 2 * DIGEST_SIZE && i < 2 * DIGEST_SIZE; i++) {
		const char *digit = strchr(digits, hex[i]);

		out[i / 2] = (uint8_t)(out[i / 2] << 4 | (digit != NULL ? (unsigned)(digit - digits) : 0));
	}
}

static struct article_row
row_of(TALLOC_CTX *ctx, const json_t *o)
{
	struct article_row row = {
		.slug = string(ctx, o, "slug"), .language = string(ctx, o, "language"), .title = string(ctx, o, "title"),
		.keywords = string(ctx, o, "keywords"), .summary = string(ctx, o, "summary"), .body = string(ctx, o, "body"),
		.state = (enum article_state)number(o, "state"), .origin = (enum article_origin)number(o, "origin"),
		.queue = string(ctx, o, "queue"), .organisation = string(ctx, o, "organisation"), .author = string(ctx, o, "author"),
		.source_ticket = number(o, "source_ticket"), .changed = number(o, "changed"),
	};

	read_digest(o, row.digest);
	return row;
}

static json_t *
loaded(TALLOC_CTX *ctx, const char *text)
{
	json_t *o = text != NULL ? json_loads(text, 0, NULL) : NULL;

	if (o != NULL)
		memory_hold(ctx, o, release_json);
	return o;
}

/* It was not there before: it goes, or where somebody was offered it, is offered no more. */
static enum result
take_away(const struct tools *tools, struct article_row *row, instant now, struct error *err)
{
	enum result result = article_row_drop(tools->store, row->id, err);

	return result == NONE ? articles_set_state(tools, row, ARTICLE_WITHDRAWN, now, err) : result;
}

enum result
article_deed_undo(TALLOC_CTX *ctx, const struct tools *tools, const char *before, const char *after, struct error *err)
{
	SCRATCH(tmp);
	json_t *was = loaded(tmp, before), *is = loaded(tmp, after), *any = is != NULL ? is : was;
	struct article_row now, back;
	enum result result;
	bool there;

	if (any == NULL)
		return NONE;
	result = article_row_find(tmp, tools->store, string(tmp, any, "slug"), string(tmp, any, "language"), &now, err);
	if (result < 0)
		return result;
	there = result == DONE;
	if (there != (after != NULL) || (there && strcmp(article_deed_mark(tmp, &now), after) != 0))
		return NONE;
	if (was == NULL)
		return take_away(tools, &now, now.changed, err);
	back = row_of(ctx, was);
	return articles_restore(tools, &back, err);
}
