/* What is decided, fact by fact: one sample a situation that an operator would recognise. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/desk/decide.h>

static char *members[] = { (char[]){ "ana" }, (char[]){ "ben" } };

static struct conf_agent agents[] = {
	{ .name = (char[]){ "ana" }, .address = (char[]){ "ana@desk.example" }, .display_name = (char[]){ "Ana" } },
	{ .name = (char[]){ "ben" }, .address = (char[]){ "ben@desk.example" }, .display_name = (char[]){ "Ben" } },
};
static struct conf_team teams[] = { { .name = (char[]){ "first" }, .members = members, .member_count = 2 } };
static struct conf_queue queues[] = {
	{ .name = (char[]){ "help" }, .team = (char[]){ "first" }, .reopen_for = DAYS(30), .link_for = DAYS(90) },
};
static char *authserv[] = { (char[]){ "mx.desk.example" } };
static char *forms[] = { (char[]){ "@forms.example" } };
static struct conf_mailbox mailboxes[] = {
	{ .name = (char[]){ "support" }, .address = (char[]){ "support@desk.example" }, .queue = (char[]){ "help" },
	    .safe_acknowledgement = true, .trusted_authserv = authserv, .trusted_authserv_count = 1,
	    .reply_to_senders = forms, .reply_to_sender_count = 1 },
};
static const struct conf conf = {
	.mailboxes = mailboxes, .mailbox_count = 1, .queues = queues, .queue_count = 1,
	.teams = teams, .team_count = 1, .agents = agents, .agent_count = 2,
	.trust = { .commands = TRUST_TOKEN, .reopen = TRUST_KNOWN, .participants = TRUST_AUTH, .on_behalf = TRUST_AUTH },
	.limits = { .ack_max_age = DAYS(1), .hops = 50 },
	.hold = { .hard = DAYS(60), .full = HOURS(4), .policy = DAYS(7) },
	.relay = { .give_up = DAYS(5) },
};

#define NOW (DAYS(20000))

static char pat[] = "pat@customer.example";

/* A mail of a person to the support mailbox; each sample changes what it is about. */
struct situation {
	struct mail mail;
	struct facts facts;
};

static struct situation *
situation(TALLOC_CTX *ctx)
{
	struct situation *s = talloc_zero(ctx, struct situation);

	s->mail.from.address = pat;
	s->mail.subject = talloc_strdup(s, "Printer");
	s->mail.text = s->mail.reply = talloc_strdup(s, "It burns.");
	s->mail.class = MAIL_HUMAN;
	s->mail.class_reason = talloc_strdup(s, "nothing says otherwise");
	s->facts = (struct facts){
		.conf = &conf, .mailbox = &mailboxes[0], .mail = &s->mail, .installation = "us", .language = "en", .now = NOW, .arrived = NOW,
	};
	return s;
}

static void
tie_to(struct situation *s, enum tie_kind kind, enum ticket_state state, bool takes_part)
{
	s->facts.tie[kind] = (struct tie){
		.found = true, .sender_takes_part = takes_part,
		.named = 7,
		.ticket = { .id = 7, .state = state, .queue = queues[0].name, .team = teams[0].name,
		    .closed = state == TICKET_CLOSED ? NOW - DAYS(1) : 0 },
	};
}

