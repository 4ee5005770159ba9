/* awaydate.h - until when is somebody away whose answering machine says so? */
#ifndef POSTIGO_MAIL_AWAYDATE_H
#define POSTIGO_MAIL_AWAYDATE_H

#include <stdbool.h>
#include <stdint.h>

/* The first day on which they are there again, by what the subject and the first lines of the text say ("until 19 January",
 * "vuelvo el lunes", "24.12.-6.1."). Days count as in instant_days(); written is that of the mail. False when they
 * name no day after that, or none within `most` days. Either text may be NULL. */
bool awaydate_back(const char *subject, const char *text, int64_t written, int64_t most, int64_t *back);

#endif
