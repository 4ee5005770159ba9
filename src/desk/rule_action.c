/* rule_action.c - see rule_action.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "organisation.h"
#include "rule_action.h"
#include "tongue.h"

#define TAG_CHARACTERS 60
#define VALUE_CHARACTERS 300

/* What one rule does, for the ticket's history. */
struct rule_deed {
	struct rule_view *view;
	const struct conf_rule *rule;
	char *words;
};

static void __attribute__((format(printf, 2, 3)))
say(struct rule_deed *deed, const char *format, ...)
{
	va_list ap;

	if (deed->words[0] != '\0')
		deed->words = talloc_strdup_append(deed->words, ", ");
	va_start(ap, format);
	deed->words = talloc_vasprintf_append(deed->words, format, ap);
	va_end(ap);
}

/* ---- tags and fields */

static void
drop_string(struct mail_strings *strings, const char *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < strings->count; i++)
		if (strcmp(strings->list[i], s) != 0)
			strings->list[kept++] = strings->list[i];
	strings->count = kept;
}

/* A tag as it may be: what a sender wrote may be in it. */
static char *
tag_of(TALLOC_CTX *ctx, const struct rule_view *v, const char *written)
{
	char *tag = utf8_clean_line(ctx, rule_view_fill(ctx, v, written), TAG_CHARACTERS);
	char *to = tag;

	for (const char *from = tag; *from != '\0'; from++)
		if (strchr(",;\"<>", *from) == NULL)
			*to++ = *from;
	*to = '\0';
	return tag;
}

static void
untag(struct rule_deed *deed, const char *tag)
{
	struct decision *d = deed->view->decision;

	drop_string(&d->tags, tag);
	if (deed->view->follow_up) {
		drop_string(&d->tags_removed, tag);
		d->tags_removed.list = talloc_realloc(d, d->tags_removed.list, char *, (unsigned)d->tags_removed.count + 1);
		d->tags_removed.list[d->tags_removed.count++] = talloc_strdup(d, tag);
	}
	say(deed, "not %s", tag);
}

static void
mark(struct rule_deed *deed, const struct conf_actions *then)
{
	SCRATCH(tmp);
	struct decision *d = deed->view->decision;

	for (size_t i = 0; i < then->untag_count; i++) {
		char *tag = tag_of(tmp, deed->view, then->untags[i]);

		if (*tag != '\0')
			untag(deed, tag);
	}
	for (size_t i = 0; i < then->tag_count; i++) {
		char *tag = tag_of(tmp, deed->view, then->tags[i]);

		if (*tag == '\0')
			continue;
		decision_tag(d, tag);
		say(deed, "tag %s", tag);
	}
	for (size_t i = 0; i < then->field_count; i++) {
		char *value = utf8_clean_line(tmp, rule_view_fill(tmp, deed->view, then->fields[i].value), VALUE_CHARACTERS);

		if (*value == '\0')
			continue;
		decision_field(d, then->fields[i].name, value);
		say(deed, "%s = %s", then->fields[i].name, value);
	}
}

/* ---- where it goes */

static void
set_organisation(struct rule_deed *deed, const char *name)
{
	struct decision *d = deed->view->decision;
	const struct conf_organisation *o = conf_organisation(deed->view->facts->conf, name);

	if (o == NULL)
		return;
	d->organisation = o->name;
	d->ruled.organisation_by = deed->rule->name;
	if (o->queue != NULL && d->ruled.queue_by == NULL)
		d->queue = o->queue;
	if (d->ruled.language_by == NULL && !deed->view->follow_up)
		tongue_find(d, deed->view->facts);
	say(deed, "organisation %s", name);
}

static void
set_priority(struct rule_deed *deed, int priority)
{
	struct decision *d = deed->view->decision;

	d->priority = priority < PRIORITY_LOW ? PRIORITY_LOW : priority > PRIORITY_URGENT ? PRIORITY_URGENT : priority;
	d->ruled.priority_by = deed->rule->name;
	say(deed, "priority %s", ticket_priority_name(d->priority));
}

