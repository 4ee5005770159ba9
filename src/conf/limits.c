/* limits.c - how much we send by ourselves, and take from one sender, before something must be wrong: limits = { ... } */
#include <config.h>

#include <string.h>

#include "sections.h"

#define RATES_MOST 8		/* for one kind of limit: each is counted for each mail */

/* The rates of a setting; those of the fallback, which ends with NULL, when it is not written. */
static struct conf_rates
rates(struct group *g, const char *name, const char *const *fallback)
{
	size_t faults = g->reading->problem_count, count;
	char **texts = read_texts(g, name, &value_rate, &count);
	struct conf_rates out = { 0 };

	if (read_has(g, name) && count == 0 && g->reading->problem_count == faults)
		read_error(g, name, "is empty; write \"off\" for no limit");
	if (count > RATES_MOST) {
		read_error(g, name, "has %zu rates; at most %d are counted", count, RATES_MOST);
		return out;
	}
	out.list = talloc_zero_array(g->reading->conf, struct conf_rate, RATES_MOST);
	for (size_t i = 0; i < (texts != NULL ? count : RATES_MOST); i++) {
		const char *text = texts != NULL ? texts[i] : fallback[i];

		if (text == NULL)
			break;
		if (value_rate_read(text, &out.list[out.count]))
			out.count++;
		else if (count > 1)
			read_error(g, name, "has \"off\" beside a rate; leave one of them out");
	}
	return out;
}

/* New tickets. The last of them takes what is too much, so that there must be one. */
static struct conf_rates
ticket_rates(struct group *g, const char *name, const char *const *fallback)
{
	struct conf_rates out = rates(g, name, fallback);

	for (size_t i = 0; i < out.count; i++)
		if (out.list[i].most == 0)
			read_error(g, name, "allows no ticket at all; at least 1 is wanted, as in \"1/1h\"");
	return out;
}

void
limits_section(struct group *g)
{
	static const char *const address[] = { "5/1h", "20/1d", NULL }, *const domain[] = { "300/1h", NULL };
	static const char *const thread[] = { "10/10m", "25/1h", NULL }, *const all[] = { "600/1h", NULL };
	static const char *const tickets[] = { "20/1h", NULL }, *const copies[] = { "3/10m", NULL }, *const off[] = { NULL };
	struct conf_limits *limits = &g->reading->conf->limits;

	limits->address = rates(g, "address", address);
	limits->domain = rates(g, "domain", domain);
	limits->thread = rates(g, "thread", thread);
	limits->all = rates(g, "all", all);
	/* Who lets one address have any number of answers expects any number of mails from it. */
	limits->tickets = ticket_rates(g, "tickets", limits->address.count > 0 ? tickets : off);
	limits->copies = ticket_rates(g, "copies", limits->address.count > 0 ? copies : off);
	limits->ack_max_age = read_duration(g, "ack_max_age", SECONDS(1), DAYS(365), DAYS(1));
	limits->repeats = read_number(g, "repeats", 1, 100, 2);
	limits->repeats_within = read_duration(g, "repeats_within", SECONDS(1), DAYS(30), DAYS(1));
	limits->hops = read_number(g, "hops", 5, 1000, 50);
	if (limits->all.count == 0 && read_has(g, "all"))
		reading_warning(g->reading, read_place_of(g, "all"),
		    "limits.all is \"off\": nothing ends a loop in which each mail comes from another address");
}
