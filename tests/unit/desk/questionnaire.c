/* What is asked of whom, and how often. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/desk/decide.h>

#include "../../../src/desk/questionnaire.h"

static char ana[] = "ana", first[] = "first", help[] = "help", other[] = "other", pat[] = "pat@customer.example";
static char *members[] = { ana };
static struct conf_agent agents[] = { { .name = ana, .address = (char[]){ "ana@desk.example" }, .display_name = ana } };
static struct conf_team teams[] = { { .name = first, .members = members, .member_count = 1 } };
static struct conf_queue queues[] = { { .name = help, .team = first, .reopen_for = DAYS(30), .link_for = DAYS(90) } };
static struct conf_mailbox mailboxes[] = { { .name = first, .address = (char[]){ "support@desk.example" }, .queue = help } };
static struct conf_wording in_spanish = { "es", (char[]){ "desde luego" } };
static struct conf_choice choices[] = {
	{ .value = (char[]){ "yes" }, .wordings = &in_spanish, .wording_count = 1 }, { .value = (char[]){ "no" } },
};
static struct conf_wording serial_words[] = { { "en", (char[]){ "What is the serial number?" } }, { "es", (char[]){ "¿Qué número?" } } };
static struct conf_wording power_words[] = { { NULL, (char[]){ "Is it switched on?" } } };
static struct conf_wording floor_words[] = { { "en", (char[]){ "On which floor are you?" } } };

#define NOW (DAYS(20000))

struct situation {
	struct conf conf;
	struct conf_questionnaire questionnaires[2];
	struct conf_question questions[3];
	struct mail mail;
	struct facts facts;
};

static struct situation *
situation(const char *text)
{
	struct situation *s = talloc_zero(NULL, struct situation);
	struct error err;

	s->questions[0] = (struct conf_question){ .wordings = serial_words, .wording_count = 2, .required = true };
	s->questions[0].field = talloc_strdup(s, "serial");
	s->questions[1] = (struct conf_question){ .field = talloc_strdup(s, "power"), .wordings = power_words, .wording_count = 1,
		.choices = choices, .choice_count = 2, .required = true };
	s->questions[2] = (struct conf_question){ .field = talloc_strdup(s, "floor"), .wordings = floor_words, .wording_count = 1 };
	assert_int_equal(pattern_new(s, "([A-Z]{3}-\\d{4})", true, &s->questions[0].pattern, &err), DONE);
	s->questionnaires[0] = (struct conf_questionnaire){ .name = first, .questions = s->questions, .question_count = 3 };
	s->conf = (struct conf){
		.mailboxes = mailboxes, .mailbox_count = 1, .queues = queues, .queue_count = 1, .teams = teams, .team_count = 1,
		.agents = agents, .agent_count = 1, .questionnaires = s->questionnaires, .questionnaire_count = 1,
		.trust = { .commands = TRUST_TOKEN, .reopen = TRUST_KNOWN, .participants = TRUST_AUTH, .on_behalf = TRUST_AUTH },
		.limits = { .ack_max_age = DAYS(1), .hops = 50 },
	};
	s->mail = (struct mail){ .from.address = pat, .subject = help, .class = MAIL_HUMAN, .class_reason = first };
	s->mail.text = s->mail.reply = talloc_strdup(s, text);
	s->facts = (struct facts){ .conf = &s->conf, .mailbox = &mailboxes[0], .mail = &s->mail, .installation = "us", .language = "en",
		.now = NOW, .arrived = NOW };
	return s;
}

/* A reply on ticket 7, whose requester was asked so often. */
static struct situation *
replied(const char *text, unsigned times)
{
	struct situation *s = situation(text);

	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ .found = true, .sender_takes_part = true, .named = 7,
		.ticket = { .id = 7, .state = TICKET_NEW, .queue = help, .team = first, .requester = 3, .tier = 1 } };
	s->facts.has_token = true;
	s->facts.token = (struct token){ .purpose = TOKEN_REQUESTER, .ticket = 7, .person = 3 };
	s->facts.token_person = s->facts.sender = (struct person){ .id = 3, .address = pat };
	s->facts.questions_ticket = 7;
	s->facts.questions = (struct questions){ first, times, NOW - HOURS(1) };
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

static const char *
field(const struct decision *d, const char *name)
{
	for (size_t i = 0; i < d->fields.count; i++)
		if (strcmp(d->fields.list[i].name, name) == 0)
			return d->fields.list[i].value;
	return "";
}

static void
only_what_is_missing_is_asked(void **state)
{
	struct situation *s = situation("My screen is black. It is an abc-1234, I believe.");
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->question_count, 2);
	assert_string_equal(d->questions[0]->field, "power");
	assert_string_equal(field(d, "serial"), "abc-1234");
	/* Nobody is asked by a mail that does not go out. */
	s->mail.suppress_response = true;
	d = decide(s, &s->facts);
	assert_int_equal(d->question_count, 0);
	assert_string_equal(field(d, "serial"), "abc-1234");
	talloc_free(s);
}

static void
each_queue_and_category_its_own(void **state)
{
	struct situation *s = situation("My screen is black.");
	static char *names[] = { other };
	struct decision *d;

	(void)state;
	s->questionnaires[0].queues = names;
	s->questionnaires[0].queue_count = 1;
	d = decide(s, &s->facts);
	assert_int_equal(d->question_count, 0);
	s->questionnaires[0].queue_count = 0;
	s->questionnaires[0].categories = names;
	s->questionnaires[0].category_count = 1;
	d = decide(s, &s->facts);
	assert_int_equal(d->question_count, 0);
	s->questionnaires[1] = s->questionnaires[0];
	s->questionnaires[1].category_count = 0;
	s->questionnaires[1].question_count = 1;
	s->conf.questionnaire_count = 2;
	d = decide(s, &s->facts);
	assert_int_equal(d->question_count, 1);
	talloc_free(s);
}

