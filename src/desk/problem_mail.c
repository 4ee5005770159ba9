/* problem_mail.c - see problem_mail.h and problem_tell() */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/desk/subject.h>
#include <postigo/store/event.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "command_say.h"
#include "command_word.h"
#include "problem.h"
#include "problem_mail.h"
#include "spike.h"

#define SHOWN_MOST 25u		/* tickets that are named */
#define SUBJECT_MOST 100u
#define NAME_MOST 64u
#define MARK "\xef\xbf\xbc"	/* no subject has it: it stands for an object in a text */

static void
set(json_t *values, const char *key, const char *value)
{
	json_object_set_new(values, key, json_string(value != NULL ? value : ""));
}

/* "vpn, Acme Ltd": what they have in common, as its reader calls it. */
static char *
about(TALLOC_CTX *ctx, const struct conf *conf, const struct conf_spike *s, const char *organisation, const char *language)
{
	const char *called = conf_shown(conf, &s->shown, language, NULL);
	const char *counted[] = { s->category, s->tag,
		s->category == NULL && s->tag == NULL ? conf_queue_shown(conf, s->queue, language) : NULL };
	char *out = called != NULL ? talloc_strdup(ctx, called) : NULL;

	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]) && called == NULL; i++)
		if (counted[i] != NULL)
			out = out == NULL ? talloc_strdup(ctx, counted[i]) : talloc_asprintf(ctx, "%s, %s", out, counted[i]);
	return organisation == NULL ? out : talloc_asprintf(ctx, "%s, %s", out, conf_organisation_shown(conf, organisation, language));
}

/* "1.5", "1,5" */
static char *
with_tenths(TALLOC_CTX *ctx, int hundredths, const struct conf_words *words)
{
	int tenths = (hundredths + 5) / 10;

	return tenths % 10 == 0 ? talloc_asprintf(ctx, "%d", tenths / 10) :
	    talloc_asprintf(ctx, "%d%s%d", tenths / 10, words->decimal, tenths % 10);
}

/* What was counted. */
static void
set_spike(TALLOC_CTX *ctx, const struct tools *tools, const struct problem_row *row, const struct zone *zone, const char *language,
    json_t *values)
{
	const struct conf *conf = tools->conf;
	const char *organisation = NULL;
	const struct conf_spike *s = row->spike != NULL ? spike_of_key(conf, row->spike, &organisation) : NULL;
	bool known = s != NULL && row->usual != PROBLEM_USUAL_UNKNOWN;

	set(values, "about", s != NULL ? about(ctx, conf, s, organisation, language) : "");
	set(values, "since_time", local_words(ctx, zone, row->since, catalog_words(tools->catalog, language), LOCAL_TIME));
	set(values, "window", s != NULL ? local_length(ctx, s->window) : "");
	json_object_set_new(values, "people", json_integer(row->people));
	json_object_set_new(values, "compared", json_boolean(known));
	set(values, "usual", known ? with_tenths(ctx, row->usual, catalog_words(tools->catalog, language)) : "");
}

/* One of the tickets that are part of it. */
static enum result
add_report(const struct change *c, int64_t number, const char *language, json_t *list, struct error *err)
{
	SCRATCH(tmp);
	struct ticket ticket = { 0 };
	struct person requester = { 0 };
	enum result result = ticket_read(tmp, c->tools->store, number, &ticket, err);

	if (result == DONE)
		result = person_read(tmp, c->tools->store, ticket.requester, &requester, err);
	if (result < 0)
		return result;
	json_t *o = json_object();
	const char *organisation = conf_organisation_shown(c->tools->conf, ticket.organisation, language);

	json_object_set_new(o, "report", json_integer(number));
	set(o, "who", utf8_clean_line(tmp, requester.name != NULL && requester.name[0] != '\0' ? requester.name :
	    requester.address != NULL ? requester.address : "", NAME_MOST));
	set(o, "whose", organisation);
	set(o, "what", utf8_clean_line(tmp, subject_plain(tmp, ticket.subject != NULL ? ticket.subject : ""), SUBJECT_MOST));
	json_array_append_new(list, o);
	return DONE;
}

static enum result
set_reports(TALLOC_CTX *ctx, const struct change *c, int64_t problem, const char *language, json_t *values, struct error *err)
{
	struct problem_tally tally = { 0 };
	json_t *list = json_array();
	int64_t *numbers = NULL;
	size_t count = 0;
	enum result result = problem_row_tally(c->tools->store, problem, &tally, err);

	if (result == DONE)
		result = ticket_of_problem(ctx, c->tools->store, problem, 0, SHOWN_MOST, &numbers, &count, err);
	for (size_t i = 0; i < count && result == DONE; i++)
		result = add_report(c, numbers[i], language, list, err);
	json_object_set_new(values, "reports", list);
	set(values, "more", tally.tickets > count ? talloc_asprintf(ctx, "%zu", tally.tickets - count) : "");
	json_object_set_new(values, "count", json_integer(tally.tickets));
	set(values, "organisations", tally.organisations > 1 ? talloc_asprintf(ctx, "%u", tally.organisations) : "");
	return result;
}

