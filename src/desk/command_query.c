/* command_query.c - see command_query.h */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/store/person.h>
#include <postigo/store/tag.h>
#include <postigo/store/ticket_find.h>
#include <postigo/store/time_spent.h>
#include <postigo/store/watcher.h>

#include "command_query.h"
#include "command_say.h"
#include "command_value.h"
#include "command_word.h"
#include "handover.h"
#include "organisation.h"
#include "problem_mail.h"

#define MINE_MOST 50u
#define NEXT_MOST 5u
#define FOUND_MOST 20u
#define TEAM_LOOKED_AT 50u	/* nobody's tickets of one team */
#define LOOKED_AT 2000u		/* the newest tickets, for a word, while the index has not got all */
#define TAKEN_IN 5000		/* tickets that come into the index when somebody asks */
#define SUBJECT_MOST 120u

/* Tickets that were found, each once. */
struct found {
	struct ticket *list;
	size_t count;
	bool all;		/* every ticket was looked at */
};

static void
set(json_t *o, const char *key, const char *value)
{
	json_object_set_new(o, key, json_string(value != NULL ? value : ""));
}

/* Adds all of a list, whose strings stay where they are. */
static void
add_all(TALLOC_CTX *ctx, struct found *f, const struct ticket *list, size_t count)
{
	f->list = talloc_realloc(ctx, f->list, struct ticket, (unsigned)(f->count + count + 1));
	for (size_t i = 0; i < count; i++) {
		bool there = false;

		for (size_t k = 0; k < f->count; k++)
			there |= f->list[k].id == list[i].id;
		if (!there)
			f->list[f->count++] = list[i];
	}
}

/* What is most urgent, then what waits longest. */
static int
by_need(const void *a, const void *b)
{
	const struct ticket *x = a, *y = b;
	bool x_waits = x->state == TICKET_WAITING, y_waits = y->state == TICKET_WAITING;

	if (x_waits != y_waits)
		return x_waits - y_waits;
	if (x->priority != y->priority)
		return x->priority < y->priority ? 1 : -1;
	return (x->id > y->id) - (x->id < y->id);
}

static enum result
find_mine(struct commander *c, const char *agent, struct found *f, struct error *err)
{
	enum result result = DONE;

	for (int state = TICKET_NEW; state < TICKET_CLOSED && result >= 0; state++) {
		struct ticket *list = NULL;
		size_t count = 0;

		result = ticket_list_by(c->ctx, c->tools->store, state, TICKET_BY_ASSIGNEE, agent, MINE_MOST, &list, &count, err);
		if (result == DONE)
			add_all(c->ctx, f, list, count);
	}
	return result;
}

static bool
is_member(const struct conf_team *team, const char *agent)
{
	for (size_t i = 0; i < team->member_count; i++)
		if (strcmp(team->members[i], agent) == 0)
			return true;
	return false;
}

/* Nobody's, in any of their teams. */
static enum result
find_next(struct commander *c, const char *agent, struct found *f, struct error *err)
{
	const struct conf *conf = c->tools->conf;
	enum result result = DONE;

	for (size_t i = 0; i < conf->team_count && result >= 0; i++)
		for (int state = TICKET_NEW; state <= TICKET_OPEN && result >= 0 && is_member(&conf->teams[i], agent); state++) {
			struct ticket *list = NULL;
			size_t count = 0;

			result = ticket_unassigned(c->ctx, c->tools->store, conf->teams[i].name, (enum ticket_state)state,
			    TEAM_LOOKED_AT, &list, &count, err);
			if (result == DONE)
				add_all(c->ctx, f, list, count);
		}
	return result;
}

static enum result
add_ticket(struct commander *c, int64_t id, struct found *f, struct error *err)
{
	struct ticket ticket;
	enum result result = ticket_read(c->ctx, c->tools->store, id, &ticket, err);

	if (result == DONE)
		add_all(c->ctx, f, &ticket, 1);
	return result == NONE ? DONE : result;
}

