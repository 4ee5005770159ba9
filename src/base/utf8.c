/* utf8.c - see utf8.h */
#include <config.h>

#include <string.h>

#include <postigo/base/utf8.h>

#define REPLACEMENT 0xFFFDu
#define ELLIPSIS "\xE2\x80\xA6"

/* The length of the sequence that begins at p and its code point; 0 when it is broken (RFC 3629 section 4). */
static size_t
sequence(const unsigned char *p, const unsigned char *end, uint32_t *code_point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;

	if (n == 0 || (size_t)(end - p) < n)
		return 0;
	uint32_t c = n == 1 ? p[0] : p[0] & (0xFFu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*code_point = c;
	return n;
}

/* How many bytes from p on are plain ASCII and no NUL: the greater part of all mail, so eight at a time. */
static size_t
ascii_run(const unsigned char *p, const unsigned char *end)
{
	const unsigned char *start = p;
	const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;

	for (uint64_t w; end - p >= 8; p += 8) {
		memcpy(&w, p, 8);
		if ((w | (w - ones)) & high)
			break;
	}
	while (p < end && *p != 0 && *p < 0x80)
		p++;
	return (size_t)(p - start);
}

bool
utf8_valid(const char *bytes, size_t n)
{
	const unsigned char *p = (const unsigned char *)bytes, *end = p + n;
	uint32_t ignored;

	while (p < end) {
		p += ascii_run(p, end);
		if (p == end)
			break;
		size_t length = sequence(p, end, &ignored);
		if (length == 0)
			return false;
		p += length;
	}
	return true;
}

uint32_t
utf8_next(const char **cursor, const char *end)
{
	uint32_t code_point = REPLACEMENT;
	size_t n = sequence((const unsigned char *)*cursor, (const unsigned char *)end, &code_point);

	*cursor += n == 0 ? 1 : n;
	return code_point;
}

size_t
utf8_encode(uint32_t code_point, char out[4])
{
	uint32_t c = code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF) ? REPLACEMENT : code_point;

	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--, c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3F));
	out[0] = (char)((0xF00u >> n & 0xFF) | c);
	return n;
}

/* The size of the repaired copy, and the copy itself when out is not NULL. */
static size_t
repair(const char *bytes, size_t n, char *out)
{
	const unsigned char *p = (const unsigned char *)bytes, *end = p + n;
	size_t size = 0;
	uint32_t ignored;

	while (p < end) {
		size_t length = ascii_run(p, end);
		if (length == 0 && *p != 0)
			length = sequence(p, end, &ignored);
		if (out != NULL && length > 0)
			memcpy(out + size, p, length);
		else if (out != NULL)
			utf8_encode(REPLACEMENT, out + size);
		size += length > 0 ? length : 3;
		p += length > 0 ? length : 1;
	}
	return size;
}

char *
utf8_repair(TALLOC_CTX *ctx, const char *bytes, size_t n)
{
	size_t size = repair(bytes, n, NULL);
	char *copy = talloc_size(ctx, size + 1);

	repair(bytes, n, copy);
	copy[size] = '\0';
	talloc_set_name_const(copy, "utf8_repair");
	return copy;
}

/* Controls, line ends and every kind of blank: one plain blank. */
static bool
is_blank(uint32_t c)
{
	return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
	    c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* What shows nothing but changes how its neighbours look: joiners, direction marks, tags, byte order marks. */
static bool
is_invisible(uint32_t c)
{
	return c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	    (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
	    (c >= 0xE0000 && c <= 0xE0FFF);
}

/* Ends a line that is too long: the ellipsis takes the place of the last character. Returns the new size. */
static size_t
ellipsis(char *line, size_t size, size_t max_characters)
{
	if (max_characters == 0)
		return 0;
	while (size > 0 && line[size - 1] == ' ')
		size--;
	memcpy(line + size, ELLIPSIS, strlen(ELLIPSIS));
	return size + strlen(ELLIPSIS);
}

/* Zero width non-joiner and joiner: between letters of scripts that need them, and within emoji, they say how it is written. */
static bool
is_joiner(uint32_t c)
{
	return c == 0x200C || c == 0x200D;
}

/* From Arabic on; in Latin, Greek, Cyrillic and Hebrew joiners only hide. */
static bool
may_be_joined(uint32_t c)
{
	return c >= 0x600;
}

char *
utf8_clean_line(TALLOC_CTX *ctx, const char *string, size_t max_characters)
{
	const char *end = string + strlen(string);
	size_t n = (size_t)(end - string);
	char *line = talloc_size(ctx, (n < max_characters ? 3 * n : 4 * max_characters) + sizeof(ELLIPSIS));
	size_t size = 0, characters = 0, last = 0;	/* last: where the last character begins */
	uint32_t before = 0, joiner = 0;
	bool blank = false;

	while (string < end) {
		uint32_t c = utf8_next(&string, end);
		if (is_blank(c)) {
			blank = size > 0;
			before = 0;
			continue;
		}
		if (is_joiner(c))
			joiner = may_be_joined(before) ? c : 0;
		if (is_invisible(c))
			continue;
		if (characters + blank >= max_characters) {
			size = ellipsis(line, characters < max_characters ? size : last, max_characters);
			break;
		}
		if (blank) {
			line[size++] = ' ';
			characters++;
			blank = false;
		}
		if (joiner != 0 && may_be_joined(before) && may_be_joined(c) && characters + 1 < max_characters) {
			size += utf8_encode(joiner, line + size);
			characters++;
		}
		joiner = 0;
		before = c;
		last = size;
		size += utf8_encode(c, line + size);
		characters++;
	}
	line[size] = '\0';
	return talloc_realloc_size(ctx, line, size + 1);
}
