/* cmd_agent.c - postigo agent: who is there, and what they have to do */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/desk/presence.h>
#include <postigo/store/ticket.h>
#include <postigo/store/workload.h>

#include "list.h"
#include "ticket.h"

#define SHOWN 50	/* tickets of one technician, for people */

struct agent_options {
	const char *until, *note;
};

/* One technician as they stand now. */
struct standing {
	const struct conf_agent *agent;
	struct workload load;
	bool away, works;
	instant back;		/* when they are there again, if one of these is not so; 0: nobody knows */
	const char *note;
};

static bool
is_member(const struct conf_team *team, const char *name)
{
	for (size_t i = 0; i < team->member_count; i++)
		if (strcmp(team->members[i], name) == 0)
			return true;
	return false;
}

/* By the hours of any of their teams. */
static void
find_hours(const struct conf *conf, struct standing *s, instant now)
{
	instant next;

	s->works = presence_works(s->agent, NULL, now, &s->back);
	if (s->agent->calendar != NULL)
		return;
	for (size_t i = 0, n = 0; i < conf->team_count; i++) {
		if (!is_member(&conf->teams[i], s->agent->name))
			continue;
		bool works = presence_works(s->agent, &conf->teams[i], now, &next);
		s->works = n == 0 ? works : s->works || works;
		s->back = n == 0 || next < s->back ? next : s->back;
		n++;
	}
}

static enum result
find_standing(const struct conf *conf, struct store *store, const struct conf_agent *agent, const struct aways *aways,
    struct standing *out, struct error *err)
{
	instant now = instant_now();
	enum result result;

	*out = (struct standing){ .agent = agent };
	if ((result = workload_read(store, agent->name, &out->load, err)) != DONE)
		return result;
	find_hours(conf, out, now);
	if (out->works || out->back == PRESENCE_NEVER)
		out->back = 0;
	out->away = presence_away(agent, aways, now, &out->back, &out->note);
	return DONE;
}

static json_t *
teams_json(const struct conf *conf, const char *name)
{
	json_t *list = json_array();

	for (size_t i = 0; i < conf->team_count; i++)
		if (is_member(&conf->teams[i], name))
			json_array_append_new(list, json_of_string(conf->teams[i].name));
	return list;
}

static json_t *
texts_json(char *const *texts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_of_string(texts[i]));
	return list;
}

static json_t *
standing_json(const struct conf *conf, const struct standing *s)
{
	return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:I, s:o, s:b, s:b, s:o, s:o}", "agent", s->agent->name,
	    "display_name", s->agent->display_name, "address", s->agent->address,
	    "addresses", texts_json(s->agent->addresses, s->agent->address_count),
	    "language", json_of_string(s->agent->language), "teams", teams_json(conf, s->agent->name),
	    "skills", texts_json(s->agent->skills, s->agent->skill_count),
	    "capacity", json_of_number(s->agent->capacity), "open", (json_int_t)s->load.open,
	    "given", json_of_instant(s->load.given), "away", (int)s->away, "works", (int)s->works,
	    "back", json_of_instant(s->back), "note", json_of_string(s->note));
}

static const char *
standing_word(const struct standing *s)
{
	return s->away ? "away" : s->works ? "here" : "off";
}

static char *
teams_text(TALLOC_CTX *ctx, const struct conf *conf, const char *name)
{
	json_t *teams = teams_json(conf, name);
	char *out = output_joined(ctx, teams);

	json_decref(teams);
	return out;
}

static void
add_row(struct table *table, const struct conf *conf, const struct standing *s)
{
	SCRATCH(tmp);

	table_cell(table, s->agent->name);
	table_cell(table, standing_word(s));
	table_colour(table, s->away ? COLOUR_WARN : s->works ? COLOUR_GOOD : COLOUR_DIM);
	table_time(table, s->back);
	table_number(table, (int64_t)s->load.open);
	table_time(table, s->load.given);
	table_cell(table, teams_text(tmp, conf, s->agent->name));
	table_cell(table, s->agent->address);
}

