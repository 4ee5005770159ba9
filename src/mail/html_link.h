/* html_link.h - what links and pictures say to somebody who sees only words */
#ifndef MAIL_HTML_LINK_H
#define MAIL_HTML_LINK_H

#include <talloc.h>

#include <postigo/mail/span.h>

/* What is to be written behind the words of a link, owned by ctx: its target, where that says more than the words do;
 * NULL when it does not. The tail of a long one, which is for machines, is left out. */
char *html_link_target(TALLOC_CTX *ctx, const char *target, struct span words);

/* What a picture says, owned by ctx: "[Logo]", or just the words where they are the picture (":-)"); NULL when it says
 * nothing: it is a pixel, or its name is a file's. Each may be NULL. */
char *html_picture_words(TALLOC_CTX *ctx, const char *words, const char *width, const char *height);

#endif
