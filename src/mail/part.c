/* part.c - see part.h */
#include <config.h>

#include <gmime/gmime.h>

#include <postigo/base/memory.h>
#include <postigo/mail/limiter.h>
#include <postigo/mail/msgid.h>
#include <postigo/mail/part.h>

struct walker {
	TALLOC_CTX *ctx;
	struct parts *parts;
	struct span body;	/* of the raw mail */
	size_t head;		/* what the copy has before the body */
	struct defects *defects;
};

/* The fields of one part, as they stand. */
struct part_fields {
	struct span type, disposition, transfer, id;
};

static void
release_object(void *object)
{
	g_object_unref(object);
}

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

/* "text" and "text/" are what old mailers say for text/plain; a type that is none is opaque. */
static const char *
media_type(const char *word)
{
	const char *slash = strchr(word, '/');

	if (word[0] == '\0' || strcmp(word, "text") == 0 || strcmp(word, "text/") == 0)
		return "text/plain";
	if (slash == NULL || slash == word || slash[1] == '\0')
		return "application/octet-stream";
	return word;
}

static struct part *
part_new(struct walker *w, const struct part_fields *fields)
{
	struct parameters content = parameters_read(w->ctx, fields->type);
	struct parts *parts = w->parts;
	struct part *p;

	if ((parts->count & (parts->count - 1)) == 0)
		parts->list = talloc_realloc(w->ctx, parts->list, struct part,
		    (unsigned)(parts->count == 0 ? 1 : parts->count * 2));
	p = &parts->list[parts->count++];
	*p = (struct part){ .disposition = "", .content = content, .type = media_type(content.word) };
	p->multipart = span_starts(span_of(p->type), "multipart/");
	p->name = parameters_find(&p->content, "name");
	if (fields->disposition.size > 0) {
		struct parameters d = parameters_read(w->ctx, fields->disposition);
		const char *name = parameters_find(&d, "filename");

		p->disposition = d.word;
		if (name != NULL && (name[0] != '\0' || p->name == NULL))
			p->name = name;
	}
	p->transfer = transfer_named(fields->transfer);
	p->content_id = content_id(w->ctx, fields->id);
	return p;
}

/* The raw value of a field of GMime's; "xessage" made "message" again. */
static struct span
raw_field(struct walker *w, GMimeObject *object, const char *name)
{
	GMimeHeader *h = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
	const char *raw = h != NULL ? g_mime_header_get_raw_value(h) : NULL;
	char *copy, *p;

	if (raw == NULL)
		return (struct span){ "", 0 };
	copy = talloc_strndup(w->ctx, raw, HEADER_STRUCTURED_MAX);
	for (p = copy; (p = strstr(p, LIMITER_MESSAGE "/")) != NULL;)
		*p = 'm';
	return span_trim(span_of(copy));
}

/* The stretch of the raw mail that GMime's stream stands for. */
static struct span
original(const struct walker *w, GMimeObject *object)
{
	GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
	GMimeStream *stream = content != NULL ? g_mime_data_wrapper_get_stream(content) : NULL;
	gint64 from, to, all = (gint64)(w->head + w->body.size);
	struct span part;

	if (stream == NULL)
		return (struct span){ w->body.at, 0 };
	from = stream->bound_start;
	to = stream->bound_end < 0 || stream->bound_end > all ? all : stream->bound_end;
	if (from < (gint64)w->head || from > to)
		return (struct span){ w->body.at, 0 };
	part = (struct span){ w->body.at + (from - (gint64)w->head), (size_t)(to - from) };
	/* Where line ends are mixed, GMime leaves half of the one that belongs to the boundary. */
	if (part.size > 0 && part.at[part.size - 1] == '\r')
		part.size--;
	return part;
}

/* From the first part inside a multipart to the last one, for those too deep to be opened. */
static struct span
extent(const struct walker *w, GMimeObject *object)
{
	GMimeObject *first = object, *last = object;
	struct span a, b;

	while (GMIME_IS_MULTIPART(first) && g_mime_multipart_get_count(GMIME_MULTIPART(first)) > 0)
		first = g_mime_multipart_get_part(GMIME_MULTIPART(first), 0);
	while (GMIME_IS_MULTIPART(last) && g_mime_multipart_get_count(GMIME_MULTIPART(last)) > 0)
		last = g_mime_multipart_get_part(GMIME_MULTIPART(last),
		    g_mime_multipart_get_count(GMIME_MULTIPART(last)) - 1);
	if (!GMIME_IS_PART(first) || !GMIME_IS_PART(last))
		return (struct span){ w->body.at, 0 };
	a = original(w, first);
	b = original(w, last);
	return b.at < a.at ? a : (struct span){ a.at, (size_t)(b.at + b.size - a.at) };
}

