/* control.c - see control.h */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/wire_control.h>
#include <postigo/base/wire_reader.h>

#include "control.h"
#include "queue.h"
#include "request.h"
#include "work.h"

#define CLIENTS_MAX 64

enum result
control_listen(struct desk *desk, struct error *err)
{
	const char *path = desk->tools.conf->control_socket;
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return error_set(err, PERMFAIL, "%s: a socket's path has at most %zu characters", path,
		    sizeof(address.sun_path) - 1);
	memcpy(address.sun_path, path, strlen(path) + 1);
	fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return error_set(err, TEMPFAIL, "%s: %s", path, strerror(errno));
	/* We hold the store's lock: whoever made a socket here before is gone. */
	(void)unlink(path);
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 || chmod(path, 0660) != 0 ||
	    listen(fd, 16) != 0) {
		error_set(err, TEMPFAIL, "%s: %s", path, strerror(errno));
		close(fd);
		return TEMPFAIL;
	}
	desk->control = fd;
	return DONE;
}

void
control_close(struct desk *desk)
{
	(void)unlink(desk->tools.conf->control_socket);
	close(desk->control);
}

/* By the kernel's word for who is at the other end. The socket's mode lets our group in as well. */
static bool
is_welcome(int fd)
{
	struct ucred who;
	socklen_t size = sizeof(who);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0)
		return false;
	if (who.uid == 0 || who.uid == geteuid() || who.gid == getegid())
		return true;
	log_warning("control_refused", "uid", log_number((int64_t)who.uid), "pid", log_number(who.pid), NULL);
	return false;
}

void
control_accept(struct desk *desk)
{
	size_t clients = 0;
	int fd;

	for (struct peer *p = desk->peers; p != NULL; p = p->next)
		clients += p->kind == 0;
	/* cppcheck-suppress nullPointer ; accept4(2) takes NULL when nobody asks for the address */
	while ((fd = accept4(desk->control, NULL, NULL, SOCK_CLOEXEC)) != -1) {
		if (clients++ < CLIENTS_MAX && is_welcome(fd))
			(void)desk_add_client(desk, fd);
		else
			close(fd);
	}
}

void
control_answer(struct peer *client, json_t *answer)
{
	char *text = json_dumps(answer, JSON_COMPACT);
	size_t size = text != NULL ? strlen(text) : 0;
	struct error err;
	int fd;

	json_decref(answer);
	if (text == NULL)
		desk_drop(client, "its answer cannot be written as JSON");
	else if (size <= WIRE_MAX)
		desk_say(client, WIRE_REQUEST, 0, text, size, -1);
	else if (wire_seal("answer", text, size, &fd, &err) == DONE)
		desk_say(client, WIRE_REQUEST, 0, NULL, 0, fd);
	else
		desk_drop(client, err.text);
	free(text);
}

void
control_fail(struct peer *client, const char *why)
{
	control_answer(client, json_pack("{s:i, s:s}", "status", EX_DATAERR, "error", why));
}

/* pid is postigod's, our parent: what an operator would signal. */
static json_t *
status(const struct desk *desk)
{
	json_t *processes = json_array();

	for (struct peer *p = desk->peers; p != NULL; p = p->next)
		if (p->kind != 0)
			json_array_append_new(processes, json_string(p->name));
	return json_pack("{s:i, s:i, s:I, s:o, s:b}", "status", 0, "pid", (int)getppid(),
	    "since", (json_int_t)desk->started, "processes", processes, "relay_trouble", (int)desk->relay.trouble);
}

/* Verbs that need the running desk; all others are in request.c, which `postigo` can call without us. */
static bool
ask_desk(struct peer *client, const json_t *request, const char *verb, struct wire_message *m)
{
	if (strcmp(verb, "status") == 0) {
		control_answer(client, status(client->desk));
		return true;
	}
	if (strcmp(verb, "explain") == 0 && m->fd != -1) {
		work_dry_run(client->desk, client, wire_take_fd(m), json_is_true(json_object_get(request, "render")));
		return true;
	}
	return false;
}

static void
carry_out(struct peer *client, const json_t *request, struct wire_message *m)
{
	struct desk *desk = client->desk;
	struct request r = { .tools = &desk->tools, .json = request, .memfd = m->fd };
	struct error err;
	json_t *answer = NULL;

	if (!desk_write(desk))
		return;
	switch (request_carry_out(desk->round, &r, &answer, &err)) {
	case DONE:
		if (r.inbox != 0)
			queue_arrived(desk, r.inbox, r.mailbox, r.mailbox_name, wire_take_fd(m), r.size);
		control_answer(client, answer);
		break;
	case TEMPFAIL:
		desk_broken(desk, "a request", &err);
		break;
	default:
		control_fail(client, err.text);
	}
}

void
control_on_request(struct peer *client, struct wire_message *m)
{
	json_t *request = json_loadb((const char *)m->payload, m->size, JSON_REJECT_DUPLICATES, NULL);
	const char *verb = json_string_value(json_object_get(request, "verb"));

	if (verb == NULL)
		control_fail(client, "a request is a JSON object with a \"verb\"");
	else if (!ask_desk(client, request, verb, m))
		carry_out(client, request, m);
	json_decref(request);
}
