/* follow_up.c - follow_up = { ... } of a queue: reminders, closing, and what is asked then */
#include <config.h>

#include "sections.h"

#define REMINDERS_MOST 10

static void
read_reminders(struct group *g, struct conf_follow_up *f)
{
	f->remind = working_settings(g, "remind", f->calendar, &f->remind_count);
	if (f->remind_count > REMINDERS_MOST)
		read_error(g, "remind", "has %zu times; %d are enough", f->remind_count, REMINDERS_MOST);
	for (size_t i = 1; i < f->remind_count; i++)
		if (f->remind[i] <= f->remind[i - 1])
			read_error(g, "remind", "has a time that is not later than the one before it; they should rise");
}

static void
read_close(struct group *g, struct conf_follow_up *f)
{
	f->close = working_setting(g, "close", f->calendar);
	if (f->close != 0 && f->remind_count > 0 && f->close <= f->remind[f->remind_count - 1])
		read_error(g, "close", "is not later than the last of remind; both begin when the ticket waits for its requester");
}

void
follow_up_setting(struct group *outer, const struct conf_follow_up **out)
{
	struct conf *conf = outer->reading->conf;
	const config_setting_t *setting = read_setting(outer, "follow_up");
	struct conf_follow_up *f;

	*out = NULL;
	if (setting == NULL)
		return;
	if (!config_setting_is_group(setting)) {
		read_error(outer, "follow_up", "should be a group: { remind = ( \"2d\", \"5d\" ); close = \"9d\"; }");
		return;
	}
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "follow_up"));

	f = talloc_zero(conf, struct conf_follow_up);
	f->calendar_name = read_text(&g, "calendar", &value_calendar, NULL);
	/* All calendars were read before. */
	f->calendar = f->calendar_name == NULL ? NULL : conf_calendar(conf, f->calendar_name);
	read_reminders(&g, f);
	read_close(&g, f);
	f->ask_solved = read_yes(&g, "ask_solved", true);
	f->rating = read_yes(&g, "rating", false);
	read_end(&g);
	*out = f;
}
