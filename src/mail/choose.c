/* choose.c - see choose.h */
#include <config.h>

#include <postigo/base/memory.h>

#include "choose.h"

#define STUB_MAX 500u		/* bytes of a text that only says that it is none */

/* A whole page, whatever its mailer said that it is: some programs write HTML and forget to say so. */
static bool
is_page(struct span s)
{
	s = span_trim(s);
	return s.size > 20 && (span_starts(s, "<html") || span_starts(s, "<!DOCTYPE html")) &&
	    span_is((struct span){ s.at + s.size - 7, 7 }, "</html>");
}

bool
choose_is_html(const struct part *p)
{
	if (strcmp(p->type, "text/plain") == 0)
		return p->transfer != TRANSFER_BASE64 && is_page(p->bytes);
	return strcmp(p->type, "text/html") == 0 || strcmp(p->type, "application/xhtml+xml") == 0;
}

/* Types of text that are for programs; AMP and watches get the same as the others once more. */
static bool
for_programs(const char *type)
{
	static const char *const types[] = { "text/calendar", "text/rfc822-headers", "text/rfc822-header", "text/x-vcard",
		"text/vcard", "text/directory", "text/x-vcalendar", "text/css", "text/javascript", "text/xml", "text/csv",
		"text/x-amp-html", "text/amp-html", "text/watch-html", "text/x-diff", "text/x-patch", NULL };

	for (size_t i = 0; types[i] != NULL; i++) {
		if (strcmp(types[i], type) == 0)
			return true;
	}
	return false;
}

static bool
has_name(const struct part *p)
{
	return p->name != NULL && p->name[0] != '\0';
}

/* May the part be read as text at all? What is neither plain nor HTML may, as long as nothing makes a file of it. */
static bool
is_text(const struct part *p)
{
	if (p->multipart || strcmp(p->disposition, "attachment") == 0)
		return false;
	/* A disposition that nobody knows means a file (RFC 2183 section 2.8), if it has a name. */
	if (p->disposition[0] != '\0' && strcmp(p->disposition, "inline") != 0 && has_name(p))
		return false;
	if (strcmp(p->type, "text/plain") == 0 || choose_is_html(p))
		return true;
	return strncmp(p->type, "text/", 5) == 0 && !has_name(p) && !for_programs(p->type);
}

static bool
is_kind(const struct part *p, const char *subtype)
{
	return p->multipart && strncmp(p->type, "multipart/", 10) == 0 && strcmp(p->type + 10, subtype) == 0;
}

/* The child that a multipart/related shows; the others are its pictures. It is the first unless a parameter names
 * another, or the first is a picture itself. */
static size_t
related_root(const struct parts *parts, size_t parent)
{
	const char *start = parameters_find(&parts->list[parent].content, "start");
	size_t first = (size_t)-1, n = start != NULL ? strlen(start) : 0;

	if (n > 2 && start[0] == '<' && start[n - 1] == '>') {
		start++;
		n -= 2;
	}
	for (size_t i = parent + 1; i < parts->count; i++) {
		const struct part *p = &parts->list[i];

		if (p->parent != parent)
			continue;
		if (n > 0 && p->content_id != NULL && strlen(p->content_id) == n && memcmp(p->content_id, start, n) == 0)
			return p->place;
		if (first == (size_t)-1 && (p->multipart || is_text(p)))
			first = p->place;
	}
	return first != (size_t)-1 ? first : 0;
}

/* For each related group, the place of the child that it shows. */
static size_t *
related_roots(TALLOC_CTX *ctx, const struct parts *parts)
{
	size_t *roots = talloc_zero_array(ctx, size_t, (unsigned)parts->count);

	for (size_t i = 0; i < parts->count; i++) {
		if (is_kind(&parts->list[i], "related"))
			roots[i] = related_root(parts, i);
	}
	return roots;
}

