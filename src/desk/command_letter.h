/* command_letter.h - the mail that tells a technician what became of their commands, or what they asked for */
#ifndef DESK_COMMAND_LETTER_H
#define DESK_COMMAND_LETTER_H

#include "commander.h"

/* It answers the technician's own mail. A reply to it is commands and nothing else, or confirms the mail if the answer says so.
 * ticket: what it is about; 0: none, or several. values stays the caller's. */
enum result command_letter(struct commander *c, const struct answer *answer, int64_t ticket, int64_t person, json_t *values,
    struct error *err);

/* What such a mail would say. PERMFAIL when that is known only once the commands are carried out. */
enum result command_letter_preview(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts,
    const struct decision *decision, const struct answer *answer, struct rendered *out, struct error *err);

/* The values of the question whether a mail with commands is the technician's: a new reference. */
json_t *command_letter_question(const struct conf *conf);

#endif
