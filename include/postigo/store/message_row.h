/* message_row.h - the messages on a ticket, and their attachments */
#ifndef POSTIGO_STORE_MESSAGE_ROW_H
#define POSTIGO_STORE_MESSAGE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

/* A message on a ticket. */
enum message_kind {
	MESSAGE_FROM_REQUESTER = 0,	/* or another participant */
	MESSAGE_FROM_TECHNICIAN = 1,	/* an answer to the requester */
	MESSAGE_NOTE = 2,		/* internal */
	MESSAGE_AUTOMATIC = 3,		/* machine mail that was filed */
	MESSAGE_ACKNOWLEDGEMENT = 4,	/* ours */
	MESSAGE_VENDOR = 5,		/* from a vendor or, with author 0, to one: for technicians alone */
	MESSAGE_WITHDRAWN = 6		/* a note that was taken back, or a brief that did not go out: for the record alone */
};

struct message_row {
	int64_t id;
	int64_t ticket;
	int64_t inbox;		/* 0: did not come by mail */
	enum message_kind kind;
	int64_t author;		/* person, 0: ourselves */
	char *author_address, *author_name;	/* filled in by message_row_list */
	char *identifier;	/* its Message-ID without brackets */
	char *subject;
	char *text;		/* all of it */
	char *reply;		/* the new words */
	instant sent;		/* its Date */
	instant created;
	uint8_t content_key[DIGEST_SIZE];
	bool has_content_key;
};

struct attachment_row {
	int64_t message;
	unsigned position;
	char *name, *type, *content_id;
	uint64_t size;
	bool is_inline;
	char *sha256;
};

enum result message_row_add(struct store *store, struct message_row *message, struct error *err);
/* Gives a message the Message-ID under which others know it: an answer goes out under one of ours. */
enum result message_row_identify(struct store *store, int64_t message, const char *identifier, struct error *err);
/* NONE: there is no such message. Owned by ctx. */
enum result message_row_read(TALLOC_CTX *ctx, struct store *store, int64_t message, struct message_row *out, struct error *err);
/* The first message of a ticket. NONE when it has none. */
enum result message_row_first(struct store *store, int64_t ticket, int64_t *message, struct error *err);
enum result message_row_kind(struct store *store, int64_t message, enum message_kind *kind, struct error *err);
/* The message stands on another ticket from now on, and its Message-ID leads there. NONE: there is no such message. */
enum result message_row_move(struct store *store, int64_t message, int64_t ticket, struct error *err);
/* NONE: there is no such message. */
enum result message_row_set_kind(struct store *store, int64_t message, enum message_kind kind, struct error *err);
/* All of them: the record of the ticket. What was withdrawn is in none of the lists below. */
enum result message_row_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct message_row **list, size_t *count,
    struct error *err);
/* Those that the ticket began with, so many at most: how long it has become since makes no difference. */
enum result message_row_beginning(TALLOC_CTX *ctx, struct store *store, int64_t ticket, size_t most, struct message_row **list,
    size_t *count, struct error *err);
/* What is to be shown of a ticket, however long it has become: the message that it began with, and of those kinds (1u << kind, or-ed)
 * the newest, so many in all; the oldest first. *left_out tells how many of these kinds stand between. */
enum result message_row_ends(TALLOC_CTX *ctx, struct store *store, int64_t ticket, unsigned kinds, size_t most,
    struct message_row **list, size_t *count, size_t *left_out, struct error *err);
/* One of a ticket's. NONE: it is not on that ticket. */
enum result message_row_of(TALLOC_CTX *ctx, struct store *store, int64_t ticket, int64_t message, struct message_row *out,
    struct error *err);
/* The newest of a ticket before that message, 0: the newest of all; the newest first, so many at most. */
enum result message_row_before(TALLOC_CTX *ctx, struct store *store, int64_t ticket, int64_t before, size_t most,
    struct message_row **list, size_t *count, struct error *err);
/* The newest message of that kind on a ticket. NONE: it has none. */
enum result message_row_newest(TALLOC_CTX *ctx, struct store *store, int64_t ticket, enum message_kind kind,
    struct message_row *out, struct error *err);
/* The newest messages of that kind on a ticket, so many at most, the newest first. */
enum result message_row_newest_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, enum message_kind kind, size_t most,
    struct message_row **list, size_t *count, struct error *err);
/* The message with that content key, not older than since. NONE: none. */
enum result message_row_by_content(struct store *store, const uint8_t key[DIGEST_SIZE], instant since, int64_t *message,
    int64_t *ticket, struct error *err);
enum result attachment_add(struct store *store, const struct attachment_row *attachment, struct error *err);
enum result attachment_list(TALLOC_CTX *ctx, struct store *store, int64_t message, struct attachment_row **list,
    size_t *count, struct error *err);

#endif
