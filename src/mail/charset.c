/* charset.c - see charset.h */
#include <config.h>

#include <errno.h>
#include <iconv.h>
#include <stdint.h>

#include <uchardet/uchardet.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/charset.h>

#include "alias.h"
#include "escapes.h"
#include "plausible.h"

/* Less 8-bit text than this tells uchardet nothing: it knew every second short text. */
#define GUESS_LEAST 200u
#define SAMPLE_MAX 512u		/* bytes that are read in each character set that might be meant */
#define SAMPLE_LEAST 4u		/* 8-bit bytes below which nothing is guessed */
#define REPLACEMENT "\xEF\xBF\xBD"

/* Kept open. Order does not matter. */
static struct converter {
	const char *name;
	iconv_t cd;
} converters[] = {
	{ "ISO-8859-2", NULL }, { "ISO-8859-3", NULL }, { "ISO-8859-4", NULL }, { "ISO-8859-5", NULL },
	{ "ISO-8859-6", NULL }, { "ISO-8859-7", NULL }, { "ISO-8859-8", NULL }, { "ISO-8859-10", NULL },
	{ "ISO-8859-13", NULL }, { "ISO-8859-14", NULL }, { "ISO-8859-15", NULL }, { "ISO-8859-16", NULL },
	{ "WINDOWS-1250", NULL }, { "WINDOWS-1251", NULL }, { "WINDOWS-1252", NULL }, { "WINDOWS-1253", NULL },
	{ "WINDOWS-1254", NULL }, { "WINDOWS-1255", NULL }, { "WINDOWS-1256", NULL }, { "WINDOWS-1257", NULL },
	{ "WINDOWS-1258", NULL }, { "WINDOWS-874", NULL }, { "KOI8-R", NULL }, { "KOI8-U", NULL }, { "KOI8-T", NULL },
	{ "GB18030", NULL }, { "BIG5-HKSCS", NULL }, { "CP949", NULL }, { "CP932", NULL }, { "EUC-JP-MS", NULL },
	{ "ISO-2022-JP-2", NULL }, { "ISO-2022-JP-3", NULL }, { "ISO-2022-CN-EXT", NULL }, { "EUC-TW", NULL },
	{ "JOHAB", NULL }, { "MACINTOSH", NULL }, { "MAC-CYRILLIC", NULL }, { "MAC-CENTRALEUROPE", NULL },
	{ "IBM437", NULL }, { "IBM737", NULL }, { "IBM775", NULL }, { "IBM850", NULL }, { "IBM851", NULL },
	{ "IBM852", NULL }, { "IBM855", NULL }, { "IBM857", NULL }, { "IBM858", NULL }, { "IBM860", NULL },
	{ "IBM861", NULL }, { "IBM862", NULL }, { "IBM863", NULL }, { "IBM864", NULL }, { "IBM865", NULL },
	{ "IBM866", NULL }, { "IBM869", NULL }, { "UTF-7", NULL }, { "UTF-16LE", NULL }, { "UTF-16BE", NULL },
	{ "UTF-32", NULL }, { "ARMSCII-8", NULL }, { "TCVN", NULL }, { "VISCII", NULL }, { "HP-ROMAN8", NULL },
	{ "GEORGIAN-PS", NULL }, { "PT154", NULL }, { "RK1048", NULL },
};

#define CONVERTERS (sizeof(converters) / sizeof(converters[0]))
#define CLOSED ((iconv_t)-1)

void
charset_init(void)
{
	for (size_t i = 0; i < CONVERTERS; i++) {
		if (converters[i].cd == NULL)
			converters[i].cd = iconv_open("UTF-8", converters[i].name);
	}
}

bool
charset_same(struct span a, struct span b)
{
	return a.size == b.size && strncasecmp(a.at, b.at, a.size) == 0;
}

/* CLOSED: there is none. Others than those at hand are not asked for: behind the sandbox they could not be opened. */
static iconv_t
converter_find(const char *name)
{
	for (size_t i = 0; i < CONVERTERS; i++) {
		if (strcasecmp(converters[i].name, name) == 0 && converters[i].cd != NULL &&
		    converters[i].cd != CLOSED) {
			iconv(converters[i].cd, NULL, NULL, NULL, NULL);
			return converters[i].cd;
		}
	}
	return CLOSED;
}

