/* Message identifiers as mailers write them. */
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
#include <postigo/mail/msgid.h>

/* Wanted: the identifiers with blanks between. */
static const struct {
	const char *name, *value, *want;
} samples[] = {
	{ "brackets", "<1@x.example>", "1@x.example" },
	{ "none", "1@x.example", "1@x.example" },
	{ "one of them", "<1@x.example", "1@x.example" },
	{ "the other", "1@x.example>", "1@x.example" },
	{ "no domain", "<123>", "123" },
	{ "no domain, no brackets", "123", "123" },
	{ "nothing in them", "<>", "" },
	{ "several", "<1@x.example> <2@x.example>", "1@x.example 2@x.example" },
	{ "commas", "<1@x.example>,<2@x.example>", "1@x.example 2@x.example" },
	{ "nothing between", "<1@x.example><2@x.example>", "1@x.example 2@x.example" },
	{ "folded inside", "<1@x.\r\n example>", "1@x.example" },
	{ "twice", "<1@x.example> <1@x.example>", "1@x.example" },
	{ "words before", "Your message of \"Tue, 13 Jan\" <1@x.example>", "1@x.example" },
	{ "words behind", "<1@x.example> (added by postmaster@y.example)", "1@x.example" },
	{ "no brackets, several", "1@x.example, 2@x.example;", "1@x.example 2@x.example" },
	{ "words only", "your mail of Tuesday", "" },
	{ "encoded", "=?utf-8?q?=3C1=40x=2Eexample=3E?=", "1@x.example" },
	{ "brackets twice", "<<1@x.example>>", "1@x.example" },
	{ "a comma inside", "<1,a@x.example>", "1,a@x.example" },
	{ "empty", "", "" },
};

static void
lists(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail_strings ids;
		char *got = talloc_strdup(tmp, "");

		msgid_list(tmp, span_of(samples[i].value), &ids);
		for (size_t j = 0; j < ids.count; j++)
			got = talloc_asprintf_append(got, "%s%s", j > 0 ? " " : "", ids.list[j]);
		if (strcmp(got, samples[i].want) != 0)
			print_error("%s: want %s, got %s\n", samples[i].name, samples[i].want, got);
		bad += strcmp(got, samples[i].want) != 0;
	}
	assert_int_equal(bad, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(lists) };

	charset_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
