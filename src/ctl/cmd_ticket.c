/* cmd_ticket.c - postigo ticket: list, show, and whatever changes one */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

#include "list.h"
#include "list.h"
#include "ticket.h"

/* What may stand on the command line beside the verb. */
struct ticket_options {
	const char *state, *queue, *organisation, *most, *note;
	bool due;
};

static const char *
state_name(int state)
{
	return ticket_state_name((enum ticket_state)state);
}

enum colour
ticket_colour(enum ticket_state state)
{
	static const enum colour colours[] = {
		[TICKET_NEW] = COLOUR_WARN, [TICKET_OPEN] = COLOUR_BOLD, [TICKET_WAITING] = COLOUR_NONE,
		[TICKET_CLOSED] = COLOUR_DIM
	};

	return colours[state];
}

json_t *
ticket_json(const struct ticket *t, const struct person *requester)
{
	return json_pack("{s:I, s:s, s:o, s:{s:o, s:o}, s:o, s:i, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:s}",
	    "ticket", (json_int_t)t->id, "state", ticket_state_name(t->state), "subject", json_of_string(t->subject),
	    "requester", "name", json_of_string(requester->name), "address", json_of_string(requester->address),
	    "queue", json_of_string(t->queue), "tier", t->tier, "priority", ticket_priority_name(t->priority),
	    "team", json_of_string(t->team), "assignee", json_of_string(t->assignee),
	    "language", json_of_string(t->language), "organisation", json_of_string(t->organisation),
	    "mailbox", json_of_string(t->mailbox_name), "created", json_of_instant(t->created),
	    "changed", json_of_instant(t->changed), "closed", json_of_instant(t->closed),
	    "merged_into", json_of_number(t->merged_into), "internal", (int)t->internal,
	    "waiting_for", json_of_string(ticket_waiting_name(t->waiting_for)), "problem", json_of_number(t->problem),
	    "kind", t->kind == TICKET_PROBLEM ? "problem" : "ordinary");
}

static void
add_row(struct table *table, const struct ticket *t, const struct person *requester)
{
	table_number(table, t->id);
	table_cell(table, ticket_state_name(t->state));
	table_colour(table, ticket_colour(t->state));
	table_cell(table, t->queue);
	table_cell(table, t->assignee);
	table_time(table, t->changed);
	table_cell(table, requester->address);
	table_cell(table, t->subject);
}

static int
print_list(struct ctl *ctl, struct store *store, const struct ticket *list, size_t count)
{
	struct table *table = table_new(ctl->memory, "NO|STATE|QUEUE|ASSIGNEE|CHANGED|REQUESTER|SUBJECT");
	struct error err;

	for (size_t i = 0; i < count; i++) {
		SCRATCH(tmp);
		struct person requester = { 0 };
		if (person_read(tmp, store, list[i].requester, &requester, &err) < 0)
			return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
		if (ctl->json)
			output_json(ticket_json(&list[i], &requester));
		else
			add_row(table, &list[i], &requester);
	}
	if (!ctl->json && count > 0)
		table_print(table);
	return EX_OK;
}

/* Tickets may be of a queue or organisation that was renamed: so they are looked for all the same. */
static void
warn_of_unknown(struct ctl *ctl, const struct conf *conf, const struct ticket_options *options)
{
	if (conf->whole && options->queue != NULL && conf_queue(conf, options->queue) == NULL)
		(void)complain(ctl, EX_OK, "warning: the config has no queue \"%s\"", options->queue);
	if (conf->whole && options->organisation != NULL && conf_organisation(conf, options->organisation) == NULL)
		(void)complain(ctl, EX_OK, "warning: the config has no organisation \"%s\"", options->organisation);
}

/* Of one organisation, perhaps in one queue; else of one queue; else all. */
static enum result
read_list(struct ctl *ctl, struct store *store, const struct ticket_options *options, int state, size_t most,
    struct ticket **list, size_t *count, struct error *err)
{
	size_t kept = 0;
	enum result result;

	if (options->organisation == NULL)
		return ticket_list(ctl->memory, store, state, options->queue, most, list, count, err);
	result = ticket_list_by(ctl->memory, store, state, TICKET_BY_ORGANISATION, options->organisation,
	    options->queue != NULL ? INT32_MAX : most, list, count, err);
	for (size_t i = 0; result == DONE && i < *count && kept < most; i++)
		if (options->queue == NULL || strcmp((*list)[i].queue, options->queue) == 0)
			(*list)[kept++] = (*list)[i];
	if (result == DONE)
		*count = kept;
	return result;
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct ticket_options *options = given;
	struct listing listing = {
		.state = options->state, .most = options->most, .state_name = state_name, .last_state = TICKET_CLOSED,
	};
	struct ticket *list;
	struct error err;
	size_t count;
	int status = listing_open(ctl, operands, operand_count, &listing);

