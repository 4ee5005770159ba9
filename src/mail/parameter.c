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

/* Lower case, without blanks and comments. */
static char *
read_word(TALLOC_CTX *ctx, struct span *rest)
{
	char *out = talloc_size(ctx, WORD_MAX + 1);
	unsigned depth = 0;
	size_t n = 0;

	for (; rest->size > 0 && (depth > 0 || rest->at[0] != ';'); skip(rest, 1)) {
		char c = rest->at[0];

		if (c == '(')
			depth++;
		else if (c == ')' && depth > 0)
			depth--;
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

/* A quoted value; a quote that is not closed ends with the value. */
static struct span
read_quoted(struct span *rest)
{
	struct span v = { rest->at + 1, 0 };
	size_t i = 1;

	while (i < rest->size && rest->at[i] != '"')
		i += rest->at[i] == '\\' && i + 1 < rest->size ? 2 : 1;
	v.size = (i < rest->size ? i : rest->size) - 1;
	skip(rest, i < rest->size ? i + 1 : rest->size);
	while (rest->size > 0 && rest->at[0] != ';')
		skip(rest, 1);
	return v;
}

/* A bare value. Names of files come with blanks in them, other values with comments and trash behind them. */
static struct span
read_bare(struct span *rest, bool blanks)
{
	struct span v = { rest->at, 0 };

	while (v.size < rest->size && v.at[v.size] != ';')
		v.size++;
	skip(rest, v.size);
	for (size_t i = 0; !blanks && i < v.size; i++) {
		if (span_blank(v.at[i]))
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

		while (rest->size > 0 && (span_blank(rest->at[0]) || rest->at[0] == ';'))
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
		if (name.size == 0 || name.size > 60)
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

/* Puts the pieces of one name together, in the order of their numbers. */
static char *
join_extended(TALLOC_CTX *ctx, const struct pieces *pieces, struct span base)
{
	SCRATCH(tmp);
	struct text *bytes = text_new(tmp, HEADER_STRUCTURED_MAX);
	struct span charset = { "", 0 };
	bool guessed = false;

	for (long want = -1; want < (long)PARAMETERS_MAX; want++) {
		for (size_t i = 0; i < pieces->count; i++) {
			struct piece p = pieces->list[i];

			if (!p.extended || p.index != want || p.base.size != base.size ||
			    strncasecmp(p.base.at, base.at, base.size) != 0)
				continue;
			if (p.encoded && want <= 0)
				charset = take_charset(&p.value);
			if (p.encoded)
				add_percent(bytes, p.value);
			else
				add_plain(bytes, p.value);
		}
	}
	return utf8_clean_line(ctx, charset_decode(tmp, charset, (struct span){ bytes->bytes, bytes->size }, NULL,
	    &guessed), VALUE_CHARACTERS);
}

static char *
plain_value(TALLOC_CTX *ctx, struct span value)
{
	SCRATCH(tmp);
	struct text *out = text_new(tmp, HEADER_STRUCTURED_MAX);

	add_plain(out, value);
	return utf8_clean_line(ctx, words_decode(tmp, (struct span){ out->bytes, out->size }), VALUE_CHARACTERS);
}

static void
finish(TALLOC_CTX *ctx, const struct pieces *pieces, struct parameters *out)
{
	for (size_t i = 0; i < pieces->count; i++) {
		const struct piece *p = &pieces->list[i];
		char *name = talloc_strndup(ctx, p->base.at, p->base.size);

		for (char *c = name; *c != '\0'; c++)
			*c = (char)(*c >= 'A' && *c <= 'Z' ? *c | 0x20 : *c);
		struct parameter *known = NULL;
		for (size_t j = 0; j < out->count; j++) {
			if (strcmp(out->list[j].name, name) == 0)
				known = &out->list[j];
		}
		/* "name*=" beats "name=", whichever comes first; else the first counts. */
		if (known == NULL) {
			known = &out->list[out->count++];
			*known = (struct parameter){ name, NULL };
		} else if (!p->extended || p->index > 0) {
			continue;
		}
		known->value = p->extended ? join_extended(ctx, pieces, p->base) : plain_value(ctx, p->value);
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
