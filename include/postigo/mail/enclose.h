/* enclose.h - a finished mail of ours taken apart and put together around a signature, or what was encrypted
 *
 * RFC 3156 (OpenPGP), RFC 8551 (S/MIME). What is signed is the body with the fields that describe it, byte for byte.
 */
#ifndef POSTIGO_MAIL_ENCLOSE_H
#define POSTIGO_MAIL_ENCLOSE_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/base/text.h>
#include <postigo/mail/span.h>

/* The header without what describes the body, and the body with that; owned by ctx. bytes is what compose() has made. */
void enclose_split(TALLOC_CTX *ctx, struct span bytes, struct text **head, struct text **body);

/* A body that says that the other is signed: armour is an OpenPGP signature, or base64 of an S/MIME one (with any line ends).
 * digest: "sha512". Owned by ctx. */
struct text *enclose_signed_pgp(TALLOC_CTX *ctx, const struct text *body, struct span armour, const char *digest);
struct text *enclose_signed_cms(TALLOC_CTX *ctx, const struct text *body, struct span base64, const char *digest);

/* A body around what another was encrypted to. */
struct text *enclose_encrypted_pgp(TALLOC_CTX *ctx, struct span armour);
struct text *enclose_encrypted_cms(TALLOC_CTX *ctx, struct span base64);

#endif
