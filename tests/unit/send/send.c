/* send.c - the send process between a desk and a server that both behave as the test says */
#include <config.h>

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "double.h"

/* What every test has: a server that replies so, and a send process with an empty outbox. */
struct scene {
	TALLOC_CTX *ctx;
	struct server server;
	struct conf *conf;
	struct desk *desk;
};

static void
begin(struct scene *s, server_reply reply)
{
	memset(s, 0, sizeof *s);
	s->ctx = talloc_new(NULL);
	s->server.reply = reply;
	server_start(&s->server);
	s->conf = conf_double(s->ctx, &s->server);
	s->desk = desk_start(s->ctx, s->conf);
}

static void
end(struct scene *s)
{
	talloc_free(s->ctx);
	server_stop(&s->server);
}

static void
expect(const struct scene *s, size_t row, enum outcome outcome, uint32_t code)
{
	const struct desk_row *r = &s->desk->row[row];

	if (r->results == 0 || r->result.outcome != outcome || r->result.code != code)
		fail_msg("row %zu: told %u times, outcome %d, %u %s", row, r->results, (int)r->result.outcome,
		    r->result.code, r->result.text);
}

static void
many_over_one_connection(void **state)
{
	struct scene s;
	char from[64];

	(void)state;
	begin(&s, NULL);
	s.desk->dot_delay = 500;
	for (int i = 0; i < 1000; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1000, 20000));
	for (size_t i = 1; i <= 1000; i++) {
		expect(&s, i, OUTCOME_SENT, 250);
		assert_int_equal(s.desk->row[i].results, 1);
	}
	assert_int_equal(s.server.tally->mails, 1000);
	assert_int_equal(s.server.tally->connections, 1);
	(void)snprintf(from, sizeof from, "MAIL FROM:<> SIZE=%zu", s.desk->row[1000].size);
	assert_string_equal(s.server.tally->from, from);
	assert_string_equal(s.server.tally->recipient, "RCPT TO:<a@example.com>");
	const struct desk_row *last = &s.desk->row[1000];
	assert_int_equal(s.server.tally->size, last->size);
	assert_memory_equal(s.server.tally->last, last->bytes, last->size);
	assert_true(s.desk->relay_ok);
	assert_int_equal(desk_end(s.desk), EX_OK);
	assert_int_equal(s.server.tally->quits, 1);
	end(&s);
}

/* More than libESMTP should keep in memory for one session. */
static void
a_full_session_is_followed_by_another(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	for (int i = 0; i < 1200; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1200, 20000));
	assert_int_equal(s.server.tally->mails, 1200);
	assert_int_equal(s.server.tally->connections, 2);
	assert_true(s.desk->relay_ok);
	end(&s);
}

static void
large_mails_pass_unchanged(void **state)
{
	struct scene s;
	size_t n = 0, size = 60000;
	char *bytes = malloc(size);
	static const char head[] = "From: a@example.org\r\nTo: b@example.org\r\nDate: Sun, 22 Nov 2026 20:32:52 +0000\r\n"
	    "Message-ID: <1@example.org>\r\n\r\n";

	(void)state;
	memcpy(bytes, head, sizeof head - 1);
	n = sizeof head - 1;
	for (int i = 0; n + 70 < size; i++)
		n += (size_t)snprintf(bytes + n, size - n, "%s line %d %*s\r\n", i % 3 == 0 ? "." : "", i, i % 50, "");
	begin(&s, NULL);
	desk_put(s.desk, "support@example.org", "b@example.org", bytes, n);
	assert_true(desk_play(s.desk, 1, 5000));
	expect(&s, 1, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->size, n);
	assert_memory_equal(s.server.tally->last, bytes, n);
	assert_string_equal(s.server.tally->recipient, "RCPT TO:<b@example.org>");
	free(bytes);

	/* Larger than a block, and than the server's double keeps. */
	bytes = malloc(3000000);
	memcpy(bytes, head, sizeof head - 1);
	for (n = sizeof head - 1; n + 100 < 3000000; n += 66)
		memcpy(bytes + n, "0123456789012345678901234567890123456789012345678901234567890123\r\n", 66);
	desk_put(s.desk, "", "b@example.org", bytes, n);
	assert_true(desk_play(s.desk, 2, 10000));
	expect(&s, 2, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->connections, 1);
	free(bytes);
	end(&s);
}

