/* problem.c - many write about the same at once: one problem, one answer to everybody, one end; and what is none */
#include <config.h>

#include <postigo/store/due.h>
#include <postigo/store/event.h>
#include <postigo/store/message_row.h>
#include <postigo/store/problem_row.h>

#include "../../../src/desk/answer.h"
#include "../../../src/desk/change.h"
#include "../../../src/desk/digest_line.h"
#include "../../../src/desk/language_block.h"
#include "../../../src/desk/problem.h"
#include "../../../src/desk/solution.h"
#include "house.h"

#define LEO "Leo <leo@tech.example>"
#define LEOS "leo@tech.example"
#define WHO(n) "p" #n "@acme.example"

/* Leo leads the team; his own language is English, the desk's as well. */
#define SCENE(spike, more) \
	"identity = { name = \"Desk\"; domain = \"desk.example\"; timezone = \"Europe/Madrid\"; };\n" \
	"smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n" \
	"mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\";" \
	" trusted_authserv = [ \"mx.desk.example\" ]; } );\n" \
	"queues = ( { name = \"help\"; team = \"first\"; follow_up = { ask_solved = true; }; }, { name = \"other\"; team = \"first\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\" ]; lead = \"leo\"; }, { name = \"second\"; members = [ \"leo\" ]; } );\n" \
	"agents = ( { name = \"ana\"; display_name = \"Ana\"; address = \"ana@tech.example\"; " more " }," \
	" { name = \"leo\"; display_name = \"Leo\"; address = \"leo@tech.example\"; " more " } );\n" \
	"organisations = ( { name = \"acme\"; display_name = \"Acme Ltd\"; domains = [ \"acme.example\" ]; language = \"en\"; }," \
	" { name = \"rivera\"; domains = [ \"rivera.example\" ]; language = \"es\"; } );\n" \
	"rules = ( { name = \"vpn\"; when = { subject = [ \"vpn\" ]; }; then = { tags = [ \"vpn\" ]; }; } );\n" \
	"tiers = ( { number = 2; name = \"Second\"; team = \"second\"; } );\n" \
	"spikes = ( { name = \"vpn\"; tag = \"vpn\"; floor = 3; " spike " } );\n"
#define OFF "limits = { address = \"off\"; domain = \"off\"; thread = \"off\"; all = \"100000/1h\"; repeats = 100; tickets = \"off\"; };\n"

static struct decision *
report(struct house *h, const char *who)
{
	return take(h, letter(h, who, DESK, "Subject: No VPN\n", "I cannot connect."));
}

/* Problems' timers that are due, in their order; others wait. */
static unsigned
run(struct house *h)
{
	unsigned ran = 0;

	done(h, store_begin(h->tools.store, &h->err));
	for (bool again = true; again;) {
		struct due_row *rows;
		size_t count;

		again = false;
		done(h, due_now(h, h->tools.store, h->now, 1000, &rows, &count, &h->err));
		for (size_t i = 0; i < count && !again; i++) {
			const struct due_row *r = &rows[i];
			enum result (*go)(const struct tools *, const struct due_row *, instant, struct error *) =
			    strcmp(r->kind, PROBLEM_ANSWER_TIMER) == 0 ? problem_answer_due :
			    strcmp(r->kind, PROBLEM_CLOSE_TIMER) == 0 ? problem_close_due :
			    strcmp(r->kind, SOLUTION_TIMER) == 0 ? solution_due : NULL;

			if (go == NULL)
				continue;
			done(h, due_remove(h->tools.store, r->id, &h->err));
			done(h, go(&h->tools, r, h->now, &h->err));
			again = true;
			ran++;
		}
	}
	done(h, store_commit(h->tools.store, &h->err));
	return ran;
}

/* The ticket with that number can be neither answered nor changed any more; 0: all can. */
static int64_t bad;

enum result __real_answer_words(const struct tools *tools, const struct ticket *ticket, const struct answer *answer, int64_t message,
    const char *words, instant now, struct error *err);
enum result __wrap_answer_words(const struct tools *tools, const struct ticket *ticket, const struct answer *answer, int64_t message,
    const char *words, instant now, struct error *err);
