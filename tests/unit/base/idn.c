/* idn.c - domains of all scripts become ASCII, and nothing else changes */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/idn.h>
#include <postigo/base/memory.h>

static void
test_domains(void **state)
{
	static const struct {
		const char *name, *ascii;
	} samples[] = {
		{ "example.com", "example.com" }, { "", "" }, { "@", "@" }, { "info@example.com", "info@example.com" },
		{ "españa.example", "xn--espaa-rta.example" }, { "info@españa.example", "info@xn--espaa-rta.example" },
		{ "INFO@ESPAÑA.EXAMPLE", "INFO@xn--espaa-rta.example" }, { ".españa.example", ".xn--espaa-rta.example" },
		{ "@españa.example", "@xn--espaa-rta.example" }, { "straße.example", "xn--strae-oqa.example" },
		{ "例え.テスト", "xn--r8jz45g.xn--zckzah" }, { "mu\xCC\x88ller.example", "xn--mller-kva.example" },
		{ "josé@españa.example", "josé@xn--espaa-rta.example" }, { "josé@example.com", "josé@example.com" },
		/* No domain, but what looks at it says so; the others stay what they are. */
		{ "a@es paña.example", "a@es paña.example" }, { "a@españa..example", "a@xn--espaa-rta..example" }, { "a@\xFF.example", "a@\xFF.example" },
		{ "a@ñ\xE2\x80\xAE.example", "a@ñ\xE2\x80\xAE.example" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);

		assert_string_equal(idn_ascii(tmp, samples[i].name), samples[i].ascii);
	}
}

static void
test_too_long(void **state)
{
	SCRATCH(tmp);
	char *name = talloc_strdup(tmp, "ñ");

	(void)state;
	for (int i = 0; i < 12; i++)
		name = talloc_asprintf(tmp, "%s%s", name, name);
	assert_string_equal(idn_ascii(tmp, name), name);
	name[200] = '\0';
	assert_string_equal(idn_ascii(tmp, name), name);	/* a label of 100 letters */
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_domains), cmocka_unit_test(test_too_long) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
