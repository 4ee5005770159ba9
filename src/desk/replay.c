/* replay.c - see replay.h
 *
 * Both decisions are made now, by the same code and from the same facts, but for the rules: what people have done to a ticket
 * since makes no difference between them.
 */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/decide.h>
#include <postigo/desk/replay.h>
#include <postigo/store/inbox.h>
#include <postigo/store/message_row.h>

#include "facts.h"

#define ROWS_AT_ONCE 200
#define SUBJECT_MOST 200

struct replay {
	struct tools tools;
	struct tools other;
	instant since;
	struct inbox_row *rows;
	size_t row_count, next;
	int64_t after;
	TALLOC_CTX *batch;
};

enum result
replay_open(TALLOC_CTX *ctx, const struct conf *conf, const struct conf *other, instant since, struct replay **out,
    struct error *err)
{
	SCRATCH(tmp);
	struct replay *r = talloc_zero(tmp, struct replay);
	enum result result = tools_open(r, conf, STORE_READ, &r->tools, err);

	if (result != DONE)
		return result;
	if (r->tools.store == NULL)
		return error_set(err, PERMFAIL, "there is no store yet at %s", conf->store_path);
	r->other = r->tools;
	r->other.conf = other;
	r->other.rules = rule_set_new(r, other);
	r->since = since;
	r->batch = talloc_new(r);
	message_init();
	*out = talloc_steal(ctx, r);
	return DONE;
}

/* Whether the mail is what its ticket began with. */
static enum result
began_ticket(const struct replay *r, const struct inbox_row *row, bool *out, struct error *err)
{
	int64_t first = 0;
	enum result result = row->ticket != 0 ? message_row_first(r->tools.store, row->ticket, &first, err) : NONE;

	*out = row->message == 0 || first == row->message;
	return result == NONE ? DONE : result;
}

/* As it was when it came: it was no duplicate, and the ticket that it began was not there. */
static enum result
decide_anew(TALLOC_CTX *ctx, const struct tools *tools, const struct inbox_row *row, const struct mail *mail, bool began,
    struct decision **out, struct error *err)
{
	struct facts *facts = talloc_zero(ctx, struct facts);
	enum result result = facts_gather(ctx, tools, row, mail, row->received, facts, err);

	if (result != DONE)
		return result;
	facts->same_bytes = facts->same_content = facts->confirmed = facts->released = false;
	if (began)
		memset(facts->tie, 0, sizeof(facts->tie));
	*out = decide(ctx, facts);
	return DONE;
}

/* ---- the difference */

static void
compare(struct replay_mail *m, const char *field, const char *was, const char *would)
{
	if (was == would || (was != NULL && would != NULL && strcmp(was, would) == 0))
		return;
	m->changes[m->change_count++] = (struct replay_change){ field, was != NULL ? talloc_strdup(m->changes, was) : NULL,
		would != NULL ? talloc_strdup(m->changes, would) : NULL };
}

static char *
joined(TALLOC_CTX *ctx, const struct mail_strings *strings)
{
	char *out = NULL;

	for (size_t i = 0; i < strings->count; i++)
		out = out == NULL ? talloc_strdup(ctx, strings->list[i]) : talloc_asprintf_append(out, ", %s", strings->list[i]);
	return out;
}

static char *
fields_words(TALLOC_CTX *ctx, const struct decision *d)
{
	char *out = NULL;

	for (size_t i = 0; i < d->fields.count; i++)
		out = talloc_asprintf(ctx, "%s%s%s = %s", out != NULL ? out : "", out != NULL ? ", " : "", d->fields.list[i].name,
		    d->fields.list[i].value);
	return out;
}

/* What goes out, and to whom it goes on. Those who hear of a ticket for its team's sake are told by the team. */
static char *
answers_words(TALLOC_CTX *ctx, const struct decision *d)
{
	char *out = NULL;

	for (size_t i = 0; i < d->answer_count; i++) {
		const struct answer *a = &d->answers[i];

		if (a->to != ANSWER_TECHNICIAN)
			out = talloc_asprintf(ctx, "%s%s%s%s%s", out != NULL ? out : "", out != NULL ? ", " : "", a->template,
			    a->to == ANSWER_ADDRESS ? " to " : "", a->to == ANSWER_ADDRESS ? a->address : "");
	}
	return out;
}

