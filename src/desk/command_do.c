/* command_do.c - see command_do.h: the table, and one small function a verb */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/due.h>
#include <postigo/store/event.h>
#include <postigo/store/field.h>
#include <postigo/store/participant.h>
#include <postigo/store/person.h>
#include <postigo/store/tag.h>
#include <postigo/store/time_spent.h>
#include <postigo/store/watcher.h>

#include "clocks.h"
#include "command_article_do.h"
#include "command_do.h"
#include "command_recall.h"
#include "command_timer.h"
#include "handover.h"
#include "merge.h"
#include "problem.h"
#include "solution.h"
#include "split.h"
#include "vendor.h"

#define TOLD_MOST 32

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

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static enum result
record(struct commander *c, int64_t ticket, const char *verb, const char *detail, struct error *err)
{
	return event_add(c->tools->store, ticket, c->change.actor, verb, detail, c->change.now, err);
}

static char *
number_text(struct commander *c, int64_t number)
{
	return talloc_asprintf(c->ctx, "%lld", (long long)number);
}

static bool
is_member(const struct conf_team *team, const char *agent)
{
	for (size_t i = 0; team != NULL && agent != NULL && i < team->member_count; i++)
		if (strcmp(team->members[i], agent) == 0)
			return true;
	return false;
}

static enum result
tell_new_owner(struct commander *c, const struct ticket *ticket, const struct handover *sheet, const struct conf_agent *agent,
    struct error *err)
{
	const char *language = agent->language != NULL ? agent->language : c->tools->conf->identity.language;
	json_t *values = handover_values(sheet, agent->zone, language);
	enum result result;

	set(values, "who", commander_shown(c, c->facts->agent->name));
	json_object_set_new(values, "to_team", json_boolean(ticket->assignee == NULL));
	result = answer_about(c->tools, ticket, &(struct answer){ .template = "assigned", .to = ANSWER_TECHNICIAN, .agent = agent,
	    .language = language }, values, c->change.now, err);
	json_decref(values);
	return result;
}

/* Those who have the ticket now and did not before hear of it; whoever gave it to them knows. */
static enum result
tell_new_owners(struct commander *c, const struct ticket *ticket, struct error *err)
{
	const struct conf_agent *told[TOLD_MOST];
	size_t n = answer_technicians(c->tools->conf, ticket, told, TOLD_MOST);
	struct handover *sheet = NULL;
	enum result result = handover_read(c->ctx, &c->change, ticket, ticket->tier, &sheet, err);

	for (size_t i = 0; i < n && result == DONE; i++)
		if (told[i] != c->facts->agent)
			result = tell_new_owner(c, ticket, sheet, told[i], err);
	return result;
}

static enum result
do_take(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	bool was = same(ticket->assignee, step->name);

	set_true(effect, "took");
	return was ? NONE : change_assignment(c->ctx, &c->change, ticket, ticket->team, step->name, err);
}

static enum result
do_assign(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	const struct conf_team *team = step->value != NULL ? conf_team(c->tools->conf, step->value) : NULL;
	const char *to_team = step->value != NULL ? step->value : ticket->team, *to = step->name;
	bool was;
	enum result result;

	/* Whoever has it and is in the team that gets it goes on with it. */
	if (team != NULL && is_member(team, ticket->assignee))
		to = ticket->assignee;
	was = same(ticket->team, to_team) && same(ticket->assignee, to);
	if (step->value != NULL)
		set(effect, "assigned_team", conf_team_shown(c->tools->conf, step->value, c->facts->agent->language));
	else if (step->name != NULL)
		set(effect, "assigned", commander_shown(c, step->name));
	else
		set_true(effect, "unassigned");
	if (was)
		return NONE;
	result = change_assignment(c->ctx, &c->change, ticket, to_team, to, err);
	return result == DONE && (step->name != NULL || step->value != NULL) ? tell_new_owners(c, ticket, err) : result;
}

