/* clock.c - how long business time takes to reckon, and a config with calendars to load */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/clock/calendar.h>
#include <postigo/clock/sla.h>

static const char text[] =
    "identity = { name = \"Bench\"; domain = \"example.com\"; timezone = \"Europe/Madrid\"; };\n"
    "smtp = { host = \"localhost\"; tls = \"none\"; from = \"help@example.com\"; };\n"
    "mailboxes = ( { name = \"m\"; host = \"localhost\"; tls = \"none\"; address = \"help@example.com\"; queue = \"q\"; } );\n"
    "queues = ( { name = \"q\"; } );\n"
    "calendars = ( { name = \"office\"; hours = [ \"mon-thu 09:00-14:00, 15:00-18:00\", \"fri 08:00-15:00\" ]; day = \"8h\";\n"
    "  holidays = [ \"01-01\", \"01-06\", \"05-01\", \"08-15\", \"10-12\", \"11-01\", \"12-06\", \"12-08\", \"12-25\",\n"
    "  \"12-24 09:00-14:00\", \"12-31 09:00-14:00\" ]; },\n"
    "  { name = \"rare\"; hours = \"mon 09:00-09:01\"; timezone = \"America/New_York\"; } );\n"
    "slas = ( { name = \"gold\"; calendar = \"office\"; first_response = \"4h\"; resolution = \"5d\"; } );\n";

struct bench {
	const struct conf_calendar *office, *rare;
	struct sla_run run;
	instant from;
};

static void
one(const struct bench *b, int what, int i)
{
	instant t = b->from + MINUTES(37) * (i % 10000), out;
	struct sla_run run = b->run;
	struct sla_clock c;
	struct sla_warning w;
	SCRATCH(tmp);
	char *words;

	run.start = t;
	switch (what) {
	case 0: (void)calendar_open(b->office, t); break;
	case 1: (void)calendar_add(b->office, t, HOURS(4), &out); break;
	case 2: (void)calendar_add(b->office, t, HOURS(40), &out); break;
	case 3: (void)calendar_between(b->office, t, t + DAYS(30)); break;
	case 4: (void)calendar_add(b->rare, t, HOURS(1000), &out); break;
	case 5: (void)sla_reckon(&run, t + DAYS(2), &c); break;
	case 6: (void)sla_next_warning(&run, 0, 0, t, &w); break;
	default: (void)sla_words(tmp, &run, t, &words); break;
	}
}

int
main(int argc, char **argv)
{
	static const char *const names[] = { "open", "add 4 h", "add 40 h", "between, 30 days", "add, further than ten years",
		"an SLA's clock", "its next warning", "its reckoning in words" };
	SCRATCH(tmp);
	struct conf *conf = NULL;
	struct conf_problems problems;
	struct error err;

	if (argc != 2) {
		fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
		return 64;
	}
	char *path = talloc_asprintf(tmp, "%s/clock.conf", argv[1]);

	if (file_write(path, text, strlen(text), 0600, &err) != DONE) {
		fprintf(stderr, "%s\n", err.text);
		return 73;
	}
	int64_t start = instant_monotonic();

	for (int i = 0; i < 100; i++)
		if (conf_load(tmp, path, &conf, &problems) != DONE) {
			fprintf(stderr, "%s: %s\n", path, problems.list[0].what);
			return 78;
		}
	printf("%-28s %9.0f us\n", "load the config", (double)(instant_monotonic() - start) * 10);
	struct bench b = { conf_calendar(conf, "office"), conf_calendar(conf, "rare"),
		{ .sla = conf_sla(conf, "gold"), .aim = CONF_RESOLUTION, .end = SLA_NEVER }, 1767225600000 };

	for (int what = 0; what < 8; what++) {
		int rounds = what == 4 ? 2000 : 200000;

		start = instant_monotonic();
		for (int i = 0; i < rounds; i++)
			one(&b, what, i);
		printf("%-28s %9.2f us\n", names[what], (double)(instant_monotonic() - start) * 1000 / rounds);
	}
	(void)remove(path);
	return 0;
}
