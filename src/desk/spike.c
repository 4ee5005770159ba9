/* spike.c - see spike.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/clock/usual.h>
#include <postigo/store/problem_row.h>
#include <postigo/store/report.h>

#include "change.h"
#include "problem.h"
#include "spike.h"

/* How many people are counted, for people to read, when they are too many. */
#define COUNTED_MOST 10000u

/* Tickets of a window that are made part of a problem at once. */
#define TIED_MOST 5000u

#define WEEKS_MOST 52

/* One mail, held against one spike. */
struct look {
	const struct tools *tools;
	const struct facts *facts;
	struct decision *decision;
	int64_t person;			/* whose ticket it is; 0: nobody whom we know yet */
	const char *organisation;	/* "": nobody's */
	instant since;			/* what came later is counted */
};

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static const char *
category_of(const struct decision *d)
{
	for (size_t i = 0; i < d->fields.count; i++)
		if (strcmp(d->fields.list[i].name, "category") == 0)
			return d->fields.list[i].value;
	return NULL;
}

static bool
has(const struct mail_strings *tags, const char *tag)
{
	for (size_t i = 0; i < tags->count; i++)
		if (strcmp(tags->list[i], tag) == 0)
			return true;
	return false;
}

/* Of a ticket that is there, what it was before the mail counts as well; but the mail must have brought something of it. */
static bool
fits(const struct conf_spike *s, const struct facts *f, const struct decision *d)
{
	const struct ticket *before = d->outcome == DECIDE_REPLY ? &f->tie[d->tie].ticket : NULL;
	const char *category = category_of(d);
	bool news = before == NULL || (s->queue != NULL && !same(s->queue, before->queue)) || (s->tag != NULL && has(&d->tags, s->tag)) ||
	    (s->category != NULL && same(s->category, category));

	if (s->queue != NULL && !same(s->queue, d->queue))
		return false;
	if (s->tag != NULL && !has(&d->tags, s->tag) && (before == NULL || !has(&f->ticket_tags, s->tag)))
		return false;
	for (size_t i = 0; before != NULL && category == NULL && i < f->ticket_field_count; i++)
		if (strcmp(f->ticket_fields[i].name, "category") == 0)
			category = f->ticket_fields[i].value;
	return news && (s->category == NULL || same(s->category, category));
}

/* Tickets of people, who can be answered; not what came before we did, nor what is put on a ticket for being too much. */
static bool
may_count(const struct facts *f, const struct decision *d)
{
	const struct ticket *before = &f->tie[d->tie].ticket;

	if (f->conf->spike_count == 0 || d->internal || d->automatic || d->again || d->folded || f->before_adoption)
		return false;
	if (d->outcome == DECIDE_REPLY)
		return !d->note && !d->by_technician && d->vendor == NULL && before->problem == 0 && before->kind == TICKET_ORDINARY &&
		    !before->internal;
	return d->outcome == DECIDE_NEW_TICKET && d->requester.address != NULL;
}

static enum result
find_person(struct look *l, struct error *err)
{
	const struct decision *d = l->decision;
	struct person person = { 0 };
	enum result result;

	if (d->outcome == DECIDE_REPLY) {
		l->person = l->facts->tie[d->tie].ticket.requester;
		return DONE;
	}
	result = person_find(l->decision, l->tools->store, d->requester.address, &person, err);
	l->person = person.id;
	return result == NONE ? DONE : result;
}

static const char *
key_of(struct look *l, const struct conf_spike *s)
{
	return s->across == CONF_ACROSS_ONE ? talloc_asprintf(l->decision, "%s\n%s", s->name, l->organisation) :
	    talloc_strdup(l->decision, s->name);
}

const struct conf_spike *
spike_of_key(const struct conf *conf, const char *key, const char **organisation)
{
	size_t n = strcspn(key, "\n");

	*organisation = key[n] != '\0' ? key + n + 1 : NULL;
	for (size_t i = 0; i < conf->spike_count; i++)
		if (strlen(conf->spikes[i].name) == n && strncmp(conf->spikes[i].name, key, n) == 0)
			return &conf->spikes[i];
	return NULL;
}

/* The problem that was opened last: open, or when it was over. */
static enum result
find_problem(struct look *l, struct decision_spike *s, instant *over, struct error *err)
{
	struct ticket problem = { 0 };
	instant ends;
	enum result result = problem_row_of_spike(l->tools->store, s->key, &problem.id, err);

	*over = 0;
	if (result == DONE)
		result = ticket_read(l->decision, l->tools->store, problem.id, &problem, err);
	if (result != DONE)
		return result == NONE ? DONE : result;
	ends = s->conf->tie_for == CONF_ALWAYS ? INT64_MAX : problem.created + s->conf->tie_for;
	if (problem.state == TICKET_CLOSED)
		*over = problem.closed;
	else if (l->facts->now < ends)
		s->problem = problem.id;
	else
		*over = ends;
	return DONE;
}

