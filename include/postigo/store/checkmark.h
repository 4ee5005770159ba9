/* checkmark.h - what somebody has ticked of the checklists for a ticket */
#ifndef POSTIGO_STORE_CHECKMARK_H
#define POSTIGO_STORE_CHECKMARK_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

struct checkmark {
	char *item;		/* as the checklist has it */
	char *actor;		/* who says so */
	instant at;
};

/* NONE when it is ticked already: that stays. */
enum result checkmark_add(struct store *store, int64_t ticket, const char *item, const char *actor, instant now,
    struct error *err);
enum result checkmark_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct checkmark **list, size_t *count,
    struct error *err);

#endif
