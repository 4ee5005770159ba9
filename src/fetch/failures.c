/* failures.c - which mails broke the connection; pure */
#include <config.h>

#include <string.h>

#include "failures.h"

static size_t
find(const struct failures *f, uint32_t uid)
{
	size_t i = 0;

	while (i < f->count && f->entry[i].uid != uid)
		i++;
	return i;
}

static void
drop(struct failures *f, size_t i)
{
	memmove(&f->entry[i], &f->entry[i + 1], (f->count - i - 1) * sizeof(f->entry[0]));
	f->count--;
}

static void
add(struct failures *f, uint32_t uid)
{
	size_t i = find(f, uid);

	if (i == f->count) {
		/* Full: the oldest has had the longest time to come through. */
		if (f->count == FAILURES_MAX)
			drop(f, 0);
		i = f->count++;
		f->entry[i].uid = uid;
		f->entry[i].count = 0;
	}
	f->entry[i].count++;
}

void
failures_note(struct failures *f, const uint32_t *uid, size_t count)
{
	if (count == 1) {
		add(f, uid[0]);
		return;
	}
	/* Which of them it was will show when they are fetched one by one. */
	f->first = uid[0];
	f->last = uid[count - 1];
}

unsigned
failures_of(const struct failures *f, uint32_t uid)
{
	size_t i = find(f, uid);

	return i < f->count ? f->entry[i].count : 0;
}

bool
failures_alone(const struct failures *f, uint32_t uid)
{
	return f->careful > 0 || (uid >= f->first && uid <= f->last) || failures_of(f, uid) > 0;
}

void
failures_done(struct failures *f, uint32_t uid)
{
	size_t i = find(f, uid);

	if (i < f->count)
		drop(f, i);
	f->careful -= f->careful > 0;
}
