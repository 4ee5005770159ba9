/* markdown.h - Markdown (CommonMark, with GitHub's tables and bare links) as the two texts of a mail
 *
 * Values are no part of the Markdown: the source only holds marks where they are to stand, and they are put there when
 * the texts are written. So whatever a value holds, it makes no link, no image, no list and no HTML.
 *
 * HTML in the source is shown as the text that it is, images as the words that describe them, links only when they
 * lead to http, https, mailto or tel: nothing in a mail is fetched from anywhere.
 */
#ifndef POSTIGO_TMPL_MARKDOWN_H
#define POSTIGO_TMPL_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/text.h>

/* A text in the making: its values first, then its source. Opaque, talloc. */
struct markdown;

/* most: bytes of all values together, and of each of the texts. */
struct markdown *markdown_new(TALLOC_CTX *ctx, size_t most);

/* Keeps a value and writes its mark into the source; for the put of a struct mustache_host.
 *
 * A raw value is a text of several lines that is shown just as it is, its quotes ("> ") as quotes. Any other stands
 * among words, on one line, without control characters. A link's address may hold values, too: what stands in its
 * midst is encoded for there. */
void markdown_put(struct markdown *md, struct text *source, const char *value, size_t size, bool raw);

/* Takes the source apart. PERMFAIL when the values were too much. */
enum result markdown_read(struct markdown *md, const struct text *source, struct error *err);

/* Plain text that reads well: links as "words <address>", lists, quotes and tables kept, a line of "-- " as it is
 * wanted before a signature. NULL when it would be larger than most. Owned by ctx. */
char *markdown_text(TALLOC_CTX *ctx, const struct markdown *md);

/* A page of HTML for a mail: no colours but the reader's own, light or dark; no width but the screen's. NULL when it
 * would be larger than most. Owned by ctx. */
char *markdown_html(TALLOC_CTX *ctx, const struct markdown *md, const char *language, const char *title);

/* Two things that a source may hold and a mail does not show: HTML and images. The line of the first, 0 when there
 * are none; *what names it. */
unsigned markdown_unshown(const struct markdown *md, const char **what);

#endif
