/* request.h - what `postigo` may ask to have changed, with the daemon or without */
#ifndef DESK_REQUEST_H
#define DESK_REQUEST_H

#include <jansson.h>
#include <talloc.h>

#include "tools.h"

struct request {
	const struct tools *tools;
	const json_t *json;		/* {"verb": ..., ...} */
	int memfd;			/* -1: none */
	/* What inject gives back, so that the desk can go on with it at once. */
	int64_t inbox, mailbox;
	const char *mailbox_name;
	size_t size;
};

/* Within the caller's transaction. TEMPFAIL: the store; PERMFAIL: what was asked for cannot be done, with why. */
enum result request_carry_out(TALLOC_CTX *ctx, struct request *request, json_t **answer, struct error *err);

#endif
