/* courtesy.h - "Thanks, it works now": words that ask for nothing */
#ifndef POSTIGO_MAIL_COURTESY_H
#define POSTIGO_MAIL_COURTESY_H

#include <stdbool.h>

/* Do the new words of a mail (mail->reply) say thanks or that all is well, and nothing else? Around that there may be
 * greetings, praise, good wishes and names.
 *
 * Each word must be one that is known to be harmless where it stands, in one of the languages of courtesy_words.c; so
 * whatever is not understood makes it none: a question, a "but", a number, a link, a wish. A thanks that is taken for
 * more costs somebody a look; a question that is taken for thanks is never answered. What is attached is not asked
 * about: the caller knows. */
bool courtesy_is(const char *reply);

#endif
