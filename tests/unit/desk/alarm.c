/* alarm.c - whatever the operator can be told of has words in every language that we ship */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/desk/alarm.h>
#include <postigo/tmpl/catalog.h>
#include <postigo/tmpl/offer.h>

#define LINE "mail 12 <is> odd"

static struct rendered
told(TALLOC_CTX *ctx, const struct catalog *catalog, const char *language, enum alarm alarm)
{
	json_t *values = json_pack("{s:s, s:s}", "text", LINE, "desk_name", "Example Support");
	struct rendered r;
	struct error err;

	for (int i = ALARM_NONE + 1; i < ALARM_COUNT; i++)
		json_object_set_new(values, alarm_value((enum alarm)i), json_boolean(i == (int)alarm));
	if (catalog_render(ctx, catalog, "operator", language, values, &r, &err) != DONE)
		fail_msg("%s", err.text);
	json_decref(values);
	return r;
}

static void
each_has_words(void **state)
{
	static const struct {
		const char *language, *label;
	} languages[] = { { "en", "Line in the log:" }, { "es", "Línea del registro:" } };
	SCRATCH(tmp);
	const char *source = getenv("srcdir");
	struct catalog *catalog;
	struct error err;

	(void)state;
	if (catalog_load(tmp, talloc_asprintf(tmp, "%s/templates", source != NULL ? source : "."), "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	for (size_t l = 0; l < sizeof(languages) / sizeof(languages[0]); l++)
		for (int i = ALARM_NONE + 1; i < ALARM_COUNT; i++) {
			const char *language = languages[l].language;
			struct rendered r = told(tmp, catalog, language, (enum alarm)i), none = told(tmp, catalog, language, ALARM_NONE);
			const char *label = strstr(r.text, languages[l].label), *line = strstr(r.text, LINE);

			if (strcmp(r.language, language) != 0 || strlen(r.text) < strlen(none.text) + 40)
				fail_msg("%s/operator has no words for %s", language, alarm_value((enum alarm)i));
			/* The line of the log is a detail, and says that it is one. */
			if (label == NULL || line == NULL || label > line || label == r.text)
				fail_msg("%s/operator does not say that its last words are the log's", language);
			for (int k = ALARM_NONE + 1; k < i; k++)
				if (strcmp(r.text, told(tmp, catalog, language, (enum alarm)k).text) == 0)
					fail_msg("%s/operator says the same of two", language);
		}
}

static void
each_is_offered(void **state)
{
	(void)state;
	assert_null(alarm_value(ALARM_NONE));
	for (int i = ALARM_NONE + 1; i < ALARM_COUNT; i++) {
		bool offered = false;

		for (const char *const *v = offer_find("operator")->values; *v != NULL; v++)
			offered |= strcmp(*v, alarm_value((enum alarm)i)) == 0;
		assert_true(offered);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_has_words),
		cmocka_unit_test(each_is_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
