/* warnings.c - see warnings.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/event.h>
#include <postigo/store/warning.h>

#include "clocks.h"
#include "crew.h"
#include "warning_mail.h"
#include "warnings.h"

#define RECIPIENTS_MAX 64

/* Between two looks at the same ticket, whatever else is wrong. */
#define NOT_BEFORE SECONDS(1)

static bool
is_away(const struct conf_agent *agent, const struct aways *aways, instant now)
{
	const char *note;
	instant until;

	return presence_away(agent, aways, now, &until, &note);
}

/* The members of a team who are there; all of them, when nobody is: somebody has to hear. */
static size_t
team_of(const struct conf *conf, const struct conf_team *team, const struct aways *aways, instant now,
    const struct conf_agent **list, size_t most)
{
	size_t there = 0, n = 0;

	for (size_t i = 0; team != NULL && i < team->member_count && n < most; i++) {
		const struct conf_agent *agent = conf_agent(conf, team->members[i]);

		if (agent == NULL)
			continue;
		list[n] = agent;
		if (!is_away(agent, aways, now)) {
			list[n] = list[there];
			list[there++] = agent;
		}
		n++;
	}
	return there > 0 ? there : n;
}

size_t
warnings_recipients(const struct conf *conf, const struct ticket *ticket, const struct conf_rung *rung,
    const struct aways *aways, instant now, const struct conf_agent **list, size_t most)
{
	const struct conf_team *team = ticket->team != NULL ? conf_team(conf, ticket->team) : NULL;
	const char *name = rung->tell == CONF_TELL_ASSIGNEE ? ticket->assignee :
	    rung->tell == CONF_TELL_LEAD && team != NULL ? team->lead :
	    rung->tell == CONF_TELL_AGENT ? rung->agent : NULL;
	const struct conf_agent *one = name != NULL ? conf_agent(conf, name) : NULL;

	if (one == NULL || most == 0 || is_away(one, aways, now))
		return team_of(conf, team, aways, now, list, most);
	list[0] = one;
	return 1;
}

/* "80 % of first_response: ana, ben" */
static enum result
record(const struct tools *tools, const struct ticket *ticket, enum conf_aim aim, const struct sla_warning *w,
    const struct conf_agent *const *list, size_t n, instant now, struct error *err)
{
	SCRATCH(tmp);
	char *words = talloc_asprintf(tmp, "%u %% of %s%s:", w->percent, sla_aim_name(aim), w->repeated ? ", again" : "");

	for (size_t i = 0; i < n; i++)
		words = talloc_asprintf_append(words, "%s %s", i > 0 ? "," : "", list[i]->name);
	if (n == 0)
		words = talloc_strdup_append(words, " nobody is there to be told");
	return event_add(tools->store, ticket->id, "postigo", "warned", words, now, err);
}

/* The first that waits brings the timer behind all that are due now. */
static enum result
tell_soon(const struct tools *tools, instant now, struct error *err)
{
	static char kind[] = WARNINGS_TIMER;
	struct due_row timer = { .due = now, .kind = kind };
	enum result result = due_of_kind(tools->store, WARNINGS_TIMER, err);

	return result == NONE ? due_add(tools->store, &timer, err) : result;
}

static enum result
put(const struct tools *tools, const struct ticket *ticket, const struct clock_set *set, enum conf_aim aim,
    const struct sla_warning *w, instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_agent *list[RECIPIENTS_MAX];
	struct aways aways;
	size_t n;
	enum result result = crew_aways(tmp, tools, now, &aways, err);

	if (result != DONE)
		return result;
	n = warnings_recipients(tools->conf, ticket, w->rung, &aways, now, list, RECIPIENTS_MAX);
	result = record(tools, ticket, aim, w, list, n, now, err);

	for (size_t i = 0; i < n && result == DONE; i++) {
		struct warning row = { list[i]->name, ticket->id, aim, w->percent, w->repeated,
			set->clocks[aim].due != 0 ? set->clocks[aim].due : w->at };

		result = warning_put(tools->store, &row, err);
	}
	return result == DONE && n > 0 ? tell_soon(tools, now, err) : result;
}

/* Takes note of all warnings whose time has come; gives the highest. */
static bool
highest(struct clock_set *set, instant now, enum conf_aim *which, struct sla_warning *out)
{
	bool found = false;

	for (int aim = 0; aim < CONF_AIMS; aim++) {
		struct sla_warning w;

		if (clock_set_warning(set, (enum conf_aim)aim, now, &w) != DONE || w.at > now)
			continue;
		clock_set_told(set, (enum conf_aim)aim, &w, now);
		if (found && w.percent <= out->percent)
			continue;
		*out = w;
		*which = (enum conf_aim)aim;
		found = true;
	}
	return found;
}

enum result
warnings_due(const struct tools *tools, int64_t number, instant now, struct error *err)
{
	SCRATCH(tmp);
	enum conf_aim aim = CONF_RESOLUTION;
	struct sla_warning w;
	struct clock_set set;
	struct ticket ticket;
	enum result result = ticket_read(tmp, tools->store, number, &ticket, err);

	if (result == DONE)
		result = clock_set_read(tmp, tools->conf, tools->store, number, &set, err);
	if (result != DONE)
		return result == NONE ? DONE : result;
	if (ticket.merged_into == 0 && highest(&set, now, &aim, &w))
		result = put(tools, &ticket, &set, aim, &w, now, err);
	return result == DONE ? clocks_go_on(tools, number, &set, now + NOT_BEFORE, now, err) : result;
}

enum result
warnings_tell(const struct tools *tools, instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_agent *agent;
	uint64_t count;
	char *name;
	enum result result = warning_next(tmp, tools->store, &name, &count, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	if ((agent = conf_agent(tools->conf, name)) != NULL)
		result = warning_mail(tools, agent, count, now, err);
	if (result == DONE)
		result = warning_clear(tools->store, name, err);
	if (result == DONE)
		result = warning_any(tools->store, err);
	return result == DONE ? tell_soon(tools, now, err) : result == NONE ? DONE : result;
}

enum result
warnings_skip(const struct tools *tools, instant now, struct error *err)
{
	SCRATCH(tmp);
	uint64_t count;
	char *name;
	enum result result = warning_next(tmp, tools->store, &name, &count, err);

	if (result == DONE)
		result = warning_clear(tools->store, name, err);
	if (result == DONE)
		result = warning_any(tools->store, err);
	return result == DONE ? tell_soon(tools, now, err) : result == NONE ? DONE : result;
}
