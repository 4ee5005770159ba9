/* answer.h - the mails that a decision sends, rendered and finished */
#ifndef DESK_ANSWER_H
#define DESK_ANSWER_H

#include <jansson.h>
#include <talloc.h>

#include <postigo/desk/decision.h>
#include <postigo/store/message_row.h>
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
	int64_t since;			/* the first of several; 0: it is that one */
	int64_t inbox;			/* the mail that is being decided; names a notice about a mail that is no message */
	int64_t sender;			/* person who wrote it; 0: nobody whom we know */
	const struct decision *decision;	/* NULL: they are about no mail */
	int64_t failed;			/* the outbox row that failed, when that is what they are about; else 0 */
	const struct parts *parts;	/* NULL: none are passed on */
	json_t *more;			/* more values for the template; NULL: none. Stays the caller's */
};

/* Renders the answer for each of its recipients and puts it into the outbox. */
enum result answer_send(const struct occasion *occasion, const struct answer *answer, struct error *err);

/* Only its words and its subject, owned by ctx, as they would be: sends and stores nothing. requester: whom the ticket is for. */
enum result answer_preview(TALLOC_CTX *ctx, const struct occasion *occasion, const struct answer *answer,
    const struct person *requester, struct rendered *out, struct error *err);

/* The same for what no mail is the cause of: a reminder, a warning. more: values for the template beside those of the ticket;
 * stays the caller's. What the limits do not allow is not sent, and stands on the ticket. ANSWER_OWNER is the ticket's
 * requester, ANSWER_SENDER makes no sense. */
enum result answer_about(const struct tools *tools, const struct ticket *ticket, const struct answer *answer, json_t *more,
    instant now, struct error *err);

/* "support+TOKEN@example.org", owned by ctx. */
char *answer_token_address(TALLOC_CTX *ctx, const struct tools *tools, const char *address, enum token_purpose purpose,
    int64_t ticket, int64_t person, instant now);

/* "a.TOKEN@example.org", which stands in <>: names the ticket, and proves that we wrote it. Owned by ctx. */
char *answer_identifier(TALLOC_CTX *ctx, const struct tools *tools, char kind, int64_t ticket, int64_t message, instant issued);

/* Who has asked: their address, or of a problem, which is nobody's alone, words for all of them. */
const char *answer_asker(const struct ticket *ticket, const struct person *requester, const struct conf_words *words);

/* Words for a letter that is not to be a book: at most so many bytes of them, and dots. Owned by ctx. */
char *answer_beginning(TALLOC_CTX *ctx, const char *words, size_t most);
/* The same for a message among those that were said before; of what we have sent to a vendor only how it begins. */
char *answer_earlier(TALLOC_CTX *ctx, const struct message_row *message, const char *words, size_t most);

/* Where it is said from: the ticket's mailbox, or the first if that has left the config. */
const struct conf_mailbox *answer_mailbox(const struct conf *conf, const struct ticket *ticket);

/* "212 KB", rounded up; owned by ctx. */
char *answer_size(TALLOC_CTX *ctx, uint64_t bytes);

/* The same for what a person has written, and not by mail: that text, which is the message of that number on the ticket. No limits
 * hold for it. */
enum result answer_words(const struct tools *tools, const struct ticket *ticket, const struct answer *answer, int64_t message,
    const char *text, instant now, struct error *err);

/* The technicians who hear of the ticket: its assignee, else everybody in its team; at most `most`, into list. */
size_t answer_technicians(const struct conf *conf, const struct ticket *ticket, const struct conf_agent **list, size_t most);

/* A notice about an outgoing mail that failed for good, to the technicians of its ticket. */
enum result answer_delivery_failed(const struct tools *tools, const struct outbox_row *failed, const char *diagnostic,
    instant now, struct error *err);

#endif
