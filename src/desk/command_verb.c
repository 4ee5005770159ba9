/* command_verb.c - see command_verb.h: the table, and what each verb makes of its value */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/compose.h>

#include "ack.h"
#include "command_verb.h"
#include "command_word.h"
#include "organisation.h"
#include "people.h"
#include "solution.h"

#define TAG_MOST 80u
#define FIELD_NAME_MOST 40u
#define FIELD_VALUE_MOST 400u
#define TIME_MOST DAYS(31)

/* Words that say nothing behind a verb which takes none. */
#define NOISE "it this now me ticket case caso esto este esta ya lo la el"
#define TO "to a al for para into in en con with"

void
verdict_fault(struct verdict *v, enum command_wrong wrong, const char *value, const char *mended)
{
	struct decision *d = v->decision;

	d->faults = talloc_realloc(d, d->faults, struct command_fault, (unsigned)d->fault_count + 1);
	d->faults[d->fault_count++] = (struct command_fault){
		.wrong = wrong, .verb = v->command->verb, .line = v->command->line, .block = v->command->block,
		.written = utf8_clean_line(d, talloc_asprintf(d, "#%s%s%s", v->command->word,
		    v->command->value[0] != '\0' ? " " : "", v->command->value), 200),
		.value = utf8_clean_line(d, value, 200),
		.mended = mended != NULL ? talloc_strdup(d, mended) : NULL,
	};
	v->wrong = true;
}

void
verdict_step(struct verdict *v, const struct decision_step *step)
{
	struct decision *d = v->decision;

	d->steps = talloc_realloc(d, d->steps, struct decision_step, (unsigned)d->step_count + 1);
	d->steps[d->step_count] = *step;
	d->steps[d->step_count].line = v->command;
	d->steps[d->step_count++].verb = v->command->verb;
}

void
verdict_steps(struct verdict *v, const struct decision_step *step)
{
	struct decision_step one = *step;

	if (v->target_count == 0)
		verdict_step(v, &one);
	for (size_t i = 0; i < v->target_count; i++) {
		one.ticket = v->targets[i]->id;
		verdict_step(v, &one);
	}
}

const struct named_ticket *
verdict_named(const struct facts *f, int64_t number)
{
	for (size_t i = 0; i < f->commands.named_count; i++)
		if (f->commands.named[i].number == number)
			return f->commands.named[i].found ? &f->commands.named[i] : NULL;
	return NULL;
}

static char *
folded(struct verdict *v, size_t word)
{
	return command_fold(v->decision, v->value.words[word]);
}

/* The first word that is no "to" or "a"; value.count when there is none. */
static size_t
behind_to(struct verdict *v)
{
	size_t i = 0;

	while (i < v->value.count && command_value_among(folded(v, i), TO))
		i++;
	return i;
}

/* "#assign leo" for what was nearly that; NULL: it is near nothing. */
static char *
mended(struct verdict *v, const struct suggest *near)
{
	return near->best != NULL ? talloc_asprintf(v->decision, "#%s %s", v->command->word, near->best) : NULL;
}

/* Nothing but "it" and "now" stands behind it. */
static bool
takes_nothing(struct verdict *v)
{
	for (size_t i = 0; i < v->value.count; i++)
		if (!command_value_among(folded(v, i), NOISE)) {
			verdict_fault(v, WRONG_VALUE, command_value_join(v->decision, &v->value, i), NULL);
			return false;
		}
	return true;
}

static void
judge_plain(struct verdict *v)
{
	if (takes_nothing(v))
		verdict_steps(v, &(struct decision_step){ 0 });
}

static void
judge_take(struct verdict *v)
{
	if (takes_nothing(v))
		verdict_steps(v, &(struct decision_step){ .name = v->facts->agent->name });
}

/* Does the folded name say that technician? Their name, what they are shown as, their address; or the first word of what they
 * are shown as. */
static bool
is_called(TALLOC_CTX *ctx, const struct conf_agent *agent, const char *name, bool by_first)
{
	char *shown = command_fold(ctx, agent->display_name != NULL ? agent->display_name : agent->name);
	size_t first = strcspn(shown, " ");

	if (by_first)
		return strlen(name) == first && strncmp(shown, name, first) == 0;
	return strcmp(command_fold(ctx, agent->name), name) == 0 || strcmp(shown, name) == 0 ||
	    strcasecmp(agent->address, name) == 0;
}

