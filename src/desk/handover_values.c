/* handover_values.c - what is known of a ticket, for the sheet that goes with it; see handover.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/clock/sla.h>

#include "answer.h"
#include "handover_data.h"
#include "tier_time.h"

#define LINE_MOST 160		/* characters of what somebody tried */
#define NAME_MOST 64
#define VALUE_MOST 200
#define TRIED_MOST 100		/* lines */
#define MESSAGE_MOST (32 * 1024)	/* bytes of one message */
#define THREAD_MOST (192 * 1024)	/* bytes of all of them */

static json_t *
text(const char *s)
{
	return json_string(s != NULL ? s : "");
}

static json_t *
line(const char *s, size_t most)
{
	SCRATCH(tmp);

	return text(utf8_clean_line(tmp, s != NULL ? s : "", most));
}

/* For whom it is. */
struct reader {
	const struct zone *zone;
	const struct conf_words *words;
};

static json_t *
when(const struct reader *r, instant t)
{
	SCRATCH(tmp);

	return text(local_words(tmp, r->zone, t, r->words, LOCAL_MOMENT));
}

static json_t *
length(duration d)
{
	SCRATCH(tmp);

	return text(local_about(tmp, d));
}

static const char *
tier_name(const struct handover *h, int tier, const char *language)
{
	const struct tools *tools = h->change->tools;
	const char *shown = conf_tier_shown(tools->conf, tier, language);

	if (tier < 0 || tier >= CONF_TIERS)
		return "";
	return shown != NULL ? shown : catalog_words(tools->catalog, language)->tiers[tier];
}

/* A list, and whether there is anything in it: what a template cannot find out by itself. */
static void
put_list(json_t *values, const char *name, json_t *list)
{
	SCRATCH(tmp);

	json_object_set_new(values, talloc_asprintf(tmp, "has_%s", name), json_boolean(json_array_size(list) > 0));
	json_object_set_new(values, name, list);
}

static json_t *
fields(const struct handover *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->field_count; i++)
		json_array_append_new(list, json_pack("{s:o, s:o}", "name", line(h->fields[i].name, NAME_MOST),
		    "value", line(h->fields[i].value, VALUE_MOST)));
	return list;
}

static bool
has_value(const struct handover *h, const char *field)
{
	for (size_t i = 0; i < h->field_count; i++)
		if (strcmp(h->fields[i].name, field) == 0)
			return h->fields[i].value[0] != '\0';
	return false;
}

static bool
is_done(const struct handover *h, const struct conf_check *check)
{
	for (size_t i = 0; i < h->check_count; i++)
		if (strcmp(h->checks[i].item, check->text) == 0)
			return true;
	return check->field != NULL && has_value(h, check->field);
}

/* Of all tiers below the higher one of the two that it goes between: what should have been done by then. */
static json_t *
checks(const struct handover *h, bool done, const char *language)
{
	const struct conf *conf = h->change->tools->conf;
	int until = h->ticket->tier > h->before ? h->ticket->tier : h->before;
	json_t *list = json_array();

	for (int tier = 0; tier < until && tier < CONF_TIERS; tier++)
		for (size_t i = 0; i < conf->tiers[tier].check_count; i++) {
			const struct conf_check *check = &conf->tiers[tier].checklist[i];

			if (is_done(h, check) == done)
				json_array_append_new(list, json_pack("{s:s}", "item", conf_shown(conf, &check->shown, language,
				    check->text)));
		}
	return list;
}

static const char *
words_of(const struct message_row *m)
{
	return m->reply != NULL && m->reply[0] != '\0' ? m->reply : m->text != NULL ? m->text : "";
}

/* Who wrote it, by name or address; ourselves by the name of the desk. */
static const char *
author(const struct handover *h, const struct message_row *m)
{
	if (m->author_name != NULL && m->author_name[0] != '\0')
		return m->author_name;
	return m->author_address != NULL ? m->author_address : h->change->tools->conf->identity.name;
}

static bool
by_technician(const struct message_row *m)
{
	return m->kind == MESSAGE_FROM_TECHNICIAN || m->kind == MESSAGE_NOTE;
}

