/* ticket_tier.c - postigo ticket tier and check; and what ticket show says of tiers, checklists and vendors */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire.h>
#include <postigo/clock/local.h>
#include <postigo/store/checkmark.h>
#include <postigo/store/field.h>
#include <postigo/store/stay.h>
#include <postigo/store/vendor_case.h>

#include "ticket.h"

#define TEXT_MOST (1u << 20)	/* of a solution; the desk takes less */

int
ticket_tier_run(struct ctl *ctl, int64_t number, char **operands, size_t count, const char *note)
{
	int64_t tier = 0;
	int status;

	if (count < 1)
		return usage_error(ctl, "to which tier? A number is wanted, behind that of the ticket");
	if (count > 1)
		return usage_error(ctl, "\"%s\" is not understood", operands[1]);
	if ((status = number_read(ctl, "the number of a tier", operands[0], &tier)) != GO_ON)
		return status;
	json_t *request = json_pack("{s:s, s:I, s:I, s:s*}", "verb", "ticket tier", "ticket", (json_int_t)number,
	    "tier", (json_int_t)tier, "note", note);
	if (request == NULL)
		return usage_error(ctl, "the note is no UTF-8 text");
	return request_simple(ctl, request, "Ticket %lld is on tier %lld now.", (long long)number, (long long)tier);
}

int
ticket_check_run(struct ctl *ctl, int64_t number, char **operands, size_t count)
{
	if (count < 1)
		return usage_error(ctl, "what? An item of a checklist is wanted");
	if (count > 1)
		return usage_error(ctl, "\"%s\" is not understood; an item of several words stands in quotes", operands[1]);
	json_t *request = json_pack("{s:s, s:I, s:s}", "verb", "ticket check", "ticket", (json_int_t)number,
	    "item", operands[0]);
	if (request == NULL)
		return usage_error(ctl, "that item is no UTF-8 text");
	return request_simple(ctl, request, "\"%s\" is done on ticket %lld.", operands[0], (long long)number);
}

int
ticket_vendor_run(struct ctl *ctl, int64_t number, char **operands, size_t count, const char *note)
{
	if (count < 1)
		return usage_error(ctl, "whom? The name of a vendor is wanted");
	if (count > 1)
		return usage_error(ctl, "\"%s\" is not understood", operands[1]);
	json_t *request = json_pack("{s:s, s:I, s:s, s:s*}", "verb", "ticket vendor", "ticket", (json_int_t)number,
	    "vendor", operands[0], "note", note);
	if (request == NULL)
		return usage_error(ctl, "the name or note is no UTF-8 text");
	return request_simple(ctl, request, "%s is asked about ticket %lld.", operands[0], (long long)number);
}

/* Asks with the text in a sealed file; says under which name it is an article now. */
static int
ask_to_solve(struct ctl *ctl, int64_t number, int memfd)
{
	struct conf *conf;
	struct error err;
	json_t *answer;
	int status = load_conf(ctl, &conf);

	if (status != EX_OK)
		return status;
	status = request_do(ctl, conf, json_pack("{s:s, s:I}", "verb", "ticket solution", "ticket", (json_int_t)number), memfd,
	    &answer, &err);
	if (status != EX_OK)
		return complain(ctl, status, "%s", err.text);
	json_object_del(answer, "status");
	if (ctl->json)
		output_json(json_incref(answer));
	else
		printf("The solution of ticket %lld goes to everybody who waits for it; \"postigo article publish %s\" offers it to others.\n",
		    (long long)json_integer_value(json_object_get(answer, "ticket")),
		    json_string_value(json_object_get(answer, "article")));
	return EX_OK;
}

int
ticket_solution_run(struct ctl *ctl, int64_t number, char **operands, size_t count)
{
	SCRATCH(tmp);
	struct error err;
	char *text;
	size_t size;
	int memfd, status;

	if (count > 0)
		return usage_error(ctl, "the solution is read from standard input, not from %s", operands[0]);
	if (file_read(tmp, "-", TEXT_MOST, &text, &size, &err) != DONE)
		return complain(ctl, EX_NOINPUT, "%s", err.text);
	if (wire_seal("solution", text, size, &memfd, &err) != DONE)
		return complain(ctl, EX_TEMPFAIL, "%s", err.text);
	status = ask_to_solve(ctl, number, memfd);
	close(memfd);
	return status;
}

