/* vendor.c - what is decided of a vendor's mail; no store */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/desk/decide.h>

#include "../../../src/desk/vendor.h"

static char *members[] = { (char[]){ "ana" } };
static struct conf_agent agents[] = {
	{ .name = (char[]){ "ana" }, .address = (char[]){ "ana@desk.example" }, .display_name = (char[]){ "Ana" } },
};
static struct conf_team teams[] = { { .name = (char[]){ "first" }, .members = members, .member_count = 1 } };
static struct conf_queue queues[] = {
	{ .name = (char[]){ "help" }, .team = (char[]){ "first" }, .reopen_for = DAYS(30), .link_for = DAYS(90) },
};
static struct conf_mailbox mailboxes[] = {
	{ .name = (char[]){ "support" }, .address = (char[]){ "support@desk.example" }, .queue = (char[]){ "help" } },
};
static char *senders[] = { (char[]){ "@acme.example" } };
static struct conf_vendor vendors[] = {
	{ .name = (char[]){ "acme" }, .display_name = (char[]){ "Acme S.A." }, .address = (char[]){ "support@acme.example" },
	    .senders = senders, .sender_count = 1 },
};
static const struct conf conf = {
	.mailboxes = mailboxes, .mailbox_count = 1, .queues = queues, .queue_count = 1, .teams = teams, .team_count = 1,
	.agents = agents, .agent_count = 1, .vendors = vendors, .vendor_count = 1,
	.trust = { .commands = TRUST_TOKEN, .reopen = TRUST_KNOWN, .participants = TRUST_AUTH, .on_behalf = TRUST_AUTH },
	.limits = { .ack_max_age = DAYS(1), .hops = 50 },
};

#define NOW (DAYS(20000))

struct situation {
	struct mail mail;
	struct facts facts;
};

/* Acme answers, to their own reply address. */
static struct situation *
situation(TALLOC_CTX *ctx)
{
	struct situation *s = talloc_zero(ctx, struct situation);

	s->mail.from.address = talloc_strdup(s, "x@acme.example");
	s->mail.subject = talloc_strdup(s, "Re: Printer");
	s->mail.text = s->mail.reply = talloc_strdup(s, "Firmware 7.2 mends it.");
	s->mail.class = MAIL_HUMAN;
	s->mail.class_reason = talloc_strdup(s, "nothing says otherwise");
	s->facts = (struct facts){
		.conf = &conf, .mailbox = &mailboxes[0], .mail = &s->mail, .installation = "us", .language = "en", .now = NOW,
		.arrived = NOW, .has_token = true, .token = { .purpose = TOKEN_VENDOR, .ticket = 7, .person = 9 },
		.token_person = { .id = 9, .address = talloc_strdup(s, "support@acme.example") },
		.vendor = { .name = "acme", .conf = &vendors[0], .tie = TIE_REPLY_TOKEN, .asked = { .vendor = vendors[0].name } },
	};
	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){
		.found = true, .named = 7, .inside = true,
		.ticket = { .id = 7, .state = TICKET_WAITING, .queue = queues[0].name, .team = teams[0].name, .tier = 4 },
	};
	return s;
}

static size_t
answers(const struct decision *d, const char *template)
{
	size_t n = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		n += strcmp(d->answers[i].template, template) == 0;
	return n;
}

static void
what_a_vendor_answers_is_for_technicians(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_int_equal(d->ticket, 7);
	assert_string_equal(d->vendor, "Acme S.A.");
	assert_true(d->vendor_answers);
	assert_int_equal(d->state, TICKET_OPEN);
	assert_int_equal(answers(d, "notice_vendor"), 1);
	assert_int_equal(d->answer_count, 1);
	assert_non_null(d->not_answered);
	/* Even when the config has forgotten them. */
	s->facts.vendor.conf = NULL;
	d = decide(s, &s->facts);
	assert_string_equal(d->vendor, "acme");
	assert_int_equal(answers(d, "notice_vendor"), 1);
	assert_int_equal(d->answer_count, 1);
	/* A closed ticket stays so. */
	s->facts.tie[TIE_REPLY_TOKEN].ticket.state = TICKET_CLOSED;
	assert_int_equal(decide(s, &s->facts)->state, TICKET_CLOSED);
	talloc_free(s);
}