static void
by_token(struct situation *s, enum token_purpose purpose, char *whose)
{
	tie_to(s, TIE_REPLY_TOKEN, TICKET_OPEN, purpose == TOKEN_REQUESTER);
	s->facts.tie[TIE_REPLY_TOKEN].inside = purpose == TOKEN_TECHNICIAN || purpose == TOKEN_INTERNAL;
	s->facts.has_token = true;
	s->facts.token = (struct token){ .purpose = purpose, .ticket = 7, .person = 3 };
	s->facts.token_person = (struct person){ .id = 3, .address = whose };
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
a_person_gets_a_ticket_and_an_acknowledgement(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_string_equal(d->queue, "help");
	assert_int_equal(answers(d, "acknowledgement"), 1);
	assert_int_equal(answers(d, "notice_new"), 2);
	assert_null(d->not_answered);
	assert_int_equal(d->trust, TRUST_NONE);
	assert_true(d->answers[0].safe);
	assert_false(d->proves);
	/* Written before, by whomever: that makes nobody known. */
	s->facts.sender = (struct person){ .id = 3, .address = pat };
	d = decide(s, &s->facts);
	assert_int_equal(d->trust, TRUST_NONE);
	assert_true(d->answers[0].safe);
	s->facts.sender.proven = NOW - DAYS(3);
	d = decide(s, &s->facts);
	assert_int_equal(d->trust, TRUST_KNOWN);
	assert_false(d->answers[0].safe);
	assert_false(d->proves);
	talloc_free(s);
}

/* Each of these makes a ticket, and no mail to the sender. */
static void
machines_and_the_unreachable_get_no_acknowledgement(void **state)
{
	static const enum mail_class classes[] = {
		MAIL_AUTO_REPLY, MAIL_AUTO_GENERATED, MAIL_BOUNCE, MAIL_LIST, MAIL_CALENDAR,
	};
	static const char *const senders[] = {
		"MAILER-DAEMON@customer.example", "noreply@customer.example", "no-reply+17@customer.example",
		"postmaster@customer.example", "", "two words@customer.example", "pat@customer.example\r\nRCPT",
	};
	struct situation *s;
	struct decision *d;

	(void)state;
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		s = situation(NULL);
		s->mail.class = classes[i];
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(answers(d, "acknowledgement"), 0);
		assert_non_null(d->not_answered);
		talloc_free(s);
	}
	for (size_t i = 0; i <= sizeof(senders) / sizeof(senders[0]); i++) {
		s = situation(NULL);
		s->mail.from.address = i < sizeof(senders) / sizeof(senders[0]) ? talloc_strdup(s, senders[i]) : NULL;
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(answers(d, "acknowledgement"), 0);
		assert_non_null(d->not_answered);
		talloc_free(s);
	}
	s = situation(NULL);
	s->mail.return_path = talloc_strdup(s, "");
	assert_int_equal(answers(decide(s, &s->facts), "acknowledgement"), 0);
	talloc_free(s);
}

static void
what_lay_there_before_us_is_taken_in_silence(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->facts.before_adoption = true;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(d->answer_count, 0);
	talloc_free(s);
}

static void
our_own_mail_is_filed(void **state)
{
	struct situation *s = situation(NULL);

	(void)state;
	s->mail.from.address = mailboxes[0].address;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_FILED);
	s->mail.from.address = pat;
	s->mail.installation = talloc_strdup(s, "us");
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_FILED);
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	s->mail.installation = talloc_strdup(s, "them");
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(answers(decide(s, &s->facts), "acknowledgement"), 0);
	talloc_free(s);
}

static void
duplicates_do_nothing(void **state)
{
	struct situation *s = situation(NULL);

	(void)state;
	s->facts.same_bytes = true;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_DUPLICATE);
	s->facts.same_bytes = false;
	s->facts.same_content = true;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_DUPLICATE);
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	talloc_free(s);
}

static void
a_reply_reaches_the_ticket_and_the_team(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	by_token(s, TOKEN_REQUESTER, pat);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.state = TICKET_CLOSED;
	s->facts.tie[TIE_REPLY_TOKEN].ticket.closed = NOW - DAYS(1);
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_int_equal(d->ticket, 7);
	assert_int_equal(d->state, TICKET_OPEN);
	assert_int_equal(d->trust, TRUST_TOKEN);
	assert_int_equal(answers(d, "notice_reply"), 2);
	assert_int_equal(answers(d, "acknowledgement"), 0);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.assignee = agents[1].name;
	d = decide(s, &s->facts);
	assert_int_equal(d->answer_count, 1);
	assert_ptr_equal(d->answers[0].agent, &agents[1]);
	talloc_free(s);
}

