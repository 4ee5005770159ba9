/* request_tier.c - tiers, checklists, vendors and solutions, as people ask for them */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/base/utf8.h>
#include <postigo/base/wire.h>
#include <postigo/store/checkmark.h>
#include <postigo/store/event.h>

#include "change.h"
#include "request_verb.h"
#include "solution.h"
#include "tier_change.h"
#include "vendor.h"

#define WHY_MOST 200		/* characters of a note, in the history */

enum result
request_ticket_tier(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *note = request_string(r, "note");
	json_int_t tier = request_number(r, "tier");
	struct change change = { .tools = r->tools, .actor = "operator", .note = note, .now = instant_now() };
	struct ticket ticket;
	enum result result = request_standing_ticket(ctx, r, &ticket, err);

	if (note != NULL)
		change.why = utf8_clean_line(ctx, note, WHY_MOST);
	if (result == DONE)
		result = escalate(ctx, &change, &ticket, tier > 0 && tier < CONF_TIERS ? (int)tier : -1, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:i, s:s?, s:s?}", "status", 0, "ticket", (json_int_t)ticket.id, "tier", ticket.tier,
		    "team", ticket.team, "assignee", ticket.assignee);
	return result;
}

/* Whether it is called so in one of its languages. */
static bool
is_called(const struct conf_check *check, const char *item, struct suggest *near)
{
	bool found = false;

	for (size_t i = 0; i < check->shown.count; i++) {
		suggest_offer(near, check->shown.list[i].text);
		found = found || strcasecmp(check->shown.list[i].text, item) == 0;
	}
	return found;
}

/* The item of a checklist that is meant, as ticks are kept; of any tier. */
static enum result
find_item(TALLOC_CTX *ctx, const struct conf *conf, const char *item, const char **out, struct error *err)
{
	struct suggest near;

	suggest_start(&near, item);
	for (int tier = 0; tier < CONF_TIERS; tier++)
		for (size_t i = 0; i < conf->tiers[tier].check_count; i++)
			if (is_called(&conf->tiers[tier].checklist[i], item, &near)) {
				*out = conf->tiers[tier].checklist[i].text;
				return DONE;
			}
	return error_set(err, PERMFAIL, "no checklist has \"%.200s\"%s", item, suggest_words(ctx, &near));
}

enum result
request_ticket_check(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *item = request_string(r, "item");
	struct ticket ticket;
	enum result result = request_standing_ticket(ctx, r, &ticket, err);

	if (result == DONE)
		result = find_item(ctx, r->tools->conf, item != NULL ? item : "", &item, err);
	if (result == DONE)
		result = checkmark_add(r->tools->store, ticket.id, item, "operator", instant_now(), err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "\"%s\" is ticked already on ticket %lld", item, (long long)ticket.id);
	if (result == DONE)
		result = event_add(r->tools->store, ticket.id, "operator", "checked", item, instant_now(), err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)ticket.id, "item", item);
	return result;
}

enum result
request_ticket_vendor(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	const char *name = request_string(r, "vendor");
	const struct conf_vendor *vendor = name != NULL ? conf_vendor(r->tools->conf, name) : NULL;
	struct change change = { .tools = r->tools, .actor = "operator", .note = request_string(r, "note"), .now = instant_now() };
	struct suggest near;
	struct ticket ticket;
	enum result result;

	suggest_start(&near, name != NULL ? name : "");
	for (size_t i = 0; i < r->tools->conf->vendor_count; i++)
		suggest_offer(&near, r->tools->conf->vendors[i].name);
	if (vendor == NULL)
		return error_set(err, PERMFAIL, "no vendor is called \"%.200s\"%s", name != NULL ? name : "",
		    suggest_words(ctx, &near));
	result = request_standing_ticket(ctx, r, &ticket, err);
	if (result == DONE)
		result = vendor_ask(ctx, &change, &ticket, vendor, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)ticket.id, "vendor", vendor->name);
	return result;
}

/* The words come as a sealed file: they may be long. */
enum result
request_ticket_solution(TALLOC_CTX *ctx, struct request *r, json_t **answer, struct error *err)
{
	struct change change = { .tools = r->tools, .actor = "operator", .now = instant_now() };
	struct solution_given given;
	struct ticket ticket;
	size_t size = 0;
	char *text = NULL;
	enum result result = request_standing_ticket(ctx, r, &ticket, err);

	if (result == DONE && r->memfd == -1)
		return error_set(err, PERMFAIL, "no text came with the request");
	if (result == DONE && wire_unseal(ctx, r->memfd, SOLUTION_MOST, &text, &size, err) != DONE)
		return error_set(err, PERMFAIL, "the solution is longer than %u KiB", SOLUTION_MOST / 1024);
	if (result == DONE)
		result = solution_give(ctx, &change, &ticket, utf8_repair(ctx, text, size), NULL, &given, err);
	if (result == DONE)
		*answer = json_pack("{s:i, s:I, s:s}", "status", 0, "ticket", (json_int_t)given.solution.ticket, "article",
		    given.solution.article);
	return result;
}
