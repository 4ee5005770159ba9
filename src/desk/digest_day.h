/* digest_day.h - the day of those who share tickets: how much came and went, what is late, what is nobody's */
#ifndef DESK_DIGEST_DAY_H
#define DESK_DIGEST_DAY_H

#include <stddef.h>
#include <stdint.h>

#include <postigo/base/instant.h>
#include <postigo/desk/labour.h>
#include <postigo/store/ticket.h>
#include <postigo/store/volume.h>

#include "digest_line.h"
#include "tools.h"

struct digest_day;

/* Whose day it can be: a team's, an organisation's. */
struct digest_kind {
	const char *template;
	const char *name;		/* of the value that says whose it is */
	const char *(*shown)(const struct conf *conf, const char *name, const char *language);	/* as people know them */
	const char *(*whose)(const struct ticket *ticket);	/* which of them the ticket is; NULL: nobody's */
	enum result (*count)(struct digest_day *day, struct error *err);	/* fills in volume, open and unassigned */
};

struct digest_day {
	const struct tools *tools;
	const struct digest_kind *kind;
	const char *name;		/* theirs */
	instant now, since;
	struct volume volume;
	uint64_t open, unassigned, reopened;
	struct digest_line *late;
	size_t late_count;
	duration answered;		/* business time until first answers, of all */
	uint64_t answers;
	struct labour labour;		/* what was noted of theirs */
};

/* Gathers it and sends it to that technician, unless nothing was. What is not known beforehand is 0. */
enum result digest_day_tell(struct digest_day *day, const struct conf_agent *agent, struct error *err);

#endif