/* Whatever a mail can name without proof counts only from somebody who is on that ticket. */
static void
a_stranger_gets_a_ticket_of_their_own(void **state)
{
	static const enum tie_kind kinds[] = { TIE_MESSAGE_ID_TOKEN, TIE_MESSAGE_ID, TIE_SUBJECT_TAG };

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct situation *s = situation(NULL);
		struct decision *d;

		tie_to(s, kinds[i], TICKET_OPEN, false);
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(d->relation.ticket, 7);
		tie_to(s, kinds[i], TICKET_OPEN, true);
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_REPLY);
		assert_int_equal(d->tie, kinds[i]);
		talloc_free(s);
	}
}

static void
automatic_mail_on_a_ticket_changes_nothing(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	by_token(s, TOKEN_REQUESTER, pat);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.state = TICKET_CLOSED;
	s->mail.class = MAIL_AUTO_REPLY;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_true(d->automatic);
	assert_int_equal(d->state, TICKET_CLOSED);
	assert_int_equal(d->answer_count, 0);
	talloc_free(s);
}

static struct situation *
technician(TALLOC_CTX *ctx)
{
	struct situation *s = situation(ctx);

	by_token(s, TOKEN_TECHNICIAN, agents[0].address);
	s->mail.from.address = agents[0].address;
	s->facts.agent = &agents[0];
	return s;
}

static void
a_technicians_reply_goes_to_the_requester(void **state)
{
	struct situation *s = technician(NULL);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_true(d->by_technician);
	assert_int_equal(d->state, TICKET_WAITING);
	assert_string_equal(d->assignee, "ana");
	assert_int_equal(answers(d, "answer"), 1);
	assert_int_equal(d->answer_count, 1);
	talloc_free(s);
}

static void
a_technicians_address_alone_proves_nothing(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->mail.from.address = agents[0].address;
	s->facts.agent = &agents[0];
	tie_to(s, TIE_SUBJECT_TAG, TICKET_OPEN, false);
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(answers(d, "answer"), 0);
	talloc_free(s);
}

static void
a_technicians_token_in_other_hands_is_set_aside(void **state)
{
	struct situation *s = technician(NULL);

	(void)state;
	s->mail.from.address = pat;
	s->facts.agent = NULL;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_QUARANTINED);
	assert_int_equal(answers(decide(s, &s->facts), "not_accepted"), 1);
	assert_int_equal(decide(s, &s->facts)->answer_count, 1);
	s->mail.class = MAIL_AUTO_REPLY;
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	s->mail.class = MAIL_HUMAN;
	/* Not even by a colleague: what goes out would bear the wrong name. */
	s->mail.from.address = agents[1].address;
	s->facts.agent = &agents[1];
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_QUARANTINED);
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 0);
	s->facts.agent = NULL;
	/* Somebody who is a technician no longer: the address is right, the right is gone. */
	s->mail.from.address = agents[0].address;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_QUARANTINED);
	talloc_free(s);
}

static void
nothing_empty_or_automatic_is_passed_on(void **state)
{
	struct situation *s = technician(NULL);

	(void)state;
	s->mail.reply = talloc_strdup(s, " \n");
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 0);
	s->mail.attachments = talloc_zero(s, struct mail_attachment);
	s->mail.attachment_count = 1;
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 1);
	s->mail.class = MAIL_AUTO_REPLY;
	assert_int_equal(answers(decide(s, &s->facts), "answer"), 0);
	talloc_free(s);
}

static void
a_bounce_is_told_to_the_technicians(void **state)
{
	struct situation *s = situation(NULL);
	struct mail_bounce_recipient who = { .address = pat, .action = (char[]){ "failed" } };
	struct mail_bounce bounce = { .recipients = &who, .count = 1 };
	struct decision *d;

	(void)state;
	s->mail.class = MAIL_BOUNCE;
	s->mail.bounce = &bounce;
	s->mail.from.address = talloc_strdup(s, "mailer-daemon@customer.example");
	by_token(s, TOKEN_BOUNCE, pat);
	s->facts.bounced = (struct bounced){ .person = 3, .address = pat, .outbox = 5, .kind = (char[]){ "answer" }, .sent = NOW };
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_BOUNCE);
	assert_int_equal(answers(d, "delivery_failed"), 2);
	assert_int_equal(answers(d, "acknowledgement"), 0);
	/* A technician whom no mail reaches: the word about it would come back as well. */
	who.address = (char[]){ "Ana@desk.example" };
	d = decide(s, &s->facts);
	assert_int_equal(answers(d, "delivery_failed"), 1);
	assert_ptr_equal(d->answers[0].agent, &agents[1]);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.assignee = agents[0].name;
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	who.action = (char[]){ "delayed" };
	assert_int_equal(decide(s, &s->facts)->answer_count, 0);
	talloc_free(s);
}

