/* identity.c - who we are: identity = { ... } */
#include <config.h>

#include "sections.h"

void
identity_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->identity.name = read_needed(g, "name", &value_display);
	conf->identity.domain = read_needed(g, "domain", &value_domain);
	conf->identity.language = read_text(g, "language", &value_language, "en");
	conf->identity.timezone = zone_setting(g, &conf->identity.zone, NULL);
}
