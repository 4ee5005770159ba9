/* output.c - see output.h */
#include <config.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "output.h"

#define CELL_MAX 300		/* characters */
#define LABEL_WIDTH 12

struct cell {
	char *text;
	size_t width;		/* characters */
	enum colour colour;
};

struct table {
	struct cell *cells;	/* row by row; the first row holds the headings */
	unsigned count, columns;
};

static bool
is_terminal(void)
{
	const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && (no_colour == NULL || *no_colour == '\0') && term != NULL &&
	    strcmp(term, "dumb") != 0;
}

const char *
output_colour(enum colour colour)
{
	static const char *const codes[] = {
		[COLOUR_NONE] = "\033[0m", [COLOUR_BOLD] = "\033[1m", [COLOUR_DIM] = "\033[2m",
		[COLOUR_GOOD] = "\033[32m", [COLOUR_BAD] = "\033[31m", [COLOUR_WARN] = "\033[33m"
	};

	return is_terminal() ? codes[colour] : "";
}

void
output_json(json_t *object)
{
	json_dumpf(object, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(object);
}

void
output_field(const char *label, const char *value)
{
	SCRATCH(tmp);

	if (value != NULL && *value != '\0')
		printf("%-*s %s\n", LABEL_WIDTH, label, utf8_clean_line(tmp, value, CELL_MAX));
}

static void __attribute__((format(printf, 1, 0)))
print_bold(const char *format, va_list ap)
{
	fputs(output_colour(COLOUR_BOLD), stdout);
	vprintf(format, ap);
	puts(output_colour(COLOUR_NONE));
}

void
output_title(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	print_bold(format, ap);
	va_end(ap);
}

void
output_heading(const char *format, ...)
{
	va_list ap;

	putchar('\n');
	va_start(ap, format);
	print_bold(format, ap);
	va_end(ap);
}

char *
output_joined(TALLOC_CTX *ctx, const json_t *texts)
{
	char *all = talloc_strdup(ctx, "");

	for (size_t i = 0; i < json_array_size(texts); i++) {
		const char *one = json_string_value(json_array_get(texts, i));
		all = talloc_asprintf_append_buffer(all, "%s%s", i > 0 ? ", " : "", one != NULL ? one : "");
	}
	return all;
}

void
output_text(const char *indent, const char *text)
{
	while (*text != '\0') {
		SCRATCH(tmp);
		const char *end = strchrnul(text, '\n');
		char *line = talloc_strndup(tmp, text, (size_t)(end - text));
		size_t blanks = strspn(line, " ");

		/* Cleaning folds blanks; those at the beginning mean something. */
		char *clean = utf8_clean_line(tmp, line, 10000);
		if (*clean == '\0')
			putchar('\n');
		else
			printf("%s%*s%s\n", indent, (int)(blanks > 40 ? 40 : blanks), "", clean);
		text = *end != '\0' ? end + 1 : end;
	}
}

/* The zone that times are told in, and whether that was said already: what one run prints is read as one. */
static struct {
	const char *name;
	bool said;
} place;

void
output_zone(const char *name)
{
	/* Who sets TZ wants that. */
	(void)setenv("TZ", name, 0);
	tzset();
	place.name = getenv("TZ");
	place.said = false;
}

/* The zone's name where it has to be said, else NULL. */
static const char *
zone_to_say(const struct tm *tm)
{
	if (place.said)
		return NULL;
	place.said = true;
	return place.name != NULL && place.name[0] != '\0' ? place.name : tm->tm_zone;
}

static char *
time_text(TALLOC_CTX *ctx, instant t, const struct tm *tm, bool seconds)
{
	char text[64];

	if (strftime(text, sizeof(text), "%Y-%m-%d %H:%M", tm) == 0)
		return talloc_strdup(ctx, "-");
	/* The seconds are the same in every time zone. */
	return seconds ? talloc_asprintf(ctx, "%s:%02d", text, (int)(t / 1000 % 60)) : talloc_strdup(ctx, text);
}

/* False where there is nothing to tell. */
static bool
shown_there(instant t, struct tm *out)
{
	time_t seconds = (time_t)(t / 1000);

	return t != 0 && localtime_r(&seconds, out) != NULL;
}

static bool
is_near(instant t)
{
	duration away = t - instant_now();

	return away < HOURS(1) && away > -HOURS(1);
}

static char *
time_and_zone(TALLOC_CTX *ctx, instant t, bool seconds)
{
	struct tm tm;

	if (!shown_there(t, &tm))
		return talloc_strdup(ctx, "-");
	char *text = time_text(ctx, t, &tm, seconds);
	const char *zone = zone_to_say(&tm);
	return zone != NULL ? talloc_asprintf_append(text, " %s", zone) : text;
}

char *
output_time(TALLOC_CTX *ctx, instant t)
{
	return time_and_zone(ctx, t, false);
}

char *
output_near_time(TALLOC_CTX *ctx, instant t)
{
	return time_and_zone(ctx, t, is_near(t));
}

char *
output_size(TALLOC_CTX *ctx, uint64_t bytes)
{
	static const char *const units[] = { "B", "KB", "MB", "GB", "TB" };
	double size = (double)bytes;
	size_t unit = 0;

	while (size >= 999.5 && unit < sizeof(units) / sizeof(*units) - 1) {
		size /= 1000;
		unit++;
	}
	return talloc_asprintf(ctx, "%.*f %s", unit > 0 && size < 9.95 ? 1 : 0, size, units[unit]);
}

json_t *
json_of_string(const char *string)
{
	SCRATCH(tmp);

	if (string == NULL)
		return json_null();
	json_t *json = json_string(string);
	return json != NULL ? json : json_string(utf8_repair(tmp, string, strlen(string)));
}

json_t *
json_of_instant(instant t)
{
	SCRATCH(tmp);

	return t != 0 ? json_string(instant_rfc3339(tmp, t)) : json_null();
}

json_t *
json_of_number(int64_t number)
{
	return number != 0 ? json_integer(number) : json_null();
}

static size_t
characters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

void
table_cell(struct table *table, const char *value)
{
	table->cells = talloc_realloc(table, table->cells, struct cell, table->count + 1);
	struct cell *cell = &table->cells[table->count++];
	cell->text = utf8_clean_line(table, value != NULL && *value != '\0' ? value : "-", CELL_MAX);
	cell->width = characters(cell->text);
	cell->colour = COLOUR_NONE;
}

void
table_number(struct table *table, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long)number);
	table_cell(table, digits);
}

