/* problem_mail.h - what is said of a problem when it is opened, and what each reader calls it */
#ifndef DESK_PROBLEM_MAIL_H
#define DESK_PROBLEM_MAIL_H

#include <postigo/store/problem_row.h>

#include "change.h"

/* "Many reports: vpn since 09:12", in the desk's language; owned by ctx. */
enum result problem_mail_subject(TALLOC_CTX *ctx, const struct change *c, const struct problem_row *row, const struct ticket *like,
    char **out, struct error *err);

/* Puts into ticket->subject what its reader sees, owned by ctx: where it is a problem that is called as we have called it, that in
 * their language and at their clock; else nothing is changed. Only for showing it: the store has the desk's words. language, zone:
 * NULL for the desk's. */
enum result problem_subject_speak(TALLOC_CTX *ctx, const struct tools *tools, const char *language, const struct zone *zone,
    struct ticket *ticket, struct error *err);

#endif
