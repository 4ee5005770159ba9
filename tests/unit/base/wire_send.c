/* wire_send.c - what send and the desk put is what the other gets */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/wire_send.h>
/* The text as the message that it becomes, in memory that is exactly as large. */
static struct wire_message *
message(TALLOC_CTX *ctx, const struct text *t, size_t size)
{
	struct wire_message *m = talloc_zero(ctx, struct wire_message);

	m->type = WIRE_RESULT;
	m->payload = talloc_memdup(m, t->bytes, size);
	m->size = size;
	m->fd = -1;
	return m;
}

static void
holding(void **state)
{
	SCRATCH(tmp);
	struct wire_holding *in = talloc_zero(tmp, struct wire_holding), *out = talloc_zero(tmp, struct wire_holding);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	in->index = 3;
	in->count = WIRE_HOLDING_MAX;
	in->row[WIRE_HOLDING_MAX - 1] = UINT64_MAX;
	wire_holding_put(t, in);
	assert_int_equal(wire_holding_get(message(tmp, t, t->size), out, &err), DONE);
	assert_memory_equal(in, out, sizeof(*in));
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_holding_get(message(tmp, t, cut), out, &err), PERMFAIL);
	wire_put_u64(t, 1);
	assert_int_equal(wire_holding_get(message(tmp, t, t->size), out, &err), PERMFAIL);
	/* More rows than there is room for, and all of them there. */
	t->bytes[4] = 1;
	t->bytes[5] = 1;
	assert_int_equal(wire_holding_get(message(tmp, t, t->size), out, &err), PERMFAIL);
	in->count = 0;
	text_reset(t);
	wire_holding_put(t, in);
	assert_int_equal(wire_holding_get(message(tmp, t, t->size), out, &err), DONE);
	assert_int_equal(out->count, 0);
}

static void
outgoing(void **state)
{
	SCRATCH(tmp);
	struct wire_outgoing in = { (char[]){ "" }, (char[]){ "maria@example.com" } }, out = { 0 };
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	wire_outgoing_put(t, &in);
	assert_int_equal(wire_outgoing_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_string_equal(out.envelope_from, "");
	assert_string_equal(out.recipient, "maria@example.com");
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_outgoing_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
	in.envelope_from = NULL;
	text_reset(t);
	wire_outgoing_put(t, &in);
	assert_int_equal(wire_outgoing_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
}

static void
outcome(void **state)
{
	static const struct {
		uint8_t outcome;
		uint32_t code;
		enum result want;
	} samples[] = {
		{ OUTCOME_SENT, 250, DONE },
		{ OUTCOME_DEFERRED, 451, DONE },
		{ OUTCOME_FAILED, 550, DONE },
		{ OUTCOME_UNKNOWN, 0, DONE },
		{ OUTCOME_UNTRIED, 999, DONE },
		{ 0, 250, PERMFAIL },
		{ OUTCOME_UNTRIED + 1, 250, PERMFAIL },
		{ 255, 250, PERMFAIL },
		{ OUTCOME_SENT, 1000, PERMFAIL },
	};
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct wire_result in = { samples[i].outcome, samples[i].code, (char[]){ "2.0.0 ok" } }, out = { 0 };
		text_reset(t);
		wire_result_put(t, &in);
		assert_int_equal(wire_result_get(tmp, message(tmp, t, t->size), &out, &err), samples[i].want);
		if (samples[i].want != DONE)
			continue;
		assert_int_equal(out.outcome, samples[i].outcome);
		assert_int_equal(out.code, samples[i].code);
		assert_string_equal(out.text, "2.0.0 ok");
		for (size_t cut = 0; cut < t->size; cut++)
			assert_int_equal(wire_result_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
	}
	struct wire_result wordless = { OUTCOME_SENT, 250, NULL }, out = { 0 };
	text_reset(t);
	wire_result_put(t, &wordless);
	assert_int_equal(wire_result_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_string_equal(out.text, "");
}

static void
relay(void **state)
{
	SCRATCH(tmp);
	struct wire_relay in = { true, NULL }, out = { false, NULL };
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	wire_relay_put(t, &in);
	assert_int_equal(wire_relay_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_true(out.ok);
	t->bytes[0] = 2;
	assert_int_equal(wire_relay_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
	in = (struct wire_relay){ false, (char[]){ "connection refused" } };
	text_reset(t);
	wire_relay_put(t, &in);
	assert_int_equal(wire_relay_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_false(out.ok);
	assert_string_equal(out.why, "connection refused");
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_relay_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holding),
		cmocka_unit_test(outgoing),
		cmocka_unit_test(outcome),
		cmocka_unit_test(relay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
