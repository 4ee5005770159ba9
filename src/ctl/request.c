/* request.c - has the desk carry out a request: the daemon's desk, or our own when no daemon runs */
#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire.h>
#include <postigo/base/wire_control.h>
#include <postigo/base/wire_reader.h>
#include <postigo/desk/desk.h>

#include "ctl.h"

#define ANSWER_TIMEOUT SECONDS(60)
#define ANSWER_MAX (WIRE_JSON_MAX + WIRE_CONTROL_MAX)	/* the decision for a mail repeats the mail */
#define BUSY_TIMEOUT SECONDS(10)	/* how long we wait for somebody else's moment with the store */

/* NONE when nobody listens there. */
static enum result
control_connect(const char *path, int *out, struct error *err)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return error_set(err, PERMFAIL, "%s: the path of a socket may not be that long", path);
	memcpy(address.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return error_set(err, TEMPFAIL, "socket: %s", strerror(errno));
	/* A desk that hangs lets its backlog fill up: connect() would then wait for ever. */
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &(struct timeval){ .tv_sec = ANSWER_TIMEOUT / 1000 },
	    sizeof(struct timeval));
	if (connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0) {
		*out = fd;
		return DONE;
	}
	int why = errno;
	close(fd);
	if (why == ENOENT || why == ECONNREFUSED || why == ENOTDIR)
		return NONE;
	if (why == EAGAIN)
		return error_set(err, TEMPFAIL, "postigod does not answer");
	return error_set(err, PERMFAIL, "%s: %s", path, strerror(why));
}

static void
json_release(void *json)
{
	json_decref(json);
}

/* The answer's JSON: in the message itself, or in a memfd when it is large. */
static enum result
answer_read(TALLOC_CTX *ctx, struct wire_message *m, json_t **answer, struct error *err)
{
	SCRATCH(tmp);
	const char *json = (const char *)m->payload;
	char *large = NULL;
	size_t size = m->size;
	json_error_t why;

	if (m->type != WIRE_REQUEST)
		return error_set(err, PERMFAIL, "postigod speaks another language than this postigo");
	if (m->fd >= 0) {
		enum result result = wire_unseal(tmp, m->fd, ANSWER_MAX, &large, &size, err);
		if (result != DONE)
			return result;
		json = large;
	}
	*answer = json_loadb(json, size, 0, &why);
	if (!json_is_object(*answer)) {
		json_decref(*answer);
		return error_set(err, PERMFAIL, "what postigod answered cannot be understood: %s", why.text);
	}
	memory_hold(ctx, *answer, json_release);
	return DONE;
}

static enum result
converse(TALLOC_CTX *ctx, int fd, const json_t *request, int memfd, json_t **answer, struct error *err)
{
	SCRATCH(tmp);
	struct wire_message *m;
	char *json = json_dumps(request, JSON_COMPACT);

	if (json == NULL)
		return error_set(err, PERMFAIL, "the request is no UTF-8 text");
	enum result result = wire_send(fd, WIRE_REQUEST, 1, json, strlen(json), memfd, err);
	free(json);
	if (result != DONE)
		return result;
	result = wire_receive(tmp, fd, (int)ANSWER_TIMEOUT, &m, err);
	if (result == NONE)
		return error_set(err, TEMPFAIL, "postigod does not answer");
	return result == DONE ? answer_read(ctx, m, answer, err) : result;
}

enum result
request_daemon(struct ctl *ctl, const struct conf *conf, const json_t *request, int memfd, json_t **answer,
    struct error *err)
{
	int fd;
	enum result result = control_connect(conf->control_socket, &fd, err);

	if (result != DONE)
		return result;
	result = converse(ctl->memory, fd, request, memfd, answer, err);
	close(fd);
	/* NONE would read as "no daemon runs", and the request be carried out a second time. */
	return result == NONE ? error_set(err, TEMPFAIL, "postigod does not answer") : result;
}

/* The daemon may be starting, or another `postigo` have the store's lock for a moment: then it is tried again. */
static enum result
request_anyone(struct ctl *ctl, const struct conf *conf, const json_t *request, int memfd, json_t **answer,
    struct error *err)
{
	int64_t until = instant_monotonic() + BUSY_TIMEOUT;
	enum result result;

	for (;;) {
		result = request_daemon(ctl, conf, request, memfd, answer, err);
		if (result != NONE)
			return result;
		if (!conf->whole)
			return error_set(err, PERMFAIL, "postigod is not running, and without it a config without errors is "
			    "wanted");
		result = account_become_owner(conf, err);
		if (result == DONE)
			result = desk_request(ctl->memory, conf, request, memfd, answer, err);
		if (result == DONE)
			memory_hold(ctl->memory, *answer, json_release);
		if (result != TEMPFAIL || instant_monotonic() > until)
			return result;
		(void)nanosleep(&(struct timespec){ .tv_nsec = 100 * 1000 * 1000 }, NULL);
	}
}

int
request_do(struct ctl *ctl, const struct conf *conf, json_t *request, int memfd, json_t **answer, struct error *err)
{
	enum result result = request_anyone(ctl, conf, request, memfd, answer, err);

	json_decref(request);
	if (result != DONE)
		return status_of(result, conf->whole ? EX_DATAERR : EX_CONFIG);
	int status = (int)json_integer_value(json_object_get(*answer, "status"));
	const char *words = json_string_value(json_object_get(*answer, "error"));
	if (status != EX_OK)
		(void)error_set(err, PERMFAIL, "%s", words != NULL ? words : "the desk refused, and did not say why");
	return status;
}

int
request_simple(struct ctl *ctl, json_t *request, const char *done, ...)
{
	struct conf *conf;
	struct error err;
	json_t *answer;
	va_list ap;
	int status = load_conf(ctl, &conf);

	if (status != EX_OK) {
		json_decref(request);
		return status;
	}
	status = request_do(ctl, conf, request, -1, &answer, &err);
	if (status != EX_OK)
		return complain(ctl, status, "%s", err.text);
	if (ctl->json) {
		json_object_del(answer, "status");
		json_dumpf(answer, stdout, JSON_COMPACT);
	} else {
		va_start(ap, done);
		vprintf(done, ap);
		va_end(ap);
	}
	putchar('\n');
	return EX_OK;
}

int
request_row(struct ctl *ctl, const char *verb, const char *done, char **operands, size_t count)
{
	int64_t number = 0;
	int status = number_operand(ctl, "row", operands, count, 1, &number);

	if (status != GO_ON)
		return status;
	return request_simple(ctl, json_pack("{s:s, s:I}", "verb", verb, "row", (json_int_t)number), "Row %lld %s.",
	    (long long)number, done);
}
