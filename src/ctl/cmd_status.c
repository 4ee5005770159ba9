/* cmd_status.c - postigo status: is it running, and is every mail accounted for */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>

#include <postigo/base/memory.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/hook.h>
#include <postigo/store/ledger.h>
#include <postigo/store/opinion.h>
#include <postigo/store/outbox.h>
#include <postigo/store/ticket.h>

#include "ctl.h"
#include "output.h"

struct overview {
	json_t *daemon;			/* what it says of itself; NULL: none is running */
	char *daemon_trouble;		/* it is there, but does not answer as it should */
	struct ledger_status *mailboxes;
	size_t mailbox_count;
	struct outbox_counts outbox;
	struct hook_counts hooks;
	uint64_t tickets[TICKET_CLOSED + 1];
	uint64_t quarantined;
	unsigned late;			/* clocks that run, and whose time is up */
	struct opinion_counts opinions;	/* of the last OPINION_DAYS */
};

#define OPINION_DAYS 30
#define LATE_MOST 1000000u

static uint64_t
accounted(const struct ledger_status *m)
{
	return m->waiting + m->done + m->duplicate + m->skipped + m->quarantined + m->dropped;
}

static void
ask_daemon(struct ctl *ctl, const struct conf *conf, struct overview *o)
{
	struct error err;
	json_t *request = json_pack("{s:s}", "verb", "status");
	enum result result = request_daemon(ctl, conf, request, -1, &o->daemon, &err);

	json_decref(request);
	if (result < 0)
		o->daemon_trouble = talloc_strdup(ctl->memory, err.text);
}

static enum result
read_overview(struct ctl *ctl, struct store *store, struct overview *o, struct error *err)
{
	enum result result = ledger_status(ctl->memory, store, &o->mailboxes, &o->mailbox_count, err);

	if (result >= 0)
		result = outbox_count(store, &o->outbox, err);
	if (result >= 0)
		result = hook_count(store, &o->hooks, err);
	if (result >= 0)
		result = clock_row_late(store, instant_now(), LATE_MOST, &o->late, err);
	if (result >= 0)
		result = opinion_count(store, instant_now() - DAYS(OPINION_DAYS), &o->opinions, err);
	for (int state = 0; state <= TICKET_CLOSED && result >= 0; state++)
		result = ticket_count(store, state, &o->tickets[state], err);
	for (size_t i = 0; i < o->mailbox_count; i++)
		o->quarantined += o->mailboxes[i].quarantined;
	return result;
}

static json_t *
mailbox_json(const struct ledger_status *m)
{
	return json_pack("{s:o, s:I, s:I, s:b, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o}",
	    "name", json_of_string(m->name), "arrived", (json_int_t)m->arrived,
	    "accounted", (json_int_t)accounted(m), "balanced", m->arrived == accounted(m),
	    "waiting", (json_int_t)m->waiting, "done", (json_int_t)m->done, "duplicate", (json_int_t)m->duplicate,
	    "skipped", (json_int_t)m->skipped, "quarantined", (json_int_t)m->quarantined,
	    "dropped", (json_int_t)m->dropped, "untold", (json_int_t)m->untold,
	    "trouble", json_of_string(m->trouble), "since", json_of_instant(m->since));
}

static json_t *
daemon_json(const struct overview *o)
{
	if (o->daemon == NULL)
		return json_null();
	json_t *daemon = json_deep_copy(o->daemon);
	const json_t *since = json_object_get(daemon, "since");
	if (json_is_integer(since))
		json_object_set_new(daemon, "since", json_of_instant(json_integer_value(since)));
	json_object_del(daemon, "status");
	return daemon;
}

/* The average is null when nobody has given stars. */
static json_t *
opinions_json(const struct opinion_counts *c)
{
	return json_pack("{s:i, s:I, s:I, s:I, s:o}", "days", OPINION_DAYS, "solved", (json_int_t)c->solved,
	    "not_solved", (json_int_t)c->not_solved, "ratings", (json_int_t)c->ratings,
	    "average", c->ratings > 0 ? json_real((double)c->stars / (double)c->ratings) : json_null());
}

