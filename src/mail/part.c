/* part.c - see part.h: one walk over the lines, with the multiparts that are open on a stack */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/boundary.h>
#include <postigo/mail/msgid.h>
#include <postigo/mail/part.h>
#include <postigo/mail/words.h>

#define NO_PART ((size_t)-1)

/* A multipart that is being read. */
struct open {
	size_t part;
	struct span boundary;
	const char *start;	/* of what is inside it */
	size_t children;
	bool closed;		/* its last boundary came; some mailers go on behind it all the same */
};

struct reader {
	TALLOC_CTX *ctx;
	struct parts *parts;
	struct defects *defects;
	struct open stack[PART_DEPTH_MAX];
	size_t depth;
	size_t leaf;		/* the part whose bytes these lines are, NO_PART: between parts */
	const char *start;	/* of its bytes */
};

static char *
content_id(TALLOC_CTX *ctx, struct span value)
{
	struct span rest = value;
	char *id;

	if (value.size == 0)
		return NULL;
	id = msgid_next(ctx, &rest);
	return id != NULL ? id : header_unfold(ctx, value);
}

/* What old mailers and scripts say for the usual types; a type that is none is opaque. */
static const char *
media_type(const char *word, const char *implied)
{
	static const struct {
		const char *word, *type;
	} meant[] = {
		{ "text", "text/plain" }, { "text/", "text/plain" }, { "plain", "text/plain" },
		{ "plain/text", "text/plain" }, { "text/text", "text/plain" }, { "text/txt", "text/plain" },
		{ "text/ascii", "text/plain" }, { "text/html4", "text/html" }, { "text/htm", "text/html" },
		{ "text/x-html", "text/html" }, { "html/text", "text/html" }, { "html", "text/html" },
		{ "multipart/alternate", "multipart/alternative" }, { "multipart/alternatives", "multipart/alternative" },
	};
	const char *slash = strchr(word, '/');

	if (word[0] == '\0')
		return implied;
	for (size_t i = 0; i < sizeof(meant) / sizeof(meant[0]); i++) {
		if (strcmp(word, meant[i].word) == 0)
			return meant[i].type;
	}
	if (slash == NULL || slash == word || slash[1] == '\0')
		return "application/octet-stream";
	return word;
}

/* A structured value, as much of it as is read. */
static struct span
structured(struct reader *r, const struct header *header, const char *name)
{
	struct span v = header_value(header, name);

	if (v.size > HEADER_STRUCTURED_MAX) {
		defects_add(r->defects, "%s is longer than %u bytes and was cut", name, HEADER_STRUCTURED_MAX);
		v.size = HEADER_STRUCTURED_MAX;
	}
	return v;
}

static char *
words(TALLOC_CTX *ctx, struct span value)
{
	return value.size > 0 ? words_decode(ctx, value) : NULL;
}

static struct part *
part_new(struct reader *r, const struct header *header, const char *implied)
{
	struct span disposition = structured(r, header, "Content-Disposition");
	struct parts *parts = r->parts;
	struct part *p;

	if ((parts->count & (parts->count - 1)) == 0)
		parts->list = talloc_realloc(r->ctx, parts->list, struct part,
		    (unsigned)(parts->count == 0 ? 1 : parts->count * 2));
	p = &parts->list[parts->count++];
	*p = (struct part){ .disposition = "",
		.content = parameters_read(r->ctx, structured(r, header, "Content-Type")) };
	p->type = media_type(p->content.word, implied);
	p->declared = p->content.word[0] != '\0';
	p->multipart = span_starts(span_of(p->type), "multipart/");
	p->name = parameters_find(&p->content, "name");
	if (disposition.size > 0) {
		struct parameters d = parameters_read(r->ctx, disposition);
		const char *name = parameters_find(&d, "filename");

		p->disposition = d.word;
		if (name != NULL && (name[0] != '\0' || p->name == NULL))
			p->name = name;
	}
	/* RFC 2045 section 5.2: what is no type at all is read as plain text, if nothing makes a file of it. */
	if (p->declared && p->name == NULL && p->disposition[0] == '\0' && strchr(p->content.word, '/') == NULL)
		p->type = strcmp(p->type, "text/html") == 0 ? "text/html" : "text/plain";
	if (!transfer_known(header_value(header, "Content-Transfer-Encoding"), &p->transfer))
		defects_add(r->defects, "a part has an unknown transfer encoding; it is read as it stands");
	p->content_id = content_id(r->ctx, structured(r, header, "Content-ID"));
	p->description = words(r->ctx, structured(r, header, "Content-Description"));
	p->location = words(r->ctx, structured(r, header, "Content-Location"));
	return p;
}

