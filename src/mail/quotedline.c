/* quotedline.c - see quotedline.h */
#include <config.h>

#include <postigo/mail/attribution.h>
#include <postigo/mail/quotedline.h>
#include <postigo/mail/quotemark.h>

#define WRAPPED_MIN 50u		/* bytes of a quoted line that a mailer may have broken */
#define LINE_LENGTH_MAX 1000u
#define PREFIX_MAX 4u

/* The last word of a line. */
static struct span
last_word(struct span line)
{
	size_t from = line.size;

	while (from > 0 && !span_blank(line.at[from - 1]))
		from--;
	return (struct span){ line.at + from, line.size - from };
}

/* A line without ">" between quoted ones is a piece of the one above when that one was too long for some mailer: it ends in the
 * middle of a sentence or of a link, and this goes on with it. */
static bool
spilled(const struct lines *lines, size_t i)
{
	struct span above = span_trim(lines->list[i - 1]), line = span_trim(lines->list[i]), link = last_word(above), value;

	if (line.size == 0 || above.size == 0)
		return false;
	if (link.size > 0 && strchr("(<[", link.at[0]) != NULL)
		link = (struct span){ link.at + 1, link.size - 1 };
	if (span_starts(link, "http") && last_word(line).size == line.size && !span_starts(line, "http"))
		return true;
	if (line.size > 8 && strchr("(<", line.at[0]) != NULL && line.at[line.size - 1] == '>' && span_starts(
	    (struct span){ line.at + 1, line.size - 1 }, "http"))
		return true;
	if (above.size < LINE_LENGTH_MAX && quotemark_key(above, &value) != KEY_NONE)
		return true;
	if (above.size < WRAPPED_MIN || strchr(".?!:;)", above.at[above.size - 1]) != NULL)
		return false;
	return (line.at[0] >= 'a' && line.at[0] <= 'z') || (line.at[0] >= '0' && line.at[0] <= '9');
}

/* What some programs put before quoted lines instead of ">": "|", "#", "--]", or the initials of the author and ">". Size 0: the
 * line begins with nothing of the kind. */
static struct span
other_prefix(struct span line)
{
	size_t n = 0, marks = 0;

	while (line.size > 0 && span_blank(line.at[0]))
		line = (struct span){ line.at + 1, line.size - 1 };
	if (line.size > 0 && line.at[0] == '>')
		return (struct span){ line.at, 0 };
	while (n < line.size && n < PREFIX_MAX && strchr("|#:%}]>-=", line.at[n]) != NULL && line.at[n] != '\0') {
		marks += line.at[n] != '-' && line.at[n] != '=';
		n++;
	}
	if (marks > 0)
		return (struct span){ line.at, n };
	while (n < line.size && n < PREFIX_MAX && line.at[n] >= 'A' && line.at[n] <= 'Z')
		n++;
	return (struct span){ line.at, n > 0 && n < line.size && line.at[n] == '>' ? n + 1 : 0 };
}

/* Does a line stand above, with at most blank ones between, that introduces a quote? */
static bool
introduced(const struct lines *lines, size_t i)
{
	struct attribution a;
	struct span value;

	for (unsigned n = 0; i > 0 && n < 3; n++) {
		if (line_blank(lines->list[--i]))
			continue;
		return attribution_ending(lines, i, 0, &a) || (lines->list[i].size < LINE_LENGTH_MAX &&
		    quotemark_key(lines->list[i], &value) != KEY_NONE);
	}
	return false;
}

static bool
same_prefix(struct span line, struct span prefix)
{
	struct span own = other_prefix(line);

	return prefix.size > 0 && own.size == prefix.size && memcmp(own.at, prefix.at, own.size) == 0;
}

bool *
quotedline_find(TALLOC_CTX *ctx, const struct lines *lines)
{
	bool *found = talloc_zero_array(ctx, bool, (unsigned)lines->count + 1);
	struct span prefix = { NULL, 0 };

	for (size_t i = 0; i < lines->count; i++) {
		struct span line = lines->list[i];

		if (prefix.size == 0 && other_prefix(line).size > 0 && introduced(lines, i))
			prefix = other_prefix(line);
		found[i] = (line_quoted(line) && !attribution_tail(lines, i)) || same_prefix(line, prefix);
		if (i >= 2 && found[i] && !found[i - 1] && found[i - 2] && spilled(lines, i - 1))
			found[i - 1] = true;
	}
	return found;
}
