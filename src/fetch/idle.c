/* idle.c - wait for the server's word (RFC 2177) */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>

#include "idle.h"
#include "mailbox.h"

#define QUOTA (4u << 20)
#define TAG "idle"

static void
release_line(void *object)
{
	mmap_string_free(object);
}

static enum result
write_line(struct mailbox *m, const char *line, struct error *err)
{
	mailstream *stream = m->imap->imap_stream;
	size_t n = strlen(line);

	if (mailstream_write(stream, line, n) != (ssize_t)n || mailstream_flush(stream) != 0)
		return error_set(err, TEMPFAIL, "IDLE: %s", stream_trouble(m->stream));
	return DONE;
}

/* Reads lines up to one that starts with stop or with our tag. What they tell of the mailbox, the guard notes. */
static enum result
read_until(struct mailbox *m, const char *stop, struct error *err)
{
	SCRATCH(tmp);
	MMAPString *line = mmap_string_new("");

	memory_hold(tmp, line, release_line);
	while (mailstream_read_line_remove_eol(m->imap->imap_stream, line) != NULL) {
		if (strncmp(line->str, stop, strlen(stop)) == 0)
			return DONE;
		if (strncmp(line->str, TAG " ", strlen(TAG " ")) == 0)
			return error_set(err, PERMFAIL, "IDLE: the server said %.100s", line->str);
	}
	return error_set(err, TEMPFAIL, "IDLE: %s", stream_trouble(m->stream));
}

enum result
idle_start(struct mailbox *m, struct error *err)
{
	enum result r = DONE;

	stream_begin(m->stream, m->conf->server.timeout, QUOTA);
	r = write_line(m, TAG " IDLE\r\n", err);
	return r == DONE ? read_until(m, "+", err) : r;
}

bool
idle_pending(struct mailbox *m)
{
	return m->imap->imap_stream->read_buffer_len > 0 || stream_ready(m->stream);
}

enum result
idle_look(struct mailbox *m, bool *news, struct error *err)
{
	SCRATCH(tmp);
	struct guard *guard = stream_guard(m->stream);
	MMAPString *line = mmap_string_new("");

	memory_hold(tmp, line, release_line);
	stream_begin(m->stream, m->conf->server.timeout, QUOTA);
	while (idle_pending(m)) {
		if (mailstream_read_line_remove_eol(m->imap->imap_stream, line) == NULL)
			return error_set(err, TEMPFAIL, "IDLE: %s", stream_trouble(m->stream));
	}
	*news = guard->exists_grew;
	guard->exists_grew = false;
	return DONE;
}

enum result
idle_end(struct mailbox *m, struct error *err)
{
	enum result r = DONE;

	stream_begin(m->stream, m->conf->server.timeout, QUOTA);
	r = write_line(m, "DONE\r\n", err);
	return r == DONE ? read_until(m, TAG " OK", err) : r;
}
