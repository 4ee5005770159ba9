/* compose.c - see compose.h */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>

#include "composing.h"

#define MAIL_MAX (128u << 20)

static bool
plain_character(char c)
{
	return c > ' ' && c < 127 && strchr("<>()[]\\,;:\"", c) == NULL;
}

bool
compose_address_valid(const char *address)
{
	const char *at = strrchr(address, '@');
	size_t n = strlen(address);

	if (at == NULL || at == address || at[1] == '\0' || n > COMPOSING_ADDRESS_MAX || at - address > 64)
		return false;
	for (const char *p = address; p < at; p++) {
		if (!plain_character(*p) || *p == '@')
			return false;
	}
	if (at[1] == '.' || at[1] == '-' || address[n - 1] == '.' || address[n - 1] == '-')
		return false;
	for (const char *p = at + 1; *p != '\0'; p++) {
		bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9');

		if (!plain && *p != '-' && *p != '_' && (*p != '.' || p[1] == '.'))
			return false;
	}
	return true;
}

bool
composing_identifier_valid(const char *id)
{
	size_t n = strlen(id);

	for (const char *p = id; *p != '\0'; p++) {
		if (*p <= ' ' || *p >= 127 || *p == '<' || *p == '>')
			return false;
	}
	return n > 0 && n <= COMPOSING_IDENTIFIER_MAX;
}

bool
composing_word_valid(const char *word, const char *also)
{
	size_t n = strlen(word);

	for (const char *p = word; *p != '\0'; p++) {
		if (!plain_character(*p) && strchr(also, *p) == NULL)
			return false;
	}
	return n > 0 && n <= 127 && strstr(word, "=?") == NULL;
}

bool
composing_printable(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s < ' ' || *s > '~')
			return false;
	}
	return true;
}

static const char base64_alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t
composing_base64(const char *from, size_t n, char *to)
{
	size_t made = 0;

	for (size_t i = 0; i < n; i += 3) {
		uint32_t bits = (uint32_t)(uint8_t)from[i] << 16;

		bits |= i + 1 < n ? (uint32_t)(uint8_t)from[i + 1] << 8 : 0;
		bits |= i + 2 < n ? (uint8_t)from[i + 2] : 0;
		to[made++] = base64_alphabet[bits >> 18];
		to[made++] = base64_alphabet[bits >> 12 & 63];
		to[made++] = i + 1 < n ? base64_alphabet[bits >> 6 & 63] : '=';
		to[made++] = i + 2 < n ? base64_alphabet[bits & 63] : '=';
	}
	return made;
}

/* A separator that no part can hold: our parts are 7-bit text, base64 or quoted-printable, and "=_" is neither of the
 * last; plain text could only by knowing the Message-ID beforehand. The same mail gets the same one. */
static void
make_boundary(struct writer *w, const char *seed)
{
	uint8_t digest[DIGEST_SIZE];

	digest_sha256(seed, strlen(seed), digest);
	memcpy(w->boundary, "=_", 2);
	digest_hex(digest, 12, w->boundary + 2);
}

enum result
compose(TALLOC_CTX *ctx, const struct compose *mail, char **bytes, size_t *size, struct error *err)
{
	SCRATCH(tmp);
	struct writer w = { .out = text_new(tmp, MAIL_MAX), .protects = mail->protects };

	composing_header(&w, mail);
	if (w.trouble != NULL)
		return error_set(err, PERMFAIL, "\"%.200s\" %s", w.value, w.trouble);
	make_boundary(&w, mail->message_id);
	composing_body(&w, mail);
	if (w.out->cut)
		return error_set(err, PERMFAIL, "the mail is larger than %u bytes", MAIL_MAX);
	*size = w.out->size;
	*bytes = talloc_steal(ctx, w.out->bytes);
	return DONE;
}
