/* text.c - see text.h */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <postigo/base/text.h>

#define FIRST_ROOM 120

struct text *
text_new(TALLOC_CTX *ctx, size_t max)
{
	struct text *t = talloc(ctx, struct text);
	size_t room = max < FIRST_ROOM ? max : FIRST_ROOM;

	*t = (struct text){ .max = max, .room = room };
	t->bytes = talloc_size(t, room + 1);
	t->bytes[0] = '\0';
	return t;
}

/* Makes room for n more bytes, or for as many as the ceiling allows. */
static void
grow(struct text *t, size_t n)
{
	size_t wanted = n < t->max - t->size ? t->size + n : t->max;
	size_t room = t->room < t->max / 2 ? t->room * 2 : t->max;

	if (room < wanted)
		room = wanted;
	t->bytes = talloc_realloc_size(t, t->bytes, room + 1);
	t->room = room;
}

/* How many of the first n bytes to keep so that no character of UTF-8 is torn. */
static size_t
whole_characters(const char *bytes, size_t n)
{
	size_t keep = n;

	while (keep > 0 && n - keep < 3 && ((unsigned char)bytes[keep] & 0xC0) == 0x80)
		keep--;
	return ((unsigned char)bytes[keep] & 0xC0) == 0x80 ? n : keep;
}

void
text_add_beyond(struct text *t, const void *bytes, size_t n)
{
	if (t->cut || n == 0)
		return;
	if (n > t->max - t->size) {
		n = whole_characters(bytes, t->max - t->size);
		t->cut = true;
	}
	if (n > t->room - t->size)
		grow(t, n);
	memcpy(t->bytes + t->size, bytes, n);
	t->size += n;
	t->bytes[t->size] = '\0';
}

void
text_add_string(struct text *t, const char *string)
{
	text_add(t, string, strlen(string));
}

void
text_printf(struct text *t, const char *format, ...)
{
	char small[256];
	va_list ap;

	va_start(ap, format);
	int n = vsnprintf(small, sizeof(small), format, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(small)) {
		text_add(t, small, (size_t)n);
		return;
	}
	va_start(ap, format);
	char *large = talloc_vasprintf(NULL, format, ap);
	va_end(ap);
	text_add_string(t, large);
	talloc_free(large);
}

void
text_reset(struct text *t)
{
	t->size = 0;
	t->cut = false;
	t->bytes[0] = '\0';
}
