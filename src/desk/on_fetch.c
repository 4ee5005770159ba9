/* on_fetch.c - see on_fetch.h; the conversation is drawn in wire_fetch.h */
#include <config.h>

#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire_fetch.h>
#include <postigo/base/wire_reader.h>
#include <postigo/store/inbox.h>
#include <postigo/store/ledger.h>

#include "on_fetch.h"
#include "queue.h"

/* Uids that a crash left untold, given back at a time. */
#define UNTOLD_MOST 4000

static bool
is_suspect(const struct desk *desk, const char *name)
{
	for (size_t i = 0; i < desk->suspect_count; i++)
		if (strcmp(desk->suspect[i], name) == 0)
			return true;
	return false;
}

static void
suspect(struct desk *desk, const char *name)
{
	if (is_suspect(desk, name))
		return;
	desk->suspect = talloc_realloc(desk, desk->suspect, char *, (unsigned)desk->suspect_count + 1);
	desk->suspect[desk->suspect_count++] = talloc_strdup(desk->suspect, name);
}

static void
absolve(struct desk *desk, const char *name)
{
	for (size_t i = 0; i < desk->suspect_count; i++)
		if (strcmp(desk->suspect[i], name) == 0) {
			talloc_free(desk->suspect[i]);
			desk->suspect[i] = desk->suspect[--desk->suspect_count];
			return;
		}
}

void
fetch_peer_gone(struct peer *peer)
{
	if (peer->in_batch)
		suspect(peer->desk, peer->name);
}

static bool
stored(struct peer *peer, const char *what, enum result result, const struct error *err)
{
	if (result < 0)
		desk_broken(peer->desk, what, err);
	return result >= 0;
}

void
fetch_on_mailbox(struct peer *peer, struct wire_message *m)
{
	struct desk *desk = peer->desk;
	const struct conf_mailbox *mailbox;
	struct wire_mailbox_open open;
	struct wire_mailbox_state state = { 0 };
	struct ledger_head head;
	struct text *t;
	struct error err;

	if (!desk_holds_up(peer, wire_mailbox_open_get(desk->round, m, &open, &err), &err))
		return;
	mailbox = conf_mailbox(desk->tools.conf, peer->name);
	if (mailbox == NULL || strcmp(open.name, peer->name) != 0) {
		desk_restart(peer, "it speaks for a mailbox that is not its own");
		return;
	}
	if (!desk_write(desk) || !stored(peer, "opening a mailbox", ledger_open(desk->tools.store, peer->name,
	    open.uidvalidity, open.uidnext, mailbox->adopt == CONF_ADOPT_SKIP, instant_now(), &head, &err), &err))
		return;
	if (!stored(peer, "reading what is untold", ledger_untold(desk->round, desk->tools.store, head.mailbox,
	    open.uidvalidity, UNTOLD_MOST, &state.untold.uid, &state.untold.count, &err), &err))
		return;
	if (head.first)
		log_info("adopted", "mailbox", peer->name, "uidvalidity", log_number(open.uidvalidity),
		    "skipped_up_to", log_number(head.adopted), NULL);
	if (head.renewed)
		log_warning("uidvalidity_changed", "mailbox", peer->name, "uidvalidity", log_number(open.uidvalidity),
		    NULL);
	peer->mailbox = head.mailbox;
	peer->uidvalidity = open.uidvalidity;
	if (!stored(peer, "reading the first contact", ledger_first_contact(desk->tools.store, head.mailbox,
	    &state.first_contact, &err), &err))
		return;
	/* INTERNALDATE has whole seconds. */
	state.first_contact -= state.first_contact % 1000;
	peer->first_contact = state.first_contact;
	state.untold.uidvalidity = open.uidvalidity;
	state.adopted = head.adopted;
	state.skip_before = head.skip_before;
	state.skip_below = head.skip_below;
	state.highest = head.highest;
	state.suspect = is_suspect(desk, peer->name);
	t = text_new(desk->round, WIRE_MAX);
	wire_mailbox_state_put(t, &state);
	desk_say(peer, WIRE_MAILBOX, m->id, t->bytes, t->size, -1);
}

/* The uids of a message about the mailbox that was opened; false when it is about another. */
static bool
uids_of(struct peer *peer, struct wire_message *m, struct wire_uids *uids)
{
	struct error err;

	if (!desk_holds_up(peer, wire_uids_get(peer->desk->round, m, uids, &err), &err))
		return false;
	if (peer->mailbox == 0 || uids->uidvalidity != peer->uidvalidity) {
		desk_restart(peer, "it speaks of a mailbox that it did not open");
		return false;
	}
	return true;
}

