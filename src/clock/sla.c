/* sla.c - see sla.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/clock/calendar.h>
#include <postigo/clock/sla.h>

#include "stretch.h"

#define PERCENT_MOST 99999

static bool
among(char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (name != NULL && strcasecmp(names[i], name) == 0)
			return true;
	return false;
}

static bool
in_set(unsigned set, int number)
{
	return number >= 0 && number < 32 && (set & 1u << number) != 0;
}

/* How much the SLA asks for; negative when the case does not fit. */
static int
fit(const struct conf_sla *sla, const struct sla_case *c)
{
	const struct {
		bool asked, fits;
	} questions[] = {
		{ sla->organisation_count > 0, among(sla->organisations, sla->organisation_count, c->organisation) },
		{ sla->queue_count > 0, among(sla->queues, sla->queue_count, c->queue) },
		{ sla->priorities != 0, in_set(sla->priorities, c->priority) },
		{ sla->tiers != 0, in_set(sla->tiers, c->tier) },
	};
	int asked = 0;

	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		if (questions[i].asked && !questions[i].fits)
			return -1;
		asked += questions[i].asked;
	}
	return asked;
}

const struct conf_sla *
sla_choose(const struct conf *conf, const struct sla_case *c)
{
	const struct conf_sla *best = NULL;
	int best_fit = -1;

	for (size_t i = 0; i < conf->sla_count; i++) {
		int this_fit = fit(&conf->slas[i], c);

		if (this_fit > best_fit) {
			best = &conf->slas[i];
			best_fit = this_fit;
		}
	}
	return best;
}

char *
sla_chosen_words(TALLOC_CTX *ctx, const struct conf_sla *sla, const struct sla_case *c)
{
	static const char *const priorities[CONF_PRIORITIES] = { "low", "normal", "high", "urgent" };
	char *out = talloc_asprintf(ctx, "%s:", sla->name);
	size_t name = strlen(out);

	if (sla->organisation_count > 0)
		out = talloc_asprintf_append(out, " organisation %s,", c->organisation);
	if (sla->queue_count > 0)
		out = talloc_asprintf_append(out, " queue %s,", c->queue);
	if (sla->priorities != 0 && c->priority >= 0 && c->priority < CONF_PRIORITIES)
		out = talloc_asprintf_append(out, " priority %s,", priorities[c->priority]);
	if (sla->tiers != 0)
		out = talloc_asprintf_append(out, " tier %d,", c->tier);
	size_t size = strlen(out);

	if (size == name)
		return talloc_strdup_append(out, " for all");
	out[size - 1] = '\0';
	return out;
}

const char *
sla_aim_name(enum conf_aim aim)
{
	static const char *const names[CONF_AIMS] = { "first_response", "next_response", "resolution" };

	return names[aim];
}

/* The pause that t lies in, or that comes next after it; *i is where to look from, and moves on. NULL: there is none. */
static const struct sla_pause *
pause_from(const struct sla_run *run, instant t, size_t *i)
{
	while (*i < run->pause_count && run->pauses[*i].to <= t)
		(*i)++;
	return *i < run->pause_count ? &run->pauses[*i] : NULL;
}

bool
sla_stretch_next(const struct sla_run *run, struct sla_stretch *s)
{
	while (s->next != SLA_NEVER) {
		const struct sla_pause *pause = pause_from(run, s->next, &s->pause);

		s->from = s->next;
		s->to = pause == NULL ? SLA_NEVER : pause->from;
		s->next = pause == NULL ? SLA_NEVER : pause->to;
		if (s->to > s->from)
			return true;
	}
	return false;
}

static duration
used_until(const struct sla_run *run, instant end)
{
	duration used = run->carried;
	struct sla_stretch s = { .next = run->start };

	while (s.next < end && sla_stretch_next(run, &s) && s.from < end)
		used += calendar_between(run->sla->calendar, s.from, s.to < end ? s.to : end);
	return used;
}

enum result
sla_reach(const struct sla_run *run, duration used, instant *out)
{
	duration rest = used - run->carried;
	struct sla_stretch s = { .next = run->start };

	if (rest <= 0) {
		*out = run->start;
		return DONE;
	}
	while (sla_stretch_next(run, &s)) {
		duration there = s.to == SLA_NEVER ? INT64_MAX : calendar_between(run->sla->calendar, s.from, s.to);

		if (rest <= there)
			return calendar_add(run->sla->calendar, s.from, rest, out);
		rest -= there;
	}
	return NONE;
}

static bool
stands_still(const struct sla_run *run, instant now)
{
	for (size_t i = 0; i < run->pause_count && run->pauses[i].from <= now; i++)
		if (now < run->pauses[i].to)
			return true;
	return false;
}

enum result
sla_reckon(const struct sla_run *run, instant now, struct sla_clock *out)
{
	instant until = run->end < now ? run->end : now;
	struct sla_clock c = { .target = run->sla->aims[run->aim], .due = SLA_NEVER };

	if (c.target == 0)
		return NONE;
	c.ended = run->end <= now;
	c.paused = !c.ended && stands_still(run, now);
	c.used = used_until(run, until);
	c.left = c.target - c.used;
	c.missed = c.left < 0;
	int64_t percent = c.used * 100 / c.target;
	c.percent = percent > PERCENT_MOST ? PERCENT_MOST : (unsigned)percent;
	if (sla_reach(run, c.target, &c.due) != DONE)
		c.due = SLA_NEVER;
	*out = c;
	return DONE;
}

/* When the rung is reached. The target is at most two years of a calendar's time, so that a hundred times fits. */
static enum result
rung_at(const struct sla_run *run, const struct conf_rung *rung, instant *out)
{
	return sla_reach(run, run->sla->aims[run->aim] * rung->at / 100, out);
}

/* The same again, so much business time after it was told. */
static enum result
repeated(const struct sla_run *run, unsigned told, instant told_at, struct sla_warning *out)
{
	const struct conf_sla *sla = run->sla;

	if (sla->repeat == 0 || told == 0)
		return NONE;
	out->rung = &sla->ladder[sla->rung_count - 1];
	out->percent = told;
	out->repeated = true;
	/* Not with less than was used by then: while the clock stands still, nobody is reminded. */
	return sla_reach(run, used_until(run, told_at) + sla->repeat, &out->at);
}

enum result
sla_next_warning(const struct sla_run *run, unsigned told, instant told_at, instant now, struct sla_warning *out)
{
	const struct conf_sla *sla = run->sla;
	struct sla_warning found = { 0 };

	if (run->end != SLA_NEVER || sla->aims[run->aim] == 0 || sla->rung_count == 0)
		return NONE;
	for (size_t i = 0; i < sla->rung_count; i++) {
		const struct conf_rung *rung = &sla->ladder[i];
		instant at;

		if (rung->at <= told)
			continue;
		if (rung_at(run, rung, &at) != DONE || (found.rung != NULL && at > now))
			break;
		found = (struct sla_warning){ at, rung->at, rung, false };
		if (at > now)
			break;
	}
	if (found.rung == NULL && (told < sla->ladder[sla->rung_count - 1].at ||
	    repeated(run, told, told_at, &found) != DONE))
		return NONE;
	*out = found;
	return DONE;
}
