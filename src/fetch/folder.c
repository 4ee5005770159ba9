/* folder.c - a folder's name as IMAP wants it: modified UTF-7, quoted; pure */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include <postigo/base/text.h>

#include "folder.h"

#define NAME_MAX_BYTES 8192

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* Bits that wait for a full sextet. */
struct shift {
	struct text *out;
	uint32_t bits;
	unsigned count;
	bool open;
};

static void
put_unit(struct shift *s, uint32_t unit)
{
	if (!s->open)
		text_add_char(s->out, '&');
	s->open = true;
	s->bits = s->bits << 16 | unit;
	s->count += 16;
	while (s->count >= 6) {
		s->count -= 6;
		text_add_char(s->out, alphabet[s->bits >> s->count & 63]);
	}
}

static void
leave(struct shift *s)
{
	if (!s->open)
		return;
	if (s->count > 0)
		text_add_char(s->out, alphabet[s->bits << (6 - s->count) & 63]);
	text_add_char(s->out, '-');
	*s = (struct shift){ .out = s->out };
}

/* The next character at *s, which moves behind it. */
static uint32_t
next_character(const unsigned char **s)
{
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	uint32_t c = *(*s)++;
	unsigned more = c >= 0xf0 && c < 0xf8 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0;

	if (c < 0x80)
		return c;
	if (more == 0 || c >= 0xf8)
		return 0xfffd;
	c &= 0x3fu >> more;
	for (unsigned i = 0; i < more; i++) {
		if ((**s & 0xc0) != 0x80)
			return 0xfffd;
		c = c << 6 | (*(*s)++ & 0x3fu);
	}
	if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0xfffd;
	return c;
}

char *
folder_encode(TALLOC_CTX *ctx, const char *name)
{
	const unsigned char *s = (const unsigned char *)name;
	struct text *out = text_new(ctx, NAME_MAX_BYTES);
	struct shift shift = { .out = out };

	while (*s != '\0') {
		uint32_t c = next_character(&s);

		if (c >= 0x20 && c < 0x7f) {
			leave(&shift);
			text_add_char(out, (char)c);
			if (c == '&')
				text_add_char(out, '-');
		} else if (c < 0x10000) {
			put_unit(&shift, c);
		} else {
			put_unit(&shift, 0xd800 + ((c - 0x10000) >> 10));
			put_unit(&shift, 0xdc00 + ((c - 0x10000) & 0x3ff));
		}
	}
	leave(&shift);
	return out->bytes;
}

char *
folder_quote(TALLOC_CTX *ctx, const char *encoded)
{
	struct text *out = text_new(ctx, 2 * NAME_MAX_BYTES + 2);

	text_add_char(out, '"');
	for (; *encoded != '\0'; encoded++) {
		if (*encoded == '"' || *encoded == '\\')
			text_add_char(out, '\\');
		text_add_char(out, *encoded);
	}
	text_add_char(out, '"');
	return out->bytes;
}
