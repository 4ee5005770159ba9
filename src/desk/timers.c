/* timers.c - see timers.h */
#include <config.h>

#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/store/due.h>
#include <postigo/store/ledger.h>
#include <postigo/store/notice.h>
#include <postigo/store/ticket_find.h>

#include "assign_later.h"
#include "command_timer.h"
#include "clocks.h"
#include "clocks_again.h"
#include "digest.h"
#include "follow_up.h"
#include "fold.h"
#include "limits.h"
#include "notice_gather.h"
#include "problem.h"
#include "solution.h"
#include "tier_time.h"
#include "tier0.h"
#include "vendor.h"
#include "timers.h"
#include "warnings.h"

/* Taken at once from what is due, and for how long in one round: mail must not wait, what is left is due in the next one. */
#define TAKEN_AT_ONCE 256
#define ROUND_MS 50

/* Tickets whose words come into the index in one go. */
#define FIND_AT_ONCE 500

/* Notices that are forgotten in one go, each hour. */
#define NOTICES_FORGOTTEN 1000

static enum result
repeat(struct desk *desk, const char *kind, instant due, duration every, struct error *err)
{
	struct due_row next = { .due = due + every, .kind = talloc_strdup(desk->round, kind) };

	/* After a long stop once is enough: the times between are not made up for. */
	if (next.due <= instant_now())
		next.due += (instant_now() - next.due) / every * every + every;
	return due_add(desk->tools.store, &next, err);
}

/* The daily proof that every mail that arrived is in exactly one state: for each mailbox, arrived is the sum of the rest. */
static enum result
account(struct desk *desk, const struct due_row *row, struct error *err)
{
	struct ledger_status *list;
	size_t count;
	enum result result = ledger_status(desk->round, desk->tools.store, &list, &count, err);

	for (size_t i = 0; result == DONE && i < count; i++) {
		const struct ledger_status *s = &list[i];
		uint64_t known = s->waiting + s->done + s->duplicate + s->skipped + s->quarantined + s->dropped;

		(known == s->arrived ? log_info : log_error)("account", "mailbox", s->name,
		    "arrived", log_number((int64_t)s->arrived), "accounted_for", log_number((int64_t)known),
		    "waiting", log_number((int64_t)s->waiting), "done", log_number((int64_t)s->done),
		    "duplicate", log_number((int64_t)s->duplicate), "skipped", log_number((int64_t)s->skipped),
		    "quarantined", log_number((int64_t)s->quarantined), "dropped", log_number((int64_t)s->dropped), NULL);
	}
	if (result == DONE)
		result = digest_of_mail(&desk->tools, list, count, instant_now(), err);
	return result == DONE ? repeat(desk, "account", row->due, DAYS(1), err) : result;
}

/* What was counted for limits is worth nothing once no limit looks back to it. After a flood there is more of it than is
 * taken away in one go. */
static enum result
forget_automatic(struct desk *desk, const struct due_row *row, struct error *err)
{
	bool all = true, folds = true;
	size_t gone;
	enum result result = limits_forget(&desk->tools, instant_now(), &all, err);

	/* Buttons that are older prove nothing. */
	if (result == DONE)
		result = notice_forget(desk->tools.store, instant_now() - desk->tools.conf->trust.token_max_age, NOTICES_FORGOTTEN, &gone, err);

	if (result == DONE)
		result = fold_forget(&desk->tools, instant_now(), &folds, err);
	return result == DONE ? repeat(desk, "forget_automatic", row->due, all && folds ? HOURS(1) : SECONDS(10), err) : result;
}

/* The words of new tickets come into the index of them, some at a time: before somebody asks for any. */
static enum result
find_index(struct desk *desk, const struct due_row *row, struct error *err)
{
	bool all = true;
	enum result result = ticket_find_catch_up(desk->tools.store, FIND_AT_ONCE, &all, err);

	return result == DONE ? repeat(desk, "find_index", row->due, all ? MINUTES(15) : SECONDS(1), err) : result;
}

