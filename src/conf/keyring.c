/* keyring.c - keyring = { ... }: the keys that mail is verified, decrypted, signed and encrypted with */
#include <config.h>

#include <string.h>

#include "check.h"
#include "sections.h"

/* A socket of the keyring's agent lies in the folder, and its path has to fit into 108 bytes. */
#define FOLDER_MOST 80

void
keyring_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->keyring = read_path(g, "folder", NULL);
	if (g->setting == NULL)
		return;
	if (conf->keyring == NULL)
		read_error(g, "folder", "is missing; add folder = \"/var/lib/postigo/keyring\"");
	else if (strlen(conf->keyring) > FOLDER_MOST)
		read_error(g, "folder", "is longer than %d bytes; sockets lie in it, whose paths must be short", FOLDER_MOST);
}

/* Who is in a team whose members must sign, must. */
static void
pass_on(struct conf *conf, const struct conf_team *team)
{
	for (size_t i = 0; i < conf->agent_count; i++)
		for (size_t k = 0; k < team->member_count; k++)
			if (conf->agents[i].name != NULL && strcasecmp(conf->agents[i].name, team->members[k]) == 0)
				conf->agents[i].must_sign = true;
}

static void
needs_keyring(struct reading *r, const char *about, const char *kind, const char *what)
{
	reading_error(r, reading_place(r, about), "%s \"%s\": %s does nothing without keys; add keyring = { folder = "
	    "\"/var/lib/postigo/keyring\"; };", kind, about, what);
}

void
check_keyring(struct reading *r)
{
	struct conf *conf = r->conf;

	for (size_t i = 0; i < conf->team_count; i++)
		if (conf->teams[i].must_sign)
			pass_on(conf, &conf->teams[i]);
	if (conf->keyring != NULL || r->incomplete)
		return;
	for (size_t i = 0; i < conf->mailbox_count; i++)
		if (conf->mailboxes[i].name != NULL && (conf->mailboxes[i].sign != CONF_SIGN_NO ||
		    conf->mailboxes[i].encrypt != CONF_ENCRYPT_NO))
			needs_keyring(r, conf->mailboxes[i].name, "mailbox",
			    conf->mailboxes[i].sign != CONF_SIGN_NO ? "sign" : "encrypt");
	for (size_t i = 0; i < conf->team_count; i++)
		if (conf->teams[i].name != NULL && conf->teams[i].must_sign)
			needs_keyring(r, conf->teams[i].name, "team", "must_sign");
	for (size_t i = 0; i < conf->agent_count; i++)
		if (conf->agents[i].name != NULL && (conf->agents[i].key_count > 0 || conf->agents[i].must_sign))
			needs_keyring(r, conf->agents[i].name, "agent", conf->agents[i].key_count > 0 ? "keys" : "must_sign");
}