enum result __real_change_state(const struct change *c, struct ticket *ticket, enum ticket_state state, struct error *err);
enum result __wrap_change_state(const struct change *c, struct ticket *ticket, enum ticket_state state, struct error *err);

enum result
__wrap_answer_words(const struct tools *tools, const struct ticket *ticket, const struct answer *answer, int64_t message,
    const char *words, instant now, struct error *err)
{
	if (ticket->id == bad)
		return error_set(err, PERMFAIL, "it cannot be written");
	return __real_answer_words(tools, ticket, answer, message, words, now, err);
}

enum result
__wrap_change_state(const struct change *c, struct ticket *ticket, enum ticket_state state, struct error *err)
{
	enum result result = __real_change_state(c, ticket, state, err);

	return ticket->id == bad ? error_set(err, PERMFAIL, "it cannot be changed") : result;
}

/* Three people of two organisations; the fourth ticket is the problem. */
static int64_t
begin_problem(struct house *h)
{
	report(h, WHO(1));
	report(h, "Luz <luz@rivera.example>");
	report(h, WHO(2));
	return ticket(h, h->ticket).problem;
}

static void
says(struct mail *mail, const char *part)
{
	if (mail->text == NULL || strstr(mail->text, part) == NULL)
		fail_msg("\"%s\" is not in: %s", part, mail->text);
}

static void
says_not(struct mail *mail, const char *part)
{
	if (strstr(mail->text, part) != NULL)
		fail_msg("\"%s\" is in: %s", part, mail->text);
}