static char *
add_replacement(char *to, size_t *room)
{
	memcpy(to, REPLACEMENT, 3);
	*room -= 3;
	return to + 3;
}

/* Everything through cd; what it does not take becomes U+FFFD. *bad counts those. */
static char *
convert(TALLOC_CTX *ctx, iconv_t cd, struct span bytes, size_t *size, size_t *bad)
{
	/* No character set has bytes that grow beyond three bytes of UTF-8, but some write two characters for one. */
	size_t all = bytes.size * 3 + 64, room = all, left = bytes.size;
	char *out = talloc_size(ctx, all + 1), *to = out;
	char *from = (char *)(uintptr_t)bytes.at;

	while (left > 0) {
		if (iconv(cd, &from, &left, &to, &room) != (size_t)-1)
			break;
		if (errno == E2BIG || room < 3) {
			size_t used = (size_t)(to - out);

			all += bytes.size + 64;
			out = talloc_realloc_size(ctx, out, all + 1);
			to = out + used;
			room = all - used;
			continue;
		}
		(*bad)++;
		to = add_replacement(to, &room);
		from++;
		left--;
	}
	/* Some hold a letter back, for marks that may follow. */
	if (room < 16) {
		size_t used = (size_t)(to - out);

		room = 16;
		out = talloc_realloc_size(ctx, out, used + room + 1);
		to = out + used;
	}
	(void)iconv(cd, NULL, NULL, &to, &room);
	*size = (size_t)(to - out);
	out[*size] = '\0';
	return out;
}

/* The upper half of windows-1252 where it differs from ISO 8859-1. */
static const uint16_t upper_1252[32] = {
	0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
	0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
	0x0153, 0xFFFD, 0x017E, 0x0178,
};

/* Needs no converter: the last resort must always be there. */
static char *
convert_1252(TALLOC_CTX *ctx, struct span bytes, size_t *size)
{
	char *out = talloc_size(ctx, bytes.size * 3 + 1), *to = out;

	for (size_t i = 0; i < bytes.size; i++) {
		uint8_t c = (uint8_t)bytes.at[i];

		if (c < 0x80)
			*to++ = (char)c;
		else
			to += utf8_encode(c < 0xA0 ? upper_1252[c - 0x80] : c, to);
	}
	*size = (size_t)(to - out);
	out[*size] = '\0';
	return out;
}

static size_t
count_upper(struct span bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes.size; i++)
		n += (uint8_t)bytes.at[i] >> 7;
	return n;
}

/* What uchardet makes of much text, NULL for nothing that we would believe. */
static const char *
guess_long(struct span bytes)
{
	static const char *const believed[][2] = { { "ISO-8859-2", "ISO-8859-2" }, { "ISO-8859-5", "ISO-8859-5" },
		{ "ISO-8859-7", "WINDOWS-1253" }, { "WINDOWS-1250", "WINDOWS-1250" }, { "WINDOWS-1251", "WINDOWS-1251" },
		{ "WINDOWS-1253", "WINDOWS-1253" }, { "WINDOWS-1255", "WINDOWS-1255" }, { "WINDOWS-1256", "WINDOWS-1256" },
		{ "KOI8-R", "KOI8-R" }, { "GB18030", "GB18030" }, { "BIG5", "BIG5-HKSCS" }, { "EUC-JP", "EUC-JP-MS" },
		{ "SHIFT_JIS", "CP932" }, { "EUC-KR", "CP949" }, { "UHC", "CP949" } };
	const char *found = NULL;
	uchardet_t detector = uchardet_new();

	if (uchardet_handle_data(detector, bytes.at, bytes.size < 65536 ? bytes.size : 65536) == 0) {
		const char *name;

		uchardet_data_end(detector);
		name = uchardet_get_charset(detector);
		for (size_t i = 0; i < sizeof(believed) / sizeof(believed[0]) && found == NULL; i++) {
			if (strcasecmp(believed[i][0], name) == 0)
				found = believed[i][1];
		}
	}
	uchardet_delete(detector);
	return found;
}

/* The first stretch with 8-bit bytes in it, cut where a character cannot be cut in two: behind ASCII. */
static struct span
sample(struct span bytes)
{
	struct span s = bytes;
	size_t from = 0;

	while (from < s.size && ((uint8_t)s.at[from] & 0x80) == 0)
		from++;
	from = from > 8 ? from - 8 : 0;
	s = (struct span){ s.at + from, s.size - from };
	if (s.size <= SAMPLE_MAX)
		return s;
	s.size = SAMPLE_MAX;
	while (s.size > SAMPLE_MAX / 2 && (s.at[s.size] & 0x80 || !span_blank(s.at[s.size])))
		s.size--;
	return s;
}

