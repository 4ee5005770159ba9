/* cmd_person.c - postigo person: people whom our mail does not reach */
#include <config.h>

#include <stdio.h>

#include <postigo/base/idn.h>
#include <postigo/base/memory.h>
#include <postigo/store/delivery.h>
#include <postigo/store/person.h>

#include "list.h"

struct person_options {
	const char *most;
};

static json_t *
held_json(const struct delivery *d)
{
	return json_pack("{s:o, s:s, s:o, s:o, s:I, s:o}", "address", json_of_string(d->address),
	    "class", delivery_class_name(d->class), "since", json_of_instant(d->since),
	    "until", json_of_instant(d->until), "times", (json_int_t)d->times, "why", json_of_string(d->why));
}

static void
add_row(struct table *table, const struct delivery *d)
{
	table_cell(table, d->address);
	table_cell(table, delivery_class_name(d->class));
	table_colour(table, d->until > instant_now() ? COLOUR_BAD : COLOUR_NONE);
	table_time(table, d->since);
	table_time(table, d->until);
	table_number(table, d->times);
	table_cell(table, d->why);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct person_options *options = given;
	struct listing listing = { .most = options->most };
	struct delivery *rows;
	struct error err;
	size_t count;
	int status = listing_open(ctl, operands, operand_count, &listing);

	if (status != EX_OK)
		return status;
	if (delivery_list(ctl->memory, listing.store, listing.limit, &rows, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	struct table *table = table_new(ctl->memory, "ADDRESS|CLASS|SINCE|UNTIL|TIMES|WHY");
	for (size_t i = 0; i < count; i++)
		if (ctl->json)
			output_json(held_json(&rows[i]));
		else
			add_row(table, &rows[i]);
	return list_end(ctl, table, "Nobody is held.");
}

static int
read_address(struct ctl *ctl, char **operands, size_t count, const char **out)
{
	if (count < 1)
		return usage_error(ctl, "who? An address is wanted");
	if (count > 1)
		return usage_error(ctl, "\"%s\" is not understood", operands[1]);
	*out = idn_ascii(ctl->memory, operands[0]);
	return GO_ON;
}

static void
show(const struct person *person, const struct delivery *held)
{
	SCRATCH(tmp);

	output_field("Address", person->address);
	output_field("Name", person->name);
	output_field("Language", person->language);
	output_field("Proven", person->proven != 0 ? output_time(tmp, person->proven) : "never: no mail was shown to be theirs");
	if (held == NULL) {
		output_field("Mail", "arrives, for all we know");
		return;
	}
	output_field("Mail", talloc_asprintf(tmp, "came back %u time%s (%s)", held->times, held->times == 1 ? "" : "s",
	    delivery_class_name(held->class)));
	output_field("Why", held->why);
	output_field("Since", output_time(tmp, held->since));
	output_field("Held", talloc_asprintf(tmp, "%s %s", held->until > instant_now() ? "until" : "no longer, since",
	    output_time(tmp, held->until)));
}

static void
show_json(const struct person *person, const struct delivery *held)
{
	output_json(json_pack("{s:o, s:o, s:o, s:o, s:o}", "address", json_of_string(person->address),
	    "name", json_of_string(person->name), "language", json_of_string(person->language), "proven", json_of_instant(person->proven),
	    "held", held != NULL ? held_json(held) : json_null()));
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	const char *address = NULL;
	struct person person;
	struct delivery held;
	struct conf *conf;
	struct store *store;
	struct error err;
	int status = read_address(ctl, operands, count, &address);

	(void)options;
	if (status != GO_ON || (status = load_store(ctl, &conf, &store)) != EX_OK)
		return status;
	enum result result = person_find(ctl->memory, store, address, &person, &err);
	if (result == NONE)
		return complain(ctl, EX_DATAERR, "we know nobody of the address %s", address);
	if (result == DONE)
		result = delivery_read(ctl->memory, store, person.id, &held, &err);
	if (result < 0)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	(ctl->json ? show_json : show)(&person, result == DONE ? &held : NULL);
	return EX_OK;
}

static int
release_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	const char *address = NULL;
	int status = read_address(ctl, operands, count, &address);

	(void)options;
	if (status != GO_ON)
		return status;
	json_t *request = json_pack("{s:s, s:s}", "verb", "person release", "address", address);
	if (request == NULL)
		return usage_error(ctl, "that address is no UTF-8 text");
	return request_simple(ctl, request, "%s is not held any more.", address);
}

static int
person_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = { { "list", list_run }, { "show", show_run }, { "release", release_run }, { NULL, NULL } };
	struct person_options options = { 0 };
	const struct choice choices[] = { { "most", &options.most, NULL }, { NULL, NULL, NULL } };

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_person = {
	.name = "person",
	.summary = "people whom mail does not reach: list, show, release",
	.help =
	    "Usage: postigo person list [--most N] [--json]\n"
	    "       postigo person show ADDRESS [--json]\n"
	    "       postigo person release ADDRESS\n"
	    "\n"
	    "  list      the people whose mail came back, the newest first: why, and until when\n"
	    "            nothing automatic goes to them\n"
	    "  show      what is known of one person\n"
	    "  release   forgets that mail came back, so that it goes there again at once\n"
	    "\n"
	    "CLASS is hard (there is no such address), full (its mailbox is full) or policy\n"
	    "(the server does not take such mail). How long each is held stands in the config.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo person list\n"
	    "  postigo person release eva@example.com\n",
	.run = person_run
};
