/* message.h - what a mail says, taken apart */
#ifndef POSTIGO_MAIL_MESSAGE_H
#define POSTIGO_MAIL_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>

struct seal;

enum mail_class {
	MAIL_HUMAN,
	MAIL_AUTO_REPLY,
	MAIL_AUTO_GENERATED,
	MAIL_BOUNCE,
	MAIL_LIST,
	MAIL_CALENDAR
};

/* A person in a header. Both valid UTF-8 on one line; name may be "". */
struct mail_address {
	char *name;
	char *address;
};

struct mail_addresses {
	struct mail_address *list;
	size_t count;
};

struct mail_strings {
	char **list;
	size_t count;
};

/* A field of the header as people read it: decoded, on one line. */
struct mail_header {
	char *name, *value;
};

struct mail_headers {
	struct mail_header *list;
	size_t count;
};

struct mail_attachment {
	char *name;		/* safe to show and to store: no path, control or bidirectional characters */
	char *original_name;	/* as the mail has it, on one line: may be a whole path; NULL: none */
	char *type;
	uint64_t size;		/* decoded */
	bool is_inline;
	char *content_id;	/* without angle brackets, NULL if none */
	char sha256[65];
	char text_sha256[65];	/* the same whatever line ends, and blank lines at its end, it got on its way; "": it came as bytes */
};

struct mail_forwarded {
	struct mail_address from;
	struct mail_addresses to, cc;
	char *subject;
	instant date;		/* 0: not known */
	char *text;
};

struct mail_bounce_recipient {
	char *address, *action, *status, *diagnostic;
};

struct mail_bounce {
	struct mail_bounce_recipient *recipients;
	size_t count;
	char *original_message_id;
};

struct mail_auth {
	char *authserv_id, *method, *result;
	struct mail_strings names, values;	/* properties, side by side: "header.from", "example.org" */
	unsigned received;		/* how many Received fields stand above the field that it is from */
};

/* Everything that `postigo parse --json` prints (DESIGN section 7). Strings are valid UTF-8; those that the mail does
 * not have are NULL, lists are empty. One talloc context holds it all. */
struct mail {
	struct mail_address from;	/* address NULL when there is none */
	size_t from_count;		/* authors in all From fields; a further field without one counts as one. 0: none can
					 * be read there, and `from` is whoever else is behind the mail */
	struct mail_addresses reply_to, to, cc;
	char *subject;
	char *message_id;		/* without angle brackets */
	struct mail_strings in_reply_to, references;
	instant date;			/* 0: none or not to be read */
	enum mail_class class;
	char *class_reason;
	char *language;
	char *text;			/* LF line ends */
	bool html;
	char *reply, *quoted, *signature;
	struct mail_forwarded *forwarded;
	struct mail_attachment *attachments;
	size_t attachment_count;
	struct mail_bounce *bounce;
	struct mail_auth *auth;
	size_t auth_count;
	char *auto_submitted;		/* not in the JSON's promise: the first word of the field, lower case */
	struct mail_strings delivered_to;	/* Delivered-To, X-Original-To, Envelope-To: addresses */
	char *return_path;		/* "" for <>, NULL when there is no such field */
	char *installation;		/* X-Postigo-Loop: who sent it, when one of us did */
	char *loop_mark;		/* the field by which another ticket system marks its mail, NULL: there is none */
	bool suppress_response;		/* X-Auto-Response-Suppress asks for no automatic answer */
	size_t received_count;		/* Received fields: servers on the way */
	char *thread_index;		/* Thread-Index when it is one (threadindex.h), without folding */
	char *thread_topic;		/* Thread-Topic: the subject with which the thread began */
	struct mail_headers headers;	/* as they stand; of very many or very long ones the first */
	const char *protection;		/* "smime-signed" ...; see protection.h. NULL: none */
	const struct seal *seal;	/* what somebody with keys has found out (seal.h); never said by a reader. NULL: nobody looked */
	size_t size;			/* bytes of the mail as it came */
	struct mail_strings defects;
};

/* Sets up character sets and languages; once a process, before the sandbox. */
void message_init(void);

/* Takes a mail apart, owned by ctx. Never fails: what cannot be read is a line in defects. */
struct mail *message_parse(TALLOC_CTX *ctx, const char *raw, size_t size);

/* The decoded bytes of every attachment, one behind the other, in the order and sizes of mail->attachments.
 * Stops at max bytes: TEMPFAIL never, PERMFAIL when they are more. */
enum result message_parts(TALLOC_CTX *ctx, const char *raw, size_t size, size_t max, char **bytes, size_t *n,
    struct error *err);

/* The object that `postigo parse --json` prints, without "file", as text on one line owned by ctx: what a reader
 * sends, and several times as fast as by way of json_t. */
char *message_json(TALLOC_CTX *ctx, const struct mail *mail, size_t *size);

/* The same as a new reference. And back: PERMFAIL when the JSON is
 * not of that shape; every field is checked, for a reader that was taken over may say anything. */
json_t *message_to_json(const struct mail *mail);
enum result message_from_json(TALLOC_CTX *ctx, const char *json, size_t size, struct mail **out, struct error *err);

/* "human", "auto_reply" ... and back (MAIL_HUMAN for anything unknown). */
const char *message_class_name(enum mail_class class);

#endif
