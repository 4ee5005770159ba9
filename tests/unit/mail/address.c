/* People in header fields, as mailers write them. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/address.h>
#include <postigo/mail/charset.h>

/* Wanted: "Name <address>", with semicolons between. */
static const struct {
	const char *name, *value, *want;
} samples[] = {
	{ "plain", "ana@example.org",
	    "<ana@example.org>" },
	{ "name and brackets", "Ana Blanco <ana@example.org>",
	    "Ana Blanco <ana@example.org>" },
	{ "quoted name", "\"Blanco, Ana\" <ana@example.org>",
	    "Blanco, Ana <ana@example.org>" },
	{ "comma without quotes", "Blanco, Ana <ana@example.org>",
	    "Blanco, Ana <ana@example.org>" },
	{ "a list", "a@x.example, B <b@x.example>,c@x.example",
	    "<a@x.example>;B <b@x.example>;<c@x.example>" },
	{ "semicolons, as Outlook", "a@x.example; B <b@x.example>;",
	    "<a@x.example>;B <b@x.example>" },
	{ "nothing between commas", ", a@x.example,, ,b@x.example,",
	    "<a@x.example>;<b@x.example>" },
	{ "blanks instead of commas", "a@x.example b@x.example",
	    "<a@x.example>;<b@x.example>" },
	{ "no comma behind brackets", "<a@x.example> <b@x.example>",
	    "<a@x.example>;<b@x.example>" },
	{ "no comma before a name", "A <a@x.example> B <b@x.example>",
	    "A <a@x.example>;B <b@x.example>" },
	{ "comma behind brackets", "<ana@example.org>,",
	    "<ana@example.org>" },
	{ "name without brackets", "Ana Blanco ana@example.org",
	    "Ana Blanco <ana@example.org>" },
	{ "quoted name without brackets", "\"Ana Blanco\" ana@example.org",
	    "Ana Blanco <ana@example.org>" },
	{ "comment as name", "ana@example.org (Ana Blanco)",
	    "Ana Blanco <ana@example.org>" },
	{ "nested comment", "ana@example.org (Ana (of Madrid) Blanco)",
	    "Ana (of Madrid) Blanco <ana@example.org>" },
	{ "comment beside the name", "Ana Blanco (Madrid) <ana@example.org>",
	    "Ana Blanco (Madrid) <ana@example.org>" },
	{ "comments inside the brackets", "Pete <pete(his account)@silly.example(his host)>",
	    "Pete <pete@silly.example>" },
	{ "comment that stays open", "Ana (Madrid <ana@example.org>",
	    "Ana Madrid <ana@example.org>" },
	{ "quote that stays open", "Ana\" <ana@example.org>",
	    "Ana <ana@example.org>" },
	{ "quotes twice", "\"\"Ana\"\" <ana@example.org>",
	    "Ana <ana@example.org>" },
	{ "bracket that stays open", "Ana <ana@example.org",
	    "Ana <ana@example.org>" },
	{ "bracket that stays open in a list", "A <a@x.example, B <b@x.example>",
	    "A <a@x.example>;B <b@x.example>" },
	{ "bracket that was never opened", "ana@example.org>",
	    "<ana@example.org>" },
	{ "brackets twice", "<<ana@example.org>>",
	    "<ana@example.org>" },
	{ "source route", "<@a.example,@b.example:ana@example.org>",
	    "<ana@example.org>" },
	{ "group", "Team: a@x.example, B <b@x.example>;, c@x.example",
	    "<a@x.example>;B <b@x.example>;<c@x.example>" },
	{ "empty group", "undisclosed-recipients:;",
	    "" },
	{ "empty group with a comment", "unlisted-recipients:; (no To-header on input)",
	    "" },
	{ "nobody, without a colon", "undisclosed-recipients",
	    "" },
	{ "blanks about the at sign", "ana @ example . org",
	    "<ana@example.org>" },
	{ "folded in the middle", "<ana@exam\r\n ple.org>",
	    "<ana@example.org>" },
	{ "blank that cannot be", "Ana <ana blanco@example.org>",
	    "Ana <>" },
	{ "quoted local part", "\"ana blanco\"@example.org",
	    "<\"ana blanco\"@example.org>" },
	{ "quotes without need", "\"ana.blanco\"@example.org",
	    "<ana.blanco@example.org>" },
	{ "quotes around all", "\"ana@example.org\"",
	    "<ana@example.org>" },
	{ "quotes of Outlook", "'ana@example.org'",
	    "<ana@example.org>" },
	{ "quotes of Outlook around both", "\"'Ana Blanco'\" <'ana@example.org'>",
	    "Ana Blanco <ana@example.org>" },
	{ "smart quotes", "“Ana” <“ana@example.org”>",
	    "“Ana” <ana@example.org>" },
	{ "name and brackets in quotes", "\"Ana Blanco <ana@example.org>\"",
	    "Ana Blanco <ana@example.org>" },
	{ "mailto", "<mailto:ana@example.org>",
	    "<ana@example.org>" },
	{ "mailto with a subject", "mailto:ana@example.org?subject=hi",
	    "<ana@example.org>" },
	{ "mailto as Outlook shows it", "Ana Blanco [mailto:ana@example.org]",
	    "Ana Blanco <ana@example.org>" },
	{ "Exchange's kind", "Ana <SMTP:ana@example.org>",
	    "Ana <ana@example.org>" },
	{ "Exchange's directory", "Ana </O=CORP/OU=FIRST/CN=RECIPIENTS/CN=ANA>",
	    "Ana <>" },
	{ "dot behind the domain", "ana@example.org.",
	    "<ana@example.org>" },
	{ "domain of letters", "Ana <ana@müller.example>",
	    "Ana <ana@müller.example>" },
	{ "domain literal", "ana@[192.0.2.1]",
	    "<ana@[192.0.2.1]>" },
	{ "encoded name", "=?utf-8?Q?Ana_Mu=C3=B1oz?= <ana@example.org>",
	    "Ana Muñoz <ana@example.org>" },
	{ "encoded name in quotes", "\"=?utf-8?Q?Mu=C3=B1oz,_Ana?=\" <ana@example.org>",
	    "Muñoz, Ana <ana@example.org>" },
	{ "encoded name with a comma", "=?utf-8?Q?Mu=C3=B1oz,?= Ana <ana@example.org>",
	    "Muñoz, Ana <ana@example.org>" },
	{ "encoded all", "=?utf-8?Q?Ana_<ana@example.org>?=",
	    "Ana <ana@example.org>" },
	{ "encoded address", "=?utf-8?Q?ana=40example.org?=",
	    "<ana@example.org>" },
	{ "encoded inside the brackets", "Ana <=?utf-8?Q?ana=40example.org?=>",
	    "Ana <ana@example.org>" },
	{ "encoded comment", "ana@example.org (=?utf-8?Q?Mu=C3=B1oz?=)",
	    "Muñoz <ana@example.org>" },
	{ "a name that is another address", "\"boss@bank.example\" <x@evil.example>",
	    "boss@bank.example <x@evil.example>" },
	{ "an encoded word for a local part", "=?utf-8?b?w7E=?=@example.org",
	    "<=?utf-8?b?w7E=?=@example.org>" },
	{ "two at signs", "Ana <boss@bank.example@evil.example>",
	    "Ana <>" },
	{ "on this machine", "root",
	    "<root>" },
	{ "a name alone", "Ana Blanco",
	    "Ana Blanco <>" },
	{ "question marks", "[?" "??" "??" "?]",
	    "[?" "??" "??" "?] <>" },
	{ "empty brackets", "Ana <>",
	    "Ana <>" },
	{ "empty", "",
	    "" },
	{ "a character that does not show", "<an\xE2\x80\x8B" "a@example.org>",
	    "<>" },
	{ "brackets inside the local part", "\"a>b\"@example.org",
	    "<>" },
};

