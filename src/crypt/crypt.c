/* crypt.c - see crypt.h; the conversation is drawn in wire_crypt.h */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/sandbox.h>
#include <postigo/base/utf8.h>
#include <postigo/base/wire_crypt.h>
#include <postigo/base/wire_line.h>
#include <postigo/crypt/crypt.h>

#include "room.h"

/* After this many mails another process takes over, as readers do. */
#define MAILS_MAX 2000

/* Of the processor, for each program that it starts. The limit is inherited, and each counts for itself. */
#define SECONDS_MAX 30

#define MEMORY_MAX ((size_t)2 << 30)

#define SAYS_NONE_MOST 300u

struct crypt {
	struct keyring *keyring;
	int desk, supervisor;
	unsigned mails;
};

static void
limit_programs(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_CPU, &limit) != 0)
		fatal(EX_OSERR, "%s", strerror(errno));
	limit.rlim_cur = SECONDS_MAX < limit.rlim_max ? SECONDS_MAX : limit.rlim_max;
	if (setrlimit(RLIMIT_CPU, &limit) != 0)
		fatal(EX_OSERR, "setrlimit cpu: %s", strerror(errno));
}

/* Bytes that go along with an answer; the descriptor is the caller's, -1 for none. */
static int
sealed(const struct text *bytes)
{
	struct error err;
	int fd = -1;

	if (bytes != NULL && wire_seal("opened", bytes->bytes, bytes->size, &fd, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	return fd;
}

static void
say(const struct crypt *c, const struct wire_message *m, const struct text *payload, int fd)
{
	struct error err;

	/* A desk that is gone asks again when it is back. */
	(void)wire_send(c->desk, m->type, m->id, payload->bytes, payload->size, fd, &err);
	if (fd != -1)
		close(fd);
}

static void
say_keys(const struct crypt *c, const struct wire_keys *keys)
{
	SCRATCH(tmp);
	struct text *payload = text_new(tmp, WIRE_MAX);
	struct error err;

	wire_keys_put(payload, keys);
	(void)wire_send(c->desk, WIRE_READY, 0, payload->bytes, payload->size, -1, &err);
}

/* The first byte says whether it could be done at all; the head's length tells the header from what is below it. */
static void
open_one(struct crypt *c, struct wire_message *m)
{
	SCRATCH(tmp);
	struct text *payload = text_new(tmp, WIRE_MAX), *opened = NULL;
	struct wire_cover cover;
	struct seal *seal;
	struct error err;
	char *bytes;
	size_t size;
	enum result result;

	if (wire_unseal(tmp, m->fd, WIRE_COVERED_MAX, &bytes, &size, &err) != DONE ||
	    wire_cover_open(bytes, size, &cover, &err) != DONE)
		fatal(EX_PROTOCOL, "%s", err.text);
	result = opener_open(tmp, c->keyring, &cover, &seal, &opened, &err);
	if (result != DONE) {
		log_error("crypt", "mail", log_id((int64_t)m->id), "why", err.text, NULL);
		seal = seal_new(tmp, err.text);
	}
	wire_put_u8(payload, result == DONE);
	wire_put_u64(payload, cover.head.size);
	seal_put(payload, seal);
	say(c, m, payload, sealed(opened));
}

static void
enclose_one(struct crypt *c, struct wire_message *m)
{
	SCRATCH(tmp);
	struct text *payload = text_new(tmp, WIRE_MAX), *out = NULL;
	struct wire_enclose how;
	struct wire_enclosed done = { .result = DONE };
	struct error err;
	char *bytes;
	size_t size;

	if (wire_enclose_get(tmp, m, &how, &err) != DONE ||
	    wire_unseal(tmp, m->fd, WIRE_COVERED_MAX, &bytes, &size, &err) != DONE)
		fatal(EX_PROTOCOL, "%s", err.text);
	done.result = sealer_seal(tmp, c->keyring, &how, (struct wire_bytes){ bytes, size }, &out, &done.words, &err);
	if (done.result != DONE)
		done.words = err.text;
	wire_enclosed_put(payload, &done);
	say(c, m, payload, sealed(done.result == DONE ? out : NULL));
}

/* False: the desk is gone. */
static bool
take_next(struct crypt *c)
{
	SCRATCH(tmp);
	struct wire_message *m;
	struct error err;
	enum result result = wire_receive(tmp, c->desk, 0, &m, &err);

	if (result == PERMFAIL)
		fatal(EX_PROTOCOL, "%s", err.text);
	if (result != DONE)
		return result != TEMPFAIL;
	if (m->type == WIRE_OPEN)
		open_one(c, m);
	else if (m->type == WIRE_ENCLOSE)
		enclose_one(c, m);
	else
		fatal(EX_PROTOCOL, "message %d is not for this process", (int)m->type);
	c->mails++;
	return true;
}

/* Serves one line until the desk is gone (true) or we leave (false). */
static bool
serve(struct crypt *c)
{
	struct pollfd fds[] = {
		{ .fd = c->desk, .events = POLLIN },
		{ .fd = quit_descriptor(), .events = POLLIN },
		{ .fd = c->supervisor, .events = POLLIN },
	};

	while (!quit_asked()) {
		if (poll(fds, 3, c->mails < MAILS_MAX ? -1 : 0) == 0)
			return false;
		if (fds[0].revents != 0 && !take_next(c))
			return true;
		if (fds[2].revents != 0)
			return true;
	}
	return false;
}

/* Without keys there is nothing to do. But whoever waits for them should hear why. */
static void __attribute__((noreturn))
leave(struct crypt *c, const char *why)
{
	SCRATCH(tmp);
	const struct wire_keys keys = { .why = utf8_clean_line(tmp, why, SAYS_NONE_MOST) };
	struct error err;

	if (wire_line_wait(c->supervisor, &c->desk, &err) == DONE)
		say_keys(c, &keys);
	fatal(EX_CONFIG, "%s", why);
}

/* A folder that is gone is not made anew: everybody would seem to be without keys, and mail to them would go out in clear. */
static enum result
open_keyring(struct crypt *c, const char *folder, struct error *err)
{
	enum result result = keyring_there(folder, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "there is no keyring at %s (postigo key import makes it)", folder);
	return result == DONE ? keyring_open(NULL, folder, true, &c->keyring, err) : result;
}

int
crypt_run(const struct conf *conf, int supervisor)
{
	const struct wire_keys usable = { .usable = true, .why = (char[]){ "" } };
	struct crypt c = { .supervisor = supervisor, .desk = -1 };
	struct error err;

	if (open_keyring(&c, conf->keyring, &err) != DONE)
		leave(&c, err.text);
	if (sandbox_enter(SANDBOX_CRYPT, MEMORY_MAX, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	limit_programs();
	while (wire_line_wait(supervisor, &c.desk, &err) == DONE) {
		say_keys(&c, &usable);
		if (!serve(&c))
			break;
		close(c.desk);
	}
	keyring_dismiss_agent(conf->keyring);
	return EX_OK;
}
