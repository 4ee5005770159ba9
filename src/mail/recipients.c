/* recipients.c - see recipients.h: the packets that stand before what is encrypted (RFC 9580 section 5.1 and 5.3) */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include <postigo/mail/recipients.h>

#include "cms.h"

#define TAG_KEY 1u		/* a session key, for somebody's key */
#define TAG_PASSPHRASE 3u	/* ... for a passphrase */
#define TAG_ENCRYPTED 9u
#define TAG_MARKER 10u
#define TAG_PROTECTED 18u	/* encrypted, so that it shows whether somebody has changed it */
#define TAG_AEAD 20u		/* likewise, as GnuPG has it */
#define TAG_PADDING 21u

#define NEW_FORMAT 0x40u
#define NAME_SIZE 8u

struct packet {
	unsigned tag;
	struct span body;
};

struct count {
	unsigned all, hidden;
	bool odd;		/* it begins otherwise */
};

static size_t
number(const unsigned char *p, size_t n)
{
	size_t out = 0;

	for (size_t i = 0; i < n; i++)
		out = out << 8 | p[i];
	return out;
}

/* How many bytes the length takes, behind the tag, and *size what it says. 0: it does not say how long the packet is, which no
 * packet before the encrypted ones may do. */
static size_t
length(const unsigned char *p, size_t left, size_t *size)
{
	static const size_t widths[] = { 1, 2, 4, 0 };
	size_t width = widths[p[0] & 3];

	if ((p[0] & NEW_FORMAT) == 0) {
		if (width == 0 || left < 1 + width)
			return 0;
		*size = number(p + 1, width);
		return width;
	}
	if (left < 2 || (p[1] >= 224 && p[1] != 255))
		return 0;
	width = p[1] < 192 ? 1 : p[1] < 224 ? 2 : 5;
	if (left < 1 + width)
		return 0;
	*size = width == 1 ? p[1] : width == 2 ? ((size_t)(p[1] - 192) << 8) + p[2] + 192 : number(p + 2, 4);
	return width;
}

/* Takes one packet off *rest; all that is left of one that was cut short, or does not say how long it is. */
static bool
take(struct span *rest, struct packet *out)
{
	const unsigned char *p = (const unsigned char *)rest->at;
	size_t head, size = SIZE_MAX, left;

	if (rest->size == 0 || (p[0] & 0x80) == 0)
		return false;
	head = length(p, rest->size, &size) + 1;
	left = rest->size - head;
	if (size > left)
		size = left;
	out->tag = (p[0] & NEW_FORMAT) != 0 ? p[0] & 0x3Fu : (p[0] >> 2) & 0xFu;
	out->body = (struct span){ rest->at + head, size };
	*rest = (struct span){ rest->at + head + size, left - size };
	return true;
}

/* Version 3 has the key's number there, noughts for none; version 6 how long the name is (RFC 9580 section 5.1). */
static bool
is_hidden(struct span body)
{
	static const char nobody[NAME_SIZE];

	if (body.size >= 2 && body.at[0] == 6)
		return body.at[1] == 0;
	return body.size > NAME_SIZE && memcmp(body.at + 1, nobody, NAME_SIZE) == 0;
}

static bool
is_encrypted(const struct packet *p)
{
	return p->tag == TAG_ENCRYPTED || p->tag == TAG_PROTECTED || p->tag == TAG_AEAD;
}

/* What may stand there and says nothing. gpg looks for armour in what begins with a packet that it does not know. */
static bool
is_passed_over(const struct packet *p, bool first)
{
	return p->tag == TAG_MARKER || (p->tag == TAG_PADDING && !first);
}

/* gpg takes session keys behind any packet that it knows or does not know, and out of compressed ones. */
static struct count
walk(struct span rest)
{
	struct count out = { .odd = rest.size > 0 && ((unsigned char)rest.at[0] & 0x80) == 0 };
	struct packet p;

	for (bool first = true; !out.odd && out.all <= RECIPIENTS_MOST && out.hidden <= RECIPIENTS_HIDDEN_MOST && take(&rest, &p);
	    first = false) {
		if (p.tag == TAG_KEY || p.tag == TAG_PASSPHRASE) {
			out.all++;
			out.hidden += p.tag == TAG_KEY && is_hidden(p.body);
		} else if (is_encrypted(&p)) {
			out.odd = first && p.tag == TAG_AEAD;
			break;
		} else {
			out.odd = !is_passed_over(&p, first);
		}
	}
	return out;
}

enum recipients_refusal
recipients_refuse(bool cms, struct span message)
{
	struct count count = { 0 };

	if (cms)
		count.all = cms_recipients(message, RECIPIENTS_MOST + 1);
	else
		count = walk(message);
	if (count.all > RECIPIENTS_MOST || count.hidden > RECIPIENTS_HIDDEN_MOST)
		return RECIPIENTS_TOO_MANY;
	return count.odd ? RECIPIENTS_ODD : RECIPIENTS_FINE;
}
