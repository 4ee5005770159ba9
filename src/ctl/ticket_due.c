/* ticket_due.c - postigo ticket list --due: what has to be done next comes first */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/sla.h>
#include <postigo/store/clock_row.h>

#include "ticket.h"

#define PAGE 500

/* What is being listed. */
struct listing {
	struct ctl *ctl;
	struct store *store;
	int state;		/* -1: any */
	const char *queue, *organisation;	/* NULL: any */
	struct table *table;
	size_t most, count;
	instant now;
};

static bool
is_wanted(const struct listing *l, const struct ticket *t)
{
	return (l->state == -1 || (int)t->state == l->state) && (l->queue == NULL || strcmp(t->queue, l->queue) == 0) &&
	    (l->organisation == NULL || (t->organisation != NULL && strcmp(t->organisation, l->organisation) == 0));
}

static void
add_row(const struct listing *l, const struct ticket *t, const struct person *requester, const struct clock_row *clock)
{
	static const char *const what[CONF_AIMS] = { "first answer", "next answer", "solution" };

	table_number(l->table, t->id);
	table_time(l->table, clock->due);
	table_colour(l->table, clock->due < l->now ? COLOUR_BAD : COLOUR_NONE);
	table_cell(l->table, clock->aim >= 0 && clock->aim < CONF_AIMS ? what[clock->aim] : NULL);
	table_cell(l->table, ticket_state_name(t->state));
	table_colour(l->table, ticket_colour(t->state));
	table_cell(l->table, t->queue);
	table_cell(l->table, t->assignee);
	table_cell(l->table, requester->address);
	table_cell(l->table, t->subject);
}

static void
print(const struct listing *l, const struct ticket *t, const struct person *requester, const struct clock_row *clock)
{
	json_t *object;

	if (!l->ctl->json) {
		add_row(l, t, requester, clock);
		return;
	}
	object = ticket_json(t, requester);
	json_object_set_new(object, "due", json_of_instant(clock->due));
	json_object_set_new(object, "due_kind", json_of_string(sla_aim_name((enum conf_aim)clock->aim)));
	output_json(object);
}

/* The earlier one of a ticket's clocks only. */
static bool
is_first(const struct listing *l, const struct clock_row *clock, enum result *result, struct error *err)
{
	SCRATCH(tmp);
	struct clock_row *list;
	size_t count;
	bool first = true;

	*result = clock_row_list(tmp, l->store, clock->ticket, &list, &count, err);
	for (size_t i = 0; *result == DONE && i < count; i++)
		if (list[i].due != 0 && list[i].aim != clock->aim)
			first &= list[i].due > clock->due || (list[i].due == clock->due && list[i].aim > clock->aim);
	return *result == DONE && first;
}

static enum result
take(struct listing *l, const struct clock_row *clock, struct error *err)
{
	SCRATCH(tmp);
	struct person requester = { 0 };
	struct ticket ticket;
	enum result result;

	if (!is_first(l, clock, &result, err))
		return result;
	if ((result = ticket_read(tmp, l->store, clock->ticket, &ticket, err)) != DONE || !is_wanted(l, &ticket))
		return result;
	if ((result = person_read(tmp, l->store, ticket.requester, &requester, err)) < 0)
		return result;
	print(l, &ticket, &requester, clock);
	l->count++;
	return DONE;
}

static enum result
walk(struct listing *l, struct error *err)
{
	struct clock_row last = { 0 };
	enum result result = DONE;
	size_t n = PAGE;

	while (result >= 0 && n == PAGE && l->count < l->most) {
		SCRATCH(tmp);
		struct clock_row *page;

		result = clock_row_due(tmp, l->store, last.due != 0 ? &last : NULL, PAGE, &page, &n, err);
		for (size_t i = 0; result >= 0 && i < n && l->count < l->most; i++) {
			last = page[i];
			result = take(l, &page[i], err);
		}
	}
	return result < 0 ? result : DONE;
}

int
ticket_list_due(struct ctl *ctl, struct store *store, int state, const char *queue, const char *organisation,
    size_t most)
{
	struct listing l = { .ctl = ctl, .store = store, .state = state, .queue = queue, .organisation = organisation,
		.most = most, .now = instant_now(),
		.table = table_new(ctl->memory, "NO|DUE|WHAT|STATE|QUEUE|ASSIGNEE|REQUESTER|SUBJECT") };
	struct error err;

	if (walk(&l, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	if (ctl->json)
		return EX_OK;
	if (l.count > 0)
		table_print(l.table);
	else
		puts("Nothing is due: no ticket has a clock that runs.");
	if (l.count == most)
		printf("%sThe first %zu; --most N shows more.%s\n", output_colour(COLOUR_DIM), l.count, output_colour(COLOUR_NONE));
	return EX_OK;
}
