/* html_tame.c - see html_tame.h */
#include <config.h>

#include <stdbool.h>

#include <libxml/HTMLparser.h>

#include <postigo/base/text.h>
#include <postigo/mail/span.h>

#include "html_element.h"
#include "html_tame.h"

/* libxml2 compares each attribute of a tag with all before it. */
#define ATTRIBUTES_MAX 40u
#define ATTRIBUTE_NAME_MAX 40u
#define VALUE_MAX 4096u
#define VALUE_SCAN_MAX 8192u	/* a quoted value that is longer has lost its end, but for an image in the mail */
#define ELEMENT_NAME_MAX 40u
#define REFERENCE_MAX 12u

/* What is not there once is not looked for again: each search without success would cost the whole rest. */
enum lacking { NO_COMMENT_END, NO_ANGLE, NO_SINGLE, NO_DOUBLE, NO_RAW_END, LACKING = NO_RAW_END + 8 };

struct tamer {
	struct text *out;
	const char *end;
	bool lacks[LACKING];
};

/* What stands inside is nothing to read, and no HTML either. */
static const char *const raw_elements[] = { "iframe", "noembed", "noframes", "script", "style", "title", "xmp" };

/* Names of HTML 5 that libxml2 does not know and newsletters use. */
static const struct {
	const char *name, *is;
} references[] = {
	{ "ast", "*" }, { "bsol", "\\" }, { "check", "\xE2\x9C\x93" }, { "colon", ":" }, { "comma", "," },
	{ "commat", "@" }, { "dollar", "$" }, { "emsp13", " " }, { "emsp14", " " }, { "equals", "=" }, { "excl", "!" },
	{ "grave", "`" }, { "hyphen", "-" }, { "lbrack", "[" }, { "lcub", "{" }, { "lowbar", "_" }, { "lpar", "(" },
	{ "lsqb", "[" }, { "NewLine", "\n" }, { "NoBreak", "" }, { "num", "#" }, { "numsp", " " }, { "percnt", "%" },
	{ "period", "." }, { "phone", "\xE2\x98\x8E" }, { "plus", "+" }, { "puncsp", " " }, { "quest", "?" },
	{ "rbrack", "]" }, { "rcub", "}" }, { "rpar", ")" }, { "rsqb", "]" }, { "semi", ";" }, { "sol", "/" },
	{ "star", "\xE2\x98\x86" }, { "Tab", " " }, { "verbar", "|" }, { "ZeroWidthSpace", "" },
};

static bool
letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
name_character(char c)
{
	return letter(c) || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '_';
}

static bool
blank(char c)
{
	return span_blank(c) || c == '\f';
}

/* The first c at or after at; NULL when there is none any more. */
static const char *
find(struct tamer *t, enum lacking what, char c, const char *at)
{
	const char *found = t->lacks[what] ? NULL : memchr(at, c, (size_t)(t->end - at));

	t->lacks[what] = found == NULL;
	return found;
}

static const char *
after_comment(struct tamer *t, const char *at)
{
	const char *close;

	if (at < t->end && at[0] == '>')
		return at + 1;
	if (t->end - at > 1 && at[0] == '-' && at[1] == '>')
		return at + 2;
	close = t->lacks[NO_COMMENT_END] ? NULL : memmem(at, (size_t)(t->end - at), "-->", 3);
	if (close != NULL)
		return close + 3;
	t->lacks[NO_COMMENT_END] = true;
	while (at < t->end && *at != '>' && *at != '<')
		at++;
	return at + (at < t->end && *at == '>');
}

/* Behind the end tag of an element whose content is raw. Without one, the content ends where the next tag stands. */
static const char *
after_raw(struct tamer *t, size_t which, const char *from)
{
	const char *name = raw_elements[which], *at = from;
	size_t n = strlen(name);
	bool *lacks = &t->lacks[NO_RAW_END + which];

	while (!*lacks && (at = memchr(at, '<', (size_t)(t->end - at))) != NULL) {
		if ((size_t)(t->end - at) > n + 1 && at[1] == '/' && strncasecmp(at + 2, name, n) == 0) {
			const char *close = find(t, NO_ANGLE, '>', at);

			return close != NULL ? close + 1 : t->end;
		}
		at++;
	}
	*lacks = true;
	for (at = from; (at = memchr(at, '<', (size_t)(t->end - at))) != NULL; at++) {
		if (t->end - at > 1 && (letter(at[1]) || at[1] == '/'))
			return at;
	}
	return t->end;
}