static enum result
sla(struct desk *desk, const struct due_row *row, struct error *err)
{
	return warnings_due(&desk->tools, row->ticket, instant_now(), err);
}

static enum result
sla_again(struct desk *desk, const struct due_row *row, struct error *err)
{
	return clocks_again_due(&desk->tools, row, instant_now(), err);
}

static enum result
sla_tell(struct desk *desk, const struct due_row *row, struct error *err)
{
	(void)row;
	return warnings_tell(&desk->tools, instant_now(), err);
}

static enum result
tier_budget(struct desk *desk, const struct due_row *row, struct error *err)
{
	return tier_time_up(&desk->tools, row, instant_now(), err);
}

/* Nobody could take a ticket; now somebody may. */
static enum result
assign(struct desk *desk, const struct due_row *row, struct error *err)
{
	return assign_due(&desk->tools, row, instant_now(), err);
}

static enum result
follow_up(struct desk *desk, const struct due_row *row, struct error *err)
{
	return follow_up_due(&desk->tools, row, instant_now(), err);
}

static enum result
tier0(struct desk *desk, const struct due_row *row, struct error *err)
{
	return tier0_due(&desk->tools, row, instant_now(), err);
}

static enum result
vendor(struct desk *desk, const struct due_row *row, struct error *err)
{
	return vendor_due(&desk->tools, row, instant_now(), err);
}

static enum result
digest(struct desk *desk, const struct due_row *row, struct error *err)
{
	return digest_due(&desk->tools, row, instant_now(), err);
}

static enum result
solution(struct desk *desk, const struct due_row *row, struct error *err)
{
	return solution_due(&desk->tools, row, instant_now(), err);
}

static enum result
problem_answered(struct desk *desk, const struct due_row *row, struct error *err)
{
	return problem_answer_due(&desk->tools, row, instant_now(), err);
}

static enum result
problem_closed(struct desk *desk, const struct due_row *row, struct error *err)
{
	return problem_close_due(&desk->tools, row, instant_now(), err);
}

static enum result
wait_over(struct desk *desk, const struct due_row *row, struct error *err)
{
	return command_timer_wait_over(&desk->tools, row, instant_now(), err);
}

static enum result
notices(struct desk *desk, const struct due_row *row, struct error *err)
{
	return notice_due(&desk->tools, row, instant_now(), err);
}

static enum result
reminded(struct desk *desk, const struct due_row *row, struct error *err)
{
	return command_timer_reminded(&desk->tools, row, instant_now(), err);
}

static enum result
digest_failed(struct desk *desk, struct error *err)
{
	return digest_begin(&desk->tools, instant_now(), err);
}

static enum result
sla_tell_failed(struct desk *desk, struct error *err)
{
	return warnings_skip(&desk->tools, instant_now(), err);
}

/* One line a kind. Those that come again and again set their own next one, in the same transaction. */
static const struct timer_kind {
	const char *name;
	enum result (*run)(struct desk *desk, const struct due_row *row, struct error *err);
	duration first;		/* from the first start of all on; 0: somebody else sets it */
	enum result (*failed)(struct desk *desk, struct error *err);	/* sets the next one of those after a failure; or NULL */
} kinds[] = {
	{ "account", account, DAYS(1), NULL },
	{ "forget_automatic", forget_automatic, HOURS(1), NULL },
	{ "find_index", find_index, MINUTES(15), NULL },
	{ CLOCKS_TIMER, sla, 0, NULL },
	{ WARNINGS_TIMER, sla_tell, 0, sla_tell_failed },
	{ CLOCKS_AGAIN_TIMER, sla_again, 0, NULL },
	{ FOLLOW_UP_TIMER, follow_up, 0, NULL },
	{ DIGEST_TIMER, digest, 0, digest_failed },
	{ "tier_budget", tier_budget, 0, NULL },
	{ ASSIGN_TIMER, assign, 0, NULL },
	{ TIER0_TIMER, tier0, 0, NULL },
	{ VENDOR_TIMER, vendor, 0, NULL },
	{ SOLUTION_TIMER, solution, 0, NULL },
	{ PROBLEM_ANSWER_TIMER, problem_answered, 0, NULL },
	{ PROBLEM_CLOSE_TIMER, problem_closed, 0, NULL },
	{ CHANGE_WAIT_TIMER, wait_over, 0, NULL },
	{ NOTICE_TIMER, notices, 0, NULL },
	{ COMMAND_TIMER_REMIND, reminded, 0, NULL },
};

