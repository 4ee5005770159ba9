/* courtesy_words.h - what people write around "thanks", by language: data only
 *
 * The phrases of a row are parted by '|', the words of a phrase by blanks. A word may be several, parted by '/', of which one
 * stands there; one that ends in '?' may be missing. After a '*' more letters may follow; '_' is any one word. Accents and
 * case make no difference; in scripts without blanks those of a phrase mean nothing.
 */
#ifndef POSTIGO_SRC_MAIL_COURTESY_WORDS_H
#define POSTIGO_SRC_MAIL_COURTESY_WORDS_H

enum courtesy_kind {
	COURTESY_THANKS,
	COURTESY_SOLVED,	/* all is well */
	COURTESY_YES,		/* an answer as well, to something that was asked: only beside SOLVED */
	COURTESY_NO,		/* an answer whatever stands beside it */
	COURTESY_FILL,		/* what may stand beside them and means nothing by itself */
	COURTESY_GREETING,	/* a name may follow */
	COURTESY_CLOSING,	/* the same; in any language under a text in any other */
	COURTESY_TITLE,		/* the same: "Herr" */
	COURTESY_HONORIFIC,	/* a name stands before it: "Bey" */
	COURTESY_SURNAME,	/* where names cannot be told by a capital */
	COURTESY_PARTICLE,	/* inside a name: "van" */
	COURTESY_NEVER,		/* neither a name nor what '_' stands for */
	COURTESY_UNNAMED	/* no name, however it is written */
};

struct courtesy_row {
	const char *language;	/* ISO 639-1; "": beside any other */
	enum courtesy_kind kind;
	const char *phrases;
};

/* Ends with a row whose language is NULL. The rows of a language stand together. */
extern const struct courtesy_row courtesy_words[];

#endif
