/* offer.c - the table of messages and values holds together */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/tmpl/offer.h>

static void
test_table(void **state)
{
	const struct offer *offer;

	(void)state;
	for (size_t i = 0; (offer = offer_at(i)) != NULL; i++) {
		json_t *samples = offer_samples(offer), *all = offer_samples(NULL);

		assert_ptr_equal(offer_find(offer->name), offer);
		assert_true(*offer->about != '\0');
		for (const char *const *name = offer->values; *name != NULL; name++) {
			const struct offer_value *value = offer_value(*name);

			if (value == NULL)
				fail_msg("%s: there is no value \"%s\" in the table", offer->name, *name);
			if (json_object_get(samples, *name) == NULL || json_object_get(all, *name) == NULL)
				fail_msg("%s: the sample of \"%s\" is no JSON", offer->name, *name);
			assert_true(*value->about != '\0');
		}
		json_t *own = offer->samples != NULL ? json_loads(offer->samples, 0, NULL) : json_object();
		for (void *at = json_object_iter(own); at != NULL; at = json_object_iter_next(own, at))
			assert_non_null(json_object_get(samples, json_object_iter_key(at)));
		assert_non_null(own);
		json_decref(own);
		json_decref(samples);
		json_decref(all);
	}
	assert_null(offer_find("nothing"));
	assert_null(offer_value("nothing"));
}

static void
test_samples(void **state)
{
	json_t *ack = offer_samples(offer_find("acknowledgement")), *all = offer_samples(NULL);

	(void)state;
	assert_int_equal(json_integer_value(json_object_get(ack, "ticket")), 4711);
	assert_null(json_object_get(ack, "diagnostic"));
	assert_non_null(json_object_get(all, "diagnostic"));
	json_t *own = offer_samples(offer_find("operator"));
	assert_string_not_equal(json_string_value(json_object_get(own, "text")),
	    json_string_value(json_object_get(all, "text")));
	json_decref(own);
	json_decref(ack);
	json_decref(all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_samples),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
