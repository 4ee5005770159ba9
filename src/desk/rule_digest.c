/* rule_digest.c - see rule_digest.h */
#include <config.h>

#include <inttypes.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "rule_digest.h"

#define WRITTEN_MOST (16u << 20)

/* Each text with its length before it, so that no two ways to write something are the same. */
static void
add(struct text *t, const char *s)
{
	if (s == NULL)
		text_add_char(t, '-');
	else
		text_printf(t, "%zu:%s", strlen(s), s);
}

static void
add_list(struct text *t, char *const *list, size_t count)
{
	text_printf(t, "[%zu", count);
	for (size_t i = 0; i < count; i++)
		add(t, list[i]);
}

static void
add_condition(struct text *t, const struct conf_condition *c)
{
	text_printf(t, "(%s %d%d%d %x %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %x ", conf_condition_name(c->kind), (int)c->compare,
	    c->exact, c->wanted, c->set, c->least, c->most, c->over, c->under, c->days);
	add(t, c->name);
	add(t, c->calendar_name);
	add_list(t, c->written, c->written != NULL ? c->value_count : 0);
	add_list(t, c->types, c->type_count);
	add_list(t, c->addresses.list, c->addresses.count);
	for (size_t i = 0; i < c->hours.count; i++)
		text_printf(t, "%u-%u ", c->hours.list[i].from, c->hours.list[i].to);
	for (size_t i = 0; i < c->child_count; i++)
		add_condition(t, &c->children[i]);
	text_add_char(t, ')');
}

static void
add_actions(struct text *t, const struct conf_actions *a)
{
	const char *const words[] = { a->queue, a->team, a->assignee, a->organisation, a->language, a->reply, a->set_aside, a->refuse,
		a->refusal };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		add(t, words[i]);
	text_printf(t, "%d %d %d %d%d ", a->tier, a->priority, a->priority_step, a->reply_beside, a->unacknowledged);
	add_list(t, a->tags, a->tag_count);
	add_list(t, a->untags, a->untag_count);
	add_list(t, a->skills, a->skill_count);
	add_list(t, a->watch, a->watch_count);
	add_list(t, a->forward, a->forward_count);
	/* Rules without them are what they were before there were any. */
	if (a->webhook_count + a->program_count > 0) {
		add_list(t, a->webhooks, a->webhook_count);
		add_list(t, a->programs, a->program_count);
	}
	for (size_t i = 0; i < a->field_count; i++) {
		add(t, a->fields[i].name);
		add(t, a->fields[i].value);
	}
}

void
rule_digest(const struct conf_rule *rule, uint8_t out[DIGEST_SIZE])
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WRITTEN_MOST);

	text_printf(t, "%u %d ", rule->on, rule->stop);
	add_condition(t, &rule->when);
	add_actions(t, &rule->then);
	for (size_t i = 0; i < rule->point_count; i++) {
		add(t, rule->points[i].toward);
		text_printf(t, "%d ", rule->points[i].points);
	}
	digest_sha256(t->bytes, t->size, out);
}
