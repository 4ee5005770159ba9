/* typed.h - what technicians typed, apart from what their mail program and their firm put around it */
#ifndef DESK_TYPED_H
#define DESK_TYPED_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/conf/agent.h>
#include <postigo/mail/message.h>

/* The mail, or a copy whose reply is without the signature below it and without the empty lines of Word's plain part; the rest is
 * shared. A signature that nothing marks as one is known by the technician's whole name on a line of its own. A line that begins
 * with # is part of no signature: it may be a command. Owned by ctx. */
const struct mail *typed(TALLOC_CTX *ctx, const struct mail *mail, const struct conf_agent *agent);

/* Is all of the text a closing and a name, or what stands on a card? Nobody wrote that as an answer. */
bool typed_is_signature(const char *text, const struct conf_agent *agent);

#endif
