/* guard.h - what an SMTP server answers, watched line by line; pure, no I/O
 *
 * libESMTP reads answers without end and does not tell whether the login worked: both can be seen in the bytes as they
 * pass. Our own talk asks it where an answer ends, and whether anything came behind it.
 */
#ifndef POSTIGO_SEND_GUARD_H
#define POSTIGO_SEND_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#define GUARD_LINE_MAX 4096	/* bytes of one line of an answer */
#define GUARD_LINES_MAX 1000	/* lines of one answer */
#define GUARD_TEXT 200

enum guard_verdict { GUARD_FINE, GUARD_LONG_LINE, GUARD_ENDLESS };

struct guard {
	/* the answer that is being read */
	size_t column;		/* of its line */
	unsigned lines;
	char head[4];		/* its line's first bytes: the code, and '-' when more lines follow */
	char text[GUARD_TEXT];	/* its first line */
	bool in_login;		/* between AUTH and its outcome */
	bool due;		/* no whole answer has come since we wrote */
	bool surplus;		/* something has come when none was due */

	int code;		/* the last whole answer; 0: none yet */
	char answer[GUARD_TEXT];	/* its first line with the code, printable ASCII */
	char refusal[GUARD_TEXT];	/* the last one that said no, "" if none did */
	bool logged_in;		/* 235 was seen */
	bool login_refused;	/* the last AUTH ended otherwise */
};

/* A connection begins, with the server's greeting. */
void guard_start(struct guard *g);

/* n bytes came from the server; n bytes will go to it. */
enum guard_verdict guard_read(struct guard *g, const char *bytes, size_t n);
void guard_write(struct guard *g, const char *bytes, size_t n);

/* For a talk of one command and one answer: the answer is not whole yet; something came behind it. */
bool guard_awaits(const struct guard *g);
bool guard_surplus(const struct guard *g);

/* The verdict in words. */
const char *guard_words(enum guard_verdict verdict);

#endif
