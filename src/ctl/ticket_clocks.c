/* ticket_clocks.c - by when something was promised on a ticket, how that stands, and how it was reckoned */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>
#include <postigo/desk/clock_set.h>

#include "ticket.h"

/* What operators read, like all of `postigo`. */

/* One clock, as it stands now. */
struct standing {
	const struct clock_row *row;
	bool known;		/* its SLA is in the config: what follows is set */
	struct sla_clock clock;
	char *how;
};

static void
look(TALLOC_CTX *ctx, const struct clock_set *set, enum conf_aim aim, struct standing *out)
{
	instant now = instant_now();
	struct sla_run run;

	*out = (struct standing){ .row = &set->clocks[aim] };
	out->known = clock_set_run(ctx, set, aim, &run) == DONE && sla_reckon(&run, now, &out->clock) == DONE &&
	    sla_words(ctx, &run, now, &out->how) == DONE;
}

static json_t *
seconds(duration d)
{
	return json_integer((json_int_t)(d / SECONDS(1)));
}

static json_t *
standing_json(const struct standing *s)
{
	const struct sla_clock *c = &s->clock;
	json_t *o = json_pack("{s:s, s:s, s:o, s:o, s:o, s:b, s:I, s:o, s:o}",
	    "kind", sla_aim_name((enum conf_aim)s->row->aim), "sla", s->row->sla, "start", json_of_instant(s->row->start),
	    "due", json_of_instant(s->known && c->due != SLA_NEVER ? c->due : s->row->due),
	    "ended", json_of_instant(s->row->ended), "missed", (int)(s->row->missed || (s->known && c->missed)),
	    "warned_percent", (json_int_t)s->row->told, "quiet_until", json_of_instant(s->row->quiet_until),
	    "how", json_of_string(s->how));

	json_object_set_new(o, "target", s->known ? seconds(c->target) : json_null());
	json_object_set_new(o, "used", s->known ? seconds(c->used) : json_null());
	json_object_set_new(o, "percent", s->known ? json_integer(c->percent) : json_null());
	json_object_set_new(o, "paused", s->known ? json_boolean(c->paused) : json_null());
	return o;
}

json_t *
ticket_clocks_json(const struct clock_set *set)
{
	json_t *list = json_array();

	for (int aim = 0; aim < CONF_AIMS; aim++) {
		SCRATCH(tmp);
		struct standing s;

		if (set->clocks[aim].sla == NULL)
			continue;
		look(tmp, set, (enum conf_aim)aim, &s);
		json_array_append_new(list, standing_json(&s));
	}
	return list;
}

/* "due 2026-11-30 11:30, 37 % used, 2 h 30 min left" */
static char *
standing_words(TALLOC_CTX *ctx, const struct standing *s)
{
	const struct sla_clock *c = &s->clock;

	if (!s->known)
		return talloc_asprintf(ctx, "the config has no SLA \"%s\" any more", s->row->sla);
	if (c->ended)
		return talloc_asprintf(ctx, "%s %s, %s of %s used", c->missed ? "MISSED: done" : "done", output_time(ctx, s->row->ended),
		    local_length(ctx, c->used), local_length(ctx, c->target));
	if (c->missed)
		return talloc_asprintf(ctx, "MISSED: was due %s, %s over (%u %%)%s", output_time(ctx, c->due), local_length(ctx, -c->left),
		    c->percent, c->paused ? ", stands still" : "");
	if (c->due == SLA_NEVER)
		return talloc_asprintf(ctx, "%s left (%u %% used)%s", local_length(ctx, c->left), c->percent,
		    c->paused ? ", stands still" : "");
	return talloc_asprintf(ctx, "due %s, %s left (%u %% used)%s", output_time(ctx, c->due), local_length(ctx, c->left),
	    c->percent, c->paused ? ", stands still" : "");
}

void
ticket_clocks_show(const struct clock_set *set)
{
	static const char *const titles[CONF_AIMS] = { "First answer", "Next answer", "Solution" };
	bool any = false;

	for (int aim = 0; aim < CONF_AIMS; aim++) {
		SCRATCH(tmp);
		struct standing s;

		if (set->clocks[aim].sla == NULL)
			continue;
		if (!any)
			output_heading("Promised by SLA %s", set->clocks[aim].sla);
		any = true;
		look(tmp, set, (enum conf_aim)aim, &s);
		output_text("", talloc_asprintf(tmp, "%s: %s", titles[aim], standing_words(tmp, &s)));
		if (s.known)
			output_text("  ", s.how);
		if (s.row->quiet_until > instant_now())
			output_text("  ", talloc_asprintf(tmp, "no warning before %s, as somebody has asked", output_time(tmp, s.row->quiet_until)));
	}
}
