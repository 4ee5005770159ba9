/* scores.c - what rules have given a ticket over several mails: points add up, and each is counted once; skills stay asked for; what a reply changes */
#include <config.h>

#include "house.h"

#include <postigo/store/score.h>
#include <postigo/store/skill.h>

#include "../../../src/desk/merge.h"

#define RULES \
	"queues = ( { name = \"help\"; team = \"first\"; }, { name = \"angry\"; team = \"second\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\", \"ben\" ]; }, { name = \"second\"; members = [ \"ben\" ]; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@tech.example\"; }, { name = \"ben\"; address = \"ben@tech.example\"; } );\n" \
	"organisations = ( { name = \"acme\"; domains = [ \"acme.example\" ]; } );\n" \
	"tiers = ( { number = 2; name = \"Second line\"; team = \"second\"; } );\n" \
	"thresholds = [ \"tier:2 5\", \"queue:angry 4\" ];\n" \
	"rules = ( { name = \"again\"; on = \"both\"; when = { reply = \"again\"; }; points = \"tier:2 +3\"; },\n" \
	"  { name = \"still\"; on = \"both\"; when = { reply = \"still\"; }; points = \"tier:2 +2\"; },\n" \
	"  { name = \"rude\"; on = \"both\"; when = { reply = \"idiots\"; }; points = \"queue:angry +2\"; },\n" \
	"  { name = \"cad\"; when = { text = \"cad\"; }; then = { skills = [ \"cad\", \"plotters\" ]; }; },\n" \
	"  { name = \"theirs\"; on = \"follow_up\"; when = { reply = \"acme\"; }; then = { organisation = \"acme\"; language = \"es\"; }; },\n" \
	"  { name = \"calm\"; on = \"both\"; when = { reply = \"please\"; }; points = \"queue:angry -1\"; } );\n"

#define PARTS \
	"identity = { name = \"Desk\"; domain = \"desk.example\"; };\n" \
	"smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n" \
	"mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\";" \
	" trusted_authserv = [ \"mx.desk.example\" ]; } );\n"

/* Eva writes about the ticket, or begins it. */
static struct decision *
says(struct house *h, const char *words)
{
	const char *thread = h->serial > 0 ? "In-Reply-To: <1@mailer.example>\n" : "";

	return take(h, letter(h, EVA, DESK, talloc_asprintf(h, VOUCHED("customer.example") "%s", thread), words));
}

static void
points_add_up(void **state)
{
	struct house *h = house_begin(state, PARTS RULES NO_LIMITS);
	struct decision *d = says(h, "It is broken again.");

	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(d->tier, 1);
	d = says(h, "Hello?");
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_int_equal(decision_score(d, "tier:2"), 3);
	assert_int_equal(ticket(h, 1).tier, 1);
	d = says(h, "It still is.");
	assert_string_equal(decision_score_words(d, "tier:2"), "3 before + 2 now = 5");
	assert_string_equal(d->tier_why, "3 before + 2 now = 5 points toward it, of 5");
	assert_int_equal(ticket(h, 1).tier, 2);
	assert_string_equal(ticket(h, 1).team, "second");
}