/* The tier's team hears of it by its sheet, with what the note says. */
static enum result
do_tier(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct change change = c->change;

	change.note = step->value;
	set(effect, "tier", number_text(c, step->number));
	if (ticket->tier == step->number)
		return NONE;
	return change_tier(c->ctx, &change, ticket, (int)step->number, err);
}

static enum result
do_vendor(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	const struct conf_vendor *vendor = conf_vendor(c->tools->conf, step->name);
	struct change change = c->change;
	char *before = NULL;
	enum result result = vendor_case_text(c->ctx, c->tools, ticket->id, vendor->name, &before, err);

	change.note = step->value;
	change.hold = c->facts->agent->hold_answers;
	set(effect, "vendor", vendor->display_name);
	if (change.hold > 0)
		set(effect, "vendor_held", commander_length(c, change.hold));
	if (result == DONE)
		result = vendor_ask(c->ctx, &change, ticket, vendor, err);
	return result == DONE ? command_recall_keep_brief(c, ticket->id, vendor, before, err) : result;
}

static enum result
do_ack(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	enum result result = record(c, ticket->id, "heard", step->number > 0 ? commander_length(c, step->number) : NULL, err);

	if (step->number > 0) {
		set(effect, "quiet", commander_length(c, step->number));
		commander_asked_for_quiet(c, ticket->id);
	} else
		set_true(effect, "heard");
	return result == DONE ? clocks_quiet(c->tools, ticket->id, step->number > 0 ? c->change.now + step->number : 0, c->change.now,
	    err) : result;
}

static enum result
do_solution(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct solution_given given = { 0 };
	const struct solution *s = &given.solution;
	enum result result = solution_give(c->ctx, &c->change, ticket, step->value, c->facts->agent, &given, err);

	set(effect, "solution", s->article);
	/* It has left the ticket waiting: what undo has to know. */
	if (result == DONE)
		result = ticket_read(c->ctx, c->tools->store, ticket->id, ticket, err);
	if (result == DONE)
		result = commander_changed(c, ticket->id, "solution", talloc_asprintf(c->ctx, "%lld %lld", (long long)s->ticket,
		    (long long)s->at), given.replaces ? solution_text(c->ctx, &given.earlier) : NULL, s->article, err);
	return result == DONE ? command_article_changed(c, given.amends ? &given.draft : NULL, &given.article, err) : result;
}

static enum result
do_queue(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	const struct conf_queue *queue = conf_queue(c->tools->conf, step->name);
	const char *team = queue != NULL && queue->team != NULL ? queue->team : ticket->team;
	bool keeps = is_member(conf_team(c->tools->conf, team != NULL ? team : ""), ticket->assignee);
	enum result result;

	set(effect, "queue", conf_queue_shown(c->tools->conf, step->name, c->facts->agent->language));
	if (same(ticket->queue, step->name))
		return NONE;
	result = change_queue(c->ctx, &c->change, ticket, step->name, err);
	if (result == DONE && !same(ticket->team, team)) {
		result = change_assignment(c->ctx, &c->change, ticket, team, keeps ? ticket->assignee : NULL, err);
		if (result == DONE)
			result = tell_new_owners(c, ticket, err);
	}
	return result;
}

static enum result
do_priority(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	set_true(effect, talloc_asprintf(c->ctx, "priority_%s", ticket_priority_name((int)step->number)));
	if (ticket->priority == step->number)
		return NONE;
	return change_priority(&c->change, ticket, (int)step->number, err);
}

static enum result
do_tag(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	char **tags = NULL;
	size_t count = 0;
	bool has = false;
	enum result result = tag_list(c->ctx, c->tools->store, ticket->id, &tags, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++)
		has |= strcmp(tags[i], step->name) == 0;
	set(effect, step->remove ? "untagged" : "tagged", step->name);
	if (result != DONE || has != step->remove)
		return result < 0 ? result : NONE;
	result = change_tag(&c->change, ticket, step->name, !step->remove, err);
	return result == DONE ? commander_changed(c, ticket->id, "tag", step->name, has ? step->name : NULL,
	    has ? NULL : step->name, err) : result;
}

