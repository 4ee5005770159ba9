/* spike.c - spikes = ( { ... }, ... ): so many reports at once that they must have something in common */
#include <config.h>

#include "sections.h"

static const char *const across_words[] = {
	[CONF_ACROSS_ALL] = "all", [CONF_ACROSS_SEVERAL] = "several", [CONF_ACROSS_ONE] = "one", NULL
};

static void
across_settings(struct group *g, struct conf_spike *s)
{
	s->across = (enum conf_across)read_choice(g, "across", across_words, CONF_ACROSS_ALL);
	s->organisations = read_number(g, "organisations", 2, 1000, 2);
	if (read_has(g, "organisations") && s->across != CONF_ACROSS_SEVERAL)
		reading_warning(g->reading, read_place_of(g, "organisations"), "%s does nothing without across = \"several\"",
		    read_title(g, "organisations"));
	if (s->across != CONF_ACROSS_SEVERAL)
		s->organisations = 0;
}

/* How the usual is learnt. */
static void
usual_settings(struct group *g, struct conf_spike *s)
{
	s->floor = read_number(g, "floor", 2, 1000, 5);
	s->factor = read_number(g, "factor", 1, 1000, 3);
	s->weeks = read_number(g, "weeks", 1, 52, 8);
	s->learn = read_number(g, "learn", 1, 52, 2);
	if (s->learn > s->weeks)
		read_error(g, read_has(g, "learn") ? "learn" : "weeks", "makes learn = %u more than weeks = %u: the usual would never be known; "
		    "give learn at most as many weeks", s->learn, s->weeks);
}

void
spike_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	if (conf->spike_count == CONF_SPIKES_MOST)
		reading_error(g->reading, read_place(g), "there are more than %u spikes; each is looked at with each new ticket",
		    CONF_SPIKES_MOST);
	conf->spikes = talloc_realloc(conf, conf->spikes, struct conf_spike, (unsigned)conf->spike_count + 1);
	struct conf_spike *s = &conf->spikes[conf->spike_count++];

	*s = (struct conf_spike){ 0 };
	s->name = read_needed(g, "name", &value_spike);
	s->shown = wordings_setting(g, "display_name", &value_display);
	s->queue = read_text(g, "queue", &value_name, NULL);
	s->tag = read_text(g, "tag", &value_spike, NULL);
	s->category = read_text(g, "category", &value_category, NULL);
	if (!read_has(g, "queue") && !read_has(g, "tag") && !read_has(g, "category"))
		reading_error(g->reading, read_place(g), "%s does not say which tickets it counts; add queue = \"support\", "
		    "category = \"network\" or tag = \"vpn\"", g->title);
	s->window = read_duration(g, "window", MINUTES(1), DAYS(1), HOURS(1));
	usual_settings(g, s);
	across_settings(g, s);
	s->quiet = read_duration(g, "quiet", 0, DAYS(90), HOURS(4));
	s->tie_for = read_period(g, "tie_for", DAYS(1));
	s->team = read_text(g, "team", &value_name, NULL);
}
