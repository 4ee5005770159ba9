/* phrase.h - the set phrases of mail programs in every language, and where one of them stands in a text */
#ifndef POSTIGO_MAIL_PHRASE_H
#define POSTIGO_MAIL_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/mail/span.h>

enum phrase_kind {
	PHRASE_FROM,		/* names of fields, without their colon */
	PHRASE_DATE,
	PHRASE_TO,
	PHRASE_CC,
	PHRASE_SUBJECT,
	PHRASE_FIELD,		/* any other field */
	PHRASE_ORIGINAL,	/* "Original Message", as it stands between dashes */
	PHRASE_FORWARDED,	/* "Forwarded message", "Begin forwarded message", "Forwarded by" */
	PHRASE_FORWARD_END,	/* "End of forwarded message" */
	PHRASE_OPENER,		/* what a sentence begins with that says who wrote when: "On", "El día" */
	PHRASE_WROTE,		/* its verb */
	PHRASE_PERSON,		/* what stands before the name in a sentence without a verb: "Quoting" */
	PHRASE_DEVICE,		/* what a telephone or an app writes below a mail before its name: "Sent from" */
	PHRASE_DEVICE_MY,	/* the same, where any name may follow: "Sent from my" */
	PHRASE_DEVICE_END,	/* the same, behind its name */
	PHRASE_FOOTER,		/* the same, without a name: "Please excuse brevity" */
	PHRASE_PRODUCT,		/* the names: "iPhone", and words for telephones */
	PHRASE_CLOSING,		/* "Kind regards" */
	PHRASE_RE,		/* "Re", before the colon of a subject */
	PHRASE_FWD,
	PHRASE_BOUNCE,		/* anywhere in the subject of a bounce */
	PHRASE_ABSENCE,		/* at the start of the subject of an answering machine */
	PHRASE_KINDS
};

/* One row of the table: the phrases of a kind in a language, parted by '|'. After a '*' more letters may follow. */
struct phrase_row {
	const char *language;	/* ISO 639-1 */
	enum phrase_kind kind;
	const char *phrases;
};

/* Data only: phrase_table.c. Ends with a row whose language is NULL. */
extern const struct phrase_row phrase_table[];

/* Prepares the table. Once, before anything is asked. */
void phrase_init(void);

/* The next letter as phrases are compared, a run of blanks as one; *cursor moves behind it. 0 at the end. */
uint32_t phrase_letter(const char **cursor, const char *end);

/* How many bytes of the text the longest phrase of this kind takes that stands at its start; 0: none does. Case, accents,
 * kinds of blanks and apostrophes, full width and direction marks make no difference. A letter may follow. */
size_t phrase_start(struct span text, enum phrase_kind kind);

/* Is the text a phrase of this kind, and nothing else? */
bool phrase_is(struct span text, enum phrase_kind kind);

/* Of which of the kinds from `first` to `last` is the whole text? PHRASE_KINDS: of none. */
enum phrase_kind phrase_which(struct span text, enum phrase_kind first, enum phrase_kind last);

/* The first place where a phrase of this kind stands as words of their own (in scripts without blanks: anywhere). False when
 * none does. */
bool phrase_find(struct span text, enum phrase_kind kind, struct span *found);

#endif
