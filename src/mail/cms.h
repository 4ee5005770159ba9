/* cms.h - what stands inside an opaque S/MIME message (RFC 5652), as far as it can be read without a key */
#ifndef POSTIGO_MAIL_CMS_H
#define POSTIGO_MAIL_CMS_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/mail/span.h>

enum cms_kind { CMS_UNKNOWN, CMS_SIGNED, CMS_ENVELOPED };

enum cms_kind cms_kind(struct span bytes);

/* How many recipients an enveloped message has, counted up to most. 0: it is none, or broken. */
unsigned cms_recipients(struct span bytes, unsigned most);

/* The mail that was signed, owned by ctx. Nothing is verified here. False when it is not there (a signature alone, or
 * certificates), or cannot be found. */
bool cms_signed_content(TALLOC_CTX *ctx, struct span bytes, struct span *content);

#endif
