/* undo.c - every verb that technicians have: undoing it leaves everything as it was, or it is said why there is no undoing it */
#include <config.h>

#include "links.h"
#include "seen.h"

#include <postigo/desk/clock_set.h>
#include <postigo/desk/command.h>
#include <postigo/store/clock_row.h>
#include <postigo/store/message_row.h>

#include "../../../src/desk/clocks.h"
#include "../../../src/desk/command_read.h"
#include "../../../src/desk/command_word.h"

/* Clocks that never stand still; answers, and what vendors are asked, can be called back for a while. */
#define OFFICE_THAT(hold, colleague) \
	"identity = { name = \"Desk\"; domain = \"desk.example\"; };\n" \
	"smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n" \
	"mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\"; } );\n" \
	"queues = ( { name = \"help\"; team = \"first\"; }, { name = \"billing\"; team = \"second\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\"" colleague " ]; }, { name = \"second\"; members = [ \"cleo\" ]; } );\n" \
	"agents = ( { name = \"ana\"; display_name = \"Ana\"; address = \"ana@tech.example\";" hold " },\n" \
	" { name = \"ben\"; address = \"ben@tech.example\"; }, { name = \"cleo\"; address = \"cleo@tech.example\"; } );\n" \
	"vendors = ( { name = \"acme\"; display_name = \"Acme S.A.\"; address = \"help@acme.example\"; sla = { response = \"1d\"; }; } );\n" \
	"calendars = ( { name = \"always\"; always = true; } );\n" \
	"slas = ( { name = \"all\"; calendar = \"always\"; first_response = \"4h\"; resolution = \"3d\";" \
	" ladder = ( { at = 50; tell = \"team\"; } ); repeat = \"1h\"; } );\n" \
	"notices = { collapse = \"0s\"; };\n" NO_LIMITS
#define BEN ", \"ben\""
#define OFFICE OFFICE_THAT(" hold_answers = \"30s\";", BEN)
#define UNHELD_OFFICE OFFICE_THAT("", BEN)
#define LONE_OFFICE OFFICE_THAT("", "")

/* Beside what seen.h has. Clocks that stood still until it was undone are later by that: whole minutes are compared. */
static const char *const also[] = {
	"SELECT ticket, aim, start, ended, due / 60000, heard, quiet_until FROM ticket_clock",
	"SELECT ticket, kind, due / 60000 FROM timer WHERE kind IN ('sla', 'vendor') ORDER BY ticket, kind",
	"SELECT ticket, vendor, state, asked, chased, due, timer IS NULL FROM vendor_case",
	"SELECT slug, language, state, title, body FROM article", "SELECT ticket, text, actor, at, article FROM solution",
	"SELECT ticket, kind, text FROM message WHERE kind IN (2, 5)",
};

static char *db_path;

static int64_t
count(const char *query)
{
	return seen_number(db_path, query);
}

/* All that undoing has to leave as it was. */
static char *
whole(struct house *h)
{
	return talloc_asprintf(h, "%s%s", seen_all(h, db_path), seen_queries(h, db_path, also, sizeof(also) / sizeof(also[0])));
}

static struct mail *
said(struct house *h)
{
	return sent(h, "ana@tech.example", sent_to(h, "ana@tech.example"));
}

static void
pass(struct house *h)
{
	h->now += SECONDS(1);
}

/* The team was warned of the first ticket's deadlines, and nobody has reacted. */
static void
warn(struct house *h)
{
	struct store *store = h->tools.store;
	struct clock_row *rows;
	struct clock_set set;
	size_t n;

	h->now += HOURS(2) + MINUTES(1);
	done(h, store_begin(store, &h->err));
	done(h, clock_row_list(h, store, 1, &rows, &n, &h->err));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++) {
		rows[i].told = 50;
		rows[i].told_at = h->now;
		done(h, clock_row_put(store, &rows[i], &h->err));
	}
	done(h, clock_set_read(h, h->conf, store, 1, &set, &h->err));
	done(h, clocks_go_on(&h->tools, 1, &set, h->now, h->now, &h->err));
	done(h, store_commit(store, &h->err));
}

