/* clock_set.c - see clock_set.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/desk/clock_set.h>

struct sla_case
clock_set_case(const struct ticket *ticket)
{
	return (struct sla_case){ .organisation = ticket->organisation, .queue = ticket->queue, .priority = ticket->priority,
		.tier = ticket->tier };
}

static bool
is_there(const struct clock_row *row)
{
	return row->sla != NULL;
}

static bool
runs(const struct clock_row *row)
{
	return row->sla != NULL && row->ended == 0;
}

/* Those pauses in which clocks of that SLA stand still. */
static void
fill_pauses(TALLOC_CTX *ctx, const struct clock_set *set, struct sla_run *run)
{
	struct sla_pause *list = talloc_array(ctx, struct sla_pause, (unsigned)set->pause_count + 1);

	for (size_t i = 0; i < set->pause_count; i++) {
		const struct pause_row *p = &set->pauses[i];

		if (p->reason & run->sla->pauses)
			list[run->pause_count++] = (struct sla_pause){ p->since, p->until != 0 ? p->until : SLA_NEVER };
	}
	run->pauses = list;
}

enum result
clock_set_run(TALLOC_CTX *ctx, const struct clock_set *set, enum conf_aim aim, struct sla_run *out)
{
	const struct clock_row *row = &set->clocks[aim];
	const struct conf_sla *sla = is_there(row) ? conf_sla(set->conf, row->sla) : NULL;

	if (sla == NULL || sla->aims[aim] == 0)
		return NONE;
	*out = (struct sla_run){ .sla = sla, .aim = aim, .start = row->start, .end = row->ended != 0 ? row->ended : SLA_NEVER,
		.carried = row->carried };
	fill_pauses(ctx, set, out);
	return DONE;
}

static enum result
reckon(const struct clock_set *set, enum conf_aim aim, instant now, struct sla_clock *out)
{
	SCRATCH(tmp);
	struct sla_run run;
	enum result result = clock_set_run(tmp, set, aim, &run);

	return result == DONE ? sla_reckon(&run, now, out) : result;
}

/* Whatever happened to it, it is due at another time. */
static void
touch(struct clock_set *set, enum conf_aim aim, instant now)
{
	struct clock_row *row = &set->clocks[aim];
	struct sla_clock clock;
	bool is_due = runs(row) && reckon(set, aim, now, &clock) == DONE && clock.due != SLA_NEVER;

	row->due = is_due ? clock.due : 0;
	set->changed |= 1u << aim;
	set->gone &= ~(1u << aim);
}

/* The name is the config's: whoever keeps the set longer than that copies it. */
static void
start(struct clock_set *set, const struct conf_sla *sla, enum conf_aim aim, instant when, instant now)
{
	if (sla == NULL || sla->aims[aim] == 0)
		return;
	set->clocks[aim] = (struct clock_row){ .ticket = set->clocks[aim].ticket, .aim = aim, .sla = sla->name, .start = when };
	touch(set, aim, now);
}

static void
end(struct clock_set *set, enum conf_aim aim, instant when, instant now)
{
	struct clock_row *row = &set->clocks[aim];

	if (!runs(row))
		return;
	row->ended = when > row->start ? when : row->start;
	touch(set, aim, now);
}

void
clock_set_begin(struct clock_set *set, const struct sla_case *c, bool to_be_answered, instant when, instant now)
{
	const struct conf_sla *sla = sla_choose(set->conf, c);

	if (to_be_answered)
		start(set, sla, CONF_FIRST_RESPONSE, when, now);
	start(set, sla, CONF_RESOLUTION, when, now);
}

void
clock_set_asked(struct clock_set *set, const struct sla_case *c, instant when, instant now)
{
	if (!runs(&set->clocks[CONF_FIRST_RESPONSE]) && !runs(&set->clocks[CONF_NEXT_RESPONSE]))
		start(set, sla_choose(set->conf, c), CONF_NEXT_RESPONSE, when, now);
}

void
clock_set_answered(struct clock_set *set, instant when, instant now)
{
	end(set, CONF_FIRST_RESPONSE, when, now);
	end(set, CONF_NEXT_RESPONSE, when, now);
}

void
clock_set_closed(struct clock_set *set, instant when, instant now)
{
	for (int aim = 0; aim < CONF_AIMS; aim++)
		end(set, (enum conf_aim)aim, when, now);
}