	if (status != EX_OK)
		return status;
	warn_of_unknown(ctl, listing.conf, options);
	if (options->due)
		return ticket_list_due(ctl, listing.store, listing.wanted, options->queue, options->organisation, listing.limit);
	if (read_list(ctl, listing.store, options, listing.wanted, listing.limit, &list, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	status = print_list(ctl, listing.store, list, count);
	if (status == EX_OK && !ctl->json && count == 0)
		puts("There are no such tickets.");
	if (status == EX_OK && !ctl->json && count == listing.limit)
		printf("%sThe newest %zu; --most N shows more.%s\n", output_colour(COLOUR_DIM), count,
		    output_colour(COLOUR_NONE));
	return status;
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct conf *conf;
	struct store *store;
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, 1, &number);

	(void)options;
	if (status != GO_ON || (status = load_store(ctl, &conf, &store)) != EX_OK)
		return status;
	return ticket_show(ctl, conf, store, number);
}

static int
change_state(struct ctl *ctl, const char *verb, const char *done, char **operands, size_t count)
{
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, 1, &number);

	if (status != GO_ON)
		return status;
	return request_simple(ctl, json_pack("{s:s, s:I}", "verb", verb, "ticket", (json_int_t)number),
	    "Ticket %lld is %s.", (long long)number, done);
}

static int
close_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return change_state(ctl, "ticket close", "closed", operands, count);
}

static int
open_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return change_state(ctl, "ticket open", "open", operands, count);
}

static int
assign_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, 2, &number);

	(void)options;
	if (status != GO_ON)
		return status;
	if (count < 2)
		return usage_error(ctl, "to whom? The name of an agent is wanted");
	json_t *request = json_pack("{s:s, s:I, s:s}", "verb", "ticket assign", "ticket", (json_int_t)number,
	    "assignee", operands[1]);
	if (request == NULL)
		return usage_error(ctl, "that name is no UTF-8 text");
	return request_simple(ctl, request, "Ticket %lld is %s's now.", (long long)number, operands[1]);
}

/* Into which is said by the answer: the other may be merged itself. */
static int
ask_to_merge(struct ctl *ctl, int64_t from, int64_t into)
{
	struct conf *conf;
	struct error err;
	json_t *answer;
	int status = load_conf(ctl, &conf);

	if (status != EX_OK)
		return status;
	status = request_do(ctl, conf, json_pack("{s:s, s:I, s:I}", "verb", "ticket merge", "ticket", (json_int_t)from,
	    "into", (json_int_t)into), -1, &answer, &err);
	if (status != EX_OK)
		return complain(ctl, status, "%s", err.text);
	into = json_integer_value(json_object_get(answer, "into"));
	if (ctl->json)
		output_json(json_pack("{s:I, s:I}", "ticket", (json_int_t)from, "into", (json_int_t)into));
	else
		printf("Ticket %lld is merged into %lld.\n", (long long)from, (long long)into);
	return EX_OK;
}

static int
merge_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	int64_t from = 0, into = 0;
	int status = number_operand(ctl, "ticket", operands, count, 2, &from);

	(void)options;
	if (status != GO_ON)
		return status;
	if (count < 2)
		return usage_error(ctl, "into which? The number of another ticket is wanted");
	if ((status = number_read(ctl, "the number of a ticket", operands[1], &into)) != GO_ON)
		return status;
	return ask_to_merge(ctl, from, into);
}

static int
change_people(struct ctl *ctl, const char *verb, const char *done, char **operands, size_t count)
{
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, 2, &number);

	if (status != GO_ON)
		return status;
	if (count < 2)
		return usage_error(ctl, "whom? An address is wanted");
	json_t *request = json_pack("{s:s, s:I, s:s}", "verb", verb, "ticket", (json_int_t)number, "address", operands[1]);
	if (request == NULL)
		return usage_error(ctl, "that address is no UTF-8 text");
	return request_simple(ctl, request, "%s %s in ticket %lld.", operands[1], done, (long long)number);
}

static int
add_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return change_people(ctl, "ticket add", "takes part", operands, count);
}