/* Every word stands in the subject, or in who asked. */
static bool
has_words(TALLOC_CTX *ctx, const struct ticket_brief *t, const struct command_value *words)
{
	char *all = command_fold(ctx, talloc_asprintf(ctx, "%s %s %s", t->subject, t->address != NULL ? t->address : "",
	    t->name != NULL ? t->name : ""));

	for (size_t i = 0; i < words->count; i++)
		if (strstr(all, words->words[i]) == NULL)
			return false;
	return words->count > 0;
}

static enum result
find_tagged(struct commander *c, const char *tag, struct found *f, struct error *err)
{
	int64_t *ids = NULL;
	size_t count = 0;
	enum result result = tag_tickets(c->ctx, c->tools->store, tag, FOUND_MOST, &ids, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++)
		result = add_ticket(c, ids[i], f, err);
	return result;
}

/* Those of the newest that have the words. */
static enum result
find_recent(struct commander *c, const struct command_value *words, struct found *f, struct error *err)
{
	struct ticket_brief *list = NULL;
	size_t count = 0;
	enum result result = ticket_recent(c->ctx, c->tools->store, LOOKED_AT, &list, &count, err);

	for (size_t i = 0; i < count && result == DONE && f->count < FOUND_MOST; i++) {
		SCRATCH(tmp);

		if (has_words(tmp, &list[i], words))
			result = add_ticket(c, list[i].id, f, err);
	}
	return result;
}

static enum result
find_indexed(struct commander *c, const char *text, struct found *f, struct error *err)
{
	int64_t *ids = NULL;
	size_t count = 0;
	enum result result = ticket_find(c->ctx, c->tools->store, text, FOUND_MOST, &ids, &count, err);

	for (size_t i = 0; i < count && result == DONE && f->count < FOUND_MOST; i++)
		result = add_ticket(c, ids[i], f, err);
	return result;
}

/* A number, a tag, or words of a subject, of a ticket's beginning, or of whoever asked. */
static enum result
find_words(struct commander *c, const char *text, struct found *f, struct error *err)
{
	struct command_value words = command_value_read(c->ctx, text, NUMBERS_NONE);
	enum result result = DONE;

	for (size_t i = 0; i < words.count; i++)
		words.words[i] = command_fold(c->ctx, words.words[i]);
	if (words.count == 1 && strspn(words.words[0], "#0123456789") == strlen(words.words[0]))
		result = add_ticket(c, strtoll(words.words[0] + strspn(words.words[0], "#"), NULL, 10), f, err);
	if (result == DONE && words.count == 1)
		result = find_tagged(c, words.words[0] + strspn(words.words[0], "#"), f, err);
	if (result == DONE)
		result = ticket_find_catch_up(c->tools->store, TAKEN_IN, &f->all, err);
	if (result == DONE && !f->all)
		result = find_recent(c, &words, f, err);
	return result == DONE ? find_indexed(c, text, f, err) : result;
}

/* A mail with a command in it, to the technician's own address for that ticket. */
static void
set_link(json_t *o, struct commander *c, const char *key, const char *address, enum command_verb verb)
{
	const char *language = c->facts->agent->language;

	set(o, key, command_say_link(c->ctx, address, NULL, talloc_asprintf(c->ctx, "#%s\n", command_word_of(verb, language))));
}

static void
set_flags(json_t *o, const struct ticket *t)
{
	json_object_set_new(o, "is_new", json_boolean(t->state == TICKET_NEW));
	json_object_set_new(o, "is_open", json_boolean(t->state == TICKET_OPEN));
	json_object_set_new(o, "is_waiting", json_boolean(t->state == TICKET_WAITING));
	json_object_set_new(o, "is_closed", json_boolean(t->state == TICKET_CLOSED));
	json_object_set_new(o, "is_low", json_boolean(t->priority == PRIORITY_LOW));
	json_object_set_new(o, "is_high", json_boolean(t->priority == PRIORITY_HIGH));
	json_object_set_new(o, "is_urgent", json_boolean(t->priority == PRIORITY_URGENT));
}