/* How many people there usually are at this time of the week, once enough weeks are known. */
static enum result
find_usual(struct look *l, struct decision_spike *s, struct error *err)
{
	const struct zone *zone = l->facts->conf->identity.zone;
	int64_t first = 0, now = usual_hour(zone, l->facts->arrived);
	unsigned weeks[WEEKS_MOST], known, counts[USUAL_HOURS_MOST];
	enum result result = report_hour_first(l->tools->store, s->key, &first, err);

	if (result != DONE || (now - first) / USUAL_WEEK < (int64_t)s->conf->learn)
		return result == NONE ? DONE : result;
	known = (now - first) / USUAL_WEEK < (int64_t)s->conf->weeks ? (unsigned)((now - first) / USUAL_WEEK) : s->conf->weeks;
	for (unsigned i = 0; i < known && result == DONE; i++) {
		struct usual_stretch stretch = usual_stretch(zone, l->facts->arrived, s->conf->window, i + 1);

		result = report_hours(l->tools->store, s->key, stretch.first, stretch.last, counts, err);
		weeks[i] = result == DONE ? usual_sum(&stretch, counts) : 0;
	}
	s->compared = true;
	s->usual = usual_median(weeks, known);
	return result;
}

static enum result
count_people(struct look *l, struct decision_spike *s, unsigned most, struct error *err)
{
	enum result result = report_people(l->tools->store, s->key, l->person, l->since, most, &s->people, err);

	s->people++;
	return result;
}

static enum result
count_organisations(struct look *l, struct decision_spike *s, struct error *err)
{
	enum result result = report_organisations(l->tools->store, s->key, l->organisation, l->since, &s->organisations, err);

	s->organisations += l->organisation[0] != '\0';
	return result;
}

/* Is this one too many? What costs least is asked first, and counted no further than it matters. */
static enum result
judge(struct look *l, struct decision_spike *s, struct error *err)
{
	enum result result = count_people(l, s, s->conf->floor - 1, err);

	s->needed = s->conf->floor;
	if (result != DONE || s->people < s->needed)
		return result;
	if ((result = find_usual(l, s, err)) != DONE)
		return result;
	s->needed = usual_too_many(s->conf->floor, s->conf->factor, s->usual);
	if (s->needed > s->conf->floor)
		result = count_people(l, s, s->needed - 1, err);
	if (result == DONE && s->people >= s->needed)
		result = count_organisations(l, s, err);
	s->raises = result == DONE && s->people >= s->needed && s->organisations >= s->conf->organisations;
	return s->raises ? count_people(l, s, s->needed > COUNTED_MOST ? s->needed : COUNTED_MOST, err) : result;
}

/* In words, for explain. */
static const char *
why(struct look *l, const struct decision_spike *s, instant quiet)
{
	TALLOC_CTX *ctx = l->decision;
	char *usual = s->compared ? talloc_asprintf(ctx, ", where %u.%02u are usual", s->usual / 100, s->usual % 100) : NULL;

	if (s->problem != 0 && !s->raises)
		return talloc_asprintf(ctx, "part of problem %lld, which is open", (long long)s->problem);
	if (quiet > l->facts->now)
		return talloc_asprintf(ctx, "its last problem is over, and no other is opened before %s", instant_rfc3339(ctx, quiet));
	if (s->raises)
		return talloc_asprintf(ctx, "%u people within %s, and %u are too many%s: %s", s->people, duration_text(ctx, s->conf->window),
		    s->needed, usual != NULL ? usual : "", s->problem == 0 ? "it opens a problem" :
		    talloc_asprintf(ctx, "part of problem %lld, as some of them are", (long long)s->problem));
	if (s->people >= s->needed)
		return talloc_asprintf(ctx, "%u people within %s, but of fewer than %u organisations", s->people,
		    duration_text(ctx, s->conf->window), s->conf->organisations);
	return talloc_asprintf(ctx, "%u of %u people within %s%s", s->people, s->needed, duration_text(ctx, s->conf->window),
	    usual != NULL ? usual : "");
}

/* Somebody may have made a problem of some of them by hand: it is that one then. */
static enum result
adopt(struct look *l, struct decision_spike *s, struct error *err)
{
	struct ticket problem = { 0 };
	enum result result = report_problem(l->tools->store, s->key, l->since, &problem.id, err);

	if (result == DONE)
		result = ticket_read(l->decision, l->tools->store, problem.id, &problem, err);
	if (result == DONE && problem.state != TICKET_CLOSED)
		s->problem = problem.id;
	return result == NONE ? DONE : result;
}

static enum result
look_at(struct look *l, struct decision_spike *s, struct error *err)
{
	instant over, quiet;
	enum result result = find_problem(l, s, &over, err);

	quiet = over != 0 ? over + s->conf->quiet : 0;
	l->since = l->facts->arrived - s->conf->window;
	/* Those whose problem it was are not counted for another. */
	if (over > l->since)
		l->since = over;
	s->since = l->since;
	if (result == DONE && s->problem == 0 && l->facts->now >= quiet)
		result = judge(l, s, err);
	if (result == DONE && s->raises)
		result = adopt(l, s, err);
	s->why = why(l, s, quiet);
	return result;
}

