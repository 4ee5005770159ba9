/* operator.h - what the operator should hear of by mail, beside the log */
#ifndef DESK_OPERATOR_H
#define DESK_OPERATOR_H

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/desk/alarm.h>

#include "tools.h"

/* Puts a mail to the operator into the outbox, if the config names one. words is the line that the log has of it. The same words
 * go out once an hour, and not more than twenty mails: what floods us must not flood them. */
enum result operator_tell(const struct tools *tools, enum alarm alarm, const char *words, instant now, struct error *err);

#endif
