/* try.c - `postigo doctor`: as far as the server lets us without handing it a mail
 *
 * A dialogue of its own: libESMTP cannot stop before DATA, and does not say how far it came.
 */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/evp.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/conf/secret.h>
#include <postigo/send/send.h>

#include "dial.h"
#include "guard.h"
#include "letter.h"
#include "tls.h"

#define TRY_TIME SECONDS(30)		/* for each step */

struct talk {
	const struct conf_server *server;
	int fd;
	SSL *ssl;			/* NULL: in clear */
	struct guard guard;
	struct text *answer;		/* the whole of the last one */
	int64_t until;
};

static int
close_talk(struct talk *t)
{
	if (t->ssl != NULL) {
		(void)SSL_shutdown(t->ssl);
		SSL_free(t->ssl);
	}
	if (t->fd >= 0)
		(void)close(t->fd);
	return 0;
}

static bool
wait_for(const struct talk *t, short events)
{
	struct pollfd p = { .fd = t->fd, .events = events };
	int64_t left = t->until - instant_monotonic();

	return left > 0 && poll(&p, 1, (int)left) != 0;
}

/* Reads what there is, at least one byte; 0 when there will be none. */
static size_t
talk_read(struct talk *t, char *bytes, size_t size)
{
	for (;;) {
		if (t->ssl != NULL) {
			int n = SSL_read(t->ssl, bytes, (int)size);
			if (n > 0)
				return (size_t)n;
			if (!tls_wait(t->ssl, t->fd, n, t->until))
				return 0;
			continue;
		}
		ssize_t n = read(t->fd, bytes, size);
		if (n >= 0)
			return (size_t)n;
		if ((errno != EAGAIN && errno != EINTR) || !wait_for(t, POLLIN))
			return 0;
	}
}

static bool
talk_write(struct talk *t, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = t->ssl != NULL ? SSL_write(t->ssl, bytes, (int)n) : send(t->fd, bytes, n, MSG_NOSIGNAL);

		if (done > 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (t->ssl != NULL ? !tls_wait(t->ssl, t->fd, (int)done, t->until) :
		    (errno != EAGAIN && errno != EINTR) || !wait_for(t, POLLOUT)) {
			return false;
		}
	}
	return true;
}

/* Takes in one answer; DONE when its code begins with `wanted`. */
static enum result
hear(struct talk *t, char wanted, struct error *err)
{
	char bytes[2048];

	text_reset(t->answer);
	do {
		size_t n = talk_read(t, bytes, sizeof bytes);
		if (n == 0)
			return error_set(err, TEMPFAIL, "%s: the connection was lost, or the server was silent",
			    t->server->host);
		enum guard_verdict verdict = guard_read(&t->guard, bytes, n);
		if (verdict != GUARD_FINE)
			return error_set(err, PERMFAIL, "%s", guard_words(verdict));
		text_add(t->answer, bytes, n);
	} while (t->guard.awaiting);

	if (t->guard.answer[0] == wanted)
		return DONE;
	return error_set(err, t->guard.answer[0] == '4' ? TEMPFAIL : PERMFAIL, "%s", t->guard.answer);
}

/* Sends one command and takes in its answer. Always in lockstep: nothing of ours needs more. */
static enum result
say(struct talk *t, char wanted, struct error *err, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static enum result
say(struct talk *t, char wanted, struct error *err, const char *format, ...)
{
	SCRATCH(tmp);
	va_list args;

	va_start(args, format);
	char *line = talloc_vasprintf(tmp, format, args);
	va_end(args);
	line = talloc_strdup_append(line, "\r\n");
	guard_write(&t->guard, line, strlen(line));
	t->until = instant_monotonic() + TRY_TIME;
	bool written = talk_write(t, line, strlen(line));
	OPENSSL_cleanse(line, strlen(line));
	if (!written)
		return error_set(err, TEMPFAIL, "%s: the connection was lost", t->server->host);
	return hear(t, wanted, err);
}

/* The words behind a keyword of the answer to EHLO ("" when there are none), owned by ctx; NULL: it is not offered. */
static char *
offered(TALLOC_CTX *ctx, const struct talk *t, const char *keyword)
{
	size_t length = strlen(keyword);

	for (const char *line = t->answer->bytes; *line != '\0'; line += strspn(line, "\r\n")) {
		size_t n = strcspn(line, "\r\n");
		if (n >= 4 + length && strncasecmp(line + 4, keyword, length) == 0 &&
		    (n == 4 + length || line[4 + length] == ' '))
			return talloc_strndup(ctx, line + 4 + length, n - 4 - length);
		line += n;
	}
	return NULL;
}

static char *
base64(TALLOC_CTX *ctx, const char *bytes, size_t n)
{
	char *out = talloc_size(ctx, 4 * (n / 3 + 1) + 1);

	(void)EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)bytes, (int)n);
	return out;
}

