/* Tags in subjects, and subjects without decoration, as real clients write them. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <postigo/desk/subject.h>

static const struct sample {
	const char *subject;
	int64_t tag;
	const char *plain;
} samples[] = {
	{ "Printer on fire",                    0,   "Printer on fire" },
	{ "Re: Printer on fire [#12]",          12,  "Printer on fire" },
	{ "[#12] Printer",                      12,  "Printer" },
	{ "[Example Support #7] Re: Printer",   7,   "Printer" },
	{ "AW: WG: RE: Drucker [#3]",           3,   "Drucker" },
	{ "RV: RE[2]: Impresora",               0,   "Impresora" },
	{ "Re : Imprimante",                    0,   "Imprimante" },
	{ "\xe5\x9b\x9e\xe5\xa4\x8d: x",        0,   "x" },
	{ "Re\xef\xbc\x9aprinter",              0,   "printer" },
	{ "Report: monthly",                    0,   "Report: monthly" },
	{ "Restart needed",                     0,   "Restart needed" },
	{ "order [12] and [#] and [# 4]",       0,   "order [12] and [#] and [# 4]" },
	{ "[[#5]]",                             5,   "[]" },
	{ "[#123456789012]",                    123456789012, "" },
	{ "[#1234567890123456]",                0,   "[#1234567890123456]" },
	{ "[#0]",                               0,   "[#0]" },
	{ "Re: Re: Re:",                        0,   "" },
	{ "two   blanks  ",                     0,   "two blanks" },
	{ "",                                   0,   "" },
	{ "[",                                  0,   "[" },
};

static void
reads_tag_and_plain_subject(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *plain = subject_plain(NULL, samples[i].subject);

		print_message("  %s\n", samples[i].subject);
		assert_int_equal(subject_tag(samples[i].subject), samples[i].tag);
		assert_string_equal(plain, samples[i].plain);
		talloc_free(plain);
	}
	assert_int_equal(subject_tag(NULL), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(reads_tag_and_plain_subject) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
