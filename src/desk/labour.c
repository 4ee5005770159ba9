/* labour.c - see labour.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/desk/labour.h>

/* A month around the clock, many times over: sums of it stay far from what an integer holds. */
#define SPENT_MOST DAYS(100000)

static int
tier_of(const struct ticket *ticket, const struct stay *stays, size_t count, instant at)
{
	int tier = count > 0 ? stays[0].tier : ticket->tier;

	for (size_t i = 0; i < count && stays[i].since < at; i++)
		tier = stays[i].tier;
	return tier >= 0 && tier < CONF_TIERS ? tier : CONF_TIER_FIRST;
}

void
labour_add(struct labour *labour, const struct ticket *ticket, const struct stay *stays, size_t count,
    const struct time_spent *row)
{
	duration *sum = &labour->spent[tier_of(ticket, stays, count, row->at)];

	*sum += row->spent < SPENT_MOST ? row->spent : SPENT_MOST;
}

enum result
labour_read(struct store *store, const struct ticket *ticket, struct labour *out, struct error *err)
{
	SCRATCH(tmp);
	struct time_spent *rows = NULL;
	struct stay *stays = NULL;
	size_t row_count = 0, stay_count = 0;
	enum result result = time_spent_list(tmp, store, ticket->id, &rows, &row_count, err);

	/* Of most tickets nobody notes any. */
	if (result == DONE && row_count > 0)
		result = stay_list(tmp, store, ticket->id, &stays, &stay_count, err);
	if (result < 0)
		return result;
	for (size_t i = 0; i < row_count; i++)
		labour_add(out, ticket, stays, stay_count, &rows[i]);
	return DONE;
}

duration
labour_total(const struct labour *labour)
{
	duration total = 0;

	for (int i = 0; i < CONF_TIERS; i++)
		total += labour->spent[i];
	return total;
}

/* Whole hours first, since hundredths times milliseconds may be more than an integer holds. */
struct conf_money
labour_cost(const struct conf_tier *tier, duration spent)
{
	struct conf_money cost = tier->cost;

	cost.cents = spent / HOURS(1) * tier->cost.cents + (spent % HOURS(1) * tier->cost.cents + HOURS(1) / 2) / HOURS(1);
	return cost;
}

char *
labour_cost_text(TALLOC_CTX *ctx, const struct conf *conf, const struct labour *labour, const char *decimal)
{
	struct conf_money sums[CONF_TIERS] = { { 0 } };
	size_t n = 0;
	char *text = NULL;

	for (int i = 0; i < CONF_TIERS; i++) {
		struct conf_money cost = labour_cost(&conf->tiers[i], labour->spent[i]);
		size_t k = 0;

		while (k < n && strcmp(sums[k].currency, cost.currency) != 0)
			k++;
		if (cost.cents == 0)
			continue;
		memcpy(sums[k].currency, cost.currency, sizeof(cost.currency));
		sums[k].cents += cost.cents;
		n += k == n;
	}
	for (size_t k = 0; k < n; k++)
		text = text == NULL ? conf_money_text(ctx, &sums[k], decimal) :
		    talloc_asprintf_append_buffer(text, " + %s", conf_money_text(ctx, &sums[k], decimal));
	return text;
}
