/* command_say.h - what became of commands, as values for a template */
#ifndef DESK_COMMAND_SAY_H
#define DESK_COMMAND_SAY_H

#include "commander.h"

/* What was done, and how it is undone: a new reference. person: the technician, whose the undo address will be. */
json_t *command_say_done(const struct commander *c, int64_t person);

/* What was not understood, and the mail that would have been: a new reference. */
json_t *command_say_failed(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts, const struct decision *decision,
    int64_t person);

/* "mailto:ADDRESS?subject=...&body=...", owned by ctx; what is NULL is left out. */
char *command_say_link(TALLOC_CTX *ctx, const char *address, const char *subject, const char *body);

/* The address that commands go to: the config's, or a mailbox for them, or where the mail came in. */
const char *command_say_control(const struct facts *facts);
/* The same where no mail came in, but one goes out from that mailbox. */
const char *command_say_control_near(const struct conf *conf, const struct conf_mailbox *mailbox);

/* What publishes an article: "#publish vpn-from-home\n". Owned by ctx. */
char *command_say_publish(TALLOC_CTX *ctx, const char *article, const char *language);

#endif
