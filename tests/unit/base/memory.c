/* memory.c - who owns what, and the end of memory */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
static int released;

static void
release(void *object)
{
	released += *(int *)object;
}

static void
holds(void **state)
{
	int one = 1, ten = 10;
	TALLOC_CTX *ctx = talloc_new(NULL);

	(void)state;
	released = 0;
	memory_hold(ctx, &one, release);
	memory_hold(ctx, &ten, release);
	assert_int_equal(released, 0);
	talloc_free(ctx);
	assert_int_equal(released, 11);
}

static int
early_return(int object)
{
	SCRATCH(tmp);

	memory_hold(tmp, &object, release);
	if (object == 2)
		return object;
	return -object;
}

static void
scratch_goes_on_every_way_out(void **state)
{
	(void)state;
	released = 0;
	assert_int_equal(early_return(2), 2);
	assert_int_equal(early_return(3), -3);
	assert_int_equal(released, 5);
}

/* Each asks for more than talloc gives to anybody (256 MiB). */
#define TOO_MUCH (1u << 30)

static void
want_size(void)
{
	(void)talloc_size(NULL, TOO_MUCH);
}

static void
want_zero(void)
{
	(void)talloc_zero_size(NULL, TOO_MUCH);
}

static void
want_array(void)
{
	(void)talloc_array(NULL, uint64_t, TOO_MUCH);
}

static void
want_zero_array(void)
{
	(void)talloc_zero_array(NULL, uint64_t, TOO_MUCH);
}

static void
want_more(void)
{
	char *p = talloc_size(NULL, 1);

	(void)talloc_realloc_size(NULL, p, TOO_MUCH);
}

static void
want_longer_array(void)
{
	uint64_t *p = talloc_array(NULL, uint64_t, 1);

	(void)talloc_realloc(NULL, p, uint64_t, TOO_MUCH);
}

static void
want_copy(void)
{
	(void)talloc_memdup(NULL, "", TOO_MUCH);
}

static void
want_format(void)
{
	(void)talloc_asprintf(NULL, "%0*d", (int)TOO_MUCH, 1);
}

static void
want_pool(void)
{
	(void)talloc_pool(NULL, TOO_MUCH);
}

static void
exhausted(void **state)
{
	static void (*const wants[])(void) = { want_size, want_zero, want_array, want_zero_array, want_more,
		want_longer_array, want_copy, want_format, want_pool };

	(void)state;
	for (size_t i = 0; i < sizeof(wants) / sizeof(wants[0]); i++) {
		int status;
		pid_t pid = fork();
		if (pid == 0) {
			close(STDERR_FILENO);
			wants[i]();
			_exit(0);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (!WIFEXITED(status) || WEXITSTATUS(status) != EX_OSERR)
			fail_msg("%zu: %x", i, status);
	}
}

/* NULL from NULL is an answer, and so is nothing for nothing. */
static void
nothing_wanted(void **state)
{
	SCRATCH(tmp);
	char *p = talloc_size(tmp, 1);

	(void)state;
	assert_null(talloc_strdup(tmp, NULL));
	assert_null(talloc_strndup(tmp, NULL, 3));
	assert_null(talloc_realloc_size(tmp, p, 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holds),
		cmocka_unit_test(scratch_goes_on_every_way_out),
		cmocka_unit_test(exhausted),
		cmocka_unit_test(nothing_wanted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
