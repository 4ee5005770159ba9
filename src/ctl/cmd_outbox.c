/* cmd_outbox.c - postigo outbox: mails on their way out */
#include <config.h>

#include <stdio.h>

#include <postigo/base/memory.h>
#include <postigo/store/outbox.h>

#include "list.h"
#include "parse.h"
#include "ticket.h"

struct outbox_options {
	const char *state, *most;
	bool raw;
};

static const char *
state_name(int state)
{
	return outbox_state_name((enum outbox_state)state);
}

enum colour
outbox_colour(enum outbox_state state)
{
	switch (state) {
	case OUTBOX_SENT:
		return COLOUR_GOOD;
	case OUTBOX_FAILED:
		return COLOUR_BAD;
	case OUTBOX_DEFERRED:
	case OUTBOX_UNKNOWN:
		return COLOUR_WARN;
	default:
		return COLOUR_NONE;
	}
}

/* What is still to be signed or encrypted is not tried before that. */
static instant
next_attempt(const struct outbox_row *r)
{
	return r->enclosed_at > r->next_attempt ? r->enclosed_at : r->next_attempt;
}

json_t *
outbox_json(const struct outbox_row *r)
{
	return json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:i, s:o, s:o, s:o, s:o, s:o, s:I}",
	    "row", (json_int_t)r->id, "state", outbox_state_name(r->state), "kind", json_of_string(r->kind),
	    "ticket", json_of_number(r->ticket), "message", json_of_number(r->message),
	    "recipient", json_of_string(r->recipient), "envelope_from", json_of_string(r->envelope_from),
	    "message_id", json_of_string(r->identifier), "attempts", (int)r->attempts, "unknowns", (int)r->unknowns,
	    "created", json_of_instant(r->created), "next_attempt", json_of_instant(next_attempt(r)),
	    "finished", json_of_instant(r->finished), "code", json_of_number(r->code),
	    "answer", json_of_string(r->answer), "size", (json_int_t)r->size);
}

static void
add_row(struct table *table, const struct outbox_row *r)
{
	SCRATCH(tmp);

	table_number(table, r->id);
	table_cell(table, outbox_state_name(r->state));
	table_colour(table, outbox_colour(r->state));
	table_cell(table, r->kind);
	table_cell(table, r->ticket != 0 ? talloc_asprintf(tmp, "%lld", (long long)r->ticket) : NULL);
	table_time(table, r->created);
	table_near_time(table, r->state < OUTBOX_SENT ? next_attempt(r) : 0);
	table_number(table, r->attempts);
	table_cell(table, r->recipient);
	table_cell(table, r->answer != NULL || r->enclosed_at == 0 ? r->answer : "to be signed or encrypted");
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct outbox_options *options = given;
	struct listing listing = {
		.state = options->state, .most = options->most, .state_name = state_name, .last_state = OUTBOX_DROPPED,
	};
	struct outbox_row *rows;
	struct error err;
	size_t count;
	int status = listing_open(ctl, operands, operand_count, &listing);

	if (status != EX_OK)
		return status;
	if (outbox_list(ctl->memory, listing.store, listing.wanted, listing.limit, &rows, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	struct table *table = table_new(ctl->memory, "ROW|STATE|KIND|TICKET|CREATED|NEXT TRY|TRIES|TO|ANSWER");
	for (size_t i = 0; i < count; i++)
		if (ctl->json)
			output_json(outbox_json(&rows[i]));
		else
			add_row(table, &rows[i]);
	return list_end(ctl, table, "There are no such mails.");
}

static void
show(const struct outbox_row *r, const char *bytes, size_t size)
{
	SCRATCH(tmp);

	output_field("State", outbox_state_name(r->state));
	output_field("Kind", r->kind);
	output_field("Ticket", r->ticket != 0 ? talloc_asprintf(tmp, "%lld", (long long)r->ticket) : NULL);
	output_field("To", r->recipient);
	output_field("Envelope", *r->envelope_from != '\0' ? r->envelope_from : "<>");
	output_field("Created", output_time(tmp, r->created));
	output_field("Next try", r->state < OUTBOX_SENT ? output_near_time(tmp, next_attempt(r)) : NULL);
	output_field("Waits", r->enclosed_at != 0 ? "to be signed or encrypted" : NULL);
	output_field("Finished", r->finished != 0 ? output_time(tmp, r->finished) : NULL);
	output_field("Tries", talloc_asprintf(tmp, "%u", r->attempts));
	output_field("Answer", r->answer);
	putchar('\n');
	message_init();
	parse_show(message_parse(tmp, bytes, size));
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct outbox_options *options = given;
	struct outbox_row row;
	struct store *store;
	struct error err;
	int64_t number = 0;
	char *bytes = NULL;
	size_t size = 0;
	int status = row_open(ctl, operands, count, &number, &store);

	if (status != EX_OK ||
	    (status = row_found(ctl, outbox_read(ctl->memory, store, number, &row, &err), number, &err)) != EX_OK)
		return status;
	if (outbox_raw(ctl->memory, store, number, &bytes, &size, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	if (options->raw && bytes != NULL)
		fwrite(bytes, 1, size, stdout);
	else if (ctl->json)
		output_json(outbox_json(&row));
	else
		show(&row, bytes != NULL ? bytes : "", size);
	return EX_OK;
}

static int
retry_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return request_row(ctl, "outbox retry", "is tried again now", operands, count);
}

static int
drop_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return request_row(ctl, "outbox drop", "is dropped and will not be sent", operands, count);
}

static int
outbox_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "retry", retry_run }, { "drop", drop_run },
		{ NULL, NULL }
	};
	struct outbox_options options = { 0 };
	const struct choice choices[] = {
		{ "state", &options.state, NULL },
		{ "most", &options.most, NULL },
		{ "raw", NULL, &options.raw },
		{ NULL, NULL, NULL }
	};

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_outbox = {
	.name = "outbox",
	.summary = "mails on their way out: list, show, retry, drop",
	.help =
	    "Usage: postigo outbox list [--state STATE] [--most N] [--json]\n"
	    "       postigo outbox show [--raw] [--json] ROW\n"
	    "       postigo outbox retry ROW\n"
	    "       postigo outbox drop ROW\n"
	    "\n"
	    "  list     one line a mail and recipient, the newest first\n"
	    "  show     one of them with its text; --raw gives the bytes as they are sent\n"
	    "  retry    tries one that is deferred, unknown or failed again, at once; one that waits\n"
	    "           to be signed or encrypted as well\n"
	    "  drop     gives up one that has not been sent\n"
	    "\n"
	    "STATE is queued, leased, dot_pending, deferred, unknown, sent, failed or dropped.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo outbox list --state deferred\n"
	    "  postigo outbox show --raw 7 | less\n"
	    "  postigo outbox list --state failed --json | jq .row | xargs -n1 postigo outbox retry\n",
	.run = outbox_run
};
