/* tier.c - on which tier a ticket belongs, and whether it goes round in circles; no store */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "../../../src/desk/handover_data.h"
#include "../../../src/desk/tier.h"

static char *vip[] = { (char[]){ "vip" } }, *network[] = { (char[]){ "network" } }, *lines[] = { (char[]){ "lines" } };
static struct conf_queue queues[] = {
	{ .name = (char[]){ "help" }, .team = (char[]){ "first" }, .teams = { [3] = (char[]){ "gurus" } } },
	{ .name = (char[]){ "lines" }, .team = (char[]){ "first" } },
};
static const struct conf conf = {
	.queues = queues, .queue_count = 2,
	.tiers = {
		[0] = { .points = 50 },
		[1] = { .points = 50, .written = true },
		[2] = { .points = 50, .written = true, .team = (char[]){ "second" }, .queues = lines, .queue_count = 1,
		    .tags = vip, .tag_count = 1, .categories = network, .category_count = 1 },
		[3] = { .points = 100, .written = true, .team = (char[]){ "experts" } },
		[4] = { .points = 50, .written = true },
	},
};

struct sample {
	const char *name;
	int tier;			/* where it is */
	const char *said;		/* by a rule, NULL: nothing */
	const char *queue, *team;
	struct decision_points points[2];
	const char *tag, *category;
	int new_tier, follow_tier;	/* what comes out for a new ticket, and for one that is there */
	const char *new_team;
};

static const struct sample samples[] = {
	{ "nothing", 1, NULL, "help", NULL, { { "", 0, 0 } }, NULL, NULL, 1, 1, "first" },
	{ "too few points", 1, NULL, "help", NULL, { { "tier:2", 49, 0 } }, NULL, NULL, 1, 1, "first" },
	{ "points", 1, NULL, "help", NULL, { { "tier:2", 30, 0 }, { "tier:2", 20, 0 } }, NULL, NULL, 2, 2, "second" },
	{ "points over several mails", 1, NULL, "help", NULL, { { "tier:2", 20, 30 } }, NULL, NULL, 2, 2, "second" },
	{ "too few over several", 1, NULL, "help", NULL, { { "tier:2", 19, 30 } }, NULL, NULL, 1, 1, "first" },
	{ "enough before already", 1, NULL, "help", NULL, { { "tier:2", 5, 50 } }, NULL, NULL, 1, 1, "first" },
	{ "points taken away", 1, NULL, "help", NULL, { { "tier:2", 60, 0 }, { "tier:2", -20, 0 } }, NULL, NULL, 1, 1, "first" },
	{ "points toward two", 1, NULL, "help", NULL, { { "tier:2", 60, 0 }, { "tier:3", 100, 0 } }, NULL, NULL, 3, 3, "gurus" },
	{ "points toward something else", 1, NULL, "help", NULL, { { "queue:2", 60, 0 }, { "tier:22", 60, 0 } }, NULL, NULL, 1, 1, "first" },
	{ "never down", 3, NULL, "help", NULL, { { "tier:2", 60, 0 } }, NULL, NULL, 3, 3, "gurus" },
	{ "no vendor by itself", 1, NULL, "help", NULL, { { "tier:4", 60, 0 } }, NULL, NULL, 1, 1, "first" },
	{ "a tag", 1, NULL, "help", NULL, { { "", 0, 0 } }, "vip", NULL, 2, 2, "second" },
	{ "another tag", 1, NULL, "help", NULL, { { "", 0, 0 } }, "vips", NULL, 1, 1, "first" },
	{ "a category", 1, NULL, "help", NULL, { { "", 0, 0 } }, NULL, "network", 2, 2, "second" },
	{ "the queue, when new", 1, NULL, "lines", NULL, { { "", 0, 0 } }, NULL, NULL, 2, 1, "second" },
	{ "a rule's word", 1, "rule printing", "lines", NULL, { { "tier:3", 100, 0 } }, NULL, NULL, 1, 1, "first" },
	{ "a rule's team", 1, NULL, "lines", "special", { { "", 0, 0 } }, NULL, NULL, 2, 1, "special" },
	{ "no such queue", 1, NULL, "gone", NULL, { { "tier:2", 50, 0 } }, NULL, NULL, 2, 2, "second" },
};

