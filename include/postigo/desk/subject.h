/* subject.h - the ticket's tag in a subject, and subjects without decoration */
#ifndef POSTIGO_DESK_SUBJECT_H
#define POSTIGO_DESK_SUBJECT_H

#include <stdint.h>

#include <talloc.h>

/* The ticket number of the first "[#12]" or "[Some Desk #12]"; 0 when there is none. */
int64_t subject_tag(const char *subject);

/* The subject without tags, "Re:" and the like in many languages, and surplus blanks; owned by ctx. */
char *subject_plain(TALLOC_CTX *ctx, const char *subject);

#endif
