/* opening.c - see opening.h; the conversation is drawn in wire_crypt.h */
#include <config.h>

#include <string.h>
#include <unistd.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/mail/seal.h>

#include "control.h"
#include "opening.h"
#include "protect.h"
#include "queue.h"
#include "reading.h"
#include "signed.h"

/* Signed inside what is encrypted inside what is signed: nobody sends more. */
#define LAYERS_MAX 3

/* So often a mail is tried, after a second and then two. */
#define TRIES_MAX 3
#define PAUSE_MS 1000

/* A process that takes longer over one mail is ended; a mail that nobody opens for so long is given up. */
#define OPEN_MS 15000
#define WAIT_MS 60000

static bool
is_encrypted(enum cover_kind kind)
{
	return kind == COVER_PGP_ENCRYPTED || kind == COVER_CMS_ENCRYPTED;
}

bool
opening_wanted(const struct desk *desk, const struct work *w)
{
	const char *protection = w->mail->protection;

	if (desk->tools.conf->keyring == NULL || protection == NULL || w->layers >= LAYERS_MAX)
		return false;
	/* Whose it is, is known; who was quoted inside with a signature of theirs does not matter. */
	return w->seal == NULL || w->seal->signature != SEAL_GOOD || strstr(protection, "-encrypted") != NULL;
}

/* All is known that will be: on it goes as it stands. */
static void
finish(struct desk *desk, struct work *w)
{
	if (w->cover != -1)
		close(w->cover);
	w->cover = -1;
	w->mail->seal = w->seal;
	w->stage = WORK_READ;
	reading_is_known(desk, w);
}

static void
found(struct work *w, struct seal *seal)
{
	w->seal = seal_within(w, w->seal, seal);
}

void
opening_take(struct desk *desk, struct work *w, enum cover_kind kind, const char *why, int fd)
{
	if (fd == -1) {
		found(w, seal_new(w, why));
		finish(desk, w);
		return;
	}
	w->cover = fd;
	w->cover_kind = kind;
	w->stage = WORK_SEALED;
	w->sealed_since = w->try_at = instant_monotonic();
	desk->queue.sealed++;
}

/* Nobody can tell what is in it. An encrypted mail would become a ticket without a word in it: it waits for somebody to mend the
 * keyring. A signed one can be read. */
static void
give_up(struct desk *desk, struct work *w, const char *why)
{
	SCRATCH(tmp);
	char *cause = talloc_asprintf(tmp, "the keyring cannot be used: %s", why);
	struct seal *seal;

	desk->queue.sealed--;
	if (is_encrypted(w->cover_kind) && w->inbox != 0) {
		work_set_aside(desk, w, cause);
		queue_take_out(desk, w);
		return;
	}
	seal = seal_new(w, cause);
	seal->encrypted = is_encrypted(w->cover_kind);
	seal->signature = seal->encrypted ? SEAL_UNSIGNED : SEAL_UNCHECKED;
	found(w, seal);
	finish(desk, w);
}

static void
try_again(struct desk *desk, struct work *w, const char *why)
{
	if (++w->tries >= TRIES_MAX) {
		give_up(desk, w, why);
		return;
	}
	w->try_at = instant_monotonic() + (int64_t)w->tries * PAUSE_MS;
}

/* The one whose keys can be used. */
static struct peer *
crypt_peer(struct desk *desk)
{
	for (struct peer *p = desk->peers; p != NULL; p = p->next)
		if (p->kind == ROLE_CRYPT && p->usable && !p->gone)
			return p;
	return NULL;
}

/* The next mail to be opened, each mailbox in its turn; *least is how long until one may be tried again. */
static struct work *
next_sealed(struct desk *desk, int64_t now)
{
	struct queue *q = &desk->queue;

	for (size_t i = 0; i < q->lane_count && q->sealed > 0; i++)
		for (struct work *w = queue_lane_at(q, i)->first; w != NULL; w = w->next)
			if (w->stage == WORK_SEALED && w->try_at <= now)
				return w;
	return NULL;
}

/* Monotonic: until then one is waited for. A process that is renewed, or was ended over one mail, is back in a moment. */
static int64_t
awaited_until(const struct desk *desk)
{
	return desk->tools.conf->keyring == NULL || desk->crypt_why != NULL ? 0 : desk->crypt_gone + WAIT_MS;
}

/* Why there is none. */
static const char *
lacking_why(const struct desk *desk)
{
	if (desk->tools.conf->keyring == NULL)
		return "the config has no keyring any more";
	return desk->crypt_why != NULL ? desk->crypt_why : "the process that has the keys does not run";
}

