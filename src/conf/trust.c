/* trust.c - how sure we want to be of whom a mail is from: trust = { ... } */
#include <config.h>

#include "sections.h"

static const char *const trust_words[] = {
	[TRUST_NONE] = "none", [TRUST_KNOWN] = "known", [TRUST_AUTH] = "auth", [TRUST_TOKEN] = "token",
	[TRUST_TOKEN_AND_AUTH] = "token_and_auth", NULL
};

static enum conf_trust
level(struct group *g, const char *name, enum conf_trust fallback)
{
	return (enum conf_trust)read_choice(g, name, trust_words, (int)fallback);
}

void
trust_section(struct group *g)
{
	struct conf_trusts *trust = &g->reading->conf->trust;

	trust->commands = level(g, "commands", TRUST_TOKEN);
	trust->reopen = level(g, "reopen", TRUST_KNOWN);
	trust->participants = level(g, "participants", TRUST_AUTH);
	trust->on_behalf = level(g, "on_behalf", TRUST_AUTH);
	trust->organisation = level(g, "organisation", TRUST_NONE);
	trust->signature = level(g, "signature", TRUST_TOKEN);
	trust->absence = level(g, "absence", TRUST_AUTH);
	trust->token_max_age = read_duration(g, "token_max_age", DAYS(7), DAYS(20 * 365), DAYS(2 * 365));
	trust->confirm_within = read_duration(g, "confirm_within", SECONDS(1), DAYS(90), DAYS(7));
	if (trust->signature == TRUST_KNOWN)
		read_error(g, "signature", "is \"known\"; it should be \"none\", or at least \"auth\"");
	/* From is what anybody can write. */
	if (trust->commands < TRUST_AUTH)
		reading_warning(g->reading, read_place_of(g, "commands"),
		    "trust.commands is \"%s\": whoever writes a technician's address into From may give commands; "
		    "\"token\" is safe", trust_words[trust->commands]);
}