/* Three tickets of Eva's, the first of which has two messages, is tagged and watched; ana's address for answers on it. */
static char *
begin(struct house *h)
{
	char *to;

	db_path = talloc_asprintf(h, "%s/postigo.db", h->folder);
	take(h, letter(h, EVA, DESK, "Subject: Printer\n", "It burns."));
	to = talloc_strdup(h, sent(h, "ana@tech.example", 1)->reply_to.list[0].address);
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "Subject: Re: Printer\n", "And it smells."));
	take(h, letter(h, EVA, DESK, "Subject: Screen\n", "It is dark."));
	take(h, letter(h, EVA, DESK, "Subject: Mouse\n", "It squeaks."));
	take(h, letter(h, ANA, to, "", "#tag old\n#watch ben"));
	assert_int_equal(count("SELECT count(*) FROM ticket"), 3);
	warn(h);
	return to;
}

/* By the last of its links. */
static void
undo(struct house *h, const struct mail *transcript)
{
	unsigned links = 0;

	for (const char *p = transcript->text; (p = strstr(p, "<mailto:")) != NULL; p++)
		links++;
	pass(h);
	take(h, letter(h, ANA, link_open(h, transcript, links).address, "Subject: undo\n", ""));
	pass(h);
}

#define MAILS_MOST 8
#define LINES_MOST 4

/* What a verb is tried with: mails of Ana's about ticket 1, each of which is undone. Behind "first: " stands one that comes before
 * and is not. Or why there is no undoing it. */
static const struct verb_sample {
	const char *mails[MAILS_MOST], *why;
	const char *stays;		/* a query that counts what is there for good; NULL: nothing is */
	const char *lines[LINES_MOST];	/* ... how lines of that begin */
} verb_samples[COMMAND_VERBS] = {
	[COMMAND_TAKE] = { { "#take" } },
	[COMMAND_ASSIGN] = { { "#assign ben", "#assign second", "first: #take", "#unassign" } },
	[COMMAND_TIER] = { { "#tier 2" } },
	[COMMAND_ESCALATE] = { { "#escalate", "#escalate #1 #2" } },
	[COMMAND_VENDOR] = { { "#vendor acme Which fuser is it?", "first: #vendor acme", "#vendor acme And which lamp?" } },
	[COMMAND_QUEUE] = { { "#queue billing" } },
	[COMMAND_PRIORITY] = { { "#priority high", "#urgent" } },
	[COMMAND_TAG] = { { "#tag vpn, -old" } },
	[COMMAND_UNTAG] = { { "#untag old" } },
	[COMMAND_FIELD] = { { "#field serial = 1", "first: #field serial = 1", "#field serial = 2", "#field serial =" } },
	[COMMAND_NOTE] = { { "#note\n\nShe is rude.", "#note She is rude." } },
	[COMMAND_CLOSE] = { { "#close", "#close 1 2 3" } },
	/* The clock has run meanwhile, and is closed again. */
	[COMMAND_OPEN] = { { "first: #close", "#open" }, .lines = { "1|2|179" },
	    .stays = "SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND aim = 2 AND ended IS NOT NULL" },
	[COMMAND_WAIT] = { { "#wait", "#wait 3d", "#wait vendor" } },
	[COMMAND_REMIND] = { { "#remind 2d call Eva" } },
	[COMMAND_TIME] = { { "#time 1h30" } },
	[COMMAND_MERGE] = { { "#merge 2", "#merge 2 3", "#merge into 3" } },
	[COMMAND_SPLIT] = { { "#split" }, .stays = "SELECT count(*) FROM ticket WHERE id = 4 AND merged_into = 1", .lines = { "4|" } },
	[COMMAND_LINK] = { { "#link 2" } },
	[COMMAND_PROBLEM] = { { "first: #problem", "#problem none", "#problem 4 2" } },
	[COMMAND_WATCH] = { { "#watch", "#watch cleo", "#watch bo@customer.example" } },
	[COMMAND_UNWATCH] = { { "#unwatch ben", "first: #watch bo@customer.example", "#unwatch bo@customer.example" } },
	[COMMAND_SPAM] = { { "#spam" } },
	[COMMAND_ACK] = { { "#ack", "#ack 2h", "first: #ack 2h", "#ack 3h" } },
	/* It has answered. */
	[COMMAND_SOLUTION] = { { "#solution\n\nChange the fuser.", "first: #solution\n\nChange the lamp.", "#solution\n\nChange the fuser." },
	    .stays = "SELECT count(*) FROM message WHERE ticket = 1 AND kind = 1 AND text LIKE 'Change the fuser.%'",
	    .lines = { "1|0|179", "1|sla|" } },
	[COMMAND_ARTICLE] = { { "#article Two copies\n\nSet them to one.", "first: #article Two copies\n\nSet them to one.",
	    "#article two-copies\n\nSet the number of copies to one.", "#article two-copies\n#language es\n\nTitle: Dos copias\n\nPon las copias a uno." } },
	[COMMAND_LANGUAGE] = { .why = "says something of #article, and is undone with it" },
	[COMMAND_PUBLISH] = { { "first: #article Two copies\n\nSet them to one.", "#publish two-copies" } },
	[COMMAND_WITHDRAW] = { { "first: #article Two copies\n\nSet them to one.", "first: #publish two-copies", "#withdraw two-copies" } },
	[COMMAND_DROP] = { { "first: #article Two copies\n\nSet them to one.", "#drop two-copies" } },
	[COMMAND_UNDO] = { .why = "what it has undone is done again by hand" },
	[COMMAND_NEW] = { { "#new pat@customer.example phone Screen is dark\n\nSince Monday." },
	    .stays = "SELECT count(*) FROM ticket WHERE id = 4 AND internal AND state = 3", .lines = { "4|", "8|4|" } },
	[COMMAND_MINE] = { .why = "changes nothing" },
	[COMMAND_NEXT] = { .why = "changes nothing" },
	[COMMAND_SHOW] = { .why = "changes nothing" },
	[COMMAND_FIND] = { .why = "changes nothing" },
	[COMMAND_HELP] = { .why = "changes nothing" },
	[COMMAND_TICKET] = { .why = "is the number that a block begins with" },
};

