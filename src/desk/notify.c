/* notify.c - see notify.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/desk/presence.h>

#include "notify.h"

/* Never the one who wrote. And nobody whom our mail does not reach: the word about that would come back too, and the word
 * about the word, without end. */
static bool
may_hear(const struct facts *f, const struct conf_agent *agent)
{
	const struct mail_bounce *b = f->mail->bounce;

	if (agent == NULL || agent == f->agent)
		return false;
	for (size_t i = 0; b != NULL && i < b->count; i++)
		if (b->recipients[i].address != NULL && strcasecmp(b->recipients[i].address, agent->address) == 0)
			return false;
	return true;
}

static void
tell(struct decision *d, const struct facts *f, const char *template, const struct conf_agent *agent, const char *why)
{
	if (may_hear(f, agent))
		decision_answer(d, &(struct answer){ .template = template, .to = ANSWER_TECHNICIAN, .agent = agent,
		    .language = agent->language, .why = why });
}

static bool
is_told(const struct decision *d, const char *template, const struct conf_agent *agent)
{
	for (size_t i = 0; i < d->answer_count; i++)
		if (d->answers[i].agent == agent && strcmp(d->answers[i].template, template) == 0)
			return true;
	return false;
}

/* Those who asked to hear of a ticket that is not theirs. */
static void
tell_watchers(struct decision *d, const struct facts *f, const char *template)
{
	for (size_t i = 0; d->ticket != 0 && i < f->watcher_count; i++) {
		const struct conf_agent *agent = conf_agent(f->conf, f->watchers[i]);

		if (agent != NULL && !is_told(d, template, agent))
			tell(d, f, template, agent, "they watch the ticket");
	}
}

static void
tell_owners(struct decision *d, const struct facts *f, const char *template)
{
	const struct conf_agent *assignee = d->assignee != NULL ? conf_agent(f->conf, d->assignee) : NULL;
	const struct conf_team *team = d->team != NULL ? conf_team(f->conf, d->team) : NULL;
	const char *why = "they are in the ticket's team", *note;
	instant until;

	if (assignee != NULL) {
		tell(d, f, template, assignee, "the ticket is theirs");
		if (!presence_away(assignee, &f->aways, f->now, &until, &note))
			return;
		why = "whose ticket it is, is away";
	}
	for (size_t i = 0; team != NULL && i < team->member_count; i++)
		if (assignee == NULL || strcmp(team->members[i], assignee->name) != 0)
			tell(d, f, template, conf_agent(f->conf, team->members[i]), why);
}

void
notify(struct decision *d, const struct facts *f, const char *template)
{
	tell_owners(d, f, template);
	tell_watchers(d, f, template);
}
