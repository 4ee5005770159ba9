/* questions.h - which questionnaire the requester of a ticket was asked */
#ifndef POSTIGO_STORE_QUESTIONS_H
#define POSTIGO_STORE_QUESTIONS_H

#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct questions {
	char *questionnaire;	/* its name in the config */
	unsigned times;
	instant at;		/* the last time */
};

/* It is asked, once more if it was before. */
enum result questions_ask(struct store *store, int64_t ticket, const char *questionnaire, instant now, struct error *err);
/* NONE: nothing was. Owned by ctx. */
enum result questions_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct questions *out, struct error *err);

#endif
