/* crew.c - see crew.h */
#include <config.h>

#include <postigo/desk/decide.h>

#include "crew.h"

enum result
crew_gather(TALLOC_CTX *ctx, const struct tools *tools, const char *name, const struct crew **out, struct error *err)
{
	struct crew *crew = talloc_zero(ctx, struct crew);
	enum result result = DONE;

	crew->team = conf_team(tools->conf, name);
	crew->list = talloc_zero_array(crew, struct candidate, (unsigned)crew->team->member_count);
	for (size_t i = 0; i < crew->team->member_count && result == DONE; i++) {
		struct candidate *candidate = &crew->list[crew->count];

		candidate->agent = conf_agent(tools->conf, crew->team->members[i]);
		if (candidate->agent == NULL)
			continue;
		crew->count++;
		if (tools->store != NULL)
			result = workload_read(tools->store, candidate->agent->name, &candidate->load, err);
	}
	if (result == DONE)
		*out = crew;
	return result;
}

enum result
crew_aways(TALLOC_CTX *ctx, const struct tools *tools, instant now, struct aways *out, struct error *err)
{
	struct away *list = NULL;
	enum result result = DONE;

	*out = (struct aways){ NULL, 0 };
	if (tools->store != NULL)
		result = away_list(ctx, tools->store, now, &list, &out->count, err);
	out->list = list;
	return result;
}

enum result
crew_decide(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct decision **out, struct error *err)
{
	struct decision *d = decide(ctx, facts);
	enum result result = DONE;

	if (d->crew_of != NULL) {
		result = crew_gather(ctx, tools, d->crew_of, &facts->crew, err);
		if (result == DONE)
			d = decide(ctx, facts);
	}
	*out = d;
	return result;
}
