/* catalog.h - the templates on disk: which one for which message and language
 *
 * templates/<language>/<name>.mustache. The first lines are fields ("Subject: ..."), then an empty line, then the text.
 * A file whose name begins with _ has no fields: it is a piece for others, {{> _name}}.
 */
#ifndef POSTIGO_TMPL_CATALOG_H
#define POSTIGO_TMPL_CATALOG_H

#include <stdbool.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>

/* Every template of a folder, taken apart. Opaque, talloc. */
struct catalog;

/* A message that was rendered; owned by the ctx of catalog_render. */
struct rendered {
	char *subject;		/* one line */
	char *text;
	const char *language;	/* which one was taken */
};

/* Reads all of them. PERMFAIL with file:line when one cannot be read, names a value that
 * there is not, or the fall-back language lacks one. */
enum result catalog_load(TALLOC_CTX *ctx, const char *folder, const char *fallback, struct catalog **out,
    struct error *err);

/* True when the catalog has a folder for that language ("es", or "es-MX" by its first part). */
bool catalog_has_language(const struct catalog *catalog, const char *language);

/* Renders the message `name` in language, else in the fall-back. */
enum result catalog_render(TALLOC_CTX *ctx, const struct catalog *catalog, const char *name, const char *language,
    const json_t *values, struct rendered *out, struct error *err);

#endif
