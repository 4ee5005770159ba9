/* charset.c - see charset.h */
#include <config.h>

#include <errno.h>
#include <iconv.h>
#include <stdint.h>

#include <uchardet/uchardet.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/charset.h>

/* Less 8-bit text than this tells uchardet nothing: it knew every second short text. */
#define GUESS_LEAST 200u
#define REPLACEMENT "\xEF\xBF\xBD"

/* What mails call a character set, and what iconv calls the one they mean. Supersets where mailers say the one and
 * write the other. NULL: UTF-8 or nothing useful, that is: look at the bytes. */
static const struct {
	const char *name, *meant;
} aliases[] = {
	{ "utf-8", NULL }, { "utf8", NULL }, { "unicode-1-1-utf-8", NULL },
	{ "us-ascii", NULL }, { "ascii", NULL }, { "ansi_x3.4-1968", NULL }, { "646", NULL },
	{ "unknown-8bit", NULL }, { "x-unknown", NULL }, { "unknown", NULL }, { "default", NULL },
	{ "default_charset", NULL }, { "8bit", NULL }, { "binary", NULL }, { "utf-8mb4", NULL },
	{ "iso-8859-1", "WINDOWS-1252" }, { "iso8859-1", "WINDOWS-1252" }, { "iso_8859-1", "WINDOWS-1252" },
	{ "latin1", "WINDOWS-1252" }, { "latin-1", "WINDOWS-1252" }, { "l1", "WINDOWS-1252" },
	{ "iso-8859-8-i", "ISO-8859-8" }, { "iso-8859-6-i", "ISO-8859-6" },
	{ "windows-1252", "WINDOWS-1252" }, { "cp1252", "WINDOWS-1252" }, { "cp-1252", "WINDOWS-1252" },
	{ "ansi", "WINDOWS-1252" }, { "x-ansi", "WINDOWS-1252" },
	{ "iso-8859-9", "WINDOWS-1254" }, { "latin5", "WINDOWS-1254" }, { "iso-8859-11", "WINDOWS-874" },
	{ "tis-620", "WINDOWS-874" },
	{ "gb2312", "GB18030" }, { "gbk", "GB18030" }, { "x-gbk", "GB18030" }, { "cp936", "GB18030" },
	{ "euc-cn", "GB18030" }, { "ms936", "GB18030" }, { "gb_2312-80", "GB18030" },
	{ "big5", "BIG5-HKSCS" }, { "big-5", "BIG5-HKSCS" }, { "x-x-big5", "BIG5-HKSCS" },
	{ "ks_c_5601-1987", "CP949" }, { "ks_c_5601", "CP949" }, { "ksc5601", "CP949" }, { "euc-kr", "CP949" },
	{ "shift_jis", "CP932" }, { "shift-jis", "CP932" }, { "sjis", "CP932" }, { "x-sjis", "CP932" },
	{ "windows-31j", "CP932" }, { "iso-2022-jp", "ISO-2022-JP-3" }, { "x-euc-jp", "EUC-JP" },
	{ "macintosh", "MACINTOSH" }, { "x-mac-roman", "MACINTOSH" }, { "mac", "MACINTOSH" },
	{ "unicode-1-1-utf-7", "UTF-7" }, { "x-unicode-2-0-utf-7", "UTF-7" }, { "unicode", "UTF-16" },
	{ "x-cp1250", "WINDOWS-1250" }, { "x-cp1251", "WINDOWS-1251" },
};

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
	{ "WINDOWS-1258", NULL }, { "WINDOWS-874", NULL }, { "KOI8-R", NULL }, { "KOI8-U", NULL },
	{ "GB18030", NULL }, { "BIG5-HKSCS", NULL }, { "CP949", NULL }, { "CP932", NULL }, { "EUC-JP", NULL },
	{ "ISO-2022-JP-3", NULL }, { "ISO-2022-KR", NULL }, { "EUC-TW", NULL }, { "MACINTOSH", NULL },
	{ "IBM850", NULL }, { "IBM437", NULL }, { "IBM866", NULL }, { "UTF-7", NULL }, { "UTF-16", NULL },
	{ "UTF-16LE", NULL }, { "UTF-16BE", NULL }, { "UTF-32", NULL }, { "JOHAB", NULL }, { "ARMSCII-8", NULL },
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

/* The name as iconv may be asked for it; "" when it means nothing. A name is never a path: glibc makes file names of
 * what it is asked for. */
static void
meant(struct span name, char out[48])
{
	out[0] = '\0';
	if (name.size == 0 || name.size >= 40)
		return;
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
		if (span_is(name, aliases[i].name)) {
			if (aliases[i].meant != NULL)
				memcpy(out, aliases[i].meant, strlen(aliases[i].meant) + 1);
			return;
		}
	}
	for (size_t i = 0; i < name.size; i++) {
		char c = name.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    c == '-' || c == '_';

		if (!plain)
			return;
	}
	memcpy(out, name.at, name.size);
	out[name.size] = '\0';
}

