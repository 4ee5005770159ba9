/* digest_organisation.c - an organisation's day, for its manager; see digest.h */
#include <config.h>

#include <postigo/store/volume.h>
#include <postigo/store/workload.h>

#include "digest.h"
#include "digest_day.h"

static const char *
whose(const struct ticket *ticket)
{
	return ticket->organisation;
}

static enum result
count(struct digest_day *d, struct error *err)
{
	struct store *store = d->tools->store;
	uint64_t all;
	enum result result = volume_of_organisation(store, d->name, d->since, &d->volume, err);

	return result == DONE ? workload_organisation(store, d->name, &d->open, &all, err) : result;
}

static const struct digest_kind kind = {
	.template = "digest_organisation", .name = "organisation_name", .shown = conf_organisation_shown, .whose = whose, .count = count,
};

enum result
digest_of_organisation(const struct tools *tools, const struct conf_organisation *organisation, const struct conf_agent *manager,
    instant since, instant now, struct error *err)
{
	struct digest_day day = { .tools = tools, .kind = &kind, .name = organisation->name, .now = now,
		.since = since };

	return digest_day_tell(&day, manager, err);
}
