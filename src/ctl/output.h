/* output.h - lines for people, JSON for scripts
 *
 * What a mail says may hold escape sequences that move a terminal's cursor or change its title: everything below
 * makes it harmless before it is shown.
 */
#ifndef POSTIGO_CTL_OUTPUT_H
#define POSTIGO_CTL_OUTPUT_H

#include <stdbool.h>

#include <jansson.h>
#include <talloc.h>

#include <postigo/base/instant.h>

enum colour { COLOUR_NONE, COLOUR_BOLD, COLOUR_DIM, COLOUR_GOOD, COLOUR_BAD, COLOUR_WARN };

/* The escape sequence, or "" when standard output is no terminal or NO_COLOR is set. */
const char *output_colour(enum colour colour);

/* One object a line. Takes the reference over. */
void output_json(json_t *object);

/* A label and its one-line value, labels aligned; nothing when value is NULL or "". */
void output_field(const char *label, const char *value);

/* What a long answer is about, and, behind an empty line, what each part of it is about. */
void output_title(const char *format, ...) __attribute__((format(printf, 1, 2)));
void output_heading(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The strings of an array, with commas between them; "" for none. */
char *output_joined(TALLOC_CTX *ctx, const json_t *texts);

/* Text of several lines, each behind the indent. */
void output_text(const char *indent, const char *text);

/* From here on times are told by the clocks of that zone, or of the environment's TZ where that is set. */
void output_zone(const char *name);

/* "2026-11-22 21:05", "-" for 0; owned by ctx. The first of a run says the zone: "2026-11-22 21:05 Europe/Madrid". */
char *output_time(TALLOC_CTX *ctx, instant t);

/* The same to the second when that is less than an hour away from now. */
char *output_near_time(TALLOC_CTX *ctx, instant t);

/* "850 B", "12.3 KB", "4 MB"; owned by ctx. */
char *output_size(TALLOC_CTX *ctx, uint64_t bytes);

/* A string as JSON, null when it is NULL; a point in time as RFC 3339, null when it is 0; null for the number 0. */
json_t *json_of_string(const char *string);
json_t *json_of_instant(instant t);
json_t *json_of_number(int64_t number);

/* Columns, aligned when they are printed. Opaque, talloc. */
struct table;

/* headings: "NO|STATE|SUBJECT". The last column is cut at the terminal's edge. */
struct table *table_new(TALLOC_CTX *ctx, const char *headings);
/* One cell more; a row is full when every column has one. NULL is shown as "-". */
void table_cell(struct table *table, const char *value);
void table_number(struct table *table, int64_t number);
/* A time, and one to the second when that is less than an hour away; the heading says the zone when nothing has yet. */
void table_time(struct table *table, instant t);
void table_near_time(struct table *table, instant t);
/* Colours the cell that was added last. */
void table_colour(struct table *table, enum colour colour);
bool table_has_rows(const struct table *table);
void table_print(const struct table *table);

#endif