/* The one technician of that name; NULL: none, or several. */
static const struct conf_agent *
find_agent(struct verdict *v, const char *name)
{
	SCRATCH(tmp);
	const struct conf *conf = v->facts->conf;
	const struct conf_agent *found = conf_agent(conf, name);
	char *small = command_fold(tmp, name);
	size_t n = found != NULL;

	for (int by_first = 0; by_first <= 1 && n == 0; by_first++)
		for (size_t i = 0; i < conf->agent_count; i++)
			if (is_called(tmp, &conf->agents[i], small, by_first)) {
				found = &conf->agents[i];
				n++;
			}
	return n == 1 ? found : NULL;
}

static const struct conf_team *
find_team(struct verdict *v, const char *name)
{
	SCRATCH(tmp);
	char *small = command_fold(tmp, name);

	for (size_t i = 0; i < v->facts->conf->team_count; i++)
		if (strcmp(command_fold(tmp, v->facts->conf->teams[i].name), small) == 0)
			return &v->facts->conf->teams[i];
	return NULL;
}

static void
nobody_of_that_name(struct verdict *v, const char *name)
{
	const struct conf *conf = v->facts->conf;
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < conf->agent_count; i++) {
		suggest_offer(&near, conf->agents[i].name);
		suggest_offer(&near, conf->agents[i].display_name != NULL ? conf->agents[i].display_name : "");
	}
	for (size_t i = 0; i < conf->team_count; i++)
		suggest_offer(&near, conf->teams[i].name);
	verdict_fault(v, WRONG_NAME, name, mended(v, &near));
}

static bool
is_me(const char *word)
{
	return command_value_among(word, "me myself mi yo i");
}

static void
judge_assign(struct verdict *v)
{
	size_t first = behind_to(v);
	char *name = command_value_join(v->decision, &v->value, first), *small = command_fold(v->decision, name);
	const struct conf_agent *agent;
	const struct conf_team *team;

	if (name[0] == '\0') {
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
		return;
	}
	if (command_value_among(small, "nobody none nadie ninguno -")) {
		verdict_steps(v, &(struct decision_step){ 0 });
		return;
	}
	agent = is_me(small) ? v->facts->agent : find_agent(v, name);
	if (agent != NULL) {
		verdict_steps(v, &(struct decision_step){ .name = agent->name });
		return;
	}
	team = find_team(v, name);
	if (team != NULL)
		verdict_steps(v, &(struct decision_step){ .value = team->name });
	else
		nobody_of_that_name(v, name);
}

/* A ticket goes to another tier: not one that is closed, and not to one that there is not. */
static void
go_to_tier(struct verdict *v, const struct ticket *ticket, int64_t tier)
{
	const char *words = v->note_words;
	struct decision_step step = { .ticket = ticket != NULL ? ticket->id : 0, .number = tier, .value = words };

	if (tier < CONF_TIER_FIRST || tier >= CONF_TIERS)
		verdict_fault(v, WRONG_VALUE, talloc_asprintf(v->decision, "%lld", (long long)tier), NULL);
	else if (tier == CONF_TIER_VENDOR && v->facts->conf->vendor_count > 0)
		verdict_fault(v, WRONG_STATE, "4", talloc_asprintf(v->decision, "#vendor %s", v->facts->conf->vendors[0].name));
	else if (ticket != NULL && ticket->state == TICKET_CLOSED)
		verdict_fault(v, WRONG_STATE, talloc_asprintf(v->decision, "%lld", (long long)tier), NULL);
	else
		verdict_step(v, &step);
}

