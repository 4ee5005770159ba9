/* utf8.c - what is UTF-8, and what becomes of what is none */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
/* Bytes with their length, NULs included. */
#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *name, *bytes;
	size_t n;
	bool valid;
	const char *repaired;
} samples[] = {
	{ "empty", BYTES(""), true, "" },
	{ "ascii", BYTES("hola, mundo: more than eight bytes"), true, "hola, mundo: more than eight bytes" },
	{ "NUL", BYTES("ab\0cd"), true, "ab\xEF\xBF\xBD" "cd" },
	{ "NUL behind eight", BYTES("abcdefgh\0cd"), true, "abcdefgh\xEF\xBF\xBD" "cd" },
	{ "two bytes", BYTES("ma\xC3\xB1" "ana"), true, "ma\xC3\xB1" "ana" },
	{ "three bytes", BYTES("\xE2\x82\xAC"), true, "\xE2\x82\xAC" },
	{ "four bytes", BYTES("\xF0\x9F\x98\x80"), true, "\xF0\x9F\x98\x80" },
	{ "last of all", BYTES("\xF4\x8F\xBF\xBF"), true, "\xF4\x8F\xBF\xBF" },
	{ "beyond the last", BYTES("\xF4\x90\x80\x80"), false,
	    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "five bytes", BYTES("\xF8\x88\x80\x80\x80"), false,
	    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "overlong slash", BYTES("\xC0\xAF"), false, "\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "overlong in three", BYTES("\xE0\x80\xAF"), false, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "overlong in four", BYTES("\xF0\x80\x80\xAF"), false, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "surrogate", BYTES("\xED\xA0\x80"), false, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "before the surrogates", BYTES("\xED\x9F\xBF"), true, "\xED\x9F\xBF" },
	{ "alone in the middle", BYTES("a\x80z"), false, "a\xEF\xBF\xBDz" },
	{ "latin-1", BYTES("ma\xF1" "ana"), false, "ma\xEF\xBF\xBD" "ana" },
	{ "torn at the end", BYTES("abc\xE2\x82"), false, "abc\xEF\xBF\xBD\xEF\xBF\xBD" },
	{ "torn by ascii", BYTES("\xE2\x82z"), false, "\xEF\xBF\xBD\xEF\xBF\xBDz" },
	{ "FE FF", BYTES("\xFE\xFF"), false, "\xEF\xBF\xBD\xEF\xBF\xBD" },
};

static void
validity(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if (utf8_valid(samples[i].bytes, samples[i].n) != samples[i].valid)
			fail_msg("%s", samples[i].name);
}

static void
repair(void **state)
{
	SCRATCH(tmp);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *repaired = utf8_repair(tmp, samples[i].bytes, samples[i].n);
		if (strcmp(repaired, samples[i].repaired) != 0)
			fail_msg("%s: \"%s\"", samples[i].name, repaired);
		assert_true(utf8_valid(repaired, strlen(repaired)));
	}
}

static void
every_code_point(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t c = 0; c <= 0x110010; c++) {
		size_t n = utf8_encode(c, bytes);
		const char *cursor = bytes;
		bool is_character = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
		assert_true(n >= 1 && n <= 4 && utf8_valid(bytes, n));
		assert_int_equal(utf8_next(&cursor, bytes + n), is_character ? c : 0xFFFD);
		assert_ptr_equal(cursor, bytes + n);
	}
}

/* Each sequence of three bytes, in a buffer of just that size so that ASan sees a byte too many. */
static void
every_three_bytes(void **state)
{
	SCRATCH(tmp);
	char *bytes = talloc_size(tmp, 3);

	(void)state;
	for (uint32_t n = 0; n < 1u << 24; n += 7) {
		bytes[0] = (char)(n >> 16);
		bytes[1] = (char)(n >> 8);
		bytes[2] = (char)n;
		const char *cursor = bytes;
		bool valid = true;
		while (cursor < bytes + 3) {
			const char *before = cursor;
			valid &= utf8_next(&cursor, bytes + 3) != 0xFFFD || cursor - before == 3;
			assert_true(cursor > before && cursor <= bytes + 3);
		}
		assert_int_equal(utf8_valid(bytes, 3), valid);
	}
}

