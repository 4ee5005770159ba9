/* desk.h - the running desk: what its parts share */
#ifndef DESK_DESK_H
#define DESK_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/base/wire.h>
#include <postigo/base/wire_line.h>

#include "tools.h"

struct desk;
struct work;
struct rule_tally;

/* Mails given to one reader at a time: while the desk commits, the reader has something to do. */
#define READER_AHEAD 64

/* Mails decided in one go, so that a commit is never far away; and in a round that the disk keeps open. */
#define DECIDED_AT_ONCE 64
#define DECIDED_A_ROUND 128

#define NOT_ASKED INT64_MAX

/* Somebody that the desk talks to: a process over its line, or a `postigo` on the control socket. */
struct peer {
	struct peer *next;
	struct desk *desk;
	enum role_kind kind;		/* 0: a control client */
	uint32_t index;
	char *name;
	int socket;
	bool gone;			/* to be dropped at the end of the round */

	/* fetch */
	int64_t mailbox;
	uint32_t uidvalidity;
	instant first_contact;	/* what arrived before is left on the server as it is */
	bool in_batch;			/* mails were received and not yet closed by STORED */

	/* reader: works given to it, oldest first */
	struct work *reading[READER_AHEAD];
	size_t reading_count;
	uint64_t reading_bytes;
	int64_t reading_since;		/* monotonic: since when the first of them is being read */

	/* crypt: what it is at */
	bool usable;			/* it has said that its keys can be used */
	struct work *opening;
	int64_t enclosing;		/* outbox row; 0: none */
	bool opened_last;		/* the last was a mail that came in */
	int64_t busy_since;		/* monotonic; NOT_ASKED: what it is asked is not durable yet */

	/* send */
	uint32_t want;
	bool held_known;		/* it has said what it holds: rows may be claimed for it; hook as well */
};

/* What is said once the transaction is durable: nothing leaves the desk before. */
struct after {
	struct peer *peer;
	enum wire_type type;
	uint64_t id;
	void *payload;
	size_t size;
	int fd;				/* owned: closed after sending; -1: none */
};

struct words {
	struct after *list;
	size_t count, size;
	TALLOC_CTX *memory;		/* of the payloads */
};

/* Mail of one mailbox that waits to be decided, in the order in which it arrived. */
struct lane {
	int64_t mailbox;		/* 0: dry runs */
	struct work *first, *last;
	size_t count;
	int64_t highest;		/* largest inbox number that is, or was, in the lane */
	bool more;			/* the store has waiting rows above that */
};

/* All mail that waits to be decided; see queue.c. */
struct queue {
	struct lane *lanes;		/* one a mailbox, and one for dry runs: a flood in one must not delay the others */
	size_t lane_count;
	size_t turn;			/* the lane that goes first in this round */
	size_t count;			/* mails in all lanes */
	struct work *suspect;		/* the one suspect that a reader has, or gets next; NULL: none */
	size_t sealed;			/* mails that wait to be opened, or are being opened */
	size_t held;			/* bytes of mails kept beside it */
	size_t taken;			/* mails that arrived since the last commit */
	size_t arriving;		/* mails that arrived */
	int64_t arriving_since;		/* since then, monotonic */
	int64_t rushed_until;		/* monotonic: they come so fast that taking them in goes first */
	int64_t decided[DECIDED_A_ROUND];	/* what was decided since the last commit */
	size_t decided_count;
	int64_t confirmed[DECIDED_A_ROUND];	/* by what was decided in this round: they are decided once more */
	size_t confirmed_count;
	bool again;			/* a round's share was used up: go on at once */
};

/* How the relay does; see on_send.c. */
struct relay_state {
	bool trouble;
	bool probing;			/* one mail is out to see whether it is over */
	unsigned times;
	int64_t paused_until;		/* monotonic */
};

/* The dots that a send process has let out and not yet told the outcome of. */
struct dots {
	bool heard;			/* we heard it all along, since it held nothing */
	size_t count;
	uint64_t row[256];
};

/* How one webhook or program does; see on_hook.c. */
struct hook_standing {
	size_t running;
	unsigned times;			/* that it did not answer, in a row */
	int64_t paused_until;		/* monotonic */
	instant told;			/* when the operator last heard of it; 0: never */
};

/* More connections than any config has. */
#define SENDERS_MAX 64

struct desk {
	struct tools tools;
	int supervisor;
	int control;			/* listening socket */
	struct peer *peers;
	struct queue queue;
	struct relay_state relay;
	struct {
		struct hook_standing *list;	/* beside those of the config */
		size_t running;			/* of all */
	} hooks;
	struct rule_tally *tally;	/* how often rules fit */
	struct dots dots[SENDERS_MAX];
	struct words words;		/* of this round */
	struct words promised;		/* of the round before, that is committed and not yet known to be durable */
	int64_t crypt_gone;		/* monotonic: when the last process whose keys could be used ended, or we began */
	char *crypt_why;		/* what the last one said whose keys could not; NULL: none has */
	bool put_off;			/* mails wait for one that can sign and encrypt them */
	bool syncing;			/* that there is such a round */
	TALLOC_CTX *round;		/* goes at the end of each round */
	bool broken;			/* the store failed: leave, and let the supervisor start us anew */
	instant started;
	int64_t settled;		/* monotonic: from then on the desk has been up for a while */
	char **suspect;			/* mailboxes whose connection died inside a batch */
	size_t suspect_count;
};

/* Opens the transaction of this round if it is not open yet. False: the store failed, and the desk will leave. */
bool desk_write(struct desk *desk);

/* The store failed in a way that only a new start can mend. Logs why. */
void desk_broken(struct desk *desk, const char *what, const struct error *err);

/* Queues a message for when this round is durable; see say.c. The payload is copied; fd becomes the desk's. */
void desk_say(struct peer *peer, enum wire_type type, uint64_t id, const void *payload, size_t size, int fd);

/* Drops the peer at the end of the round. */
void desk_drop(struct peer *peer, const char *why);

/* Asks the supervisor to end that process and start another: it does not behave, or does not move. */
void desk_restart(struct peer *peer, const char *why);

/* False, and the process is started anew, when a message of its did not hold up: it may have been taken over by whomever it
 * speaks to. */
bool desk_holds_up(struct peer *peer, enum result result, const struct error *err);

#endif
