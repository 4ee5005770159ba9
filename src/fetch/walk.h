/* walk.h - which of the server's mails are not in the ledger yet */
#ifndef POSTIGO_SRC_FETCH_WALK_H
#define POSTIGO_SRC_FETCH_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>

#include "intake.h"

struct walk {
	struct intake *intake;
	uint32_t adopted;	/* UIDs up to this were there before us and are nobody's business */
	instant skip_before;	/* unknown mails older than this are skipped; 0: none */
	uint32_t skip_below;	/* only with a UID below this; 0: with any */
	uint32_t highest;	/* the highest UID that was looked at */
	uint32_t exists;	/* how many messages there were when it was */
};

/* Looks at every message, window by window, and takes what the ledger lacks, however low its UID. Ends early, with
 * DONE, when we are asked to leave. Not all is settled when it returns (intake_settle). */
enum result walk_all(struct walk *w, struct error *err);

/* Takes what has a UID above the highest: the quick way to new mail. Walks when there is very much of it. */
enum result walk_news(struct walk *w, struct error *err);

/* For the beginning of a session: the same, if it is quick; a walk has to follow. */
enum result walk_first(struct walk *w, struct error *err);

#endif
