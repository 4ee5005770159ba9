/* judge_set.c - see judge.h: verbs that set something of a ticket */
#include <config.h>

#include <string.h>

#include <postigo/base/utf8.h>

#include "command_word.h"
#include "judge.h"

#define TAG_MOST 80u
#define FIELD_NAME_MOST 40u
#define FIELD_VALUE_MOST 400u

/* By its own name, else by the one that mails call it by. */
static const struct conf_queue *
find_queue(struct verdict *v, const char *small)
{
	const struct conf *conf = v->facts->conf;
	const struct conf_queue *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < conf->queue_count; i++)
		if (strcmp(command_fold(v->decision, conf->queues[i].name), small) == 0)
			return &conf->queues[i];
	for (size_t i = 0; i < conf->queue_count; i++)
		if (verdict_is_called(&conf->queues[i].shown, small)) {
			found = &conf->queues[i];
			n++;
		}
	return n == 1 ? found : NULL;
}

void
judge_queue(struct verdict *v)
{
	const struct conf *conf = v->facts->conf;
	char *name = command_value_join(v->decision, &v->value, verdict_behind_to(v)), *small = command_fold(v->decision, name);
	const struct conf_queue *queue = find_queue(v, small);
	struct suggest near;

	if (queue != NULL) {
		verdict_steps(v, &(struct decision_step){ .name = queue->name });
		return;
	}
	suggest_start(&near, name);
	for (size_t i = 0; i < conf->queue_count; i++) {
		suggest_offer(&near, conf->queues[i].name);
		verdict_offer(&near, &conf->queues[i].shown);
	}
	verdict_fault(v, name[0] == '\0' ? WRONG_VALUE_MISSING : WRONG_NAME, name, verdict_mended(v, &near));
}

/* "#low priority", "#priority high now" */
static bool
adds_nothing(struct verdict *v, size_t from)
{
	for (size_t i = from; i < v->value.count; i++)
		if (!command_value_among(verdict_folded(v, i), "priority prioridad " VERDICT_NOISE))
			return false;
	return true;
}

void
judge_priority(struct verdict *v)
{
	static const char *const words[] = {
		[PRIORITY_LOW] = "low lowest baja bajo minima p4", [PRIORITY_NORMAL] = "normal medium media medio p3",
		[PRIORITY_HIGH] = "high alta alto p2", [PRIORITY_URGENT] = "urgent urgente critical critica highest maxima p1",
	};
	size_t first = verdict_behind_to(v);
	char *word = first < v->value.count ? verdict_folded(v, first) : NULL;

	for (int priority = PRIORITY_LOW; word != NULL && adds_nothing(v, first + 1) && priority <= PRIORITY_URGENT; priority++)
		if (command_value_among(word, words[priority])) {
			verdict_steps(v, &(struct decision_step){ .number = priority });
			return;
		}
	verdict_fault(v, word == NULL ? WRONG_VALUE_MISSING : WRONG_VALUE, command_value_join(v->decision, &v->value, first), NULL);
}

/* "vpn", "#vpn", "+vpn", "-vpn" */
void
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
void
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
