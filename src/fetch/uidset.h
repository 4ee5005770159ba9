/* uidset.h - numbers of messages as IMAP writes them: 4:9,12 */
#ifndef POSTIGO_SRC_FETCH_UIDSET_H
#define POSTIGO_SRC_FETCH_UIDSET_H

#include <stddef.h>
#include <stdint.h>

#include <postigo/base/text.h>

/* Some servers (Exchange) hang up on long lists. */
#define UIDSET_MAX 480

/* Appends as many of the numbers, from the first, as fit into UIDSET_MAX characters; returns how many those were.
 * Neighbours that follow each other become a range: give them in ascending order. */
size_t uidset_put(struct text *t, const uint32_t *uid, size_t count);

#endif
