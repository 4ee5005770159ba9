/* cmd_problem.c - postigo problem: what many tickets have in common */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/store/person.h>
#include <postigo/store/problem_row.h>
#include <postigo/store/ticket.h>

#include "list.h"
#include "ticket.h"

struct problem_options {
	const char *state, *most;
};

/* A problem, its ticket, and how many are part of it. */
struct whole {
	struct problem_row row;
	struct ticket ticket;
	struct problem_tally tally;
};

static const char *
state_name(int state)
{
	return ticket_state_name((enum ticket_state)state);
}

/* The spike's name; what is counted by itself for an organisation has that behind it. */
static char *
spike_words(TALLOC_CTX *ctx, const char *key)
{
	size_t n = key != NULL ? strcspn(key, "\n") : 0;

	if (key == NULL)
		return NULL;
	return key[n] == '\0' ? talloc_strdup(ctx, key) : talloc_asprintf(ctx, "%.*s (%s)", (int)n, key, key + n + 1);
}

static json_t *
usual_json(const struct problem_row *row)
{
	return row->usual == PROBLEM_USUAL_UNKNOWN ? json_null() : json_real(row->usual / 100.0);
}

static json_t *
whole_json(const struct whole *w)
{
	SCRATCH(tmp);

	return json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:I, s:I, s:I}", "problem", (json_int_t)w->ticket.id,
	    "state", ticket_state_name(w->ticket.state), "subject", json_of_string(w->ticket.subject),
	    "queue", json_of_string(w->ticket.queue), "team", json_of_string(w->ticket.team),
	    "assignee", json_of_string(w->ticket.assignee), "spike", json_of_string(spike_words(tmp, w->row.spike)),
	    "since", json_of_instant(w->row.since), "opened", json_of_instant(w->ticket.created),
	    "closed", json_of_instant(w->ticket.closed), "people", (json_int_t)w->row.people, "usual", usual_json(&w->row),
	    "tickets", (json_int_t)w->tally.tickets, "open", (json_int_t)w->tally.open,
	    "organisations", (json_int_t)w->tally.organisations);
}

static enum result
read_rest(TALLOC_CTX *ctx, struct store *store, struct whole *w, struct error *err)
{
	enum result result = ticket_read(ctx, store, w->row.ticket, &w->ticket, err);

	return result == DONE ? problem_row_tally(store, w->row.ticket, &w->tally, err) : result;
}

