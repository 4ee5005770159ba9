/* people.c - see people.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/mail/address.h>
#include <postigo/mail/compose.h>

#include "people.h"
#include "thread.h"

/* Recipients that are looked at: a mail may name hundreds of thousands. */
#define LOOKED_AT 100

/* Local parts behind which nobody reads. */
static const char *const unread[] = {
	"mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply",
	"do_not_reply", "nobody", "bounce", "bounces", "abuse", "root", "notreply", "noresponder", "no-responder",
	"nicht-antworten", "ne-pas-repondre", "nepasrepondre",
};

bool
people_unread(const char *address)
{
	size_t n = strcspn(address, "@+");

	for (size_t i = 0; i < sizeof(unread) / sizeof(unread[0]); i++)
		if (strlen(unread[i]) == n && strncasecmp(address, unread[i], n) == 0)
			return true;
	return false;
}

/* How long the local part of an address is without a +part; all of it, if there is nothing before that. */
static size_t
plain_length(const char *address)
{
	size_t n = strcspn(address, "+@");

	return n > 0 ? n : strcspn(address, "@");
}

bool
people_same(const char *a, const char *b)
{
	const char *domain_a = strrchr(a, '@'), *domain_b = strrchr(b, '@');
	size_t n = plain_length(a);

	if (domain_a == NULL || domain_b == NULL)
		return strcasecmp(a, b) == 0;
	return n == plain_length(b) && strncasecmp(a, b, n) == 0 && strcasecmp(domain_a, domain_b) == 0;
}

bool
people_ours(const struct conf *conf, const char *address)
{
	const char *plus = strchr(address, '+'), *at = strrchr(address, '@');
	char plain[256];

	if (at == NULL || strlen(address) >= sizeof(plain))
		return false;
	if (plus == NULL || plus > at)
		plus = at;
	memcpy(plain, address, (size_t)(plus - address));
	memcpy(plain + (plus - address), at, strlen(at) + 1);
	return conf_mailbox_by_address(conf, plain) != NULL || conf_mailbox_by_address(conf, address) != NULL ||
	    (conf->relay.from != NULL && strcasecmp(plain, conf->relay.from) == 0);
}

static bool
is_person(const struct facts *f, const char *address)
{
	return address != NULL && compose_address_valid(address) && !people_ours(f->conf, address) &&
	    conf_agent_by_address(f->conf, address) == NULL && !people_unread(address);
}

static bool
listed(const struct conf_mailbox *mailbox, const char *address)
{
	const char *at = strrchr(address, '@');

	for (size_t i = 0; i < mailbox->reply_to_sender_count; i++) {
		const char *entry = mailbox->reply_to_senders[i];

		if (strcasecmp(entry, address) == 0 || (entry[0] == '@' && at != NULL && strcasecmp(entry, at) == 0))
			return true;
	}
	return false;
}

bool
people_form(const struct facts *f)
{
	return f->mail->from.address != NULL && listed(f->mailbox, f->mail->from.address) &&
	    f->mail->reply_to.count > 0 && is_person(f, f->mail->reply_to.list[0].address);
}

/* A mail that names none of our addresses came to us by another that leads here, or unseen (Bcc): any of those that it names
 * may be ours, so that nobody can be told from us. */
static bool
names_us(const struct facts *f, const struct mail_addresses *named)
{
	for (size_t i = 0; i < named->count && i < LOOKED_AT; i++)
		if (named->list[i].address != NULL && people_ours(f->conf, named->list[i].address))
			return true;
	return false;
}

static bool
tells_us_apart(const struct facts *f)
{
	return names_us(f, &f->mail->to) || names_us(f, &f->mail->cc);
}

/* The first person in To whom a technician wrote to; we stand in To or Cc beside them. */
static bool
written_to(const struct facts *f, struct mail_address *out)
{
	const struct mail *mail = f->mail;

	for (size_t i = 0; i < mail->to.count && i < LOOKED_AT; i++)
		if (is_person(f, mail->to.list[i].address)) {
			*out = mail->to.list[i];
			return true;
		}
	return false;
}

