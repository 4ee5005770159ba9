/* daily.c - a time of day at which something is sent each day: digest = "08:00" */
#include <config.h>

#include <stdio.h>

#include "sections.h"

static bool
read_clock(const char *text, unsigned *minute)
{
	unsigned hours, minutes;
	int end = 0;

	if (sscanf(text, "%2u:%2u%n", &hours, &minutes, &end) != 2 || text[end] != '\0' || hours > 23 || minutes > 59)
		return false;
	*minute = hours * 60 + minutes;
	return true;
}

static const char *
clock_wrong(TALLOC_CTX *ctx, const char *text)
{
	unsigned minute;

	return read_clock(text, &minute) ? NULL : talloc_asprintf(ctx, "is \"%.20s\"; it should be a time of day like \"08:00\"", text);
}

static const struct value_kind value_clock = { "08:00", clock_wrong };

struct conf_daily
daily_setting(struct group *g, const char *name)
{
	const char *text = read_text(g, name, &value_clock, NULL);
	struct conf_daily daily = { 0 };

	daily.set = text != NULL && read_clock(text, &daily.minute);
	return daily;
}
