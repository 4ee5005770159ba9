/* guard.h - what a server sends, looked at before libetpan parses it
 *
 * libetpan's parser recurses on nested lists, wraps numbers, reserves whatever a literal claims, reads lines
 * without end, and has memory errors in the parsers of extensions that we never ask for. The guard follows the
 * stream line by line and literal by literal and stops it before any of that can happen.
 */
#ifndef POSTIGO_SRC_FETCH_GUARD_H
#define POSTIGO_SRC_FETCH_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GUARD_LINE_MAX 65536	/* bytes of a line without its literals */
#define GUARD_DEPTH_MAX 32	/* open parentheses; what we ask for nests two deep */

struct guard {
	uint64_t quota;		/* bytes that may still come in answer to this command */
	uint64_t literal;	/* bytes of a literal still to come */
	uint64_t number;	/* the number in the braces just read */
	unsigned digits;
	enum { BRACE_NONE, BRACE_OPEN, BRACE_CLOSED } brace;
	unsigned depth;
	size_t line;		/* bytes of the line so far */
	bool continued;		/* behind a literal: still the same response */
	bool literals_allowed;	/* this response may hold literals */
	char head[256];		/* how the response begins */
	size_t head_size;
	uint32_t exists;	/* as of the last EXISTS, less what was expunged since */
	bool exists_grew;	/* an EXISTS came since the caller last cleared this */
	uint32_t next;		/* where a walk by sequence numbers goes on: moves with what is expunged before it */
	char said[160];		/* how it answered the last command, code and words */
	char trouble[160];	/* why the stream was stopped, or "" */
};

/* A new command: its answer may take quota bytes. What is known of the mailbox stays. */
void guard_begin(struct guard *g, uint64_t quota);

/* Looks at the next bytes. False when they must not reach the parser; trouble then says why. */
bool guard_pass(struct guard *g, const char *bytes, size_t n);

#endif
