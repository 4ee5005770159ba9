/* on_hook.c - see on_hook.h */
#include <config.h>

#include <string.h>

#include <openssl/rand.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/base/wire_hook.h>
#include <postigo/desk/retry.h>
#include <postigo/store/event.h>

#include "hook.h"
#include "on_hook.h"
#include "operator.h"

/* A process that ended so often over a job is not given it again: it may be the job's doing. */
#define LOST_MOST 3

/* How long a webhook that does not answer is left alone: doubled from the first to the last. */
#define PAUSE_FIRST SECONDS(1)
#define PAUSE_MOST MINUTES(5)

/* The operator hears of trouble with one of them once in that time. */
#define TOLD_AGAIN HOURS(1)

static uint32_t
chance(void)
{
	uint32_t n = 0;

	/* Only spreads retries: a zero does no harm. */
	(void)RAND_bytes((unsigned char *)&n, sizeof(n));
	return n;
}

/* Its place in the config; NULL: it is there no more. */
static struct hook_standing *
standing_of(struct desk *desk, const struct conf_hook *hook)
{
	return hook != NULL ? &desk->hooks.list[hook - desk->tools.conf->hooks] : NULL;
}

/* ---- the end of an attempt */

/* Pure: what becomes of a row. answer is the outcome in words, and may become others. */
static void
judge(TALLOC_CTX *ctx, const struct conf_hook *hook, const struct wire_job_end *end, struct hook_row *row, instant now)
{
	instant next;

	row->code = (int)end->code;
	row->answer = talloc_strdup(ctx, end->text);
	switch (end->outcome) {
	case JOB_DONE:
		row->attempts++;
		row->state = HOOK_DONE;
		return;
	case JOB_FAILED:
	case JOB_UNFIT:
		row->attempts++;
		row->state = HOOK_FAILED;
		return;
	case JOB_UNTRIED:
		row->state = row->lost >= LOST_MOST ? HOOK_FAILED : HOOK_QUEUED;
		row->next_attempt = now;
		break;
	case JOB_LATER:
	case JOB_DOWN:
	case JOB_TROUBLE:
		row->attempts++;
		row->state = HOOK_DEFERRED;
		next = hook != NULL ? now + retry_wait(hook->retry_first, hook->retry_most, row->attempts, chance()) : now;
		row->next_attempt = now + SECONDS(end->wait) > next ? now + SECONDS(end->wait) : next;
		break;
	}
	if (hook == NULL) {
		row->state = HOOK_FAILED;
		row->answer = talloc_asprintf(ctx, "no %s is called %s any more", conf_hook_kind_name(row->kind), row->name);
	} else if (row->state == HOOK_DEFERRED && row->next_attempt - row->created > hook->give_up) {
		row->state = HOOK_FAILED;
		row->answer = talloc_asprintf(ctx, "%s; given up after %s", end->text, duration_text(ctx, hook->give_up));
	}
}

/* Others of that name wait as well while it does not answer, and one goes first to see whether it is over. */
static void
pause_after(const struct conf_hook *hook, struct hook_standing *s, const struct wire_job_end *end)
{
	int64_t wait;

	if (s == NULL || end->outcome == JOB_UNTRIED)
		return;
	if (end->outcome != JOB_DOWN && end->outcome != JOB_TROUBLE) {
		s->times = 0;
		s->paused_until = 0;
		return;
	}
	wait = retry_wait(PAUSE_FIRST, hook->retry_most < PAUSE_MOST ? hook->retry_most : PAUSE_MOST, ++s->times, chance());
	if (SECONDS(end->wait) > wait)
		wait = SECONDS(end->wait) < HOURS(1) ? SECONDS(end->wait) : HOURS(1);
	s->paused_until = instant_monotonic() + wait;
}

static enum result
record(struct desk *desk, const struct hook_row *row, const char *verb, const char *detail, instant now, struct error *err)
{
	return event_add(desk->tools.store, row->ticket, talloc_asprintf(desk->round, "%s %s", conf_hook_kind_name(row->kind), row->name),
	    verb, detail, now, err);
}

