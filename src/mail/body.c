/* body.c - see body.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/body.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/flowed.h>
#include <postigo/mail/html.h>

#define RAW_TEXT_MAX (4u << 20)		/* encoded bytes of one text part that are looked at */

static bool
is_html(const struct part *p)
{
	return strcmp(p->type, "text/html") == 0 || strcmp(p->type, "application/xhtml+xml") == 0;
}

/* A part that may be read as text. Other text/... types without a name are text as well: text/enriched, text/x-markdown. */
static bool
is_text(const struct part *p)
{
	if (p->multipart || strcmp(p->disposition, "attachment") == 0)
		return false;
	if (strcmp(p->type, "text/plain") == 0 || is_html(p))
		return true;
	return strncmp(p->type, "text/", 5) == 0 && p->name == NULL && p->disposition[0] == '\0' &&
	    strcmp(p->type, "text/calendar") != 0 && strcmp(p->type, "text/rfc822-headers") != 0 &&
	    strcmp(p->type, "text/x-vcard") != 0 && strcmp(p->type, "text/vcard") != 0 &&
	    strcmp(p->type, "text/css") != 0;
}

/* Nothing but blanks, no-break spaces among them. */
static bool
blank_text(const char *text)
{
	for (; *text != '\0'; text++) {
		if (span_blank(*text))
			continue;
		if (strncmp(text, "\xC2\xA0", 2) != 0)
			return false;
		text++;
	}
	return true;
}

/* CRLF and lone CR become LF. In place. */
static size_t
unify_lines(char *text, size_t n)
{
	size_t made = 0;

	if (memchr(text, '\r', n) == NULL)
		return n;
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\r' && i + 1 < n && text[i + 1] == '\n')
			continue;
		text[made++] = (char)(text[i] == '\r' ? '\n' : text[i]);
	}
	text[made] = '\0';
	return made;
}

static bool
parameter_is(const struct part *part, const char *name, const char *value)
{
	const char *found = parameters_find(&part->content, name);

	return found != NULL && strcasecmp(found, value) == 0;
}

char *
body_part_text(TALLOC_CTX *ctx, const struct part *part, struct marks *marks, struct defects *defects)
{
	SCRATCH(tmp);
	struct part limited = *part;
	const char *charset = parameters_find(&part->content, "charset");
	bool guessed = false;
	struct span bytes;
	char *text;
	size_t n;

	*marks = (struct marks){ NULL, 0 };
	if (limited.bytes.size > RAW_TEXT_MAX) {
		limited.bytes.size = RAW_TEXT_MAX;
		defects_add(defects, "the text is longer than is read");
	}
	bytes = part_decode(tmp, &limited);
	if (bytes.size > BODY_TEXT_MAX) {
		bytes.size = BODY_TEXT_MAX;
		defects_add(defects, "the text is longer than %u bytes and was cut", BODY_TEXT_MAX);
	}
	if (is_html(part) && charset == NULL)
		charset = html_charset(tmp, bytes);
	text = charset_decode(tmp, span_of(charset != NULL ? charset : ""), bytes, &n, &guessed);
	if (guessed && charset != NULL)
		defects_add(defects, "the text is not in the character set that it claims");
	if (is_html(part))
		return html_text(ctx, text, n, marks);
	n = unify_lines(text, n);
	if (parameter_is(part, "format", "flowed"))
		return flowed_text(ctx, text, n, parameter_is(part, "delsp", "yes"));
	return talloc_strndup(ctx, text, n);
}

/* The sister of an alternative that is shown: the first with plain text that is not blank, else HTML, else the first
 * with any text. */
struct choice {
	size_t place;
	int rank;		/* 0: nothing yet */
};

/* The place, among the children of ancestor, of the branch that holds part i. */
static size_t
branch(const struct parts *parts, size_t i, size_t ancestor)
{
	while (parts->list[i].parent != ancestor)
		i = parts->list[i].parent;
	return parts->list[i].place;
}

static bool
is_kind(const struct part *p, const char *subtype)
{
	return p->multipart && strcmp(p->type + 10, subtype) == 0;
}

