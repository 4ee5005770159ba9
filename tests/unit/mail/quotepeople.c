/* People in the header lines above a quoted mail. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/quotepeople.h>

static const struct {
	const char *value, *name, *address;
} one[] = {
	{ "Ana Ruiz <ana@example.org>", "Ana Ruiz", "ana@example.org" },
	{ "'Ana Ruiz' <ana@example.org>", "Ana Ruiz", "ana@example.org" },
	{ "*Ana Ruiz* <ana@example.org>", "Ana Ruiz", "ana@example.org" },
	{ "Ruiz, Ana (IT) [mailto:ana@example.org]", "Ruiz, Ana (IT)", "ana@example.org" },
	{ "Ana Ruiz<mailto:ana@example.org> <ana@example.org<mailto:ana@example.org>>", "Ana Ruiz", "ana@example.org" },
	{ "ana@example.org <mailto:ana@example.org>", "", "ana@example.org" },
	{ "ana@example.org (Ana Ruiz)", "Ana Ruiz", "ana@example.org" },
	{ "Ana Ruiz (ana@example.org)", "Ana Ruiz", "ana@example.org" },
	{ "Ana Ruiz\n> <ana@example.org>", "Ana Ruiz", "ana@example.org" },
	{ "Ana Ruiz＜ana@example.org＞；", "Ana Ruiz", "ana@example.org" },
	{ "=?utf-8?Q?Ana_N=C3=BA=C3=B1ez?= <ana@example.org>", "Ana Núñez", "ana@example.org" },
	{ "Ana Ruiz <ana@example.org> on behalf of Help <help@example.org>", "Ana Ruiz", "ana@example.org" },
	{ "Ruiz, Ana", "Ruiz, Ana", "" },
	{ "Ana Ruiz/Sales/Example@EXAMPLE", "Ana Ruiz/Sales/Example@EXAMPLE", "" },
	/* What is shown may be another address than the one that it came from. */
	{ "\"boss@bank.example\" <thief@example.net>", "boss@bank.example", "thief@example.net" },
	{ "boss@bank.example <thief@example.net>", "boss@bank.example", "thief@example.net" },
	{ "Ana Ruiz <https://example.org/people@home>", "Ana Ruiz", "" },
};

static const struct {
	const char *value, *joined;	/* "name|address;" of each */
} many[] = {
	{ "a@example.org, Bea <b@example.org>; \"Ohm, Carl\" <c@example.org>",
	    "|a@example.org;Bea|b@example.org;Ohm, Carl|c@example.org;" },
	{ "Ruiz, Ana; Ohm, Carl", "Ruiz, Ana|;Ohm, Carl|;" },
	{ "Ana Ruiz, Carl Ohm", "Ana Ruiz|;Carl Ohm|;" },
	{ "Ruiz, Ana <a@example.org>, Ohm, Carl <c@example.org>", "Ruiz, Ana|a@example.org;Ohm, Carl|c@example.org;" },
	{ "Team: a@example.org, b@example.org;", "|a@example.org;|b@example.org;" },
	{ "undisclosed-recipients:;", "" },
	{ " ;; ", "" },
};

static void
read_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++) {
		SCRATCH(tmp);
		struct mail_addresses got = quotepeople_read(tmp, span_of(one[i].value), true);

		assert_int_equal(got.count, 1);
		assert_string_equal(got.list[0].name, one[i].name);
		assert_string_equal(got.list[0].address, one[i].address);
	}
}

static void
read_many(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		SCRATCH(tmp);
		struct mail_addresses got = quotepeople_read(tmp, span_of(many[i].value), false);
		char *joined = talloc_strdup(tmp, "");

		for (size_t k = 0; k < got.count; k++)
			joined = talloc_asprintf_append(joined, "%s|%s;", got.list[k].name, got.list[k].address);
		assert_string_equal(joined, many[i].joined);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(read_one), cmocka_unit_test(read_many) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
