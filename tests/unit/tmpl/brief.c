/* brief.c - whatever the values hold, the HTML of a mail stays small, and says what it leaves out */
#include <config.h>

#include <postigo/base/utf8.h>

#include "catalogs.h"

#define LINES 200u
#define WORDS (10u << 10)
#define LINE 1000u
#define LINK 1900u
#define BUTTON 1000u
#define PEOPLE 400u

static struct catalog *
shipped(TALLOC_CTX *ctx)
{
	const char *source = getenv("srcdir");
	struct catalog *catalog;
	struct error err;

	if (catalog_load(ctx, talloc_asprintf(ctx, "%s/templates", source != NULL ? source : "."), "en", &catalog, &err) != DONE)
		fail_msg("%s", err.text);
	return catalog;
}

/* What HTML makes longest, in lines as people write them. */
static json_t *
words(size_t size)
{
	SCRATCH(tmp);
	char *text = talloc_strdup(tmp, "");

	while (strlen(text) < size)
		text = talloc_asprintf_append_buffer(text, "> & ñ < \"%zu\"  «ü»\n", strlen(text));
	return json_string(text);
}

static json_t *
people(void)
{
	SCRATCH(tmp);
	char *text = talloc_strdup(tmp, "");

	for (unsigned i = 0; i < PEOPLE; i++)
		text = talloc_asprintf_append_buffer(text, "%speople.number.%u@customer.example", i > 0 ? ", " : "", i);
	return json_string(text);
}

static json_t *
link_of(size_t size)
{
	SCRATCH(tmp);
	char *text = talloc_strdup(tmp, "mailto:desk+a@example.org?subject=x&body=");

	while (strlen(text) < size)
		text = talloc_asprintf_append_buffer(text, "%%20");
	return json_string(text);
}

static bool
ends_with(const char *name, const char *end)
{
	return strlen(name) >= strlen(end) && strcmp(name + strlen(name) - strlen(end), end) == 0;
}

static json_t *
monster_of(const char *name, const json_t *sample)
{
	if (!json_is_string(sample))
		return json_deep_copy(sample);
	if (ends_with(name, "_link") || ends_with(name, "_button"))
		return link_of(ends_with(name, "_link") ? LINK : BUTTON);
	/* Neither can be chosen by whoever writes to us, and addresses that were never valid are not written to. */
	if (ends_with(name, "_address") || ends_with(name, "url") || strcmp(name, "marker") == 0 || strcmp(name, "desk_name") == 0)
		return json_deep_copy(sample);
	return strcmp(name, "watchers") == 0 ? people() : words(WORDS);
}

static json_t *
monster_line(json_t *line)
{
	json_t *own = json_object(), *value;
	const char *name;

	if (!json_is_object(line))
		return json_deep_copy(line);
	/* A message is long; its author's name is less so. */
	json_object_foreach(line, name, value)
		json_object_set_new(own, name, json_is_string(value) && strcmp(name, "words") != 0 && !ends_with(name, "_link") ?
		    words(LINE) : monster_of(name, value));
	return own;
}

static json_t *
monsters(const struct offer *offer)
{
	json_t *samples = offer_samples(offer), *own = json_object(), *value;
	const char *name;

	json_object_foreach(samples, name, value) {
		if (!json_is_array(value)) {
			json_object_set_new(own, name, monster_of(name, value));
			continue;
		}
		json_t *list = json_array();
		for (size_t i = 0; i < LINES && json_array_size(value) > 0; i++)
			json_array_append_new(list, monster_line(json_array_get(value, i % json_array_size(value))));
		json_object_set_new(own, name, list);
	}
	json_decref(samples);
	return own;
}

static bool
is_whole(const struct catalog *catalog, const char *name, const char *language)
{
	const struct catalog_file *file = catalog_find(catalog, &(struct catalog_choice){ .name = name, .language = language });

	return file->whole || file->text_only;
}

static void
test_monsters(void **state)
{
	static const char *const languages[] = { "en", "es" };
	SCRATCH(tmp);
	struct catalog *catalog = shipped(tmp);
	const struct offer *offer;

	(void)state;
	for (size_t i = 0; (offer = offer_at(i)) != NULL; i++) {
		json_t *values = monsters(offer);

		for (size_t l = 0; l < 2; l++) {
			SCRATCH(mail);
			struct rendered r;
			struct error err;

			if (catalog_render(mail, catalog, offer->name, languages[l], values, &r, &err) != DONE)
				fail_msg("%s: %s", offer->name, err.text);
			if (r.html != NULL && strlen(r.html) >= 20480)
				fail_msg("%s/%s: %zu bytes of HTML", languages[l], offer->name, strlen(r.html));
			if (r.html == NULL && !is_whole(catalog, offer->name, languages[l]))
				fail_msg("%s/%s has no HTML", languages[l], offer->name);
			if (r.html != NULL && (!utf8_valid(r.html, strlen(r.html)) || strstr(r.html, "</html>") == NULL))
				fail_msg("%s/%s: broken HTML", languages[l], offer->name);
		}
		json_decref(values);
	}
}

