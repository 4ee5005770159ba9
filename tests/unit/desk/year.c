/* year.c - a year at a desk by day and by night: who is warned when, what is late, who is reminded, which tickets close
 *
 * What the timers do is held to a walk through every minute of that year, with days off and changes of the clocks written down
 * here anew: it shares nothing with src/clock.
 */
#include <config.h>

#include "world.h"

#define PLACE \
	"queues = ( { name = \"q\"; team = \"first\"; follow_up = { remind = [ \"18h\", \"45h\" ]; close = \"81h\"; calendar = \"office\"; }; },\n" \
	"  { name = \"n\"; team = \"first\"; follow_up = { remind = [ \"18h\", \"45h\" ]; close = \"81h\"; calendar = \"night\"; }; } );\n" \
	"teams = ( { name = \"first\"; members = ( \"ana\", \"ben\" ); lead = \"lea\"; } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@example.com\"; },\n" \
	"  { name = \"ben\"; address = \"ben@example.com\"; calendar = \"office\"; digest = \"08:00\"; },\n" \
	"  { name = \"lea\"; address = \"lea@example.com\"; } );\n" \
	"limits = { address = \"off\"; domain = \"off\"; thread = \"off\"; repeats = 100; };\n" \
	"calendars = ( { name = \"office\"; hours = \"mon-fri 09:00-18:00\"; holidays_file = \"days.ics\";\n" \
	"    holidays = [ \"12-25\", \"01-01\", \"08-10..08-21\" ]; },\n" \
	"  { name = \"night\"; hours = \"daily 22:00-06:00\"; holidays = [ \"12-24\" ]; } );\n" \
	"slas = ( { name = \"day\"; calendar = \"office\"; queues = [ \"q\" ]; " PROMISES " },\n" \
	"  { name = \"night\"; calendar = \"night\"; queues = [ \"n\" ]; " PROMISES " } );\n"
#define PROMISES \
	"first_response = \"4h\"; next_response = \"2h\"; resolution = \"27h\"; repeat = \"9h\"; ladder = (" \
	" { at = 50; tell = \"assignee\"; }, { at = 100; tell = \"team\"; }, { at = 150; tell = \"lead\"; } );"

/* Good Friday, which moves. */
#define DAYS_OFF \
	"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\nBEGIN:VEVENT\r\nUID:1@example.com\r\nDTSTAMP:20260101T000000Z\r\n" \
	"DTSTART;VALUE=DATE:20260403\r\nSUMMARY:Viernes Santo\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

#define FROM "2026-03-02T08:00:00Z"
#define NEW_UNTIL "2027-03-02T08:00:00Z"
#define UNTIL "2027-05-15T08:00:00Z"

enum { FIRST, NEXT, RESOLUTION, CLOCKS };
static const char *const aims[CLOCKS] = { "first_response", "next_response", "resolution" };
static const int promised[CLOCKS] = { 240, 120, 1620 };
#define REPEAT 540

enum { OFFICE, NIGHT, PLACES };
enum step { NOTHING, ANSWER, ASK, CLOSE };
#define STEPS 4

/* What happens to a ticket, in minutes since 1970. */
struct story {
	struct ticket *ticket;
	int place;
	long begins;
	enum step steps[STEPS];
	long at[STEPS];
};

/* Something that is to happen, or has. */
struct happening {
	int64_t ticket;
	long minute;
	char *what;
};

struct list {
	struct happening *all;
	unsigned count;
};

static void
note(struct list *list, TALLOC_CTX *ctx, int64_t ticket, long minute, char *what)
{
	if ((list->count & (list->count - 1)) == 0)
		list->all = talloc_realloc(ctx, list->all, struct happening, list->count == 0 ? 1 : list->count * 2);
	list->all[list->count++] = (struct happening){ ticket, minute, what };
}

/* Madrid is an hour ahead, and two in summer: from the last Sunday of March to that of October, each at 01:00 UTC. */
static long
local(long minute)
{
	long day = minute / 1440, hour = minute % 1440 / 60;
	long spring = day >= instant_days(2027, 1, 1) ? instant_days(2027, 3, 28) : instant_days(2026, 3, 29);
	long autumn = day >= instant_days(2027, 1, 1) ? instant_days(2027, 10, 31) : instant_days(2026, 10, 25);
	bool summer = (day > spring || (day == spring && hour >= 1)) && (day < autumn || (day == autumn && hour < 1));

	return minute + (summer ? 120 : 60);
}