static const char *
tier_name(const struct conf *conf, int tier)
{
	return conf->whole && tier >= 0 && tier < CONF_TIERS ? conf->tiers[tier].name : NULL;
}

enum result
ticket_tiers_read(TALLOC_CTX *ctx, const struct conf *conf, struct store *store, const struct ticket *ticket,
    struct ticket_tiers *out, struct error *err)
{
	enum result result;

	*out = (struct ticket_tiers){ .conf = conf, .tier = ticket->tier };
	if ((result = stay_list(ctx, store, ticket->id, &out->stays, &out->stay_count, err)) < 0 ||
	    (result = labour_read(store, ticket, &out->labour, err)) < 0 ||
	    (result = checkmark_list(ctx, store, ticket->id, &out->checks, &out->check_count, err)) < 0 ||
	    (result = field_all(ctx, store, ticket->id, &out->fields, &out->field_count, err)) < 0 ||
	    (result = vendor_case_list(ctx, store, ticket->id, &out->vendors, &out->vendor_count, err)) < 0)
		return result;
	return DONE;
}

static const struct checkmark *
tick_of(const struct ticket_tiers *t, const char *item)
{
	for (size_t i = 0; i < t->check_count; i++)
		if (strcmp(t->checks[i].item, item) == 0)
			return &t->checks[i];
	return NULL;
}

static const char *
value_of(const struct ticket_tiers *t, const char *field)
{
	for (size_t i = 0; field != NULL && i < t->field_count; i++)
		if (strcmp(t->fields[i].name, field) == 0)
			return t->fields[i].value;
	return NULL;
}

static json_t *
check_json(const struct ticket_tiers *t, int tier, const struct conf_check *check)
{
	const struct checkmark *tick = tick_of(t, check->text);
	const char *value = value_of(t, check->field);

	return json_pack("{s:s, s:i, s:b, s:o, s:o}", "item", check->text, "tier", tier,
	    "done", tick != NULL || value != NULL, "by", json_of_string(tick != NULL ? tick->actor : NULL),
	    "at", json_of_instant(tick != NULL ? tick->at : 0));
}

static json_t *
labour_json(const struct ticket_tiers *t)
{
	json_t *list = json_array();

	for (int i = 0; i < CONF_TIERS; i++) {
		SCRATCH(tmp);
		struct conf_money cost = labour_cost(&t->conf->tiers[i], t->labour.spent[i]);

		if (t->labour.spent[i] > 0)
			json_array_append_new(list, json_pack("{s:i, s:I, s:o}", "tier", i, "seconds",
			    (json_int_t)(t->labour.spent[i] / SECONDS(1)), "cost", json_of_string(conf_money_text(tmp, &cost, NULL))));
	}
	return list;
}

/* What should be done before it goes up: of its tier, and those below. */
void
ticket_tiers_json(const struct ticket_tiers *t, json_t *object)
{
	json_t *stays = json_array(), *checks = json_array(), *vendors = json_array();

	for (size_t i = 0; i < t->stay_count; i++) {
		const struct stay *s = &t->stays[i];

		json_array_append_new(stays, json_pack("{s:i, s:o, s:o, s:o, s:o, s:I}", "tier", s->tier,
		    "team", json_of_string(s->team), "since", json_of_instant(s->since), "until", json_of_instant(s->until),
		    "ended_by", json_of_string(s->ended_by), "worked_seconds", (json_int_t)(s->worked / SECONDS(1))));
	}
	for (int tier = 0; tier <= t->tier && tier < CONF_TIERS; tier++)
		for (size_t i = 0; i < t->conf->tiers[tier].check_count; i++)
			json_array_append_new(checks, check_json(t, tier, &t->conf->tiers[tier].checklist[i]));
	for (size_t i = 0; i < t->vendor_count; i++) {
		const struct vendor_case *v = &t->vendors[i];

		json_array_append_new(vendors, json_pack("{s:s, s:o, s:s, s:o, s:o, s:o, s:i}", "vendor", v->vendor,
		    "number", json_of_string(v->number), "state", vendor_state_name(v->state), "asked", json_of_instant(v->asked),
		    "answered", json_of_instant(v->answered), "due", json_of_instant(v->due), "chased", (int)v->chased));
	}
	json_object_set_new(object, "vendors", vendors);
	json_object_set_new(object, "tier_name", json_of_string(tier_name(t->conf, t->tier)));
	json_object_set_new(object, "stays", stays);
	json_object_set_new(object, "labour", labour_json(t));
	json_object_set_new(object, "checklist", checks);
}