static enum result
secure(struct talk *t, struct tls *tls, struct error *err)
{
	enum result result = tls_connect(tls, t->fd, TRY_TIME, &t->ssl, err);

	if (result == DONE)
		guard_secured(&t->guard);
	return result;
}

static enum result
greet(struct talk *t, const struct conf *conf, struct error *err)
{
	t->until = instant_monotonic() + TRY_TIME;
	enum result result = hear(t, '2', err);
	return result == DONE ? say(t, '2', err, "EHLO %s", conf->identity.domain) : result;
}

static enum result
upgrade(struct talk *t, struct tls *tls, const struct conf *conf, struct error *err)
{
	SCRATCH(tmp);

	if (offered(tmp, t, "STARTTLS") == NULL)
		return error_set(err, PERMFAIL, "the server offers no STARTTLS");
	enum result result = say(t, '2', err, "STARTTLS");
	if (result == DONE)
		result = secure(t, tls, err);
	return result == DONE ? say(t, '2', err, "EHLO %s", conf->identity.domain) : result;
}

static enum result
login(struct talk *t, struct error *err)
{
	SCRATCH(tmp);
	const char *user = t->server->user;
	char *password = NULL, *mechanisms = offered(tmp, t, "AUTH");

	if (user == NULL)
		return DONE;
	if (t->ssl == NULL && !dial_is_loopback(t->fd))
		return error_set(err, PERMFAIL, "no password is sent without TLS; set tls");
	enum result result = secret_read(tmp, &t->server->password, &password, err);
	if (result == NONE)
		return error_set(err, PERMFAIL, "there is a user, but no password");
	if (result != DONE)
		return result;

	if (mechanisms != NULL && strcasestr(mechanisms, "PLAIN") != NULL) {
		size_t n = strlen(user) + strlen(password) + 2;
		char *both = talloc_asprintf(tmp, "%c%s%c%s", 0, user, 0, password);
		return say(t, '2', err, "AUTH PLAIN %s", base64(tmp, both, n));
	}
	if (mechanisms == NULL || strcasestr(mechanisms, "LOGIN") == NULL)
		return error_set(err, PERMFAIL, "the server offers no login that we know (PLAIN, LOGIN)");
	result = say(t, '3', err, "AUTH LOGIN");
	if (result == DONE)
		result = say(t, '3', err, "%s", base64(tmp, user, strlen(user)));
	return result == DONE ? say(t, '2', err, "%s", base64(tmp, password, strlen(password))) : result;
}

/* Our own sender address writes to itself; RSET forgets it. */
static enum result
name_sender(struct talk *t, const char *from, struct error *err)
{
	struct error ignored;
	enum result result = letter_address(from, err);

	if (result == DONE)
		result = say(t, '2', err, "MAIL FROM:<%s>", from);
	if (result == DONE)
		result = say(t, '2', err, "RCPT TO:<%s>", from);
	if (result != DONE)
		return result;
	(void)say(t, '2', &ignored, "RSET");
	(void)say(t, '2', &ignored, "QUIT");
	return DONE;
}

enum result
send_try(const struct conf *conf, const char **step, struct error *err)
{
	SCRATCH(tmp);
	const struct conf_server *server = &conf->relay.server;
	struct talk *t = talloc_zero(tmp, struct talk);
	struct tls *tls = NULL;
	enum result result;

	t->server = server;
	t->fd = -1;
	t->answer = text_new(t, 65536);
	talloc_set_destructor(t, close_talk);
	guard_start(&t->guard, true);

	*step = "connect";
	result = dial(server->host, server->port, TRY_TIME, &t->fd, err);
	if (result == DONE && server->tls != CONF_TLS_NONE) {
		*step = "certificate";
		result = tls_new(tmp, server, &tls, err);
	}
	if (result == DONE && server->tls == CONF_TLS_IMPLICIT)
		result = secure(t, tls, err);
	if (result != DONE)
		return result;

	*step = "connect";
	result = greet(t, conf, err);
	if (result == DONE && server->tls == CONF_TLS_STARTTLS) {
		*step = "certificate";
		result = upgrade(t, tls, conf, err);
	}
	if (result == DONE) {
		*step = "login";
		result = login(t, err);
	}
	if (result == DONE) {
		*step = "sender";
		result = name_sender(t, conf->relay.from, err);
	}
	return result;
}