/* Mails that are written already, to the technician's own address for answers. */
static enum result
set_links(TALLOC_CTX *ctx, const struct change *c, const struct ticket *problem, const struct conf_agent *agent,
    const char *language, json_t *values, struct error *err)
{
	const char *word = command_word_of(COMMAND_PROBLEM, language);
	const char *none = language != NULL && strncmp(language, "es", 2) == 0 ? "ninguno" : "none";
	char *subject = talloc_asprintf(ctx, "[#%lld]", (long long)problem->id), *address;
	int64_t person = 0;
	enum result result = person_get(c->tools->store, agent->address, agent->display_name, c->now, &person, err);

	if (result != DONE)
		return result;
	address = answer_token_address(ctx, c->tools, answer_mailbox(c->tools->conf, problem)->address, TOKEN_TECHNICIAN, problem->id,
	    person, c->now);
	set(values, "none_link", command_say_link(ctx, address, subject, talloc_asprintf(ctx, "#%s %s\n", word, none)));
	set(values, "close_link", command_say_link(ctx, address, subject, talloc_asprintf(ctx, "#%s\n",
	    command_word_of(COMMAND_CLOSE, language))));
	return DONE;
}

/* What it is called in a language. like: the subject of a ticket that is part of it. */
static enum result
call(TALLOC_CTX *ctx, const struct tools *tools, const struct problem_row *row, const char *like, const struct zone *zone,
    const char *language, char **out, struct error *err)
{
	json_t *values = json_object();
	enum result result;

	set_spike(ctx, tools, row, zone, language, values);
	set(values, "subject", like);
	result = catalog_subject(ctx, tools->catalog, "problem", language, values, out, err);
	json_decref(values);
	return result;
}

enum result
problem_mail_subject(TALLOC_CTX *ctx, const struct change *c, const struct problem_row *row, const struct ticket *like,
    char **out, struct error *err)
{
	const struct conf *conf = c->tools->conf;
	const char *subject = utf8_clean_line(ctx, subject_plain(ctx, like->subject != NULL ? like->subject : ""), SUBJECT_MOST);

	return call(ctx, c->tools, row, subject, conf->identity.zone, conf->identity.language, out, err);
}

/* What stands in subject where frame has the mark; NULL when the rest of it is another. */
static char *
marked(TALLOC_CTX *ctx, const char *subject, const char *frame)
{
	const char *mark = strstr(frame, MARK), *behind = mark != NULL ? mark + strlen(MARK) : NULL;
	size_t before = mark != NULL ? (size_t)(mark - frame) : 0, after = mark != NULL ? strlen(behind) : 0, n = strlen(subject);

	if (mark == NULL || n < before + after || strncmp(subject, frame, before) != 0 || strcmp(subject + n - after, behind) != 0)
		return NULL;
	return talloc_strndup(ctx, subject + before, n - before - after);
}

/* The subject of a ticket of which we would have made that one, by the row; NULL: we would not. */
static enum result
unmake(TALLOC_CTX *ctx, const struct tools *tools, const struct problem_row *row, const char *subject, const char **like,
    struct error *err)
{
	const struct conf *conf = tools->conf;
	char *without, *frame;
	enum result result = call(ctx, tools, row, "", conf->identity.zone, conf->identity.language, &without, err);

	if (result == DONE)
		result = call(ctx, tools, row, MARK, conf->identity.zone, conf->identity.language, &frame, err);
	if (result == DONE)
		*like = strcmp(without, subject) == 0 ? "" : marked(ctx, subject, frame);
	return result;
}

/* The same. A problem that a technician has made may have been counted since: then the row loses what was. */
static enum result
find_like(TALLOC_CTX *ctx, const struct tools *tools, struct problem_row *row, const char *subject, const char **like,
    struct error *err)
{
	enum result result = unmake(ctx, tools, row, subject, like, err);

	if (result == DONE && *like == NULL && row->spike != NULL) {
		row->spike = NULL;
		result = unmake(ctx, tools, row, subject, like, err);
	}
	return result;
}

enum result
problem_subject_speak(TALLOC_CTX *ctx, const struct tools *tools, const char *language, const struct zone *zone,
    struct ticket *ticket, struct error *err)
{
	const struct conf *conf = tools->conf;
	struct problem_row row = { 0 };
	const char *like = NULL;
	enum result result;

	if (ticket->kind != TICKET_PROBLEM || ticket->subject == NULL || tools->store == NULL)
		return DONE;
	if ((result = problem_row_read(ctx, tools->store, ticket->id, &row, err)) != DONE)
		return result == NONE ? DONE : result;
	result = find_like(ctx, tools, &row, ticket->subject, &like, err);
	if (result != DONE || like == NULL)
		return result;
	return call(ctx, tools, &row, like, zone != NULL ? zone : conf->identity.zone, language != NULL ? language : conf->identity.language,
	    &ticket->subject, err);
}

enum result
problem_tell(const struct change *c, const struct ticket *problem, const struct problem_row *row, const struct conf_agent *agent,
    struct error *err)
{
	SCRATCH(tmp);
	const struct conf *conf = c->tools->conf;
	const char *language = agent->language != NULL ? agent->language : conf->identity.language;
	struct answer answer = { .template = "problem", .to = ANSWER_TECHNICIAN, .agent = agent, .language = language,
		.why = "many reports at once" };
	struct problem_row unmade = *row;
	const char *like = NULL;
	json_t *values = json_object();
	enum result result = set_reports(tmp, c, problem->id, language, values, err);

	/* Its template puts "Several reports" before what the first of them is called. */
	if (result == DONE && problem->subject != NULL)
		result = find_like(tmp, c->tools, &unmade, problem->subject, &like, err);
	if (like != NULL)
		set(values, "subject", like);
	set_spike(tmp, c->tools, row, agent->zone != NULL ? agent->zone : conf->identity.zone, language, values);
	if (result == DONE)
		result = set_links(tmp, c, problem, agent, language, values, err);
	if (result == DONE)
		result = answer_about(c->tools, problem, &answer, values, c->now, err);
	json_decref(values);
	return result;
}
