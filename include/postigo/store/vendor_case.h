/* vendor_case.h - a ticket for which somebody outside was asked for help: under which number they know it, by when they
 * should answer */
#ifndef POSTIGO_STORE_VENDOR_CASE_H
#define POSTIGO_STORE_VENDOR_CASE_H

#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/instant.h>
#include <postigo/store/store.h>

enum vendor_state {
	VENDOR_ASKED = 0,	/* their turn */
	VENDOR_ANSWERED = 1,	/* ours */
	VENDOR_LATE = 2		/* they were reminded in vain, and the lead was told */
};

struct vendor_case {
	int64_t id, ticket;
	char *vendor;		/* its name in the config */
	int64_t person;		/* whom they were written to as */
	char *number;		/* theirs; NULL: not known */
	enum vendor_state state;
	instant asked;		/* when they were last written to by a person */
	instant answered;	/* 0: never */
	instant due;		/* 0: nobody looks, or they have answered */
	unsigned chased;	/* reminders since they were asked */
	int64_t timer;		/* 0: none */
	char *their_id;		/* Message-ID of their newest mail, without brackets; NULL: none came */
};

/* Fills in id. One a ticket and vendor. */
enum result vendor_case_add(struct store *store, struct vendor_case *c, struct error *err);
/* All but id, ticket and vendor. NONE when it is not there. */
enum result vendor_case_update(struct store *store, const struct vendor_case *c, struct error *err);
/* They were not asked after all. NONE when it is not there. */
enum result vendor_case_remove(struct store *store, int64_t id, struct error *err);
/* NONE: that vendor was not asked about the ticket. */
enum result vendor_case_read(TALLOC_CTX *ctx, struct store *store, int64_t ticket, const char *vendor, struct vendor_case *out,
    struct error *err);
/* The newest that the vendor knows under that number. */
enum result vendor_case_by_number(TALLOC_CTX *ctx, struct store *store, const char *vendor, const char *number,
    struct vendor_case *out, struct error *err);
/* In the order of the vendors' names. */
enum result vendor_case_list(TALLOC_CTX *ctx, struct store *store, int64_t ticket, struct vendor_case **list, size_t *count,
    struct error *err);
/* "asked", "answered", "late" */
const char *vendor_state_name(enum vendor_state state);

#endif