static void
place(struct rule_deed *deed, const struct conf_actions *then)
{
	struct decision *d = deed->view->decision;
	struct decision_ruled *ruled = &d->ruled;

	if (then->organisation != NULL)
		set_organisation(deed, then->organisation);
	if (then->queue != NULL) {
		d->queue = then->queue;
		ruled->queue_by = deed->rule->name;
		say(deed, "queue %s", then->queue);
	}
	if (then->tier != CONF_UNSET) {
		d->tier = then->tier;
		d->tier_why = talloc_asprintf(d, "rule \"%s\" says so", deed->rule->name);
		d->tier_because = BECAUSE_RULE;
		d->tier_because_of = deed->rule->name;
		ruled->tier_by = deed->rule->name;
		say(deed, "tier %d", then->tier);
	}
	if (then->team != NULL) {
		d->team = then->team;
		ruled->team_by = deed->rule->name;
		say(deed, "team %s", then->team);
	}
	if (then->assignee != NULL) {
		d->assignee = then->assignee;
		d->assignee_why = talloc_asprintf(d, "rule \"%s\" says so", deed->rule->name);
		ruled->assignee_by = deed->rule->name;
		say(deed, "for %s", then->assignee);
	}
	for (size_t i = 0; i < then->skill_count; i++) {
		decision_skill(d, then->skills[i]);
		say(deed, "skill %s", then->skills[i]);
	}
	if (then->language != NULL) {
		d->language = then->language;
		d->language_why = talloc_asprintf(d, "rule \"%s\" says so", deed->rule->name);
		ruled->language_by = deed->rule->name;
		say(deed, "language %s", then->language);
	}
	if (then->priority != CONF_UNSET || then->priority_step != 0)
		set_priority(deed, then->priority != CONF_UNSET ? then->priority : d->priority + then->priority_step);
}

/* ---- what is sent, and whether it is taken at all */

static void
add_told(struct rule_deed *deed, const char *who)
{
	struct decision *d = deed->view->decision;
	struct decision_ruled *ruled = &d->ruled;

	ruled->told = talloc_realloc(d, ruled->told, struct decision_told, (unsigned)ruled->told_count + 1);
	ruled->told[ruled->told_count++] = (struct decision_told){ who, deed->rule->name };
	say(deed, "%s hears of it", who);
}

/* Once, however many rules want it. */
static void
add_hook(struct rule_deed *deed, enum conf_hook_kind kind, const char *name)
{
	struct decision *d = deed->view->decision;
	struct decision_ruled *ruled = &d->ruled;
	const struct conf_hook *hook = conf_hook(deed->view->facts->conf, kind, name);

	if (hook == NULL)
		return;
	for (size_t i = 0; i < ruled->hook_count; i++)
		if (ruled->hooks[i].hook == hook)
			return;
	ruled->hooks = talloc_realloc(d, ruled->hooks, struct decision_hook, (unsigned)ruled->hook_count + 1);
	ruled->hooks[ruled->hook_count++] = (struct decision_hook){ hook, deed->rule->name };
	say(deed, "%s %s", conf_hook_kind_name(kind), name);
}

static void
answer(struct rule_deed *deed, const struct conf_actions *then)
{
	struct decision_ruled *ruled = &deed->view->decision->ruled;

	if (then->reply != NULL) {
		ruled->reply = then->reply;
		ruled->reply_beside = then->reply_beside;
		ruled->reply_by = deed->rule->name;
		say(deed, "answer %s", then->reply);
	}
	if (then->unacknowledged) {
		ruled->unacknowledged_by = deed->rule->name;
		say(deed, "no acknowledgement");
	}
	for (size_t i = 0; i < then->watch_count; i++)
		add_told(deed, then->watch[i]);
	for (size_t i = 0; i < then->forward_count; i++)
		add_told(deed, then->forward[i]);
	for (size_t i = 0; i < then->webhook_count; i++)
		add_hook(deed, CONF_HOOK_WEBHOOK, then->webhooks[i]);
	for (size_t i = 0; i < then->program_count; i++)
		add_hook(deed, CONF_HOOK_PROGRAM, then->programs[i]);
}