static bool
begins_like(const struct verb_sample *s, const char *line)
{
	for (size_t i = 0; i < LINES_MOST && s->lines[i] != NULL; i++)
		if (strncmp(line, s->lines[i], strlen(s->lines[i])) == 0)
			return true;
	return false;
}

/* Without what is there for good. */
static char *
without(struct house *h, const struct verb_sample *s, const char *all)
{
	struct text *t = text_new(h, 1u << 20);

	if (s->stays == NULL)
		return talloc_strdup(h, all);
	for (char *line = strtok(talloc_strdup(h, all), "\n"); line != NULL; line = strtok(NULL, "\n"))
		if (!begins_like(s, line))
			text_printf(t, "%s\n", line);
	return t->bytes;
}

static void
one_mail(struct house *h, const char *to, enum command_verb verb, const char *mail)
{
	const struct verb_sample *s = &verb_samples[verb];
	char *before = whole(h), *between, *after;
	int64_t deeds = count("SELECT count(*) FROM deed");

	assert_int_equal(command_read(h, mail, true)->list[0].verb, verb);
	/* A call is told of to one's own address for commands. */
	if (verb == COMMAND_NEW)
		to = answer_token_address(h, &h->tools, DESK, TOKEN_COMMAND, 0, count("SELECT id FROM person WHERE address = 'ana@tech.example'"),
		    h->now);
	take(h, letter(h, ANA, to, verb == COMMAND_NEW ? "Subject: A call\n" : "Subject: Re: [#1] Printer\n", mail));
	if (h->d->fault_count > 0)
		fail_msg("%s: \"%s\" is not understood", mail, h->d->faults[0].written);
	between = whole(h);
	if (strcmp(before, between) == 0 || count("SELECT count(*) FROM deed") != deeds + 1)
		fail_msg("%s: changes nothing that could be undone", mail);
	undo(h, said(h));
	after = whole(h);
	if (s->stays != NULL && count(s->stays) != 1)
		fail_msg("%s: what is there for good is gone", mail);
	if (strcmp(without(h, s, before), without(h, s, after)) != 0)
		fail_msg("%s: undone it is\n%s, and was\n%s", mail, after, before);
	if (strncmp(said(h)->subject, "Undone", 6) != 0)
		fail_msg("%s: %s", mail, said(h)->subject);
}

