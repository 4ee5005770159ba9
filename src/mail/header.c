/* header.c - see header.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/header.h>
#include <postigo/mail/parameter.h>

#define CHARSET_SOUGHT_MAX (64u << 10)	/* bytes of a body in which a declaration is looked for */

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

/* Cuts the first line off *rest. Behind the CR that belongs to the line end some gateways put one more. */
static bool
next_line(struct span *rest, struct span *line)
{
	if (!span_line(rest, line))
		return false;
	while (line->size > 0 && line->at[line->size - 1] == '\r')
		line->size--;
	return true;
}

static bool
folded(struct span rest)
{
	return rest.size > 0 && (rest.at[0] == ' ' || rest.at[0] == '\t');
}

/* Does the next line go on with a field whose last line ends at end? Programs that know nothing of folding write
 * parameters on a line of their own without a blank before them. */
static bool
next_folds(struct span rest, const char *end)
{
	struct span line;

	if (folded(rest))
		return true;
	if (end[-1] != ';' || !next_line(&rest, &line) || line.size == 0 || name_length(line) > 0)
		return false;
	return memchr(line.at, '=', line.size) != NULL;
}

/* Takes the lines that continue a field off *rest and returns where the field ends. */
static const char *
unfold_end(struct span *rest, struct span first)
{
	const char *end = first.at + first.size;
	struct span line;

	while (next_folds(*rest, end) && next_line(rest, &line)) {
		/* A line of nothing but blanks ends the header for some mailers and not for others: it goes on only
		 * when what follows it could be header. */
		if (span_trim(line).size == 0 && !folded(*rest)) {
			struct span next = *rest, probe;

			if (!next_line(&next, &probe) || (name_length(probe) == 0 && probe.size > 0)) {
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

	if (rest->size >= 3 && memcmp(rest->at, "\xEF\xBB\xBF", 3) == 0)	/* a byte order mark */
		*rest = (struct span){ rest->at + 3, rest->size - 3 };
	while (before = *rest, next_line(rest, &line)) {
		if (span_trim(line).size != 0 && !span_starts(line, "From ") && !span_starts(line, ">From ")) {
			*rest = before;
			return;
		}
	}
	*rest = before;
}

/* A line that is neither field nor empty: does the header go on behind it? Where nothing but the empty line comes
 * behind, the line counts as text: better a header's rest in the text than the first line of a text lost. */
static bool
header_goes_on(struct span rest)
{
	struct span line;

	return next_line(&rest, &line) && name_length(line) > 0;
}

/* Old Macs end lines with CR alone: such a mail is read in a copy with LF. */
static struct span
unify_lines(TALLOC_CTX *ctx, struct span raw)
{
	size_t most = raw.size < HEADER_BLOCK_MAX ? raw.size : HEADER_BLOCK_MAX;
	const char *cr = raw.size > 0 ? memchr(raw.at, '\r', raw.size < 4096 ? raw.size : 4096) : NULL;
	const char *end = raw.at + raw.size, *p = cr, *empty;
	char *copy;

	if (cr == NULL || memchr(raw.at, '\n', (size_t)(cr - raw.at)) != NULL)
		return raw;
	/* One lone CR makes no Mac: no other line end may stand in the whole header. */
	empty = memmem(raw.at, most, "\r\r", 2);
	if (memchr(raw.at, '\n', empty != NULL ? (size_t)(empty - raw.at) : most) != NULL)
		return raw;
	while (p < end && *p == '\r' && p - cr < 4)
		p++;
	if (p == end || *p == '\n')
		return raw;
	copy = talloc_memdup(ctx, raw.at, raw.size);
	for (size_t i = 0; i < raw.size; i++) {
		if (copy[i] == '\r' && (i + 1 == raw.size || copy[i + 1] != '\n'))
			copy[i] = '\n';
	}
	return (struct span){ copy, raw.size };
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

/* Bytes that are neither ASCII nor UTF-8, or an escape to Japanese. */
static bool
foreign(struct span value)
{
	const char *escape = value.size > 0 ? memchr(value.at, '\x1B', value.size) : NULL;

	return (escape != NULL && escape + 1 < value.at + value.size && escape[1] == '$') ||
	    !utf8_valid(value.at, value.size);
}

/* The character set that the mail declares for its text: what its header is written in, too, most likely. A mail in
 * parts declares it in the header of one. */
static struct span
declared_charset(TALLOC_CTX *ctx, const struct header *header, struct span body)
{
	struct parameters type = parameters_read(ctx, header_value(header, "Content-Type"));
	const char *found = parameters_find(&type, "charset");
	struct span line;

	if (found != NULL)
		return span_of(found);
	if (strncmp(type.word, "multipart/", 10) != 0 || body.size == 0)
		return (struct span){ "", 0 };
	if (body.size > CHARSET_SOUGHT_MAX)
		body.size = CHARSET_SOUGHT_MAX;
	while (next_line(&body, &line)) {
		const char *p = line.size > 8 ? memmem(line.at, line.size, "charset=", 8) : NULL;

		if (p != NULL)
			return span_of(talloc_strndup(ctx, p + 8, (size_t)(line.at + line.size - p - 8)));
	}
	return (struct span){ "", 0 };
}

/* Raw 8-bit values become UTF-8, all of them in one piece: the more text, the surer what it is written in. Those that
 * are UTF-8 stay what they are, whatever stands beside them. */
static void
decode_fields(TALLOC_CTX *ctx, struct header *header, struct span body)
{
	SCRATCH(tmp);
	struct text *all = text_new(tmp, HEADER_BLOCK_MAX + HEADER_FIELDS_MAX);
	struct field **fields = NULL;
	unsigned count = 0;
	bool guessed = false;
	struct span rest;
	size_t n;

	for (size_t i = 0; i < header->count; i++) {
		struct field *f = &header->fields[i];

		if (!foreign(f->value))
			continue;
		if (fields == NULL)
			fields = talloc_array(tmp, struct field *, (unsigned)header->count);
		fields[count++] = f;
		text_add(all, f->value.at, f->value.size);
		/* Between them stands what none can hold: a line end with no blank behind it. */
		text_add(all, "\n\n", 2);
	}
	if (count == 0 || all->cut)
		return;
	rest.at = charset_decode(ctx, declared_charset(tmp, header, body), (struct span){ all->bytes, all->size }, &n,
	    &guessed);
	rest.size = n;
	for (unsigned i = 0; i < count; i++) {
		const char *end = rest.size > 0 ? memmem(rest.at, rest.size, "\n\n", 2) : NULL;

		if (end == NULL)
			return;
		fields[i]->value = (struct span){ rest.at, (size_t)(end - rest.at) };
		rest = (struct span){ end + 2, (size_t)(rest.at + rest.size - end - 2) };
	}
}

struct header
header_read(TALLOC_CTX *ctx, struct span raw, struct span *body, struct defects *defects)
{
	struct header header = { NULL, 0 };
	struct span rest = unify_lines(ctx, raw), line, before;
	const char *limit;

	skip_envelope_lines(&rest);
	limit = rest.at + (rest.size < HEADER_BLOCK_MAX ? rest.size : HEADER_BLOCK_MAX);
	while (before = rest, next_line(&rest, &line) && line.size > 0) {
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
	decode_fields(ctx, &header, rest);
	return header;
}

const struct field *
header_next(const struct header *header, const char *name, const struct field *after)
{
	size_t n = strlen(name);

	for (size_t i = after != NULL ? (size_t)(after - header->fields) + 1 : 0; i < header->count; i++) {
		const struct field *f = &header->fields[i];

		if (f->name.size == n && span_alike(f->name.at[0], name[0]) && strncasecmp(f->name.at, name, n) == 0)
			return f;
	}
	return NULL;
}

struct span
header_value(const struct header *header, const char *name)
{
	const struct field *f = header_next(header, name, NULL);
	struct span first = f != NULL ? span_trim(f->value) : (struct span){ NULL, 0 }, v = first;

	while (v.size == 0 && f != NULL && (f = header_next(header, name, f)) != NULL)
		v = span_trim(f->value);
	return v.size > 0 ? v : first;
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
