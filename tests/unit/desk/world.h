/* world.h - a desk's config, store, keys and templates, and a clock that the test moves: timers go off in their order */
#ifndef TESTS_UNIT_DESK_WORLD_H
#define TESTS_UNIT_DESK_WORLD_H

#include <limits.h>

#include "../clock/fixture.h"

#include <postigo/store/due.h>
#include <postigo/store/event.h>
#include <postigo/store/ledger.h>
#include <postigo/store/outbox.h>
#include <postigo/store/participant.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

#include "../../../src/desk/assign_later.h"
#include "../../../src/desk/change.h"
#include "../../../src/desk/clocks.h"
#include "../../../src/desk/clocks_again.h"
#include "../../../src/desk/digest.h"
#include "../../../src/desk/follow_up.h"
#include "../../../src/desk/tools.h"
#include "../../../src/desk/vendor.h"
#include "../../../src/desk/warnings.h"

struct world {
	struct scene *scene;
	struct tools tools;
	instant now;
	struct error err;
	unsigned fired;		/* timers that went off */
};

static inline void
well_at(const struct world *w, enum result r, int line)
{
	if (r != DONE)
		fail_msg("line %d: result %d: %s", line, r, r < 0 ? w->err.text : "nothing there");
}
#define well(w, r) well_at(w, r, __LINE__)

/* text: teams, agents, calendars, SLAs and so on, and the queue "q". */
static inline struct world *
world_open(struct scene *s, const char *text, const char *now)
{
	struct world *w = talloc_zero(s, struct world);
	const char *source = getenv("srcdir");
	char templates[PATH_MAX];
	struct conf *conf;

	if (source == NULL)
		source = ".";
	assert_non_null(realpath(talloc_asprintf(w, "%s/templates", source), templates));
	w->scene = s;
	w->now = at(now);
	(void)scene_path(s, "desk.db");
	(void)scene_path(s, "desk.db-wal");
	(void)scene_path(s, "desk.db-shm");
	(void)scene_path(s, "desk.db.lock");
	(void)scene_path(s, "keys");
	char *whole = talloc_asprintf(w, "%s%s%s%sstore = { url = \"sqlite:%s/desk.db\"; };\nsecret = { file = \"%s/keys\"; };\n"
	    "templates = { dir = \"%s\"; };\n", IDENTITY("timezone = \"Europe/Madrid\";"), SMTP(""), MAILBOX(""), text, s->folder,
	    s->folder, templates);
	struct conf_problems problems;

	if (scene_load(s, w, whole, &conf, &problems) != DONE)
		fail_msg("%s:%u: %s", problems.list[0].file, problems.list[0].line, problems.list[0].what);
	well(w, tools_open(w, conf, STORE_WRITE, &w->tools, &w->err));
	well(w, store_begin(w->tools.store, &w->err));
	return w;
}

static inline void
world_close(struct world *w)
{
	well(w, store_commit(w->tools.store, &w->err));
	talloc_free(w);
}

/* A new ticket of Eva's in that queue, and its clocks. */
static inline struct ticket *
world_ticket_in(struct world *w, const char *queue, const char *team, const char *assignee)
{
	struct ticket *t = talloc_zero(w, struct ticket);
	int64_t mailbox;

	*t = (struct ticket){ .subject = talloc_strdup(t, "Printer"), .queue = talloc_strdup(t, queue), .tier = 1, .priority = 1,
		.team = team != NULL ? talloc_strdup(t, team) : NULL, .assignee = assignee != NULL ? talloc_strdup(t, assignee) : NULL,
		.language = talloc_strdup(t, "en"), .created = w->now, .mailbox_name = talloc_strdup(t, "help") };
	well(w, person_get(w->tools.store, "eva@example.net", "Eva", w->now, &t->requester, &w->err));
	well(w, ledger_mailbox(w->tools.store, "help", &mailbox, &w->err));
	t->mailbox = mailbox;
	well(w, ticket_add(w->tools.store, t, &w->err));
	well(w, participant_add(w->tools.store, t->id, t->requester, PARTICIPANT_REQUESTER, w->now, &w->err));
	well(w, clocks_heard(&w->tools, t, CLOCKS_NEW, w->now, w->now, &w->err));
	return t;
}

