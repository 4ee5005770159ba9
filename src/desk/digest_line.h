/* digest_line.h - a ticket on a line of a digest */
#ifndef DESK_DIGEST_LINE_H
#define DESK_DIGEST_LINE_H

#include <jansson.h>

#include <postigo/store/ticket.h>

#include "tools.h"

/* Tickets that a list shows; the others are counted. */
#define DIGEST_SHOWN 25

/* A ticket, and by when something has to be done about it. */
struct digest_line {
	struct ticket ticket;
	bool has_clock;
	instant due;			/* 0: nobody can tell */
	duration left;			/* negative: so much over */
};

/* Who reads it: the language, and whose clocks tell when. */
struct digest_reader {
	const char *language;
	const struct zone *zone;
};

struct digest_reader digest_reader_of(const struct tools *tools, const struct conf_agent *agent);

/* Fills in everything but the ticket, which is there. */
enum result digest_line_read(const struct tools *tools, instant now, struct digest_line *line, struct error *err);

/* What is due first in front, what nothing is promised of behind it. */
void digest_lines_sort(struct digest_line *lines, size_t count);

/* Puts the first of them into values under that name, and "has_NAME", and "NAME_more": how many are left out of all. */
enum result digest_lines_put(const struct tools *tools, json_t *values, const char *name, const struct digest_line *lines,
    size_t count, uint64_t all, const struct digest_reader *reader, instant now, struct error *err);

#endif
