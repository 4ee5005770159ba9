/* judge_tickets.c - see judge.h: verbs whose value is other tickets */
#include <config.h>

#include "command_word.h"
#include "judge.h"
#include "organisation.h"

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

		behind |= command_value_among(word, "into en con with of de");
		if (numbers == NULL && !command_value_among(word, VERDICT_TO " of de and y e & ticket tickets caso casos el los")) {
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
	if (from->id == into->id || from->kind == TICKET_PROBLEM || into->kind == TICKET_PROBLEM ||
	    is_merged_here(v, from->id) || is_merged_here(v, into->id) ||
	    (into->internal && !from->internal) || organisation_forbids(v->decision, from, into) != NULL)
		verdict_fault(v, WRONG_STATE, talloc_asprintf(v->decision, "%lld", (long long)from->id), NULL);
	else
		verdict_step(v, &(struct decision_step){ .ticket = from->id, .number = into->id });
}

/* In a reply the tickets named go into the one that it is about, or that one "into" the one named. Elsewhere the others go into
 * the first. */
void
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

void
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
void
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
