/* apply_ticket.c - the mail's ticket, made or changed, and the mail on it; see application.h */
#include <config.h>

#include <postigo/base/utf8.h>
#include <postigo/store/ledger.h>
#include <postigo/store/participant.h>
#include <postigo/store/score.h>

#include "application.h"
#include "assign_later.h"
#include "change.h"
#include "clocks.h"
#include "deadlines.h"
#include "fold.h"
#include "keep.h"
#include "problem.h"
#include "rule_apply.h"
#include "spike.h"
#include "tier_time.h"
#include "vendor.h"

/* The person whom the ticket is for. */
static enum result
find_requester(struct application *a, int64_t *person, struct error *err)
{
	const struct decision *d = a->decision;

	*person = a->sender;
	if (!d->on_behalf)
		return DONE;
	return person_get(a->tools->store, d->requester.address, d->requester.name, a->facts->now, person, err);
}

static enum result
make_ticket(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	const struct mail *mail = a->facts->mail;
	/* The mailbox that the mail belongs to, which need not be the one where this copy came in. */
	const char *mailbox = (d->mailbox != NULL ? d->mailbox : a->facts->mailbox)->name;
	const char *subject = d->subject != NULL ? d->subject : mail->subject;
	enum result result;
	int64_t requester, where;

	if ((result = find_requester(a, &requester, err)) != DONE ||
	    (result = ledger_mailbox(a->tools->store, mailbox, &where, err)) != DONE)
		return result;
	a->ticket = (struct ticket){
		.state = d->state,
		.subject = utf8_clean_line(ctx, subject != NULL ? subject : "", APPLICATION_SUBJECT_MOST),
		.requester = requester, .mailbox = where, .mailbox_name = talloc_strdup(ctx, mailbox),
		.queue = talloc_strdup(ctx, d->queue), .tier = d->tier, .priority = d->priority,
		.team = d->team != NULL ? talloc_strdup(ctx, d->team) : NULL,
		.assignee = d->assignee != NULL ? talloc_strdup(ctx, d->assignee) : NULL,
		.language = talloc_strdup(ctx, d->language),
		.organisation = d->organisation != NULL ? talloc_strdup(ctx, d->organisation) : NULL,
		.waiting_for = d->state == TICKET_WAITING ? TICKET_FOR_REQUESTER : TICKET_FOR_NOBODY, .internal = d->internal, .thread_index = mail->thread_index,
		.created = a->facts->now, .changed = a->facts->now,
	};
	if ((result = ticket_add(a->tools->store, &a->ticket, err)) == DONE)
		result = participant_add(a->tools->store, a->ticket.id, requester, PARTICIPANT_REQUESTER, a->facts->now, err);
	if (result >= 0)
		result = tier_time_follow(&(struct change){ .tools = a->tools, .now = a->facts->now }, &a->ticket, err);
	if (result >= 0 && d->assignee != NULL)
		result = workload_turn(a->tools->store, d->assignee, a->facts->now, err);
	if (result >= 0 && d->assign_at != 0)
		result = assign_at(a->tools, a->ticket.id, d->assign_at, err);
	if (result >= 0 && d->relation.ticket != 0)
		result = ticket_link(a->tools->store, a->ticket.id, d->relation.ticket, d->relation.kind, a->facts->now, err);
	return result;
}

/* The technician wrote to the requester themselves: it is theirs to go on with, unless somebody has begun meanwhile. */
static enum result
leave_to_technician(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	struct change change = { .tools = a->tools, .now = a->facts->now };
	const struct decision *d = a->decision;
	enum result result = DONE;

	if (a->ticket.assignee == NULL && d->assignee != NULL)
		result = change_assignment(ctx, &change, &a->ticket, a->ticket.team, d->assignee, err);
	if (result == DONE && a->ticket.state == TICKET_NEW)
		result = change_state(&change, &a->ticket, d->state, err);
	return result;
}