static void
judge_tier(struct verdict *v)
{
	size_t first = behind_to(v);
	const char *word = first < v->value.count ? v->value.words[first] : "";
	bool climbs = v->command->verb == COMMAND_ESCALATE && first == v->value.count;

	if (!climbs && (strlen(word) != 1 || !isdigit((unsigned char)*word) || v->value.count > first + 1)) {
		verdict_fault(v, word[0] == '\0' ? WRONG_VALUE_MISSING : WRONG_VALUE,
		    command_value_join(v->decision, &v->value, first), NULL);
		return;
	}
	if (v->target_count == 0)
		go_to_tier(v, NULL, climbs ? CONF_TIER_FIRST + 1 : *word - '0');
	for (size_t i = 0; i < v->target_count && !v->wrong; i++)
		go_to_tier(v, v->targets[i], climbs ? v->targets[i]->tier + 1 : *word - '0');
}

static const struct conf_vendor *
find_vendor(struct verdict *v, const char *name)
{
	SCRATCH(tmp);
	const struct conf *conf = v->facts->conf;
	char *small = command_fold(tmp, name);

	for (size_t i = 0; i < conf->vendor_count; i++)
		if (strcmp(command_fold(tmp, conf->vendors[i].name), small) == 0 ||
		    strcmp(command_fold(tmp, conf->vendors[i].display_name), small) == 0)
			return &conf->vendors[i];
	return NULL;
}

/* Who was asked before has the ticket already: something new has to be said. */
static bool
was_asked(const struct facts *f, const struct ticket *ticket, const char *vendor)
{
	const struct named_ticket *named = verdict_named(f, ticket->id);

	for (size_t i = 0; named != NULL && i < named->asked_count; i++)
		if (strcmp(named->asked[i].vendor, vendor) == 0)
			return true;
	return false;
}

/* "acme please send a new board": whom, and what they are asked in particular; else a note says that. */
static void
judge_vendor(struct verdict *v)
{
	struct command_value all = command_value_read(v->decision, v->command->value, NUMBERS_NONE);
	const char *name = all.count > 0 ? all.words[0] : "", *words = all.count > 1 ? command_value_join(v->decision, &all, 1) : NULL;
	const struct conf_vendor *vendor = find_vendor(v, name);
	struct suggest near;

	words = words != NULL ? words : v->note_words;
	suggest_start(&near, name);
	for (size_t i = 0; i < v->facts->conf->vendor_count; i++)
		suggest_offer(&near, v->facts->conf->vendors[i].name);
	if (vendor == NULL)
		verdict_fault(v, name[0] == '\0' ? WRONG_VALUE_MISSING : WRONG_NAME, name, mended(v, &near));
	for (size_t i = 0; i < v->target_count && !v->wrong; i++)
		if (v->targets[i]->state == TICKET_CLOSED)
			verdict_fault(v, WRONG_STATE, vendor->name, NULL);
		else if (words == NULL && was_asked(v->facts, v->targets[i], vendor->name))
			verdict_fault(v, WRONG_VALUE_MISSING, vendor->name, NULL);
	if (!v->wrong)
		verdict_steps(v, &(struct decision_step){ .name = vendor->name, .value = words });
}

/* Nobody is to be warned of it for so long, or of what was warned of already. */
static void
judge_ack(struct verdict *v)
{
	char *text = command_value_join(v->decision, &v->value, 0);
	duration quiet = 0;

	if (text[0] != '\0' && (!command_length(text, HOURS(1), &quiet) || quiet > ACK_MOST))
		verdict_fault(v, WRONG_VALUE, text, NULL);
	else
		verdict_steps(v, &(struct decision_step){ .number = quiet });
}

/* The words below it go to everybody who waits for them. */
static void
judge_solution(struct verdict *v)
{
	const char *text = v->facts->commands.mail->blocks[v->command->block].text;

	if (text == NULL)
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else if (strlen(text) > SOLUTION_MOST || v->target_count > 1)
		verdict_fault(v, WRONG_MANY, "", NULL);
	else
		verdict_steps(v, &(struct decision_step){ .value = text });
}

static void
judge_queue(struct verdict *v)
{
	const struct conf *conf = v->facts->conf;
	char *name = command_value_join(v->decision, &v->value, behind_to(v)), *small = command_fold(v->decision, name);
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < conf->queue_count; i++) {
		if (strcmp(command_fold(v->decision, conf->queues[i].name), small) == 0) {
			verdict_steps(v, &(struct decision_step){ .name = conf->queues[i].name });
			return;
		}
		suggest_offer(&near, conf->queues[i].name);
	}
	verdict_fault(v, name[0] == '\0' ? WRONG_VALUE_MISSING : WRONG_NAME, name, mended(v, &near));
}

