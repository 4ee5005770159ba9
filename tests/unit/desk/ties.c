/* ties.c - what names a ticket, as mail programs and servers leave it of what we wrote */
#include <config.h>

#include <ctype.h>

#include "house.h"

/* @1 is her reply address, @2 the same in capitals, @3 and @4 its two halves, @5 our Message-ID, @6 that in capitals,
 * @7 the mark. */
static const struct {
	const char *fields, *text;
	int tie;		/* TIE_KINDS: none */
} samples[] = {
	{ "To: @1", "", TIE_REPLY_TOKEN },
	{ "To: @2", "", TIE_REPLY_TOKEN },
	{ "To: <@3\n @4>", "", TIE_REPLY_TOKEN },
	{ "To: \"Desk\"\n\t<@3\n\t@4>", "", TIE_REPLY_TOKEN },
	{ "To: x@customer.example\nCc: y@customer.example, @1", "", TIE_REPLY_TOKEN },
	{ "To: undisclosed-recipients:;\nDelivered-To: @1", "", TIE_REPLY_TOKEN },
	{ "To: undisclosed-recipients:;\nX-Original-To: @2", "", TIE_REPLY_TOKEN },
	{ "To: " DESK "\nIn-Reply-To: <@5>", "", TIE_MESSAGE_ID_TOKEN },
	{ "To: " DESK "\nIn-Reply-To: Your message <@6> of today", "", TIE_MESSAGE_ID_TOKEN },
	{ "To: " DESK "\nIn-Reply-To: @5", "", TIE_MESSAGE_ID_TOKEN },
	{ "To: " DESK "\nReferences: <other@x>\n <@5>\n <another@x>", "", TIE_MESSAGE_ID_TOKEN },
	{ "To: " DESK "\nReferences: <other@x> <1@mailer.example>", "", TIE_MESSAGE_ID },
	{ "To: " DESK, "Hm.\n> ref:@7", TIE_BODY_MARKER },
	{ "To: " DESK, "Hm.\n> > REF:@7.", TIE_BODY_MARKER },
	{ "To: " DESK "\nContent-Type: text/html", "<p>Hm.</p><blockquote><p><i>ref:@7</i></p></blockquote>", TIE_BODY_MARKER },
	{ "To: " DESK "\nSubject: Re: AW: [#1] Cannot print", "", TIE_SUBJECT_TAG },
	{ "To: " DESK "\nSubject: Cannot print [Desk #1]", "", TIE_SUBJECT_TAG },
	/* A token that is none is as if it were not there. */
	{ "To: @1x", "", TIE_KINDS },
	{ "To: support+@3@desk.example\nIn-Reply-To: <@5>", "", TIE_MESSAGE_ID_TOKEN },
	{ "To: support+1@desk.example\nSubject: [#1]", "", TIE_SUBJECT_TAG },
	{ "To: other+@3@4", "", TIE_KINDS },
	{ "To: " DESK "\nIn-Reply-To: <a@5>", "", TIE_KINDS },
	{ "To: " DESK "\nIn-Reply-To: <@5.elsewhere.example>", "", TIE_KINDS },
	{ "To: " DESK, "ref:1.k7qw2m9x4t", TIE_KINDS },
	{ "To: " DESK "\nSubject: #1 [1] (#1) [#]", "", TIE_KINDS },
	{ "To: " DESK "\nSubject: [#99999999999999]", "", TIE_KINDS },
};

static char *
upper(TALLOC_CTX *ctx, const char *s)
{
	char *out = talloc_strdup(ctx, s);

	for (char *p = out; *p != '\0'; p++)
		*p = (char)toupper((unsigned char)*p);
	return out;
}

/* The template with @1 to @7 put in. */
static char *
put_in(TALLOC_CTX *ctx, const char *template, char *const values[7])
{
	char *out = talloc_strdup(ctx, "");

	for (; *template != '\0'; template++)
		if (template[0] == '@' && template[1] >= '1' && template[1] <= '7')
			out = talloc_strdup_append(out, values[*++template - '1']);
		else
			out = talloc_strndup_append(out, template, 1);
	return out;
}

static void
survive_what_is_done_to_them(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *ack;
	char *address, *values[7], *mark;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	ack = sent(h, "eva@customer.example", 1);
	address = ack->reply_to.list[0].address;
	mark = strstr(ack->text, "ref:") + 4;
	values[0] = address;
	values[1] = upper(h, address);
	values[2] = talloc_strndup(h, address, 30);
	values[3] = address + 30;
	values[4] = ack->message_id;
	values[5] = upper(h, ack->message_id);
	values[6] = talloc_strndup(h, mark, strspn(mark, "0123456789abcdefghijklmnopqrstuvwxyz."));
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *fields = put_in(h, samples[i].fields, values), *text = put_in(h, samples[i].text, values);
		struct decision *d = take(h, talloc_asprintf(h, "From: " EVA "\nMessage-ID: <s%zu@x>\n%s\n\n%zu %s\n", i, fields, i, text));

		if (samples[i].tie == TIE_KINDS ? d->outcome != DECIDE_NEW_TICKET : d->ticket != 1 || (int)d->tie != samples[i].tie)
			fail_msg("%s: ticket %lld, tie %s", fields, (long long)d->ticket, tie_name(d->tie));
	}
}