static void
one_problem_one_answer_one_end(void **state)
{
	struct house *h = house_begin(state, SCENE("across = \"several\";", "") OFF);
	struct mail *told, *got;
	int64_t problem;

	report(h, WHO(1));
	assert_true(h->d->spike_count == 1 && h->d->spike == NULL && h->d->spikes[0].people == 1);
	h->now += MINUTES(5);
	/* Who writes again is no other one, and neither is a machine. */
	for (int i = 0; i < 3; i++)
		report(h, WHO(1));
	assert_int_equal(h->d->spikes[0].people, 1);
	take(h, letter(h, "root@acme.example", DESK, "Subject: vpn down\nAuto-Submitted: auto-generated\n", "down"));
	assert_int_equal(h->d->spike_count, 0);
	/* Enough of them, but of one organisation. */
	report(h, WHO(2));
	report(h, WHO(3));
	assert_true(h->d->spike == NULL && h->d->spikes[0].people == 3 && h->d->spikes[0].organisations == 1);
	assert_int_equal(sent_to(h, LEOS), 0);
	/* One too many. */
	report(h, "Luz <luz@rivera.example>");
	assert_true(h->d->spike != NULL && h->d->spike->raises && h->d->spike->people == 4);
	problem = ticket(h, h->ticket).problem;
	assert_int_equal(problem, h->ticket + 1);
	for (int64_t i = 1; i <= h->ticket; i++)
		assert_int_equal(ticket(h, i).problem, i == 5 ? 0 : problem);
	struct ticket p = ticket(h, problem);

	assert_true(p.kind == TICKET_PROBLEM && p.internal && p.requester == 0 && p.state == TICKET_OPEN && p.priority == PRIORITY_HIGH);
	assert_string_equal(p.team, "first");
	assert_string_equal(p.subject, "Many reports: vpn since 01:00");
	/* The lead hears of it, once; nobody else gets anything of it. */
	told = sent(h, LEOS, 1);
	says(told, "4 people have written about vpn within 1 h.");
	says(told, "They belong to 2 organisations.");
	says(told, "Luz (rivera): No VPN");
	says(told, "Acme Ltd");
	assert_int_equal(sent_to(h, "luz@rivera.example"), 1);
	says_not(sent(h, "luz@rivera.example", 1), "problem");
	says(sent(h, "ana@tech.example", sent_to(h, "ana@tech.example")), "It is part of problem");

	/* Later ones become part of it, whoever they are; nobody is told again. */
	h->now += MINUTES(40);
	report(h, WHO(3));
	report(h, "bo@elsewhere.example");
	assert_int_equal(h->d->spike->problem, problem);
	assert_int_equal(ticket(h, h->ticket).problem, problem);
	take(h, letter(h, WHO(4), DESK, "Subject: Printer\n", "No paper."));
	assert_int_equal(ticket(h, h->ticket).problem, 0);
	assert_int_equal(sent_to(h, LEOS), 1);

	/* A note stays inside, an answer reaches each in their language, with an address and a number of their own. */
	take(h, answer_to(h, told, LEO, "", "#note\nThe gateway at Rivera is down."));
	assert_int_equal(run(h), 0);
	take(h, answer_to(h, told, LEO, "Cc: boss@acme.example\n", "We are on it, it works by noon.\n\n[es]\nEstamos en ello.\n"));
	assert_string_equal(h->d->outcome == DECIDE_REPLY ? "reply" : "", "reply");
	assert_int_equal(sent_to(h, "bo@elsewhere.example"), 1);
	assert_int_equal(run(h), 1);
	got = sent(h, "luz@rivera.example", 2);
	says(got, "Estamos en ello.");
	says(got, "Lo que nos cuentas");
	says_not(got, "on it");
	says_not(got, "cme");
	assert_int_equal(got->to.count + got->cc.count, 1);
	assert_null(got->auto_submitted);
	got = sent(h, "bo@elsewhere.example", 2);
	says(got, "by noon");
	says_not(got, "Estamos");
	says_not(got, "[es]");
	assert_non_null(strstr(got->subject, "Re: No VPN [#"));
	assert_int_equal(sent_to(h, "boss@acme.example"), 0);
	assert_int_equal(sent_to(h, WHO(1)), 8);	/* four tickets: a word that it has come, and the answer, on each */
	assert_int_equal(ticket(h, problem).state, TICKET_OPEN);
	assert_string_equal(ticket(h, problem).assignee, "leo");
	assert_true(ticket(h, 1).state == TICKET_WAITING && ticket(h, 1).waiting_for == TICKET_FOR_REQUESTER);
	says(sent(h, LEOS, sent_to(h, LEOS)), "your answer goes to 9 open tickets");

	/* One has thanked, one asks something else: that one stands by itself when all is closed. */
	take(h, answer_to(h, got, "bo@elsewhere.example", "", "Thank you!"));
	take(h, answer_to(h, sent(h, "luz@rivera.example", 2), "luz@rivera.example", "", "¿Y la impresora, cuándo la arreglan?"));
	h->now += HOURS(1);
	take(h, answer_to(h, told, LEO, "", "#close\n\nDone.\n"));
	assert_int_equal(run(h), 2);
	assert_int_equal(ticket(h, problem).state, TICKET_CLOSED);
	says(sent(h, "bo@elsewhere.example", 3), "Done.");
	says(sent(h, "bo@elsewhere.example", 4), "Is it solved?");
	assert_int_equal(ticket(h, 9).state, TICKET_CLOSED);
	h->now += HOURS(3);
	report(h, WHO(1));
	report(h, WHO(2));
	report(h, WHO(3));
	report(h, "luz@rivera.example");
	assert_true(h->d->spike == NULL && strstr(h->d->spikes[0].why, "no other is opened before") != NULL);
	/* Later there may be another. */
	h->now += HOURS(2);
	assert_true(begin_problem(h) > problem);
	assert_int_equal(sent_to(h, LEOS), 5);
}

