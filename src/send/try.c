/* try.c - `postigo doctor`: as far as the server lets us without handing it a mail */
#include <config.h>

#include <string.h>

#include <openssl/evp.h>

#include <postigo/base/memory.h>
#include <postigo/conf/secret.h>
#include <postigo/send/send.h>

#include "letter.h"
#include "talk.h"

#define TRY_TIME SECONDS(30)		/* for each step */

static char *
base64(TALLOC_CTX *ctx, const char *bytes, size_t n)
{
	char *out = talloc_size(ctx, 4 * (n / 3 + 1) + 1);

	(void)EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)bytes, (int)n);
	return out;
}

static enum result
log_in(struct talk *t, const struct conf_server *server, struct error *err)
{
	SCRATCH(tmp);
	const char *user = server->user;
	char *password = NULL, *mechanisms = talk_offered(tmp, t, "AUTH");

	if (user == NULL)
		return DONE;
	if (!talk_is_private(t))
		return error_set(err, PERMFAIL, "%s: no password is sent without TLS; set tls", server->host);
	enum result result = secret_read(tmp, &server->password, &password, err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "smtp: there is a user, but no password");
	if (result != DONE)
		return result;

	if (mechanisms != NULL && strcasestr(mechanisms, "PLAIN") != NULL) {
		size_t n = strlen(user) + strlen(password) + 2;
		char *both = talloc_asprintf(tmp, "%c%s%c%s", 0, user, 0, password);
		return talk_say(t, '2', err, "AUTH PLAIN %s", base64(tmp, both, n));
	}
	if (mechanisms == NULL || strcasestr(mechanisms, "LOGIN") == NULL)
		return error_set(err, PERMFAIL, "the server offers no login that we know (PLAIN, LOGIN)");
	result = talk_say(t, '3', err, "AUTH LOGIN");
	if (result == DONE)
		result = talk_say(t, '3', err, "%s", base64(tmp, user, strlen(user)));
	return result == DONE ? talk_say(t, '2', err, "%s", base64(tmp, password, strlen(password))) : result;
}

/* Our own sender address writes to itself; RSET forgets it. */
static enum result
name_sender(struct talk *t, const char *from, struct error *err)
{
	struct error ignored;
	enum result result = letter_address(from, err);

	if (result == DONE)
		result = talk_say(t, '2', err, "MAIL FROM:<%s>", from);
	if (result == DONE)
		result = talk_say(t, '2', err, "RCPT TO:<%s>", from);
	if (result != DONE)
		return result;
	(void)talk_say(t, '2', &ignored, "RSET");
	(void)talk_say(t, '2', &ignored, "QUIT");
	return DONE;
}

enum result
send_try(const struct conf *conf, const char **step, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_server *server = &conf->relay.server;
	duration patience = server->timeout < TRY_TIME ? server->timeout : TRY_TIME;
	struct tls *tls = NULL;
	enum result result = DONE;

	*step = "certificate";
	if (server->tls != CONF_TLS_NONE)
		result = tls_new(tmp, server, &tls, err);
	if (result != DONE)
		return result;

	struct talk *t = talk_new(tmp, server, conf->identity.domain, tls, patience);
	*step = "connect";
	result = talk_dial(t, err);
	if (result == DONE && server->tls == CONF_TLS_IMPLICIT) {
		*step = "certificate";
		result = talk_secure(t, err);
	}
	if (result == DONE) {
		*step = "connect";
		result = talk_greeting(t, err);
	}
	if (result == DONE)
		result = talk_ehlo(t, err);
	if (result == DONE && server->tls == CONF_TLS_STARTTLS) {
		*step = "certificate";
		result = talk_starttls(t, err);
		if (result == DONE)
			result = talk_ehlo(t, err);
	}
	if (result == DONE) {
		*step = "login";
		result = log_in(t, server, err);
	}
	if (result == DONE) {
		*step = "sender";
		result = name_sender(t, conf->relay.from, err);
	}
	return result;
}
