/* command_undo.c - see command_undo.h */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/due.h>
#include <postigo/store/event.h>
#include <postigo/store/field.h>
#include <postigo/store/participant.h>
#include <postigo/store/tag.h>
#include <postigo/store/time_spent.h>
#include <postigo/store/watcher.h>

#include "article_deed.h"
#include "command_clock.h"
#include "command_heard.h"
#include "command_recall.h"
#include "command_undo.h"
#include "merge.h"
#include "problem.h"
#include "solution.h"
#include "split.h"

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

static int64_t
number_of(const char *text)
{
	return text != NULL ? strtoll(text, NULL, 10) : 0;
}

/* A change that is being undone; `ticket` is as it is now. */
struct undoing {
	struct commander *c;
	const struct deed_change *change;
	struct ticket *ticket;
	json_t *effect;
};

/* Each gives NONE when there is nothing to undo any more, since somebody has changed it. */

static enum result
undo_state(struct undoing *u, struct error *err)
{
	static const char *const names[] = { "back_new", "back_open", "back_waiting", "back_closed" };
	char *rest = NULL;
	long state = strtol(u->change->before, &rest, 10), whom = strtol(rest, NULL, 10);

	if (state < TICKET_NEW || state > TICKET_CLOSED)
		return NONE;
	set_true(u->effect, names[state]);
	return state == TICKET_WAITING ? change_waiting(&u->c->change, u->ticket, (enum ticket_waiting)whom, err) :
	    change_state(&u->c->change, u->ticket, (enum ticket_state)state, err);
}

static enum result
undo_priority(struct undoing *u, struct error *err)
{
	int priority = PRIORITY_LOW;

	while (priority < PRIORITY_URGENT && strcmp(ticket_priority_name(priority), u->change->before) != 0)
		priority++;
	set_true(u->effect, talloc_asprintf(u->c->ctx, "priority_%s", ticket_priority_name(priority)));
	return change_priority(&u->c->change, u->ticket, priority, err);
}

static enum result
undo_internal(struct undoing *u, struct error *err)
{
	u->ticket->internal = number_of(u->change->before) != 0;
	set_true(u->effect, "back_spam");
	return ticket_set_internal(u->c->tools->store, u->ticket->id, u->ticket->internal, u->c->change.now, err);
}

static enum result
undo_assignee(struct undoing *u, struct error *err)
{
	const char *before = u->change->before;

	if (before != NULL)
		set(u->effect, "assigned", commander_shown(u->c, before));
	else
		set_true(u->effect, "unassigned");
	return change_assignment(u->c->ctx, &u->c->change, u->ticket, u->ticket->team, before, err);
}

static enum result
undo_team(struct undoing *u, struct error *err)
{
	set(u->effect, "assigned_team", conf_team_shown(u->c->tools->conf, u->change->before, u->c->facts->agent->language));
	return change_assignment(u->c->ctx, &u->c->change, u->ticket, u->change->before, u->ticket->assignee, err);
}

static enum result
undo_queue(struct undoing *u, struct error *err)
{
	set(u->effect, "queue", conf_queue_shown(u->c->tools->conf, u->change->before, u->c->facts->agent->language));
	return change_queue(u->c->ctx, &u->c->change, u->ticket, u->change->before, err);
}

/* Back as if it had never gone: nobody is handed anything. */
static enum result
undo_tier(struct undoing *u, struct error *err)
{
	struct change quiet = u->c->change;

	quiet.quiet = true;
	set(u->effect, "tier", u->change->before);
	/* Who takes it on, and who asked, have had their mails. */
	set_true(u->effect, "tier_told");
	return change_tier(u->c->ctx, &quiet, u->ticket, (int)number_of(u->change->before), err);
}

static enum result
undo_tag(struct undoing *u, struct error *err)
{
	bool add = u->change->before != NULL;
	char **tags = NULL;
	size_t count = 0;
	bool has = false;
	enum result result = tag_list(u->c->ctx, u->c->tools->store, u->ticket->id, &tags, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++)
		has |= strcmp(tags[i], u->change->name) == 0;
	set(u->effect, add ? "tagged" : "untagged", u->change->name);
	if (result != DONE || has == add)
		return result < 0 ? result : NONE;
	return change_tag(&u->c->change, u->ticket, u->change->name, add, err);
}

