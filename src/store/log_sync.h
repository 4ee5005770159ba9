/* log_sync.h - makes a file durable in the background, while its process goes on
 *
 * The kernel does the work and tells by a descriptor; there is no second thread. One sync at a time.
 */
#ifndef POSTIGO_STORE_LOG_SYNC_H
#define POSTIGO_STORE_LOG_SYNC_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/base/error.h>

struct log_sync;

/* NULL where the kernel cannot, or will not for us. Freeing it leaves a sync that is under way to itself. */
struct log_sync *log_sync_new(TALLOC_CTX *ctx);

/* Begins to sync what was written to fd so far. False: it will not be done here. */
bool log_sync_begin(struct log_sync *s, int fd);

/* How the last one went: DONE, also when there was none; NONE while it is under way and we are not to wait; TEMPFAIL when
 * the disk failed. */
enum result log_sync_end(struct log_sync *s, bool wait, struct error *err);

/* Readable once the sync that is under way has ended. */
int log_sync_descriptor(const struct log_sync *s);

#endif
