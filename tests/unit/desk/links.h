/* links.h - the links of a mail of ours, followed as a mail program follows them (RFC 6068) */
#ifndef TESTS_UNIT_DESK_LINKS_H
#define TESTS_UNIT_DESK_LINKS_H

#include <ctype.h>

#include "house.h"

/* The mail that a link opens; "" for what the link says nothing of. */
struct opened {
	char *address, *subject, *body;
};

static inline char *
link_decoded(TALLOC_CTX *ctx, const char *p, size_t size)
{
	char *out = talloc_strdup(ctx, ""), hex[3] = "";

	for (size_t i = 0; i < size; i++) {
		char c = p[i];

		if (c == '%' && i + 2 < size && isxdigit((unsigned char)p[i + 1]) && isxdigit((unsigned char)p[i + 2])) {
			memcpy(hex, p + i + 1, 2);
			c = (char)strtol(hex, NULL, 16);
			i += 2;
		}
		if (c != '\r')
			out = talloc_asprintf_append_buffer(out, "%c", c);
	}
	return out;
}

static inline char *
link_part(TALLOC_CTX *ctx, const char *link, size_t size, const char *name)
{
	const char *p = memmem(link, size, name, strlen(name));

	if (p == NULL)
		return talloc_strdup(ctx, "");
	p += strlen(name);
	return link_decoded(ctx, p, strcspn(p, "&>"));
}

/* The n-th link of the mail, from 1. */
static inline struct opened
link_open(TALLOC_CTX *ctx, const struct mail *mail, unsigned n)
{
	const char *p = mail->text;
	struct opened out;
	size_t size;

	for (; n > 0 && p != NULL; n--)
		if ((p = strstr(p, "<mailto:")) != NULL)
			p += strlen("<mailto:");
	if (p == NULL)
		fail_msg("there is no such link in: %s", mail->text);
	size = strcspn(p, ">");
	out.address = link_decoded(ctx, p, strcspn(p, "?>"));
	out.subject = link_part(ctx, p, size, "subject=");
	out.body = link_part(ctx, p, size, "body=");
	return out;
}

#endif