/* --- the server says no --- */

static const char *
recipients_refused(const char *command, unsigned nth)
{
	if (strcmp(command, "RCPT") == 0)
		return nth == 1 ? "550 5.1.1 nobody here\r\n" : nth == 2 ? "451 4.3.0 later\r\n" : NULL;
	if (strcmp(command, "DATA") == 0 && nth <= 2)
		return "503 5.5.1 no valid recipients\r\n";
	return NULL;
}

static void
a_refused_recipient_concerns_its_mail_alone(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, recipients_refused);
	for (int i = 0; i < 4; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 4, 5000));
	expect(&s, 1, OUTCOME_FAILED, 550);
	assert_string_equal(s.desk->row[1].result.text, "550 5.1.1 nobody here");
	expect(&s, 2, OUTCOME_DEFERRED, 451);
	expect(&s, 3, OUTCOME_SENT, 250);
	expect(&s, 4, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->connections, 1);
	assert_true(s.desk->relay_ok);
	assert_int_equal(s.desk->relays, 0);
	end(&s);
}

static void
a_lone_refused_recipient_too(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, recipients_refused);
	for (size_t i = 1; i <= 3; i++) {
		desk_put_mail(s.desk);
		assert_true(desk_play(s.desk, i, 5000));
	}
	expect(&s, 1, OUTCOME_FAILED, 550);
	expect(&s, 2, OUTCOME_DEFERRED, 451);
	expect(&s, 3, OUTCOME_SENT, 250);
	assert_int_equal(s.desk->relays, 0);
	end(&s);
}

static const char *
go_on_without_recipients(const char *command, unsigned nth)
{
	if (strcmp(command, "RCPT") == 0 && nth == 1)
		return "550 5.1.1 nobody here\r\n";
	return NULL;
}

/* Some servers answer DATA with 354 even so, and the empty mail with 250. */
static void
an_accepted_mail_without_recipient_is_not_sent(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, go_on_without_recipients);
	desk_put_mail(s.desk);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 2, 5000));
	expect(&s, 1, OUTCOME_FAILED, 550);
	expect(&s, 2, OUTCOME_SENT, 250);
	end(&s);
}

static const char *
senders_and_data_refused(const char *command, unsigned nth)
{
	if (strcmp(command, "MAIL") == 0)
		return nth == 1 ? "452 4.3.1 no room\r\n" : nth == 2 ? "552 5.3.4 too large\r\n" : NULL;
	if (strcmp(command, "DATA") == 0)
		return nth == 1 ? "451 4.3.0 not now\r\n" : nth == 2 ? "554 5.6.0 never\r\n" : NULL;
	if (strcmp(command, ".") == 0)
		return nth == 1 ? "450 4.7.1 greylisted\r\n" : nth == 2 ? "554 5.7.1 spam\r\n" : NULL;
	return NULL;
}

static void
refusals_at_every_step(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, senders_and_data_refused);
	for (int i = 0; i < 7; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 7, 10000));
	expect(&s, 1, OUTCOME_DEFERRED, 452);
	expect(&s, 2, OUTCOME_FAILED, 552);
	expect(&s, 3, OUTCOME_DEFERRED, 451);
	expect(&s, 4, OUTCOME_FAILED, 554);
	expect(&s, 5, OUTCOME_DEFERRED, 450);
	expect(&s, 6, OUTCOME_FAILED, 554);
	expect(&s, 7, OUTCOME_SENT, 250);
	assert_string_equal(s.desk->row[6].result.text, "554 5.7.1 spam");
	assert_int_equal(s.server.tally->mails, 3);
	assert_int_equal(s.desk->relays, 0);
	end(&s);
}

static const char *
takes_data_for_the_mail(const char *command, unsigned nth)
{
	return strcmp(command, "DATA") == 0 && nth == 2 ? "250 2.0.0 taken\r\n" : NULL;
}

/* A server, or somebody on the way, that is one answer ahead of us. */
static void
an_early_250_is_believed_by_nobody(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, takes_data_for_the_mail);
	for (int i = 0; i < 3; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 3, 5000));
	expect(&s, 1, OUTCOME_SENT, 250);
	expect(&s, 2, OUTCOME_DEFERRED, 0);
	expect(&s, 3, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->mails, 2);
	end(&s);
}

