/* verification_words.h - how services word their codes, confirmations and invitations, by language: data only */
#ifndef POSTIGO_SRC_MAIL_VERIFICATION_WORDS_H
#define POSTIGO_SRC_MAIL_VERIFICATION_WORDS_H

#include <stdbool.h>

enum verification_kind {
	VERIFICATION_CODE,
	VERIFICATION_CONFIRM,
	VERIFICATION_RESET,
	VERIFICATION_INVITE,
	VERIFICATION_KINDS
};

struct verification_row {
	enum verification_kind kind;
	bool certain;		/* people do not write like that, not even about such a mail */
	const char *phrases;	/* parted by '|'; case and accents make no difference */
};

/* Ends with a row whose phrases are NULL. */
extern const struct verification_row verification_words[];

#endif