/* A value in quotes, *at behind the first. Whether it has an end. */
static bool
quoted_value(struct tamer *t, const char **at, struct span *value)
{
	char quote = (*at)[-1];
	enum lacking what = quote == '"' ? NO_DOUBLE : NO_SINGLE;
	size_t left = (size_t)(t->end - *at);
	const char *close;

	if (left > 5 && strncasecmp(*at, "data:", 5) == 0)
		close = find(t, what, quote, *at);
	else
		close = memchr(*at, quote, left < VALUE_SCAN_MAX ? left : VALUE_SCAN_MAX);
	if (close == NULL)
		return false;
	*value = (struct span){ *at, (size_t)(close - *at) };
	*at = close + 1;
	return true;
}

/* A value without quotes, or one whose second quote is missing. */
static struct span
bare_value(const struct tamer *t, const char **at)
{
	const char *from = *at;

	while (*at < t->end && !blank(**at) && **at != '>')
		(*at)++;
	return (struct span){ from, (size_t)(*at - from) };
}

static void
add_attribute(struct tamer *t, struct span name, struct span value)
{
	char quote = memchr(value.at, '"', value.size) == NULL ? '"' : '\'';

	if (name.size == 0 || name.size > ATTRIBUTE_NAME_MAX || value.size > VALUE_MAX || span_is(name, "src") ||
	    memchr(value.at, '\0', value.size) != NULL || memchr(name.at, '\0', name.size) != NULL ||
	    memchr(value.at, quote, value.size) != NULL)
		return;
	text_add_char(t->out, ' ');
	text_add(t->out, name.at, name.size);
	text_add_char(t->out, '=');
	text_add_char(t->out, quote);
	text_add(t->out, value.at, value.size);
	text_add_char(t->out, quote);
}

/* Copies the attributes; where the tag ends: at its ">", or at the "<" of the next. *closed: with "/>". */
static const char *
take_attributes(struct tamer *t, const char *at, bool *closed)
{
	unsigned count = 0;

	*closed = false;
	for (;;) {
		struct span name = { at, 0 }, value = { at, 0 };

		for (; at < t->end && (blank(*at) || *at == '/'); at++)
			*closed = *at == '/';
		if (at == t->end || *at == '>' || *at == '<')
			return at;
		for (name.at = at; at < t->end && !blank(*at) && strchr("=></", *at) == NULL; at++)
			;
		at += at == name.at;
		name.size = (size_t)(at - name.at);
		while (at < t->end && blank(*at))
			at++;
		if (at < t->end && *at == '=') {
			for (at++; at < t->end && blank(*at); at++)
				;
			if (at < t->end && (*at == '"' || *at == '\'')) {
				at++;
				if (!quoted_value(t, &at, &value))
					value = bare_value(t, &at);
			} else {
				value = bare_value(t, &at);
			}
		}
		if (++count <= ATTRIBUTES_MAX)
			add_attribute(t, name, value);
	}
}

static const char *
add_bracket(struct tamer *t, const char *at)
{
	text_add_string(t->out, "&lt;");
	return at + 1;
}

/* Words in angle brackets look like a tag as well: an address, a link, "<none>". Before the attributes are read, does
 * this look like a tag? */
static bool
is_tag(const struct tamer *t, struct span name)
{
	const char *next = name.at + name.size;

	if (next == t->end)
		return true;
	if (*next == '/' && memchr(name.at, ':', name.size) != NULL)
		return next + 1 < t->end && next[1] == '>';
	if (blank(*next) || *next == '>' || *next == '/')
		return true;
	return (*next == '"' || *next == '\'' || *next == '=' || *next == '<') && html_element_known(name);
}

static const char *
take_start_tag(struct tamer *t, const char *from, struct span name)
{
	size_t before = t->out->size;
	bool closed;
	const char *at;

	for (size_t i = 0; i < sizeof(raw_elements) / sizeof(raw_elements[0]); i++) {
		if (!span_is(name, raw_elements[i]))
			continue;
		t->out->size = before;
		at = take_attributes(t, name.at + name.size, &closed);
		t->out->size = before;
		if (at < t->end && *at == '>')
			at++;
		return closed ? at : after_raw(t, i, at);
	}
	text_add_char(t->out, '<');
	if (span_is(name, "body"))
		text_add_string(t->out, "div");
	else
		text_add(t->out, name.at, name.size);
	at = take_attributes(t, name.at + name.size, &closed);
	if ((at == t->end || *at == '<') && !html_element_known(name)) {
		t->out->size = before;
		return add_bracket(t, from);
	}
	if (at == t->end || span_is(name, "html") || span_is(name, "head"))
		t->out->size = before;
	else
		text_add_char(t->out, '>');
	return at + (at < t->end && *at == '>');
}