/* Keys come and go: what was signed with an older one stays good while that is kept, and is nothing afterwards. */
static void
outlive_the_keys(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *ack;

	take(h, letter(h, EVA, DESK, "", "It burns."));
	ack = sent(h, "eva@customer.example", 1);
	done(h, token_keys_rotate(h->conf->secret_file, h->now, &h->err));
	done(h, token_keys_load(h, h->conf->secret_file, &h->tools.keys, &h->err));
	take(h, letter(h, EVA, ack->reply_to.list[0].address, "", "And?"));
	assert_int_equal(h->d->ticket, 1);
	assert_int_equal(h->d->trust, TRUST_TOKEN);
	unlink(h->conf->secret_file);
	done(h, token_keys_load(h, h->conf->secret_file, &h->tools.keys, &h->err));
	take(h, answer_to(h, ack, EVA, "", "And now?"));
	assert_int_equal(h->d->ticket, 1);
	assert_int_equal(h->d->tie, TIE_MESSAGE_ID);
	assert_int_equal(h->d->trust, TRUST_KNOWN);
	/* Too old is one of ours still, and only a weaker tie. */
	h->now += DAYS(800);
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "", "Hello?"));
	assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
}

static void
too_old_a_token_still_leads_there(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	take(h, letter(h, EVA, DESK, "", "It burns."));
	h->now += DAYS(800);
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "", "Hello?"));
	assert_int_equal(h->d->ticket, 1);
	assert_int_equal(h->d->trust, TRUST_NONE);
	take(h, letter(h, "mallory@elsewhere.example", sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "", "Hello?"));
	assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
	assert_int_equal(h->d->relation.ticket, 1);
}

/* Merged and merged again, and back: whatever names the first leads to the last, and no ring is made. */
static void
lead_through_merges(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);

	for (int i = 0; i < 4; i++)
		take(h, letter(h, EVA, DESK, "", "It burns."));
	done(h, store_begin(h->tools.store, &h->err));
	done(h, ticket_merge(h->tools.store, 1, 2, h->now, &h->err));
	done(h, ticket_merge(h->tools.store, 2, 3, h->now, &h->err));
	done(h, ticket_merge(h->tools.store, 3, 4, h->now, &h->err));
	assert_int_equal(ticket_merge(h->tools.store, 4, 1, h->now, &h->err), PERMFAIL);
	done(h, store_commit(h->tools.store, &h->err));
	take(h, answer_to(h, sent(h, "eva@customer.example", 1), EVA, "", "Still."));
	assert_int_equal(h->d->ticket, 4);
	assert_non_null(strstr(h->d->events.list[0], "ticket 1"));
}

/* Who wrote from eva+shop@ answers from eva@, because that is what their program does; and is one person in copy, not two. */
static void
a_plus_part_makes_nobody_somebody_else(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *ack;

	take(h, letter(h, "Eva+Shop@customer.example", DESK, VOUCHED("customer.example"), "It burns."));
	ack = sent(h, "eva+shop@customer.example", 1);
	take(h, letter(h, EVA, ack->reply_to.list[0].address, "Cc: EVA+shop@customer.example, eva@customer.example\n", "Still."));
	assert_int_equal(h->d->ticket, 1);
	assert_int_equal(h->d->trust, TRUST_TOKEN);
	assert_int_equal(h->d->joins.count, 0);
	assert_int_equal(h->d->withheld, 0);
	take(h, letter(h, "eva+other@customer.example", DESK, "Subject: [#1]\n", "And still."));
	assert_int_equal(h->d->ticket, 1);
	/* Another domain, another name, and nothing before the plus are others. */
	take(h, letter(h, "eva@elsewhere.example", DESK, "Subject: [#1]\n", "And I?"));
	assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
	take(h, letter(h, "ev+a@customer.example", DESK, "Subject: [#1]\n", "And I?"));
	assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
	take(h, letter(h, "+shop@customer.example", DESK, "Subject: [#1]\n", "And I?"));
	assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
}

/* Somebody in copy from now on gets what is written from now on, whatever the technician's program quotes below it. */
static void
who_joins_late_is_not_sent_what_came_before(void **state)
{
	struct house *h = house_begin(state, HOUSE NO_LIMITS);
	struct mail *notice, *late;

	take(h, letter(h, EVA, DESK, "", "The password is xyzzy."));
	notice = sent(h, "ana@tech.example", 1);
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address,
	    "Cc: bo@customer.example, " DESK "\n" VOUCHED("customer.example"), "Bo knows more."));
	assert_int_equal(h->d->joins.count, 1);
	assert_int_equal(sent_to(h, "bo@customer.example"), 0);
	take(h, answer_to(h, notice, ANA, "", "Switch it off.\n\nOn Mon, 23 Nov 2026 at 10:00, Desk wrote:\n> The password is xyzzy."));
	late = sent(h, "bo@customer.example", 1);
	assert_non_null(strstr(late->text, "Switch it off"));
	assert_null(strstr(late->text, "xyzzy"));
	/* By the tag alone nobody gets in at all. */
	take(h, letter(h, "carl@customer.example", DESK, "Subject: Re: [#1]\n" VOUCHED("customer.example"), "And I?"));
	assert_int_equal(h->d->outcome, DECIDE_NEW_TICKET);
	take(h, answer_to(h, notice, ANA, "", "On again."));
	assert_int_equal(sent_to(h, "carl@customer.example"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(survive_what_is_done_to_them),
		in_house(outlive_the_keys),
		in_house(too_old_a_token_still_leads_there),
		in_house(lead_through_merges),
		in_house(a_plus_part_makes_nobody_somebody_else),
		in_house(who_joins_late_is_not_sent_what_came_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
