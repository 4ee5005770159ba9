/* bounced.c - see bounced.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/instant.h>

#include "bounced.h"

/* By the two last numbers of a status; the first that fits. */
static const struct {
	const char *detail;
	enum delivery_class class;
} statuses[] = {
	{ ".2.2", DELIVERY_FULL }, { ".2.1", DELIVERY_HARD }, { ".1.8", DELIVERY_POLICY }, { ".1.7", DELIVERY_POLICY },
	{ ".1.", DELIVERY_HARD }, { ".7.", DELIVERY_POLICY }, { ".3.4", DELIVERY_FINE }, { ".2.3", DELIVERY_FINE },
	{ ".6.", DELIVERY_FINE }, { ".4.", DELIVERY_FULL }, { ".3.", DELIVERY_FULL },
};

/* By words, where the status says nothing: "5.0.0", or none. */
static const struct {
	const char *word;
	enum delivery_class class;
} told[] = {
	{ "quota", DELIVERY_FULL }, { "mailbox full", DELIVERY_FULL }, { "mailbox is full", DELIVERY_FULL },
	{ "insufficient storage", DELIVERY_FULL }, { "user unknown", DELIVERY_HARD }, { "unknown user", DELIVERY_HARD },
	{ "no such user", DELIVERY_HARD }, { "does not exist", DELIVERY_HARD }, { "doesn't exist", DELIVERY_HARD },
	{ "no mailbox", DELIVERY_HARD }, { "recipient rejected", DELIVERY_HARD }, { "not found", DELIVERY_HARD },
	{ "host unknown", DELIVERY_HARD }, { "domain not", DELIVERY_HARD }, { "blocked", DELIVERY_POLICY },
	{ "spam", DELIVERY_POLICY }, { "policy", DELIVERY_POLICY }, { "denied", DELIVERY_POLICY },
	{ "too large", DELIVERY_FINE }, { "size limit", DELIVERY_FINE },
};

enum delivery_class
bounced_class(const char *status, const char *text)
{
	if (status != NULL && (status[0] == '4' || status[0] == '5') && status[1] == '.')
		for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
			if (strncmp(status + 1, statuses[i].detail, strlen(statuses[i].detail)) == 0)
				return statuses[i].class;
	for (size_t i = 0; text != NULL && i < sizeof(told) / sizeof(told[0]); i++)
		if (strcasestr(text, told[i].word) != NULL)
			return told[i].class;
	/* It was given up after days of trying, or nobody says why: it may be over by next week. */
	return status != NULL && status[0] == '4' ? DELIVERY_FULL : DELIVERY_POLICY;
}

char *
bounced_status(TALLOC_CTX *ctx, const char *text)
{
	static const char digits[] = "0123456789";

	for (const char *p = text != NULL ? strpbrk(text, "45") : NULL; p != NULL; p = strpbrk(p + 1, "45")) {
		size_t first, second;

		/* Not a part of an IP address. */
		if ((p > text && strchr("0123456789.", p[-1]) != NULL) || p[1] != '.')
			continue;
		first = strspn(p + 2, digits);
		second = first > 0 && first <= 3 && p[2 + first] == '.' ? strspn(p + 3 + first, digits) : 0;
		if (second > 0 && second <= 3 && p[3 + first + second] != '.')
			return talloc_strndup(ctx, p, 3 + first + second);
	}
	return NULL;
}

duration
bounced_hold(const struct conf *conf, enum delivery_class class)
{
	switch (class) {
	case DELIVERY_HARD:
		return conf->hold.hard;
	case DELIVERY_FULL:
		return conf->hold.full;
	case DELIVERY_POLICY:
		return conf->hold.policy;
	case DELIVERY_FINE:
		break;
	}
	return 0;
}

/* The word about the one recipient whom our mail was for; the first if none is named so (a forwarder names where it leads). */
static const struct mail_bounce_recipient *
report(const struct facts *f)
{
	const struct mail_bounce *b = f->mail->bounce;

	for (size_t i = 0; b != NULL && f->bounced.address != NULL && i < b->count; i++)
		if (b->recipients[i].address != NULL && strcasecmp(b->recipients[i].address, f->bounced.address) == 0)
			return &b->recipients[i];
	return b != NULL && b->count > 0 ? &b->recipients[0] : NULL;
}

static const char *
held_words(enum delivery_class class)
{
	static const char *const words[] = {
		"", "the address is not there", "the mailbox takes nothing for now", "our mail is not wanted there",
	};

	return words[class];
}

/* Only what is tied to a mail of ours says anything about anybody's address: else one bounce, made up, would silence it. */
static void
hold(struct decision *d, const struct facts *f, const struct mail_bounce_recipient *r)
{
	struct unreached *u = &d->unreached;

	u->class = bounced_class(r != NULL ? r->status : NULL, r != NULL ? r->diagnostic : NULL);
	if (f->bounced.person == 0 || u->class == DELIVERY_FINE) {
		u->class = DELIVERY_FINE;
		return;
	}
	u->person = f->bounced.person;
	u->until = f->now + bounced_hold(f->conf, u->class);
	u->why = talloc_asprintf(d, "%s%s%s", r != NULL && r->status != NULL ? r->status : "",
	    r != NULL && r->status != NULL && r->diagnostic != NULL ? " " : "",
	    r != NULL && r->diagnostic != NULL ? r->diagnostic : "");
	decision_event(d, "%s: nothing automatic goes to %s until %s", held_words(u->class), f->bounced.address,
	    instant_rfc3339(d, u->until));
	if (u->class != DELIVERY_FULL || f->bounced.outbox == 0 || f->bounced.kind == NULL ||
	    strcmp(f->bounced.kind, "answer") != 0 || u->until - f->bounced.sent > f->conf->relay.give_up)
		return;
	u->again = f->bounced.outbox;
	u->again_at = u->until;
	decision_event(d, "the answer to %s is sent once more at %s", f->bounced.address, instant_rfc3339(d, u->until));
}

bool
bounced_judge(struct decision *d, const struct facts *f)
{
	const struct mail_bounce_recipient *r = report(f);
	const char *action = r != NULL && r->action != NULL ? r->action : "failed";
	const char *who = f->bounced.address != NULL ? f->bounced.address :
	    r != NULL && r->address != NULL ? r->address : "an unnamed recipient";

	decision_event(d, "delivery report: %s %s%s%s", who, action, r != NULL && r->status != NULL ? ", " : "",
	    r != NULL && r->status != NULL ? r->status : "");
	if (strcasecmp(action, "failed") != 0)
		return false;
	hold(d, f, r);
	/* A report about somebody to whom we sent nothing, at an address where people answer: it is only filed. */
	return f->bounced.address != NULL || d->tie != TIE_REPLY_TOKEN || f->token.purpose == TOKEN_BOUNCE;
}
