/* secure.c - the send process, TLS and logins, good and bad; and what `postigo doctor` makes of the same servers */
#include <config.h>

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/send/send.h>

#include "double.h"

/* One server, one mail, and what comes of it. */
struct story {
	enum conf_tls tls;
	const char *name;	/* in the certificate; NULL: the server has none */
	int days;		/* that the certificate is good for */
	bool stranger;		/* signed by a CA that we do not trust */
	const char *user;
	server_reply reply;
	const char *host;	/* in the config; NULL: 127.0.0.1 */

	bool sent;		/* what is wanted */
	const char *why;	/* in the desk's trouble and the doctor's words, when not sent */
	const char *step;	/* as far as the doctor comes */
};

static void
set_up(TALLOC_CTX *ctx, const struct story *story, struct server *server, struct conf **conf)
{
	char *ca_file = NULL;

	*server = (struct server){ .reply = story->reply, .implicit = story->tls == CONF_TLS_IMPLICIT };
	if (story->name != NULL)
		server->tls = certificate_make(ctx, story->name, story->days, &ca_file);
	if (story->stranger)
		SSL_CTX_free(certificate_make(ctx, story->name, story->days, &ca_file));
	server_start(server);
	*conf = conf_double(ctx, server);
	(*conf)->relay.server.tls = story->tls;
	(*conf)->relay.server.ca_file = ca_file;
	if (story->host != NULL)
		(*conf)->relay.server.host = talloc_strdup(*conf, story->host);
	if (story->user != NULL) {
		(*conf)->relay.server.user = talloc_strdup(*conf, story->user);
		(*conf)->relay.server.password.text = talloc_strdup(*conf, "secret word");
	}
}

static void
tell(const struct story *story)
{
	SCRATCH(tmp);
	struct server server;
	struct conf *conf;
	const char *step = NULL;
	struct error err = { "" };

	set_up(tmp, story, &server, &conf);
	struct desk *d = desk_start(tmp, conf);
	desk_put_mail(d);
	assert_true(desk_play(d, 1, 8000));
	if (story->sent && d->row[1].result.outcome != OUTCOME_SENT)
		fail_msg("not sent: %d %s (%s)", (int)d->row[1].result.outcome, d->row[1].result.text, d->why);
	if (!story->sent) {
		assert_int_equal(d->row[1].result.outcome, OUTCOME_UNTRIED);
		assert_int_equal(server.tally->mails, 0);
		assert_false(d->relay_ok);
		if (strstr(d->why, story->why) == NULL)
			fail_msg("the desk was told: %s", d->why);
	}
	if (story->sent && story->tls != CONF_TLS_NONE) {
		assert_true(server.tally->tls >= 1);
		assert_string_equal(server.tally->sni, story->host != NULL ? story->host : "");
	}
	assert_int_equal(desk_end(d), EX_OK);

	enum result tried = send_try(conf, &step, &err);
	if (story->sent ? tried != DONE : tried == DONE || strstr(err.text, story->why) == NULL)
		fail_msg("the doctor says: %d at %s: %s", (int)tried, step, err.text);
	assert_string_equal(step, story->step);
	talloc_free(d);
	server_stop(&server);
}

static const char *
offers_starttls(const char *command, unsigned nth)
{
	(void)nth;
	return strcmp(command, "EHLO") == 0 ? "250-double\r\n250-STARTTLS\r\n250 PIPELINING\r\n" : NULL;
}

static const char *
refuses_starttls(const char *command, unsigned nth)
{
	return strcmp(command, "STARTTLS") == 0 ? "454 4.7.0 no TLS today\r\n" : offers_starttls(command, nth);
}

static const char *
offers_login(const char *command, unsigned nth)
{
	(void)nth;
	return strcmp(command, "EHLO") == 0 ?
	    "250-double\r\n250-STARTTLS\r\n250-PIPELINING\r\n250 AUTH NTLM CRAM-MD5 PLAIN LOGIN\r\n" : NULL;
}

static const char *
offers_old_login(const char *command, unsigned nth)
{
	(void)nth;
	return strcmp(command, "EHLO") == 0 ? "250-double\r\n250 AUTH LOGIN\r\n" : NULL;
}

static const char *
refuses_login(const char *command, unsigned nth)
{
	return strcmp(command, "AUTH") == 0 ? "535 5.7.8 who are you\r\n" : offers_login(command, nth);
}

static const char *
wants_login(const char *command, unsigned nth)
{
	return strcmp(command, "MAIL") == 0 ? "530 5.7.0 log in first\r\n" : offers_login(command, nth);
}