/* The ticket that was made when nobody vouched for the mail: whose it is, is known now. */
static enum result
hand_over(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	struct change change = { .tools = a->tools, .now = a->facts->now };
	int64_t requester;
	enum result result = find_requester(a, &requester, err);

	if (result != DONE || requester == a->ticket.requester)
		return result;
	if (a->decision->by_technician && (result = leave_to_technician(ctx, a, err)) != DONE)
		return result;
	result = ticket_set_requester(a->tools->store, a->ticket.id, requester, a->facts->now, err);
	a->ticket.requester = requester;
	if (result == DONE)
		result = change_organisation(ctx, &change, &a->ticket, a->decision->organisation, err);
	/* A technician who passed a mail on is no part of the conversation. */
	if (result == DONE && a->facts->agent != NULL)
		result = participant_remove(a->tools->store, a->ticket.id, a->sender, a->facts->now, err);
	return result == NONE ? DONE : result;
}

static enum result
change_ticket(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	struct store *store = a->tools->store;
	struct change change = { .tools = a->tools, .now = a->facts->now, .since = a->facts->arrived, .told = d->has_opinion || d->solved_by != 0 };
	enum result result = ticket_read(ctx, store, d->ticket, &a->ticket, err);

	if (result != DONE)
		return result == NONE ? error_set(err, PERMFAIL, "ticket %lld is gone", (long long)d->ticket) : result;
	if (d->outcome == DECIDE_NEW_TICKET)
		return hand_over(ctx, a, err);
	if (d->state != a->ticket.state && (!d->automatic || d->vendor_answers) && !d->note)
		result = change_state(&change, &a->ticket, d->state, err);
	else
		result = ticket_touch(store, d->ticket, a->facts->now, err);
	if (result == DONE)
		result = rule_apply(ctx, &change, d, &a->ticket, err);
	if (result == DONE && d->by_technician && a->ticket.assignee == NULL && d->assignee != NULL)
		result = change_assignment(ctx, &change, &a->ticket, a->ticket.team, d->assignee, err);
	if (result == DONE && d->by_technician)
		result = vendor_wait(&change, &a->ticket, err);
	if (result == DONE && d->absorbs != 0)
		result = ticket_merge(store, d->absorbs, d->ticket, a->facts->now, err);
	/* The mail brings its points to the ticket that it belongs to. */
	if (result == DONE && d->absorbs != 0)
		result = score_forget(store, d->absorbs, err);
	if (result == DONE && d->absorbs != 0)
		result = clocks_merged(a->tools, d->absorbs, a->facts->now, err);
	if (result == DONE && d->absorbs != 0)
		result = tier_time_merged(a->tools, d->absorbs, a->facts->now, err);
	return result;
}

static enum result
join(const struct application *a, struct error *err)
{
	const struct mail_addresses *joins = &a->decision->joins;
	enum result result = DONE;
	int64_t person;

	for (size_t i = 0; i < joins->count && result >= 0; i++) {
		result = person_get(a->tools->store, joins->list[i].address, joins->list[i].name, a->facts->now, &person, err);
		/* Whom somebody has taken off the ticket does not come back by being named. */
		if (result == DONE)
			result = participant_add(a->tools->store, a->ticket.id, person, PARTICIPANT_CC, a->facts->now, err);
	}
	return result == NONE ? DONE : result;
}

/* Tags, fields and watchers. What was said of them stands in the decision's events. */
static enum result
mark(const struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	struct change change = { .tools = a->tools, .now = a->facts->now };
	enum result result = DONE;

	for (size_t i = 0; i < d->tags_removed.count && result == DONE; i++)
		result = change_tag(&change, &a->ticket, d->tags_removed.list[i], false, err);
	for (size_t i = 0; i < d->tags.count && result == DONE; i++)
		result = change_tag(&change, &a->ticket, d->tags.list[i], true, err);
	for (size_t i = 0; i < d->fields.count && result == DONE; i++)
		result = change_field(&change, &a->ticket, d->fields.list[i].name, d->fields.list[i].value, err);
	if (result == DONE)
		result = rule_apply_points(a->tools->store, d, a->ticket.id, err);
	if (result == DONE)
		result = rule_apply_skills(a->tools->store, d, a->ticket.id, err);
	return result == DONE ? rule_apply_watchers(a->tools->store, d, a->ticket.id, err) : result;
}

