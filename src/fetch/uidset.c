/* uidset.c - numbers of messages as IMAP writes them; pure */
#include <config.h>

#include <stdio.h>

#include "uidset.h"

size_t
uidset_put(struct text *t, const uint32_t *uid, size_t count)
{
	size_t start = t->size;
	size_t done = 0;

	while (done < count) {
		char range[32];
		size_t end = done + 1;
		int length = 0;

		while (end < count && uid[end] == uid[end - 1] + 1 && uid[end] != 0)
			end++;
		if (end - done > 1)
			length = snprintf(range, sizeof(range), "%u:%u", uid[done], uid[end - 1]);
		else
			length = snprintf(range, sizeof(range), "%u", uid[done]);
		if (done > 0 && t->size - start + (size_t)length + 1 > UIDSET_MAX)
			return done;
		if (done > 0)
			text_add_char(t, ',');
		text_add(t, range, (size_t)length);
		done = end;
	}
	return done;
}
