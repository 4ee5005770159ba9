/* parameter.c - see parameter.h */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/header.h>
#include <postigo/mail/parameter.h>
#include <postigo/mail/words.h>

#define WORD_MAX 127u
#define NAME_MAX_BYTES 60u
#define VALUE_CHARACTERS 1000u

/* One "name=value" as it stands; of "name*12*=value" base is "name", index 12, encoded. */
struct piece {
	struct span base;
	long index;		/* -1: not in pieces */
	bool encoded;		/* percent signs, and in the first piece the character set */
	bool extended;		/* RFC 2231 at all */
	struct span value;	/* without quotes */
};

struct pieces {
	struct piece list[PARAMETERS_MAX];
	size_t count;
};

static void
skip(struct span *rest, size_t n)
{
	rest->at += n;
	rest->size -= n;
}

static bool
name_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	    c == '*';
}

/* Does "name=" stand at i, behind blanks? Then a semicolon was left off before it. */
static bool
name_follows(struct span s, size_t i)
{
	size_t from = i;

	while (i < s.size && i - from < NAME_MAX_BYTES && span_blank(s.at[i]))
		i++;
	from = i;
	while (i < s.size && i - from < NAME_MAX_BYTES && name_character(s.at[i]))
		i++;
	return i > from && i < s.size && s.at[i] == '=';
}

/* The same, of the names that mailers do write: in a bare file name there may be others. */
static bool
known_name_follows(struct span s, size_t i)
{
	static const char *const names[] = { "charset=", "name=", "filename=", "filename*", "name*", "boundary=", "format=",
		"size=", "type=", "method=", "x-unix-mode=", "x-mac-type=", "creation-date=", "modification-date=", NULL };

	for (size_t from = i; i < s.size && i - from < NAME_MAX_BYTES && span_blank(s.at[i]);)
		i++;
	for (size_t k = 0; names[k] != NULL; k++) {
		if (span_starts((struct span){ s.at + i, s.size - i }, names[k]))
			return true;
	}
	return false;
}

