/* cmd_template.c - postigo template: the words of the mails that go out */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/desk/specimen.h>
#include <postigo/mail/compose.h>
#include <postigo/tmpl/catalog.h>
#include <postigo/tmpl/offer.h>

#include "ctl.h"
#include "output.h"
#include "template_sample.h"

struct template_options {
	const char *language, *queue, *organisation, *format, *ticket;
};

/* Without passwords, and with an error of the config none of it can be told. */
static int
load(struct ctl *ctl, struct conf **conf)
{
	int status = load_conf(ctl, conf);

	return status == EX_OK && !(*conf)->whole ? EX_CONFIG : status;
}

static int
load_catalog(struct ctl *ctl, struct conf **conf, struct catalog **catalog)
{
	struct error err;
	int status = load(ctl, conf);

	if (status != EX_OK)
		return status;
	if (catalog_load(ctl->memory, (*conf)->templates_dir, (*conf)->identity.language, catalog, &err) != DONE)
		return complain(ctl, EX_CONFIG, "%s; \"postigo template check\" tells all that is wrong", err.text);
	return EX_OK;
}

/* ---- list */

static bool
is_everybodys(const struct catalog_file *f)
{
	return *f->queue == '\0' && *f->organisation == '\0';
}

/* "es for queue network" */
static char *
whose(TALLOC_CTX *ctx, const struct catalog_file *f)
{
	bool queue = *f->queue != '\0';

	return talloc_asprintf(ctx, "%s%sfor %s %s", f->language, *f->language != '\0' ? " " : "",
	    queue ? "queue" : "organisation", queue ? f->queue : f->organisation);
}

static void
add_to(TALLOC_CTX *ctx, char **list, const char *what)
{
	*list = *list == NULL ? talloc_strdup(ctx, what) : talloc_asprintf(ctx, "%s, %s", *list, what);
}

static json_t *
json_of_owned(const struct catalog_file *f)
{
	return json_pack("{s:o, s:o, s:s, s:s}", "queue", json_of_string(*f->queue != '\0' ? f->queue : NULL),
	    "organisation", json_of_string(*f->organisation != '\0' ? f->organisation : NULL),
	    "language", f->language, "file", f->path);
}

/* One line about all files of a name, which follow each other. Returns how many there are. */
static size_t
list_name(const struct ctl *ctl, const struct catalog *catalog, size_t from, struct table *table)
{
	SCRATCH(tmp);
	const struct catalog_file *first = catalog_at(catalog, from), *f;
	const struct offer *offer = offer_find(first->name);
	json_t *languages = json_array(), *overridden = json_array();
	char *for_all = NULL, *owned = NULL;
	size_t n;

	for (n = 0; (f = catalog_at(catalog, from + n)) != NULL && strcmp(f->name, first->name) == 0; n++) {
		if (is_everybodys(f)) {
			add_to(tmp, &for_all, *f->language != '\0' ? f->language : "all");
			json_array_append_new(languages, json_string(f->language));
		} else {
			add_to(tmp, &owned, whose(tmp, f));
			json_array_append_new(overridden, json_of_owned(f));
		}
	}
	if (ctl->json) {
		output_json(json_pack("{s:s, s:o, s:b, s:o, s:o}", "template", first->name,
		    "about", json_of_string(offer != NULL ? offer->about : NULL), "piece", (int)first->piece,
		    "languages", languages, "overridden", overridden));
		return n;
	}
	json_decref(languages);
	json_decref(overridden);
	table_cell(table, first->name);
	table_cell(table, for_all);
	table_cell(table, owned);
	table_cell(table, offer != NULL ? offer->about : first->piece ? "a piece of others" : "nothing uses it");
	return n;
}

static int
list_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	SCRATCH(tmp);
	struct table *table = table_new(tmp, "TEMPLATE|LANGUAGES|OVERRIDDEN|WHAT");
	struct catalog *catalog;
	struct conf *conf;

	(void)given;
	if (count > 0)
		return usage_error(ctl, "\"%s\" is not understood", operands[0]);
	int status = load_catalog(ctl, &conf, &catalog);
	if (status != EX_OK)
		return status;
	for (size_t i = 0; catalog_at(catalog, i) != NULL;)
		i += list_name(ctl, catalog, i, table);
	if (!ctl->json)
		table_print(table);
	return EX_OK;
}

/* ---- show */

static struct catalog_choice
choice_of(const char *name, const struct template_options *options)
{
	return (struct catalog_choice){ name, options->language, options->queue, options->organisation };
}

