/* command_article_do.c - see command_article_do.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>

#include "article_deed.h"
#include "articles.h"
#include "command_article_do.h"
#include "command_say.h"
#include "command_word.h"

static void
set(json_t *effect, const char *key, const char *value)
{
	json_object_set_new(effect, key, json_string(value != NULL ? value : ""));
}

/* What is said of it, whatever became of it. */
static void
set_article(json_t *effect, const struct article_row *row)
{
	set(effect, "article_name", row->slug);
	set(effect, "article_title", row->title);
	set(effect, "article_language", row->language);
}

/* Whoever wrote a draft can publish it by a click. */
static void
set_publish_link(struct commander *c, json_t *effect, const struct article_row *row)
{
	const char *address = answer_token_address(c->ctx, c->tools, command_say_control(c->facts), TOKEN_COMMAND, 0, c->sender,
	    c->change.now);

	set(effect, "article_link", command_say_link(c->ctx, address, NULL, command_say_publish(c->ctx, row->slug,
	    c->facts->agent->language)));
}

/* On the ticket of which it was made, if it was of one. */
static enum result
record(struct commander *c, const struct article_row *row, const char *what, struct error *err)
{
	return row->source_ticket == 0 ? DONE : event_add(c->tools->store, row->source_ticket, c->change.actor, "article",
	    talloc_asprintf(c->ctx, "%s (%s) %s", row->slug, row->language, what), c->change.now, err);
}

enum result
command_article_changed(struct commander *c, const struct article_row *before, const struct article_row *after, struct error *err)
{
	const struct article_row *any = after != NULL ? after : before;

	return commander_changed(c, 0, "article", talloc_asprintf(c->ctx, "%s (%s)", any->slug, any->language),
	    before != NULL ? article_deed_text(c->ctx, before) : NULL, after != NULL ? article_deed_mark(c->ctx, after) : NULL, err);
}

static enum result
write(struct commander *c, const struct decision_step *step, json_t *effect, struct error *err)
{
	struct article_row row = *step->article, before;
	enum result result = NONE;
	bool there;

	if (row.slug == NULL)
		result = articles_free_slug(c->ctx, c->tools, row.title, row.language, &row.slug, err);
	else
		result = article_row_find(c->ctx, c->tools->store, row.slug, row.language, &before, err);
	there = step->article->slug != NULL && result == DONE;
	if (result >= 0)
		result = articles_write(c->tools, &row, err);
	if (result == DONE)
		result = command_article_changed(c, there ? &before : NULL, &row, err);
	if (result == DONE)
		result = record(c, &row, there ? "written anew" : "written", err);
	set_article(effect, &row);
	json_object_set_new(effect, there ? "article_amended" : "article_written", json_true());
	json_object_set_new(effect, "article_live", json_boolean(article_row_live(&row)));
	if (result == DONE && row.state != ARTICLE_PUBLISHED)
		set_publish_link(c, effect, &row);
	return result;
}

static enum result
drop(struct commander *c, struct article_row *row, json_t *effect, struct error *err)
{
	enum result result = article_row_drop(c->tools->store, row->id, err);

	set(effect, "article_dropped", row->slug);
	if (result == NONE)
		return error_set(err, PERMFAIL, "the article %s was offered to somebody", row->slug);
	if (result == DONE)
		result = command_article_changed(c, row, NULL, err);
	return result == DONE ? record(c, row, "dropped", err) : result;
}

/* Both are kept for an undo: the one that was published has other words now, and the draft is gone. */
static enum result
renew(struct commander *c, struct article_row *row, const struct article_row *other, json_t *effect, struct error *err)
{
	struct article_row draft = *row;
	enum result result = articles_renew(c->ctx, c->tools, row, other, c->change.now, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "the article %s was offered to somebody", draft.slug);
	set_article(effect, row);
	json_object_set_new(effect, "article_published", json_true());
	if (result == DONE)
		result = command_article_changed(c, other, row, err);
	if (result == DONE)
		result = command_article_changed(c, &draft, NULL, err);
	return result == DONE ? record(c, row, "published anew", err) : result;
}

static enum result
set_state(struct commander *c, struct article_row *row, enum article_state state, json_t *effect, struct error *err)
{
	struct article_row before = *row;
	enum result result;

	set_article(effect, row);
	json_object_set_new(effect, state == ARTICLE_PUBLISHED ? "article_published" : "article_withdrawn", json_true());
	if (row->state == state)
		return NONE;
	result = articles_set_state(c->tools, row, state, c->change.now, err);
	if (result == DONE)
		result = command_article_changed(c, &before, row, err);
	return result == DONE ? record(c, row, state == ARTICLE_PUBLISHED ? "published" : "withdrawn", err) : result;
}

enum result
command_article_do(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect,
    struct error *err)
{
	struct article_row row, other;
	enum result result;

	(void)ticket;
	if (step->verb == COMMAND_ARTICLE)
		return write(c, step, effect, err);
	/* As an earlier command of the mail may have left it. */
	result = article_row_find(c->ctx, c->tools->store, step->article->slug, step->article->language, &row, err);
	if (result != DONE)
		return result == NONE ? error_set(err, PERMFAIL, "the article %s is gone", step->article->slug) : result;
	if (step->verb == COMMAND_DROP)
		return drop(c, &row, effect, err);
	result = step->number == ARTICLE_PUBLISHED ? articles_renewed(c->ctx, c->tools, &row, &other, err) : NONE;
	if (result != NONE)
		return result == DONE ? renew(c, &row, &other, effect, err) : result;
	return set_state(c, &row, (enum article_state)step->number, effect, err);
}