/* What technicians have written so far, a line each. Of very many the last. */
static json_t *
tried(const struct handover *h, const struct reader *r)
{
	json_t *list = json_array();
	size_t all = 0, skip;

	for (size_t i = 0; i < h->message_count; i++)
		all += by_technician(&h->messages[i]);
	skip = all > TRIED_MOST ? all - TRIED_MOST : 0;
	for (size_t i = 0; i < h->message_count; i++) {
		const struct message_row *m = &h->messages[i];

		if (!by_technician(m) || (skip > 0 && skip-- > 0))
			continue;
		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:b}", "when", when(r, m->created),
		    "who", line(author(h, m), NAME_MOST), "what", line(words_of(m), LINE_MOST), "is_note", m->kind == MESSAGE_NOTE));
	}
	return list;
}

static json_t *
stays(const struct handover *h, const char *language)
{
	const struct change *c = h->change;
	json_t *list = json_array();

	for (size_t i = 0; i < h->stay_count; i++) {
		const struct stay *s = &h->stays[i];
		duration time = (s->until != 0 ? s->until : c->now) - s->since, worked = tier_time_worked(c->tools->conf, s, c->now);

		/* Where it comes to just now stands above. */
		if (s->until == 0 && time < MINUTES(1))
			continue;
		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:o, s:b}", "tier_name", text(tier_name(h, s->tier, language)),
		    "team", text(conf_team_shown(c->tools->conf, s->team, language)), "time", length(time),
		    "worked", time - worked < MINUTES(1) ? text("") : length(worked), "is_current", s->until == 0));
	}
	return list;
}

/* What technicians have noted of their time, and what it costs where an hour has a price. */
static void
put_labour(json_t *values, const struct handover *h, const char *language)
{
	SCRATCH(tmp);
	const struct conf *conf = h->change->tools->conf;
	const char *decimal = catalog_words(h->change->tools->catalog, language)->decimal;
	duration total = labour_total(&h->labour);
	json_t *list = json_array();

	for (int tier = 0; tier < CONF_TIERS; tier++) {
		struct conf_money cost = labour_cost(&conf->tiers[tier], h->labour.spent[tier]);

		if (h->labour.spent[tier] > 0)
			json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "tier_name", text(tier_name(h, tier, language)),
			    "time", length(h->labour.spent[tier]), "cost", text(conf_money_text(tmp, &cost, decimal))));
	}
	/* One line alone is all of it. */
	json_object_set_new(values, "labour_time", json_array_size(list) > 1 ? length(total) : text(""));
	json_object_set_new(values, "labour_cost", text(labour_cost_text(tmp, conf, &h->labour, decimal)));
	put_list(values, "labour", list);
}

