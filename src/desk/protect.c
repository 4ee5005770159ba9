/* protect.c - see protect.h; the conversation is drawn in wire_crypt.h */
#include <config.h>

#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire_crypt.h>
#include <postigo/store/enclosing.h>

#include "on_send.h"
#include "operator.h"
#include "protect.h"

/* A keyring that lacks a key, or does not work, is mended by somebody: until then a mail waits, as long as it has waited already,
 * but not longer than that. */
#define WAIT_MOST MINUTES(15)

#define PUT_OFF_A_ROUND 32

bool
protect_wanted(const struct conf *conf, const char *from)
{
	const struct conf_mailbox *mailbox = conf->keyring != NULL ? conf_mailbox_by_address(conf, from) : NULL;

	return mailbox != NULL && (mailbox->sign != CONF_SIGN_NO || mailbox->encrypt != CONF_ENCRYPT_NO);
}

void
protect_row(const struct conf *conf, const char *from, struct outbox_row *row)
{
	static const unsigned sign[] = { 0, ENCLOSE_SIGN_PGP, ENCLOSE_SIGN_CMS }, encrypt[] = { 0, ENCLOSE_IF_KNOWN, ENCLOSE_REQUIRED };
	const struct conf_mailbox *mailbox = conf_mailbox_by_address(conf, from);

	/* That the keyring does not work has to reach somebody. */
	if (!protect_wanted(conf, from) || strcmp(row->kind, "operator") == 0)
		return;
	row->enclose = sign[mailbox->sign] | encrypt[mailbox->encrypt];
	row->signer = mailbox->address;
}

/* Of a technician the config may name the keys; with blanks between them. */
static char *
keys_of(TALLOC_CTX *ctx, const struct conf *conf, const char *recipient)
{
	const struct conf_agent *agent = conf_agent_by_address(conf, recipient);
	char *out = talloc_strdup(ctx, "");

	for (size_t i = 0; agent != NULL && i < agent->key_count; i++)
		out = talloc_asprintf_append(out, "%s%s", i > 0 ? " " : "", agent->keys[i]);
	return out;
}

void
protect_dispatch(struct peer *crypt)
{
	struct desk *desk = crypt->desk;
	struct enclosing next;
	struct error err;
	char *bytes;
	size_t size;
	int fd;
	enum result result = enclosing_next(desk->round, desk->tools.store, instant_now(), &next, &err);

	if (result == NONE)
		return;
	if (result == DONE)
		result = outbox_raw(desk->round, desk->tools.store, next.outbox, &bytes, &size, &err);
	if (result == DONE)
		result = wire_seal("enclose", bytes, size, &fd, &err);
	if (result != DONE) {
		desk_broken(desk, "reading a mail to be signed or encrypted", &err);
		return;
	}
	struct wire_enclose how = { .how = next.how, .signer = next.signer, .recipient = next.recipient,
		.keys = keys_of(desk->round, desk->tools.conf, next.recipient) };
	struct text *t = text_new(desk->round, WIRE_MAX);

	wire_enclose_put(t, &how);
	desk_say(crypt, WIRE_ENCLOSE, (uint64_t)next.outbox, t->bytes, t->size, fd);
	crypt->enclosing = next.outbox;
	crypt->busy_since = NOT_ASKED;
	talloc_free(bytes);
}

/* It goes out no more: who could do something about it is told. */
static enum result
fail(struct desk *desk, const struct outbox_row *row, const char *why, struct error *err)
{
	SCRATCH(tmp);
	enum result result = enclosing_failed(desk->tools.store, row->id, why, instant_now(), err);

	log_error("not_enclosed", "row", log_number(row->id), "kind", row->kind, "recipient", row->recipient, "why", why, NULL);
	if (result == DONE)
		result = send_tell_failure(desk, row, why, err);
	/* A technician who is told of nothing does nothing. */
	if (result == DONE && conf_agent_by_address(desk->tools.conf, row->recipient) != NULL)
		result = operator_tell(&desk->tools, ALARM_KEYRING, talloc_asprintf(tmp,
		    "A mail to the technician %s did not go out: %s", row->recipient, why), instant_now(), err);
	return result;
}

/* When it is tried again: not after it would be given up. */
static instant
next_try(const struct conf_relay *relay, const struct outbox_row *row, instant now)
{
	duration most = relay->retry_most < WAIT_MOST ? relay->retry_most : WAIT_MOST, wait = now - row->created;
	instant end = row->created + relay->give_up + 1;

	if (wait < relay->retry_first || most < relay->retry_first)
		wait = relay->retry_first;
	else if (wait > most)
		wait = most;
	return now + wait < end ? now + wait : end;
}

/* Whoever would be told by mail of the desk's may well get none either, for the same reason. */
static enum result
give_up(struct desk *desk, const struct outbox_row *row, const char *why, struct error *err)
{
	SCRATCH(tmp);
	enum result result = fail(desk, row, why, err);

	return result != DONE ? result : operator_tell(&desk->tools, ALARM_KEYRING, talloc_asprintf(tmp,
	    "Mail that has waited too long is not sent any more (postigo outbox list --state failed): %s", why), instant_now(), err);
}

