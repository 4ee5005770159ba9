/* say.c - see say.h
 *
 * A commit writes the log; that the disk has it takes as long again as much of what a round does. Meanwhile the next round is
 * worked on, and nobody is told of the last one.
 */
#include <config.h>

#include <unistd.h>

#include <postigo/store/store.h>

#include "reading.h"
#include "rule_tally.h"
#include "say.h"

/* A round that waits for the one before is not to grow for ever: so many mails taken in, or so much to say. */
#define TAKEN_MOST 256
#define WORDS_MOST 512

void
say_begin(struct desk *desk)
{
	desk->round = talloc_new(desk);
	desk->words.memory = talloc_new(desk);
	desk->promised.memory = talloc_new(desk);
}

static struct after *
append(struct desk *desk, struct words *words)
{
	if (words->count == words->size) {
		words->size = words->size == 0 ? 64 : words->size * 2;
		words->list = talloc_realloc(desk, words->list, struct after, (unsigned)words->size);
	}
	return &words->list[words->count++];
}

void
desk_say(struct peer *peer, enum wire_type type, uint64_t id, const void *payload, size_t size, int fd)
{
	struct desk *desk = peer->desk;

	*append(desk, &desk->words) = (struct after){ .peer = peer, .type = type, .id = id, .size = size, .fd = fd,
		.payload = size > 0 ? talloc_memdup(desk->words.memory, payload, size) : NULL };
}

void
say_forget(struct desk *desk, const struct peer *peer)
{
	struct words *both[] = { &desk->words, &desk->promised };

	for (size_t w = 0; w < 2; w++)
		for (size_t i = 0; i < both[w]->count; i++)
			if (both[w]->list[i].peer == peer)
				both[w]->list[i].peer = NULL;
}

/* Whoever has only so much time for what they are asked has it from now on. */
static void
asked_now(struct peer *peer, const struct after *a)
{
	if (peer->kind == ROLE_READER)
		reading_spoken(peer, a->id);
	else if (peer->kind == ROLE_CRYPT)
		peer->busy_since = instant_monotonic();
}

/* A peer whose buffer is full does not read: it is started anew. */
static void
speak(struct words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		struct after *a = &words->list[i];
		struct error err;

		if (a->peer != NULL && !a->peer->gone) {
			enum result result = wire_try_send(a->peer->socket, a->type, a->id, a->payload, a->size, a->fd,
			    &err);

			asked_now(a->peer, a);
			/* A peer that is gone is dropped once all that it said before has been heard. */
			if (result == NONE)
				desk_restart(a->peer, "it does not listen");
			else if (result == PERMFAIL)
				desk_drop(a->peer, err.text);
		}
		if (a->fd != -1)
			close(a->fd);
	}
	words->count = 0;
	talloc_free_children(words->memory);
}

void
say_durable(struct desk *desk, bool wait)
{
	struct error err;

	if (!desk->syncing || desk->broken)
		return;
	switch (store_durable(desk->tools.store, wait, &err)) {
	case DONE:
		desk->syncing = false;
		speak(&desk->promised);
		break;
	case NONE:
		break;
	default:
		desk_broken(desk, "making a commit durable", &err);
		break;
	}
}

/* What was read in a round that wrote nothing may stand on what is not durable yet: it joins what is promised. */
static void
promise(struct desk *desk)
{
	struct words free_ones = desk->promised;

	if (free_ones.count == 0) {
		desk->promised = desk->words;
		desk->words = free_ones;
		return;
	}
	for (size_t i = 0; i < desk->words.count; i++) {
		struct after *a = append(desk, &desk->promised);

		*a = desk->words.list[i];
		(void)talloc_steal(desk->promised.memory, a->payload);
	}
	desk->words.count = 0;
}

static bool
is_full(const struct desk *desk)
{
	return desk->queue.decided_count >= DECIDED_A_ROUND || desk->queue.taken >= TAKEN_MOST || desk->words.count >= WORDS_MOST;
}

/* The round before is durable: this one is next. */
static void
commit(struct desk *desk)
{
	struct store *store = desk->tools.store;
	struct error err;

	if (rule_tally_write(desk->tally, store, &err) != DONE) {
		desk_broken(desk, "counting what rules fit", &err);
		store_rollback(store);
		return;
	}
	if (store_commit_soon(store, &err) != DONE) {
		desk_broken(desk, "commit", &err);
		return;
	}
	desk->syncing = true;
	promise(desk);
	desk->queue.taken = desk->queue.decided_count = 0;
	talloc_free_children(desk->round);
	/* That takes long, and nobody should wait for it. */
	say_durable(desk, store_wants_checkpoint(store));
	if (!desk->broken)
		store_checkpoint(store);
}

void
say_end_round(struct desk *desk)
{
	struct store *store = desk->tools.store;

	say_durable(desk, store_in_transaction(store) && is_full(desk));
	if (desk->broken) {
		if (store_in_transaction(store))
			store_rollback(store);
		return;
	}
	if (store_in_transaction(store)) {
		if (!desk->syncing)
			commit(desk);
		return;
	}
	promise(desk);
	desk->queue.taken = desk->queue.decided_count = 0;
	talloc_free_children(desk->round);
	if (!desk->syncing)
		speak(&desk->promised);
}

void
say_last_round(struct desk *desk)
{
	say_durable(desk, true);
	say_end_round(desk);
	say_durable(desk, true);
}