/* Whoever had asked for something more after the answer is not closed; who says "no" afterwards is let go of. */
static void
what_is_not_over_stands_by_itself(void **state)
{
	struct house *h = house_begin(state, SCENE("", "") OFF);
	int64_t problem = begin_problem(h);
	struct mail *told = sent(h, LEOS, 1);

	take(h, answer_to(h, told, LEO, "", "Please start it again."));
	assert_int_equal(run(h), 1);
	take(h, answer_to(h, sent(h, WHO(2), 2), WHO(2), "", "I did, and it still says error 691."));
	take(h, answer_to(h, told, LEO, "", "#close"));
	assert_int_equal(run(h), 1);
	assert_true(ticket(h, 3).state == TICKET_OPEN && ticket(h, 3).problem == 0);
	assert_true(ticket(h, 1).state == TICKET_CLOSED && ticket(h, 1).problem == problem);
	take(h, answer_to(h, sent(h, WHO(1), 3), WHO(1), VOUCHED("acme.example"), "No, it does not work."));
	assert_true(ticket(h, 1).state == TICKET_OPEN && ticket(h, 1).problem == 0);
	/* Once it is open again, nothing more is closed. */
	take(h, answer_to(h, told, LEO, "", "#open"));
	assert_int_equal(run(h), 0);
}

/* One of them that cannot be answered, or closed, costs only itself: the others have what they wait for, and it is told. */
static void
one_bad_ticket_costs_only_itself(void **state)
{
	struct house *h = house_begin(state, "operator = \"ops@desk.example\";\n" SCENE("", "") OFF);
	int64_t problem = begin_problem(h);
	struct mail *told = sent(h, LEOS, 1);
	struct message_row *messages;
	size_t before = 0, count = 0;

	assert_int_equal(ticket(h, 2).problem, problem);
	done(h, message_row_list(h, h->tools.store, 2, &messages, &before, &h->err));
	bad = 2;
	take(h, answer_to(h, told, LEO, "", "Please start it again."));
	assert_int_equal(run(h), 1);
	assert_true(sent_to(h, WHO(1)) == 2 && sent_to(h, WHO(2)) == 2);
	assert_int_equal(sent_to(h, "luz@rivera.example"), 1);
	done(h, message_row_list(h, h->tools.store, 2, &messages, &count, &h->err));
	assert_int_equal(count, before);	/* nothing of it is left */
	done(h, event_has(h->tools.store, 2, "failed", &h->err));
	says(sent(h, "ops@desk.example", 1), "Ticket 2 was passed over");
	says(sent(h, "ops@desk.example", 1), "it cannot be written");
	take(h, answer_to(h, told, LEO, "", "#close"));
	assert_true(run(h) >= 1);
	assert_true(ticket(h, 1).state == TICKET_CLOSED && ticket(h, 3).state == TICKET_CLOSED);
	assert_int_not_equal(ticket(h, 2).state, TICKET_CLOSED);
	assert_int_equal(sent_to(h, "ops@desk.example"), 2);
	/* It is not tried for ever. */
	h->now += HOURS(1);
	assert_int_equal(run(h), 0);
	bad = 0;
}

/* What was too few in a quiet week is not too many in a busy one; before two weeks are known the floor decides. */
static void
the_usual_of_the_week(void **state)
{
	struct house *h = house_begin(state, SCENE("factor = 2;", "") OFF);
	char *who;

	h->now += HOURS(9) + MINUTES(20);
	for (int week = 0; week < 5; week++) {
		for (int i = 0; i < 2; i++) {
			who = talloc_asprintf(h, "w%d-%d@acme.example", week, i);
			report(h, who);
			assert_null(h->d->spike);
		}
		h->now += DAYS(7);
	}
	/* Two are usual, so that four are too many, and three are not. */
	h->now += MINUTES(39);
	for (int i = 0; i < 4; i++) {
		report(h, talloc_asprintf(h, "now-%d@acme.example", i));
		assert_int_equal(h->d->spike != NULL, i == 3);
	}
	assert_true(h->d->spike->compared && h->d->spike->usual == 197 && h->d->spike->needed == 4);
	says(sent(h, LEOS, 1), "at this time of the week it is usually 2.");
	/* At night, when nobody ever writes, the floor is enough. */
	h = *state;
	h->now += HOURS(30);
	take(h, letter(h, LEO, sent(h, LEOS, 1)->reply_to.list[0].address, "", "#close"));
	h->now += HOURS(9);
	for (int i = 0; i < 3; i++)
		report(h, talloc_asprintf(h, "night-%d@acme.example", i));
	assert_true(h->d->spike != NULL && h->d->spike->raises && h->d->spike->usual == 0 && h->d->spike->needed == 3);
}

