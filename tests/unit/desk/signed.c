/* signed.c - whose signature counts, and what a mail without one is worth */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/desk/decide.h>
#include <postigo/mail/seal.h>

#include "../../../src/desk/signed.h"
#include "../../../src/desk/trust.h"

#define NOW DAYS(20000)
#define OURS "0123456789ABCDEF0123456789ABCDEF01234567"
#define OTHER "76543210FEDCBA9876543210FEDCBA9876543210"

static char *keys[] = { (char[]){ OURS } };
static char *addresses[] = { (char[]){ "ana@desk.example" }, (char[]){ "Pat@customer.example" } };
static struct conf_agent agents[] = {
	{ .name = (char[]){ "ana" }, .address = (char[]){ "ana@desk.example" }, .keys = keys, .key_count = 1 },
	{ .name = (char[]){ "ben" }, .address = (char[]){ "ben@desk.example" }, .must_sign = true },
};
static struct conf_mailbox mailbox = { .name = (char[]){ "support" }, .address = (char[]){ "support@desk.example" } };

struct situation {
	struct conf conf;
	struct seal *seal;
	struct mail mail;
	struct facts facts;
};

static struct situation *
situation(TALLOC_CTX *ctx, const char *from)
{
	struct situation *s = talloc_zero(ctx, struct situation);

	s->conf = (struct conf){ .agents = agents, .agent_count = 2, .mailboxes = &mailbox, .mailbox_count = 1,
		.trust = { .commands = TRUST_TOKEN, .signature = TRUST_TOKEN } };
	s->seal = seal_new(s, "");
	s->seal->system = talloc_strdup(s, "OpenPGP");
	s->seal->signature = SEAL_GOOD;
	s->seal->fingerprint = talloc_strdup(s, OTHER);
	s->seal->addresses = (struct mail_strings){ addresses, 2 };
	s->seal->made = NOW - HOURS(1);
	s->mail.from.address = talloc_strdup(s, from);
	s->mail.from_count = 1;
	s->mail.seal = s->seal;
	s->facts = (struct facts){ .conf = &s->conf, .mailbox = &mailbox, .mail = &s->mail, .now = NOW, .arrived = NOW,
		.agent = conf_agent_by_address(&s->conf, from) };
	return s;
}

static enum conf_trust
trust(struct situation *s)
{
	const char *why;

	return trust_of(s, &s->facts, &why);
}

static bool
counts(struct situation *s)
{
	const char *why = NULL;
	bool yes = signed_by_sender(s, &s->facts, &why);

	assert_non_null(why);
	return yes;
}

static void
only_the_senders_own_key_counts(void **state)
{
	SCRATCH(tmp);
	struct situation *s = situation(tmp, "pat@customer.example");

	(void)state;
	assert_true(counts(s));
	assert_int_equal(trust(s), TRUST_TOKEN);
	s->conf.trust.signature = TRUST_AUTH;
	assert_int_equal(trust(s), TRUST_AUTH);
	s->conf.trust.signature = TRUST_NONE;
	assert_int_equal(trust(s), TRUST_NONE);

	assert_false(counts(situation(tmp, "eva@customer.example")));
	s = situation(tmp, "pat@customer.example");
	s->mail.from_count = 2;
	assert_false(counts(s));
	s = situation(tmp, "pat@customer.example");
	s->mail.seal = NULL;
	assert_false(counts(s));
	for (int signature = 0; signature < SEAL_SIGNATURES; signature++) {
		s = situation(tmp, "pat@customer.example");
		s->seal->signature = (enum seal_signature)signature;
		assert_int_equal(counts(s), signature == SEAL_GOOD);
		assert_int_equal(trust(s) > TRUST_NONE, signature == SEAL_GOOD);
	}
}

static void
a_copied_old_or_future_one_does_not(void **state)
{
	SCRATCH(tmp);
	struct situation *s = situation(tmp, "pat@customer.example");

	(void)state;
	s->facts.signature_used = true;
	assert_false(counts(s));
	s->facts.signature_used = false;
	s->seal->made = NOW - SIGNED_AGE_MOST - 1;
	assert_false(counts(s));
	s->seal->made = NOW + DAYS(2);
	assert_false(counts(s));
	s->seal->made = NOW + HOURS(2);
	assert_true(counts(s));
	/* What does not say when it was made would never be old. */
	s->seal->made = 0;
	assert_false(counts(s));
}

static void
of_a_technician_the_config_names_the_keys(void **state)
{
	SCRATCH(tmp);
	struct situation *s = situation(tmp, "ana@desk.example");

	(void)state;
	assert_false(counts(s));		/* whatever the keyring says */
	s->seal->fingerprint = talloc_strdup(s, OURS);
	s->seal->addresses.count = 0;
	assert_true(counts(s));
}

static void
who_must_sign_is_worth_nothing_without(void **state)
{
	SCRATCH(tmp);
	struct situation *s = situation(tmp, "ben@desk.example");

	(void)state;
	s->facts.confirmed = true;
	assert_true(signed_is_lacking(&s->facts));
	assert_int_equal(trust(s), TRUST_NONE);		/* a confirmation makes up for nothing */
	assert_false(trust_technician(&s->facts, TRUST_TOKEN_AND_AUTH));
	addresses[1] = (char[]){ "ben@desk.example" };
	assert_false(signed_is_lacking(&s->facts));
	assert_int_equal(trust(s), TRUST_TOKEN_AND_AUTH);
	addresses[1] = (char[]){ "Pat@customer.example" };
	assert_false(signed_is_lacking(&situation(tmp, "ana@desk.example")->facts));
}

static void
layers_are_what_is_innermost(void **state)
{
	SCRATCH(tmp);
	struct seal *locked = seal_new(tmp, ""), *inside = seal_new(tmp, ""), *nothing = seal_new(tmp, "only a part"), *s;

	(void)state;
	/* Whoever signs what somebody else has encrypted does not know what it says. */
	locked->signature = SEAL_GOOD;
	inside->encrypted = inside->opened = true;
	s = seal_within(tmp, seal_within(tmp, NULL, locked), inside);
	assert_true(s->encrypted && s->opened);
	assert_int_equal(s->signature, SEAL_UNSIGNED);
	inside = seal_new(tmp, "");
	inside->signature = SEAL_GOOD;
	s = seal_within(tmp, s, inside);
	assert_true(s->encrypted && s->opened);
	assert_int_equal(s->signature, SEAL_GOOD);
	assert_ptr_equal(seal_within(tmp, s, nothing), s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_senders_own_key_counts),
		cmocka_unit_test(a_copied_old_or_future_one_does_not),
		cmocka_unit_test(of_a_technician_the_config_names_the_keys),
		cmocka_unit_test(who_must_sign_is_worth_nothing_without),
		cmocka_unit_test(layers_are_what_is_innermost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
