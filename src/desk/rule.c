/* rule.c - see rule.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/mail/seal.h>

#include "assign.h"
#include "loops.h"
#include "people.h"
#include "rule.h"
#include "rule_action.h"
#include "rule_condition.h"
#include "rule_set.h"

/* ---- trying them */

static struct decision_rule *
record(struct rule_view *v, const struct conf_rule *rule, const char *why)
{
	struct decision *d = v->decision;
	size_t number = (size_t)(rule - v->facts->rules->conf->rules);

	if ((d->rule_count & (d->rule_count - 1)) == 0)
		d->rules = talloc_realloc(d, d->rules, struct decision_rule, (unsigned)d->rule_count * 2 + 1);
	d->rules[d->rule_count] = (struct decision_rule){ .name = rule->name, .file = rule->file, .line = rule->line, .why = why,
		.number = number };
	return &d->rules[d->rule_count++];
}

static char *
slow_words(struct rule_view *v)
{
	return talloc_asprintf(v->decision, "its pattern \"%.100s\" takes too long on this mail, and counts as if it did not match",
	    pattern_source(v->gave_up));
}

/* Words only for those who read them: the daemon has better things to do. */
static const char *
why(struct rule_view *v, const struct conf_rule *rule, bool holds)
{
	if (!holds && v->gave_up != NULL)
		return slow_words(v);
	return v->facts->explain ? rule_condition_words(v->decision, &rule->when, v, holds) : NULL;
}

static void
take_captures(struct rule_view *v)
{
	struct decision_ruled *ruled = &v->decision->ruled;

	for (size_t i = 0; i < v->capture_count; i++) {
		ruled->captures = talloc_realloc(v->decision, ruled->captures, struct field, (unsigned)ruled->capture_count + 1);
		ruled->captures[ruled->capture_count++] = (struct field){ talloc_strdup(v->decision, v->captures[i].name),
			talloc_strdup(v->decision, v->captures[i].value) };
	}
}

static void
fits(struct rule_view *v, const struct conf_rule *rule)
{
	struct decision *d = v->decision;
	const char *words = why(v, rule, true);

	record(v, rule, words)->matched = true;
	if (rule->captures)
		rule_condition_collect(&rule->when, v);
	take_captures(v);
	rule_act(v, rule);
	if (rule->stop || d->ruled.refused_by != NULL || d->ruled.set_aside_by != NULL)
		d->ruled.stopped_by = rule->name;
}

/* It would have been its turn, had not one before it said stop. */
static void
is_behind(struct rule_view *v, const struct conf_rule *rule, bool holds)
{
	struct decision *d = v->decision;

	if (holds || v->facts->explain)
		record(v, rule, talloc_asprintf(d, "%srule \"%s\" before it said stop", holds ? "it fits, but " : "",
		    d->ruled.stopped_by))->behind = holds;
}

static void
try_rule(struct rule_view *v, const struct conf_rule *rule)
{
	bool holds;

	v->capture_count = 0;
	v->gave_up = NULL;
	if ((rule->on & (v->follow_up ? CONF_ON_FOLLOW_UP : CONF_ON_CREATE)) == 0) {
		if (v->facts->explain)
			(void)record(v, rule, v->follow_up ? "it is for new tickets alone" : "it is for follow-ups alone");
		return;
	}
	holds = rule_condition_holds(&rule->when, v);
	if (v->decision->ruled.stopped_by != NULL)
		is_behind(v, rule, holds);
	else if (holds)
		fits(v, rule);
	else if (v->facts->explain || v->gave_up != NULL)
		record(v, rule, why(v, rule, false))->slow = v->gave_up != NULL;
}

static void
try_all(struct rule_view *v, const struct conf *conf)
{
	for (size_t i = 0; i < conf->rule_count; i++)
		try_rule(v, &conf->rules[i]);
}

static void
try_candidates(struct rule_view *v, const struct rule_set *set)
{
	size_t words = (set->conf->rule_count + 63) / 64;
	uint64_t *candidates = talloc_array(v, uint64_t, (unsigned)words);

	rule_index_find(set->index, v, candidates);
	for (size_t i = 0; i < words; i++)
		for (uint64_t bits = candidates[i]; bits != 0; bits &= bits - 1)
			try_rule(v, &set->conf->rules[i * 64 + (size_t)__builtin_ctzll(bits)]);
}