static void
add_row(struct table *table, const struct whole *w)
{
	SCRATCH(tmp);

	table_number(table, w->ticket.id);
	table_cell(table, ticket_state_name(w->ticket.state));
	table_colour(table, ticket_colour(w->ticket.state));
	table_number(table, w->tally.tickets);
	table_number(table, w->tally.open);
	table_number(table, w->tally.organisations);
	table_time(table, w->row.since);
	table_cell(table, spike_words(tmp, w->row.spike));
	table_cell(table, w->ticket.subject);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct problem_options *options = given;
	struct listing listing = {
		.state = options->state, .most = options->most, .state_name = state_name, .last_state = TICKET_CLOSED,
	};
	struct table *table = table_new(ctl->memory, "NO|STATE|TICKETS|OPEN|ORGANISATIONS|SINCE|SPIKE|SUBJECT");
	struct problem_row *rows = NULL;
	struct error err;
	size_t count = 0;
	int status = listing_open(ctl, operands, operand_count, &listing);

	if (status != EX_OK)
		return status;
	if (problem_row_list(ctl->memory, listing.store, listing.limit, &rows, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	for (size_t i = 0; i < count; i++) {
		struct whole w = { .row = rows[i] };

		if (read_rest(ctl->memory, listing.store, &w, &err) < 0)
			return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
		if (listing.wanted != -1 && (int)w.ticket.state != listing.wanted)
			continue;
		if (ctl->json)
			output_json(whole_json(&w));
		else
			add_row(table, &w);
	}
	return list_end(ctl, table, "There are no such problems.");
}

static void
show_header(const struct whole *w)
{
	SCRATCH(tmp);
	const struct problem_row *row = &w->row;

	output_title("%lld  %s", (long long)w->ticket.id, utf8_clean_line(tmp, w->ticket.subject != NULL ? w->ticket.subject : "", 200));
	output_field("State", ticket_state_name(w->ticket.state));
	output_field("Queue", w->ticket.queue);
	output_field("Team", w->ticket.team);
	output_field("Assigned", w->ticket.assignee);
	output_field("Seen by", row->spike != NULL ? talloc_asprintf(tmp, "the spike %s", spike_words(tmp, row->spike)) : "a technician");
	output_field("Since", output_time(tmp, row->since));
	output_field("Opened", output_time(tmp, w->ticket.created));
	output_field("Closed", w->ticket.closed != 0 ? output_time(tmp, w->ticket.closed) : NULL);
	output_field("People", talloc_asprintf(tmp, "%u when it was opened%s", row->people, row->usual == PROBLEM_USUAL_UNKNOWN ? "" :
	    talloc_asprintf(tmp, ", where %d.%02d are usual", row->usual / 100, row->usual % 100)));
	output_field("Tickets", talloc_asprintf(tmp, "%u, of which %u are open; of %u organisations", w->tally.tickets, w->tally.open,
	    w->tally.organisations));
}

/* One of the tickets that are part of it: a row of the table, or an element of the list. */
static int
show_part(struct ctl *ctl, struct store *store, int64_t number, struct table *table, json_t *list)
{
	SCRATCH(tmp);
	struct ticket t;
	struct person requester = { 0 };
	struct error err;
	enum result result = ticket_read(tmp, store, number, &t, &err);

	if (result == DONE)
		result = person_read(tmp, store, t.requester, &requester, &err);
	if (result < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	json_array_append_new(list, json_pack("{s:I, s:s, s:o, s:o, s:o, s:o}", "ticket", (json_int_t)number, "state",
	    ticket_state_name(t.state), "requester", json_of_string(requester.address), "organisation", json_of_string(t.organisation),
	    "language", json_of_string(t.language), "subject", json_of_string(t.subject)));
	table_number(table, number);
	table_cell(table, ticket_state_name(t.state));
	table_colour(table, ticket_colour(t.state));
	table_cell(table, t.organisation);
	table_cell(table, t.language);
	table_cell(table, requester.address);
	table_cell(table, t.subject);
	return EX_OK;
}

static int
show(struct ctl *ctl, struct store *store, const struct whole *w)
{
	struct table *table = table_new(ctl->memory, "NO|STATE|ORGANISATION|LANGUAGE|REQUESTER|SUBJECT");
	json_t *list = json_array();
	int64_t *numbers = NULL;
	struct error err;
	size_t count = 0;
	int status = EX_OK;

	if (ticket_of_problem(ctl->memory, store, w->ticket.id, 0, INT32_MAX, &numbers, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	for (size_t i = 0; i < count && status == EX_OK; i++)
		status = show_part(ctl, store, numbers[i], table, list);
	if (ctl->json) {
		json_t *object = whole_json(w);

		json_object_set(object, "parts", list);
		output_json(object);
	} else {
		show_header(w);
		if (count > 0)
			output_heading("What is part of it");
		if (count > 0)
			table_print(table);
	}
	json_decref(list);
	return status;
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct whole w = { 0 };
	struct conf *conf;
	struct store *store;
	struct error err;
	int64_t number = 0;
	enum result result;
	int status = number_operand(ctl, "problem", operands, count, 1, &number);

	(void)options;
	if (status != GO_ON || (status = load_store(ctl, &conf, &store)) != EX_OK)
		return status;
	result = problem_row_read(ctl->memory, store, number, &w.row, &err);
	if (result == DONE)
		result = read_rest(ctl->memory, store, &w, &err);
	if (result == NONE)
		return complain(ctl, EX_DATAERR, "there is no problem %lld; \"postigo problem list\" has them", (long long)number);
	if (result != DONE)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	return show(ctl, store, &w);
}

/* Each ticket by itself: one that cannot be does not keep the others from it. */
static int
tie_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	int64_t problem = 0, ticket = 0;
	int status = number_operand(ctl, "problem", operands, count, count, &problem), all = EX_OK;

	(void)options;
	if (status != GO_ON)
		return status;
	if (count < 2)
		return usage_error(ctl, "which tickets? Their numbers are wanted, behind that of the problem");
	for (size_t i = 1; i < count; i++)
		if ((status = number_read(ctl, "the number of a ticket", operands[i], &ticket)) != GO_ON)
			return status;
	for (size_t i = 1; i < count; i++) {
		(void)number_read(ctl, "the number of a ticket", operands[i], &ticket);
		status = request_simple(ctl, json_pack("{s:s, s:I, s:I}", "verb", "problem tie", "problem", (json_int_t)problem,
		    "ticket", (json_int_t)ticket), "Ticket %lld is part of problem %lld.", (long long)ticket, (long long)problem);
		all = status != EX_OK ? status : all;
	}
	return all;
}

static int
untie_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	int64_t ticket = 0;
	int status = number_operand(ctl, "ticket", operands, count, count, &ticket), all = EX_OK;

	(void)options;
	for (size_t i = 1; i < count && status == GO_ON; i++)
		status = number_read(ctl, "the number of a ticket", operands[i], &ticket);
	if (status != GO_ON)
		return status;
	for (size_t i = 0; i < count; i++) {
		(void)number_read(ctl, "the number of a ticket", operands[i], &ticket);
		status = request_simple(ctl, json_pack("{s:s, s:I}", "verb", "problem untie", "ticket", (json_int_t)ticket),
		    "Ticket %lld stands by itself.", (long long)ticket);
		all = status != EX_OK ? status : all;
	}
	return all;
}

static int
end_it(struct ctl *ctl, const char *verb, const char *done, char **operands, size_t count)
{
	int64_t number = 0;
	int status = number_operand(ctl, "problem", operands, count, 1, &number);

	if (status != GO_ON)
		return status;
	return request_simple(ctl, json_pack("{s:s, s:I}", "verb", verb, "problem", (json_int_t)number), "Problem %lld %s.",
	    (long long)number, done);
}

static int
close_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return end_it(ctl, "problem close", "is closed, and the tickets that are part of it are being closed", operands, count);
}

static int
drop_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return end_it(ctl, "problem drop", "is none: its tickets stand by themselves", operands, count);
}

static int
problem_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "tie", tie_run }, { "untie", untie_run }, { "close", close_run },
		{ "drop", drop_run },
		{ NULL, NULL }
	};
	struct problem_options options = { 0 };
	const struct choice choices[] = {
		{ "state", &options.state, NULL },
		{ "most", &options.most, NULL },
		{ NULL, NULL, NULL }
	};

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_problem = {
	.name = "problem",
	.summary = "what many tickets have in common: list, show; tie, untie, close, drop",
	.help =
	    "Usage: postigo problem list [--state STATE] [--most N] [--json]\n"
	    "       postigo problem show PROBLEM [--json]\n"
	    "       postigo problem tie PROBLEM TICKET...\n"
	    "       postigo problem untie TICKET...\n"
	    "       postigo problem close PROBLEM\n"
	    "       postigo problem drop PROBLEM\n"
	    "\n"
	    "  list   one line a problem, the newest first: how many tickets are part of it, and\n"
	    "         which spike of the config has seen it\n"
	    "  show   one of them, with those tickets\n"
	    "  tie    makes tickets part of it: what is answered on it reaches their requesters\n"
	    "  untie  lets go of tickets\n"
	    "  close  ends it, and with it all tickets that are part of it\n"
	    "  drop   it was none: lets go of all its tickets, which stay as they are\n"
	    "\n"
	    "STATE is new, open, waiting or closed. A problem is a ticket: \"postigo ticket show\"\n"
	    "has what was said on it.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo problem list --state open\n"
	    "  postigo problem untie 15 18\n"
	    "  postigo problem show 31 --json | jq -r '.parts[].requester'\n",
	.run = problem_run
};
