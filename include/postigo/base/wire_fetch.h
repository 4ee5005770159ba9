/* wire_fetch.h - what fetch and the desk say to each other
 *
 *	fetch  MAILBOX {name, uidvalidity, uidnext, exists}     after SELECT, and again on each new line
 *	desk   MAILBOX {adopted, skip_before, skip_below, untold uids ...}
 *	fetch  LEDGER  {uids}                                   a window of what the server holds
 *	desk   LEDGER  {uids that are not in the ledger}        in the same order
 *	fetch  MAIL ... MAIL STORED                             a batch; several may be under way
 *	desk   STORED                                           id as sent: that batch is durable
 *	fetch  TOLD {uids}                                      after the server said OK; no answer
 *
 * The message id of LEDGER and STORED is a number of fetch's that the desk gives back.
 */
#ifndef POSTIGO_BASE_WIRE_FETCH_H
#define POSTIGO_BASE_WIRE_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/base/wire.h>

#define WIRE_UIDS_MAX 8000	/* uids in one message */

struct wire_uids {
	uint32_t uidvalidity;
	uint32_t *uid;
	size_t count;
};

/* fetch: what SELECT said. */
struct wire_mailbox_open {
	char *name;
	uint32_t uidvalidity;
	uint32_t uidnext;	/* 0 when the server did not say */
	uint32_t exists;
};

/* desk: the ledger's head for that mailbox and uidvalidity. */
struct wire_mailbox_state {
	uint32_t adopted;	/* uids up to this were there at the first contact and are skipped; 0: none */
	instant skip_before;	/* unknown uids whose INTERNALDATE is older are to be reported as SKIPPED; 0: none */
	uint32_t skip_below;	/* the same only for uids below this; 0: for all of them */
	uint32_t highest;	/* highest uid in the ledger; a hint where to look first */
	instant first_contact;	/* mail that arrived before lay there already: it stays on the server; 0: nothing did */
	bool suspect;		/* the last connection died inside a batch: fetch one mail at a time */
	struct wire_uids untold;	/* durable, but the server was not told yet: seen, move or delete them now */
};

/* fetch: one mail; its bytes are the memfd. The message id is the uid. */
struct wire_mail {
	uint32_t uidvalidity;
	uint32_t uid;
	instant arrived;	/* INTERNALDATE; 0 when the server did not say */
	uint64_t size;		/* RFC822.SIZE, as the server estimates */
	bool partial;		/* larger than max_size: only its head and first text */
};

/* fetch: uids that will not be taken. */
struct wire_skipped {
	struct wire_uids uids;
	char *why;		/* "before adoption", "vanished", "cannot be fetched: ..." */
	bool quarantine;	/* an operator should look */
};

/* fetch: how the mailbox does. */
struct wire_health {
	bool ok;
	char *why;		/* one line when not ok */
};

void wire_mailbox_open_put(struct text *t, const struct wire_mailbox_open *m);
enum result wire_mailbox_open_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_mailbox_open *out,
    struct error *err);
void wire_mailbox_state_put(struct text *t, const struct wire_mailbox_state *m);
enum result wire_mailbox_state_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_mailbox_state *out,
    struct error *err);
void wire_uids_put(struct text *t, const struct wire_uids *m);
enum result wire_uids_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_uids *out, struct error *err);
void wire_mail_put(struct text *t, const struct wire_mail *m);
enum result wire_mail_get(struct wire_message *in, struct wire_mail *out, struct error *err);
void wire_skipped_put(struct text *t, const struct wire_skipped *m);
enum result wire_skipped_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_skipped *out, struct error *err);
void wire_health_put(struct text *t, const struct wire_health *m);
enum result wire_health_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_health *out, struct error *err);

#endif