static void
authenticate(struct situation *s)
{
	static struct mail_auth auth;
	static char from[] = "header.from", domain[] = "customer.example", method[] = "dmarc", result[] = "pass";
	static char *name = from, *value = domain;

	auth = (struct mail_auth){ .authserv_id = authserv[0], .method = method, .result = result,
		.names = { &name, 1 }, .values = { &value, 1 } };
	s->mail.auth = &auth;
	s->mail.auth_count = 1;
}

/* From then on we know them; a program of theirs that answers shows nothing. */
static void
a_mail_that_is_vouched_for_proves_its_sender(void **state)
{
	struct situation *s = situation(NULL);

	(void)state;
	authenticate(s);
	assert_true(decide(s, &s->facts)->proves);
	s->mail.class = MAIL_AUTO_REPLY;
	assert_false(decide(s, &s->facts)->proves);
	talloc_free(s);
	s = situation(NULL);
	by_token(s, TOKEN_REQUESTER, pat);
	assert_true(decide(s, &s->facts)->proves);
	s->facts.token_expired = true;
	assert_false(decide(s, &s->facts)->proves);
	talloc_free(s);
}

static char named[][32] = {
	"bo@customer.example", "Support+x@desk.example", "Ana@desk.example",
	"noreply@shop.example", "BO@customer.example", "Pat@customer.example",
};
static struct mail_address cc[] = {
	{ .address = named[0] },
	{ .address = named[1] },
	{ .address = named[2] },
	{ .address = named[3] },
	{ .address = named[4] },
	{ .address = named[5] },
};

static void
people_in_cc_take_part_if_the_sender_is_proven(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->mail.cc = (struct mail_addresses){ cc, sizeof(cc) / sizeof(cc[0]) };
	d = decide(s, &s->facts);
	assert_int_equal(d->joins.count, 0);
	assert_int_equal(d->withheld, WITHHELD_PARTICIPANTS);
	assert_int_equal(answers(d, "confirm"), 1);
	assert_int_equal(answers(d, "acknowledgement"), 0);
	authenticate(s);
	d = decide(s, &s->facts);
	assert_int_equal(d->trust, TRUST_AUTH);
	assert_int_equal(d->withheld, 0);
	assert_int_equal(d->joins.count, 1);
	assert_string_equal(d->joins.list[0].address, "bo@customer.example");
	assert_int_equal(answers(d, "acknowledgement"), 1);
	talloc_free(s);
}

static void
what_a_sender_confirms_is_done_and_nothing_twice(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->mail.cc = (struct mail_addresses){ cc, sizeof(cc) / sizeof(cc[0]) };
	s->facts.confirmed = true;
	s->facts.first_ticket = 9;
	s->facts.first_is_senders = true;
	s->facts.same_bytes = true;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_true(d->again);
	assert_int_equal(d->ticket, 9);
	assert_int_equal(d->joins.count, 1);
	assert_int_equal(d->answer_count, 0);
	talloc_free(s);
}

static void
a_reply_to_the_question_confirms(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	by_token(s, TOKEN_CONFIRM, pat);
	s->facts.token.ticket = 33;
	d = decide(s, &s->facts);
	assert_int_equal(d->confirms, 33);
	assert_int_equal(answers(d, "notice_reply"), 2);
	s->mail.reply = (char[]){ "Yes, thank you." };
	d = decide(s, &s->facts);
	assert_int_equal(d->confirms, 33);
	assert_int_equal(d->answer_count, 0);
	s->mail.reply = (char[]){ "No, that was not me!" };
	d = decide(s, &s->facts);
	assert_int_equal(d->confirms, 0);
	assert_int_equal(answers(d, "notice_reply"), 2);
	s->mail.class = MAIL_AUTO_REPLY;
	assert_int_equal(decide(s, &s->facts)->confirms, 0);
	s->mail.class = MAIL_HUMAN;
	s->mail.from.address = (char[]){ "mallory@elsewhere.example" };
	tie_to(s, TIE_REPLY_TOKEN, TICKET_OPEN, false);
	assert_int_equal(decide(s, &s->facts)->confirms, 0);
	talloc_free(s);
}