/* What was said on the one was said on the other, and counts there once, until they are parted again. */
static void
points_of_merged_tickets_count(void **state)
{
	struct house *h = house_begin(state, PARTS RULES NO_LIMITS);
	struct change change = { .tools = &h->tools, .actor = "ana", .now = h->now };
	struct ticket one, two, three;
	struct merged merged;
	struct score *scores;
	size_t count;

	(void)says(h, "It is broken again.");
	for (int i = 0; i < 2; i++)
		(void)take(h, letter(h, EVA, DESK, VOUCHED("customer.example"), i == 0 ? "Idiots!" : "Idiots, it is broken again."));
	one = ticket(h, 1), two = ticket(h, 2), three = ticket(h, 3);
	/* Too few points even for both; then enough. */
	done(h, store_begin(h->tools.store, &h->err));
	done(h, merge(h, &change, &two, &one, &merged, &h->err));
	assert_int_equal(one.tier, 1);
	done(h, merge(h, &change, &three, &one, &merged, &h->err));
	assert_int_equal(one.tier, 2);
	assert_int_equal(ticket(h, 1).tier, 2);
	assert_string_equal(ticket(h, 1).team, "second");
	done(h, score_all(h, h->tools.store, 1, &scores, &count, &h->err));
	assert_int_equal(count, 2);
	assert_string_equal(scores[0].toward, "queue:angry");
	assert_int_equal(scores[0].points, 4);
	assert_int_equal(scores[1].points, 6);
	done(h, store_commit(h->tools.store, &h->err));
	assert_string_equal(decision_score_words(says(h, "Still?"), "tier:2"), "6 before + 2 now = 8");
	/* Parted, each has its own. */
	done(h, store_begin(h->tools.store, &h->err));
	done(h, merge_undo(&change, 3, 1, &merged, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	done(h, score_all(h, h->tools.store, 1, &scores, &count, &h->err));
	assert_int_equal(scores[0].points, 2);
	assert_int_equal(scores[1].points, 5);
	done(h, score_all(h, h->tools.store, 3, &scores, &count, &h->err));
	assert_int_equal(scores[1].points, 3);
}

/* A mail made a ticket of its own until its sender said yes: it is an answer, to which no rule gives points. */
static void
what_is_absorbed_counts_as_what_it_is(void **state)
{
	struct house *h = house_begin(state, PARTS RULES NO_LIMITS);
	struct mail *notice;
	struct score *scores;
	size_t count;

	(void)says(h, "It does not print.");
	notice = sent(h, "ana@tech.example", 1);
	notice->reply_to.list[0].address = (char[]){ DESK };
	(void)take(h, answer_to(h, notice, ANA, "", "Switch it off and on again."));
	assert_int_equal(h->ticket, 2);
	done(h, score_all(h, h->tools.store, 2, &scores, &count, &h->err));
	assert_int_equal(scores[0].points, 3);
	(void)take(h, answer_to(h, sent(h, "ana@tech.example", 2), ANA, "", "Yes."));
	assert_int_equal(ticket(h, 2).merged_into, 1);
	done(h, score_all(h, h->tools.store, 1, &scores, &count, &h->err));
	assert_int_equal(count, 0);
}

/* Who puts it elsewhere knows better than rules about mails that were there then. */
static void
what_was_reached_once_moves_nothing_again(void **state)
{
	struct house *h = house_begin(state, PARTS RULES NO_LIMITS);
	(void)says(h, "Idiots!");
	assert_string_equal(says(h, "Idiots, please!")->queue, "help");
	assert_string_equal(says(h, "Idiots!")->queue, "angry");
	assert_string_equal(ticket(h, 1).queue, "angry");
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_set_queue(h->tools.store, 1, "help", h->now, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	(void)says(h, "Idiots!");
	assert_string_equal(ticket(h, 1).queue, "help");
}

/* What a rule asks for when the ticket is new is known of it from then on, and asked for with what rules say of replies. */
static void
skills_are_kept(void **state)
{
	struct house *h = house_begin(state, PARTS RULES NO_LIMITS);
	char **skills;
	size_t count;

	assert_int_equal(says(h, "The CAD does not plot.")->skills.count, 2);
	done(h, skill_list(h, h->tools.store, 1, &skills, &count, &h->err));
	assert_int_equal(count, 2);
	assert_string_equal(skills[0], "cad");
	assert_int_equal(says(h, "Hello?")->skills.count, 2);
}

/* Whose it is, and in which language it is answered, may show in a reply alone. */
static void
a_reply_tells_whose_it_is(void **state)
{
	struct house *h = house_begin(state, PARTS RULES NO_LIMITS);

	(void)says(h, "It does not print.");
	assert_null(ticket(h, 1).organisation);
	assert_string_equal(ticket(h, 1).language, "en");
	(void)says(h, "I am with Acme now.");
	assert_string_equal(ticket(h, 1).organisation, "acme");
	assert_string_equal(ticket(h, 1).language, "es");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(points_add_up),
		in_house(points_of_merged_tickets_count),
		in_house(what_is_absorbed_counts_as_what_it_is),
		in_house(what_was_reached_once_moves_nothing_again),
		in_house(skills_are_kept),
		in_house(a_reply_tells_whose_it_is),
	};

	return cmocka_run_group_tests_name("scores", tests, NULL, NULL);
}
