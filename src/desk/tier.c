/* tier.c - see tier.h */
#include <config.h>

#include <string.h>

#include "tier.h"

/* The first of the words that is one of the list, NULL: none is. */
static const char *
among(char *const *list, size_t count, char *const *words, size_t word_count)
{
	for (size_t i = 0; i < word_count; i++)
		for (size_t j = 0; j < count; j++)
			if (strcmp(list[j], words[i]) == 0)
				return words[i];
	return NULL;
}

static const char *
category_of(const struct decision *d)
{
	for (size_t i = 0; i < d->fields.count; i++)
		if (strcmp(d->fields.list[i].name, "category") == 0)
			return d->fields.list[i].value;
	return NULL;
}

/* Notes it for the mails that tell of it. */
static const char *
because(struct decision *d, enum because why, const char *of, const char *words)
{
	d->tier_because = why;
	d->tier_because_of = of;
	return words;
}

/* Why what the mail brought belongs on that tier, owned by the decision; NULL: it need not. */
static const char *
mail_reason(struct decision *d, const struct conf_tier *tier, int number)
{
	char *category = talloc_strdup(d, category_of(d) != NULL ? category_of(d) : "");
	const char *toward = talloc_asprintf(d, "tier:%d", number), *found;

	if (tier->points > 0 && decision_reaches(d, toward, (int)tier->points))
		return because(d, BECAUSE_POINTS, NULL, talloc_asprintf(d, "%s points toward it, of %u", decision_score_words(d, toward),
		    tier->points));
	if ((found = among(tier->tags, tier->tag_count, d->tags.list, d->tags.count)) != NULL)
		return because(d, BECAUSE_TAG, found, talloc_asprintf(d, "tickets with the tag %s begin there", found));
	if (among(tier->categories, tier->category_count, &category, 1) != NULL)
		return because(d, BECAUSE_CATEGORY, category, talloc_asprintf(d, "tickets of the category %s begin there", category));
	return NULL;
}

static const char *
queue_reason(struct decision *d, const struct conf_tier *tier)
{
	char *queue = talloc_strdup(d, d->queue != NULL ? d->queue : "");

	if (among(tier->queues, tier->queue_count, &queue, 1) == NULL)
		return NULL;
	return because(d, BECAUSE_QUEUE, queue, talloc_asprintf(d, "tickets of the queue %s begin there", queue));
}

/* The highest that there is a reason for, above the one where it is. Nobody goes to a vendor by themselves: somebody has to say
 * which. */
static void
rise(struct decision *d, const struct facts *f, bool new)
{
	for (int number = CONF_TIER_VENDOR - 1; number > d->tier; number--) {
		const struct conf_tier *tier = &f->conf->tiers[number];
		const char *why = mail_reason(d, tier, number);

		if (why == NULL && new)
			why = queue_reason(d, tier);
		if (why == NULL)
			continue;
		d->tier = number;
		d->tier_why = why;
		return;
	}
}

void
tier_find(struct decision *d, const struct facts *f)
{
	if (d->tier_why == NULL)
		rise(d, f, true);
	if (d->team == NULL)
		d->team = conf_tier_team(f->conf, conf_queue(f->conf, d->queue), d->tier);
}

void
tier_follow(struct decision *d, const struct facts *f)
{
	if (d->tier_why == NULL)
		rise(d, f, false);
}

int
tier_above(const struct conf *conf, int tier)
{
	for (int number = tier + 1; number < CONF_TIER_VENDOR; number++)
		if (conf->tiers[number].written)
			return number;
	return 0;
}