/* What can be done with the ticket by one click: its commands go to the technician's address for commands on it. */
static void
set_links(json_t *o, struct commander *c, const struct ticket *t, int64_t person)
{
	const char *control = command_say_control(c->facts);
	const struct conf_mailbox *mailbox = t->mailbox_name != NULL ? conf_mailbox(c->tools->conf, t->mailbox_name) : NULL;
	const char *commands = answer_token_address(c->ctx, c->tools, control, TOKEN_COMMAND, t->id, person, c->change.now);
	const char *answers = answer_token_address(c->ctx, c->tools, mailbox != NULL ? mailbox->address : c->facts->mailbox->address,
	    TOKEN_TECHNICIAN, t->id, person, c->change.now);
	char *subject = talloc_asprintf(c->ctx, "[#%lld] %s", (long long)t->id, utf8_clean_line(c->ctx, t->subject, SUBJECT_MOST));

	set(o, "answer_link", command_say_link(c->ctx, answers, subject, NULL));
	set_link(o, c, "take_link", commands, COMMAND_TAKE);
	set_link(o, c, "close_link", commands, COMMAND_CLOSE);
	set_link(o, c, "show_link", commands, COMMAND_SHOW);
}

/* It is shown as the technician calls it. */
static enum result
speak(struct commander *c, const struct ticket *t, struct ticket *out, struct error *err)
{
	const struct conf_agent *agent = c->facts->agent;

	*out = *t;
	return problem_subject_speak(c->ctx, c->tools, agent->language, agent->zone, out, err);
}

static enum result
row_of(struct commander *c, const struct ticket *stored, int64_t person, json_t *list, struct error *err)
{
	struct ticket ticket, *t = &ticket;
	struct person requester = { 0 };
	json_t *o;
	enum result result = speak(c, stored, t, err);

	if (result == DONE && t->requester != 0)
		result = person_read(c->ctx, c->tools->store, t->requester, &requester, err);
	if (result < 0)
		return result;
	o = json_object();
	json_object_set_new(o, "number", json_integer(t->id));
	set(o, "subject", utf8_clean_line(c->ctx, t->subject, SUBJECT_MOST));
	set(o, "from", requester.name != NULL && requester.name[0] != '\0' ? utf8_clean_line(c->ctx, requester.name, 64) :
	    answer_asker(t, &requester, catalog_words(c->tools->catalog, c->facts->agent->language)));
	set(o, "age", local_about(c->ctx, c->change.now - t->created));
	set(o, "who", t->assignee != NULL ? commander_shown(c, t->assignee) : "");
	set(o, "queue", conf_queue_shown(c->tools->conf, t->queue, c->facts->agent->language));
	json_object_set_new(o, "mine", json_boolean(t->assignee != NULL && strcmp(t->assignee, c->facts->agent->name) == 0));
	set_flags(o, t);
	set_links(o, c, t, person);
	json_array_append_new(list, o);
	return result == NONE ? DONE : result;
}

static enum result
say_found(struct commander *c, const struct decision_step *step, const struct found *f, size_t most, int64_t person, json_t **out,
    struct error *err)
{
	json_t *values = json_object(), *rows = json_array();
	enum result result = DONE;

	for (size_t i = 0; i < f->count && i < most && result == DONE; i++)
		result = row_of(c, &f->list[i], person, rows, err);
	json_object_set_new(values, "rows", rows);
	json_object_set_new(values, "has_rows", json_boolean(f->count > 0));
	json_object_set_new(values, "count", json_integer((json_int_t)f->count));
	json_object_set_new(values, "of_mine", json_boolean(step->verb == COMMAND_MINE));
	json_object_set_new(values, "of_next", json_boolean(step->verb == COMMAND_NEXT));
	json_object_set_new(values, "of_find", json_boolean(step->verb == COMMAND_FIND));
	set(values, "asked", step->verb == COMMAND_FIND ? step->value : "");
	json_object_set_new(values, "not_all", json_boolean(!f->all));
	if (f->count > most)
		json_object_set_new(values, "more", json_integer((json_int_t)(f->count - most)));
	else
		set(values, "more", "");
	*out = values;
	return result;
}

static enum result
find(struct commander *c, const struct decision_step *step, int64_t person, json_t **out, struct error *err)
{
	struct found f = { .all = true };
	const char *agent = c->facts->agent->name;
	size_t most = step->verb == COMMAND_MINE ? MINE_MOST : step->verb == COMMAND_NEXT ? NEXT_MOST : FOUND_MOST;
	enum result result = step->verb == COMMAND_MINE ? find_mine(c, agent, &f, err) :
	    step->verb == COMMAND_NEXT ? find_next(c, agent, &f, err) : find_words(c, step->value, &f, err);

	if (result < 0)
		return result;
	if (step->verb != COMMAND_FIND && f.count > 1)
		qsort(f.list, f.count, sizeof(*f.list), by_need);
	return say_found(c, step, &f, most, person, out, err);
}

