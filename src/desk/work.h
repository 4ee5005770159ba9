/* work.h - mails on their way from the inbox to a decision: one each, and what is done with it once it was read */
#ifndef DESK_WORK_H
#define DESK_WORK_H

#include <stdint.h>

#include <postigo/base/wire_crypt.h>
#include <postigo/mail/message.h>
#include <postigo/store/inbox.h>

#include "answer.h"
#include "desk.h"

enum work_stage {
	WORK_WAITING,		/* for a reader */
	WORK_READING,		/* a reader has it */
	WORK_SEALED,		/* what is signed or encrypted of it waits to be opened, or is being opened */
	WORK_READ		/* what it says is known */
};

struct work {
	struct work *next;
	int64_t inbox;		/* 0: a dry run */
	int64_t mailbox;
	char *mailbox_name;
	enum work_stage stage;
	bool suspect;		/* an attempt at reading it came to nothing before: it is read alone */
	unsigned attempts;	/* as many as there had been when it was taken from the inbox */
	bool counted;		/* an attempt at reading it was counted, which was not to its end yet */
	bool wants_parts;	/* its attachments are needed and not here yet */
	uint64_t size;		/* of the raw mail */
	int fd;			/* the raw mail, sealed; -1: is to be read from the store */
	size_t held;		/* its bytes, while fd holds them for us */
	struct mail *mail;
	struct parts parts;
	bool has_parts;
	bool wants_cover;	/* what is signed or encrypted of it is to be cut out */
	int cover;		/* that, sealed; -1: none */
	enum cover_kind cover_kind;
	int64_t sealed_since, try_at;	/* monotonic */
	bool spoken;		/* the reader was asked: the round that counts its attempt is durable */
	unsigned tries, layers;	/* at opening this layer; layers that were opened */
	bool is_opened;		/* fd is no raw mail but a header of opened_head bytes, and behind it what was in one */
	uint64_t opened_head;
	bool takes_subject;	/* ... which says the subject, too: its sender has signed it */
	struct seal *seal;	/* what was found so far; NULL: nothing was looked for */
	struct peer *client;	/* of a dry run */
	bool render;		/* who wants to see the mails that would go out */
};

/* A dry run for a control client; it is answered when the mail has been read. */
void work_dry_run(struct desk *desk, struct peer *client, int fd, bool render);

/* Fills the queue from the store, decides what was read, gives readers more to do. Once a round. */
void work_go_on(struct desk *desk);

/* A control client is gone: nobody waits for its dry run. */
void work_client_gone(struct peer *client);

/* Out of the way, with the cause, for an operator to look at. */
void work_set_aside(struct desk *desk, struct work *w, const char *cause);

#endif
