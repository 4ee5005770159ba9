/* text.h - text that grows, up to a ceiling */
#ifndef POSTIGO_BASE_TEXT_H
#define POSTIGO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <talloc.h>

/* Bytes that are appended to. Always followed by a NUL that does not count in size. */
struct text {
	char *bytes;
	size_t size;
	size_t max;		/* never grows past this */
	size_t room;		/* how far size may grow before more memory is needed */
	bool cut;		/* something was left out because of max; everything after it is left out as well */
};

/* An empty text, owned by ctx, that holds max bytes at the most. */
struct text *text_new(TALLOC_CTX *ctx, size_t max);

/* What text_add does when there is no room for the bytes yet, or never will be. */
void text_add_beyond(struct text *t, const void *bytes, size_t n);

/* Appends n bytes; what would go over the ceiling is left out and t->cut is set. UTF-8 is cut between characters. */
static inline void
text_add(struct text *t, const void *bytes, size_t n)
{
	if (t->cut || n == 0 || n > t->room - t->size) {
		text_add_beyond(t, bytes, n);
		return;
	}
	memcpy(t->bytes + t->size, bytes, n);
	t->size += n;
	t->bytes[t->size] = '\0';
}

static inline void
text_add_char(struct text *t, char c)
{
	text_add(t, &c, 1);
}

void text_add_string(struct text *t, const char *string);
void text_printf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Empties the text and keeps its memory. */
void text_reset(struct text *t);

#endif