/* The file that the operand and the options name; not written when there is none. */
static int
choose(struct ctl *ctl, char **operands, size_t count, const struct template_options *options, struct conf **conf,
    struct catalog **catalog, const struct catalog_file **file)
{
	if (count != 1)
		return usage_error(ctl, "which template? \"postigo template list\" has their names");
	int status = load_catalog(ctl, conf, catalog);
	if (status != EX_OK)
		return status;
	struct catalog_choice choice = choice_of(operands[0], options);
	*file = catalog_find(*catalog, &choice);
	if (*file == NULL)
		return complain(ctl, EX_DATAERR, "there is no template \"%s\": \"postigo template list\" has their names",
		    operands[0]);
	if (options->queue != NULL && conf_queue(*conf, options->queue) == NULL)
		(void)complain(ctl, EX_OK, "the config has no queue \"%s\"", options->queue);
	if (options->organisation != NULL && conf_organisation(*conf, options->organisation) == NULL)
		(void)complain(ctl, EX_OK, "the config has no organisation \"%s\"", options->organisation);
	if (options->language != NULL && !catalog_has_language(*catalog, options->language))
		(void)complain(ctl, EX_OK, "there is no language \"%s\": this is \"%s\"", options->language,
		    (*file)->language);
	return EX_OK;
}

static json_t *
json_of_values(const struct offer *offer)
{
	json_t *list = json_array();

	for (const char *const *name = offer != NULL ? offer->values : NULL; name != NULL && *name != NULL; name++) {
		const struct offer_value *v = offer_value(*name);
		if (v != NULL)
			json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "name", v->name, "about", v->about,
			    "sample", json_loads(v->sample, JSON_DECODE_ANY, NULL)));
	}
	return list;
}

static void
show_values(const struct offer *offer)
{
	SCRATCH(tmp);
	struct table *table = table_new(tmp, "VALUE|WHAT");

	for (const char *const *name = offer->values; *name != NULL; name++) {
		const struct offer_value *v = offer_value(*name);
		table_cell(table, *name);
		table_cell(table, v != NULL ? v->about : NULL);
	}
	table_print(table);
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct catalog_file *f = NULL;
	struct catalog *catalog;
	struct conf *conf;
	int status = choose(ctl, operands, count, given, &conf, &catalog, &f);

	if (f == NULL)
		return status;
	const struct offer *offer = offer_find(f->name);
	if (ctl->json) {
		json_t *file = json_of_owned(f);
		json_object_set_new(file, "template", json_string(f->name));
		json_object_set_new(file, "about", json_of_string(offer != NULL ? offer->about : NULL));
		json_object_set_new(file, "html", json_boolean(!f->piece && !f->text_only));
		json_object_set_new(file, "source", json_string(f->source));
		json_object_set_new(file, "values", json_of_values(offer));
		output_json(file);
		return EX_OK;
	}
	output_field("File", f->path);
	output_field("Goes", offer != NULL ? offer->about : NULL);
	putchar('\n');
	fputs(f->source, stdout);
	if (offer != NULL) {
		putchar('\n');
		show_values(offer);
	}
	return EX_OK;
}

/* ---- preview */

/* Sample values, what is known of the desk, and of the ticket when there is one. */
static json_t *
preview_values(const struct conf *conf, const struct catalog *catalog, const char *name, const struct template_options *options,
    const struct specimen *specimen)
{
	json_t *values = offer_samples(offer_find(name));

	template_sample_speak(values, catalog_words(catalog, options->language));
	json_object_set_new(values, "desk_name", json_of_string(conf->identity.name));
	if (specimen->values != NULL)
		json_object_update_existing(values, specimen->values);
	if (options->queue != NULL)
		json_object_set_new(values, "queue", json_string(options->queue));
	if (options->organisation != NULL)
		json_object_set_new(values, "organisation", json_string(options->organisation));
	return values;
}

/* As it would be sent to the sample's requester by the first mailbox. */
static int
print_mail(struct ctl *ctl, const struct conf *conf, const json_t *values, const struct rendered *r)
{
	const char *address = json_string_value(json_object_get(values, "requester_address"));
	const char *name = json_string_value(json_object_get(values, "requester_name"));
	char *to_name = talloc_strdup(ctl->memory, name != NULL ? name : "");
	struct mail_address to = { to_name, talloc_strdup(ctl->memory, address != NULL ? address : "nobody@example.com") };
	struct compose mail = {
		.to = { &to, 1 }, .subject = r->subject, .date = instant_now(), .generated = true,
		.message_id = talloc_asprintf(ctl->memory, "preview@%s", conf->identity.domain),
		.language = r->language, .text = r->text, .html = r->html
	};
	struct error err;
	char *bytes;
	size_t size;

	mail.from = conf->mailbox_count == 0 ? to :
	    (struct mail_address){ conf->mailboxes[0].display_name, conf->mailboxes[0].address };
	if (compose(ctl->memory, &mail, &bytes, &size, &err) != DONE)
		return complain(ctl, EX_SOFTWARE, "%s", err.text);
	fwrite(bytes, 1, size, stdout);
	return EX_OK;
}

static int
print_preview(struct ctl *ctl, const struct conf *conf, const char *format, const json_t *values,
    const struct rendered *r)
{
	if (strcmp(format, "eml") == 0)
		return print_mail(ctl, conf, values, r);
	if (strcmp(format, "html") == 0 && r->html == NULL)
		return complain(ctl, EX_DATAERR, "this template makes no HTML part (\"Parts: text\")");
	if (strcmp(format, "html") == 0)
		fputs(r->html, stdout);
	else
		printf("Subject: %s\n\n%s", r->subject, r->text);
	return EX_OK;
}

