/* request_agent.c - what an operator may say of a technician: that they are away, or there again */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/local.h>
#include <postigo/store/away.h>

#include "absent.h"
#include "assign_later.h"
#include "request_verb.h"

static enum result
read_agent(const struct request *r, const struct conf_agent **agent, struct error *err)
{
	const char *name = request_string(r, "agent");

	*agent = name != NULL ? conf_agent(r->tools->conf, name) : NULL;
	return *agent != NULL ? DONE : error_set(err, PERMFAIL, "no agent is called \"%.64s\"", name != NULL ? name : "");
}

/* A day, which belongs to the absence, by the clocks of the technician's place; or a point in time. */
static enum result
read_until(const struct conf_agent *agent, const char *text, instant *until, struct error *err)
{
	SCRATCH(tmp);
	instant day;

	if (text != NULL && strlen(text) == 10 && instant_parse(talloc_asprintf(tmp, "%sT00:00:00Z", text), &day, err) == DONE)
		*until = local_midnight(agent->zone, day / DAYS(1) + 1);
	else if (text == NULL || instant_parse(text, until, err) != DONE)
		return error_set(err, PERMFAIL, "until when? A day like 2026-12-31 is wanted, or a time like 2026-12-31T14:00:00+01:00");
	return *until > instant_now() ? DONE : error_set(err, PERMFAIL, "%.40s is over", text);
}

enum result
request_agent_absent(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *note = request_string(r, "note");
	struct away away = { .since = instant_now(), .note = note != NULL ? talloc_strdup(ctx, note) : NULL };
	const struct conf_agent *agent;
	enum result result = read_agent(r, &agent, err);

	if (result == DONE)
		result = read_until(agent, request_string(r, "until"), &away.until, err);
	if (result != DONE)
		return result;
	away.agent = talloc_strdup(ctx, agent->name);
	result = absent_begin(r->tools, &away, "operator", err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:s, s:s}", "status", 0, "agent", agent->name, "until",
		    instant_rfc3339(ctx, away.until));
	return result;
}

enum result
request_agent_present(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const struct conf_agent *agent;
	enum result result = read_agent(r, &agent, err);

	if (result == DONE)
		result = away_end(r->tools->store, agent->name, instant_now(), err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "%s is not away, but for what the config says", agent->name);
	if (result == DONE)
		result = assign_retry(ctx, r->tools, agent->name, instant_now(), err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:s}", "status", 0, "agent", agent->name);
	return result;
}
