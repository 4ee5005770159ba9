/* presence.c - see presence.h */
#include <config.h>

#include <string.h>

#include <postigo/clock/calendar.h>
#include <postigo/clock/local.h>
#include <postigo/desk/presence.h>

/* Absences that follow one another, as holidays after an illness, are one: this many are looked at for it. */
#define IN_A_ROW 16

/* Away just then: *until is when no longer. */
static bool
away_at(const struct conf_agent *agent, const struct aways *aways, instant t, instant *until, const char **note)
{
	int64_t day = agent->absent_count > 0 ? local_day(agent->zone, t) : 0;

	for (size_t i = 0; i < agent->absent_count; i++) {
		const struct conf_absence *a = &agent->absent[i];

		if (a->from <= day && day <= a->until) {
			*until = local_midnight(agent->zone, a->until + 1);
			*note = a->note;
			return true;
		}
	}
	for (size_t i = 0; i < aways->count; i++) {
		const struct away *a = &aways->list[i];

		if (strcmp(a->agent, agent->name) == 0 && a->since <= t && t < a->until) {
			*until = a->until;
			*note = a->note;
			return true;
		}
	}
	return false;
}

bool
presence_away(const struct conf_agent *agent, const struct aways *aways, instant now, instant *until, const char **note)
{
	const char *later;

	if (!away_at(agent, aways, now, until, note))
		return false;
	for (int i = 0; i < IN_A_ROW && away_at(agent, aways, *until, until, &later); i++)
		;
	return true;
}

bool
presence_works(const struct conf_agent *agent, const struct conf_team *team, instant now, instant *next)
{
	const struct conf_calendar *calendar = agent->calendar != NULL ? agent->calendar : team != NULL ? team->calendar : NULL;

	*next = now;
	if (calendar == NULL)
		return true;
	if (calendar_next_open(calendar, now, next) != DONE)
		*next = PRESENCE_NEVER;
	return *next == now;
}
