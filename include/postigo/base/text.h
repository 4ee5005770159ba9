/* text.h - text that grows, up to a ceiling */
#ifndef POSTIGO_BASE_TEXT_H
#define POSTIGO_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* Appends n bytes; what would go over the ceiling is left out and t->cut is set. UTF-8 is cut between characters. */
void text_add(struct text *t, const void *bytes, size_t n);
void text_add_string(struct text *t, const char *string);
void text_add_char(struct text *t, char c);
void text_printf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Empties the text and keeps its memory. */
void text_reset(struct text *t);

#endif