/* Each organisation by itself; whose organisation nobody knows is not counted. */
static void
one_organisation(void **state)
{
	struct house *h = house_begin(state, SCENE("across = \"one\";", "") OFF);

	report(h, WHO(1));
	report(h, WHO(2));
	report(h, "luz@rivera.example");
	report(h, "bo@elsewhere.example");
	assert_true(h->d->spike == NULL && h->d->spike_count == 0);
	report(h, WHO(3));
	assert_true(h->d->spike != NULL && h->d->spike->raises);
	assert_true(ticket(h, 3).problem == 0 && ticket(h, 1).problem == h->ticket + 1);
	assert_string_equal(ticket(h, h->ticket + 1).subject, "Many reports: vpn, Acme Ltd since 01:00");
	assert_string_equal(ticket(h, h->ticket + 1).organisation, "acme");
	report(h, "luz@rivera.example");
	assert_int_equal(ticket(h, h->ticket).problem, 0);
	/* What is said of it is said to that organisation: nobody makes another's ticket part of it. */
	take(h, answer_to(h, sent(h, "ana@tech.example", 4), ANA, "", talloc_asprintf(h, "#problem %lld 2", (long long)ticket(h, 1).problem)));
	assert_int_equal(h->d->fault_count, 0);
	take(h, answer_to(h, sent(h, "ana@tech.example", 4), ANA, "", talloc_asprintf(h, "#problem %lld 3", (long long)ticket(h, 1).problem)));
	assert_int_equal(h->d->fault_count, 1);
	assert_int_equal(ticket(h, 3).problem, 0);
}

/* Mail that a mailbox held for hours did not come at once. */
static void
what_waited_did_not_come_at_once(void **state)
{
	struct house *h = house_begin(state, SCENE("", "") OFF);
	struct inbox_mail in = { .received = h->now };
	int64_t inbox;
	bool is_new;

	for (int i = 0; i < 6; i++) {
		in.arrived = h->now - HOURS(20 - 2 * i);
		in.raw = letter(h, talloc_asprintf(h, "q%d@acme.example", i), DESK, "Subject: vpn\n", "No.");
		in.size = strlen(in.raw);
		done(h, store_begin(h->tools.store, &h->err));
		done(h, ledger_mailbox(h->tools.store, "support", &in.mailbox, &h->err));
		done(h, inbox_put(h->tools.store, &in, &inbox, &is_new, &h->err));
		house_decide(h, inbox);
		done(h, store_commit(h->tools.store, &h->err));
		assert_null(h->d->spike);
	}
	assert_int_equal(h->d->spikes[0].people, 1);
}