/* The bytes up to a boundary; the line end before that is part of it. */
static struct span
up_to(const char *start, const char *end)
{
	struct span s = { start, (size_t)(end - start) };

	if (s.size > 0 && s.at[s.size - 1] == '\n')
		s.size--;
	if (s.size > 0 && s.at[s.size - 1] == '\r')
		s.size--;
	return s;
}

static bool
only_delimiters(struct span content, struct span boundary)
{
	struct span line;

	while (span_line(&content, &line)) {
		if (span_trim(line).size > 0 && boundary_match(boundary, line) == DELIMITER_NONE)
			return false;
	}
	return true;
}

/* A multipart without parts: what there is of it is shown as text. The mail's own is part_read()'s business. */
static void
close_empty(struct reader *r, const struct open *o, const char *end)
{
	struct part *p = &r->parts->list[o->part];
	struct span content = up_to(o->start, end);

	if (o->part == 0)
		return;
	defects_add(r->defects, "a multipart has no parts");
	if (only_delimiters(content, o->boundary))
		return;
	p->multipart = false;
	p->type = "text/plain";
	p->bytes = content;
}

/* Ends what is open, down to that depth, where a boundary or the mail's end stands. */
static void
close_parts(struct reader *r, size_t depth, const char *end, bool at_boundary)
{
	if (r->leaf != NO_PART)
		r->parts->list[r->leaf].bytes = at_boundary ? up_to(r->start, end) :
		    (struct span){ r->start, (size_t)(end - r->start) };
	r->leaf = NO_PART;
	while (r->depth > depth) {
		const struct open *o = &r->stack[--r->depth];

		if (o->children == 0)
			close_empty(r, o, end);
	}
}

/* Which of the open multiparts the line belongs to: the innermost that it fits exactly, and one that was closed before
 * only when no other wants it. NONE: it is no boundary. */
static enum delimiter
find_level(const struct reader *r, struct span line, size_t *level)
{
	enum delimiter found = DELIMITER_NONE;
	unsigned best = 0;

	for (size_t i = r->depth; i-- > 0;) {
		enum delimiter d = boundary_match(r->stack[i].boundary, line);
		unsigned fit = (d == DELIMITER_NONE ? 0 : d == DELIMITER_LAST_LOOSE ? 1 : 3) +
		    (d != DELIMITER_NONE && !r->stack[i].closed);

		if (fit > best) {
			best = fit;
			found = d;
			*level = i;
		}
	}
	return found;
}

/* Where the header block at the head of *rest ends: behind an empty line, before a boundary, or nowhere. */
static struct span
take_block(const struct reader *r, struct span *rest)
{
	struct span block = { rest->at, 0 }, line, before;
	size_t level;

	while (before = *rest, span_line(rest, &line)) {
		if (line.size == 0)
			break;
		if (find_level(r, line, &level) != DELIMITER_NONE) {
			*rest = before;
			break;
		}
	}
	block.size = (size_t)(rest->at - block.at);
	return block;
}

