/* cmd_article.c - postigo article: what people are offered to read, and whether it was of use */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/desk/articles.h>

#include "list.h"

#define FOUND_MOST 10
#define QUERY_MOST 4000

struct article_options {
	const char *language;
};

static const char *
state_of(const struct article_row *row)
{
	return row->origin == ARTICLE_FILE_GONE ? "gone" : article_state_name(row->state);
}

/* What became of its offers. */
static struct article_offer_counts
counts_of(const struct article_row *row, const struct article_offer_counts *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].article == row->id)
			return list[i];
	return (struct article_offer_counts){ .article = row->id };
}

static json_t *
article_json(const struct article_row *row, const struct article_offer_counts *c)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:b, s:o, s:o, s:o, s:I, s:I, s:I}", "article", row->slug,
	    "language", row->language, "title", row->title, "state", state_of(row), "queue", json_of_string(row->queue),
	    "organisation", json_of_string(row->organisation), "file", (int)(row->origin == ARTICLE_OF_FILE),
	    "author", json_of_string(row->author), "source_ticket", json_of_number(row->source_ticket),
	    "changed", json_of_instant(row->changed), "offered", (json_int_t)c->offered, "solved", (json_int_t)c->solved,
	    "wrong", (json_int_t)c->wrong);
}

static void
add_row(struct table *table, const struct article_row *row, const struct article_offer_counts *c)
{
	table_cell(table, row->slug);
	table_cell(table, row->language);
	table_cell(table, row->origin == ARTICLE_WRITTEN_HERE ? "mail" : "file");
	table_cell(table, state_of(row));
	table_colour(table, article_row_live(row) ? COLOUR_NONE : COLOUR_DIM);
	table_number(table, (int64_t)c->offered);
	table_number(table, (int64_t)c->solved);
	table_number(table, (int64_t)c->wrong);
	table_cell(table, row->title);
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct article_options *options = given;
	struct article_offer_counts *counts = NULL;
	struct article_row *rows = NULL;
	size_t count = 0, count_count = 0;
	struct conf *conf;
	struct store *store;
	struct error err;
	int status;

	if ((status = list_alone(ctl, operands, operand_count)) != GO_ON ||
	    (status = load_store(ctl, &conf, &store)) != EX_OK)
		return status;
	if (article_row_list(ctl->memory, store, NULL, &rows, &count, &err) < 0 ||
	    article_offer_count(ctl->memory, store, &counts, &count_count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	struct table *table = table_new(ctl->memory, "ARTICLE|LANGUAGE|FROM|STATE|OFFERED|SOLVED|WRONG|TITLE");
	for (size_t i = 0; i < count; i++) {
		struct article_offer_counts c = counts_of(&rows[i], counts, count_count);

		if (options->language != NULL && strcmp(rows[i].language, options->language) != 0)
			continue;
		if (ctl->json)
			output_json(article_json(&rows[i], &c));
		else
			add_row(table, &rows[i], &c);
	}
	return list_end(ctl, table, conf->whole && conf->articles.dir == NULL ?
	    "There are no articles; articles.dir in the config says where they are." :
	    "There are no articles; postigod takes them in when it starts.");
}

static void
show(const struct article_row *row, const struct article_offer_counts *c)
{
	SCRATCH(tmp);

	output_title("%s (%s)", row->slug, row->language);
	output_field("Title", row->title);
	output_field("State", state_of(row));
	output_field("Keywords", row->keywords);
	output_field("Queue", row->queue);
	output_field("Organisation", row->organisation);
	output_field("Author", row->author);
	output_field("Ticket", row->source_ticket != 0 ? talloc_asprintf(tmp, "%lld", (long long)row->source_ticket) : NULL);
	output_field("Changed", output_time(tmp, row->changed));
	output_field("Offered", talloc_asprintf(tmp, "%llu times; solved %llu, wrong %llu", (unsigned long long)c->offered,
	    (unsigned long long)c->solved, (unsigned long long)c->wrong));
	output_heading("Text");
	output_text("  ", row->body);
}

static int
read_slug(struct ctl *ctl, char **operands, size_t count, const char **out)
{
	if (count < 1)
		return usage_error(ctl, "which article? Its name is wanted; \"postigo article list\" has them");
	if (count > 1)
		return usage_error(ctl, "\"%s\" is not understood", operands[1]);
	*out = operands[0];
	return GO_ON;
}

static int
show_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct article_options *options = given;
	struct article_offer_counts *counts = NULL;
	struct article_row *rows = NULL;
	size_t count = 0, count_count = 0, shown = 0;
	const char *slug = NULL;
	struct conf *conf;
	struct store *store;
	struct error err;
	int status = read_slug(ctl, operands, operand_count, &slug);

	if (status != GO_ON || (status = load_store(ctl, &conf, &store)) != EX_OK)
		return status;
	if (article_row_list(ctl->memory, store, slug, &rows, &count, &err) < 0 ||
	    article_offer_count(ctl->memory, store, &counts, &count_count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	for (size_t i = 0; i < count; i++) {
		struct article_offer_counts c = counts_of(&rows[i], counts, count_count);

		if (options->language != NULL && strcmp(rows[i].language, options->language) != 0)
			continue;
		if (ctl->json) {
			json_t *o = article_json(&rows[i], &c);

			json_object_set_new(o, "keywords", json_of_string(rows[i].keywords));
			json_object_set_new(o, "summary", json_of_string(rows[i].summary));
			json_object_set_new(o, "text", json_of_string(rows[i].body));
			output_json(o);
		} else {
			show(&rows[i], &c);
		}
		shown++;
	}
	return shown > 0 ? EX_OK : complain(ctl, EX_DATAERR, "there is no article \"%s\"", slug);
}

static void
add_found(struct table *table, const struct offered *found, unsigned least)
{
	table_number(table, found->score);
	table_colour(table, found->score >= least ? COLOUR_GOOD : COLOUR_DIM);
	table_cell(table, found->row.slug);
	table_cell(table, found->row.language);
	table_cell(table, found->row.title);
}

static int
search_run(struct ctl *ctl, char **operands, size_t operand_count, const void *given)
{
	const struct article_options *options = given;
	char *words = talloc_strdup(ctl->memory, "");
	struct offered *found;
	struct conf *conf;
	struct store *store;
	struct error err;
	size_t count;
	int status;

	if (operand_count == 0)
		return usage_error(ctl, "which words? What somebody might write in a subject is wanted");
	for (size_t i = 0; i < operand_count && strlen(words) < QUERY_MOST; i++)
		words = talloc_asprintf_append(words, "%s%s", i > 0 ? " " : "", operands[i]);
	if ((status = load_store(ctl, &conf, &store)) != EX_OK)
		return status;
	const char *language = options->language != NULL ? options->language : conf->whole ? conf->identity.language : "en";
	if (articles_search(ctl->memory, store, language, words, "", FOUND_MOST, 1, &found, &count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	struct table *table = table_new(ctl->memory, "SCORE|ARTICLE|LANGUAGE|TITLE");
	for (size_t i = 0; i < count; i++)
		if (ctl->json)
			output_json(json_pack("{s:i, s:s, s:s, s:s, s:s}", "score", (int)found[i].score, "article", found[i].row.slug,
			    "language", found[i].row.language, "title", found[i].row.title, "summary", found[i].row.summary));
		else
			add_found(table, &found[i], conf->articles.min_score);
	if (!ctl->json && count > 0)
		table_print(table);
	if (!ctl->json && count == 0)
		printf("No article in %s answers that.\n", language);
	return EX_OK;
}

static int
change(struct ctl *ctl, char **operands, size_t count, const struct article_options *options, const char *verb, const char *done)
{
	const char *slug = NULL;
	int status = read_slug(ctl, operands, count, &slug);

	if (status != GO_ON)
		return status;
	json_t *request = json_pack("{s:s, s:s, s:s?}", "verb", verb, "article", slug, "language", options->language);
	if (request == NULL)
		return usage_error(ctl, "that name is no UTF-8 text");
	return request_simple(ctl, request, "%s is %s.", slug, done);
}

static int
publish_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	return change(ctl, operands, count, options, "article publish", "published");
}

static int
withdraw_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	return change(ctl, operands, count, options, "article withdraw", "withdrawn");
}

static int
drop_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	return change(ctl, operands, count, options, "article drop", "gone");
}

static int
wrong_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	int64_t ticket = 0;
	int status;

	(void)options;
	if (count != 2)
		return usage_error(ctl, "the number of a ticket and the name of an article are wanted");
	if ((status = number_read(ctl, "ticket", operands[0], &ticket)) != GO_ON)
		return status;
	json_t *request = json_pack("{s:s, s:I, s:s}", "verb", "article wrong", "ticket", (json_int_t)ticket, "article", operands[1]);
	if (request == NULL)
		return usage_error(ctl, "that name is no UTF-8 text");
	return request_simple(ctl, request, "Noted: %s was no help on ticket %lld.", operands[1], (long long)ticket);
}

static int
article_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "search", search_run }, { "publish", publish_run },
		{ "withdraw", withdraw_run }, { "drop", drop_run }, { "wrong", wrong_run },
		{ NULL, NULL }
	};
	struct article_options options = { 0 };
	const struct choice choices[] = { { "language", &options.language, NULL }, { NULL, NULL, NULL } };

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_article = {
	.name = "article",
	.summary = "articles that people are offered: list, show, search, publish, withdraw, drop",
	.help =
	    "Usage: postigo article list [--language LANGUAGE] [--json]\n"
	    "       postigo article show [--language LANGUAGE] [--json] ARTICLE\n"
	    "       postigo article search [--language LANGUAGE] [--json] WORDS\n"
	    "       postigo article publish|withdraw|drop [--language LANGUAGE] ARTICLE\n"
	    "       postigo article wrong TICKET ARTICLE\n"
	    "\n"
	    "  list       all of them: how often each was offered, solved a ticket, was wrong\n"
	    "  show       one of them, in all its languages\n"
	    "  search     those that a mail with these words would be offered, with their scores;\n"
	    "             articles.min_score in the config is the least that is offered\n"
	    "  publish    offers a draft, or one that was withdrawn, from now on\n"
	    "  withdraw   offers it no more, until it is published again\n"
	    "  drop       takes a draft out of the store for good, or one that was withdrawn\n"
	    "             and offered to nobody; what stands in a file goes with its file\n"
	    "  wrong      notes that it was beside the point where it was offered\n"
	    "\n"
	    "Files that have changed are taken in when postigod starts, or on SIGHUP. STATE is\n"
	    "draft, published, withdrawn, or gone: its file is not there any more.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo article list\n"
	    "  postigo article search --language es la impresora no imprime\n"
	    "  postigo article wrong 4711 printer-double\n",
	.run = article_run
};
