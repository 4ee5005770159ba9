/* verdict.c - see verdict.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "command_word.h"
#include "verdict.h"

/* "#low" has its value in the word: what stands behind that. */
static const char *
as_typed(const struct command_line *command)
{
	SCRATCH(tmp);
	const struct command_word *word = command_word(command_fold(tmp, command->word));
	size_t n = word != NULL && word->value != NULL ? strlen(word->value) : 0;

	if (n == 0 || strncmp(command->value, word->value, n) != 0)
		return command->value;
	return command->value + n + strspn(command->value + n, " ");
}

void
verdict_fault(struct verdict *v, enum command_wrong wrong, const char *value, const char *mended)
{
	struct decision *d = v->decision;
	const char *typed = as_typed(v->command);

	d->faults = talloc_realloc(d, d->faults, struct command_fault, (unsigned)d->fault_count + 1);
	d->faults[d->fault_count++] = (struct command_fault){
		.wrong = wrong, .verb = v->command->verb, .line = v->command->line, .block = v->command->block,
		.written = utf8_clean_line(d, talloc_asprintf(d, "#%s%s%s", v->command->word,
		    typed[0] != '\0' ? " " : "", typed), 200),
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

char *
verdict_folded(struct verdict *v, size_t word)
{
	return command_fold(v->decision, v->value.words[word]);
}

/* The first word that is no "to" or "a"; value.count when there is none. */
size_t
verdict_behind_to(struct verdict *v)
{
	size_t i = 0;

	while (i < v->value.count && command_value_among(verdict_folded(v, i), VERDICT_TO))
		i++;
	return i;
}

bool
verdict_is_called(const struct conf_wordings *names, const char *folded)
{
	SCRATCH(tmp);

	for (size_t i = 0; i < names->count; i++)
		if (strcmp(command_fold(tmp, names->list[i].text), folded) == 0)
			return true;
	return false;
}

void
verdict_offer(struct suggest *near, const struct conf_wordings *names)
{
	for (size_t i = 0; i < names->count; i++)
		suggest_offer(near, names->list[i].text);
}

/* "#assign leo" for what was nearly that; NULL: it is near nothing. */
char *
verdict_mended(struct verdict *v, const struct suggest *near)
{
	return near->best != NULL ? talloc_asprintf(v->decision, "#%s %s", v->command->word, near->best) : NULL;
}

bool
verdict_is_me(const char *word)
{
	return command_value_among(word, "me myself mi yo i");
}

/* Nothing but "it" and "now" stands behind it. */
bool
verdict_takes_nothing(struct verdict *v)
{
	for (size_t i = 0; i < v->value.count; i++)
		if (!command_value_among(verdict_folded(v, i), VERDICT_NOISE)) {
			verdict_fault(v, WRONG_VALUE, command_value_join(v->decision, &v->value, i), NULL);
			return false;
		}
	return true;
}
