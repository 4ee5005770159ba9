/* sla.c - how soon something has to be done: slas = ( { ... }, ... ) */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "sections.h"

#define PERCENT_MOST 1000

static const char *const priority_words[CONF_PRIORITIES + 1] = { "low", "normal", "high", "urgent", NULL };
static const char *const pause_words[] = { "waiting", "vendor", NULL };
static const char *const aim_names[CONF_AIMS] = { "first_response", "next_response", "resolution" };

/* { at = 80; tell = "team"; } */
static void
rung(struct group *outer, const config_setting_t *element, struct conf_rung *out)
{
	static const char *const words[] = { "assignee", "team", "lead", NULL };
	struct group g = read_group(outer->reading, outer->source, element, read_title(outer, "ladder"));
	char *tell = read_needed(&g, "tell", &value_tell);

	if (!read_has(&g, "at"))
		reading_error(g.reading, read_place(&g), "%s has no at; add at = 100, the percentage of the time", g.title);
	*out = (struct conf_rung){ read_number(&g, "at", 1, PERCENT_MOST, 100), CONF_TELL_AGENT, tell };
	for (int i = 0; tell != NULL && words[i] != NULL; i++)
		if (strcmp(tell, words[i]) == 0)
			*out = (struct conf_rung){ out->at, (enum conf_tell)i, NULL };
	read_end(&g);
}

/* The ladder as it is written: percentages rise. */
static struct conf_rung *
read_ladder(struct group *g, size_t *count)
{
	const config_setting_t *list = read_setting(g, "ladder");

	*count = 0;
	if (list == NULL)
		return NULL;
	if (!config_setting_is_list(list)) {
		read_error(g, "ladder", "should be a list of groups: ( { at = 80; tell = \"team\"; }, ... )");
		return NULL;
	}
	unsigned n = (unsigned)config_setting_length(list);
	struct conf_rung *ladder = talloc_zero_array(g->reading->conf, struct conf_rung, n);

	for (unsigned i = 0; i < n; i++) {
		const config_setting_t *element = config_setting_get_elem(list, i);

		if (!config_setting_is_group(element)) {
			read_error(g, "ladder", "should have groups in it: { at = 80; tell = \"team\"; }");
			continue;
		}
		rung(g, element, &ladder[*count]);
		if (*count > 0 && ladder[*count].at <= ladder[*count - 1].at)
			read_error(g, "ladder", "has %u after %u; its percentages should rise", ladder[*count].at,
			    ladder[*count - 1].at);
		(*count)++;
	}
	return ladder;
}

static int
compare(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

	return (x > y) - (x < y);
}

/* warn says when, ladder says who from when on: each percentage of either is a rung, and whom it tells is what the
 * ladder's highest rung up to there says. */
static void
ladder_settings(struct group *g, struct conf_sla *sla)
{
	static const unsigned usual[] = { 80, 100 };
	size_t warn_count, rung_count, next = 0;
	const unsigned *warn = read_numbers(g, "warn", 1, PERCENT_MOST, &warn_count);
	const struct conf_rung *ladder = read_ladder(g, &rung_count);
	struct conf_rung at = { 0, CONF_TELL_ASSIGNEE, NULL };

	if (warn == NULL && ladder == NULL) {
		warn = usual;
		warn_count = 2;
	}
	unsigned *all = talloc_array(g->reading, unsigned, (unsigned)(warn_count + rung_count));
	size_t count = 0;

	for (size_t i = 0; warn != NULL && i < warn_count; i++)
		all[count++] = warn[i];
	for (size_t i = 0; ladder != NULL && i < rung_count; i++)
		all[count++] = ladder[i].at;
	if (count > 0)
		qsort(all, count, sizeof(*all), compare);
	sla->ladder = talloc_array(g->reading->conf, struct conf_rung, (unsigned)count);
	for (size_t i = 0; i < count; i++) {
		while (ladder != NULL && next < rung_count && ladder[next].at <= all[i])
			at = ladder[next++];
		if (sla->rung_count == 0 || sla->ladder[sla->rung_count - 1].at != all[i])
			sla->ladder[sla->rung_count++] = (struct conf_rung){ all[i], at.tell, at.agent };
	}
}

unsigned
tiers_setting(struct group *g)
{
	size_t count;
	const unsigned *tiers = read_numbers(g, "tiers", 0, CONF_TIERS - 1, &count);
	unsigned set = 0;

	for (size_t i = 0; i < count; i++)
		set |= 1u << tiers[i];
	return set;
}

void
sla_section(struct group *g)
{
	struct conf *conf = g->reading->conf;
	bool any = false;

	conf->slas = talloc_realloc(conf, conf->slas, struct conf_sla, (unsigned)conf->sla_count + 1);
	struct conf_sla *sla = &conf->slas[conf->sla_count++];

	*sla = (struct conf_sla){ 0 };
	sla->name = read_needed(g, "name", &value_sla);
	sla->calendar_name = read_needed(g, "calendar", &value_calendar);
	/* All calendars were read before. */
	sla->calendar = sla->calendar_name == NULL ? NULL : conf_calendar(conf, sla->calendar_name);
	sla->organisations = read_texts(g, "organisations", &value_name, &sla->organisation_count);
	sla->queues = read_texts(g, "queues", &value_name, &sla->queue_count);
	sla->priorities = read_set(g, "priorities", priority_words, 0);
	sla->tiers = tiers_setting(g);
	for (int i = 0; i < CONF_AIMS; i++) {
		sla->aims[i] = working_setting(g, aim_names[i], sla->calendar);
		any |= read_has(g, aim_names[i]);
	}
	ladder_settings(g, sla);
	sla->repeat = working_setting(g, "repeat", sla->calendar);
	sla->pauses = read_set(g, "pause", pause_words, CONF_PAUSE_WAITING);
	if (!any)
		reading_error(g->reading, read_place(g), "%s has no time; add first_response = \"4h\", next_response or resolution",
		    g->title);
}