static void
answers_become_fields(void **state)
{
	struct situation *s = replied("serial: ABC-1234\npower: yes", 1);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_string_equal(field(d, "serial"), "ABC-1234");
	assert_string_equal(field(d, "power"), "yes");
	assert_int_equal(answers(d, "questions_again"), 0);
	assert_int_equal(answers(d, "notice_reply"), 1);
	/* On another ticket it says nothing. */
	s->facts.questions_ticket = 8;
	d = decide(s, &s->facts);
	assert_int_equal(d->fields.count, 0);
	talloc_free(s);
}

static void
what_is_required_is_asked_twice_at_most(void **state)
{
	struct situation *s = replied("serial: ABC-1234", 1);
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(answers(d, "questions_again"), 1);
	assert_int_equal(d->question_count, 1);
	assert_string_equal(d->questions[0]->field, "power");
	talloc_free(s);
	s = replied("serial: ABC-1234", 2);
	d = decide(s, &s->facts);
	assert_int_equal(answers(d, "questions_again"), 0);
	assert_int_equal(d->question_count, 0);
	assert_int_equal(d->unanswered_count, 1);
	talloc_free(s);
	/* Nor once a technician has written, nor whoever only says thanks. */
	s = replied("serial: ABC-1234", 1);
	s->facts.tie[TIE_REPLY_TOKEN].ticket.state = TICKET_OPEN;
	d = decide(s, &s->facts);
	assert_int_equal(answers(d, "questions_again"), 0);
	assert_int_equal(d->unanswered_count, 1);
	talloc_free(s);
	s = replied("Thank you!", 1);
	d = decide(s, &s->facts);
	assert_int_equal(answers(d, "questions_again"), 0);
	talloc_free(s);
}

static void
values_are_found(void **state)
{
	static const struct {
		int question;
		const char *text;
		bool whole;
		const char *wanted;
	} samples[] = {
		{ 0, "it is ABC-1234.", false, "ABC-1234" }, { 0, "ABC 1234", true, "" }, { 0, "", true, "" },
		{ 1, "Yes, it is", false, "yes" }, { 1, "Sí", true, "yes" }, { 1, "no", true, "no" }, { 1, "yes and no", true, "" },
		{ 1, "perhaps", true, "" }, { 1, "I know", true, "" },
		{ 2, "third  floor\x1b[2J", true, "third floor [2J" }, { 2, "third", false, "" }, { 2, "  ", true, "" },
	};
	struct situation *s = situation("");

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *value = questionnaire_value(s, &s->questions[samples[i].question], samples[i].text, samples[i].whole);

		assert_string_equal(value != NULL ? value : "", samples[i].wanted);
	}
	assert_string_equal(conf_question_words(&s->questions[0], "es-MX"), "¿Qué número?");
	assert_string_equal(conf_question_words(&s->questions[0], "de"), "What is the serial number?");
	assert_string_equal(conf_question_words(&s->questions[1], "de"), "Is it switched on?");
	talloc_free(s);
}

static void
without_a_mail_nothing_is_asked(void **state)
{
	struct situation *s = situation("My screen is black.");
	struct decision *d = decide(s, &s->facts);

	(void)state;
	assert_int_equal(d->question_count, 3);
	d->answer_count = 0;
	questionnaire_settle(d);
	assert_int_equal(d->question_count, 0);
	talloc_free(s);
}

/* A tier's own comes before the others where tickets begin on it, and is asked nowhere else. */
static void
each_tier_its_own(void **state)
{
	struct situation *s = situation("My screen is black.");
	struct decision *d;

	(void)state;
	s->questionnaires[1] = s->questionnaires[0];
	s->questionnaires[1].name = other;
	s->questionnaires[1].question_count = 1;
	s->conf.questionnaire_count = 2;
	s->conf.tiers[1].questionnaire = other;
	d = decide(s, &s->facts);
	assert_string_equal(d->questionnaire->name, "other");
	assert_int_equal(d->question_count, 1);
	s->conf.tiers[1].questionnaire = NULL;
	s->conf.tiers[2].questionnaire = first;
	d = decide(s, &s->facts);
	assert_string_equal(d->questionnaire->name, "other");
	s->conf.questionnaire_count = 1;
	d = decide(s, &s->facts);
	assert_int_equal(d->question_count, 0);
	talloc_free(s);
}

/* The value is the same, whatever language it was named in. */
static void
a_choice_has_names(void **state)
{
	static const char *const samples[][2] = {
		{ "Desde luego.", "yes" }, { "yes", "yes" }, { "sí", "yes" }, { "no", "no" }, { "No: desde luego que no", NULL }, { "luego", NULL },
	};
	struct situation *s = situation("");

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const char *value = questionnaire_value(s, &s->questions[1], samples[i][0], true);

		if (samples[i][1] == NULL)
			assert_null(value);
		else
			assert_string_equal(value, samples[i][1]);
	}
	assert_string_equal(conf_choice_words(&choices[0], "es-MX"), "desde luego");
	assert_string_equal(conf_choice_words(&choices[0], "en"), "yes");
	assert_string_equal(conf_choice_words(&choices[1], "es"), "no");
	talloc_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_choice_has_names),
		cmocka_unit_test(each_tier_its_own),
		cmocka_unit_test(only_what_is_missing_is_asked),
		cmocka_unit_test(each_queue_and_category_its_own),
		cmocka_unit_test(answers_become_fields),
		cmocka_unit_test(what_is_required_is_asked_twice_at_most),
		cmocka_unit_test(values_are_found),
		cmocka_unit_test(without_a_mail_nothing_is_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
