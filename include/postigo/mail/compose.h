/* compose.h - a mail of ours as bytes, never with a forged header
 *
 * What comes out is 7-bit, has CRLF line ends only, lines of at most 998 bytes, and exactly the fields below: a CR or
 * LF in any value cannot become a field (it is encoded or refused). RFC 5322, 2045-2047, 2231.
 */
#ifndef POSTIGO_MAIL_COMPOSE_H
#define POSTIGO_MAIL_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/mail/message.h>

struct compose_attachment {
	const char *name, *type;
	const char *bytes;
	size_t size;
};

struct compose {
	struct mail_address from, reply_to;	/* reply_to.address NULL: none */
	struct mail_addresses to, cc;
	const char *subject;
	const char *message_id;			/* without angle brackets */
	const char *in_reply_to;		/* NULL: none */
	const char *thread_topic, *thread_index;	/* what Outlook keeps threads together by; NULL: none */
	struct mail_strings references;		/* oldest first; shortened in the middle when long, the oldest kept */
	instant date;
	bool automatic;				/* Auto-Submitted: auto-replied; and X-Auto-Response-Suppress */
	bool generated;				/* Auto-Submitted: auto-generated instead (notices) */
	const char *installation;		/* X-Postigo-Loop */
	const char *language;			/* Content-Language, NULL: none */
	bool protects;				/* it will be signed: no blanks at the end of lines */
	const char *text;			/* UTF-8 with LF */
	const char *html;			/* NULL: text only */
	const struct compose_attachment *attachments;
	size_t attachment_count;
};

/* The finished bytes, owned by ctx. PERMFAIL when an address, an identifier or a thread's index cannot stand in a
 * header. There is never a Precedence: it would tell the one who reads it that a list or a robot wrote. */
enum result compose(TALLOC_CTX *ctx, const struct compose *mail, char **bytes, size_t *size, struct error *err);

/* True when the address may be used in an envelope: local@domain, no blanks, controls, angle brackets or quotes,
 * at most 254 bytes, ASCII. */
bool compose_address_valid(const char *address);

#endif