static void
walk(struct walker *w, GMimeObject *object, size_t parent, size_t place, unsigned depth)
{
	struct part_fields fields = { raw_field(w, object, "Content-Type"), raw_field(w, object, "Content-Disposition"),
		raw_field(w, object, "Content-Transfer-Encoding"), raw_field(w, object, "Content-ID") };
	size_t me = w->parts->count;
	struct part *p;
	int count;

	if (me == PART_COUNT_MAX) {
		defects_add(w->defects, "more than %u parts; the rest is not read", PART_COUNT_MAX);
		return;
	}
	p = part_new(w, &fields);
	p->parent = parent;
	p->place = place;
	if (GMIME_IS_PART(object))
		p->bytes = original(w, object);
	p->multipart = GMIME_IS_MULTIPART(object);
	if (!p->multipart)
		return;
	count = g_mime_multipart_get_count(GMIME_MULTIPART(object));
	if (count == 0) {
		defects_add(w->defects, "a multipart has no parts");
		return;
	}
	if (depth == PART_DEPTH_MAX) {
		defects_add(w->defects, "parts are nested deeper than %u; what is deeper is kept in one piece",
		    PART_DEPTH_MAX);
		p->multipart = false;
		p->bytes = extent(w, object);
		return;
	}
	for (int i = 0; i < count; i++)
		walk(w, g_mime_multipart_get_part(GMIME_MULTIPART(object), i), me, (size_t)i, depth + 1);
}

/* The tree below a multipart, by GMime. */
static void
read_multipart(struct walker *w, const char *content_type)
{
	SCRATCH(tmp);
	struct span copy = limiter_copy(tmp, content_type, w->body, &w->head, w->defects);
	GByteArray array = { (guint8 *)(uintptr_t)copy.at, (guint)copy.size };
	GMimeStream *stream = g_mime_stream_mem_new();
	GMimeParser *parser;
	GMimeObject *object;

	g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), &array);
	parser = g_mime_parser_new_with_stream(stream);

	memory_hold(tmp, stream, release_object);
	memory_hold(tmp, parser, release_object);
	g_mime_parser_set_persist_stream(parser, TRUE);
	object = g_mime_parser_construct_part(parser, NULL);
	if (object == NULL)
		return;
	memory_hold(tmp, object, release_object);
	walk(w, object, 0, 0, 0);
}

static bool
has_leaf(const struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		if (!parts->list[i].multipart)
			return true;
	}
	return false;
}

struct parts
part_read(TALLOC_CTX *ctx, const struct header *header, struct span body, struct defects *defects)
{
	struct parts parts = { NULL, 0 };
	struct walker w = { ctx, &parts, body, 0, defects };
	struct part_fields fields = { header_value(header, "Content-Type"), header_value(header, "Content-Disposition"),
		header_value(header, "Content-Transfer-Encoding"), header_value(header, "Content-ID") };

	part_new(&w, &fields)->bytes = body;
	if (!parts.list[0].multipart)
		return parts;
	SCRATCH(tmp);
	struct span type = fields.type;

	if (type.size > HEADER_STRUCTURED_MAX)
		type.size = HEADER_STRUCTURED_MAX;
	parts.count = 0;
	parts.list = NULL;
	read_multipart(&w, header_unfold(tmp, type));
	if (has_leaf(&parts))
		return parts;
	/* No boundary, or one that never comes: what there is is shown as text. */
	defects_add(defects, "the mail says it is a multipart and has no parts");
	fields = (struct part_fields){ span_of("text/plain"), { "", 0 }, { "", 0 }, { "", 0 } };
	parts.count = 0;
	parts.list = NULL;
	part_new(&w, &fields)->bytes = body;
	return parts;
}

struct span
part_decode(TALLOC_CTX *ctx, const struct part *part)
{
	return transfer_decode(ctx, part->transfer, part->bytes);
}