static char *
joined(TALLOC_CTX *ctx, char *const *list, size_t count)
{
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; i < count; i++)
		out = talloc_asprintf_append_buffer(out, "%s%s", i > 0 ? ", " : "", list[i]);
	return out;
}

/* What a ticket is, beside what its sheet says. */
static enum result
put_facts(struct commander *c, const struct ticket *stored, int64_t person, json_t *values, struct error *err)
{
	struct ticket ticket, *t = &ticket;
	struct person requester = { 0 };
	char **tags = NULL, **watchers = NULL;
	size_t tag_count = 0, watcher_count = 0;
	duration total = 0;
	enum result result = speak(c, stored, t, err);

	if (result == DONE)
		result = tag_list(c->ctx, c->tools->store, t->id, &tags, &tag_count, err);
	if (result == DONE)
		result = watcher_list(c->ctx, c->tools->store, t->id, &watchers, &watcher_count, err);
	if (result == DONE)
		result = time_spent_total(c->tools->store, t->id, &total, err);
	if (result == DONE && t->requester != 0)
		result = person_read(c->ctx, c->tools->store, t->requester, &requester, err);
	json_object_set_new(values, "ticket", json_integer(t->id));
	set(values, "subject", utf8_clean_line(c->ctx, t->subject, SUBJECT_MOST));
	set(values, "requester_name", requester.name != NULL ? utf8_clean_line(c->ctx, requester.name, 64) : "");
	set(values, "requester_address", answer_asker(t, &requester, catalog_words(c->tools->catalog, c->facts->agent->language)));
	set(values, "queue", t->queue);
	set(values, "queue_name", conf_queue_shown(c->tools->conf, t->queue, c->facts->agent->language));
	set(values, "who", t->assignee != NULL ? commander_shown(c, t->assignee) : "");
	set(values, "tags", joined(c->ctx, tags, tag_count));
	set(values, "watchers", joined(c->ctx, watchers, watcher_count));
	set(values, "spent", total > 0 ? commander_length(c, total) : "");
	set_flags(values, t);
	set_links(values, c, t, person);
	return result == NONE ? DONE : result;
}

static enum result
show(struct commander *c, const struct decision_step *step, int64_t person, json_t **out, struct error *err)
{
	struct ticket ticket;
	struct handover *sheet;
	const char *language = c->facts->agent->language != NULL ? c->facts->agent->language : c->tools->conf->identity.language;
	enum result result = ticket_read(c->ctx, c->tools->store, step->ticket, &ticket, err);

	if (result == DONE)
		result = handover_read(c->ctx, &c->change, &ticket, ticket.tier, &sheet, err);
	if (result != DONE)
		return result == NONE ? error_set(err, PERMFAIL, "ticket %lld is gone", (long long)step->ticket) : result;
	*out = handover_values(sheet, c->facts->agent->zone, language);
	organisation_values(c->tools->conf, &ticket, language, catalog_words(c->tools->catalog, language), c->change.now, *out);
	return put_facts(c, &ticket, person, *out, err);
}

enum result
command_query(struct commander *c, const struct decision_step *step, int64_t person, json_t **out, struct error *err)
{
	enum result result = DONE;

	if (step->verb == COMMAND_SHOW)
		result = show(c, step, person, out, err);
	else if (step->verb == COMMAND_HELP)
		*out = json_object();
	else
		result = find(c, step, person, out, err);
	if (result != DONE)
		return result;
	/* An address that is theirs alone: mail to it needs no other proof. */
	set(*out, "control_address", answer_token_address(c->ctx, c->tools, command_say_control(c->facts), TOKEN_COMMAND, 0, person,
	    c->change.now));
	set(*out, "technician_name", c->facts->agent->display_name);
	set(*out, "desk_name", c->tools->conf->identity.name);
	return DONE;
}