/* Each sample begins anew, but for those behind "first: ". */
static void
each_mail(void **state, enum command_verb verb)
{
	const char *const *mails = verb_samples[verb].mails;

	for (size_t i = 0; i < MAILS_MOST && mails[i] != NULL; i++) {
		static const char first[] = "first: ";
		struct house *h;
		char *to;

		if (strncmp(mails[i], first, strlen(first)) == 0)
			continue;
		assert_int_equal(house_setup(state), 0);
		h = house_begin(state, OFFICE);
		to = begin(h);
		for (size_t k = 0; k < i; k++)
			if (strncmp(mails[k], first, strlen(first)) == 0) {
				take(h, letter(h, ANA, to, "Subject: Re: [#1] Printer\n", mails[k] + strlen(first)));
				pass(h);
			}
		one_mail(h, to, verb, mails[i]);
		house_teardown(state);
	}
}

/* The part of doc/commands.txt that is about undoing. */
static char *
chapter(void)
{
	const char *source = getenv("srcdir");
	char *path = talloc_asprintf(NULL, "%s/doc/commands.txt", source != NULL ? source : "."), *text, *at;
	struct error err;
	size_t size;

	if (file_read(path, path, 1u << 20, &text, &size, &err) != DONE)
		fail_msg("%s", err.text);
	at = strstr(text, "\nUndo\n----\n");
	if (at == NULL)
		fail_msg("%s has no chapter on undoing", path);
	at = talloc_strdup(NULL, at);
	talloc_free(path);
	return at;
}

/* All that the parser knows: who adds a verb says here what undoing it leaves. */
static void
each_verb_is_undone_or_says_why_not(void **state)
{
	char *text = chapter();

	for (int verb = COMMAND_NONE + 1; verb < COMMAND_VERBS; verb++) {
		const struct verb_sample *s = &verb_samples[verb];
		const char *name = command_name((enum command_verb)verb);

		if ((s->mails[0] == NULL) == (s->why == NULL))
			fail_msg("#%s: neither a mail that is undone nor a reason why it cannot be", name);
		if (s->why != NULL && strstr(text, talloc_asprintf(text, "#%s", name)) == NULL && verb != COMMAND_TICKET)
			fail_msg("#%s cannot be undone, and doc/commands.txt does not say so", name);
		each_mail(state, (enum command_verb)verb);
	}
	talloc_free(text);
}

/* Everything in the outbox is on its way to the server. */
static void
send_all(struct house *h)
{
	struct outbox_row *rows;
	size_t n;

	done(h, store_begin(h->tools.store, &h->err));
	assert_true(outbox_claim(h, h->tools.store, 0, h->now + MINUTES(1), 1000, &rows, &n, &h->err) >= 0);
	done(h, store_commit(h->tools.store, &h->err));
}

static bool
is_said(struct house *h, const char *words)
{
	return strstr(said(h)->text, words) != NULL;
}

