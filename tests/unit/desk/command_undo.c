/* What each command does to a store, and that undoing it leaves everything as it was: mails through facts, decision and
 * application, one after the other. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/desk/decide.h>
#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>
#include <postigo/store/message_row.h>
#include <postigo/store/participant.h>

#include "../../../src/desk/apply.h"
#include "../../../src/desk/command_timer.h"
#include "../../../src/desk/facts.h"
#include "../../../src/desk/limits.h"
#include "seen.h"

#define NOW (DAYS(20784) + HOURS(15))	/* Friday 27 November 2026 */

struct scene {
	char folder[64];
	char *conf_path, *db_path;
	struct tools tools;
	int64_t mailbox, leo, eva;
	instant now;
	unsigned mails, arrivals;
};

static char *
config(TALLOC_CTX *ctx, const char *folder, const char *more)
{
	const char *source = getenv("srcdir");

	return talloc_asprintf(ctx, "identity = { name = \"Desk\"; domain = \"desk.example\"; };\n"
	    "store = { url = \"sqlite:%s/postigo.db\"; };\nsecret = { file = \"%s/keys\"; };\n"
	    "control = { socket = \"%s/control\"; };\ntemplates = { dir = \"%s/templates\"; };\n"
	    "smtp = { host = \"localhost\"; tls = \"none\"; from = \"support@desk.example\"; };\n"
	    "mailboxes = ( { name = \"support\"; host = \"localhost\"; tls = \"none\"; address = \"support@desk.example\"; queue = \"help\"; } );\n"
	    "queues = ( { name = \"help\"; team = \"first\"; }, { name = \"billing\"; team = \"second\"; } );\n"
	    "teams = ( { name = \"first\"; members = ( \"leo\", \"ana\" ); }, { name = \"second\"; members = ( \"ben\" ); } );\n"
	    "agents = ( { name = \"leo\"; address = \"leo@tech.example\"; %s }, { name = \"ana\"; address = \"ana@tech.example\"; },\n"
	    "  { name = \"ben\"; address = \"ben@tech.example\"; } );\n", folder, folder, folder,
	    source != NULL && source[0] == '/' ? source : talloc_asprintf(ctx, "%s/%s", getcwd((char[4096]){ "" }, 4096),
	    source != NULL ? source : "."), more);
}

static void
done(enum result result, const struct error *err)
{
	if (result != DONE)
		fail_msg("%d: %s", result, result < 0 ? err->text : "");
}

/* A ticket of eva's with two messages of hers. */
static void
add_ticket(struct scene *s, const char *subject)
{
	struct error err;
	struct ticket t = { .subject = talloc_strdup(s, subject), .requester = s->eva, .mailbox = s->mailbox,
		.mailbox_name = talloc_strdup(s, "support"), .queue = talloc_strdup(s, "help"), .team = talloc_strdup(s, "first"),
		.tier = 1, .priority = 1, .language = talloc_strdup(s, "en"), .created = NOW - HOURS(1) };

	done(ticket_add(s->tools.store, &t, &err), &err);
	done(participant_add(s->tools.store, t.id, s->eva, PARTICIPANT_REQUESTER, NOW, &err), &err);
	for (int i = 0; i < 2; i++) {
		struct message_row m = { .ticket = t.id, .kind = MESSAGE_FROM_REQUESTER, .author = s->eva, .created = NOW - HOURS(1),
			.text = talloc_strdup(s, "It burns."), .subject = talloc_strdup(s, subject) };

		done(message_row_add(s->tools.store, &m, &err), &err);
	}
}

