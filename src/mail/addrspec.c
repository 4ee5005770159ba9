/* addrspec.c - see addrspec.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/words.h>

#include "addrspec.h"

static size_t
blanks(struct span s, size_t i)
{
	size_t n = 0;

	while (i + n < s.size && span_blank(s.at[i + n]))
		n++;
	return n;
}

bool
addrspec_word(struct span *rest, struct span *word)
{
	bool quoted = false, domain = false;
	size_t i = 0, n;

	*rest = span_trim(*rest);
	while (i < rest->size) {
		char c = rest->at[i];

		if (c == '"')
			quoted = !quoted;
		if (quoted && c == '\\' && i + 1 < rest->size)
			i++;
		domain = domain || (c == '@' && !quoted);
		if (quoted || !span_blank(c)) {
			i++;
			continue;
		}
		n = blanks(*rest, i);
		if (i + n == rest->size)
			break;
		/* "ana @ example . org": dots after a blank belong to it, and all in the domain. */
		if (rest->at[i + n] != '@' && rest->at[i + n] != '.' && rest->at[i - 1] != '@' &&
		    !(domain && rest->at[i - 1] == '.'))
			break;
		i += n;
	}
	*word = (struct span){ rest->at, i };
	*rest = (struct span){ rest->at + i, rest->size - i };
	return i > 0;
}

/* Takes away a pair of marks around it, of any of the kinds that word processors put there. */
static struct span
without_quotes(struct span v)
{
	static const char *const marks[][2] = { { "\"", "\"" }, { "'", "'" }, { "`", "'" }, { "\xE2\x80\x98", "\xE2\x80\x99" },
		{ "\xE2\x80\x9C", "\xE2\x80\x9D" }, { "\xC2\xAB", "\xC2\xBB" }, { "[", "]" } };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t open = strlen(marks[i][0]), close = strlen(marks[i][1]);

		if (v.size > open + close && memcmp(v.at, marks[i][0], open) == 0 &&
		    memcmp(v.at + v.size - close, marks[i][1], close) == 0)
			return span_trim((struct span){ v.at + open, v.size - open - close });
	}
	return v;
}

/* What other systems write before an address. */
static struct span
without_scheme(struct span v)
{
	static const char *const schemes[] = { "mailto:", "smtp:", "email:", "e-mail:", "internet:", "rfc822;" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t n = strlen(schemes[i]);

		if (!span_starts(v, schemes[i]))
			continue;
		v = span_trim((struct span){ v.at + n, v.size - n });
		if (i == 0 && v.size > 0 && memchr(v.at, '?', v.size) != NULL)	/* "?subject=..." */
			v.size = (size_t)((const char *)memchr(v.at, '?', v.size) - v.at);
	}
	return v;
}

static bool
atom_character(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", c) != NULL);
}

static bool
all_atoms(struct span v)
{
	for (size_t i = 0; i < v.size; i++) {
		if (!atom_character(v.at[i]))
			return false;
	}
	return v.size > 0;
}

/* Copies v without comments and folding. False when blanks part what cannot be one address. */
static bool
copy_spec(struct span v, char *out, size_t *size)
{
	bool quoted = false;
	size_t n = 0, depth = 0;

	for (size_t i = 0; i < v.size; i++) {
		char c = v.at[i];

		if (c == '"' && depth == 0)
			quoted = !quoted;
		if (!quoted && (c == '(' || (c == ')' && depth > 0))) {
			depth = c == '(' ? depth + 1 : depth - 1;
			continue;
		}
		if (depth > 0)
			continue;
		if (!span_blank(c)) {
			out[n++] = c;
			continue;
		}
		if (quoted) {
			if (c != '\r' && c != '\n')
				out[n++] = ' ';
			continue;
		}
		size_t skip = blanks(v, i);
		bool edge = n == 0 || i + skip == v.size || memchr("@.(:", v.at[i + skip], 4) != NULL ||
		    memchr("@.:", out[n - 1], 3) != NULL;

		/* A line end in the middle comes of a program that folds anywhere. */
		if (!edge && memchr(v.at + i, '\n', skip) == NULL && v.at[i - 1] != ')')
			return false;
		i += skip - 1;
	}
	*size = n;
	return true;
}

/* "\"ana.lopez\"@example.org" is ana.lopez@example.org. In place. */
static size_t
unquote_local(char *out, size_t n)
{
	const char *at = memrchr(out, '@', n);
	size_t local = at != NULL ? (size_t)(at - out) : 0;

	if (local < 3 || out[0] != '"' || out[local - 1] != '"' ||
	    !all_atoms((struct span){ out + 1, local - 2 }))
		return n;
	memmove(out, out + 1, local - 2);
	memmove(out + local - 2, at, n - local);
	return n - 2;
}

/* Without an @ only the name of somebody on the same machine will do: no directory's path ("/O=.../CN=..."). */
static bool
may_be_address(struct span v)
{
	const char *at = memrchr(v.at, '@', v.size);

	/* Of two it would not be sure which domain is meant, unless the first is quoted. */
	if (at != NULL)
		return at + 1 < v.at + v.size && (v.at[0] == '"' || memchr(v.at, '@', (size_t)(at - v.at)) == NULL);
	return all_atoms(v) && memchr(v.at, '=', v.size) == NULL && memchr(v.at, '/', v.size) == NULL &&
	    memchr(v.at, '?', v.size) == NULL;
}

static char *
unusable(TALLOC_CTX *ctx, struct defects *defects)
{
	defects_add(defects, "an address cannot be read, is longer than %u bytes or has characters that cannot be",
	    ADDRESS_MAX);
	return talloc_strdup(ctx, "");
}

char *
addrspec_clean(TALLOC_CTX *ctx, struct span raw, struct defects *defects)
{
	SCRATCH(tmp);
	struct span v = without_scheme(without_quotes(span_trim(raw)));
	const char *route;
	char *out;
	size_t n;

	/* Never a part of it: the machines that checked the sender saw it as it stands. */
	if (words_encoded(v) && memchr(v.at, '@', v.size) == NULL)
		v = span_of(words_decode(tmp, v));
	if (v.size > 0 && v.at[0] == '@' && (route = memrchr(v.at, ':', v.size)) != NULL)
		v = (struct span){ route + 1, (size_t)(v.at + v.size - route - 1) };
	if (v.size == 0)
		return talloc_strdup(ctx, "");
	if (v.size > 8 * ADDRESS_MAX)
		return unusable(ctx, defects);
	out = talloc_size(tmp, v.size + 1);
	if (!copy_spec(v, out, &n))
		return unusable(ctx, defects);
	while (n > 0 && (out[n - 1] == '.' || out[n - 1] == '>' || out[n - 1] == ','))	/* the root of the names, and trash */
		n--;
	n = unquote_local(out, n);
	out[n] = '\0';
	/* Controls and characters that do not show: what is left without them is somebody else's address. */
	if (n == 0)
		return talloc_strdup(ctx, "");
	if (n > ADDRESS_MAX || strpbrk(out, "<>") != NULL || memchr(out, '\0', n) != NULL || !utf8_valid(out, n) ||
	    !may_be_address((struct span){ out, n }) || strcmp(utf8_clean_line(tmp, out, ADDRESS_MAX), out) != 0)
		return unusable(ctx, defects);
	return talloc_strndup(ctx, out, n);
}
