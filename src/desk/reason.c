/* reason.c - see reason.h */
#include <config.h>

#include <postigo/mail/seal.h>

#include "command_word.h"
#include "crew.h"
#include "facts.h"
#include "fold.h"
#include "limits.h"
#include "reason.h"
#include "reason_render.h"
#include "signed.h"
#include "spike.h"

static json_t *
string(const char *s)
{
	return s != NULL ? json_string(s) : json_null();
}

static json_t *
tie(const struct decision *d)
{
	if (d->ticket == 0 || d->folded)
		return json_null();
	return json_pack("{s:s, s:I}", "kind", tie_name(d->tie), "ticket", (json_int_t)d->ticket);
}

static json_t *
person(const struct mail_address *a)
{
	return json_pack("{s:o, s:o}", "name", string(a->name), "address", string(a->address));
}

/* Who joins as a participant. */
static json_t *
joins(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->joins.count; i++)
		json_array_append_new(list, person(&d->joins.list[i]));
	return list;
}

static json_t *
recipients(const struct facts *f, const struct decision *d, const struct answer *a)
{
	json_t *list = json_array();

	if (a->to == ANSWER_TECHNICIAN)
		json_array_append_new(list, string(a->agent->address));
	if (a->to == ANSWER_SENDER)
		json_array_append_new(list, string(f->mail->from.address));
	if (a->to == ANSWER_ADDRESS)
		json_array_append_new(list, string(a->address));
	if (a->to == ANSWER_OWNER)
		json_array_append_new(list, string(d->requester.address));
	for (size_t i = 0; a->to == ANSWER_REQUESTER && i < f->participant_count; i++)
		json_array_append_new(list, string(f->participants[i].address));
	for (size_t i = 0; a->to == ANSWER_REQUESTER && i < d->joins.count; i++)
		json_array_append_new(list, string(d->joins.list[i].address));
	return list;
}

static json_t *
answers(const struct facts *f, const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->answer_count; i++) {
		const struct answer *a = &d->answers[i];

		json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:s, s:b}", "template", a->template,
		    "to", recipients(f, d, a), "language", string(a->language), "why", a->why, "held", (int)a->held));
	}
	return list;
}

/* What is offered to read. */
static json_t *
articles(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->article_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:i}", "article", d->articles[i]->row.slug,
		    "language", d->articles[i]->row.language, "title", d->articles[i]->row.title, "score", (int)d->articles[i]->score));
	return list;
}

/* What is asked, by the fields that want an answer. */
static json_t *
questions(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->question_count; i++)
		json_array_append_new(list, json_string(d->questions[i]->field));
	return list;
}

static json_t *
events(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->events.count; i++)
		json_array_append_new(list, json_string(d->events.list[i]));
	return list;
}

static json_t *
strings(const struct mail_strings *from)
{
	json_t *list = json_array();

	for (size_t i = 0; i < from->count; i++)
		json_array_append_new(list, json_string(from->list[i]));
	return list;
}

/* Who could have been given the ticket, and why they were not. */
static json_t *
candidates(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->candidate_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:I, s:o}", "agent", d->candidates[i].agent,
		    "open", (json_int_t)d->candidates[i].open, "passed_over", string(d->candidates[i].passed_over)));
	return list;
}

static json_t *
fields(const struct decision *d)
{
	json_t *o = json_object();

	for (size_t i = 0; i < d->fields.count; i++)
		json_object_set_new(o, d->fields.list[i].name, json_string(d->fields.list[i].value));
	return o;
}

static json_t *
points(const struct decision *d)
{
	json_t *o = json_object();

	for (size_t i = 0; i < d->point_count; i++)
		json_object_set_new(o, d->points[i].toward, json_integer(d->points[i].points + d->points[i].before));
	return o;
}

/* Those of them that mails before have brought. */
static json_t *
points_before(const struct decision *d)
{
	json_t *o = json_object();

	for (size_t i = 0; i < d->point_count; i++)
		if (d->points[i].before != 0)
			json_object_set_new(o, d->points[i].toward, json_integer(d->points[i].before));
	return o;
}

static json_t *
hooks(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->hook_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "kind", conf_hook_kind_name(d->hooks[i].hook->kind),
		    "name", d->hooks[i].hook->name, "rule", d->hooks[i].by));
	return list;
}

static json_t *
rules(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->rule_count; i++) {
		const struct decision_rule *r = &d->rules[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:b, s:o}", "name", r->name, "file", r->file,
		    "line", (json_int_t)r->line, "matched", r->matched, "why", string(r->why)));
	}
	return list;
}

