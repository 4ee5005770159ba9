/* follow_up.c - a silent requester is reminded and let go in the end; and what the links of those mails do */
#include <config.h>

#include "world.h"

#include <postigo/desk/decide.h>
#include <postigo/store/reopening.h>

#define PLACE(follow_up) \
	"queues = ( { name = \"q\"; team = \"first\"; " follow_up " } );\n" \
	"teams = ( { name = \"first\"; members = ( \"ana\" ); }, { name = \"second\"; members = ( \"ben\" ); } );\n" \
	"agents = ( { name = \"ana\"; address = \"ana@example.com\"; }, { name = \"ben\"; address = \"ben@example.com\"; } );\n" \
	"limits = { thread = \"off\"; };\n" \
	"tiers = ( { number = 2; name = \"Second line\"; team = \"second\"; } );\n" \
	"calendars = ( { name = \"office\"; hours = \"mon-fri 09:00-18:00\"; } );\n"
#define PATIENT PLACE("follow_up = { remind = [ \"2d\", \"5d\" ]; close = \"9d\"; calendar = \"office\"; rating = true; };")

static void
wait_for_requester(struct world *w, struct ticket *t)
{
	struct change c = world_change(w, NULL);

	well(w, change_state(&c, t, TICKET_WAITING, &w->err));
}

static struct ticket
read_back(struct world *w, const struct ticket *t)
{
	struct ticket out;

	well(w, ticket_read(w, w->tools.store, t->id, &out, &w->err));
	return out;
}

static void
reminded_twice_then_closed(void **state)
{
	/* Monday at noon in Madrid. */
	struct world *w = world_open(*state, PATIENT, "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");

	wait_for_requester(w, t);
	world_until(w, "2026-12-02T10:59:59Z", false);
	assert_int_equal(world_mails(w, "reminder", NULL), 0);
	world_until(w, "2026-12-02T11:00:00Z", false);
	assert_int_equal(world_mails(w, "reminder", "eva@example.net"), 1);
	/* Five working days are a week. */
	world_until(w, "2026-12-07T10:59:59Z", false);
	assert_int_equal(world_mails(w, "reminder", NULL), 1);
	world_until(w, "2026-12-07T11:00:00Z", false);
	assert_int_equal(world_mails(w, "reminder", NULL), 2);
	world_until(w, "2026-12-11T10:59:59Z", false);
	assert_int_equal(read_back(w, t).state, TICKET_WAITING);
	world_until(w, "2026-12-11T11:00:00Z", false);
	assert_int_equal(read_back(w, t).state, TICKET_CLOSED);
	assert_int_equal(world_mails(w, "closed_waiting", "eva@example.net"), 1);
	assert_int_equal(world_mails(w, "closed", NULL), 0);
	assert_non_null(strstr(world_mail(w, "closed_waiting"), "mailto:help%2B1"));
	world_until(w, "2027-12-11T11:00:00Z", false);
	assert_int_equal(world_mails(w, "reminder", NULL), 2);
	world_close(w);
}

static void
anything_that_happens_begins_it_anew(void **state)
{
	struct world *w = world_open(*state, PATIENT, "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");
	struct due_row row;
	struct change c;

	wait_for_requester(w, t);
	world_until(w, "2026-12-02T12:00:00Z", false);
	assert_int_equal(world_mails(w, "reminder", NULL), 1);
	/* They write: nothing more. */
	c = world_change(w, NULL);
	well(w, change_state(&c, t, TICKET_OPEN, &w->err));
	assert_int_equal(due_of_ticket(w, w->tools.store, t->id, FOLLOW_UP_TIMER, &row, &w->err), NONE);
	world_until(w, "2026-12-10T12:00:00Z", false);
	wait_for_requester(w, t);
	world_until(w, "2026-12-11T12:00:00Z", false);
	/* They are answered once more before they have said anything. */
	well(w, follow_up_begin(&w->tools, t, w->now, &w->err));
	world_until(w, "2026-12-15T11:59:00Z", false);
	assert_int_equal(world_mails(w, "reminder", NULL), 1);
	world_until(w, "2026-12-15T12:00:00Z", false);
	assert_int_equal(world_mails(w, "reminder", NULL), 2);
	/* For a vendor nobody is reminded. */
	c = world_change(w, NULL);
	well(w, change_waiting(&c, t, TICKET_FOR_VENDOR, &w->err));
	assert_int_equal(due_of_ticket(w, w->tools.store, t->id, FOLLOW_UP_TIMER, &row, &w->err), NONE);
	world_close(w);
}

