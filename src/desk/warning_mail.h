/* warning_mail.h - the mail that tells a technician of what waits for them to be told */
#ifndef DESK_WARNING_MAIL_H
#define DESK_WARNING_MAIL_H

#include <stdint.h>

#include <postigo/base/error.h>
#include <postigo/base/instant.h>
#include <postigo/conf/conf.h>

#include "tools.h"

/* Tells the agent of the warnings that wait for them, of which there are count: one mail each, or, when there are more than
 * catch_up.most, one about all. What was done meanwhile is left out. */
enum result warning_mail(const struct tools *tools, const struct conf_agent *agent, uint64_t count, instant now,
    struct error *err);

#endif
