/* absent.c - see absent.h */
#include <config.h>

#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/clock/local.h>
#include <postigo/mail/absence.h>
#include <postigo/mail/awaydate.h>

#include "absent.h"
#include "assign_later.h"

#define PASSED_ON_MOST 200	/* tickets of one who goes away */

static bool
says_away(const struct mail *mail)
{
	const char *text = mail->reply != NULL ? mail->reply : mail->text;

	return mail->class == MAIL_AUTO_REPLY && (absence_subject(mail->subject, mail->from.name) != ABSENCE_NONE ||
	    (text != NULL && absence_says_away(text)));
}

/* When they are back: at the beginning of the day that it names, or after the time that such mails count for. */
static instant
back(const struct facts *f, bool *dated)
{
	const struct mail *mail = f->mail;
	int64_t day;

	*dated = awaydate_back(mail->subject, mail->reply != NULL ? mail->reply : mail->text, local_day(f->agent->zone, f->arrived),
	    f->conf->away.most / DAYS(1), &day);
	return *dated ? local_midnight(f->agent->zone, day) : f->arrived + f->conf->away.length;
}

void
absent_find(struct decision *d, const struct facts *f)
{
	instant until;
	bool dated;

	if (f->agent == NULL || !says_away(f->mail))
		return;
	if (d->trust < f->conf->trust.absence) {
		decision_event(d, "it says that %s is away, and nothing proves it: %s", f->agent->name, d->trust_why);
		return;
	}
	until = back(f, &dated);
	if (until <= f->now)
		return;
	d->away = (struct decision_away){ .agent = f->agent->name, .until = until, .dated = dated };
	decision_event(d, "%s is away until %s%s", f->agent->name, local_words(d, f->agent->zone, until, NULL, LOCAL_MOMENT),
	    dated ? "" : ", as it names no day");
}

/* What is known already; NULL: nothing. */
static const struct away *
known(const struct aways *aways, const char *agent)
{
	for (size_t i = 0; i < aways->count; i++)
		if (strcmp(aways->list[i].agent, agent) == 0)
			return &aways->list[i];
	return NULL;
}

/* Nobody has answered them, and nobody would. */
static enum result
pass_on(TALLOC_CTX *ctx, const struct change *c, const char *agent, struct error *err)
{
	struct ticket *list;
	size_t count = 0;
	enum result result = ticket_list_by(ctx, c->tools->store, TICKET_NEW, TICKET_BY_ASSIGNEE, agent, PASSED_ON_MOST, &list,
	    &count, err);

	for (size_t i = 0; result == DONE && i < count; i++)
		result = assign_pass_on(ctx, c, &list[i], err);
	return result;
}

enum result
absent_begin(const struct tools *tools, struct away *away, const char *actor, struct error *err)
{
	SCRATCH(tmp);
	struct change change = { .tools = tools, .actor = actor, .why = talloc_asprintf(tmp, "%s is away", away->agent),
		.now = away->since };
	enum result result = away_set(tools->store, away, err);

	if (result != DONE)
		return result;
	log_info("away", "agent", away->agent, "until", instant_rfc3339(tmp, away->until), "by", actor, NULL);
	return pass_on(tmp, &change, away->agent, err);
}

enum result
absent_apply(const struct tools *tools, const struct facts *f, const struct decision *d, struct error *err)
{
	SCRATCH(tmp);
	const struct away *before = d->away.agent != NULL ? known(&f->aways, d->away.agent) : NULL;
	struct away away = { .since = f->now, .until = d->away.until, .inbox = f->inbox };

	if (d->away.agent == NULL)
		return DONE;
	/* What names no day does not end earlier what does; nor does a machine know better than an operator. */
	if (before != NULL && before->until >= away.until && (!d->away.dated || before->inbox == 0 || before->until == away.until))
		return DONE;
	away.agent = talloc_strdup(tmp, d->away.agent);
	if (f->mail->subject != NULL)
		away.note = utf8_clean_line(tmp, f->mail->subject, 100);
	return absent_begin(tools, &away, f->agent->address, err);
}
