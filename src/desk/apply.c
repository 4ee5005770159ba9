/* apply.c - see apply.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/store/event.h>
#include <postigo/store/identifier.h>
#include <postigo/store/message_row.h>
#include <postigo/store/participant.h>

#include "apply.h"
#include "facts.h"

#define SUBJECT_MOST 500
#define ATTACHMENTS_STORED 200

/* A mail on its way into the store. */
struct application {
	const struct tools *tools;
	const struct inbox_row *row;
	const struct facts *facts;
	const struct decision *decision;
	const struct parts *parts;
	int64_t sender;			/* person */
	struct ticket ticket;
	int64_t message;
};

static enum result
make_ticket(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	const struct mail *mail = a->facts->mail;
	enum result result;

	a->ticket = (struct ticket){
		.state = d->state,
		.subject = utf8_clean_line(ctx, mail->subject != NULL ? mail->subject : "", SUBJECT_MOST),
		.requester = a->sender, .mailbox = a->row->mailbox,
		.mailbox_name = a->row->mailbox_name,
		.queue = talloc_strdup(ctx, d->queue), .tier = 1, .priority = 1,
		.team = d->team != NULL ? talloc_strdup(ctx, d->team) : NULL,
		.language = talloc_strdup(ctx, d->language),
		.created = a->facts->now, .changed = a->facts->now,
	};
	if ((result = ticket_add(a->tools->store, &a->ticket, err)) != DONE)
		return result;
	return participant_add(a->tools->store, a->ticket.id, a->sender, PARTICIPANT_REQUESTER, a->facts->now, err);
}

static enum result
change_ticket(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	struct store *store = a->tools->store;
	enum result result = ticket_read(ctx, store, d->ticket, &a->ticket, err);

	if (result != DONE)
		return result == NONE ? error_set(err, PERMFAIL, "ticket %lld is gone", (long long)d->ticket) : result;
	if (d->state != a->ticket.state && !d->automatic)
		result = ticket_set_state(store, d->ticket, d->state, a->facts->now, err);
	else
		result = ticket_touch(store, d->ticket, a->facts->now, err);
	if (result == DONE && d->by_technician && a->ticket.assignee == NULL && d->assignee != NULL)
		result = ticket_assign(store, d->ticket, a->ticket.team, d->assignee, a->facts->now, err);
	return result;
}

static enum message_kind
kind_of(const struct decision *d)
{
	if (d->by_technician)
		return MESSAGE_FROM_TECHNICIAN;
	return d->automatic ? MESSAGE_AUTOMATIC : MESSAGE_FROM_REQUESTER;
}

static enum result
add_message(struct application *a, struct error *err)
{
	const struct mail *mail = a->facts->mail;
	bool same = mail->reply != NULL && mail->text != NULL && strcmp(mail->reply, mail->text) == 0;
	struct message_row message = {
		.ticket = a->ticket.id, .inbox = a->row->id, .kind = kind_of(a->decision), .author = a->sender,
		/* What a technician's answer is called on its way out is known when that is written. */
		.identifier = a->decision->by_technician ? NULL : mail->message_id, .subject = mail->subject,
		.text = mail->text,
		.reply = same ? NULL : mail->reply,	/* most mails are all new: one copy is enough */
		.sent = mail->date, .created = a->facts->now,
	};
	enum result result;

	message.has_content_key = !a->row->partial && facts_content_key(mail, message.content_key);
	if ((result = message_row_add(a->tools->store, &message, err)) != DONE)
		return result;
	a->message = message.id;
	/* A technician's own Message-ID must not stand in the References of what the requester gets. */
	if (mail->message_id != NULL && !a->decision->by_technician)
		result = identifier_add(a->tools->store, mail->message_id, a->ticket.id, message.id, err);
	return result;
}