static json_t *
hooks_json(const struct hook_counts *c)
{
	json_t *o = json_object();

	for (int state = 0; state <= HOOK_DROPPED; state++)
		json_object_set_new(o, hook_state_name((enum hook_state)state), json_integer((json_int_t)c->state[state]));
	return o;
}

static void
show_json(const struct overview *o)
{
	json_t *mailboxes = json_array(), *tickets = json_object();

	for (size_t i = 0; i < o->mailbox_count; i++)
		json_array_append_new(mailboxes, mailbox_json(&o->mailboxes[i]));
	for (int state = 0; state <= TICKET_CLOSED; state++)
		json_object_set_new(tickets, ticket_state_name((enum ticket_state)state),
		    json_integer((json_int_t)o->tickets[state]));
	output_json(json_pack("{s:b, s:o, s:o, s:o, s:{s:I, s:I, s:I, s:I, s:I, s:I, s:I}, s:o, s:I, s:I, s:o, s:o}",
	    "running", o->daemon != NULL, "trouble", json_of_string(o->daemon_trouble), "daemon", daemon_json(o),
	    "mailboxes", mailboxes,
	    "outbox", "waiting", (json_int_t)o->outbox.waiting, "held", (json_int_t)o->outbox.held,
	    "deferred", (json_int_t)o->outbox.deferred, "unknown", (json_int_t)o->outbox.unknown,
	    "sent", (json_int_t)o->outbox.sent, "failed", (json_int_t)o->outbox.failed,
	    "dropped", (json_int_t)o->outbox.dropped, "tickets", tickets, "quarantined", (json_int_t)o->quarantined,
	    "late", (json_int_t)o->late, "opinions", opinions_json(&o->opinions), "hooks", hooks_json(&o->hooks)));
}

static void
show_daemon(const struct overview *o)
{
	SCRATCH(tmp);

	if (o->daemon_trouble != NULL)
		printf("%spostigod is in trouble:%s %s\n", output_colour(COLOUR_BAD), output_colour(COLOUR_NONE),
		    o->daemon_trouble);
	else if (o->daemon == NULL)
		printf("%spostigod is not running%s\n", output_colour(COLOUR_BAD), output_colour(COLOUR_NONE));
	else
		printf("postigod is %srunning%s: process %" JSON_INTEGER_FORMAT ", since %s\n",
		    output_colour(COLOUR_GOOD), output_colour(COLOUR_NONE),
		    json_integer_value(json_object_get(o->daemon, "pid")),
		    output_time(tmp, json_integer_value(json_object_get(o->daemon, "since"))));
	if (json_is_true(json_object_get(o->daemon, "relay_trouble")))
		printf("%sThe SMTP server does not take our mail:%s \"postigo doctor\" tells why\n",
		    output_colour(COLOUR_WARN), output_colour(COLOUR_NONE));
}

static void
show_mailboxes(const struct overview *o)
{
	SCRATCH(tmp);
	struct table *table = table_new(tmp,
	    "MAILBOX|ARRIVED|WAITING|DONE|TWICE|SKIPPED|SET ASIDE|DROPPED|ACCOUNTED FOR|TROUBLE");

	for (size_t i = 0; i < o->mailbox_count; i++) {
		const struct ledger_status *m = &o->mailboxes[i];
		const uint64_t numbers[] = { m->arrived, m->waiting, m->done, m->duplicate, m->skipped, m->quarantined,
		    m->dropped };
		bool balanced = m->arrived == accounted(m);

		table_cell(table, m->name);
		for (size_t n = 0; n < sizeof(numbers) / sizeof(*numbers); n++)
			table_number(table, (int64_t)numbers[n]);
		table_cell(table, balanced ? "all" : "NOT ALL");
		table_colour(table, balanced ? COLOUR_GOOD : COLOUR_BAD);
		table_cell(table, m->trouble == NULL ? NULL :
		    talloc_asprintf(tmp, "%s (since %s)", m->trouble, output_time(tmp, m->since)));
		if (m->trouble != NULL)
			table_colour(table, COLOUR_BAD);
	}
	putchar('\n');
	if (o->mailbox_count > 0)
		table_print(table);
	else
		puts("No mailbox has been looked into yet.");
}

