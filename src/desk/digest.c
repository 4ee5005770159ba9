/* digest.c - when each digest is due, see digest.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>
#include <postigo/desk/presence.h>

#include "crew.h"
#include "digest.h"

#define AGENT "agent "
#define TEAM "team "
#define ORGANISATION "organisation "

/* Somebody who is to be told. */
struct reader {
	const struct conf_agent *agent;		/* who gets it */
	const struct conf_team *team;		/* whose lead they are; or */
	const struct conf_organisation *organisation;	/* ... whose manager; both NULL: it is about themselves */
	struct conf_daily at;
};

instant
digest_next(const struct zone *zone, unsigned minute, instant now)
{
	int64_t day = local_day(zone, now);
	instant at = local_at(zone, day, minute);

	return at > now ? at : local_at(zone, day + 1, minute);
}

static const struct zone *
zone_of(const struct tools *tools, const struct conf_agent *agent)
{
	return agent->zone != NULL ? agent->zone : tools->conf->identity.zone;
}

/* False: the config has no such digest any more. */
static bool
find_reader(const struct conf *conf, const char *detail, struct reader *out)
{
	*out = (struct reader){ 0 };
	if (strncmp(detail, AGENT, strlen(AGENT)) == 0) {
		out->agent = conf_agent(conf, detail + strlen(AGENT));
		out->at = out->agent != NULL ? out->agent->digest : out->at;
	} else if (strncmp(detail, TEAM, strlen(TEAM)) == 0) {
		out->team = conf_team(conf, detail + strlen(TEAM));
		out->agent = out->team != NULL && out->team->lead != NULL ? conf_agent(conf, out->team->lead) : NULL;
		out->at = out->team != NULL ? out->team->digest : out->at;
	} else if (strncmp(detail, ORGANISATION, strlen(ORGANISATION)) == 0) {
		const struct conf_organisation *o = conf_organisation(conf, detail + strlen(ORGANISATION));

		out->organisation = o;
		out->agent = o != NULL && o->manager != NULL ? conf_agent(conf, o->manager) : NULL;
		out->at = o != NULL ? o->digest : out->at;
	}
	return out->agent != NULL && out->at.set;
}

static enum result
set_timer(const struct tools *tools, char *detail, const struct reader *r, instant now, struct error *err)
{
	static char kind[] = DIGEST_TIMER;
	struct due_row row = { .due = digest_next(zone_of(tools, r->agent), r->at.minute, now), .kind = kind, .detail = detail };

	return due_add(tools->store, &row, err);
}

/* One that is due already stays: it is told late, and once. */
static enum result
begin_one(const struct tools *tools, char *detail, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct reader r;
	struct due_row *rows;
	size_t count;
	enum result result;

	if (!find_reader(tools->conf, detail, &r))
		return DONE;
	result = due_standing(tmp, tools->store, DIGEST_TIMER, detail, &rows, &count, err);
	if (result != DONE || (count > 0 && (rows[0].due <= now ||
	    rows[0].due == digest_next(zone_of(tools, r.agent), r.at.minute, now))))
		return result;
	for (size_t i = 0; i < count && result == DONE; i++)
		result = due_remove(tools->store, rows[i].id, err);
	return result == DONE ? set_timer(tools, detail, &r, now, err) : result;
}

enum result
digest_begin(const struct tools *tools, instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct conf *conf = tools->conf;
	enum result result = DONE;

	for (size_t i = 0; i < conf->agent_count && result == DONE; i++)
		if (conf->agents[i].digest.set)
			result = begin_one(tools, talloc_asprintf(tmp, AGENT "%s", conf->agents[i].name), now, err);
	for (size_t i = 0; i < conf->team_count && result == DONE; i++)
		if (conf->teams[i].digest.set)
			result = begin_one(tools, talloc_asprintf(tmp, TEAM "%s", conf->teams[i].name), now, err);
	for (size_t i = 0; i < conf->organisation_count && result == DONE; i++)
		if (conf->organisations[i].digest.set)
			result = begin_one(tools, talloc_asprintf(tmp, ORGANISATION "%s", conf->organisations[i].name), now, err);
	return result;
}

/* Whose hours count for somebody: their own, else those of the first team that has any. */
static const struct conf_calendar *
calendar_of(const struct conf *conf, const struct conf_agent *agent)
{
	if (agent->calendar != NULL)
		return agent->calendar;
	for (size_t i = 0; i < conf->team_count; i++)
		for (size_t m = 0; conf->teams[i].calendar != NULL && m < conf->teams[i].member_count; m++)
			if (strcmp(conf->teams[i].members[m], agent->name) == 0)
				return conf->teams[i].calendar;
	return NULL;
}

/* They read no mail today. */
static enum result
is_off(const struct tools *tools, const struct conf_agent *agent, instant now, bool *off, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_calendar *calendar = calendar_of(tools->conf, agent);
	struct aways aways;
	const char *note;
	instant until;
	enum result result = crew_aways(tmp, tools, now, &aways, err);

	if (result != DONE)
		return result;
	*off = presence_away(agent, &aways, now, &until, &note) ||
	    (calendar != NULL && conf_calendar_hours(calendar, local_day(calendar->zone, now), NULL)->count == 0);
	return DONE;
}

enum result
digest_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	struct reader r;
	bool off = true;
	enum result result;

	if (row->detail == NULL || !find_reader(tools->conf, row->detail, &r))
		return DONE;
	result = is_off(tools, r.agent, now, &off, err);
	if (result == DONE && !off)
		/* Since the last one, also when this one is late. */
		result = r.team != NULL ? digest_of_team(tools, r.team, r.agent, row->due - DAYS(1), now, err) :
		    r.organisation != NULL ? digest_of_organisation(tools, r.organisation, r.agent, row->due - DAYS(1), now, err) :
		    digest_of_agent(tools, r.agent, now, err);
	return result == DONE ? set_timer(tools, row->detail, &r, now, err) : result;
}
