/* zone.c - see zone.h
 *
 * The C library reads a zone's file when it is first asked, and knows one zone at a time: neither will do in a sandbox
 * and for calendars of several places. So the file becomes a list of spans of time, each with the offset that is valid
 * in it, and whoever asks looks it up by halves.
 */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/zone.h>

#include "zone_rule.h"

#define FILE_LARGEST (256u << 10)
#define LAST_YEAR 2100		/* the rule in a file's last line is followed so far */
#define RULE_LONGEST 128

struct span {
	instant from;
	duration offset;
};

struct zone {
	char *name;
	struct span *spans;	/* the first is from the beginning of time */
	size_t count;
	size_t *near;		/* the span that was looked up last: a clock asks for one day after the other */
};

/* The bytes that are still to be read. */
struct bytes {
	const uint8_t *at;
	size_t left;
};

/* The header of one of the two parts of a file. */
struct counts {
	uint32_t ut, standard, leaps, times, types, letters;
};

/* The next n bytes; NULL when there are not so many. */
static const uint8_t *
take(struct bytes *b, size_t n)
{
	const uint8_t *at = b->at;

	if (n > b->left)
		return NULL;
	b->at += n;
	b->left -= n;
	return at;
}

static uint32_t
number32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t
number64(const uint8_t *p)
{
	return (int64_t)((uint64_t)number32(p) << 32 | number32(p + 4));
}

static bool
take_header(struct bytes *b, uint8_t *version, struct counts *counts)
{
	const uint8_t *p = take(b, 44);

	if (p == NULL || memcmp(p, "TZif", 4) != 0)
		return false;
	*version = p[4];
	*counts = (struct counts){ number32(p + 20), number32(p + 24), number32(p + 28), number32(p + 32),
		number32(p + 36), number32(p + 40) };
	return true;
}

/* The size of a part with numbers of so many bytes; each count is of 32 bits, so that it fits. */
static uint64_t
size_of(const struct counts *c, uint64_t width)
{
	return c->times * (width + 1) + c->types * UINT64_C(6) + c->letters + c->leaps * (width + 4) + c->standard + c->ut;
}

/* A change at from; one at the very same instant as the last is instead of that. */
static struct zone *
zone_new(TALLOC_CTX *ctx)
{
	struct zone *zone = talloc_zero(ctx, struct zone);

	zone->near = talloc_zero(zone, size_t);
	return zone;
}

static void
add_span(struct zone *zone, instant from, duration offset)
{
	if (zone->count > 0 && zone->spans[zone->count - 1].from == from)
		zone->count--;
	if (zone->count > 0 && zone->spans[zone->count - 1].offset == offset)
		return;
	if ((zone->count & (zone->count - 1)) == 0)
		zone->spans = talloc_realloc(zone, zone->spans, struct span, (unsigned)zone->count * 2 + 1);
	zone->spans[zone->count++] = (struct span){ from, offset };
}

/* The changes that stand in the file one by one, and when the last of them is. */
static bool
read_changes(struct zone *zone, struct bytes part, const struct counts *c, instant *last)
{
	const uint8_t *times = take(&part, (size_t)c->times * 8);
	const uint8_t *kinds = take(&part, c->times);
	const uint8_t *types = take(&part, (size_t)c->types * 6);

	if (times == NULL || kinds == NULL || types == NULL || c->types == 0)
		return false;
	*last = INT64_MIN;
	add_span(zone, *last, SECONDS((int32_t)number32(types)));
	for (uint32_t i = 0; i < c->times; i++) {
		int64_t seconds = number64(times + 8 * i);

		if (kinds[i] >= c->types || (i > 0 && seconds <= number64(times + 8 * (i - 1))))
			return false;
		if (seconds > INT64_MAX / 1000)
			break;
		/* The oldest may be at the beginning of the universe. */
		*last = seconds < INT64_MIN / 1000 ? INT64_MIN : SECONDS(seconds);
		add_span(zone, *last, SECONDS((int32_t)number32(types + kinds[i] * 6)));
	}
	return true;
}

/* The changes that follow from the rule, after the last one in the file. */
static void
follow_rule(struct zone *zone, const struct zone_rule *rule, instant last)
{
	int64_t year = last < 0 ? 1970 : instant_date(last).year;

	for (; rule->changes && year <= LAST_YEAR; year++) {
		int64_t start, end;

		zone_rule_year(rule, year, &start, &end);
		bool first = start < end;
		if (first && SECONDS(start) > last)
			add_span(zone, SECONDS(start), SECONDS(rule->summer));
		if (SECONDS(end) > last)
			add_span(zone, SECONDS(end), SECONDS(rule->standard));
		if (!first && SECONDS(start) > last)
			add_span(zone, SECONDS(start), SECONDS(rule->summer));
	}
}