/* By when what is promised; a clock that stands still has no time. */
static json_t *
deadlines(const struct handover *h, const struct reader *r)
{
	SCRATCH(tmp);
	json_t *list = json_array();

	for (size_t i = 0; i < h->clock_count; i++) {
		const struct clock_row *row = &h->clocks[i];
		json_t *o = json_object();

		if (row->ended != 0) {
			json_decref(o);
			continue;
		}
		for (int aim = 0; aim < CONF_AIMS; aim++)
			json_object_set_new(o, talloc_asprintf(tmp, "aim_%s", sla_aim_name((enum conf_aim)aim)),
			    json_boolean(aim == row->aim));
		json_object_set_new(o, "due", row->due != 0 ? when(r, row->due) : text(""));
		json_object_set_new(o, "over", json_boolean(row->missed || (row->due != 0 && row->due <= h->change->now)));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
files(const struct handover *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->file_count; i++) {
		const struct attachment_row *a = &h->files[i];
		SCRATCH(tmp);

		json_array_append_new(list, json_pack("{s:o, s:s}", "name", line(a->name, NAME_MOST), "size_text",
		    answer_size(tmp, a->size)));
	}
	return list;
}

static json_t *
message(const struct handover *h, const struct message_row *m, bool first, const struct reader *r)
{
	const char *words = first && m->text != NULL ? m->text : words_of(m);
	size_t size = strlen(words);
	SCRATCH(tmp);

	if (size > MESSAGE_MOST)
		words = talloc_asprintf(tmp, "%s\n[...]", utf8_repair(tmp, words, MESSAGE_MOST));
	else
		words = answer_earlier(tmp, m, words, MESSAGE_MOST);
	return json_pack("{s:o, s:o, s:b, s:b, s:o}", "when", when(r, m->created), "who", line(author(h, m), NAME_MOST),
	    "is_note", m->kind == MESSAGE_NOTE, "is_vendor", m->kind == MESSAGE_VENDOR, "words", text(words));
}

/* What was said, oldest first: the first message, and of the others as many of the newest as there is room for. What we
 * say by ourselves was not even read. */
static void
put_thread(json_t *values, const struct handover *h, const struct reader *r)
{
	json_t *list = json_array();
	size_t used = 0, from = h->message_count, left_out = h->left_out;

	while (from > 1) {
		size_t size = strlen(words_of(&h->messages[from - 1]));

		used += size < MESSAGE_MOST ? size : MESSAGE_MOST;
		if (used > THREAD_MOST)
			break;
		from--;
	}
	for (size_t i = 0; i < h->message_count; i++)
		if (i == 0 || i >= from)
			json_array_append_new(list, message(h, &h->messages[i], i == 0, r));
		else
			left_out++;
	json_object_set_new(values, "thread", list);
	json_object_set_new(values, "left_out", left_out > 0 ? json_integer((json_int_t)left_out) : text(""));
}

static void
put_places(json_t *values, const struct handover *h, const char *language)
{
	static const char *const now_on[CONF_TIERS] = { "on_tier0", "on_tier1", "on_tier2", "on_tier3", "on_tier4" };
	const struct conf_tier *tier = &h->change->tools->conf->tiers[h->ticket->tier];

	for (int i = 0; i < CONF_TIERS; i++)
		json_object_set_new(values, now_on[i], json_boolean(h->ticket->tier == i));
	json_object_set_new(values, "tier_name", text(tier_name(h, h->ticket->tier, language)));
	json_object_set_new(values, "from_name", text(tier_name(h, h->before, language)));
	json_object_set_new(values, "goes_up", json_boolean(h->ticket->tier > h->before));
	json_object_set_new(values, "team", text(conf_team_shown(h->change->tools->conf, h->ticket->team, language)));
	json_object_set_new(values, "budget", length(tier->budget));
}

json_t *
handover_places(const struct handover *h, const char *language)
{
	json_t *values = json_object();

	put_places(values, h, language);
	return values;
}

/* Why it is there; nothing where nobody told, or a person did, in their own words. */
static void
put_because(json_t *values, const struct change *c, const char *language)
{
	const char *of = c->because == BECAUSE_QUEUE ? conf_queue_shown(c->tools->conf, c->because_of, language) : c->because_of;

	static const char *const names[BECAUSE_COUNT] = {
		[BECAUSE_POINTS] = "because_points", [BECAUSE_TAG] = "because_tag", [BECAUSE_CATEGORY] = "because_category",
		[BECAUSE_QUEUE] = "because_queue", [BECAUSE_RULE] = "because_rule", [BECAUSE_TIME] = "because_time",
		[BECAUSE_REOPENED] = "because_reopened",
	};

	json_object_set_new(values, "has_because", json_boolean(c->because != BECAUSE_UNTOLD));
	for (size_t i = BECAUSE_UNTOLD + 1; i < BECAUSE_COUNT; i++)
		json_object_set_new(values, names[i], i != c->because ? json_string("") :
		    of != NULL ? line(of, VALUE_MOST) : json_true());
}

json_t *
handover_values(const struct handover *h, const struct zone *zone, const char *language)
{
	const struct reader reader = { zone != NULL ? zone : h->change->tools->conf->identity.zone,
		catalog_words(h->change->tools->catalog, language) }, *r = &reader;
	const struct ticket *t = h->ticket;
	json_t *values = json_object();

	put_places(values, h, language);
	json_object_set_new(values, "is_urgent", json_boolean(t->priority == PRIORITY_URGENT));
	json_object_set_new(values, "is_high", json_boolean(t->priority == PRIORITY_HIGH));
	json_object_set_new(values, "since", when(r, t->created));
	json_object_set_new(values, "open_for", length(h->change->now - t->created));
	put_because(values, h->change, language);
	json_object_set_new(values, "note", text(h->change->note));
	put_list(values, "fields", fields(h));
	put_list(values, "checks_done", checks(h, true, language));
	put_list(values, "checks_missing", checks(h, false, language));
	put_list(values, "tried", tried(h, r));
	put_list(values, "deadlines", deadlines(h, r));
	put_list(values, "stays", stays(h, language));
	put_labour(values, h, language);
	put_list(values, "attachments", files(h));
	put_thread(values, h, r);
	return values;
}
