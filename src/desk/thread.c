/* thread.c - see thread.h */
#include <config.h>

#include <postigo/mail/verification.h>

#include "thread.h"
#include "trust.h"

/* Programs that tell what became of our mail write from whatever address they have. What else programs write does not count:
 * somebody could give their reply address to a service, to read on the ticket what it sends. */
static bool
tells_of_ours(const struct mail *mail)
{
	return (mail->class == MAIL_AUTO_REPLY || mail->class == MAIL_BOUNCE) && verification_why(mail) == NULL;
}

/* A reply address is its owner's secret. */
static bool
token_counts(const struct facts *f)
{
	if (f->tie[TIE_REPLY_TOKEN].sender_takes_part || tells_of_ours(f->mail))
		return true;
	return f->token.purpose != TOKEN_BOUNCE && f->token.purpose != TOKEN_VENDOR && trust_token_is_senders(f);
}

/* Everything but the token is seen by everyone to whom a mail is forwarded: it counts only from those who take part. A note of
 * absence or a bounce has a Message-ID of ours only because it had the mail. */
static bool
counts(const struct facts *f, enum tie_kind kind)
{
	if (kind == TIE_REPLY_TOKEN)
		return token_counts(f);
	return f->tie[kind].sender_takes_part || (kind == TIE_MESSAGE_ID_TOKEN && tells_of_ours(f->mail));
}

const char *
thread_words(enum tie_kind kind)
{
	static const char *const words[] = {
		"its reply address", "the Message-ID of ours that it refers to", "a Message-ID that it refers to",
		"the mark in its text", "its subject", "the vendor's number in it",
	};

	return words[kind];
}

static void
tell_of_merge(struct decision *d, const struct tie *tie)
{
	if (tie->named != tie->ticket.id)
		decision_event(d, "it names ticket %lld, which was merged into this one", (long long)tie->named);
}

static void
tell_of_others(struct decision *d, const struct facts *f)
{
	for (int kind = 0; kind < TIE_KINDS; kind++) {
		const struct tie *tie = &f->tie[kind];

		if (!tie->found || tie->ticket.id == d->ticket)
			continue;
		decision_event(d, "%s names ticket %lld as well: %s counts more", thread_words((enum tie_kind)kind),
		    (long long)tie->ticket.id, thread_words(d->tie));
	}
}

enum tie_kind
thread_named(const struct facts *f)
{
	int kind = 0;

	while (kind < TIE_KINDS && !f->tie[kind].found)
		kind++;
	return (enum tie_kind)kind;
}

bool
thread_find(struct decision *d, const struct facts *f)
{
	enum tie_kind named = thread_named(f);

	for (int kind = 0; kind < TIE_KINDS; kind++) {
		if (!f->tie[kind].found || !counts(f, (enum tie_kind)kind))
			continue;
		d->tie = (enum tie_kind)kind;
		d->ticket = f->tie[kind].ticket.id;
		tell_of_merge(d, &f->tie[kind]);
		tell_of_others(d, f);
		return true;
	}
	if (named != TIE_KINDS) {
		d->relation = (struct relation){ f->tie[named].ticket.id, "names" };
		decision_event(d, "%s names ticket %lld, of which the sender is no participant", thread_words(named),
		    (long long)d->relation.ticket);
	}
	return false;
}
