/* person.h - people, by their addresses */
#ifndef POSTIGO_STORE_PERSON_H
#define POSTIGO_STORE_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

/* People. Addresses compare without regard to case. */
struct person {
	int64_t id;
	char *address;		/* as first written */
	char *name;
	char *language;		/* NULL: not known */
	instant proven;		/* when a mail was first shown to be theirs; 0: none ever was */
};

/* The person with that address, made when not there; a name that was empty is filled in. */
enum result person_get(struct store *store, const char *address, const char *name, instant now, int64_t *id,
    struct error *err);
enum result person_read(TALLOC_CTX *ctx, struct store *store, int64_t id, struct person *out, struct error *err);
/* What they have written in. */
enum result person_set_language(struct store *store, int64_t id, const char *language, struct error *err);
enum result person_find(TALLOC_CTX *ctx, struct store *store, const char *address, struct person *out,
    struct error *err);
/* A mail has been shown to be theirs. NONE when one was before, or there is no such person. */
enum result person_prove(struct store *store, int64_t id, instant now, struct error *err);

#endif
