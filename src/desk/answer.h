/* answer.h - the mails that a decision sends, rendered and finished */
#ifndef DESK_ANSWER_H
#define DESK_ANSWER_H

#include <talloc.h>

#include <postigo/desk/decision.h>
#include <postigo/store/outbox.h>
#include <postigo/store/ticket.h>

#include "tools.h"

/* The decoded attachments of the mail that is being decided: bytes one behind the other, sizes as in the mail. */
struct parts {
	const char *bytes;
	size_t size;
};

/* What is being answered, on which ticket. */
struct occasion {
	const struct tools *tools;
	const struct facts *facts;
	const struct ticket *ticket;
	int64_t message;		/* the message that the answers are about */
	int64_t inbox;			/* the mail that is being decided; names a notice about a mail that is no message */
	int64_t sender;			/* person who wrote it; 0: nobody whom we know */
	const struct decision *decision;	/* NULL: they are about no mail */
	int64_t failed;			/* the outbox row that failed, when that is what they are about; else 0 */
	const struct parts *parts;	/* NULL: none are passed on */
};

/* Renders the answer for each of its recipients and puts it into the outbox. */
enum result answer_send(const struct occasion *occasion, const struct answer *answer, struct error *err);

/* A notice about an outgoing mail that failed for good, to the technicians of its ticket. */
enum result answer_delivery_failed(const struct tools *tools, const struct outbox_row *failed, const char *diagnostic,
    instant now, struct error *err);

#endif