static void
starttls(void **state)
{
	(void)state;
	tell(&(struct story){ CONF_TLS_STARTTLS, "127.0.0.1", 5, .reply = offers_starttls, .sent = true, .step = "sender" });
	tell(&(struct story){ CONF_TLS_STARTTLS, "localhost", 5, .reply = offers_starttls, .host = "localhost", .sent = true,
	    .step = "sender" });
}

static void
starttls_with_bad_certificates(void **state)
{
	(void)state;
	tell(&(struct story){ CONF_TLS_STARTTLS, "127.0.0.2", 5, .reply = offers_starttls, .why = "IP address mismatch",
	    .step = "certificate" });
	tell(&(struct story){ CONF_TLS_STARTTLS, "mail.example.org", 5, .reply = offers_starttls, .host = "localhost",
	    .why = "certificate of localhost: hostname mismatch", .step = "certificate" });
	tell(&(struct story){ CONF_TLS_STARTTLS, "127.0.0.1", -2, .reply = offers_starttls, .why = "certificate has expired",
	    .step = "certificate" });
	tell(&(struct story){ CONF_TLS_STARTTLS, "127.0.0.1", 5, .stranger = true, .reply = offers_starttls,
	    .why = "certificate of 127.0.0.1:", .step = "certificate" });
}

static void
starttls_not_to_be_had(void **state)
{
	(void)state;
	tell(&(struct story){ CONF_TLS_STARTTLS, "127.0.0.1", 5, .why = "offers no STARTTLS", .step = "certificate" });
	tell(&(struct story){ CONF_TLS_STARTTLS, "127.0.0.1", 5, .reply = refuses_starttls, .why = "454 4.7.0 no TLS today",
	    .step = "certificate" });
}

static void
implicit_tls(void **state)
{
	(void)state;
	tell(&(struct story){ CONF_TLS_IMPLICIT, "127.0.0.1", 5, .sent = true, .step = "sender" });
	tell(&(struct story){ CONF_TLS_IMPLICIT, "localhost", 5, .host = "localhost", .user = "ana", .reply = offers_login,
	    .sent = true, .step = "sender" });
	tell(&(struct story){ CONF_TLS_IMPLICIT, "127.0.0.2", 5, .why = "IP address mismatch", .step = "certificate" });
	tell(&(struct story){ CONF_TLS_IMPLICIT, "127.0.0.1", -2, .why = "certificate has expired", .step = "certificate" });
	tell(&(struct story){ CONF_TLS_IMPLICIT, "127.0.0.1", 5, .stranger = true, .why = "certificate of 127.0.0.1:",
	    .step = "certificate" });
}

static void
logins(void **state)
{
	(void)state;
	tell(&(struct story){ CONF_TLS_NONE, .user = "ana", .reply = offers_login, .sent = true, .step = "sender" });
	tell(&(struct story){ CONF_TLS_NONE, .user = "ana", .reply = offers_old_login, .sent = true, .step = "sender" });
	tell(&(struct story){ CONF_TLS_STARTTLS, "127.0.0.1", 5, .user = "ana", .reply = offers_login, .sent = true,
	    .step = "sender" });
	tell(&(struct story){ CONF_TLS_NONE, .user = "ana", .reply = refuses_login, .why = "535 5.7.8 who are you",
	    .step = "login" });
	tell(&(struct story){ CONF_TLS_NONE, .user = "ana", .why = "offers no login that we know", .step = "login" });
	tell(&(struct story){ CONF_TLS_NONE, .reply = wants_login, .why = "530 5.7.0 log in first", .step = "sender" });
}

/* One failure a connection: a second try with another mechanism would count twice towards being locked out. */
static void
a_refused_login_is_tried_once(void **state)
{
	SCRATCH(tmp);
	struct story story = { CONF_TLS_NONE, .user = "ana", .reply = refuses_login };
	struct server server;
	struct conf *conf;

	(void)state;
	set_up(tmp, &story, &server, &conf);
	struct desk *d = desk_start(tmp, conf);
	desk_put_mail(d);
	assert_true(desk_play(d, 1, 5000));
	assert_int_equal(server.tally->logins, 1);
	assert_string_equal(server.tally->from, "");
	talloc_free(d);
	server_stop(&server);
}

static const char *
injects(const char *command, unsigned nth)
{
	if (strcmp(command, "STARTTLS") == 0)
		return "220 2.0.0 go on\r\n250 forged\r\n250 forged\r\n250 forged\r\n354 forged\r\n250 forged\r\n";
	return offers_starttls(command, nth);
}

