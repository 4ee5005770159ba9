/* What is offered to whom, who waits for it, and whose word closes a ticket. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/desk/decide.h>

#include "../../../src/desk/tier0.h"

static char ana[] = "ana", first[] = "first", help[] = "help", pat[] = "pat@customer.example", slug[] = "printer";
static char *members[] = { ana };
static struct conf_agent agents[] = { { .name = ana, .address = (char[]){ "ana@desk.example" }, .display_name = ana } };
static struct conf_team teams[] = { { .name = first, .members = members, .member_count = 1 } };
static struct conf_queue queues[] = { { .name = help, .team = first, .reopen_for = DAYS(30), .link_for = DAYS(90) } };
static struct conf_mailbox mailboxes[] = {
	{ .name = (char[]){ "support" }, .address = (char[]){ "support@desk.example" }, .queue = help, .safe_acknowledgement = true },
};

#define NOW (DAYS(20000))

struct situation {
	struct conf conf;
	struct mail mail;
	struct facts facts;
	struct offered articles[3];
};

static struct situation *
situation(TALLOC_CTX *ctx, duration wait)
{
	struct situation *s = talloc_zero(ctx, struct situation);

	s->conf = (struct conf){
		.mailboxes = mailboxes, .mailbox_count = 1, .queues = queues, .queue_count = 1,
		.teams = teams, .team_count = 1, .agents = agents, .agent_count = 1,
		.trust = { .commands = TRUST_TOKEN, .reopen = TRUST_KNOWN, .participants = TRUST_AUTH, .on_behalf = TRUST_AUTH },
		.limits = { .ack_max_age = DAYS(1), .hops = 50 },
		.articles = { .dir = first, .most = 2, .wait = wait },
	};
	s->mail = (struct mail){
		.from.address = pat, .subject = help, .class = MAIL_HUMAN, .class_reason = first,
	};
	s->mail.text = s->mail.reply = talloc_strdup(s, "It prints twice.");
	for (int i = 0; i < 3; i++)
		s->articles[i] = (struct offered){ { .id = i + 1, .slug = slug, .language = help }, 60 };
	s->facts = (struct facts){
		.conf = &s->conf, .mailbox = &mailboxes[0], .mail = &s->mail, .installation = "us", .language = "en", .now = NOW,
		.arrived = NOW, .articles = s->articles, .article_count = 3,
	};
	return s;
}

static size_t
answers(const struct decision *d, const char *template, bool held)
{
	size_t n = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		n += strcmp(d->answers[i].template, template) == 0 && d->answers[i].held == held;
	return n;
}

static void
as_many_as_the_config_says(void **state)
{
	struct situation *s = situation(NULL, 0);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->article_count, 2);
	assert_int_equal(d->hold, 0);
	assert_int_equal(answers(d, "notice_new", false), 1);
	assert_true(d->answers[0].safe);	/* a stranger, too */
	talloc_free(s);
}

static void
only_those_that_are_for_it(void **state)
{
	struct situation *s = situation(NULL, HOURS(1));
	struct decision *d;

	(void)state;
	s->articles[0].row.queue = first;
	s->articles[1].row.organisation = first;
	s->articles[2].row.queue = help;
	d = decide(s, &s->facts);
	assert_int_equal(d->article_count, 1);
	assert_int_equal(d->articles[0]->row.id, 3);
	s->articles[2].row.queue = first;
	d = decide(s, &s->facts);
	assert_int_equal(d->article_count, 0);
	assert_int_equal(d->hold, 0);
	assert_int_equal(answers(d, "notice_new", false), 1);
	talloc_free(s);
}

static void
technicians_wait_while_there_is_something_to_read(void **state)
{
	struct situation *s = situation(NULL, MINUTES(30));
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->hold, MINUTES(30));
	assert_int_equal(answers(d, "notice_new", true), 1);
	assert_int_equal(answers(d, "acknowledgement", false), 1);
	/* No acknowledgement, nothing to read, no waiting: it was struck, ... */
	d->answer_count = 1;
	d->answers[0] = (struct answer){ .template = "notice_new", .held = true };
	tier0_settle(d);
	assert_int_equal(d->article_count, 0);
	assert_int_equal(d->hold, 0);
	assert_int_equal(answers(d, "notice_new", false), 1);
	/* ... or never was. */
	s->mail.suppress_response = true;
	d = decide(s, &s->facts);
	assert_int_equal(d->article_count, 0);
	assert_int_equal(answers(d, "notice_new", false), 1);
	talloc_free(s);
}

