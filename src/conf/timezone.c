/* timezone.c - the setting "timezone", as a name and as what the clocks there show */
#include <config.h>

#include <string.h>

#include "sections.h"

/* One that was read for another setting already. */
static const struct zone *
known(const struct conf *conf, const char *name)
{
	if (conf->identity.zone != NULL && strcmp(zone_name(conf->identity.zone), name) == 0)
		return conf->identity.zone;
	for (size_t i = 0; i < conf->calendar_count; i++)
		if (conf->calendars[i].zone != NULL && strcmp(zone_name(conf->calendars[i].zone), name) == 0)
			return conf->calendars[i].zone;
	return NULL;
}

char *
zone_setting(struct group *g, const struct zone **zone, const struct zone *fallback)
{
	struct conf *conf = g->reading->conf;
	char *name = read_text(g, "timezone", &value_timezone, fallback != NULL ? zone_name(fallback) : "UTC");
	struct zone *loaded;
	struct error err;

	*zone = known(conf, name);
	if (*zone != NULL)
		return name;
	enum result result = zone_load(conf, name, &loaded, &err);

	if (result != DONE) {
		read_error(g, "timezone", "is \"%s\": %s", name, err.text);
		result = zone_load(conf, "UTC", &loaded, &err);
	}
	*zone = result == DONE ? loaded : NULL;
	return name;
}