/* How plausible the sample is when it is read so; with few bytes that cannot be, for samples may end anywhere. */
static long
score(struct span bytes, const char *name)
{
	SCRATCH(tmp);
	size_t n, bad = 0;
	iconv_t cd = converter_find(name);
	char *out;

	if (cd == CLOSED)
		return -1;
	out = convert(tmp, cd, bytes, &n, &bad);
	return bad > 1 ? -1 : plausible_score(out, n) - 100 * (long)bad;
}

/* The character set in which little text looks most as people write. NULL: windows-1252, or too little to tell. */
static const char *
guess_short(struct span bytes)
{
	static const char *const candidates[] = { "GB18030", "CP932", "EUC-JP-MS", "BIG5-HKSCS", "CP949", "WINDOWS-1251",
		"KOI8-R", "KOI8-U", "IBM866", "WINDOWS-1253", "WINDOWS-1250", "ISO-8859-2", "WINDOWS-1255", "WINDOWS-1256",
		"WINDOWS-1254", "WINDOWS-874", "ISO-8859-5", NULL };
	struct span s = sample(bytes);
	long upper = (long)count_upper(s), best = score(s, "WINDOWS-1252");
	const char *found = NULL;

	if (upper < (long)SAMPLE_LEAST)
		return NULL;
	/* Western text is the rule: others must be better by more than chance, and good in themselves. */
	best = best < 0 ? 0 : best + 2 * upper + best / 4;
	if (best < 4 * upper)
		best = 4 * upper;
	for (size_t i = 0; candidates[i] != NULL; i++) {
		long now = score(s, candidates[i]);

		if (now > best) {
			best = now;
			found = candidates[i];
		}
	}
	return found;
}

static const char *
guess(struct span bytes)
{
	const char *found = guess_short(bytes);

	if (found == NULL && count_upper(bytes) >= GUESS_LEAST)
		found = guess_long(bytes);
	return found;
}

/* More 8-bit bytes than letters: no language of Western Europe looks so. */
static bool
dense(struct span bytes)
{
	struct span s = sample(bytes);
	size_t upper = count_upper(s), letters = 0;

	for (size_t i = 0; i < s.size; i++)
		letters += ((s.at[i] | 0x20) >= 'a' && (s.at[i] | 0x20) <= 'z');
	return upper >= 6 && upper > letters;
}

static bool
continuation(const char *p, const char *end)
{
	return p < end && ((uint8_t)*p & 0xC0) == 0x80;
}

/* The next character, as utf8_next(), but a beginning of one that lacks its end is one broken character and no more.
 * *broken: it was none; *cut: it was such a beginning. */
static uint32_t
next_mended(const char **at, const char *end, bool *broken, bool *cut)
{
	const char *before = *at;
	uint32_t c = utf8_next(at, end);

	*broken = c == 0xFFFD && *at - before < 3;
	*cut = *broken && (uint8_t)*before >= 0xC2 && (*at == end || continuation(*at, end));
	while (*cut && continuation(*at, end))
		(*at)++;
	return c;
}

/* Text that was UTF-8 but for a few bytes: more whole characters than broken ones. Its end may be cut off. */
static bool
nearly_utf8(struct span bytes)
{
	const char *at = bytes.at, *end = bytes.at + bytes.size;
	size_t whole = 0, broken = 0;
	bool bad, cut;

	while (at < end) {
		uint32_t c = next_mended(&at, end, &bad, &cut);

		broken += bad && !(cut && at == end);
		whole += !bad && c >= 0x80;
	}
	return whole > 2 * broken;
}

/* UTF-8 with something else in it: a character that was cut off is one U+FFFD, other broken bytes are windows-1252. */
static char *
mend_utf8(TALLOC_CTX *ctx, struct span bytes, size_t *size)
{
	const char *at = bytes.at, *end = bytes.at + bytes.size;
	char *out = talloc_size(ctx, bytes.size * 3 + 1), *to = out;
	bool bad, cut;

	while (at < end) {
		uint8_t b = (uint8_t)*at;
		uint32_t c = next_mended(&at, end, &bad, &cut);

		if (bad && !cut)
			c = b < 0xA0 ? upper_1252[b - 0x80] : b;
		to += utf8_encode(c, to);
	}
	*size = (size_t)(to - out);
	*to = '\0';
	return out;
}