static void
decision_of(struct decision *d, const struct sample *s)
{
	struct decision_points *points = talloc_array(d, struct decision_points, 2);

	memcpy(points, s->points, sizeof(s->points));
	d->tier = s->tier;
	d->tier_why = s->said;
	d->queue = s->queue;
	d->team = s->team;
	d->points = points;
	d->point_count = 1 + (points[1].toward != NULL);
	if (s->tag != NULL)
		decision_tag(d, s->tag);
	if (s->category != NULL)
		decision_field(d, "category", s->category);
}

static void
finds_the_tier(void **state)
{
	struct facts facts = { .conf = &conf };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		const struct sample *s = &samples[i];
		SCRATCH(tmp);
		struct decision *new = talloc_zero(tmp, struct decision), *follow = talloc_zero(tmp, struct decision);

		decision_of(new, s);
		decision_of(follow, s);
		tier_find(new, &facts);
		tier_follow(follow, &facts);
		if (new->tier != s->new_tier || follow->tier != s->follow_tier)
			fail_msg("%s: %d and %d instead of %d and %d", s->name, new->tier, follow->tier, s->new_tier, s->follow_tier);
		assert_string_equal(new->team, s->new_team);
		/* Whoever rises is told why. */
		assert_true(s->said != NULL || (new->tier_why != NULL) == (new->tier != s->tier));
		assert_ptr_equal(follow->team, s->team);
	}
}

static void
knows_who_is_above(void **state)
{
	struct conf some = { .tiers = { [3] = { .written = true } } };

	(void)state;
	assert_int_equal(tier_above(&conf, 1), 2);
	assert_int_equal(tier_above(&conf, 2), 3);
	assert_int_equal(tier_above(&conf, 3), 0);
	assert_int_equal(tier_above(&some, 1), 3);
	some.tiers[3].written = false;
	assert_int_equal(tier_above(&some, 1), 0);
}

static void
counts_turns(void **state)
{
	static const struct {
		int tiers[7];
		size_t count;
		unsigned turns;
	} rows[] = {
		{ { 1 }, 0, 0 }, { { 1 }, 1, 0 }, { { 1, 2 }, 2, 0 }, { { 1, 2, 3 }, 3, 0 }, { { 1, 2, 1 }, 3, 1 },
		{ { 1, 2, 2, 1, 1 }, 5, 1 }, { { 1, 2, 1, 2 }, 4, 2 }, { { 1, 2, 3, 1, 2 }, 5, 2 }, { { 3, 1, 2, 1, 2, 1, 3 }, 7, 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(handover_turns(rows[i].tiers, rows[i].count), rows[i].turns);
}

/* An operator's own words for requesters may name any value: what technicians wrote is not among them. */
static void
requesters_hear_of_places_alone(void **state)
{
	struct tools tools = { .conf = &conf };
	struct change change = { .tools = &tools, .why = "they are difficult", .note = "Between us" };
	struct message_row note = { .kind = MESSAGE_NOTE, .text = (char[]){ "Between us" } };
	struct ticket ticket = { .id = 7, .tier = 2, .team = (char[]){ "second" } };
	struct handover h = { .change = &change, .ticket = &ticket, .before = 1, .messages = &note, .message_count = 1 };
	json_t *values = handover_places(&h, NULL);
	char *all = json_dumps(values, 0);

	(void)state;
	assert_true(json_is_true(json_object_get(values, "on_tier2")));
	assert_true(json_is_true(json_object_get(values, "goes_up")));
	assert_null(strstr(all, "Between us"));
	assert_null(strstr(all, "difficult"));
	free(all);
	json_decref(values);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_tier),
		cmocka_unit_test(knows_who_is_above),
		cmocka_unit_test(counts_turns),
		cmocka_unit_test(requesters_hear_of_places_alone),
	};

	return cmocka_run_group_tests_name("tier", tests, NULL, NULL);
}