/* Whatever is asked of the ticket from then on, nobody is shown it; the store has it still. */
static void
a_note_that_was_taken_back_is_shown_to_nobody(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);
	struct mail *done;

	take(h, letter(h, ANA, to, "", "#note\n\nShe is rude."));
	done = said(h);
	assert_non_null(strstr(sent(h, "ben@tech.example", sent_to(h, "ben@tech.example"))->text, "She is rude."));
	undo(h, done);
	assert_true(is_said(h, "nobody is shown your note any more.") && !is_said(h, "cannot be called back"));
	/* Ben's mail had not gone out yet, and does not. */
	assert_int_equal(count("SELECT count(*) FROM outbox WHERE kind = 'notice_note' AND state <> 7"), 0);
	assert_int_equal(count("SELECT kind FROM message WHERE text LIKE '%rude%'"), MESSAGE_WITHDRAWN);
	take(h, letter(h, ANA, to, "", "#show 1"));
	assert_true(is_said(h, "It burns.") && !is_said(h, "rude"));
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "", "Hello?"));
	take(h, letter(h, ANA, to, "", "#assign ben\n#escalate"));
	for (size_t n = sent_to(h, "ben@tech.example"); n > 0; n--)
		if (strcmp(sent(h, "ben@tech.example", n)->subject, "[#1] Note: Printer") != 0)
			assert_null(strstr(sent(h, "ben@tech.example", n)->text, "rude"));
	for (size_t n = sent_to(h, "cleo@tech.example"); n > 0; n--)
		assert_null(strstr(sent(h, "cleo@tech.example", n)->text, "rude"));
}

/* Who has had it has had it, be it in a mail about something else; and that is said. */
static void
a_note_that_somebody_has_read(void **state)
{
	for (int by_history = 0; by_history < 2; by_history++) {
		struct house *h;
		char *to;
		struct mail *done;

		assert_int_equal(house_setup(state), 0);
		h = house_begin(state, OFFICE);
		to = begin(h);
		send_all(h);
		take(h, letter(h, ANA, to, "", "#note\n\nShe is rude."));
		done = said(h);
		if (by_history)
			take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "", "Hello?"));
		else
			send_all(h);
		undo(h, done);
		assert_true(is_said(h, "nobody is shown your note any more; what had gone out with it already cannot be called back"));
		assert_int_equal(count("SELECT kind FROM message WHERE text LIKE '%rude%'"), MESSAGE_WITHDRAWN);
		house_teardown(state);
	}
}

/* In a mail with words for several tickets, each of their notes. */
static void
notes_of_several_tickets(void **state)
{
	struct house *h = house_begin(state, OFFICE);

	/* A reply to a transcript is for commands alone. */
	begin(h);
	take(h, letter(h, ANA, said(h)->reply_to.list[0].address, "", "#1\n#note\nOne.\n\n#2 #3\n#note\nOthers.\n"));
	assert_int_equal(count("SELECT count(*) FROM message WHERE kind = 2"), 3);
	undo(h, said(h));
	assert_int_equal(count("SELECT count(*) FROM message WHERE kind = 2"), 0);
	assert_int_equal(count("SELECT count(*) FROM message WHERE kind = 6"), 3);
}

/* A wrong number has told the desk that somebody has heard of a ticket's deadlines; a quiet that was asked for is kept until then. */
static void
warnings_are_put_off_and_come_again(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);

	take(h, letter(h, ANA, to, "", "#ack 2h"));
	assert_true(is_said(h, "no more warnings for 2 h"));
	assert_int_equal(count("SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND quiet_until <> 0"), 2);
	undo(h, said(h));
	assert_true(is_said(h, "you are warned of its deadlines as before"));
	take(h, letter(h, ANA, to, "", "#tag vpn"));
	assert_int_equal(count("SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND heard = 50"), 2);
	undo(h, said(h));
	assert_int_equal(count("SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND heard = 0"), 2);
	/* A clock that goes on is heard of no more than before, either. */
	take(h, letter(h, ANA, to, "", "#close\n\nIt works."));
	undo(h, said(h));
	assert_int_equal(count("SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND heard = 0 AND ended IS NULL"), 2);
	/* There was another word since: that one is not undone. */
	take(h, letter(h, ANA, to, "", "#ack 2h"));
	struct mail *done = said(h);

	take(h, letter(h, ANA, to, "", "#ack"));
	undo(h, done);
	assert_false(is_said(h, "as before"));
	assert_int_equal(count("SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND heard = 50 AND quiet_until = 0"), 2);
}

