/* wording.c - see wording.h */
#include <config.h>

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include <postigo/base/text.h>

#include "wording.h"

#define LONGEST 1000

static const struct wording wordings[] = {
	{
		.name = "en",
		.weekdays = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" },
		.short_weekdays = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
		.months = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
			"November", "December" },
		.day = "$1 $2 $3",
		.date = "$1 $2 $3 $4",
		.time = "$1",
		.day_and_time = "$1 $2",
		.within = "$1 in the hours of $2 from $3",
		.on_day = "$1 on $2",
		.until = "$1 until $2",
		.more_days = "$1 on $2 more days",
		.holiday = "$1 is a holiday",
		.paused = "stopped from $1 to $2",
		.paused_since = "stopped since $1",
		.left = "$1 left",
		.carried = "$1 before that",
		.far = "more than ten years from then",
	}, {
		.name = "es",
		.weekdays = { "domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado" },
		.short_weekdays = { "dom", "lun", "mar", "mié", "jue", "vie", "sáb" },
		.months = { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
			"noviembre", "diciembre" },
		.day = "$1 $2 de $3",
		.date = "$1 $2 de $3 de $4",
		.time = "las $1",
		.day_and_time = "el $1 a las $2",
		.within = "$1 en el horario de $2 desde $3",
		.on_day = "$1 el $2",
		.until = "$1 hasta $2",
		.more_days = "$1 en $2 días más",
		.holiday = "el $1 es festivo",
		.paused = "en pausa desde $1 hasta $2",
		.paused_since = "en pausa desde $1",
		.left = "quedan $1",
		.carried = "$1 antes de eso",
		.far = "más de diez años después",
	},
};

const struct wording *
wording_of(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof(wordings) / sizeof(wordings[0]); i++) {
		size_t n = strlen(wordings[i].name);

		if (strncmp(name, wordings[i].name, n) == 0 && (name[n] == '\0' || name[n] == '-'))
			return &wordings[i];
	}
	return &wordings[0];
}

char *
wording_fill(TALLOC_CTX *ctx, const char *sentence, const char *a, const char *b, const char *c, const char *d)
{
	const char *const values[] = { a, b, c, d };
	struct text *out = text_new(ctx, LONGEST);

	for (const char *p = sentence; *p != '\0'; p++) {
		if (*p != '$') {
			text_add_char(out, *p);
			continue;
		}
		p++;
		assert(*p >= '1' && *p <= '4' && values[*p - '1'] != NULL);
		text_add_string(out, values[*p - '1']);
	}
	char *filled = talloc_strndup(ctx, out->bytes, out->size);

	talloc_free(out);
	return filled;
}