/* Does everything around the part show it? Of a report only the first part is to be read. */
static bool
is_shown(const struct parts *parts, size_t i, const size_t *roots)
{
	while (i != 0) {
		const struct part *p = &parts->list[i], *parent = &parts->list[p->parent];

		if (is_kind(parent, "related") && p->place != roots[p->parent])
			return false;
		if (p->place > 0 && is_kind(parent, "report"))
			return false;
		if (is_kind(parent, "encrypted") || is_kind(parent, "appledouble"))
			return false;
		i = p->parent;
	}
	return true;
}

/* Text with a name is a file, but where a body would stand: Outlook and others give their bodies names. */
static bool
is_body(const struct parts *parts, size_t i)
{
	const struct part *p = &parts->list[i], *parent = &parts->list[p->parent];

	return !has_name(p) || (i != 0 && (is_kind(parent, "alternative") || is_kind(parent, "related")));
}

/* Plain text that is attached, and has no name to be saved by: the words, when there are none elsewhere. */
static bool
is_nameless_file(const struct part *p)
{
	return !p->multipart && !has_name(p) && (strcmp(p->type, "text/plain") == 0 || strcmp(p->type, "text/html") == 0);
}

void
choose_candidates(const struct parts *parts, bool *candidate)
{
	SCRATCH(tmp);
	const size_t *roots = related_roots(tmp, parts);
	size_t named = parts->count, attached = parts->count;
	bool have_body = false;

	for (size_t i = 0; i < parts->count; i++) {
		candidate[i] = is_text(&parts->list[i]) && is_shown(parts, i, roots);
		if (!candidate[i]) {
			if (attached == parts->count && is_nameless_file(&parts->list[i]) && is_shown(parts, i, roots))
				attached = i;
			continue;
		}
		if (!is_body(parts, i)) {
			candidate[i] = false;
			/* Not inline, or all that there is. */
			if (named == parts->count && (parts->list[i].disposition[0] == '\0' || i == 0))
				named = i;
			continue;
		}
		have_body = true;
	}
	if (!have_body && named < parts->count)
		candidate[named] = true;
	else if (!have_body && attached < parts->count)
		candidate[attached] = true;
}

/* Nothing but blanks, among them those that do not break and those that nobody sees. */
static bool
blank_text(const char *text)
{
	static const char *const blanks[] = { " ", "\t", "\r", "\n", "\xC2\xA0", "\xC2\xAD", "\xE2\x80\x8B",
		"\xE2\x80\x8C", "\xE2\x80\x8D", "\xEF\xBB\xBF", "\xE3\x80\x80", "\xCD\x8F", NULL };

	while (*text != '\0') {
		size_t i = 0, n = 0;

		for (; blanks[i] != NULL && n == 0; i++) {
			if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
				n = strlen(blanks[i]);
		}
		if (n == 0)
			return false;
		text += n;
	}
	return true;
}

static bool
mentions(const char *text, size_t n, const char *word)
{
	size_t size = strlen(word);

	for (size_t i = 0; i + size <= n; i++) {
		if (((text[i] ^ word[0]) & ~0x20) == 0 && strncasecmp(text + i, word, size) == 0)
			return true;
	}
	return false;
}

/* "View it in your browser: https://..." */
static bool
leads_to_browser(struct span words)
{
	static const char *const browsers[] = { "browser", "navegador", "navigateur", "webbläs", "prohlíž", "przeglądar", "selain",
		"böngész", "tarayıc", "брауз", "浏览器", "ブラウザ", NULL };

	for (size_t i = 0; browsers[i] != NULL; i++) {
		if (mentions(words.at, words.size, browsers[i]))
			return mentions(words.at, words.size, "://");
	}
	return false;
}

/* "This message requires an HTML viewer", in any language; or nothing but one link. Should somebody really write a line
 * about HTML, then its HTML says the same. */
static bool
is_stub(const char *text)
{
	struct span words = span_trim(span_of(text));

	if (words.size > STUB_MAX)
		return false;
	if (mentions(words.at, words.size, "html") || leads_to_browser(words))
		return true;
	return (span_starts(words, "http://") || span_starts(words, "https://")) &&
	    memchr(words.at, ' ', words.size) == NULL && memchr(words.at, '\n', words.size) == NULL;
}

/* The sister of an alternative that is shown: the best, and the first of equals. */
struct choice {
	size_t place;
	int rank;		/* 0: nothing yet */
};

