/* Character sets as mails declare them, and as they are. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/charset.h>

static const struct {
	const char *name, *declared, *bytes, *want;
} samples[] = {
	{ "UTF-8 beats what is declared", "iso-8859-1", "Se\xC3\xB1" "al",
	    "Señal" },
	{ "Latin 1 is windows-1252", "ISO-8859-1", "\x93quoted\x94 \x80 5",
	    "“quoted” € 5" },
	{ "a name with its year", "ISO_8859-1:1987", "ca\xF1" "a",
	    "caña" },
	{ "quotes and trash behind the name", "\"koi8-r\"; format=flowed", "\xF0\xC5\xDE\xC1\xD4\xD8 \xCE\xC5 \xD2\xC1\xC2\xCF\xD4\xC1\xC5\xD4, \xD0\xCF\xCD\xCF\xC7\xC9\xD4\xC5.",
	    "Печать не работает, помогите." },
	{ "bare number", "1251", "\xCF\xE5\xF7\xE0\xF2\xFC \xED\xE5 \xF0\xE0\xE1\xEE\xF2\xE0\xE5\xF2, \xEF\xEE\xEC\xEE\xE3\xE8\xF2\xE5.",
	    "Печать не работает, помогите." },
	{ "x- before the name", "x-cp1251", "\xCF\xE5\xF7\xE0\xF2\xFC \xED\xE5 \xF0\xE0\xE1\xEE\xF2\xE0\xE5\xF2, \xEF\xEE\xEC\xEE\xE3\xE8\xF2\xE5.",
	    "Печать не работает, помогите." },
	{ "DOS", "cp-866", "\x8F\xA5\xE7\xA0\xE2\xEC \xAD\xA5 \xE0\xA0\xA1\xAE\xE2\xA0\xA5\xE2, \xAF\xAE\xAC\xAE\xA3\xA8\xE2\xA5.",
	    "Печать не работает, помогите." },
	{ "ISO Latin 2 that is windows-1250", "iso-8859-2", "\x8Elu\x9Dou\xE8k\xFD k\xF9\xF2 \x84\xF3\x93",
	    "Žluťoučký kůň „ó“" },
	{ "gb2312 with characters of GBK", "gb2312", "\xE9" "F \xD6\xEC",
	    "镕 朱" },
	{ "ks_c_5601-1987 with characters of CP949", "ks_c_5601-1987", "\x8C" "c\xB9\xE6\xB0\xA2\xC7\xCF",
	    "똠방각하" },
	{ "Shift_JIS with characters of NEC", "x-sjis", "\x87@\x87\x8A",
	    "①㈱" },
	{ "ISO-2022-JP", "ISO-2022-JP", "\x1B$B%W%j%s%?$,F0$-$^$;$s\x1B(B",
	    "プリンタが動きません" },
	{ "ISO-2022-JP with characters of NEC", "iso-2022-jp", "\x1B$B-!\x1B(B 1",
	    "① 1" },
	{ "ISO-2022-JP with half-width kana", "iso-2022-jp", "\x1B(I6E\x1B(B",
	    "ｶﾅ" },
	{ "ISO-2022-JP that does not return to ASCII", "iso-2022-jp", "\x1B$B$\"\x0A" "abc\x0A",
	    "あ\nabc\n" },
	{ "ISO-2022-JP that is Shift_JIS", "iso-2022-jp", "\x83v\x83\x8A\x83\x93\x83^\x82\xAA\x93\xAE\x82\xAB\x82\xDC\x82\xB9\x82\xF1",
	    "プリンタが動きません" },
	{ "ISO-2022-JP declared as ASCII", "us-ascii", "\x1B$B%W%j%s%?$,F0$-$^$;$s\x1B(B",
	    "プリンタが動きません" },
	{ "Java's name of it", "_iso-2022-jp$ESC", "\x1B$B%W%j%s%?$,F0$-$^$;$s\x1B(B",
	    "プリンタが動きません" },
	{ "ISO-2022-KR", "iso-2022-kr", "\x1B$)C\x0EGA80EM0!\x0F \x0E@[5?GOAv\x0F \x0E>J=@4O4Y\x0F",
	    "프린터가 작동하지 않습니다" },
	{ "ISO-2022-KR without its designation", "iso-2022-kr", "\x0EGA80EM0!\x0F \x0E@[5?GOAv\x0F \x0E>J=@4O4Y\x0F",
	    "프린터가 작동하지 않습니다" },
	{ "HZ", "hz-gb-2312", "~{4rS!;zN^7(A,=SMxBg~}",
	    "打印机无法连接网络" },
	{ "UTF-7", "unicode-1-1-utf-7", "+AOk-t+AOk-",
	    "été" },
	{ "UTF-16 that is ASCII", "unicode", "plain words",
	    "plain words" },
	{ "Macintosh", "x-mac-roman", "Gr\x9F\xA7" "e",
	    "Grüße" },
	{ "Hebrew in reading order", "iso-8859-8-i", "\xF9\xEC\xE5\xED",
	    "שלום" },
	{ "two bytes that could be UTF-8", "gb2312", "\xD6\xB0",
	    "职" },
	{ "a letter in UTF-8 that could be Chinese", "gb2312", "Jos\xC3\xA9",
	    "José" },
	{ "Latin 1 that is Chinese", "iso-8859-1", "\xB4\xF2\xD3\xA1\xBB\xFA\xCE\xDE\xB7\xA8\xC1\xAC\xBD\xD3\xCD\xF8\xC2\xE7",
	    "打印机无法连接网络" },
	{ "Latin 1 that is Russian", "iso-8859-1", "\xCF\xE5\xF7\xE0\xF2\xFC \xED\xE5 \xF0\xE0\xE1\xEE\xF2\xE0\xE5\xF2, \xEF\xEE\xEC\xEE\xE3\xE8\xF2\xE5.",
	    "Печать не работает, помогите." },
	{ "nothing declared: Russian", "", "\xF0\xC5\xDE\xC1\xD4\xD8 \xCE\xC5 \xD2\xC1\xC2\xCF\xD4\xC1\xC5\xD4, \xD0\xCF\xCD\xCF\xC7\xC9\xD4\xC5.",
	    "Печать не работает, помогите." },
	{ "nothing declared: Japanese", "", "\x83v\x83\x8A\x83\x93\x83^\x82\xAA\x93\xAE\x82\xAB\x82\xDC\x82\xB9\x82\xF1",
	    "プリンタが動きません" },
	{ "nothing declared: Japanese on Unix", "", "\xA5\xD7\xA5\xEA\xA5\xF3\xA5\xBF\xA4\xAC\xC6\xB0\xA4\xAD\xA4\xDE\xA4\xBB\xA4\xF3",
	    "プリンタが動きません" },
	{ "nothing declared: Korean", "", "\xC7\xC1\xB8\xB0\xC5\xCD\xB0\xA1 \xC0\xDB\xB5\xBF\xC7\xCF\xC1\xF6 \xBE\xCA\xBD\xC0\xB4\xCF\xB4\xD9",
	    "프린터가 작동하지 않습니다" },
	{ "nothing declared: Taiwan", "", "\xA6L\xAA\xED\xBE\xF7\xB5L\xAAk\xA6" "C\xA6L",
	    "印表機無法列印" },
	{ "nothing declared: Greek", "", "\xCA\xE1\xEB\xE7\xEC\xDD\xF1\xE1 \xF3\xE1\xF2",
	    "Καλημέρα σας" },
	{ "nothing declared: Hebrew", "", "\xF9\xEC\xE5\xED \xE4\xEE\xE3\xF4\xF1\xFA \xEC\xE0 \xF2\xE5\xE1\xE3\xFA",
	    "שלום המדפסת לא עובדת" },
	{ "nothing declared: Arabic", "", "\xC7\xE1\xD8\xC7\xC8\xDA\xC9 \xE1\xC7 \xCA\xDA\xE3\xE1",
	    "الطابعة لا تعمل" },
	{ "nothing declared: Polish", "", "Drukarka nie dzia\xB3" "a, prosz\xEA o pomoc w rozwi\xB9zaniu tej zagadki, \xF3w",
	    "Drukarka nie działa, proszę o pomoc w rozwiązaniu tej zagadki, ów" },
	{ "nothing declared: Spanish, little", "", "\xCD\xF1igo, \xBFma\xF1" "ana?",
	    "Íñigo, ¿mañana?" },
	{ "nothing declared: German capitals", "", "\xC4NDERUNG F\xDCR M\xD6" "BEL",
	    "ÄNDERUNG FÜR MÖBEL" },
	{ "unknown name", "x-unknown", "Gr\xF6\xDF" "e",
	    "Größe" },
	{ "a name that would be a path", "../../etc/passwd", "Gr\xF6\xDF" "e",
	    "Größe" },
	{ "UTF-8 with a Latin 1 footer", "utf-8", "se\xC3\xB1or a\xC3\xB1os ni\xC3\xB1os pe\xF1" "a",
	    "señor años niños peña" },
	{ "UTF-8 cut in a character", "utf-8", "se\xC3\xB1or \xE2\x82",
	    "señor �" },
	{ "nothing", "utf-8", "",
	    "" },
};

static void
decode(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		bool guessed = false;
		size_t n;
		char *got = charset_decode(tmp, span_of(samples[i].declared), span_of(samples[i].bytes), &n, &guessed);

		if (strcmp(got, samples[i].want) != 0)
			print_error("%s: want \"%s\", got \"%s\"\n", samples[i].name, samples[i].want, got);
		bad += strcmp(got, samples[i].want) != 0;
		assert_int_equal(n, strlen(got));
	}
	assert_int_equal(bad, 0);
}

/* These have NULs in them. */
static void
utf16(void **state)
{
	static const char marked[] = "\xFE\xFF\0p\0a\0p\0\xE1", bare[] = "\0p\0a\0p\0\xE1", low[] = "p\0a\0p\0\xE1";
	SCRATCH(tmp);
	bool guessed = false;

	(void)state;
	assert_string_equal(charset_decode(tmp, span_of("UTF-16"), (struct span){ marked, 10 }, NULL, &guessed), "papá");
	assert_string_equal(charset_decode(tmp, span_of("utf16"), (struct span){ bare, 8 }, NULL, &guessed), "papá");
	assert_string_equal(charset_decode(tmp, span_of("unicode"), (struct span){ low, 8 }, NULL, &guessed), "papá");
	assert_false(guessed);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(decode),
		cmocka_unit_test(utf16),
	};

	charset_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
