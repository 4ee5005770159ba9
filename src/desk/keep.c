/* keep.c - see keep.h */
#include <config.h>

#include <string.h>

#include <postigo/store/identifier.h>
#include <postigo/store/message_row.h>

#include "keep.h"

#define ATTACHMENTS_STORED 200

static enum message_kind
kind_of(const struct decision *d)
{
	if (d->vendor != NULL)
		return MESSAGE_VENDOR;
	if (d->note && !d->automatic)
		return MESSAGE_NOTE;
	if (d->by_technician)
		return MESSAGE_FROM_TECHNICIAN;
	return d->automatic ? MESSAGE_AUTOMATIC : MESSAGE_FROM_REQUESTER;
}

/* A technician's own Message-ID must not stand in the References of what the requester gets, unless the mail went to them. */
static bool
leads_to_ticket(const struct facts *f, const struct decision *d)
{
	if (d->outcome == DECIDE_NEW_TICKET)
		return !d->on_behalf || d->by_technician || f->agent == NULL;
	return !d->by_technician && !d->note && d->vendor == NULL;
}

static enum result
add_message(const struct tools *tools, const struct inbox_row *row, const struct facts *f, const struct decision *d,
    struct message_row *message, struct error *err)
{
	const struct mail *mail = f->mail;
	bool same = mail->reply != NULL && mail->text != NULL && strcmp(mail->reply, mail->text) == 0;
	bool leads_on = leads_to_ticket(f, d);
	enum result result;

	message->inbox = row->id;
	message->kind = kind_of(d);
	/* What a technician's answer is called on its way out is known when that is written. */
	message->identifier = leads_on ? mail->message_id : NULL;
	message->subject = mail->subject;
	message->text = mail->text;
	message->reply = same ? NULL : mail->reply;	/* most mails are all new: one copy is enough */
	message->sent = mail->date;
	message->created = f->now;
	message->has_content_key = f->has_content_key;
	memcpy(message->content_key, f->content_key, DIGEST_SIZE);
	if ((result = message_row_add(tools->store, message, err)) != DONE)
		return result;
	if (mail->message_id != NULL && leads_on)
		result = identifier_add(tools->store, mail->message_id, message->ticket, message->id, err);
	return result;
}

static enum result
add_attachments(const struct tools *tools, const struct mail *mail, int64_t message, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < mail->attachment_count && i < ATTACHMENTS_STORED && result == DONE; i++) {
		const struct mail_attachment *from = &mail->attachments[i];
		struct attachment_row row = {
			.message = message, .position = (unsigned)i, .name = from->name, .type = from->type,
			.content_id = from->content_id, .size = from->size, .is_inline = from->is_inline,
		};
		char sha256[sizeof(from->sha256)];

		memcpy(sha256, from->sha256, sizeof(sha256));
		row.sha256 = sha256;
		result = attachment_add(tools->store, &row, err);
	}
	return result;
}

enum result
keep(const struct tools *tools, const struct inbox_row *row, const struct facts *facts, const struct decision *decision,
    int64_t ticket, int64_t author, int64_t *message, struct error *err)
{
	struct message_row kept = { .ticket = ticket, .author = author };
	enum result result = add_message(tools, row, facts, decision, &kept, err);

	if (result == DONE)
		result = add_attachments(tools, facts->mail, kept.id, err);
	if (result == DONE)
		*message = kept.id;
	return result;
}
