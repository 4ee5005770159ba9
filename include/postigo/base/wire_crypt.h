/* wire_crypt.h - what the crypt process and the desk say to each other
 *
 *	crypt  READY {a wire_keys}                                   first on each line; one that cannot use its keyring then ends
 *	desk   OPEN (memfd: a wire_cover as the reader packed it)   id: the inbox row, 0 for a dry run
 *	crypt  OPEN {well, a seal (mail/seal.h)} (memfd: a header, and behind it what was signed or encrypted)   same id
 *	desk   ENCLOSE {a wire_enclose} (memfd: the mail)           id: the outbox row
 *	crypt  ENCLOSE {a wire_enclosed} (memfd: the mail as it goes out)   same id
 *
 * It does one at a time. It starts programs, and may die or hang of any of them: the line then ends.
 */
#ifndef POSTIGO_BASE_WIRE_CRYPT_H
#define POSTIGO_BASE_WIRE_CRYPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/wire.h>

#define WIRE_COVERED_MAX (160u << 20)	/* bytes of a packed cover: a raw mail, and its header once more */

enum cover_kind {
	COVER_NOTHING,		/* no whole body is signed or encrypted; `why` says what is */
	COVER_PGP_SIGNED,	/* multipart/signed: content, and a signature apart from it */
	COVER_PGP_CLEARSIGNED,	/* a text in the armour of its signature */
	COVER_PGP_ENCRYPTED,
	COVER_CMS_SIGNED,	/* multipart/signed */
	COVER_CMS_OPAQUE,	/* the content is inside the signature */
	COVER_CMS_ENCRYPTED,
	COVER_KINDS
};

struct wire_bytes {
	const char *at;
	size_t size;
};

/* What is signed or encrypted, cut out of a mail: whoever has the keys need not take a mail apart. */
struct wire_cover {
	enum cover_kind kind;
	struct wire_bytes head;		/* the mail's header without what describes its body, each line ended */
	struct wire_bytes before;	/* what stands before the opened content to make a body of it */
	struct wire_bytes content;
	struct wire_bytes signature;	/* of COVER_PGP_SIGNED and COVER_CMS_SIGNED */
};

/* One block of bytes, owned by ctx. And back: it points into the bytes; PERMFAIL when they are no cover. */
char *wire_cover_pack(TALLOC_CTX *ctx, const struct wire_cover *cover, size_t *size);
enum result wire_cover_open(const char *bytes, size_t size, struct wire_cover *out, struct error *err);

/* How an outgoing mail is to be protected; a set. */
enum enclose {
	ENCLOSE_SIGN_PGP = 1,
	ENCLOSE_SIGN_CMS = 2,
	ENCLOSE_IF_KNOWN = 4,	/* encrypted if there is a key of its recipient's */
	ENCLOSE_REQUIRED = 8	/* ... and does not go out without */
};

struct wire_enclose {
	unsigned how;
	char *signer;		/* the address that signs */
	char *recipient;
	char *keys;		/* fingerprints that are the recipient's, with blanks between them; "": what the keyring says */
};

struct wire_enclosed {
	enum result result;	/* DONE; TEMPFAIL: later; PERMFAIL: it may not go out */
	char *words;		/* what was done, or why not */
};

struct wire_keys {
	bool usable;
	char *why;		/* they are not; "" */
};

void wire_keys_put(struct text *t, const struct wire_keys *m);
enum result wire_keys_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_keys *out, struct error *err);
void wire_enclose_put(struct text *t, const struct wire_enclose *m);
enum result wire_enclose_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_enclose *out, struct error *err);
void wire_enclosed_put(struct text *t, const struct wire_enclosed *m);
enum result wire_enclosed_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_enclosed *out, struct error *err);

#endif
