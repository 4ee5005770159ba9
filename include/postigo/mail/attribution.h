/* attribution.h - the sentence that says who wrote what follows, over as many lines as it takes */
#ifndef POSTIGO_MAIL_ATTRIBUTION_H
#define POSTIGO_MAIL_ATTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/mail/quoteblock.h>

struct attribution {
	size_t first, end;	/* lines; end is behind it */
	bool sure;	/* no person would write it; if not, only quoted lines below prove it */
};

/* Is there a sentence that ends in line `last` and begins in none before `least`? Blank and quoted lines part sentences. */
bool attribution_ending(const struct lines *lines, size_t last, size_t least, struct attribution *out);

/* "> wrote:" behind a line that ends in "<ana@example.org": it looks quoted, and is not. */
bool attribution_tail(const struct lines *lines, size_t i);

#endif
