/* outbox.h - finished mails on their way out, one row a recipient
 *
 *	queued -> leased -> dot_pending -> sent | deferred | failed | unknown -> ...
 *
 * leased: a send process has it. dot_pending: that process may have ended the data; should it die now, nobody knows.
 */
#ifndef POSTIGO_STORE_OUTBOX_H
#define POSTIGO_STORE_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum outbox_state {
	OUTBOX_QUEUED = 0,
	OUTBOX_LEASED = 1,
	OUTBOX_DOT_PENDING = 2,
	OUTBOX_DEFERRED = 3,
	OUTBOX_UNKNOWN = 4,
	OUTBOX_SENT = 5,
	OUTBOX_FAILED = 6,
	OUTBOX_DROPPED = 7
};

/* Who holds the rows that are to be signed or encrypted first (enclosing.h): no send process has that number. */
#define OUTBOX_ENCLOSER 1000

struct outbox_row {
	int64_t id;
	int64_t ticket, message;	/* 0: none */
	char *kind;			/* template: "acknowledgement", "notice", "answer" ... */
	char *recipient;
	char *envelope_from;		/* "" for automatic mail */
	char *identifier;		/* its Message-ID */
	enum outbox_state state;
	int lease;			/* which send process has it, -1: none */
	unsigned attempts;		/* that reached the server */
	unsigned unknowns;		/* times that its outcome was not known */
	instant created, next_attempt, finished;
	int code;			/* the last answer */
	char *answer;
	uint64_t size;
	unsigned enclose;		/* how it is to be signed and encrypted (wire_crypt.h); said when it is put, 0: not at all */
	char *signer;			/* ... by whom */
	instant enclosed_at;		/* when it is next tried to sign or encrypt it, filled in when read; 0: it is done, or needs none */
	int64_t inbox;			/* the mail that led to it, filled in when read; 0: none */
};

/* A new row in state queued, or leased to OUTBOX_ENCLOSER; id is given back. created 0 is now, next_attempt 0 is at once. */
enum result outbox_put(struct store *store, struct outbox_row *row, const char *bytes, size_t size, struct error *err);

/* Claims for send process `lease` what is due (queued, deferred or unknown), oldest first, at most `most`. */
enum result outbox_claim(TALLOC_CTX *ctx, struct store *store, int lease, instant now, size_t most,
    struct outbox_row **rows, size_t *count, struct error *err);
/* When the next row that nobody holds will be due. NONE: there is none. */
enum result outbox_next_due(struct store *store, instant *due, struct error *err);

enum result outbox_raw(TALLOC_CTX *ctx, struct store *store, int64_t id, char **bytes, size_t *size, struct error *err);
enum result outbox_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct outbox_row *out, struct error *err);

/* The newest row with that Message-ID, which several have when it went to several people, to that one of them. NONE: none. */
enum result outbox_by_identifier(TALLOC_CTX *ctx, struct store *store, const char *identifier, const char *recipient,
    struct outbox_row *out, struct error *err);

/* leased -> dot_pending; again is no error. NONE when this process does not hold the row. */
enum result outbox_dot(struct store *store, int64_t id, int lease, struct error *err);

/* The end of an attempt: the new state with the server's answer; next is when to try again (deferred, unknown,
 * queued), counted tells whether the attempt reached the server. NONE when this process does not hold the row. */
enum result outbox_result(struct store *store, int64_t id, int lease, enum outbox_state state, bool counted, int code,
    const char *answer, instant next, instant now, struct error *err);

/* Rows held by a send process that it no longer knows of (not among `holding`), owned by ctx: it was started anew.
 * The caller gives each its outbox_result: leased goes back to queued, dot_pending is unknown. */
enum result outbox_lost(TALLOC_CTX *ctx, struct store *store, int lease, const uint64_t *holding, size_t n,
    struct outbox_row **rows, size_t *count, struct error *err);

/* For people: try now (deferred, unknown, failed), or never. NONE when the row is not in such a state. */
enum result outbox_retry(struct store *store, int64_t id, instant now, struct error *err);
enum result outbox_drop(struct store *store, int64_t id, instant now, struct error *err);
/* What was sent came back, or could not be: sent, failed -> deferred, due at next. NONE in another state. */
enum result outbox_again(struct store *store, int64_t id, instant next, instant now, struct error *err);
/* For people: of that state, or of any with -1; at most `most`. What waits comes in the order in which it is due,
 * everything else newest first. */
enum result outbox_list(TALLOC_CTX *ctx, struct store *store, int state, size_t most, struct outbox_row **rows,
    size_t *count, struct error *err);

/* Those of one ticket, oldest first. For people: it looks through all rows. */
enum result outbox_of_ticket(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct outbox_row **rows,
    size_t *count, struct error *err);

struct outbox_counts {
	uint64_t waiting, held, deferred, unknown, sent, failed, dropped;
};
enum result outbox_count(struct store *store, struct outbox_counts *out, struct error *err);

const char *outbox_state_name(enum outbox_state state);

#endif