/* From now on with what was used before. */
static void
go_on(struct clock_set *set, enum conf_aim aim, duration used, instant when, instant now)
{
	struct clock_row *row = &set->clocks[aim];

	row->start = when;
	row->ended = 0;
	row->carried = used;
	touch(set, aim, now);
}

void
clock_set_restarted(struct clock_set *set, enum conf_aim aim, instant start, duration carried, instant now)
{
	struct clock_row *row = &set->clocks[aim];

	/* The resolution's goes on already when the ticket was opened again, but from now. */
	if (is_there(row) && (row->ended != 0 || row->start > start))
		go_on(set, aim, carried, start, now);
}

void
clock_set_reopened(struct clock_set *set, instant when, instant now)
{
	struct clock_row *row = &set->clocks[CONF_RESOLUTION];
	struct sla_clock clock;

	if (is_there(row) && row->ended != 0 && reckon(set, CONF_RESOLUTION, now, &clock) == DONE)
		go_on(set, CONF_RESOLUTION, clock.used, when, now);
}

void
clock_set_paused(TALLOC_CTX *ctx, struct clock_set *set, unsigned reasons, instant since, instant now)
{
	unsigned lasting = 0;

	for (size_t i = 0; i < set->pause_count; i++) {
		struct pause_row *p = &set->pauses[i];

		if (p->until != 0)
			continue;
		if (p->reason & reasons)
			lasting |= p->reason;
		else
			p->until = since > p->since ? since : p->since;
	}
	for (unsigned reason = 1; reason != 0 && reason <= reasons; reason <<= 1)
		if (reason & reasons & ~lasting) {
			set->pauses = talloc_realloc(ctx, set->pauses, struct pause_row, (unsigned)set->pause_count + 1);
			set->pauses[set->pause_count++] = (struct pause_row){ .reason = reason, .since = since };
		}
	for (int aim = 0; aim < CONF_AIMS; aim++)
		if (runs(&set->clocks[aim]))
			touch(set, (enum conf_aim)aim, now);
}

/* One that runs goes on under the SLA, or is no more. Of a warning that was told by other percentages nothing is known. */
static void
exchange(struct clock_set *set, const struct conf_sla *sla, enum conf_aim aim, instant now)
{
	struct clock_row *row = &set->clocks[aim];
	struct sla_clock clock = { 0 };

	if (sla == NULL || sla->aims[aim] == 0) {
		*row = (struct clock_row){ .ticket = row->ticket, .aim = aim };
		set->changed &= ~(1u << aim);
		set->gone |= 1u << aim;
		return;
	}
	if (strcmp(sla->name, row->sla) == 0) {
		touch(set, aim, now);
		return;
	}
	(void)reckon(set, aim, now, &clock);
	row->sla = sla->name;
	row->told = row->heard = 0;
	row->missed = false;
	go_on(set, aim, clock.used, now, now);
}

void
clock_set_chosen(struct clock_set *set, const struct sla_case *c, bool answered, instant now)
{
	const struct conf_sla *sla = sla_choose(set->conf, c);

	for (int aim = 0; aim < CONF_AIMS; aim++) {
		if (runs(&set->clocks[aim]))
			exchange(set, sla, (enum conf_aim)aim, now);
		else if (!is_there(&set->clocks[aim]) && (aim == CONF_RESOLUTION || (aim == CONF_FIRST_RESPONSE && !answered)))
			start(set, sla, (enum conf_aim)aim, now, now);
	}
}

void
clock_set_reacted(struct clock_set *set)
{
	for (int aim = 0; aim < CONF_AIMS; aim++) {
		struct clock_row *row = &set->clocks[aim];

		if (!runs(row) || (row->heard == row->told && row->quiet_until == 0))
			continue;
		row->heard = row->told;
		row->quiet_until = 0;
		set->changed |= 1u << aim;
	}
}

void
clock_set_quieted(struct clock_set *set, instant until)
{
	for (int aim = 0; aim < CONF_AIMS; aim++)
		if (runs(&set->clocks[aim])) {
			set->clocks[aim].quiet_until = until;
			set->changed |= 1u << aim;
		}
}

bool
clock_set_unheard(struct clock_set *set, enum conf_aim aim, const struct clock_heard *heard, const struct clock_heard *before)
{
	struct clock_row *row = &set->clocks[aim];

	if (!runs(row) || row->heard != heard->heard || row->quiet_until != heard->quiet_until)
		return false;
	row->heard = before->heard;
	row->quiet_until = before->quiet_until;
	set->changed |= 1u << aim;
	return true;
}

