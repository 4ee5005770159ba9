/* line.h - our end of the line to the desk (wire_fetch.h)
 *
 * TEMPFAIL of any function means that the line is lost: it is closed and desk is -1.
 */
#ifndef POSTIGO_SRC_FETCH_LINE_H
#define POSTIGO_SRC_FETCH_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/wire_fetch.h>

#include "answer.h"

struct line {
	int desk;		/* -1: no line */
	uint32_t uidvalidity;	/* of what is told and asked */
	uint64_t asked;		/* the last number given to a question or a batch */
	uint64_t stored;	/* everything up to this number is durable */
};

/* Says what was selected; gives the ledger's head for it, owned by ctx. */
enum result line_open(TALLOC_CTX *ctx, struct line *l, const struct wire_mailbox_open *open,
    struct wire_mailbox_state *state, struct error *err);

/* Which of these are not in the ledger? Owned by ctx, in the same order; at most WIRE_UIDS_MAX. */
enum result line_lacking(TALLOC_CTX *ctx, struct line *l, const uint32_t *uid, size_t count,
    struct wire_uids *lacking, struct error *err);

/* Hands over one mail; its size is that of the letter, its bytes are body. */
enum result line_mail(struct line *l, const struct letter *letter, bool partial, struct error *err);

/* Ends a batch; *number comes back in stored when it is durable. */
enum result line_end_batch(struct line *l, uint64_t *number, struct error *err);

/* Takes what the desk has said, waiting until stored reaches number; 0: without waiting. */
enum result line_stored(struct line *l, uint64_t number, struct error *err);

/* The server was told of these; nothing comes back. */
enum result line_told(struct line *l, const uint32_t *uid, size_t count, struct error *err);

/* These will not be taken. */
enum result line_skipped(struct line *l, const uint32_t *uid, size_t count, const char *why, bool quarantine,
    struct error *err);

enum result line_health(struct line *l, bool ok, const char *why, struct error *err);

void line_close(struct line *l);

#endif
