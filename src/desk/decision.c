/* decision.c - a decision's growing parts, and the names of what can be decided, as people and scripts see them
 * (DESIGN section 7)
 */
#include <config.h>

#include <stdarg.h>
#include <string.h>

#include <postigo/desk/decision.h>

const char *
decision_outcome_name(enum decision_outcome outcome)
{
	static const char *const names[] = {
		"new_ticket", "reply", "command", "bounce", "filed", "duplicate", "refused", "quarantined",
	};

	return names[outcome];
}

const char *
decision_trust_name(enum conf_trust trust)
{
	static const char *const names[] = { "none", "known", "auth", "token", "token_and_auth" };

	return names[trust];
}

const char *
tie_name(enum tie_kind kind)
{
	static const char *const names[] = {
		"reply_token", "message_id_token", "message_id", "body_marker", "subject_tag", "vendor_number", NULL,
	};

	return names[kind];
}

char *
decision_withheld_words(TALLOC_CTX *ctx, unsigned withheld)
{
	static const struct { enum withheld what; const char *words; } all[] = {
		{ WITHHELD_REOPENING, "opening the ticket again" },
		{ WITHHELD_PARTICIPANTS, "adding the people whom it names" },
		{ WITHHELD_ON_BEHALF, "a ticket in somebody else's name" },
		{ WITHHELD_ANSWER, "passing it on to the requester" },
		{ WITHHELD_COMMANDS, "its commands" },
	};
	char *words = talloc_strdup(ctx, "");

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (withheld & all[i].what)
			words = talloc_asprintf_append_buffer(words, "%s%s", words[0] != '\0' ? ", " : "", all[i].words);
	return words;
}

struct decision *
decision_end(struct decision *d, enum decision_outcome outcome, const char *cause)
{
	d->outcome = outcome;
	d->cause = cause;
	return d;
}

void
decision_take_over(struct decision *d, const struct ticket *ticket)
{
	d->ticket = ticket->id;
	d->state = ticket->state;
	d->queue = ticket->queue;
	d->team = ticket->team;
	d->assignee = ticket->assignee;
	d->organisation = ticket->organisation;
	d->tier = ticket->tier;
	d->priority = ticket->priority;
	d->language = ticket->language != NULL ? ticket->language : d->language;
}

void
decision_event(struct decision *d, const char *format, ...)
{
	va_list ap;

	d->events.list = talloc_realloc(d, d->events.list, char *, (unsigned)d->events.count + 1);
	va_start(ap, format);
	d->events.list[d->events.count++] = talloc_vasprintf(d, format, ap);
	va_end(ap);
}

static void
add_string(struct decision *d, struct mail_strings *strings, const char *s)
{
	for (size_t i = 0; i < strings->count; i++)
		if (strcmp(strings->list[i], s) == 0)
			return;
	strings->list = talloc_realloc(d, strings->list, char *, (unsigned)strings->count + 1);
	strings->list[strings->count++] = talloc_strdup(d, s);
}

void
decision_tag(struct decision *d, const char *tag)
{
	add_string(d, &d->tags, tag);
}

static int
sum(const struct decision *d, const char *toward, bool now, bool before)
{
	int points = 0;

	for (size_t i = 0; i < d->point_count; i++)
		if (strcmp(d->points[i].toward, toward) == 0)
			points += (now ? d->points[i].points : 0) + (before ? d->points[i].before : 0);
	return points;
}

int
decision_score(const struct decision *d, const char *toward)
{
	return sum(d, toward, true, true);
}

bool
decision_reaches(const struct decision *d, const char *toward, int wanted)
{
	return sum(d, toward, false, true) < wanted && sum(d, toward, true, true) >= wanted;
}

char *
decision_score_words(struct decision *d, const char *toward)
{
	int before = sum(d, toward, false, true), now = sum(d, toward, true, false);

	return before == 0 ? talloc_asprintf(d, "%d", now) : talloc_asprintf(d, "%d before %c %d now = %d", before, now < 0 ? '-' : '+',
	    now < 0 ? -now : now, before + now);
}

void
decision_skill(struct decision *d, const char *skill)
{
	add_string(d, &d->skills, skill);
}

void
decision_field(struct decision *d, const char *name, const char *value)
{
	struct decision_fields *fields = &d->fields;

	for (size_t i = 0; i < fields->count; i++)
		if (strcmp(fields->list[i].name, name) == 0) {
			fields->list[i].value = talloc_strdup(d, value);
			return;
		}
	fields->list = talloc_realloc(d, fields->list, struct field, (unsigned)fields->count + 1);
	fields->list[fields->count++] = (struct field){ talloc_strdup(d, name), talloc_strdup(d, value) };
}

void
decision_answer(struct decision *d, const struct answer *answer)
{
	if (d->answer_count < ANSWERS_MAX)
		d->answers[d->answer_count++] = *answer;
}
