/* header.c - see header.h */
#include <config.h>

#include <string.h>

#include <postigo/mail/header.h>

/* How long the field name at the head of the line is; 0 when the line is no field. */
static size_t
name_length(struct span line)
{
	size_t n = 0, name;

	while (n < line.size && line.at[n] > ' ' && line.at[n] < 127 && line.at[n] != ':')
		n++;
	name = n;
	while (n < line.size && (line.at[n] == ' ' || line.at[n] == '\t'))
		n++;
	return name > 0 && name <= 200 && n < line.size && line.at[n] == ':' ? name : 0;
}

static bool
folded(struct span rest)
{
	return rest.size > 0 && (rest.at[0] == ' ' || rest.at[0] == '\t');
}

/* Takes the lines that continue a field off *rest and returns where the field ends. */
static const char *
unfold_end(struct span *rest, struct span first)
{
	const char *end = first.at + first.size;
	struct span line;

	while (folded(*rest) && span_line(rest, &line)) {
		/* A line of nothing but blanks ends the header for some mailers and not for others: it goes on only
		 * when what follows it could be header. */
		if (span_trim(line).size == 0 && !folded(*rest)) {
			struct span next = *rest, probe;

			if (!span_line(&next, &probe) || (name_length(probe) == 0 && probe.size > 0)) {
				*rest = (struct span){ line.at, (size_t)(rest->at + rest->size - line.at) };
				return end;
			}
		}
		end = line.at + line.size;
	}
	return end;
}

static void
skip_envelope_lines(struct span *rest)
{
	struct span before, line;

	while (before = *rest, span_line(rest, &line)) {
		if (line.size != 0 && !span_starts(line, "From ") && !span_starts(line, ">From ")) {
			*rest = before;
			return;
		}
	}
	*rest = before;
}

/* A line that is neither field nor empty: does the header go on behind it? */
static bool
header_goes_on(struct span rest)
{
	struct span line;

	return span_line(&rest, &line) && (line.size == 0 || name_length(line) > 0);
}

static void
add(TALLOC_CTX *ctx, struct header *header, struct span name, struct span value, struct defects *defects)
{
	if (header->count == HEADER_FIELDS_MAX) {
		defects_add(defects, "more than %u header fields; the rest is not read", HEADER_FIELDS_MAX);
		return;
	}
	if (value.size > HEADER_FIELD_MAX) {
		defects_add(defects, "header field %.*s is longer than %u bytes and was cut",
		    (int)(name.size < 40 ? name.size : 40), name.at, HEADER_FIELD_MAX);
		value.size = HEADER_FIELD_MAX;
	}
	if ((header->count & (header->count - 1)) == 0 && (header->count == 0 || header->count >= 32))
		header->fields = talloc_realloc(ctx, header->fields, struct field,
		    (unsigned)(header->count == 0 ? 32 : header->count * 2));
	header->fields[header->count++] = (struct field){ name, value };
}

struct header
header_read(TALLOC_CTX *ctx, struct span raw, struct span *body, struct defects *defects)
{
	struct header header = { NULL, 0 };
	struct span rest = raw, line, before;
	const char *limit;

	skip_envelope_lines(&rest);
	limit = rest.at + (rest.size < HEADER_BLOCK_MAX ? rest.size : HEADER_BLOCK_MAX);
	while (before = rest, span_line(&rest, &line) && line.size > 0) {
		size_t n = name_length(line);
		const char *end = unfold_end(&rest, line);

		if (n == 0) {
			if (!header_goes_on(rest)) {
				defects_add(defects, "the header ends without an empty line");
				rest = before;
				break;
			}
			defects_add(defects, "a header line is no field");
			continue;
		}
		if (end > limit) {
			defects_add(defects, "the header is larger than %u bytes; the rest is not read",
			    HEADER_BLOCK_MAX);
			if (line.at >= limit)
				continue;
		}
		const char *value = memchr(line.at, ':', line.size);
		add(ctx, &header, (struct span){ line.at, n },
		    (struct span){ value + 1, (size_t)(end - value - 1) }, defects);
	}
	if (header.count == 0)
		defects_add(defects, "there is no header");
	*body = rest;
	return header;
}

const struct field *
header_next(const struct header *header, const char *name, const struct field *after)
{
	size_t n = strlen(name);

	for (size_t i = after != NULL ? (size_t)(after - header->fields) + 1 : 0; i < header->count; i++) {
		const struct field *f = &header->fields[i];

		if (f->name.size == n && strncasecmp(f->name.at, name, n) == 0)
			return f;
	}
	return NULL;
}

struct span
header_value(const struct header *header, const char *name)
{
	const struct field *f = header_next(header, name, NULL);

	return f != NULL ? span_trim(f->value) : (struct span){ NULL, 0 };
}

char *
header_unfold(TALLOC_CTX *ctx, struct span value)
{
	struct span v = span_trim(value);
	char *out = talloc_size(ctx, v.size + 1);
	size_t n = 0;

	for (size_t i = 0; i < v.size; i++) {
		if (v.at[i] != '\r' && v.at[i] != '\n')
			out[n++] = v.at[i] != '\0' ? v.at[i] : ' ';
	}
	out[n] = '\0';
	return out;
}
