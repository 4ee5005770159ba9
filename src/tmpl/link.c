/* link.c - where a link in a text leads to */
#include <config.h>

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
