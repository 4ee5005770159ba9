/* mustache.h - the Mustache template language (its public specification, core modules)
 *
 * Values come as JSON. {{name}} is escaped by the escape function, {{{name}}} and {{&name}} are not.
 * Nothing that a value holds is ever read as a template.
 */
#ifndef POSTIGO_TMPL_MUSTACHE_H
#define POSTIGO_TMPL_MUSTACHE_H

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/base/text.h>

enum mustache_escape { MUSTACHE_PLAIN, MUSTACHE_HTML };

/* A template taken apart once and rendered many times. Opaque, talloc. */
struct mustache;

/* Gives the source of a partial, or NULL when there is none (which renders as nothing). */
typedef const char *(*mustache_partial)(void *context, const char *name);

/* Takes a template apart. PERMFAIL with "name:line: what is wrong". Sections nest 64 deep at the most. */
enum result mustache_parse(TALLOC_CTX *ctx, const char *name, const char *source, struct mustache **out,
    struct error *err);

/* Renders into out. Partials are expanded 32 deep at the most. */
enum result mustache_render(const struct mustache *template, const json_t *values, enum mustache_escape escape,
    mustache_partial partial, void *context, struct text *out, struct error *err);

#endif