/* A timer of each kind: those that a newer program brings are set when it first starts. */
static enum result
set_missing(struct desk *desk, struct error *err)
{
	enum result result = DONE;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && result == DONE; i++) {
		struct due_row first = { .due = instant_now() + kinds[i].first, .kind = talloc_strdup(desk->round, kinds[i].name) };

		if (kinds[i].first == 0)
			continue;
		result = due_of_kind(desk->tools.store, kinds[i].name, err);
		if (result == NONE)
			result = desk_write(desk) ? due_add(desk->tools.store, &first, err) : DONE;
	}
	return result;
}

void
timers_begin(struct desk *desk)
{
	struct error err;

	enum result result = set_missing(desk, &err);

	if (result >= 0 && desk_write(desk)) {
		result = digest_begin(&desk->tools, instant_now(), &err);
		if (result >= 0)
			result = clocks_again_begin(&desk->tools, instant_now(), &err);
	}
	if (result < 0)
		desk_broken(desk, "setting timers", &err);
}

static const struct timer_kind *
find_kind(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

/* What cannot be done is undone and logged, and never tried again: the others must not wait for it. What comes again and again
 * comes again all the same. */
static enum result
fail(struct desk *desk, const struct timer_kind *kind, const struct due_row *row, struct error *err)
{
	store_undo(desk->tools.store);
	log_error("timer", "kind", row->kind, "ticket", row->ticket != 0 ? log_number(row->ticket) : NULL, "why", err->text, NULL);
	if (kind->first != 0)
		return repeat(desk, kind->name, row->due, kind->first, err);
	return kind->failed != NULL ? kind->failed(desk, err) : DONE;
}

static enum result
run_one(struct desk *desk, const struct due_row *row, struct error *err)
{
	const struct timer_kind *kind = find_kind(row->kind);
	struct store *store = desk->tools.store;
	enum result result = due_remove(store, row->id, err);

	if (kind == NULL)
		log_warning("timer", "kind", row->kind, "why", "this program knows no such timer; it was removed", NULL);
	if (result != DONE || kind == NULL)
		return result;
	if ((result = store_savepoint(store, err)) == DONE && (result = kind->run(desk, row, err)) == PERMFAIL)
		return fail(desk, kind, row, err);
	return result == DONE ? store_release(store, err) : result;
}

/* As many as there is time for. */
static enum result
run_due(struct desk *desk, int64_t until, struct error *err)
{
	enum result result = DONE;
	size_t count = TAKEN_AT_ONCE;

	while (result == DONE && count == TAKEN_AT_ONCE && instant_monotonic() < until) {
		SCRATCH(tmp);
		struct due_row *rows;

		result = due_now(tmp, desk->tools.store, instant_now(), TAKEN_AT_ONCE, &rows, &count, err);
		for (size_t i = 0; result == DONE && i < count && (i == 0 || instant_monotonic() < until); i++)
			result = run_one(desk, &rows[i], err);
	}
	return result;
}

void
timers_run(struct desk *desk)
{
	struct error err;

	if (desk->broken || timers_patience(desk) != 0)
		return;
	if (desk_write(desk) && run_due(desk, instant_monotonic() + ROUND_MS, &err) < 0)
		desk_broken(desk, "timers", &err);
}

int
timers_patience(struct desk *desk)
{
	struct error err;
	instant due;
	enum result result = due_next(desk->tools.store, &due, &err);

	if (result < 0)
		desk_broken(desk, "reading timers", &err);
	return result == DONE ? instant_patience(due) : -1;
}