bool
charset_same(struct span a, struct span b)
{
	return a.size == b.size && strncasecmp(a.at, b.at, a.size) == 0;
}

/* A converter for that name; *borrowed when it must not be closed. CLOSED: there is none. */
static iconv_t
converter_open(const char *name, bool *borrowed)
{
	*borrowed = true;
	for (size_t i = 0; i < CONVERTERS; i++) {
		if (strcasecmp(converters[i].name, name) == 0 && converters[i].cd != NULL &&
		    converters[i].cd != CLOSED) {
			iconv(converters[i].cd, NULL, NULL, NULL, NULL);
			return converters[i].cd;
		}
	}
	*borrowed = false;
	return iconv_open("UTF-8", name);
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

/* What uchardet makes of it, NULL for nothing that we would believe. */
static const char *
guess(struct span bytes)
{
	static const char *const believed[] = { "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-15", "WINDOWS-1250",
	    "WINDOWS-1251", "WINDOWS-1253", "WINDOWS-1255", "WINDOWS-1256", "KOI8-R", "GB18030", "BIG5", "EUC-JP",
	    "SHIFT_JIS", "EUC-KR", "UHC", NULL };
	const char *found = NULL;
	uchardet_t detector = uchardet_new();

	if (uchardet_handle_data(detector, bytes.at, bytes.size < 65536 ? bytes.size : 65536) == 0) {
		const char *name;

		uchardet_data_end(detector);
		name = uchardet_get_charset(detector);
		for (size_t i = 0; believed[i] != NULL && found == NULL; i++) {
			if (strcasecmp(believed[i], name) == 0)
				found = believed[i];
		}
	}
	uchardet_delete(detector);
	return found;
}

/* Text that was UTF-8 but for a few bytes: more whole characters than broken ones. */
static bool
nearly_utf8(struct span bytes)
{
	const char *at = bytes.at, *end = bytes.at + bytes.size;
	size_t whole = 0, broken = 0;

	while (at < end) {
		const char *before = at;
		uint32_t c = utf8_next(&at, end);

		if (c == 0xFFFD && at - before < 3)
			broken++;
		else if (c >= 0x80)
			whole++;
	}
	return whole > 2 * broken;
}

static size_t
count_upper(struct span bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes.size; i++)
		n += (uint8_t)bytes.at[i] >> 7;
	return n;
}

static char *
fallback(TALLOC_CTX *ctx, struct span bytes, size_t *size)
{
	char name[48];
	const char *seen;
	size_t bad = 0;
	bool borrowed;
	iconv_t cd;

	if (nearly_utf8(bytes)) {
		char *out = utf8_repair(ctx, bytes.at, bytes.size);

		*size = strlen(out);
		return out;
	}
	if (count_upper(bytes) >= GUESS_LEAST && (seen = guess(bytes)) != NULL) {
		meant(span_of(seen), name);
		cd = converter_open(name, &borrowed);
		if (cd != CLOSED) {
			char *out = convert(ctx, cd, bytes, size, &bad);

			if (!borrowed)
				iconv_close(cd);
			return out;
		}
	}
	return convert_1252(ctx, bytes, size);
}

/* Character sets in which ASCII bytes mean something else, or change meaning by escapes. */
static bool
not_ascii(const char *name)
{
	return strncasecmp(name, "UTF-16", 6) == 0 || strncasecmp(name, "UTF-32", 6) == 0 ||
	    strncasecmp(name, "UCS", 3) == 0 || strncasecmp(name, "UTF-7", 5) == 0 ||
	    strncasecmp(name, "ISO-2022", 8) == 0 || strncasecmp(name, "HZ", 2) == 0 ||
	    strncasecmp(name, "IBM037", 6) == 0 || strncasecmp(name, "EBCDIC", 6) == 0;
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

char *
charset_decode(TALLOC_CTX *ctx, struct span name, struct span bytes, size_t *size, bool *guessed)
{
	char wanted[48];
	char *out;
	size_t n = 0, bad = 0;
	bool borrowed;
	iconv_t cd;

	meant(name, wanted);
	if (!not_ascii(wanted) && utf8_valid(bytes.at, bytes.size))
		return finish(ctx, copy(ctx, bytes), bytes.size, size);
	if (strcmp(wanted, "WINDOWS-1252") == 0) {
		out = convert_1252(ctx, bytes, &n);
		return finish(ctx, out, n, size);
	}
	cd = wanted[0] != '\0' ? converter_open(wanted, &borrowed) : CLOSED;
	if (cd == CLOSED) {
		*guessed = true;
		out = fallback(ctx, bytes, &n);
		return finish(ctx, out, n, size);
	}
	out = convert(ctx, cd, bytes, &n, &bad);
	if (!borrowed)
		iconv_close(cd);
	*guessed = *guessed || bad > 0;
	return finish(ctx, out, n, size);
}