/* Without a declaration, or with one that cannot be true. */
static char *
fallback(TALLOC_CTX *ctx, struct span bytes, size_t *size)
{
	const char *seen;
	size_t bad = 0;

	if (nearly_utf8(bytes))
		return mend_utf8(ctx, bytes, size);
	seen = guess(bytes);
	if (seen != NULL)
		return convert(ctx, converter_find(seen), bytes, size, &bad);
	return convert_1252(ctx, bytes, size);
}

/* Character sets in which ASCII bytes mean something else, or change meaning by escapes. */
static bool
not_ascii(const char *name)
{
	return strncmp(name, "UTF-16", 6) == 0 || strcmp(name, "UTF-32") == 0 || strcmp(name, "UTF-7") == 0 ||
	    strncmp(name, "ISO-2022", 8) == 0 || strncmp(name, "7BIT", 4) == 0 || strcmp(name, ALIAS_HZ) == 0;
}

/* Two bytes a character, and so short a text that it may be valid UTF-8 by chance: two-byte sequences only, which are no
 * East Asian characters. */
static bool
east_asian_by_chance(const char *name, struct span bytes)
{
	static const char *const names[] = { "GB18030", "BIG5-HKSCS", "CP949", "CP932", "EUC-JP-MS", NULL };
	bool east_asian = false;

	for (size_t i = 0; names[i] != NULL; i++)
		east_asian = east_asian || strcmp(names[i], name) == 0;
	if (!east_asian || bytes.size > 12)
		return false;
	for (size_t i = 0; i < bytes.size; i++) {
		if ((uint8_t)bytes.at[i] >= 0xE0)
			return false;
		/* "José" in UTF-8 has a letter beside it. */
		if ((bytes.at[i] & 0x80) == 0 && (bytes.at[i] | 0x20) >= 'a' && (bytes.at[i] | 0x20) <= 'z')
			return false;
	}
	return count_upper(bytes) > 0;
}

/* The Windows set that is meant where an ISO one is declared and bytes are used that it has only controls for. */
static const char *
windows_instead(const char *name, struct span bytes)
{
	static const char *const pairs[][2] = { { "ISO-8859-2", "WINDOWS-1250" }, { "ISO-8859-7", "WINDOWS-1253" },
		{ "ISO-8859-8", "WINDOWS-1255" }, { "ISO-8859-6", "WINDOWS-1256" }, { "ISO-8859-13", "WINDOWS-1257" },
		{ "ISO-8859-4", "WINDOWS-1257" }, { "ISO-8859-5", "WINDOWS-1251" }, { "ISO-8859-15", "WINDOWS-1252" } };
	size_t i = 0;

	while (i < bytes.size && ((uint8_t)bytes.at[i] < 0x80 || (uint8_t)bytes.at[i] > 0x9F))
		i++;
	if (i == bytes.size)
		return name;
	for (size_t j = 0; j < sizeof(pairs) / sizeof(pairs[0]); j++) {
		if (strcmp(pairs[j][0], name) == 0)
			return pairs[j][1];
	}
	return name;
}

/* UTF-16 says in its first bytes which end comes first; most that say nothing are Windows' (low byte first). */
static const char *
utf16_order(struct span *bytes)
{
	size_t even = 0, odd = 0;

	if (bytes->size >= 2 && (memcmp(bytes->at, "\xFE\xFF", 2) == 0 || memcmp(bytes->at, "\xFF\xFE", 2) == 0)) {
		bytes->at += 2;
		bytes->size -= 2;
		return (uint8_t)bytes->at[-2] == 0xFE ? "UTF-16BE" : "UTF-16LE";
	}
	for (size_t i = 0; i < bytes->size && i < 1000; i++) {
		even += bytes->at[i] == '\0' && i % 2 == 0;
		odd += bytes->at[i] == '\0' && i % 2 == 1;
	}
	return even > odd ? "UTF-16BE" : "UTF-16LE";
}

