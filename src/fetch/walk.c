/* walk.c - which of the server's mails are not in the ledger yet */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/text.h>

#include "uidset.h"
#include "walk.h"

#define DESCRIBED (2 * INTAKE_BATCH)	/* mails whose sizes are asked for at once */

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static int
by_uid(const void *a, const void *b)
{
	uint32_t x = ((const struct letter *)a)->uid, y = ((const struct letter *)b)->uid;

	return (x > y) - (x < y);
}

/* Sorts and leaves out what stands there twice. */
static size_t
order(struct letter *letters, size_t count)
{
	size_t kept = 0;

	qsort(letters, count, sizeof(letters[0]), by_uid);
	for (size_t i = 0; i < count; i++) {
		if (kept == 0 || letters[i].uid != letters[kept - 1].uid)
			letters[kept++] = letters[i];
	}
	return kept;
}

static enum result
skip(struct walk *w, const uint32_t *uid, size_t count, struct error *err)
{
	if (count == 0)
		return DONE;
	log_info("skipped", "mailbox", w->intake->mailbox->conf->name, "count", log_number((int64_t)count), "why",
	    "before adoption", NULL);
	return line_skipped(w->intake->line, uid, count, "before adoption", false, err);
}

/* Mail that lay there when the mailbox was numbered anew. */
static bool
is_old(const struct walk *w, const struct letter *letter)
{
	return letter->arrived != 0 && letter->arrived < w->skip_before &&
	    (w->skip_below == 0 || letter->uid < w->skip_below);
}

/* Takes the letters but those that are too old to be news. */
static enum result
take(struct walk *w, struct letter *letters, size_t count, struct error *err)
{
	SCRATCH(tmp);
	uint32_t *old = talloc_array(tmp, uint32_t, (unsigned)count);
	size_t old_count = 0;
	size_t kept = 0;
	enum result r = DONE;

	count = order(letters, count);
	for (size_t i = 0; i < count; i++) {
		if (is_old(w, &letters[i]))
			old[old_count++] = letters[i].uid;
		else
			letters[kept++] = letters[i];
	}
	r = skip(w, old, old_count, err);
	return r == DONE ? intake_take(w->intake, letters, kept, err) : r;
}

/* The UIDs of a window that the ledger may lack, in ascending order, owned by ctx. */
static enum result
list_window(TALLOC_CTX *ctx, struct walk *w, uint32_t first, uint32_t last, uint32_t **uid, size_t *count,
    struct error *err)
{
	struct answer answer;
	struct letter letter;
	enum result r = mailbox_window(w->intake->mailbox, first, last, &answer, err);

	if (r == TEMPFAIL)
		return r;
	*uid = talloc_array(ctx, uint32_t, MAILBOX_WINDOW);
	*count = 0;
	while (*count < MAILBOX_WINDOW && answer_next(&answer, &letter)) {
		if (letter.uid > w->highest)
			w->highest = letter.uid;
		if (letter.uid > w->adopted)
			(*uid)[(*count)++] = letter.uid;
	}
	mailbox_forget(w->intake->mailbox);
	qsort(*uid, *count, sizeof(**uid), by_number);
	return DONE;
}

/* Asks the server about those that the ledger lacks. Whoever is not among them was not asked for. */
static enum result
describe(struct walk *w, const struct wire_uids *lacking, struct letter *letters, size_t *count, struct error *err)
{
	size_t asked = 0;

	*count = 0;
	while (asked < lacking->count) {
		SCRATCH(tmp);
		struct text *set = text_new(tmp, UIDSET_MAX + 32);
		struct answer answer;
		struct letter letter;

		asked += uidset_put(set, lacking->uid + asked, lacking->count - asked);
		if (mailbox_describe(w->intake->mailbox, set->bytes, &answer, err) == TEMPFAIL)
			return TEMPFAIL;
		while (*count < lacking->count && answer_next(&answer, &letter)) {
			if (bsearch(&letter.uid, lacking->uid, lacking->count, sizeof(letter.uid), by_number) != NULL)
				letters[(*count)++] = letter;
		}
		mailbox_forget(w->intake->mailbox);
	}
	return DONE;
}

static enum result
take_described(struct walk *w, const struct wire_uids *lacking, struct error *err)
{
	SCRATCH(tmp);
	struct letter *letters = talloc_array(tmp, struct letter, (unsigned)lacking->count);
	size_t count = 0;
	enum result r = describe(w, lacking, letters, &count, err);

	return r == DONE ? take(w, letters, count, err) : r;
}

