/* linemark.h - on which lines of a text the marks of its HTML begin */
#ifndef POSTIGO_MAIL_LINEMARK_H
#define POSTIGO_MAIL_LINEMARK_H

#include <stdint.h>

#include <talloc.h>

#include <postigo/mail/mark.h>
#include <postigo/mail/quoteblock.h>

/* For each line, behind which line the mark ends that begins in it; 0: none begins. */
struct linemarks {
	uint32_t *quote, *introduction, *header, *signature;
};

/* The lines are those of the text that the marks are about. Owned by ctx. */
struct linemarks linemark_read(TALLOC_CTX *ctx, const struct lines *lines, const struct marks *marks);

#endif
