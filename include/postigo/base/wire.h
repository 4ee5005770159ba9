/* wire.h - messages between our processes: a fixed header, checked fields, at most one sealed memfd
 *
 * They travel over SOCK_SEQPACKET, one message a packet, so none is ever half there. The receiver trusts nothing:
 * each length and each field is checked, and a message that does not hold up is PERMFAIL (the peer is then dropped).
 */
#ifndef POSTIGO_BASE_WIRE_H
#define POSTIGO_BASE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/text.h>

#define WIRE_VERSION 1
#define WIRE_MAX 65000		/* payload bytes of one message; anything larger goes by memfd */

/* Every message that exists, by the two that speak it. The payloads stand in wire_<peer>.h. */
enum wire_type {
	/* supervisor <-> each process (wire_line.h) */
	WIRE_LINE = 1,		/* to a process: your line to a peer, as a descriptor */
	WIRE_READY,		/* from a process: I am up; from crypt, to the desk: my keys can be used, or why not */
	WIRE_ALIVE,		/* from the desk, every few seconds: the watchdog's food */
	/* fetch <-> desk (wire_fetch.h) */
	WIRE_MAILBOX = 20,	/* fetch: which mailbox, which uidvalidity; desk: its ledger's head */
	WIRE_LEDGER,		/* fetch: which of these uids do you lack?  desk: these */
	WIRE_MAIL,		/* fetch: a mail (memfd) */
	WIRE_STORED,		/* fetch: end of a batch; desk: everything up to here is durable */
	WIRE_TOLD,		/* fetch: the server was told of these uids */
	WIRE_SKIPPED,		/* fetch: these uids are not taken, and why */
	WIRE_HEALTH,		/* fetch: the mailbox works, or does not, and why */
	/* reader <-> desk (wire_reader.h) */
	WIRE_PARSE = 40,	/* desk: read this mail (memfd); reader: its JSON */
	WIRE_PARTS,		/* desk: decoded attachments of this mail, please (memfd); reader: them (memfd) */
	WIRE_COVER,		/* desk: what is signed or encrypted of this mail (memfd)?  reader: that (memfd) */
	/* crypt <-> desk (wire_crypt.h) */
	WIRE_OPEN = 50,		/* desk: verify or decrypt this (memfd); crypt: what it is, and what was in it (memfd) */
	WIRE_ENCLOSE,		/* desk: sign or encrypt this mail (memfd); crypt: so it may go out (memfd) */
	/* send <-> desk (wire_send.h) */
	WIRE_HOLDING = 60,	/* send, first on each line: what I still hold */
	WIRE_WANT,		/* send: I can take n more */
	WIRE_OUTGOING,		/* desk: a mail to send (memfd) */
	WIRE_DOT,		/* send: may I end the data?  desk: yes, that is durable */
	WIRE_RESULT,		/* send: what became of it; desk: that is durable */
	WIRE_RELAY,		/* send: the server itself is up, down, or refuses us, and why */
	/* hook <-> desk (wire_hook.h) */
	WIRE_HOOKING = 70,	/* hook, first on each line: what I still hold */
	WIRE_JOB,		/* desk: tell a webhook, run a program (memfd); hook: what became of it; desk: that is durable */
	/* postigo <-> desk, on the control socket (wire_control.h) */
	WIRE_REQUEST = 80,	/* JSON, with a memfd for inject; answered with the same type */
};

struct wire_message {
	enum wire_type type;
	uint64_t id;		/* what it is about; its meaning is the type's */
	const uint8_t *payload;
	size_t size;
	size_t cursor;		/* how far wire_get_* has read */
	bool broken;		/* a wire_get_* ran over the end: checked by wire_done() */
	int fd;			/* a memfd, or -1; closed with the message unless taken (wire_take_fd) */
};

/* "MAIL" for WIRE_MAIL, for logs; NULL for what is no type of ours. */
const char *wire_name(unsigned type);

/* A connected pair, close-on-exec, with buffers large enough for bursts. */
enum result wire_pair(int fds[2], struct error *err);

/* Sends one message; fd is -1 or a descriptor that is sent along and stays the caller's.
 * Waits while the peer's buffer is full. TEMPFAIL when the peer is gone. */
enum result wire_send(int socket, enum wire_type type, uint64_t id, const void *payload, size_t size, int fd,
    struct error *err);

/* As wire_send, but NONE instead of waiting. */
enum result wire_try_send(int socket, enum wire_type type, uint64_t id, const void *payload, size_t size, int fd,
    struct error *err);

/* Takes the next message, owned by ctx; waits up to timeout_ms (-1: for ever, 0: not at all).
 * NONE when none came in time, TEMPFAIL when the peer is gone, PERMFAIL when what came is no message of ours. */
enum result wire_receive(TALLOC_CTX *ctx, int socket, int timeout_ms, struct wire_message **out, struct error *err);

/* The descriptor, now the caller's; -1 if there is none. */
int wire_take_fd(struct wire_message *m);

/* Fields are put into a text_new(ctx, WIRE_MAX); t->cut says afterwards that it was too much for one message.
 * Fields are put and got in the same order. Numbers are little-endian; bytes and strings carry their length. */
void wire_put_u8(struct text *t, uint8_t n);
void wire_put_u32(struct text *t, uint32_t n);
void wire_put_u64(struct text *t, uint64_t n);
void wire_put_bytes(struct text *t, const void *bytes, size_t n);
void wire_put_string(struct text *t, const char *string);	/* NULL travels as NULL */
void wire_put_rows(struct text *t, const uint64_t *rows, size_t count);

/* Reading past the end gives 0 or NULL and marks the message broken; lengths are checked against what is there. */
uint8_t wire_get_u8(struct wire_message *m);
uint32_t wire_get_u32(struct wire_message *m);
uint64_t wire_get_u64(struct wire_message *m);
const uint8_t *wire_get_bytes(struct wire_message *m, size_t *n);	/* points into the message */
char *wire_get_string(TALLOC_CTX *ctx, struct wire_message *m);		/* no NUL inside, or it is broken */
/* More than `most` make the message broken; then there are none. */
size_t wire_get_rows(struct wire_message *m, uint64_t *rows, size_t most);

/* DONE when every field was there and nothing is left over; PERMFAIL otherwise, naming the type. */
enum result wire_done(struct wire_message *m, struct error *err);

/* A sealed memfd (no write, no shrink, no grow) that holds the bytes. name shows in /proc. */
enum result wire_seal(const char *name, const void *bytes, size_t n, int *fd, struct error *err);

/* The bytes of a sealed memfd, NUL behind them, owned by ctx. PERMFAIL when it is not sealed or larger than max. */
enum result wire_unseal(TALLOC_CTX *ctx, int fd, size_t max, char **bytes, size_t *n, struct error *err);

#endif
