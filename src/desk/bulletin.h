/* bulletin.h - mails that are about no ticket: to the operator, and to technicians about many tickets at once */
#ifndef DESK_BULLETIN_H
#define DESK_BULLETIN_H

#include <jansson.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/mail/address.h>
#include <postigo/mail/message.h>

#include "tools.h"

/* Renders the template and puts the mail into the outbox. What came back of it would be told to nobody: its envelope has no
 * sender. language NULL: the installation's. values stays the caller's, and gets "desk_name". */
enum result bulletin_send(const struct tools *tools, const char *template, const struct mail_address *to,
    const char *language, json_t *values, instant now, struct error *err);

/* The same to a technician: a reply goes to their own address for commands, "#close 12". */
enum result bulletin_tell(const struct tools *tools, const char *template, const struct conf_agent *agent,
    const char *language, json_t *values, instant now, struct error *err);

#endif
