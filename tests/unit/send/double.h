/* double.h - the two that the send process stands between, played by the test: the desk, and an SMTP server */
#ifndef POSTIGO_TESTS_SEND_DOUBLE_H
#define POSTIGO_TESTS_SEND_DOUBLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <openssl/ssl.h>
#include <talloc.h>

#include <postigo/base/wire_send.h>
#include <postigo/conf/conf.h>

/* In a child, right after fork(): dies with the test, and of its own faults: cmocka would catch those and go on with the
 * other tests in the child. */
void child_begins(pid_t test);

/* --- an SMTP server in a process of its own --- */

/* What it has seen; shared with the test. */
struct tally {
	unsigned connections, mails, quits, logins, tls;
	char sni[256];
	char from[300], recipient[300];	/* the last MAIL and RCPT line */
	size_t size;			/* of the last mail, dots taken off */
	char last[65536];
};

/* What it answers. command is "greeting", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "data" (in the midst of a
 * mail), "." or "QUIT"; nth counts each from 1 over all connections. NULL: the usual; "": hang up;
 * "drip": a byte now and then, and no line end. */
typedef const char *(*server_reply)(const char *command, unsigned nth);

struct server {
	server_reply reply;
	SSL_CTX *tls;			/* NULL: none */
	bool implicit;
	/* the double's own */
	uint16_t port;
	pid_t pid;
	struct tally *tally;
};

void server_start(struct server *s);
void server_stop(struct server *s);

/* --- certificates --- */

/* Writes a CA, and a key with a certificate for name (a DNS name or an address) that ends in `days` (negative: has
 * ended). The server's context, and the file with the CA, which is owned by ctx. */
SSL_CTX *certificate_make(TALLOC_CTX *ctx, const char *name, int days, char **ca_file);

/* --- the desk, and the supervisor --- */

#define DESK_ROWS 16384

struct desk_row {
	char *from, *recipient, *bytes;
	size_t size;
	bool handed, dot_asked, dot_granted;
	int64_t dot_due;		/* microseconds: when the grant goes out */
	unsigned results;		/* how often it was told */
	struct wire_result result;
};

struct desk {
	int supervisor, line;
	pid_t pid;			/* the send process */
	unsigned credit;
	size_t rows, handed, ended;
	struct desk_row row[DESK_ROWS];	/* from 1 */
	int64_t dot_delay;		/* microseconds */
	bool no_dots, no_confirmations, keeps_back;
	struct wire_holding holding;
	unsigned holdings;
	bool relay_ok;
	unsigned relays;		/* how often RELAY came */
	char why[512];
};

/* A config for a server on 127.0.0.1. */
struct conf *conf_double(TALLOC_CTX *ctx, const struct server *s);

/* Starts send_run() in a child, and gives it a line. */
struct desk *desk_start(TALLOC_CTX *ctx, const struct conf *conf);

/* As if the desk had died, and another had been started. */
void desk_replace(struct desk *d);

/* A mail for the outbox; its row. */
size_t desk_put(struct desk *d, const char *from, const char *recipient, const char *bytes, size_t size);

/* A small good mail. */
size_t desk_put_mail(struct desk *d);

/* Plays the desk until `rows` mails have ended, or ms milliseconds have passed; true in the first case. */
bool desk_play(struct desk *d, size_t rows, int ms);

/* Asks send to leave and waits for it: its exit status, or -1 when it was killed. */
int desk_end(struct desk *d);

/* Waits for send to end by itself. */
int desk_wait(struct desk *d);

#endif
