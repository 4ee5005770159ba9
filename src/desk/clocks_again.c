/* clocks_again.c - see clocks_again.h */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "clocks.h"
#include "clocks_again.h"

/* In the store: a digest of what the clocks were last reckoned by. */
#define RECKONED_BY "slas"

/* Numbers of tickets that are gone through at once: most of them are closed. */
#define TICKETS_AT_ONCE 500

#define LARGEST (1u << 26)

static void
add_texts(struct text *t, char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_printf(t, " %s", list[i]);
	text_add_char(t, '\n');
}

static void
add_hours(struct text *t, const struct conf_hours *hours)
{
	for (size_t i = 0; i < hours->count; i++)
		text_printf(t, " %u-%u", hours->list[i].from, hours->list[i].to);
	text_add_char(t, '\n');
}

static void
add_calendar(struct text *t, const struct conf_calendar *c)
{
	text_printf(t, "calendar %s %s\n", c->name, zone_name(c->zone));
	for (int day = 0; day < 7; day++)
		add_hours(t, &c->week[day]);
	for (size_t i = 0; i < c->holiday_count; i++) {
		text_printf(t, "%lld", (long long)c->holidays[i].day);
		add_hours(t, &c->holidays[i].hours);
	}
}

static void
add_sla(struct text *t, const struct conf_sla *s)
{
	text_printf(t, "sla %s %s %u %u %u %lld", s->name, s->calendar_name, s->priorities, s->tiers, s->pauses, (long long)s->repeat);
	for (int aim = 0; aim < CONF_AIMS; aim++)
		text_printf(t, " %lld", (long long)s->aims[aim]);
	add_texts(t, s->organisations, s->organisation_count);
	add_texts(t, s->queues, s->queue_count);
	for (size_t i = 0; i < s->rung_count; i++)
		text_printf(t, "%u %d %s\n", s->ladder[i].at, (int)s->ladder[i].tell, s->ladder[i].agent != NULL ? s->ladder[i].agent : "");
}

/* All that a clock is reckoned by, as one short text. */
static void
digest_conf(const struct conf *conf, char hex[DIGEST_SIZE * 2 + 1])
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, LARGEST);
	uint8_t digest[DIGEST_SIZE];

	for (size_t i = 0; i < conf->calendar_count; i++)
		add_calendar(t, &conf->calendars[i]);
	for (size_t i = 0; i < conf->sla_count; i++)
		add_sla(t, &conf->slas[i]);
	digest_sha256(t->bytes, t->size, digest);
	digest_hex(digest, sizeof(digest), hex);
}

/* In place of one that has not come to its end. */
static enum result
set_timer(const struct tools *tools, int64_t after, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct due_row row = { .due = now, .kind = talloc_strdup(tmp, CLOCKS_AGAIN_TIMER),
		.detail = talloc_asprintf(tmp, "%lld", (long long)after) }, *old;
	size_t count;
	enum result result = due_standing(tmp, tools->store, CLOCKS_AGAIN_TIMER, NULL, &old, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++)
		result = due_remove(tools->store, old[i].id, err);
	return result == DONE ? due_add(tools->store, &row, err) : result;
}

enum result
clocks_again_begin(const struct tools *tools, instant now, struct error *err)
{
	SCRATCH(tmp);
	char digest[DIGEST_SIZE * 2 + 1], *before = NULL;
	enum result result;

	digest_conf(tools->conf, digest);
	result = store_meta(tmp, tools->store, RECKONED_BY, &before, err);
	if (result < 0 || (result == DONE && strcmp(before, digest) == 0))
		return result;
	result = store_set_meta(tools->store, RECKONED_BY, digest, err);
	return result == DONE ? set_timer(tools, 0, now, err) : result;
}

/* Nobody has had a first answer that was not promised when they wrote. */
static enum result
reckon(const struct tools *tools, int64_t number, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct clock_set set;
	struct ticket ticket;
	struct sla_case c;
	enum result result = ticket_read(tmp, tools->store, number, &ticket, err);

	if (result == DONE)
		result = clock_set_read(tmp, tools->conf, tools->store, number, &set, err);
	if (result != DONE)
		return result == NONE ? DONE : result;
	c = clock_set_case(&ticket);
	clock_set_chosen(&set, &c, true, now);
	return clocks_write(tools, number, &set, now, err);
}

enum result
clocks_again_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	int64_t after = row->detail != NULL ? strtoll(row->detail, NULL, 10) : 0, last = 0, *tickets;
	size_t count;
	enum result result = clock_row_running(tmp, tools->store, after, after + TICKETS_AT_ONCE, &tickets, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++)
		result = reckon(tools, tickets[i], now, err);
	if (result == DONE)
		result = clock_row_last(tools->store, &last, err);
	if (result < 0)
		return result;
	return last > after + TICKETS_AT_ONCE ? set_timer(tools, after + TICKETS_AT_ONCE, now, err) : DONE;
}
