/* answer.h - what a FETCH gave back, message by message */
#ifndef POSTIGO_SRC_FETCH_ANSWER_H
#define POSTIGO_SRC_FETCH_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libetpan/clist.h>

#include <postigo/base/instant.h>

/* One message as the server describes it. Sizes are hints: the parser wraps large numbers. */
struct letter {
	uint32_t uid;
	instant arrived;	/* INTERNALDATE; 0 when the server did not say */
	uint64_t size;		/* RFC822.SIZE; 0 when it did not say */
	const char *body;	/* NULL: none, or NIL. Lives as long as the answer */
	size_t body_size;
	bool nil;		/* the server has it, but says NIL for its text */
};

/* A walk over it. The list is the session's and good until its next command. */
struct answer {
	clistiter *at;
};

/* The next message that has a UID; those without were not what we asked for. False at the end. */
bool answer_next(struct answer *a, struct letter *out);

#endif
