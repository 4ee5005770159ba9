/* escapes.h - the 7-bit character sets of East Asia, brought to the 8-bit ones that iconv reads fast and fully
 *
 * iconv's own readers of these refuse what mailers write: NEC's and IBM's characters, half-width kana, a designation that
 * is missing, a line that does not return to ASCII.
 */
#ifndef POSTIGO_SRC_MAIL_ESCAPES_H
#define POSTIGO_SRC_MAIL_ESCAPES_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/mail/span.h>

/* Does an escape to a two-byte set of ISO-2022-JP stand in it? */
bool escapes_seen(struct span bytes);

/* An escape that only iconv knows (JIS X 0212, 0213, GB 2312, KS C 5601); NULL or iconv's name of the set. */
const char *escapes_rare(struct span bytes);

/* To CP932 (Shift_JIS as Windows has it), CP949 and GB18030. out must hold bytes.size; how many there were. */
size_t escapes_japanese(struct span bytes, char *out);
size_t escapes_korean(struct span bytes, char *out);
size_t escapes_hz(struct span bytes, char *out);

#endif
