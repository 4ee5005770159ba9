/* body.c - see body.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/body.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/flowed.h>
#include <postigo/mail/html.h>

#include "choose.h"
#include "clearsign.h"
#include "enriched.h"

#define RAW_TEXT_MAX (4u << 20)		/* encoded bytes of one text part that are looked at */

/* CRLF and lone CR become LF, as does CR CR LF: a program has put a CR before a line end that had one. In place. */
static size_t
unify_lines(char *text, size_t n)
{
	size_t made = 0;

	if (memchr(text, '\r', n) == NULL)
		return n;
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\r' && i + 1 < n && text[i + 1] == '\n')
			continue;
		if (text[i] == '\r' && i + 2 < n && text[i + 1] == '\r' && text[i + 2] == '\n')
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

/* The text of one part of type text/..., owned by ctx: decoded, HTML made text, flowed lines joined. *marks: what its
 * structure says, when it is HTML; owned by ctx as well. */
static char *
part_text(TALLOC_CTX *ctx, const struct part *part, struct marks *marks, struct defects *defects)
{
	SCRATCH(tmp);
	struct part limited = *part;
	const char *charset = parameters_find(&part->content, "charset");
	bool guessed = false, clearsigned;
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
	if (choose_is_html(part) && charset == NULL)
		charset = html_charset(tmp, bytes);
	text = charset_decode(tmp, span_of(charset != NULL ? charset : ""), bytes, &n, &guessed);
	if (guessed && charset != NULL)
		defects_add(defects, "the text is not in the character set that it claims");
	if (choose_is_html(part))
		return html_text(ctx, text, n, marks);
	n = unify_lines(text, n);
	if (strcmp(part->type, "text/enriched") == 0 || strcmp(part->type, "text/richtext") == 0)
		return enriched_text(ctx, text, n, strcmp(part->type, "text/richtext") == 0);
	n = clearsign_open(text, n, &clearsigned);
	if (parameter_is(part, "format", "flowed"))
		return flowed_text(ctx, text, n, parameter_is(part, "delsp", "yes"));
	return talloc_strndup(ctx, text, n);
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
	bool *needed = talloc_zero_array(tmp, bool, (unsigned)parts->count);
	struct text *out = text_new(tmp, BODY_TEXT_MAX);
	char nothing[] = "";

	choose_candidates(parts, candidate);
	for (size_t i = 0; i < parts->count; i++) {
		if (candidate[i])
			texts[i] = choose_is_html(&parts->list[i]) ? nothing :
			    part_text(tmp, &parts->list[i], &marks[i], defects);
	}
	choose_needed(parts, candidate, texts, needed);
	for (size_t i = 0; i < parts->count; i++) {
		if (needed[i])
			texts[i] = part_text(tmp, &parts->list[i], &marks[i], defects);
	}
	choose_roles(parts, candidate, texts, body.roles);
	for (size_t i = 0; i < parts->count; i++) {
		if (body.roles[i] != ROLE_TEXT)
			continue;
		add_text(ctx, out, texts[i], &marks[i], &body.marks);
		body.html = body.html || choose_is_html(&parts->list[i]);
	}
	if (out->cut)
		defects_add(defects, "the text is longer than %u bytes and was cut", BODY_TEXT_MAX);
	body.text = talloc_strndup(ctx, out->bytes, out->size);
	return body;
}