static void
their_system_only_says_that_it_has_our_mail(void **state)
{
	static const struct {
		enum mail_class class;
		const char *number, *known;
		bool answers;
	} samples[] = {
		{ MAIL_AUTO_REPLY, "CASE-1", NULL, false },
		{ MAIL_AUTO_REPLY, NULL, "CASE-1", false },
		{ MAIL_AUTO_GENERATED, "CASE-1", NULL, false },
		{ MAIL_AUTO_GENERATED, "CASE-1", "CASE-1", true },
		{ MAIL_AUTO_GENERATED, NULL, NULL, true },
		{ MAIL_LIST, "CASE-1", "CASE-1", true },
		{ MAIL_HUMAN, "CASE-1", NULL, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct situation *s = situation(NULL);
		struct decision *d;

		s->mail.class = samples[i].class;
		s->facts.vendor.number = samples[i].number != NULL ? talloc_strdup(s, samples[i].number) : NULL;
		s->facts.vendor.asked.number = samples[i].known != NULL ? talloc_strdup(s, samples[i].known) : NULL;
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_REPLY);
		assert_int_equal(d->vendor_answers, samples[i].answers);
		assert_int_equal(d->answer_count, samples[i].answers);
		assert_int_equal(d->state, samples[i].answers ? TICKET_OPEN : TICKET_WAITING);
		if (samples[i].number != NULL)
			assert_string_equal(d->vendor_number, "CASE-1");
		talloc_free(s);
	}
}

/* Whoever takes part in the ticket and has come by the vendor's reply address writes for themselves. */
static void
who_takes_part_is_no_vendor(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->mail.from.address = talloc_strdup(s, "eva@customer.example");
	s->facts.tie[TIE_REPLY_TOKEN].sender_takes_part = true;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_null(d->vendor);
	assert_int_equal(answers(d, "notice_reply"), 1);
	talloc_free(s);
}

/* Without having been asked, their reply address lets nobody onto the ticket: not even them. */
static void
their_address_alone_opens_nothing(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->facts.vendor = (struct vendor_mail){ 0 };
	s->mail.from.address = s->facts.token_person.address;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(d->relation.ticket, 7);
	assert_string_equal(tie_name(TIE_VENDOR_NUMBER), "vendor_number");
	talloc_free(s);
}

/* Anybody can write their address and a ticket's number: it is told, and nothing ends by it. */
static void
a_claim_to_be_them_ends_nothing(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->facts.tie[TIE_SUBJECT_TAG] = s->facts.tie[TIE_REPLY_TOKEN];
	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ 0 };
	s->facts.has_token = false;
	s->facts.vendor.tie = TIE_SUBJECT_TAG;
	s->facts.vendor.number = (char[]){ "CASE-666" };
	for (int class = 0; class < 2; class++) {
		s->mail.class = class == 0 ? MAIL_HUMAN : MAIL_AUTO_GENERATED;
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_REPLY);
		assert_string_equal(d->vendor, "Acme S.A.");
		assert_false(d->vendor_answers);
		assert_null(d->vendor_number);
		assert_int_equal(d->state, TICKET_WAITING);
		assert_int_equal(answers(d, "notice_vendor"), 1);
		/* Nor is anything noted: there is no store here. */
		assert_int_equal(vendor_note(NULL, &s->facts, d, NULL), DONE);
	}
	/* Whom their domain vouches for, it is. */
	s->mail.class = MAIL_HUMAN;
	s->facts.confirmed = true;
	d = decide(s, &s->facts);
	assert_true(d->vendor_answers);
	assert_string_equal(d->vendor_number, "CASE-666");
	assert_int_equal(d->state, TICKET_OPEN);
	talloc_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_vendor_answers_is_for_technicians),
		cmocka_unit_test(their_system_only_says_that_it_has_our_mail),
		cmocka_unit_test(who_takes_part_is_no_vendor),
		cmocka_unit_test(their_address_alone_opens_nothing),
		cmocka_unit_test(a_claim_to_be_them_ends_nothing),
	};

	return cmocka_run_group_tests_name("vendor", tests, NULL, NULL);
}
