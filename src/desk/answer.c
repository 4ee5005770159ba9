/* answer.c - see answer.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/compose.h>
#include <postigo/store/event.h>
#include <postigo/store/notice.h>
#include <postigo/store/participant.h>

#include "answer.h"
#include "letter.h"
#include "notice_gather.h"

/* What its buttons are told apart by, and the ticket as it is shown there. */
static enum result
keep_notice(struct letter *letter, struct error *err)
{
	const struct occasion *o = letter->occasion;
	struct notice row = { .ticket = o->ticket->id, .person = letter->to.id, .at = o->facts->now,
		.assignee = o->ticket->assignee, .tier = o->ticket->tier };
	enum result result = notice_add(o->tools->store, &row, err);

	letter->notice = row.id;
	return result;
}

static enum result
to_technician(const struct occasion *o, const struct answer *answer, struct error *err)
{
	struct mail_address address = { answer->agent->display_name, answer->agent->address };
	/* What is answered to a note is a note. */
	bool note = answer->inside || (o->decision != NULL && o->decision->note && o->decision->outcome != DECIDE_NEW_TICKET);
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = note ? TOKEN_INTERNAL : TOKEN_TECHNICIAN, .generated = true,
		.to = { .address = answer->agent->address },
		.to_header = { &address, 1 },
	};
	enum result result = person_get(o->tools->store, answer->agent->address, answer->agent->display_name,
	    o->facts->now, &letter.to.id, err);

	if (result == DONE)
		result = notice_gather(o, answer, letter.to.id, err);
	if (result != NONE)
		return result;
	result = DONE;
	if (o->ticket->id != 0 && letter_offers(&letter, "has_buttons"))
		result = keep_notice(&letter, err);
	return result == DONE ? letter_write(&letter, err) : result;
}

/* Something that we say by ourselves, to whoever wrote, or to whom they wrote for. */
static enum result
to_person(const struct occasion *o, const struct answer *answer, const struct mail_address *to, int64_t person,
    struct error *err)
{
	SCRATCH(tmp);
	struct mail_address address = *to;
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = answer->confirm ? TOKEN_CONFIRM : TOKEN_REQUESTER,
		.automatic = true, .to = { .id = person, .address = address.address }, .to_header = { &address, 1 },
	};

	address.name = utf8_clean_line(tmp, address.name != NULL && !answer->safe ? address.name : "", LETTER_NAME_MOST);
	return letter_write(&letter, err);
}

/* Somebody to whom the mail is passed on, and who is nobody to the ticket. */
static enum result
to_address(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct mail_address address = { talloc_strdup(tmp, ""), talloc_strdup(tmp, answer->address) };
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = TOKEN_INTERNAL, .generated = true,
		.to = { .address = address.address }, .to_header = { &address, 1 },
	};
	enum result result = person_get(o->tools->store, answer->address, NULL, o->facts->now, &letter.to.id, err);

	return result == DONE ? letter_write(&letter, err) : result;
}

/* No server takes it as it is: not ASCII before its @, or no address at all. Who has written to it hears so. */
static enum result
not_written(const struct letter *letter, struct error *err)
{
	SCRATCH(tmp);
	const struct occasion *o = letter->occasion;
	struct outbox_row row = { .ticket = o->ticket->id, .recipient = talloc_strdup(tmp, letter->to.address) };
	enum result result = event_add(o->tools->store, o->ticket->id, "postigo", "not_sent", talloc_asprintf(tmp,
	    "the address \"%s\" cannot be written to", row.recipient), o->facts->now, err);

	if (result != DONE || strcmp(letter->answer->template, "answer") != 0)
		return result;
	return answer_delivery_failed(o->tools, &row, "", o->facts->now, err);
}

/* To the requester and everybody else on the ticket: each gets a copy of their own, with their own reply address. */
static enum result
to_requester(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct participant *list;
	struct mail_address *cc;
	struct mail_address to = { NULL, NULL };
	size_t count, n = 0;
	enum result result = participant_list(tmp, o->tools->store, o->ticket->id, &list, &count, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	cc = talloc_array(tmp, struct mail_address, (unsigned)count + 1);
	for (size_t i = 0; i < count; i++)
		if (!compose_address_valid(list[i].address))
			continue;
		else if (list[i].role == PARTICIPANT_REQUESTER)
			to = (struct mail_address){ list[i].name, list[i].address };
		else
			cc[n++] = (struct mail_address){ list[i].name, list[i].address };
	for (size_t i = 0; i < count && result == DONE; i++) {
		struct letter letter = {
			.occasion = o, .answer = answer, .purpose = TOKEN_REQUESTER,
			.to = { .id = list[i].person, .address = list[i].address },
			.to_header = { &to, to.address != NULL }, .cc_header = { cc, n },
		};

		result = compose_address_valid(list[i].address) ? letter_write(&letter, err) : not_written(&letter, err);
	}
	return result;
}

/* The requester alone, who may be somebody else than the one who wrote. */
static enum result
to_owner(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct person person = { 0 };
	enum result result;

	if (o->decision != NULL)
		return to_person(o, answer, &o->decision->requester, o->ticket->requester, err);
	result = person_read(tmp, o->tools->store, o->ticket->requester, &person, err);
	if (result != DONE || !compose_address_valid(person.address))
		return result == NONE ? DONE : result;
	return to_person(o, answer, &(struct mail_address){ person.name, person.address }, person.id, err);
}

/* A vendor answers to an address of theirs alone. Only what we say by ourselves is marked as that. */
static enum result
to_vendor(const struct occasion *o, const struct answer *answer, struct error *err)
{
	const struct conf_vendor *vendor = answer->vendor;
	struct mail_address address = { vendor->display_name, vendor->address };
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = TOKEN_VENDOR,
		.generated = strcmp(answer->template, "vendor_chase") == 0, .to = { .address = vendor->address },
		.to_header = { &address, 1 },
	};
	enum result result = person_get(o->tools->store, vendor->address, vendor->display_name, o->facts->now, &letter.to.id,
	    err);

	return result == DONE ? letter_write(&letter, err) : result;
}

enum result
answer_send(const struct occasion *occasion, const struct answer *answer, struct error *err)
{
	switch (answer->to) {
	case ANSWER_TECHNICIAN:
		return to_technician(occasion, answer, err);
	case ANSWER_SENDER:
		return to_person(occasion, answer, &occasion->facts->mail->from, occasion->sender, err);
	case ANSWER_OWNER:
		return to_owner(occasion, answer, err);
	case ANSWER_VENDOR:
		return to_vendor(occasion, answer, err);
	case ANSWER_ADDRESS:
		return to_address(occasion, answer, err);
	case ANSWER_REQUESTER:
		break;
	}
	return to_requester(occasion, answer, err);
}

enum result
answer_preview(TALLOC_CTX *ctx, const struct occasion *o, const struct answer *answer, const struct person *requester,
    struct rendered *out, struct error *err)
{
	static const enum token_purpose purposes[] = {
		[ANSWER_SENDER] = TOKEN_REQUESTER, [ANSWER_OWNER] = TOKEN_REQUESTER, [ANSWER_REQUESTER] = TOKEN_REQUESTER,
		[ANSWER_TECHNICIAN] = TOKEN_TECHNICIAN, [ANSWER_ADDRESS] = TOKEN_INTERNAL, [ANSWER_VENDOR] = TOKEN_VENDOR,
	};
	struct letter letter = { .occasion = o, .answer = answer, .purpose = purposes[answer->to] };
	enum result result = letter_render(ctx, &letter, requester, out, err);

	if (result == DONE)
		out->subject = letter_subject(ctx, &letter, out);
	return result;
}
