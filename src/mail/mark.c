/* mark.c - see mark.h */
#include <config.h>

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include <postigo/mail/mark.h>

/* How mail programs name the elements that they put around what is not new. A class is one word among others. */
static const struct {
	const char *element;	/* NULL: any */
	const char *attribute;
	const char *value;
	enum mark_kind kind;
} rules[] = {
	{ NULL,         "class", "gmail_quote",     MARK_QUOTE },
	{ NULL,         "id",    "divRplyFwdMsg",   MARK_HEADER },
	{ "blockquote", "type",  "cite",            MARK_QUOTE },
	{ NULL,         "class", "moz-cite-prefix", MARK_HEADER },
	{ NULL,         "class", "gmail_signature", MARK_SIGNATURE },
	{ NULL,         "class", "moz-signature",   MARK_SIGNATURE },
};

/* Is the word one of those that blanks part? */
static bool
has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	while (*words != '\0') {
		size_t length;

		words += strspn(words, " \t\r\n");
		length = strcspn(words, " \t\r\n");
		if (length == n && strncasecmp(words, word, n) == 0)
			return true;
		words += length;
	}
	return false;
}

enum mark_kind
mark_of(const char *element, const char *const *attributes)
{
	for (; attributes != NULL && attributes[0] != NULL; attributes += 2) {
		for (size_t i = 0; attributes[1] != NULL && i < sizeof(rules) / sizeof(rules[0]); i++) {
			if (strcasecmp(attributes[0], rules[i].attribute) == 0 &&
			    (rules[i].element == NULL || strcasecmp(element, rules[i].element) == 0) &&
			    has_word(attributes[1], rules[i].value))
				return rules[i].kind;
		}
	}
	return MARK_NONE;
}

struct mark *
mark_add(TALLOC_CTX *ctx, struct marks *marks, enum mark_kind kind, size_t from)
{
	struct mark *m;

	if (marks->count == MARK_COUNT_MAX)
		return NULL;
	marks->list = talloc_realloc(ctx, marks->list, struct mark, (unsigned)(marks->count + 1));
	m = &marks->list[marks->count++];
	*m = (struct mark){ kind, from, from };
	return m;
}

void
marks_append(TALLOC_CTX *ctx, struct marks *marks, const struct marks *more, size_t offset)
{
	for (size_t i = 0; i < more->count; i++) {
		struct mark *m = mark_add(ctx, marks, more->list[i].kind, offset + more->list[i].from);

		if (m == NULL)
			return;
		m->to = offset + more->list[i].to;
	}
}
