/* signature_seen.h - signatures that have come with a mail: the same one in another mail was copied */
#ifndef POSTIGO_STORE_SIGNATURE_SEEN_H
#define POSTIGO_STORE_SIGNATURE_SEEN_H

#include <stdint.h>

#include <postigo/base/digest.h>
#include <postigo/base/instant.h>
#include <postigo/store/store.h>

/* DONE when another mail than that one has brought it before; NONE when none has. */
enum result signature_seen(struct store *store, const uint8_t digest[DIGEST_SIZE], int64_t inbox, struct error *err);

/* From now on it belongs to that mail; and what was seen before `forget` is forgotten. */
enum result signature_see(struct store *store, const uint8_t digest[DIGEST_SIZE], int64_t inbox, instant now, instant forget,
    struct error *err);

#endif