/* Where there are any. */
static void
show_hooks(const struct hook_counts *c)
{
	uint64_t all = 0;

	for (int state = 0; state <= HOOK_DROPPED; state++)
		all += c->state[state];
	if (all > 0)
		printf("Hooks        %" PRIu64 " waiting, %" PRIu64 " running, %" PRIu64 " deferred, %" PRIu64 " done, %" PRIu64 " failed, %"
		    PRIu64 " dropped\n", c->state[HOOK_QUEUED], c->state[HOOK_RUNNING], c->state[HOOK_DEFERRED], c->state[HOOK_DONE],
		    c->state[HOOK_FAILED], c->state[HOOK_DROPPED]);
}

static void
show_counts(const struct overview *o)
{
	const struct outbox_counts *b = &o->outbox;

	printf("\nTickets      %" PRIu64 " new, %" PRIu64 " open, %" PRIu64 " waiting, %" PRIu64 " closed\n",
	    o->tickets[TICKET_NEW], o->tickets[TICKET_OPEN], o->tickets[TICKET_WAITING], o->tickets[TICKET_CLOSED]);
	if (o->late > 0)
		printf("%sLate         %u: see \"postigo ticket list --due\"%s\n", output_colour(COLOUR_WARN), o->late,
		    output_colour(COLOUR_NONE));
	if (o->opinions.solved + o->opinions.not_solved + o->opinions.ratings > 0)
		printf("Opinions     %" PRIu64 " say solved, %" PRIu64 " not solved; %" PRIu64 " ratings, %.1f of %d stars; in %d days\n",
		    o->opinions.solved, o->opinions.not_solved, o->opinions.ratings, o->opinions.ratings > 0 ?
		    (double)o->opinions.stars / (double)o->opinions.ratings : 0.0, OPINION_RATING_MOST, OPINION_DAYS);
	printf("Outbox       %" PRIu64 " waiting, %" PRIu64 " being sent, %" PRIu64 " deferred, %" PRIu64 " unknown, %"
	    PRIu64 " sent, %" PRIu64 " failed, %" PRIu64 " dropped\n", b->waiting, b->held, b->deferred, b->unknown,
	    b->sent, b->failed, b->dropped);
	show_hooks(&o->hooks);
	if (o->quarantined > 0)
		printf("%sQuarantine   %" PRIu64 ": see \"postigo inbox list --state quarantined\"%s\n",
		    output_colour(COLOUR_WARN), o->quarantined, output_colour(COLOUR_NONE));
}

static int
status_run(struct ctl *ctl, int argc, char **argv)
{
	struct overview o = { 0 };
	struct operands operands;
	struct conf *conf;
	struct store *store;
	struct error err;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count > 0)
		return usage_error(ctl, "\"%s\" is not understood", operands.list[0]);
	if ((status = load_store(ctl, &conf, &store)) != EX_OK)
		return status;
	ask_daemon(ctl, conf, &o);
	enum result result = read_overview(ctl, store, &o, &err);
	if (result < 0)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	if (ctl->json) {
		show_json(&o);
		return EX_OK;
	}
	show_daemon(&o);
	show_mailboxes(&o);
	show_counts(&o);
	return EX_OK;
}

const struct command cmd_status = {
	.name = "status",
	.summary = "is it running, and is every mail accounted for",
	.help =
	    "Usage: postigo status [--json]\n"
	    "\n"
	    "Tells whether postigod runs; for each mailbox how many mails arrived and what\n"
	    "became of them (each is in exactly one column), and its trouble if it has any;\n"
	    "how many tickets there are and how many promises of SLAs are late; what people\n"
	    "said of the help that they got; and how many mails are on their way out.\n"
	    "\n"
	    "Exit status: 0 also when postigod does not run; --json says \"running\".\n"
	    "\n"
	    "Examples:\n"
	    "  postigo status\n"
	    "  postigo status --json | jq .outbox.deferred\n",
	.run = status_run
};