/* The config has to be good for this: without it nobody knows who there is. */
static int
load(struct ctl *ctl, struct conf **conf, struct store **store, struct aways *aways)
{
	struct away *list = NULL;
	struct error err;
	int status = load_store(ctl, conf, store);

	if (status != EX_OK)
		return status;
	if (!(*conf)->whole)
		return complain(ctl, EX_CONFIG, "with errors in the config nobody knows who there is");
	if (away_list(ctl->memory, *store, instant_now(), &list, &aways->count, &err) < 0)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	aways->list = list;
	return EX_OK;
}

static int
list_run(struct ctl *ctl, char **operands, size_t operand_count, const void *options)
{
	struct table *table = table_new(ctl->memory, "NAME|NOW|BACK|OPEN|LAST GIVEN|TEAMS|ADDRESS");
	struct aways aways;
	struct conf *conf;
	struct store *store;
	struct error err;
	int status;

	(void)options;
	if ((status = list_alone(ctl, operands, operand_count)) != GO_ON ||
	    (status = load(ctl, &conf, &store, &aways)) != EX_OK)
		return status;
	for (size_t i = 0; i < conf->agent_count; i++) {
		struct standing s;

		if (find_standing(conf, store, &conf->agents[i], &aways, &s, &err) != DONE)
			return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
		if (ctl->json)
			output_json(standing_json(conf, &s));
		else
			add_row(table, conf, &s);
	}
	return list_end(ctl, table, "The config has no agents.");
}

static int
read_name(struct ctl *ctl, char **operands, size_t count, const char **out)
{
	if (count < 1)
		return usage_error(ctl, "who? The name of an agent is wanted");
	if (count > 1)
		return usage_error(ctl, "\"%s\" is not understood", operands[1]);
	*out = operands[0];
	return GO_ON;
}

/* Their tickets that are not closed. */
static enum result
read_tickets(struct ctl *ctl, struct store *store, const char *name, struct ticket **list, size_t *count, struct error *err)
{
	size_t kept = 0;
	enum result result = ticket_list_by(ctl->memory, store, -1, TICKET_BY_ASSIGNEE, name, INT32_MAX, list, count, err);

	for (size_t i = 0; result == DONE && i < *count; i++)
		if ((*list)[i].state != TICKET_CLOSED)
			(*list)[kept++] = (*list)[i];
	if (result == DONE)
		*count = kept;
	return result;
}

static void
show(const struct conf *conf, const struct standing *s, const struct ticket *list, size_t count)
{
	SCRATCH(tmp);
	struct table *table = table_new(tmp, "NO|STATE|QUEUE|CHANGED|SUBJECT");
	json_t *skills = texts_json(s->agent->skills, s->agent->skill_count);

	output_title("%s  %s <%s>", s->agent->name, s->agent->display_name, s->agent->address);
	output_field("Now", talloc_asprintf(tmp, "%s%s%s%s%s", standing_word(s), s->back != 0 ? " until " : "",
	    s->back != 0 ? output_time(tmp, s->back) : "", s->note != NULL ? ": " : "", s->note != NULL ? s->note : ""));
	output_field("Teams", teams_text(tmp, conf, s->agent->name));
	output_field("Skills", output_joined(tmp, skills));
	json_decref(skills);
	output_field("Last given", s->load.given != 0 ? output_time(tmp, s->load.given) : NULL);
	output_field("Open", talloc_asprintf(tmp, "%llu%s", (unsigned long long)s->load.open, s->agent->capacity == 0 ? "" :
	    talloc_asprintf(tmp, " of %u", s->agent->capacity)));
	for (size_t i = 0; i < count && i < SHOWN; i++) {
		table_number(table, list[i].id);
		table_cell(table, ticket_state_name(list[i].state));
		table_colour(table, ticket_colour(list[i].state));
		table_cell(table, list[i].queue);
		table_time(table, list[i].changed);
		table_cell(table, list[i].subject);
	}
	if (count > 0)
		table_print(table);
}

