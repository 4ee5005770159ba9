/* wire_hook.c - what the hook process and the desk put is what the other gets */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/wire_hook.h>

/* The text as the message that it becomes, in memory that is exactly as large. */
static struct wire_message *
message(TALLOC_CTX *ctx, const struct text *t, size_t size)
{
	struct wire_message *m = talloc_zero(ctx, struct wire_message);

	m->type = WIRE_JOB;
	m->payload = talloc_memdup(m, t->bytes, size);
	m->size = size;
	m->fd = -1;
	return m;
}

static void
hooking(void **state)
{
	SCRATCH(tmp);
	struct wire_hooking in = { .count = WIRE_JOBS }, out = { 0 };
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	in.row[WIRE_JOBS - 1] = UINT64_MAX;
	wire_hooking_put(t, &in);
	assert_int_equal(wire_hooking_get(message(tmp, t, t->size), &out, &err), DONE);
	assert_memory_equal(&in, &out, sizeof(in));
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_hooking_get(message(tmp, t, cut), &out, &err), PERMFAIL);
	wire_put_u64(t, 1);
	assert_int_equal(wire_hooking_get(message(tmp, t, t->size), &out, &err), PERMFAIL);
	t->bytes[0]++;	/* more than there is room for */
	assert_int_equal(wire_hooking_get(message(tmp, t, t->size), &out, &err), PERMFAIL);
}

static void
job(void **state)
{
	SCRATCH(tmp);
	struct wire_job in = { .program = true, .name = talloc_strdup(tmp, "ping"), .identifier = talloc_strdup(tmp, "01ab"), .attempt = 3 }, out;
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	wire_job_put(t, &in);
	assert_int_equal(wire_job_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_true(out.program);
	assert_string_equal(out.name, "ping");
	assert_string_equal(out.identifier, "01ab");
	assert_int_equal(out.attempt, 3);
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_job_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
	t->bytes[0] = 2;
	assert_int_equal(wire_job_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
	text_reset(t);
	in.name = NULL;
	wire_job_put(t, &in);
	assert_int_equal(wire_job_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
}

static void
job_end(void **state)
{
	SCRATCH(tmp);
	struct wire_job_end in = { .outcome = JOB_DOWN, .code = 503, .wait = 60, .cut = true, .text = talloc_strdup(tmp, "HTTP 503") }, out;
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	wire_job_end_put(t, &in);
	assert_int_equal(wire_job_end_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_int_equal(out.outcome, JOB_DOWN);
	assert_int_equal(out.code, 503);
	assert_int_equal(out.wait, 60);
	assert_true(out.cut);
	assert_string_equal(out.text, "HTTP 503");
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_job_end_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
	for (unsigned outcome = 0; outcome < 256; outcome++) {
		t->bytes[0] = (char)outcome;
		assert_int_equal(wire_job_end_get(tmp, message(tmp, t, t->size), &out, &err),
		    outcome >= JOB_DONE && outcome <= JOB_UNTRIED ? DONE : PERMFAIL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(hooking), cmocka_unit_test(job), cmocka_unit_test(job_end) };

	return cmocka_run_group_tests_name("wire_hook", tests, NULL, NULL);
}