static void
end(struct rule_deed *deed, const struct conf_actions *then)
{
	struct decision *d = deed->view->decision;

	if (then->refuse != NULL) {
		d->ruled.refused_by = deed->rule->name;
		d->ruled.refused_why = then->refuse;
		d->ruled.refusal = then->refusal;
		say(deed, "refused: %s", then->refuse);
	}
	if (then->set_aside == NULL)
		return;
	d->ruled.set_aside_by = deed->rule->name;
	d->ruled.set_aside_why = then->set_aside;
	say(deed, deed->view->facts->released ? "would be set aside, but somebody has looked at it and let it go on: %s" :
	    "set aside: %s", then->set_aside);
}

/* ---- points */

static struct decision_points *
points_toward(struct decision *d, const char *toward)
{
	size_t i = 0;

	while (i < d->point_count && strcmp(d->points[i].toward, toward) != 0)
		i++;
	if (i == d->point_count) {
		d->points = talloc_realloc(d, d->points, struct decision_points, (unsigned)d->point_count + 1);
		d->points[d->point_count++] = (struct decision_points){ .toward = toward };
	}
	return &d->points[i];
}

static void
add_points(struct rule_deed *deed, const struct conf_points *points)
{
	points_toward(deed->view->decision, points->toward)->points += points->points;
	say(deed, "%s %+d", points->toward, points->points);
}

/* The queue that has the most of those that have enough; of equals the first that has a threshold. */
static const struct conf_points *
reached(const struct decision *d, const struct conf *conf)
{
	const struct conf_points *best = NULL;

	for (size_t i = 0; i < conf->threshold_count; i++) {
		const struct conf_points *t = &conf->thresholds[i];

		if (t->kind == CONF_POINTS_QUEUE && decision_reaches(d, t->toward, t->points) &&
		    (best == NULL || decision_score(d, t->toward) > decision_score(d, best->toward)))
			best = t;
	}
	return best;
}

/* What the mails before have brought. Those of a mail that is decided once more are among them already. */
static void
remember(struct rule_view *v)
{
	const struct facts *f = v->facts;
	bool counted = f->confirmed && f->first_ticket != 0 && f->first_ticket == f->marked;

	for (size_t i = 0; v->follow_up && i < f->ticket_score_count; i++) {
		struct decision_points *p = points_toward(v->decision, f->ticket_scores[i].toward);

		p->before = f->ticket_scores[i].points - (counted ? p->points : 0);
	}
}

void
rule_weigh(struct rule_view *v)
{
	struct decision *d = v->decision;
	const struct conf *conf = v->facts->conf;
	const struct conf_points *queue;

	remember(v);
	queue = d->ruled.queue_by == NULL ? reached(d, conf) : NULL;
	if (queue != NULL && (d->queue == NULL || strcmp(queue->queue, d->queue) != 0)) {
		d->queue = queue->queue;
		d->ruled.queue_by = "points";
		decision_event(d, "queue %s: it has %s points for it, and %d are wanted", queue->queue,
		    decision_score_words(d, queue->toward), queue->points);
	}
}

void
rule_act(struct rule_view *view, const struct conf_rule *rule)
{
	SCRATCH(tmp);
	struct rule_deed deed = { view, rule, talloc_strdup(tmp, "") };

	mark(&deed, &rule->then);
	place(&deed, &rule->then);
	answer(&deed, &rule->then);
	end(&deed, &rule->then);
	for (size_t i = 0; i < rule->point_count; i++)
		add_points(&deed, &rule->points[i]);
	if (deed.words[0] != '\0')
		decision_event(view->decision, "rule \"%s\": %s", rule->name, deed.words);
}
