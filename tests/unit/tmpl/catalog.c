/* catalog.c - templates on disk: the ones that we ship, and folders with mistakes in them */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/tmpl/catalog.h>

static const char *const names[] = {
	"acknowledgement", "answer", "confirm", "delivery_failed", "kept_as_note", "not_accepted", "notice_new",
	"notice_note", "notice_reply", "operator", "refused"
};

#define COUNT (sizeof(names) / sizeof(*names))

static const char *
shipped(TALLOC_CTX *ctx)
{
	const char *source = getenv("srcdir");

	return talloc_asprintf(ctx, "%s/templates", source != NULL ? source : ".");
}

static json_t *
values(void)
{
	json_t *v = json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:[{s:s, s:s}], s:s, s:b}",
	    "ticket", 12, "subject", "The VPN\r\nBcc: all@example.org", "requester_name", "Ana Ruiz",
	    "requester_address", "ana@example.com", "queue", "network", "text", "Nothing <works>.\n{{ticket}}",
	    "technician_name", "Leo Vidal", "desk_name", "Example Support", "recipient", "gone@example.com",
	    "diagnostic", "550 no such user", "has_attachments", 1,
	    "attachments", "name", "log.txt", "size_text", "2 KB", "marker", "ref:12.abc",
	    "trust_known", 1);

	assert_non_null(v);
	return v;
}

/* A folder of templates in the making. */
static const char *
folder_new(TALLOC_CTX *ctx)
{
	char *folder = talloc_strdup(ctx, "catalog.XXXXXX");

	assert_non_null(mkdtemp(folder));
	return folder;
}

static void
put(const char *folder, const char *language, const char *name, const char *text)
{
	SCRATCH(tmp);
	struct error err;
	const char *path = talloc_asprintf(tmp, "%s/%s", folder, language);

	(void)mkdir(path, 0700);
	assert_int_equal(file_write(talloc_asprintf(tmp, "%s/%s.mustache", path, name), text, strlen(text), 0600, &err),
	    DONE);
}

static void
put_all(const char *folder, const char *language, const char *text)
{
	for (size_t i = 0; i < COUNT; i++)
		put(folder, language, names[i], text);
}

static void
folder_remove(const char *folder)
{
	static const char *const more[] = { "_foot", "extra" };
	static const char *const languages[] = { "en", "es", "pt-BR" };
	SCRATCH(tmp);

	for (size_t l = 0; l < 3; l++) {
		for (size_t i = 0; i < COUNT + 2; i++)
			(void)unlink(talloc_asprintf(tmp, "%s/%s/%s.mustache", folder, languages[l],
			    i < COUNT ? names[i] : more[i - COUNT]));
		(void)rmdir(talloc_asprintf(tmp, "%s/%s", folder, languages[l]));
	}
	assert_int_equal(rmdir(folder), 0);
}

