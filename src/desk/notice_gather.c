/* notice_gather.c - see notice_gather.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/desk/subject.h>
#include <postigo/store/message_row.h>
#include <postigo/store/notice.h>

#include "apart.h"
#include "command_say.h"
#include "notice_gather.h"

/* Rows that are looked at in one go; those behind them wait for the next. */
#define TAKEN_AT_ONCE 1000u

/* Of what waited, so much has room in a mail: the newest. */
#define SHOWN_MOST 20u
#define WORDS_MOST 6000u
#define SUBJECT_MOST 100u
#define NAME_MOST 64u

static bool
is_gathered(const char *template)
{
	static const char *const templates[] = { "notice_reply", "notice_note", "notice_vendor", "notice_solved" };

	for (size_t i = 0; i < sizeof(templates) / sizeof(templates[0]); i++)
		if (strcmp(templates[i], template) == 0)
			return true;
	return false;
}

/* Has what must go with it: files are at hand only while their mail is decided, and that others will follow which they are not
 * told of has to be said now. */
static bool
is_pressing(const struct occasion *o)
{
	return o->decision->folded || (o->parts != NULL && o->facts->mail->attachment_count > 0);
}

/* When they may be told of the ticket again; in the past: now. */
static enum result
told_again(const struct tools *tools, int64_t ticket, int64_t person, instant *when, struct error *err)
{
	instant last = 0;
	enum result result = notice_last(tools->store, ticket, person, &last, err);

	*when = result == DONE ? last + tools->conf->notices.collapse : 0;
	return result == NONE ? DONE : result;
}

/* The ticket's timer goes off at that time, or earlier if it would. */
static enum result
set_timer(const struct tools *tools, int64_t ticket, instant when, struct error *err)
{
	SCRATCH(tmp);
	struct due_row set = { 0 }, timer = { .due = when, .kind = (char[]){ NOTICE_TIMER }, .ticket = ticket };
	enum result result = due_of_ticket(tmp, tools->store, ticket, NOTICE_TIMER, &set, err);

	if (result == DONE && set.due <= when)
		return DONE;
	return result < 0 ? result : due_set(tools->store, &timer, err);
}

enum result
notice_gather(const struct occasion *o, const struct answer *answer, int64_t person, struct error *err)
{
	SCRATCH(tmp);
	struct notice_waiting row = { .ticket = o->ticket->id, .person = person, .message = o->message,
		.template = talloc_strdup(tmp, answer->template), .trust = o->decision != NULL ? (int)o->decision->trust : 0 };
	instant when = 0;
	enum result result;

	if (o->tools->conf->notices.collapse == 0 || o->ticket->id == 0 || o->message == 0 || o->decision == NULL ||
	    !is_gathered(answer->template) || is_pressing(o))
		return NONE;
	result = told_again(o->tools, o->ticket->id, person, &when, err);
	if (result != DONE || when <= o->facts->now)
		return result == DONE ? NONE : result;
	result = notice_wait(o->tools->store, &row, err);
	return result == DONE ? set_timer(o->tools, o->ticket->id, when, err) : result;
}

/* ---- telling */

/* What one technician has to be told of. */
struct bundle {
	const struct tools *tools;
	const struct ticket *ticket;
	const struct conf_agent *agent;
	const struct notice_waiting *list;
	size_t count;
	instant now;
};

static const char *
language_of(const struct bundle *b)
{
	return b->agent->language != NULL ? b->agent->language : b->tools->conf->identity.language;
}

static const char *
author(const struct bundle *b, const struct message_row *m)
{
	if (m->author_name != NULL && m->author_name[0] != '\0')
		return m->author_name;
	return m->author_address != NULL ? m->author_address : b->tools->conf->identity.name;
}

static json_t *
item(const struct bundle *b, const struct notice_waiting *w, const struct message_row *m)
{
	SCRATCH(tmp);
	const char *words = m->reply != NULL && m->reply[0] != '\0' ? m->reply : m->text != NULL ? m->text : "";
	const struct zone *zone = b->agent->zone != NULL ? b->agent->zone : b->tools->conf->identity.zone;

	return json_pack("{s:s, s:s, s:s, s:b, s:b, s:b, s:b}", "when", local_near(tmp, zone, m->created, b->now,
	    catalog_words(b->tools->catalog, language_of(b))),
	    "who", utf8_clean_line(tmp, author(b, m), NAME_MOST), "words", answer_beginning(tmp, words, WORDS_MOST),
	    "is_note", strcmp(w->template, "notice_note") == 0, "is_vendor", strcmp(w->template, "notice_vendor") == 0,
	    "is_solved", strcmp(w->template, "notice_solved") == 0,
	    "is_unproven", strcmp(w->template, "notice_reply") == 0 && w->trust < TRUST_AUTH);
}

