/* reason_render.h - the mails that a decision would send, word for word */
#ifndef DESK_REASON_RENDER_H
#define DESK_REASON_RENDER_H

#include <jansson.h>

#include <postigo/desk/decision.h>

#include "tools.h"

/* Adds to each element of answers, which are those of the decision in their order, its subject and text, or why it has none.
 * Writes nothing. */
enum result reason_render(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts,
    const struct decision *decision, json_t *answers, struct error *err);

#endif
