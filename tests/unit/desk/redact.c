/* redact.c - what must not leave the house does not */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>

#include "../../../src/desk/redact.h"

static struct conf_patterns
patterns(TALLOC_CTX *ctx, const char *const *sources, size_t count)
{
	struct conf_patterns all = { talloc_array(ctx, struct pattern *, (unsigned)count), count };
	struct error err;

	for (size_t i = 0; i < count; i++)
		if (pattern_new(ctx, sources[i], false, &all.list[i], &err) != DONE)
			fail_msg("%s", err.text);
	return all;
}

static void
leaves_out(void **state)
{
	static const char *const sources[] = { "(?i)password: *[^ \n]+", "\\b[0-9]{4}-[0-9]{4}\\b", "(?<=pin )\\d+", "abc", "bcd" };
	static const struct {
		const char *text, *left;
	} samples[] = {
		{ "", "" },
		{ "nothing in it", "nothing in it" },
		{ "My Password: hunter2, and\npassword:x y", "My [...] and\n[...] y" },
		{ "1234-5678 is mine, 12345678 is not", "[...] is mine, 12345678 is not" },
		{ "pin 4711 pin 4712", "pin [...] pin [...]" },
		{ "xabcdx", "x[...]x" },		/* overlapping */
		{ "abcabc", "[...]" },			/* side by side */
		{ "I am Eva Requester, yours, Eva", "I am [...], yours, [...]" },
		{ "Evaluate it", "Evaluate it" },
		{ "mail EVA@Customer.example.", "mail [...]." },
		{ "Evá is how others write it, and so is Eva-Maria", "[...] is how others write it, and so is [...]-Maria" },
		{ "eva,EVA, EVA\nREQUESTER; E\u0301va, E\u200bva!", "[...],[...], [...]; [...], [...]!" },
		{ "¡Eva! «Eva» ¿Eva?… “Eva”…", "¡[...]! «[...]» ¿[...]?… “[...]”…" },
		{ "medieval evas, éEva", "medieval evas, éEva" },
		{ "to Strasse, STRAẞE", "to [...], [...]" },
		{ "de is in any text", "de is in any text" },
		{ "\xff password: x", "\xff [...]" },
	};
	SCRATCH(tmp);
	struct conf_patterns all = patterns(tmp, sources, 5);
	struct redact r = { .patterns = &all };

	(void)state;
	redact_name(tmp, &r, "Eva de Requester");
	redact_name(tmp, &r, "Eva Requester");
	redact_name(tmp, &r, NULL);
	redact_name(tmp, &r, "Straße");
	redact_word(tmp, &r, "\u200b");
	redact_word(tmp, &r, "eva@customer.example");
	redact_word(tmp, &r, "");
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		assert_string_equal(redact(tmp, &r, samples[i].text), samples[i].left);
}

/* Nobody knows what is in a text that cannot be searched: so it is not shown. */
static void
nothing_rather_than_too_much(void **state)
{
	static const char *const slow[] = { "\\s+$" }, *const all_over[] = { "a" };
	SCRATCH(tmp);
	size_t size = 2 * PATTERN_SUBJECT_MOST;
	char *text = talloc_zero_size(tmp, size + 1);
	struct conf_patterns p = patterns(tmp, slow, 1), q = patterns(tmp, all_over, 1), none = { 0 };
	int64_t began = instant_monotonic();

	(void)state;
	memset(text, ' ', 60000);
	text[60000] = 'x';
	assert_string_equal(redact(tmp, &(struct redact){ .patterns = &p }, text), "[...]");
	memset(text, 'a', size);
	assert_string_equal(redact(tmp, &(struct redact){ .patterns = &q }, text), "[...]");
	assert_in_range(instant_monotonic() - began, 0, 5000);
	/* The end of a long text, which no pattern sees. */
	assert_in_range(strlen(redact(tmp, &(struct redact){ .patterns = &none }, text)), 1, PATTERN_SUBJECT_MOST);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(leaves_out),
		cmocka_unit_test(nothing_rather_than_too_much),
	};

	return cmocka_run_group_tests_name("redact", tests, NULL, NULL);
}