static struct scene *
scene_open(const char *more)
{
	struct scene *s = talloc_zero(NULL, struct scene);
	struct conf_problems problems;
	struct conf *conf;
	struct error err;
	char *text;

	strcpy(s->folder, "/tmp/postigo-undo-XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	s->conf_path = talloc_asprintf(s, "%s/conf", s->folder);
	s->db_path = talloc_asprintf(s, "%s/postigo.db", s->folder);
	s->now = NOW;
	text = config(s, s->folder, more);
	done(file_write(s->conf_path, text, strlen(text), 0600, &err), &err);
	if (conf_load(s, s->conf_path, &conf, &problems) != DONE)
		fail_msg("%s", problems.list[0].what);
	done(tools_open(s, conf, STORE_WRITE, &s->tools, &err), &err);
	done(store_begin(s->tools.store, &err), &err);
	done(ledger_mailbox(s->tools.store, "support", &s->mailbox, &err), &err);
	done(person_get(s->tools.store, "eva@customer.example", "Eva", NOW, &s->eva, &err), &err);
	done(person_get(s->tools.store, "leo@tech.example", "Leo", NOW, &s->leo, &err), &err);
	for (int i = 0; i < 3; i++)
		add_ticket(s, (const char *[]){ "Printer", "Screen", "Mouse" }[i]);
	done(store_commit(s->tools.store, &err), &err);
	return s;
}

static void
scene_close(struct scene *s)
{
	static const char *const files[] = { "conf", "postigo.db", "postigo.db-wal", "postigo.db-shm", "postigo.db.lock", "keys" };
	char *folder = talloc_strdup(NULL, s->folder);

	talloc_free(s);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *path = talloc_asprintf(folder, "%s/%s", folder, files[i]);

		(void)unlink(path);
	}
	(void)rmdir(folder);
	talloc_free(folder);
}

/* leo writes to that address. */
static void
deliver(struct scene *s, const char *to, const char *words)
{
	SCRATCH(tmp);
	/* Each arrival has come another way: its bytes are no other mail's. */
	char *raw = talloc_asprintf(tmp, "X-Way: %u\r\nFrom: Leo <leo@tech.example>\r\nTo: %s\r\nSubject: Re: [#1] Printer\r\n"
	    "Message-ID: <%u@tech.example>\r\nIn-Reply-To: <x@desk.example>\r\nContent-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: 8bit\r\n\r\n%s\r\n", ++s->arrivals, to, ++s->mails, words);
	struct inbox_mail arrived = { .mailbox = s->mailbox, .arrived = s->now, .received = s->now, .raw = raw, .size = strlen(raw) };
	struct mail *mail = message_parse(tmp, raw, strlen(raw));
	struct inbox_row row;
	struct facts facts;
	struct decision *d;
	struct error err;
	int64_t id, ticket, message;
	bool is_new;

	done(store_begin(s->tools.store, &err), &err);
	done(inbox_put(s->tools.store, &arrived, &id, &is_new, &err), &err);
	done(inbox_read(tmp, s->tools.store, id, &row, &err), &err);
	done(facts_gather(tmp, &s->tools, &row, mail, s->now, &facts, &err), &err);
	d = decide(tmp, &facts);
	done(limits_strike(&s->tools, &facts, d, &err), &err);
	done(apply(&s->tools, &row, &facts, d, NULL, &ticket, &message, &err), &err);
	done(store_commit(s->tools.store, &err), &err);
	s->now += SECONDS(1);
}

static char *
all_seen(TALLOC_CTX *ctx, struct scene *s)
{
	return seen_all(ctx, s->db_path);
}

static int64_t
number(struct scene *s, const char *sql)
{
	return seen_number(s->db_path, sql);
}

static char *
address(TALLOC_CTX *ctx, struct scene *s, enum token_purpose purpose, int64_t about)
{
	return answer_token_address(ctx, &s->tools, "support@desk.example", purpose, about, s->leo, s->now);
}

/* By one mail to the address that the transcript has. */
static void
undo(struct scene *s)
{
	SCRATCH(tmp);

	deliver(s, address(tmp, s, TOKEN_UNDO, number(s, "SELECT max(id) FROM deed")), "undo");
}