/* What a vendor is asked waits as answers do. Called back, they were never asked; gone out, they were, and are not reminded. */
static void
a_vendor_is_not_asked_after_all(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);

	take(h, letter(h, ANA, to, "", "#vendor acme Which fuser is it?"));
	assert_true(is_said(h, "what they are told goes out in 30 s"));
	assert_int_equal(count("SELECT next_attempt - created FROM outbox WHERE kind = 'vendor_brief'"), SECONDS(30));
	undo(h, said(h));
	assert_true(is_said(h, "Acme S.A. is not asked: nothing had gone out yet"));
	assert_int_equal(count("SELECT state FROM outbox WHERE kind = 'vendor_brief'"), OUTBOX_DROPPED);
	assert_int_equal(count("SELECT count(*) FROM vendor_case"), 0);
	take(h, letter(h, ANA, to, "", "#show 1"));
	assert_false(is_said(h, "Which fuser"));

	take(h, letter(h, ANA, to, "", "#vendor acme Which fuser is it?"));
	send_all(h);
	undo(h, said(h));
	assert_true(is_said(h, "cannot be called back") && !is_said(h, "is not asked"));
	assert_int_equal(count("SELECT count(*) FROM vendor_case WHERE state = 0 AND timer IS NULL AND due IS NULL"), 1);
	assert_int_equal(count("SELECT count(*) FROM timer WHERE kind = 'vendor'"), 0);
	assert_int_equal(ticket(h, 1).tier, 1);
	/* Their answer comes to whoever has it, as it would have. */
	take(h, answer_to(h, sent(h, "help@acme.example", 2), "help@acme.example", "", "It is an X-12."));
	assert_non_null(strstr(said(h)->text, "X-12"));
}

/* What has gone out is said where mails went, and nowhere else; who has mended the draft meanwhile keeps it. */
static void
a_solution_is_taken_back(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);
	struct mail *done;

	take(h, letter(h, ANA, to, "", "#solution\n\nChange the fuser."));
	assert_int_equal(count("SELECT count(*) FROM outbox WHERE kind = 'solution_draft'"), 1);
	undo(h, said(h));
	assert_true(is_said(h, "the solution is taken back, and goes to nobody else; what had gone out with it"));
	assert_true(is_said(h, "ticket-1 (en) is gone."));
	assert_int_equal(count("SELECT count(*) FROM solution") + count("SELECT count(*) FROM article"), 0);
	take(h, letter(h, ANA, to, "", "#solution\n\nChange the lamp."));
	done = said(h);
	take(h, letter(h, ANA, to, "", "#article ticket-1\n\nChange both."));
	undo(h, done);
	assert_true(is_said(h, "Somebody has changed the article ticket-1 (en) since"));
	assert_int_equal(count("SELECT count(*) FROM article WHERE slug = 'ticket-1' AND body LIKE 'Change both.%'"), 1);
	assert_int_equal(count("SELECT count(*) FROM solution"), 0);
}

/* Where no mail went, nothing is said of any. */
static void
a_solution_that_nobody_was_told(void **state)
{
	struct house *h = house_begin(state, LONE_OFFICE);
	char *to = begin(h);

	take(h, letter(h, ANA, to, "", "#close"));
	take(h, letter(h, ANA, to, "", "#solution\n\nChange the fuser."));
	assert_int_equal(count("SELECT count(*) FROM outbox WHERE kind LIKE 'solution%'"), 0);
	assert_int_equal(count("SELECT count(*) FROM solution"), 1);
	undo(h, said(h));
	assert_true(is_said(h, "the solution is taken back, and goes to nobody else.") && !is_said(h, "cannot be called back"));
	assert_int_equal(count("SELECT count(*) FROM solution"), 0);
}

