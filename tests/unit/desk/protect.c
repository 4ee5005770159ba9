/* protect.c - mail that is to be signed or encrypted, and nobody there who could: it waits, is told of, and has an end */
#include <config.h>

#include "house.h"

#include <postigo/base/wire.h>
#include <postigo/base/wire_crypt.h>
#include <postigo/store/enclosing.h>
#include <postigo/store/event.h>

#include "../../../src/desk/opening.h"
#include "../../../src/desk/protect.h"
#include "../../../src/desk/say.h"

#define KEYS HOUSE "keyring = { folder = \"/tmp/postigo-no-keyring\"; };\noperator = \"ops@desk.example\";\n"
#define NO_KEYS HOUSE "operator = \"ops@desk.example\";\n"
#define GIVE_UP DAYS(5)		/* the default */

static struct desk *
desk_of(struct house *h)
{
	struct desk *desk = talloc_zero(h, struct desk);

	desk->tools = h->tools;
	desk->supervisor = -1;
	say_begin(desk);
	desk->crypt_gone = instant_monotonic();
	return desk;
}

/* An answer to a requester, made so long ago. */
static int64_t
put(struct house *h, duration ago)
{
	struct outbox_row row = { .kind = (char[]){ "answer" }, .identifier = (char[]){ "id@desk.example" },
		.recipient = (char[]){ "eva@customer.example" }, .created = instant_now() - ago, .ticket = h->ticket,
		.enclose = ENCLOSE_REQUIRED, .signer = (char[]){ DESK } };

	done(h, store_begin(h->tools.store, &h->err));
	done(h, outbox_put(h->tools.store, &row, "Subject: hi\r\n\r\ntulip\r\n", 22, &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	return row.id;
}

static struct outbox_row
row_of(struct house *h, int64_t id)
{
	struct outbox_row row;

	done(h, outbox_read(h, h->tools.store, id, &row, &h->err));
	return row;
}

/* One round, as far as keys go. */
static void
round_of(struct desk *desk)
{
	struct error err;

	opening_dispatch(desk);
	assert_false(desk->broken);
	if (store_in_transaction(desk->tools.store))
		assert_int_equal(store_commit(desk->tools.store, &err), DONE);
}

/* What the process with the keys says of them first. */
static struct peer *
hears(struct house *h, struct desk *desk, bool usable, const char *why)
{
	struct wire_keys keys = { .usable = usable, .why = talloc_strdup(h, why) };
	struct text *t = text_new(h, WIRE_MAX);
	struct wire_message *m;
	struct peer *peer = talloc_zero(desk, struct peer);
	int fds[2];

	done(h, wire_pair(fds, &h->err));
	*peer = (struct peer){ .desk = desk, .kind = ROLE_CRYPT, .socket = fds[0], .name = talloc_strdup(peer, "crypt"), .next = desk->peers };
	desk->peers = peer;
	wire_keys_put(t, &keys);
	done(h, wire_send(fds[1], WIRE_READY, 0, t->bytes, t->size, -1, &h->err));
	done(h, wire_receive(h, fds[0], 0, &m, &h->err));
	opening_on_ready(peer, m);
	close(fds[1]);
	return peer;
}

static void
nobody_has_the_keys(void **state)
{
	struct house *h = house_begin(state, KEYS);
	struct desk *desk = desk_of(h);
	struct outbox_row row;
	int64_t id = put(h, MINUTES(5));

	/* One that was ended over a mail is back in a moment. */
	round_of(desk);
	assert_null(row_of(h, id).answer);
	assert_true(opening_watch(desk) > 1000);
	/* Not this one. */
	desk->crypt_gone -= MINUTES(2);
	assert_int_equal(opening_watch(desk), 0);
	round_of(desk);
	row = row_of(h, id);
	assert_string_equal(row.answer, "the process that has the keys does not run");
	assert_true(row.state == OUTBOX_LEASED && row.lease == OUTBOX_ENCLOSER);
	/* It waits as long as it has waited already, and the operator is told. */
	assert_true(row.enclosed_at >= row.created + MINUTES(10) && row.enclosed_at < row.created + MINUTES(11));
	assert_int_equal(sent_to(h, "ops@desk.example"), 1);
	assert_non_null(strstr(sent(h, "ops@desk.example", 1)->text, "does not run"));
	assert_true(opening_watch(desk) > 1000);
	/* The same once more is no news. */
	done(h, store_begin(h->tools.store, &h->err));
	done(h, outbox_retry(h->tools.store, id, instant_now(), &h->err));
	done(h, store_commit(h->tools.store, &h->err));
	round_of(desk);
	assert_true(row_of(h, id).enclosed_at > instant_now());
	assert_int_equal(sent_to(h, "ops@desk.example"), 1);
	/* But never for longer than a quarter of an hour. */
	id = put(h, DAYS(1));
	round_of(desk);
	assert_true(row_of(h, id).enclosed_at > instant_now() && row_of(h, id).enclosed_at <= instant_now() + MINUTES(15));
}

static void
it_has_an_end(void **state)
{
	struct house *h = house_begin(state, KEYS);
	struct desk *desk = desk_of(h);
	struct event_row *events;
	size_t count = 0, told;
	int64_t id, soon;

	take(h, letter(h, EVA, DESK, "", "My printer is on fire."));
	told = sent_to(h, "ana@tech.example");
	id = put(h, GIVE_UP + MINUTES(1));
	soon = put(h, GIVE_UP - MINUTES(1));
	desk->crypt_gone -= MINUTES(2);
	round_of(desk);
	assert_int_equal(row_of(h, id).state, OUTBOX_FAILED);
	assert_int_equal(row_of(h, id).enclosed_at, 0);
	assert_int_equal(row_of(h, soon).state, OUTBOX_LEASED);
	assert_true(row_of(h, soon).enclosed_at <= row_of(h, soon).created + GIVE_UP + 1);
	/* The ticket says so, and the technician and the operator hear of it. */
	done(h, event_list(h, h->tools.store, h->ticket, &events, &count, &h->err));
	assert_true(count > 0);
	assert_string_equal(events[count - 1].verb, "delivery_failed");
	assert_int_equal(sent_to(h, "ana@tech.example"), told + 1);
	assert_int_equal(sent_to(h, "ops@desk.example"), 2);
}

static void
it_says_why_and_is_back(void **state)
{
	struct house *h = house_begin(state, KEYS);
	struct desk *desk = desk_of(h);
	int64_t id = put(h, 0), other;
	struct peer *peer = hears(h, desk, false, "OpenPGP cannot be used");

	/* It knows, so that nothing is waited for, and has nothing in hand. */
	assert_false(peer->usable);
	assert_int_equal(opening_watch(desk), 0);
	round_of(desk);
	assert_true(peer->enclosing == 0 && row_of(h, id).enclosed_at > instant_now());
	assert_string_equal(row_of(h, id).answer, "OpenPGP cannot be used");
	/* Another one can: at once, and no more is put off. */
	peer->gone = true;
	peer = hears(h, desk, true, "");
	assert_true(peer->usable && desk->crypt_why == NULL);
	assert_true(row_of(h, id).enclosed_at <= instant_now());
	round_of(desk);
	assert_int_equal(peer->enclosing, id);
	other = put(h, 0);
	round_of(desk);
	assert_null(row_of(h, other).answer);
	close(peer->socket);
}

/* Removed while rows wait: what was promised when they were made holds. */
static void
the_config_has_none_any_more(void **state)
{
	struct house *h = house_begin(state, NO_KEYS);
	struct desk *desk = desk_of(h);
	struct outbox_row *rows;
	int64_t id = put(h, 0);
	size_t n;

	assert_int_equal(opening_watch(desk), 0);
	round_of(desk);
	assert_string_equal(row_of(h, id).answer, "the config has no keyring any more");
	assert_int_equal(row_of(h, id).state, OUTBOX_LEASED);
	done(h, store_begin(h->tools.store, &h->err));
	done(h, outbox_claim(h, h->tools.store, 0, instant_now() + DAYS(1), 10, &rows, &n, &h->err));
	for (size_t i = 0; i < n; i++)
		assert_string_equal(rows[i].kind, "operator");
	store_rollback(h->tools.store);
	assert_int_equal(sent_to(h, "ops@desk.example"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(nobody_has_the_keys),
		in_house(it_has_an_end),
		in_house(it_says_why_and_is_back),
		in_house(the_config_has_none_any_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
