/* html_tame.h - HTML as it comes, made such as the parser reads without harm */
#ifndef MAIL_HTML_TAME_H
#define MAIL_HTML_TAME_H

#include <stddef.h>

#include <talloc.h>

/* A copy of the n bytes, owned by ctx, a NUL behind it and none in it, its length in *size: without comments, scripts, styles, titles and whatever else
 * nobody sees; a "<" that begins no tag ("a < b", "<ana@example.org>") is a word; character references that lack their
 * semicolon or that came with HTML 5 are mended; attributes are few, short and quoted; <body> is a <div>, with no <html>
 * around it. What has no end (a comment, a script, a quoted value) ends early and does not swallow the mail. Linear. */
char *html_tame(TALLOC_CTX *ctx, const char *html, size_t n, size_t *size);

#endif
