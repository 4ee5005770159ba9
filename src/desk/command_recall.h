/* command_recall.h - words that a technician sent somebody are called back: what still waits in the outbox does not go out */
#ifndef DESK_COMMAND_RECALL_H
#define DESK_COMMAND_RECALL_H

#include "commander.h"

/* What stands behind an answer in a mail without commands: all else that came of the mail came of that. */
#define COMMAND_RECALL_ALONE "alone"

/* Whether those changes are an answer in a mail without commands which cannot be called back any more; *to is the ticket that it is
 * about then, else 0. */
enum result command_recall_gone(const struct tools *tools, const struct deed_change *changes, size_t count, int64_t *to,
    struct error *err);

/* Each undoes that change and says in the effect what became of it: what has gone out cannot be had back. NONE: there is nothing to
 * undo any more. */
enum result command_recall_answer(struct commander *c, const struct deed_change *change, const struct ticket *ticket, json_t *effect,
    struct error *err);
/* Nobody is shown the note any more, who has not got it in a mail; it stays in the store, and operators see it there. */
enum result command_recall_note(struct commander *c, const struct deed_change *change, json_t *effect, struct error *err);
/* A vendor who has not got the brief was not asked; one who has is not reminded of it. */
enum result command_recall_brief(struct commander *c, const struct deed_change *change, const struct ticket *ticket, json_t *effect,
    struct error *err);

/* What to keep of a brief that has just been written, to be undone by the above. before: see vendor_case_text(). */
enum result command_recall_keep_brief(struct commander *c, int64_t ticket, const struct conf_vendor *vendor, const char *before,
    struct error *err);

#endif
