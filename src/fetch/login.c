/* login.c - who we are, to the IMAP server; and what the server can do */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <openssl/evp.h>

#include <postigo/base/memory.h>

#include "login.h"
#include "mailbox.h"

#define QUOTA (256u << 10)
#define SECRET_MAX 4096

/* name is a capability, or "AUTH=PLAIN". */
static bool
offers(const struct mailbox *m, const char *name)
{
	const struct mailimap_connection_info *info = m->imap->imap_connection_info;
	bool auth = strncmp(name, "AUTH=", 5) == 0;

	if (info == NULL || info->imap_capability == NULL)
		return false;
	for (clistiter *i = clist_begin(info->imap_capability->cap_list); i != NULL; i = clist_next(i)) {
		const struct mailimap_capability *c = clist_content(i);

		if (auth && c->cap_type == MAILIMAP_CAPABILITY_AUTH_TYPE &&
		    strcasecmp(c->cap_data.cap_auth_type, name + 5) == 0)
			return true;
		if (!auth && c->cap_type == MAILIMAP_CAPABILITY_NAME && strcasecmp(c->cap_data.cap_name, name) == 0)
			return true;
	}
	return false;
}

/* Asks anew: what was said before TLS, or before the login, does not count. */
static enum result
ask_capabilities(struct mailbox *m, struct error *err)
{
	struct mailimap_connection_info *info = m->imap->imap_connection_info;

	if (info != NULL && info->imap_capability != NULL) {
		mailimap_capability_data_free(info->imap_capability);
		info->imap_capability = NULL;
	}
	return mailbox_command(m, "CAPABILITY", 0, QUOTA, err);
}

static bool
is_plain(const char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x7f)
			return false;
	}
	return true;
}

/* AUTHENTICATE PLAIN with its answer at once (RFC 4959): takes any characters, and no round trip more. */
static enum result
authenticate_plain(struct mailbox *m, const char *user, const char *password, struct error *err)
{
	unsigned char clear[2 * SECRET_MAX + 2];
	char command[64 + 4 * SECRET_MAX];
	size_t verb = strlen("AUTHENTICATE PLAIN ");
	size_t u = strlen(user);
	size_t p = strlen(password);
	enum result r = DONE;

	snprintf(command, sizeof(command), "AUTHENTICATE PLAIN ");
	clear[0] = '\0';
	memcpy(clear + 1, user, u);
	clear[u + 1] = '\0';
	memcpy(clear + u + 2, password, p);
	EVP_EncodeBlock((unsigned char *)command + verb, clear, (int)(u + p + 2));
	r = mailbox_command(m, command, 0, QUOTA, err);
	explicit_bzero(clear, sizeof(clear));
	explicit_bzero(command, sizeof(command));
	if (r == DONE)
		m->imap->imap_state = MAILIMAP_STATE_AUTHENTICATED;
	return r;
}

/* Wipes what libetpan's buffer still holds of the password. */
static enum result
login_command(struct mailbox *m, const char *user, const char *password, struct error *err)
{
	int status = 0;

	if (!is_plain(user) || !is_plain(password))
		return error_set(err, PERMFAIL, "the server offers no way to log in with other than ASCII characters");
	stream_begin(m->stream, m->conf->server.timeout, QUOTA);
	status = mailimap_login(m->imap, user, password);
	explicit_bzero(m->imap->imap_stream->write_buffer, m->imap->imap_stream->buffer_max_size);
	if (status == MAILIMAP_NO_ERROR)
		return DONE;
	if (status == MAILIMAP_ERROR_LOGIN)
		return error_set(err, PERMFAIL, "login as %s refused: %s", user, stream_guard(m->stream)->said);
	return error_set(err, TEMPFAIL, "LOGIN: %s", stream_trouble(m->stream));
}

static enum result
identify(struct mailbox *m, const char *password, struct error *err)
{
	const char *user = m->conf->server.user;
	enum result r = DONE;

	if (user == NULL || password == NULL)
		return error_set(err, PERMFAIL, "the server wants a login, and no user or password is configured");
	if (strlen(user) >= SECRET_MAX || strlen(password) >= SECRET_MAX)
		return error_set(err, PERMFAIL, "user or password is too long");
	if (offers(m, "AUTH=PLAIN") && offers(m, "SASL-IR")) {
		r = authenticate_plain(m, user, password, err);
		explicit_bzero(m->imap->imap_stream->write_buffer, m->imap->imap_stream->buffer_max_size);
		if (r == PERMFAIL)
			return error_set(err, PERMFAIL, "login as %s refused: %s", user, stream_guard(m->stream)->said);
		return r;
	}
	if (offers(m, "LOGINDISABLED"))
		return error_set(err, PERMFAIL, "the server does not allow a login over this connection");
	return login_command(m, user, password, err);
}

/* Servers say NO to a login for reasons that pass as well (RFC 5530). */
static bool
refused_for_now(const struct error *err)
{
	static const char *const codes[] = { "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "try again", "temporar" };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (strcasestr(err->text, codes[i]) != NULL)
			return true;
	}
	return false;
}

enum result
login_perform(struct mailbox *m, const char *password, struct error *err)
{
	enum result r = ask_capabilities(m, err);

	if (r != DONE)
		return TEMPFAIL;
	if (m->imap->imap_state != MAILIMAP_STATE_AUTHENTICATED) {
		r = identify(m, password, err);
		if (r == PERMFAIL && refused_for_now(err))
			return TEMPFAIL;
		if (r != DONE)
			return r;
		if (ask_capabilities(m, err) != DONE)
			return TEMPFAIL;
	}
	m->has_idle = offers(m, "IDLE");
	m->has_move = offers(m, "MOVE");
	m->has_uidplus = offers(m, "UIDPLUS");
	return DONE;
}