static void
judge_priority(struct verdict *v)
{
	static const char *const words[] = {
		[PRIORITY_LOW] = "low baja bajo p4", [PRIORITY_NORMAL] = "normal medium media medio p3",
		[PRIORITY_HIGH] = "high alta alto p2", [PRIORITY_URGENT] = "urgent urgente critical critica p1",
	};
	size_t first = behind_to(v);
	char *word = first < v->value.count ? folded(v, first) : NULL;

	for (int priority = PRIORITY_LOW; word != NULL && v->value.count == first + 1 && priority <= PRIORITY_URGENT; priority++)
		if (command_value_among(word, words[priority])) {
			verdict_steps(v, &(struct decision_step){ .number = priority });
			return;
		}
	verdict_fault(v, word == NULL ? WRONG_VALUE_MISSING : WRONG_VALUE, command_value_join(v->decision, &v->value, first), NULL);
}

/* "vpn", "#vpn", "+vpn", "-vpn" */
static void
judge_tag(struct verdict *v)
{
	if (v->value.count == 0)
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	for (size_t i = 0; i < v->value.count && !v->wrong; i++) {
		const char *word = v->value.words[i], *tag = word + strspn(word, "+-#");
		bool remove = v->command->verb == COMMAND_UNTAG || *word == '-';

		if (*tag == '\0' || strlen(tag) > TAG_MOST)
			verdict_fault(v, WRONG_VALUE, word, NULL);
		else
			verdict_steps(v, &(struct decision_step){ .name = command_fold(v->decision, tag), .remove = remove });
	}
}

/* "serial XJ-12", "serial = XJ-12", "serial: XJ-12"; nothing or a dash takes the field away. */
static void
judge_field(struct verdict *v)
{
	const char *all = v->command->value;
	size_t n = strchr(all, '=') != NULL ? strcspn(all, "=") : strcspn(all, " :");
	char *name = command_fold(v->decision, utf8_clean_line(v->decision, talloc_strndup(v->decision, all, n), n));
	char *value = utf8_clean_line(v->decision, all + n + strspn(all + n, " =:"), FIELD_VALUE_MOST);
	bool remove = value[0] == '\0' || strcmp(value, "-") == 0;

	for (char *p = name; *p != '\0'; p++)
		*p = *p == ' ' ? '_' : *p;
	if (name[0] == '\0' || all[n] == '\0')
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else if (strlen(name) > FIELD_NAME_MOST)
		verdict_fault(v, WRONG_VALUE, name, NULL);
	else
		verdict_steps(v, &(struct decision_step){ .name = name, .value = remove ? NULL : value, .remove = remove });
}

/* What a note says stands in its block. */
static void
judge_note(struct verdict *v)
{
	(void)v;
}

/* "for the vendor", "al proveedor": the last word, when nothing but small ones stands before it; "" else. */
static const char *
waits_for(struct verdict *v)
{
	for (size_t i = 0; i + 1 < v->value.count; i++)
		if (!command_value_among(folded(v, i), TO " the an on por la los de del su"))
			return "";
	return v->value.count > 0 ? folded(v, v->value.count - 1) : "";
}

static void
judge_wait(struct verdict *v)
{
	const char *text = command_value_join(v->decision, &v->value, 0), *whom = waits_for(v);
	duration days;
	instant when;

	if (text[0] == '\0' || command_value_among(whom, "user customer requester reply answer usuario cliente respuesta"))
		verdict_steps(v, &(struct decision_step){ 0 });
	else if (command_value_among(whom, "vendor supplier proveedor"))
		verdict_steps(v, &(struct decision_step){ .number = TICKET_FOR_VENDOR });
	else if (strspn(text, "0123456789") == strlen(text) && command_length(text, DAYS(1), &days))
		verdict_steps(v, &(struct decision_step){ .when = v->facts->now + days });
	else if (command_moment(text, &v->now, &when, NULL))
		verdict_steps(v, &(struct decision_step){ .when = when });
	else
		verdict_fault(v, WRONG_VALUE, text, NULL);
}