static char *
hooks_words(TALLOC_CTX *ctx, const struct decision *d)
{
	char *out = NULL;

	for (size_t i = 0; i < d->hook_count; i++)
		out = talloc_asprintf(ctx, "%s%s%s %s", out != NULL ? out : "", out != NULL ? ", " : "",
		    conf_hook_kind_name(d->hooks[i].hook->kind), d->hooks[i].hook->name);
	return out;
}

static void
compare_all(TALLOC_CTX *ctx, const struct decision *was, const struct decision *would, struct replay_mail *m)
{
	m->changes = talloc_zero_array(ctx, struct replay_change, 16);
	compare(m, "outcome", decision_outcome_name(was->outcome), decision_outcome_name(would->outcome));
	compare(m, "cause", was->cause, would->cause);
	compare(m, "organisation", was->organisation, would->organisation);
	compare(m, "queue", was->queue, would->queue);
	compare(m, "tier", talloc_asprintf(ctx, "%d", was->tier), talloc_asprintf(ctx, "%d", would->tier));
	compare(m, "team", was->team, would->team);
	compare(m, "assignee", was->assignee, would->assignee);
	compare(m, "priority", ticket_priority_name(was->priority), ticket_priority_name(would->priority));
	compare(m, "language", was->language, would->language);
	compare(m, "tags", joined(ctx, &was->tags), joined(ctx, &would->tags));
	compare(m, "fields", fields_words(ctx, was), fields_words(ctx, would));
	compare(m, "answers", answers_words(ctx, was), answers_words(ctx, would));
	compare(m, "hooks", hooks_words(ctx, was), hooks_words(ctx, would));
}

/* ---- walking */

static bool
was_decided(const struct replay *r, const struct inbox_row *row)
{
	return row->received >= r->since && (row->state == INBOX_DONE || row->state == INBOX_QUARANTINED);
}

static enum result
next_row(struct replay *r, const struct inbox_row **out, struct error *err)
{
	enum result result;

	for (;;) {
		while (r->next < r->row_count) {
			const struct inbox_row *row = &r->rows[r->next++];

			r->after = row->id;
			if (was_decided(r, row)) {
				*out = row;
				return DONE;
			}
		}
		talloc_free_children(r->batch);
		r->next = r->row_count = 0;
		result = inbox_all(r->batch, r->tools.store, r->after, ROWS_AT_ONCE, &r->rows, &r->row_count, err);
		if (result != DONE || r->row_count == 0)
			return result == DONE ? NONE : result;
	}
}

static enum result
replay_one(struct replay *r, TALLOC_CTX *ctx, const struct inbox_row *row, const struct mail *mail, struct replay_mail *out,
    struct error *err)
{
	SCRATCH(tmp);
	struct decision *was = NULL, *would = NULL;
	bool began = false;
	enum result result = began_ticket(r, row, &began, err);

	*out = (struct replay_mail){
		.inbox = row->id, .ticket = row->ticket, .received = row->received,
		.from = talloc_strdup(ctx, mail->from.address != NULL ? mail->from.address : ""),
		.subject = utf8_clean_line(ctx, mail->subject != NULL ? mail->subject : "", SUBJECT_MOST),
	};
	if (result == DONE)
		result = decide_anew(tmp, &r->tools, row, mail, began, &was, err);
	if (result == DONE)
		result = decide_anew(tmp, &r->other, row, mail, began, &would, err);
	if (result == DONE)
		compare_all(ctx, was, would, out);
	return result;
}

enum result
replay_next(struct replay *r, TALLOC_CTX *ctx, struct replay_mail *out, struct error *err)
{
	const struct inbox_row *row;
	enum result result;

	for (;;) {
		SCRATCH(tmp);
		char *raw;
		size_t size;

		if ((result = next_row(r, &row, err)) != DONE)
			return result;
		result = inbox_raw(tmp, r->tools.store, row->id, &raw, &size, err);
		if (result == DONE)
			return replay_one(r, ctx, row, message_parse(tmp, raw, size), out, err);
		if (result != NONE)
			return result;
	}
}
