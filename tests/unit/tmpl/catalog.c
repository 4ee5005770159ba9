/* catalog.c - templates on disk: the ones that we ship, and folders with mistakes in them */
#include <config.h>

#include <postigo/base/utf8.h>

#include "catalogs.h"

static const char *
shipped(TALLOC_CTX *ctx)
{
	const char *source = getenv("srcdir");

	return talloc_asprintf(ctx, "%s/templates", source != NULL ? source : ".");
}

static json_t *
values(void)
{
	json_t *v = json_pack("{s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:[{s:s, s:s}], s:s, s:b}",
	    "ticket", 12, "subject", "The VPN\r\nBcc: all@example.org", "requester_name", "Ana Ruiz",
	    "requester_address", "ana@example.com", "queue", "network", "queue_name", "network", "text", "Nothing <works>.\n{{ticket}}",
	    "technician_name", "Leo Vidal", "desk_name", "Example Support", "recipient", "gone@example.com",
	    "diagnostic", "550 no such user", "has_attachments", 1,
	    "attachments", "name", "log.txt", "size_text", "2 KB", "marker", "ref:12.abc",
	    "trust_known", 1);

	assert_non_null(v);
	return v;
}

static void
test_shipped(void **state)
{
	static const char *const languages[] = { "en", "es" };
	SCRATCH(tmp);
	const struct offer *offer;
	struct catalog *catalog;
	struct rendered r;
	struct error err;

	(void)state;
	if (catalog_load(tmp, shipped(tmp), "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	for (size_t i = 0; (offer = offer_at(i)) != NULL; i++)
		for (size_t l = 0; l < 2; l++) {
			json_t *v = offer_samples(offer);
			assert_int_equal(catalog_render(tmp, catalog, offer->name, languages[l], v, &r, &err), DONE);
			assert_string_equal(r.language, languages[l]);
			assert_null(strpbrk(r.subject, "\r\n"));
			assert_null(strstr(r.subject, "{{"));
			assert_true(utf8_valid(r.text, strlen(r.text)));
			assert_true(strlen(r.text) > 20);
			assert_true(r.html == NULL || (utf8_valid(r.html, strlen(r.html)) && strlen(r.html) < 20000));
			json_decref(v);
		}
}

/* Whoever ships a language ships all of it, and nothing that is not used. */
static void
test_shipped_is_whole(void **state)
{
	SCRATCH(tmp);
	struct conf_problems problems = { 0 };
	struct catalog *catalog;

	(void)state;
	(void)catalog_read(tmp, shipped(tmp), "en", NULL, &catalog, tmp, &problems);
	for (size_t i = 0; i < problems.count; i++)
		fail_msg("%s: %s", problems.list[i].file, problems.list[i].what);
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
	assert_null(r.html);
	assert_int_equal(catalog_render(tmp, catalog, "notice_new", "en", v, &r, &err), DONE);
	assert_string_equal(r.text, "##- Please write your answer above this line -##\n\n"
	    "Ana Ruiz <ana@example.com> has written to us.\nThis is ticket 12, new in network.\n\n"
	    "Nothing <works>.\n{{ticket}}\n\nAttached:\n- log.txt (2 KB)\n\n"
	    "Sender: known from before; this mail is not proven. Anybody can write this address into a mail.\n\n"
	    "-- \nReply to this mail and Ana Ruiz gets your answer.\n");
	assert_non_null(strstr(r.html, ">Nothing &lt;works&gt;.<br>\n{{ticket}}</div>"));
	assert_non_null(strstr(r.html, "Ana Ruiz &lt;ana@example.com&gt; has written to us."));
	assert_int_equal(catalog_render(tmp, catalog, "delivery_failed", "es", v, &r, &err), DONE);
	assert_non_null(strstr(r.text, "gone@example.com"));
	assert_non_null(strstr(r.text, "550 no such user"));

	json_object_del(v, "subject");
	json_object_del(v, "requester_name");
	json_object_set_new(v, "has_attachments", json_false());
	assert_int_equal(catalog_render(tmp, catalog, "acknowledgement", "es", v, &r, &err), DONE);
	assert_string_equal(r.subject, "Tu caso");
	assert_int_equal(strncmp(r.text, "Hola:\n", 6), 0);
	assert_int_equal(catalog_render(tmp, catalog, "notice_reply", "en", v, &r, &err), DONE);
	assert_string_equal(r.text, "##- Please write your answer above this line -##\n\n"
	    "ana@example.com has replied on ticket 12 (network):\n\n"
	    "Nothing <works>.\n{{ticket}}\n\n"
	    "Sender: known from before; this mail is not proven. Anybody can write this address into a mail.\n\n"
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
	assert_string_equal(r.text, "brasil\nfoot\n");
	assert_int_equal(catalog_render(tmp, catalog, "notice_new", "es", NULL, &r, &err), DONE);
	assert_string_equal(r.text, "english\n");
	assert_string_equal(r.language, "en");
	assert_int_equal(catalog_render(tmp, catalog, "answer", NULL, NULL, &r, &err), DONE);
	assert_string_equal(r.text, "english\n");
	assert_int_equal(catalog_render(tmp, catalog, "nothing", "en", NULL, &r, &err), PERMFAIL);
	assert_int_equal(catalog_render(tmp, catalog, "_foot", "en", NULL, &r, &err), PERMFAIL);
	folder_remove(folder);
}

/* Language first: words of one's own in another language than the reader's help nobody. */
static void
test_overrides(void **state)
{
	static const struct {
		const char *language, *queue, *organisation, *text;
	} samples[] = {
		{ "en", "", "", "everybody's, foot\n" },
		{ "en", "network", "", "network's, network's foot\n" },
		{ "en", "network", "acme", "acme's, acme's foot\n" },
		{ "en", "other", "other", "everybody's, foot\n" },
		{ "es", "network", "acme", "todos, pie\n" },
		{ "es-MX", "", "", "mexicanos, pie\n" },
		{ "es-AR", "", "acme", "todos, pie\n" },
		{ "de", "network", "", "netz, network's foot\n" },
		{ "fr", "network", "", "network's, network's foot\n" },
		{ "en", "../en", "queues/network", "everybody's, foot\n" },
	};
	SCRATCH(tmp);
	const char *folder = folder_new(tmp);
	struct catalog *catalog;
	struct rendered r;
	struct error err;

	(void)state;
	put_all(folder, "en", "Subject: s\n\neverybody's, {{> _foot}}");
	put(folder, "en", "_foot", "foot");
	put(folder, "es", "_foot", "pie");
	put(folder, "es", "answer", "Subject: s\n\ntodos, {{> _foot}}");
	put(folder, "es-MX", "answer", "Subject: s\n\nmexicanos, {{> _foot}}");
	put(folder, "queues/network/en", "answer", "Subject: s\n\nnetwork's, {{> _foot}}");
	put(folder, "queues/network/de", "answer", "Subject: s\n\nnetz, {{> _foot}}");
	put(folder, "queues/network/en", "_foot", "network's foot");
	put(folder, "organisations/acme/en", "answer", "Subject: s\n\nacme's, {{> _foot}}");
	put(folder, "organisations/acme/en", "_foot", "acme's foot");
	if (catalog_load(tmp, folder, "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		json_t *v = json_pack("{s:s, s:s}", "queue", samples[i].queue, "organisation", samples[i].organisation);
		assert_int_equal(catalog_render(tmp, catalog, "answer", samples[i].language, v, &r, &err), DONE);
		if (strcmp(r.text, samples[i].text) != 0)
			fail_msg("%s %s %s: \"%s\" is wanted, it gave \"%s\"", samples[i].language, samples[i].queue,
			    samples[i].organisation, samples[i].text, r.text);
		json_decref(v);
	}
	assert_false(catalog_has_language(catalog, "de"));	/* only one queue has it */
	folder_remove(folder);
}

static void
test_frames(void **state)
{
	SCRATCH(tmp);
	const char *folder = folder_new(tmp);
	struct catalog *catalog;
	struct rendered r;
	struct error err;

	(void)state;
	put_all(folder, "en", "Subject: s\n\n{{<_frame}}{{$body}}\nwords\n{{/body}}{{/_frame}}\n");
	put(folder, "", "_frame", "Hello,\n\n{{$body}}{{/body}}\n\nBye\n");
	if (catalog_load(tmp, folder, "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	assert_int_equal(catalog_render(tmp, catalog, "answer", "en", NULL, &r, &err), DONE);
	assert_string_equal(r.text, "Hello,\n\nwords\n\nBye\n");
	folder_remove(folder);
}

/* Mail programs cut long HTML off, and do not say so: we do. */
static void
test_long(void **state)
{
	SCRATCH(tmp);
	struct catalog *catalog;
	struct rendered r;
	struct error err;
	json_t *v = values();
	char *words = talloc_zero_size(tmp, 150001);

	(void)state;
	memset(words, 'a', 150000);
	assert_int_equal(catalog_load(tmp, shipped(tmp), "en", &catalog, &err), DONE);
	assert_int_equal(catalog_render(tmp, catalog, "notice_new", "en", v, &r, &err), DONE);
	assert_non_null(r.html);
	json_object_set_new(v, "text", json_string(words));
	assert_int_equal(catalog_render(tmp, catalog, "notice_new", "en", v, &r, &err), DONE);
	assert_non_null(strstr(r.html, "a [...]"));
	assert_non_null(strstr(r.html, "#show 12"));
	assert_true(strlen(r.html) < 20480);
	assert_true(strlen(r.text) > 150000);
	json_decref(v);
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
		{ "Subject: a\n\n{{recipient}}\n", "answer.mustache:3: \"answer\" offers no value \"recipient\"" },
		{ "Subject: a\nParts: txet\n\nhello\n", "answer.mustache:2: \"Parts: text\", \"Parts: text html\" or " },
		{ "Subject: a\nFrom: b\n\nhello\n", "answer.mustache:2: \"Subject: ...\" and then an empty line" },
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
		cmocka_unit_test(test_shipped_is_whole),
		cmocka_unit_test(test_shipped_words),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_overrides),
		cmocka_unit_test(test_frames),
		cmocka_unit_test(test_long),
		cmocka_unit_test(test_mistakes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
