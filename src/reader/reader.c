/* reader.c - see reader.h */
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
#include <postigo/base/wire_crypt.h>
#include <postigo/base/wire_line.h>
#include <postigo/base/wire_reader.h>
#include <postigo/mail/cover.h>
#include <postigo/mail/message.h>
#include <postigo/mail/pack.h>
#include <postigo/reader/reader.h>

/* After this many mails another process takes over: whatever a library leaks, or a mail left behind, ends with it. */
#define MAILS_MAX 5000

#define MEMORY_MAX ((size_t)1 << 30)

/* Of the processor, for one mail. A mail that takes 2 s is as bad as they come; the desk's patience is longer, since
 * it cannot tell work from waiting. */
#define SECONDS_MAX 5

struct reader {
	int desk, supervisor;
	unsigned mails;
};

static void
answer(const struct reader *r, const struct wire_message *m, const char *bytes, size_t size)
{
	struct error err;
	int fd;

	/* What fits into a message need not become a file first: half the mails do. */
	if (size <= WIRE_MAX) {
		(void)wire_send(r->desk, m->type, m->id, bytes, size, -1, &err);
		return;
	}
	if (wire_seal("read", bytes, size, &fd, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	/* A desk that is gone asks again when it is back. */
	(void)wire_send(r->desk, m->type, m->id, NULL, 0, fd, &err);
	close(fd);
}

static void
parse(const struct reader *r, struct wire_message *m, const char *raw, size_t size)
{
	SCRATCH(tmp);
	size_t n;
	char *packed = pack_mail(tmp, message_parse(tmp, raw, size), &n);

	answer(r, m, packed, n);
}

static void
parts(const struct reader *r, struct wire_message *m, const char *raw, size_t size)
{
	SCRATCH(tmp);
	struct error err;
	char *bytes;
	size_t n;

	/* Nothing at all is an answer too: the desk then goes on without them. */
	if (message_parts(tmp, raw, size, WIRE_JSON_MAX, &bytes, &n, &err) != DONE)
		n = 0;
	answer(r, m, n > 0 ? bytes : "", n);
}

/* What is signed or encrypted of it, for the process that has the keys; this one takes mails apart. */
static void
cover(const struct reader *r, struct wire_message *m, const char *raw, size_t size)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct wire_cover found = { 0 };
	const char *why;
	struct error err;
	char *packed;
	size_t n;
	int fd = -1;

	wire_put_u8(t, (uint8_t)cover_read(tmp, raw, size, &found, &why));
	wire_put_string(t, why);
	if (found.kind != COVER_NOTHING) {
		packed = wire_cover_pack(tmp, &found, &n);
		if (wire_seal("cover", packed, n, &fd, &err) != DONE)
			fatal(EX_OSERR, "%s", err.text);
	}
	(void)wire_send(r->desk, m->type, m->id, t->bytes, t->size, fd, &err);
	if (fd != -1)
		close(fd);
}

/* Where the bytes are a header and what was opened below it, the mail that they make. */
static void
join(TALLOC_CTX *ctx, struct wire_message *m, char **raw, size_t *size)
{
	struct error err;
	uint64_t head;
	bool subject;

	if (m->size == 0)
		return;
	head = wire_get_u64(m);
	subject = wire_get_u8(m) == 1;
	if (wire_done(m, &err) != DONE || head > *size)
		fatal(EX_PROTOCOL, "a header that is longer than its mail");
	*raw = cover_join(ctx, *raw, *size, (size_t)head, subject, size);
}

/* The limit counts from the start of the process, in whole seconds: beyond it, SIGXCPU ends us. */
static void
allow_time(void)
{
	struct rusage used;
	struct rlimit limit;

	if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0)
		fatal(EX_OSERR, "%s", strerror(errno));
	rlim_t wanted = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 2 + SECONDS_MAX;

	limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
	if (setrlimit(RLIMIT_CPU, &limit) != 0)
		fatal(EX_OSERR, "setrlimit cpu: %s", strerror(errno));
}

static void
take(struct reader *r, struct wire_message *m)
{
	SCRATCH(tmp);
	struct error err;
	char *raw;
	size_t size;

	allow_time();
	if (wire_unseal(tmp, m->fd, WIRE_COVERED_MAX, &raw, &size, &err) != DONE)
		fatal(EX_PROTOCOL, "%s", err.text);
	join(tmp, m, &raw, &size);
	if (m->type == WIRE_PARSE)
		parse(r, m, raw, size);
	else if (m->type == WIRE_COVER)
		cover(r, m, raw, size);
	else if (m->type == WIRE_PARTS)
		parts(r, m, raw, size);
	else
		fatal(EX_PROTOCOL, "message %d is not for a reader", (int)m->type);
	r->mails++;
}

/* False: the desk is gone. */
static bool
take_next(struct reader *r)
{
	SCRATCH(tmp);
	struct wire_message *m;
	struct error err;
	enum result result = wire_receive(tmp, r->desk, 0, &m, &err);

	if (result == DONE)
		take(r, m);
	if (result == PERMFAIL)
		fatal(EX_PROTOCOL, "%s", err.text);
	return result != TEMPFAIL;
}

/* Serves one line until the desk is gone (true) or we leave (false). */
static bool
serve(struct reader *r)
{
	struct pollfd fds[] = {
		{ .fd = r->desk, .events = POLLIN },
		{ .fd = quit_descriptor(), .events = POLLIN },
		{ .fd = r->supervisor, .events = POLLIN },
	};

	while (!quit_asked()) {
		/* A new one takes over only while nothing waits: what we had been given would count as our death. */
		if (poll(fds, 3, r->mails < MAILS_MAX ? -1 : 0) == 0)
			return false;
		if (fds[0].revents != 0 && !take_next(r))
			return true;
		/* A line comes only when the desk is new; that there is no supervisor any more is seen in the wait. */
		if (fds[2].revents != 0)
			return true;
	}
	return false;
}

int
reader_run(int supervisor)
{
	struct reader r = { .supervisor = supervisor, .desk = -1 };
	struct error err;

	message_init();
	if (sandbox_enter(SANDBOX_READER, MEMORY_MAX, &err) != DONE)
		fatal(EX_OSERR, "%s", err.text);
	while (wire_line_wait(supervisor, &r.desk, &err) == DONE) {
		if (!serve(&r))
			return EX_OK;
		close(r.desk);
	}
	return EX_OK;
}
