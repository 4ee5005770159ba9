/* wire_line.c - see wire_line.h */
#include <config.h>

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/wire_line.h>

enum result
wire_line_send(int supervisor, const struct wire_line *line, struct error *err)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);

	wire_put_u8(t, (uint8_t)line->peer);
	wire_put_u32(t, line->index);
	wire_put_string(t, line->name);
	return wire_send(supervisor, WIRE_LINE, 0, t->bytes, t->size, line->socket, err);
}

enum result
wire_line_read(TALLOC_CTX *ctx, struct wire_message *m, struct wire_line *out, struct error *err)
{
	struct wire_line line = { .peer = wire_get_u8(m) };

	line.index = wire_get_u32(m);
	line.name = wire_get_string(ctx, m);
	enum result result = wire_done(m, err);

	if (result == DONE && (line.peer < ROLE_DESK || line.peer > ROLE_CRYPT || line.name == NULL))
		result = error_set(err, PERMFAIL, "LINE: no such peer");
	if (result != DONE) {
		talloc_free(line.name);
		return result;
	}
	line.socket = wire_take_fd(m);
	*out = line;
	return DONE;
}

enum result
wire_line_next(int supervisor, int *desk, struct error *err)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	struct wire_line line = { .socket = -1 };
	enum result result = wire_receive(tmp, supervisor, 0, &m, err);

	if (result == DONE && m->type == WIRE_LINE)
		result = wire_line_read(tmp, m, &line, err);
	if (result != DONE)
		return result;
	if (line.socket != -1 && line.peer == ROLE_DESK) {
		*desk = line.socket;
		return DONE;
	}
	if (line.socket != -1)
		close(line.socket);
	return NONE;
}

enum result
wire_line_wait(int supervisor, int *desk, struct error *err)
{
	struct pollfd polled[] = {
		{ .fd = supervisor, .events = POLLIN },
		{ .fd = quit_descriptor(), .events = POLLIN },
	};

	for (;;) {
		if (quit_asked())
			return error_set(err, TEMPFAIL, "asked to leave");
		if (poll(polled, 2, -1) < 0 && errno != EINTR)
			return error_set(err, TEMPFAIL, "poll: %s", strerror(errno));
		enum result result = wire_line_next(supervisor, desk, err);
		if (result != NONE)
			return result;
	}
}