/* ---- what goes, and what is said of it */

static json_t *
messages(size_t count, size_t size)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		SCRATCH(tmp);
		char *text = talloc_asprintf(tmp, "Message %zu.\n", i);

		while (strlen(text) < size)
			text = talloc_strdup_append_buffer(text, "All is as it was before.\n");
		json_array_append_new(list, json_pack("{s:s, s:s, s:b, s:b, s:s}", "when", "Monday 16:30", "who", "Ana Ruiz", "is_note", 0,
		    "is_vendor", 0, "words", text));
	}
	return list;
}

static struct rendered
render(TALLOC_CTX *ctx, const char *name, const char *list, json_t *of)
{
	struct catalog *catalog = shipped(ctx);
	json_t *values = offer_samples(offer_find(name));
	struct rendered r;
	struct error err;

	json_object_set_new(values, list, of);
	json_object_set_new(values, "left_out", json_string(""));
	if (catalog_render(ctx, catalog, name, "en", values, &r, &err) != DONE)
		fail_msg("%s", err.text);
	json_decref(values);
	return r;
}

static void
test_history(void **state)
{
	SCRATCH(tmp);
	struct rendered r = render(tmp, "notice_reply", "history", messages(40, 1000));

	(void)state;
	/* The newest stand first, and stay. */
	assert_non_null(r.html);
	assert_non_null(strstr(r.html, "Message 0."));
	assert_non_null(strstr(r.html, "Message 5."));
	assert_null(strstr(r.html, "Message 39."));
	assert_non_null(strstr(r.html, "#show 4711"));
	assert_non_null(strstr(r.text, "Message 39."));
	assert_null(strstr(r.text, "#show 4711` brings you all"));
	/* What fits is left alone. */
	r = render(tmp, "notice_reply", "history", messages(4, 1000));
	assert_non_null(strstr(r.html, "Message 3."));
	assert_null(strstr(r.html, "[...]"));
}

static void
test_thread(void **state)
{
	SCRATCH(tmp);
	struct rendered r = render(tmp, "handover", "thread", messages(200, 1000));
	const char *left = strstr(r.html, "All that was said, but for ");
	unsigned long gone = left != NULL ? strtoul(left + strlen("All that was said, but for "), NULL, 10) : 0;
	size_t shown = 0;

	(void)state;
	for (const char *s = r.html; (s = strstr(s, "Message ")) != NULL; s++)
		shown++;
	/* The first tells what it is about, the last how it stands. */
	assert_non_null(strstr(r.html, "Message 0."));
	assert_non_null(strstr(r.html, "Message 199."));
	assert_null(strstr(r.html, "Message 1."));
	assert_int_equal(gone + shown, 200);
	assert_true(shown > 5);
	assert_non_null(strstr(r.html, "brings you all of it"));
	assert_non_null(strstr(r.text, "All that was said:"));
	assert_non_null(strstr(r.text, "Message 1."));
}

static void
test_counts(void **state)
{
	SCRATCH(tmp);
	json_t *rows = json_array();

	(void)state;
	for (int i = 0; i < 300; i++)
		json_array_append_new(rows, json_pack("{s:i, s:s, s:s, s:b, s:b}", "ticket", i, "subject", "The printer of the second floor",
		    "requester_address", "ana@example.com", "over", 0, "has_time", 0));
	struct rendered r = render(tmp, "digest_agent", "mine", rows);
	const char *more = strstr(r.html, ">And ");
	size_t shown = 0;

	for (const char *s = r.html; (s = strstr(s, "The printer of")) != NULL; s++)
		shown++;
	assert_non_null(more);
	/* The samples' unassigned and waiting ones are no printers of that kind. */
	assert_in_range(shown + strtoul(more + 5, NULL, 10), 300, 320);
	assert_non_null(strstr(r.text, "#299"));
}

/* What somebody answers, and what a technician asks to see, is all there or in plain text alone. */
static void
test_whole(void **state)
{
	SCRATCH(tmp);
	struct rendered r = render(tmp, "shown", "thread", messages(200, 1000));

	(void)state;
	assert_null(r.html);
	assert_non_null(strstr(r.text, "Message 1."));
	r = render(tmp, "solution", "text", words(WORDS));
	assert_null(r.html);
	r = render(tmp, "solution", "text", json_string("Switch it off and on."));
	assert_non_null(r.html);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_monsters),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_thread),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