/* What the requester says of the help, if that is new. */
static enum result
note_opinion(const struct application *a, struct error *err)
{
	struct opinion opinion = a->decision->opinion;
	enum result result;

	if (!a->decision->has_opinion)
		return DONE;
	opinion.ticket = a->ticket.id;
	opinion.person = a->sender;
	opinion.at = a->facts->now;
	result = opinion_put(a->tools->store, &opinion, err);
	return result == NONE ? DONE : result;
}

/* What the mail starts and ends. */
static enum result
run_clocks(const struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	instant now = a->facts->now;
	bool is_new = d->outcome == DECIDE_NEW_TICKET && !d->again;
	enum clocks_news news = is_new ? (deadlines_to_be_answered(d) ? CLOCKS_NEW : CLOCKS_NEW_ANSWERED) :
	    d->asks ? CLOCKS_ASKED : d->answered ? CLOCKS_ANSWERED : CLOCKS_REACTED;

	if (d->ack)
		return clocks_quiet(a->tools, a->ticket.id, d->quiet > 0 ? now + d->quiet : 0, now, err);
	if (!is_new && !d->asks && !d->answered && (!d->note || d->automatic))
		return DONE;
	return clocks_heard(a->tools, &a->ticket, news, is_new ? deadlines_start(a->facts) : a->facts->arrived, now, err);
}

/* Up to another tier, by what the mail brought. */
static enum result
rise(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	struct change change = { .tools = a->tools, .actor = "postigo", .why = d->tier_why,
		.because = d->tier_because, .because_of = d->tier_because_of, .now = a->facts->now };

	if (d->outcome != DECIDE_REPLY || d->tier == a->ticket.tier)
		return DONE;
	/* A rule that says who takes it on has the last word. */
	if (d->ruled.team_by != NULL)
		change.team = d->team;
	return change_tier(ctx, &change, &a->ticket, d->tier, err);
}

bool
apply_answers_problem(const struct application *a)
{
	return a->decision->answered && a->facts->tie[a->decision->tie].ticket.kind == TICKET_PROBLEM;
}

static enum result
answer_everybody(const struct application *a, struct error *err)
{
	const struct conf_agent *agent = a->facts->agent;
	struct change change = { .tools = a->tools, .now = a->facts->now };

	return !apply_answers_problem(a) ? DONE : problem_answer(&change, a->ticket.id, a->message, agent, agent->hold_answers, err);
}

enum result
apply_ticket(TALLOC_CTX *ctx, struct application *a, struct error *err)
{
	const struct decision *d = a->decision;
	enum result result = d->outcome == DECIDE_NEW_TICKET && !d->again ? make_ticket(ctx, a, err) :
	    change_ticket(ctx, a, err);

	a->author = d->on_behalf && !d->by_technician ? a->ticket.requester : a->sender;
	a->message = a->facts->first_message;
	if (result == DONE && !d->again)
		result = keep(a->tools, a->row, a->facts, d, a->ticket.id, a->author, &a->message, err);
	if (result == DONE)
		result = fold_count(a->tools, a->facts, d, a->author, a->ticket.id, err);
	if (result == DONE)
		result = mark(a, err);
	if (result == DONE && d->vendor != NULL)
		result = vendor_note(a->tools, a->facts, d, err);
	if (result == DONE)
		result = rise(ctx, a, err);
	if (result == DONE)
		result = run_clocks(a, err);
	if (result == DONE)
		result = note_opinion(a, err);
	if (result == DONE)
		result = spike_apply(ctx, a->tools, a->facts, d, &a->ticket, err);
	if (result == DONE)
		result = answer_everybody(a, err);
	return result == DONE ? join(a, err) : result;
}