static const char *
take_end_tag(struct tamer *t, struct span name)
{
	const char *at = name.at + name.size;

	/* Where the ">" is missing, the tag ends at the next. */
	while (at < t->end && *at != '>' && *at != '<')
		at++;
	if (span_is(name, "br")) {
		text_add_string(t->out, "<br>");
	} else if (span_is(name, "body")) {
		text_add_string(t->out, "</div>");
	} else if (!span_is(name, "html") && !span_is(name, "head")) {
		text_add_string(t->out, "</");
		text_add(t->out, name.at, name.size);
		text_add_char(t->out, '>');
	}
	return at + (at < t->end && *at == '>');
}

static const char *
take_angle(struct tamer *t, const char *from)
{
	const char *at = from + 1, *close;
	bool ends = at < t->end && *at == '/';
	struct span name;

	if (t->end - at >= 3 && memcmp(at, "!--", 3) == 0)
		return after_comment(t, at + 3);
	if (at < t->end && (*at == '!' || *at == '?')) {
		close = find(t, NO_ANGLE, '>', at);
		return close != NULL ? close + 1 : add_bracket(t, from);
	}
	name = (struct span){ at + ends, 0 };
	if (name.at == t->end || !letter(*name.at))
		return add_bracket(t, from);
	while (name.at + name.size < t->end && name.size <= ELEMENT_NAME_MAX && name_character(name.at[name.size]))
		name.size++;
	if (name.size > ELEMENT_NAME_MAX || !is_tag(t, name))
		return add_bracket(t, from);
	return ends ? take_end_tag(t, name) : take_start_tag(t, from, name);
}

/* A reference that needs mending; what is behind it, NULL: let the parser read it. */
static const char *
mend_reference(struct tamer *t, const char *from)
{
	char name[REFERENCE_MAX + 3];
	size_t n = 0;
	const htmlEntityDesc *known;
	const char *at = from + 1;

	while (n <= REFERENCE_MAX + 1 && at + n < t->end && (letter(at[n]) || (n > 0 && at[n] >= '0' && at[n] <= '9')))
		n++;
	if (n == 0 || n > REFERENCE_MAX + 1)
		return NULL;
	if (at + n < t->end && at[n] == ';') {
		for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++) {
			if (strlen(references[i].name) == n && memcmp(references[i].name, at, n) == 0) {
				text_add_string(t->out, references[i].is);
				return at + n + 1;
			}
		}
		return NULL;
	}
	if (n > 4 && memcmp(at, "nbsp", 4) == 0)
		n = 4;
	memcpy(name, at, n);
	name[n] = '\0';
	known = n <= 6 ? htmlEntityLookup((const xmlChar *)name) : NULL;
	if (known == NULL || known->value > 255)
		return NULL;
	text_printf(t->out, "&%s;", name);
	return at + n;
}

static void
add_words(struct tamer *t, const char *at, const char *to)
{
	while (at < to) {
		const char *next = memchr(at, '&', (size_t)(to - at)), *behind;

		if (next == NULL) {
			text_add(t->out, at, (size_t)(to - at));
			return;
		}
		text_add(t->out, at, (size_t)(next - at));
		behind = mend_reference(t, next);
		if (behind == NULL)
			text_add_char(t->out, '&');
		at = behind != NULL ? behind : next + 1;
	}
}

/* NULs: the parser would end there. */
static void
drop_nuls(struct text *t)
{
	size_t made = 0;

	if (memchr(t->bytes, '\0', t->size) == NULL)
		return;
	for (size_t i = 0; i < t->size; i++) {
		if (t->bytes[i] != '\0')
			t->bytes[made++] = t->bytes[i];
	}
	t->size = made;
}

char *
html_tame(TALLOC_CTX *ctx, const char *html, size_t n, size_t *size)
{
	/* "<" becomes "&lt;"; nothing else grows as much. */
	struct tamer t = { .out = text_new(ctx, 4 * n + 16), .end = html + n };
	const char *at = html, *open;

	text_add_string(t.out, "<html><body>");
	while (at < t.end) {
		open = memchr(at, '<', (size_t)(t.end - at));
		add_words(&t, at, open != NULL ? open : t.end);
		if (open == NULL)
			break;
		at = take_angle(&t, open);
	}
	drop_nuls(t.out);
	t.out->bytes[t.out->size] = '\0';
	*size = t.out->size;
	return t.out->bytes;
}
