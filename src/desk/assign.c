/* assign.c - see assign.h; doc/assigning.txt explains it to an operator */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>

#include "assign.h"

static bool
among(char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The first of the skills that they lack; NULL: none. */
static const char *
lacks(const struct conf_agent *agent, char *const *skills, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!among(agent->skills, agent->skill_count, skills[i]))
			return skills[i];
	return NULL;
}

static const char *
lacks_any(const struct conf_agent *agent, const struct assign_case *c)
{
	const struct conf_queue *queue = c->queue != NULL ? conf_queue(c->conf, c->queue) : NULL;
	const char *skill = queue != NULL ? lacks(agent, queue->skills, queue->skill_count) : NULL;

	return skill != NULL || c->skills == NULL ? skill : lacks(agent, c->skills->list, c->skills->count);
}

/* "pt-BR" is understood by who knows "pt", and the other way round. */
static bool
same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-_");

	return n == strcspn(b, "-_") && strncasecmp(a, b, n) == 0;
}

static bool
speaks(const struct conf_agent *agent, const struct conf *conf, const char *language)
{
	const char *own = agent->language != NULL ? agent->language : conf->identity.language;

	for (size_t i = 0; i < agent->language_count; i++)
		if (same_language(agent->languages[i], language))
			return true;
	return agent->language_count == 0 && own != NULL && same_language(own, language);
}

/* Why the ticket is nothing for them, whenever it is; NULL: it is. */
static const char *
unfit(TALLOC_CTX *ctx, const struct conf_agent *agent, const struct assign_case *c)
{
	const char *skill;

	if (c->except != NULL && strcmp(agent->name, c->except) == 0)
		return "it comes from them";
	if (agent->tiers != 0 && (agent->tiers & 1u << c->tier) == 0)
		return talloc_asprintf(ctx, "does not work on tier %d", c->tier);
	if ((skill = lacks_any(agent, c)) != NULL)
		return talloc_asprintf(ctx, "lacks the skill %s", skill);
	if (c->crew->team->require_language && c->language != NULL && !speaks(agent, c->conf, c->language))
		return talloc_asprintf(ctx, "does not answer in %s", c->language);
	return NULL;
}

/* Why they are not there; *back is when they are again. NULL: they are there. */
static const char *
missing(TALLOC_CTX *ctx, const struct conf_agent *agent, const struct assign_case *c, instant *back)
{
	SCRATCH(tmp);
	const struct conf_calendar *calendar = agent->calendar != NULL ? agent->calendar : c->crew->team->calendar;
	const char *note;

	if (presence_away(agent, &c->aways, c->now, back, &note))
		return talloc_asprintf(ctx, "is away until %s%s%s", local_words(tmp, agent->zone, *back, NULL, LOCAL_MOMENT),
		    note != NULL ? ": " : "", note != NULL ? note : "");
	if (!presence_works(agent, c->crew->team, c->now, back))
		return *back == PRESENCE_NEVER ? "never works" : talloc_asprintf(ctx, "is not at work before %s",
		    local_near(tmp, calendar->zone, *back, c->now, NULL));
	return NULL;
}

/* Why they do not get it; NULL: they may. *back: when it is worth asking again, 0: never. */
static const char *
passed_over(TALLOC_CTX *ctx, const struct candidate *candidate, const struct assign_case *c, instant *back)
{
	const struct conf_agent *agent = candidate->agent;
	const char *why = missing(ctx, agent, c, back), *never = unfit(ctx, agent, c);

	if (never != NULL || why == NULL || *back == PRESENCE_NEVER)
		*back = 0;
	if (why != NULL || never != NULL)
		return why != NULL ? why : never;
	if (agent->capacity != 0 && candidate->load.open >= agent->capacity)
		return talloc_asprintf(ctx, "has %llu open ticket%s, and room for no more", (unsigned long long)candidate->load.open,
		    candidate->load.open == 1 ? "" : "s");
	return NULL;
}