static void
nobody_is_closed_out_by_a_desk_that_slept(void **state)
{
	struct world *w = world_open(*state, PATIENT, "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");

	wait_for_requester(w, t);
	/* Three weeks later: one reminder, and the four working days between the last one and the closing. */
	world_until(w, "2026-12-21T11:00:00Z", true);
	assert_int_equal(world_mails(w, "reminder", NULL), 1);
	assert_int_equal(read_back(w, t).state, TICKET_WAITING);
	world_until(w, "2026-12-25T10:59:00Z", false);
	assert_int_equal(read_back(w, t).state, TICKET_WAITING);
	world_until(w, "2026-12-25T11:00:00Z", false);
	assert_int_equal(read_back(w, t).state, TICKET_CLOSED);
	assert_int_equal(world_mails(w, "reminder", NULL), 1);
	world_close(w);
}

/* Reminded twice, and then the operator takes reminders out: the closing day is reckoned by those that are left. */
static void
closed_after_reminders_that_are_no_more(struct scene *s, const char *place, const char *closes)
{
	struct world *w = world_open(s, place, "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");
	struct due_row row = { .due = at("2026-12-11T11:00:00Z"), .kind = (char[]){ FOLLOW_UP_TIMER }, .ticket = t->id,
		.detail = talloc_asprintf(w, "%lld 2 %lld", (long long)w->now, (long long)at("2026-12-10T11:00:00Z")) };

	wait_for_requester(w, t);
	well(w, due_set(w->tools.store, &row, &w->err));
	world_until(w, closes, false);
	assert_int_equal(read_back(w, t).state, TICKET_WAITING);
	world_until(w, instant_rfc3339(w, w->now + SECONDS(1)), false);
	assert_int_equal(read_back(w, t).state, TICKET_CLOSED);
	assert_int_equal(world_mails(w, "reminder", NULL), 0);
	world_close(w);
}

static void
no_reminders_any_more(void **state)
{
	closed_after_reminders_that_are_no_more(*state, PLACE("follow_up = { close = \"12d\"; };"), "2026-12-12T10:59:59Z");
}

static void
fewer_reminders_than_have_gone_out(void **state)
{
	closed_after_reminders_that_are_no_more(*state, PLACE("follow_up = { remind = [ \"5d\" ]; close = \"12d\"; };"),
	    "2026-12-17T10:59:59Z");
}

static void
who_is_asked_when_it_is_closed(void **state)
{
	struct world *w = world_open(*state, PATIENT, "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana"), *inside = world_ticket(w, "first", "ana");
	struct change c = world_change(w, "operator");
	unsigned count;

	well(w, change_state(&c, t, TICKET_CLOSED, &w->err));
	assert_int_equal(world_mails(w, "closed", "eva@example.net"), 1);
	w->now += SECONDS(1);
	c = world_change(w, "operator");
	well(w, change_state(&c, t, TICKET_OPEN, &w->err));
	well(w, reopening_count(w->tools.store, t->id, &count, &w->err));
	assert_int_equal(count, 1);
	/* They know already, or nobody reads it. */
	c.told = true;
	well(w, change_state(&c, t, TICKET_CLOSED, &w->err));
	c.told = false;
	inside->internal = true;
	well(w, change_state(&c, inside, TICKET_CLOSED, &w->err));
	assert_int_equal(world_mails(w, "closed", NULL), 1);
	world_close(w);
}

static void
a_queue_that_says_nothing(void **state)
{
	struct world *w = world_open(*state, PLACE(""), "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");
	struct change c;

	wait_for_requester(w, t);
	world_until(w, "2027-11-30T11:00:00Z", false);
	c = world_change(w, "operator");
	well(w, change_state(&c, t, TICKET_CLOSED, &w->err));
	assert_int_equal(w->fired, 0);
	assert_int_equal(world_mails(w, "closed", NULL), 0);
	world_close(w);
}

/* A mail to a link's address. */
struct clicked {
	struct mail mail;
	struct facts facts;
};

