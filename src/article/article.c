/* article.c - see article.h: one file */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/article/article.h>
#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/base/utf8.h>

#define LINE_MOST 200u		/* characters of what stands on one line */
#define SUMMARY_MOST 160u
#define HEAD_LINES_MOST 50u

/* The fields of the head, and where each goes. */
static const struct field {
	const char *name;
	size_t offset;
} fields[] = {
	{ "Title", offsetof(struct article, title) },
	{ "Keywords", offsetof(struct article, keywords) },
	{ "Summary", offsetof(struct article, summary) },
	{ "Queue", offsetof(struct article, queue) },
	{ "Organisation", offsetof(struct article, organisation) },
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

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
		char **value = (char **)(void *)((char *)a + fields[i].offset);

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
