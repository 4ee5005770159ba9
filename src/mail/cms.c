/* cms.c - see cms.h: BER is walked by hand, for five steps lead to the content, and libcrypto would build everything */
#include <config.h>

#include <stddef.h>

#include "cms.h"

#define TAG_OCTETS 0x04u
#define TAG_OID 0x06u
#define TAG_OCTETS_IN_PIECES 0x24u
#define TAG_SEQUENCE 0x30u
#define TAG_SET 0x31u
#define TAG_CONTENT 0xA0u	/* [0] */

#define PIECES_DEPTH_MAX 2	/* pieces of octets that are in pieces themselves: nobody does more */

struct element {
	unsigned tag;
	struct span value;	/* without a length of its own: all that is left */
	bool endless;
};

/* Takes one element off *rest; of an endless one only its head. */
static bool
take(struct span *rest, struct element *e)
{
	const unsigned char *p = (const unsigned char *)rest->at;
	size_t head = 2, size;

	if (rest->size < 2 || (p[0] & 0x1F) == 0x1F)
		return false;
	*e = (struct element){ .tag = p[0] };
	size = p[1];
	if (p[1] == 0x80) {
		e->endless = true;
		size = rest->size - head;
	} else if (p[1] > 0x80) {
		size_t n = p[1] & 0x7F;

		if (n > 4 || rest->size < 2 + n)
			return false;
		head += n;
		size = 0;
		for (size_t i = 0; i < n; i++)
			size = size << 8 | p[2 + i];
	}
	/* A mail that was cut short has its beginning all the same. */
	if (size > rest->size - head)
		size = rest->size - head;
	e->value = (struct span){ rest->at + head, size };
	size = e->endless ? head : head + size;
	*rest = (struct span){ rest->at + size, rest->size - size };
	return true;
}

static bool
take_tag(struct span *rest, unsigned tag, struct element *e)
{
	return take(rest, e) && e->tag == tag;
}

/* The outermost element: what kind it is, and *rest is what stands in it. */
static enum cms_kind
open_outer(struct span bytes, struct span *rest)
{
	static const char pkcs7[] = "\x2A\x86\x48\x86\xF7\x0D\x01\x07";
	struct element e;

	if (!take_tag(&bytes, TAG_SEQUENCE, &e))
		return CMS_UNKNOWN;
	*rest = e.value;
	if (!take_tag(rest, TAG_OID, &e))
		return CMS_UNKNOWN;
	if (e.value.size == 9 && memcmp(e.value.at, pkcs7, 8) == 0)
		return e.value.at[8] == 2 ? CMS_SIGNED : e.value.at[8] == 3 ? CMS_ENVELOPED : CMS_UNKNOWN;
	/* Authenticated and enveloped (RFC 5083) is of a family of its own. */
	return e.value.size == 11 && memcmp(e.value.at, "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x17", 11) == 0 ?
	    CMS_ENVELOPED : CMS_UNKNOWN;
}

enum cms_kind
cms_kind(struct span bytes)
{
	struct span rest;

	return open_outer(bytes, &rest);
}

/* RFC 5652 section 6.1: the version, perhaps who made the keys, and then the set of recipients. One that does not say where it ends
 * counts, and nothing behind it: gpgsm takes none such. */
unsigned
cms_recipients(struct span bytes, unsigned most)
{
	struct span rest;
	struct element e;
	unsigned count = 0;

	if (open_outer(bytes, &rest) != CMS_ENVELOPED || !take_tag(&rest, TAG_CONTENT, &e))
		return 0;
	rest = e.value;
	if (!take_tag(&rest, TAG_SEQUENCE, &e))
		return 0;
	rest = e.value;
	if (!take(&rest, &e) || e.endless || !take(&rest, &e))
		return 0;
	if (e.tag == TAG_CONTENT && (e.endless || !take(&rest, &e)))
		return 0;
	if (e.tag != TAG_SET)
		return 0;
	for (rest = e.value; count < most && take(&rest, &e) && e.tag != 0; count++)
		if (e.endless)
			return count + 1;
	return count;
}

/* Puts the pieces together; a piece may be in pieces itself, so those are entered rather than passed. */
static size_t
gather(struct span rest, char *out)
{
	struct element e;
	size_t made = 0;
	int entered = 0;

	while (take(&rest, &e)) {
		if (e.tag == TAG_OCTETS && !e.endless) {
			memcpy(out + made, e.value.at, e.value.size);
			made += e.value.size;
		} else if (e.tag == TAG_OCTETS_IN_PIECES && e.endless && entered++ < PIECES_DEPTH_MAX) {
			continue;
		} else {
			break;	/* the end of contents */
		}
	}
	return made;
}

bool
cms_signed_content(TALLOC_CTX *ctx, struct span bytes, struct span *content)
{
	struct span rest;
	struct element e;
	char *out;

	if (open_outer(bytes, &rest) != CMS_SIGNED || !take_tag(&rest, TAG_CONTENT, &e))
		return false;
	rest = e.value;
	if (!take_tag(&rest, TAG_SEQUENCE, &e))
		return false;
	rest = e.value;
	/* The version, and the names of digests: neither is ever endless. */
	if (!take(&rest, &e) || e.endless || !take(&rest, &e) || e.endless || !take_tag(&rest, TAG_SEQUENCE, &e))
		return false;
	rest = e.value;
	if (!take_tag(&rest, TAG_OID, &e) || !take_tag(&rest, TAG_CONTENT, &e))
		return false;
	rest = e.value;
	if (!take(&rest, &e) || (e.tag != TAG_OCTETS && e.tag != TAG_OCTETS_IN_PIECES))
		return false;
	if (e.tag == TAG_OCTETS) {
		*content = e.value;
		return e.value.size > 0;
	}
	out = talloc_size(ctx, e.value.size + 1);
	*content = (struct span){ out, gather(e.value, out) };
	return content->size > 0;
}