/* Once in a while: a server that is down fails for every ticket. */
static enum result
tell_operator(struct desk *desk, struct hook_standing *s, const struct hook_row *row, instant now, struct error *err)
{
	if (s == NULL || (s->told != 0 && now - s->told < TOLD_AGAIN))
		return DONE;
	s->told = now;
	return operator_tell(&desk->tools, row->state == HOOK_FAILED ? ALARM_HOOK_FAILED : ALARM_HOOK_TROUBLE,
	    talloc_asprintf(desk->round, row->state == HOOK_FAILED ?
	    "The %s \"%s\" has failed for ticket %lld, and is not tried again (see \"postigo hook list --state failed\"): %s" :
	    "The %s \"%s\" needs somebody to look at it, and ticket %lld waits for it (see \"postigo doctor\"): %s",
	    conf_hook_kind_name(row->kind), row->name, (long long)row->ticket, row->answer), now, err);
}

/* The ticket's history hears of each end; the operator of what an operator can mend. */
static enum result
tell(struct desk *desk, const struct conf_hook *hook, const struct hook_row *row, enum job_outcome outcome, instant now,
    struct error *err)
{
	struct hook_standing *s = standing_of(desk, hook);
	enum result result = DONE;

	if (row->state == HOOK_DONE)
		result = record(desk, row, row->kind == CONF_HOOK_WEBHOOK ? "told" : "ran", row->answer, now, err);
	else if (row->state == HOOK_FAILED)
		result = record(desk, row, "failed", row->answer, now, err);
	if (result == DONE && ((row->state == HOOK_FAILED && outcome != JOB_UNFIT) || outcome == JOB_TROUBLE))
		result = tell_operator(desk, s, row, now, err);
	return result;
}

static void
log_end(const struct hook_row *row)
{
	log_info(row->state == HOOK_QUEUED ? "hook_not_tried" : row->state == HOOK_DONE ? "hook_done" : row->state == HOOK_FAILED ?
	    "hook_failed" : "hook_deferred", "row", log_number(row->id), conf_hook_kind_name(row->kind), row->name,
	    "ticket", log_number(row->ticket), "code", row->code != 0 ? log_number(row->code) : NULL, "answer", row->answer, NULL);
}

static enum result
end_attempt(struct desk *desk, struct hook_row *row, const struct wire_job_end *end, const char *output, struct error *err)
{
	const struct conf_hook *hook = conf_hook(desk->tools.conf, row->kind, row->name);
	instant now = instant_now();
	enum result result;

	judge(desk->round, hook, end, row, now);
	pause_after(hook, standing_of(desk, hook), end);
	result = hook_ended(desk->tools.store, row, now, err);
	if (result == DONE)
		result = tell(desk, hook, row, end->outcome, now, err);
	if (result == DONE && row->state == HOOK_DONE && output != NULL && hook != NULL)
		result = hook_output(&desk->tools, hook, row, output, end->cut, now, err);
	if (result == DONE)
		log_end(row);
	return result == NONE ? DONE : result;
}

/* ---- what the process says */

static bool
holds(const struct wire_hooking *held, int64_t id)
{
	for (size_t i = 0; i < held->count; i++)
		if (held->row[i] == (uint64_t)id)
			return true;
	return false;
}

/* What nobody runs any more is begun anew: so each is told, or run, at least once. */
static void
take_back(struct desk *desk, const struct wire_hooking *held)
{
	struct wire_job_end end = { .outcome = JOB_UNTRIED, .text = talloc_strdup(desk->round, "the process that had it ended") };
	struct hook_row *rows;
	struct error err;
	size_t count = 0;
	enum result result = hook_running(desk->round, desk->tools.store, &rows, &count, &err);

	for (size_t i = 0; i < desk->tools.conf->hook_count; i++)
		desk->hooks.list[i].running = 0;
	desk->hooks.running = 0;
	for (size_t i = 0; result >= 0 && i < count && desk_write(desk); i++) {
		struct hook_standing *s = standing_of(desk, conf_hook(desk->tools.conf, rows[i].kind, rows[i].name));

		if (holds(held, rows[i].id)) {
			desk->hooks.running++;
			if (s != NULL)
				s->running++;
			continue;
		}
		rows[i].lost++;
		result = end_attempt(desk, &rows[i], &end, NULL, &err);
	}
	if (result < 0)
		desk_broken(desk, "taking hooks back", &err);
}

void
hook_on_hooking(struct peer *peer, struct wire_message *m)
{
	struct wire_hooking held;
	struct error err;

	if (!desk_holds_up(peer, wire_hooking_get(m, &held, &err), &err))
		return;
	take_back(peer->desk, &held);
	peer->held_known = true;
}