/* A few at a time: to say how large a mail is, a server may have to read it, and it does so while the desk has the ones
 * before in hand. */
static enum result
walk_window(struct walk *w, uint32_t first, uint32_t last, struct error *err)
{
	SCRATCH(tmp);
	struct wire_uids lacking = { 0 };
	uint32_t *uid = NULL;
	size_t count = 0;
	enum result r = list_window(tmp, w, first, last, &uid, &count, err);

	if (r == DONE && count > 0)
		r = line_lacking(tmp, w->intake->line, uid, count, &lacking, err);
	for (size_t i = 0; i < lacking.count && r == DONE && !quit_asked(); i += DESCRIBED) {
		size_t n = lacking.count - i < DESCRIBED ? lacking.count - i : DESCRIBED;

		r = take_described(w, &(struct wire_uids){ lacking.uidvalidity, lacking.uid + i, n }, err);
	}
	return r;
}

/* The UID of the message with that number; 0 when it has gone. */
static enum result
uid_at(struct walk *w, uint32_t number, uint32_t *uid, struct error *err)
{
	struct answer answer;
	struct letter letter = { 0 };

	if (mailbox_window(w->intake->mailbox, number, number, &answer, err) == TEMPFAIL)
		return TEMPFAIL;
	*uid = answer_next(&answer, &letter) ? letter.uid : 0;
	mailbox_forget(w->intake->mailbox);
	return DONE;
}

/* The first message above the adopted ones, by halves: a mailbox with years of mail in it is not listed each time. */
static enum result
first_above(struct walk *w, uint32_t *first, struct error *err)
{
	uint32_t low = 1;
	uint32_t high = mailbox_exists(w->intake->mailbox);

	while (w->adopted > 0 && high > low && high - low >= MAILBOX_WINDOW) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t uid = 0;

		if (uid_at(w, middle, &uid, err) != DONE)
			return TEMPFAIL;
		if (uid == 0)
			break;
		if (uid <= w->adopted)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	return DONE;
}

enum result
walk_all(struct walk *w, struct error *err)
{
	struct mailbox *m = w->intake->mailbox;
	struct guard *guard = stream_guard(m->stream);

	guard->exists_grew = false;
	if (first_above(w, &guard->next, err) != DONE)
		return TEMPFAIL;
	while (guard->next <= mailbox_exists(m) && !quit_asked()) {
		uint32_t first = guard->next;
		uint32_t last = mailbox_exists(m);

		if (last - first >= MAILBOX_WINDOW)
			last = first + MAILBOX_WINDOW - 1;
		/* From here on it moves with what is expunged, by us above all. */
		guard->next = last + 1;
		if (walk_window(w, first, last, err) != DONE)
			return TEMPFAIL;
	}
	w->exists = mailbox_exists(m);
	return DONE;
}

static enum result
take_above(struct walk *w, struct error *err)
{
	SCRATCH(tmp);
	struct answer answer;
	struct letter letter;
	struct letter *letters = talloc_array(tmp, struct letter, MAILBOX_WINDOW);
	uint32_t highest = w->highest;
	size_t count = 0;

	stream_guard(w->intake->mailbox->stream)->exists_grew = false;
	if (mailbox_after(w->intake->mailbox, w->highest, &answer, err) == TEMPFAIL)
		return TEMPFAIL;
	while (count < MAILBOX_WINDOW && answer_next(&answer, &letter)) {
		if (letter.uid <= w->highest)
			continue;
		letters[count++] = letter;
		if (letter.uid > highest)
			highest = letter.uid;
	}
	mailbox_forget(w->intake->mailbox);
	w->highest = highest;
	w->exists = mailbox_exists(w->intake->mailbox);
	return take(w, letters, count, err);
}

enum result
walk_news(struct walk *w, struct error *err)
{
	uint32_t exists = mailbox_exists(w->intake->mailbox);

	if (exists == 0)
		return DONE;
	if (exists > w->exists && exists - w->exists >= MAILBOX_WINDOW)
		return walk_all(w, err);
	return take_above(w, err);
}

enum result
walk_first(struct walk *w, struct error *err)
{
	const struct mailbox *m = w->intake->mailbox;

	if (mailbox_exists(m) == 0 || w->highest == 0 || m->uidnext == 0 || m->uidnext <= w->highest ||
	    m->uidnext - w->highest > MAILBOX_WINDOW)
		return DONE;
	return take_above(w, err);
}
