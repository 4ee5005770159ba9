/* organisation.c - see organisation.h; doc/assigning.txt explains it to an operator
 *
 * Anybody can write an address of a customer into From. That mail then waits with the customer's, in their queue and
 * language, and nothing of theirs comes back to who sent it: an answer goes to the address that was written. So no proof is
 * asked for, unless the operator wants one.
 */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/calendar.h>
#include <postigo/clock/local.h>

#include "organisation.h"

void
organisation_take(struct decision *d, const struct conf_organisation *o)
{
	d->organisation = o->name;
	if (o->queue != NULL)
		d->queue = o->queue;
}

void
organisation_find(struct decision *d, const struct facts *f)
{
	const struct conf_organisation *o;
	const char *why;

	if (d->requester.address == NULL)
		return;
	o = conf_organisation_of(f->conf, d->requester.address, f->mailbox->name, &why);
	if (o == NULL)
		return;
	if (d->trust < f->conf->trust.organisation) {
		decision_event(d, "it says that it is from organisation %s (%s): %s", o->name, why, d->trust_why);
		return;
	}
	organisation_take(d, o);
	decision_event(d, "from organisation %s (%s)", o->name, why);
}

static void
set(json_t *values, const char *key, const char *value)
{
	json_object_set_new(values, key, json_string(value != NULL ? value : ""));
}

/* When somebody can be reached there again; NULL when now, or when nobody knows. */
static const char *
opens(TALLOC_CTX *ctx, const struct conf_organisation *o, const struct conf_words *words, instant now)
{
	instant next;

	if (o->calendar == NULL || calendar_next_open(o->calendar, now, &next) != DONE || next <= now)
		return NULL;
	return local_near(ctx, o->calendar->zone, next, now, words);
}

void
organisation_values(const struct conf *conf, const struct ticket *ticket, const char *language, const struct conf_words *words,
    instant now, json_t *values)
{
	SCRATCH(tmp);
	const struct conf_organisation *o = ticket->organisation != NULL ? conf_organisation(conf, ticket->organisation) : NULL;
	const struct conf_agent *manager = o != NULL && o->manager != NULL ? conf_agent(conf, o->manager) : NULL;

	/* One that has left the config still is what the ticket says. */
	set(values, "organisation", ticket->organisation);
	set(values, "organisation_name", conf_organisation_shown(conf, ticket->organisation, language));
	set(values, "organisation_manager", manager != NULL ? manager->display_name : NULL);
	set(values, "organisation_opens", o != NULL ? opens(tmp, o, words, now) : NULL);
}

const char *
organisation_forbids(TALLOC_CTX *ctx, const struct ticket *from, const struct ticket *into)
{
	const char *a = from->organisation, *b = into->organisation;

	if (a == NULL || b == NULL || strcmp(a, b) == 0)
		return NULL;
	return talloc_asprintf(ctx, "ticket %lld is of organisation %s and %lld of %s: who takes part in the one would see the "
	    "other", (long long)from->id, a, (long long)into->id, b);
}
