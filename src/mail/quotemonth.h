/* quotemonth.h - the names of months in each language: data, and the questions to it */
#ifndef POSTIGO_MAIL_QUOTEMONTH_H
#define POSTIGO_MAIL_QUOTEMONTH_H

#include <stdbool.h>

/* Which month has that name, in small letters? False when none has, or more than one: see below. */
bool quotemonth_named(const char *word, int *month);

/* Is it the name of one month here and of another one there? */
bool quotemonth_shared(const char *word);

/* The month of such a name, by how the date is written: with a dot behind the day ("26. listopada"), and behind the year.
 * -1 when it could be either. */
int quotemonth_of(const char *word, bool day_dotted, bool year_dotted);

#endif
