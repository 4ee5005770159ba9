/* address.c - see address.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/words.h>

#define VALUE_MAX (64u << 10)
#define GROUPS_MAX 32u
#define ENCODED_MAX 300

/* What one entry of the list has shown so far. */
struct entry {
	struct text *phrase;	/* words outside brackets, quotes taken off */
	struct text *plain;	/* the same as it stands: may be the address */
	struct text *comment;
	struct text *angle;	/* between < and > */
	bool has_angle;
};

struct reader {
	TALLOC_CTX *ctx;
	const char *at, *end;
	struct entry entry;
	struct text *before;	/* words that a comma cut off: "Smith, John <john@example.org>" */
	struct mail_addresses *out;
	struct defects *defects;
	unsigned groups;
	bool unreadable;
};

static void
entry_reset(struct entry *e)
{
	text_reset(e->phrase);
	text_reset(e->plain);
	text_reset(e->comment);
	text_reset(e->angle);
	e->has_angle = false;
}

static bool
has_control(struct span v)
{
	for (size_t i = 0; i < v.size; i++) {
		if (!span_blank(v.at[i]) && ((unsigned char)v.at[i] < ' ' || v.at[i] == 127))
			return true;
	}
	return false;
}

/* The address without blanks, source route and "mailto:". "" when it cannot be one. */
static char *
address_clean(TALLOC_CTX *ctx, struct span raw, struct defects *defects)
{
	struct span v = span_trim(raw);
	const char *route;
	char *out;
	size_t n = 0;

	if (v.size > 0 && v.at[0] == '@' && (route = memrchr(v.at, ':', v.size)) != NULL)
		v = (struct span){ route + 1, (size_t)(v.at + v.size - route - 1) };
	if (span_starts(v, "mailto:"))
		v = (struct span){ v.at + 7, v.size - 7 };
	out = talloc_size(ctx, v.size + 1);
	for (size_t i = 0; i < v.size; i++) {
		if (!span_blank(v.at[i]))
			out[n++] = v.at[i];
	}
	while (n > 0 && out[n - 1] == '.')	/* the root of the domain names */
		n--;
	out[n] = '\0';
	if (n > ADDRESS_MAX || has_control(v) || !utf8_valid(out, n)) {
		defects_add(defects, "an address is longer than %u bytes or has characters that cannot be",
		    ADDRESS_MAX);
		out[0] = '\0';
	}
	return out;
}

static char *
name_clean(TALLOC_CTX *ctx, const struct text *raw)
{
	SCRATCH(tmp);
	struct span v = span_trim((struct span){ raw->bytes, raw->size });

	return utf8_clean_line(ctx, words_decode(tmp, v), ADDRESS_NAME_MAX);
}

static void
push(struct reader *r, char *name, char *address)
{
	struct mail_addresses *out = r->out;

	if (out->count == ADDRESS_LIST_MAX) {
		defects_add(r->defects, "more than %u addresses in a field; the rest is not read", ADDRESS_LIST_MAX);
		return;
	}
	if ((out->count & (out->count - 1)) == 0)
		out->list = talloc_realloc(r->ctx, out->list, struct mail_address,
		    (unsigned)(out->count == 0 ? 1 : out->count * 2));
	out->list[out->count++] = (struct mail_address){ name, address };
}

/* A whole mailbox inside encoded words: "=?utf-8?Q?Ana_<ana@example.org>?=". */
static bool
push_encoded(struct reader *r)
{
	SCRATCH(tmp);
	struct span plain = { r->entry.plain->bytes, r->entry.plain->size };
	const char *text, *open, *close;

	if (!words_encoded(plain))
		return false;
	text = words_decode(tmp, plain);
	open = strrchr(text, '<');
	close = open != NULL ? strchr(open, '>') : NULL;
	if (close == NULL || memchr(open, '@', (size_t)(close - open)) == NULL)
		return false;
	push(r, utf8_clean_line(r->ctx, talloc_strndup(tmp, text, (size_t)(open - text)), ADDRESS_NAME_MAX),
	    address_clean(r->ctx, (struct span){ open + 1, (size_t)(close - open - 1) }, r->defects));
	return true;
}

/* An entry with neither brackets nor an @: a word is a local address, several words are a name. */
static void
push_words(struct reader *r, struct span words)
{
	if (push_encoded(r))
		return;
	for (size_t i = 0; i < words.size; i++) {
		if (span_blank(words.at[i])) {
			push(r, name_clean(r->ctx, r->entry.phrase), talloc_strdup(r->ctx, ""));
			return;
		}
	}
	push(r, name_clean(r->ctx, r->entry.comment), address_clean(r->ctx, words, r->defects));
}

static void
push_before(struct reader *r)
{
	struct entry saved = r->entry;

	if (r->before->size == 0)
		return;
	r->entry.phrase = r->entry.plain = r->before;
	push_words(r, span_trim((struct span){ r->before->bytes, r->before->size }));
	r->entry = saved;
	text_reset(r->before);
}