static bool
day_off(long day)
{
	return (day + 4) % 7 == 6 || (day + 4) % 7 == 0 || day == instant_days(2026, 12, 25) || day == instant_days(2027, 1, 1) ||
	    (day >= instant_days(2026, 8, 10) && day <= instant_days(2026, 8, 21)) || day == instant_days(2026, 4, 3);
}

/* Whether somebody works in the minute that begins then. The night of the 24th is the shift that begins on it. */
static bool
is_open(int place, long minute)
{
	long here = local(minute), hour = here % 1440 / 60, day = here / 1440;

	if (place == OFFICE)
		return hour >= 9 && hour < 18 && !day_off(day);
	return (hour >= 22 && day != instant_days(2026, 12, 24)) || (hour < 6 && day - 1 != instant_days(2026, 12, 24));
}

/* One clock, as the minutes go by. */
struct ticking {
	bool runs, missed;
	int used;	/* minutes */
	int told;	/* percent */
	int since;	/* it was told */
	bool heard;
};

struct walk {
	const struct story *story;
	struct list *list;
	struct ticking clocks[CLOCKS];
	bool waits;
	int waited;
};

static void
expect(struct walk *k, long minute, const char *what)
{
	note(k->list, k->story->ticket, k->story->ticket->id, minute, talloc_strdup(k->story->ticket, what));
}

/* What the minute that ends has brought that clock to: the percentage to be told of. 0: nothing. */
static int
rung(struct ticking *c, int target, bool *again)
{
	static const int ladder[] = { 150, 100, 50 };

	*again = false;
	for (size_t i = 0; i < sizeof(ladder) / sizeof(ladder[0]); i++)
		if (c->used * 100 >= ladder[i] * target && c->told < ladder[i])
			return ladder[i];
	*again = c->told == 150 && !c->heard && c->since == REPEAT;
	return *again ? 150 : 0;
}

static void
warn(struct walk *k, long minute)
{
	int highest = 0, which = 0;
	bool repeated = false;

	for (int i = 0; i < CLOCKS; i++) {
		struct ticking *c = &k->clocks[i];
		bool again;
		int percent = c->runs ? rung(c, promised[i], &again) : 0;

		if (percent == 0)
			continue;
		c->told = percent;
		c->since = 0;
		c->heard = false;
		if (percent > highest) {
			highest = percent;
			which = i;
			repeated = again;
		}
	}
	if (highest > 0)
		expect(k, minute, talloc_asprintf(k->story->ticket, "%d %% of %s%s: %s", highest, aims[which], repeated ? ", again" : "",
		    highest == 50 ? "ben" : highest == 100 ? "ana, ben" : "lea"));
}

/* A minute in which somebody works. */
static void
work(struct walk *k, long minute)
{
	for (int i = 0; i < CLOCKS; i++) {
		struct ticking *c = &k->clocks[i];

		if (!c->runs || (k->waits && i == RESOLUTION))
			continue;
		if (c->used == promised[i] && !c->missed) {
			c->missed = true;
			expect(k, minute, talloc_asprintf(k->story->ticket, "missed %s", aims[i]));
		}
		c->used++;
		c->since++;
	}
	if (k->waits)
		k->waited++;
	warn(k, minute + 1);
	if (k->waits && (k->waited == 18 * 60 || k->waited == 45 * 60))
		expect(k, minute + 1, "reminder");
	if (k->waits && k->waited == 81 * 60)
		expect(k, minute + 1, "closed_waiting");
}

static void
step_of(struct walk *k, enum step step)
{
	struct ticking *c = k->clocks;

	if (step == ASK) {
		c[NEXT] = (struct ticking){ .runs = true };
		k->waits = false;
	}
	if (step == ANSWER || step == CLOSE)
		c[FIRST].runs = c[NEXT].runs = false;
	if (step == CLOSE)
		c[RESOLUTION].runs = false;
	if (step == ANSWER)
		c[RESOLUTION].heard = true;
	k->waits = step == ANSWER || (k->waits && step != CLOSE);
	k->waited = 0;
}

/* All that is to be heard of a ticket. */
static void
walk(const struct story *story, struct list *list)
{
	struct walk k = { .story = story, .list = list };
	long end = at(UNTIL) / MINUTES(1);
	unsigned n = 0;

	k.clocks[FIRST].runs = k.clocks[RESOLUTION].runs = true;
	for (long minute = story->begins; minute < end && k.waited < 81 * 60 && (n == 0 || story->steps[n - 1] != CLOSE); minute++) {
		for (; n < STEPS && story->steps[n] != NOTHING && story->at[n] == minute; n++)
			step_of(&k, story->steps[n]);
		if (is_open(story->place, minute))
			work(&k, minute);
	}
}