static const char *
chunks(const char *command, unsigned nth)
{
	if (strcmp(command, "EHLO") == 0)
		return "250-double\r\n250-PIPELINING\r\n250 CHUNKING\r\n";
	if (strcmp(command, "RCPT") == 0 && nth == 2)
		return "550 5.1.1 nobody here\r\n";
	return strcmp(command, ".") == 0 && nth == 3 ? "" : NULL;
}

/* libESMTP uses BDAT wherever it is offered. */
static void
by_chunks(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, chunks);
	s.desk->dot_delay = 500;
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1, 5000));
	expect(&s, 1, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->size, s.desk->row[1].size);
	assert_memory_equal(s.server.tally->last, s.desk->row[1].bytes, s.desk->row[1].size);
	for (int i = 0; i < 4; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 5, 5000));
	expect(&s, 2, OUTCOME_FAILED, 550);
	expect(&s, 3, OUTCOME_SENT, 250);
	expect(&s, 4, OUTCOME_UNKNOWN, 0);
	expect(&s, 5, OUTCOME_SENT, 250);
	end(&s);
}

/* --- the server is at fault --- */

static const char *
unavailable_at_first(const char *command, unsigned nth)
{
	return strcmp(command, "greeting") == 0 && nth == 1 ? "554 5.3.2 closed today\r\n" : NULL;
}

static void
a_server_that_is_closed_costs_no_attempt(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, unavailable_at_first);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1, 5000));
	expect(&s, 1, OUTCOME_UNTRIED, 0);
	assert_false(s.desk->relay_ok);
	assert_string_equal(s.desk->why, "554 5.3.2 closed today");

	/* A second later it is open again. */
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 2, 5000));
	expect(&s, 2, OUTCOME_SENT, 250);
	assert_true(s.desk->relay_ok);
	assert_int_equal(s.desk->relays, 2);
	end(&s);
}

static const char *
closing_in_between(const char *command, unsigned nth)
{
	return strcmp(command, "MAIL") == 0 && nth == 2 ? "421 4.3.2 shutting down\r\n" : NULL;
}

static void
a_421_pauses_everything(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, closing_in_between);
	for (int i = 0; i < 3; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 3, 5000));
	expect(&s, 1, OUTCOME_SENT, 250);
	expect(&s, 2, OUTCOME_UNTRIED, 421);
	expect(&s, 3, OUTCOME_UNTRIED, 0);
	assert_false(s.desk->relay_ok);
	assert_string_equal(s.desk->why, "421 4.3.2 shutting down");
	end(&s);
}

static void
nobody_listens(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	kill(s.server.pid, SIGKILL);
	(void)poll(NULL, 0, 100);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1, 5000));
	expect(&s, 1, OUTCOME_UNTRIED, 0);
	assert_false(s.desk->relay_ok);
	assert_non_null(strstr(s.desk->why, "Connection refused"));

	assert_int_equal(s.desk->relays, 1);

	/* Waits a second, then two; and says each time what came of it, though it is the same. */
	desk_put_mail(s.desk);
	(void)desk_play(s.desk, 2, 500);
	assert_int_equal(s.desk->ended, 1);
	assert_true(desk_play(s.desk, 2, 5000));
	assert_int_equal(s.desk->relays, 2);
	desk_put_mail(s.desk);
	(void)desk_play(s.desk, 3, 1500);
	assert_int_equal(s.desk->ended, 2);
	end(&s);
}

static const char *
silent(const char *command, unsigned nth)
{
	(void)nth;
	if (strcmp(command, "EHLO") == 0)
		(void)poll(NULL, 0, 60000);
	return NULL;
}

static void
a_silent_server_is_given_up(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, silent);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1, 8000));
	expect(&s, 1, OUTCOME_UNTRIED, 0);
	assert_non_null(strstr(s.desk->why, "silent"));
	end(&s);
}

static const char *
drips(const char *command, unsigned nth)
{
	(void)nth;
	/* The double writes it byte by byte. */
	return strcmp(command, "MAIL") == 0 ? "drip" : NULL;
}

