/* questionnaire_read.h - answers to questions that we asked by mail, out of a reply in whatever way it was written: pure
 *
 * People answer between the quoted lines, behind a question on its line, or above it all: point by point, by number, by a word
 * ("Serial: X"), one a line, or somewhere in a sentence. Nothing here knows of tickets.
 */
#ifndef DESK_QUESTIONNAIRE_READ_H
#define DESK_QUESTIONNAIRE_READ_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#define QUESTIONS_MAX 20u	/* asked at once */
#define ANSWER_MOST 500u	/* bytes of one answer */

/* A question, in the words in which it was asked. */
struct asked {
	const char *ask;
	const char *field;	/* "serial_number": people name it like that, too */
	/* What of a text is the answer, owned by ctx; NULL: nothing of it can be. whole: the text is known to answer just this
	 * question, so that free words will do. */
	char *(*find)(TALLOC_CTX *ctx, const void *context, const char *text, bool whole);
	const void *context;
};

/* The mail that answers. */
struct answered {
	const char *text;	/* all of it, with what it quotes */
	const char *reply;	/* what is new in it */
	const char *original;	/* the text of ours with the questions; NULL: not known */
	const char *language;	/* of ours */
};

/* One for each question, owned by ctx; NULL: not answered, or not in a way that find() takes. */
char **questionnaire_read(TALLOC_CTX *ctx, const struct answered *mail, const struct asked *questions, size_t count);

#endif