/* Takes the escapes off: then name is an 8-bit set, and bytes are the transcribed ones. */
static void
take_escapes(TALLOC_CTX *ctx, char name[ALIAS_MAX], struct span *bytes)
{
	const char *rare = strcmp(name, ALIAS_JAPANESE) == 0 ? escapes_rare(*bytes) : NULL;
	const char *now;
	char *out;

	if (rare != NULL) {
		memcpy(name, rare, strlen(rare) + 1);
		return;
	}
	if (strcmp(name, ALIAS_JAPANESE) != 0 && strcmp(name, ALIAS_KOREAN) != 0 && strcmp(name, ALIAS_HZ) != 0)
		return;
	out = talloc_size(ctx, bytes->size + 1);
	if (strcmp(name, ALIAS_JAPANESE) == 0) {
		bytes->size = escapes_japanese(*bytes, out);
		now = "CP932";
	} else if (strcmp(name, ALIAS_KOREAN) == 0) {
		bytes->size = escapes_korean(*bytes, out);
		now = "CP949";
	} else {
		bytes->size = escapes_hz(*bytes, out);
		now = "GB18030";
	}
	bytes->at = out;
	memcpy(name, now, strlen(now) + 1);
}

static char *
finish(TALLOC_CTX *ctx, char *out, size_t n, size_t *size)
{
	/* iconv lets a NUL pass, and some converters surrogates; what leaves here is text and valid. */
	if (memchr(out, '\0', n) != NULL || !utf8_valid(out, n)) {
		char *clean = utf8_repair(ctx, out, n);

		talloc_free(out);
		out = clean;
		n = strlen(out);
	}
	if (size != NULL)
		*size = n;
	return out;
}

static char *
copy(TALLOC_CTX *ctx, struct span bytes)
{
	char *out = talloc_size(ctx, bytes.size + 1);

	if (bytes.size > 0)
		memcpy(out, bytes.at, bytes.size);
	out[bytes.size] = '\0';
	return out;
}

/* Does the declaration mean a set for which these bytes need not be looked at twice? What is valid UTF-8 is UTF-8. */
static bool
as_it_stands(char name[ALIAS_MAX], struct span bytes)
{
	if (!utf8_valid(bytes.at, bytes.size))
		return false;
	if (escapes_seen(bytes)) {	/* declared or not */
		if (!not_ascii(name))
			memcpy(name, ALIAS_JAPANESE, sizeof(ALIAS_JAPANESE));
		return false;
	}
	if (strncmp(name, "UTF-16", 6) == 0 || strcmp(name, "UTF-32") == 0)
		return memchr(bytes.at, '\0', bytes.size) == NULL && (uint8_t)bytes.at[0] < 0x80;
	if (not_ascii(name))
		return count_upper(bytes) > 0;
	return !east_asian_by_chance(name, bytes);
}

/* As it is declared. NULL when the bytes say that it is not so. */
static char *
declared(TALLOC_CTX *ctx, const char *name, struct span bytes, size_t *size, bool *guessed)
{
	size_t bad = 0;
	iconv_t cd;
	char *out;

	if (strcmp(name, "UTF-16") == 0)
		name = utf16_order(&bytes);
	name = windows_instead(name, bytes);
	if (strcmp(name, "WINDOWS-1252") == 0)
		return nearly_utf8(bytes) || (dense(bytes) && guess(bytes) != NULL) ? NULL :
		    convert_1252(ctx, bytes, size);
	cd = name[0] != '\0' ? converter_find(name) : CLOSED;
	if (cd == CLOSED)
		return NULL;
	out = convert(ctx, cd, bytes, size, &bad);
	/* Here and there a broken byte is no reason to believe something else. */
	if (bad > 1 && (nearly_utf8(bytes) || bad > count_upper(bytes) / 8))
		return NULL;
	*guessed = *guessed || bad > 0;
	return out;
}

char *
charset_decode(TALLOC_CTX *ctx, struct span name, struct span bytes, size_t *size, bool *guessed)
{
	SCRATCH(tmp);
	char wanted[ALIAS_MAX], *out;
	size_t n = 0;

	alias_find(name, wanted);
	if (bytes.size == 0 || as_it_stands(wanted, bytes))
		return finish(ctx, copy(ctx, bytes), bytes.size, size);
	take_escapes(tmp, wanted, &bytes);
	out = declared(ctx, wanted, bytes, &n, guessed);
	if (out == NULL) {
		*guessed = true;
		out = fallback(ctx, bytes, &n);
	}
	return finish(ctx, out, n, size);
}
