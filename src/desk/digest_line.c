/* digest_line.c - see digest_line.h */
#include <config.h>

#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/desk/clock_set.h>
#include <postigo/desk/subject.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "digest_line.h"
#include "problem_mail.h"

#define LINE_MOST 120

struct digest_reader
digest_reader_of(const struct tools *tools, const struct conf_agent *agent)
{
	return (struct digest_reader){
		.language = agent->language != NULL ? agent->language : tools->conf->identity.language,
		.zone = agent->zone != NULL ? agent->zone : tools->conf->identity.zone,
	};
}

enum result
digest_line_read(const struct tools *tools, instant now, struct digest_line *line, struct error *err)
{
	SCRATCH(tmp);
	struct clock_set set;
	enum result result = clock_set_read(tmp, tools->conf, tools->store, line->ticket.id, &set, err);

	line->has_clock = false;
	line->due = 0;
	for (int aim = 0; aim < CONF_AIMS && result == DONE; aim++) {
		struct sla_clock clock;
		struct sla_run run;

		if (set.clocks[aim].ended != 0 || clock_set_run(tmp, &set, (enum conf_aim)aim, &run) != DONE ||
		    sla_reckon(&run, now, &clock) != DONE || (line->has_clock && clock.left >= line->left))
			continue;
		line->has_clock = true;
		line->left = clock.left;
		line->due = clock.due != SLA_NEVER ? clock.due : 0;
	}
	return result < 0 ? result : DONE;
}

static int
sooner_first(const void *a, const void *b)
{
	const struct digest_line *x = a, *y = b;
	instant when_x = x->due != 0 ? x->due : SLA_NEVER, when_y = y->due != 0 ? y->due : SLA_NEVER;

	if (when_x != when_y)
		return when_x < when_y ? -1 : 1;
	return (x->ticket.id > y->ticket.id) - (x->ticket.id < y->ticket.id);
}

void
digest_lines_sort(struct digest_line *lines, size_t count)
{
	if (count > 1)
		qsort(lines, count, sizeof(*lines), sooner_first);
}

static enum result
add(const struct tools *tools, json_t *list, const struct digest_line *line, const struct digest_reader *reader, instant now,
    struct error *err)
{
	SCRATCH(tmp);
	struct person requester = { 0 };
	struct ticket ticket = line->ticket;
	duration left = line->left;
	const struct conf_words *words = catalog_words(tools->catalog, reader->language);
	const char *asker;
	json_t *o;
	enum result result = person_read(tmp, tools->store, line->ticket.requester, &requester, err);

	if (result >= 0)
		result = problem_subject_speak(tmp, tools, reader->language, reader->zone, &ticket, err);
	if (result < 0)
		return result;
	asker = answer_asker(&line->ticket, &requester, words);
	o = json_pack("{s:I, s:s, s:s, s:b, s:b, s:s, s:s}", "ticket", (json_int_t)line->ticket.id,
	    "subject", utf8_clean_line(tmp, subject_plain(tmp, ticket.subject), LINE_MOST),
	    "requester_address", utf8_clean_line(tmp, asker != NULL ? asker : "", LINE_MOST),
	    "has_time", (int)line->has_clock, "over", line->has_clock && left <= 0,
	    "time", line->has_clock ? local_about(tmp, left < 0 ? -left : left) : "",
	    "due", line->due != 0 ? local_near(tmp, reader->zone, line->due, now, words) : "");
	json_array_append_new(list, o);
	return DONE;
}

enum result
digest_lines_put(const struct tools *tools, json_t *values, const char *name, const struct digest_line *lines, size_t count,
    uint64_t all, const struct digest_reader *reader, instant now, struct error *err)
{
	SCRATCH(tmp);
	size_t shown = count < DIGEST_SHOWN ? count : DIGEST_SHOWN;
	json_t *list = json_array();
	enum result result = DONE;

	for (size_t i = 0; i < shown && result == DONE; i++)
		result = add(tools, list, &lines[i], reader, now, err);
	json_object_set_new(values, name, list);
	json_object_set_new(values, talloc_asprintf(tmp, "has_%s", name), json_boolean(shown > 0));
	json_object_set_new(values, talloc_asprintf(tmp, "%s_more", name), all > shown ?
	    json_integer((json_int_t)(all - shown)) : json_string(""));
	return result;
}