static void
by_commands(void **state)
{
	struct house *h = house_begin(state, SCENE("quiet = \"0\";", "") OFF);
	struct mail *notice, *mine;
	int64_t problem;

	report(h, WHO(1));
	take(h, letter(h, WHO(2), DESK, "Subject: Tunnel\n", "No tunnel."));
	take(h, letter(h, WHO(3), DESK, "Subject: Mouse\n", "No mouse."));
	notice = sent(h, "ana@tech.example", 1);
	/* The first of many: who sees it gets what the lead would. */
	take(h, answer_to(h, notice, ANA, "", "#problem"));
	problem = ticket(h, 1).problem;
	assert_int_equal(problem, 4);
	assert_int_equal(ticket(h, 4).kind, TICKET_PROBLEM);
	mine = sent(h, "ana@tech.example", 4);
	assert_non_null(strstr(mine->subject, "Several reports: No VPN"));
	/* Others become part of it, and are let go of; what makes no sense is said. */
	take(h, answer_to(h, notice, ANA, "", "#problema 4 2 3"));
	assert_true(ticket(h, 2).problem == 4 && ticket(h, 3).problem == 4);
	take(h, answer_to(h, mine, ANA, "", "#problem none 3"));
	assert_true(ticket(h, 3).problem == 0 && ticket(h, 2).problem == 4);
	take(h, answer_to(h, mine, ANA, "", "#undo"));
	assert_int_equal(ticket(h, 3).problem, 4);
	take(h, answer_to(h, notice, ANA, "", "#problem none 3"));
	take(h, answer_to(h, notice, ANA, "", "#problem 2"));
	assert_int_equal(h->d->fault_count, 1);
	take(h, answer_to(h, notice, ANA, "", "#problem 3 1"));
	assert_int_equal(h->d->fault_count, 1);
	take(h, answer_to(h, mine, ANA, "", "#merge 1"));
	assert_int_equal(h->d->fault_count, 1);
	/* What is counted later is that problem, too, and no other is opened: the lead is told of it. */
	report(h, WHO(4));
	report(h, WHO(5));
	assert_true(h->d->spike != NULL && h->d->spike->raises && h->d->spike->problem == 4);
	assert_int_equal(ticket(h, h->ticket).problem, 4);
	assert_int_equal(sent_to(h, LEOS), 1);
	report(h, WHO(6));
	assert_true(!h->d->spike->raises && h->d->spike->problem == 4 && sent_to(h, LEOS) == 1);
	/* As with any ticket, it may be looked at, sent up, and noted on. */
	take(h, answer_to(h, mine, ANA, "", "#show 4"));
	says(sent(h, "ana@tech.example", sent_to(h, "ana@tech.example")), "everybody who has written about it");
	take(h, answer_to(h, mine, ANA, "", "#tier 2"));
	says(sent(h, "leo@tech.example", sent_to(h, LEOS)), "everybody who has written about it gets your answer");
	assert_true(ticket(h, 4).tier == 2 && sent_to(h, WHO(1)) == 1);
	take(h, answer_to(h, mine, ANA, "", "#next"));
	take(h, answer_to(h, mine, ANA, "", "#find VPN"));
	assert_int_equal(h->d->fault_count, 0);
	/* No problem at all: nobody outside hears anything. */
	take(h, answer_to(h, mine, ANA, "", "#problem none"));
	assert_true(ticket(h, 4).state == TICKET_CLOSED && ticket(h, 1).problem == 0 && ticket(h, 2).problem == 0);
	assert_int_equal(run(h), 1);
	assert_true(ticket(h, 1).state == TICKET_NEW && sent_to(h, WHO(1)) == 1);
	take(h, answer_to(h, mine, ANA, "", "#undo"));
	assert_true(ticket(h, 4).state == TICKET_OPEN && ticket(h, 1).problem == 4 && ticket(h, 2).problem == 4);
	/* Words for it in a mail for commands reach everybody as well. */
	take(h, letter(h, ANA, DESK, VOUCHED("tech.example"), "#4\nIt is over.\n"));
	assert_true(h->d->withheld != 0 || run(h) == 1);
}

/* An answer that can be called back waits for everybody. */
static void
an_answer_is_called_back(void **state)
{
	struct house *h = house_begin(state, SCENE("", "hold_answers = \"2m\";") OFF);
	struct mail *told;

	(void)begin_problem(h);
	told = sent(h, LEOS, 1);
	take(h, answer_to(h, told, LEO, "", "Nonsense."));
	assert_int_equal(run(h), 0);
	take(h, answer_to(h, told, LEO, "", "#undo"));
	h->now += MINUTES(5);
	assert_int_equal(run(h), 0);
	take(h, answer_to(h, told, LEO, "", "#close\n\nIt works."));
	assert_true(run(h) > 0);
	assert_int_equal(ticket(h, 1).state, TICKET_NEW);
	h->now += MINUTES(2);
	assert_true(run(h) >= 1);
	h->now += SECONDS(1);
	(void)run(h);
	assert_int_equal(ticket(h, 1).state, TICKET_CLOSED);
	assert_int_equal(sent_to(h, WHO(1)), 3);
	says(sent(h, WHO(1), 2), "It works.");
	says_not(sent(h, WHO(1), 2), "Nonsense");
}

