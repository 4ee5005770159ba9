/* What a server's words say of an address. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/desk/bounced.h"

static const struct {
	const char *status, *text;
	enum delivery_class class;
} samples[] = {
	{ "5.1.1", NULL, DELIVERY_HARD },
	{ "5.1.10", "Recipient not found", DELIVERY_HARD },
	{ "5.2.1", "disabled", DELIVERY_HARD },
	{ "5.2.2", "over quota", DELIVERY_FULL },
	{ "4.2.2", "over quota", DELIVERY_FULL },
	{ "4.4.1", "connection timed out", DELIVERY_FULL },
	{ "5.7.1", "blocked", DELIVERY_POLICY },
	{ "5.1.8", "bad sender", DELIVERY_POLICY },
	{ "5.3.4", "too big", DELIVERY_FINE },
	{ "5.0.0", "User unknown in virtual table", DELIVERY_HARD },
	{ NULL, "552 Mailbox full", DELIVERY_FULL },
	{ NULL, "554 looks like SPAM", DELIVERY_POLICY },
	{ NULL, NULL, DELIVERY_POLICY },
	{ "2.0.0", "fine?", DELIVERY_POLICY },
};

static void
classes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if (bounced_class(samples[i].status, samples[i].text) != samples[i].class)
			fail_msg("%s %s", samples[i].status, samples[i].text);
}

static void
the_status_in_an_answer(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);

	(void)state;
	assert_string_equal(bounced_status(ctx, "550 5.1.1 <x@y.example> unknown"), "5.1.1");
	assert_string_equal(bounced_status(ctx, "Host 10.4.5.6 said: 452-4.2.2 full"), "4.2.2");
	assert_null(bounced_status(ctx, "550 no such user"));
	assert_null(bounced_status(ctx, NULL));
	assert_null(bounced_status(ctx, "5. 4.4"));
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(classes), cmocka_unit_test(the_status_in_an_answer) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
