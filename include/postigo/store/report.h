/* report.h - tickets that are counted because many of them at once would mean something, and how many there were at each hour */
#ifndef POSTIGO_STORE_REPORT_H
#define POSTIGO_STORE_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct report {
	const char *spike;		/* what is counted together */
	int64_t ticket, person;
	const char *organisation;	/* "": nobody's */
	instant at;
};

/* *again tells that this person was counted later than `window` before. What is older than that is taken away, a few rows at a
 * time, so that there are never many. NONE: the ticket is counted already. */
enum result report_add(struct store *store, const struct report *report, duration window, bool *again, struct error *err);

/* How many others than that person (0: nobody is left out) were counted later than `since`; stops counting at most. */
enum result report_people(struct store *store, const char *spike, int64_t person, instant since, unsigned most, unsigned *count,
    struct error *err);

/* Of how many other organisations than that one they are; of the first thousand. */
enum result report_organisations(struct store *store, const char *spike, const char *organisation, instant since, unsigned *count,
    struct error *err);

/* The first of those tickets, and all of them, at most `most`, oldest first. NONE when there is none; an empty list is DONE. */
enum result report_first(struct store *store, const char *spike, instant since, instant *at, struct error *err);
enum result report_tickets(TALLOC_CTX *ctx, struct store *store, const char *spike, instant since, size_t most, int64_t **list,
    size_t *count, struct error *err);

/* The problem that the newest of them is part of which is part of any. NONE: none is. */
enum result report_problem(struct store *store, const char *spike, instant since, int64_t *problem, struct error *err);

/* One more person at that hour; hours before `keep` are taken away, a few at a time. */
enum result report_hour_add(struct store *store, const char *spike, int64_t hour, int64_t keep, struct error *err);

/* How many people at each hour from first to last, which are `last - first + 1` places of out. */
enum result report_hours(struct store *store, const char *spike, int64_t first, int64_t last, unsigned *out, struct error *err);

/* The first hour that is known. NONE: none is. */
enum result report_hour_first(struct store *store, const char *spike, int64_t *hour, struct error *err);

#endif
