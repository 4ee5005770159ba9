/* command_recall.c - see command_recall.h */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/store/message_row.h>
#include <postigo/store/notice.h>
#include <postigo/store/outbox.h>

#include "command_recall.h"
#include "problem.h"
#include "vendor.h"

static void
set(json_t *effect, const char *key, const char *value)
{
	json_object_set_new(effect, key, json_string(value != NULL ? value : ""));
}

static void
set_true(json_t *effect, const char *key)
{
	json_object_set_new(effect, key, json_true());
}

static int64_t
number_of(const char *text)
{
	return text != NULL ? strtoll(text, NULL, 10) : 0;
}

/* The mails that carry a message. */
struct mails {
	struct outbox_row *list;
	size_t count;
	size_t called;		/* back: they do not go out */
	size_t gone;		/* already, or on their way */
};

/* No server has been offered it: it waits for its time, or to be signed or encrypted, be that in vain. */
static bool
is_here(const struct outbox_row *row)
{
	return row->attempts == 0 && (row->state == OUTBOX_QUEUED || row->state == OUTBOX_DEFERRED ||
	    row->state == OUTBOX_FAILED || row->lease == OUTBOX_ENCLOSER);
}

/* Calls back those mails with that message which are made from that template, NULL: from any. */
static enum result
call_back(struct commander *c, int64_t ticket, int64_t message, const char *template, struct mails *out, struct error *err)
{
	struct store *store = c->tools->store;
	enum result result;

	*out = (struct mails){ 0 };
	result = outbox_of_ticket(c->ctx, store, ticket, &out->list, &out->count, err);
	for (size_t i = 0; i < out->count && result >= 0; i++) {
		struct outbox_row *row = &out->list[i];

		if (row->message != message || (template != NULL && strcmp(row->kind, template) != 0))
			continue;
		result = is_here(row) ? outbox_drop(store, row->id, c->change.now, err) : NONE;
		out->called += result == DONE;
		out->gone += result == NONE;
		if (result == DONE)
			row->state = OUTBOX_DROPPED;
	}
	return result < 0 ? result : DONE;
}

/* ---- an answer */

/* What call_back() would find too late. */
static enum result
has_gone(TALLOC_CTX *ctx, struct store *store, int64_t ticket, int64_t message, bool *gone, struct error *err)
{
	struct outbox_row *rows = NULL;
	size_t count = 0;
	enum result result = outbox_of_ticket(ctx, store, ticket, &rows, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++)
		*gone |= rows[i].message == message && strcmp(rows[i].kind, "answer") == 0 && rows[i].state != OUTBOX_DROPPED &&
		    !is_here(&rows[i]);
	return result;
}

enum result
command_recall_gone(const struct tools *tools, const struct deed_change *changes, size_t count, int64_t *to, struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;

	*to = 0;
	for (size_t i = 0; i < count && result == DONE && *to == 0; i++) {
		int64_t message = number_of(changes[i].name);
		struct ticket ticket;
		bool gone = false;

		if (strcmp(changes[i].what, "answer") != 0 || changes[i].after == NULL || strcmp(changes[i].after, COMMAND_RECALL_ALONE) != 0)
			continue;
		result = ticket_read(tmp, tools->store, changes[i].ticket, &ticket, err);
		if (result == DONE && ticket.kind == TICKET_PROBLEM)
			result = problem_has_gone(tools, ticket.id, message, &gone, err);
		else if (result == DONE)
			result = has_gone(tmp, tools->store, ticket.id, message, &gone, err);
		*to = gone ? changes[i].ticket : 0;
	}
	return result == NONE ? DONE : result;
}

/* What was to go to everybody, and has reached nobody yet. */
static enum result
recall_from_everybody(struct commander *c, int64_t problem, int64_t message, json_t *effect, struct error *err)
{
	enum result result = problem_call_back(c->tools, problem, message, err);

	set_true(effect, result == NONE ? "gone_out" : "called_back");
	if (result == DONE)
		result = message_row_set_kind(c->tools->store, message, MESSAGE_NOTE, err);
	return result < 0 ? result : DONE;
}