static const char *
injects_early(const char *command, unsigned nth)
{
	(void)nth;
	return strcmp(command, "EHLO") == 0 ? "250-double\r\n250 STARTTLS\r\n220 forged\r\n250 forged\r\n" : NULL;
}

static void
injected_answers_are_not_believed(void **state)
{
	static const server_reply replies[] = { injects, injects_early };

	(void)state;
	for (size_t i = 0; i < sizeof replies / sizeof replies[0]; i++) {
		SCRATCH(tmp);
		struct story story = { CONF_TLS_STARTTLS, "127.0.0.1", 5, .reply = replies[i] };
		struct server server;
		struct conf *conf;
		const char *step;
		struct error err;

		set_up(tmp, &story, &server, &conf);
		struct desk *d = desk_start(tmp, conf);
		desk_put_mail(d);
		assert_true(desk_play(d, 1, 5000));
		assert_int_equal(d->row[1].result.outcome, OUTCOME_UNTRIED);
		assert_int_equal(server.tally->tls, 0);
		assert_false(d->relay_ok);
		assert_non_null(strstr(d->why, "before TLS"));
		assert_int_equal(server.tally->mails, 0);
		assert_string_equal(server.tally->from, "");
		assert_true(send_try(conf, &step, &err) == PERMFAIL);
		assert_non_null(strstr(err.text, "before TLS"));
		talloc_free(d);
		server_stop(&server);
	}
}

static void
many_through_tls(void **state)
{
	static const enum conf_tls kinds[] = { CONF_TLS_STARTTLS, CONF_TLS_IMPLICIT };

	(void)state;
	for (size_t k = 0; k < 2; k++) {
		SCRATCH(tmp);
		struct story story = { kinds[k], "127.0.0.1", 5, .reply = offers_starttls };
		struct server server;
		struct conf *conf;
		size_t n = 0, size = 2000000;
		char *large = talloc_size(tmp, size);

		for (int i = 0; n + 100 < size; i++)
			n += (size_t)snprintf(large + n, size - n, "%s%d%060d\r\n", i == 0 ? "Subject: " : "", i, i);
		set_up(tmp, &story, &server, &conf);
		struct desk *d = desk_start(tmp, conf);
		for (int i = 0; i < 150; i++)
			desk_put_mail(d);
		desk_put(d, "", "a@example.com", large, n);
		desk_put_mail(d);
		assert_true(desk_play(d, 152, 20000));
		for (size_t i = 1; i <= 152; i++)
			assert_int_equal(d->row[i].result.outcome, OUTCOME_SENT);
		assert_int_equal(server.tally->connections, 1);
		assert_int_equal(server.tally->size, d->row[152].size);
		assert_memory_equal(server.tally->last, d->row[152].bytes, d->row[152].size);
		assert_int_equal(desk_end(d), EX_OK);
		assert_int_equal(server.tally->quits, 1);
		talloc_free(d);
		server_stop(&server);
	}
}

static void
what_cannot_work_is_told(void **state)
{
	SCRATCH(tmp);
	struct story story = { CONF_TLS_STARTTLS, "127.0.0.1", 5, .reply = offers_starttls };
	struct server server;
	struct conf *conf;

	(void)state;
	set_up(tmp, &story, &server, &conf);
	conf->relay.server.ca_file = talloc_strdup(conf, "/nonexistent/ca.pem");
	struct desk *d = desk_start(tmp, conf);
	desk_put_mail(d);
	assert_true(desk_play(d, 1, 5000));
	assert_int_equal(d->row[1].result.outcome, OUTCOME_UNTRIED);
	assert_non_null(strstr(d->why, "/nonexistent/ca.pem"));
	assert_int_equal(server.tally->connections, 0);
	assert_int_equal(desk_end(d), EX_OK);
	talloc_free(d);

	conf->relay.server.tls = CONF_TLS_NONE;
	conf->relay.server.user = talloc_strdup(conf, "ana");
	d = desk_start(tmp, conf);
	desk_put_mail(d);
	assert_true(desk_play(d, 1, 5000));
	assert_non_null(strstr(d->why, "no password"));
	talloc_free(d);
	server_stop(&server);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starttls),
		cmocka_unit_test(starttls_with_bad_certificates),
		cmocka_unit_test(starttls_not_to_be_had),
		cmocka_unit_test(implicit_tls),
		cmocka_unit_test(logins),
		cmocka_unit_test(a_refused_login_is_tried_once),
		cmocka_unit_test(injected_answers_are_not_believed),
		cmocka_unit_test(many_through_tls),
		cmocka_unit_test(what_cannot_work_is_told),
	};

	return cmocka_run_group_tests_name("send/secure", tests, NULL, NULL);
}
