/* rule_apply.c - see rule_apply.h */
#include <config.h>

#include <string.h>

#include <postigo/store/skill.h>
#include <postigo/store/watcher.h>

#include "rule_apply.h"

static enum result
change_place(TALLOC_CTX *ctx, const struct change *c, const struct decision *d, struct ticket *ticket, struct error *err)
{
	const struct decision_ruled *ruled = &d->ruled;
	enum result result = DONE;

	if (ruled->organisation_by != NULL)
		result = change_organisation(ctx, c, ticket, d->organisation, err);
	if (result == DONE && (ruled->queue_by != NULL || ruled->organisation_by != NULL))
		result = change_queue(ctx, c, ticket, d->queue, err);
	if (result == DONE && (ruled->queue_by != NULL || ruled->team_by != NULL || ruled->assignee_by != NULL))
		result = change_assignment(ctx, c, ticket, d->team, d->assignee, err);
	return result;
}

enum result
rule_apply_skills(struct store *store, const struct decision *d, int64_t ticket, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < d->skills.count && result >= 0; i++)
		result = skill_add(store, ticket, d->skills.list[i], err);
	return result == NONE ? DONE : result;
}

enum result
rule_apply(TALLOC_CTX *ctx, const struct change *c, const struct decision *d, struct ticket *ticket, struct error *err)
{
	/* First, so that whoever is found for it has them. */
	enum result result = rule_apply_skills(c->tools->store, d, ticket->id, err);

	if (result == DONE)
		result = change_place(ctx, c, d, ticket, err);
	if (result == DONE && d->ruled.priority_by != NULL)
		result = change_priority(c, ticket, d->priority, err);
	if (result == DONE && d->ruled.language_by != NULL)
		result = change_language(ctx, c, ticket, d->language, err);
	return result;
}

enum result
rule_apply_points(struct store *store, const struct decision *d, int64_t ticket, struct error *err)
{
	enum result result = DONE;

	/* Of a mail that was confirmed they count already. */
	for (size_t i = 0; i < d->point_count && result == DONE && !d->again; i++)
		if (d->points[i].points != 0)
			result = score_add(store, ticket, d->points[i].toward, d->points[i].points, err);
	return result;
}

enum result
rule_apply_watchers(struct store *store, const struct decision *d, int64_t ticket, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < d->ruled.told_count && result >= 0; i++)
		if (strchr(d->ruled.told[i].who, '@') == NULL)
			result = watcher_add(store, ticket, d->ruled.told[i].who, err);
	return result == NONE ? DONE : result;
}
