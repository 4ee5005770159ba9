/* request_article.c - what people may have changed about articles */
#include <config.h>

#include <string.h>

#include <postigo/store/event.h>

#include "articles.h"
#include "request_verb.h"

static json_t *
named(const struct article_row *row)
{
	return json_pack("{s:s, s:s, s:s}", "article", row->slug, "language", row->language, "state", article_state_name(row->state));
}

/* What a request may say of one article; NULL: it may. */
static const char *
forbidden(const struct article_row *row, enum article_state state)
{
	if (row->origin == ARTICLE_FILE_GONE)
		return "its file is gone";
	if (row->state == state)
		return state == ARTICLE_PUBLISHED ? "it is published already" : "it is withdrawn already";
	return NULL;
}

/* What was written anew of another takes its place. */
static enum result
change_one(TALLOC_CTX *ctx, struct request *r, struct article_row *row, enum article_state state, struct error *err)
{
	struct article_row other;
	enum result result = state == ARTICLE_PUBLISHED ? articles_renewed(ctx, r->tools, row, &other, err) : NONE;

	if (result == DONE)
		result = articles_renew(ctx, r->tools, row, &other, instant_now(), err);
	else if (result == NONE)
		result = articles_set_state(r->tools, row, state, instant_now(), err);
	return result == NONE ? error_set(err, PERMFAIL, "%.100s: it was offered to somebody", row->slug) : result;
}

/* In the language that is named, or in all of them. */
static enum result
set_state(TALLOC_CTX *ctx, struct request *r, enum article_state state, json_t **answer, struct error *err)
{
	const char *slug = request_string(r, "article"), *language = request_string(r, "language"), *why = "there is no such article";
	struct article_row *rows = NULL;
	json_t *changed = json_array();
	size_t count = 0;
	enum result result = article_row_list(ctx, r->tools->store, slug != NULL ? slug : "", &rows, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++) {
		const char *no;

		if (language != NULL && strcmp(rows[i].language, language) != 0)
			continue;
		if ((no = forbidden(&rows[i], state)) != NULL) {
			why = no;
			continue;
		}
		result = change_one(ctx, r, &rows[i], state, err);
		json_array_append_new(changed, named(&rows[i]));
	}
	if (result == DONE && json_array_size(changed) == 0)
		result = error_set(err, PERMFAIL, "%.100s: %s", slug != NULL ? slug : "", why);
	if (result == DONE)
		*answer = json_pack("{s:i, s:O}", "status", 0, "articles", changed);
	json_decref(changed);
	return result;
}

enum result
request_article_publish(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	return set_state(ctx, r, ARTICLE_PUBLISHED, answer, err);
}

enum result
request_article_withdraw(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	return set_state(ctx, r, ARTICLE_WITHDRAWN, answer, err);
}

/* What a request may drop; NULL: it may. */
static const char *
keeps(const struct article_row *row)
{
	if (row->origin == ARTICLE_OF_FILE)
		return "it stands in a file: remove that";
	return row->state == ARTICLE_PUBLISHED && row->origin == ARTICLE_WRITTEN_HERE ? "it is published: withdraw it first" : NULL;
}

enum result
request_article_drop(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *slug = request_string(r, "article"), *language = request_string(r, "language"), *why = "there is no such article";
	struct article_row *rows = NULL;
	json_t *dropped = json_array();
	size_t count = 0;
	enum result result = article_row_list(ctx, r->tools->store, slug != NULL ? slug : "", &rows, &count, err);

	for (size_t i = 0; i < count && result >= 0; i++) {
		const char *no = keeps(&rows[i]);

		if (language != NULL && strcmp(rows[i].language, language) != 0)
			continue;
		result = no != NULL ? NONE : article_row_drop(r->tools->store, rows[i].id, err);
		if (result == NONE)
			why = no != NULL ? no : "it was offered to somebody, and its figures stay; withdraw it";
		if (result == DONE)
			json_array_append_new(dropped, named(&rows[i]));
	}
	if (result >= 0)
		result = json_array_size(dropped) > 0 ? DONE : error_set(err, PERMFAIL, "%.100s: %s", slug != NULL ? slug : "", why);
	if (result == DONE)
		*answer = json_pack("{s:i, s:O}", "status", 0, "articles", dropped);
	json_decref(dropped);
	return result;
}

/* The offer of that article on that ticket. */
static enum result
find_offer(TALLOC_CTX *ctx, const struct request *r, struct article_offer *out, struct error *err)
{
	const char *slug = request_string(r, "article");
	json_int_t ticket = request_number(r, "ticket");
	struct article_offer *list = NULL;
	size_t count = 0;
	enum result result = article_offer_list(ctx, r->tools->store, ticket, &list, &count, err);

	for (size_t i = 0; slug != NULL && i < count && result == DONE; i++)
		if (strcmp(list[i].slug, slug) == 0) {
			*out = list[i];
			return DONE;
		}
	return result < 0 ? result : error_set(err, PERMFAIL, "the article %.100s was not offered on ticket %lld",
	    slug != NULL ? slug : "", (long long)ticket);
}

enum result
request_article_wrong(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct article_offer offer = { 0 };
	enum result result = find_offer(ctx, r, &offer, err);

	if (result == DONE && offer.state == OFFER_WRONG)
		return error_set(err, PERMFAIL, "that was said already");
	if (result == DONE)
		result = article_offer_set_state(r->tools->store, offer.id, OFFER_WRONG, err);
	if (result == DONE)
		result = event_add(r->tools->store, offer.ticket, "operator", "note", talloc_asprintf(ctx,
		    "the article %s was beside the point", offer.slug), instant_now(), err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s, s:s}", "status", 0, "ticket", (json_int_t)offer.ticket, "article", offer.slug,
		    "state", offer_state_name(OFFER_WRONG));
	return result;
}
