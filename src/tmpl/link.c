/* link.c - where a link in a text leads to */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>

#include "document.h"

#define ADDRESS_MAX 8192

static const char unreserved[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

/* RFC 3986: what may not stand there becomes %XX. */
static void
put_encoded(struct text *t, const char *s, size_t n, const char *also)
{
	for (size_t i = 0; i < n; i++) {
		if (s[i] != '\0' && (strchr(unreserved, s[i]) != NULL || strchr(also, s[i]) != NULL))
			text_add_char(t, s[i]);
		else
			text_printf(t, "%%%02X", (unsigned)(unsigned char)s[i]);
	}
}

static bool
is_allowed(const char *address)
{
	static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (strncasecmp(address, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

/* A value that an address begins with is an address itself; another one is a word in it. */
char *
link_address(TALLOC_CTX *ctx, const struct markdown *md, cmark_node *link)
{
	struct text *t = text_new(ctx, ADDRESS_MAX);
	const char *cursor = cmark_node_get_url(link);
	struct piece piece;

	while (piece_next(md, &cursor, &piece)) {
		if (piece.value == NULL)
			put_encoded(t, piece.words, piece.size, ":/?#[]@!$&'()*+,;=%");
		else if (t->size == 0)
			put_encoded(t, piece.value->bytes, piece.value->size, ":/?#[]@!$&'()*+,;=%");
		else
			put_encoded(t, piece.value->bytes, piece.value->size, "@");
	}
	return t->cut || !is_allowed(t->bytes) ? NULL : t->bytes;
}

bool
link_is_button(cmark_node *node)
{
	const char *title = node != NULL && cmark_node_get_type(node) == CMARK_NODE_LINK ? cmark_node_get_title(node) : NULL;

	return title != NULL && strcmp(title, "button") == 0;
}

/* Two hexadecimal digits; -1: they are none. */
static int
byte_of(const char *digits)
{
	char *end, two[3] = { digits[0], digits[0] != '\0' ? digits[1] : '\0', '\0' };
	long byte = strtol(two, &end, 16);

	return end == two + 2 && two[0] != '-' && two[0] != '+' ? (int)byte : -1;
}

char *
link_recipient(TALLOC_CTX *ctx, const char *address)
{
	struct text *t = text_new(ctx, ADDRESS_MAX);

	if (strncasecmp(address, "mailto:", 7) != 0)
		return talloc_strdup(ctx, address);
	for (const char *p = address + 7; *p != '\0' && *p != '?'; p++) {
		int byte = *p == '%' ? byte_of(p + 1) : 0;

		/* What cannot be seen stays as it is written. */
		if (byte > ' ' && byte < 127) {
			text_add_char(t, (char)byte);
			p += 2;
		} else {
			text_add_char(t, *p);
		}
	}
	return t->bytes;
}

bool
link_is_bare(cmark_node *link)
{
	cmark_node *words = cmark_node_first_child(link);

	if (words == NULL || cmark_node_next(words) != NULL || cmark_node_get_type(words) != CMARK_NODE_TEXT)
		return false;
	const char *literal = cmark_node_get_literal(words), *url = cmark_node_get_url(link);
	size_t n = strlen(literal), whole = strlen(url);
	return n > 0 && n <= whole && strcmp(url + whole - n, literal) == 0 &&
	    (n == whole || url[whole - n - 1] == ':' || url[whole - n - 1] == '/');
}
