/* wire_send.h - what send and the desk say to each other
 *
 *	send  HOLDING {index, rows}   first on each line: rows not yet ended, as the desk must not hand them out again
 *	send  WANT {n}                it can take n mails more (a u32; adds up on one line, begins anew on the next)
 *	desk  OUTGOING {...} (memfd)  a mail, claimed for this send process; id: the outbox row
 *	send  DOT                     id: the outbox row. Asked ahead of the final dot, a few mails in advance
 *	desk  DOT                     that is durable: the dot may be sent
 *	send  DOT {1}                 id: the outbox row. The dot goes out now; not answered
 *	send  RESULT {...}            id: the outbox row
 *	desk  RESULT                  that is durable: send may forget it. Until then send repeats it on a new line
 *	send  RELAY {...}             how the server itself does: each time that it failed us, and when it is well again;
 *	                              before the RESULTs of the mails that come back for it
 */
#ifndef POSTIGO_BASE_WIRE_SEND_H
#define POSTIGO_BASE_WIRE_SEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/wire.h>

#define WIRE_HOLDING_MAX 256

struct wire_holding {
	uint32_t index;		/* which send process, from 0 */
	size_t count;
	uint64_t row[WIRE_HOLDING_MAX];
};

struct wire_outgoing {
	char *envelope_from;	/* "" for automatic mail (RFC 3834 section 3.3) */
	char *recipient;
};

/* What became of one outgoing mail. */
enum outcome {
	OUTCOME_SENT = 1,	/* 2xx for the message and for its recipient, after the final dot */
	OUTCOME_DEFERRED,	/* 4xx: try again later */
	OUTCOME_FAILED,		/* 5xx about this message or recipient: final */
	OUTCOME_UNKNOWN,	/* the connection was lost after the final dot */
	OUTCOME_UNTRIED		/* not this mail's fault: the server was down or refused us; costs no attempt */
};

struct wire_result {
	enum outcome outcome;
	uint32_t code;		/* SMTP reply code, 0 when there was none */
	char *text;		/* the server's words, or ours; valid UTF-8, one line */
};

struct wire_relay {
	bool ok;
	char *why;		/* "connection refused", "535 authentication failed" ... */
};

void wire_holding_put(struct text *t, const struct wire_holding *m);
enum result wire_holding_get(struct wire_message *in, struct wire_holding *out, struct error *err);
void wire_outgoing_put(struct text *t, const struct wire_outgoing *m);
enum result wire_outgoing_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_outgoing *out, struct error *err);
void wire_result_put(struct text *t, const struct wire_result *m);
enum result wire_result_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_result *out, struct error *err);
void wire_relay_put(struct text *t, const struct wire_relay *m);
enum result wire_relay_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_relay *out, struct error *err);

#endif