static void
each_command_is_undone(void **state)
{
	static const char *const commands[] = {
		"#take", "#assign ana", "#assign second", "#unassign", "#tier 2", "#escalate #1 #2", "#queue billing", "#priority high",
		"#urgent", "#tag vpn, printer", "#field serial = XJ-12", "#close", "#close 1 2 3", "#open", "#wait", "#wait 3d",
		"#wait vendor", "#remind 2d call Eva", "#time 1h30", "#merge 2", "#merge 2 3", "#merge into 3", "#split", "#link 2",
		"#watch", "#watch ana", "#watch bo@customer.example", "#spam", "#ack 2h",
		"#take\n#tag vpn\n#tier 3\n#queue billing\n#close\n#time 10m\n#link 3\n#wait 2d\n#assign ana",
		"#split\n#merge 2\n#spam", "#1\n#close\n#2 #3\n#queue billing\n#tag money",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		SCRATCH(tmp);
		struct scene *s = scene_open("");
		char *before = all_seen(tmp, s), *between, *after;

		deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), commands[i]);
		between = all_seen(tmp, s);
		if (strcmp(before, between) == 0 && strcmp(commands[i], "#open") != 0 && strcmp(commands[i], "#unassign") != 0 &&
		    strncmp(commands[i], "#ack", 4) != 0)
			fail_msg("%s does nothing", commands[i]);
		if (number(s, "SELECT count(*) FROM deed") == 1)
			undo(s);
		after = all_seen(tmp, s);
		/* A ticket that was split off leads back; it is still there. */
		if (strstr(commands[i], "#split") != NULL) {
			assert_int_equal(number(s, "SELECT merged_into FROM ticket WHERE id = 4"), 1);
			assert_int_equal(number(s, "SELECT count(*) FROM message WHERE kind = 0 AND ticket = 1"), 2);
			assert_int_equal(number(s, "SELECT count(*) FROM ticket WHERE id < 4 AND (state <> 0 OR internal OR merged_into > 0)"), 0);
		} else if (strcmp(before, after) != 0) {
			fail_msg("%s\n%s\n%s", commands[i], before, after);
		}
		scene_close(s);
	}
}

/* What somebody has changed meanwhile is theirs. */
static void
what_others_changed_stays(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene_open("");
	struct ticket t;
	struct error err;
	struct change change = { .tools = &s->tools, .actor = "operator", .now = NOW };

	(void)state;
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#priority high\n#assign ana\n#field serial = 1");
	done(store_begin(s->tools.store, &err), &err);
	done(ticket_read(tmp, s->tools.store, 1, &t, &err), &err);
	done(change_priority(&change, &t, PRIORITY_URGENT, &err), &err);
	done(change_field(&change, &t, "serial", "2", &err), &err);
	done(store_commit(s->tools.store, &err), &err);
	undo(s);
	assert_int_equal(number(s, "SELECT priority FROM ticket WHERE id = 1"), PRIORITY_URGENT);
	assert_int_equal(number(s, "SELECT value FROM ticket_field WHERE ticket = 1"), 2);
	assert_int_equal(number(s, "SELECT count(*) FROM ticket WHERE id = 1 AND assignee IS NULL"), 1);
	/* And it works once. */
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#assign ana");
	deliver(s, address(tmp, s, TOKEN_UNDO, 1), "undo");
	assert_int_equal(number(s, "SELECT count(*) FROM ticket WHERE id = 1 AND assignee = 'ana'"), 1);
	/* Without an address, it is what they did last. */
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#undo");
	assert_int_equal(number(s, "SELECT count(*) FROM ticket WHERE id = 1 AND assignee IS NULL"), 1);
	scene_close(s);
}

