/* wire_fetch.c - what fetch and the desk put is what the other gets */
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
#include <postigo/base/wire_fetch.h>
/* The text as the message that it becomes, in memory that is exactly as large. */
static struct wire_message *
message(TALLOC_CTX *ctx, const struct text *t, size_t size)
{
	struct wire_message *m = talloc_zero(ctx, struct wire_message);

	m->type = WIRE_LEDGER;
	m->payload = talloc_memdup(m, t->bytes, size);
	m->size = size;
	m->fd = -1;
	return m;
}

static struct text *
wire_text(TALLOC_CTX *ctx)
{
	return text_new(ctx, WIRE_MAX);
}

static void
mailbox_open(void **state)
{
	SCRATCH(tmp);
	struct wire_mailbox_open in = { (char[]){ "support" }, 1, UINT32_MAX, 3 }, out = { 0 };
	struct text *t = wire_text(tmp);
	struct error err;

	(void)state;
	wire_mailbox_open_put(t, &in);
	assert_int_equal(wire_mailbox_open_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_string_equal(out.name, "support");
	assert_int_equal(out.uidvalidity, 1);
	assert_int_equal(out.uidnext, UINT32_MAX);
	assert_int_equal(out.exists, 3);
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_mailbox_open_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
	in.name = NULL;
	text_reset(t);
	wire_mailbox_open_put(t, &in);
	assert_int_equal(wire_mailbox_open_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
	assert_string_equal(out.name, "support");
}

static void
mailbox_state(void **state)
{
	SCRATCH(tmp);
	struct wire_mailbox_state in = { 10, -5, 15, 20, 30, true, { 7, (uint32_t[]){ 11, 13 }, 2 } }, out = { 0 };
	struct text *t = wire_text(tmp);
	struct error err;

	(void)state;
	wire_mailbox_state_put(t, &in);
	assert_int_equal(wire_mailbox_state_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_int_equal(out.adopted, 10);
	assert_int_equal(out.skip_before, -5);
	assert_int_equal(out.skip_below, 15);
	assert_int_equal(out.highest, 20);
	assert_int_equal(out.first_contact, 30);
	assert_true(out.suspect);
	assert_int_equal(out.untold.uidvalidity, 7);
	assert_int_equal(out.untold.count, 2);
	assert_int_equal(out.untold.uid[1], 13);
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_mailbox_state_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
	t->bytes[28] = 2;	/* suspect: neither yes nor no */
	assert_int_equal(wire_mailbox_state_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
}

static void
uids(void **state)
{
	SCRATCH(tmp);
	uint32_t *uid = talloc_zero_array(tmp, uint32_t, WIRE_UIDS_MAX);
	struct wire_uids in = { 7, uid, WIRE_UIDS_MAX }, out = { 0 };
	struct text *t = wire_text(tmp);
	struct error err;

	(void)state;
	uid[WIRE_UIDS_MAX - 1] = UINT32_MAX;
	wire_uids_put(t, &in);
	assert_false(t->cut);
	assert_int_equal(wire_uids_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_int_equal(out.count, WIRE_UIDS_MAX);
	assert_int_equal(out.uid[WIRE_UIDS_MAX - 1], UINT32_MAX);
	assert_int_equal(wire_uids_get(tmp, message(tmp, t, t->size - 1), &out, &err), PERMFAIL);
	in.count = 0;
	text_reset(t);
	wire_uids_put(t, &in);
	assert_int_equal(wire_uids_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_int_equal(out.count, 0);
}

/* A count is no reason to ask for memory, or to read on. */
static void
lying_count(void **state)
{
	static const uint32_t counts[] = { 2, WIRE_UIDS_MAX, WIRE_UIDS_MAX + 1, 0x40000001, UINT32_MAX };
	SCRATCH(tmp);
	struct wire_uids out = { 0 };
	struct text *t = wire_text(tmp);
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		text_reset(t);
		wire_put_u32(t, 7);
		wire_put_u32(t, counts[i]);
		wire_put_u32(t, 1);
		assert_int_equal(wire_uids_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
		assert_null(out.uid);
	}
	/* One more than the limit, and all of them there. */
	text_reset(t);
	wire_put_u32(t, 7);
	wire_put_u32(t, WIRE_UIDS_MAX + 1);
	for (int i = 0; i <= WIRE_UIDS_MAX; i++)
		wire_put_u32(t, 1);
	assert_int_equal(wire_uids_get(tmp, message(tmp, t, t->size), &out, &err), PERMFAIL);
}

static void
mail(void **state)
{
	SCRATCH(tmp);
	struct wire_mail in = { 7, 11, 1795379572123, UINT64_MAX, true }, out = { 0 };
	struct text *t = wire_text(tmp);
	struct error err;

	(void)state;
	wire_mail_put(t, &in);
	assert_int_equal(wire_mail_get(message(tmp, t, t->size), &out, &err), DONE);
	assert_int_equal(out.uidvalidity, 7);
	assert_int_equal(out.uid, 11);
	assert_int_equal(out.arrived, 1795379572123);
	assert_true(out.size == UINT64_MAX);
	assert_true(out.partial);
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_mail_get(message(tmp, t, cut), &out, &err), PERMFAIL);
	wire_put_u8(t, 0);
	assert_int_equal(wire_mail_get(message(tmp, t, t->size), &out, &err), PERMFAIL);
}

static void
skipped(void **state)
{
	SCRATCH(tmp);
	struct wire_skipped in = { { 7, (uint32_t[]){ 11 }, 1 }, (char[]){ "vanished" }, true }, out = { 0 };
	struct text *t = wire_text(tmp);
	struct error err;

	(void)state;
	wire_skipped_put(t, &in);
	assert_int_equal(wire_skipped_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_int_equal(out.uids.uid[0], 11);
	assert_string_equal(out.why, "vanished");
	assert_true(out.quarantine);
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_skipped_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
}

static void
health(void **state)
{
	SCRATCH(tmp);
	struct wire_health in = { false, (char[]){ "refused" } }, out = { true, NULL };
	struct text *t = wire_text(tmp);
	struct error err;

	(void)state;
	wire_health_put(t, &in);
	assert_int_equal(wire_health_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_false(out.ok);
	assert_string_equal(out.why, "refused");
	for (size_t cut = 0; cut < t->size; cut++)
		assert_int_equal(wire_health_get(tmp, message(tmp, t, cut), &out, &err), PERMFAIL);
	in = (struct wire_health){ true, NULL };
	text_reset(t);
	wire_health_put(t, &in);
	assert_int_equal(wire_health_get(tmp, message(tmp, t, t->size), &out, &err), DONE);
	assert_true(out.ok);
	assert_null(out.why);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mailbox_open),
		cmocka_unit_test(mailbox_state),
		cmocka_unit_test(uids),
		cmocka_unit_test(lying_count),
		cmocka_unit_test(mail),
		cmocka_unit_test(skipped),
		cmocka_unit_test(health),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