/* The newest, in the order in which they came. */
static enum result
items(const struct bundle *b, json_t *list, struct error *err)
{
	enum result result = DONE;

	for (size_t i = b->count > SHOWN_MOST ? b->count - SHOWN_MOST : 0; i < b->count && result >= 0; i++) {
		SCRATCH(tmp);
		struct message_row m = { 0 };

		result = message_row_read(tmp, b->tools->store, b->list[i].message, &m, err);
		if (result == DONE)
			json_array_append_new(list, item(b, &b->list[i], &m));
	}
	return result == NONE ? DONE : result;
}

static bool
has_note(const struct bundle *b)
{
	for (size_t i = 0; i < b->count; i++)
		if (strcmp(b->list[i].template, "notice_note") == 0)
			return true;
	return false;
}

/* Where there is a note among them, an answer is one, too: nothing that was meant for a colleague goes out. This one does. */
static char *
answer_button(TALLOC_CTX *ctx, const struct bundle *b)
{
	const struct conf_mailbox *mailbox = answer_mailbox(b->tools->conf, b->ticket);
	char *address = answer_token_address(ctx, b->tools, mailbox->address, TOKEN_TECHNICIAN, b->ticket->id, b->list[0].person, b->now);
	char *subject = talloc_asprintf(ctx, "[#%lld] %s", (long long)b->ticket->id,
	    utf8_clean_line(ctx, subject_plain(ctx, b->ticket->subject != NULL ? b->ticket->subject : ""), SUBJECT_MOST));

	return command_say_link(ctx, address, subject, NULL);
}

static enum result
tell(const struct bundle *b, struct error *err)
{
	SCRATCH(tmp);
	bool note = has_note(b);
	json_t *list = json_array(), *more = json_pack("{s:o, s:I, s:b, s:s}", "items", list, "count", (json_int_t)b->count,
	    "has_note", note, "answer_button", note ? answer_button(tmp, b) : "");
	struct mail mail = { 0 };
	struct facts facts = { .conf = b->tools->conf, .mailbox = answer_mailbox(b->tools->conf, b->ticket), .mail = &mail,
		.now = b->now };
	struct occasion o = { .tools = b->tools, .facts = &facts, .ticket = b->ticket, .more = more,
		.message = b->list[b->count - 1].message, .since = b->list[0].message };
	struct answer answer = { .template = "notice_gathered", .to = ANSWER_TECHNICIAN, .agent = b->agent,
		.language = language_of(b), .why = "what came quickly after another notice", .inside = note };
	enum result result = items(b, list, err);

	if (result == DONE)
		result = answer_send(&o, &answer, err);
	json_decref(more);
	return result;
}

/* What went at once meanwhile puts the others off, but not for ever: the first of them waits no longer than collapse. */
static enum result
told_at_last(const struct bundle *b, instant *when, struct error *err)
{
	SCRATCH(tmp);
	struct message_row first;
	instant latest = 0;
	enum result result = told_again(b->tools, b->ticket->id, b->list[0].person, when, err);

	if (result == DONE)
		result = message_row_read(tmp, b->tools->store, b->list[0].message, &first, err);
	if (result == DONE)
		latest = first.created + b->tools->conf->notices.collapse;
	*when = latest < *when ? latest : *when;
	return result == NONE ? DONE : result;
}

/* What cannot be told for good is told no more: the operator hears of it, and the others are told theirs. */
static enum result
tell_or_give_up(const struct bundle *b, struct error *err)
{
	enum result result = store_savepoint(b->tools->store, err);

	return result != DONE ? result : apart_end(b->tools, b->ticket->id, "a notice of what came quickly", tell(b, err), b->now, err);
}

/* All of one technician's. Who is none any more is told of nothing. */
static enum result
settle(struct bundle *b, instant *next, struct error *err)
{
	instant when = 0;
	enum result result = told_at_last(b, &when, err);

	if (result == DONE && when > b->now) {
		*next = *next == 0 || when < *next ? when : *next;
		return DONE;
	}
	b->agent = conf_agent_by_address(b->tools->conf, b->list[0].address);
	if (result == DONE && b->agent != NULL)
		result = tell_or_give_up(b, err);
	if (result == DONE)
		result = notice_waiting_done(b->tools->store, b->ticket->id, b->list[0].person, b->list[b->count - 1].id, err);
	return result;
}

enum result
notice_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct notice_waiting *list = NULL;
	size_t count = 0, n;
	struct ticket ticket;
	instant next = 0;
	enum result result = ticket_read(tmp, tools->store, row->ticket, &ticket, err);

	if (result == DONE)
		result = notice_waiting_list(tmp, tools->store, row->ticket, TAKEN_AT_ONCE, &list, &count, err);
	for (size_t i = 0; i < count && result == DONE; i += n) {
		struct bundle b = { .tools = tools, .ticket = &ticket, .list = &list[i], .now = now };

		for (n = 1; i + n < count && list[i + n].person == list[i].person; n++)
			;
		b.count = n;
		result = settle(&b, &next, err);
	}
	/* There may be more. What is not due yet is in nobody's way for longer than that. */
	if (count == TAKEN_AT_ONCE && next == 0)
		next = now;
	if (result == DONE && next != 0)
		result = set_timer(tools, row->ticket, next, err);
	return result == NONE ? DONE : result;
}
