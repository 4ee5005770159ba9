/* token.h - unforgeable tokens for reply addresses and Message-IDs, marks for the bodies of mails, and their keys
 *
 * A token is lower-case base32 (Crockford's alphabet: mail systems fold case, people misread l and 1) of fixed length:
 * version (1), key (1), purpose (1), week of issue (2), ticket (7), person (7), HMAC-SHA-256 cut to 128 bits (26).
 */
#ifndef POSTIGO_BASE_TOKEN_H
#define POSTIGO_BASE_TOKEN_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>

#define TOKEN_LENGTH 45
#define TOKEN_NUMBER_LIMIT (UINT64_C(1) << 35)	/* tickets and persons stay below it */

/* What a token was made for; one made for one purpose is worth nothing for another. */
enum token_purpose {
	TOKEN_REQUESTER = 'r',	/* reply address of a requester or participant */
	TOKEN_TECHNICIAN = 't',	/* reply address of a technician */
	TOKEN_BOUNCE = 'b',	/* envelope sender */
	TOKEN_MESSAGE_ID = 'm',	/* our Message-ID; person holds the outbox row */
	TOKEN_CONFIRM = 'c',	/* a mail to be confirmed: ticket holds the inbox row, person whom we asked */
	TOKEN_INTERNAL = 'n',	/* reply address of a technician, where what they write stays among technicians */
	TOKEN_VENDOR = 'v',	/* reply address of a vendor, who was asked about the ticket */
	TOKEN_SOLVED = 'y',	/* who writes there says that their ticket is solved, */
	TOKEN_UNSOLVED = 'x',	/* ... that it is not, */
	TOKEN_RATING_1 = '1',	/* ... or how good the help was */
	TOKEN_RATING_2 = '2',
	TOKEN_RATING_3 = '3',
	TOKEN_RATING_4 = '4',
	TOKEN_RATING_5 = '5',
	TOKEN_COMMAND = 'd',	/* address of a technician for commands alone: ticket holds the one that they are about, or 0 */
	TOKEN_UNDO = 'z',	/* address that undoes what a technician did: ticket holds the deed */
	TOKEN_TAKE = 'a',	/* buttons of a notice: ticket holds the notice, person the technician. To take the ticket, */
	TOKEN_NOTE = 'j',	/* ... to write a note, */
	TOKEN_ESCALATE = 'e',	/* ... to hand it up, */
	TOKEN_CLOSE = 's',	/* ... to close it, */
	TOKEN_WAIT = 'w',	/* ... to let it wait, */
	TOKEN_SPAM = 'p',	/* ... to close it in silence, */
	TOKEN_HEARD = 'h',	/* ... or to say that they have seen a warning */
	TOKEN_ARTICLE = 'k'	/* "this article solved it": ticket holds the offer, person the requester */
};

struct token {
	enum token_purpose purpose;
	uint64_t ticket;	/* less than TOKEN_NUMBER_LIMIT, and so is person */
	uint64_t person;
	instant issued;		/* the start of that week; weeks are known from 2024 to 2043 */
};

/* The keys that tokens are signed with: the newest signs, all verify. Opaque, talloc. */
struct token_keys;

/* What may be known of a key. */
struct token_key_info {
	char id;
	instant made;		/* 0: the file does not say */
};

/* As many as there are characters to call them by. */
#define TOKEN_KEYS_MAX 32

/* Reads the key file, one key a line (id character, blank, 64 hexadecimal digits, and mostly a blank and when it was made, as
 * RFC 3339), newest first; makes it with mode 0600 and one random key when it is not there. PERMFAIL when others may read it or a line is no key. */
enum result token_keys_load(TALLOC_CTX *ctx, const char *path, struct token_keys **out, struct error *err);

/* Puts a new random key in front of those in the file, in one step; what reads the file from then on signs with it. The last
 * one goes when there are TOKEN_KEYS_MAX already. PERMFAIL when there is no such file yet, or one that token_keys_load
 * would refuse; it is then as it was. */
enum result token_keys_rotate(const char *path, instant now, struct error *err);

/* The keys, newest first; returns how many. */
size_t token_keys_list(const struct token_keys *keys, struct token_key_info list[TOKEN_KEYS_MAX]);

/* TOKEN_LENGTH characters and a NUL, signed with the newest key, owned by ctx. now is the time of issue. */
char *token_make(TALLOC_CTX *ctx, const struct token_keys *keys, enum token_purpose purpose, uint64_t ticket,
    uint64_t person, instant now);

/* Takes a token apart. Case does not matter; nothing else may differ from what token_make gave: compared in constant
 * time over the whole length. PERMFAIL with the reason in err for anything else. The caller judges the age. */
enum result token_verify(const struct token_keys *keys, const char *text, struct token *out, struct error *err);

/* A mark for the body of a mail, short because people see it: the ticket's number, a dot and 10 characters, signed with the
 * newest key: "12.k7qw2m9x4t", owned by ctx. It stands there as "ref:12.k7qw2m9x4t". Who has seen it can pass it on: it
 * says what a mail is about, never who wrote it. */
char *token_mark_make(TALLOC_CTX *ctx, const struct token_keys *keys, int64_t ticket);

/* The ticket of the first valid mark in a text that need not end with NUL, behind "ref:" in any case and with no letter or
 * digit before or behind; signed with any of the keys. 0: none. Only the first 64 that look like one are verified. */
int64_t token_mark_find(const struct token_keys *keys, const char *text, size_t size);

#endif
