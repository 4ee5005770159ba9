/* check.h - what only shows between sections: names used twice, references to what is not there */
#ifndef POSTIGO_SRC_CONF_CHECK_H
#define POSTIGO_SRC_CONF_CHECK_H

#include "reading.h"

void check_references(struct reading *r);

/* The part of it about calendars and SLAs, but for names. */
void check_clocks(struct reading *r);

/* The part of it about who gets which tickets: organisations, skills, languages; but for names. */
void check_assigning(struct reading *r);

/* The part of it about who signs and encrypts; and who of a team must. */
void check_keyring(struct reading *r);

#endif
