/* choose.h - which parts of a mail are its text: every sentence once, and none of the files */
#ifndef POSTIGO_MAIL_CHOOSE_H
#define POSTIGO_MAIL_CHOOSE_H

#include <stdbool.h>

#include <postigo/mail/body.h>
#include <postigo/mail/part.h>

bool choose_is_html(const struct part *part);

/* Sets candidate[i] of each part that may be the text, or a piece of it. */
void choose_candidates(const struct parts *parts, bool *candidate);

/* Sets needed[i] of each candidate in HTML that may still be chosen, once texts[i] of all others are known: where plain text
 * says the same, as in most mails, the HTML need not be read. */
void choose_needed(const struct parts *parts, const bool *candidate, char *const *texts, bool *needed);

/* Says of each part what it is. texts[i]: what candidate i says. */
void choose_roles(const struct parts *parts, const bool *candidate, char *const *texts, enum part_role *roles);

#endif
