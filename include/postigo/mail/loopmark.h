/* loopmark.h - what machines write into headers for each other, so that two of them do not talk for ever */
#ifndef POSTIGO_MAIL_LOOPMARK_H
#define POSTIGO_MAIL_LOOPMARK_H

#include <stdbool.h>

#include <postigo/mail/header.h>
#include <postigo/mail/message.h>

/* Fills in loop_mark and suppress_response. Neither says that no person wrote the mail: some ticket systems mark the
 * answers of their people as well, and Exchange asks for silence in everybody's name. They say that no automatic answer
 * is wanted, or that the one who gets it may answer automatically himself. */
void loopmark_read(struct mail *mail, const struct header *header);

/* Is it the name of a field that loopmark_read() knows? */
bool loopmark_known(const char *name);

#endif
