/* forward.h - the mail inside a forwarded mail */
#ifndef POSTIGO_MAIL_FORWARD_H
#define POSTIGO_MAIL_FORWARD_H

#include <stddef.h>

#include <postigo/mail/message.h>
#include <postigo/mail/part.h>

/* Fills in mail->forwarded from a block in the text or from a message/rfc822 part. *above is set to how many bytes of
 * mail->text stand before an inline block; it stays as it is when there is none. */
void forward_read(struct mail *mail, const struct parts *parts, size_t *above);

#endif
