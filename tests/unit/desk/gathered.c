/* gathered.c - notices that come quickly are one: how long they wait, and what becomes of one that cannot be made */
#include <config.h>

#include "links.h"
#include "seen.h"

#include <postigo/store/due.h>

#include "../../../src/desk/notice_gather.h"

#define OFFICE \
	"identity = { name = \"Desk\"; domain = \"desk.example\"; };\noperator = \"op@desk.example\";\n" \
	"smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n" \
	"mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\"; } );\n" \
	"queues = ( { name = \"help\"; team = \"first\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\", \"ben\" ]; } );\n" \
	"agents = ( { name = \"ana\"; display_name = \"Ana\"; address = \"ana@tech.example\"; }," \
	" { name = \"ben\"; address = \"ben@tech.example\"; timezone = \"Asia/Tokyo\"; } );\n" \
	"notices = { collapse = \"60s\"; };\n" NO_LIMITS

/* Whose gathered notice cannot be made; NULL: nobody's. */
static const char *broken_for;

enum result __real_answer_send(const struct occasion *occasion, const struct answer *answer, struct error *err);
enum result __wrap_answer_send(const struct occasion *occasion, const struct answer *answer, struct error *err);

enum result
__wrap_answer_send(const struct occasion *occasion, const struct answer *answer, struct error *err)
{
	if (broken_for != NULL && strcmp(answer->template, "notice_gathered") == 0 && strcmp(answer->agent->name, broken_for) == 0)
		return error_set(err, PERMFAIL, "notice_gathered: there is no such value");
	return __real_answer_send(occasion, answer, err);
}

static int64_t
count(struct house *h, const char *query)
{
	return seen_number(talloc_asprintf(h, "%s/postigo.db", h->folder), query);
}

static size_t
gathered(struct house *h, const char *who)
{
	return (size_t)count(h, talloc_asprintf(h, "SELECT count(*) FROM outbox WHERE kind = 'notice_gathered' AND recipient = '%s'", who));
}

/* Notices whose time has come. */
static void
run(struct house *h)
{
	struct due_row *rows;
	size_t n;

	done(h, store_begin(h->tools.store, &h->err));
	done(h, due_now(h, h->tools.store, h->now, 100, &rows, &n, &h->err));
	for (size_t i = 0; i < n; i++) {
		if (strcmp(rows[i].kind, NOTICE_TIMER) != 0)
			continue;
		done(h, due_remove(h->tools.store, rows[i].id, &h->err));
		done(h, store_savepoint(h->tools.store, &h->err));
		done(h, notice_due(&h->tools, &rows[i], h->now, &h->err));
		done(h, store_release(h->tools.store, &h->err));
	}
	done(h, store_commit(h->tools.store, &h->err));
}

/* A ticket of which both were told, and ten seconds later something new. */
static void
begin(struct house *h)
{
	take(h, letter(h, EVA, DESK, "Subject: Printer\n", "It burns."));
	h->now += SECONDS(10);
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "Subject: Re: Printer\n", "It smells."));
	assert_int_equal(count(h, "SELECT count(*) FROM notice_waiting"), 2);
}

/* What goes at once puts them off once, and not again and again. */
static void
nothing_waits_for_ever(void **state)
{
	struct house *h = house_begin(state, OFFICE);

	begin(h);
	h->now += SECONDS(40);
	take(h, letter(h, "Ben <ben@tech.example>", sent(h, "ben@tech.example", 1)->reply_to.list[0].address, "", "#assign ana"));
	assert_int_equal(count(h, "SELECT count(*) FROM outbox WHERE kind = 'assigned' AND recipient = 'ana@tech.example'"), 1);
	/* A minute after the first notice, then a minute after what is new. */
	h->now += SECONDS(11);
	run(h);
	assert_int_equal(gathered(h, "ana@tech.example"), 0);
	assert_int_equal(gathered(h, "ben@tech.example"), 1);
	h->now += SECONDS(10);
	run(h);
	assert_int_equal(gathered(h, "ana@tech.example"), 1);
	assert_int_equal(count(h, "SELECT count(*) FROM notice_waiting"), 0);
	assert_int_equal(count(h, "SELECT count(*) FROM timer WHERE kind = 'notices'"), 0);
}

/* It is told to nobody, the operator hears of it once, and the other technician is told theirs. */
static void
one_that_cannot_be_made_is_given_up(void **state)
{
	struct house *h = house_begin(state, OFFICE);

	begin(h);
	broken_for = "ana";
	h->now += MINUTES(2);
	run(h);
	broken_for = NULL;
	assert_int_equal(gathered(h, "ana@tech.example"), 0);
	assert_int_equal(gathered(h, "ben@tech.example"), 1);
	assert_int_equal(count(h, "SELECT count(*) FROM notice_waiting"), 0);
	assert_int_equal(count(h, "SELECT count(*) FROM event WHERE verb = 'failed' AND detail LIKE '%no such value'"), 1);
	assert_int_equal(sent_to(h, "op@desk.example"), 1);
	h->now += MINUTES(2);
	run(h);
	assert_int_equal(sent_to(h, "op@desk.example"), 1);
	/* What is new then is told as ever. */
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "Subject: Re: Printer\n", "Hello?"));
	assert_non_null(strstr(sent(h, "ana@tech.example", sent_to(h, "ana@tech.example"))->text, "Hello?"));
}

/* When each thing came is told by the reader's clock: midnight is nine in the morning for one of them. */
static void
times_are_the_readers(void **state)
{
	struct house *h = house_begin(state, OFFICE);

	begin(h);
	h->now += MINUTES(2);
	run(h);
	for (int tokyo = 0; tokyo < 2; tokyo++) {
		const char *who = tokyo ? "ben@tech.example" : "ana@tech.example";
		const char *text = sent(h, who, sent_to(h, who))->text, *new = strstr(text, "It smells.");
		char *head = talloc_strndup(h, text, new != NULL ? (size_t)(new - text) : 0);

		assert_non_null(strstr(head, tokyo ? "9:00" : "0:00"));
		assert_null(strstr(head, tokyo ? " 0:00" : "9:00"));
	}
}

/* Whoever gives a ticket to themselves, or writes a note about another, is told what became of it and nothing more. */
static void
nobody_is_told_of_what_they_did(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to;

	take(h, letter(h, EVA, DESK, "Subject: Printer\n", "It burns."));
	take(h, letter(h, EVA, DESK, "Subject: Screen\n", "It is dark."));
	to = talloc_strdup(h, sent(h, "ana@tech.example", 1)->reply_to.list[0].address);
	h->now += MINUTES(2);
	take(h, letter(h, ANA, to, "", "#assign ben"));
	take(h, letter(h, ANA, to, "", "#assign me"));
	take(h, letter(h, ANA, sent(h, "ana@tech.example", sent_to(h, "ana@tech.example"))->reply_to.list[0].address, "",
	    "#2\n#note\nIt is the lamp.\n"));
	assert_int_equal(count(h, "SELECT count(*) FROM outbox WHERE kind IN ('assigned', 'notice_note') AND recipient LIKE 'ana@%'"), 0);
	assert_int_equal(count(h, "SELECT count(*) FROM outbox WHERE kind = 'notice_note' AND recipient LIKE 'ben@%'"), 1);
	assert_true(count(h, "SELECT count(*) FROM outbox WHERE kind = 'assigned' AND recipient LIKE 'ben@%'") > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(nothing_waits_for_ever),
		in_house(times_are_the_readers),
		in_house(nobody_is_told_of_what_they_did),
		in_house(one_that_cannot_be_made_is_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
