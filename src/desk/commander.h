/* commander.h - a technician's commands being carried out: the tickets that they touch, what is said of it, and what is kept so
 * that it can be undone */
#ifndef DESK_COMMANDER_H
#define DESK_COMMANDER_H

#include <jansson.h>
#include <talloc.h>

#include <postigo/desk/decision.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/inbox.h>

#include "answer.h"
#include "change.h"

/* A ticket as it was before the mail, and as it is. */
struct touched {
	struct ticket before, now;
	struct clock_row *clocks;	/* before */
	size_t clock_count;
	bool asked_for_quiet;		/* until a time that they said */
};

struct commander {
	TALLOC_CTX *ctx;
	const struct tools *tools;
	const struct inbox_row *row;
	const struct facts *facts;
	const struct decision *decision;
	const struct parts *parts;
	struct change change;
	int64_t sender;			/* person */
	int64_t made;			/* the ticket that the mail has made; 0: none */
	int64_t deed;			/* 0: nothing that could be undone was done yet */
	struct touched **touched;
	size_t touched_count;
	json_t *effects;		/* what is said of each step, in order */
	size_t letters;			/* that were written to the technician */
	const struct decision_step *failed;	/* that could not be done; NULL: none */
	bool sent;			/* an answer goes to the requester */
	instant held;			/* ... not before that; 0: at once */
};

/* Owned by ctx. Looks at the ticket that the mail is about as it was before. */
enum result commander_begin(TALLOC_CTX *ctx, const struct tools *tools, const struct inbox_row *row, const struct facts *facts,
    const struct decision *decision, struct commander **out, struct error *err);

/* Steps, words for other tickets, and undoing. The ticket that the mail was put on, and its message; 0: none. */
enum result commander_carry_out(struct commander *c, int64_t ticket, int64_t message, const struct parts *parts, int64_t sender,
    struct error *err);

/* The ticket as it is; NULL when there is none. Owned by the commander. */
enum result commander_ticket(struct commander *c, int64_t id, struct ticket **out, struct error *err);

/* Keeps what was changed. Any of the texts may be NULL. */
enum result commander_changed(struct commander *c, int64_t ticket, const char *what, const char *name, const char *before,
    const char *after, struct error *err);

/* Nobody is warned of that ticket until a time that the technician said: its clocks have been told so. */
void commander_asked_for_quiet(struct commander *c, int64_t ticket);

/* Adds to what is said, and gives it for more to be added. */
json_t *commander_effect(struct commander *c, int64_t ticket);

/* What a technician is shown as; "" for NULL. */
const char *commander_shown(const struct commander *c, const char *agent);

/* A moment and a length in the technician's words; owned by the commander. */
const char *commander_when(const struct commander *c, instant t);
const char *commander_length(const struct commander *c, duration d);

#endif
