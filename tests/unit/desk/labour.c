/* labour.c - to which tier noted time belongs, and what it costs */
#include <config.h>

#include "house.h"

#include <postigo/desk/labour.h>
#include <postigo/store/stay.h>

#define PRICES \
	"tiers = ( { number = 1; name = \"First line\"; cost = \"32.00 EUR\"; }, { number = 2; name = \"Second line\"; cost = \"48.50 EUR\"; }," \
	" { number = 3; name = \"Experts\"; cost = \"90 USD\"; } );\n"

static void
an_hour_has_a_price(void **state)
{
	static const struct {
		int64_t cents;
		duration spent;
		int64_t wanted;
	} samples[] = {
		{ 3200, HOURS(1), 3200 }, { 3200, MINUTES(20), 1067 }, { 3200, MINUTES(10), 533 }, { 3200, 0, 0 }, { 0, HOURS(9), 0 },
		/* Half of a hundredth is rounded up; less is not. */
		{ 1, MINUTES(30), 1 }, { 1, MINUTES(30) - 1, 0 }, { 4, MINUTES(7) + SECONDS(30), 1 },
		/* Nothing is lost of the largest of both. */
		{ 100000000, DAYS(100000), 240000000000000 }, { 99999999, DAYS(100000) - MINUTES(30), 239999947600001 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct conf_tier tier = { .cost = { samples[i].cents, "EUR" } };

		if (labour_cost(&tier, samples[i].spent).cents != samples[i].wanted)
			fail_msg("sample %zu: %lld", i, (long long)labour_cost(&tier, samples[i].spent).cents);
	}
}

static void
time_belongs_to_where_the_ticket_was(void **state)
{
	static const struct {
		instant at;
		int tier;
	} samples[] = {
		/* Before it was anywhere, on a tier, in the mail that sends it up, above, back, and after it was closed. */
		{ 50, 1 }, { 150, 1 }, { 200, 1 }, { 201, 2 }, { 300, 2 }, { 301, 1 }, { 9000, 1 },
	};
	struct stay stays[] = { { .tier = 1, .since = 100, .until = 200 }, { .tier = 2, .since = 200, .until = 300 },
		{ .tier = 1, .since = 300, .until = 400 } };
	struct ticket ticket = { .tier = 3 };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct time_spent row = { .at = samples[i].at, .spent = MINUTES(5) };
		struct labour labour = { { 0 } };

		labour_add(&labour, &ticket, stays, 3, &row);
		if (labour.spent[samples[i].tier] != MINUTES(5) || labour_total(&labour) != MINUTES(5))
			fail_msg("sample %zu", i);
		/* Of a ticket of which it is not known. */
		labour_add(&labour, &ticket, NULL, 0, &row);
		assert_int_equal(labour.spent[3], MINUTES(5));
	}
}

/* The technician's mail sends it up and says how long they had it; the second line's sheet and a sum have it all. */
static void
the_sheet_has_it(void **state)
{
	struct house *h = house_begin(state, ROOMS PRICES NO_LIMITS "agents = ( { name = \"ana\"; address = \"ana@tech.example\"; },"
	    " { name = \"ben\"; address = \"ben@tech.example\"; language = \"es\"; } );\n");
	struct labour labour = { { 0 } };
	struct ticket t;
	struct mail *sheet;

	take(h, letter(h, EVA, DESK, VOUCHED("customer.example"), "It burns."));
	h->now += HOURS(1);
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "", "#time 20m\n#tier 2"));
	assert_int_equal(ticket(h, 1).tier, 2);
	sheet = sent(h, "ben@tech.example", 2);
	if (strstr(sheet->text, "Tiempo anotado:") == NULL || strstr(sheet->text, "First line: 20 min, 10,67 EUR") == NULL)
		fail_msg("%s", sheet->text);
	assert_null(strstr(sheet->text, "En total"));
	h->now += HOURS(1);
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "", "#time 1h\n#tier 3"));
	h->now += HOURS(1);
	take(h, answer_to(h, sent(h, "ana@tech.example", 1), ANA, "", "#time 90m\n#tier 1"));
	sheet = sent(h, "ben@tech.example", 4);
	if (strstr(sheet->text, "Second line: 1 h, 48,50 EUR") == NULL || strstr(sheet->text, "Experts: 1 h 30 min, 135,00 USD") == NULL ||
	    strstr(sheet->text, "En total: 2 h 50 min, 59,17 EUR + 135,00 USD") == NULL)
		fail_msg("%s", sheet->text);
	t = ticket(h, 1);
	done(h, labour_read(h->tools.store, &t, &labour, &h->err));
	assert_int_equal(labour_total(&labour), MINUTES(170));
	assert_int_equal(labour.spent[2], HOURS(1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_hour_has_a_price),
		cmocka_unit_test(time_belongs_to_where_the_ticket_was),
		in_house(the_sheet_has_it),
	};

	return cmocka_run_group_tests_name("labour", tests, NULL, NULL);
}