/* "friday call Eva", "me in 2 hours" */
static void
judge_remind(struct verdict *v)
{
	struct command_value all = command_value_read(v->decision, v->command->value, NUMBERS_NONE);
	size_t first = 0, used;
	instant when;

	while (first < all.count && is_me(command_fold(v->decision, all.words[first])))
		first++;
	if (first == all.count)
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else if (!command_moment(command_value_join(v->decision, &all, first), &v->now, &when, &used))
		verdict_fault(v, WRONG_VALUE, command_value_join(v->decision, &all, first), NULL);
	else
		verdict_steps(v, &(struct decision_step){ .when = when, .name = v->facts->agent->name,
		    .value = command_value_join(v->decision, &all, first + used) });
}

static void
judge_time(struct verdict *v)
{
	char *text = command_value_join(v->decision, &v->value, 0);
	duration length;

	if (text[0] == '\0')
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else if (!command_length(text, MINUTES(1), &length) || length > TIME_MOST)
		verdict_fault(v, WRONG_VALUE, text, NULL);
	else
		verdict_steps(v, &(struct decision_step){ .number = length });
}

/* Numbers of tickets that are there, "into" before the last of them told. NULL: something is wrong, and that was said. */
static const struct ticket **
read_tickets(struct verdict *v, size_t *count, bool *into)
{
	struct command_value all = command_value_read(v->decision, v->command->value, NUMBERS_NONE);
	const struct ticket **list = talloc_zero_array(v->decision, const struct ticket *, COMMAND_TARGETS_MOST);
	bool behind = false;

	*count = 0;
	*into = false;
	for (size_t i = 0; i < all.count; i++) {
		char *word = command_fold(v->decision, all.words[i]);
		size_t n = 0;
		int64_t *numbers = command_value_numbers(v->decision, word, &n);

		behind |= command_value_among(word, "into en con with");
		if (numbers == NULL && !command_value_among(word, TO " and y e & ticket tickets caso casos el los")) {
			verdict_fault(v, WRONG_VALUE, all.words[i], NULL);
			return NULL;
		}
		for (size_t k = 0; numbers != NULL && k < n; k++) {
			const struct named_ticket *named = verdict_named(v->facts, numbers[k]);

			if (named == NULL || *count == COMMAND_TARGETS_MOST) {
				verdict_fault(v, named == NULL ? WRONG_TICKET : WRONG_MANY, talloc_asprintf(v->decision, "%lld",
				    (long long)numbers[k]), NULL);
				return NULL;
			}
			*into |= behind;
			list[(*count)++] = &named->ticket;
		}
	}
	return list;
}

static bool
is_merged_here(const struct verdict *v, int64_t ticket)
{
	for (size_t i = 0; i < v->decision->step_count; i++)
		if (v->decision->steps[i].verb == COMMAND_MERGE && v->decision->steps[i].ticket == ticket)
			return true;
	return false;
}

static void
merge_one(struct verdict *v, const struct ticket *from, const struct ticket *into)
{
	if (from->id == into->id || is_merged_here(v, from->id) || is_merged_here(v, into->id) ||
	    (into->internal && !from->internal) || organisation_forbids(v->decision, from, into) != NULL)
		verdict_fault(v, WRONG_STATE, talloc_asprintf(v->decision, "%lld", (long long)from->id), NULL);
	else
		verdict_step(v, &(struct decision_step){ .ticket = from->id, .number = into->id });
}

/* In a reply the tickets named go into the one that it is about, or that one "into" the one named. Elsewhere the others go into
 * the first. */
static void
judge_merge(struct verdict *v)
{
	const struct ticket *own = v->target_count == 1 ? v->targets[0] : v->tied, **list;
	size_t count;
	bool into;

	if ((list = read_tickets(v, &count, &into)) == NULL)
		return;
	if (count == 0 || (own == NULL && count < 2)) {
		verdict_fault(v, count == 0 ? WRONG_VALUE_MISSING : WRONG_NO_TICKET, "", NULL);
		return;
	}
	if (into && count == 1) {
		merge_one(v, own, list[0]);
		return;
	}
	const struct ticket *target = into ? list[count - 1] : own != NULL ? own : list[0];

	for (size_t i = 0; i < count && !v->wrong; i++)
		if (!(into && i == count - 1) && !(own == NULL && !into && i == 0))
			merge_one(v, list[i], target);
}

