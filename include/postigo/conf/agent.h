/* agent.h - the technicians, and the teams in which they work */
#ifndef POSTIGO_CONF_AGENT_H
#define POSTIGO_CONF_AGENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/conf/calendar.h>
#include <postigo/conf/command.h>
#include <postigo/conf/daily.h>
#include <postigo/conf/wording.h>

/* Days on which somebody is not there, the first and the last of them; as instant_days() counts. */
struct conf_absence {
	int64_t from, until;
	char *note;		/* NULL: none */
};

struct conf_agent {
	char *name;
	char *display_name;	/* the name if not set */
	char *address;		/* that they are written to at */
	char **addresses;	/* others that they write from */
	size_t address_count;
	char *language;		/* that they are written to in; NULL: identity.language */
	char **languages;	/* that they can answer in; empty: that one */
	size_t language_count;
	char **skills;
	size_t skill_count;
	char *calendar_name;	/* as it is written, NULL: none */
	const struct conf_calendar *calendar;	/* their hours; NULL: their team's */
	const struct zone *zone;	/* whose days their absences are, and whose clocks tell their times */
	struct conf_daily digest;	/* when they are told of their day */
	struct conf_absence *absent;
	size_t absent_count;
	unsigned capacity;	/* open tickets that they are given at most; 0: any number */
	duration hold_answers;	/* so long their answers wait before they go out */
	unsigned tiers;		/* that they work on, a set; 0: all */
	char **keys;		/* fingerprints of the keys that are theirs, in capitals; empty: what the keyring says */
	size_t key_count;
	bool must_sign;		/* their mail counts only with a good signature; a team of theirs may ask for it */
};

/* Who gets a ticket of the team. */
enum conf_assign {
	CONF_ASSIGN_NONE,	/* nobody: all are told */
	CONF_ASSIGN_ROUND_ROBIN,	/* whose turn is longest ago */
	CONF_ASSIGN_LEAST_LOADED	/* who has the fewest open tickets */
};

struct conf_team {
	char *name;
	struct conf_wordings shown;	/* as people know it; none: by its name */
	char **members;		/* names of agents */
	size_t member_count;
	char *lead;		/* name of the agent who hears of what is late; NULL: nobody */
	struct conf_daily digest;	/* when the lead is told of the team's day, by the lead's clocks */
	enum conf_assign assign;
	bool require_language;	/* only to who can answer in the ticket's language */
	char *calendar_name;	/* as it is written, NULL: none */
	const struct conf_calendar *calendar;	/* the hours of members who have none of their own; NULL: always */
	struct conf_command_levels commands;
	bool must_sign;		/* the mail of its members counts only when it is signed */
};

#endif
