/* letter.h - what may be handed to libESMTP: it checks nothing, and writes what it gets on the wire */
#ifndef POSTIGO_SEND_LETTER_H
#define POSTIGO_SEND_LETTER_H

#include <stddef.h>

#include <postigo/base/error.h>

#define LETTER_ADDRESS_MAX 254

/* DONE when the address may stand between angle brackets: local@domain of printable ASCII without blanks and angle
 * brackets, at most 254 bytes. PERMFAIL with the reason otherwise. */
enum result letter_address(const char *address, struct error *err);

/* DONE when the bytes are lines that end in CRLF, with no CR, LF or NUL elsewhere: a lone LF before a dot ends the
 * message for some servers and begins a second one of the sender's own making. Empty is refused as well. */
enum result letter_bytes(const char *bytes, size_t n, struct error *err);

#endif
