/* enclosing.h - outgoing mails that are still to be signed or encrypted: a step of the outbox before all others
 *
 * Such a row of the outbox is leased to OUTBOX_ENCLOSER. What comes back takes the place of the bytes and lets the row wait
 * like any other, in one transaction; a crash before that signs the mail once more, and nothing of the first has gone out.
 */
#ifndef POSTIGO_STORE_ENCLOSING_H
#define POSTIGO_STORE_ENCLOSING_H

#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct enclosing {
	int64_t outbox;
	unsigned how;		/* as wire_crypt.h has it */
	char *signer, *recipient;
};

/* The first that is due, owned by ctx. NONE: there is none. */
enum result enclosing_next(TALLOC_CTX *ctx, struct store *store, instant now, struct enclosing *out, struct error *err);
enum result enclosing_next_due(struct store *store, instant *due, struct error *err);

/* How many are still to be signed or encrypted, those that failed not among them. */
enum result enclosing_count(struct store *store, uint64_t *count, struct error *err);

/* NONE when it is not to be enclosed any more: it was dropped meanwhile. */
enum result enclosing_done(struct store *store, int64_t outbox, const char *bytes, size_t size, struct error *err);
enum result enclosing_later(struct store *store, int64_t outbox, instant due, const char *why, struct error *err);
/* Those that were put off are due. */
enum result enclosing_hurry(struct store *store, instant now, struct error *err);
/* It does not go out, but after enclosing_retry() with what is mended then. */
enum result enclosing_failed(struct store *store, int64_t outbox, const char *why, instant now, struct error *err);

/* For outbox.c. NONE when the row is not to be enclosed. */
enum result enclosing_put(struct store *store, int64_t outbox, instant due, unsigned how, const char *signer, struct error *err);
enum result enclosing_retry(struct store *store, int64_t outbox, instant now, struct error *err);

#endif
