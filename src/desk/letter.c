/* letter.c - see letter.h */
#include <config.h>

#include <string.h>

#include <openssl/rand.h>

#include <postigo/base/memory.h>
#include <postigo/mail/compose.h>
#include <postigo/store/message_row.h>
#include <postigo/store/outbox.h>

#include "letter.h"
#include "limits.h"
#include "problem_mail.h"
#include "protect.h"

bool
letter_is_inside(const struct letter *letter)
{
	return letter->purpose == TOKEN_TECHNICIAN || letter->purpose == TOKEN_INTERNAL;
}

bool
letter_is_to_vendor(const struct letter *letter)
{
	return letter->purpose == TOKEN_VENDOR;
}

static void
attach(TALLOC_CTX *ctx, const struct occasion *o, struct compose *mail)
{
	const struct mail *from = o->facts->mail;
	struct compose_attachment *list;
	size_t used = 0;
	size_t n = 0;

	if (o->parts == NULL)
		return;
	list = talloc_zero_array(ctx, struct compose_attachment, LETTER_ATTACHMENTS_MOST);
	for (size_t i = 0; i < from->attachment_count && n < LETTER_ATTACHMENTS_MOST; i++) {
		const struct mail_attachment *a = &from->attachments[i];

		if (a->size > o->parts->size - used)
			break;
		list[n++] = (struct compose_attachment){ a->name, a->type, o->parts->bytes + used, (size_t)a->size };
		used += (size_t)a->size;
	}
	mail->attachments = list;
	mail->attachment_count = n;
}

/* Nobody may answer an automatic answer: RFC 3834 section 3.3. The word that something did not arrive must not come back
 * either: it would be told in the same way. What else a technician reads or writes can bounce, and its bounce must
 * find the ticket. */
static bool
comes_back(const struct letter *letter)
{
	return !letter->automatic && (letter->occasion->message != 0 || letter_is_to_vendor(letter)) &&
	    strcmp(letter->answer->template, "delivery_failed") != 0;
}

/* So long a technician may call their answer back, or what they ask a vendor. */
static duration
held(const struct letter *letter)
{
	const struct conf_agent *agent = letter->answer->agent;

	return agent != NULL && strcmp(letter->answer->template, "answer") == 0 ? agent->hold_answers : letter->answer->hold;
}

/* message: that it carries, or is about. */
static enum result
put(const struct letter *letter, const struct compose *mail, int64_t message, struct error *err)
{
	SCRATCH(tmp);
	const struct occasion *o = letter->occasion;
	const struct tools *tools = o->tools;
	struct outbox_row row = {
		.ticket = o->ticket->id, .message = message,
		.kind = talloc_strdup(tmp, letter->answer->template),
		.recipient = letter->to.address,
		.identifier = talloc_strdup(tmp, mail->message_id),
		.created = o->facts->now, .next_attempt = o->facts->now + held(letter),
	};
	enum result result;
	char *bytes;
	size_t size;

	row.envelope_from = !comes_back(letter) ? talloc_strdup(tmp, "") :
	    answer_token_address(tmp, tools, tools->conf->relay.from, TOKEN_BOUNCE, o->ticket->id, letter->to.id,
	    o->facts->now);
	protect_row(tools->conf, mail->from.address, &row);
	if ((result = compose(tmp, mail, &bytes, &size, err)) != DONE)
		return result;
	return outbox_put(tools->store, &row, bytes, size, err);
}

/* What it says behind the line that keeps an answer apart from what is quoted, which says nothing to whoever reads it here. */
static char *
behind_mark(char *text)
{
	char *end = strncmp(text, "##-", 3) == 0 ? strstr(text, "\n\n") : NULL;

	return end != NULL ? end + 2 : text;
}

/* What we say by ourselves to a requester, or to a vendor, stands on the ticket as well: the thread is whole, and answers
 * refer to it. */
static enum result
add_own_message(const struct letter *letter, const struct rendered *rendered, int64_t *message, struct error *err)
{
	const struct occasion *o = letter->occasion;
	struct message_row row = {
		.ticket = o->ticket->id, .kind = letter_is_to_vendor(letter) ? MESSAGE_VENDOR : MESSAGE_ACKNOWLEDGEMENT,
		.subject = rendered->subject, .text = behind_mark(rendered->text), .sent = o->facts->now, .created = o->facts->now,
	};
	enum result result = message_row_add(o->tools->store, &row, err);

	*message = row.id;
	return result;
}

/* What goes out by itself counts toward the limits. */
static enum result
count(const struct letter *letter, struct error *err)
{
	const struct occasion *o = letter->occasion;
	struct limits_mail mail = {
		.recipient = letter->to.address, .ticket = o->ticket->id,
		.outward = !letter_is_inside(letter) || letter->answer->to == ANSWER_ADDRESS, .template = letter->answer->template,
		.subject = o->ticket->subject,
	};

	if (!letter->automatic && !letter->generated)
		return DONE;
	return limits_count(o->tools, &mail, o->facts->now, err);
}

