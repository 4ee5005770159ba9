/* forward.h - the mail inside a forwarded mail */
#ifndef POSTIGO_MAIL_FORWARD_H
#define POSTIGO_MAIL_FORWARD_H

#include <stddef.h>

#include <postigo/mail/message.h>
#include <postigo/mail/outline.h>

/* Fills in mail->forwarded from a mail that is attached or stands in the text: the outermost when there are several.
 * *above is set to how many bytes of mail->text stand before one in the text; it stays as it is when there is none. */
void forward_read(struct mail *mail, const struct outline *outline, size_t *above);

#endif