static void
what_presses_does_not_wait(void **state)
{
	struct situation *s = situation(NULL, MINUTES(30));
	struct decision *d = talloc_zero(s, struct decision);

	(void)state;
	d->priority = PRIORITY_HIGH;
	decision_answer(d, &(struct answer){ .template = "acknowledgement" });
	decision_answer(d, &(struct answer){ .template = "notice_new" });
	tier0_offer(d, &s->facts);
	assert_int_equal(d->article_count, 2);
	assert_int_equal(d->hold, 0);
	assert_int_equal(answers(d, "notice_new", false), 1);
	talloc_free(s);
}

/* The mail of somebody who followed the link that pat was given on ticket 7. */
static struct situation *
clicked(const char *text)
{
	struct situation *s = situation(NULL, 0);

	s->mail.text = s->mail.reply = talloc_strdup(s, text);
	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){
		.found = true, .sender_takes_part = true, .named = 7,
		.ticket = { .id = 7, .state = TICKET_NEW, .queue = help, .team = first, .requester = 3 },
	};
	s->facts.has_token = true;
	s->facts.token = (struct token){ .purpose = TOKEN_ARTICLE, .ticket = 12, .person = 3 };
	s->facts.token_person = (struct person){ .id = 3, .address = pat };
	s->facts.sender = (struct person){ .id = 3, .address = pat };
	s->facts.offer = (struct article_offer){ .id = 12, .ticket = 7, .article = 1, .slug = slug };
	return s;
}

static void
a_click_closes(void **state)
{
	static const char *const texts[] = {
		"Yes, this solved it. Thank you!", "", "Sí, con esto se ha resuelto. Gracias.", "see http://example.com/?a=b",
		"Yes, this solved it. Thank you!\n\nEva Ruiz\nExample Ltd, 12 Long Street\nPhone 555 0199",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct situation *s = clicked(texts[i]);
		struct decision *d = decide(s, &s->facts);

		assert_int_equal(d->outcome, DECIDE_REPLY);
		assert_int_equal(d->state, TICKET_CLOSED);
		assert_int_equal(d->solved_by, 12);
		assert_int_equal(answers(d, "solved", false), 1);
		assert_int_equal(answers(d, "notice_solved", false), 1);
		assert_int_equal(answers(d, "notice_reply", false), 0);
		/* Who was never told of it does not hear of its end. */
		s->facts.held = true;
		d = decide(s, &s->facts);
		assert_true(d->unhold);
		assert_int_equal(answers(d, "notice_solved", false), 0);
		talloc_free(s);
	}
}

static void
nothing_less_does(void **state)
{
	struct situation *s[8];

	(void)state;
	for (size_t i = 0; i < 8; i++)
		s[i] = clicked("Yes, this solved it. Thank you!");
	s[0]->mail.from.address = (char[]){ "mallory@elsewhere.example" };
	s[1]->facts.token.person = 4;				/* another participant */
	s[2]->mail.class = MAIL_AUTO_REPLY;
	s[3]->facts.token_expired = true;
	s[4]->facts.tie[TIE_REPLY_TOKEN].ticket.id = 8;		/* what it was merged into */
	s[5]->mail.reply = (char[]){ "No, it still prints twice." };
	s[6]->mail.reply = (char[]){ "Yes, but how do I get the sheet out?\n\nPat" };
	s[7]->facts.offer.id = 0;
	for (size_t i = 0; i < 8; i++) {
		struct decision *d = decide(s[i], &s[i]->facts);

		assert_int_equal(d->solved_by, 0);
		assert_int_not_equal(d->state, TICKET_CLOSED);
		talloc_free(s[i]);
	}
}

static void
a_reply_ends_the_waiting(void **state)
{
	struct situation *s = clicked("The code does not come.");
	struct decision *d;

	(void)state;
	s->facts.token.purpose = TOKEN_REQUESTER;
	s->facts.held = true;
	d = decide(s, &s->facts);
	assert_true(d->unhold);
	assert_int_equal(answers(d, "notice_reply", false), 1);
	talloc_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_many_as_the_config_says),
		cmocka_unit_test(only_those_that_are_for_it),
		cmocka_unit_test(technicians_wait_while_there_is_something_to_read),
		cmocka_unit_test(what_presses_does_not_wait),
		cmocka_unit_test(a_click_closes),
		cmocka_unit_test(nothing_less_does),
		cmocka_unit_test(a_reply_ends_the_waiting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
