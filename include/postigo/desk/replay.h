/* replay.h - the mails in the store, decided anew by other rules: what would be different */
#ifndef POSTIGO_DESK_REPLAY_H
#define POSTIGO_DESK_REPLAY_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/conf/conf.h>

/* Opaque, talloc. */
struct replay;

struct replay_change {
	const char *field;		/* "queue", "tags" ... */
	char *was, *would;		/* by the rules that are in force, and by the others; NULL: nothing */
};

struct replay_mail {
	int64_t inbox, ticket;		/* ticket 0: it made none */
	char *from, *subject;
	instant received;
	struct replay_change *changes;	/* none: nothing would be different */
	size_t change_count;
};

/* conf as it is in force, and with the other rules; both stay the caller's. Reads what arrived since then. */
enum result replay_open(TALLOC_CTX *ctx, const struct conf *conf, const struct conf *other, instant since, struct replay **out,
    struct error *err);

/* The next mail, the oldest first, owned by ctx. NONE when there are no more. Changes nothing. */
enum result replay_next(struct replay *replay, TALLOC_CTX *ctx, struct replay_mail *out, struct error *err);

#endif