/* Which rule had the last word on what; "points" where they had. */
static json_t *
set_by(const struct decision *d)
{
	const struct decision_ruled *r = &d->ruled;
	const struct {
		const char *what, *by;
	} list[] = {
		{ "organisation", r->organisation_by }, { "queue", r->queue_by }, { "tier", r->tier_by }, { "team", r->team_by },
		{ "assignee", r->assignee_by }, { "priority", r->priority_by }, { "language", r->language_by }, { "answer", r->reply_by },
		{ "acknowledgement", r->unacknowledged_by }, { "refused", r->refused_by }, { "set_aside", r->set_aside_by },
	};
	json_t *o = json_object();

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i].by != NULL)
			json_object_set_new(o, list[i].what, json_string(list[i].by));
	return o;
}

/* How many points are wanted for what has some. */
static json_t *
thresholds(TALLOC_CTX *ctx, const struct facts *f, const struct decision *d)
{
	json_t *o = json_object();

	for (size_t i = 0; i < f->conf->threshold_count; i++)
		json_object_set_new(o, f->conf->thresholds[i].toward, json_integer(f->conf->thresholds[i].points));
	for (int tier = 0; tier < CONF_TIERS && d->point_count > 0; tier++)
		json_object_set_new(o, talloc_asprintf(ctx, "tier:%d", tier), json_integer((json_int_t)f->conf->tiers[tier].points));
	return o;
}

/* What the requester says of the help. */
static json_t *
opinion(const struct decision *d)
{
	if (!d->has_opinion)
		return json_null();
	return json_pack("{s:o, s:o}", "solved", d->opinion.solved == OPINION_UNTOLD ? json_null() :
	    json_boolean(d->opinion.solved == OPINION_SOLVED), "rating", d->opinion.rating > 0 ?
	    json_integer(d->opinion.rating) : json_null());
}

/* What a technician's mail asks for by commands. */
static json_t *
commands(TALLOC_CTX *ctx, const struct decision *d)
{
	json_t *list = json_array();

	if (d->ack)
		json_array_append_new(list, json_pack("{s:s, s:o, s:b, s:s}", "verb", "ack", "value",
		    d->quiet > 0 ? json_string(duration_text(ctx, d->quiet)) : json_null(), "allowed", true,
		    "why", d->trust_why));
	for (size_t i = 0; i < d->command_count; i++) {
		const struct decision_command *c = &d->commands[i];

		json_array_append_new(list, json_pack("{s:s, s:s, s:b, s:s}", "verb", c->verb != COMMAND_NONE ?
		    command_name(c->verb) : "unknown", "value", c->value, "allowed", c->allowed, "why", c->why));
	}
	return list;
}

static json_t *
deadlines(TALLOC_CTX *ctx, const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->deadline_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:o, s:o}", "kind", d->deadlines[i].kind,
		    "due", d->deadlines[i].due != 0 ?
		    json_string(instant_rfc3339(ctx, d->deadlines[i].due)) : json_null(), "how", string(d->deadlines[i].how)));
	return list;
}

/* Why nobody is answered, whatever the outcome. */
static const char *
not_answered(const struct decision *d)
{
	return d->not_answered != NULL ? d->not_answered : d->answer_count == 0 ? d->cause : NULL;
}

/* Whether there are too many like it, and which problem it becomes part of. */
static json_t *
spikes(const struct decision *d)
{
	json_t *list = json_array();

	for (size_t i = 0; i < d->spike_count; i++) {
		const struct decision_spike *s = &d->spikes[i];

		json_array_append_new(list, json_pack("{s:s, s:b, s:b, s:o, s:I, s:I, s:o, s:s}", "name", s->conf->name, "chosen", d->spike == s,
		    "opens_problem", s->raises && s->problem == 0, "problem", s->problem != 0 ? json_integer(s->problem) : json_null(),
		    "people", (json_int_t)s->people, "too_many", (json_int_t)s->needed,
		    "usual", s->compared ? json_real(s->usual / 100.0) : json_null(), "why", s->why));
	}
	return list;
}

/* What was found of a signature or encryption; null where nobody with keys looked, or there is none. */
static json_t *
protection(TALLOC_CTX *ctx, const struct facts *f)
{
	const struct seal *s = f->mail->seal;
	const char *why;
	bool counts = signed_by_sender(ctx, f, &why);

	if (s == NULL)
		return json_null();
	return json_pack("{s:s, s:b, s:b, s:s, s:b, s:o, s:o, s:s}", "system", s->system, "encrypted", s->encrypted,
	    "opened", s->opened, "signature", seal_signature_name(s->signature), "counts", counts,
	    "fingerprint", string(s->fingerprint[0] != '\0' ? s->fingerprint : NULL),
	    "signer", string(s->signer[0] != '\0' ? s->signer : NULL), "words",
	    s->signature == SEAL_GOOD && !counts ? talloc_asprintf(ctx, "%s; it does not count: %s", seal_words(ctx, s), why) :
	    seal_words(ctx, s));
}

