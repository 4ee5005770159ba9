/* language_block.h - words that are written in several languages at once; pure
 *
 * A line with nothing but a language in brackets begins a block: "[en]", "[es]", "[Español]". What stands above the first such
 * line is a block as well, in no language that anybody has told.
 */
#ifndef DESK_LANGUAGE_BLOCK_H
#define DESK_LANGUAGE_BLOCK_H

#include <talloc.h>

#include <postigo/tmpl/catalog.h>

/* The block in that language, else in its first part ("es" for "es-MX", and the other way round), else the first that has words;
 * owned by ctx, without blank lines around it. Only what the catalog has templates for is a language: text without one comes
 * back as it is. */
char *language_block(TALLOC_CTX *ctx, const struct catalog *catalog, const char *text, const char *language);

#endif