/* libESMTP's time-out begins anew with each byte. */
static void
a_dripping_server_ends_the_process(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, drips);
	desk_put_mail(s.desk);
	(void)desk_play(s.desk, 1, 9000);
	assert_int_equal(desk_wait(s.desk), EX_TEMPFAIL);
	assert_int_equal(s.desk->ended, 0);
	end(&s);
}

static const char *
endless_answer(const char *command, unsigned nth)
{
	static char lines[20000];

	(void)nth;
	if (strcmp(command, "EHLO") != 0)
		return NULL;
	for (size_t i = 0; i < 2000; i++)
		memcpy(lines + i * 8, "250-abc\n", 9);
	return lines;
}

static void
an_endless_answer_ends_the_process(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, endless_answer);
	desk_put_mail(s.desk);
	(void)desk_play(s.desk, 1, 2000);
	assert_int_equal(desk_wait(s.desk), EX_TEMPFAIL);
	assert_false(s.desk->relay_ok);
	assert_non_null(strstr(s.desk->why, "1000 lines"));
	end(&s);
}

/* --- connections that are lost --- */

static const char *
lost_after_dot(const char *command, unsigned nth)
{
	return strcmp(command, ".") == 0 && nth == 2 ? "" : NULL;
}

static void
lost_after_the_dot_is_unknown(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, lost_after_dot);
	for (int i = 0; i < 4; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 4, 5000));
	expect(&s, 1, OUTCOME_SENT, 250);
	expect(&s, 2, OUTCOME_UNKNOWN, 0);
	expect(&s, 3, OUTCOME_SENT, 250);
	expect(&s, 4, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->connections, 2);
	end(&s);
}

static const char *
lost_in_data(const char *command, unsigned nth)
{
	return strcmp(command, "data") == 0 && nth == 1 ? "" : NULL;
}

/* Before its dot nobody can have taken it, but the attempt counts: it may have been this mail that did it. The dot is
 * small and goes out with the mail, so that the kernel may have taken it: only what came back is proof. */
static void
lost_in_the_data(void **state)
{
	struct scene s;
	size_t size = 8000000;
	char *bytes = malloc(size);
	size_t n = (size_t)snprintf(bytes, size, "From: a@example.org\r\nTo: b@example.org\r\n"
	    "Date: Sun, 22 Nov 2026 20:32:52 +0000\r\nMessage-ID: <1@example.org>\r\n\r\n");

	(void)state;
	for (; n + 100 < size; n += 66)
		memcpy(bytes + n, "0123456789012345678901234567890123456789012345678901234567890123\r\n", 66);
	begin(&s, lost_in_data);
	desk_put(s.desk, "", "b@example.org", bytes, n);
	free(bytes);
	assert_true(desk_play(s.desk, 1, 10000));
	assert_true(s.desk->row[1].result.outcome == OUTCOME_DEFERRED || s.desk->row[1].result.outcome == OUTCOME_UNKNOWN);
	assert_false(s.desk->relay_ok);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 2, 5000));
	expect(&s, 2, OUTCOME_SENT, 250);
	assert_true(s.desk->relay_ok);
	end(&s);
}

static const char *
lost_at_recipient(const char *command, unsigned nth)
{
	return strcmp(command, "RCPT") == 0 && nth == 2 ? "" : NULL;
}

static void
lost_before_the_data(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, lost_at_recipient);
	for (int i = 0; i < 3; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 3, 5000));
	expect(&s, 1, OUTCOME_SENT, 250);
	expect(&s, 2, OUTCOME_DEFERRED, 0);
	expect(&s, 3, OUTCOME_SENT, 250);
	end(&s);
}

static const char *
hangs_up_when_idle(const char *command, unsigned nth)
{
	return strcmp(command, "MAIL") == 0 && nth == 2 ? "" : NULL;
}

/* A kept connection that the server had given up: the mail goes over a new one, and nobody hears of it. */
static void
a_stale_connection_is_replaced(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, hangs_up_when_idle);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1, 5000));
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 2, 5000));
	expect(&s, 2, OUTCOME_SENT, 250);
	assert_int_equal(s.desk->row[2].results, 1);
	assert_int_equal(s.desk->relays, 0);
	assert_int_equal(s.server.tally->connections, 2);
	end(&s);
}

