/* judge_problem.c - see judge.h: what many tickets have in common */
#include <config.h>

#include "command_word.h"
#include "judge.h"
#include "organisation.h"

/* What "#problem" is asked to do. */
struct problem_asked {
	bool none, begins;
	const struct ticket **numbers;
	size_t count;
};

/* "12", "12 for 15 and 18", "none", "none 15 18", "new" or nothing. False: it is something else, and that was said. */
static bool
read_problem(struct verdict *v, struct problem_asked *out)
{
	struct command_value all = command_value_read(v->decision, v->command->value, NUMBERS_NONE);

	for (size_t i = 0; i < all.count; i++) {
		char *word = command_fold(v->decision, all.words[i]);
		size_t n = 0;
		int64_t *numbers = command_value_numbers(v->decision, word, &n);

		if (i == 0 && command_value_among(word, "none no not nothing ninguno ninguna nada -"))
			out->none = true;
		else if (i == 0 && command_value_among(word, "new nuevo nueva"))
			out->begins = true;
		else if (numbers == NULL && !command_value_among(word, VERDICT_TO " of part de del parte and y e & ticket tickets caso casos el los")) {
			verdict_fault(v, WRONG_VALUE, all.words[i], NULL);
			return false;
		}
		for (size_t k = 0; numbers != NULL && k < n; k++) {
			const struct named_ticket *named = verdict_named(v->facts, numbers[k]);

			if (named == NULL || out->count == COMMAND_TARGETS_MOST) {
				verdict_fault(v, named == NULL ? WRONG_TICKET : WRONG_MANY, talloc_asprintf(v->decision, "%lld",
				    (long long)numbers[k]), NULL);
				return false;
			}
			out->numbers[out->count++] = &named->ticket;
		}
	}
	return true;
}

/* Of one ticket: part of that problem, of none, or the first of many. A problem can only be none. That it has tickets of several
 * organisations is as it should be, for nobody sees who else is part of it; but what is written about one organisation's own
 * problem is written for that organisation. */
static void
problem_one(struct verdict *v, const struct ticket *ticket, const struct ticket *problem, bool none)
{
	bool is_problem = ticket->kind == TICKET_PROBLEM;

	if (none ? !is_problem && ticket->problem == 0 : is_problem || ticket->state == TICKET_CLOSED ||
	    (problem != NULL && organisation_forbids(v->decision, ticket, problem) != NULL))
		verdict_fault(v, WRONG_STATE, talloc_asprintf(v->decision, "%lld", (long long)ticket->id), NULL);
	else
		verdict_step(v, &(struct decision_step){ .ticket = ticket->id, .number = problem != NULL ? problem->id : 0, .remove = none });
}

/* The first number is the problem's, unless there is to be none; those behind it are tickets. Without any, it is the ticket that
 * the mail is about. */
void
judge_problem(struct verdict *v)
{
	struct problem_asked asked = { .numbers = talloc_zero_array(v->decision, const struct ticket *, COMMAND_TARGETS_MOST) };
	const struct ticket *problem = NULL;
	size_t first;

	if (!read_problem(v, &asked))
		return;
	if (!asked.none && !asked.begins && asked.count > 0)
		problem = asked.numbers[0];
	first = problem != NULL;
	if (problem != NULL && (problem->kind != TICKET_PROBLEM || problem->state == TICKET_CLOSED)) {
		verdict_fault(v, WRONG_STATE, talloc_asprintf(v->decision, "%lld", (long long)problem->id), NULL);
		return;
	}
	if (asked.count == first && v->target_count == 0 && v->tied == NULL)
		verdict_fault(v, WRONG_NO_TICKET, "", NULL);
	for (size_t i = first; i < asked.count && !v->wrong; i++)
		problem_one(v, asked.numbers[i], problem, asked.none);
	for (size_t i = 0; asked.count == first && i < v->target_count && !v->wrong; i++)
		problem_one(v, v->targets[i], problem, asked.none);
}
