/* address.c - see address.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/words.h>

#include "addrspec.h"

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
	size_t named;		/* how long phrase was when the brackets came */
};

struct reader {
	TALLOC_CTX *ctx;
	const char *at, *end;
	struct entry entry;
	struct text *before;	/* words that a comma cut off: "Smith, John <john@example.org>" */
	struct mail_addresses *out;
	struct defects *defects;
	unsigned groups;
	bool no_comment, no_quote;	/* one is open that is never closed */
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

/* Takes quotes away that are around all of it, as Outlook writes them: "'Ana Blanco'". In place. */
static char *
without_quotes(char *name)
{
	size_t n = strlen(name);

	if (n < 3 || (name[0] != '\'' && name[0] != '"') || name[n - 1] != name[0] ||
	    memchr(name + 1, name[0], n - 2) != NULL)
		return name;
	memmove(name, name + 1, n - 2);
	name[n - 2] = '\0';
	return name;
}

static char *
name_clean(TALLOC_CTX *ctx, const struct text *raw)
{
	SCRATCH(tmp);
	struct span v = span_trim((struct span){ raw->bytes, raw->size });

	return without_quotes(utf8_clean_line(ctx, words_decode(tmp, v), ADDRESS_NAME_MAX));
}

/* A name that is an address, and another one: made to be taken for the sender. */
static bool
misleading(const char *name, const char *address)
{
	return address[0] != '\0' && strchr(name, '@') != NULL && strpbrk(name, " ()<>") == NULL &&
	    strcasecmp(name, address) != 0;
}

static void
push(struct reader *r, char *name, char *address)
{
	struct mail_addresses *out = r->out;

	if (out->count == ADDRESS_LIST_MAX) {
		defects_add(r->defects, "more than %u addresses in a field; the rest is not read", ADDRESS_LIST_MAX);
		return;
	}
	if (misleading(name, address))
		defects_add(r->defects, "the name that stands with an address is another address");
	if ((out->count & (out->count - 1)) == 0)
		out->list = talloc_realloc(r->ctx, out->list, struct mail_address,
		    (unsigned)(out->count == 0 ? 1 : out->count * 2));
	out->list[out->count++] = (struct mail_address){ name, address };
}

/* A whole mailbox inside encoded words or quotes: "=?utf-8?Q?Ana_<ana@example.org>?=". */
static bool
push_inner(struct reader *r, struct span plain)
{
	SCRATCH(tmp);
	const char *text, *open, *close;

	text = words_decode(tmp, plain);
	open = strrchr(text, '<');
	close = open != NULL ? strchr(open, '>') : NULL;
	if (close != NULL && memchr(open, '@', (size_t)(close - open)) != NULL) {
		push(r, utf8_clean_line(r->ctx, talloc_strndup(tmp, text, (size_t)(open - text)), ADDRESS_NAME_MAX),
		    addrspec_clean(r->ctx, (struct span){ open + 1, (size_t)(close - open - 1) }, r->defects));
		return true;
	}
	if (open != NULL || strchr(text, '@') == NULL || strchr(text, ' ') != NULL)
		return false;
	push(r, name_clean(r->ctx, r->entry.comment), addrspec_clean(r->ctx, span_of(text), r->defects));
	return true;
}

/* What stands in a field that names nobody on purpose. */
static bool
is_nobody(struct span words)
{
	return span_starts(words, "undisclosed") || span_starts(words, "unlisted-recipients") ||
	    span_starts(words, "recipient list not shown") || span_starts(words, "recipient-list-not-shown");
}

/* An entry with neither brackets nor an @: a word is a local address, several words are a name. */
static void
push_words(struct reader *r, struct span words)
{
	SCRATCH(tmp);
	struct span phrase = { r->entry.phrase->bytes, r->entry.phrase->size };
	struct mail_strings ignored = { NULL, 0 };
	struct defects local = { tmp, &ignored };
	char *address;

	if (is_nobody(words) || ((words_encoded(words) || words.at[0] == '"') && push_inner(r, phrase)))
		return;
	address = words.at[0] == '"' ? talloc_strdup(r->ctx, "") : addrspec_clean(r->ctx, words, &local);
	push(r, name_clean(r->ctx, address[0] == '\0' ? r->entry.phrase : r->entry.comment), address);
}

/* An entry without brackets that has an @. Words beside the address are a name whose brackets were left off; several
 * addresses are a list whose commas were. */
static void
push_bare(struct reader *r, struct span plain)
{
	SCRATCH(tmp);
	struct text *names = text_new(tmp, VALUE_MAX);
	struct span rest = plain, word, address = { NULL, 0 };
	struct text *name;

	if (plain.at[0] == '"' && plain.at[plain.size - 1] == '"' && memchr(plain.at, '<', plain.size) != NULL &&
	    push_inner(r, (struct span){ r->entry.phrase->bytes, r->entry.phrase->size }))
		return;
	while (addrspec_word(&rest, &word)) {
		if (memchr(word.at, '@', word.size) == NULL || (word.at[0] == '"' && word.at[word.size - 1] == '"' &&
		    rest.size > 0)) {
			text_add(names, word.at, word.size);
			text_add_char(names, ' ');
			continue;
		}
		if (address.size > 0) {
			push(r, name_clean(r->ctx, names), addrspec_clean(r->ctx, address, r->defects));
			text_reset(names);
		}
		address = word;
	}
	name = names->size > 0 ? names : r->entry.comment;
	if (address.size > 0)
		push(r, name_clean(r->ctx, name), addrspec_clean(r->ctx, address, r->defects));
	else
		push_words(r, plain);
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

/* The words before the brackets, what a comma cut off them, and comments: "Ana Blanco (Madrid)". */
static char *
bracketed_name(struct reader *r)
{
	struct entry *e = &r->entry;
	struct text *name = e->phrase;

	if (r->before->size > 0) {
		text_add_string(r->before, ", ");
		text_add(r->before, e->phrase->bytes, e->phrase->size);
		name = r->before;
	}
	if (span_trim((struct span){ name->bytes, name->size }).size == 0)
		name = e->comment;
	else if (e->comment->size > 0)
		text_printf(name, " (%s)", e->comment->bytes);
	return name_clean(r->ctx, name);
}

/* A comma, a semicolon or the end: the entry is complete. */
static void
entry_end(struct reader *r, bool comma)
{
	struct entry *e = &r->entry;
	struct span plain = span_trim((struct span){ e->plain->bytes, e->plain->size });
	struct span angle = { e->angle->bytes, e->angle->size };

	if (e->has_angle) {
		char *name = bracketed_name(r);

		push(r, name, addrspec_clean(r->ctx, angle, r->defects));
		text_reset(r->before);
	} else if (plain.size > 0) {
		push_before(r);
		if (memchr(plain.at, '@', plain.size) != NULL)
			push_bare(r, plain);
		else if (comma && !words_encoded(plain))
			text_add(r->before, e->phrase->bytes, e->phrase->size);
		else
			push_words(r, plain);
	}
	entry_reset(e);
}

/* From "(" to its ")": the words. One that is never closed is no comment, or the address behind it were lost. */
static void
read_comment(struct reader *r)
{
	const char *p = r->at;
	size_t before = r->entry.comment->size;
	unsigned depth = 0;

	if (before > 0)
		text_add_char(r->entry.comment, ' ');
	for (; p < r->end && !r->no_comment; p++) {
		char c = *p;

		if (c == '(' && ++depth > ADDRESS_COMMENT_DEPTH) {
			r->unreadable = true;
			return;
		}
		if (c == ')' && --depth == 0) {
			r->at = p;
			return;
		}
		if (c == '\\' && p + 1 < r->end)
			c = *++p;
		if (p > r->at)
			text_add_char(r->entry.comment, c);
	}
	r->no_comment = true;
	r->entry.comment->size = before;
	r->entry.comment->bytes[before] = '\0';
}

/* A quote that is never closed is none: there is no other behind it. */
static void
read_quoted(struct reader *r)
{
	struct entry *e = &r->entry;
	size_t phrase = e->phrase->size, plain = e->plain->size;
	const char *p;

	text_add_char(e->plain, '"');
	for (p = r->at + 1; p < r->end && *p != '"' && !r->no_quote; p++) {
		if (*p == '\\' && p + 1 < r->end)
			text_add_char(e->plain, *p++);
		text_add_char(e->phrase, *p);
		text_add_char(e->plain, *p);
	}
	if (p < r->end && *p == '"') {
		text_add_char(e->plain, '"');
		r->at = p;
		return;
	}
	r->no_quote = true;
	e->phrase->size = phrase;
	e->phrase->bytes[phrase] = '\0';
	e->plain->size = plain;
	e->plain->bytes[plain] = '\0';
}

/* Brackets again: the comma was left off. Words between the two are the name of the second. */
static void
next_entry(struct reader *r)
{
	SCRATCH(tmp);
	struct entry *e = &r->entry;
	char *name = talloc_strdup(tmp, e->phrase->bytes + e->named);

	e->phrase->size = e->named;
	e->phrase->bytes[e->named] = '\0';
	entry_end(r, false);
	text_add_string(e->phrase, name);
}

/* Up to ">". Where that is missing, a comma behind an address ends it, but not one of a source route; and the next "<"
 * does. "<<a@example.org>": the innermost counts. */
static void
read_angle(struct reader *r)
{
	struct entry *e = &r->entry;
	bool quoted = false, at = false;

	if (e->has_angle && memchr(e->angle->bytes, '@', e->angle->size) != NULL)
		next_entry(r);
	text_reset(e->angle);
	e->has_angle = true;
	e->named = e->phrase->size;
	for (r->at++; r->at < r->end && (quoted || *r->at != '>'); r->at++) {
		bool route = e->angle->size > 0 && e->angle->bytes[0] == '@';

		if (*r->at == '"')
			quoted = !quoted && memchr(r->at + 1, '"', (size_t)(r->end - r->at - 1)) != NULL;
		if (!quoted && at && !route && (*r->at == ',' || *r->at == ';' || *r->at == '<')) {
			r->at--;
			return;
		}
		if (*r->at == '<' && !quoted) {
			text_reset(e->angle);
			continue;
		}
		at = at || *r->at == '@';
		text_add_char(e->angle, *r->at);
	}
}

/* Does it end in what may stand before the colon of an address? */
static bool
ends_in_scheme(struct span plain)
{
	static const char *const schemes[] = { "mailto", "smtp" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t n = strlen(schemes[i]);

		if (plain.size >= n && span_is((struct span){ plain.at + plain.size - n, n }, schemes[i]))
			return true;
	}
	return false;
}

/* "name:" opens a group, unless the colon is part of an address ("[IPv6:..]", "mailto:"). */
static void
read_colon(struct reader *r)
{
	struct entry *e = &r->entry;
	struct span plain = span_trim((struct span){ e->plain->bytes, e->plain->size });

	if (memchr(plain.at, '@', plain.size) != NULL || ends_in_scheme(plain)) {
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
	case '>':	/* of brackets that were never opened */
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
	if (v.size == 0)	/* of a field that is not there: at is NULL */
		return;
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