static void
judge_link(struct verdict *v)
{
	const struct ticket *own = v->target_count == 1 ? v->targets[0] : v->tied, **list;
	size_t count;
	bool into;

	if ((list = read_tickets(v, &count, &into)) == NULL)
		return;
	if (count == 0 || (own == NULL && count < 2)) {
		verdict_fault(v, count == 0 ? WRONG_VALUE_MISSING : WRONG_NO_TICKET, "", NULL);
		return;
	}
	for (size_t i = own == NULL; i < count && !v->wrong; i++) {
		const struct ticket *from = own != NULL ? own : list[0];

		if (list[i]->id == from->id)
			verdict_fault(v, WRONG_STATE, talloc_asprintf(v->decision, "%lld", (long long)from->id), NULL);
		else
			verdict_step(v, &(struct decision_step){ .ticket = from->id, .number = list[i]->id });
	}
}

/* The newest message gets a ticket of its own; what stands behind the verb is its subject. */
static void
judge_split(struct verdict *v)
{
	const char *subject = v->command->value[0] != '\0' ? v->command->value : NULL;

	for (size_t i = 0; i < v->target_count && !v->wrong; i++) {
		const struct named_ticket *named = verdict_named(v->facts, v->targets[i]->id);

		if (named == NULL || named->apart == 0)
			verdict_fault(v, WRONG_STATE, talloc_asprintf(v->decision, "%lld", (long long)v->targets[i]->id), NULL);
		else
			verdict_step(v, &(struct decision_step){ .ticket = v->targets[i]->id, .number = named->apart, .value = subject });
	}
}

/* Somebody outside, who gets the answers from now on, or not any more. */
static bool
may_take_part(struct verdict *v, const char *address)
{
	for (size_t i = 0; i < v->target_count; i++)
		if (v->targets[i]->internal)
			return false;
	return compose_address_valid(address) && !people_ours(v->facts->conf, address) && !people_unread(address);
}

static void
judge_watch(struct verdict *v)
{
	size_t first = behind_to(v);
	char *name = command_value_join(v->decision, &v->value, first), *small = command_fold(v->decision, name);
	bool remove = v->command->verb == COMMAND_UNWATCH;
	const struct conf_agent *agent = name[0] == '\0' || is_me(small) || command_value_among(small, NOISE) ? v->facts->agent :
	    find_agent(v, name);

	if (agent != NULL)
		verdict_steps(v, &(struct decision_step){ .name = agent->name, .remove = remove });
	else if (strchr(name, '@') == NULL)
		nobody_of_that_name(v, name);
	else if (!may_take_part(v, name))
		verdict_fault(v, WRONG_VALUE, name, NULL);
	else
		verdict_steps(v, &(struct decision_step){ .value = name, .remove = remove });
}

static void
judge_undo(struct verdict *v)
{
	const struct deed *deed = &v->facts->commands.deed;

	if (!takes_nothing(v))
		return;
	if (deed->id == 0 || deed->undone != 0)
		verdict_fault(v, WRONG_UNDO, "", NULL);
	else
		v->decision->undoes = deed->id;
}

/* "ana@x.example phone Cannot print": whom for, how they came, what about. */
static void
judge_new(struct verdict *v)
{
	static const struct { const char *name, *words; } channels[] = {
		{ "phone", "phone call telephone telefono llamada tel" }, { "visit", "visit visita person persona presencial walk-in" },
		{ "chat", "chat" },
	};
	struct decision *d = v->decision;
	struct command_value all = command_value_read(d, v->command->value, NUMBERS_NONE);
	size_t next = 1;

	if (all.count == 0) {
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
		return;
	}
	char *address = all.words[0];

	if (address[0] == '<' && address[strlen(address) - 1] == '>')
		address = talloc_strndup(d, address + 1, strlen(address) - 2);
	if (!compose_address_valid(address) || people_ours(v->facts->conf, address) || people_unread(address)) {
		verdict_fault(v, WRONG_VALUE, address, NULL);
		return;
	}
	if (d->requester.address != NULL || v->command != v->facts->commands.mail->list || v->tied != NULL) {
		verdict_fault(v, d->requester.address != NULL ? WRONG_MANY : WRONG_PLACE, address, NULL);
		return;
	}
	d->requester = (struct mail_address){ talloc_strdup(d, ""), address };
	while (next < all.count && command_value_among(command_fold(d, all.words[next]), "by in por en"))
		next++;
	for (size_t i = 0; next < all.count && i < sizeof(channels) / sizeof(channels[0]); i++)
		if (command_value_among(command_fold(d, all.words[next]), channels[i].words)) {
			d->channel = channels[i].name;
			next++;
		}
	if (next < all.count)
		d->subject = command_value_join(d, &all, next);
}

