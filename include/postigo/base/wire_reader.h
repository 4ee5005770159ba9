/* wire_reader.h - what the desk and a reader say to each other
 *
 *	desk    PARSE (memfd: the raw mail)                  id: the inbox row
 *	reader  PARSE (memfd: the JSON of `postigo parse`, packed as mail/pack.h says)   same id
 *	desk    PARTS (memfd: the raw mail)                  id: the inbox row
 *	reader  PARTS (memfd: the decoded attachments, one behind the other in the order of "attachments", each of the
 *	               "size" that stands there)
 *
 *	desk    COVER (memfd: the raw mail)                  id: the inbox row
 *	reader  COVER {kind, why} (memfd: a wire_cover, wire_crypt.h; none when the kind is COVER_NOTHING)
 *
 * A request may have a number and a yes or no with it (a u64, a u8): the memfd is then no raw mail but the header of one, so
 * many bytes long, and behind it what was signed or encrypted of it; and may that say the subject? (mail/cover.h)
 *
 * An answer of up to WIRE_MAX bytes is the payload itself, a larger one a memfd.
 * A reader does one at a time and answers in order. It may die of any mail: the line then ends.
 */
#ifndef POSTIGO_BASE_WIRE_READER_H
#define POSTIGO_BASE_WIRE_READER_H

#define WIRE_JSON_MAX (32u << 20)	/* bytes of JSON, or of decoded attachments, for one mail */
#define WIRE_RAW_MAX (128u << 20)	/* bytes of a raw mail */

#endif