static struct clicked *
click(struct world *w, enum token_purpose purpose, enum ticket_state was, const char *words)
{
	struct clicked *k = talloc_zero(w, struct clicked);

	k->mail = (struct mail){ .from = { NULL, talloc_strdup(k, "eva@example.net") }, .subject = talloc_strdup(k, "Solved"),
		.reply = talloc_strdup(k, words), .text = talloc_asprintf(k, "%s\n##- Yes -##\n", words), .class = MAIL_HUMAN,
		.class_reason = talloc_strdup(k, "nothing") };
	k->facts = (struct facts){ .conf = w->tools.conf, .mailbox = &w->tools.conf->mailboxes[0], .mail = &k->mail, .now = w->now,
		.arrived = w->now, .installation = "us", .language = "en", .has_token = true,
		.token = { .purpose = purpose, .ticket = 7, .person = 3 },
		.token_person = { .id = 3, .address = talloc_strdup(k, "eva@example.net") } };
	k->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ .found = true, .sender_takes_part = true, .named = 7,
		.ticket = { .id = 7, .requester = 3, .state = was, .queue = talloc_strdup(k, "q"), .team = talloc_strdup(k, "first"),
		    .tier = 1, .priority = 1, .closed = was == TICKET_CLOSED ? w->now - HOURS(1) : 0 } };
	return k;
}

static unsigned
notices(const struct decision *d)
{
	unsigned n = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		n += strcmp(d->answers[i].template, "notice_reply") == 0;
	return n;
}

static void
what_links_say(void **state)
{
	struct world *w = world_open(*state, PATIENT, "2026-11-30T11:00:00Z");
	struct clicked *k = click(w, TOKEN_SOLVED, TICKET_CLOSED, "");
	struct decision *d = decide(k, &k->facts);

	assert_true(d->has_opinion && d->opinion.solved == OPINION_SOLVED && d->opinion.rating == 0);
	assert_true(d->outcome == DECIDE_REPLY && d->ticket == 7 && d->state == TICKET_CLOSED && d->answer_count == 0);
	/* Thanks are not passed on, other words are; the ticket stays closed. */
	k = click(w, TOKEN_SOLVED, TICKET_CLOSED, "Thank you!");
	assert_int_equal(notices(decide(k, &k->facts)), 0);
	k = click(w, TOKEN_SOLVED, TICKET_CLOSED, "The scanner is broken as well, by the way.");
	d = decide(k, &k->facts);
	assert_true(notices(d) == 1 && d->state == TICKET_CLOSED);
	/* The logo in their signature is nothing that they say. */
	struct mail_attachment logo = { .name = (char[]){ "logo.png" }, .type = (char[]){ "image/png" }, .is_inline = true };

	k = click(w, TOKEN_SOLVED, TICKET_WAITING, "[Acme logo]");
	k->mail.attachments = &logo;
	k->mail.attachment_count = 1;
	d = decide(k, &k->facts);
	assert_true(d->state == TICKET_CLOSED && notices(d) == 0);
	/* Before it is closed, it closes it; unless they have more to say. */
	k = click(w, TOKEN_SOLVED, TICKET_WAITING, "");
	assert_int_equal(decide(k, &k->facts)->state, TICKET_CLOSED);
	k = click(w, TOKEN_SOLVED, TICKET_WAITING, "The scanner is broken as well.");
	assert_int_equal(decide(k, &k->facts)->state, TICKET_OPEN);

	k = click(w, TOKEN_RATING_4, TICKET_CLOSED, "");
	d = decide(k, &k->facts);
	assert_true(d->has_opinion && d->opinion.rating == 4 && d->opinion.solved == OPINION_UNTOLD && d->state == TICKET_CLOSED);
	/* No opens it again where it was solved; the second time, one tier up. */
	k = click(w, TOKEN_UNSOLVED, TICKET_CLOSED, "");
	d = decide(k, &k->facts);
	assert_true(d->state == TICKET_OPEN && d->tier == 1 && d->asks && d->has_opinion && notices(d) == 1);
	/* Whatever they write with it. */
	k = click(w, TOKEN_UNSOLVED, TICKET_CLOSED, "Thank you!");
	assert_int_equal(decide(k, &k->facts)->state, TICKET_OPEN);
	k->facts.reopened = 1;
	d = decide(k, &k->facts);
	assert_true(d->state == TICKET_OPEN && d->tier == 2);
	world_close(w);
}