/* A ticket is part of one problem: of one that is open, before another is opened. */
static void
choose(struct decision *d)
{
	for (size_t i = 0; i < d->spike_count && d->spike == NULL; i++)
		if (d->spikes[i].problem != 0 && !d->spikes[i].raises)
			d->spike = &d->spikes[i];
	for (size_t i = 0; i < d->spike_count && d->spike == NULL; i++)
		if (d->spikes[i].raises)
			d->spike = &d->spikes[i];
}

enum result
spike(const struct tools *tools, const struct facts *f, struct decision *d, struct error *err)
{
	struct look l = { .tools = tools, .facts = f, .decision = d, .organisation = d->organisation != NULL ? d->organisation : "" };
	enum result result;

	if (tools->store == NULL || !may_count(f, d))
		return DONE;
	d->spikes = talloc_zero_array(d, struct decision_spike, (unsigned)f->conf->spike_count);
	result = find_person(&l, err);
	for (size_t i = 0; i < f->conf->spike_count && result == DONE; i++) {
		const struct conf_spike *conf = &f->conf->spikes[i];

		if (!fits(conf, f, d) || (conf->across == CONF_ACROSS_ONE && l.organisation[0] == '\0'))
			continue;
		d->spikes[d->spike_count] = (struct decision_spike){ .conf = conf, .key = key_of(&l, conf) };
		result = look_at(&l, &d->spikes[d->spike_count++], err);
	}
	choose(d);
	return result;
}

/* From now on it counts, by the hour as well unless they were counted just before. */
static enum result
count(const struct tools *tools, const struct facts *f, const struct decision_spike *s, const struct ticket *ticket, struct error *err)
{
	struct report report = {
		.spike = s->key, .ticket = ticket->id, .person = ticket->requester,
		.organisation = ticket->organisation != NULL ? ticket->organisation : "", .at = f->arrived,
	};
	int64_t hour = usual_hour(f->conf->identity.zone, f->arrived);
	bool again = false;
	enum result result = report_add(tools->store, &report, s->conf->window, &again, err);

	if (result != DONE || again)
		return result == NONE ? DONE : result;
	return report_hour_add(tools->store, s->key, hour, hour - (int64_t)(s->conf->weeks + 1) * USUAL_WEEK, err);
}

/* The tickets of the window, this one among them. */
static enum result
tie_window(const struct change *c, const struct decision_spike *s, int64_t problem, struct ticket *ticket, struct error *err)
{
	SCRATCH(tmp);
	int64_t *list = NULL;
	size_t n = 0;
	enum result result = report_tickets(tmp, c->tools->store, s->key, s->since, TIED_MOST, &list, &n, err);

	for (size_t i = 0; i < n && result == DONE; i++) {
		struct ticket one;

		if (list[i] == ticket->id)
			continue;
		result = ticket_read(tmp, c->tools->store, list[i], &one, err);
		if (result == DONE && one.state != TICKET_CLOSED && one.problem == 0)
			result = change_problem(c, &one, problem, err);
	}
	return result == DONE ? change_problem(c, ticket, problem, err) : result;
}

static enum result
raise(TALLOC_CTX *ctx, const struct change *c, const struct decision_spike *s, struct ticket *ticket, struct error *err)
{
	struct problem_row row = { .ticket = s->problem, .spike = talloc_strdup(ctx, s->key), .people = s->people,
		.usual = s->compared ? (int)s->usual : PROBLEM_USUAL_UNKNOWN, .since = c->now };
	struct ticket problem;
	enum result result = report_first(c->tools->store, s->key, s->since, &row.since, err);

	if (result >= 0)
		result = s->problem != 0 ? problem_row_set_spike(c->tools->store, s->problem, s->key, err) :
		    problem_open(ctx, c, &row, ticket, &problem, err);
	if (result == DONE && s->problem != 0)
		result = ticket_read(ctx, c->tools->store, s->problem, &problem, err);
	if (result == DONE)
		result = tie_window(c, s, problem.id, ticket, err);
	return result == DONE ? problem_tell_leads(c, &problem, &row, err) : result == NONE ? DONE : result;
}

enum result
spike_apply(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d, struct ticket *ticket,
    struct error *err)
{
	struct change change = { .tools = tools, .actor = "postigo", .now = f->now };
	enum result result = DONE;

	for (size_t i = 0; i < d->spike_count && result == DONE; i++)
		result = count(tools, f, &d->spikes[i], ticket, err);
	if (result != DONE || d->spike == NULL || ticket->internal)
		return result;
	change.why = talloc_asprintf(ctx, "%s: %s", d->spike->conf->name, d->spike->why);
	return d->spike->raises ? raise(ctx, &change, d->spike, ticket, err) : change_problem(&change, ticket, d->spike->problem, err);
}
