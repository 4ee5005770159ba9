/* quotemark.h - how mail programs, in each language, introduce what they quote: data, and the questions to it */
#ifndef POSTIGO_MAIL_QUOTEMARK_H
#define POSTIGO_MAIL_QUOTEMARK_H

#include <stdbool.h>

#include <postigo/mail/span.h>

/* The line in our own mails above which an answer is to be written begins and ends with this. */
#define QUOTEMARK_OURS "##-"
#define QUOTEMARK_OURS_END "-##"

enum quote_key { KEY_NONE, KEY_FROM, KEY_DATE, KEY_TO, KEY_CC, KEY_SUBJECT, KEY_OTHER };

/* "From: Ana", "*De :* Ana", "> Von: Ana": which field, and its value. KEY_NONE: no such line. */
enum quote_key quotemark_key(struct span line, struct span *value);

/* "-----Original Message-----" and its like; "---------- Forwarded message ---------" and its like. */
bool quotemark_original(struct span line);
bool quotemark_forwarded(struct span line);
/* "-------- End of forwarded message --------" */
bool quotemark_forward_end(struct span line);

/* "On Tue, 13 Jan 2026 at 10:11, Ana <ana@example.org> wrote:", its lines joined by blanks. */
bool quotemark_attribution(struct span joined);
/* Could a line begin such a sentence? */
bool quotemark_attribution_start(struct span line);

/* Our own line "##- ... -##". */
bool quotemark_ours(struct span line);

/* "Re: ..." and "Fwd: ..." in many languages. */
bool quotemark_reply_subject(const char *subject);
bool quotemark_forward_subject(const char *subject);
/* The subject of what is forwarded: "Printer" of "Fwd: Printer"; the subject itself when it says nothing of a forward. */
const char *quotemark_forward_of(const char *subject);

/* "Undelivered Mail Returned to Sender" */
bool quotemark_bounce_subject(const char *subject);

#endif
