/* pattern.c - regular expressions: what they find, and that none of them takes for ever */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/base/fold.h>
#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/pattern.h>

static struct pattern *
made(TALLOC_CTX *ctx, const char *source, bool any_case)
{
	struct pattern *p = NULL;
	struct error err;

	if (pattern_new(ctx, source, any_case, &p, &err) != DONE)
		fail_msg("%s: %s", source, err.text);
	return p;
}

static void
finds(void **state)
{
	static const struct {
		const char *pattern, *subject, *found;	/* NULL: nothing */
		bool any_case;
	} samples[] = {
		{ "\\bCASE-[0-9]{6,}\\b", "Re: [CASE-0012345] your printer", "CASE-0012345", false },
		{ "\\bCASE-[0-9]{6,}\\b", "CASE-123", NULL, false },
		{ "case", "A CASE", "CASE", true },
		{ "case", "A CASE", NULL, false },
		{ "avería", "Una AVERÍA", "AVERÍA", true },
		{ "\\w+", "¡mañana!", "mañana", false },
		{ "x$", "y\nx", "x", false },
		{ "a\\Kb", "ab", "b", false },
		{ "", "abc", "", false },
		{ "b", "a\xff" "b", "b", false },	/* broken bytes match nothing, and stop nothing */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct pattern *p = made(tmp, samples[i].pattern, samples[i].any_case);
		struct pattern_match m;
		struct error err;
		enum result r = pattern_find(p, samples[i].subject, strlen(samples[i].subject), 0, &m, &err);

		assert_int_equal(r, samples[i].found != NULL ? DONE : NONE);
		if (r == DONE)
			assert_string_equal(talloc_strndup(tmp, samples[i].subject + m.group[0].from,
			    m.group[0].to - m.group[0].from), samples[i].found);
	}
}

static void
says_what_is_wrong(void **state)
{
	static const struct {
		const char *pattern, *words;
	} samples[] = {
		{ "CASE-(\\d+", "at character 9: missing closing parenthesis" },
		{ "[z-a]", "at character 3: range out of order" },
		{ "a\\Cb", "\\C" },
		{ "\xff", "UTF-8" },
		{ "(a{1,1000}){1,60000}", "too large" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct pattern *p;
		struct error err;

		assert_int_equal(pattern_new(tmp, samples[i].pattern, false, &p, &err), PERMFAIL);
		if (strstr(err.text, samples[i].words) == NULL)
			fail_msg("%s: %s", samples[i].pattern, err.text);
	}
}

/* Long, deep, and with too many groups. */
static void
has_a_size(void **state)
{
	SCRATCH(tmp);
	char *text = talloc_zero_size(tmp, PATTERN_LONGEST + 2);
	struct pattern *p;
	struct error err;

	(void)state;
	memset(text, 'a', PATTERN_LONGEST + 1);
	assert_int_equal(pattern_new(tmp, text, false, &p, &err), PERMFAIL);
	memset(text, '(', 300);
	memset(text + 300, ')', 300);
	text[600] = '\0';
	assert_int_equal(pattern_new(tmp, text, false, &p, &err), PERMFAIL);
	text[0] = '\0';
	for (int i = 0; i < PATTERN_GROUPS_MOST; i++)
		memcpy(text + 3 * i, "(a)", 4);
	assert_int_equal(pattern_new(tmp, text, false, &p, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "groups"));
}

static void
groups_have_names(void **state)
{
	SCRATCH(tmp);
	struct pattern *p = made(tmp, "(?<host>\\w+)/(x)?(?<service>\\w+)", false);
	struct pattern_match m;
	struct error err;

	(void)state;
	assert_int_equal(pattern_group_count(p), 4);
	assert_int_equal(pattern_group(p, "service"), 3);
	assert_int_equal(pattern_group(p, "none"), 0);
	assert_string_equal(pattern_group_name(p, 1), "host");
	assert_null(pattern_group_name(p, 2));
	assert_int_equal(pattern_find(p, "on db1/disk", 11, 0, &m, &err), DONE);
	assert_int_equal(m.count, 4);
	assert_int_equal(m.group[1].from, 3);
	assert_int_equal(m.group[1].to, 6);
	assert_false(m.group[2].set);
	assert_true(m.group[3].set);
	assert_int_equal(pattern_find(p, "on db1/disk", 11, 6, &m, &err), NONE);
	assert_int_equal(pattern_find(p, "on db1/disk", 11, 12, &m, &err), NONE);
}

/* Each of these would go on for seconds to centuries. */
static void
nothing_takes_for_ever(void **state)
{
	static const struct {
		const char *pattern;
		char filled_with;
	} samples[] = {
		{ "\\s+$", ' ' }, { "(a+)+$", 'a' }, { "(a|aa)+$", 'a' }, { "^(([a-z])+.)+[A-Z]([a-z])+$", 'a' },
		{ "(.*)*x(.*)*x(.*)*[yz]", 'x' }, { "(?:.+,)+[;:]", ',' },
	};
	SCRATCH(tmp);
	size_t size = PATTERN_SUBJECT_MOST - 1;
	char *subject = talloc_size(tmp, size);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct pattern *p = made(tmp, samples[i].pattern, false);
		struct error err;
		int64_t began = instant_monotonic();

		memset(subject, samples[i].filled_with, size);
		subject[size - 1] = '!';
		assert_int_equal(pattern_find(p, subject, size, 0, NULL, &err), PERMFAIL);
		assert_in_range(instant_monotonic() - began, 0, 2000);
		assert_non_null(strstr(err.text, "takes too long"));
	}
}

