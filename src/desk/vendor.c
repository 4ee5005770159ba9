/* vendor.c - asking a vendor, and asking again; see vendor.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/clock/calendar.h>
#include <postigo/store/event.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "handover.h"
#include "vendor.h"

#define TECHNICIANS_MAX 64

enum result
vendor_clock(const struct tools *tools, struct vendor_case *asked, const struct conf_vendor *vendor, instant now,
    duration wait, struct error *err)
{
	struct due_row row = { .due = now + wait, .kind = (char[]){ VENDOR_TIMER }, .ticket = asked->ticket };
	enum result result = asked->timer != 0 ? due_remove(tools->store, asked->timer, err) : DONE;

	asked->due = 0;
	asked->timer = 0;
	if (result < 0 || wait == 0)
		return result == NONE ? DONE : result;
	/* Later than calendars reach is never. */
	if (vendor->calendar != NULL && calendar_add(vendor->calendar, now, wait, &row.due) != DONE)
		return DONE;
	result = due_add(tools->store, &row, err);
	asked->due = row.due;
	asked->timer = row.id;
	return result;
}

static const char *
language_of(const struct tools *tools, const struct conf_vendor *vendor)
{
	return vendor->language != NULL ? vendor->language : tools->conf->identity.language;
}

static enum result
write_to(const struct change *c, const struct ticket *ticket, const struct conf_vendor *vendor,
    const struct vendor_case *asked, const char *template, struct error *err)
{
	struct answer answer = { .template = template, .to = ANSWER_VENDOR, .vendor = vendor,
		.language = language_of(c->tools, vendor), .why = "they are asked for help", .answers = asked->their_id,
		.hold = c->hold };
	json_t *values = NULL;
	enum result result = vendor_brief(c, ticket, vendor, asked, &values, err);

	if (result == DONE)
		result = answer_about(c->tools, ticket, &answer, values, c->now, err);
	json_decref(values);
	return result;
}

/* The case as it is from now on. *again: they were asked before. */
static enum result
open_case(TALLOC_CTX *ctx, const struct change *c, const struct ticket *ticket, const struct conf_vendor *vendor,
    struct vendor_case *asked, bool *again, struct error *err)
{
	enum result result = vendor_case_read(ctx, c->tools->store, ticket->id, vendor->name, asked, err);

	*again = result == DONE;
	if (result < 0)
		return result;
	if (!*again)
		*asked = (struct vendor_case){ .ticket = ticket->id, .vendor = vendor->name };
	asked->state = VENDOR_ASKED;
	asked->asked = c->now;
	asked->chased = 0;
	result = person_get(c->tools->store, vendor->address, vendor->display_name, c->now, &asked->person, err);
	if (result == DONE)
		result = vendor_clock(c->tools, asked, vendor, c->now, vendor->response, err);
	if (result != DONE)
		return result;
	return *again ? vendor_case_update(c->tools->store, asked, err) : vendor_case_add(c->tools->store, asked, err);
}

/* Up to where vendors are, and waiting for them. */
static enum result
move(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const struct conf_vendor *vendor, struct error *err)
{
	struct change up = *c;
	enum result result;

	up.why = vendor->display_name;
	result = change_tier(ctx, &up, ticket, CONF_TIER_VENDOR, err);
	return result == DONE ? change_waiting(&up, ticket, TICKET_FOR_VENDOR, err) : result;
}

enum result
vendor_ask(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const struct conf_vendor *vendor,
    struct error *err)
{
	struct vendor_case asked;
	bool again = false;
	enum result result;

	if (ticket->state == TICKET_CLOSED)
		return error_set(err, PERMFAIL, "ticket %lld is closed; open it first", (long long)ticket->id);
	if ((result = open_case(ctx, c, ticket, vendor, &asked, &again, err)) != DONE)
		return result;
	if (again && (c->note == NULL || c->note[0] == '\0'))
		return error_set(err, PERMFAIL, "%s was asked about ticket %lld before; a note has to say what is new",
		    vendor->name, (long long)ticket->id);
	result = write_to(c, ticket, vendor, &asked, again ? "vendor_note" : "vendor_brief", err);
	if (result == DONE)
		result = event_add(c->tools->store, ticket->id, c->actor != NULL ? c->actor : "postigo", "vendor_asked",
		    vendor->display_name, c->now, err);
	return result == DONE ? move(ctx, c, ticket, vendor, err) : result;
}

enum result
vendor_wait(const struct change *c, struct ticket *ticket, struct error *err)
{
	SCRATCH(tmp);
	struct vendor_case *list;
	size_t count = 0;
	bool asked = false;
	enum result result = DONE;

	if (ticket->state != TICKET_WAITING || ticket->waiting_for != TICKET_FOR_REQUESTER)
		return DONE;
	result = vendor_case_list(tmp, c->tools->store, ticket->id, &list, &count, err);
	for (size_t i = 0; i < count; i++)
		asked |= list[i].state == VENDOR_ASKED;
	return result == DONE && asked ? change_waiting(c, ticket, TICKET_FOR_VENDOR, err) : result;
}

