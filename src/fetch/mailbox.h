/* mailbox.h - a session with an IMAP server: one folder, selected
 *
 * Results mean the same in every function of a session: DONE; PERMFAIL, the server said NO and the session goes
 * on; TEMPFAIL, the session is of no use any more and must be freed.
 */
#ifndef POSTIGO_SRC_FETCH_MAILBOX_H
#define POSTIGO_SRC_FETCH_MAILBOX_H

#include <stdbool.h>
#include <stdint.h>

#include <libetpan/mailimap.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/conf/conf.h>

#include "answer.h"
#include "stream.h"

#define MAILBOX_WINDOW 1000	/* messages listed at once */
#define MAILBOX_QUOTA (4u << 20)	/* bytes of an answer without bodies */

struct mailbox {
	const struct conf_mailbox *conf;
	mailimap *imap;
	struct stream *stream;
	char *move_to;		/* quoted; NULL unless after = move */
	bool has_idle;
	bool has_move;
	bool has_uidplus;
	uint32_t uidvalidity;
	uint32_t uidnext;	/* 0: the server did not say */
};

/* How far a session came: what an operator has to look at. */
enum mailbox_step { MAILBOX_CONNECT, MAILBOX_CERTIFICATE, MAILBOX_LOGIN, MAILBOX_FOLDER, MAILBOX_OPEN };

/* Connects, makes it secure as configured, logs in, selects the folder. The session is owned by ctx and cut off
 * when that goes. On failure *step tells where; password may be NULL when the server wants none. */
enum result mailbox_open(TALLOC_CTX *ctx, const struct conf_mailbox *conf, const char *password, struct mailbox **out,
    enum mailbox_step *step, struct error *err);

/* Says LOGOUT and waits a moment for the answer. The session is of no use afterwards. */
void mailbox_leave(struct mailbox *m);

/* Runs a command whose answer takes quota bytes at the most, of which expected are worth waiting for. */
enum result mailbox_command(struct mailbox *m, const char *command, uint64_t expected, uint64_t quota,
    struct error *err);

/* Is there such a folder? name as in the configuration. Leaves the session without a selected folder. */
enum result mailbox_examine(struct mailbox *m, const char *name, struct error *err);

/* How many messages the server says there are. */
uint32_t mailbox_exists(const struct mailbox *m);

/* The UIDs of the messages with sequence numbers first to last. Even PERMFAIL can come with an answer. */
enum result mailbox_window(struct mailbox *m, uint32_t first, uint32_t last, struct answer *out, struct error *err);

/* UID, date and size of those in set. */
enum result mailbox_describe(struct mailbox *m, const char *set, struct answer *out, struct error *err);

/* The same of all whose UID is above uid; the server also gives the last one when there are none. */
enum result mailbox_after(struct mailbox *m, uint32_t uid, struct answer *out, struct error *err);

/* The messages themselves, without marking them as seen: about expected bytes, no more than quota. partial > 0: only
 * the first partial bytes of each. */
enum result mailbox_read(struct mailbox *m, const char *set, uint64_t expected, uint64_t quota, uint64_t partial,
    struct answer *out, struct error *err);

/* Gives back the memory of the last answer: its letters are gone. */
void mailbox_forget(struct mailbox *m);

#endif
