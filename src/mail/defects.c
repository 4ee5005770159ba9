/* defects.c - see defects.h */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/defects.h>

void
defects_add(struct defects *defects, const char *format, ...)
{
	struct mail_strings *lines = defects->lines;
	char line[200];
	va_list ap;

	va_start(ap, format);
	vsnprintf(line, sizeof(line), format, ap);
	va_end(ap);
	for (size_t i = 0; i < lines->count; i++) {
		if (strcmp(lines->list[i], line) == 0)
			return;
	}
	if (lines->count == DEFECTS_MAX)
		return;
	lines->list = talloc_realloc(defects->ctx, lines->list, char *, (unsigned)(lines->count + 1));
	/* A cut may have gone through a character. */
	lines->list[lines->count++] = utf8_repair(lines->list, line, strlen(line));
}
