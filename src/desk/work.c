/* work.c - see work.h */
#include <config.h>

#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>

#include "apply.h"
#include "control.h"
#include "crew.h"
#include "facts.h"
#include "fold.h"
#include "limits.h"
#include "queue.h"
#include "reading.h"
#include "reason.h"
#include "rule_tally.h"
#include "say.h"
#include "spike.h"
#include "work.h"

/* Decided of one mailbox before it is the next one's turn. */
#define DECIDED_A_TURN 4

/* When a mailbox empties itself into ours, making its mail safe goes first: while it comes fast, a round has room for so
 * many decisions only. */
#define DECIDED_MEANWHILE 4

void
work_set_aside(struct desk *desk, struct work *w, const char *cause)
{
	struct error err;

	if (!desk_write(desk))
		return;
	if (inbox_finish(desk->tools.store, w->inbox, INBOX_QUARANTINED, cause, 0, 0, &err) != DONE) {
		desk_broken(desk, "quarantine", &err);
		return;
	}
	log_error("quarantined", "mail", log_id(w->inbox), "mailbox", w->mailbox_name, "cause", cause, NULL);
}

static void
log_decision(const struct work *w, const struct facts *facts, const struct decision *d, int64_t ticket)
{
	/* What is set aside is for somebody to look at. */
	(d->outcome == DECIDE_QUARANTINED ? log_error : log_info)("decided", "mail", log_id(w->inbox),
	    "mailbox", w->mailbox_name, "from", facts->mail->from.address, "message_id", facts->mail->message_id,
	    "outcome", decision_outcome_name(d->outcome), "ticket", ticket != 0 ? log_number(ticket) : NULL,
	    "class", message_class_name(facts->mail->class), "trust", decision_trust_name(d->trust),
	    "tie", d->ticket != 0 && !d->folded ? tie_name(d->tie) : NULL, "answers", log_number((int64_t)d->answer_count),
	    "not_answered", d->not_answered, "cause", d->cause, "token_trouble", facts->token_trouble, NULL);
	if (d->alarm != NULL)
		log_warning("alarm", "mail", log_id(w->inbox), "why", d->alarm, NULL);
	if (d->breaker == BREAKER_TRIPS)
		log_error("breaker_tripped", "hint", "more automatic mail in all than limits.all allows: none goes out until "
		    "half of that has gone by", NULL);
	if (d->breaker == BREAKER_RESETS)
		log_info("breaker_reset", NULL);
}

/* Decides one mail and writes all that follows, or sets it aside when it cannot be done. */
static void
decide_one(struct desk *desk, struct work *w)
{
	SCRATCH(tmp);
	struct store *store = desk->tools.store;
	struct inbox_row row;
	struct decision *d = NULL;
	struct facts facts;
	struct error err;
	int64_t ticket = 0, message = 0;
	enum result result;

	if (!desk_write(desk))
		return;
	if ((result = store_savepoint(store, &err)) == DONE)
		result = inbox_read(tmp, store, w->inbox, &row, &err);
	if (result == DONE && row.state != INBOX_NEW) {
		/* It was dropped while it was being read. */
		store_undo(store);
		return;
	}
	if (result == DONE)
		result = facts_gather(tmp, &desk->tools, &row, w->mail, instant_now(), &facts, &err);
	if (result == DONE)
		result = crew_decide(tmp, &desk->tools, &facts, &d, &err);
	if (result == DONE)
		result = fold(&desk->tools, &facts, d, &err);
	if (result == DONE)
		result = spike(&desk->tools, &facts, d, &err);
	if (result == DONE)
		result = limits_strike(&desk->tools, &facts, d, &err);
	if (result == DONE)
		result = apply(&desk->tools, &row, &facts, d, w->has_parts ? &w->parts : NULL, &ticket, &message, &err);
	if (result == DONE)
		result = store_release(store, &err);
	if (result == DONE) {
		log_decision(w, &facts, d, ticket);
		rule_tally_count(desk->tally, d, ticket, facts.now);
		if (d->confirms != 0)
			desk->queue.confirmed[desk->queue.confirmed_count++] = d->confirms;
		return;
	}
	store_undo(store);
	if (result == PERMFAIL) {
		work_set_aside(desk, w, err.text);
		return;
	}
	/* Should the mail itself be the cause, its attempts must come to an end. */
	w->counted = false;
	desk_broken(desk, "deciding", &err);
}

static void
explain_one(struct desk *desk, struct work *w)
{
	SCRATCH(tmp);
	struct error err;
	json_t *answer;

	if (w->client == NULL)
		return;
	if (reason_explain(tmp, &desk->tools, w->mail, w->render, &answer, &err) != DONE)
		control_fail(w->client, err.text);
	else
		control_answer(w->client, json_pack("{s:i, s:o}", "status", 0, "explain", answer));
}

static void
end_work(struct desk *desk, struct work *w)
{
	struct queue *q = &desk->queue;

	if (w->inbox != 0)
		decide_one(desk, w);
	else
		explain_one(desk, w);
	/* No row has the number 0. */
	q->decided[q->decided_count++] = w->counted ? w->inbox : 0;
	queue_take_out(desk, w);
}

/* Decides what was read: each mailbox in its turn, and its mails in the order in which they arrived, so that one whose
 * elder is still being read waits for it. */
static void
decide_read(struct desk *desk)
{
	struct queue *q = &desk->queue;
	size_t most = queue_is_rushed(q) ? DECIDED_MEANWHILE : q->decided_count + DECIDED_AT_ONCE;
	bool any = true;

	if (most > DECIDED_A_ROUND)
		most = DECIDED_A_ROUND;
	q->again = false;
	q->turn++;
	while (any && !desk->broken) {
		any = false;
		for (size_t i = 0; i < q->lane_count; i++) {
			struct lane *lane = queue_lane_at(q, i);

			for (int n = 0; n < DECIDED_A_TURN && !desk->broken && lane->first != NULL &&
			    lane->first->stage == WORK_READ; n++) {
				if (q->decided_count >= most) {
					q->again = true;
					return;
				}
				end_work(desk, lane->first);
				say_durable(desk, false);
				any = true;
			}
		}
	}
}

/* Mails that their senders have confirmed wait again, like new ones. Only now: a lane that is added moves the others. */
static void
take_confirmed(struct desk *desk)
{
	struct queue *q = &desk->queue;
	struct inbox_row row;
	struct error err;

	for (size_t i = 0; i < q->confirmed_count && !desk->broken; i++)
		switch (inbox_read(desk->round, desk->tools.store, q->confirmed[i], &row, &err)) {
		case DONE:
			if (row.state == INBOX_NEW)
				queue_arrived(desk, row.id, row.mailbox, row.mailbox_name, -1, row.size);
			break;
		case NONE:
			break;
		default:
			desk_broken(desk, "reading the inbox", &err);
		}
	q->confirmed_count = 0;
}

void
work_go_on(struct desk *desk)
{
	decide_read(desk);
	if (!desk->broken)
		take_confirmed(desk);
	if (!desk->broken)
		queue_fill(desk);
	if (!desk->broken)
		reading_dispatch(desk);
}

void
work_dry_run(struct desk *desk, struct peer *client, int fd, bool render)
{
	struct work *w = queue_append(desk, queue_lane(desk, 0), 0, "", fd);

	w->client = client;
	w->render = render;
}

void
work_client_gone(struct peer *client)
{
	for (struct work *w = queue_lane(client->desk, 0)->first; w != NULL; w = w->next)
		if (w->client == client)
			w->client = NULL;
}