void
opening_dispatch(struct desk *desk)
{
	struct peer *crypt = crypt_peer(desk);
	struct work *w;

	if (crypt == NULL && instant_monotonic() >= awaited_until(desk))
		protect_put_off(desk, lacking_why(desk));
	if (crypt == NULL || crypt->opening != NULL || crypt->enclosing != 0)
		return;
	w = desk->queue.sealed > 0 ? next_sealed(desk, instant_monotonic()) : NULL;
	/* In turns, where both wait. */
	if (w == NULL || crypt->opened_last)
		protect_dispatch(crypt);
	crypt->opened_last = false;
	if (w == NULL || crypt->enclosing != 0 || desk->broken)
		return;
	crypt->opened_last = true;
	crypt->opening = w;
	crypt->busy_since = NOT_ASKED;
	desk_say(crypt, WIRE_OPEN, (uint64_t)w->inbox, NULL, 0, dup(w->cover));
}

/* What was in it takes the mail's place, and is read. The raw mail stays in the store as it came.
 *
 * A subject from inside becomes the ticket's, and stands on whatever we write to its requester: of a mail that somebody has
 * caught and sent on as theirs, they would learn it. So it is taken only from whom its sender's own key names. */
static void
read_opened(struct desk *desk, struct work *w, const struct seal *layer, int fd, uint64_t head)
{
	w->takes_subject = layer->signature == SEAL_GOOD && signed_key_is(desk->tools.conf, layer, w->mail->from.address);
	queue_let_go(desk, w);
	close(w->cover);
	w->cover = -1;
	w->fd = fd;
	w->opened_head = head;
	w->is_opened = true;
	w->layers++;
	w->tries = 0;
	TALLOC_FREE(w->mail);
	w->stage = WORK_WAITING;
}

void
opening_on_ready(struct peer *crypt, struct wire_message *m)
{
	struct desk *desk = crypt->desk;
	struct wire_keys keys;
	struct error err;

	if (!desk_holds_up(crypt, wire_keys_get(desk->round, m, &keys, &err), &err))
		return;
	TALLOC_FREE(desk->crypt_why);
	desk->crypt_why = keys.usable ? NULL : talloc_steal(desk, keys.why);
	crypt->usable = keys.usable;
	if (crypt->usable)
		protect_resume(desk);
}

void
opening_on_open(struct peer *crypt, struct wire_message *m)
{
	struct desk *desk = crypt->desk;
	struct work *w = crypt->opening;
	struct seal *seal;
	struct error err;
	bool well = wire_get_u8(m) == 1;
	uint64_t head = wire_get_u64(m);

	if (w == NULL || (uint64_t)w->inbox != m->id) {
		desk_restart(crypt, "it answers what it was not asked");
		return;
	}
	if (!desk_holds_up(crypt, seal_get(w, m, &seal, &err), &err))
		return;
	crypt->opening = NULL;
	if (!well) {
		try_again(desk, w, seal->why);
		return;
	}
	desk->queue.sealed--;
	if (m->fd != -1)
		read_opened(desk, w, seal, wire_take_fd(m), head);
	found(w, seal);
	if (w->mail == NULL)
		return;
	finish(desk, w);
}

void
opening_gone(struct peer *crypt)
{
	if (crypt->opening != NULL)
		try_again(crypt->desk, crypt->opening, "the process that has the keys ended");
	crypt->opening = NULL;
	/* One that never got so far is what is waited for. */
	if (crypt->usable)
		crypt->desk->crypt_gone = instant_monotonic();
	protect_gone(crypt);
}

/* Those that have waited too long while there was nobody to open them. */
static void
give_up_old(struct desk *desk, int64_t now)
{
	struct queue *q = &desk->queue;
	struct peer *crypt = crypt_peer(desk);
	/* A process that is renewed, or was ended over one mail, is back in a moment. */
	const int64_t gone = desk->crypt_gone;
	struct work *next;

	for (size_t i = 0; i < q->lane_count && q->sealed > 0 && crypt == NULL && !desk->broken; i++)
		for (struct work *w = queue_lane_at(q, i)->first; w != NULL; w = next) {
			next = w->next;
			if (w->stage == WORK_SEALED && (w->sealed_since > gone ? w->sealed_since : gone) + WAIT_MS <= now)
				give_up(desk, w, lacking_why(desk));
		}
}

int
opening_watch(struct desk *desk)
{
	int64_t now = instant_monotonic(), left = -1;
	struct peer *crypt = crypt_peer(desk);

	if (crypt != NULL && (crypt->opening != NULL || crypt->enclosing != 0)) {
		if (crypt->busy_since == NOT_ASKED)
			return -1;
		left = crypt->busy_since + OPEN_MS - now;
		if (left > 0)
			return (int)left;
		/* Once is enough: meanwhile all others wait. */
		if (crypt->opening != NULL)
			crypt->opening->tries = TRIES_MAX;
		desk_restart(crypt, "it takes too long over a mail");
		return 0;
	}
	left = protect_patience(desk);
	if (crypt == NULL && left >= 0 && left < awaited_until(desk) - now)
		left = awaited_until(desk) - now;
	if (desk->queue.sealed == 0)
		return (int)left;
	give_up_old(desk, now);
	return left >= 0 && left < PAUSE_MS / 4 ? (int)left : PAUSE_MS / 4;
}
