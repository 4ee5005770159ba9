/* ledger.h - which uids of which mailbox were seen (RFC 3501 section 2.3.1.1: uidvalidity and uid name a mail) */
#ifndef POSTIGO_STORE_LEDGER_H
#define POSTIGO_STORE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct ledger_head {
	int64_t mailbox;	/* the mailbox's number */
	bool first;		/* this is the first contact ever: it was adopted just now */
	bool renewed;		/* uidvalidity is another than last time */
	uint32_t adopted;	/* uids up to this are skipped without a row of their own; 0: none */
	instant skip_before;	/* after a change of uidvalidity: unknown uids older than this are not taken; 0: none */
	uint32_t skip_below;	/* the same only for uids below this: the UIDNEXT of that moment; 0: for all of them */
	uint32_t highest;	/* highest uid with a row, 0: none */
};

/* The mailbox's number, made if needed: for mail that comes without a server (inject). */
enum result ledger_mailbox(struct store *store, const char *name, int64_t *mailbox, struct error *err);

/* What is known of the mailbox under this uidvalidity. The first contact adopts it: with skip, everything below
 * uidnext (or up to exists, if uidnext is 0, by skip_before) is not taken. When uidvalidity changed, all uids are
 * new, and what lay there then and is older than 30 days or than the adoption is not taken; content keys catch the
 * rest. */
enum result ledger_open(struct store *store, const char *name, uint32_t uidvalidity, uint32_t uidnext, bool skip,
    instant now, struct ledger_head *out, struct error *err);

/* When the mailbox was first opened, so that what lay there before is told from what came since; 0: never. */
enum result ledger_first_contact(struct store *store, int64_t mailbox, instant *at, struct error *err);

/* Which of the uids have no row (and are above head->adopted), in the order given; *lacking is owned by ctx. */
enum result ledger_lacking(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, uint32_t uidvalidity,
    const uint32_t *uids, size_t n, uint32_t **lacking, size_t *count, struct error *err);

/* Uids that are durable but of which the server was not told, at most `most`, lowest first. */
enum result ledger_untold(TALLOC_CTX *ctx, struct store *store, int64_t mailbox, uint32_t uidvalidity, size_t most,
    uint32_t **uids, size_t *count, struct error *err);
enum result ledger_told(struct store *store, int64_t mailbox, uint32_t uidvalidity, const uint32_t *uids, size_t n,
    struct error *err);

/* Gives uids that are not taken a row with the reason; quarantine: as something an operator should look at. */
enum result ledger_skip(struct store *store, int64_t mailbox, uint32_t uidvalidity, const uint32_t *uids, size_t n,
    const char *why, bool quarantine, instant now, struct error *err);

/* How each mailbox does, for status. why is NULL when it is well. */
enum result ledger_set_health(struct store *store, int64_t mailbox, const char *why, instant now, struct error *err);

struct ledger_status {
	int64_t mailbox;
	char *name;
	char *trouble;		/* NULL: none */
	instant since;		/* of trouble, or of the last good word */
	/* Rows by state: every mail that arrived is in exactly one of them. */
	uint64_t arrived, waiting, done, duplicate, skipped, quarantined, dropped, untold;
};

/* The mailboxes, without the counts. */
enum result ledger_list(TALLOC_CTX *ctx, struct store *store, struct ledger_status **list, size_t *count,
    struct error *err);
enum result ledger_status(TALLOC_CTX *ctx, struct store *store, struct ledger_status **list, size_t *count,
    struct error *err);

#endif