/* Mails without a command are what they did last as well: a bare #undo is about them, and not about what came before. */
static void
what_was_done_last(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);

	take(h, letter(h, ANA, to, "", "#tag vpn"));
	pass(h);
	/* An "ack" in reply to a warning ... */
	take(h, letter(h, ANA, to, "", "ack 2h"));
	assert_true(h->d->ack);
	assert_int_equal(count("SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND quiet_until <> 0"), 2);
	take(h, letter(h, ANA, to, "", "#undo"));
	assert_true(is_said(h, "you are warned of its deadlines as before"));
	assert_int_equal(count("SELECT count(*) FROM ticket_clock WHERE ticket = 1 AND quiet_until <> 0"), 0);
	/* ... a note in reply to a colleague's ... */
	take(h, letter(h, "Ben <ben@tech.example>", sent(h, "ben@tech.example", 1)->reply_to.list[0].address, "", "#note\n\nWho has a fuser?"));
	take(h, letter(h, ANA, said(h)->reply_to.list[0].address, "", "She is rude."));
	assert_int_equal(h->d->command_count, 0);
	assert_int_equal(count("SELECT kind FROM message WHERE text LIKE '%rude%'"), MESSAGE_NOTE);
	take(h, letter(h, ANA, to, "", "#undo"));
	assert_true(is_said(h, "nobody is shown your note any more"));
	assert_int_equal(count("SELECT kind FROM message WHERE text LIKE '%rude%'"), MESSAGE_WITHDRAWN);
	assert_int_equal(count("SELECT kind FROM message WHERE text LIKE '%fuser%'"), MESSAGE_NOTE);
	/* ... and then the tag, which was there all the time. */
	assert_int_equal(count("SELECT count(*) FROM ticket_tag WHERE ticket = 1 AND tag = 'vpn'"), 1);
	take(h, letter(h, ANA, to, "", "#undo"));
	assert_int_equal(count("SELECT count(*) FROM ticket_tag WHERE ticket = 1 AND tag = 'vpn'"), 0);
}

/* An answer that nobody has got yet is called back, held or not; behind one that has gone out nothing is undone unasked. */
static void
an_answer_was_done_last(void **state)
{
	static const char gone[] = "your last deed was an answer to Eva [#1], which has gone out";

	for (int held = 0; held < 2; held++) {
		struct house *h;
		char *to;

		assert_int_equal(house_setup(state), 0);
		h = house_begin(state, held ? OFFICE : UNHELD_OFFICE);
		to = begin(h);
		take(h, letter(h, ANA, to, "", "#tag vpn"));
		pass(h);
		take(h, letter(h, ANA, to, "", "Switch it off."));
		assert_int_equal(count("SELECT count(*) FROM ticket WHERE id = 1 AND state = 2 AND assignee = 'ana'"), 1);
		take(h, letter(h, ANA, to, "", "#undo"));
		assert_true(is_said(h, "your answer was called back: nobody has got it"));
		assert_int_equal(count("SELECT state FROM outbox WHERE kind = 'answer'"), OUTBOX_DROPPED);
		assert_int_equal(count("SELECT count(*) FROM ticket WHERE id = 1 AND state = 0 AND assignee IS NULL"), 1);
		pass(h);
		take(h, letter(h, ANA, to, "", "Switch it on."));
		send_all(h);
		for (int again = 0; again < 2; again++) {
			take(h, letter(h, ANA, to, "", "#undo"));
			assert_true(is_said(h, gone) && is_said(h, "use the undo address of its transcript"));
			assert_int_equal(count("SELECT count(*) FROM ticket WHERE id = 1 AND state = 2 AND assignee = 'ana'"), 1);
			assert_int_equal(count("SELECT count(*) FROM ticket_tag WHERE ticket = 1 AND tag = 'vpn'"), 1);
		}
		/* With commands, what they have done is what is meant. */
		pass(h);
		take(h, letter(h, ANA, to, "", "#tag lamp\n\nIs the lamp on?"));
		send_all(h);
		take(h, letter(h, ANA, to, "", "#undo"));
		assert_true(is_said(h, "without the tag lamp") && is_said(h, "cannot be called back"));
		house_teardown(state);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_verb_is_undone_or_says_why_not),
		in_house(a_note_that_was_taken_back_is_shown_to_nobody),
		cmocka_unit_test(a_note_that_somebody_has_read),
		in_house(notes_of_several_tickets),
		in_house(warnings_are_put_off_and_come_again),
		in_house(a_vendor_is_not_asked_after_all),
		in_house(a_solution_is_taken_back),
		in_house(a_solution_that_nobody_was_told),
		in_house(what_was_done_last),
		cmocka_unit_test(an_answer_was_done_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
