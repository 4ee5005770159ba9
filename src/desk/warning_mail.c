/* warning_mail.c - see warning_mail.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/desk/subject.h>
#include <postigo/store/message_row.h>
#include <postigo/store/person.h>
#include <postigo/store/warning.h>

#include "answer.h"
#include "bulletin.h"
#include "clocks.h"
#include "problem_mail.h"
#include "warning_mail.h"

/* Tickets that a mail about many shows; the others are counted. */
#define SHOWN_MOST 25

#define WORDS_MOST 4000
#define LINE_MOST 120

/* A warning, and how its clock stands as it is told. */
struct told {
	const struct warning *warning;
	struct ticket ticket;
	struct sla_clock clock;
	const struct zone *zone;	/* of its calendar, for whoever has no clock of their own */
};

static const char *
language_of(const struct tools *tools, const struct conf_agent *agent)
{
	return agent->language != NULL ? agent->language : tools->conf->identity.language;
}

/* NONE: that was done meanwhile, or somebody has reacted. */
static enum result
look(TALLOC_CTX *ctx, const struct tools *tools, const struct warning *w, instant now, struct told *out, struct error *err)
{
	enum conf_aim aim = (enum conf_aim)w->aim;
	const struct clock_row *row;
	struct clock_set set;
	struct sla_run run;
	enum result result = ticket_read(ctx, tools->store, w->ticket, &out->ticket, err);

	if (result == DONE)
		result = clock_set_read(ctx, tools->conf, tools->store, w->ticket, &set, err);
	if (result != DONE)
		return result;
	row = &set.clocks[aim];
	if (row->ended != 0 || row->heard >= row->told || clock_set_run(ctx, &set, aim, &run) != DONE)
		return NONE;
	out->warning = w;
	out->zone = run.sla->calendar->zone;
	return sla_reckon(&run, now, &out->clock);
}

/* How its time stands: what both mails say of a ticket. */
static json_t *
standing(TALLOC_CTX *ctx, const struct told *t, const struct conf_agent *agent, const struct conf_words *words,
    instant now)
{
	const struct zone *zone = agent->zone != NULL ? agent->zone : t->zone;
	const struct sla_clock *c = &t->clock;
	json_t *o = json_object();

	for (int aim = 0; aim < CONF_AIMS; aim++)
		json_object_set_new(o, talloc_asprintf(ctx, "aim_%s", sla_aim_name((enum conf_aim)aim)),
		    json_boolean(aim == t->warning->aim));
	json_object_set_new(o, "over", json_boolean(c->left <= 0));
	json_object_set_new(o, "time", json_string(local_about(ctx, c->left < 0 ? -c->left : c->left)));
	json_object_set_new(o, "percent", json_integer(c->percent));
	json_object_set_new(o, "again", json_boolean(t->warning->repeated));
	json_object_set_new(o, "due", json_string(c->due == SLA_NEVER ? "" : local_near(ctx, zone, c->due, now, words)));
	return o;
}

/* Who wrote last, and what. */
static enum result
add_words(TALLOC_CTX *ctx, const struct tools *tools, const struct told *t, json_t *values, struct error *err)
{
	struct message_row m = { 0 };
	enum result result = message_row_newest(ctx, tools->store, t->ticket.id, MESSAGE_FROM_REQUESTER, &m, err);
	const char *words = m.reply != NULL ? m.reply : m.text != NULL ? m.text : "";

	json_object_set_new(values, "sender", json_string(utf8_clean_line(ctx, m.author_address != NULL ? m.author_address : "",
	    LINE_MOST)));
	json_object_set_new(values, "text", json_string(answer_beginning(ctx, words, WORDS_MOST)));
	return result == NONE ? DONE : result;
}

static enum result
tell_one(const struct tools *tools, const struct conf_agent *agent, const struct warning *w, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct answer answer = { .template = "sla_warning", .to = ANSWER_TECHNICIAN, .agent = agent,
		.language = agent->language, .why = "their SLA's ladder" };
	struct told told;
	json_t *values;
	enum result result = look(tmp, tools, w, now, &told, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	values = standing(tmp, &told, agent, catalog_words(tools->catalog, language_of(tools, agent)), now);
	if ((result = add_words(tmp, tools, &told, values, err)) == DONE)
		result = answer_about(tools, &told.ticket, &answer, values, now, err);
	json_decref(values);
	return result;
}

/* One line of the mail about many. */
static enum result
add_line(const struct tools *tools, const struct told *t, const struct conf_agent *agent, json_t *list, instant now,
    struct error *err)
{
	SCRATCH(tmp);
	struct person requester = { 0 };
	struct ticket ticket = t->ticket;
	const struct conf_words *words;
	const char *asker;
	json_t *line;
	enum result result = person_read(tmp, tools->store, t->ticket.requester, &requester, err);

	if (result >= 0)
		result = problem_subject_speak(tmp, tools, language_of(tools, agent), agent->zone, &ticket, err);
	if (result < 0)
		return result;
	words = catalog_words(tools->catalog, language_of(tools, agent));
	line = standing(tmp, t, agent, words, now);
	json_object_set_new(line, "ticket", json_integer(t->ticket.id));
	json_object_set_new(line, "subject", json_string(utf8_clean_line(tmp, subject_plain(tmp, ticket.subject), LINE_MOST)));
	asker = answer_asker(&t->ticket, &requester, words);
	json_object_set_new(line, "requester_address", json_string(utf8_clean_line(tmp, asker != NULL ? asker : "", LINE_MOST)));
	json_array_append_new(list, line);
	return DONE;
}

static enum result
tell_all(const struct tools *tools, const struct conf_agent *agent, uint64_t count, const struct warning *list, size_t n,
    instant now, struct error *err)
{
	SCRATCH(tmp);
	const char *language = language_of(tools, agent);
	json_t *tickets = json_array();
	json_t *values = json_pack("{s:s, s:I, s:o}", "technician_name", agent->display_name, "count", (json_int_t)count,
	    "tickets", tickets);
	uint64_t gone = 0;
	enum result result = DONE;

	for (size_t i = 0; i < n && result >= 0; i++) {
		struct told told;

		result = look(tmp, tools, &list[i], now, &told, err);
		gone += result == NONE;
		if (result == DONE)
			result = add_line(tools, &told, agent, tickets, now, err);
	}
	json_object_set_new(values, "count", json_integer((json_int_t)(count - gone)));
	json_object_set_new(values, "more", count > n ? json_integer((json_int_t)(count - n)) : json_string(""));
	if (result >= 0 && json_array_size(tickets) > 0)
		result = bulletin_tell(tools, "sla_digest", agent, language, values, now, err);
	json_decref(values);
	return result < 0 ? result : DONE;
}

enum result
warning_mail(const struct tools *tools, const struct conf_agent *agent, uint64_t count, instant now, struct error *err)
{
	SCRATCH(tmp);
	bool many = count > tools->conf->catch_up.most;
	struct warning *list;
	size_t n;
	enum result result = warning_list(tmp, tools->store, agent->name, many ? SHOWN_MOST : (size_t)count, &list, &n, err);

	if (result == DONE && many)
		return tell_all(tools, agent, count, list, n, now, err);
	for (size_t i = 0; i < n && result == DONE; i++)
		result = tell_one(tools, agent, &list[i], now, err);
	return result;
}
