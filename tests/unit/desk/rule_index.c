/* rule_index.c - what the index leaves out cannot fit: by chance, over very many rules and mails */
#include <config.h>

#include "rules.h"

#include <postigo/base/fold.h>
#include <postigo/mail/message.h>

#include "../../../src/desk/rule_literals.h"
#include "../../../src/desk/rule_text.h"

/* The same numbers each time. */
static unsigned
chance(unsigned *seed, unsigned most)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % most;
}

#define ANY(seed, list) list[chance(seed, sizeof(list) / sizeof(list[0]))]

static const char *const words[] = {
	"printer", "fax", "VPN", "ab", "a", "contraseña", "straße", "out of office", "error 17", "re", "x y", "Ñ", "SN-7", "[team]", "quota",
};
static const char *const addresses[] = {
	"ana@acme.example", "@acme.example", "bob@b.example", "@b.example", "eva@sub.acme.example", "help@desk.example", "@desk.example",
};
static const char *const domains[] = { "acme.example", ".acme.example", "b.example", ".example", "sub.acme.example" };
static const char *const patterns[] = {
	"prin(t|k)er", "SN-\\\\d+", "^re", "(?<n>error) \\\\d+", "x\\\\s+y", "a|b", "contrase.a", "[[]team[]]", "VPN$", "(fax|quota)", "stra(ß|ss)e",
};
static const char *const headers[] = { "X-Spam-Flag", "List-Id", "X-A", "Subject", "*" };
static const char *const texts[] = { "subject", "text", "reply", "any_text" };
static const char *const compares[] = { "contains", "is", "starts", "ends", "glob" };

static char *condition(TALLOC_CTX *ctx, unsigned *seed, int deep);

static char *
several(TALLOC_CTX *ctx, unsigned *seed, const char *name, int deep)
{
	char *out = talloc_asprintf(ctx, "%s = ( ", name);
	unsigned n = 1 + chance(seed, 3);

	for (unsigned i = 0; i < n; i++)
		out = talloc_asprintf_append(out, "%s{ %s }", i > 0 ? ", " : "", condition(ctx, seed, deep + 1));
	return talloc_asprintf_append(out, " );");
}

static char *
condition(TALLOC_CTX *ctx, unsigned *seed, int deep)
{
	static const char *const groups[] = { "any", "all", "not" }, *const people[] = { "from", "to", "cc", "recipient", "requester" };

	switch (chance(seed, deep < 3 ? 11 : 8)) {
	case 0:
		return talloc_asprintf(ctx, "%s = [ \"%s\", \"%s\" ];", ANY(seed, people), ANY(seed, addresses), ANY(seed, addresses));
	case 1:
		return talloc_asprintf(ctx, "domain = \"%s\";", ANY(seed, domains));
	case 2:
	case 3:
		return talloc_asprintf(ctx, "%s = { %s = [ \"%s\", \"%s\" ]; case = %s; };", ANY(seed, texts), ANY(seed, compares),
		    ANY(seed, words), ANY(seed, words), chance(seed, 4) == 0 ? "true" : "false");
	case 4:
		return talloc_asprintf(ctx, "%s = { matches = \"%s\"; };", ANY(seed, texts), ANY(seed, patterns));
	case 5:
		return chance(seed, 3) == 0 ? talloc_asprintf(ctx, "header = { name = \"%s\"; present = %s; };", ANY(seed, headers),
		    chance(seed, 2) == 0 ? "true" : "false") : talloc_asprintf(ctx, "header = { name = \"%s\"; %s = \"%s\"; };",
		    ANY(seed, headers), ANY(seed, compares), ANY(seed, words));
	case 6:
		return talloc_strdup(ctx, chance(seed, 2) == 0 ? "mailbox = \"support\";" : "language = [ \"es\", \"en\" ];");
	case 7:
		return talloc_strdup(ctx, chance(seed, 2) == 0 ? "class = \"human\";" : "tier = 1;");
	default:
		return several(ctx, seed, ANY(seed, groups), deep);
	}
}

static char *
rules_by_chance(TALLOC_CTX *ctx, unsigned *seed, int n)
{
	char *out = talloc_strdup(ctx, "rules = (");

	for (int i = 0; i < n; i++) {
		char *first = condition(ctx, seed, 0), *second = condition(ctx, seed, 0);
		/* One group cannot have two conditions of one name. */
		bool two = strncmp(first, second, strcspn(first, " ")) != 0;

		out = talloc_asprintf_append(out, "%s{ name = \"r%d\"; when = { %s %s };  then = { tags = \"t%d\"; }; stop = %s; }\n",
		    i > 0 ? "," : "", i, first, two ? second : "", i, chance(seed, 40) == 0 ? "true" : "false");
	}
	return talloc_asprintf_append(out, ");");
}