static void
clean_line(void **state)
{
	static const struct {
		const char *name, *line;
		size_t max;
		const char *want;
	} lines[] = {
		{ "plain", "Printer on fire", 100, "Printer on fire" },
		{ "empty", "", 100, "" },
		{ "nothing but blanks", " \t\r\n ", 100, "" },
		{ "a forged header", "hi\r\nBcc: victim@example.com", 100, "hi Bcc: victim@example.com" },
		{ "ends trimmed, runs made one", "  a \t\t b  ", 100, "a b" },
		{ "escape sequence", "\x1B[31mred\x07", 100, "[31mred" },
		{ "C1 control", "a\xC2\x9B" "b", 100, "a b" },
		{ "bidirectional override", "abc\xE2\x80\xAE" "def", 100, "abcdef" },
		{ "isolates", "\xE2\x81\xA6" "a\xE2\x81\xA9", 100, "a" },
		{ "zero-width", "pay\xE2\x80\x8Bpal\xEF\xBB\xBF", 100, "paypal" },
		{ "tags", "a\xF3\xA0\x81\x81" "b", 100, "ab" },
		{ "joined emoji", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", 100, "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB" },
		{ "joiner in Persian", "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE", 100, "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE" },
		{ "joiner in Latin", "pay\xE2\x80\x8Dpal", 100, "paypal" },
		{ "joiner at an end", "\xD9\x85\xE2\x80\x8D b\xE2\x80\x8D", 100, "\xD9\x85 b" },
		{ "cut at a joiner", "\xD9\x85\xE2\x80\x8D\xD9\x85\xD9\x85", 2, "\xD9\x85\xE2\x80\xA6" },
		{ "line separator", "a\xE2\x80\xA8" "b", 100, "a b" },
		{ "no-break and ideographic blanks", "a\xC2\xA0\xE3\x80\x80" "b", 100, "a b" },
		{ "blank, invisible, blank", "a \xE2\x80\x8B b", 100, "a b" },
		{ "broken bytes", "a\xFF" "b", 100, "a\xEF\xBF\xBD" "b" },
		{ "just fits", "abcde", 5, "abcde" },
		{ "one too many", "abcdef", 5, "abcd\xE2\x80\xA6" },
		{ "cut before a blank", "abcd efgh", 6, "abcd\xE2\x80\xA6" },
		{ "cut behind a blank", "abcd efgh", 5, "abcd\xE2\x80\xA6" },
		{ "trailing blanks are no reason to cut", "abcde   ", 5, "abcde" },
		{ "trailing zero-width neither", "abcde\xE2\x80\x8B", 5, "abcde" },
		{ "characters are counted, not bytes", "\xC3\xB1\xC3\xB1\xC3\xB1", 3, "\xC3\xB1\xC3\xB1\xC3\xB1" },
		{ "wide ones cut", "\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC", 2, "\xE2\x82\xAC\xE2\x80\xA6" },
		{ "one character", "ab", 1, "\xE2\x80\xA6" },
		{ "none", "ab", 0, "" },
	};
	SCRATCH(tmp);

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		char *line = utf8_clean_line(tmp, lines[i].line, lines[i].max);
		if (strcmp(line, lines[i].want) != 0)
			fail_msg("%s: \"%s\"", lines[i].name, line);
	}
}

/* All bytes broken and no limit: the largest that a line can become. */
static void
clean_line_at_its_largest(void **state)
{
	SCRATCH(tmp);
	char *bytes = talloc_size(tmp, 10001);

	(void)state;
	memset(bytes, 0xFF, 10000);
	bytes[10000] = '\0';
	assert_int_equal(strlen(utf8_clean_line(tmp, bytes, SIZE_MAX)), 30000);
	assert_int_equal(strlen(utf8_clean_line(tmp, bytes, 10000)), 30000);
	assert_int_equal(strlen(utf8_clean_line(tmp, bytes, 9999)), 29997);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(validity),
		cmocka_unit_test(repair),
		cmocka_unit_test(every_code_point),
		cmocka_unit_test(every_three_bytes),
		cmocka_unit_test(clean_line),
		cmocka_unit_test(clean_line_at_its_largest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
