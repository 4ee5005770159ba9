/* held.h - the mails that the desk gave us, until it knows what became of each
 *
 *	waiting -> in hand -> ended (result told) -> forgotten (the desk has it durably)
 *
 * It keeps both ends of the talk with the desk: a desk that was started anew hears first what we still hold, then
 * every result that the old one had not confirmed.
 */
#ifndef POSTIGO_SEND_HELD_H
#define POSTIGO_SEND_HELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/wire_send.h>

#define HELD_WINDOW 64		/* mails taken from the desk at a time */
#define HELD_DOTS_AHEAD 16	/* mails whose dot is asked for before their turn */

/* Opaque, talloc. */
struct held;

/* A mail of the desk's. */
struct letter {
	uint64_t row;
	char *envelope_from, *recipient;
	int fd;			/* its bytes, a sealed memfd */

	/* held.c's own */
	struct letter *next;
	enum { LETTER_WAITING, LETTER_IN_HAND, LETTER_ENDED } state;
	bool in_hand;		/* the relay still looks at it, ended or not */
	bool dot_asked, dot_granted, dot_announced;
	bool confirmed;		/* the desk knows its result */
	struct wire_result result;
};

struct held *held_new(TALLOC_CTX *ctx, uint32_t index, int supervisor);

/* Waits up to time milliseconds (-1: for ever) until the desk or the supervisor said something, we were asked to leave,
 * or `other` (-1: none) became readable; takes in all that was said. True when `other` is readable. */
bool held_serve(struct held *h, int64_t time, int other);

/* We are leaving: no more mails are asked for, and being asked to leave wakes nobody any more. */
void held_close(struct held *h);

/* The supervisor has gone: leave. */
bool held_orphaned(const struct held *h);

/* The oldest waiting mail, now in hand; NULL when there is none. */
struct letter *held_take(struct held *h);
bool held_has_waiting(const struct held *h);

/* Mail may flow: from here on the dots of the mail in hand and of the ones behind it are asked for ahead of time, so
 * that the desk's commits overlap with the server's answers. Until held_pause(). */
void held_flow(struct held *h);
void held_pause(struct held *h);

/* Waits until the desk has made durable that this mail's dot may be sent. False: it must not be sent; the time is up
 * or the desk died, and the mail has ended as untried. When true, the desk was also told that the dot goes out now: of
 * those that were allowed ahead, only these are in doubt should we die. */
bool held_dot(struct held *h, struct letter *letter, int64_t time);

/* The end of a mail in hand or waiting; does nothing when it has ended before. text is the server's words, or ours. */
void held_end(struct held *h, struct letter *letter, enum outcome outcome, int code, const char *text);

/* All mails that are waiting end as untried. */
void held_untry(struct held *h, const char *why);

/* The relay is done with the mail: one that has not ended waits again, before all others. */
void held_release(struct held *h, struct letter *letter);

/* Tells the desk how the server does: that it is well again, and each time that it is not, for the desk may have sent
 * one mail to see. A new desk hears of trouble again. Trouble is told before the mails that it sends back, or the desk
 * would hand them out again. */
void held_relay(struct held *h, bool ok, const char *why);

/* True when the desk has confirmed all results. */
bool held_settled(const struct held *h);

#endif
