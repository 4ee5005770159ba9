/* quotepeople.h - people in the header lines that programs write above what they quote or forward: made for the eye */
#ifndef POSTIGO_MAIL_QUOTEPEOPLE_H
#define POSTIGO_MAIL_QUOTEPEOPLE_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/message.h>
#include <postigo/mail/span.h>

/* Everybody in the value, which may run over several (quoted) lines: "Ana Ruiz <ana@example.org>", "Ruiz, Ana
 * [mailto:ana@example.org]", "'Ana Ruiz'", with commas or semicolons between people. Somebody whose address is not
 * told has address "", somebody without a name has name "". Of "Ana <..> on behalf of Bea <..>" it is Ana.
 * one: the value names one person, whatever commas are in it. Owned by ctx. */
struct mail_addresses quotepeople_read(TALLOC_CTX *ctx, struct span value, bool one);

#endif