static uint32_t
draw(uint32_t *random, uint32_t from, uint32_t to)
{
	*random = *random * 1664525u + 1013904223u;
	return from + (*random >> 8) % (to - from);
}

/* Forgotten for weeks; answered, and nothing is heard of them; or they come back, and are answered once more. */
static void
tell_story(struct story *s, uint32_t *random)
{
	static const enum step plots[][STEPS] = { { CLOSE }, { ANSWER }, { ANSWER, ASK, ANSWER, CLOSE }, { ANSWER, ASK, CLOSE } };
	unsigned plot = draw(random, 0, 4);
	long minute = s->begins;

	memcpy(s->steps, plots[plot], sizeof(s->steps));
	for (unsigned n = 0; n < STEPS && s->steps[n] != NOTHING; n++) {
		/* Technicians may take weeks; requesters answer before their ticket would be closed. */
		minute += draw(random, 10, s->steps[n] != ASK && !(n > 0 && s->steps[n - 1] == ANSWER) && draw(random, 0, 3) == 0 ?
		    25 * 1440 : 2 * 1440);
		s->at[n] = minute;
	}
}

static void
happens(struct world *w, struct story *s, enum step step)
{
	struct change c = world_change(w, NULL);

	well(w, change_state(&c, s->ticket, step == ASK ? TICKET_OPEN : step == CLOSE ? TICKET_CLOSED : TICKET_WAITING, &w->err));
	if (step != CLOSE)
		well(w, clocks_heard(&w->tools, s->ticket, step == ASK ? CLOCKS_ASKED : CLOCKS_ANSWERED, w->now, w->now, &w->err));
}

/* Time goes by to that minute, and before it whatever happens to tickets. */
static void
live(struct world *w, struct story *stories, unsigned count, long until)
{
	for (;;) {
		struct story *first = NULL;
		unsigned step = 0;

		for (unsigned i = 0; i < count; i++)
			for (unsigned n = 0; n < STEPS; n++)
				if (stories[i].steps[n] != NOTHING && stories[i].at[n] * MINUTES(1) > w->now && stories[i].at[n] <= until &&
				    (first == NULL || stories[i].at[n] < first->at[step])) {
					first = &stories[i];
					step = n;
				}
		world_until(w, instant_rfc3339(w, (first != NULL ? first->at[step] : until) * MINUTES(1)), false);
		if (first == NULL)
			return;
		/* Of the same minute. */
		for (unsigned i = 0; i < count; i++)
			for (unsigned n = 0; n < STEPS; n++)
				if (stories[i].steps[n] != NOTHING && stories[i].at[n] * MINUTES(1) == w->now)
					happens(w, &stories[i], stories[i].steps[n]);
	}
}

static int
earlier(const void *a, const void *b)
{
	const struct happening *x = a, *y = b;

	if (x->ticket != y->ticket)
		return x->ticket < y->ticket ? -1 : 1;
	if (x->minute != y->minute)
		return x->minute < y->minute ? -1 : 1;
	return strcmp(x->what, y->what);
}

/* What has been noted of the tickets; what is late is noted within the second. */
static void
look_back(struct world *w, const struct story *stories, unsigned count, struct list *list)
{
	for (unsigned i = 0; i < count; i++) {
		struct event_row *rows;
		size_t events;

		well(w, event_list(w, w->tools.store, stories[i].ticket->id, &rows, &events, &w->err));
		for (size_t n = 0; n < events; n++)
			if (strcmp(rows[n].verb, "warned") == 0)
				note(list, w, rows[n].ticket, rows[n].at / MINUTES(1), rows[n].detail);
			else if (strcmp(rows[n].verb, "missed") == 0)
				note(list, w, rows[n].ticket, rows[n].at / MINUTES(1), talloc_asprintf(w, "missed %s", rows[n].detail));
	}
}

/* The mails of a year: those to requesters, and who was told of what is late, and when. */
static void
look_at_mails(struct world *w, struct list *to_requesters, struct list *warnings, unsigned *digests)
{
	struct outbox_row *rows;
	size_t count;

	well(w, outbox_list(w, w->tools.store, -1, 100000, &rows, &count, &w->err));
	for (size_t i = 0; i < count; i++) {
		long minute = rows[i].created / MINUTES(1);

		if (strcmp(rows[i].kind, "reminder") == 0 || strcmp(rows[i].kind, "closed_waiting") == 0)
			note(to_requesters, w, rows[i].ticket, minute, rows[i].kind);
		else if (strcmp(rows[i].kind, "sla_warning") == 0 || strcmp(rows[i].kind, "sla_digest") == 0)
			note(warnings, w, 0, minute, talloc_strndup(w, rows[i].recipient, strcspn(rows[i].recipient, "@")));
		else if (strcmp(rows[i].kind, "digest_agent") == 0) {
			/* At eight by the clocks of the place, whatever these are. */
			assert_int_equal(local(minute) % 1440, 8 * 60);
			assert_true(!day_off(local(minute) / 1440));
			++*digests;
		}
	}
}