bool
people_original(const struct facts *f, struct mail_address *out)
{
	if (f->agent == NULL) {
		if (!people_form(f))
			return false;
		*out = f->mail->reply_to.list[0];
		return true;
	}
	if (f->mail->forwarded != NULL && is_person(f, f->mail->forwarded->from.address)) {
		*out = f->mail->forwarded->from;
		return true;
	}
	return f->mail->forwarded == NULL && tells_us_apart(f) && written_to(f, out);
}

static bool
is_among(const struct mail_addresses *list, const char *address)
{
	for (size_t i = 0; i < list->count; i++)
		if (people_same(list->list[i].address, address))
			return true;
	return false;
}

/* Who is on a ticket is nothing to whoever only names it. */
static bool
takes_part(const struct decision *d, const struct facts *f, const char *address)
{
	enum tie_kind named = thread_named(f);

	if (named == TIE_KINDS || d->ticket != f->tie[named].ticket.id)
		return false;
	for (size_t i = 0; i < f->participant_count; i++)
		if (people_same(f->participants[i].address, address))
			return true;
	return false;
}

static bool
may_join(const struct decision *d, const struct facts *f, const char *address, const char *requester)
{
	return is_person(f, address) && (requester == NULL || !people_same(address, requester)) &&
	    (f->mail->from.address == NULL || !people_same(address, f->mail->from.address)) && !takes_part(d, f, address);
}

static void
join_all(struct decision *d, const struct facts *f, const struct mail_addresses *named, const char *requester)
{
	for (size_t i = 0; i < named->count && i < LOOKED_AT && d->joins.count < PEOPLE_JOIN_MAX; i++) {
		const struct mail_address *a = &named->list[i];

		if (!may_join(d, f, a->address, requester) || is_among(&d->joins, a->address))
			continue;
		d->joins.list = talloc_realloc(d, d->joins.list, struct mail_address, (unsigned)d->joins.count + 1);
		d->joins.list[d->joins.count++] = *a;
	}
}

static void
join(struct decision *d, const struct facts *f, const char *requester)
{
	if (!tells_us_apart(f))
		return;
	join_all(d, f, &f->mail->to, requester);
	join_all(d, f, &f->mail->cc, requester);
	for (size_t i = 0; i < d->joins.count; i++)
		decision_event(d, "%s takes part, whom the mail names", d->joins.list[i].address);
}

static bool
any_may_join(const struct decision *d, const struct facts *f, const struct mail_addresses *named, const char *requester)
{
	for (size_t i = 0; i < named->count && i < LOOKED_AT; i++)
		if (may_join(d, f, named->list[i].address, requester))
			return true;
	return false;
}

static bool
is_anybody_named(const struct decision *d, const struct facts *f, const char *requester)
{
	return tells_us_apart(f) && (any_may_join(d, f, &f->mail->to, requester) || any_may_join(d, f, &f->mail->cc, requester));
}

void
people_bring_in(struct decision *d, const struct facts *f, const char *requester)
{
	if (d->internal || f->mail->class != MAIL_HUMAN || !is_anybody_named(d, f, requester))
		return;
	if (d->trust >= f->conf->trust.participants)
		join(d, f, requester);
	else
		d->withheld |= WITHHELD_PARTICIPANTS;
}

void
people_tell_of_addresses(struct decision *d, const struct facts *f)
{
	const struct mail *mail = f->mail;
	const struct mail_address *reply_to = mail->reply_to.count > 0 ? &mail->reply_to.list[0] : NULL;

	if (reply_to != NULL && reply_to->address != NULL && mail->from.address != NULL && !d->on_behalf &&
	    strcasecmp(reply_to->address, mail->from.address) != 0)
		decision_event(d, "it asks for answers to %s instead (Reply-To); they go to %s", reply_to->address,
		    mail->from.address);
	if (address_name_hides(&mail->from))
		decision_event(d, "the sender's name shows another address than theirs, which is %s", mail->from.address);
}
