/* intake.h - mails from the server to the desk, batch by batch, and the word back to the server */
#ifndef POSTIGO_SRC_FETCH_INTAKE_H
#define POSTIGO_SRC_FETCH_INTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/error.h>

#include "failures.h"
#include "line.h"
#include "mailbox.h"

#define INTAKE_BATCH 64		/* mails in one */
#define INTAKE_BYTES (4u << 20)	/* and bytes, by the server's estimate */
#define INTAKE_AHEAD 3		/* batches that may wait for the desk */
#define INTAKE_TELL 256		/* mails that the server is told of at once */

struct batch {
	uint64_t number;
	size_t count;
	uint32_t uid[INTAKE_BATCH];
	bool old[INTAKE_BATCH];	/* was there before us: stays on the server as it is */
	bool nil;		/* one that was asked for came as NIL */
};

struct intake {
	struct mailbox *mailbox;
	struct line *line;
	struct failures *failures;
	struct batch ahead[INTAKE_AHEAD];	/* handed over, not yet durable; oldest first */
	size_t ahead_count;
	uint32_t stored[INTAKE_TELL + INTAKE_BATCH];	/* durable, the server not yet told */
	size_t stored_count;
	instant first_contact;	/* what arrived before is old */
	char refusal[300];	/* why the server would not be told, or "" */
};

/* Starts anew for a session: what was under way in an earlier one is the ledger's to know. */
void intake_begin(struct intake *in, struct mailbox *mailbox);

/* Takes these, in ascending order of UID. Results are a session's (mailbox.h); TEMPFAIL with the ledger's line lost
 * leaves the session in order. */
enum result intake_take(struct intake *in, const struct letter *letters, size_t count, struct error *err);

/* Waits until all handed over is durable and tells the server. Once it has returned DONE, all is settled but what
 * the server refused to hear (refusal). */
enum result intake_settle(struct intake *in, struct error *err);

/* Tells the server of mails that an earlier session left untold. */
enum result intake_tell(struct intake *in, const uint32_t *uid, size_t count, struct error *err);

#endif