static enum result
chase(const struct change *c, const struct ticket *ticket, const struct conf_vendor *vendor, struct vendor_case *asked,
    struct error *err)
{
	SCRATCH(tmp);
	duration wait = vendor->chase[asked->chased++];
	enum result result = write_to(c, ticket, vendor, asked, "vendor_chase", err);

	if (result == DONE)
		result = event_add(c->tools->store, ticket->id, "postigo", "vendor_chased", talloc_asprintf(tmp,
		    "%s has not answered: reminder %u", vendor->display_name, asked->chased), c->now, err);
	if (result == DONE)
		result = vendor_clock(c->tools, asked, vendor, c->now, wait, err);
	return result == DONE ? vendor_case_update(c->tools->store, asked, err) : result;
}

static enum result
tell_lead(const struct change *c, const struct ticket *ticket, const struct conf_vendor *vendor,
    const struct vendor_case *asked, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_agent *told[TECHNICIANS_MAX];
	size_t count = handover_leads(c->tools->conf, ticket->team, told, 0, TECHNICIANS_MAX);
	struct handover *h;
	enum result result = handover_read(tmp, c, ticket, ticket->tier, &h, err);

	for (size_t i = 0; i < count && result == DONE; i++) {
		const char *language = told[i]->language != NULL ? told[i]->language : c->tools->conf->identity.language;
		struct answer answer = { .template = "vendor_late", .to = ANSWER_TECHNICIAN, .agent = told[i],
			.language = language, .why = "the vendor does not answer" };
		json_t *values = handover_values(h, told[i]->zone, language);

		json_object_set_new(values, "vendor_name", json_string(vendor->display_name));
		json_object_set_new(values, "number", json_string(asked->number != NULL ? asked->number : ""));
		json_object_set_new(values, "chased", json_integer(asked->chased));
		result = answer_about(c->tools, ticket, &answer, values, c->now, err);
		json_decref(values);
	}
	return result;
}

static enum result
give_up(const struct change *c, const struct ticket *ticket, const struct conf_vendor *vendor, struct vendor_case *asked,
    struct error *err)
{
	enum result result;

	asked->state = VENDOR_LATE;
	result = vendor_clock(c->tools, asked, vendor, c->now, 0, err);
	if (result == DONE)
		result = vendor_case_update(c->tools->store, asked, err);
	if (result == DONE)
		result = event_add(c->tools->store, ticket->id, "postigo", "vendor_late", vendor->display_name, c->now, err);
	return result == DONE ? tell_lead(c, ticket, vendor, asked, err) : result;
}

/* The one of the ticket's cases whose timer it is. NONE: it was overtaken. */
static enum result
case_of(TALLOC_CTX *ctx, const struct tools *tools, const struct due_row *row, struct vendor_case *out, struct error *err)
{
	struct vendor_case *list;
	size_t count = 0;
	enum result result = vendor_case_list(ctx, tools->store, row->ticket, &list, &count, err);

	for (size_t i = 0; i < count; i++)
		if (list[i].timer == row->id) {
			*out = list[i];
			return DONE;
		}
	return result < 0 ? result : NONE;
}

/* Whether anybody still waits: for the ticket, or for the one that it was merged into. What they were asked keeps its number, so
 * that a merge can be taken back. */
static enum result
is_open(TALLOC_CTX *ctx, const struct tools *tools, const struct ticket *ticket, bool *out, struct error *err)
{
	struct ticket into = *ticket;
	enum result result = ticket->merged_into != 0 ? ticket_read(ctx, tools->store, ticket->merged_into, &into, err) : DONE;

	*out = result == DONE && into.state != TICKET_CLOSED;
	return result == NONE ? DONE : result;
}

enum result
vendor_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct change c = { .tools = tools, .actor = "postigo", .now = now };
	struct vendor_case asked = { 0 };
	struct ticket ticket = { 0 };
	const struct conf_vendor *vendor;
	bool open = false;
	enum result result = case_of(tmp, tools, row, &asked, err);

	if (result == DONE)
		result = ticket_read(tmp, tools->store, row->ticket, &ticket, err);
	if (result == DONE)
		result = is_open(tmp, tools, &ticket, &open, err);
	if (result != DONE)
		return result == NONE ? DONE : result;
	vendor = conf_vendor(tools->conf, asked.vendor);
	asked.timer = 0;
	/* Nobody is waiting for them any more. */
	if (vendor == NULL || !open || asked.state != VENDOR_ASKED) {
		asked.due = 0;
		return vendor_case_update(tools->store, &asked, err);
	}
	return asked.chased < vendor->chase_count ? chase(&c, &ticket, vendor, &asked, err) :
	    give_up(&c, &ticket, vendor, &asked, err);
}