static int
remove_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return change_people(ctl, "ticket remove", "no longer takes part", operands, count);
}

static int
tier_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct ticket_options *options = given;
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, count, &number);

	return status != GO_ON ? status : ticket_tier_run(ctl, number, operands + 1, count - 1, options->note);
}

static int
solution_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, count, &number);

	(void)options;
	return status != GO_ON ? status : ticket_solution_run(ctl, number, operands + 1, count - 1);
}

static int
vendor_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct ticket_options *options = given;
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, count, &number);

	return status != GO_ON ? status : ticket_vendor_run(ctl, number, operands + 1, count - 1, options->note);
}

static int
check_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	int64_t number = 0;
	int status = number_operand(ctl, "ticket", operands, count, count, &number);

	(void)options;
	return status != GO_ON ? status : ticket_check_run(ctl, number, operands + 1, count - 1);
}

static int
ticket_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "close", close_run }, { "open", open_run },
		{ "assign", assign_run }, { "merge", merge_run }, { "add", add_run }, { "remove", remove_run },
		{ "tier", tier_run }, { "check", check_run }, { "vendor", vendor_run },
		{ "solution", solution_run },
		{ NULL, NULL }
	};
	struct ticket_options options = { 0 };
	const struct choice choices[] = {
		{ "state", &options.state, NULL },
		{ "queue", &options.queue, NULL },
		{ "organisation", &options.organisation, NULL },
		{ "most", &options.most, NULL },
		{ "due", NULL, &options.due },
		{ "note", &options.note, NULL },
		{ NULL, NULL, NULL }
	};

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_ticket = {
	.name = "ticket",
	.summary = "tickets: list, show; close, open, assign, merge; who takes part",
	.help =
	    "Usage: postigo ticket list [--state STATE] [--queue NAME] [--organisation NAME]\n"
	    "           [--most N] [--due] [--json]\n"
	    "       postigo ticket show NUMBER [--json]\n"
	    "       postigo ticket close NUMBER\n"
	    "       postigo ticket open NUMBER\n"
	    "       postigo ticket assign NUMBER AGENT\n"
	    "       postigo ticket merge FROM INTO\n"
	    "       postigo ticket add NUMBER ADDRESS\n"
	    "       postigo ticket remove NUMBER ADDRESS\n"
	    "       postigo ticket tier NUMBER TIER [--note TEXT]\n"
	    "       postigo ticket check NUMBER ITEM\n"
	    "       postigo ticket vendor NUMBER VENDOR [--note TEXT]\n"
	    "       postigo ticket solution NUMBER <TEXT\n"
	    "\n"
	    "  list     one line a ticket, the newest change first; with --due those that an SLA\n"
	    "           promises something for, what is due first in front\n"
	    "  show     all of a ticket: who takes part, what it is linked to, what is promised by\n"
	    "           when and how that was reckoned, the messages, its history, and the mails\n"
	    "           that went out with their fate\n"
	    "  close    ends it, and if it is a problem, what is part of it; a reply of the\n"
	    "           requester opens it again\n"
	    "  open     opens it again\n"
	    "  assign   gives it to a technician, by the name in the config\n"
	    "  merge    closes FROM for good: replies to it come to INTO, in which everybody\n"
	    "           takes part from then on who took part in FROM\n"
	    "  add      lets somebody take part: what is said from then on goes to them too\n"
	    "  remove   takes somebody off it, until \"ticket add\" brings them back\n"
	    "  tier     sends it up or down: the tier's team gets a sheet of all that is known and\n"
	    "           was tried, and the requester hears who looks at it\n"
	    "  check    ticks an item of a tier's checklist\n"
	    "  vendor   asks a vendor for help, with a brief that leaves out what they must not\n"
	    "           see; of one who was asked before, writes TEXT to them\n"
	    "  solution sends what solves it, or the problem that it is part of, to everybody who\n"
	    "           waits for that, and keeps it as the draft of an article\n"
	    "\n"
	    "STATE is new, open, waiting or closed.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo ticket list --state open --queue network\n"
	    "  postigo ticket list --due --queue network\n"
	    "  postigo ticket show 12\n"
	    "  postigo ticket assign 12 ana\n"
	    "  postigo ticket merge 14 12\n"
	    "  postigo ticket tier 12 2 --note 'needs somebody who knows the spooler'\n"
	    "  postigo ticket list --json | jq -r 'select(.assignee == null).ticket'\n",
	.run = ticket_run
};
