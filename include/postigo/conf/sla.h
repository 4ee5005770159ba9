/* sla.h - how soon something has to be done, for whom, and who hears of it when it is not */
#ifndef POSTIGO_CONF_SLA_H
#define POSTIGO_CONF_SLA_H

#include <stddef.h>

#include <postigo/base/instant.h>
#include <postigo/conf/calendar.h>

/* What has to be done in time. */
enum conf_aim { CONF_FIRST_RESPONSE, CONF_NEXT_RESPONSE, CONF_RESOLUTION, CONF_AIMS };

/* Priorities 0 to 3 (low, normal, high, urgent) and tiers 0 to 4, in sets: 1u << n. */
#define CONF_PRIORITIES 4
#define CONF_TIERS 5

enum conf_tell { CONF_TELL_ASSIGNEE, CONF_TELL_TEAM, CONF_TELL_LEAD, CONF_TELL_AGENT };

/* Who is told when so many percent of the time have passed. */
struct conf_rung {
	unsigned at;
	enum conf_tell tell;
	const char *agent;	/* the name, for CONF_TELL_AGENT; else NULL */
};

/* What a ticket waits for while its clock stands still: a set. */
#define CONF_PAUSE_WAITING 1u	/* for the requester */
#define CONF_PAUSE_VENDOR 2u	/* for somebody outside */

struct conf_sla {
	char *name;
	char *calendar_name;	/* as it is written */
	const struct conf_calendar *calendar;
	char **organisations;	/* whom it is for; these four are empty when it is for any */
	size_t organisation_count;
	char **queues;
	size_t queue_count;
	unsigned priorities;
	unsigned tiers;
	duration aims[CONF_AIMS];	/* of the calendar's time; 0: no such aim */
	struct conf_rung *ladder;	/* rising; may be empty */
	size_t rung_count;
	duration repeat;	/* of the calendar's time, the last rung's warning again and again; 0: once */
	unsigned pauses;
};

#endif
