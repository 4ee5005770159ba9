/* Words as a search compares them: one sample a thing that people write in several ways. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/article/stem.h>

/* The stems with a blank between them. */
static char *
stems(TALLOC_CTX *ctx, const char *language, const char *text, size_t most)
{
	struct stems s = stem_words(ctx, language, text, most);
	char *all = talloc_strdup(ctx, "");

	for (size_t i = 0; i < s.count; i++)
		all = talloc_asprintf_append(all, "%s%s", i > 0 ? " " : "", s.list[i]);
	return all;
}

static void
words_become_stems(void **state)
{
	static const struct {
		const char *language, *text, *wanted;
	} samples[] = {
		{ "en", "The printers are printing", "printer print" },
		{ "en", "Hello, please help me with my problem. Thank you!", "" },
		{ "en", "PASSWORD, Password; password", "password password password" },
		{ "en", "error 0x80070005 on 12 of 451 pages", "0x80070005 451 page" },
		{ "en", "Wi-Fi", "wi fi wifi" },
		{ "en", "wifi", "wifi" },
		{ "en", "e-mail", "mail email" },
		{ "en", "don't - it's", "" },
		{ "es", "las impresoras de la oficina", "impresor oficin" },
		{ "es", "configuración", "configur" },
		{ "es", "configuracion", "configur" },
		{ "es", "CONFIGURACIONES", "configur" },
		{ "es", "contraseña", "contrasen" },
		{ "es", "contrasenas", "contrasen" },
		{ "es", "Buenos días, ¿me pueden ayudar, por favor?", "" },
		{ "xx", "printers printing", "printers printing" },
		{ "", "a", "" },
		{ "en", "", "" },
		{ "en", "\xff\xfe broken \xe2\x82 bytes", "broken byte" },
		{ "ru", "принтеры", "принтер" },
	};
	TALLOC_CTX *ctx = talloc_new(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		assert_string_equal(stems(ctx, samples[i].language, samples[i].text, 100), samples[i].wanted);
	talloc_free(ctx);
}

static void
there_is_a_most(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	char *longest = talloc_strdup(ctx, ""), *dashes = talloc_strdup(ctx, "a");

	(void)state;
	assert_string_equal(stems(ctx, "en", "printer scanner monitor", 2), "printer scanner");
	assert_string_equal(stems(ctx, "en", "printer", 0), "");
	for (int i = 0; i < 1000; i++) {
		longest = talloc_strdup_append(longest, "x");
		dashes = talloc_strdup_append(dashes, "-abcdef");
	}
	assert_string_equal(stems(ctx, "en", longest, 5), "");
	assert_string_equal(stems(ctx, "en", dashes, 2), "abcdef abcdef");
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_stems),
		cmocka_unit_test(there_is_a_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
