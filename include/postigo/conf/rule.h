/* rule.h - rules as they are written: what a mail must be like, and what follows from it then
 *
 * Read by src/conf/rule*.c, held against mails by src/desk/rule*.c.
 */
#ifndef POSTIGO_CONF_RULE_H
#define POSTIGO_CONF_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/instant.h>
#include <postigo/base/pattern.h>
#include <postigo/conf/calendar.h>

/* Groups within groups of conditions. */
#define CONF_RULE_DEEPEST 8

enum conf_condition_kind {
	CONDITION_ALL, CONDITION_ANY, CONDITION_NOT,
	/* addresses */
	CONDITION_FROM, CONDITION_TO, CONDITION_CC, CONDITION_RECIPIENT, CONDITION_REQUESTER,
	/* texts */
	CONDITION_DOMAIN, CONDITION_FROM_NAME, CONDITION_SUBJECT, CONDITION_TEXT, CONDITION_REPLY, CONDITION_ANY_TEXT,
	CONDITION_HEADER, CONDITION_FIELD,
	/* names */
	CONDITION_LANGUAGE, CONDITION_ORGANISATION, CONDITION_QUEUE, CONDITION_TEAM, CONDITION_ASSIGNEE, CONDITION_MAILBOX,
	CONDITION_TAGS, CONDITION_TECHNICIAN,
	/* sets and numbers */
	CONDITION_CLASS, CONDITION_STATE, CONDITION_TIER, CONDITION_PRIORITY, CONDITION_TRUST, CONDITION_SIZE,
	CONDITION_ATTACHMENTS, CONDITION_FOLLOW_UP, CONDITION_SIGNED, CONDITION_ENCRYPTED,
	/* times */
	CONDITION_DATE, CONDITION_TIME, CONDITION_HOURS,
	CONDITIONS
};

/* How a text is compared with a condition's values, any of which will do. */
enum conf_compare {
	COMPARE_IS, COMPARE_CONTAINS, COMPARE_STARTS, COMPARE_ENDS, COMPARE_GLOB, COMPARE_MATCHES, COMPARE_FILE,
	COMPARE_PRESENT,	/* it is there at all, or is not: `wanted` */
	COMPARES
};

/* Addresses, and domains with their @, in lower case and in order. */
struct conf_addresses {
	char **list;
	size_t count;
};

struct conf_condition {
	enum conf_condition_kind kind;
	enum conf_compare compare;
	bool exact;			/* case and accents count */
	bool wanted;			/* of what is yes or no */
	char *name;			/* of the header's field, or the ticket's */
	char **written;			/* the values as they stand in the file, */
	char **values;			/* and as they are compared: folded unless exact */
	size_t value_count;
	struct pattern **patterns;	/* beside them, for COMPARE_MATCHES */
	struct conf_addresses addresses;	/* of kinds that are addresses: for COMPARE_IS and COMPARE_FILE */
	unsigned set;			/* 1u << enum, for classes, states, tiers, priorities */
	int64_t least, most;		/* trust, bytes, how many attachments; instants of a date */
	int64_t over, under;		/* bytes of an attachment; days of a year, month * 100 + day, for dates of every year */
	char **types;			/* attachments: globs */
	size_t type_count;
	unsigned days;			/* 1u << weekday, from Sunday */
	struct conf_hours hours;
	const struct conf_calendar *calendar;
	char *calendar_name;
	struct conf_condition *children;
	size_t child_count;
	unsigned line;
};

/* A value of a field or tag: as it is written, with {{capture.name}} in it. */
struct conf_assignment {
	char *name, *value;
};

#define CONF_UNSET (-1)

struct conf_actions {
	char *queue, *team, *assignee, *organisation, *language;	/* NULL: stays */
	int tier;			/* CONF_UNSET: stays */
	int priority;			/* CONF_UNSET: stays */
	int priority_step;		/* more or less urgent by so much */
	char **tags, **untags, **skills;	/* skills: that whoever is given the ticket needs */
	size_t tag_count, untag_count, skill_count;
	struct conf_assignment *fields;
	size_t field_count;
	char *reply;			/* name of a template: reply_... */
	bool reply_beside;		/* ... beside the acknowledgement, not in its place */
	bool unacknowledged;		/* no acknowledgement */
	char **watch;			/* technicians by name, others by address */
	size_t watch_count;
	char **forward;			/* addresses */
	size_t forward_count;
	char **webhooks, **programs;	/* names in the config */
	size_t webhook_count, program_count;
	char *set_aside;		/* why; NULL: is not */
	char *refuse;			/* why; NULL: is not */
	char *refusal;			/* template of the answer; NULL: none is given */
};

enum conf_points_kind { CONF_POINTS_TIER, CONF_POINTS_QUEUE };

/* Points toward a tier or queue; or how many are needed. What a tier needs stands in conf->tiers as well. */
struct conf_points {
	enum conf_points_kind kind;
	int tier;
	char *queue;
	int points;
	char *toward;			/* "tier:2", "queue:billing" */
};

/* A mail that the rule brings with it, and what is to become of it. */
struct conf_sample {
	char *file;			/* absolute path of a mail; NULL: it is made of what follows */
	char *from, *to, *cc, *subject, *text;
	struct conf_assignment *headers;
	size_t header_count;
	instant at;			/* when it arrives; 0: now */
	char *mailbox;			/* where; NULL: the first */
	bool follow_up;			/* it answers a ticket that is open */
	int matched;			/* the rule itself; CONF_UNSET: does not matter */
	char *queue, *team, *assignee, *organisation, *language, *outcome;	/* NULL: does not matter; outcome: as explain has it */
	int tier, priority;		/* CONF_UNSET: does not matter */
	char **tags;			/* all of these */
	size_t tag_count;
	char **webhooks, **programs;	/* all of these are told, or run */
	size_t webhook_count, program_count;
	struct conf_assignment *fields;
	size_t field_count;
	const char *source;		/* where it stands */
	unsigned line;
};

#define CONF_ON_CREATE 1u
#define CONF_ON_FOLLOW_UP 2u

struct conf_rule {
	char *name;
	unsigned on;
	struct conf_condition when;	/* CONDITION_ALL */
	struct conf_actions then;
	struct conf_points *points;
	size_t point_count;
	bool stop;
	bool captures;			/* a pattern of it has groups with names */
	struct conf_sample *samples;
	size_t sample_count;
	const char *file;
	unsigned line;
};

/* "subject", "from" and so on, as it is written. */
const char *conf_condition_name(enum conf_condition_kind kind);

/* "is", "contains" ... */
const char *conf_compare_name(enum conf_compare compare);

/* True of kinds whose values are addresses. */
static inline bool
conf_condition_of_addresses(enum conf_condition_kind kind)
{
	return kind >= CONDITION_FROM && kind <= CONDITION_REQUESTER;
}

/* Whether the address, in lower case, is in the list, or its domain is. */
bool conf_addresses_have(const struct conf_addresses *addresses, const char *address);

#endif