/* What everybody has got is not called back, and nothing else is undone in its place. */
static void
an_answer_that_has_gone_out(void **state)
{
	struct house *h = house_begin(state, SCENE("", "hold_answers = \"2m\";") OFF);
	struct mail *told;

	(void)begin_problem(h);
	told = sent(h, LEOS, 1);
	take(h, answer_to(h, told, LEO, "", "#tag printers"));
	take(h, answer_to(h, told, LEO, "", "It works."));
	h->now += MINUTES(2);
	assert_true(run(h) >= 1);
	take(h, answer_to(h, told, LEO, "", "#undo"));
	assert_int_equal(h->d->fault_count, 1);
	assert_int_equal(h->d->undoes, 0);
	says(sent(h, LEOS, sent_to(h, LEOS)), "which has gone out");
	says(sent(h, WHO(1), 2), "It works.");
}

/* Many: the answer is nothing automatic, and goes out whatever the limits are; that they are closed waits for room. */
static void
of_very_many(void **state)
{
	struct house *h = house_begin(state, SCENE("tie_for = \"always\";", "")
	    "limits = { address = \"off\"; domain = \"off\"; thread = \"off\"; all = \"200/1h\"; repeats = 100; };\n");
	struct mail *told;
	int closed = 0;

	for (int i = 0; i < 130; i++) {
		report(h, talloc_asprintf(h, "m%d@x%d.example", i, i));
		h->now += MINUTES(1);
	}
	told = sent(h, LEOS, 1);
	h->now += HOURS(1);
	take(h, answer_to(h, told, LEO, "", "#close\n\nIt works."));
	assert_true(run(h) >= 3);
	h->now += SECONDS(1);
	assert_true(run(h) >= 2);
	assert_int_equal(sent_to(h, "m129@x129.example"), 2);
	for (int i = 1; i <= 131; i++)
		closed += ticket(h, i).state == TICKET_CLOSED;
	/* Half of what limits.all allows, and the problem itself. */
	assert_int_equal(closed, 101);
	for (int i = 0; i < 70; i++) {
		h->now += MINUTES(1);
		(void)run(h);
	}
	for (int i = 1; i <= 131; i++)
		assert_int_equal(ticket(h, i).state, TICKET_CLOSED);
	assert_int_equal(sent_to(h, "m129@x129.example"), 3);
	assert_int_equal(sent_to(h, "m2@x2.example"), 3);
}

static void
blocks_of_languages(void **state)
{
	static const struct {
		const char *text, *language, *wanted;
	} samples[] = {
		{ "Hello.\nBye.\n", "es", "Hello.\nBye.\n" },
		{ "[en]\nHello.\n\n[es]\nHola.\n", "es", "Hola." }, { "[en]\nHello.\n\n[es]\nHola.\n", "en", "Hello." },
		{ "[en]\nHello.\n\n[es]\nHola.\n", "de", "Hello." }, { "[en]\nHello.\n\n[es]\nHola.\n", NULL, "Hello." },
		{ "Hello.\n\n[es]\nHola.\n", "en", "Hello." }, { "Hello.\n\n[es]\nHola.\n", "es-MX", "Hola." },
		{ "\n  [Español] \r\n\n  Hola.\n[English]\nHello.\n", "en-GB", "Hello." }, { "[es-MX]\nÓrale.\n[es]\nHola.\n", "es-MX", "Órale." },
		{ "[es-MX]\nÓrale.\n[es]\nHola.\n", "es", "Hola." }, { "[es]\n\n[en]\nHello.\n", "es", "Hello." },
		{ "[1]\nSee [es] there.\n[de]\nx\n", "es", "[1]\nSee [es] there.\n[de]\nx\n" }, { "", "es", "" }, { "[es]\n", "es", "" },
		{ "[es]\n  * uno\n    dos\n", "es", "  * uno\n    dos" },
	};
	struct house *h = house_begin(state, HOUSE);

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		assert_string_equal(language_block(h, h->tools.catalog, samples[i].text, samples[i].language), samples[i].wanted);
}

/* The newest mail to Leo has the one in its subject or text, and the other nowhere. */
static void
leo_reads(struct house *h, const char *part, const char *not)
{
	struct mail *newest = sent(h, LEOS, sent_to(h, LEOS));
	char *all = talloc_asprintf(h, "%s\n%s", newest->subject, newest->text);

	if (strstr(all, part) == NULL || strstr(all, not) != NULL)
		fail_msg("\"%s\", not \"%s\": %s", part, not, all);
}

