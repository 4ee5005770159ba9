/* decision.c - the names of what can be decided, as people and scripts see them (DESIGN section 7) */
#include <config.h>

#include <postigo/desk/decision.h>

const char *
decision_outcome_name(enum decision_outcome outcome)
{
	static const char *const names[] = {
		"new_ticket", "reply", "command", "bounce", "filed", "duplicate", "refused", "quarantined",
	};

	return names[outcome];
}

const char *
decision_trust_name(enum conf_trust trust)
{
	static const char *const names[] = { "none", "known", "auth", "token", "token_and_auth" };

	return names[trust];
}

const char *
tie_name(enum tie_kind kind)
{
	static const char *const names[] = { "reply_token", "message_id_token", "message_id", "subject_tag", NULL };

	return names[kind];
}
