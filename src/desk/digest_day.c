/* digest_day.c - see digest_day.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>
#include <postigo/desk/clock_set.h>
#include <postigo/desk/labour.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/reopening.h>

#include "bulletin.h"
#include "digest_day.h"

/* Of what is looked at for one team's day; more is hardly read. */
#define LOOKED_AT 2000

static enum result
is_theirs(TALLOC_CTX *ctx, const struct digest_day *d, int64_t number, struct ticket *out, bool *is, struct error *err)
{
	enum result result = ticket_read(ctx, d->tools->store, number, out, err);
	const char *whose = result == DONE ? d->kind->whose(out) : NULL;

	*is = whose != NULL && strcmp(whose, d->name) == 0 && out->merged_into == 0;
	return result == NONE ? DONE : result;
}

/* Clocks whose time is up; a ticket stands there once. */
static enum result
find_late(TALLOC_CTX *ctx, struct digest_day *d, struct error *err)
{
	struct clock_row *rows;
	size_t count;
	enum result result = clock_row_due(ctx, d->tools->store, NULL, LOOKED_AT, &rows, &count, err);

	if (result != DONE)
		return result;
	d->late = talloc_array(ctx, struct digest_line, (unsigned)count + 1);
	for (size_t i = 0; i < count && rows[i].due < d->now && result == DONE; i++) {
		struct digest_line *line = &d->late[d->late_count];
		bool is = false;

		for (size_t k = 0; k < d->late_count && !is; k++)
			is = d->late[k].ticket.id == rows[i].ticket;
		if (is)
			continue;
		result = is_theirs(ctx, d, rows[i].ticket, &line->ticket, &is, err);
		if (result == DONE && is) {
			result = digest_line_read(d->tools, d->now, line, err);
			d->late_count++;
		}
	}
	return result;
}

static enum result
find_reopened(TALLOC_CTX *ctx, struct digest_day *d, struct error *err)
{
	int64_t *tickets;
	size_t count;
	enum result result = reopening_list(ctx, d->tools->store, d->since, LOOKED_AT, &tickets, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++) {
		struct ticket ticket;
		bool is;

		result = is_theirs(ctx, d, tickets[i], &ticket, &is, err);
		d->reopened += result == DONE && is;
	}
	return result;
}

static enum result
add_answer(TALLOC_CTX *ctx, struct digest_day *d, int64_t number, struct error *err)
{
	struct sla_clock clock;
	struct clock_set set;
	struct sla_run run;
	enum result result = clock_set_read(ctx, d->tools->conf, d->tools->store, number, &set, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	if (clock_set_run(ctx, &set, CONF_FIRST_RESPONSE, &run) == DONE && sla_reckon(&run, d->now, &clock) == DONE) {
		d->answered += clock.used;
		d->answers++;
	}
	return DONE;
}

static enum result
find_answers(TALLOC_CTX *ctx, struct digest_day *d, struct error *err)
{
	struct clock_row *rows;
	size_t count;
	enum result result = clock_row_ended(ctx, d->tools->store, CONF_FIRST_RESPONSE, d->since, LOOKED_AT, &rows, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++) {
		struct ticket ticket;
		bool is;

		result = is_theirs(ctx, d, rows[i].ticket, &ticket, &is, err);
		if (result == DONE && is)
			result = add_answer(ctx, d, rows[i].ticket, err);
	}
	return result;
}

static enum result
add_labour(TALLOC_CTX *ctx, struct digest_day *d, const struct time_spent *row, struct error *err)
{
	struct stay *stays = NULL;
	struct ticket ticket;
	size_t count = 0;
	bool is = false;
	enum result result = is_theirs(ctx, d, row->ticket, &ticket, &is, err);

	if (result != DONE || !is)
		return result;
	if ((result = stay_list(ctx, d->tools->store, ticket.id, &stays, &count, err)) >= 0)
		labour_add(&d->labour, &ticket, stays, count, row);
	return result < 0 ? result : DONE;
}

static enum result
find_labour(TALLOC_CTX *ctx, struct digest_day *d, struct error *err)
{
	struct time_spent *rows = NULL;
	size_t count = 0;
	enum result result = time_spent_since(ctx, d->tools->store, d->since, LOOKED_AT, &rows, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++)
		result = add_labour(ctx, d, &rows[i], err);
	return result;
}

static enum result
gather(TALLOC_CTX *ctx, struct digest_day *d, struct error *err)
{
	enum result result = d->kind->count(d, err);

	if (result == DONE)
		result = find_late(ctx, d, err);
	if (result == DONE)
		result = find_reopened(ctx, d, err);
	if (result == DONE)
		result = find_labour(ctx, d, err);
	return result == DONE ? find_answers(ctx, d, err) : result;
}

static json_t *
values_of(TALLOC_CTX *ctx, const struct digest_day *d, const char *name, const struct digest_reader *reader)
{
	const struct conf_words *words = catalog_words(d->tools->catalog, reader->language);
	duration noted = labour_total(&d->labour);
	char *cost = labour_cost_text(ctx, d->tools->conf, &d->labour, words->decimal);

	return json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:s, s:s, s:s}", "technician_name", name,
	    d->kind->name, d->kind->shown(d->tools->conf, d->name, reader->language),
	    "day", local_words(ctx, reader->zone, d->now, words, LOCAL_DAY),
	    "made", (json_int_t)d->volume.made, "closed", (json_int_t)d->volume.closed, "open", (json_int_t)d->open,
	    "nobodys", (json_int_t)d->unassigned, "reopened", (json_int_t)d->reopened, "late_count", (json_int_t)d->late_count,
	    "first_response", d->answers > 0 ? local_about(ctx, d->answered / (duration)d->answers) : "",
	    "labour_time", noted > 0 ? local_length(ctx, noted) : "", "labour_cost", cost != NULL ? cost : "");
}

enum result
digest_day_tell(struct digest_day *d, const struct conf_agent *agent, struct error *err)
{
	SCRATCH(tmp);
	const struct tools *tools = d->tools;
	const struct digest_reader reader = digest_reader_of(tools, agent);
	json_t *values;
	enum result result = gather(tmp, d, err);

	if (result != DONE || d->volume.made + d->volume.closed + d->open + d->reopened +
	    (uint64_t)labour_total(&d->labour) == 0)
		return result;
	digest_lines_sort(d->late, d->late_count);
	values = values_of(tmp, d, agent->display_name, &reader);
	result = digest_lines_put(tools, values, "late", d->late, d->late_count, d->late_count, &reader, d->now, err);
	if (result == DONE)
		result = bulletin_tell(tools, d->kind->template, agent, reader.language, values, d->now, err);
	json_decref(values);
	return result;
}