static char *
mail_by_chance(TALLOC_CTX *ctx, unsigned *seed)
{
	static const char *const from[] = { "ana@acme.example", "Bob@b.example", "eva@sub.acme.example", "x@y.example", "z@deep.sub.acme.example" };
	char *raw = talloc_asprintf(ctx, "From: %s\r\nTo: help@desk.example, %s\r\nCc: %s\r\nSubject: %s %s  %s\r\n", ANY(seed, from),
	    ANY(seed, from), ANY(seed, from), ANY(seed, words), ANY(seed, words), ANY(seed, words));

	if (chance(seed, 2) == 0)
		raw = talloc_asprintf_append(raw, "X-Spam-Flag: %s\r\n", ANY(seed, words));
	if (chance(seed, 3) == 0)
		raw = talloc_asprintf_append(raw, "x-a: %s %s\r\nList-Id: <%s>\r\n", ANY(seed, words), ANY(seed, words), ANY(seed, words));
	raw = talloc_asprintf_append(raw, "Content-Type: text/plain; charset=utf-8\r\n\r\n");
	for (unsigned i = chance(seed, 6); i > 0; i--)
		raw = talloc_asprintf_append(raw, "%s %s%s", ANY(seed, words), ANY(seed, words), chance(seed, 2) == 0 ? "\r\n" : " ");
	return raw;
}

static void
same_as_trying_all(void **state)
{
	unsigned seed = 4711;
	size_t hits = 0;

	for (int set = 0; set < 40; set++) {
		SCRATCH(tmp);
		char *rules = rules_by_chance(tmp, &seed, 60);
		struct rules_case *c = rules_case(*state, tmp, rules, "From: a@b.example\r\n\r\n");

		for (int n = 0; n < 40; n++) {
			char *raw = mail_by_chance(c, &seed);
			struct decision *plain, *quick;
			size_t at = 0;

			c->facts.mail = message_parse(c, raw, strlen(raw));
			c->facts.explain = true;
			plain = decide(c, &c->facts);
			c->facts.explain = false;
			quick = decide(c, &c->facts);
			for (size_t i = 0; i < plain->rule_count; i++) {
				if (!plain->rules[i].matched && !plain->rules[i].behind)
					continue;
				hits++;
				if (at >= quick->rule_count || quick->rules[at].number != plain->rules[i].number ||
				    quick->rules[at].matched != plain->rules[i].matched)
					fail_msg("the index loses rule %zu of\n%s\nwith\n%s", plain->rules[i].number, rules, raw);
				at++;
			}
			assert_int_equal(at, quick->rule_count);
			assert_int_equal(plain->tags.count, quick->tags.count);
		}
	}
	assert_true(hits > 1000);
}

static void
finds_words(void **state)
{
	static const char *const list[] = { "vpn", "printer", "print", "rinte", "a b", "zzz", "the end", "abcabcabd" };
	static const char text[] = "the printer abcabcabcabd and vpn a b zz the end";
	SCRATCH(tmp);
	struct rule_literals *l = rule_literals_new(tmp);
	uint64_t found[1] = { 0 }, none[1] = { 0 };

	(void)state;
	for (uint32_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		rule_literals_add(l, list[i], i);
	rule_literals_add(l, "ab", 60);
	rule_literals_finish(l);
	rule_literals_find(l, text, strlen(text), found);
	for (uint32_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if ((found[0] >> i & 1) != (strstr(text, list[i]) != NULL))
			fail_msg("%s", list[i]);
	assert_int_equal(found[0] >> 60 & 1, 0);
	rule_literals_find(l, "", 0, none);
	rule_literals_find(l, "vp", 2, none);
	assert_int_equal(none[0], 0);
}

static void
globs(void **state)
{
	static const struct {
		const char *glob, *text;
		bool fits;
	} samples[] = {
		{ "", "", true }, { "*", "", true }, { "?", "", false }, { "a*", "abc", true }, { "*c", "abc", true }, { "a?c", "abc", true },
		{ "a?c", "añc", true }, { "?", "ñ", true }, { "*.pdf", "x.pdf.exe", false }, { "*a*b*c*", "xxaxxbxxcxx", true }, { "a*b", "acb c", false },
		{ "**", "x", true }, { "a**b", "ab", true }, { "*aab", "aaaab", true },
	};
	SCRATCH(tmp);
	char *many = talloc_size(tmp, 60000);
	int64_t began;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if (rule_glob(samples[i].glob, samples[i].text, strlen(samples[i].text)) != samples[i].fits)
			fail_msg("%s, %s", samples[i].glob, samples[i].text);
	memset(many, 'a', 60000);
	began = instant_monotonic();
	assert_false(rule_glob("*a*a*a*a*a*a*a*a*a*a*b", many, 60000));
	assert_in_range(instant_monotonic() - began, 0, 500);
}

static int
setup(void **state)
{
	(void)state;
	message_init();
	return 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
	const struct CMUnitTest tests[] = { TEST(same_as_trying_all), TEST(finds_words), TEST(globs) };

	return cmocka_run_group_tests_name("rule_index", tests, setup, NULL);
}
