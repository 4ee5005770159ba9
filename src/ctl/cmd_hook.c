/* cmd_hook.c - postigo hook: webhooks that are told, and programs that are run */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/store/hook.h>

#include "list.h"

struct hook_options {
	const char *state, *most, *ticket;
};

static const char *
state_name(int state)
{
	return hook_state_name((enum hook_state)state);
}

static enum colour
colour_of(enum hook_state state)
{
	return state == HOOK_DONE ? COLOUR_GOOD : state == HOOK_FAILED ? COLOUR_BAD : state == HOOK_DEFERRED ? COLOUR_WARN : COLOUR_NONE;
}

static bool
waits(const struct hook_row *r)
{
	return r->state == HOOK_QUEUED || r->state == HOOK_DEFERRED;
}

static json_t *
hook_json(const struct hook_row *r)
{
	return json_pack("{s:I, s:s, s:s, s:o, s:o, s:I, s:o, s:o, s:o, s:i, s:o, s:o, s:o, s:o, s:o}", "row", (json_int_t)r->id,
	    "state", hook_state_name(r->state), "kind", conf_hook_kind_name(r->kind), "name", json_of_string(r->name),
	    "id", json_of_string(r->identifier), "ticket", (json_int_t)r->ticket, "message", json_of_number(r->message),
	    "rule", json_of_string(r->rule), "event", json_of_string(r->event), "attempts", (int)r->attempts,
	    "created", json_of_instant(r->created), "next_attempt", json_of_instant(waits(r) ? r->next_attempt : 0),
	    "finished", json_of_instant(r->finished), "code", json_of_number(r->code), "answer", json_of_string(r->answer));
}

static void
add_row(struct table *table, const struct hook_row *r)
{
	table_number(table, r->id);
	table_cell(table, hook_state_name(r->state));
	table_colour(table, colour_of(r->state));
	table_cell(table, conf_hook_kind_name(r->kind));
	table_cell(table, r->name);
	table_number(table, r->ticket);
	table_time(table, r->created);
	table_near_time(table, waits(r) ? r->next_attempt : 0);
	table_number(table, r->attempts);
	table_cell(table, r->answer);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct hook_options *options = given;
	struct listing listing = {
		.state = options->state, .most = options->most, .state_name = state_name, .last_state = HOOK_DROPPED,
	};
	struct hook_row *rows;
	struct error err;
	size_t count;
	int64_t ticket = 0;
	int status;

	if (options->ticket != NULL && (status = number_read(ctl, "the number of a ticket", options->ticket, &ticket)) != GO_ON)
		return status;
	if ((status = listing_open(ctl, operands, operand_count, &listing)) != EX_OK)
		return status;
	if (hook_list(ctl->memory, listing.store, listing.wanted, ticket, listing.limit, &rows, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	struct table *table = table_new(ctl->memory, "ROW|STATE|KIND|NAME|TICKET|CREATED|NEXT TRY|TRIES|ANSWER");
	for (size_t i = 0; i < count; i++)
		if (ctl->json)
			output_json(hook_json(&rows[i]));
		else
			add_row(table, &rows[i]);
	return list_end(ctl, table, "There are none.");
}

static void
show(const struct hook_row *r, const char *body)
{
	SCRATCH(tmp);

	output_field("State", hook_state_name(r->state));
	output_field("Kind", conf_hook_kind_name(r->kind));
	output_field("Name", r->name);
	output_field("Id", r->identifier);
	output_field("Ticket", talloc_asprintf(tmp, "%lld", (long long)r->ticket));
	output_field("Event", r->event);
	output_field("Rule", r->rule);
	output_field("Created", output_time(tmp, r->created));
	output_field("Next try", waits(r) ? output_near_time(tmp, r->next_attempt) : NULL);
	output_field("Finished", r->finished != 0 ? output_time(tmp, r->finished) : NULL);
	output_field("Tries", talloc_asprintf(tmp, "%u", r->attempts));
	output_field("Answer", r->answer);
	if (body != NULL) {
		putchar('\n');
		output_text("", body);
	}
}

/* As people read it. */
static char *
indented(TALLOC_CTX *ctx, const char *body, size_t size)
{
	json_t *told = body != NULL ? json_loadb(body, size, 0, NULL) : NULL;
	char *text = told != NULL ? json_dumps(told, JSON_INDENT(2)) : NULL, *copy;

	copy = text != NULL ? talloc_strdup(ctx, text) : NULL;
	free(text);
	json_decref(told);
	return copy;
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	struct hook_row row;
	struct store *store;
	struct error err;
	int64_t number = 0;
	char *body = NULL;
	size_t size = 0;
	int status = row_open(ctl, operands, count, &number, &store);
	json_t *o;

	(void)options;
	if (status != EX_OK ||
	    (status = row_found(ctl, hook_read(ctl->memory, store, number, &row, &err), number, &err)) != EX_OK)
		return status;
	if (hook_body(ctl->memory, store, number, &body, &size, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	if (!ctl->json) {
		show(&row, indented(ctl->memory, body, size));
		return EX_OK;
	}
	o = hook_json(&row);
	json_object_set_new(o, "body", body != NULL ? json_loadb(body, size, 0, NULL) : json_null());
	output_json(o);
	return EX_OK;
}

static int
retry_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return request_row(ctl, "hook retry", "is tried again now", operands, count);
}

static int
drop_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return request_row(ctl, "hook drop", "is dropped and will not be tried", operands, count);
}

static int
hook_run_command(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "retry", retry_run }, { "drop", drop_run },
		{ NULL, NULL }
	};
	struct hook_options options = { 0 };
	const struct choice choices[] = {
		{ "state", &options.state, NULL },
		{ "most", &options.most, NULL },
		{ "ticket", &options.ticket, NULL },
		{ NULL, NULL, NULL }
	};

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_hook = {
	.name = "hook",
	.summary = "webhooks that are told, and programs that are run: list, show, retry, drop",
	.help =
	    "Usage: postigo hook list [--state STATE] [--ticket N] [--most N] [--json]\n"
	    "       postigo hook show [--json] ROW\n"
	    "       postigo hook retry ROW\n"
	    "       postigo hook drop ROW\n"
	    "\n"
	    "  list     one line each, the newest first\n"
	    "  show     one of them, and what it is told; that is kept until it has been heard\n"
	    "  retry    tries one that is deferred or failed again, at once\n"
	    "  drop     gives up one that waits or has failed\n"
	    "\n"
	    "STATE is queued, running, deferred, done, failed or dropped.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo hook list --state failed\n"
	    "  postigo hook list --ticket 12\n"
	    "  postigo hook list --state failed --json | jq .row | xargs -n1 postigo hook retry\n",
	.run = hook_run_command
};
