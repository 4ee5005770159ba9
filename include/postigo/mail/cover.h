/* cover.h - what is signed or encrypted of a mail, cut out; and the mail made anew of what was in it
 *
 * Only a whole body counts. What stands beside a signed or encrypted part is not covered by it, and a mail that mixes the
 * two is the known way to have decrypted text sent to whoever wrote the rest.
 */
#ifndef POSTIGO_MAIL_COVER_H
#define POSTIGO_MAIL_COVER_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/base/wire_crypt.h>

/* COVER_NOTHING with *why in words, static, else *out; owned by ctx or pointing into raw. */
enum cover_kind cover_read(TALLOC_CTX *ctx, const char *raw, size_t size, struct wire_cover *out, const char **why);

/* The mail as if it had been sent like that, owned by ctx: the first head bytes are a header as cover_read() gives it, the
 * rest is what was opened, a body with its own few fields. Of those only what describes the body is taken over, and if
 * takes_subject the subject, where it says that its fields were protected: nothing inside can say who wrote it, or to whom. */
char *cover_join(TALLOC_CTX *ctx, const char *bytes, size_t size, size_t head, bool takes_subject, size_t *joined);

#endif