static enum result
wait_for_keyring(struct desk *desk, const struct outbox_row *row, const char *why, struct error *err)
{
	SCRATCH(tmp);
	instant now = instant_now();
	bool news = row->answer == NULL || strcmp(row->answer, why) != 0;
	enum result result;

	if (now - row->created > desk->tools.conf->relay.give_up)
		return give_up(desk, row, why, err);
	(news ? log_error : log_info)("enclosing_waits", "row", log_number(row->id), "kind", row->kind, "recipient", row->recipient,
	    "why", why, NULL);
	result = enclosing_later(desk->tools.store, row->id, next_try(&desk->tools.conf->relay, row, now), why, err);
	if (result == DONE && news)
		result = operator_tell(&desk->tools, ALARM_KEYRING, talloc_asprintf(tmp, "Mail is not sent, and waits: %s", why), now, err);
	return result;
}

static enum result
take(struct desk *desk, struct wire_message *m, const struct wire_enclosed *enclosed, struct error *err)
{
	struct store *store = desk->tools.store;
	struct outbox_row row;
	char *bytes;
	size_t size;
	enum result result = outbox_read(desk->round, store, (int64_t)m->id, &row, err);

	/* It was dropped while it was with the process. */
	if (result != DONE || row.lease != OUTBOX_ENCLOSER)
		return result == DONE ? NONE : result;
	if (enclosed->result == TEMPFAIL)
		return wait_for_keyring(desk, &row, enclosed->words, err);
	if (enclosed->result == PERMFAIL)
		return fail(desk, &row, enclosed->words, err);
	if ((result = wire_unseal(desk->round, m->fd, WIRE_COVERED_MAX, &bytes, &size, err)) != DONE)
		return result;
	result = enclosing_done(store, row.id, bytes, size, err);
	if (result == DONE)
		log_info("enclosed", "row", log_number(row.id), "kind", row.kind, "recipient", row.recipient, "how", enclosed->words,
		    NULL);
	return result;
}

void
protect_put_off(struct desk *desk, const char *why)
{
	struct store *store = desk->tools.store;
	struct enclosing next;
	struct outbox_row row;
	struct error err;
	enum result result = DONE;

	for (size_t i = 0; i < PUT_OFF_A_ROUND && result == DONE && !desk->broken; i++) {
		result = enclosing_next(desk->round, store, instant_now(), &next, &err);
		if (result == DONE && !desk_write(desk))
			return;
		if (result == DONE)
			result = outbox_read(desk->round, store, next.outbox, &row, &err);
		if (result != DONE)
			break;
		desk->put_off = true;
		result = wait_for_keyring(desk, &row, why, &err);
	}
	if (result < 0)
		desk_broken(desk, "putting off mails that were to be signed or encrypted", &err);
}

void
protect_resume(struct desk *desk)
{
	struct error err;

	if (!desk->put_off || !desk_write(desk))
		return;
	desk->put_off = false;
	if (enclosing_hurry(desk->tools.store, instant_now(), &err) < 0)
		desk_broken(desk, "taking up mails that are to be signed or encrypted", &err);
}

void
protect_on_enclose(struct peer *crypt, struct wire_message *m)
{
	struct desk *desk = crypt->desk;
	struct wire_enclosed enclosed;
	struct error err;

	if (crypt->enclosing == 0 || (uint64_t)crypt->enclosing != m->id) {
		desk_restart(crypt, "it answers what it was not asked");
		return;
	}
	if (!desk_holds_up(crypt, wire_enclosed_get(desk->round, m, &enclosed, &err), &err))
		return;
	crypt->enclosing = 0;
	if (enclosed.result == DONE && m->fd == -1) {
		desk_restart(crypt, "it gives no mail back");
		return;
	}
	if (desk_write(desk) && take(desk, m, &enclosed, &err) < 0)
		desk_broken(desk, "taking a mail that was signed or encrypted", &err);
}

void
protect_gone(struct peer *crypt)
{
	struct desk *desk = crypt->desk;
	int64_t id = crypt->enclosing;
	struct outbox_row row;
	struct error err;
	enum result result;

	crypt->enclosing = 0;
	/* What the process ends over must not be the first in its hand again, with all others behind it. */
	if (id == 0 || desk->broken || !desk_write(desk))
		return;
	result = outbox_read(desk->round, desk->tools.store, id, &row, &err);
	if (result == DONE && row.lease == OUTBOX_ENCLOSER)
		result = wait_for_keyring(desk, &row, "the process that has the keys ended", &err);
	if (result < 0)
		desk_broken(desk, "putting off a mail that was to be signed or encrypted", &err);
}

int
protect_patience(struct desk *desk)
{
	struct error err;
	instant due;
	int64_t wait;

	if (enclosing_next_due(desk->tools.store, &due, &err) != DONE)
		return -1;
	wait = instant_patience(due);
	return wait < 0 ? 0 : wait > 60000 ? 60000 : (int)wait;
}
