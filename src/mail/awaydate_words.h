/* awaydate_words.h - the words around the days of an absence, in each language: data, and the questions to it
 *
 * Words are given in small letters.
 */
#ifndef POSTIGO_MAIL_AWAYDATE_WORDS_H
#define POSTIGO_MAIL_AWAYDATE_WORDS_H

#include <stdbool.h>

enum awaydate_word {
	AWAYDATE_OTHER,
	AWAYDATE_UNTIL,		/* the day belongs to the absence */
	AWAYDATE_BACK,		/* they are there on the day */
	AWAYDATE_FROM		/* it begins on the day */
};

enum awaydate_word awaydate_word(const char *word);

/* The day of the week, from Sunday; -1: it is none. */
int awaydate_weekday(const char *word);

#endif
