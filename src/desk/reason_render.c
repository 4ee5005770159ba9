/* reason_render.c - see reason_render.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "command_judge.h"
#include "command_letter.h"
#include "questionnaire.h"
#include "reason_render.h"
#include "tier0.h"

#define SUBJECT_MOST 500

/* The ticket that there is, or that would be made, with the number that it would have. */
static enum result
find_ticket(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d, struct ticket *out,
    struct error *err)
{
	const struct mail *mail = f->mail;
	int64_t newest = 0;
	enum result result = DONE;

	if (d->ticket != 0 && f->tie[d->tie].ticket.id == d->ticket) {
		*out = f->tie[d->tie].ticket;
		return DONE;
	}
	if (tools->store != NULL && d->outcome == DECIDE_NEW_TICKET)
		result = ticket_newest(tools->store, &newest, err);
	*out = (struct ticket){
		.id = d->outcome == DECIDE_NEW_TICKET ? newest + 1 : 0, .state = d->state,
		.subject = utf8_clean_line(ctx, mail->subject != NULL ? mail->subject : "", SUBJECT_MOST),
		.mailbox_name = f->mailbox->name, .created = f->now, .changed = f->now,
	};
	return result == NONE ? DONE : result;
}

/* What the decision makes of it; the strings stay the decision's. */
static void
decide_ticket(TALLOC_CTX *ctx, const struct decision *d, struct ticket *ticket)
{
	ticket->queue = d->queue != NULL ? talloc_strdup(ctx, d->queue) : NULL;
	ticket->team = d->team != NULL ? talloc_strdup(ctx, d->team) : NULL;
	ticket->assignee = d->assignee != NULL ? talloc_strdup(ctx, d->assignee) : NULL;
	ticket->organisation = d->organisation != NULL ? talloc_strdup(ctx, d->organisation) : NULL;
	ticket->tier = d->tier;
	ticket->priority = d->priority;
}

static enum result
find_requester(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d,
    const struct ticket *ticket, struct person *out, struct error *err)
{
	const struct mail_address *who = d->requester.address != NULL ? &d->requester : &f->mail->from;
	enum result result = NONE;

	if (ticket->requester != 0)
		result = person_read(ctx, tools->store, ticket->requester, out, err);
	if (result == NONE)
		*out = (struct person){ .name = who->name, .address = who->address };
	return result == NONE ? DONE : result;
}

static enum result
preview(TALLOC_CTX *ctx, const struct occasion *o, const struct facts *whole, const struct answer *answer,
    const struct person *requester, struct rendered *out, struct error *err)
{
	return answer->control ? command_letter_preview(ctx, o->tools, whole, o->decision, answer, out, err) :
	    answer_preview(ctx, o, answer, requester, out, err);
}

enum result
reason_render(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d, json_t *answers,
    struct error *err)
{
	struct ticket ticket = { 0 };
	struct person requester = { 0 };
	struct occasion occasion = { .tools = tools, .facts = command_judge_words(ctx, f, d), .ticket = &ticket, .decision = d };
	enum result result = find_ticket(ctx, tools, f, d, &ticket, err);

	if (result == DONE)
		result = find_requester(ctx, tools, f, d, &ticket, &requester, err);
	decide_ticket(ctx, d, &ticket);
	occasion.more = tier0_preview(ctx, tools, d, &ticket);
	if (result == DONE)
		result = questionnaire_preview(ctx, tools, d, ticket.id, occasion.more, err);
	for (size_t i = 0; i < d->answer_count && result == DONE; i++) {
		json_t *to = json_array_get(answers, i);
		struct rendered rendered;
		struct error why;

		if (preview(ctx, &occasion, f, &d->answers[i], &requester, &rendered, &why) != DONE) {
			json_object_set_new(to, "error", json_string(why.text));
			continue;
		}
		json_object_set_new(to, "subject", json_string(rendered.subject));
		json_object_set_new(to, "text", json_string(rendered.text));
	}
	json_decref(occasion.more);
	return result;
}