static void
an_idle_connection_is_given_up(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1, 5000));
	assert_int_equal(s.server.tally->quits, 0);
	(void)desk_play(s.desk, 2, 1000);
	assert_int_equal(s.server.tally->quits, 0);
	for (int i = 0; i < 100 && s.server.tally->quits == 0; i++)
		(void)desk_play(s.desk, 2, 50);
	assert_int_equal(s.server.tally->quits, 1);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 2, 5000));
	assert_int_equal(s.server.tally->connections, 2);
	assert_int_equal(s.desk->relays, 0);
	end(&s);
}

/* --- the desk --- */

static void
no_dot_without_the_desks_word(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	s.desk->no_dots = true;
	desk_put_mail(s.desk);
	(void)desk_play(s.desk, 1, 1000);
	assert_true(s.desk->row[1].dot_asked);
	assert_int_equal(s.desk->ended, 0);
	assert_int_equal(s.server.tally->mails, 0);
	s.desk->no_dots = false;
	assert_true(desk_play(s.desk, 1, 5000));
	expect(&s, 1, OUTCOME_SENT, 250);

	/* A desk that never answers gets its mail back, and the server gets none. */
	s.desk->no_dots = true;
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 2, 8000));
	expect(&s, 2, OUTCOME_UNTRIED, 0);
	assert_int_equal(s.server.tally->mails, 1);
	end(&s);
}

static void
asks_for_few_dots_ahead(void **state)
{
	struct scene s;
	unsigned asked = 0;

	(void)state;
	begin(&s, NULL);
	s.desk->no_dots = true;
	for (int i = 0; i < 20; i++)
		desk_put_mail(s.desk);
	(void)desk_play(s.desk, 1, 1000);
	for (size_t i = 1; i <= 20; i++)
		asked += s.desk->row[i].dot_asked;
	assert_int_equal(asked, 16);
	end(&s);
}

static void
a_new_desk_hears_all_that_the_old_one_did_not_confirm(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	s.desk->no_confirmations = true;
	for (int i = 0; i < 5; i++)
		desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 5, 5000));
	assert_int_equal(s.desk->holdings, 1);
	assert_int_equal(s.desk->holding.count, 0);

	s.desk->no_confirmations = false;
	desk_replace(s.desk);
	(void)desk_play(s.desk, 6, 1000);
	assert_int_equal(s.desk->holdings, 2);
	assert_int_equal(s.desk->holding.count, 5);
	for (size_t i = 1; i <= 5; i++) {
		expect(&s, i, OUTCOME_SENT, 250);
		assert_int_equal(s.desk->row[i].results, 2);
	}
	desk_replace(s.desk);
	(void)desk_play(s.desk, 6, 500);
	assert_int_equal(s.desk->holding.count, 0);
	assert_int_equal(s.server.tally->mails, 5);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 6, 5000));
	expect(&s, 6, OUTCOME_SENT, 250);
	end(&s);
}

/* The desk dies while send waits for its word: the mail goes back to it, unsent; so do those whose dot was asked for. The
 * others stay and are sent. */
static void
a_desk_that_dies_before_the_dot(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	s.desk->no_dots = true;
	for (int i = 0; i < 18; i++)
		desk_put_mail(s.desk);
	(void)desk_play(s.desk, 1, 1000);
	assert_int_equal(s.desk->ended, 0);
	s.desk->no_dots = false;
	for (size_t i = 1; i <= 18; i++)
		s.desk->row[i].dot_asked = false;
	desk_replace(s.desk);
	assert_true(desk_play(s.desk, 18, 5000));
	assert_int_equal(s.desk->holding.count, 18);
	for (size_t i = 1; i <= 16; i++)
		expect(&s, i, OUTCOME_UNTRIED, 0);
	expect(&s, 17, OUTCOME_SENT, 250);
	expect(&s, 18, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->mails, 2);
	assert_true(s.desk->relay_ok);
	end(&s);
}

static void
never_takes_more_than_it_asked_for(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	s.desk->no_confirmations = true;
	for (int i = 0; i < 200; i++)
		desk_put_mail(s.desk);
	(void)desk_play(s.desk, 200, 1000);
	assert_int_equal(s.desk->handed, 64);
	assert_int_equal(s.desk->ended, 64);
	end(&s);
}

/* --- mails that must not go out --- */