static enum result
do_field(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	char *before = NULL;
	enum result result = field_read(c->ctx, c->tools->store, ticket->id, step->name, &before, err);

	set(effect, step->remove ? "field_removed" : "field", step->name);
	set(effect, "value", step->value);
	if (result < 0 || same(before, step->value))
		return result < 0 ? result : NONE;
	result = change_field(&c->change, ticket, step->name, step->value, err);
	return result == DONE ? commander_changed(c, ticket->id, "field", step->name, before, step->value, err) : result;
}

static enum result
do_close(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	(void)step;
	set_true(effect, "closed");
	return ticket->state == TICKET_CLOSED ? NONE : change_state(&c->change, ticket, TICKET_CLOSED, err);
}

static enum result
do_open(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	(void)step;
	set_true(effect, "opened");
	if (ticket->state == TICKET_OPEN || ticket->state == TICKET_NEW)
		return NONE;
	return change_state(&c->change, ticket, TICKET_OPEN, err);
}

static enum result
do_wait(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	enum ticket_waiting whom = step->number == TICKET_FOR_VENDOR ? TICKET_FOR_VENDOR : TICKET_FOR_REQUESTER;
	bool was = ticket->state == TICKET_WAITING && ticket->waiting_for == whom && step->when == 0;
	enum result result;

	if (step->when != 0)
		set(effect, "waits_until", commander_when(c, step->when));
	else
		set_true(effect, whom == TICKET_FOR_VENDOR ? "waits_vendor" : "waits");
	if (step->when == 0 && (result = due_unset(c->tools->store, ticket->id, CHANGE_WAIT_TIMER, err)) < 0)
		return result;
	if (was)
		return NONE;
	result = change_waiting(&c->change, ticket, whom, err);
	if (result == DONE && step->when != 0)
		result = command_timer_wait(c, ticket->id, step->when, err);
	return result;
}

static enum result
do_remind(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	set(effect, "reminder", commander_when(c, step->when));
	set(effect, "value", step->value);
	return command_timer_remind(c, ticket->id, step, err);
}

static enum result
do_time(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct time_spent row = { .ticket = ticket->id, .agent = talloc_strdup(c->ctx, c->facts->agent->name), .at = c->change.now,
		.spent = step->number };
	duration total = 0;
	enum result result = time_spent_add(c->tools->store, &row, err);

	if (result == DONE)
		result = time_spent_total(c->tools->store, ticket->id, &total, err);
	if (result == DONE)
		result = record(c, ticket->id, "time", commander_length(c, step->number), err);
	set(effect, "time", commander_length(c, step->number));
	set(effect, "total", commander_length(c, total));
	return result == DONE ? commander_changed(c, ticket->id, "time", NULL, NULL, number_text(c, row.id), err) : result;
}

/* "7 12 15": numbers of which the first says how many of them are people; the others are tickets. */
static char *
merged_text(struct commander *c, const struct merged *m)
{
	char *text = talloc_asprintf(c->ctx, "%zu", m->people_count);

	for (size_t i = 0; i < m->people_count; i++)
		text = talloc_asprintf_append_buffer(text, " %lld", (long long)m->people[i]);
	for (size_t i = 0; i < m->led_count; i++)
		text = talloc_asprintf_append_buffer(text, " %lld", (long long)m->led[i]);
	return text;
}