/* Lower case, without blanks and comments. Ends at a semicolon, or where one was left off. */
static char *
read_word(TALLOC_CTX *ctx, struct span *rest)
{
	char *out = talloc_size(ctx, WORD_MAX + 1);
	unsigned depth = 0;
	size_t n = 0;

	for (; rest->size > 0 && (depth > 0 || (rest->at[0] != ';' && rest->at[0] != ',')); skip(rest, 1)) {
		char c = rest->at[0];

		if (c == '(')
			depth++;
		else if (c == ')' && depth > 0)
			depth--;
		else if (depth == 0 && n > 0 && span_blank(c) && rest->size > 1 && !span_blank(rest->at[1]) &&
		    name_follows(*rest, 0))
			break;
		else if (depth == 0 && (unsigned char)c > ' ' && (unsigned char)c < 127 && c != '"' && n < WORD_MAX)
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	out[n] = '\0';
	return out;
}

/* "name", "name*", "name*0", "name*0*" */
static void
read_name(struct span name, struct piece *piece)
{
	const char *star = memchr(name.at, '*', name.size);

	piece->base = name;
	piece->index = -1;
	piece->extended = piece->encoded = false;
	if (star == NULL)
		return;
	piece->base.size = (size_t)(star - name.at);
	piece->extended = true;
	piece->encoded = name.at[name.size - 1] == '*';
	if (star + 1 < name.at + name.size && star[1] >= '0' && star[1] <= '9') {
		char digits[8] = "";
		size_t n = (size_t)(name.at + name.size - star - 1);

		memcpy(digits, star + 1, n < 7 ? n : 7);
		piece->index = strtol(digits, NULL, 10);
	}
}

/* Is the quote at i the closing one? Mailers forget to escape those inside: 'name="6" pipe.pdf"'. */
static bool
closes(struct span rest, size_t i)
{
	size_t next = i + 1;

	while (next < rest.size && next - i < NAME_MAX_BYTES && span_blank(rest.at[next]))
		next++;
	return next == rest.size || rest.at[next] == ';' || rest.at[next] == '(' || rest.at[next] == ',' ||
	    rest.at[next] == '"' || name_follows(rest, next);
}

/* Where a value ends whose closing quote is missing: at the semicolon before the next parameter. */
static size_t
unclosed_end(struct span rest)
{
	for (size_t i = 1; i < rest.size; i++) {
		if (rest.at[i] == ';' && known_name_follows(rest, i + 1))
			return i;
	}
	return rest.size;
}

/* A quoted value, with what it takes to find its end. */
static struct span
read_quoted(struct span *rest)
{
	struct span v = { rest->at + 1, 0 };
	size_t i = 1, last = 0;

	for (; i < rest->size; i++) {
		if (rest->at[i] == '\\' && i + 1 < rest->size) {
			i++;
			continue;
		}
		if (rest->at[i] != '"')
			continue;
		last = i;
		if (closes(*rest, i))
			break;
	}
	if (i >= rest->size)
		i = last > 0 ? last : unclosed_end(*rest);
	v.size = i - 1;
	skip(rest, i < rest->size && rest->at[i] == '"' ? i + 1 : i);
	while (rest->size > 0 && rest->at[0] != ';' && !(span_blank(rest->at[0]) && name_follows(*rest, 0)))
		skip(rest, 1);
	return v;
}

/* A bare value. Names of files come with blanks in them, other values with comments and trash behind them. */
static struct span
read_bare(struct span *rest, bool blanks)
{
	struct span v = { rest->at, 0 };

	while (v.size < rest->size && v.at[v.size] != ';' &&
	    !(span_blank(v.at[v.size]) && known_name_follows(*rest, v.size)))
		v.size++;
	skip(rest, v.size);
	for (size_t i = 0; !blanks && i < v.size; i++) {
		if (span_blank(v.at[i]) || v.at[i] == ',')
			v.size = i;
	}
	return span_trim(v);
}

static void
read_pieces(struct span *rest, struct pieces *pieces)
{
	while (rest->size > 0 && pieces->count < PARAMETERS_MAX) {
		struct piece *piece = &pieces->list[pieces->count];
		struct span name = { NULL, 0 };

		while (rest->size > 0 && (span_blank(rest->at[0]) || rest->at[0] == ';' || rest->at[0] == ','))
			skip(rest, 1);
		name.at = rest->at;
		while (name.size < rest->size && name.at[name.size] != '=' && name.at[name.size] != ';')
			name.size++;
		skip(rest, name.size);
		if (rest->size == 0 || rest->at[0] == ';')
			continue;
		skip(rest, 1);
		while (rest->size > 0 && span_blank(rest->at[0]))
			skip(rest, 1);
		name = span_trim(name);
		if (name.size == 0 || name.size > NAME_MAX_BYTES)
			name = span_of("?");
		read_name(name, piece);
		piece->value = rest->size > 0 && rest->at[0] == '"' ? read_quoted(rest) :
		    read_bare(rest, span_is(piece->base, "name") || span_is(piece->base, "filename"));
		pieces->count++;
	}
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void
add_percent(struct text *out, struct span v)
{
	for (size_t i = 0; i < v.size; i++) {
		int high, low;

		if (v.at[i] == '%' && i + 2 < v.size && (high = hex_value(v.at[i + 1])) >= 0 &&
		    (low = hex_value(v.at[i + 2])) >= 0) {
			text_add_char(out, (char)(high << 4 | low));
			i += 2;
		} else {
			text_add_char(out, v.at[i]);
		}
	}
}

/* Backslashes before quotes and backslashes go; those of "C:\new" stay, Windows sends them. */
static void
add_plain(struct text *out, struct span v)
{
	for (size_t i = 0; i < v.size; i++) {
		if (v.at[i] == '\\' && i + 1 < v.size && (v.at[i + 1] == '"' || v.at[i + 1] == '\\'))
			i++;
		if (v.at[i] != '\r' && v.at[i] != '\n')
			text_add_char(out, v.at[i]);
	}
}

/* Takes "charset'language'" off the first piece. */
static struct span
take_charset(struct span *value)
{
	const char *first = memchr(value->at, '\'', value->size), *second = NULL;
	struct span charset = { "", 0 };

	if (first != NULL)
		second = memchr(first + 1, '\'', (size_t)(value->at + value->size - first - 1));
	if (second == NULL)
		return charset;
	charset = (struct span){ value->at, (size_t)(first - value->at) };
	*value = (struct span){ second + 1, (size_t)(value->at + value->size - second - 1) };
	return charset;
}

static struct span
without_quotes(struct span v)
{
	if (v.size > 1 && v.at[0] == '"' && v.at[v.size - 1] == '"')
		return (struct span){ v.at + 1, v.size - 2 };
	return v;
}

/* Puts the pieces of one name together, in the order of their numbers. */
static char *
join_extended(TALLOC_CTX *ctx, const struct pieces *pieces, struct span base)
{
	SCRATCH(tmp);
	struct text *bytes = text_new(tmp, HEADER_STRUCTURED_MAX);
	struct span charset = { "", 0 }, joined;
	bool guessed = false, encoded = false;

	for (long want = -1; want < (long)PARAMETERS_MAX; want++) {
		for (size_t i = 0; i < pieces->count; i++) {
			struct piece p = pieces->list[i];

			if (!p.extended || p.index != want || p.base.size != base.size ||
			    strncasecmp(p.base.at, base.at, base.size) != 0)
				continue;
			if (p.encoded && want <= 0)
				charset = take_charset(&p.value);
			if (p.encoded)
				add_percent(bytes, without_quotes(p.value));
			else
				add_plain(bytes, p.value);
			encoded = encoded || p.encoded;
		}
	}
	joined = (struct span){ bytes->bytes, bytes->size };
	return utf8_clean_line(ctx, encoded ? charset_decode(tmp, charset, joined, NULL, &guessed) :
	    words_decode(tmp, joined), VALUE_CHARACTERS);
}

/* Some write RFC 2231's values, or those of web addresses, where plain ones belong. */
static bool
add_foreign(struct text *out, struct span value, struct span *charset)
{
	struct span v = value;
	const char *percent = v.size > 0 ? memchr(v.at, '%', v.size) : NULL;
	bool upper = false;

	if (percent == NULL)
		return false;
	*charset = take_charset(&v);
	if (charset->size == 0)
		v = value;
	add_percent(out, v);
	for (size_t i = 0; i < out->size; i++)
		upper = upper || (out->bytes[i] & 0x80) != 0;
	if (charset->size > 0 && charset->size < 20 && memchr(charset->at, ' ', charset->size) == NULL)
		return true;
	if (upper && utf8_valid(out->bytes, out->size) && utf8_valid(value.at, value.size))
		return true;
	text_reset(out);
	return false;
}

static char *
plain_value(TALLOC_CTX *ctx, struct span value)
{
	SCRATCH(tmp);
	struct text *out = text_new(tmp, HEADER_STRUCTURED_MAX);
	struct span charset = { "", 0 };
	bool guessed = false;

	if (add_foreign(out, value, &charset))
		return utf8_clean_line(ctx, charset_decode(tmp, charset, (struct span){ out->bytes, out->size }, NULL,
		    &guessed), VALUE_CHARACTERS);
	add_plain(out, value);
	return utf8_clean_line(ctx, words_decode(tmp, (struct span){ out->bytes, out->size }), VALUE_CHARACTERS);
}

static struct parameter *
find(const struct parameters *all, const char *name)
{
	for (size_t i = 0; i < all->count; i++) {
		if (strcmp(all->list[i].name, name) == 0)
			return &all->list[i];
	}
	return NULL;
}

static void
finish(TALLOC_CTX *ctx, const struct pieces *pieces, struct parameters *out)
{
	bool extended[PARAMETERS_MAX] = { false };	/* by place in out */

	for (size_t i = 0; i < pieces->count; i++) {
		const struct piece *p = &pieces->list[i];
		char *name = talloc_strndup(ctx, p->base.at, p->base.size), *value;
		struct parameter *known;

		for (char *c = name; *c != '\0'; c++)
			*c = (char)(*c >= 'A' && *c <= 'Z' ? *c | 0x20 : *c);
		known = find(out, name);
		/* "name*=" beats "name=", whichever comes first; else the first counts. */
		if (known == NULL) {
			known = &out->list[out->count++];
			*known = (struct parameter){ name, NULL };
		} else if (!p->extended || extended[known - out->list]) {
			continue;
		}
		extended[known - out->list] = p->extended;
		value = p->extended ? join_extended(ctx, pieces, p->base) : plain_value(ctx, p->value);
		if (known->value == NULL || value[0] != '\0')
			known->value = value;
	}
}

struct parameters
parameters_read(TALLOC_CTX *ctx, struct span value)
{
	struct parameters out = { NULL, NULL, 0 };
	struct pieces pieces;
	struct span rest = span_trim(value);

	if (rest.size > HEADER_STRUCTURED_MAX)
		rest.size = HEADER_STRUCTURED_MAX;
	pieces.count = 0;
	out.word = read_word(ctx, &rest);
	read_pieces(&rest, &pieces);
	if (pieces.count == 0)
		return out;
	out.list = talloc_array(ctx, struct parameter, (unsigned)pieces.count);
	finish(ctx, &pieces, &out);
	return out;
}

const char *
parameters_find(const struct parameters *parameters, const char *name)
{
	for (size_t i = 0; i < parameters->count; i++) {
		if (strcmp(parameters->list[i].name, name) == 0)
			return parameters->list[i].value;
	}
	return NULL;
}
