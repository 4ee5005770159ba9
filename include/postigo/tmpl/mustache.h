/* mustache.h - the Mustache template language
 *
 * All core modules of its public specification, and of the optional ones dynamic names ({{>*name}}) and inheritance
 * ({{<parent}}{{$block}}...{{/block}}{{/parent}}). No lambdas: values come as JSON, which holds no code, and whoever
 * writes a template shall need none; a date or a plural is a value like any other.
 *
 * Of our own: {{#count.one}}, {{#count.few}} and so on, where count is a whole number, ask the host for the form that words
 * around that number have.
 *
 * {{name}} is put as the host puts values, {{{name}}} and {{&name}} as it puts raw ones. Nothing that a value holds is
 * ever read as a template.
 */
#ifndef POSTIGO_TMPL_MUSTACHE_H
#define POSTIGO_TMPL_MUSTACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/text.h>

/* A template taken apart once and rendered many times. Opaque, talloc. */
struct mustache;

/* What a rendering asks of the one who wants it. */
struct mustache_host {
	/* Writes a value into out; raw: the template says {{{name}}}. NULL: as it is, escaped in no way. */
	void (*put)(void *context, struct text *out, const char *value, size_t size, bool raw);
	/* Gives a partial or parent, or NULL when there is none (which renders as nothing). NULL: there are none. */
	const struct mustache *(*partial)(void *context, const char *name);
	/* Whether words around that number have the form of that name (one, few ...); < 0: there is no such form. NULL: there are
	 * no forms. */
	int (*form)(void *context, int64_t number, const char *name);
	/* Hears of a value that is to be put in and is not there: nothing is. NULL: nobody minds. */
	void (*missing)(void *context, const char *name);
	void *context;
};

/* Takes a template apart. PERMFAIL with "name:line: what is wrong". Sections and blocks nest 64 deep at the most. */
enum result mustache_parse(TALLOC_CTX *ctx, const char *name, const char *source, struct mustache **out,
    struct error *err);

/* Renders into out. Partials are expanded 32 deep at the most. */
enum result mustache_render(const struct mustache *template, const json_t *values, const struct mustache_host *host,
    struct text *out, struct error *err);

/* A host's put for HTML: what is not raw is escaped. */
void mustache_put_html(void *context, struct text *out, const char *value, size_t size, bool raw);

#endif
