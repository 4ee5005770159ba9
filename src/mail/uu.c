/* uu.c - see uu.h */
#include <config.h>

#include <postigo/mail/uu.h>

/* What the first character says of a line: bytes that are in it. False when the line is too short or too long for that.
 * Blanks at its end may be lost on the way; a checksum may stand there. */
static bool
line_bytes(struct span line, size_t *n)
{
	size_t characters;

	if (line.size == 0 || line.at[0] < ' ' || line.at[0] > '`')
		return false;
	*n = (size_t)(line.at[0] - ' ') & 63;
	characters = (*n + 2) / 3 * 4;
	for (size_t i = 1; i < line.size; i++) {
		if (line.at[i] < ' ' || line.at[i] > '`')
			return false;
	}
	return line.size - 1 <= characters + 2 && line.size - 1 + (*n == 0 ? 0 : 4) >= characters;
}

/* "begin 644 name" */
static bool
begins(struct span line, struct span *name)
{
	size_t n = 6;

	if (line.size < 10 || memcmp(line.at, "begin ", 6) != 0)
		return false;
	while (n < line.size && line.at[n] >= '0' && line.at[n] <= '7')
		n++;
	if (n < 9 || n > 10 || n == line.size || line.at[n] != ' ')
		return false;
	*name = span_trim((struct span){ line.at + n, line.size - n });
	return name->size > 0;
}

/* Takes the lines up to "end" off *rest. A line without bytes stands before that. */
static bool
take_lines(struct span *rest, struct span *lines)
{
	struct span line;
	size_t n, some = 0;

	lines->at = rest->at;
	while (span_line(rest, &line)) {
		if (span_is(span_trim(line), "end") && some > 0)
			return true;
		if (span_trim(line).size == 0)		/* its only blank got lost */
			n = 0;
		else if (!line_bytes(line, &n))
			return false;
		if (n == 0) {
			if (!span_line(rest, &line) || !span_is(span_trim(line), "end"))
				return false;
			return some > 0;
		}
		some += n;
		lines->size = (size_t)(rest->at - lines->at);
	}
	return false;
}

bool
uu_next(struct span *rest, struct uu_file *file)
{
	struct span at = *rest, line;

	while (span_line(&at, &line)) {
		struct span behind = at;

		*file = (struct uu_file){ .before = { rest->at, (size_t)(line.at - rest->at) } };
		if (!begins(line, &file->name))
			continue;
		if (take_lines(&behind, &file->lines)) {
			*rest = behind;
			return true;
		}
	}
	return false;
}

/* The six bits of the character there; those that were lost with blanks at the line's end are 0. */
static unsigned
bits(struct span line, size_t i)
{
	return i < line.size ? (unsigned)(line.at[i] - ' ') & 63 : 0;
}

struct span
uu_decode(TALLOC_CTX *ctx, struct span lines)
{
	char *out = talloc_size(ctx, lines.size * 2 + 64);	/* a line cut short is filled up */
	struct span line;
	size_t n, made = 0;

	while (span_line(&lines, &line)) {
		if (!line_bytes(line, &n))
			continue;
		for (size_t i = 0; i < n; i++) {
			size_t at = 1 + i / 3 * 4 + i % 3;
			unsigned pair = bits(line, at) << 6 | bits(line, at + 1);

			out[made++] = (char)(pair >> (4 - 2 * (i % 3)) & 0xFF);
		}
	}
	return (struct span){ out, made };
}
