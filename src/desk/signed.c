/* signed.c - see signed.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/mail/seal.h>

#include "signed.h"

#define AHEAD_MOST DAYS(1)

static bool
has(char **list, size_t count, const char *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(list[i], wanted) == 0)
			return true;
	return false;
}

bool
signed_key_is(const struct conf *conf, const struct seal *seal, const char *address)
{
	const struct conf_agent *agent = address != NULL ? conf_agent_by_address(conf, address) : NULL;

	if (agent != NULL && agent->key_count > 0)
		return has(agent->keys, agent->key_count, seal->fingerprint);
	return address != NULL && has(seal->addresses.list, seal->addresses.count, address);
}

/* In a rehearsal the signer's clock is another one. */
static bool
is_old(const struct facts *f, const struct seal *seal)
{
	return !instant_rehearsed() && seal->made < f->arrived - SIGNED_AGE_MOST;
}

static bool
is_ahead(const struct facts *f, const struct seal *seal)
{
	return !instant_rehearsed() && seal->made > f->arrived + AHEAD_MOST;
}

bool
signed_by_sender(TALLOC_CTX *ctx, const struct facts *f, const char **why)
{
	const struct seal *seal = f->mail->seal;

	*why = "it is not signed";
	if (seal == NULL || seal->signature == SEAL_UNSIGNED)
		return false;
	*why = seal_words(ctx, seal);
	if (seal->signature != SEAL_GOOD || f->mail->from.address == NULL)
		return false;
	*why = "it is signed, but has several senders";
	if (f->mail->from_count != 1)
		return false;
	*why = talloc_asprintf(ctx, "it is signed with a key that is not known to be %s's (%s)", f->mail->from.address, seal->fingerprint);
	if (!signed_key_is(f->conf, seal, f->mail->from.address))
		return false;
	*why = "its signature has come with another mail before";
	if (f->signature_used)
		return false;
	*why = "its signature does not say when it was made";
	if (seal->made == 0)
		return false;
	*why = "its signature was made long before it came";
	if (is_old(f, seal))
		return false;
	*why = "its signature says that it will be made later";
	if (is_ahead(f, seal))
		return false;
	*why = talloc_asprintf(ctx, "it is signed with the sender's own key (%s)", seal->system);
	return true;
}

bool
signed_is_lacking(const struct facts *f)
{
	SCRATCH(tmp);
	const char *why;

	return f->agent != NULL && f->agent->must_sign && !signed_by_sender(tmp, f, &why);
}

void
signed_tell(struct decision *d, const struct facts *f)
{
	const struct seal *seal = f->mail->seal;
	const char *why;

	if (seal == NULL || (seal->signature == SEAL_UNSIGNED && !seal->encrypted && seal->why[0] == '\0'))
		return;
	decision_event(d, "%s", seal_words(d, seal));
	if (seal->signature == SEAL_GOOD && !signed_by_sender(d, f, &why))
		decision_event(d, "the signature does not count: %s", why);
}
