/* specification.c - the renderer against the published specification, where a copy of it is at hand
 *
 * POSTIGO_CORPORA names a folder with mustache/cases.jsonl, one case a line; else it is shared/corpora beside our tree. Of the
 * optional modules, lambdas are not ours.
 */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/tmpl/mustache.h>

#define SKIPPED 77	/* what Automake takes for "could not be tried here" */

struct sources {
	TALLOC_CTX *ctx;
	const json_t *list;
};

static const struct mustache *
partial(void *context, const char *name)
{
	const struct sources *sources = context;
	const char *source = json_string_value(json_object_get(sources->list, name));
	struct mustache *m;
	struct error err;

	if (source == NULL)
		return NULL;
	if (mustache_parse(sources->ctx, name, source, &m, &err) != DONE)
		fail_msg("%s", err.text);
	return m;
}

static bool
run_case(const char *folder, json_t *sample)
{
	SCRATCH(tmp);
	struct sources sources = { tmp, json_object_get(sample, "partials") };
	struct mustache_host host = { .put = mustache_put_html, .partial = partial, .context = &sources };
	struct text *out = text_new(tmp, 100000);
	struct mustache *m;
	struct error err;
	char *source;
	size_t size;
	const char *id = json_string_value(json_object_get(sample, "id"));
	const char *wanted = json_string_value(json_object_get(json_object_get(sample, "expect"), "output"));
	const char *path = talloc_asprintf(tmp, "%s/%s", folder, json_string_value(json_object_get(sample, "input")));

	if (file_read(tmp, path, 100000, &source, &size, &err) != DONE ||
	    mustache_parse(tmp, id, source, &m, &err) != DONE ||
	    mustache_render(m, json_object_get(sample, "data"), &host, out, &err) != DONE) {
		print_error("%s: %s\n", id, err.text);
		return false;
	}
	if (strcmp(out->bytes, wanted) == 0)
		return true;
	print_error("%s: \"%s\" is wanted, it gave \"%s\"\n", id, wanted, out->bytes);
	return false;
}

/* The cases, one a line; NULL when there is no copy at hand. */
static char *
cases_read(TALLOC_CTX *ctx, const char *folder)
{
	struct error err;
	char *cases;
	size_t size;

	if (file_read(ctx, talloc_asprintf(ctx, "%s/cases.jsonl", folder), 10000000, &cases, &size, &err) != DONE)
		return NULL;
	return cases;
}

static void
test_specification(void **state)
{
	SCRATCH(tmp);
	const char *folder = *state;
	char *cases = cases_read(tmp, folder);
	size_t run = 0, failed = 0, left_out = 0;

	assert_non_null(cases);
	for (char *line = cases, *end; *line != '\0'; line = end) {
		end = strchrnul(line, '\n');
		json_t *sample = json_loadb(line, (size_t)(end - line), 0, NULL);
		assert_non_null(sample);
		if (strcmp(json_string_value(json_object_get(sample, "module")), "~lambdas") != 0) {
			run++;
			failed += !run_case(folder, sample);
		} else {
			left_out++;
		}
		json_decref(sample);
		end += *end != '\0';
	}
	print_message("%zu cases, %zu failed; %zu more are of lambdas, which are not ours\n", run, failed, left_out);
	assert_true(run > 0);
	assert_int_equal(failed, 0);
}

int
main(void)
{
	SCRATCH(tmp);
	const char *corpora = getenv("POSTIGO_CORPORA"), *source = getenv("srcdir");
	char *beside = talloc_asprintf(tmp, "%s/../shared/corpora", source != NULL ? source : ".");
	char *folder = talloc_asprintf(tmp, "%s/mustache", corpora != NULL ? corpora : beside);
	const struct CMUnitTest tests[] = { cmocka_unit_test_prestate(test_specification, folder) };

	if (cases_read(tmp, folder) == NULL) {
		puts("there is no copy of the specification here: POSTIGO_CORPORA names none");
		return SKIPPED;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
