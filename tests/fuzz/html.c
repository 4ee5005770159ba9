/* html.c - a page of HTML as text, and the marks of what its structure says */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/html.h>

#include "target.h"

static bool
between_characters(const char *text, size_t at)
{
	return ((unsigned char)text[at] & 0xC0) != 0x80;
}

void
fuzz_html(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	char *html = utf8_repair(tmp, (const char *)bytes, size), *text;
	struct marks marks = { NULL, 0 };
	size_t n;

	text = html_text(tmp, html, strlen(html), &marks);
	n = strlen(text);
	fuzz_check(utf8_valid(text, n), "the text is valid UTF-8");
	fuzz_check(marks.count <= MARK_COUNT_MAX, "marks keep to their limit");
	for (size_t i = 0; i < marks.count; i++) {
		const struct mark *m = &marks.list[i];

		fuzz_check(m->kind != MARK_NONE, "a mark marks something");
		fuzz_check(m->from <= m->to && m->to <= n, "a mark lies in the text");
		fuzz_check(i == 0 || m[-1].from <= m->from, "marks are in order");
		fuzz_check(between_characters(text, m->from) && between_characters(text, m->to),
		    "a mark cuts no character");
	}
	html_charset(tmp, (struct span){ (const char *)bytes, size });
}