void
fetch_on_ledger(struct peer *peer, struct wire_message *m)
{
	struct desk *desk = peer->desk;
	struct wire_uids asked, lacking;
	struct text *t;
	struct error err;

	if (!uids_of(peer, m, &asked))
		return;
	lacking.uidvalidity = asked.uidvalidity;
	if (!stored(peer, "reading the ledger", ledger_lacking(desk->round, desk->tools.store, peer->mailbox,
	    asked.uidvalidity, asked.uid, asked.count, &lacking.uid, &lacking.count, &err), &err))
		return;
	t = text_new(desk->round, WIRE_MAX);
	wire_uids_put(t, &lacking);
	desk_say(peer, WIRE_LEDGER, m->id, t->bytes, t->size, -1);
}

void
fetch_on_mail(struct peer *peer, struct wire_message *m)
{
	struct desk *desk = peer->desk;
	struct wire_mail mail;
	struct inbox_mail in;
	struct error err;
	char *raw;
	size_t size;
	int64_t id;
	bool is_new;

	if (!desk_holds_up(peer, wire_mail_get(m, &mail, &err), &err) ||
	    !desk_holds_up(peer, wire_unseal(desk->round, m->fd, WIRE_RAW_MAX, &raw, &size, &err), &err))
		return;
	if (peer->mailbox == 0 || mail.uidvalidity != peer->uidvalidity || mail.uid == 0) {
		desk_restart(peer, "it brings mail of a mailbox that it did not open");
		return;
	}
	peer->in_batch = true;
	in = (struct inbox_mail){
		.mailbox = peer->mailbox, .uidvalidity = mail.uidvalidity, .uid = mail.uid,
		.arrived = mail.arrived, .received = instant_now(), .partial = mail.partial,
		.server_size = mail.size, .raw = raw, .size = size,
	};
	if (!desk_write(desk) || !stored(peer, "taking mail in", inbox_put(desk->tools.store, &in, &id, &is_new, &err),
	    &err))
		return;
	talloc_free(raw);
	if (!is_new)
		return;
	if (mail.arrived != 0 && mail.arrived < peer->first_contact && !stored(peer, "leaving a mail as it is",
	    ledger_told(desk->tools.store, peer->mailbox, mail.uidvalidity, &mail.uid, 1, &err), &err))
		return;
	log_info("arrived", "mail", log_id(id), "mailbox", peer->name, "uid", log_number(mail.uid),
	    "bytes", log_number((int64_t)size), NULL);
	queue_arrived(desk, id, peer->mailbox, peer->name, wire_take_fd(m), size);
}

void
fetch_on_stored(struct peer *peer, struct wire_message *m)
{
	peer->in_batch = false;
	absolve(peer->desk, peer->name);
	/* Said after this round's commit, which holds the batch. */
	desk_say(peer, WIRE_STORED, m->id, NULL, 0, -1);
}

void
fetch_on_told(struct peer *peer, struct wire_message *m)
{
	struct wire_uids uids;
	struct error err;

	if (!uids_of(peer, m, &uids) || !desk_write(peer->desk))
		return;
	(void)stored(peer, "marking what was told", ledger_told(peer->desk->tools.store, peer->mailbox,
	    uids.uidvalidity, uids.uid, uids.count, &err), &err);
}

void
fetch_on_skipped(struct peer *peer, struct wire_message *m)
{
	struct wire_skipped skipped;
	struct error err;

	if (!desk_holds_up(peer, wire_skipped_get(peer->desk->round, m, &skipped, &err), &err))
		return;
	if (peer->mailbox == 0 || skipped.uids.uidvalidity != peer->uidvalidity) {
		desk_restart(peer, "it skips mail of a mailbox that it did not open");
		return;
	}
	if (!desk_write(peer->desk) || !stored(peer, "skipping mail", ledger_skip(peer->desk->tools.store,
	    peer->mailbox, skipped.uids.uidvalidity, skipped.uids.uid, skipped.uids.count, skipped.why,
	    skipped.quarantine, instant_now(), &err), &err))
		return;
	if (skipped.quarantine)
		log_error("not_fetched", "mailbox", peer->name, "uid", log_number(skipped.uids.count > 0 ?
		    skipped.uids.uid[0] : 0), "why", skipped.why, NULL);
	else
		log_info("skipped", "mailbox", peer->name, "count", log_number((int64_t)skipped.uids.count),
		    "why", skipped.why, NULL);
}

void
fetch_on_health(struct peer *peer, struct wire_message *m)
{
	struct wire_health health;
	struct error err;
	int64_t mailbox;

	if (!desk_holds_up(peer, wire_health_get(peer->desk->round, m, &health, &err), &err) || !desk_write(peer->desk))
		return;
	/* The mailbox may never have been opened: a wrong password is news too. */
	if (!stored(peer, "finding a mailbox", ledger_mailbox(peer->desk->tools.store, peer->name, &mailbox, &err), &err))
		return;
	(void)stored(peer, "noting a mailbox's health", ledger_set_health(peer->desk->tools.store, mailbox,
	    health.ok ? NULL : health.why, instant_now(), &err), &err);
}