/* What a program printed, as it may stand on a ticket: valid, and nothing that moves a terminal's cursor. */
static char *
clean_output(TALLOC_CTX *ctx, const char *bytes, size_t size)
{
	char *text = utf8_repair(ctx, bytes, size), *to = text;

	for (const char *from = text; *from != '\0'; from++)
		if (*from == '\n' || *from == '\t' || ((unsigned char)*from >= ' ' && *from != 0x7F))
			*to++ = *from;
	*to = '\0';
	return text;
}

static enum result
read_output(TALLOC_CTX *ctx, struct wire_message *m, char **output, struct error *err)
{
	char *bytes;
	size_t size;
	enum result result;

	*output = NULL;
	if (m->fd == -1)
		return DONE;
	result = wire_unseal(ctx, m->fd, WIRE_JOB_OUTPUT_MAX, &bytes, &size, err);
	if (result == DONE)
		*output = clean_output(ctx, bytes, size);
	return result;
}

static void
forget_running(struct desk *desk, const struct hook_row *row)
{
	struct hook_standing *s = standing_of(desk, conf_hook(desk->tools.conf, row->kind, row->name));

	if (desk->hooks.running > 0)
		desk->hooks.running--;
	if (s != NULL && s->running > 0)
		s->running--;
}

void
hook_on_job(struct peer *peer, struct wire_message *m)
{
	struct desk *desk = peer->desk;
	struct wire_job_end end;
	struct hook_row row;
	struct error err;
	char *output;
	enum result result;

	if (!desk_holds_up(peer, wire_job_end_get(desk->round, m, &end, &err), &err) ||
	    !desk_holds_up(peer, read_output(desk->round, m, &output, &err), &err) || !desk_write(desk))
		return;
	result = hook_read(desk->round, desk->tools.store, (int64_t)m->id, &row, &err);
	/* An end that was told before our death may come again: then the row does not run any more, and that is fine. */
	if (result == DONE && row.state == HOOK_RUNNING) {
		forget_running(desk, &row);
		result = end_attempt(desk, &row, &end, output, &err);
	}
	if (result < 0)
		desk_broken(desk, "the end of a hook", &err);
	else
		desk_say(peer, WIRE_JOB, m->id, NULL, 0, -1);
	/* It is about to leave: there will be another. */
	if (end.outcome == JOB_UNTRIED)
		peer->held_known = false;
}

/* ---- what is given to it */

void
hook_begin(struct desk *desk)
{
	const struct conf *conf = desk->tools.conf;
	struct hook_name *names = NULL;
	struct error err;
	size_t count = 0;
	enum result result;

	desk->hooks.list = talloc_zero_array(desk, struct hook_standing, (unsigned)conf->hook_count + 1);
	/* Without any there is no process either that could say what it holds. */
	if (conf->hook_count == 0)
		take_back(desk, &(struct wire_hooking){ 0 });
	result = hook_names(desk->round, desk->tools.store, &names, &count, &err);
	for (size_t i = 0; result >= 0 && i < count && !desk->broken; i++) {
		const char *kind = conf_hook_kind_name(names[i].kind);
		int64_t failed = 0;

		if (conf_hook(conf, names[i].kind, names[i].name) != NULL || !desk_write(desk))
			continue;
		result = hook_fail_all(desk->tools.store, &names[i], talloc_asprintf(desk->round, "no %s is called %s any more", kind,
		    names[i].name), instant_now(), &failed, &err);
		log_warning("hook_gone", kind, names[i].name, "failed", log_number(failed), NULL);
		if (result == DONE)
			result = operator_tell(&desk->tools, ALARM_HOOK_GONE, talloc_asprintf(desk->round, "The %s \"%s\" is not in the config "
			    "any more, and what waited for it is given up: %lld in all (see \"postigo hook list --state failed\")", kind,
			    names[i].name, (long long)failed), instant_now(), &err);
	}
	if (result < 0)
		desk_broken(desk, "reading hooks", &err);
}

static struct peer *
process(struct desk *desk)
{
	for (struct peer *p = desk->peers; p != NULL; p = p->next)
		if (p->kind == ROLE_HOOK && !p->gone && p->held_known)
			return p;
	return NULL;
}