static char *
shown(TALLOC_CTX *ctx, const struct mail_addresses *people)
{
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; i < people->count; i++) {
		const struct mail_address *p = &people->list[i];

		out = talloc_asprintf_append(out, "%s%s%s<%s>", i > 0 ? ";" : "", p->name, p->name[0] != '\0' ? " " : "",
		    p->address);
	}
	return out;
}

static void
lists(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail_strings lines = { NULL, 0 };
		struct defects defects = { tmp, &lines };
		struct mail_addresses people;
		char *got;

		address_list(tmp, span_of(samples[i].value), &people, &defects);
		got = shown(tmp, &people);
		if (strcmp(got, samples[i].want) != 0)
			print_error("%s: want %s, got %s\n", samples[i].name, samples[i].want, got);
		bad += strcmp(got, samples[i].want) != 0;
	}
	assert_int_equal(bad, 0);
}

static void
names_that_hide(void **state)
{
	static const struct {
		const char *name, *address;
		bool hides;
	} pairs[] = {
		{ "Ana Blanco", "ana@example.org", false }, { "", "ana@example.org", false },
		{ "ana@example.org", "ana@example.org", false }, { "Ana@Example.ORG", "ana@example.org", false },
		{ "Ana (ana@example.org)", "ana@example.org", false }, { "ana(at)example.org", "ana@example.org", false },
		{ "root@server", "root@server.example.org", false }, { "Ana @ Acme", "ana@example.org", false },
		{ "Ana @acme", "ana@example.org", false }, { "@", "ana@example.org", false },
		{ "Ana at Example.org", "ana@example.org", false }, { "5 @ 3.20", "ana@example.org", false },
		{ "boss@bank.example", "x@evil.example", true }, { "The Boss boss@bank.example", "x@evil.example", true },
		{ "boss@bank.example via Desk", "x@evil.example", true }, { "<boss@bank.example>", "x@evil.example", true },
		{ "\"boss@bank.example\"", "x@evil.example", true }, { "boss @ bank.example", "x@evil.example", true },
		{ "boss(at)bank.example", "x@evil.example", true }, { "boss [AT] bank.example", "x@evil.example", true },
		{ "boss\xEF\xBC\xA0""bank.example", "x@evil.example", true },	/* full width */
		{ "boss\xEF\xB9\xAB""bank\xEF\xBC\x8E""example", "x@evil.example", true },
		{ "boss@bank\xE3\x80\x82""example", "x@evil.example", true },
		{ "x@evil.example, boss@bank.example", "x@evil.example", true },
		{ "b\xD0\xBEss@bank.example", "boss@bank.example", true },	/* a Cyrillic o */
		{ "boss@bank.example", "", true }, { "boss@bank.example", NULL, true },
		{ "mailto:boss@bank.example", "boss@bank.example", false }, { "ana@example.org.", "ana@example.org", false },
		{ "\xFF\xFE boss@bank.example \xC3", "x@evil.example", true },
	};
	SCRATCH(tmp);
	char *many = talloc_zero_array(tmp, char, 1000001);

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct mail_address a = { (char *)(uintptr_t)pairs[i].name, (char *)(uintptr_t)pairs[i].address };

		if (address_name_hides(&a) != pairs[i].hides)
			fail_msg("%s <%s>", pairs[i].name, pairs[i].address != NULL ? pairs[i].address : "");
	}
	memset(many, '@', 1000000);
	assert_false(address_name_hides(&(struct mail_address){ many, many }));
	assert_false(address_name_hides(&(struct mail_address){ NULL, NULL }));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(lists), cmocka_unit_test(names_that_hide) };

	charset_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
