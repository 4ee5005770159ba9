/* inbox.h - mail that has arrived: its bytes, and what became of it */
#ifndef POSTIGO_STORE_INBOX_H
#define POSTIGO_STORE_INBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum inbox_state {
	INBOX_NEW = 0,		/* to be decided */
	INBOX_DONE = 1,		/* became a ticket, a reply, or an event */
	INBOX_DUPLICATE = 2,	/* the same mail is there already */
	INBOX_SKIPPED = 3,	/* not taken: before adoption, vanished ... */
	INBOX_QUARANTINED = 4,	/* could not be processed: see cause */
	INBOX_DROPPED = 5	/* an operator dropped it from quarantine */
};

struct inbox_mail {
	int64_t mailbox;
	uint32_t uidvalidity, uid;	/* both 0: it came without a server */
	instant arrived;		/* INTERNALDATE */
	instant received;		/* when we took it */
	bool partial;
	uint64_t server_size;
	const char *raw;
	size_t size;
	const uint8_t *digest;		/* SHA-256 of raw; NULL: inbox_put makes it */
};

struct inbox_row {
	int64_t id;
	int64_t mailbox;
	char *mailbox_name;
	uint32_t uidvalidity, uid;
	instant arrived, received;
	bool partial;
	uint64_t size;
	enum inbox_state state;
	unsigned attempts;
	char *cause;			/* of duplicate, skipped, quarantined; else NULL */
	int64_t ticket, message;	/* 0: none; of a mail that was confirmed, what it was filed as */
	bool asked, confirmed;		/* its sender was asked to confirm it, and did */
	bool released;			/* somebody has let it out of quarantine */
	uint8_t digest[DIGEST_SIZE];
};

/* Takes a mail in: state NEW, no attempts. *is_new tells whether its place was free; taking the same place twice is no
 * error and gives the row that is there. */
enum result inbox_put(struct store *store, const struct inbox_mail *mail, int64_t *id, bool *is_new,
    struct error *err);

/* Counts an attempt, before the bytes are given to anybody who may die of them. NONE: no such row. */
enum result inbox_attempt(struct store *store, int64_t id, unsigned *attempts, struct error *err);

/* Takes one attempt back: the mail was given to somebody who ended before coming to it. */
enum result inbox_spare(struct store *store, int64_t id, struct error *err);

/* Rows in state NEW with an id above after, lowest first, at most `most`; without bytes. */
enum result inbox_waiting(TALLOC_CTX *ctx, struct store *store, int64_t after, size_t most, struct inbox_row **rows,
    size_t *count, struct error *err);
/* Rows of any state above `after`, at most `most`, in their order. */
enum result inbox_all(TALLOC_CTX *ctx, struct store *store, int64_t after, size_t most, struct inbox_row **rows, size_t *count,
    struct error *err);
/* Those that wait of one mailbox. */
enum result inbox_waiting_in(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, int64_t after, size_t most,
    struct inbox_row **rows, size_t *count, struct error *err);

enum result inbox_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct inbox_row *out, struct error *err);

/* The bytes as they came, owned by ctx. NONE when there are none (skipped). */
enum result inbox_raw(TALLOC_CTX *ctx, struct store *store, int64_t id, char **raw, size_t *size, struct error *err);

/* An earlier row (lower id) with the same bytes that is no duplicate itself. NONE: none. */
enum result inbox_same_bytes(struct store *store, int64_t id, const uint8_t digest[DIGEST_SIZE], int64_t *other,
    struct error *err);

/* The row's end. cause, ticket and message may be NULL and 0. NONE when the row is not in state NEW (any more). */
enum result inbox_finish(struct store *store, int64_t id, enum inbox_state state, const char *cause, int64_t ticket,
    int64_t message, struct error *err);

/* The sender of a mail is asked to confirm it. NONE when that was asked before, or there is no such row. */
enum result inbox_ask(struct store *store, int64_t id, struct error *err);
/* The sender of a mail that had its end has confirmed it: it is decided again, in state NEW, with no attempts, confirmed,
 * and with the numbers of the ticket and message that it was filed as. NONE when nobody asked, or it is confirmed already. */
enum result inbox_confirm(struct store *store, int64_t id, struct error *err);

/* From quarantine back to NEW with no attempts, or to DROPPED. NONE when the row is not in quarantine. A mail whose bytes
 * could never be fetched has its row taken away by a release: its place is free, and fetch tries again. */
enum result inbox_release(struct store *store, int64_t id, struct error *err);
enum result inbox_drop(struct store *store, int64_t id, struct error *err);

/* Rows for people: in that state (or any, with -1), newest first, at most `most`. */
enum result inbox_list(TALLOC_CTX *ctx, struct store *store, int state, size_t most, struct inbox_row **rows,
    size_t *count, struct error *err);

const char *inbox_state_name(enum inbox_state state);

#endif
