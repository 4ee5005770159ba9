/* bounceword.h - the words in which mail systems tell that a mail did not arrive: data, and the questions to it
 *
 * Lines are given folded: see bounceword_fold().
 */
#ifndef POSTIGO_MAIL_BOUNCEWORD_H
#define POSTIGO_MAIL_BOUNCEWORD_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/span.h>

#define BOUNCEWORD_LINE_MAX 600u	/* bytes of a line that are looked at */

/* The line as the tables have it, owned by ctx: ASCII in lower case, typographic apostrophes and blanks made plain,
 * runs of blanks made one, what decorates either end taken off (blanks, "-", "=", "*", "#", "_", ">", "|", ":"). */
char *bounceword_fold(TALLOC_CTX *ctx, struct span line);

/* Whom mail systems call themselves: "mailer-daemon", which no person is called, and the others. Of an address its
 * local part is given. */
bool bounceword_daemon(struct span name);
bool bounceword_system(struct span name);

/* Does a mail system begin to speak here? "I'm sorry to have to inform you that your message could not" */
bool bounceword_opening(const char *line);

/* Does it still try ("will be retried until")? Has it given up? */
bool bounceword_later(const char *line);
bool bounceword_final(const char *line);

/* Does the returned mail begin below this line ("--- Below this line is a copy of the message.")? */
bool bounceword_original(const char *line);

/* Does the list of recipients end here ("----- Transcript of session follows -----")? */
bool bounceword_transcript(const char *line);

/* Does the line announce those who were not reached, in the lines below ("The following address(es) failed:")? */
bool bounceword_announces(const char *line);
/* Does it name one itself ("Unknown user: ana@example.org")? `weak`: a word that may speak of others as well. */
bool bounceword_names(const char *line, bool *weak);
/* Does it speak of a delivery at all? */
bool bounceword_speaks(const char *line);

/* What the reason comes to: "5.1.1" for "User unknown"; NULL when it says nothing that is known. */
const char *bounceword_status(const char *reason);

#endif