static void
what_would_deceive_the_server_is_not_sent(void **state)
{
	static const char good[] = "From: a@b.c\r\n\r\nx\r\n", bare[] = "From: a@b.c\r\n\r\nx\n.\r\nMAIL FROM:<>\r\n";
	struct scene s;

	(void)state;
	begin(&s, NULL);
	desk_put(s.desk, "", "a@x>\r\nRSET\r\nRCPT TO:<b@x", good, sizeof good - 1);
	desk_put(s.desk, "evil\r\n@x", "a@example.com", good, sizeof good - 1);
	desk_put(s.desk, "", "a@example.com", bare, sizeof bare - 1);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 4, 5000));
	for (size_t i = 1; i <= 3; i++)
		expect(&s, i, OUTCOME_FAILED, 0);
	assert_non_null(strstr(s.desk->row[3].result.text, "bare LF"));
	expect(&s, 4, OUTCOME_SENT, 250);
	assert_int_equal(s.server.tally->mails, 1);
	assert_true(s.desk->relay_ok);
	end(&s);
}

/* --- the end --- */

static const char *
slow_dot(const char *command, unsigned nth)
{
	(void)nth;
	if (strcmp(command, ".") == 0)
		(void)poll(NULL, 0, 700);
	return NULL;
}

static void
leaves_after_the_mail_in_hand(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, slow_dot);
	for (int i = 0; i < 5; i++)
		desk_put_mail(s.desk);
	for (int i = 0; i < 200 && s.server.tally->recipient[0] == '\0'; i++)
		(void)desk_play(s.desk, 5, 20);
	s.desk->keeps_back = true;
	assert_int_equal(desk_end(s.desk), EX_OK);
	expect(&s, 1, OUTCOME_SENT, 250);
	for (size_t i = 2; i <= 5; i++)
		expect(&s, i, OUTCOME_UNTRIED, 0);
	assert_int_equal(s.server.tally->mails, 1);
	assert_int_equal(s.server.tally->quits, 1);
	end(&s);
}

static void
leaves_with_its_supervisor(void **state)
{
	struct scene s;

	(void)state;
	begin(&s, NULL);
	desk_put_mail(s.desk);
	assert_true(desk_play(s.desk, 1, 5000));
	close(s.desk->supervisor);
	s.desk->supervisor = -1;
	assert_int_equal(desk_wait(s.desk), EX_OK);
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_over_one_connection),
		cmocka_unit_test(a_full_session_is_followed_by_another),
		cmocka_unit_test(large_mails_pass_unchanged),
		cmocka_unit_test(a_refused_recipient_concerns_its_mail_alone),
		cmocka_unit_test(a_lone_refused_recipient_too),
		cmocka_unit_test(an_accepted_mail_without_recipient_is_not_sent),
		cmocka_unit_test(refusals_at_every_step),
		cmocka_unit_test(an_early_250_is_believed_by_nobody),
		cmocka_unit_test(by_chunks),
		cmocka_unit_test(a_server_that_is_closed_costs_no_attempt),
		cmocka_unit_test(a_421_pauses_everything),
		cmocka_unit_test(nobody_listens),
		cmocka_unit_test(a_silent_server_is_given_up),
		cmocka_unit_test(a_dripping_server_ends_the_process),
		cmocka_unit_test(an_endless_answer_ends_the_process),
		cmocka_unit_test(lost_after_the_dot_is_unknown),
		cmocka_unit_test(lost_in_the_data),
		cmocka_unit_test(lost_before_the_data),
		cmocka_unit_test(a_stale_connection_is_replaced),
		cmocka_unit_test(an_idle_connection_is_given_up),
		cmocka_unit_test(no_dot_without_the_desks_word),
		cmocka_unit_test(asks_for_few_dots_ahead),
		cmocka_unit_test(a_new_desk_hears_all_that_the_old_one_did_not_confirm),
		cmocka_unit_test(a_desk_that_dies_before_the_dot),
		cmocka_unit_test(never_takes_more_than_it_asked_for),
		cmocka_unit_test(what_would_deceive_the_server_is_not_sent),
		cmocka_unit_test(leaves_after_the_mail_in_hand),
		cmocka_unit_test(leaves_with_its_supervisor),
	};

	return cmocka_run_group_tests_name("send/send", tests, NULL, NULL);
}
