/* relay.c - the server that we send through: smtp = { ... } */
#include <config.h>

#include <postigo/base/wire_reader.h>

#include "sections.h"

static const uint16_t ports[] = {
	[CONF_TLS_NONE] = 25, [CONF_TLS_STARTTLS] = 587, [CONF_TLS_IMPLICIT] = 465,
};

void
relay_section(struct group *g)
{
	struct conf_relay *relay = &g->reading->conf->relay;

	server_settings(g, &relay->server, CONF_TLS_STARTTLS, ports, MINUTES(5));
	relay->from = read_needed(g, "from", &value_address);
	room_for_token(g, "from", relay->from);
	relay->connections = read_number(g, "connections", 1, 32, 2);
	relay->max_size = read_size(g, "max_size", 64u << 10, WIRE_RAW_MAX, 25u << 20);
	relay->give_up = read_duration(g, "give_up", SECONDS(1), DAYS(30), DAYS(5));
	relay->retry_first = read_duration(g, "retry_first", SECONDS(1), DAYS(1), MINUTES(1));
	relay->retry_most = read_duration(g, "retry_most", SECONDS(1), DAYS(7), HOURS(4));
	relay->retry_unknown = read_duration(g, "retry_unknown", SECONDS(1), DAYS(1), MINUTES(5));
	relay->keep = read_duration(g, "keep", 0, MINUTES(10), SECONDS(10));
	if (relay->retry_most < relay->retry_first)
		read_error(g, read_has(g, "retry_most") ? "retry_most" : "retry_first",
		    "makes the first wait longer than the longest; retry_first should be less than retry_most");
}