/* How many more of that one may be begun. */
static size_t
room(const struct desk *desk, const struct conf_hook *hook, const struct hook_standing *s)
{
	/* While it does not answer, one is enough to see whether that is over. */
	size_t at_once = s->times > 0 ? 1 : hook->at_once;
	size_t all = WIRE_JOBS - desk->hooks.running, own = at_once > s->running ? at_once - s->running : 0;

	return own < all ? own : all;
}

/* One that has waited for too long before its turn came. */
static bool
is_stale(struct desk *desk, const struct conf_hook *hook, struct hook_row *row, struct error *err)
{
	struct wire_job_end end = { .outcome = JOB_FAILED };

	if (instant_now() - row->created <= hook->give_up)
		return false;
	end.text = talloc_asprintf(desk->round, "%s%sgiven up after %s", row->answer != NULL ? row->answer : "", row->answer != NULL ?
	    "; " : "", duration_text(desk->round, hook->give_up));
	if (end_attempt(desk, row, &end, NULL, err) < 0)
		desk_broken(desk, "giving a hook up", err);
	return true;
}

static void
hand_out(struct peer *peer, const struct conf_hook *hook, struct hook_standing *s, struct hook_row *row)
{
	struct desk *desk = peer->desk;
	struct wire_job job = { .program = hook->kind == CONF_HOOK_PROGRAM, .name = row->name, .identifier = row->identifier,
		.attempt = row->attempts + 1 };
	struct text *t = text_new(desk->round, WIRE_MAX);
	struct error err;
	char *body;
	size_t size;
	int fd;
	enum result result;

	if (is_stale(desk, hook, row, &err))
		return;
	result = hook_body(desk->round, desk->tools.store, row->id, &body, &size, &err);
	if (result == DONE)
		result = wire_seal("hook", body, size, &fd, &err);
	if (result != DONE) {
		if (result == NONE)
			error_words(&err, "row %lld has nothing that it could be told", (long long)row->id);
		desk_broken(desk, "reading a hook", &err);
		return;
	}
	wire_job_put(t, &job);
	desk_say(peer, WIRE_JOB, (uint64_t)row->id, t->bytes, t->size, fd);
	desk->hooks.running++;
	s->running++;
}

static void
claim(struct peer *peer, const struct conf_hook *hook, struct hook_standing *s)
{
	struct desk *desk = peer->desk;
	struct hook_row *rows;
	struct error err;
	instant due;
	size_t count = 0, most = room(desk, hook, s);
	enum result result;

	if (most == 0 || instant_monotonic() < s->paused_until)
		return;
	result = hook_next_due(desk->tools.store, hook->kind, hook->name, &due, &err);
	if (result == DONE && due <= instant_now() && desk_write(desk))
		result = hook_claim(desk->round, desk->tools.store, hook->kind, hook->name, instant_now(), most, &rows, &count, &err);
	if (result < 0)
		desk_broken(desk, "claiming hooks", &err);
	for (size_t i = 0; i < count && !desk->broken; i++)
		hand_out(peer, hook, s, &rows[i]);
}

void
hook_hand_out(struct desk *desk)
{
	const struct conf *conf = desk->tools.conf;
	struct peer *peer = conf->hook_count > 0 && !desk->broken ? process(desk) : NULL;

	for (size_t i = 0; peer != NULL && i < conf->hook_count && !desk->broken; i++)
		claim(peer, &conf->hooks[i], &desk->hooks.list[i]);
}

int
hook_patience(struct desk *desk)
{
	const struct conf *conf = desk->tools.conf;
	int64_t least = -1;
	struct error err;

	if (conf->hook_count == 0 || process(desk) == NULL)
		return -1;
	for (size_t i = 0; i < conf->hook_count; i++) {
		struct hook_standing *s = &desk->hooks.list[i];
		int64_t pause_left = s->paused_until - instant_monotonic(), wait;
		instant due;

		if (room(desk, &conf->hooks[i], s) == 0 ||
		    hook_next_due(desk->tools.store, conf->hooks[i].kind, conf->hooks[i].name, &due, &err) != DONE)
			continue;
		wait = instant_patience(due);
		wait = wait > pause_left ? wait : pause_left;
		if (least < 0 || wait < least)
			least = wait < 0 ? 0 : wait;
	}
	return least > 60000 ? 60000 : (int)least;
}