void
rules_run(struct decision *d, const struct facts *f, bool follow_up)
{
	struct rule_view *v;

	if (f->rules == NULL || f->rules->conf->rule_count == 0)
		return;
	v = rule_view_new(d, f, d, follow_up);
	if (f->explain || f->rules->plain)
		try_all(v, f->rules->conf);
	else
		try_candidates(v, f->rules);
	rule_weigh(v);
	talloc_free(v);
}

static bool
is_in_team(const struct conf *conf, const char *team, const char *agent)
{
	const struct conf_team *t = team != NULL ? conf_team(conf, team) : NULL;

	for (size_t i = 0; t != NULL && i < t->member_count; i++)
		if (strcmp(t->members[i], agent) == 0)
			return true;
	return false;
}

/* In another queue the ticket is another team's, and its assignee's only if they are in that. */
static void
change_hands(struct decision *d, const struct facts *f)
{
	const struct conf_queue *queue = conf_queue(f->conf, d->queue);

	if (d->ruled.queue_by != NULL && d->ruled.team_by == NULL)
		d->team = conf_tier_team(f->conf, queue, d->tier);
	if ((d->ruled.queue_by != NULL || d->ruled.team_by != NULL) && d->ruled.assignee_by == NULL && d->assignee != NULL &&
	    !is_in_team(f->conf, d->team, d->assignee))
		d->assignee = NULL;
	/* So that whoever gets it hears of this reply. */
	if ((d->ruled.queue_by != NULL || d->ruled.team_by != NULL) && d->ruled.assignee_by == NULL)
		assign_find(d, f);
}

void
rules_follow_up(struct decision *d, const struct facts *f)
{
	for (size_t i = 0; i < f->ticket_skills.count; i++)
		decision_skill(d, f->ticket_skills.list[i]);
	rules_run(d, f, true);
	change_hands(d, f);
}

void
rules_unplace(struct decision *d)
{
	struct decision_ruled *r = &d->ruled;

	if (r->organisation_by != NULL || r->queue_by != NULL || r->tier_by != NULL || r->team_by != NULL || r->assignee_by != NULL ||
	    r->priority_by != NULL || r->language_by != NULL)
		decision_event(d, "the ticket stays closed: rules do not move it");
	r->organisation_by = r->queue_by = r->tier_by = r->team_by = r->assignee_by = r->priority_by = r->language_by = NULL;
	d->assignee_why = NULL;
	d->crew_of = NULL;
	d->assign_at = 0;
	d->candidate_count = 0;
	d->skills.count = 0;
}

/* ---- what comes of it */

void
rules_answer(struct decision *d, const struct answer *acknowledgement)
{
	const struct decision_ruled *ruled = &d->ruled;
	struct answer reply = *acknowledgement;

	if (ruled->reply != NULL) {
		reply.template = ruled->reply;
		reply.why = talloc_asprintf(d, "rule \"%s\" says so", ruled->reply_by);
		decision_answer(d, &reply);
	}
	if (ruled->unacknowledged_by != NULL && ruled->reply == NULL)
		d->not_answered = talloc_asprintf(d, "rule \"%s\" says so", ruled->unacknowledged_by);
	else if (ruled->reply == NULL || ruled->reply_beside)
		decision_answer(d, acknowledgement);
}

void
rules_answer_follow_up(struct decision *d, const struct facts *f)
{
	const struct decision_ruled *ruled = &d->ruled;

	if (ruled->reply == NULL || (d->not_answered = loops_forbid(d, f)) != NULL)
		return;
	decision_answer(d, &(struct answer){ .template = ruled->reply, .to = ANSWER_SENDER, .language = d->language,
	    .why = talloc_asprintf(d, "rule \"%s\" says so", ruled->reply_by),
	    .safe = (f->mail->seal != NULL && f->mail->seal->encrypted) ||
	    (d->trust == TRUST_NONE && f->mailbox->safe_acknowledgement) });
}

