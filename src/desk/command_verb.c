/* command_verb.c - see command_verb.h: the table, and those verbs that have hardly a value */
#include <config.h>

#include "command_verb.h"
#include "judge.h"

static void
judge_plain(struct verdict *v)
{
	if (verdict_takes_nothing(v))
		verdict_steps(v, &(struct decision_step){ 0 });
}

/* What a note says stands in its block. */
static void
judge_note(struct verdict *v)
{
	(void)v;
}

static void
judge_undo(struct verdict *v)
{
	const struct deed *deed = &v->facts->commands.deed;

	if (!verdict_takes_nothing(v))
		return;
	if (deed->id == 0 || deed->undone != 0)
		verdict_fault(v, WRONG_UNDO, "", NULL);
	else if (v->facts->commands.gone != NULL)
		verdict_fault(v, WRONG_GONE, v->facts->commands.gone, NULL);
	else
		v->decision->undoes = deed->id;
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
	[COMMAND_PROBLEM] = { NUMBERS_NONE, false, false, judge_problem },
	[COMMAND_WATCH] = { NUMBERS_BARE, false, true, judge_watch },
	[COMMAND_UNWATCH] = { NUMBERS_BARE, false, true, judge_watch },
	[COMMAND_SPAM] = { NUMBERS_BARE, false, true, judge_plain },
	[COMMAND_ACK] = { NUMBERS_MARKED, false, true, judge_ack },
	[COMMAND_SOLUTION] = { NUMBERS_NONE, false, true, judge_solution },
	[COMMAND_ARTICLE] = { NUMBERS_NONE, false, false, judge_article },
	[COMMAND_LANGUAGE] = { NUMBERS_NONE, false, false, judge_language },
	[COMMAND_PUBLISH] = { NUMBERS_NONE, false, false, judge_article_state },
	[COMMAND_WITHDRAW] = { NUMBERS_NONE, false, false, judge_article_state },
	[COMMAND_DROP] = { NUMBERS_NONE, false, false, judge_article_state },
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
