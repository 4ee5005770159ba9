/* talk.c - SMTP spoken by ourselves, one command and one answer at a time */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/crypto.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "dial.h"
#include "guard.h"
#include "talk.h"

#define ANSWER_MAX 65536	/* bytes of one answer that are kept */

struct talk {
	const struct conf_server *server;
	const char *hostname;
	struct tls *tls;
	duration patience;
	int fd;				/* -1: none */
	SSL *ssl;			/* NULL: in clear */
	struct guard guard;
	struct text *answer;		/* the whole of the last one */
	int64_t until;			/* for the step at hand */
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

struct talk *
talk_new(TALLOC_CTX *ctx, const struct conf_server *server, const char *hostname, struct tls *tls, duration patience)
{
	struct talk *t = talloc_zero(ctx, struct talk);

	t->server = server;
	t->hostname = hostname;
	t->tls = tls;
	t->patience = patience;
	t->fd = -1;
	t->answer = text_new(t, ANSWER_MAX);
	guard_start(&t->guard);
	talloc_set_destructor(t, close_talk);
	return t;
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
read_some(struct talk *t, char *bytes, size_t size)
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
write_all(struct talk *t, const char *bytes, size_t n)
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

/* Takes in one answer, and nothing but one answer. */
static enum result
hear(struct talk *t, char wanted, struct error *err)
{
	char bytes[2048];

	text_reset(t->answer);
	do {
		size_t n = read_some(t, bytes, sizeof bytes);
		if (n == 0)
			return error_set(err, TEMPFAIL, "%s: the connection was lost, or the server was silent",
			    t->server->host);
		enum guard_verdict verdict = guard_read(&t->guard, bytes, n);
		if (verdict == GUARD_FINE && guard_surplus(&t->guard))
			return error_set(err, PERMFAIL, "%s: the server, or somebody on the way, sent more than was asked%s",
			    t->server->host, t->ssl == NULL && t->tls != NULL ? " before TLS" : "");
		if (verdict != GUARD_FINE)
			return error_set(err, PERMFAIL, "%s: %s", t->server->host, guard_words(verdict));
		text_add(t->answer, bytes, n);
	} while (guard_awaits(&t->guard));

	if (t->guard.answer[0] == wanted)
		return DONE;
	return error_set(err, t->guard.answer[0] == '4' ? TEMPFAIL : PERMFAIL, "%s", t->guard.answer);
}

enum result
talk_say(struct talk *t, char wanted, struct error *err, const char *format, ...)
{
	SCRATCH(tmp);
	va_list args;

	va_start(args, format);
	char *line = talloc_vasprintf(tmp, format, args);
	va_end(args);
	line = talloc_strdup_append(line, "\r\n");
	guard_write(&t->guard, line, strlen(line));
	t->until = instant_monotonic() + t->patience;
	bool written = write_all(t, line, strlen(line));
	OPENSSL_cleanse(line, strlen(line));
	if (!written)
		return error_set(err, TEMPFAIL, "%s: the connection was lost", t->server->host);
	return hear(t, wanted, err);
}

enum result
talk_dial(struct talk *t, struct error *err)
{
	return dial(t->server->host, t->server->port, t->patience, &t->fd, err);
}

enum result
talk_secure(struct talk *t, struct error *err)
{
	return tls_connect(t->tls, t->fd, t->patience, &t->ssl, err);
}

enum result
talk_greeting(struct talk *t, struct error *err)
{
	t->until = instant_monotonic() + t->patience;
	return hear(t, '2', err);
}

enum result
talk_ehlo(struct talk *t, struct error *err)
{
	return talk_say(t, '2', err, "EHLO %s", t->hostname);
}

enum result
talk_starttls(struct talk *t, struct error *err)
{
	SCRATCH(tmp);

	if (talk_offered(tmp, t, "STARTTLS") == NULL)
		return error_set(err, PERMFAIL, "%s: the server offers no STARTTLS", t->server->host);
	enum result result = talk_say(t, '2', err, "STARTTLS");
	return result == DONE ? talk_secure(t, err) : result;
}

bool
talk_is_private(const struct talk *t)
{
	return t->ssl != NULL || dial_is_loopback(t->fd);
}

char *
talk_offered(TALLOC_CTX *ctx, const struct talk *t, const char *keyword)
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

void
talk_give(struct talk *t, int *fd, SSL **ssl)
{
	*fd = t->fd;
	*ssl = t->ssl;
	t->fd = -1;
	t->ssl = NULL;
}
