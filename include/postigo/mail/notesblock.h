/* notesblock.h - the header that Lotus Notes puts above a mail: its sender stands first, without a field's name */
#ifndef POSTIGO_MAIL_NOTESBLOCK_H
#define POSTIGO_MAIL_NOTESBLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/mail/quoteblock.h>

/* Reads the one that begins at or, over blank lines, behind line `at`:
 *
 *	Ana Ruiz <ana@example.org> on 13/01/2026 10:11
 *	To:	help@example.org
 *	cc:
 *	Subject:	Printer
 *
 * The date may stand in a line of its own, and the names of the fields above their values. */
bool notesblock_read(const struct lines *lines, size_t at, struct quoteblock *out);

#endif
