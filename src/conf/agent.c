/* agent.c - agents = ( { ... }, ... ): the technicians */
#include <config.h>

#include "sections.h"

#define CAPACITY_MOST 100000

/* { from = "2026-12-24"; until = "2027-01-02"; note = "..."; } */
static void
absence(struct group *outer, const config_setting_t *element, struct conf_absence *out)
{
	struct group g = read_group(outer->reading, outer->source, element, read_title(outer, "absent"));
	const char *from = read_needed(&g, "from", &value_day), *until = read_needed(&g, "until", &value_day);

	out->from = from != NULL ? value_day_read(from) : 0;
	out->until = until != NULL ? value_day_read(until) : out->from;
	out->note = read_text(&g, "note", &value_line, NULL);
	if (from != NULL && until != NULL && out->until < out->from)
		read_error(&g, "until", "is \"%s\", which is before from; both are days on which they are not there", until);
	read_end(&g);
}

static void
read_absences(struct group *g, struct conf_agent *a)
{
	const config_setting_t *list = read_setting(g, "absent");

	if (list == NULL)
		return;
	if (!config_setting_is_list(list)) {
		read_error(g, "absent", "should be a list of groups: ( { from = \"2026-12-24\"; until = \"2027-01-02\"; }, ... )");
		return;
	}
	unsigned n = (unsigned)config_setting_length(list);

	a->absent = talloc_zero_array(g->reading->conf, struct conf_absence, n);
	for (unsigned i = 0; i < n; i++) {
		const config_setting_t *element = config_setting_get_elem(list, i);

		if (config_setting_is_group(element))
			absence(g, element, &a->absent[a->absent_count++]);
		else
			read_error(g, "absent", "should have groups in it: { from = \"2026-12-24\"; until = \"2027-01-02\"; }");
	}
}

void
agent_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->agents = talloc_realloc(conf, conf->agents, struct conf_agent, (unsigned)conf->agent_count + 1);
	struct conf_agent *a = &conf->agents[conf->agent_count++];

	*a = (struct conf_agent){ 0 };
	a->name = read_needed(g, "name", &value_agent);
	a->display_name = read_text(g, "display_name", &value_display, NULL);
	a->address = read_needed(g, "address", &value_agent_address);
	a->addresses = read_texts(g, "addresses", &value_agent_address, &a->address_count);
	a->language = read_text(g, "language", &value_language, g->reading->conf->identity.language);
	a->languages = read_texts(g, "languages", &value_language, &a->language_count);
	a->skills = read_texts(g, "skills", &value_skill, &a->skill_count);
	a->calendar_name = read_text(g, "calendar", &value_calendar, NULL);
	/* All calendars were read before. */
	a->calendar = a->calendar_name == NULL ? NULL : conf_calendar(conf, a->calendar_name);
	a->zone = a->calendar != NULL ? a->calendar->zone : conf->identity.zone;
	if (read_has(g, "timezone"))
		(void)zone_setting(g, &a->zone, conf->identity.zone);
	a->capacity = read_number(g, "capacity", 1, CAPACITY_MOST, 0);
	a->hold_answers = read_duration(g, "hold_answers", 0, HOURS(1), conf->commands.hold_answers);
	a->tiers = tiers_setting(g);
	a->digest = daily_setting(g, "digest");
	a->keys = read_texts(g, "keys", &value_fingerprint, &a->key_count);
	for (size_t i = 0; i < a->key_count; i++)
		value_fingerprint_plain(a->keys[i]);
	a->must_sign = read_yes(g, "must_sign", false);
	read_absences(g, a);
}