static enum result
undo_field(struct undoing *u, struct error *err)
{
	char *now = NULL;
	enum result result = field_read(u->c->ctx, u->c->tools->store, u->ticket->id, u->change->name, &now, err);

	if (result < 0)
		return result;
	if (!same(now, u->change->after) && !same(now, u->change->before)) {
		set(u->effect, "kept_field", u->change->name);
		return DONE;
	}
	set(u->effect, u->change->before != NULL ? "field" : "field_removed", u->change->name);
	set(u->effect, "value", u->change->before);
	if (same(now, u->change->before))
		return NONE;
	return change_field(&u->c->change, u->ticket, u->change->name, u->change->before, err);
}

static enum result
undo_time(struct undoing *u, struct error *err)
{
	set_true(u->effect, "back_time");
	return time_spent_remove(u->c->tools->store, number_of(u->change->after), err);
}

/* It may have gone off already: then there is nothing left to remove. */
static enum result
undo_timer(struct undoing *u, struct error *err)
{
	set_true(u->effect, "back_timer");
	return due_remove(u->c->tools->store, number_of(u->change->after), err);
}

/* See merged_text() of command_do.c. */
static void
read_merged(TALLOC_CTX *ctx, const char *text, struct merged *out)
{
	char *p = NULL;
	size_t people = text != NULL ? (size_t)strtoull(text, &p, 10) : 0;

	*out = (struct merged){ 0 };
	while (p != NULL && *p == ' ') {
		int64_t number = strtoll(p, &p, 10), **list = out->people_count < people ? &out->people : &out->led;
		size_t *n = out->people_count < people ? &out->people_count : &out->led_count;

		*list = talloc_realloc(ctx, *list, int64_t, (unsigned)*n + 1);
		(*list)[(*n)++] = number;
	}
}

static enum result
undo_merged(struct undoing *u, struct error *err)
{
	struct merged merged;

	read_merged(u->c->ctx, u->change->name, &merged);
	set(u->effect, "back_merged", u->change->after);
	return merge_undo(&u->c->change, u->change->ticket, number_of(u->change->after), &merged, err);
}

static enum result
undo_split(struct undoing *u, struct error *err)
{
	enum result result = split_undo(u->c->ctx, &u->c->change, u->ticket->id, number_of(u->change->name),
	    number_of(u->change->after), err);

	set(u->effect, result == NONE ? "kept_split" : "back_split", u->change->after);
	return result == NONE ? DONE : result;
}

static enum result
undo_linked(struct undoing *u, struct error *err)
{
	set(u->effect, "back_linked", u->change->after);
	return ticket_unlink(u->c->tools->store, u->ticket->id, number_of(u->change->after), "related", err);
}

/* To what it was part of before, or to nothing. */
static enum result
undo_problem(struct undoing *u, struct error *err)
{
	int64_t before = number_of(u->change->before), after = number_of(u->change->after);

	set(u->effect, before != 0 ? "back_tied" : "back_untied", before != 0 ? u->change->before : u->change->after);
	return u->ticket->problem != after ? NONE : change_problem(&u->c->change, u->ticket, before, err);
}

/* Those that nobody has made part of another since. */
static enum result
undo_dissolved(struct undoing *u, struct error *err)
{
	enum result result = DONE;

	for (char *p = u->change->name; p != NULL && *p != '\0' && result == DONE;) {
		int64_t number = strtoll(p, &p, 10);
		struct ticket *ticket = NULL;

		result = commander_ticket(u->c, number, &ticket, err);
		if (result == DONE && ticket != NULL && ticket->problem == 0 && ticket->state != TICKET_CLOSED)
			result = change_problem(&u->c->change, ticket, u->ticket->id, err);
		p += *p == ' ';
	}
	set_true(u->effect, "back_open");
	return result;
}

static enum result
undo_watcher(struct undoing *u, struct error *err)
{
	bool add = u->change->before != NULL;

	set(u->effect, add ? "watches" : "unwatches", commander_shown(u->c, u->change->name));
	return add ? watcher_add(u->c->tools->store, u->ticket->id, u->change->name, err) :
	    watcher_remove(u->c->tools->store, u->ticket->id, u->change->name, err);
}