static int
show_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	const char *name = NULL;
	const struct conf_agent *agent;
	struct standing s = { 0 };
	struct aways aways;
	struct ticket *list;
	struct conf *conf;
	struct store *store;
	struct error err;
	size_t tickets;
	int status = read_name(ctl, operands, count, &name);

	(void)options;
	if (status != GO_ON || (status = load(ctl, &conf, &store, &aways)) != EX_OK)
		return status;
	if ((agent = conf_agent(conf, name)) == NULL)
		return complain(ctl, EX_DATAERR, "no agent is called \"%s\"", name);
	if (find_standing(conf, store, agent, &aways, &s, &err) != DONE ||
	    read_tickets(ctl, store, name, &list, &tickets, &err) != DONE)
		return complain(ctl, EX_UNAVAILABLE, "%s", err.text);
	if (!ctl->json) {
		show(conf, &s, list, tickets);
		return EX_OK;
	}
	json_t *object = standing_json(conf, &s), *numbers = json_array();
	for (size_t i = 0; i < tickets; i++)
		json_array_append_new(numbers, json_integer(list[i].id));
	json_object_set_new(object, "tickets", numbers);
	output_json(object);
	return EX_OK;
}

static int
absent_run(struct ctl *ctl, char **operands, size_t count, const void *given)
{
	const struct agent_options *options = given;
	const char *name = NULL;
	int status = read_name(ctl, operands, count, &name);

	if (status != GO_ON)
		return status;
	if (options->until == NULL)
		return usage_error(ctl, "until when? --until with a day, like 2026-12-31, is wanted");
	json_t *request = json_pack("{s:s, s:s, s:s, s:s?}", "verb", "agent absent", "agent", name, "until", options->until,
	    "note", options->note);
	if (request == NULL)
		return usage_error(ctl, "that is no UTF-8 text");
	return request_simple(ctl, request, "%s is away until %s.", name, options->until);
}

static int
present_run(struct ctl *ctl, char **operands, size_t count, const void *options)
{
	const char *name = NULL;
	int status = read_name(ctl, operands, count, &name);

	(void)options;
	if (status != GO_ON)
		return status;
	json_t *request = json_pack("{s:s, s:s}", "verb", "agent present", "agent", name);
	if (request == NULL)
		return usage_error(ctl, "that name is no UTF-8 text");
	return request_simple(ctl, request, "%s is there again.", name);
}

static int
agent_run(struct ctl *ctl, int argc, char **argv)
{
	static const struct verb verbs[] = {
		{ "list", list_run }, { "show", show_run }, { "absent", absent_run }, { "present", present_run },
		{ NULL, NULL }
	};
	struct agent_options options = { 0 };
	const struct choice choices[] = {
		{ "until", &options.until, NULL }, { "note", &options.note, NULL }, { NULL, NULL, NULL }
	};

	return noun_run(ctl, argc, argv, verbs, choices, &options);
}

const struct command cmd_agent = {
	.name = "agent",
	.summary = "technicians: who is there, who has how much to do, who is away",
	.help =
	    "Usage: postigo agent list [--json]\n"
	    "       postigo agent show NAME [--json]\n"
	    "       postigo agent absent NAME --until DAY [--note WORDS]\n"
	    "       postigo agent present NAME\n"
	    "\n"
	    "  list      who is here, away, or off (not at work at this hour); until when; and how\n"
	    "            many open tickets they have\n"
	    "  show      one of them, with their open tickets\n"
	    "  absent    they are away until the end of that day (2026-12-31), or until a point in\n"
	    "            time (2026-12-31T14:00:00+01:00): they get no new tickets, and those that\n"
	    "            they have not answered yet go to somebody else\n"
	    "  present   they are there again, whatever they or their answering machine said\n"
	    "\n"
	    "What the config says of holidays and working hours only the config changes.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo agent list\n"
	    "  postigo agent absent ana --until 2026-12-31 --note \"broken leg\"\n"
	    "  postigo agent list --json | jq -r 'select(.away).agent'\n",
	.run = agent_run
};