static enum result
add_attachments(const struct application *a, struct error *err)
{
	const struct mail *mail = a->facts->mail;
	enum result result = DONE;

	for (size_t i = 0; i < mail->attachment_count && i < ATTACHMENTS_STORED && result == DONE; i++) {
		const struct mail_attachment *from = &mail->attachments[i];
		struct attachment_row row = {
			.message = a->message, .position = (unsigned)i, .name = from->name, .type = from->type,
			.content_id = from->content_id, .size = from->size, .is_inline = from->is_inline,
		};
		char sha256[sizeof(from->sha256)];

		memcpy(sha256, from->sha256, sizeof(sha256));
		row.sha256 = sha256;
		result = attachment_add(a->tools->store, &row, err);
	}
	return result;
}

static enum result
add_events(const struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	const char *actor = a->facts->mail->from.address;
	enum result result = DONE;

	for (size_t i = 0; i < d->events.count && result == DONE; i++)
		result = event_add(a->tools->store, a->ticket.id, actor != NULL ? actor : "postigo",
		    i == 0 ? decision_outcome_name(d->outcome) : "note", d->events.list[i], a->facts->now, err);
	if (result == DONE && d->not_answered != NULL)
		result = event_add(a->tools->store, a->ticket.id, "postigo", "not_answered", d->not_answered,
		    a->facts->now, err);
	return result;
}

static enum result
send_answers(const struct application *a, struct error *err)
{
	struct occasion occasion = {
		.tools = a->tools, .facts = a->facts, .ticket = &a->ticket, .message = a->message, .parts = a->parts,
		.inbox = a->row->id,
	};
	enum result result = DONE;

	for (size_t i = 0; i < a->decision->answer_count && result == DONE; i++)
		result = answer_send(&occasion, &a->decision->answers[i], err);
	return result;
}

/* Ends that make no row but the inbox's own. */
static enum result
end_without_ticket(struct application *a, struct error *err)
{
	static const enum inbox_state states[] = {
		[DECIDE_FILED] = INBOX_DONE, [DECIDE_DUPLICATE] = INBOX_DUPLICATE, [DECIDE_REFUSED] = INBOX_DONE,
		[DECIDE_QUARANTINED] = INBOX_QUARANTINED,
	};

	enum result result = inbox_finish(a->tools->store, a->row->id, states[a->decision->outcome], a->decision->cause, 0,
	    0, err);

	if (result != DONE || a->decision->answer_count == 0)
		return result;
	/* Only what uses somebody's reply address is told of: to its owner, about the ticket that it is for. */
	a->ticket = a->facts->tie[a->decision->tie].ticket;
	return send_answers(a, err);
}

enum result
apply(const struct tools *tools, const struct inbox_row *row, const struct facts *facts,
    const struct decision *decision, const struct parts *parts, int64_t *ticket, int64_t *message, struct error *err)
{
	SCRATCH(tmp);
	struct application a = {
		.tools = tools, .row = row, .facts = facts, .decision = decision, .parts = parts,
	};
	const struct mail_address *from = &facts->mail->from;
	enum result result;

	*ticket = *message = 0;
	switch (decision->outcome) {
	case DECIDE_NEW_TICKET:
	case DECIDE_REPLY:
	case DECIDE_BOUNCE:
	case DECIDE_COMMAND:
		break;
	default:
		return end_without_ticket(&a, err);
	}
	result = person_get(tools->store, from->address != NULL ? from->address : "", from->name, facts->now,
	    &a.sender, err);
	if (result == DONE)
		result = decision->outcome == DECIDE_NEW_TICKET ? make_ticket(tmp, &a, err) :
		    change_ticket(tmp, &a, err);
	if (result == DONE)
		result = add_message(&a, err);
	if (result == DONE)
		result = add_attachments(&a, err);
	if (result == DONE)
		result = add_events(&a, err);
	if (result == DONE)
		result = send_answers(&a, err);
	if (result == DONE)
		result = inbox_finish(tools->store, row->id, INBOX_DONE, NULL, a.ticket.id, a.message, err);
	*ticket = a.ticket.id;
	*message = a.message;
	return result;
}