static enum result
do_merge(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct ticket *into = NULL;
	struct merged merged;
	enum result result = commander_ticket(c, step->number, &into, err);

	set_true(effect, "merged");
	set(effect, "into", number_text(c, step->number));
	if (result != DONE)
		return result;
	result = merge(c->ctx, &c->change, ticket, into, &merged, err);
	if (result != DONE)
		return result;
	ticket->state = TICKET_CLOSED;
	return commander_changed(c, ticket->id, "merged", merged_text(c, &merged), NULL, number_text(c, step->number), err);
}

static enum result
do_split(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	int64_t made = 0;
	enum result result = split(c->ctx, &c->change, ticket, step->number, step->value, &made, err);

	set(effect, "split", number_text(c, made));
	return result == DONE ? commander_changed(c, ticket->id, "split", number_text(c, step->number), NULL, number_text(c, made),
	    err) : result;
}

static enum result
do_link(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct ticket_link *links = NULL;
	size_t count = 0;
	enum result result = ticket_links(c->ctx, c->tools->store, ticket->id, &links, &count, err);

	set(effect, "linked", number_text(c, step->number));
	for (size_t i = 0; result == DONE && i < count; i++)
		if (links[i].other == step->number && strcmp(links[i].kind, "related") == 0)
			return NONE;
	if (result == DONE)
		result = ticket_link(c->tools->store, ticket->id, step->number, "related", c->change.now, err);
	if (result == DONE)
		result = record(c, ticket->id, "linked", talloc_asprintf(c->ctx, "with ticket %lld", (long long)step->number), err);
	return result == DONE ? commander_changed(c, ticket->id, "linked", NULL, NULL, number_text(c, step->number), err) : result;
}

/* It is no problem at all: all are let go of. */
static enum result
do_dissolve(struct commander *c, struct ticket *problem, json_t *effect, struct error *err)
{
	int64_t *list = NULL;
	size_t count = 0;
	char *text = talloc_strdup(c->ctx, "");
	enum result result = problem_dissolve(c->ctx, &c->change, problem, &list, &count, err);

	if (count > 0)
		json_object_set_new(effect, "dissolved", json_integer((json_int_t)count));
	else
		set_true(effect, "closed");
	for (size_t i = 0; i < count; i++)
		text = talloc_asprintf_append_buffer(text, "%s%lld", i > 0 ? " " : "", (long long)list[i]);
	return result == DONE ? commander_changed(c, problem->id, "dissolved", text, NULL, NULL, err) : result;
}

/* The first of many. Whoever sees it is sent what is sent to the lead: their answer to that goes to everybody. */
static enum result
do_begin_problem(struct commander *c, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct problem_row row = { .people = 1, .usual = PROBLEM_USUAL_UNKNOWN, .since = ticket->created };
	struct ticket problem;
	enum result result = problem_open(c->ctx, &c->change, &row, ticket, &problem, err);

	if (result == DONE)
		result = change_problem(&c->change, ticket, problem.id, err);
	if (result == DONE)
		result = problem_tell(&c->change, &problem, &row, c->facts->agent, err);
	set(effect, "problem_made", number_text(c, problem.id));
	return result == DONE ? commander_changed(c, problem.id, "made", NULL, NULL, NULL, err) : result;
}

static enum result
do_problem(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	int64_t before = ticket->problem;
	enum result result = DONE;

	if (step->remove && ticket->kind == TICKET_PROBLEM)
		return do_dissolve(c, ticket, effect, err);
	if (!step->remove && step->number == 0)
		result = do_begin_problem(c, ticket, effect, err);
	else
		set(effect, step->remove ? "untied" : "tied", number_text(c, step->remove ? before : step->number));
	if (step->number == before && !(step->number == 0 && !step->remove))
		return NONE;
	if (result == DONE && (step->remove || step->number != 0))
		result = change_problem(&c->change, ticket, step->number, err);
	return result == DONE ? commander_changed(c, ticket->id, "problem", NULL, number_text(c, before), number_text(c, ticket->problem),
	    err) : result;
}

