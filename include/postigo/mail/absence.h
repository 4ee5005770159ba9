/* absence.h - does a mail speak as an answering machine does, where its header does not say so? */
#ifndef POSTIGO_MAIL_ABSENCE_H
#define POSTIGO_MAIL_ABSENCE_H

#include <stdbool.h>

/* How the subject begins. */
enum absence_subject {
	ABSENCE_NONE,
	ABSENCE_WORDS,		/* "Out of office next week": a person may write so as well */
	ABSENCE_ALONE,		/* "Out of office" and nothing else */
	ABSENCE_PREFIX,		/* "Out of office: Printer" */
	ABSENCE_BY_NAME,	/* "Ana Gato is out of the office", from Ana Gato */
	ABSENCE_MACHINE		/* "Automatic reply: Printer" */
};

enum absence_subject absence_subject(const char *subject, const char *sender);

/* Do the first lines of the text say that nobody is there ("I am out of the office until")? */
bool absence_says_away(const char *text);
/* Do they speak of automatic replies? */
bool absence_says_automatic(const char *text);
/* Do they say of themselves that a machine wrote them ("This is an automatic reply")? */
bool absence_declares(const char *text);
/* Do they thank for the mail, as receipts do? */
bool absence_thanks(const char *text);

#endif
