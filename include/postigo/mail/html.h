/* html.h - HTML as text */
#ifndef POSTIGO_MAIL_HTML_H
#define POSTIGO_MAIL_HTML_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/mark.h>
#include <postigo/mail/span.h>

/* The words of the HTML (valid UTF-8), owned by ctx: one line a block, quoted blocks with "> " before each line, list
 * items with a dash, links with their target where the words do not show it. No scripts, styles, comments. Linear, and
 * without recursion; nothing is ever fetched. *marks: where quotes and signatures stand in it, owned by ctx as well. */
char *html_text(TALLOC_CTX *ctx, const char *html, size_t n, struct marks *marks);

/* What a <meta> near the start says the character set is, owned by ctx; NULL when none does. */
char *html_charset(TALLOC_CTX *ctx, struct span html);

#endif