char *
ticket_tier_words(TALLOC_CTX *ctx, const struct conf *conf, int tier)
{
	const char *name = tier_name(conf, tier);

	return talloc_asprintf(ctx, "%d%s%s", tier, name != NULL ? ", " : "", name != NULL ? name : "");
}

static void
show_check(const struct ticket_tiers *t, const struct conf_check *check)
{
	SCRATCH(tmp);
	const struct checkmark *tick = tick_of(t, check->text);
	bool done = tick != NULL || value_of(t, check->field) != NULL;

	output_text("", talloc_asprintf(tmp, "[%c] %s%s", done ? 'x' : ' ', check->text, tick == NULL ? "" :
	    talloc_asprintf(tmp, ", %s %s", tick->actor, output_time(tmp, tick->at))));
}

static size_t
items_up_to(const struct ticket_tiers *t)
{
	size_t n = 0;

	for (int tier = 0; tier <= t->tier && tier < CONF_TIERS; tier++)
		n += t->conf->tiers[tier].check_count;
	return n;
}

static void
show_vendors(const struct ticket_tiers *t)
{
	if (t->vendor_count > 0)
		output_heading("Vendors");
	for (size_t i = 0; i < t->vendor_count; i++) {
		SCRATCH(tmp);
		const struct vendor_case *v = &t->vendors[i];

		output_text("", talloc_asprintf(tmp, "%s  %s%s%s, %s%s%s%s", output_time(tmp, v->asked), v->vendor,
		    v->number != NULL ? ", number " : "", v->number != NULL ? v->number : "", vendor_state_name(v->state),
		    v->due != 0 ? ", should answer by " : "", v->due != 0 ? output_time(tmp, v->due) : "",
		    v->chased == 0 ? "" : talloc_asprintf(tmp, ", reminded %u time%s", v->chased, v->chased == 1 ? "" : "s")));
	}
}

/* What technicians have noted, tier by tier, and what it costs by the config's prices of today. */
static void
show_labour(const struct ticket_tiers *t)
{
	SCRATCH(tmp);
	duration total = labour_total(&t->labour);
	char *all = labour_cost_text(tmp, t->conf, &t->labour, NULL);

	if (total > 0)
		output_heading("Time noted");
	for (int i = 0; i < CONF_TIERS; i++) {
		struct conf_money cost = labour_cost(&t->conf->tiers[i], t->labour.spent[i]);
		char *text = conf_money_text(tmp, &cost, NULL);

		if (t->labour.spent[i] > 0)
			output_text("", talloc_asprintf(tmp, "tier %s: %s%s%s", ticket_tier_words(tmp, t->conf, i),
			    local_length(tmp, t->labour.spent[i]), text != NULL ? ", " : "", text != NULL ? text : ""));
	}
	if (total > 0)
		output_text("", talloc_asprintf(tmp, "together: %s%s%s", local_length(tmp, total), all != NULL ? ", " : "",
		    all != NULL ? all : ""));
}

void
ticket_tiers_show(const struct ticket_tiers *t)
{
	show_vendors(t);
	if (items_up_to(t) > 0)
		output_heading("Checklist");
	for (int tier = 0; tier <= t->tier && tier < CONF_TIERS; tier++)
		for (size_t i = 0; i < t->conf->tiers[tier].check_count; i++)
			show_check(t, &t->conf->tiers[tier].checklist[i]);
	if (t->stay_count > 1)
		output_heading("Tiers");
	for (size_t i = 0; i < t->stay_count && t->stay_count > 1; i++) {
		SCRATCH(tmp);
		const struct stay *s = &t->stays[i];

		output_text("", talloc_asprintf(tmp, "%s  tier %s%s%s, until %s", output_time(tmp, s->since),
		    ticket_tier_words(tmp, t->conf, s->tier), s->team != NULL ? ", team " : "", s->team != NULL ? s->team : "",
		    s->until != 0 ? output_time(tmp, s->until) : "now"));
	}
	show_labour(t);
}
