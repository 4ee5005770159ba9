/* digest_team.c - a team's day, for its lead; see digest.h */
#include <config.h>

#include <postigo/store/volume.h>
#include <postigo/store/workload.h>

#include "digest.h"
#include "digest_day.h"

static const char *
whose(const struct ticket *ticket)
{
	return ticket->team;
}

static enum result
count(struct digest_day *d, struct error *err)
{
	struct store *store = d->tools->store;
	enum result result = volume_of_team(store, d->name, d->since, &d->volume, err);

	return result == DONE ? workload_team(store, d->name, &d->open, &d->unassigned, err) : result;
}

static const struct digest_kind kind = {
	.template = "digest_team", .name = "team", .shown = conf_team_shown, .whose = whose, .count = count,
};

enum result
digest_of_team(const struct tools *tools, const struct conf_team *team, const struct conf_agent *lead, instant since,
    instant now, struct error *err)
{
	struct digest_day day = { .tools = tools, .kind = &kind, .name = team->name, .now = now, .since = since };

	return digest_day_tell(&day, lead, err);
}
