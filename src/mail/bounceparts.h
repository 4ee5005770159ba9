/* bounceparts.h - what bounce.c, bouncereport.c and bouncetext.c share: filling in a struct mail_bounce */
#ifndef MAIL_BOUNCEPARTS_H
#define MAIL_BOUNCEPARTS_H

#include <stdbool.h>

#include <postigo/mail/header.h>
#include <postigo/mail/message.h>
#include <postigo/mail/span.h>

#define BOUNCE_VALUE_MAX 1000u	/* characters of a diagnostic */

/* Adds a recipient unless it has no address or is there already. What the first one lacked is taken from the second. */
void bounce_add(struct mail_bounce *b, struct mail_bounce_recipient r);

/* The value on one clean line, owned by ctx; NULL when nothing is in it. */
char *bounce_line(TALLOC_CTX *ctx, struct span value);

/* Groups of fields about recipients, with empty lines between (RFC 3464). */
void bouncereport_read(struct mail_bounce *b, struct span fields);

/* Reads what is written for people only. `all`: new recipients are added; else only what is known of those who are
 * there is made complete. */
void bouncetext_read(struct mail_bounce *b, const struct mail *mail, bool all);

#endif
