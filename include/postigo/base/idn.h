/* idn.h - internationalised domain names as they travel: españa.example is xn--espaa-rta.example (RFC 5890) */
#ifndef POSTIGO_BASE_IDN_H
#define POSTIGO_BASE_IDN_H

#include <talloc.h>

/* A domain, or what ends with one behind an @ (and perhaps a dot), with each label as ASCII, so that DNS, SMTP and the
 * comparison with what others wrote know it. What is ASCII already, or cannot be made so, comes back as it is; what looks
 * at it says whether it is a domain. What stands before the @ is never touched. Owned by ctx. */
char *idn_ascii(TALLOC_CTX *ctx, const char *name);

#endif
