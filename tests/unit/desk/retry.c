/* Waits between attempts grow, stay within bounds, and are spread. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <postigo/desk/retry.h>

/* 200 leaves the wait as it is: the middle of what chance may do. */
#define NO_CHANCE 200

static void
doubles_up_to_the_longest(void **state)
{
	static const duration want[] = { 1, 1, 2, 4, 8, 16, 32, 60, 60, 60 };

	(void)state;
	for (unsigned i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		assert_int_equal(retry_wait(MINUTES(1), HOURS(1), i, NO_CHANCE), MINUTES(want[i]));
	assert_int_equal(retry_wait(MINUTES(1), HOURS(1), 4000000000u, NO_CHANCE), HOURS(1));
}

static void
chance_moves_it_by_a_fifth_at_most(void **state)
{
	(void)state;
	for (uint32_t chance = 0; chance < 5000; chance++) {
		duration wait = retry_wait(SECONDS(100), SECONDS(100), 1, chance);

		assert_true(wait >= SECONDS(80) && wait <= SECONDS(120));
	}
	assert_int_not_equal(retry_wait(SECONDS(100), SECONDS(100), 1, 0), retry_wait(SECONDS(100), SECONDS(100), 1, 400));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doubles_up_to_the_longest),
		cmocka_unit_test(chance_moves_it_by_a_fifth_at_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
