/* mailbox.c - the mailboxes that we fetch from: mailboxes = ( { ... }, ... ) */
#include <config.h>

#include <postigo/base/wire_reader.h>

#include "sections.h"

static const uint16_t ports[] = {
	[CONF_TLS_NONE] = 143, [CONF_TLS_STARTTLS] = 143, [CONF_TLS_IMPLICIT] = 993,
};
static const char *const after_words[] = { "seen", "move", "delete", NULL };
static const char *const sign_words[] = {
	[CONF_SIGN_NO] = "no", [CONF_SIGN_OPENPGP] = "openpgp", [CONF_SIGN_SMIME] = "smime", NULL
};
static const char *const encrypt_words[] = {
	[CONF_ENCRYPT_NO] = "no", [CONF_ENCRYPT_IF_KNOWN] = "if_known", [CONF_ENCRYPT_REQUIRED] = "required", NULL
};
static const char *const adopt_words[] = { "skip", "take", NULL };

static void
check_move(struct group *g, const struct conf_mailbox *m)
{
	bool written = read_has(g, "move_to");

	if (m->after == CONF_AFTER_MOVE && !written)
		read_error(g, "move_to", "is missing beside after = \"move\"; add move_to = \"Archive\"");
	if (m->after != CONF_AFTER_MOVE && written)
		read_error(g, "move_to", "does nothing without after = \"move\"; add that or leave move_to out");
}

void
mailbox_section(struct group *g)
{
	struct conf *conf = g->reading->conf;
	struct place place = read_place(g);

	conf->mailboxes = talloc_realloc(conf, conf->mailboxes, struct conf_mailbox, (unsigned)conf->mailbox_count + 1);
	struct conf_mailbox *m = &conf->mailboxes[conf->mailbox_count++];

	*m = (struct conf_mailbox){ .file = talloc_strdup(conf, place.source->path), .line = place.line };
	m->name = read_needed(g, "name", &value_name);
	server_settings(g, &m->server, CONF_TLS_IMPLICIT, ports, SECONDS(60));
	m->folder = read_text(g, "folder", &value_line, "INBOX");
	m->address = read_needed(g, "address", &value_address);
	room_for_token(g, "address", m->address);
	m->display_name = read_text(g, "display_name", &value_display, NULL);
	m->queue = read_needed(g, "queue", &value_name);
	m->after = (enum conf_after)read_choice(g, "after", after_words, CONF_AFTER_SEEN);
	m->move_to = read_text(g, "move_to", &value_line, NULL);
	m->poll = read_duration(g, "poll", SECONDS(1), DAYS(1), SECONDS(60));
	m->idle = read_yes(g, "idle", true);
	m->adopt = (enum conf_adopt)read_choice(g, "adopt", adopt_words, CONF_ADOPT_SKIP);
	m->max_size = read_size(g, "max_size", 64u << 10, WIRE_RAW_MAX, 32u << 20);
	m->precedence = read_number(g, "precedence", 0, 9999, 100);
	m->trusted_authserv = read_texts(g, "trusted_authserv", &value_authserv, &m->trusted_authserv_count);
	m->aliases = read_texts(g, "aliases", &value_address, &m->alias_count);
	m->reply_to_senders = read_texts(g, "reply_to_senders", &value_sender, &m->reply_to_sender_count);
	m->control = read_yes(g, "control", false);
	m->sign = (enum conf_sign)read_choice(g, "sign", sign_words, CONF_SIGN_NO);
	m->encrypt = (enum conf_encrypt)read_choice(g, "encrypt", encrypt_words, CONF_ENCRYPT_NO);
	m->safe_acknowledgement = read_yes(g, "safe_acknowledgement", true);
	check_move(g, m);
}
