/* article.c - see article.h: one article, as it is written in a file or in a mail */
#include <config.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <glib.h>

#include <postigo/article/article.h>
#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/base/utf8.h>

#define LINE_MOST 200u		/* characters of what stands on one line */
#define SUMMARY_MOST 160u
#define HEAD_LINES_MOST 50u

#define SLUG_MOST 60u		/* of one that we make */

/* The fields of the head, what else people call them in a mail, and where each goes. */
static const struct field {
	const char *name, *also[3];
	size_t offset;
} fields[] = {
	{ "Title", { "título", "titulo" }, offsetof(struct article, title) },
	{ "Keywords", { "palabras clave", "claves" }, offsetof(struct article, keywords) },
	{ "Summary", { "resumen" }, offsetof(struct article, summary) },
	{ "Queue", { "cola" }, offsetof(struct article, queue) },
	{ "Organisation", { "organización", "organizacion", "organization" }, offsetof(struct article, organisation) },
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

static char **
field_of(struct article *a, const struct field *field)
{
	return (char **)(void *)((char *)a + field->offset);
}

static enum result
unknown_field(const char *path, unsigned line, const char *name, struct error *err)
{
	SCRATCH(tmp);
	struct suggest like;

	suggest_start(&like, name);
	for (size_t i = 0; i < FIELDS; i++)
		suggest_offer(&like, fields[i].name);
	return error_set(err, PERMFAIL, "%s:%u: unknown field \"%s\"%s", path, line, name, suggest_words(tmp, &like));
}

/* One line of the head. */
static enum result
read_field(TALLOC_CTX *ctx, const char *path, unsigned line, const char *text, struct article *a, struct error *err)
{
	SCRATCH(tmp);
	const char *colon = strchr(text, ':');
	const char *name = colon != NULL ? talloc_strndup(tmp, text, (size_t)(colon - text)) : "";

	if (colon == NULL || name[strcspn(name, " \t")] != '\0')
		return error_set(err, PERMFAIL, "%s:%u: \"%.40s\" is no field; the head has lines like \"Title: ...\" and ends with an "
		    "empty line", path, line, text);
	for (size_t i = 0; i < FIELDS; i++) {
		char **value = field_of(a, &fields[i]);

		if (strcasecmp(name, fields[i].name) != 0)
			continue;
		if (*value != NULL)
			return error_set(err, PERMFAIL, "%s:%u: a second \"%s\"; one is enough", path, line, fields[i].name);
		*value = utf8_clean_line(ctx, colon + 1, LINE_MOST);
		return DONE;
	}
	return unknown_field(path, line, name, err);
}

/* Reads the head, and leaves *source behind the empty line that ends it. */
static enum result
read_head(TALLOC_CTX *ctx, const char *path, const char **source, struct article *a, struct error *err)
{
	SCRATCH(tmp);
	enum result result = DONE;

	for (unsigned line = 1; result == DONE && **source != '\0'; line++) {
		size_t n = strcspn(*source, "\n");
		char *text = talloc_strndup(tmp, *source, n);

		*source += n + ((*source)[n] == '\n');
		while (n > 0 && strchr(" \t\r", text[n - 1]) != NULL)
			text[--n] = '\0';
		if (n == 0)
			return DONE;
		if (line > HEAD_LINES_MOST)
			return error_set(err, PERMFAIL, "%s:%u: the head does not end; an empty line is wanted before the text", path,
			    line);
		result = read_field(ctx, path, line, text, a, err);
	}
	return result;
}

static char *
none_if_empty(char *text)
{
	return text != NULL && text[0] != '\0' ? text : NULL;
}

char *
article_beginning(TALLOC_CTX *ctx, const char *body, size_t most)
{
	SCRATCH(tmp);
	char *plain;
	size_t n;

	/* Headings say again what the title says. */
	while (*body == '#' || *body == '\n' || *body == '\r') {
		body += *body == '#' ? strcspn(body, "\n") : 0;
		body += *body != '\0';
	}
	/* One paragraph. */
	for (n = 0; body[n] != '\0' && !(body[n] == '\n' && (body[n + 1] == '\n' || body[n + 1] == '\r')); n++)
		continue;
	plain = talloc_strndup(tmp, body, n);
	n = 0;
	for (const char *c = plain; *c != '\0'; c++)
		if (strchr("*_`#>", *c) == NULL)
			plain[n++] = *c;
	plain[n] = '\0';
	return utf8_clean_line(ctx, plain, most);
}

enum result
article_parse(TALLOC_CTX *ctx, const char *path, const char *language, const char *slug, const char *source,
    struct article *out, struct error *err)
{
	struct article a = { 0 };
	const char *body = source;
	enum result result = read_head(ctx, path, &body, &a, err);

	if (result != DONE)
		return result;
	body += strspn(body, "\r\n");
	if (none_if_empty(a.title) == NULL)
		return error_set(err, PERMFAIL, "%s:1: it has no title; begin with \"Title: ...\"", path);
	if (body[strspn(body, " \t\r\n")] == '\0')
		return error_set(err, PERMFAIL, "%s: it has no text; write it behind the head and an empty line", path);
	a.slug = talloc_strdup(ctx, slug);
	a.language = talloc_strdup(ctx, language);
	a.keywords = a.keywords != NULL ? a.keywords : talloc_strdup(ctx, "");
	a.queue = none_if_empty(a.queue);
	a.organisation = none_if_empty(a.organisation);
	a.body = talloc_strdup(ctx, body);
	if (none_if_empty(a.summary) == NULL)
		a.summary = article_beginning(ctx, body, SUMMARY_MOST);
	digest_sha256(source, strlen(source), a.digest);
	*out = a;
	return DONE;
}

/* ---- in a mail */

static bool
is_called(const struct field *field, const char *name)
{
	bool is = strcasecmp(name, field->name) == 0;

	for (size_t i = 0; i < sizeof(field->also) / sizeof(*field->also) && field->also[i] != NULL; i++)
		is |= strcasecmp(name, field->also[i]) == 0;
	return is;
}

/* Takes one line of the head; false: it is text. A mailer may have put stars around the name. */
static bool
take_field(TALLOC_CTX *ctx, struct article *a, const char *line, size_t size)
{
	SCRATCH(tmp);
	const char *colon = memchr(line, ':', size);
	char *name = colon != NULL ? utf8_clean_line(tmp, talloc_strndup(tmp, line, (size_t)(colon - line)), LINE_MOST) : NULL;
	size_t n = name != NULL ? strlen(name) : 0;

	while (n > 0 && strchr("* ", name[n - 1]) != NULL)
		name[--n] = '\0';
	for (size_t i = 0; n > 0 && i < FIELDS; i++) {
		char **value = field_of(a, &fields[i]);

		if (*value != NULL || !is_called(&fields[i], name + strspn(name, "* ")))
			continue;
		*value = utf8_clean_line(ctx, talloc_strndup(tmp, colon + 1, size - (size_t)(colon + 1 - line)), LINE_MOST);
		memmove(*value, *value + strspn(*value, "* "), strlen(*value + strspn(*value, "* ")) + 1);
		if (strcmp(*value, "-") == 0)
			**value = '\0';
		return true;
	}
	return false;
}

struct article
article_of_words(TALLOC_CTX *ctx, const char *words)
{
	struct article a = { 0 };
	size_t n;

	words += strspn(words, " \t\r\n");
	for (size_t i = 0; i < HEAD_LINES_MOST && *words != '\0'; i++) {
		n = strcspn(words, "\n");
		if (!take_field(ctx, &a, words, n))
			break;
		words += n + (words[n] == '\n');
	}
	words += strspn(words, "\r\n");
	if (words[strspn(words, " \t\r\n")] != '\0')
		a.body = talloc_strdup(ctx, words);
	return a;
}

char *
article_slug(TALLOC_CTX *ctx, const char *title)
{
	char *slug = talloc_zero_size(ctx, SLUG_MOST + 1);
	const char *end = title + strlen(title);
	size_t n = 0, whole = 0;

	while (title < end && n < SLUG_MOST) {
		uint32_t c = utf8_next(&title, end);
		gunichar base, accent;

		while (g_unichar_decompose(c, &base, &accent) && accent != 0)
			c = base;
		if (c < 0x80 && isalnum((int)c)) {
			slug[n++] = (char)tolower((int)c);
		} else if (!g_unichar_ismark(c) && n > 0 && slug[n - 1] != '-') {
			whole = n;
			slug[n++] = '-';
		}
	}
	/* Not in the middle of a word, unless there is but one. */
	if (title < end && whole > 0)
		n = whole;
	while (n > 0 && slug[n - 1] == '-')
		n--;
	slug[n] = '\0';
	return n > 0 ? slug : talloc_strdup(ctx, "article");
}

bool
article_is_slug(const char *slug)
{
	size_t n = strlen(slug);

	return n > 0 && n <= ARTICLE_SLUG_MAX && strspn(slug, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == n;
}

bool
article_is_language(const char *name)
{
	size_t n = strcspn(name, "-_");

	for (const char *s = name; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return false;
	return n >= 2 && n <= 3 && strlen(name) <= 16;
}
