/* split.c - see split.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/store/event.h>
#include <postigo/store/message_row.h>
#include <postigo/store/participant.h>

#include "clocks.h"
#include "merge.h"
#include "split.h"
#include "tier_time.h"

#define SUBJECT_MOST 200

static enum result
find_message(TALLOC_CTX *ctx, const struct change *c, int64_t ticket, int64_t message, struct message_row *out,
    struct error *err)
{
	enum result result = message_row_of(ctx, c->tools->store, ticket, message, out, err);

	return result == NONE ? error_set(err, PERMFAIL, "message %lld is not on ticket %lld", (long long)message,
	    (long long)ticket) : result;
}

static enum result
make(TALLOC_CTX *ctx, const struct change *c, const struct ticket *from, const struct message_row *message, const char *subject,
    struct ticket *out, struct error *err)
{
	const char *words = subject != NULL ? subject : message->subject != NULL ? subject_plain(ctx, message->subject) :
	    from->subject;
	enum result result;

	*out = *from;
	out->id = 0;
	out->state = from->state == TICKET_CLOSED || from->state == TICKET_WAITING ? TICKET_OPEN : from->state;
	out->waiting_for = TICKET_FOR_NOBODY;
	out->subject = utf8_clean_line(ctx, words != NULL ? words : "", SUBJECT_MOST);
	out->requester = message->author != 0 ? message->author : from->requester;
	out->created = out->changed = c->now;
	out->closed = out->merged_into = out->problem = 0;
	out->kind = TICKET_ORDINARY;
	out->tier_since = 0;
	out->thread_index = NULL;
	if ((result = ticket_add(c->tools->store, out, err)) == DONE)
		result = participant_add(c->tools->store, out->id, out->requester, PARTICIPANT_REQUESTER, c->now, err);
	if (result >= 0)
		result = tier_time_follow(c, out, err);
	if (result == DONE)
		result = clocks_heard(c->tools, out, CLOCKS_NEW, message->created, c->now, err);
	return result;
}

static enum result
record(TALLOC_CTX *ctx, const struct change *c, const char *verb, int64_t from, int64_t made, struct error *err)
{
	enum result result = event_add(c->tools->store, from, c->actor, verb, talloc_asprintf(ctx, "a message is ticket %lld now",
	    (long long)made), c->now, err);

	return result == DONE ? event_add(c->tools->store, made, c->actor, verb, talloc_asprintf(ctx, "made of a message of ticket %lld",
	    (long long)from), c->now, err) : result;
}

enum result
split(TALLOC_CTX *ctx, const struct change *c, const struct ticket *from, int64_t message, const char *subject, int64_t *made,
    struct error *err)
{
	struct message_row row;
	struct ticket ticket;
	enum result result = find_message(ctx, c, from->id, message, &row, err);

	if (result == DONE)
		result = make(ctx, c, from, &row, subject, &ticket, err);
	if (result == DONE)
		result = message_row_move(c->tools->store, message, ticket.id, err);
	if (result == DONE)
		result = ticket_link(c->tools->store, ticket.id, from->id, "split", c->now, err);
	if (result == DONE)
		result = record(ctx, c, "split", from->id, ticket.id, err);
	if (result == DONE)
		*made = ticket.id;
	return result;
}

enum result
split_undo(TALLOC_CTX *ctx, const struct change *c, int64_t from, int64_t message, int64_t made, struct error *err)
{
	struct ticket old = { 0 }, new = { 0 };
	struct merged merged;
	enum result result = ticket_read(ctx, c->tools->store, from, &old, err);

	if (result == DONE)
		result = ticket_read(ctx, c->tools->store, made, &new, err);
	if (result != DONE || new.merged_into != 0 || old.merged_into != 0)
		return result == DONE ? NONE : result;
	if ((result = message_row_move(c->tools->store, message, from, err)) == DONE)
		result = merge(ctx, c, &new, &old, &merged, err);
	return result;
}
