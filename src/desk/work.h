/* work.h - mail on its way through reader and decision, in the order of arrival */
#ifndef DESK_WORK_H
#define DESK_WORK_H

#include <stdint.h>

#include <postigo/mail/message.h>
#include <postigo/store/inbox.h>

#include "answer.h"
#include "desk.h"

enum work_stage {
	WORK_WAITING,		/* for a reader */
	WORK_READING,		/* a reader has it */
	WORK_READ		/* what it says is known */
};

struct work {
	struct work *next;
	int64_t inbox;		/* 0: a dry run */
	int64_t mailbox;
	char *mailbox_name;
	enum work_stage stage;
	bool suspect;		/* an attempt at reading it came to nothing before: it is read alone */
	bool counted;		/* an attempt at reading it was counted, which was not to its end yet */
	bool wants_parts;	/* its attachments are needed and not here yet */
	uint64_t size;		/* of the raw mail */
	int fd;			/* the raw mail, sealed; -1: is to be read from the store */
	size_t held;		/* its bytes, while fd holds them for us */
	struct mail *mail;
	struct parts parts;
	bool has_parts;
	struct peer *client;	/* of a dry run */
};

/* When the desk begins: what an earlier life left undecided is to be taken from the store. */
void work_begin(struct desk *desk);

/* A mail that was just taken in. fd (or -1), which holds its bytes, becomes the queue's. */
void work_arrived(struct desk *desk, int64_t inbox, int64_t mailbox, const char *mailbox_name, int fd, size_t size);

/* A dry run for a control client; it is answered when the mail has been read. */
void work_dry_run(struct desk *desk, struct peer *client, int fd);

/* Fills the queue from the store, decides what was read, gives readers more to do. Once a round. */
void work_go_on(struct desk *desk);

/* The answers of a reader. */
void work_parsed(struct peer *reader, struct wire_message *m);
void work_parts(struct peer *reader, struct wire_message *m);

/* The reader is gone: the mail that it was reading has used up an attempt, the others go back unharmed. */
void work_reader_gone(struct peer *reader);

/* The desk leaves, or can write no more: what readers had in hand is not to blame for that. In a transaction of its own. */
void work_give_back(struct desk *desk);

/* A control client is gone: nobody waits for its dry run. */
void work_client_gone(struct peer *client);

/* Milliseconds until a reader must be looked at, -1: none is at work. Ends those that took too long. */
int work_watch(struct desk *desk);

#endif
