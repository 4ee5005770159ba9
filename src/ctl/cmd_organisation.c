/* cmd_organisation.c - postigo organisation: the customers whose desk this is */
#include <config.h>

#include <stdio.h>

#include <postigo/base/memory.h>
#include <postigo/store/workload.h>

#include "list.h"

#define PEOPLE_SHOWN 50	/* for people; scripts get all */

static json_t *
organisation_json(const struct conf_organisation *o, uint64_t open, uint64_t all)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I}", "organisation", o->name,
	    "display_name", o->display_name, "domains", json_of_strings(o->domains, o->domain_count),
	    "addresses", json_of_strings(o->addresses, o->address_count), "mailboxes", json_of_strings(o->mailboxes, o->mailbox_count),
	    "language", json_of_string(o->language), "queue", json_of_string(o->queue), "manager", json_of_string(o->manager),
	    "open", (json_int_t)open, "tickets", (json_int_t)all);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *options)
{
	struct table *table = table_new(ctl->memory, "NAME|OPEN|ALL|LANGUAGE|QUEUE|MANAGER|SHOWN AS");
	struct conf *conf;
	struct store *store;
	struct error err;
	uint64_t open, all;
	int status;

	(void)options;
	if ((status = list_alone(ctl, operands, operand_count)) != GO_ON ||
	    (status = list_load(ctl, "organisations", &conf, &store)) != EX_OK)
		return status;
	for (size_t i = 0; i < conf->organisation_count; i++) {
		const struct conf_organisation *o = &conf->organisations[i];
		if (workload_organisation(store, o->name, &open, &all, &err) != DONE)
			return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
		if (ctl->json) {
			output_json(organisation_json(o, open, all));
			continue;
		}
		table_cell(table, o->name);
		table_number(table, (int64_t)open);
		table_number(table, (int64_t)all);
		table_cell(table, o->language);
		table_cell(table, o->queue);
		table_cell(table, o->manager);
		table_cell(table, o->display_name);
	}
	return list_end(ctl, table, "The config has no organisations.");
}

static void
fields(const char *label, char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		output_field(i == 0 ? label : "", texts[i]);
}

static void
show(const struct conf_organisation *o, uint64_t open, uint64_t all, const struct organisation_person *people, size_t count)
{
	SCRATCH(tmp);
	struct table *table = table_new(tmp, "PERSON|NAME|TICKETS");

	output_title("%s  %s", o->name, o->display_name);
	fields("Domains", o->domains, o->domain_count);
	fields("Addresses", o->addresses, o->address_count);
	fields("Mailboxes", o->mailboxes, o->mailbox_count);
	output_field("Language", o->language);
	output_field("Queue", o->queue);
	output_field("Manager", o->manager);
	output_field("Hours", o->calendar_name);
	output_field("Tickets", talloc_asprintf(tmp, "%llu, of which %llu are open", (unsigned long long)all,
	    (unsigned long long)open));
	for (size_t i = 0; i < count && i < PEOPLE_SHOWN; i++) {
		table_cell(table, people[i].address);
		table_cell(table, people[i].name);
		table_number(table, (int64_t)people[i].tickets);
	}
	if (count > 0)
		table_print(table);
}

static json_t *
people_json(const struct organisation_person *people, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:I}", "address", json_of_string(people[i].address),
		    "name", json_of_string(people[i].name), "language", json_of_string(people[i].language),
		    "tickets", (json_int_t)people[i].tickets));
	return list;
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	const struct conf_organisation *o;
	struct organisation_person *people;
	struct conf *conf;
	struct store *store;
	struct error err;
	uint64_t open, all;
	size_t person_count;
	int status;

	(void)options;
	if ((status = list_one(ctl, "an organisation", operands, count)) != GO_ON ||
	    (status = list_load(ctl, "organisations", &conf, &store)) != EX_OK)
		return status;
	if ((o = conf_organisation(conf, operands[0])) == NULL)
		return complain(ctl, EX_DATAERR, "no organisation is called \"%s\"", operands[0]);
	if (workload_organisation(store, o->name, &open, &all, &err) != DONE ||
	    workload_people(ctl->memory, store, o->name, &people, &person_count, &err) != DONE)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	if (!ctl->json) {
		show(o, open, all, people, person_count);
		return EX_OK;
	}
	json_t *object = organisation_json(o, open, all);
	json_object_set_new(object, "people", people_json(people, person_count));
	output_json(object);
	return EX_OK;
}

static int
organisation_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = { { "list", list_run }, { "show", show_run }, { NULL, NULL } };

	return noun_run(ctl, argc, argv, verbs, NULL, NULL);
}

const struct command cmd_organisation = {
	.name = "organisation",
	.summary = "the customers whose desk this is: list, show",
	.help =
	    "Usage: postigo organisation list [--json]\n"
	    "       postigo organisation show NAME [--json]\n"
	    "\n"
	    "  list   the organisations of the config, and how many tickets each has\n"
	    "  show   one of them: what is theirs, and the people who have asked for something\n"
	    "\n"
	    "Their tickets: postigo ticket list --organisation NAME\n"
	    "\n"
	    "Example:\n"
	    "  postigo organisation show acme\n",
	.run = organisation_run
};
