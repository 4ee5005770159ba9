/* limiter.h - what GMime gets to see of a mail
 *
 * GMime finds the parts; what it cannot bear is taken out beforehand: address headers (it recurses over groups), nested
 * messages (the same inside), parts without number, boundaries without end. It reads a copy of the same length in which
 * these are defaced; the bytes of the parts are then taken from the original.
 */
#ifndef POSTIGO_MAIL_LIMITER_H
#define POSTIGO_MAIL_LIMITER_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/mail/defects.h>
#include <postigo/mail/span.h>

#define LIMITER_BOUNDARY_MAX 256u	/* bytes; a longer one separates nothing */
#define LIMITER_DELIMITERS_MAX 2000u	/* lines that may separate parts */
#define LIMITER_PART_HEADER_MAX (64u << 10)
#define LIMITER_PART_FIELDS_MAX 200u

/* The word that stands for "message" where a media type could. */
#define LIMITER_MESSAGE "xessage"

/* The top's Content-Type and the body behind it as one entity, owned by ctx. *head is how long the part before the
 * body is. */
struct span limiter_copy(TALLOC_CTX *ctx, const char *content_type, struct span body, size_t *head,
    struct defects *defects);

#endif