/* A line of a digest, as Leo would have it. */
static const char *
leos_line(struct house *h, struct ticket problem)
{
	struct digest_line line = { .ticket = problem };
	struct digest_reader reader = digest_reader_of(&h->tools, conf_agent(h->tools.conf, "leo"));
	json_t *values = json_object();
	const char *subject;

	done(h, digest_lines_put(&h->tools, values, "mine", &line, 1, 1, &reader, h->now, &h->err));
	subject = json_string_value(json_object_get(json_array_get(json_object_get(values, "mine"), 0), "subject"));
	subject = talloc_strdup(h, subject);
	json_decref(values);
	return subject;
}

/* The store has the desk's words; whoever reads another language never sees them. */
static void
each_in_their_language(void **state)
{
	struct house *h = house_begin(state, SCENE("", "language = \"es\";") OFF);
	struct ticket problem;
	struct mail *told, *sheet;
	int64_t number = begin_problem(h);

	assert_string_equal(ticket(h, number).subject, "Many reports: vpn since 01:00");
	leo_reads(h, "Muchos avisos: vpn desde las 01:00", "Many reports");
	sheet = told = sent(h, LEOS, sent_to(h, LEOS));
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "", talloc_asprintf(h, "#%lld\n#tier 2", (long long)number)));
	for (size_t i = sent_to(h, LEOS); i > 0 && strstr(sheet->subject, "Para tu equipo") == NULL; i--)
		sheet = sent(h, LEOS, i);
	assert_non_null(strstr(sheet->subject, "Para tu equipo: Muchos avisos: vpn desde las 01:00"));
	assert_null(strstr(sheet->text, "Many reports"));
	take(h, answer_to(h, told, LEO, "", "#show"));
	leo_reads(h, "Muchos avisos: vpn desde las 01:00", "Many reports");
	take(h, answer_to(h, told, LEO, "", "#find vpn"));
	leo_reads(h, "Muchos avisos: vpn desde las 01:00", "Many reports");
	problem = ticket(h, number);
	assert_string_equal(leos_line(h, problem), "Muchos avisos: vpn desde las 01:00");
	assert_string_equal(problem.subject, "Many reports: vpn since 01:00");
	/* What somebody else has called it stands for everybody. */
	problem.subject = talloc_strdup(h, "Many reports: the VPN is down");
	assert_string_equal(leos_line(h, problem), "Many reports: the VPN is down");

	/* One that a technician has made is called like its first ticket. */
	take(h, letter(h, WHO(7), DESK, "Subject: Mouse: dead\n", "No mouse."));
	take(h, answer_to(h, sent(h, "ana@tech.example", sent_to(h, "ana@tech.example")), ANA, "", "#problem"));
	problem = ticket(h, ticket(h, h->ticket).problem);
	assert_string_equal(problem.subject, "Several reports: Mouse: dead");
	assert_string_equal(leos_line(h, problem), "Varios avisos: Mouse: dead");
	told = sent(h, "ana@tech.example", sent_to(h, "ana@tech.example"));
	if (strstr(told->subject, "] Varios avisos: Mouse: dead") == NULL)
		told = sent(h, "ana@tech.example", sent_to(h, "ana@tech.example") - 1);
	assert_non_null(strstr(told->subject, "] Varios avisos: Mouse: dead"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(one_problem_one_answer_one_end),
		in_house(what_is_not_over_stands_by_itself),
		in_house(one_bad_ticket_costs_only_itself),
		in_house(the_usual_of_the_week),
		in_house(one_organisation),
		in_house(what_waited_did_not_come_at_once),
		in_house(by_commands),
		in_house(each_in_their_language),
		in_house(an_answer_is_called_back),
		in_house(an_answer_that_has_gone_out),
		in_house(of_very_many),
		in_house(blocks_of_languages),
	};

	return cmocka_run_group_tests_name("problem", tests, NULL, NULL);
}