/* The ticket that a preview is to be about; it says whose words are taken, unless the options do. */
static int
read_specimen(struct ctl *ctl, struct template_options *options, struct specimen *out)
{
	struct conf *conf;
	struct error err;
	char *end;
	long long number = strtoll(options->ticket, &end, 10);
	int status;

	if (number <= 0 || *end != '\0')
		return usage_error(ctl, "\"%s\" is no number of a ticket", options->ticket);
	if ((status = load(ctl, &conf)) != EX_OK)
		return status;
	enum result result = specimen_read(ctl->memory, conf, number, options->language, instant_now(), out, &err);
	if (result != DONE)
		return complain(ctl, status_of(result, EX_DATAERR), "%s", err.text);
	if (options->language == NULL)
		options->language = out->language;
	if (options->queue == NULL)
		options->queue = out->queue;
	if (options->organisation == NULL)
		options->organisation = out->organisation;
	return EX_OK;
}

static int
preview_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct template_options *options = given;
	const char *format = options->format != NULL ? options->format : "text";
	const struct catalog_file *f = NULL;
	struct template_options chosen = *options;
	struct specimen specimen = { 0 };
	struct rendered rendered;
	struct catalog *catalog;
	struct conf *conf;
	struct error err;

	if (strcmp(format, "text") != 0 && strcmp(format, "html") != 0 && strcmp(format, "eml") != 0)
		return usage_error(ctl, "\"%s\" is no format; text, html or eml is", format);
	int status = options->ticket != NULL ? read_specimen(ctl, &chosen, &specimen) : EX_OK;
	if (status == EX_OK)
		status = choose(ctl, operands, count, &chosen, &conf, &catalog, &f);
	if (f == NULL)
		return status;
	if (f->piece)
		return complain(ctl, EX_DATAERR, "%s is a piece of others: it can be shown, and they be previewed", f->name);
	json_t *values = preview_values(conf, catalog, f->name, &chosen, &specimen);
	struct catalog_choice choice = choice_of(f->name, &chosen);
	if (catalog_render_choice(ctl->memory, catalog, &choice, values, &rendered, &err) != DONE)
		status = complain(ctl, EX_DATAERR, "%s", err.text);
	else if (ctl->json)
		output_json(json_pack("{s:s, s:s, s:s, s:s, s:o}", "template", f->name, "language", rendered.language,
		    "subject", rendered.subject, "text", rendered.text, "html", json_of_string(rendered.html)));
	else
		status = print_preview(ctl, conf, format, values, &rendered);
	json_decref(values);
	json_decref(specimen.values);
	return status;
}

/* ---- check */

static int
check_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	struct conf_problems problems = { 0 };
	struct catalog *catalog;
	struct conf *conf;

	(void)given;
	if (count > 0)
		return usage_error(ctl, "\"%s\" is not understood", operands[0]);
	int status = load(ctl, &conf);
	if (status != EX_OK)
		return status;
	(void)catalog_read(ctl->memory, conf->templates_dir, conf->identity.language, conf, &catalog, ctl->memory,
	    &problems);
	return problems_print(ctl, conf->templates_dir, &problems);
}

static int
template_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "preview", preview_run }, { "check", check_run },
		{ NULL, NULL }
	};
	struct template_options options = { 0 };
	const struct choice choices[] = {
		{ "language", &options.language, NULL },
		{ "queue", &options.queue, NULL },
		{ "organisation", &options.organisation, NULL },
		{ "format", &options.format, NULL },
		{ "ticket", &options.ticket, NULL },
		{ NULL, NULL, NULL }
	};

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_template = {
	.name = "template",
	.summary = "the words of our mails: list, show, preview, check",
	.help =
	    "Usage: postigo template list [--json]\n"
	    "       postigo template show [WHICH] [--json] NAME\n"
	    "       postigo template preview [WHICH] [--ticket N] [--format FORMAT] [--json] NAME\n"
	    "       postigo template check [--json]\n"
	    "\n"
	    "  list      one line a template: its languages, and who has words of their own\n"
	    "  show      its source, and the values that it may use\n"
	    "  preview   how it looks with sample values, or with what is known of a ticket\n"
	    "  check     mistakes, unknown values, what a language lacks, what nothing uses\n"
	    "\n"
	    "WHICH is any of --language LANGUAGE, --queue QUEUE and --organisation NAME: the\n"
	    "one that would be taken for these. FORMAT is text (if not given), html or eml, a\n"
	    "whole mail for your mail program to open.\n"
	    "With --ticket the ticket says WHICH, and its values are put in; links stay samples.\n"
	    "\n"
	    "Exit status of check: 0 when they can be used (there may be warnings), 1 when not.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo template preview acknowledgement --language es\n"
	    "  postigo template preview notice_new --format html >notice.html\n"
	    "  postigo template preview handover --ticket 12 --format eml >handover.eml\n"
	    "  postigo template check\n",
	.run = template_run
};
