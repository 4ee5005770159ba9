/* decision.h - what the desk knows about a mail, and what it decides: values, no I/O */
#ifndef POSTIGO_DESK_DECISION_H
#define POSTIGO_DESK_DECISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/token.h>
#include <postigo/conf/conf.h>
#include <postigo/mail/message.h>
#include <postigo/store/participant.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

/* How a mail names a ticket, strongest first. */
enum tie_kind {
	TIE_REPLY_TOKEN,	/* a signed reply address of ours among its recipients */
	TIE_MESSAGE_ID_TOKEN,	/* a signed Message-ID of ours in In-Reply-To or References */
	TIE_MESSAGE_ID,		/* a Message-ID that we have stored */
	TIE_SUBJECT_TAG,	/* [#12] in the subject */
	TIE_KINDS
};

struct tie {
	bool found;
	struct ticket ticket;		/* already the survivor, if it was merged */
	bool sender_takes_part;		/* requester or participant of that ticket */
};

/* Everything that decide() may look at. */
struct facts {
	const struct conf *conf;
	const struct conf_mailbox *mailbox;	/* where the mail arrived */
	const struct mail *mail;
	instant now, arrived;
	bool partial;
	bool before_adoption;		/* it lay in the mailbox when we first saw that */
	const char *installation;	/* our mark */

	bool same_bytes, same_content;	/* another row of the inbox, or message, has it already */
	int64_t duplicate_of;		/* inbox row or ticket, to be named */

	struct tie tie[TIE_KINDS];
	struct token token;		/* of TIE_REPLY_TOKEN, or of the envelope of a bounce */
	bool has_token;
	const char *token_trouble;	/* a token was there and is not valid: why */
	struct person token_person;	/* whom it was made for; id 0: nobody any more */

	const struct participant *participants;	/* of TIE_REPLY_TOKEN's ticket, when a technician answers */
	size_t participant_count;

	const struct conf_agent *agent;	/* the technician whose address From claims, NULL: none */
	struct person sender;		/* id 0: never seen */
	const char *language;		/* of the mail if we have templates for it, else the installation's */
};

enum decision_outcome {
	DECIDE_NEW_TICKET,
	DECIDE_REPLY,
	DECIDE_COMMAND,
	DECIDE_BOUNCE,
	DECIDE_FILED,
	DECIDE_DUPLICATE,
	DECIDE_REFUSED,
	DECIDE_QUARANTINED
};

/* Whom an answer goes to. */
enum answer_to {
	ANSWER_SENDER,		/* of the mail */
	ANSWER_REQUESTER,	/* of the ticket, and its participants */
	ANSWER_TECHNICIAN	/* agent says which */
};

/* A mail that is to go out. */
struct answer {
	const char *template;
	enum answer_to to;
	const struct conf_agent *agent;
	const char *language;
	const char *why;
	bool safe;			/* holds no word that the sender wrote: nobody knows that it was them */
};

#define ANSWERS_MAX 64

struct decision {
	enum decision_outcome outcome;
	enum tie_kind tie;
	int64_t ticket;			/* 0: none, or not made yet */
	enum conf_trust trust;
	bool by_technician;		/* it is an answer of a technician */
	bool automatic;			/* machine mail: filed, changes no state, is not answered */
	enum ticket_state state;	/* the ticket's state afterwards */
	const char *queue;
	const char *team;
	const char *assignee;
	const char *language;
	int64_t linked;			/* a ticket that the mail names without being allowed onto it, 0: none */
	struct answer answers[ANSWERS_MAX];
	size_t answer_count;
	const char *not_answered;	/* why the sender gets no acknowledgement, NULL: gets one, or none was due */
	const char *cause;		/* of quarantine, refusal, duplicate, filing */
	struct mail_strings events;	/* what is recorded, in words */
};

const char *decision_outcome_name(enum decision_outcome outcome);
const char *decision_trust_name(enum conf_trust trust);
const char *tie_name(enum tie_kind kind);

#endif
