/* mailbox.c - a session with an IMAP server: one folder, selected */
#include <config.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "folder.h"
#include "login.h"
#include "mailbox.h"

#define CONNECT_TIME SECONDS(30)
#define TLS_TIME SECONDS(30)
#define LEAVE_TIME SECONDS(1)
#define SLOWEST 10000		/* bytes a second that a slow line must do */
#define SHORT_QUOTA (1u << 20)	/* bytes of an answer to anything but FETCH */
#define BUFFER 32768

/* Frees the session without a word to the server: mailimap_free would say LOGOUT and wait. */
static int
cut_off(struct mailbox *m)
{
	if (m->imap == NULL)
		return 0;
	if (m->imap->imap_stream != NULL)
		mailstream_close(m->imap->imap_stream);
	m->imap->imap_stream = NULL;
	mailimap_free(m->imap);
	m->imap = NULL;
	return 0;
}

static void
begin(struct mailbox *m, uint64_t expected, uint64_t quota)
{
	stream_begin(m->stream, m->conf->server.timeout + SECONDS(expected / SLOWEST), quota);
}

/* What a libetpan function returned, as a result. NO is the only failure after which a session can go on. */
static enum result
judge(struct mailbox *m, int status, int no, const char *what, struct error *err)
{
	const struct guard *guard = stream_guard(m->stream);

	if (status == MAILIMAP_NO_ERROR)
		return DONE;
	if (status == no)
		return error_set(err, PERMFAIL, "%s: the server said %s", what, guard->said);
	if (status == MAILIMAP_ERROR_STREAM || guard->trouble[0] != '\0' || guard->said[0] == '\0')
		return error_set(err, TEMPFAIL, "%s: %s", what, stream_trouble(m->stream));
	return error_set(err, TEMPFAIL, "%s: the server said %s", what, guard->said);
}

enum result
mailbox_command(struct mailbox *m, const char *command, uint64_t expected, uint64_t quota, struct error *err)
{
	char verb[24];

	snprintf(verb, sizeof(verb), "%.*s", (int)strcspn(command, strncmp(command, "UID ", 4) == 0 ? "0123456789" : " "),
	    command);
	begin(m, expected, quota);
	return judge(m, mailimap_custom_command(m->imap, command), MAILIMAP_ERROR_CUSTOM_COMMAND, verb, err);
}

static enum result
greet(struct mailbox *m, struct error *err)
{
	mailstream *stream = mailstream_new(stream_driver(m->stream), BUFFER);
	int status = 0;

	begin(m, 0, SHORT_QUOTA);
	status = mailimap_connect(m->imap, stream);
	if (status == MAILIMAP_NO_ERROR_NON_AUTHENTICATED)
		return DONE;
	if (status == MAILIMAP_NO_ERROR_AUTHENTICATED) {
		if (stream_is_secure(m->stream))
			return DONE;
		/* Anybody on the way could pretend that we are logged in, and feed us mail. */
		return error_set(err, TEMPFAIL, "the server says PREAUTH on a connection without TLS");
	}
	return judge(m, status, -1, "greeting", err);
}

/* STARTTLS, and nothing in clear is believed any more: not the capabilities, not a byte behind the answer. */
static enum result
start_tls(struct mailbox *m, struct error *err)
{
	const struct conf_server *server = &m->conf->server;
	int status = 0;

	begin(m, 0, SHORT_QUOTA);
	status = mailimap_starttls(m->imap);
	if (status != MAILIMAP_NO_ERROR) {
		(void)judge(m, status, -1, "STARTTLS", err);
		return TEMPFAIL;
	}
	if (m->imap->imap_stream->read_buffer_len > 0)
		return error_set(err, TEMPFAIL, "STARTTLS: somebody put words in clear behind the server's answer");
	return stream_secure(m->stream, server->host, server->ca_file, TLS_TIME, err);
}

static enum result
connect_server(struct mailbox *m, enum mailbox_step *step, struct error *err)
{
	const struct conf_server *server = &m->conf->server;
	enum result r = stream_connect(m, server->host, server->port, CONNECT_TIME, &m->stream, err);

	*step = MAILBOX_CONNECT;
	if (r == DONE && server->tls == CONF_TLS_IMPLICIT) {
		*step = MAILBOX_CERTIFICATE;
		r = stream_secure(m->stream, server->host, server->ca_file, TLS_TIME, err);
		*step = r == DONE ? MAILBOX_CONNECT : *step;
	}
	if (r == DONE)
		r = greet(m, err);
	if (r == DONE && server->tls == CONF_TLS_STARTTLS) {
		*step = MAILBOX_CERTIFICATE;
		r = start_tls(m, err);
	}
	return r;
}

