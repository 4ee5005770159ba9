/* problem_mail.h - what is said of a problem when it is opened */
#ifndef DESK_PROBLEM_MAIL_H
#define DESK_PROBLEM_MAIL_H

#include <postigo/store/problem_row.h>

#include "change.h"

/* "Many reports: vpn since 09:12", in the desk's language; owned by ctx. */
enum result problem_mail_subject(TALLOC_CTX *ctx, const struct change *c, const struct problem_row *row, const struct ticket *like,
    char **out, struct error *err);

#endif