/* Taken off the ticket since, or it was closed for good: what they confirm is theirs, and the ticket is not. */
static void
nobody_confirms_themselves_onto_a_ticket(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->mail.cc = (struct mail_addresses){ cc, sizeof(cc) / sizeof(cc[0]) };
	s->facts.confirmed = true;
	s->facts.first_ticket = 7;
	tie_to(s, TIE_SUBJECT_TAG, TICKET_OPEN, false);
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_false(d->again);
	assert_int_equal(d->ticket, 0);
	s->facts.first_is_senders = true;
	tie_to(s, TIE_SUBJECT_TAG, TICKET_CLOSED, true);
	s->facts.tie[TIE_SUBJECT_TAG].ticket.closed = NOW - DAYS(40);
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_false(d->again);
	talloc_free(s);
}

static void
closed_tickets_by_the_rules_of_their_queue(void **state)
{
	static const struct {
		const char *words;
		duration ago;
		enum decision_outcome outcome;
		enum ticket_state after;
		const char *answer;
	} samples[] = {
		{ "It burns again.", DAYS(1), DECIDE_REPLY, TICKET_OPEN, "notice_reply" },
		{ "Thanks, works now!", DAYS(1), DECIDE_REPLY, TICKET_CLOSED, NULL },
		{ "It burns again.", DAYS(31), DECIDE_NEW_TICKET, TICKET_NEW, "acknowledgement" },
		{ "Thanks!", DAYS(31), DECIDE_REPLY, TICKET_CLOSED, NULL },
		{ "It burns again.", DAYS(91), DECIDE_REFUSED, TICKET_CLOSED, "refused" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct situation *s = situation(NULL);
		struct decision *d;

		by_token(s, TOKEN_REQUESTER, pat);
		s->facts.tie[TIE_REPLY_TOKEN].ticket.state = TICKET_CLOSED;
		s->facts.tie[TIE_REPLY_TOKEN].ticket.closed = NOW - samples[i].ago;
		s->mail.text = s->mail.reply = talloc_strdup(s, samples[i].words);
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, samples[i].outcome);
		assert_int_equal(d->state, samples[i].after);
		if (samples[i].answer != NULL)
			assert_true(answers(d, samples[i].answer) > 0);
		else
			assert_int_equal(d->answer_count, 0);
		if (samples[i].outcome == DECIDE_NEW_TICKET)
			assert_string_equal(d->relation.kind, "follows");
		talloc_free(s);
	}
}

/* Even with everything that a mail can steal: a ticket of their own, and a word to the operator when it claims to be one of us. */
static void
stolen_ties_lead_nowhere(void **state)
{
	(void)state;
	for (int kind = 0; kind < TIE_KINDS; kind++) {
		struct situation *s = situation(NULL);
		struct decision *d;

		by_token(s, TOKEN_REQUESTER, (char[]){ "eva@customer.example" });
		s->facts.tie[TIE_REPLY_TOKEN].found = false;
		tie_to(s, (enum tie_kind)kind, TICKET_OPEN, false);
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(d->relation.ticket, 7);
		assert_int_equal(d->trust, TRUST_NONE);
		s->mail.from.address = agents[0].address;
		s->facts.agent = &agents[0];
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(answers(d, "answer"), 0);
		assert_non_null(d->alarm);
		assert_int_equal(d->withheld, WITHHELD_ANSWER);
		assert_int_equal(answers(d, "confirm"), 1);
		talloc_free(s);
	}
}