static inline struct ticket *
world_ticket(struct world *w, const char *team, const char *assignee)
{
	return world_ticket_in(w, "q", team, assignee);
}

static inline void
world_fire(struct world *w, const struct due_row *row)
{
	well(w, due_remove(w->tools.store, row->id, &w->err));
	w->fired++;
	if (strcmp(row->kind, CLOCKS_TIMER) == 0)
		well(w, warnings_due(&w->tools, row->ticket, w->now, &w->err));
	else if (strcmp(row->kind, WARNINGS_TIMER) == 0)
		well(w, warnings_tell(&w->tools, w->now, &w->err));
	else if (strcmp(row->kind, CLOCKS_AGAIN_TIMER) == 0)
		well(w, clocks_again_due(&w->tools, row, w->now, &w->err));
	else if (strcmp(row->kind, DIGEST_TIMER) == 0)
		well(w, digest_due(&w->tools, row, w->now, &w->err));
	else if (strcmp(row->kind, ASSIGN_TIMER) == 0)
		well(w, assign_due(&w->tools, row, w->now, &w->err));
	else if (strcmp(row->kind, FOLLOW_UP_TIMER) == 0)
		well(w, follow_up_due(&w->tools, row, w->now, &w->err));
	else if (strcmp(row->kind, VENDOR_TIMER) == 0)
		well(w, vendor_due(&w->tools, row, w->now, &w->err));
	else
		fail_msg("a timer of kind %s", row->kind);
}

/* Time goes by: everything that is due until then is done when it is due; asleep: only then. */
static inline void
world_until(struct world *w, const char *when, bool asleep)
{
	instant until = at(when), due;

	if (asleep)
		w->now = until;
	while (due_next(w->tools.store, &due, &w->err) == DONE && due <= until) {
		struct due_row *rows;
		size_t count;

		if (due > w->now)
			w->now = due;
		well(w, due_now(w, w->tools.store, w->now, 1, &rows, &count, &w->err));
		world_fire(w, &rows[0]);
		if (w->fired > 1000000)
			fail_msg("timers without end");
	}
	w->now = until;
}

static inline struct change
world_change(const struct world *w, const char *actor)
{
	return (struct change){ .tools = &w->tools, .actor = actor, .now = w->now };
}

/* How many mails of that template went to that address. */
static inline unsigned
world_mails(struct world *w, const char *template, const char *to)
{
	struct outbox_row *rows;
	size_t count;
	unsigned n = 0;

	well(w, outbox_list(w, w->tools.store, -1, 100000, &rows, &count, &w->err));
	for (size_t i = 0; i < count; i++)
		n += strcmp(rows[i].kind, template) == 0 && (to == NULL || strcmp(rows[i].recipient, to) == 0);
	return n;
}

/* The newest mail of that template, as it goes out. */
static inline char *
world_mail(struct world *w, const char *template)
{
	struct outbox_row *rows;
	int64_t newest = 0;
	size_t count, size;
	char *bytes;

	well(w, outbox_list(w, w->tools.store, -1, 100000, &rows, &count, &w->err));
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].kind, template) == 0 && rows[i].id > newest)
			newest = rows[i].id;
	well(w, outbox_raw(w, w->tools.store, newest, &bytes, &size, &w->err));
	return talloc_strndup(w, bytes, size);
}

/* How often the ticket's history has that. */
static inline unsigned
world_events(struct world *w, int64_t ticket, const char *verb)
{
	struct event_row *rows;
	size_t count;
	unsigned n = 0;

	well(w, event_list(w, w->tools.store, ticket, &rows, &count, &w->err));
	for (size_t i = 0; i < count; i++)
		n += strcmp(rows[i].verb, verb) == 0;
	return n;
}

#define in_scene(test) cmocka_unit_test_setup_teardown(test, scene_open, scene_close)

#endif
