/* loops.c - see loops.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/mail/compose.h>

#include "loops.h"

/* Local parts behind which nobody reads. */
static const char *const unread[] = {
	"mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "nobody",
	"bounce", "bounces", "abuse", "root",
};

static bool
is_unread(const char *address)
{
	size_t n = strcspn(address, "@+");

	for (size_t i = 0; i < sizeof(unread) / sizeof(unread[0]); i++)
		if (strlen(unread[i]) == n && strncasecmp(address, unread[i], n) == 0)
			return true;
	return false;
}

bool
loops_own(const struct facts *facts)
{
	const struct mail *mail = facts->mail;

	if (mail->installation != NULL && strcmp(mail->installation, facts->installation) == 0)
		return true;
	return mail->from.address != NULL && conf_mailbox_by_address(facts->conf, mail->from.address) != NULL;
}

const char *
loops_forbid(const struct facts *facts)
{
	const struct mail *mail = facts->mail;

	if (mail->class != MAIL_HUMAN)
		return "machine mail is never answered automatically (RFC 3834 section 2)";
	if (mail->from.address == NULL || mail->from.address[0] == '\0')
		return "it has no sender";
	if (!compose_address_valid(mail->from.address))
		return "its sender's address cannot be written to";
	if (mail->return_path != NULL && mail->return_path[0] == '\0')
		return "its envelope sender is empty (RFC 3834 section 2)";
	if (is_unread(mail->from.address))
		return "nobody reads the sender's address";
	if (mail->installation != NULL)
		return "another installation of Postigo sent it automatically";
	if (facts->before_adoption)
		return "it lay in the mailbox before we took that over";
	return NULL;
}