#define BEST_RANK 5

static int
rank_of(const struct part *p, const char *text)
{
	if (blank_text(text))
		return 1;
	if (choose_is_html(p))
		return 4;
	if (strcmp(p->type, "text/plain") != 0)
		return 3;
	return is_stub(text) ? 2 : BEST_RANK;
}

/* The place, among the children of ancestor, of the branch that holds part i. */
static size_t
branch(const struct parts *parts, size_t i, size_t ancestor)
{
	while (parts->list[i].parent != ancestor)
		i = parts->list[i].parent;
	return parts->list[i].place;
}

static struct choice *
choices_of(TALLOC_CTX *ctx, const struct parts *parts, const bool *candidate, char *const *texts)
{
	struct choice *choices = talloc_zero_array(ctx, struct choice, (unsigned)parts->count);

	for (size_t i = 0; i < parts->count; i++) {
		int rank = 0;		/* asked for where there is a choice only */

		for (size_t a = i; a != 0 && candidate[i];) {
			a = parts->list[a].parent;
			if (!is_kind(&parts->list[a], "alternative"))
				continue;
			if (rank == 0)
				rank = rank_of(&parts->list[i], texts[i]);
			if (rank > choices[a].rank)
				choices[a] = (struct choice){ branch(parts, i, a), rank };
		}
	}
	return choices;
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

void
choose_needed(const struct parts *parts, const bool *candidate, char *const *texts, bool *needed)
{
	SCRATCH(tmp);
	bool *known = talloc_array(tmp, bool, (unsigned)parts->count);
	const struct choice *choices;

	for (size_t i = 0; i < parts->count; i++) {
		needed[i] = candidate[i] && choose_is_html(&parts->list[i]);
		known[i] = candidate[i] && !needed[i];
	}
	choices = choices_of(tmp, parts, known, texts);
	for (size_t i = 0; i < parts->count; i++) {
		for (size_t a = i; a != 0 && needed[i];) {
			a = parts->list[a].parent;
			needed[i] = !is_kind(&parts->list[a], "alternative") || choices[a].rank < BEST_RANK ||
			    choices[a].place == branch(parts, i, a);
		}
	}
}

static const char *
next_word(const char *p)
{
	while (*p != '\0' && (unsigned char)*p < 0x80 && !(*p >= 'a' && *p <= 'z') && !(*p >= 'A' && *p <= 'Z') &&
	    !(*p >= '0' && *p <= '9'))
		p++;
	return p;
}

/* The same letters and digits? HTML made text has other blanks and marks than what was written beside it. */
static bool
same_words(const char *a, const char *b)
{
	for (;; a++, b++) {
		a = next_word(a);
		b = next_word(b);
		if (*a != *b)
			return false;
		if (*a == '\0')
			return true;
	}
}

void
choose_roles(const struct parts *parts, const bool *candidate, char *const *texts, enum part_role *roles)
{
	SCRATCH(tmp);
	const struct choice *choices = choices_of(tmp, parts, candidate, texts);
	const struct part *before = NULL;	/* the text above, which is not said once more */
	const char *said = "";

	for (size_t i = 0; i < parts->count; i++) {
		const struct part *p = &parts->list[i];

		if (p->multipart) {
			roles[i] = ROLE_CONTAINER;
		} else if (!candidate[i]) {
			/* AMP and the like say the same as their sisters. */
			roles[i] = i != 0 && is_kind(&parts->list[p->parent], "alternative") && !has_name(p) &&
			    p->disposition[0] == '\0' && strstr(p->type, "-html") != NULL ? ROLE_ALTERNATIVE :
			    ROLE_ATTACHMENT;
		} else if (!chosen(parts, i, choices) || (before != NULL && choose_is_html(p) !=
		    choose_is_html(before) && same_words(said, texts[i]))) {
			roles[i] = ROLE_ALTERNATIVE;
		} else {
			roles[i] = ROLE_TEXT;
			if (blank_text(texts[i]))
				continue;
			before = p;
			said = texts[i];
		}
	}
}