/* The last line: a line break, the rule, a line break. It may be empty. */
static bool
read_rule(struct zone *zone, struct bytes rest, instant last)
{
	char text[RULE_LONGEST];
	struct zone_rule rule;
	const uint8_t *end = rest.left < 2 ? NULL : memchr(rest.at + 1, '\n', rest.left - 1);

	if (end == NULL || *rest.at != '\n' || (size_t)(end - rest.at) > sizeof(text))
		return false;
	size_t size = (size_t)(end - rest.at) - 1;
	memcpy(text, rest.at + 1, size);
	text[size] = '\0';
	if (size == 0)
		return true;
	if (!zone_rule_read(text, &rule))
		return false;
	follow_rule(zone, &rule, last);
	return true;
}

/* The first part has numbers of 32 bits, for old programs; the second says all. */
static bool
read_parts(struct zone *zone, struct bytes b)
{
	uint8_t version;
	struct counts c;
	instant last;

	if (!take_header(&b, &version, &c) || version < '2' || size_of(&c, 4) > b.left ||
	    take(&b, (size_t)size_of(&c, 4)) == NULL)
		return false;
	if (!take_header(&b, &version, &c) || size_of(&c, 8) > b.left)
		return false;
	struct bytes part = b;

	/* Our instants know no leap seconds; the system's usual files have none. */
	return c.leaps == 0 && take(&b, (size_t)size_of(&c, 8)) != NULL && read_changes(zone, part, &c, &last) &&
	    read_rule(zone, b, last);
}

enum result
zone_read(TALLOC_CTX *ctx, const char *name, const void *bytes, size_t size, struct zone **out, struct error *err)
{
	SCRATCH(tmp);
	struct zone *zone = zone_new(tmp);

	zone->name = talloc_strdup(zone, name);
	if (!read_parts(zone, (struct bytes){ bytes, size }))
		return error_set(err, PERMFAIL, "%s/%.100s makes no sense as the file of a time zone", ZONE_FOLDER, name);
	*out = talloc_steal(ctx, zone);
	return DONE;
}

/* Names of files that are no zones, and "right/", whose zones count leap seconds, begin with small letters. */
static bool
is_name(const char *name)
{
	return isupper((unsigned char)name[0]) && strstr(name, "..") == NULL && strlen(name) < 100;
}

enum result
zone_load(TALLOC_CTX *ctx, const char *name, struct zone **out, struct error *err)
{
	SCRATCH(tmp);
	char *bytes;
	size_t size;
	enum result result = NONE;

	if (strcmp(name, "UTC") == 0) {
		*out = zone_new(ctx);
		(*out)->name = talloc_strdup(*out, name);
		add_span(*out, INT64_MIN, 0);
		return DONE;
	}
	if (is_name(name))
		result = file_read(tmp, talloc_asprintf(tmp, "%s/%s", ZONE_FOLDER, name), FILE_LARGEST, &bytes, &size, err);
	if (result == NONE)
		return error_set(err, NONE, "%.100s is no time zone that this system knows", name);
	return result != DONE ? result : zone_read(ctx, name, bytes, size, out, err);
}

const char *
zone_name(const struct zone *zone)
{
	return zone->name;
}

/* In which span it lies. */
static size_t
span_at(const struct zone *zone, instant t)
{
	size_t from = 0, to = zone->count;

	while (to - from > 1) {
		size_t middle = from + (to - from) / 2;

		if (zone->spans[middle].from <= t)
			from = middle;
		else
			to = middle;
	}
	return from;
}

static bool
is_in(const struct zone *zone, size_t span, instant t)
{
	return zone->spans[span].from <= t && (span + 1 == zone->count || t < zone->spans[span + 1].from);
}

duration
zone_offset(const struct zone *zone, instant t, instant *until)
{
	size_t from = is_in(zone, *zone->near, t) ? *zone->near : span_at(zone, t), to = from + 1;

	*zone->near = from;
	if (until != NULL)
		*until = to < zone->count ? zone->spans[to].from : ZONE_NEVER;
	return zone->spans[from].offset;
}
