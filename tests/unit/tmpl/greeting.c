/* greeting.c - by which name people are greeted, with the names that we ship */
#include <config.h>

#include <postigo/tmpl/greeting.h>

#include "catalogs.h"

static const struct {
	const char *shown, *greeted;
} samples[] = {
	{ "Joan Holt", "Joan" }, { "Luis Mora", "Luis" }, { "Luis", "Luis" }, { "Holt, Joan", "Joan" }, { "Mora Gil,  Luis", "Luis" },
	{ "Joan Holt, Birch Ltd", "Joan" }, { "Joan Holt (Leeds)", "Joan" }, { "ANA RUIZ", "Ana" }, { "ana ruiz", "Ana" },
	{ "José Luis Pérez", "José Luis" }, { "JOSE LUIS PEREZ", "José Luis" }, { "Jose Perez", "Jose" }, { "Íñigo  Ñuñez", "Íñigo" },
	{ "María del Carmen Ruiz", "María del Carmen" }, { "Mary Ann Hill", "Mary Ann" }, { "  Ana Ruiz", "Ana" },
	/* Their family's name is the first, or nobody knows. */
	{ "Nagy Péter", "" }, { "Wang Wei", "" }, { "Yamada Tarō", "" }, { "Mora Luis", "" }, { "Martin Paul", "" }, { "王伟", "" },
	{ "Dr. Joan Holt", "" }, { "Sr. Luis Mora", "" },
	/* No person, or several. */
	{ "ACME Support", "" }, { "Front desk", "" }, { "Recepción, planta 2", "" }, { "Ana & Leo", "" }, { "Ana y Leo Ruiz", "" },
	{ "Joan and Peter Holt", "" }, { "Joan/Peter", "" }, { "joan.holt@example.com", "" }, { "Anaconda Ltd", "" }, { "Victoria Hotel", "" },
	{ "Holt, Ltd", "" }, { ",", "" }, { ", Joan", "Joan" }, { " ", "" }, { "", "" }, { NULL, "" }, { "\xff\xfe", "" },
};

static void
test_names(void **state)
{
	SCRATCH(tmp);
	const char *source = getenv("srcdir");
	struct catalog *catalog;
	struct error err;

	(void)state;
	if (catalog_load(tmp, talloc_asprintf(tmp, "%s/templates", source != NULL ? source : "."), "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *greeted = greeting_name(tmp, catalog, samples[i].shown);

		if (strcmp(greeted, samples[i].greeted) != 0)
			fail_msg("\"%s\" is greeted \"%s\"", samples[i].shown, greeted);
	}
	char *long_one = talloc_asprintf(tmp, "Joan %0200d", 0);
	assert_string_equal(greeting_name(tmp, catalog, long_one), "");
}

/* A language that lists nobody greets nobody by name; what it lists counts for all. */
static void
test_lists(void **state)
{
	SCRATCH(tmp);
	const char *folder = folder_new(tmp);
	struct catalog *catalog;
	struct rendered r;
	struct error err;
	json_t *v = json_pack("{s:s, s:s, s:s}", "requester_name", "Aurélie Blanc", "subject", "x", "text", "y");

	(void)state;
	put_all(folder, "en", "Subject: s\n\nHello{{#requester_first_name}} {{requester_first_name}}{{/requester_first_name}},\n");
	put_all(folder, "fr", "Subject: s\n\nx\n");
	put_file(folder, "fr", "words.conf", "given_names = [ \"Aurélie\" ];\n");
	/* Not every message has a requester: those that lack one may not ask for them. */
	for (size_t i = 0; offer_at(i) != NULL; i++) {
		bool has = false;
		for (const char *const *name = offer_at(i)->values; *name != NULL; name++)
			has |= strcmp(*name, "requester_first_name") == 0;
		if (!has)
			put(folder, "en", offer_at(i)->name, "Subject: s\n\nx\n");
	}
	if (catalog_load(tmp, folder, "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	assert_int_equal(catalog_render(tmp, catalog, "acknowledgement", "en", v, &r, &err), DONE);
	assert_string_equal(r.text, "Hello Aurélie,\n");
	json_object_set_new(v, "requester_name", json_string("Joan Holt"));
	assert_int_equal(catalog_render(tmp, catalog, "acknowledgement", "en", v, &r, &err), DONE);
	assert_string_equal(r.text, "Hello,\n");
	json_decref(v);
	folder_remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