/* Whom a warning at that percentage was for. */
static const struct conf_rung *
rung_of(const struct conf_sla *sla, unsigned percent)
{
	const struct conf_rung *rung = NULL;

	for (size_t i = 0; i < sla->rung_count && (rung == NULL || sla->ladder[i].at <= percent); i++)
		rung = &sla->ladder[i];
	return rung;
}

static bool
stands_still(const struct sla_run *run, instant now)
{
	struct sla_clock clock;

	return sla_reckon(run, now, &clock) == DONE && clock.paused;
}

/* Who wanted quiet for a while is told again when that is over, and nobody is told before. */
static enum result
mind_quiet(const struct sla_run *run, const struct clock_row *row, instant now, enum result result, struct sla_warning *w)
{
	const struct conf_rung *rung = rung_of(run->sla, row->told);

	if (row->told > row->heard && rung != NULL && (result != DONE || w->repeated || w->at > row->quiet_until) &&
	    !stands_still(run, now)) {
		*w = (struct sla_warning){ row->quiet_until, row->told, rung, true };
		return DONE;
	}
	if (result == DONE && w->at < row->quiet_until)
		w->at = row->quiet_until;
	return result;
}

enum result
clock_set_warning(const struct clock_set *set, enum conf_aim aim, instant now, struct sla_warning *out)
{
	SCRATCH(tmp);
	const struct clock_row *row = &set->clocks[aim];
	struct sla_warning w;
	struct sla_run run;
	enum result result;

	if (!runs(row) || clock_set_run(tmp, set, aim, &run) != DONE)
		return NONE;
	result = sla_next_warning(&run, row->told, row->told_at, now, &w);
	if (result == DONE && w.repeated && row->heard >= row->told)
		result = NONE;
	if (row->quiet_until != 0)
		result = mind_quiet(&run, row, now, result, &w);
	if (result == DONE)
		*out = w;
	return result;
}

/* When it is missed: with the first millisecond beyond its time, which may be that of the next working day. */
static instant
misses_at(const struct clock_set *set, enum conf_aim aim)
{
	SCRATCH(tmp);
	const struct clock_row *row = &set->clocks[aim];
	struct sla_run run;
	instant at;

	if (!runs(row) || row->missed || clock_set_run(tmp, set, aim, &run) != DONE ||
	    sla_reach(&run, run.sla->aims[aim] + 1, &at) != DONE)
		return SLA_NEVER;
	return at;
}

instant
clock_set_wake(const struct clock_set *set, instant now)
{
	instant wake = SLA_NEVER;

	for (int aim = 0; aim < CONF_AIMS; aim++) {
		struct sla_warning w;
		instant missed = misses_at(set, (enum conf_aim)aim);

		if (missed < wake)
			wake = missed;
		if (clock_set_warning(set, (enum conf_aim)aim, now, &w) == DONE && w.at < wake)
			wake = w.at;
	}
	return wake;
}

/* Of one that runs, due tells at once: it stands still short of its time, or there is some left. Of one that has ended nothing
 * changes any more. How much is used need not be known: that would be reckoned through all the time since. */
static bool
is_missed(const struct clock_set *set, enum conf_aim aim, instant now)
{
	const struct clock_row *row = &set->clocks[aim];
	struct sla_clock clock;

	if (!is_there(row) || row->missed)
		return false;
	if (runs(row))
		return row->due != 0 && row->due <= now && misses_at(set, aim) <= now;
	return (set->changed & 1u << aim) != 0 && reckon(set, aim, now, &clock) == DONE && clock.missed;
}

unsigned
clock_set_missed(struct clock_set *set, instant now)
{
	unsigned missed = 0;

	for (int aim = 0; aim < CONF_AIMS; aim++) {
		if (!is_missed(set, (enum conf_aim)aim, now))
			continue;
		set->clocks[aim].missed = true;
		missed |= 1u << aim;
	}
	set->changed |= missed;
	return missed;
}

void
clock_set_told(struct clock_set *set, enum conf_aim aim, const struct sla_warning *warning, instant now)
{
	struct clock_row *row = &set->clocks[aim];

	row->told = warning->percent;
	row->told_at = now;
	row->quiet_until = 0;
	set->changed |= 1u << aim;
}