static void
same(struct list *got, struct list *wanted)
{
	unsigned most = got->count < wanted->count ? got->count : wanted->count;

	qsort(got->all, got->count, sizeof(got->all[0]), earlier);
	qsort(wanted->all, wanted->count, sizeof(wanted->all[0]), earlier);
	for (unsigned i = 0; i < most; i++) {
		SCRATCH(tmp);
		const struct happening *g = &got->all[i], *e = &wanted->all[i];

		if (earlier(g, e) != 0)
			fail_msg("got #%d %s %s, wanted #%d %s %s", (int)g->ticket, instant_rfc3339(tmp, g->minute * MINUTES(1)), g->what,
			    (int)e->ticket, instant_rfc3339(tmp, e->minute * MINUTES(1)), e->what);
	}
	assert_int_equal(got->count, wanted->count);
}

static void
once_each(struct list *list)
{
	unsigned kept = 0;

	qsort(list->all, list->count, sizeof(list->all[0]), earlier);
	for (unsigned i = 0; i < list->count; i++)
		if (kept == 0 || earlier(&list->all[kept - 1], &list->all[i]) != 0)
			list->all[kept++] = list->all[i];
	list->count = kept;
}

/* Each that was to be told has had mail in that minute, and nobody else has had any. */
static void
told_by_mail(struct world *w, const struct list *warned, struct list *mails)
{
	struct list wanted = { 0 };

	for (unsigned i = 0; i < warned->count; i++) {
		char *names = strchr(warned->all[i].what, ':'), *name;

		if (names == NULL)
			continue;
		names = talloc_strdup(w, names + 1);
		while ((name = strsep(&names, ", ")) != NULL)
			if (name[0] != '\0')
				note(&wanted, w, 0, warned->all[i].minute, name);
	}
	once_each(&wanted);
	once_each(mails);
	same(mails, &wanted);
}

static unsigned
of_kind(const struct list *list, const char *words)
{
	unsigned n = 0;

	for (unsigned i = 0; i < list->count; i++)
		n += strstr(list->all[i].what, words) != NULL;
	return n;
}

static void
all_that_is_due_in_a_year(void **state)
{
	struct scene *s = *state;
	struct story stories[800];
	struct list wanted = { 0 }, got = { 0 }, mails = { 0 };
	unsigned count = 0, digests = 0, days = 0;
	uint32_t random = 5;

	scene_write(s, "days.ics", DAYS_OFF, 0600);
	struct world *w = world_open(s, PLACE, FROM);
	long first = w->now / MINUTES(1);

	well(w, digest_begin(&w->tools, w->now, &w->err));
	for (long minute = first; minute < at(NEW_UNTIL) / MINUTES(1); minute += draw(&random, 60, 1800)) {
		struct story *story = &stories[count];

		live(w, stories, count++, minute);
		*story = (struct story){ .place = draw(&random, 0, 3) == 0 ? NIGHT : OFFICE, .begins = minute };
		story->ticket = world_ticket_in(w, story->place == NIGHT ? "n" : "q", "first", "ben");
		tell_story(story, &random);
		walk(story, &wanted);
		assert_true(count < sizeof(stories) / sizeof(stories[0]));
	}
	live(w, stories, count, at(UNTIL) / MINUTES(1));
	look_back(w, stories, count, &got);
	look_at_mails(w, &got, &mails, &digests);
	same(&got, &wanted);
	told_by_mail(w, &got, &mails);
	for (long day = first / 1440 + 1; day < at(NEW_UNTIL) / DAYS(1); day++)
		days += !day_off(day);
	/* There is something to do on each of them, and some days after the last has come. */
	assert_true(digests >= days && digests < days + 50);
	print_message("%u tickets, %u warnings, %u times late, %u reminders, %u closed\n", count, of_kind(&got, " % of "),
	    of_kind(&got, "missed"), of_kind(&got, "reminder"), of_kind(&got, "closed_waiting"));
	assert_true(of_kind(&got, " % of ") > 1000 && of_kind(&got, "again") > 500 && of_kind(&got, "missed") > 300 &&
	    of_kind(&got, "reminder") > 100 && of_kind(&got, "closed_waiting") > 50);
	world_close(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(all_that_is_due_in_a_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
