/* timers.c - how fast a desk that was away catches up with what is due, and what timers that are not due cost it
 *
 * usage: timers FOLDER TEMPLATES [TICKETS]     a config and a store of its own in FOLDER (default 100000 tickets)
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/store/ledger.h>
#include <postigo/store/outbox.h>
#include <postigo/store/person.h>

#include "../../src/desk/clocks.h"
#include "../../src/desk/desk.h"
#include "../../src/desk/timers.h"

static const char text[] =
    "identity = { name = \"Bench\"; domain = \"example.com\"; timezone = \"Europe/Madrid\"; };\n"
    "smtp = { host = \"localhost\"; tls = \"none\"; from = \"help@example.com\"; };\n"
    "mailboxes = ( { name = \"m\"; host = \"localhost\"; tls = \"none\"; address = \"help@example.com\"; queue = \"q\"; } );\n"
    "queues = ( { name = \"q\"; team = \"t\"; } );\n"
    "teams = ( { name = \"t\"; members = ( \"ana\", \"ben\", \"leo\" ); lead = \"ana\"; } );\n"
    "agents = ( { name = \"ana\"; address = \"ana@example.com\"; }, { name = \"ben\"; address = \"ben@example.com\"; },\n"
    "  { name = \"leo\"; address = \"leo@example.com\"; } );\n"
    "calendars = ( { name = \"office\"; hours = [ \"mon-thu 09:00-14:00, 15:00-18:00\", \"fri 08:00-15:00\" ]; day = \"8h\";\n"
    "  holidays = [ \"01-01\", \"01-06\", \"05-01\", \"08-15\", \"10-12\", \"11-01\", \"12-06\", \"12-08\", \"12-25\" ]; } );\n"
    "slas = ( { name = \"gold\"; calendar = \"office\"; first_response = \"4h\"; resolution = \"5d\"; repeat = \"4h\";\n"
    "  ladder = ( { at = 50; tell = \"assignee\"; }, { at = 100; tell = \"team\"; } ); } );\n";

static void
must(enum result r, const struct error *err)
{
	if (r != DONE)
		fatal(EX_SOFTWARE, "%d %s", r, r < 0 ? err->text : "nothing there");
}

static struct desk *
open_desk(TALLOC_CTX *ctx, const char *folder, const char *templates)
{
	struct desk *desk = talloc_zero(ctx, struct desk);
	char *path = talloc_asprintf(ctx, "%s/timers.conf", folder), real[4096];
	struct conf_problems problems;
	struct conf *conf;
	struct error err;

	if (realpath(templates, real) == NULL)
		fatal(EX_NOINPUT, "%s", templates);
	char *whole = talloc_asprintf(ctx, "%sstore = { url = \"sqlite:%s/timers.db\"; };\nsecret = { file = \"%s/timers.keys\"; };\n"
	    "templates = { dir = \"%s\"; };\n", text, folder, folder, real);

	must(file_write(path, whole, strlen(whole), 0600, &err), &err);
	if (conf_load(ctx, path, &conf, &problems) != DONE)
		fatal(EX_CONFIG, "%s", problems.list[0].what);
	desk->round = talloc_new(desk);
	must(tools_open(desk, conf, STORE_WRITE, &desk->tools, &err), &err);
	return desk;
}

/* Tickets that came on a Monday morning, a second after each other. */
static void
fill(struct desk *desk, int count, instant from)
{
	struct store *store = desk->tools.store;
	struct error err;
	int64_t person, mailbox;

	for (int i = 0; i < count; i++) {
		SCRATCH(tmp);
		instant now = from + i;
		struct ticket t = { .subject = talloc_strdup(tmp, "Printer"), .queue = talloc_strdup(tmp, "q"), .tier = 1, .priority = 1,
			.team = talloc_strdup(tmp, "t"), .assignee = i % 3 == 0 ? talloc_strdup(tmp, "ben") : NULL, .created = now };

		if (i % 5000 == 0)
			must(store_begin(store, &err), &err);
		must(person_get(store, "eva@example.net", "Eva", now, &person, &err), &err);
		must(ledger_mailbox(store, "m", &mailbox, &err), &err);
		t.requester = person;
		t.mailbox = mailbox;
		must(ticket_add(store, &t, &err), &err);
		must(clocks_heard(&desk->tools, &t, CLOCKS_NEW, now, now, &err), &err);
		if (i % 5000 == 4999 || i + 1 == count)
			must(store_commit(store, &err), &err);
	}
}

/* A desk's rounds, without mail. */
static void
catch_up(struct desk *desk, int count)
{
	int64_t start = instant_monotonic(), longest = 0;
	struct outbox_row *rows;
	struct error err;
	size_t mails;
	unsigned rounds = 0;
	clock_t busy = clock();

	while (timers_patience(desk) == 0) {
		int64_t began = instant_monotonic(), took;

		timers_run(desk);
		if (desk->broken)
			fatal(EX_SOFTWARE, "the desk is broken");
		must(store_commit(desk->tools.store, &err), &err);
		store_checkpoint(desk->tools.store);
		talloc_free_children(desk->round);
		took = instant_monotonic() - began;
		longest = took > longest ? took : longest;
		rounds++;
	}
	int64_t ms = instant_monotonic() - start;

	must(outbox_list(desk->round, desk->tools.store, -1, 1000000, &rows, &mails, &err), &err);
	busy = clock() - busy;
	printf("%d timers that are due: %.1f s (%.1f s of a processor), %.0f a second, in %u rounds of at most %lld ms, %zu mails\n",
	    count, (double)ms / 1000, (double)busy / CLOCKS_PER_SEC, count * 1000.0 / (double)(ms > 0 ? ms : 1), rounds,
	    (long long)longest, mails);
}

static void
idle(struct desk *desk, int count)
{
	int64_t start = instant_monotonic();
	enum { LOOKS = 100000 };

	for (int i = 0; i < LOOKS; i++)
		if (timers_patience(desk) == 0)
			fatal(EX_SOFTWARE, "something is due");
	printf("%d timers that are not due: %.2f us a round\n", count, (double)(instant_monotonic() - start) * 1000 / LOOKS);
}

int
main(int argc, char **argv)
{
	static const char *const left[] = { "timers.conf", "timers.db", "timers.db-wal", "timers.db-shm", "timers.db.lock",
		"timers.keys" };
	SCRATCH(tmp);
	int count = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 100000;
	instant monday = 1795680000000 + HOURS(9);	/* 2026-11-26 and some */
	struct desk *desk;

	if (argc < 3) {
		fprintf(stderr, "usage: %s FOLDER TEMPLATES [TICKETS]\n", argv[0]);
		return EX_USAGE;
	}
	desk = open_desk(tmp, argv[1], argv[2]);
	fill(desk, count, monday);
	instant_rehearse(monday + MINUTES(5), 0.001);
	idle(desk, count);
	instant_rehearse(monday + DAYS(30), 0.001);
	catch_up(desk, count);
	idle(desk, count);
	talloc_free(desk);
	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++)
		(void)unlink(talloc_asprintf(tmp, "%s/%s", argv[1], left[i]));
	return 0;
}