/* Rather a than b, who stands before it in the config. */
static bool
rather(enum conf_assign how, const struct candidate *a, const struct candidate *b)
{
	if (how == CONF_ASSIGN_LEAST_LOADED && a->load.open != b->load.open)
		return a->load.open < b->load.open;
	return a->load.turn < b->load.turn;
}

static const char *
chosen_words(TALLOC_CTX *ctx, enum conf_assign how, const struct candidate *chosen, size_t free)
{
	if (free == 1)
		return "nobody else can take it now";
	if (how == CONF_ASSIGN_LEAST_LOADED)
		return talloc_asprintf(ctx, "the least to do of %zu: %llu open", free, (unsigned long long)chosen->load.open);
	return talloc_asprintf(ctx, "it is their turn, of %zu", free);
}

static const char *
nobody_words(TALLOC_CTX *ctx, const struct assign_case *c, const struct assign_choice *choice)
{
	char *why = talloc_asprintf(ctx, "nobody in %s can take it now", c->crew->team->name);

	for (size_t i = 0; i < choice->candidate_count; i++)
		why = talloc_asprintf_append_buffer(why, "%s %s %s", i == 0 ? ":" : ",", choice->candidates[i].agent,
		    choice->candidates[i].passed_over);
	return why;
}

void
assign_choose(TALLOC_CTX *ctx, const struct assign_case *c, struct assign_choice *out)
{
	enum conf_assign how = c->crew->team->assign;
	const struct candidate *best = NULL;
	size_t free = 0;

	*out = (struct assign_choice){ .candidates = talloc_array(ctx, struct decision_candidate, (unsigned)c->crew->count) };
	for (size_t i = 0; i < c->crew->count; i++) {
		const struct candidate *candidate = &c->crew->list[i];
		instant back;
		const char *why = passed_over(ctx, candidate, c, &back);

		out->candidates[out->candidate_count++] = (struct decision_candidate){ candidate->agent->name, why,
			candidate->load.open };
		if (why != NULL && back != 0 && (out->again == 0 || back < out->again))
			out->again = back;
		if (why != NULL)
			continue;
		free++;
		if (best == NULL || rather(how, candidate, best))
			best = candidate;
	}
	out->agent = best != NULL ? best->agent : NULL;
	out->why = best != NULL ? chosen_words(ctx, how, best, free) : nobody_words(ctx, c, out);
	if (best != NULL)
		out->again = 0;
}

bool
assign_is_asked(const struct conf *conf, const char *name)
{
	const struct conf_team *team = name != NULL ? conf_team(conf, name) : NULL;

	return team != NULL && team->assign != CONF_ASSIGN_NONE;
}

/* A mail that was confirmed is on its ticket already, and so is whoever works on that. And what nobody is told of, nobody is
 * given. */
static bool
is_new(const struct decision *d, const struct facts *f)
{
	return !f->before_adoption && !(f->confirmed && f->first_ticket != 0 && f->first_is_senders && d->relation.ticket == 0);
}

void
assign_find(struct decision *d, const struct facts *f)
{
	struct assign_case c = {
		.conf = f->conf, .crew = f->crew, .aways = f->aways, .queue = d->queue, .skills = &d->skills,
		.language = d->language, .tier = d->tier, .now = f->now,
		.except = f->agent != NULL && !d->on_behalf ? f->agent->name : NULL,
	};
	struct assign_choice choice;

	if (d->assignee != NULL || d->by_technician || !is_new(d, f) || !assign_is_asked(f->conf, d->team))
		return;
	if (f->crew == NULL || strcmp(f->crew->team->name, d->team) != 0) {
		d->crew_of = d->team;
		return;
	}
	assign_choose(d, &c, &choice);
	d->assignee = choice.agent != NULL ? choice.agent->name : NULL;
	d->assignee_why = choice.why;
	d->assign_at = choice.again;
	d->candidates = choice.candidates;
	d->candidate_count = choice.candidate_count;
	decision_event(d, "assigned to %s: %s", d->assignee != NULL ? d->assignee : "nobody", choice.why);
}