/* The zone goes into the heading of the column. */
static void
time_cell(struct table *table, instant t, bool seconds)
{
	SCRATCH(tmp);
	struct tm tm;
	bool known = shown_there(t, &tm);
	const char *zone = known ? zone_to_say(&tm) : NULL;
	struct cell *heading = &table->cells[table->count % table->columns];

	if (zone != NULL) {
		heading->text = talloc_asprintf(table, "%s, %s", heading->text, zone);
		heading->width = characters(heading->text);
	}
	table_cell(table, known ? time_text(tmp, t, &tm, seconds) : NULL);
}

void
table_time(struct table *table, instant t)
{
	time_cell(table, t, false);
}

void
table_near_time(struct table *table, instant t)
{
	time_cell(table, t, is_near(t));
}

void
table_colour(struct table *table, enum colour colour)
{
	table->cells[table->count - 1].colour = colour;
}

struct table *
table_new(TALLOC_CTX *ctx, const char *headings)
{
	SCRATCH(tmp);
	struct table *table = talloc_zero(ctx, struct table);

	for (;;) {
		const char *end = strchrnul(headings, '|');
		table_cell(table, talloc_strndup(tmp, headings, (size_t)(end - headings)));
		table_colour(table, COLOUR_DIM);
		table->columns++;
		if (*end == '\0')
			return table;
		headings = end + 1;
	}
}

static size_t
column_width(const struct table *table, unsigned column)
{
	size_t widest = 0;

	for (unsigned i = column; i < table->count; i += table->columns)
		if (table->cells[i].width > widest)
			widest = table->cells[i].width;
	return widest;
}

/* Columns of the terminal; there is no edge when output goes into a file or a pipe. */
static size_t
terminal_width(void)
{
	struct winsize size;

	if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return SIZE_MAX;
}

static void
print_cell(const struct cell *cell, size_t most)
{
	SCRATCH(tmp);
	bool coloured = cell->colour != COLOUR_NONE;
	size_t room = most > 8 ? most : 8;

	printf("%s%s%s", coloured ? output_colour(cell->colour) : "",
	    cell->width <= room ? cell->text : utf8_clean_line(tmp, cell->text, room),
	    coloured ? output_colour(COLOUR_NONE) : "");
}

bool
table_has_rows(const struct table *table)
{
	return table->count > table->columns;
}

void
table_print(const struct table *table)
{
	SCRATCH(tmp);
	size_t *widths = talloc_array(tmp, size_t, table->columns);
	size_t edge = terminal_width();

	for (unsigned c = 0; c < table->columns; c++)
		widths[c] = column_width(table, c);
	for (const struct cell *row = table->cells; row < table->cells + table->count; row += table->columns) {
		size_t at = 0;

		for (unsigned c = 0; c + 1 < table->columns; c++) {
			print_cell(&row[c], CELL_MAX);
			printf("%*s", (int)(widths[c] - row[c].width + 2), "");
			at += widths[c] + 2;
		}
		print_cell(&row[table->columns - 1], edge > at ? edge - at : CELL_MAX);
		putchar('\n');
	}
}