/* Somebody outside gets the answers from now on, or not any more. */
static enum result
do_participant(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct store *store = c->tools->store;
	int64_t person = 0;
	enum result result = person_get(store, step->value, NULL, c->change.now, &person, err);

	set(effect, step->remove ? "leaves" : "joins", step->value);
	if (result == DONE)
		result = step->remove ? participant_remove(store, ticket->id, person, c->change.now, err) :
		    participant_restore(store, ticket->id, person, PARTICIPANT_CC, c->change.now, err);
	/* The requester is who asks: they stay. */
	if (result == PERMFAIL && step->remove)
		return NONE;
	if (result == DONE)
		result = record(c, ticket->id, step->remove ? "removed" : "added", step->value, err);
	return result == DONE ? commander_changed(c, ticket->id, "participant", number_text(c, person),
	    step->remove ? step->value : NULL, step->remove ? NULL : step->value, err) : result;
}

static enum result
do_watch(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	enum result result;

	if (step->value != NULL)
		return do_participant(c, step, ticket, effect, err);
	set(effect, step->remove ? "unwatches" : "watches", commander_shown(c, step->name));
	result = step->remove ? watcher_remove(c->tools->store, ticket->id, step->name, err) :
	    watcher_add(c->tools->store, ticket->id, step->name, err);
	if (result == DONE)
		result = record(c, ticket->id, step->remove ? "unwatched" : "watched", step->name, err);
	return result == DONE ? commander_changed(c, ticket->id, "watcher", step->name, step->remove ? step->name : NULL,
	    step->remove ? NULL : step->name, err) : result;
}

/* From now on nobody outside hears of it; so it is closed in silence. */
static enum result
do_spam(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	struct decision_step tag = { .verb = COMMAND_TAG, .name = "spam" };
	enum result result = DONE;

	(void)step;
	if (!ticket->internal)
		result = ticket_set_internal(c->tools->store, ticket->id, true, c->change.now, err);
	ticket->internal = true;
	if (result == DONE)
		result = do_tag(c, &tag, ticket, effect, err);
	(void)json_object_del(effect, "tagged");
	set_true(effect, "spam");
	if (result < 0 || ticket->state == TICKET_CLOSED)
		return result;
	return change_state(&c->change, ticket, TICKET_CLOSED, err);
}

enum result
command_do(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect, struct error *err)
{
	static enum result (*const verbs[COMMAND_VERBS])(struct commander *, const struct decision_step *, struct ticket *, json_t *,
	    struct error *) = {
		[COMMAND_TAKE] = do_take, [COMMAND_ASSIGN] = do_assign, [COMMAND_TIER] = do_tier, [COMMAND_ESCALATE] = do_tier,
		[COMMAND_VENDOR] = do_vendor, [COMMAND_ACK] = do_ack, [COMMAND_SOLUTION] = do_solution,
		[COMMAND_QUEUE] = do_queue, [COMMAND_PRIORITY] = do_priority, [COMMAND_TAG] = do_tag, [COMMAND_UNTAG] = do_tag,
		[COMMAND_FIELD] = do_field, [COMMAND_CLOSE] = do_close, [COMMAND_OPEN] = do_open, [COMMAND_WAIT] = do_wait,
		[COMMAND_REMIND] = do_remind, [COMMAND_TIME] = do_time, [COMMAND_MERGE] = do_merge, [COMMAND_SPLIT] = do_split,
		[COMMAND_LINK] = do_link, [COMMAND_PROBLEM] = do_problem, [COMMAND_WATCH] = do_watch, [COMMAND_UNWATCH] = do_watch, [COMMAND_SPAM] = do_spam,
		[COMMAND_ARTICLE] = command_article_do, [COMMAND_PUBLISH] = command_article_do,
		[COMMAND_WITHDRAW] = command_article_do, [COMMAND_DROP] = command_article_do,
	};

	return verbs[step->verb] != NULL ? verbs[step->verb](c, step, ticket, effect, err) : DONE;
}