/* Does any of the fields belong into a header? "Note: ..." in a part that has none is text. */
static bool
is_header(const struct header *header)
{
	for (size_t i = 0; i < header->count; i++) {
		struct span name = header->fields[i].name;

		if (memchr(name.at, '-', name.size) != NULL || span_is(name, "From") || span_is(name, "To") ||
		    span_is(name, "Subject") || span_is(name, "Date") || span_is(name, "Received"))
			return true;
	}
	return false;
}

/* The header of the part that begins at *rest, which moves to its content. */
static struct header
read_header(struct reader *r, TALLOC_CTX *ctx, struct span *rest)
{
	struct mail_strings lines = { NULL, 0 };
	struct defects unheard = { ctx, &lines };
	struct header none = { NULL, 0 }, header;
	struct span all = *rest, block = take_block(r, rest), content;

	if (span_trim(block).size == 0)
		return none;
	header = header_read(ctx, block, &content, &unheard);
	if (block.size > HEADER_BLOCK_MAX || header.count == HEADER_FIELDS_MAX)
		defects_add(r->defects, "a part's header is larger than %u bytes or %u fields; the rest is not read",
		    HEADER_BLOCK_MAX, HEADER_FIELDS_MAX);
	if (!is_header(&header)) {
		*rest = all;
		defects_add(r->defects, "a part has no header and no empty line");
		return none;
	}
	/* The header may have been read in a copy: what is left of it is counted, not pointed at. */
	*rest = (struct span){ rest->at - content.size, rest->size + content.size };
	return header;
}

/* Makes the multipart one that is looked into, unless it has no (good) boundary or is too deep. */
static bool
open_multipart(struct reader *r, size_t part, const char *boundary, const char *start)
{
	if (boundary == NULL || boundary[0] == '\0')
		return false;
	if (strlen(boundary) > BOUNDARY_MAX) {
		defects_add(r->defects, "a boundary is longer than %u bytes", BOUNDARY_MAX);
		return false;
	}
	if (r->depth == PART_DEPTH_MAX) {
		defects_add(r->defects, "parts are nested deeper than %u; what is deeper is kept in one piece",
		    PART_DEPTH_MAX);
		return false;
	}
	r->stack[r->depth++] = (struct open){ .part = part, .boundary = span_of(boundary), .start = start };
	return true;
}

/* What a multipart inside another says its boundary is; when it says none, what its first line looks like. */
static const char *
boundary_of(struct reader *r, const struct part *p, struct span content)
{
	const char *named = parameters_find(&p->content, "boundary");
	struct span first;

	if ((named != NULL && named[0] != '\0') || !boundary_first(content, &first))
		return named;
	return talloc_strndup(r->ctx, first.at, first.size);
}

static void
begin_part(struct reader *r, size_t level, struct span *rest)
{
	SCRATCH(tmp);
	struct header header = read_header(r, tmp, rest);
	size_t parent = r->stack[level].part, me = r->parts->count;
	bool digest = strcmp(r->parts->list[parent].type, "multipart/digest") == 0;
	struct part *p = part_new(r, &header, digest ? "message/rfc822" : "text/plain");

	p->parent = parent;
	p->place = r->stack[level].children++;
	if (p->multipart && open_multipart(r, me, boundary_of(r, p, *rest), rest->at))
		return;
	if (p->multipart && r->depth < PART_DEPTH_MAX)
		p->type = "text/plain";		/* no boundary: shown as it is */
	p->multipart = false;
	r->leaf = me;
	r->start = rest->at;
}

/* Behind the end of the mail stands another one: a mailbox file was taken for a mail. */
static bool
mail_follows(const struct reader *r, struct span rest)
{
	if (!r->stack[0].closed || r->depth != 1)
		return false;
	while (rest.size > 0 && span_blank(rest.at[0]))
		rest = (struct span){ rest.at + 1, rest.size - 1 };
	return span_starts(rest, "From ");
}

