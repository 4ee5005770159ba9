/* redact.h - a text without what somebody outside must not see */
#ifndef DESK_REDACT_H
#define DESK_REDACT_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/conf/vendor.h>

/* Words and patterns that are replaced by [...]. */
struct redact {
	const struct conf_patterns *patterns;
	char **words;			/* whole words; names are taken apart by redact_name() */
	size_t word_count;
};

/* Adds an address or other text that must not be seen, whatever its case and accents. */
void redact_word(TALLOC_CTX *ctx, struct redact *r, const char *word);

/* Adds a person's name, and each part of it that is long enough to be a name. */
void redact_name(TALLOC_CTX *ctx, struct redact *r, const char *name);

/* A copy without them. What cannot be searched in bearable time is left out as a whole. Pure; owned by ctx. */
char *redact(TALLOC_CTX *ctx, const struct redact *r, const char *text);

#endif
