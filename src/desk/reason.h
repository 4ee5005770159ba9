/* reason.h - a decision in the JSON of `postigo explain` (DESIGN section 7) */
#ifndef DESK_REASON_H
#define DESK_REASON_H

#include <stdbool.h>

#include <jansson.h>

#include <postigo/desk/decision.h>

#include "tools.h"

/* What would be done with the mail, and why, as a new reference: the same steps as when it is done. Changes nothing. With
 * render, the mails that would go out are there word for word. */
enum result reason_explain(TALLOC_CTX *ctx, const struct tools *tools, const struct mail *mail, bool render, json_t **out,
    struct error *err);

#endif