static void
read_lines(struct reader *r, struct span body)
{
	struct span rest = body, line;
	size_t level;

	while (span_line(&rest, &line)) {
		enum delimiter d;

		if (line.size < 3 || line.at[0] != '-' || line.at[1] != '-' ||
		    (d = find_level(r, line, &level)) == DELIMITER_NONE)
			continue;
		close_parts(r, level + 1, line.at, true);
		r->stack[level].closed = d != DELIMITER_NEXT;
		if (mail_follows(r, rest))
			break;
		if (d != DELIMITER_NEXT)
			continue;
		if (r->parts->count == PART_COUNT_MAX) {
			defects_add(r->defects, "more than %u parts; the rest is not read", PART_COUNT_MAX);
			break;
		}
		begin_part(r, level, &rest);
	}
	close_parts(r, 0, body.at + body.size, false);
}

/* The parts of the multipart that is the mail. False when it has none. */
static bool
read_multipart(struct reader *r, struct span body, const char *boundary)
{
	r->parts->count = 1;
	r->depth = 0;
	r->leaf = NO_PART;
	if (open_multipart(r, 0, boundary, body.at))
		read_lines(r, body);
	return r->parts->count > 1;
}

/* Boundaries in the quotes of a shell, which are none in a mail. */
static const char *
without_quotes(TALLOC_CTX *ctx, const char *boundary)
{
	size_t n = boundary != NULL ? strlen(boundary) : 0;

	return n > 2 && boundary[0] == '\'' && boundary[n - 1] == '\'' ? talloc_strndup(ctx, boundary + 1, n - 2) :
	    boundary;
}

/* Forbidden, and done by gateways all the same: the whole of the multipart encoded. Base64 is never anything else; the
 * other encoding is believed when there are parts in what comes out. */
static bool
read_encoded(struct reader *r, struct part *root, const char *boundary)
{
	struct span plain;

	if (root->transfer != TRANSFER_BASE64 && root->transfer != TRANSFER_QUOTED)
		return false;
	plain = part_decode(r->ctx, root);
	if (root->transfer == TRANSFER_BASE64) {
		root->bytes = plain;
		root->transfer = TRANSFER_NONE;
	}
	if (!read_multipart(r, plain, boundary))
		return false;
	defects_add(r->defects, "the parts are encoded once more as a whole");
	return true;
}

/* The parts of the multipart that is the mail, where they are not as the mail says. root's bytes are what there is to
 * be read, if it has none. */
static bool
read_broken(struct reader *r, struct part *root)
{
	const char *named = parameters_find(&root->content, "boundary"), *bare = without_quotes(r->ctx, named);
	struct span guess;

	if ((bare != named && read_multipart(r, root->bytes, bare)) || read_encoded(r, root, named))
		return true;
	if (!boundary_guess(root->bytes, &guess) ||
	    !read_multipart(r, root->bytes, talloc_strndup(r->ctx, guess.at, guess.size)))
		return false;
	defects_add(r->defects, "the boundary between the parts is not the one that the mail names");
	return true;
}

struct parts
part_read(TALLOC_CTX *ctx, const struct header *header, struct span body, struct defects *defects)
{
	struct parts parts = { NULL, 0 };
	struct reader r = { .ctx = ctx, .parts = &parts, .defects = defects };
	struct part root = *part_new(&r, header, "text/plain");

	root.bytes = parts.list[0].bytes = body;
	if (!root.multipart)
		return parts;
	parts.list[0].bytes.size = 0;
	if (read_multipart(&r, body, parameters_find(&root.content, "boundary")) || read_broken(&r, &root))
		return parts;
	/* No boundary, or one that never comes: what there is is shown as text. */
	defects_add(defects, "the mail says it is a multipart and has no parts");
	parts.count = 1;
	parts.list[0] = root;
	parts.list[0].type = "text/plain";
	parts.list[0].multipart = false;
	return parts;
}

struct span
part_decode(TALLOC_CTX *ctx, const struct part *part)
{
	return transfer_decode(ctx, part->transfer, part->bytes);
}