static void
judge_find(struct verdict *v)
{
	if (v->command->value[0] == '\0')
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else
		verdict_step(v, &(struct decision_step){ .value = v->command->value });
}

static void
judge_query(struct verdict *v)
{
	verdict_step(v, &(struct decision_step){ .value = v->command->value });
}

static const struct verb verbs[COMMAND_VERBS] = {
	[COMMAND_TAKE] = { NUMBERS_BARE, false, true, judge_take },
	[COMMAND_ASSIGN] = { NUMBERS_BEHIND, false, true, judge_assign },
	[COMMAND_TIER] = { NUMBERS_MARKED, false, true, judge_tier },
	[COMMAND_ESCALATE] = { NUMBERS_MARKED, false, true, judge_tier },
	[COMMAND_VENDOR] = { NUMBERS_NONE, false, true, judge_vendor },
	[COMMAND_QUEUE] = { NUMBERS_BEHIND, false, true, judge_queue },
	[COMMAND_PRIORITY] = { NUMBERS_BEHIND, false, true, judge_priority },
	[COMMAND_TAG] = { NUMBERS_MARKED, false, true, judge_tag },
	[COMMAND_UNTAG] = { NUMBERS_MARKED, false, true, judge_tag },
	[COMMAND_FIELD] = { NUMBERS_NONE, false, true, judge_field },
	[COMMAND_NOTE] = { NUMBERS_NONE, false, true, judge_note },
	[COMMAND_CLOSE] = { NUMBERS_BARE, false, true, judge_plain },
	[COMMAND_OPEN] = { NUMBERS_BARE, false, true, judge_plain },
	[COMMAND_WAIT] = { NUMBERS_MARKED, false, true, judge_wait },
	[COMMAND_REMIND] = { NUMBERS_NONE, false, true, judge_remind },
	[COMMAND_TIME] = { NUMBERS_MARKED, false, true, judge_time },
	[COMMAND_MERGE] = { NUMBERS_NONE, false, false, judge_merge },
	[COMMAND_SPLIT] = { NUMBERS_NONE, false, true, judge_split },
	[COMMAND_LINK] = { NUMBERS_NONE, false, false, judge_link },
	[COMMAND_WATCH] = { NUMBERS_BARE, false, true, judge_watch },
	[COMMAND_UNWATCH] = { NUMBERS_BARE, false, true, judge_watch },
	[COMMAND_SPAM] = { NUMBERS_BARE, false, true, judge_plain },
	[COMMAND_ACK] = { NUMBERS_MARKED, false, true, judge_ack },
	[COMMAND_SOLUTION] = { NUMBERS_NONE, false, true, judge_solution },
	[COMMAND_UNDO] = { NUMBERS_NONE, false, false, judge_undo },
	[COMMAND_NEW] = { NUMBERS_NONE, false, false, judge_new },
	[COMMAND_MINE] = { NUMBERS_NONE, true, false, judge_query },
	[COMMAND_NEXT] = { NUMBERS_NONE, true, false, judge_query },
	[COMMAND_SHOW] = { NUMBERS_BARE, true, true, judge_plain },
	[COMMAND_FIND] = { NUMBERS_NONE, true, false, judge_find },
	[COMMAND_HELP] = { NUMBERS_NONE, true, false, judge_query },
};

const struct verb *
command_verb(enum command_verb verb)
{
	return verbs[verb].judge != NULL ? &verbs[verb] : NULL;
}
