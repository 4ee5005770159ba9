/* Encoded words as mailers write them. */
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
#include <postigo/mail/words.h>

static const struct {
	const char *name, *value, *want;
} samples[] = {
	{ "quoted-printable", "=?utf-8?Q?Impresora_aver=C3=ADada?=",
	    "Impresora averíada" },
	{ "base64, lower case letters", "=?UTF-8?b?TcOhcyB0w7NuZXI=?=",
	    "Más tóner" },
	{ "text beside", "Re: =?iso-8859-1?q?ca=F1a?= rota",
	    "Re: caña rota" },
	{ "words are joined", "=?utf-8?Q?uno?= \x0D\x0A =?utf-8?Q?dos?=",
	    "unodos" },
	{ "a character in two words", "=?utf-8?Q?ni=C3?= =?utf-8?Q?=B1o?=",
	    "niño" },
	{ "base64 in two words, padded", "=?utf-8?B?5pel5g==?=\x0D\x0A\x09=?utf-8?B?nKw=?=",
	    "日本" },
	{ "base64 cut anywhere", "=?utf-8?B?5pel5py?= =?utf-8?B?s44Gu5Y2w5Yi3?=",
	    "日本の印刷" },
	{ "base64 without padding", "=?utf-8?B?YcOxYXh5?=",
	    "añaxy" },
	{ "base64 with padding that is too much", "=?utf-8?B?YcOxbw====?=",
	    "año" },
	{ "ISO-2022-JP in two words", "=?ISO-2022-JP?B?GyRCMHU6fhsoQg==?= =?ISO-2022-JP?B?GyRCI3g1IRsoQg==?=",
	    "印刷ｘ機" },
	{ "GB18030 cut in a character", "=?gb18030?B?tPLT?= =?gb18030?B?oQ==?=",
	    "打印" },
	{ "Big5 cut in a character", "=?big5?B?pkyq?= =?big5?B?7b73?=",
	    "印表機" },
	{ "two character sets", "=?iso-8859-1?Q?=E9?= =?koi8-r?B?xME=?=",
	    "éда" },
	{ "a language behind the set", "=?iso-8859-1*es?Q?ma=F1ana?=",
	    "mañana" },
	{ "blanks in the text", "=?utf-8?Q?la impresora =C3=A9sta?=",
	    "la impresora ésta" },
	{ "folded inside the word", "=?utf-8?B?5pel5pys4\x0D\x0A 4Gu5Y2w5Yi3?=",
	    "日本の印刷" },
	{ "folded inside a Q word", "=?utf-8?Q?impre=\x0D\x0A sora?= 2",
	    "impresora 2" },
	{ "glued to the text before it", "[aviso]=?utf-8?Q?=C2=BFya=3F?=!",
	    "[aviso]¿ya?!" },
	{ "a question mark that is not encoded", "=?utf-8?Q?listo?=C2=BF?= no",
	    "listo?¿ no" },
	{ "its end is missing", "=?utf-8?Q?se=C3=B1al d=C3=A9bil",
	    "señal débil" },
	{ "its end is missing and base64", "Fwd: =?utf-8?B?c2XDsWFs",
	    "Fwd: señal" },
	{ "cut, and another one behind", "=?utf-8?Q?se=C3=B1al =?utf-8?Q?d=C3=A9bil?=",
	    "señaldébil" },
	{ "no encoded word", "what =? is =?this? here",
	    "what =? is =?this? here" },
	{ "no encoding of that name", "=?utf-8?X?abc?=",
	    "=?utf-8?X?abc?=" },
	{ "an empty one", "=?utf-8?Q?" "?= x",
	    "x" },
	{ "declared ASCII, and UTF-8", "=?us-ascii?Q?a=C3=B1o?=",
	    "año" },
	{ "declared Latin 1, and UTF-8", "=?iso-8859-1?Q?a=C3=B1o?=",
	    "año" },
	{ "declared unknown", "=?x-unknown?Q?a=F1o?=",
	    "año" },
	{ "declared nothing", "=?" "?Q?a=F1o?=",
	    "año" },
	{ "raw bytes beside", "\xF1 =?utf-8?Q?=C3=B1?=",
	    "ñ ñ" },
	{ "a broken escape", "=?utf-8?Q?100=25_=ZZ_=?=",
	    "100% =ZZ" },
	{ "line ends are blanks", "=?utf-8?Q?hola=0D=0ABcc:_x?=",
	    "hola Bcc: x" },
};

static void
decode(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		char *got = words_decode(tmp, span_of(samples[i].value));

		if (strcmp(got, samples[i].want) != 0)
			print_error("%s: want \"%s\", got \"%s\"\n", samples[i].name, samples[i].want, got);
		bad += strcmp(got, samples[i].want) != 0;
	}
	assert_int_equal(bad, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(decode) };

	charset_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
