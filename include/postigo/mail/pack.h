/* pack.h - a mail as a reader hands it to the desk
 *
 * The JSON of `postigo parse`, but for its header and its four long texts, which stand behind it as they are: escaping and reading them
 * again would cost more than all the rest.
 */
#ifndef POSTIGO_MAIL_PACK_H
#define POSTIGO_MAIL_PACK_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/mail/message.h>

/* The packed mail, owned by ctx. */
char *pack_mail(TALLOC_CTX *ctx, const struct mail *mail, size_t *size);

/* And back, owned by ctx. PERMFAIL when it is not of that shape: every field is checked, as message_from_json() does, for
 * a reader that was taken over may say anything. */
enum result pack_open(TALLOC_CTX *ctx, const char *bytes, size_t size, struct mail **out, struct error *err);

#endif
