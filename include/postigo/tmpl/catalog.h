/* catalog.h - the templates on disk: which one for which message and language
 *
 *	<language>/<name>.mustache				what everybody gets
 *	queues/<queue>/<language>/<name>.mustache		instead, on tickets of that queue
 *	organisations/<organisation>/<language>/<name>.mustache	instead, for that organisation
 *
 * A file begins with fields: "Subject: ...", and perhaps "Parts: text" for a mail without an HTML part; then come an
 * empty line and the text, in Markdown. A file whose name begins with _ has no fields: it is a piece for others,
 * {{> _name}}, or a frame, {{<_name}}. A piece in the folder above the languages serves all of them.
 *
 * <language>/words.conf has what dates are made of in that language, and its plurals: see postigo/conf/words.h.
 */
#ifndef POSTIGO_TMPL_CATALOG_H
#define POSTIGO_TMPL_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/conf/conf.h>
#include <postigo/conf/words.h>

/* Every template of a folder, taken apart: no file is opened later. Opaque, talloc. */
struct catalog;

/* One file; owned by its catalog. */
struct catalog_file {
	const char *name;		/* of the message or piece */
	const char *language;		/* "" for all of them */
	const char *queue;		/* whose own it is; both "" for everybody's */
	const char *organisation;
	const char *path, *source;
	bool piece;
	bool text_only;			/* "Parts: text" */
	bool whole;			/* "Parts: text html whole" */
};

/* What a template is looked for by; NULL and "" are the same. */
struct catalog_choice {
	const char *name, *language, *queue, *organisation;
};

/* A message that was rendered; owned by the ctx of catalog_render. */
struct rendered {
	char *subject;		/* one line */
	char *text;
	char *html;		/* NULL: it has none */
	const char *language;	/* which one was taken */
};

/* Reads all of them. PERMFAIL, with the first error as "file:line: what", when one cannot be read, names a value that
 * its message does not offer, or the fall-back language lacks one. */
enum result catalog_load(TALLOC_CTX *ctx, const char *folder, const char *fallback, struct catalog **out,
    struct error *err);

/* The same for whoever wants to know all that is wrong: adds to problems (lists owned by problem_ctx) errors, and
 * warnings of what a language lacks, what nothing uses, what a mail will not show. conf, when it is not NULL, knows
 * which queues and organisations there are. */
enum result catalog_read(TALLOC_CTX *ctx, const char *folder, const char *fallback, const struct conf *conf,
    struct catalog **out, TALLOC_CTX *problem_ctx, struct conf_problems *problems);

/* True when the catalog has a folder for that language ("es", or "es-MX" by its first part). */
bool catalog_has_language(const struct catalog *catalog, const char *language);

/* What dates are made of in that language, in its first part, or in the fall-back; English when none of them has any,
 * or catalog is NULL. */
const struct conf_words *catalog_words(const struct catalog *catalog, const char *language);

/* The file for a message: in the language asked for, else in its first part ("es" for "es-MX"), else in the fall-back;
 * in each of these the organisation's own, else the queue's, else everybody's. NULL when there is none. */
const struct catalog_file *catalog_find(const struct catalog *catalog, const struct catalog_choice *choice);

/* All files, in the order of their names; NULL behind the last. */
const struct catalog_file *catalog_at(const struct catalog *catalog, size_t number);

/* No HTML part is longer, in bytes. */
#define CATALOG_HTML_MOST ((20u << 10) - 1)

/* Renders the message that was chosen. What would make more than CATALOG_HTML_MOST is left out of its HTML, of lists the oldest
 * first; a template that wants its HTML whole or not at all then has none. The text has everything. */
enum result catalog_render_choice(TALLOC_CTX *ctx, const struct catalog *catalog,
    const struct catalog_choice *choice, const json_t *values, struct rendered *out, struct error *err);

/* The same, where the strings "queue" and "organisation" among the values say whose words are taken. */
enum result catalog_render(TALLOC_CTX *ctx, const struct catalog *catalog, const char *name, const char *language,
    const json_t *values, struct rendered *out, struct error *err);

/* The subject alone, for what is called so before there is a mail: values that only the text has need not be there. */
enum result catalog_subject(TALLOC_CTX *ctx, const struct catalog *catalog, const char *name, const char *language,
    const json_t *values, char **out, struct error *err);

#endif
