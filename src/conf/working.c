/* working.c - lengths of time in the hours of a calendar: "4h", "3d" */
#include <config.h>

#include <string.h>

#include "sections.h"

#define WEEKS_MOST 104

/* One such text under that setting's name. 0, having said why, when it is none. */
static duration
take(struct group *g, const char *name, const char *text, const struct conf_calendar *calendar)
{
	static const struct duration_day around_the_clock = { DAYS(1), DAYS(7) };
	const struct duration_day *lengths = calendar != NULL ? &calendar->lengths : &around_the_clock;
	struct error err;
	duration d = 0;

	if (text == NULL || duration_parse(text, &d, &err) != DONE) {
		read_error(g, name, calendar != NULL ? "should be text like \"4h\", \"1h30m\" or \"3d\", in hours of the calendar" :
		    "should be text like \"4h\", \"1h30m\" or \"3d\"");
		return 0;
	}
	if (lengths->week == 0)
		return 0;	/* that was said */
	if (strchr(text, 'd') != NULL && lengths->day < 0) {
		read_error(g, name, "is \"%.60s\", and the days of calendar \"%s\" are not equally long; write hours, or say how "
		    "long a day is with day = \"8h\" there", text, calendar->name);
		return 0;
	}
	if (duration_parse_as(text, lengths, &d, &err) != DONE || d < MINUTES(1) || d > lengths->week * WEEKS_MOST) {
		read_error(g, name, "is \"%.60s\"; it should be from 1m to %dw%s", text, WEEKS_MOST,
		    calendar != NULL ? ", in hours of the calendar" : "");
		return 0;
	}
	return d;
}

duration
working_setting(struct group *g, const char *name, const struct conf_calendar *calendar)
{
	const config_setting_t *setting = read_setting(g, name);

	return setting == NULL ? 0 : take(g, name, config_setting_get_string(setting), calendar);
}

duration *
working_settings(struct group *g, const char *name, const struct conf_calendar *calendar, size_t *count)
{
	const config_setting_t *list = read_setting(g, name);

	*count = 0;
	if (list == NULL)
		return NULL;
	if (!config_setting_is_list(list) && !config_setting_is_array(list)) {
		read_error(g, name, "should be a list like [ \"1d\", \"2d\" ]");
		return NULL;
	}
	unsigned n = (unsigned)config_setting_length(list);
	duration *all = talloc_array(g->reading->conf, duration, n);

	for (unsigned i = 0; i < n; i++) {
		duration d = take(g, name, config_setting_get_string(config_setting_get_elem(list, i)), calendar);

		if (d > 0)
			all[(*count)++] = d;
	}
	return all;
}
