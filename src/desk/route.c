/* route.c - see route.h: a list of steps, each of which may look at what those before it decided */
#include <config.h>

#include "assign.h"
#include "organisation.h"
#include "route.h"
#include "rule.h"
#include "tier.h"
#include "tongue.h"

/* Where it starts from: what its mailbox says. */
static void
begin(struct decision *d, const struct facts *f)
{
	d->queue = f->mailbox->queue;
	d->team = NULL;
	d->assignee = NULL;
	d->tier = 1;
	d->priority = PRIORITY_NORMAL;
}

static void
follow_rules(struct decision *d, const struct facts *f)
{
	rules_run(d, f, false);
}

void
route(struct decision *d, const struct facts *f)
{
	static void (*const steps[])(struct decision *, const struct facts *) = {
		begin, organisation_find, tongue_find, follow_rules, tier_find, assign_find,
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		steps[i](d, f);
}
