/* judge_tier.c - see judge.h: verbs that hand a ticket up, or bring a solution down */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "command_word.h"
#include "judge.h"
#include "solution.h"

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

#define NO_TIER (-1)

/* "2", or what the config calls it, in any language: "Second line". */
static int64_t
tier_of(struct verdict *v, const char *words)
{
	SCRATCH(tmp);
	const struct conf_tier *tiers = v->facts->conf->tiers;
	char *small = command_fold(tmp, words);
	int64_t found = NO_TIER;

	if (strlen(words) == 1 && isdigit((unsigned char)*words))
		return *words - '0';
	for (int i = 0; i < CONF_TIERS; i++) {
		bool named = tiers[i].written && tiers[i].name != NULL && strcmp(command_fold(tmp, tiers[i].name), small) == 0;

		if (!named && !verdict_is_called(&tiers[i].shown, small))
			continue;
		if (found != NO_TIER)
			return NO_TIER;
		found = i;
	}
	return found;
}

void
judge_tier(struct verdict *v)
{
	size_t first = verdict_behind_to(v);

	while (first < v->value.count && command_value_among(verdict_folded(v, first), "the la el"))
		first++;
	const char *words = command_value_join(v->decision, &v->value, first);
	bool climbs = v->command->verb == COMMAND_ESCALATE && words[0] == '\0';
	int64_t tier = climbs ? CONF_TIER_FIRST + 1 : tier_of(v, words);

	if (tier == NO_TIER) {
		verdict_fault(v, words[0] == '\0' ? WRONG_VALUE_MISSING : WRONG_VALUE, words, NULL);
		return;
	}
	if (v->target_count == 0)
		go_to_tier(v, NULL, tier);
	for (size_t i = 0; i < v->target_count && !v->wrong; i++)
		go_to_tier(v, v->targets[i], climbs ? v->targets[i]->tier + 1 : tier);
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

static void
no_such_vendor(struct verdict *v, const char *name)
{
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < v->facts->conf->vendor_count; i++)
		suggest_offer(&near, v->facts->conf->vendors[i].name);
	verdict_fault(v, name[0] == '\0' ? WRONG_VALUE_MISSING : WRONG_NAME, name, verdict_mended(v, &near));
}

/* "acme please send a new board": whom, and what they are asked in particular; else a note says that. */
void
judge_vendor(struct verdict *v)
{
	struct command_value all = command_value_read(v->decision, v->command->value, NUMBERS_NONE);
	const char *name = all.count > 0 ? all.words[0] : "", *words = all.count > 1 ? command_value_behind(v->command->value, 1) : NULL;
	const struct conf_vendor *vendor = find_vendor(v, name);

	if (vendor == NULL) {
		no_such_vendor(v, name);
		return;
	}
	words = words != NULL ? words : v->note_words;
	for (size_t i = 0; i < v->target_count && !v->wrong; i++)
		if (v->targets[i]->state == TICKET_CLOSED)
			verdict_fault(v, WRONG_STATE, vendor->name, NULL);
		else if (words == NULL && was_asked(v->facts, v->targets[i], vendor->name))
			verdict_fault(v, WRONG_VALUE_MISSING, vendor->name, NULL);
	if (!v->wrong)
		verdict_steps(v, &(struct decision_step){ .name = vendor->name, .value = words });
}

/* The words below it go to everybody who waits for them. */
void
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
