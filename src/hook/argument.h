/* argument.h - a program's arguments, with what is known of a ticket in the place of their placeholders; pure
 *
 * What is known of a ticket was mostly written by a stranger. So a value goes in as it is, or not at all: it is never cut or
 * mended, since another host than the one that was meant would be pinged then. No shell ever reads it.
 */
#ifndef HOOK_ARGUMENT_H
#define HOOK_ARGUMENT_H

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/conf/hook.h>

#define ARGUMENT_VALUE_MOST 255	/* bytes of one value */

/* The program's command, with a NULL behind it, owned by ctx. body: what a hook is told (doc/hooks.txt).
 *
 * PERMFAIL, naming placeholder and reason, when a value is not known or empty, is too long, holds a line break or another control
 * character or one that shows text in another order than it stands, or begins with a - where the argument begins: that would be
 * an option. */
enum result argument_fill(TALLOC_CTX *ctx, const struct conf_hook *program, const json_t *body, char ***argv, struct error *err);

#endif
