/* Parameters as mailers write them. */
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
#include <postigo/mail/parameter.h>

/* Wanted: the word and all parameters with blanks between. */
static const struct {
	const char *name, *value, *want;
} samples[] = {
	{ "plain", "text/plain; charset=utf-8",
	    "text/plain charset=utf-8" },
	{ "upper case and blanks", "Text / PLAIN ; CharSet = \"utf-8\" ",
	    "text/plain charset=utf-8" },
	{ "comment", "text/plain (words); charset=utf-8 (Unicode)",
	    "text/plain charset=utf-8" },
	{ "a blank instead of the semicolon", "application/pdf name=\"a b.pdf\"",
	    "application/pdf name=a b.pdf" },
	{ "blanks instead of semicolons", "text/plain; name=\"a.txt\" charset=utf-8",
	    "text/plain name=a.txt charset=utf-8" },
	{ "comma instead of the semicolon", "text/plain, charset=utf-8, format=flowed",
	    "text/plain charset=utf-8 format=flowed" },
	{ "two semicolons", "text/plain;; charset=utf-8;",
	    "text/plain charset=utf-8" },
	{ "bare name with blanks", "attachment; filename=year end report.pdf; size=5",
	    "attachment filename=year end report.pdf size=5" },
	{ "bare name, no semicolon", "attachment; filename=report 1.pdf size=5",
	    "attachment filename=report 1.pdf size=5" },
	{ "semicolon in quotes", "attachment; filename=\"a;b.txt\"; size=5",
	    "attachment filename=a;b.txt size=5" },
	{ "quote that stays open", "attachment; filename=\"a;b.txt; size=5",
	    "attachment filename=a;b.txt size=5" },
	{ "quotes inside", "attachment; filename=\"6\" pipe.pdf\"; size=5",
	    "attachment filename=6\" pipe.pdf size=5" },
	{ "escaped quotes inside", "attachment; filename=\"6\\\" pipe.pdf\"",
	    "attachment filename=6\" pipe.pdf" },
	{ "path of Windows", "attachment; filename=\"C:\\new\\a.txt\"",
	    "attachment filename=C:\\new\\a.txt" },
	{ "twice, the first counts", "text/plain; charset=utf-8; charset=koi8-r",
	    "text/plain charset=utf-8" },
	{ "trash behind the quotes", "attachment; filename=\"a.txt\"xyz; size=5",
	    "attachment filename=a.txt size=5" },
	{ "no value", "text/plain; charset",
	    "text/plain" },
	{ "encoded", "attachment; filename*=iso-8859-1'es'a%F1o.txt",
	    "attachment filename=año.txt" },
	{ "encoded, in quotes", "attachment; filename*=\"utf-8''a%C3%B1o.txt\"",
	    "attachment filename=año.txt" },
	{ "encoded, quotes inside", "attachment; filename*=utf-8''\"a%C3%B1o.txt\"",
	    "attachment filename=año.txt" },
	{ "encoded, without the set", "attachment; filename*=a%C3%B1o.txt",
	    "attachment filename=año.txt" },
	{ "encoded, broken escapes", "attachment; filename*=utf-8''100%_%C3%B1%",
	    "attachment filename=100%_ñ%" },
	{ "encoded beats plain", "attachment; filename=\"a_o.txt\"; filename*=utf-8''a%C3%B1o.txt",
	    "attachment filename=año.txt" },
	{ "encoded beats plain, before it", "attachment; filename*=utf-8''a%C3%B1o.txt; filename=\"a_o.txt\"",
	    "attachment filename=año.txt" },
	{ "empty encoded does not", "attachment; filename=\"a.txt\"; filename*=utf-8''",
	    "attachment filename=a.txt" },
	{ "pieces in any order", "attachment; filename*1=b; filename*2=\"c.txt\"; filename*0=a",
	    "attachment filename=abc.txt" },
	{ "pieces, the first missing", "attachment; filename*1=b; filename*2=c",
	    "attachment filename=bc" },
	{ "pieces, some encoded", "attachment; filename*0*=utf-8''a%C3; filename*1*=%B1o; filename*2=\" 1.txt\"",
	    "attachment filename=año 1.txt" },
	{ "encoded words in pieces", "attachment; filename*0=\"=?utf-8?Q?a=C3\"; filename*1=\"=B1o?=\"",
	    "attachment filename=año" },
	{ "encoded word in quotes", "attachment; filename=\"=?utf-8?Q?a=C3=B1o.txt?=\"",
	    "attachment filename=año.txt" },
	{ "encoded word bare", "attachment; filename==?utf-8?B?YcOxby50eHQ=?=",
	    "attachment filename=año.txt" },
	{ "encoded words, folded", "attachment; filename=\"=?utf-8?Q?a=C3?=\x0D\x0A =?utf-8?Q?=B1o?=\"",
	    "attachment filename=año" },
	{ "raw UTF-8", "attachment; filename=\"a\xC3\xB1o.txt\"",
	    "attachment filename=año.txt" },
	{ "raw Latin 1", "attachment; filename=\"a\xF1o.txt\"",
	    "attachment filename=año.txt" },
	{ "RFC 2231's value in a plain one", "attachment; filename=\"utf-8''a%20%C3%B1\"",
	    "attachment filename=a ñ" },
	{ "a web address's value", "attachment; filename=\"a%20%C3%B1\"",
	    "attachment filename=a ñ" },
	{ "a percent sign", "attachment; filename=\"100%25 off.txt\"",
	    "attachment filename=100%25 off.txt" },
	{ "nothing", "",
	    "" },
};

static void
values(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct parameters p = parameters_read(tmp, span_of(samples[i].value));
		char *got = talloc_strdup(tmp, p.word);

		for (size_t j = 0; j < p.count; j++)
			got = talloc_asprintf_append(got, " %s=%s", p.list[j].name, p.list[j].value);
		if (strcmp(got, samples[i].want) != 0)
			print_error("%s: want %s, got %s\n", samples[i].name, samples[i].want, got);
		bad += strcmp(got, samples[i].want) != 0;
	}
	assert_int_equal(bad, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(values) };

	charset_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