static enum result
undo_participant(struct undoing *u, struct error *err)
{
	bool add = u->change->before != NULL;
	int64_t person = number_of(u->change->name);

	set(u->effect, add ? "joins" : "leaves", add ? u->change->before : u->change->after);
	return add ? participant_restore(u->c->tools->store, u->ticket->id, person, PARTICIPANT_CC, u->c->change.now, err) :
	    participant_forget(u->c->tools->store, u->ticket->id, person, err);
}

/* A ticket that should not have been made is closed, in silence. */
static enum result
undo_made(struct undoing *u, struct error *err)
{
	set_true(u->effect, "back_made");
	if (u->ticket->state == TICKET_CLOSED)
		return NONE;
	if (!u->ticket->internal) {
		u->ticket->internal = true;
		enum result result = ticket_set_internal(u->c->tools->store, u->ticket->id, true, u->c->change.now, err);

		if (result != DONE)
			return result;
	}
	return change_state(&u->c->change, u->ticket, TICKET_CLOSED, err);
}

static enum result
undo_answer(struct undoing *u, struct error *err)
{
	return command_recall_answer(u->c, u->change, u->ticket, u->effect, err);
}

static enum result
undo_note(struct undoing *u, struct error *err)
{
	return command_recall_note(u->c, u->change, u->effect, err);
}

static enum result
undo_vendor(struct undoing *u, struct error *err)
{
	return command_recall_brief(u->c, u->change, u->ticket, u->effect, err);
}

/* Nobody has written it anew since. */
static enum result
undo_article(struct undoing *u, struct error *err)
{
	enum result result = article_deed_undo(u->c->ctx, u->c->tools, u->change->before, u->change->after, err);

	set(u->effect, result == NONE ? "kept_article" : u->change->before != NULL ? "back_article" : "article_dropped", u->change->name);
	return result == NONE ? DONE : result;
}

/* Nobody else gets it; what somebody was told, they know. Its article is a change of its own. */
static enum result
undo_solution(struct undoing *u, struct error *err)
{
	char *rest = NULL;
	int64_t problem = u->change->name != NULL ? strtoll(u->change->name, &rest, 10) : u->change->ticket;
	bool told = false;
	enum result result = solution_undo(u->c->tools, problem, number_of(rest), u->change->before, &told, err);

	set_true(u->effect, "back_solution");
	if (told)
		set_true(u->effect, "solution_told");
	return result;
}

/* Warnings come again. */
static enum result
undo_heard(struct undoing *u, struct error *err)
{
	set_true(u->effect, "back_warnings");
	return command_heard_undo(u->c, u->change, err);
}

/* A clock goes on, unless whoever asked has their answer. */
static enum result
undo_clock(struct undoing *u, struct error *err)
{
	enum result result = command_clock_undo(u->c, u->change, u->ticket, err);

	if (result == DONE)
		set_true(u->effect, talloc_asprintf(u->c->ctx, "back_%s", u->change->name));
	return result;
}

/* When a change is undone. */
enum phase {
	FIRST,
	PLACE,		/* where the ticket stands: only if it still is as it was left */
	LAST,		/* what depends on that */
	PHASES
};

static const struct undo {
	const char *what;
	enum result (*undo)(struct undoing *u, struct error *err);
	enum phase phase;
} undos[] = {
	{ "answer", undo_answer, FIRST }, { "tag", undo_tag, FIRST }, { "field", undo_field, FIRST }, { "time", undo_time, FIRST },
	{ "timer", undo_timer, FIRST }, { "merged", undo_merged, FIRST }, { "split", undo_split, FIRST },
	{ "linked", undo_linked, FIRST }, { "problem", undo_problem, FIRST }, { "dissolved", undo_dissolved, FIRST },
	{ "watcher", undo_watcher, FIRST }, { "participant", undo_participant, FIRST },
	{ "made", undo_made, FIRST }, { "vendor", undo_vendor, FIRST }, { "solution", undo_solution, FIRST },
	{ "article", undo_article, FIRST }, { "note", undo_note, FIRST },
	{ "tier", undo_tier, PLACE }, { "queue", undo_queue, PLACE }, { "team", undo_team, PLACE }, { "assignee", undo_assignee, PLACE },
	{ "internal", undo_internal, PLACE }, { "priority", undo_priority, PLACE }, { "state", undo_state, PLACE },
	{ "clock", undo_clock, LAST }, { "heard", undo_heard, LAST },
};

