/* application.h - what the steps share by which a decision becomes rows */
#ifndef DESK_APPLICATION_H
#define DESK_APPLICATION_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/desk/decision.h>
#include <postigo/store/inbox.h>

#include "answer.h"
#include "commander.h"
#include "tools.h"

/* As much of a subject as a ticket keeps. */
#define APPLICATION_SUBJECT_MOST 500

/* A mail on its way into the store. */
struct application {
	const struct tools *tools;
	const struct inbox_row *row;
	const struct facts *facts;	/* without a technician's commands */
	const struct facts *whole;	/* the same with them */
	const struct decision *decision;
	const struct parts *parts;
	int64_t sender;			/* person */
	int64_t author;			/* of the message: the sender, or whose mail they passed on */
	struct ticket ticket;
	int64_t message;
	json_t *more;			/* values for templates; NULL: none */
	struct commander *commander;	/* NULL: no technician asks for anything */
};

/* Puts the mail on its ticket, which is made, or changed as was decided: one that was confirmed is there already, unless it goes to
 * another. ctx: what the application keeps of it. */
enum result apply_ticket(TALLOC_CTX *ctx, struct application *application, struct error *err);

/* Whether it is what a technician answers on a problem: that goes to everybody whose ticket is part of it. */
bool apply_answers_problem(const struct application *application);

#endif