/* A comma, a semicolon or the end: the entry is complete. */
static void
entry_end(struct reader *r, bool comma)
{
	struct entry *e = &r->entry;
	struct span plain = span_trim((struct span){ e->plain->bytes, e->plain->size });

	if (e->has_angle) {
		struct text *name = e->phrase;

		if (r->before->size > 0) {
			text_add_string(r->before, ", ");
			text_add(r->before, e->phrase->bytes, e->phrase->size);
			name = r->before;
		}
		if (span_trim((struct span){ name->bytes, name->size }).size == 0)
			name = e->comment;
		push(r, name_clean(r->ctx, name),
		    address_clean(r->ctx, (struct span){ e->angle->bytes, e->angle->size }, r->defects));
		text_reset(r->before);
	} else if (plain.size > 0) {
		push_before(r);
		if (memchr(plain.at, '@', plain.size) != NULL)
			push(r, name_clean(r->ctx, e->comment), address_clean(r->ctx, plain, r->defects));
		else if (comma && !words_encoded(plain))
			text_add(r->before, e->phrase->bytes, e->phrase->size);
		else
			push_words(r, plain);
	}
	entry_reset(e);
}

/* From "(" to its ")": the words, without inner parentheses. */
static void
read_comment(struct reader *r)
{
	unsigned depth = 0;

	for (; r->at < r->end; r->at++) {
		char c = *r->at;

		if (c == '(') {
			if (++depth > ADDRESS_COMMENT_DEPTH) {
				r->unreadable = true;
				return;
			}
		} else if (c == ')') {
			if (--depth == 0)
				return;
		} else {
			if (c == '\\' && r->at + 1 < r->end)
				c = *++r->at;
			text_add_char(r->entry.comment, c);
		}
	}
}

static void
read_quoted(struct reader *r)
{
	struct entry *e = &r->entry;

	text_add_char(e->plain, '"');
	for (r->at++; r->at < r->end && *r->at != '"'; r->at++) {
		if (*r->at == '\\' && r->at + 1 < r->end)
			text_add_char(e->plain, *r->at++);
		text_add_char(e->phrase, *r->at);
		text_add_char(e->plain, *r->at);
	}
	text_add_char(e->plain, '"');
}

static void
read_angle(struct reader *r)
{
	struct entry *e = &r->entry;
	bool quoted = false;

	text_reset(e->angle);
	e->has_angle = true;
	for (r->at++; r->at < r->end && (quoted || *r->at != '>'); r->at++) {
		if (*r->at == '"')
			quoted = !quoted;
		if (*r->at == '<')	/* "<<a@example.org>": the innermost counts */
			text_reset(e->angle);
		else
			text_add_char(e->angle, *r->at);
	}
}

/* "name:" opens a group, unless the colon is part of an address ("[IPv6:..]", "mailto:"). */
static void
read_colon(struct reader *r)
{
	struct entry *e = &r->entry;
	struct span plain = span_trim((struct span){ e->plain->bytes, e->plain->size });

	if (memchr(plain.at, '@', plain.size) != NULL || span_is(plain, "mailto")) {
		text_add_char(e->plain, ':');
		text_add_char(e->phrase, ':');
		return;
	}
	if (++r->groups > GROUPS_MAX)
		r->unreadable = true;
	text_reset(e->plain);
	text_reset(e->phrase);
}

/* An encoded word is one word, whatever stands in it: "=?utf-8?q?Smith,_Ana?=". True when there is one. */
static bool
read_encoded(struct reader *r)
{
	const char *most = r->end - r->at > ENCODED_MAX ? r->at + ENCODED_MAX : r->end, *p = r->at + 2;
	unsigned marks = 0;

	for (; p + 1 < most && !span_blank(*p) && *p != '<'; p++) {
		if (*p == '?' && ++marks > 2 && p[1] == '=') {
			text_add(r->entry.plain, r->at, (size_t)(p + 2 - r->at));
			text_add(r->entry.phrase, r->at, (size_t)(p + 2 - r->at));
			r->at = p + 1;
			return true;
		}
	}
	return false;
}

static void
read_one(struct reader *r)
{
	struct entry *e = &r->entry;

	if (*r->at == '=' && r->end - r->at > 6 && r->at[1] == '?' && read_encoded(r))
		return;
	switch (*r->at) {
	case '(':
		read_comment(r);
		break;
	case '"':
		read_quoted(r);
		break;
	case '<':
		read_angle(r);
		break;
	case ':':
		read_colon(r);
		break;
	case ',':
		entry_end(r, true);
		break;
	case ';':
		entry_end(r, false);
		break;
	default:
		text_add_char(e->plain, *r->at);
		text_add_char(e->phrase, *r->at);
	}
}

void
address_list(TALLOC_CTX *ctx, struct span value, struct mail_addresses *out, struct defects *defects)
{
	SCRATCH(tmp);
	struct span v = span_trim(value);
	struct reader r = { .ctx = ctx, .at = v.at, .out = out, .defects = defects };

	*out = (struct mail_addresses){ NULL, 0 };
	if (v.size > VALUE_MAX)
		v.size = VALUE_MAX;
	r.end = v.at + v.size;
	r.entry.phrase = text_new(tmp, VALUE_MAX);
	r.entry.plain = text_new(tmp, VALUE_MAX);
	r.entry.comment = text_new(tmp, VALUE_MAX);
	r.entry.angle = text_new(tmp, VALUE_MAX);
	r.before = text_new(tmp, VALUE_MAX);
	for (; r.at < r.end && !r.unreadable; r.at++)
		read_one(&r);
	if (r.unreadable) {
		defects_add(defects, "an address field cannot be read");
		*out = (struct mail_addresses){ NULL, 0 };
		return;
	}
	entry_end(&r, false);
	push_before(&r);
}
