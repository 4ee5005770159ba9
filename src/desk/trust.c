/* trust.c - see trust.h; doc/trust.txt explains it to an operator */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "people.h"
#include "signed.h"
#include "trust.h"

/* The part behind the last '@'; NULL if there is none. */
static const char *
domain_of(const char *address)
{
	const char *at = address != NULL ? strrchr(address, '@') : NULL;

	return at != NULL && at[1] != '\0' ? at + 1 : NULL;
}

/* True when name is domain itself, or domain lies below it. The other way round proves nothing: whoever has a name below
 * a public suffix does not speak for the suffix. */
static bool
speaks_for(const char *name, const char *domain)
{
	size_t n = strlen(name), m = strlen(domain);

	if (n == 0 || strchr(name, '.') == NULL)
		return false;
	return strcasecmp(name, domain) == 0 || (m > n + 1 && domain[m - n - 1] == '.' && strcasecmp(domain + m - n, name) == 0);
}

static const char *
property(const struct mail_auth *auth, const char *name)
{
	for (size_t i = 0; i < auth->names.count; i++)
		if (strcasecmp(auth->names.list[i], name) == 0)
			return auth->values.list[i];
	return NULL;
}

static bool
is_trusted(const struct conf_mailbox *mailbox, const char *authserv_id)
{
	for (size_t i = 0; authserv_id != NULL && i < mailbox->trusted_authserv_count; i++)
		if (strcasecmp(mailbox->trusted_authserv[i], authserv_id) == 0)
			return true;
	return false;
}

/* How many results, from the topmost, are of servers that we trust, with nothing of the way between them. */
static size_t
trusted_run(const struct mail *mail, const struct conf_mailbox *mailbox)
{
	size_t n = 0;

	while (n < mail->auth_count && is_trusted(mailbox, mail->auth[n].authserv_id) &&
	    mail->auth[n].received == mail->auth[0].received)
		n++;
	return n;
}

/* The first result of that method in the run: what stands below may have come with the mail. */
static const struct mail_auth *
first_of(const struct mail *mail, size_t run, const char *method)
{
	for (size_t i = 0; i < run; i++)
		if (mail->auth[i].method != NULL && strcasecmp(mail->auth[i].method, method) == 0)
			return &mail->auth[i];
	return NULL;
}

static bool
passed(const struct mail_auth *auth)
{
	return auth != NULL && auth->result != NULL && strcasecmp(auth->result, "pass") == 0;
}

/* A property that is a domain, or an address whose domain counts. */
static bool
aligned(const struct mail_auth *auth, const char *name, const char *domain)
{
	const char *value = property(auth, name);
	const char *of = domain_of(value);

	if (of == NULL)
		of = value;
	return of != NULL && speaks_for(of, domain);
}

static bool
any_signature(const struct mail *mail, size_t run, const char *domain)
{
	for (size_t i = 0; i < run; i++)
		if (mail->auth[i].method != NULL && strcasecmp(mail->auth[i].method, "dkim") == 0 && passed(&mail->auth[i]) &&
		    (property(&mail->auth[i], "header.d") != NULL ? aligned(&mail->auth[i], "header.d", domain) :
		    aligned(&mail->auth[i], "header.i", domain)))
			return true;
	return false;
}

bool
trust_authenticated(const struct mail *mail, const struct conf_mailbox *mailbox, const char **why)
{
	const char *domain = domain_of(mail->from.address), *of;
	size_t run = trusted_run(mail, mailbox);
	const struct mail_auth *dmarc = first_of(mail, run, "dmarc"), *spf = first_of(mail, run, "spf");

	*why = mailbox->trusted_authserv_count == 0 ? "no server is trusted to tell" :
	    "no server that is trusted tells of it";
	if (domain == NULL || run == 0)
		return false;
	*why = "it has several senders";
	if (mail->from_count > 1)
		return false;
	if (dmarc != NULL) {
		of = property(dmarc, "header.from");
		*why = passed(dmarc) ? "the server speaks of another domain" : "the sender's domain does not vouch for it";
		if (!passed(dmarc) || of == NULL || strcasecmp(domain_of(of) != NULL ? domain_of(of) : of, domain) != 0)
			return false;
		*why = "the sender's domain vouches for it (DMARC)";
		return true;
	}
	*why = "the sender's domain vouches for it (DKIM)";
	if (any_signature(mail, run, domain))
		return true;
	*why = "the sender's domain vouches for it (SPF)";
	if (passed(spf) && aligned(spf, "smtp.mailfrom", domain))
		return true;
	*why = "nothing vouches for the sender's domain";
	return false;
}

bool
trust_token_names_sender(const struct facts *f)
{
	if (!f->has_token || f->token_person.id == 0 || f->mail->from.address == NULL)
		return false;
	/* Whichever of their addresses a technician writes from, it is them. */
	return people_same(f->mail->from.address, f->token_person.address) ||
	    (f->agent != NULL && conf_agent_by_address(f->conf, f->token_person.address) == f->agent);
}

bool
trust_token_is_senders(const struct facts *f)
{
	return trust_token_names_sender(f) && !f->token_expired;
}

/* Without the signature that their technician's mail must have, nothing else can make up for it. */
static enum conf_trust
unsigned_trust(TALLOC_CTX *ctx, const struct facts *f, const char **why)
{
	const char *wrong;

	(void)signed_by_sender(ctx, f, &wrong);
	*why = talloc_asprintf(ctx, "mail of %s counts only when it is signed: %s", f->agent->name, wrong);
	return f->sender.proven != 0 ? TRUST_KNOWN : TRUST_NONE;
}

/* What everything but the signature says. */
static enum conf_trust
other_trust(const struct facts *f, const char **why)
{
	bool token = trust_token_is_senders(f);
	bool authenticated = trust_authenticated(f->mail, f->mailbox, why);

	if (f->confirmed) {
		*why = "the sender has confirmed it by a reply";
		return TRUST_TOKEN_AND_AUTH;
	}
	if (token && authenticated) {
		*why = "it came to the sender's own reply address, and their domain vouches for it";
		return TRUST_TOKEN_AND_AUTH;
	}
	if (token) {
		*why = "it came to the reply address that only its sender was given";
		return TRUST_TOKEN;
	}
	if (authenticated)
		return TRUST_AUTH;
	return f->sender.proven != 0 ? TRUST_KNOWN : TRUST_NONE;
}

enum conf_trust
trust_of(TALLOC_CTX *ctx, const struct facts *f, const char **why)
{
	enum conf_trust trust = other_trust(f, why), by_signature = f->conf->trust.signature;
	const char *how;

	if (signed_is_lacking(f))
		return unsigned_trust(ctx, f, why);
	if (by_signature > trust && signed_by_sender(ctx, f, &how)) {
		*why = how;
		return by_signature;
	}
	return trust;
}

bool
trust_technician(const struct facts *f, enum conf_trust trust)
{
	return f->agent != NULL && trust >= f->conf->trust.commands && !signed_is_lacking(f);
}
