/* fold.c - text without case, accents and kinds of blanks */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>

static void
folds(void **state)
{
	static const struct {
		const char *text, *folded;
	} samples[] = {
		{ "", "" }, { "Printer", "printer" }, { "AVERÍA en el Año", "averia en el ano" }, { "cafe\u0301", "cafe" },
		{ "Straße, STRASSE, ẞ", "strasse, strasse, ss" }, { "Æsop œuvre", "aesop oeuvre" }, { "Łódź Øre İstanbul ı", "lodz ore istanbul i" },
		{ "ΑΘΉΝΑ ΟΔΌΣ οδός", "αθηνα οδοσ οδοσ" }, { "МОСКВА Ёлка", "москва елка" }, { "Ｆｕｌｌ", "full" },
		{ " a \t\r\n\u00a0\u2003 b ", "a b" }, { "so\u00adft\u200bhy\u2060phen", "softhyphen" },
		{ "it’s “here” – now", "it's \"here\" - now" }, { "日本語", "日本語" }, { "a\x01\x7f" "b", "ab" }, { "\u212a\u017f", "ks" },
		{ "a\xff" "b", "ab" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		char *got = fold_word(tmp, samples[i].text);

		if (strcmp(got, samples[i].folded) != 0)
			fail_msg("\"%s\": \"%s\" instead of \"%s\"", samples[i].text, got, samples[i].folded);
	}
}

/* Where in the text the letters stand. */
static void
tells_where(void **state)
{
	static const char text[] = "\u200bEva\u0301  ßx";
	static const size_t wanted[] = { 3, 4, 5, 8, 10, 10, 12, 13 };
	SCRATCH(tmp);
	size_t size, *from;

	(void)state;
	assert_string_equal(fold_where(tmp, text, strlen(text), &size, &from), "eva ssx");
	assert_int_equal(size, 7);
	for (size_t i = 0; i <= size; i++)
		assert_int_equal(from[i], wanted[i]);
	assert_string_equal(fold_where(tmp, "", 0, &size, &from), "");
	assert_int_equal(from[0], 0);
}

/* No text grows, and each part of it gives its part. */
static void
never_grows(void **state)
{
	SCRATCH(tmp);

	(void)state;
	for (uint32_t c = 1; c < 0x20000; c++) {
		char text[8] = "a", *folded;
		size_t n = 1, size;

		if (c < 0x80)
			text[n++] = (char)c;
		else if (c < 0x800)
			n += (size_t)snprintf(text + n, 4, "%c%c", 0xC0 | c >> 6, 0x80 | (c & 63));
		else if (c < 0x10000)
			n += (size_t)snprintf(text + n, 5, "%c%c%c", 0xE0 | c >> 12, 0x80 | (c >> 6 & 63), 0x80 | (c & 63));
		else
			n += (size_t)snprintf(text + n, 6, "%c%c%c%c", 0xF0 | c >> 18, 0x80 | (c >> 12 & 63), 0x80 | (c >> 6 & 63), 0x80 | (c & 63));
		text[n++] = 'b';
		folded = fold_text(tmp, text, n, &size);
		assert_true(size <= n);
		assert_int_equal(strlen(folded), size);
		assert_int_equal(folded[0], 'a');
		assert_int_equal(folded[size - 1], 'b');
		talloc_free(folded);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folds),
		cmocka_unit_test(never_grows),
		cmocka_unit_test(tells_where),
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