static void
choose(const struct parts *parts, const bool *candidate, char *const *texts, struct choice *choices)
{
	for (size_t i = 0; i < parts->count; i++) {
		const struct part *p = &parts->list[i];
		int rank;

		if (!candidate[i])
			continue;
		rank = blank_text(texts[i]) ? 1 : strcmp(p->type, "text/plain") == 0 ? 3 : 2;
		for (size_t a = i; a != 0;) {
			a = parts->list[a].parent;
			if (is_kind(&parts->list[a], "alternative") && rank > choices[a].rank)
				choices[a] = (struct choice){ branch(parts, i, a), rank };
		}
	}
}

/* Is the part in a branch that every alternative around it has chosen? */
static bool
chosen(const struct parts *parts, size_t i, const struct choice *choices)
{
	for (size_t a = i; a != 0;) {
		a = parts->list[a].parent;
		if (is_kind(&parts->list[a], "alternative") && choices[a].place != branch(parts, i, a))
			return false;
	}
	return true;
}

static bool
in_alternative(const struct parts *parts, size_t i)
{
	return i != 0 && is_kind(&parts->list[parts->list[i].parent], "alternative");
}

/* May the part be (a piece of) the text? Text with a name is a file, unless nothing else can be the text. Behind the
 * first part of a related group or a report there is nothing to read. */
static bool
may_be_text(const struct parts *parts, size_t i, bool have_text)
{
	const struct part *p = &parts->list[i], *parent = &parts->list[p->parent];

	if (!is_text(p))
		return false;
	if (i != 0 && p->place > 0 && (is_kind(parent, "related") || is_kind(parent, "report")))
		return false;
	if (p->name != NULL && p->name[0] != '\0' && !in_alternative(parts, i))
		return !have_text && strcmp(p->disposition, "inline") != 0;
	return true;
}

/* Adds the text, and its marks to those of all. */
static void
add_text(TALLOC_CTX *ctx, struct text *out, const char *text, const struct marks *marks, struct marks *all)
{
	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)	/* a byte order mark is no text; HTML has none any more */
		text += 3;
	if (out->size > 0 && out->bytes[out->size - 1] != '\n')
		text_add_char(out, '\n');
	marks_append(ctx, all, marks, out->size);
	text_add_string(out, text);
}

struct body
body_read(TALLOC_CTX *ctx, const struct parts *parts, struct defects *defects)
{
	SCRATCH(tmp);
	struct body body = { .roles = talloc_array(ctx, enum part_role, (unsigned)parts->count) };
	char **texts = talloc_zero_array(tmp, char *, (unsigned)parts->count);
	struct marks *marks = talloc_zero_array(tmp, struct marks, (unsigned)parts->count);
	bool *candidate = talloc_zero_array(tmp, bool, (unsigned)parts->count);
	struct choice *choices = talloc_zero_array(tmp, struct choice, (unsigned)parts->count);
	struct text *out = text_new(tmp, BODY_TEXT_MAX);
	bool have_text = false;

	for (size_t i = 0; i < parts->count; i++) {
		candidate[i] = may_be_text(parts, i, have_text);
		if (!candidate[i])
			continue;
		have_text = true;
		texts[i] = body_part_text(tmp, &parts->list[i], &marks[i], defects);
	}
	choose(parts, candidate, texts, choices);
	for (size_t i = 0; i < parts->count; i++) {
		if (parts->list[i].multipart)
			body.roles[i] = ROLE_CONTAINER;
		else if (!candidate[i])
			body.roles[i] = ROLE_ATTACHMENT;
		else
			body.roles[i] = chosen(parts, i, choices) ? ROLE_TEXT : ROLE_ALTERNATIVE;
		if (body.roles[i] != ROLE_TEXT)
			continue;
		add_text(ctx, out, texts[i], &marks[i], &body.marks);
		body.html = body.html || is_html(&parts->list[i]);
	}
	if (out->cut)
		defects_add(defects, "the text is longer than %u bytes and was cut", BODY_TEXT_MAX);
	body.text = talloc_strndup(ctx, out->bytes, out->size);
	return body;
}
