/* guard.h - what an SMTP server may say, watched line by line beside libESMTP; pure, no I/O
 *
 * libESMTP keeps bytes that came behind the answer to STARTTLS and takes them for answers given under TLS; it reads
 * answers without end; and it does not tell whether the login worked. All three can be seen in the bytes as they pass.
 */
#ifndef POSTIGO_SEND_GUARD_H
#define POSTIGO_SEND_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#define GUARD_LINE_MAX 4096	/* bytes of one line of an answer */
#define GUARD_LINES_MAX 1000	/* lines of one answer */
#define GUARD_TEXT 200

enum guard_verdict { GUARD_FINE, GUARD_INJECTED, GUARD_LONG_LINE, GUARD_ENDLESS };

struct guard {
	bool lockstep;		/* before TLS: one answer to one command, and nothing behind it */
	bool awaiting;		/* an answer is due (only kept in lockstep) */
	size_t column;		/* of the line that is being read */
	unsigned lines;		/* of the answer that is being read */
	char head[4];		/* its line's first bytes: the code, and '-' when more lines follow */
	char text[GUARD_TEXT];	/* its first line */
	bool in_login;		/* between AUTH and its outcome */
	bool securing;		/* STARTTLS was the last command */

	int code;		/* the last whole answer; 0: none yet */
	char answer[GUARD_TEXT];	/* its first line with the code, printable ASCII */
	bool logged_in;		/* 235 was seen */
	bool login_refused;	/* the last AUTH ended otherwise */
};

/* A connection begins, with the server's greeting. lockstep: it is to become TLS by STARTTLS. */
void guard_start(struct guard *g, bool lockstep);

/* TLS is up: what is read from here on is the server's own. */
void guard_secured(struct guard *g);

/* n bytes came from the server; n bytes will go to it. */
enum guard_verdict guard_read(struct guard *g, const char *bytes, size_t n);
void guard_write(struct guard *g, const char *bytes, size_t n);

/* The verdict in words. */
const char *guard_words(enum guard_verdict verdict);

#endif