static void
a_reply_says_what_is_promised_now(void **state)
{
	struct world *w = world_open(*state, PATIENT
	    "slas = ( { name = \"usual\"; calendar = \"office\"; first_response = \"4h\"; next_response = \"2h\"; resolution = \"3d\"; } );\n",
	    "2026-11-30T11:00:00Z");
	struct ticket *t = world_ticket(w, "first", "ana");
	struct decision *d;
	struct clicked *k;

	well(w, clocks_heard(&w->tools, t, CLOCKS_ANSWERED, w->now, w->now, &w->err));
	wait_for_requester(w, t);
	w->now = at("2026-12-01T08:00:00Z");
	k = click(w, TOKEN_REQUESTER, TICKET_WAITING, "It still burns.");
	well(w, clock_set_read(w, w->tools.conf, w->tools.store, t->id, &k->facts.clocks, &w->err));
	d = decide(k, &k->facts);
	assert_int_equal(d->deadline_count, 2);
	assert_string_equal(d->deadlines[0].kind, "next_response");
	same_instant("next", d->deadlines[0].due, at("2026-12-01T10:00:00Z"));
	assert_string_equal(d->deadlines[1].kind, "resolution");
	same_instant("solution", d->deadlines[1].due, at("2026-12-03T17:00:00Z"));
	assert_non_null(strstr(d->deadlines[0].how, "2 h in the hours of office"));
	world_close(w);
}

static void
links_in_other_hands(void **state)
{
	struct world *w = world_open(*state, PATIENT, "2026-11-30T11:00:00Z");
	struct clicked *k = click(w, TOKEN_RATING_1, TICKET_CLOSED, "");
	struct decision *d;

	k->mail.from.address = talloc_strdup(k, "mallory@example.net");
	d = decide(k, &k->facts);
	assert_true(d->outcome == DECIDE_FILED && !d->has_opinion);
	k->facts.tie[TIE_REPLY_TOKEN].sender_takes_part = false;
	assert_int_equal(decide(k, &k->facts)->outcome, DECIDE_FILED);
	/* A stranger's words are a ticket of their own. */
	k->mail.reply = talloc_strdup(k, "What is this?");
	d = decide(k, &k->facts);
	assert_true(d->outcome == DECIDE_NEW_TICKET && !d->has_opinion);
	/* The person's own, but too old. */
	k = click(w, TOKEN_SOLVED, TICKET_WAITING, "");
	k->facts.token_expired = true;
	assert_int_equal(decide(k, &k->facts)->outcome, DECIDE_FILED);
	/* A machine follows no link. */
	k = click(w, TOKEN_UNSOLVED, TICKET_CLOSED, "");
	k->mail.class = MAIL_AUTO_REPLY;
	d = decide(k, &k->facts);
	assert_true(!d->has_opinion && d->state == TICKET_CLOSED);
	world_close(w);
}

/* Bob's ticket was merged into Eva's: what he says of his is not said of hers. */
static void
links_of_a_merged_ticket(void **state)
{
	struct world *w = world_open(*state, PATIENT, "2026-11-30T11:00:00Z");
	struct clicked *k = click(w, TOKEN_SOLVED, TICKET_WAITING, "");
	struct decision *d;

	k->facts.tie[TIE_REPLY_TOKEN].named = 6;
	d = decide(k, &k->facts);
	assert_true(d->outcome == DECIDE_FILED && !d->has_opinion && d->answer_count == 0);
	k->facts.tie[TIE_REPLY_TOKEN].ticket.requester = 4;
	assert_int_equal(decide(k, &k->facts)->outcome, DECIDE_FILED);
	/* Given to somebody else without a merge. */
	k->facts.tie[TIE_REPLY_TOKEN].named = 7;
	assert_int_equal(decide(k, &k->facts)->outcome, DECIDE_FILED);
	/* Words of theirs are a reply like any other. */
	k->mail.reply = talloc_strdup(k, "The scanner is broken as well.");
	d = decide(k, &k->facts);
	assert_true(d->outcome == DECIDE_REPLY && !d->has_opinion && d->state == TICKET_OPEN && notices(d) == 1);
	k->facts.token.purpose = TOKEN_UNSOLVED;
	k->facts.reopened = 1;
	d = decide(k, &k->facts);
	assert_true(d->outcome == DECIDE_REPLY && !d->has_opinion && d->tier == 1);
	world_close(w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_scene(reminded_twice_then_closed),
		in_scene(anything_that_happens_begins_it_anew),
		in_scene(nobody_is_closed_out_by_a_desk_that_slept),
		in_scene(no_reminders_any_more),
		in_scene(fewer_reminders_than_have_gone_out),
		in_scene(who_is_asked_when_it_is_closed),
		in_scene(a_queue_that_says_nothing),
		in_scene(what_links_say),
		in_scene(links_in_other_hands),
		in_scene(links_of_a_merged_ticket),
		in_scene(a_reply_says_what_is_promised_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
