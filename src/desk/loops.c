/* loops.c - see loops.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/mail/compose.h>

#include "loops.h"
#include "people.h"

const char *
loops_own(const struct facts *facts)
{
	const struct mail *mail = facts->mail;

	if (mail->installation != NULL && strcmp(mail->installation, facts->installation) == 0)
		return "a mail of our own came back";
	if (mail->from.address != NULL && people_ours(facts->conf, mail->from.address))
		return "it says that it comes from one of our own addresses";
	/* RFC 5321 section 6.3: counting Received fields is how a loop is found when nothing else tells. */
	if (mail->received_count > facts->conf->limits.hops)
		return "it has been through too many hands: it goes round";
	return NULL;
}

/* What the mail itself says against an answer. */
static const char *
mail_forbids(TALLOC_CTX *ctx, const struct mail *mail)
{
	if (mail->class != MAIL_HUMAN)
		return "machine mail is never answered automatically (RFC 3834 section 2)";
	if (mail->return_path != NULL && mail->return_path[0] == '\0')
		return "its envelope sender is empty (RFC 3834 section 2)";
	if (mail->installation != NULL)
		return "another installation of Postigo sent it automatically";
	if (mail->loop_mark != NULL)
		return talloc_asprintf(ctx, "another ticket system sent it (%s)", mail->loop_mark);
	if (mail->suppress_response)
		return "it asks for no automatic answer (X-Auto-Response-Suppress)";
	return NULL;
}

const char *
loops_forbid(TALLOC_CTX *ctx, const struct facts *facts)
{
	const struct mail *mail = facts->mail;
	const char *why = mail_forbids(ctx, mail);
	/* The operator says that there is a person behind what such a program writes. */
	bool form = people_form(facts) && (mail->class == MAIL_HUMAN || mail->class == MAIL_AUTO_GENERATED);

	if (why != NULL && !form)
		return why;
	if (mail->from.address == NULL || mail->from.address[0] == '\0')
		return "it has no sender";
	if (!compose_address_valid(mail->from.address))
		return "its sender's address cannot be written to";
	if (people_unread(mail->from.address) && !form)
		return "nobody reads the sender's address";
	if (facts->before_adoption)
		return "it lay in the mailbox before we took that over";
	if (facts->now - facts->arrived > facts->conf->limits.ack_max_age)
		return "it arrived too long ago for an acknowledgement (limits.ack_max_age)";
	return NULL;
}