#define UNDOS (sizeof(undos) / sizeof(undos[0]))

static const struct undo *
find_undo(const char *what)
{
	for (size_t i = 0; i < UNDOS; i++)
		if (strcmp(undos[i].what, what) == 0)
			return &undos[i];
	return NULL;
}

/* What the ticket says there now, as note_differences() of commander.c writes it. */
static const char *
now_text(TALLOC_CTX *ctx, const struct ticket *t, const char *what)
{
	if (strcmp(what, "state") == 0)
		return talloc_asprintf(ctx, "%d %d", (int)t->state, (int)t->waiting_for);
	if (strcmp(what, "tier") == 0)
		return talloc_asprintf(ctx, "%d", t->tier);
	if (strcmp(what, "priority") == 0)
		return ticket_priority_name(t->priority);
	if (strcmp(what, "internal") == 0)
		return t->internal ? "1" : "0";
	return strcmp(what, "queue") == 0 ? t->queue : strcmp(what, "team") == 0 ? t->team : t->assignee;
}

/* Which of the changes of place nobody has touched since. Asked before any of them is undone: one leads to others. */
static enum result
look(struct commander *c, const struct deed_change *changes, size_t count, bool *still, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < count && result == DONE; i++) {
		const struct undo *undo = find_undo(changes[i].what);
		struct ticket *ticket = NULL;

		result = commander_ticket(c, changes[i].ticket, &ticket, err);
		still[i] = result == DONE && undo != NULL && (undo->phase != PLACE || same(now_text(c->ctx, ticket, undo->what), changes[i].after));
	}
	return result;
}

static enum result
undo_one(struct commander *c, const struct undo *undo, const struct deed_change *change, bool still, struct error *err)
{
	struct undoing u = { .c = c, .change = change };
	enum result result = commander_ticket(c, change->ticket, &u.ticket, err);

	if (result != DONE)
		return result;
	u.effect = commander_effect(c, change->ticket);
	set_true(u.effect, "undone");
	result = still ? undo->undo(&u, err) : NONE;
	if (!still)
		set_true(u.effect, talloc_asprintf(c->ctx, "kept_%s", undo->what));
	else
		json_object_set_new(u.effect, "already", json_boolean(result == NONE));
	/* What was to follow from the rest and did not is nothing to tell. */
	if (result == NONE && undo->phase == LAST)
		(void)json_array_remove(c->effects, json_array_size(c->effects) - 1);
	return result == NONE ? DONE : result;
}

static enum result
record(struct commander *c, const struct deed_change *changes, size_t count, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < count && result == DONE; i++)
		if (changes[i].ticket != 0 && (i == 0 || changes[i].ticket != changes[i - 1].ticket))
			result = event_add(c->tools->store, changes[i].ticket, c->change.actor, "undone", "an earlier mail of theirs",
			    c->change.now, err);
	return result;
}

/* Where a ticket stands that should not be there at all is nothing to put right. */
static bool
is_of_made(const struct deed_change *changes, size_t count, const struct deed_change *change, enum phase phase)
{
	for (size_t i = 0; phase != FIRST && i < count; i++)
		if (change->ticket != 0 && changes[i].ticket == change->ticket && strcmp(changes[i].what, "made") == 0)
			return true;
	return false;
}

enum result
command_undo(struct commander *c, struct error *err)
{
	const struct deed_change *changes = c->facts->commands.changes;
	size_t count = c->facts->commands.change_count;
	bool *still = talloc_zero_array(c->ctx, bool, (unsigned)count + 1);
	enum result result = deed_undo(c->tools->store, c->decision->undoes, c->change.now, err);

	/* Once is all: two mails to the same address in one round. */
	if (result != DONE)
		return result == NONE ? error_set(err, PERMFAIL, "it was undone already") : result;
	result = look(c, changes, count, still, err);
	if (result == DONE)
		result = record(c, changes, count, err);
	for (int phase = FIRST; phase < PHASES; phase++)
		for (size_t i = count; i > 0 && result == DONE; i--) {
			const struct undo *undo = find_undo(changes[i - 1].what);

			if (undo != NULL && undo->phase == (enum phase)phase && !is_of_made(changes, count, &changes[i - 1], undo->phase))
				result = undo_one(c, undo, &changes[i - 1], still[i - 1], err);
		}
	return result;
}