static enum result
select_folder(struct mailbox *m, struct error *err)
{
	SCRATCH(tmp);
	const struct mailimap_selection_info *info = NULL;
	enum result r = DONE;
	const char *folder = folder_encode(tmp, m->conf->folder);

	begin(m, 0, SHORT_QUOTA);
	r = judge(m, mailimap_select(m->imap, folder), MAILIMAP_ERROR_SELECT, m->conf->folder, err);
	if (r != DONE)
		return r;
	info = m->imap->imap_selection_info;
	if (info == NULL || info->sel_uidvalidity == 0)
		return error_set(err, TEMPFAIL, "%s: the server gives no UIDVALIDITY", m->conf->folder);
	m->uidvalidity = info->sel_uidvalidity;
	m->uidnext = info->sel_uidnext;
	stream_guard(m->stream)->exists_grew = false;
	return DONE;
}

enum result
mailbox_open(TALLOC_CTX *ctx, const struct conf_mailbox *conf, const char *password, struct mailbox **out,
    enum mailbox_step *step, struct error *err)
{
	struct mailbox *m = talloc_zero(ctx, struct mailbox);
	enum result r = DONE;

	m->conf = conf;
	m->imap = mailimap_new(0, NULL);
	talloc_set_destructor(m, cut_off);
	mailimap_set_timeout(m->imap, (time_t)(conf->server.timeout / 1000));
	if (conf->move_to != NULL)
		m->move_to = folder_quote(m, folder_encode(m, conf->move_to));
	r = connect_server(m, step, err);
	if (r == DONE) {
		*step = MAILBOX_LOGIN;
		r = login_perform(m, password, err);
	}
	if (r == DONE) {
		*step = MAILBOX_FOLDER;
		r = select_folder(m, err);
	}
	if (r != DONE) {
		talloc_free(m);
		return r;
	}
	*step = MAILBOX_OPEN;
	*out = m;
	return DONE;
}

void
mailbox_leave(struct mailbox *m)
{
	stream_begin(m->stream, LEAVE_TIME, SHORT_QUOTA);
	(void)mailimap_logout(m->imap);
}

enum result
mailbox_examine(struct mailbox *m, const char *name, struct error *err)
{
	SCRATCH(tmp);

	begin(m, 0, SHORT_QUOTA);
	return judge(m, mailimap_examine(m->imap, folder_encode(tmp, name)), MAILIMAP_ERROR_EXAMINE, name, err);
}

uint32_t
mailbox_exists(const struct mailbox *m)
{
	return stream_guard(m->stream)->exists;
}

static enum result
fetch(struct mailbox *m, const char *command, uint64_t expected, uint64_t quota, struct answer *out,
    struct error *err)
{
	enum result r = mailbox_command(m, command, expected, quota, err);
	const struct mailimap_response_info *info = m->imap->imap_response_info;

	out->at = NULL;
	if (r != TEMPFAIL && info != NULL && info->rsp_fetch_list != NULL)
		out->at = clist_begin(info->rsp_fetch_list);
	return r;
}

enum result
mailbox_window(struct mailbox *m, uint32_t first, uint32_t last, struct answer *out, struct error *err)
{
	char command[64];

	snprintf(command, sizeof(command), "FETCH %u:%u (UID)", first, last);
	return fetch(m, command, 0, MAILBOX_QUOTA, out, err);
}

enum result
mailbox_describe(struct mailbox *m, const char *set, struct answer *out, struct error *err)
{
	SCRATCH(tmp);

	return fetch(m, talloc_asprintf(tmp, "UID FETCH %s (UID INTERNALDATE RFC822.SIZE)", set), 0, MAILBOX_QUOTA,
	    out, err);
}

enum result
mailbox_after(struct mailbox *m, uint32_t uid, struct answer *out, struct error *err)
{
	char command[96];

	snprintf(command, sizeof(command), "UID FETCH %u:* (UID INTERNALDATE RFC822.SIZE)",
	    uid < UINT32_MAX ? uid + 1 : uid);
	return fetch(m, command, 0, MAILBOX_QUOTA, out, err);
}

enum result
mailbox_read(struct mailbox *m, const char *set, uint64_t expected, uint64_t quota, uint64_t partial,
    struct answer *out, struct error *err)
{
	SCRATCH(tmp);
	const char *part = partial > 0 ? talloc_asprintf(tmp, "<0.%" PRIu64 ">", partial) : "";

	return fetch(m, talloc_asprintf(tmp, "UID FETCH %s (UID BODY.PEEK[]%s)", set, part), expected, quota, out,
	    err);
}

void
mailbox_forget(struct mailbox *m)
{
	struct mailimap_response_info *info = m->imap->imap_response_info;

	if (info == NULL || info->rsp_fetch_list == NULL)
		return;
	mailimap_fetch_list_free(info->rsp_fetch_list);
	info->rsp_fetch_list = NULL;
}