/* Where an answer to it goes. Who only reads along has no say: an answer of theirs is a mail like any other. */
static struct mail_address
answered_at(TALLOC_CTX *ctx, const struct letter *letter, const struct conf_mailbox *mailbox)
{
	const struct occasion *o = letter->occasion;

	if (letter->answer->to == ANSWER_ADDRESS || o->ticket->id == 0)
		return (struct mail_address){ mailbox->display_name, mailbox->address };
	return (struct mail_address){ mailbox->display_name, answer_token_address(ctx, o->tools, mailbox->address, letter->purpose,
	    letter->purpose == TOKEN_CONFIRM ? o->inbox : o->ticket->id, letter->to.id, o->facts->now) };
}

/* The first letter of its Message-ID. */
static char
kind_of(const struct letter *letter)
{
	const struct occasion *o = letter->occasion;

	if (letter->answer->to == ANSWER_ADDRESS)
		return 'f';
	if (letter_is_to_vendor(letter))
		return 'v';
	return o->failed != 0 ? 'd' : letter->automatic ? 'r' : o->message == 0 && o->inbox == 0 ? 'w' : o->message == 0 ? 'q' :
	    letter_is_inside(letter) ? 'n' : 'a';
}

/* Whom the ticket is for; of a mail that has none, who wrote it. */
static enum result
read_requester(TALLOC_CTX *ctx, const struct occasion *o, struct person *out, struct error *err)
{
	const struct mail_address *from = &o->facts->mail->from;

	if (o->ticket->id != 0)
		return person_read(ctx, o->tools->store, o->ticket->requester, out, err);
	*out = (struct person){ .name = from->name, .address = from->address };
	return DONE;
}

/* The number that its Message-ID has in it. What is about no mail has one that no other has: of two mails of the same name
 * servers and clients show one. */
static int64_t
what_about(const struct occasion *o)
{
	uint64_t number = 0;

	if (o->failed != 0 || o->message != 0 || o->inbox != 0)
		return o->failed != 0 ? o->failed : o->message != 0 ? o->message : o->inbox;
	if (RAND_bytes((unsigned char *)&number, sizeof(number)) != 1)
		number = (uint64_t)o->facts->now;
	return (int64_t)(number % TOKEN_NUMBER_LIMIT);
}

/* A letter about the ticket as its reader calls it. */
struct spoken {
	struct letter letter;
	struct occasion occasion;
	struct ticket ticket;
};

static enum result
speak(TALLOC_CTX *ctx, const struct letter *letter, struct spoken *out, struct error *err)
{
	const struct conf_agent *agent = letter->answer->agent;

	*out = (struct spoken){ .letter = *letter, .occasion = *letter->occasion, .ticket = *letter->occasion->ticket };
	out->occasion.ticket = &out->ticket;
	out->letter.occasion = &out->occasion;
	return !letter_is_inside(letter) ? DONE : problem_subject_speak(ctx, letter->occasion->tools, letter->answer->language,
	    agent != NULL ? agent->zone : NULL, &out->ticket, err);
}

enum result
letter_write(const struct letter *letter, struct error *err)
{
	SCRATCH(tmp);
	const struct occasion *o = letter->occasion;
	const struct tools *tools = o->tools;
	const struct conf_mailbox *mailbox = o->ticket->mailbox_name != NULL ? conf_mailbox(tools->conf, o->ticket->mailbox_name) : NULL;
	struct person requester = { 0 };
	struct rendered rendered;
	struct spoken said;
	enum result result;
	struct compose mail = {
		.automatic = letter->automatic, .generated = letter->generated, .date = o->facts->now,
		.to = letter->to_header, .cc = letter->cc_header, .installation = tools->installation,
	};
	int64_t about = what_about(o);

	if (mailbox == NULL)
		mailbox = o->facts->mailbox;
	if ((result = read_requester(tmp, o, &requester, err)) < 0)
		return result;
	result = speak(tmp, letter, &said, err);
	if (result == DONE)
		result = letter_render(tmp, &said.letter, &requester, &rendered, err);
	if (result == DONE)
		result = letter_thread(tmp, letter, &mail, err);
	if (result == DONE && (letter->automatic || letter_is_to_vendor(letter)) && o->ticket->id != 0)
		result = add_own_message(letter, &rendered, &about, err);
	if (result != DONE)
		return result;

	mail.message_id = answer_identifier(tmp, tools, kind_of(letter), o->ticket->id, about, o->facts->now);
	mail.from = (struct mail_address){ mailbox->display_name, mailbox->address };
	mail.protects = protect_wanted(tools->conf, mailbox->address);
	mail.reply_to = answered_at(tmp, letter, mailbox);
	mail.subject = letter_subject(tmp, letter, &rendered);
	mail.text = rendered.text;
	mail.html = rendered.html;
	mail.language = rendered.language;
	if (!letter->automatic && o->message != 0)
		attach(tmp, o, &mail);
	letter_thread_fields(tmp, &said.letter, &mail);
	result = letter_remember(letter, mail.message_id, about, err);
	if (result == DONE)
		result = put(letter, &mail, letter_is_to_vendor(letter) ? about : o->message, err);
	return result == DONE ? count(letter, err) : result;
}