static void
a_token_grows_old(void **state)
{
	struct situation *s = technician(NULL);
	struct decision *d;

	(void)state;
	s->facts.token_expired = true;
	d = decide(s, &s->facts);
	assert_int_equal(answers(d, "answer"), 0);
	assert_int_equal(d->withheld, WITHHELD_ANSWER);
	talloc_free(s);
	s = situation(NULL);
	by_token(s, TOKEN_REQUESTER, pat);
	s->facts.token_expired = true;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_int_equal(d->trust, TRUST_NONE);
	talloc_free(s);
}

static void
what_a_technician_writes_elsewhere_stays_inside(void **state)
{
	struct situation *s = technician(NULL);
	struct decision *d;

	(void)state;
	s->facts.token.purpose = TOKEN_INTERNAL;
	d = decide(s, &s->facts);
	assert_true(d->note);
	assert_int_equal(answers(d, "answer"), 0);
	assert_int_equal(answers(d, "notice_note"), 1);
	assert_int_equal(answers(d, "kept_as_note"), 0);
	talloc_free(s);
}

static char eva[] = "eva@customer.example", eva_name[] = "Eva";
static struct mail_address original = { eva_name, eva };

static void
a_technicians_forward_is_the_original_senders(void **state)
{
	struct situation *s = technician(NULL);
	struct mail_forwarded forwarded = { .from = original };
	struct decision *d;

	(void)state;
	s->facts.tie[TIE_REPLY_TOKEN].found = false;
	s->mail.forwarded = &forwarded;
	d = decide(s, &s->facts);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_true(d->on_behalf);
	assert_string_equal(d->requester.address, "eva@customer.example");
	assert_int_equal(d->answers[0].to, ANSWER_OWNER);
	/* From alone is no proof: the sender's own ticket until they confirm. */
	s->facts.has_token = false;
	d = decide(s, &s->facts);
	assert_false(d->on_behalf);
	assert_int_equal(d->withheld, WITHHELD_ON_BEHALF);
	assert_non_null(d->alarm);
	s->facts.confirmed = true;
	s->facts.first_ticket = 9;
	s->facts.first_is_senders = true;
	d = decide(s, &s->facts);
	assert_true(d->on_behalf);
	assert_int_equal(answers(d, "acknowledgement"), 1);
	assert_int_equal(answers(d, "opened"), 1);
	assert_int_equal(d->answer_count, 2);
	talloc_free(s);
}

static void
a_technician_who_writes_with_us_in_cc(void **state)
{
	struct situation *s = technician(NULL);
	struct decision *d;

	(void)state;
	s->facts.tie[TIE_REPLY_TOKEN].found = false;
	s->mail.to = (struct mail_addresses){ &original, 1 };
	s->mail.cc = (struct mail_addresses){ &cc[1], 1 };
	d = decide(s, &s->facts);
	assert_true(d->on_behalf && d->by_technician);
	assert_int_equal(d->state, TICKET_WAITING);
	assert_int_equal(answers(d, "acknowledgement"), 0);
	assert_int_equal(answers(d, "opened"), 1);
	/* A transcript tells whoever gave commands, and nobody is told of what lay there before us. */
	s->facts.before_adoption = true;
	assert_int_equal(answers(decide(s, &s->facts), "opened"), 0);
	talloc_free(s);
}

static void
forms_name_their_requester(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	s->mail.reply_to = (struct mail_addresses){ &original, 1 };
	d = decide(s, &s->facts);
	assert_false(d->on_behalf);
	s->mail.from.address = (char[]){ "noreply@forms.example" };
	s->mail.class = MAIL_AUTO_GENERATED;
	d = decide(s, &s->facts);
	assert_true(d->on_behalf);
	assert_int_equal(answers(d, "acknowledgement"), 1);
	assert_true(d->answers[0].safe);
	assert_false(d->internal);
	talloc_free(s);
}