static void
what_is_behind_the_end_is_not_looked_at(void **state)
{
	SCRATCH(tmp);
	size_t size = PATTERN_SUBJECT_MOST + 10;
	char *subject = talloc_size(tmp, size);
	struct error err;

	(void)state;
	memset(subject, '-', size);
	subject[PATTERN_SUBJECT_MOST - 1] = 'a';
	subject[PATTERN_SUBJECT_MOST] = 'b';
	assert_int_equal(pattern_find(made(tmp, "a", false), subject, size, 0, NULL, &err), DONE);
	assert_int_equal(pattern_find(made(tmp, "a$", false), subject, size, 0, NULL, &err), NONE);
	assert_int_equal(pattern_find(made(tmp, "b", false), subject, size, 0, NULL, &err), NONE);
}

/* Short subjects are tried without a clock: those that take long are to be stopped all the same. */
static void
short_subjects_do_not_either(void **state)
{
	static const char *const patterns[] = { "\\s+$", "(a+)+$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*x(.*)*x(.*)*[yz]" };
	SCRATCH(tmp);
	char subject[4000];

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(patterns) / sizeof(patterns[0]); i++) {
		struct pattern *p = made(tmp, patterns[i / 2], false);
		int64_t began = instant_monotonic();
		struct error err;

		if (i % 2 == 1)
			(void)pattern_quicken(p);
		memset(subject, i < 2 ? ' ' : 'a', sizeof(subject));
		subject[sizeof(subject) - 1] = '!';
		assert_int_not_equal(pattern_find(p, subject, sizeof(subject), 0, NULL, &err), DONE);
		assert_in_range(instant_monotonic() - began, 0, 1000);
	}
}

static void
words_that_must_be_there(void **state)
{
	static const struct {
		const char *pattern, *literal;
	} samples[] = {
		{ "printer", "printer" }, { "^\\[Site (\\w+)\\] down$", "[site " }, { "a|b", NULL }, { "(error|fault) code", " code" },
		{ "colou?r scheme", "r scheme" }, { "ab+cd", "ab" }, { "x{0,3}yz", "yz" }, { "x{2}yz", "yz" }, { "[aeiou]+ts", "ts" },
		{ "[]x]yz", "yz" }, { "[[:alpha:]]]yz", "]yz" }, { "\\d{3}-\\d+", NULL }, { "\\Qa|b\\E", NULL }, { "(?x) a b", NULL },
		{ "(?i)Invoice", "invoice" }, { "AVERÍA grave", "a grave" }, { "\\.pdf\\b", ".pdf" }, { "(a(b)c)\\2xyz", "xyz" },
		{ "(a)\\10bc", "bc" }, { "(?<=foo)bar", "bar" }, { "(?!foo)bar", "bar" }, { ".*", NULL }, { "", NULL }, { "a", NULL },
		{ "(?:\\)|[)])end", "end" }, { "no  space", "no space" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const char *got = pattern_literal(made(tmp, samples[i].pattern, true)), *want = samples[i].literal;
		char *trimmed = want != NULL ? fold_word(tmp, want) : NULL;

		if ((got == NULL) != (want == NULL) || (got != NULL && strcmp(got, trimmed) != 0))
			fail_msg("%s: %s instead of %s", samples[i].pattern, got != NULL ? got : "none", want != NULL ? trimmed : "none");
	}
}

/* Whatever is said to be needed must be there in each match: tried with many expressions by chance. */
static void
words_that_must_be_there_are(void **state)
{
	static const char *const pieces[] = { "a", "b", "K", "s", " ", "ab", "(a|b)", "(?:ab)?", "[ab]", "\\s", "+", "*", "?", "{0,2}", "{2}",
		"\\.", ".", "é", "|", "^", "(?=b)", "\\w" };
	static const char *const letters[] = { "a", "b", "B", "k", "\u212a", "s", "\u017f", " ", "\n", "\u00a0", ".", "é", "e\u0301", "ab" };
	unsigned seed = 7, matched = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		SCRATCH(tmp);
		char *source = talloc_strdup(tmp, ""), *subject = talloc_strdup(tmp, "");
		struct pattern *p;
		struct error err;

		for (int n = 0; n < 20; n++) {
			seed = seed * 1103515245u + 12345u;
			source = n >= 5 ? source : talloc_asprintf_append(source, "%s", pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
			subject = talloc_asprintf_append(subject, "%s", letters[(seed >> 8) % (sizeof(letters) / sizeof(letters[0]))]);
		}
		if (pattern_new(tmp, source, true, &p, &err) != DONE || pattern_literal(p) == NULL ||
		    pattern_find(p, subject, strlen(subject), 0, NULL, &err) != DONE)
			continue;
		matched++;
		if (strstr(fold_text(tmp, subject, strlen(subject), NULL), pattern_literal(p)) == NULL)
			fail_msg("\"%s\" matches \"%s\" without \"%s\"", source, subject, pattern_literal(p));
	}
	assert_true(matched > 100);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(has_a_size),
		cmocka_unit_test(groups_have_names),
		cmocka_unit_test(nothing_takes_for_ever),
		cmocka_unit_test(what_is_behind_the_end_is_not_looked_at),
		cmocka_unit_test(short_subjects_do_not_either),
		cmocka_unit_test(words_that_must_be_there),
		cmocka_unit_test(words_that_must_be_there_are),
	};

	return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
