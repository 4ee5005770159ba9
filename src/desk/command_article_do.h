/* command_article_do.h - what commands do to articles */
#ifndef DESK_COMMAND_ARTICLE_DO_H
#define DESK_COMMAND_ARTICLE_DO_H

#include "commander.h"

/* One step, as command_do() does it to tickets; ticket is not looked at. */
enum result command_article_do(struct commander *c, const struct decision_step *step, struct ticket *ticket, json_t *effect,
    struct error *err);

/* Keeps what it was and what it is, to be undone; NULL: it was not there, or is not. */
enum result command_article_changed(struct commander *c, const struct article_row *before, const struct article_row *after,
    struct error *err);

#endif
