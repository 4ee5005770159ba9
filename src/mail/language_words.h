/* language_words.h - the words that give a language away (data only) */
#ifndef MAIL_LANGUAGE_WORDS_H
#define MAIL_LANGUAGE_WORDS_H

#define LANGUAGE_COUNT_MAX 32u

struct language_words {
	const char *language;	/* "" for one that is nobody's: the printers' Latin */
	const char *words;	/* in small letters, parted by blanks */
	const char *letters;	/* that hardly any other has */
};

/* Ends with one whose language is NULL. */
extern const struct language_words language_words[];

#endif