static void
an_answer_that_waits_is_called_back(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene_open("hold_answers = \"30s\"; ");

	(void)state;
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "Throw it away.");
	assert_int_equal(number(s, "SELECT next_attempt - created FROM outbox WHERE kind = 'answer'"), SECONDS(30));
	assert_int_equal(number(s, "SELECT count(*) FROM outbox WHERE kind = 'transcript'"), 1);
	assert_int_equal(number(s, "SELECT state FROM ticket WHERE id = 1"), TICKET_WAITING);
	undo(s);
	assert_int_equal(number(s, "SELECT state FROM outbox WHERE kind = 'answer'"), OUTBOX_DROPPED);
	assert_int_equal(number(s, "SELECT kind FROM message WHERE inbox = 1"), MESSAGE_NOTE);
	assert_int_equal(number(s, "SELECT state FROM ticket WHERE id = 1"), TICKET_NEW);
	/* Too late: it is said, and the rest is undone. */
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 2), "#close\n\nThrow it away.");
	struct error err;

	done(store_begin(s->tools.store, &err), &err);
	struct outbox_row *rows;
	size_t count;

	done(outbox_claim(tmp, s->tools.store, 0, s->now + MINUTES(1), 10, &rows, &count, &err), &err);
	done(store_commit(s->tools.store, &err), &err);
	undo(s);
	assert_int_equal(number(s, "SELECT state FROM ticket WHERE id = 2"), TICKET_NEW);
	assert_int_equal(number(s, "SELECT kind FROM message WHERE inbox = 3"), MESSAGE_FROM_TECHNICIAN);
	scene_close(s);
}

static void
timers_go_off(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene_open("");
	struct due_row *rows;
	struct error err;
	size_t count;

	(void)state;
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#take\n#wait 2d\n#remind 1d call Eva");
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 2), "#wait 2d");
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 2), "#open");
	done(store_begin(s->tools.store, &err), &err);
	done(due_now(tmp, s->tools.store, NOW + DAYS(3), 10, &rows, &count, &err), &err);
	/* Of the second, whose wait has ended otherwise, there is none. */
	assert_int_equal(count, 2);
	done(command_timer_reminded(&s->tools, &rows[0], NOW + DAYS(1), &err), &err);
	done(command_timer_wait_over(&s->tools, &rows[1], NOW + DAYS(2), &err), &err);
	done(store_commit(s->tools.store, &err), &err);
	assert_int_equal(number(s, "SELECT count(*) FROM outbox WHERE kind = 'remind' AND recipient = 'leo@tech.example'"), 2);
	assert_int_equal(number(s, "SELECT state FROM ticket WHERE id = 1"), TICKET_OPEN);
	scene_close(s);
}

/* A wait is its own ticket's, not that of the one which it goes into; and it is there again when the merge is taken back. */
static void
a_merged_tickets_wait_opens_no_other(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene_open("");
	struct due_row *rows;
	struct error err;
	size_t count;

	(void)state;
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 2), "#wait");
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#wait 2d");
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#merge into 2");
	for (int i = 0; i < 2; i++) {
		done(store_begin(s->tools.store, &err), &err);
		done(due_now(tmp, s->tools.store, NOW + DAYS(3), 10, &rows, &count, &err), &err);
		assert_int_equal(count, 1);
		done(command_timer_wait_over(&s->tools, &rows[0], NOW + DAYS(2), &err), &err);
		done(store_commit(s->tools.store, &err), &err);
		assert_int_equal(number(s, "SELECT state FROM ticket WHERE id = 2"), TICKET_WAITING);
		assert_int_equal(number(s, "SELECT state FROM ticket WHERE id = 1"), i == 0 ? TICKET_CLOSED : TICKET_OPEN);
		if (i == 0)
			undo(s);
	}
	scene_close(s);
}

/* The same mail by another way does nothing twice. */
static void
a_copy_does_nothing(void **state)
{
	SCRATCH(tmp);
	struct scene *s = scene_open("");

	(void)state;
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#time 1h");
	s->mails--;
	deliver(s, address(tmp, s, TOKEN_TECHNICIAN, 1), "#time 1h");
	assert_int_equal(number(s, "SELECT count(*) FROM ticket_time"), 1);
	assert_int_equal(number(s, "SELECT count(*) FROM deed"), 1);
	scene_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_command_is_undone),
		cmocka_unit_test(what_others_changed_stays),
		cmocka_unit_test(an_answer_that_waits_is_called_back),
		cmocka_unit_test(timers_go_off),
		cmocka_unit_test(a_merged_tickets_wait_opens_no_other),
		cmocka_unit_test(a_copy_does_nothing),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
