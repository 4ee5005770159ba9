/* check_clock.c - what calendars and SLAs say of each other, see check.h */
#include <config.h>

#include <string.h>

#include "check.h"

static bool
same_texts(char *const *a, size_t a_count, char *const *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (strcmp(a[i], b[i]) != 0)
			return false;
	return true;
}

static bool
same_cases(const struct conf_sla *a, const struct conf_sla *b)
{
	return a->priorities == b->priorities && a->tiers == b->tiers &&
	    same_texts(a->organisations, a->organisation_count, b->organisations, b->organisation_count) &&
	    same_texts(a->queues, a->queue_count, b->queues, b->queue_count);
}

/* Of two for the same cases the first is chosen. Each is held against each: there are as many as contracts. */
static void
check_reached(struct reading *r)
{
	const struct conf *conf = r->conf;

	for (size_t i = 1; i < conf->sla_count; i++)
		for (size_t j = 0; j < i; j++)
			if (conf->slas[i].name != NULL && conf->slas[j].name != NULL &&
			    same_cases(&conf->slas[i], &conf->slas[j])) {
				reading_warning(r, reading_place(r, conf->slas[i].name),
				    "SLA \"%s\" never applies: \"%s\", before it, is for the same cases", conf->slas[i].name,
				    conf->slas[j].name);
				break;
			}
}

static bool
has_lead(const struct conf_sla *sla)
{
	for (size_t i = 0; i < sla->rung_count; i++)
		if (sla->ladder[i].tell == CONF_TELL_LEAD)
			return true;
	return false;
}

/* Whose lead is told depends on the ticket. */
static void
check_leads(struct reading *r)
{
	const struct conf *conf = r->conf;
	const struct conf_sla *telling = NULL;

	for (size_t i = 0; i < conf->sla_count && telling == NULL; i++)
		if (conf->slas[i].name != NULL && has_lead(&conf->slas[i]))
			telling = &conf->slas[i];
	for (size_t i = 0; telling != NULL && i < conf->team_count; i++)
		if (conf->teams[i].name != NULL && conf->teams[i].lead == NULL)
			reading_warning(r, reading_place(r, conf->teams[i].name),
			    "team \"%s\" has no lead, whom SLA \"%s\" wants to tell; its members are told instead",
			    conf->teams[i].name, telling->name);
}

void
check_clocks(struct reading *r)
{
	check_reached(r);
	check_leads(r);
}
