/* cmd_inbox.c - postigo inbox: mail that has arrived, and what was set aside */
#include <config.h>

#include <stdio.h>

#include <postigo/base/memory.h>
#include <postigo/store/inbox.h>

#include "list.h"

struct inbox_options {
	const char *state, *most;
	bool raw;
};

static const char *
state_name(int state)
{
	return inbox_state_name((enum inbox_state)state);
}

static enum colour
colour_of(enum inbox_state state)
{
	return state == INBOX_QUARANTINED ? COLOUR_BAD : state == INBOX_NEW ? COLOUR_WARN : COLOUR_NONE;
}

static json_t *
row_json(const struct inbox_row *r)
{
	return json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:I, s:b, s:i, s:o, s:o, s:o, s:b, s:b}",
	    "row", (json_int_t)r->id, "state", inbox_state_name(r->state), "mailbox", json_of_string(r->mailbox_name),
	    "uidvalidity", json_of_number(r->uidvalidity), "uid", json_of_number(r->uid),
	    "arrived", json_of_instant(r->arrived), "received", json_of_instant(r->received),
	    "size", (json_int_t)r->size, "partial", (int)r->partial, "attempts", (int)r->attempts,
	    "cause", json_of_string(r->cause), "ticket", json_of_number(r->ticket),
	    "message", json_of_number(r->message), "asked", (int)r->asked, "confirmed", (int)r->confirmed);
}

static void
add_row(struct table *table, const struct inbox_row *r)
{
	SCRATCH(tmp);

	table_number(table, r->id);
	table_cell(table, inbox_state_name(r->state));
	table_colour(table, colour_of(r->state));
	table_cell(table, r->mailbox_name);
	table_cell(table, r->uid != 0 ? talloc_asprintf(tmp, "%u", r->uid) : NULL);
	table_time(table, r->received);
	table_cell(table, output_size(tmp, r->size));
	table_cell(table, r->ticket != 0 ? talloc_asprintf(tmp, "%lld", (long long)r->ticket) : NULL);
	table_cell(table, r->cause);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct inbox_options *options = given;
	struct listing listing = {
		.state = options->state, .most = options->most, .state_name = state_name, .last_state = INBOX_DROPPED,
	};
	struct inbox_row *rows;
	struct error err;
	size_t count;
	int status = listing_open(ctl, operands, operand_count, &listing);

	if (status != EX_OK)
		return status;
	if (inbox_list(ctl->memory, listing.store, listing.wanted, listing.limit, &rows, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	struct table *table = table_new(ctl->memory, "ROW|STATE|MAILBOX|UID|RECEIVED|SIZE|TICKET|CAUSE");
	for (size_t i = 0; i < count; i++)
		if (ctl->json)
			output_json(row_json(&rows[i]));
		else
			add_row(table, &rows[i]);
	return list_end(ctl, table, "There are no such mails.");
}

static void
show(const struct inbox_row *r)
{
	SCRATCH(tmp);

	output_field("State", inbox_state_name(r->state));
	output_field("Cause", r->cause);
	output_field("Mailbox", r->mailbox_name);
	output_field("Place", r->uid != 0 ? talloc_asprintf(tmp, "uid %u of uidvalidity %u", r->uid, r->uidvalidity) :
	    "came without a server");
	output_field("Arrived", r->arrived != 0 ? output_time(tmp, r->arrived) : NULL);
	output_field("Received", output_time(tmp, r->received));
	output_field("Size", talloc_asprintf(tmp, "%s%s", output_size(tmp, r->size),
	    r->partial ? ", only its beginning was taken" : ""));
	output_field("Attempts", talloc_asprintf(tmp, "%u", r->attempts));
	output_field("Ticket", r->ticket != 0 ? talloc_asprintf(tmp, "%lld", (long long)r->ticket) : NULL);
	output_field("Confirmed", r->confirmed ? "yes, by a reply of its sender" :
	    r->asked ? "not yet: its sender was asked to" : NULL);
}

static int
show_raw(struct ctl *ctl, struct store *store, int64_t number)
{
	struct error err;
	char *raw;
	size_t size;
	enum result result = inbox_raw(ctl->memory, store, number, &raw, &size, &err);

	if (result == NONE)
		return complain(ctl, EX_DATAERR, "row %lld has no bytes: the mail was not taken", (long long)number);
	if (result != DONE)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	fwrite(raw, 1, size, stdout);
	return EX_OK;
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct inbox_options *options = given;
	struct inbox_row row;
	struct store *store;
	struct error err;
	int64_t number = 0;
	int status = row_open(ctl, operands, count, &number, &store);

	if (status != EX_OK ||
	    (status = row_found(ctl, inbox_read(ctl->memory, store, number, &row, &err), number, &err)) != EX_OK)
		return status;
	if (options->raw)
		return show_raw(ctl, store, number);
	if (ctl->json)
		output_json(row_json(&row));
	else
		show(&row);
	return EX_OK;
}

static int
release_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return request_row(ctl, "inbox release", "is tried again", operands, count);
}

static int
drop_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	(void)options;
	return request_row(ctl, "inbox drop", "is dropped", operands, count);
}

static int
inbox_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "release", release_run }, { "drop", drop_run },
		{ NULL, NULL }
	};
	struct inbox_options options = { 0 };
	const struct choice choices[] = {
		{ "state", &options.state, NULL },
		{ "most", &options.most, NULL },
		{ "raw", NULL, &options.raw },
		{ NULL, NULL, NULL }
	};

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_inbox = {
	.name = "inbox",
	.summary = "mail that arrived: list, show; release or drop from quarantine",
	.help =
	    "Usage: postigo inbox list [--state STATE] [--most N] [--json]\n"
	    "       postigo inbox show [--raw] [--json] ROW\n"
	    "       postigo inbox release ROW\n"
	    "       postigo inbox drop ROW\n"
	    "\n"
	    "  list      one line a mail, the newest first\n"
	    "  show      where it came from, what became of it, and whether its sender was asked\n"
	    "            to confirm it and has; --raw gives its bytes\n"
	    "  release   tries a mail in quarantine again\n"
	    "  drop      takes a mail out of quarantine without doing anything with it\n"
	    "\n"
	    "STATE is new, done, duplicate, skipped, quarantined or dropped. A mail is set\n"
	    "aside (quarantined) when it could not be processed in three attempts.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo inbox list --state quarantined\n"
	    "  postigo inbox show --raw 812 | postigo parse -\n"
	    "  postigo inbox release 812\n",
	.run = inbox_run
};
