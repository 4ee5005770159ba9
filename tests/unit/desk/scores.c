/* scores.c - what rules have given a ticket over several mails: points add up, and each is counted once; skills stay asked for; what a reply changes */
#include <config.h>

#include "house.h"

#include <postigo/store/skill.h>

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
		in_house(what_was_reached_once_moves_nothing_again),
		in_house(skills_are_kept),
		in_house(a_reply_tells_whose_it_is),
	};

	return cmocka_run_group_tests_name("scores", tests, NULL, NULL);
}