/* An address that nobody reads is enough, and so is a machine's mail with a code in it. */
static void
nobody_but_technicians_sees_what_no_one_signed(void **state)
{
	static char no_reply[] = "no-reply@service.example", welcome[] = "welcome@service.example";
	char *const senders[] = { no_reply, welcome };

	(void)state;
	for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++) {
		struct situation *s = situation(NULL);
		struct decision *d;

		s->mail.from.address = senders[i];
		s->mail.class = MAIL_AUTO_GENERATED;
		s->mail.text = s->mail.reply = (char[]){ "Your verification code is 482913." };
		s->mail.cc = (struct mail_addresses){ cc, 1 };
		authenticate(s);
		d = decide(s, &s->facts);
		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_true(d->internal);
		assert_int_equal(d->joins.count, 0);
		assert_int_equal(d->withheld, 0);
		assert_int_equal(answers(d, "acknowledgement"), 0);
		talloc_free(s);
	}
}

static void
old_mail_and_mail_that_goes_round(void **state)
{
	struct situation *s = situation(NULL);

	(void)state;
	s->facts.arrived = NOW - DAYS(2);
	assert_int_equal(answers(decide(s, &s->facts), "acknowledgement"), 0);
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_NEW_TICKET);
	s->facts.arrived = NOW;
	s->mail.loop_mark = (char[]){ "X-Loop" };
	assert_int_equal(answers(decide(s, &s->facts), "acknowledgement"), 0);
	s->mail.loop_mark = NULL;
	s->mail.received_count = 51;
	assert_int_equal(decide(s, &s->facts)->outcome, DECIDE_FILED);
	assert_non_null(decide(s, &s->facts)->alarm);
	talloc_free(s);
}

static void
ties_that_disagree(void **state)
{
	struct situation *s = situation(NULL);
	struct decision *d;

	(void)state;
	by_token(s, TOKEN_REQUESTER, pat);
	tie_to(s, TIE_SUBJECT_TAG, TICKET_OPEN, true);
	s->facts.tie[TIE_SUBJECT_TAG].ticket.id = 12;
	d = decide(s, &s->facts);
	assert_int_equal(d->ticket, 7);
	assert_non_null(strstr(d->events.list[0], "ticket 12"));
	talloc_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_gets_a_ticket_and_an_acknowledgement),
		cmocka_unit_test(machines_and_the_unreachable_get_no_acknowledgement),
		cmocka_unit_test(what_lay_there_before_us_is_taken_in_silence),
		cmocka_unit_test(our_own_mail_is_filed),
		cmocka_unit_test(duplicates_do_nothing),
		cmocka_unit_test(a_reply_reaches_the_ticket_and_the_team),
		cmocka_unit_test(a_stranger_gets_a_ticket_of_their_own),
		cmocka_unit_test(automatic_mail_on_a_ticket_changes_nothing),
		cmocka_unit_test(a_technicians_reply_goes_to_the_requester),
		cmocka_unit_test(a_technicians_address_alone_proves_nothing),
		cmocka_unit_test(a_technicians_token_in_other_hands_is_set_aside),
		cmocka_unit_test(nothing_empty_or_automatic_is_passed_on),
		cmocka_unit_test(a_bounce_is_told_to_the_technicians),
		cmocka_unit_test(a_mail_that_is_vouched_for_proves_its_sender),
		cmocka_unit_test(people_in_cc_take_part_if_the_sender_is_proven),
		cmocka_unit_test(what_a_sender_confirms_is_done_and_nothing_twice),
		cmocka_unit_test(a_reply_to_the_question_confirms),
		cmocka_unit_test(nobody_confirms_themselves_onto_a_ticket),
		cmocka_unit_test(closed_tickets_by_the_rules_of_their_queue),
		cmocka_unit_test(stolen_ties_lead_nowhere),
		cmocka_unit_test(a_token_grows_old),
		cmocka_unit_test(what_a_technician_writes_elsewhere_stays_inside),
		cmocka_unit_test(a_technicians_forward_is_the_original_senders),
		cmocka_unit_test(a_technician_who_writes_with_us_in_cc),
		cmocka_unit_test(forms_name_their_requester),
		cmocka_unit_test(nobody_but_technicians_sees_what_no_one_signed),
		cmocka_unit_test(old_mail_and_mail_that_goes_round),
		cmocka_unit_test(ties_that_disagree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
