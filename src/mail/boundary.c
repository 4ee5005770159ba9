/* boundary.c - see boundary.h */
#include <config.h>

#include <postigo/mail/boundary.h>

#define CANDIDATES_MAX 8

/* How much of text the boundary takes; 0: it does not stand there. A parameter's runs of blanks were made one. */
static size_t
taken(struct span boundary, struct span text)
{
	size_t n = 0;

	for (size_t i = 0; i < boundary.size; i++) {
		if (n == text.size || text.at[n] != boundary.at[i])
			return 0;
		n++;
		while (boundary.at[i] == ' ' && n < text.size && text.at[n] == ' ')
			n++;
	}
	return n;
}

static bool
blank(struct span s)
{
	return span_trim(s).size == 0;
}

enum delimiter
boundary_match(struct span boundary, struct span line)
{
	struct span rest;
	size_t n;

	if (line.size < 3 || line.at[0] != '-' || line.at[1] != '-' || boundary.size == 0)
		return DELIMITER_NONE;
	rest = (struct span){ line.at + 2, line.size - 2 };
	n = taken(boundary, rest);
	if (n == 0)
		return DELIMITER_NONE;
	rest = (struct span){ rest.at + n, rest.size - n };
	if (blank(rest))
		return DELIMITER_NEXT;
	if (rest.size < 2 || rest.at[0] != '-' || rest.at[1] != '-')
		return DELIMITER_NONE;
	return blank((struct span){ rest.at + 2, rest.size - 2 }) ? DELIMITER_LAST : DELIMITER_LAST_LOOSE;
}

static bool
comes_again(struct span rest, struct span boundary)
{
	struct span line;

	while (span_line(&rest, &line)) {
		if (boundary_match(boundary, line) != DELIMITER_NONE)
			return true;
	}
	return false;
}

/* Does the line look like a boundary, with a part's header behind it? */
static bool
looks_like_one(struct span line, struct span behind, struct span *boundary)
{
	if (line.size < 3 || line.size > BOUNDARY_MAX || line.at[0] != '-' || line.at[1] != '-' ||
	    !span_starts(behind, "Content-"))
		return false;
	*boundary = span_trim((struct span){ line.at + 2, line.size - 2 });
	return boundary->size > 0;
}

bool
boundary_guess(struct span body, struct span *boundary)
{
	struct span rest = body, line;

	for (unsigned tried = 0; tried < CANDIDATES_MAX && span_line(&rest, &line);) {
		if (!looks_like_one(line, rest, boundary))
			continue;
		if (comes_again(rest, *boundary))
			return true;
		tried++;
	}
	return false;
}

bool
boundary_first(struct span content, struct span *boundary)
{
	struct span line;

	while (span_line(&content, &line)) {
		if (!blank(line))
			return looks_like_one(line, content, boundary);
	}
	return false;
}
