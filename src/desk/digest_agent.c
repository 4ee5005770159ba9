/* digest_agent.c - a technician's day: what they have to do, what waits, what is nobody's yet; see digest.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>
#include <postigo/store/workload.h>

#include "bulletin.h"
#include "digest.h"
#include "digest_line.h"

/* Tickets that are looked at for each list. */
#define LOOKED_AT 200

/* One list of a day. */
struct list {
	struct digest_line *lines;
	size_t count;
};

static enum result
add(const struct tools *tools, struct list *list, const struct ticket *ticket, instant now, struct error *err)
{
	list->lines[list->count].ticket = *ticket;
	return digest_line_read(tools, now, &list->lines[list->count++], err);
}

static enum result
add_state(TALLOC_CTX *ctx, const struct tools *tools, const struct conf_agent *agent, enum ticket_state state,
    struct list *list, instant now, struct error *err)
{
	struct ticket *tickets;
	size_t count;
	enum result result = ticket_list_by(ctx, tools->store, (int)state, TICKET_BY_ASSIGNEE, agent->name, LOOKED_AT, &tickets,
	    &count, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	list->lines = talloc_realloc(ctx, list->lines, struct digest_line, (unsigned)(list->count + count));
	for (size_t i = 0; i < count && result == DONE; i++)
		result = add(tools, list, &tickets[i], now, err);
	return result;
}

static bool
is_member(const struct conf_team *team, const struct conf_agent *agent)
{
	for (size_t i = 0; i < team->member_count; i++)
		if (strcmp(team->members[i], agent->name) == 0)
			return true;
	return false;
}

static enum result
add_unassigned(TALLOC_CTX *ctx, const struct tools *tools, const char *team, struct list *list, instant now,
    struct error *err)
{
	int64_t *numbers;
	size_t count;
	enum result result = workload_unassigned(ctx, tools->store, team, LOOKED_AT, &numbers, &count, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	list->lines = talloc_realloc(ctx, list->lines, struct digest_line, (unsigned)(list->count + count));
	for (size_t i = 0; i < count && result >= 0; i++) {
		struct ticket ticket;

		result = ticket_read(ctx, tools->store, numbers[i], &ticket, err);
		if (result == DONE)
			result = add(tools, list, &ticket, now, err);
	}
	return result == NONE ? DONE : result;
}

static enum result
put(const struct tools *tools, json_t *values, const char *name, struct list *list, const struct digest_reader *reader,
    instant now, struct error *err)
{
	digest_lines_sort(list->lines, list->count);
	return digest_lines_put(tools, values, name, list->lines, list->count, list->count, reader, now, err);
}

enum result
digest_of_agent(const struct tools *tools, const struct conf_agent *agent, instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct digest_reader reader = digest_reader_of(tools, agent);
	struct list mine = { 0 }, waiting = { 0 }, nobodys = { 0 };
	json_t *values;
	enum result result = add_state(tmp, tools, agent, TICKET_NEW, &mine, now, err);

	if (result == DONE)
		result = add_state(tmp, tools, agent, TICKET_OPEN, &mine, now, err);
	if (result == DONE)
		result = add_state(tmp, tools, agent, TICKET_WAITING, &waiting, now, err);
	for (size_t i = 0; i < tools->conf->team_count && result == DONE; i++)
		if (is_member(&tools->conf->teams[i], agent))
			result = add_unassigned(tmp, tools, tools->conf->teams[i].name, &nobodys, now, err);
	if (result != DONE || mine.count + waiting.count + nobodys.count == 0)
		return result;
	values = json_pack("{s:s, s:s}", "technician_name", agent->display_name, "day", local_words(tmp, reader.zone, now,
	    catalog_words(tools->catalog, reader.language), LOCAL_DAY));
	if ((result = put(tools, values, "mine", &mine, &reader, now, err)) == DONE &&
	    (result = put(tools, values, "waiting", &waiting, &reader, now, err)) == DONE &&
	    (result = put(tools, values, "unassigned", &nobodys, &reader, now, err)) == DONE)
		result = bulletin_tell(tools, "digest_agent", agent, reader.language, values, now, err);
	json_decref(values);
	return result;
}