static json_t *
reason_json(TALLOC_CTX *ctx, const struct facts *f, const struct decision *d)
{
	json_t *o = json_object();

	json_object_set_new(o, "mail", message_to_json(f->mail));
	json_object_set_new(o, "outcome", json_string(decision_outcome_name(d->outcome)));
	json_object_set_new(o, "ticket", d->ticket != 0 ? json_integer(d->ticket) : json_null());
	json_object_set_new(o, "tie", tie(d));
	json_object_set_new(o, "trust", json_string(decision_trust_name(d->trust)));
	json_object_set_new(o, "trust_why", string(d->trust_why));
	json_object_set_new(o, "proven", f->sender.proven != 0 ? json_string(instant_rfc3339(ctx, f->sender.proven)) : json_null());
	json_object_set_new(o, "requester", person(d->on_behalf ? &d->requester : &f->mail->from));
	json_object_set_new(o, "organisation", string(d->organisation));
	json_object_set_new(o, "language", string(d->language));
	json_object_set_new(o, "queue", string(d->queue));
	json_object_set_new(o, "tier", d->queue != NULL ? json_integer(d->tier) : json_null());
	json_object_set_new(o, "team", string(d->team));
	json_object_set_new(o, "assignee", string(d->assignee));
	json_object_set_new(o, "priority", string(d->queue != NULL ? ticket_priority_name(d->priority) : NULL));
	json_object_set_new(o, "tags", strings(&d->tags));
	json_object_set_new(o, "fields", fields(d));
	json_object_set_new(o, "points", points(d));
	json_object_set_new(o, "rules", rules(d));
	json_object_set_new(o, "commands", commands(ctx, d));
	json_object_set_new(o, "deadlines", deadlines(ctx, d));
	json_object_set_new(o, "answers", answers(f, d));
	json_object_set_new(o, "hooks", hooks(d));
	json_object_set_new(o, "articles", articles(d));
	json_object_set_new(o, "questions", questions(d));
	json_object_set_new(o, "not_answered", string(not_answered(d)));
	json_object_set_new(o, "events", events(d));
	json_object_set_new(o, "cause", string(d->cause));
	json_object_set_new(o, "linked", d->relation.ticket != 0 ? json_integer(d->relation.ticket) : json_null());
	json_object_set_new(o, "token_trouble", string(f->token_trouble));
	json_object_set_new(o, "language_why", string(d->language_why));
	json_object_set_new(o, "assignee_why", string(d->assignee_why));
	json_object_set_new(o, "candidates", candidates(d));
	json_object_set_new(o, "skills", strings(&d->skills));
	json_object_set_new(o, "tier_why", string(d->tier_why));
	json_object_set_new(o, "vendor", d->vendor != NULL ? json_pack("{s:s, s:o, s:b}", "name", d->vendor,
	    "number", string(d->vendor_number), "answers", d->vendor_answers) : json_null());
	json_object_set_new(o, "set_by", set_by(d));
	json_object_set_new(o, "thresholds", thresholds(ctx, f, d));
	json_object_set_new(o, "points_before", points_before(d));
	json_object_set_new(o, "stopped_by", string(d->ruled.stopped_by));
	json_object_set_new(o, "internal", json_boolean(d->internal));
	json_object_set_new(o, "participants", joins(d));
	json_object_set_new(o, "withheld", d->withheld != 0 ? json_string(decision_withheld_words(ctx, d->withheld)) : json_null());
	json_object_set_new(o, "opinion", opinion(d));
	json_object_set_new(o, "spikes", spikes(d));
	json_object_set_new(o, "protection", protection(ctx, f));
	json_object_set_new(o, "alarm", string(d->alarm));
	return o;
}

enum result
reason_explain(TALLOC_CTX *ctx, const struct tools *tools, const struct mail *mail, bool render, json_t **out,
    struct error *err)
{
	struct facts facts;
	struct decision *d;
	enum result result = facts_gather(ctx, tools, NULL, mail, instant_now(), &facts, err);

	if (result != DONE)
		return result;
	facts.explain = true;
	if ((result = crew_decide(ctx, tools, &facts, &d, err)) == DONE && (result = fold(tools, &facts, d, err)) == DONE &&
	    (result = spike(tools, &facts, d, err)) == DONE)
		result = limits_strike(tools, &facts, d, err);
	if (result != DONE)
		return result;
	*out = reason_json(ctx, &facts, d);
	if (render && (result = reason_render(ctx, tools, &facts, d, json_object_get(*out, "answers"), err)) != DONE)
		json_decref(*out);
	return result;
}
