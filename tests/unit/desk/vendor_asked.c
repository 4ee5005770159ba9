/* vendor_asked.c - what a vendor gets to read of a ticket, and when they are asked again: by their own hours */
#include <config.h>

#include "world.h"

#include <postigo/store/field.h>
#include <postigo/store/message_row.h>
#include <postigo/store/vendor_case.h>


#define PLACE(vendor) \
	"queues = ( { name = \"q\"; team = \"first\"; } );\n" \
	"teams = ( { name = \"first\"; members = ( \"ana\" ); lead = \"lea\"; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@example.com\"; }, { name = \"lea\"; address = \"lea@example.com\"; } );\n" \
	"limits = { address = \"off\"; domain = \"off\"; thread = \"off\"; repeats = 100; };\n" \
	"calendars = ( { name = \"theirs\"; hours = \"mon-fri 08:00-16:00\"; timezone = \"America/New_York\"; holidays = \"2026-11-26\"; },\n" \
	"  { name = \"ours\"; hours = \"mon-fri 09:00-18:00\"; } );\n" \
	"slas = ( { name = \"all\"; calendar = \"ours\"; resolution = \"20h\"; warn = [ ]; pause = [ \"vendor\" ]; } );\n" \
	"vendors = ( { name = \"acme\"; display_name = \"Acme Inc.\"; address = \"help@acme.example\";\n" vendor " } );\n"
#define CLOCKED "sla = { response = \"4h\"; calendar = \"theirs\"; }; chase = [ \"8h\", \"2h\" ];"

static void
ask(struct world *w, struct ticket *t, const char *note)
{
	struct change c = world_change(w, "ana");

	c.note = note;
	well(w, vendor_ask(w, &c, t, &w->tools.conf->vendors[0], &w->err));
}

static void
say(struct world *w, const struct ticket *t, enum message_kind kind, const char *words)
{
	struct message_row m = { .ticket = t->id, .kind = kind, .text = talloc_strdup(w, words), .reply = talloc_strdup(w, words),
		.created = w->now };

	well(w, message_row_add(w->tools.store, &m, &w->err));
}

/* The day before a day off of theirs, at noon in New York: their time goes on after it, while ours stands still. */
static void
their_hours_count(void **state)
{
	struct world *w = world_open(*state, PLACE(CLOCKED), "2026-11-25T15:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");
	struct clock_set set;

	world_until(w, "2026-11-25T17:00:00Z", false);
	ask(w, t, NULL);
	assert_int_equal(world_mails(w, "vendor_brief", "help@acme.example"), 1);
	assert_true(t->tier == CONF_TIER_VENDOR && t->state == TICKET_WAITING && t->waiting_for == TICKET_FOR_VENDOR);
	well(w, clock_set_read(w, w->tools.conf, w->tools.store, t->id, &set, &w->err));
	assert_int_equal(set.clocks[CONF_RESOLUTION].due, 0);
	/* Four hours: until they go home. The next eight are those of Friday. */
	world_until(w, "2026-11-25T20:59:59Z", false);
	assert_int_equal(world_mails(w, "vendor_chase", NULL), 0);
	world_until(w, "2026-11-25T21:00:00Z", false);
	assert_int_equal(world_mails(w, "vendor_chase", "help@acme.example"), 1);
	world_until(w, "2026-11-27T20:59:59Z", false);
	assert_int_equal(world_mails(w, "vendor_chase", NULL), 1);
	world_until(w, "2026-11-27T21:00:00Z", false);
	assert_int_equal(world_mails(w, "vendor_chase", NULL), 2);
	/* And two of Monday; then the lead hears of it, once. */
	world_until(w, "2026-11-30T14:59:59Z", false);
	assert_int_equal(world_mails(w, "vendor_late", NULL), 0);
	world_until(w, "2027-01-30T15:00:00Z", false);
	assert_int_equal(world_mails(w, "vendor_late", "lea@example.com"), 1);
	assert_int_equal(world_mails(w, "vendor_late", NULL), 1);
	assert_int_equal(world_mails(w, "vendor_chase", NULL), 2);
	assert_int_equal(world_events(w, t->id, "vendor_late"), 1);
	world_close(w);
}

/* Asked anew, their time begins anew. */
static void
asked_again(void **state)
{
	struct world *w = world_open(*state, PLACE(CLOCKED), "2026-11-30T13:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");

	ask(w, t, NULL);
	world_until(w, "2026-11-30T16:00:00Z", false);
	ask(w, t, "It is a model 7.");
	assert_int_equal(world_mails(w, "vendor_note", "help@acme.example"), 1);
	world_until(w, "2026-11-30T19:59:59Z", false);
	assert_int_equal(world_mails(w, "vendor_chase", NULL), 0);
	world_until(w, "2026-11-30T20:00:00Z", false);
	assert_int_equal(world_mails(w, "vendor_chase", NULL), 1);
	world_close(w);
}

static char *
brief_of(struct scene *s, const char *vendor, struct world **out)
{
	struct world *w = world_open(s, talloc_asprintf(s, PLACE("%s"), vendor), "2026-11-30T13:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");

	well(w, field_set(w->tools.store, t->id, "serial", "XY-123", &w->err));
	well(w, field_set(w->tools.store, t->id, "contract", "GOLD-77", &w->err));
	say(w, t, MESSAGE_FROM_REQUESTER, "It prints nothing, PIN: 4711. Eva");
	say(w, t, MESSAGE_NOTE, "Between us: they are difficult.");
	say(w, t, MESSAGE_VENDOR, "Another vendor says that it is yours.");
	ask(w, t, NULL);
	*out = w;
	return world_mail(w, "vendor_brief");
}

static void
what_must_not_be_seen(void **state)
{
	static const struct {
		const char *vendor;
		const char *there[4], *not_there[6];
	} samples[] = {
		{ "", { "serial: XY-123", "contract: GOLD-77", "PIN: 4711" }, { "Eva", "difficult", "Another vendor" } },
		{ "leave_out = { fields = [ \"contract\" ]; };", { "serial: XY-123", "PIN: 4711" }, { "GOLD-77", "contract", "Eva" } },
		{ "leave_out = { patterns = [ \"PIN: *[0-9]+\", \"GOLD-[0-9]+\" ]; };", { "serial: XY-123", "contract: [...]" },
		    { "4711", "GOLD-77", "Eva" } },
		{ "leave_out = { fields = [ \"serial\", \"contract\" ]; requester = false; };", { "PIN: 4711", "Eva" },
		    { "XY-123", "GOLD-77", "difficult", "Another vendor" } },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct world *w;
		char *brief = brief_of(*state, samples[i].vendor, &w);

		for (size_t n = 0; n < 4 && samples[i].there[n] != NULL; n++)
			if (strstr(brief, samples[i].there[n]) == NULL)
				fail_msg("%s: %s is not in it:\n%s", samples[i].vendor, samples[i].there[n], brief);
		for (size_t n = 0; n < 6 && samples[i].not_there[n] != NULL; n++)
			if (strstr(brief, samples[i].not_there[n]) != NULL)
				fail_msg("%s: %s is in it:\n%s", samples[i].vendor, samples[i].not_there[n], brief);
		world_close(w);
		if (i + 1 < sizeof(samples) / sizeof(samples[0])) {
			assert_int_equal(scene_close(state), 0);
			assert_int_equal(scene_open(state), 0);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(their_hours_count),
		in_scene(asked_again),
		in_scene(what_must_not_be_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