enum result
command_recall_answer(struct commander *c, const struct deed_change *change, const struct ticket *ticket, json_t *effect,
    struct error *err)
{
	int64_t message = number_of(change->name);
	struct mails mails;
	enum result result;

	if (ticket->kind == TICKET_PROBLEM)
		return recall_from_everybody(c, ticket->id, message, effect, err);
	result = call_back(c, ticket->id, message, "answer", &mails, err);
	set_true(effect, mails.gone > 0 ? "gone_out" : "called_back");
	/* What nobody got is no answer. */
	if (result == DONE && mails.gone == 0 && mails.called > 0)
		result = message_row_set_kind(c->tools->store, message, MESSAGE_NOTE, err);
	return result < 0 ? result : DONE;
}

/* ---- a note */

/* A mail of that time or a later one to another technician: each has what was said before in it. */
static bool
may_have_it(const struct commander *c, const struct outbox_row *row, instant since)
{
	const struct conf_agent *agent = conf_agent_by_address(c->tools->conf, row->recipient);

	return row->state != OUTBOX_DROPPED && row->created >= since && agent != NULL && agent != c->facts->agent;
}

enum result
command_recall_note(struct commander *c, const struct deed_change *change, json_t *effect, struct error *err)
{
	struct store *store = c->tools->store;
	struct message_row note;
	struct mails mails;
	bool told = false;
	enum result result = message_row_read(c->ctx, store, number_of(change->name), &note, err);

	set_true(effect, "back_note");
	if (result != DONE || note.kind != MESSAGE_NOTE)
		return result < 0 ? result : NONE;
	result = call_back(c, note.ticket, note.id, "notice_note", &mails, err);
	if (result == DONE)
		result = notice_waiting_drop(store, note.id, err);
	if (result == DONE)
		result = message_row_set_kind(store, note.id, MESSAGE_WITHDRAWN, err);
	for (size_t i = 0; i < mails.count; i++)
		told |= may_have_it(c, &mails.list[i], note.created);
	if (told)
		set_true(effect, "note_told");
	return result;
}

/* ---- a brief */

enum result
command_recall_keep_brief(struct commander *c, int64_t ticket, const struct conf_vendor *vendor, const char *before,
    struct error *err)
{
	struct message_row brief;
	enum result result = message_row_newest(c->ctx, c->tools->store, ticket, MESSAGE_VENDOR, &brief, err);
	/* What the limits kept back was not written at all. */
	bool written = result == DONE && brief.author == 0 && brief.created == c->change.now;

	return result < 0 ? result : commander_changed(c, ticket, "vendor", vendor->name, before, talloc_asprintf(c->ctx, "%lld %lld",
	    written ? (long long)brief.id : 0, (long long)c->change.now), err);
}

enum result
command_recall_brief(struct commander *c, const struct deed_change *change, const struct ticket *ticket, json_t *effect,
    struct error *err)
{
	const struct conf_vendor *vendor = conf_vendor(c->tools->conf, change->name);
	char *rest = NULL;
	int64_t brief = change->after != NULL ? strtoll(change->after, &rest, 10) : 0;
	instant asked = number_of(rest);
	struct mails mails = { 0 };
	enum result result = brief != 0 ? call_back(c, ticket->id, brief, NULL, &mails, err) : DONE;

	if (result != DONE)
		return result;
	if (mails.gone > 0) {
		set_true(effect, "gone_out");
		return vendor_let_be(c->tools, ticket->id, change->name, asked, err);
	}
	set(effect, "vendor_back", vendor != NULL ? vendor->display_name : change->name);
	if (brief != 0)
		result = message_row_set_kind(c->tools->store, brief, MESSAGE_WITHDRAWN, err);
	if (result < 0)
		return result;
	return vendor_unask(c->tools, ticket->id, change->name, asked, change->before, err);
}
