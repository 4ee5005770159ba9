/* tier0_told.c - who hears of a ticket for which articles were offered, at once and later */
#include <config.h>

#include "world.h"

#include <postigo/desk/decide.h>
#include <postigo/desk/rule_set.h>
#include <postigo/store/away.h>

#include "../../../src/desk/tier0.h"

#define PLACE \
	"queues = ( { name = \"q\"; team = \"first\"; } );\n" \
	"teams = ( { name = \"first\"; members = ( \"ana\", \"ben\" ); } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@example.com\"; }, { name = \"ben\"; address = \"ben@example.com\"; },\n" \
	"  { name = \"carla\"; address = \"carla@example.com\"; } );\n" \
	"rules = ( { name = \"watched\"; when = { subject = \"printer\"; }; then = { watch = \"carla\"; }; } );\n"

static const struct answer *
notice(const struct decision *d, const char *agent)
{
	for (size_t i = 0; i < d->answer_count; i++)
		if (strcmp(d->answers[i].template, "notice_new") == 0 && strcmp(d->answers[i].agent->name, agent) == 0)
			return &d->answers[i];
	fail_msg("%s is not told", agent);
	return NULL;
}

/* Nobody tells them later. */
static void
whom_a_rule_names_hears_at_once(void **state)
{
	struct world *w = world_open(*state, PLACE, "2026-11-30T11:00:00Z");
	char word[] = "printer";
	struct offered article = { { .id = 1, .slug = word, .language = (char[]){ "en" } }, 60 };
	struct mail mail = { .from.address = (char[]){ "eva@example.net" }, .subject = (char[]){ "My printer" }, .text = word,
		.reply = word, .class = MAIL_HUMAN, .class_reason = word };
	struct facts facts = { .conf = w->tools.conf, .mailbox = &w->tools.conf->mailboxes[0], .mail = &mail, .now = w->now,
		.arrived = w->now, .installation = "us", .language = "en", .articles = &article, .article_count = 1 };
	struct conf conf = *w->tools.conf;
	struct decision *d;

	conf.articles.most = 1;
	conf.articles.wait = HOURS(1);
	facts.conf = &conf;
	facts.rules = rule_set_new(w, &conf);
	d = decide(w, &facts);
	assert_int_equal(d->hold, HOURS(1));
	assert_true(notice(d, "ana")->held);
	assert_true(notice(d, "ben")->held);
	assert_false(notice(d, "carla")->held);
	world_close(w);
}

static void
the_team_hears_later_when_its_owner_is_away(void **state)
{
	struct world *w = world_open(*state, PLACE, "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");
	struct due_row row = { .due = w->now, .kind = (char[]){ TIER0_TIMER }, .ticket = t->id };
	struct away away = { .agent = (char[]){ "ana" }, .since = w->now + HOURS(1), .until = w->now + DAYS(1) };

	well(w, tier0_due(&w->tools, &row, w->now, &w->err));
	assert_int_equal(world_mails(w, "notice_new", "ana@example.com"), 1);
	assert_int_equal(world_mails(w, "notice_new", NULL), 1);
	well(w, away_set(w->tools.store, &away, &w->err));
	w->now += HOURS(2);
	well(w, tier0_due(&w->tools, &row, w->now, &w->err));
	assert_int_equal(world_mails(w, "notice_new", "ana@example.com"), 2);
	assert_int_equal(world_mails(w, "notice_new", "ben@example.com"), 1);
	assert_int_equal(world_mails(w, "notice_new", NULL), 3);
	world_close(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(whom_a_rule_names_hears_at_once),
		in_scene(the_team_hears_later_when_its_owner_is_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