static void
test_shipped(void **state)
{
	static const char *const languages[] = { "en", "es" };
	SCRATCH(tmp);
	struct catalog *catalog;
	struct rendered r;
	struct error err;
	json_t *v = values();

	(void)state;
	if (catalog_load(tmp, shipped(tmp), "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < COUNT; i++)
		for (size_t l = 0; l < 2; l++) {
			assert_int_equal(catalog_render(tmp, catalog, names[i], languages[l], v, &r, &err), DONE);
			assert_string_equal(r.language, languages[l]);
			assert_int_not_equal(strlen(r.subject), 0);
			assert_null(strpbrk(r.subject, "\r\n"));
			assert_null(strstr(r.subject, "{{"));
			assert_true(utf8_valid(r.text, strlen(r.text)));
			assert_true(strlen(r.text) > 20);
		}
	json_decref(v);
}

static void
test_shipped_words(void **state)
{
	SCRATCH(tmp);
	struct catalog *catalog;
	struct rendered r;
	struct error err;
	json_t *v = values();

	(void)state;
	assert_int_equal(catalog_load(tmp, shipped(tmp), "en", &catalog, &err), DONE);
	assert_int_equal(catalog_render(tmp, catalog, "answer", "en", v, &r, &err), DONE);
	assert_string_equal(r.subject, "The VPN Bcc: all@example.org");
	assert_string_equal(r.text, "Nothing <works>.\n{{ticket}}\n\n-- \nLeo Vidal\nref:12.abc\n");
	assert_int_equal(catalog_render(tmp, catalog, "notice_new", "en", v, &r, &err), DONE);
	assert_string_equal(r.text, "##- Please write your answer above this line -##\n\n"
	    "Ana Ruiz <ana@example.com> has written to us.\nThis is ticket 12, new in network.\n\n"
	    "Nothing <works>.\n{{ticket}}\n\nAttached:\n  log.txt (2 KB)\n\n"
	    "Sender: known, not proven. Anybody can write this address into a mail.\n\n-- \nReply to this mail and Ana Ruiz gets your answer.\n");
	assert_int_equal(catalog_render(tmp, catalog, "delivery_failed", "es", v, &r, &err), DONE);
	assert_non_null(strstr(r.text, "gone@example.com"));
	assert_non_null(strstr(r.text, "550 no such user"));

	json_object_del(v, "subject");
	json_object_del(v, "requester_name");
	json_object_set_new(v, "has_attachments", json_false());
	assert_int_equal(catalog_render(tmp, catalog, "acknowledgement", "es", v, &r, &err), DONE);
	assert_string_equal(r.subject, "Tu mensaje");
	assert_int_equal(strncmp(r.text, "Hola:\n", 6), 0);
	assert_int_equal(catalog_render(tmp, catalog, "notice_reply", "en", v, &r, &err), DONE);
	assert_string_equal(r.text, "##- Please write your answer above this line -##\n\n"
	    "ana@example.com has replied on ticket 12 (network):\n\n"
	    "Nothing <works>.\n{{ticket}}\n\n"
	    "Sender: known, not proven. Anybody can write this address into a mail.\n\n"
	    "-- \nReply to this mail and ana@example.com gets your answer.\n");
	json_decref(v);
}

static void
test_languages(void **state)
{
	SCRATCH(tmp);
	const char *folder = folder_new(tmp);
	struct catalog *catalog;
	struct rendered r;
	struct error err;

	(void)state;
	put_all(folder, "en", "Subject: s\n\nenglish\n");
	put(folder, "es", "answer", "Subject: s\n\nespañol\n{{> _foot}}");
	put(folder, "pt-BR", "answer", "subject:s\r\n\r\nbrasil\r\n{{> _foot}}");
	put(folder, "en", "_foot", "foot\n");
	put(folder, "es", "_foot", "pie\n");
	assert_int_equal(catalog_load(tmp, folder, "en", &catalog, &err), DONE);
	assert_true(catalog_has_language(catalog, "es"));
	assert_true(catalog_has_language(catalog, "es-MX"));
	assert_true(catalog_has_language(catalog, "PT-br"));
	assert_false(catalog_has_language(catalog, "pt"));
	assert_false(catalog_has_language(catalog, "est"));
	assert_false(catalog_has_language(catalog, NULL));

	assert_int_equal(catalog_render(tmp, catalog, "answer", "es-MX", NULL, &r, &err), DONE);
	assert_string_equal(r.text, "español\npie\n");
	assert_int_equal(catalog_render(tmp, catalog, "answer", "pt-BR", NULL, &r, &err), DONE);
	assert_string_equal(r.text, "brasil\r\nfoot\n");
	assert_int_equal(catalog_render(tmp, catalog, "notice_new", "es", NULL, &r, &err), DONE);
	assert_string_equal(r.text, "english\n");
	assert_string_equal(r.language, "en");
	assert_int_equal(catalog_render(tmp, catalog, "answer", NULL, NULL, &r, &err), DONE);
	assert_string_equal(r.text, "english\n");
	assert_int_equal(catalog_render(tmp, catalog, "nothing", "en", NULL, &r, &err), PERMFAIL);
	assert_int_equal(catalog_render(tmp, catalog, "_foot", "en", NULL, &r, &err), PERMFAIL);
	folder_remove(folder);
}

static void
test_mistakes(void **state)
{
	static const struct {
		const char *text, *words;
	} mistakes[] = {
		{ "hello\n", "answer.mustache:1: \"Subject: ...\" and then an empty line are wanted here" },
		{ "\nhello\n", "answer.mustache:1: \"Subject: ...\" is missing" },
		{ "Subject: {{#a}}\n\nhello\n", "answer.mustache:1: this section is not closed: a" },
		{ "Subject: a\n\nhello\n{{#b}}\n", "answer.mustache:4: this section is not closed: b" },
		{ "Subject: a\n\n{{#text}}\n{{sbject}}{{/text}}", "answer.mustache:4: there is no value \"sbject\"; "
		    "did you mean \"subject\"?" },
		{ "Subject: {{zzzzzz}}\n\nhello\n", "answer.mustache:1: there is no value \"zzzzzz\"" },
		{ "Subject: a\n\n\xff\n", "answer.mustache:1: this is no UTF-8 text" },
	};
	SCRATCH(tmp);
	const char *folder = folder_new(tmp);
	struct catalog *catalog;
	struct error err;

	(void)state;
	put_all(folder, "en", "Subject: s\n\nenglish\n");
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
		put(folder, "en", "answer", mistakes[i].text);
		assert_int_equal(catalog_load(tmp, folder, "en", &catalog, &err), PERMFAIL);
		if (strstr(err.text, mistakes[i].words) == NULL)
			fail_msg("\"%s\" is wanted, it said \"%s\"", mistakes[i].words, err.text);
	}
	assert_int_equal(unlink(talloc_asprintf(tmp, "%s/en/answer.mustache", folder)), 0);
	assert_int_equal(catalog_load(tmp, folder, "en", &catalog, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "en/answer.mustache: there is no such file"));
	assert_int_equal(catalog_load(tmp, folder, "de", &catalog, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "\"de\""));
	folder_remove(folder);
	assert_int_equal(catalog_load(tmp, folder, "en", &catalog, &err), PERMFAIL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_shipped_words),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_mistakes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
