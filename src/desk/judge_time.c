/* judge_time.c - see judge.h: verbs whose value is a length of time, or a moment */
#include <config.h>

#include <string.h>

#include "ack.h"
#include "command_word.h"
#include "judge.h"

#define TIME_MOST DAYS(31)

/* "for the vendor", "al proveedor": the last word, when nothing but small ones stands before it; "" else. */
static const char *
waits_for(struct verdict *v)
{
	for (size_t i = 0; i + 1 < v->value.count; i++)
		if (!command_value_among(verdict_folded(v, i), VERDICT_TO " the an on por la los de del su"))
			return "";
	return v->value.count > 0 ? verdict_folded(v, v->value.count - 1) : "";
}

void
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
void
judge_remind(struct verdict *v)
{
	struct command_value all = command_value_read(v->decision, v->command->value, NUMBERS_NONE);
	size_t first = 0, used;
	instant when;

	while (first < all.count && verdict_is_me(command_fold(v->decision, all.words[first])))
		first++;
	if (first == all.count)
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else if (!command_moment(command_value_join(v->decision, &all, first), &v->now, &when, &used))
		verdict_fault(v, WRONG_VALUE, command_value_join(v->decision, &all, first), NULL);
	else
		verdict_steps(v, &(struct decision_step){ .when = when, .name = v->facts->agent->name,
		    .value = first + used < all.count ? command_value_behind(v->command->value, first + used) : "" });
}

void
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

/* Nobody is to be warned of it for so long, or of what was warned of already. */
void
judge_ack(struct verdict *v)
{
	char *text = command_value_join(v->decision, &v->value, 0);
	duration quiet = 0;

	if (text[0] != '\0' && (!command_length(text, HOURS(1), &quiet) || quiet > ACK_MOST))
		verdict_fault(v, WRONG_VALUE, text, NULL);
	else
		verdict_steps(v, &(struct decision_step){ .number = quiet });
}
