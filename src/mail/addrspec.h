/* addrspec.h - one address as it stands in a field, without the name (RFC 5322 section 3.4.1, RFC 6532) */
#ifndef POSTIGO_SRC_MAIL_ADDRSPEC_H
#define POSTIGO_SRC_MAIL_ADDRSPEC_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/defects.h>
#include <postigo/mail/span.h>

/* Cuts the next word off *rest: up to a blank, but not one beside a dot or an @ of an address, nor one in quotes.
 * False when there is none. */
bool addrspec_word(struct span *rest, struct span *word);

/* The address without comments, source route, "mailto:", quotes that it does not need and dots at its end, owned by
 * ctx. "" when it cannot be one: then *defects says so. Blanks in it are taken out where folding put them. */
char *addrspec_clean(TALLOC_CTX *ctx, struct span raw, struct defects *defects);

#endif
