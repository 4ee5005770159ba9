/* limits.h - how much we say by ourselves: the last word before a mail goes out (RFC 3834 section 2)
 *
 * Headers alone never stop every loop: some program takes them all away. What is counted here survives restarts.
 */
#ifndef DESK_LIMITS_H
#define DESK_LIMITS_H

#include <postigo/desk/decision.h>

#include "tools.h"

/* A mail that would go out by itself. */
struct limits_mail {
	const char *recipient;
	int64_t ticket;			/* 0: not made yet, or none */
	bool outward;			/* not to a technician of ours */
	const char *template, *subject;	/* what makes two of them the same */
};

/* Takes those mails out of the decision that may not go out now, and says why; a technician's answers always may. Reads the
 * store, changes nothing: daemon and dry run ask alike. */
enum result limits_strike(const struct tools *tools, const struct facts *facts, struct decision *decision,
    struct error *err);

/* *why is NULL when the mail may go out, else owned by ctx. Not asked: the breaker. */
enum result limits_ask(TALLOC_CTX *ctx, const struct tools *tools, const struct limits_mail *mail, instant now,
    const char **why, struct error *err);

/* The mail goes out: it counts from now on. */
enum result limits_count(const struct tools *tools, const struct limits_mail *mail, instant now, struct error *err);

/* Notes that the breaker trips or resets, as the decision says. */
enum result limits_breaker(const struct tools *tools, enum breaker breaker, instant now, struct error *err);

/* Forgets what is older than any limit looks back; *all tells that nothing of it is left. */
enum result limits_forget(const struct tools *tools, instant now, bool *all, struct error *err);

/* Mail of which there is much at once goes out only while there is room: half of what limits.all allows is left for answers to
 * mail that arrives, and what the domain of that address may have is not used up. */
enum result limits_room(const struct tools *tools, const char *recipient, instant now, bool *room, struct error *err);

#endif