bool
rules_end(struct decision *d, const struct facts *f)
{
	const struct decision_ruled *ruled = &d->ruled;

	if (ruled->set_aside_by != NULL && !f->released) {
		d->outcome = DECIDE_QUARANTINED;
		d->cause = talloc_asprintf(d, "rule \"%s\": %s", ruled->set_aside_by, ruled->set_aside_why);
		return true;
	}
	if (ruled->refused_by == NULL)
		return false;
	d->outcome = DECIDE_REFUSED;
	d->cause = talloc_asprintf(d, "rule \"%s\": %s", ruled->refused_by, ruled->refused_why);
	if (ruled->refusal == NULL) {
		d->not_answered = d->cause;
	} else if ((d->not_answered = loops_forbid(d, f)) == NULL) {
		decision_answer(d, &(struct answer){ .template = ruled->refusal, .to = ANSWER_SENDER, .language = d->language,
		    .why = d->cause, .safe = d->trust == TRUST_NONE });
	}
	return true;
}

static bool
hears_already(const struct decision *d, const struct conf_agent *agent)
{
	for (size_t i = 0; i < d->answer_count; i++)
		if (d->answers[i].to == ANSWER_TECHNICIAN && d->answers[i].agent == agent)
			return true;
	return false;
}

static void
tell_technician(struct decision *d, const struct facts *f, const struct decision_told *told, const char *template)
{
	const struct conf_agent *agent = conf_agent(f->conf, told->who);

	if (agent == NULL || agent == f->agent || hears_already(d, agent) || f->mail->class == MAIL_BOUNCE)
		return;
	decision_answer(d, &(struct answer){ .template = template, .to = ANSWER_TECHNICIAN, .agent = agent,
	    .language = agent->language, .why = talloc_asprintf(d, "rule \"%s\" says that they watch", told->by) });
}

/* Why it does not go on to that address: nothing that we send on may ever come back and be sent on again. */
static const char *
forbids(const struct facts *f, const char *address)
{
	const struct mail *mail = f->mail;

	if (people_ours(f->conf, address))
		return "it is an address of ours";
	if (mail->class == MAIL_BOUNCE)
		return "it is a bounce";
	if (mail->installation != NULL || mail->loop_mark != NULL)
		return "a ticket system has sent it on already";
	if (mail->from.address != NULL && strcasecmp(mail->from.address, address) == 0)
		return "it comes from there";
	return NULL;
}

static void
pass_on(struct decision *d, const struct facts *f, const struct decision_told *told)
{
	const char *forbidden = forbids(f, told->who);

	for (size_t i = 0; i < d->answer_count; i++)
		if (d->answers[i].to == ANSWER_ADDRESS && strcasecmp(d->answers[i].address, told->who) == 0)
			return;
	if (forbidden != NULL) {
		decision_event(d, "not passed on to %s, as rule \"%s\" says: %s", told->who, told->by, forbidden);
		return;
	}
	decision_answer(d, &(struct answer){ .template = "passed_on", .to = ANSWER_ADDRESS, .address = told->who,
	    .language = f->conf->identity.language, .why = talloc_asprintf(d, "rule \"%s\" passes it on", told->by) });
}

void
rules_tell(struct decision *d, const struct facts *f, const char *template)
{
	for (size_t i = 0; i < d->ruled.told_count && !f->before_adoption; i++) {
		if (strchr(d->ruled.told[i].who, '@') == NULL)
			tell_technician(d, f, &d->ruled.told[i], template);
		else
			pass_on(d, f, &d->ruled.told[i]);
	}
}

/* One customer's tickets are not told to another's address, whatever a rule says. */
static bool
is_for(const struct conf_hook *hook, const char *organisation)
{
	for (size_t i = 0; organisation != NULL && i < hook->organisation_count; i++)
		if (strcmp(hook->organisations[i], organisation) == 0)
			return true;
	return hook->organisation_count == 0;
}

void
rules_call(struct decision *d, const struct facts *f)
{
	for (size_t i = 0; i < d->ruled.hook_count && !f->before_adoption; i++) {
		const struct decision_hook *wanted = &d->ruled.hooks[i];

		if (!is_for(wanted->hook, d->organisation)) {
			decision_event(d, "%s %s does nothing, whatever rule \"%s\" says: it is for tickets of other organisations",
			    conf_hook_kind_name(wanted->hook->kind), wanted->hook->name, wanted->by);
			continue;
		}
		d->hooks = talloc_realloc(d, d->hooks, struct decision_hook, (unsigned)d->hook_count + 1);
		d->hooks[d->hook_count++] = *wanted;
	}
}
