/* server.c - a server and how to get in: what smtp and mailboxes have in common */
#include <config.h>

#include <string.h>

#include <postigo/base/token.h>

#include "sections.h"

#define LOCAL_LONGEST 64

static const char *const tls_words[] = { "none", "starttls", "implicit", NULL };

static bool
has_password(const struct conf_secret *p)
{
	return p->text != NULL || p->file != NULL || p->command != NULL || p->credential != NULL;
}

static void
check_login(struct group *g, const struct conf_server *server)
{
	bool wanted = read_has(g, "user"), given = read_has(g, "password");

	if (wanted && !given)
		read_error(g, "password", "is missing beside user; add password = { file = \"...\" }");
	if (given && !wanted)
		read_error(g, "user", "is missing beside password; add user = \"...\"");
	if (server->tls == CONF_TLS_NONE && has_password(&server->password) && server->host != NULL &&
	    !value_is_loopback(server->host))
		read_error(g, "tls", "is \"none\", which shows the password to everybody on the way to %s; "
		    "use \"starttls\" or \"implicit\"", server->host);
}

void
server_settings(struct group *g, struct conf_server *out, enum conf_tls tls, const uint16_t ports[3],
    duration timeout)
{
	out->host = read_needed(g, "host", &value_host);
	out->tls = (enum conf_tls)read_choice(g, "tls", tls_words, tls);
	out->port = (uint16_t)read_number(g, "port", 1, UINT16_MAX, ports[out->tls]);
	out->ca_file = read_path(g, "ca_file", NULL);
	if (out->ca_file != NULL && read_can_open(g, "ca_file", out->ca_file) && out->tls == CONF_TLS_NONE)
		reading_warning(g->reading, read_place_of(g, "ca_file"), "%s does nothing with tls = \"none\"",
		    read_title(g, "ca_file"));
	out->user = read_text(g, "user", &value_line, NULL);
	password_setting(g, &out->password);
	out->timeout = read_duration(g, "timeout", SECONDS(1), HOURS(1), timeout);
	check_login(g, out);
}

void
room_for_token(struct group *g, const char *name, const char *address)
{
	size_t most = LOCAL_LONGEST - strlen("+") - TOKEN_LENGTH;

	if (address == NULL)
		return;
	size_t size = strcspn(address, "@");

	if (size > most)
		read_error(g, name, "has %zu characters before the @; at most %zu leave room for a reply token", size,
		    most);
	else if (memchr(address, '+', size) != NULL)
		read_error(g, name, "has a + before the @; leave it out, the reply token goes there");
}
