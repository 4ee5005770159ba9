/* tier.h - the lines of support: who takes a ticket on, when, how long they may need, what has to be known by then */
#ifndef POSTIGO_CONF_TIER_H
#define POSTIGO_CONF_TIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/conf/calendar.h>
#include <postigo/conf/sla.h>
#include <postigo/conf/wording.h>

#define CONF_TIER_FIRST 1	/* where a ticket begins that nothing puts elsewhere */
#define CONF_TIER_VENDOR 4

/* Something to be done before a ticket goes up: by a person who says so, or when a field of the ticket has a value. */
struct conf_check {
	char *text;		/* by which ticks are kept; of several languages the one that stands first */
	struct conf_wordings shown;	/* the same by language */
	char *field;		/* NULL: somebody says so */
};

/* What an hour costs. */
struct conf_money {
	int64_t cents;		/* hundredths; 0: nothing is reckoned */
	char currency[4];	/* "EUR" */
};

/* "35.00 EUR", as it is written in the config, with decimal between whole ones and hundredths (NULL: a point); NULL when there is
 * none. Owned by ctx. */
char *conf_money_text(TALLOC_CTX *ctx, const struct conf_money *money, const char *decimal);

enum conf_over_budget { CONF_OVER_TELL, CONF_OVER_ESCALATE };

struct conf_tier {
	bool written;		/* it stands in the config */
	char *name;		/* as technicians know it: "Second line"; in identity.language, if it has several */
	struct conf_wordings shown;	/* the same by language */
	char *team;		/* NULL: the queue's */
	unsigned points;	/* from so many on a new ticket begins here */
	char **queues;		/* ... or in one of these, */
	size_t queue_count;
	char **tags;		/* with one of these tags, */
	size_t tag_count;
	char **categories;	/* or one of these values of the field "category" */
	size_t category_count;
	struct conf_check *checklist;
	size_t check_count;
	duration budget;	/* of the calendar's time, or of all time without one; 0: as long as it takes */
	enum conf_over_budget over_budget;
	char *calendar_name;	/* as it is written; NULL: around the clock */
	const struct conf_calendar *calendar;
	struct conf_money cost;
	char *questionnaire;	/* that requesters are asked whose tickets begin on it; NULL: what is for the queue and category */
};

struct conf;
struct conf_queue;

/* The name of the team that works on a tier of a queue: the queue's own for that tier, else the tier's, else the queue's.
 * queue may be NULL. NULL: nobody. */
const char *conf_tier_team(const struct conf *conf, const struct conf_queue *queue, int tier);

/* The same, where NULL says that neither queue nor tier has a team for it of its own. */
const char *conf_tier_own_team(const struct conf *conf, const struct conf_queue *queue, int tier);

#endif
