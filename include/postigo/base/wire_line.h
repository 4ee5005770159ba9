/* wire_line.h - how a process gets its lines to its peers
 *
 * The supervisor starts a process with one socket, to the supervisor itself. Lines to peers come over it as
 * descriptors: at the start, and again whenever the peer was started anew. So a process outlives its peers.
 */
#ifndef POSTIGO_BASE_WIRE_LINE_H
#define POSTIGO_BASE_WIRE_LINE_H

#include <stdint.h>

#include <talloc.h>

#include <postigo/base/wire.h>

enum role_kind { ROLE_DESK = 1, ROLE_FETCH, ROLE_READER, ROLE_SEND, ROLE_WEB, ROLE_HOOK, ROLE_CRYPT };

struct wire_line {
	enum role_kind peer;
	uint32_t index;		/* which of the peers of that kind: mailbox, reader or send process, from 0 */
	char *name;		/* the mailbox's name for fetch, else the role's */
	int socket;		/* the receiver's to close. From the desk to the supervisor it is -1: that process does
				 * not behave, or does not move; end it and start another */
};

enum result wire_line_send(int supervisor, const struct wire_line *line, struct error *err);
enum result wire_line_read(TALLOC_CTX *ctx, struct wire_message *m, struct wire_line *out, struct error *err);

/* For a process with one peer, the desk: the line to it, if the supervisor has sent one. NONE: not at the moment. TEMPFAIL or
 * PERMFAIL when the supervisor is gone, or no longer itself: the process then exits. */
enum result wire_line_next(int supervisor, int *desk, struct error *err);

/* The same, but waits for the (next) line to it, any stale line having been closed by the
 * caller. TEMPFAIL also when we are asked to leave. */
enum result wire_line_wait(int supervisor, int *desk, struct error *err);

#endif
