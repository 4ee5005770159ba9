/* hook.h - webhooks and programs: what they are told, and what comes of it on the ticket */
#ifndef DESK_HOOK_H
#define DESK_HOOK_H

#include <postigo/desk/decision.h>
#include <postigo/store/hook.h>
#include <postigo/store/ticket.h>

#include "tools.h"

/* Writes a row for each webhook and program of the decision, with the ticket as it is now: what is told later, and again, is
 * this. Within the caller's transaction. */
enum result hook_apply(const struct tools *tools, const struct facts *facts, const struct decision *decision,
    const struct ticket *ticket, int64_t message, struct error *err);

/* What a program has printed: a note on the ticket, of which its technicians hear, and the fields that its lines set. */
enum result hook_output(const struct tools *tools, const struct conf_hook *hook, const struct hook_row *row, const char *output,
    bool cut, instant now, struct error *err);

/* A line of output that sets a field: "name: value" or "name = value", of which that is one of the program's fields. *name and
 * *value are owned by ctx. Pure. */
bool hook_field(TALLOC_CTX *ctx, const struct conf_hook *hook, const char *line, size_t size, char **name, char **value);

#endif
