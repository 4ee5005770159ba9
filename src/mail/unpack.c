/* unpack.c - see unpack.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/tnef.h>
#include <postigo/mail/unpack.h>
#include <postigo/mail/uu.h>

#include "cms.h"
#include "rtf.h"

#define OPENED_MAX 8u	/* mails inside of parts that are opened; each may be as large as the whole */

struct unpacker {
	TALLOC_CTX *ctx;
	struct parts to;
	size_t *moved;		/* where each part of from stands in to */
	bool words;		/* has the mail any, beside those in a winmail.dat? */
	struct defects *defects;
	unsigned opened;
};

static bool
is_tnef(const struct part *p)
{
	return strcmp(p->type, "application/ms-tnef") == 0 || strcmp(p->type, "application/vnd.ms-tnef") == 0 ||
	    (p->name != NULL && strcasecmp(p->name, "winmail.dat") == 0);
}

/* Does a line begin with this word? Every text is asked, so it has to be quick: from line end to line end. */
static bool
has_line(struct span text, const char *word)
{
	size_t n = strlen(word);
	const char *line_end;

	for (;;) {
		if (text.size < n)
			return false;
		if (memcmp(text.at, word, n) == 0)
			return true;
		line_end = memchr(text.at, '\n', text.size);
		if (line_end == NULL)
			return false;
		text.size -= (size_t)(line_end + 1 - text.at);
		text.at = line_end + 1;
	}
}

/* May there be a file between the lines of this text? */
static bool
may_hold_file(const struct part *p)
{
	if (p->multipart || strcmp(p->type, "text/plain") != 0 || p->name != NULL ||
	    strcmp(p->disposition, "attachment") == 0 || p->bytes.size < 20 || p->transfer == TRANSFER_BASE64)
		return false;
	return has_line(p->bytes, "begin ");
}

static bool
is_pkcs7(const struct part *p)
{
	return strcmp(p->type, "application/pkcs7-mime") == 0 || strcmp(p->type, "application/x-pkcs7-mime") == 0;
}

static bool
needs_unpacking(const struct part *p)
{
	return !p->multipart && (is_tnef(p) || is_pkcs7(p) || strcmp(p->type, "message/partial") == 0 ||
	    strcmp(p->type, "message/external-body") == 0 || may_hold_file(p));
}

static size_t
add(struct unpacker *u, const struct part *p)
{
	struct parts *to = &u->to;

	if ((to->count & (to->count - 1)) == 0)
		to->list = talloc_realloc(u->ctx, to->list, struct part, (unsigned)(to->count == 0 ? 1 : to->count * 2));
	to->list[to->count] = *p;
	return to->count++;
}

/* Adds a child, while there may be more parts. */
static size_t
add_child(struct unpacker *u, size_t parent, size_t *place, const struct part *p)
{
	struct part child = *p;

	if (u->to.count >= PART_COUNT_MAX) {
		defects_add(u->defects, "more than %u parts; the rest is not read", PART_COUNT_MAX);
		return parent;
	}
	child.parent = parent;
	child.place = (*place)++;
	return add(u, &child);
}

/* What holds the pieces of part me from now on. */
static void
make_container(struct unpacker *u, size_t me, const char *type)
{
	struct part *p = &u->to.list[me];

	p->multipart = true;
	p->type = type;
	p->bytes.size = 0;
}

static struct parameters
with_charset(TALLOC_CTX *ctx, const char *type, const char *charset)
{
	struct parameters p = { talloc_strdup(ctx, type), talloc_array(ctx, struct parameter, 1), 0 };

	if (charset != NULL)
		p.list[p.count++] = (struct parameter){ talloc_strdup(ctx, "charset"), talloc_strdup(ctx, charset) };
	return p;
}

static void
add_body(struct unpacker *u, size_t parent, size_t *place, const char *type, struct span bytes, const char *charset)
{
	struct part p = { .type = type, .declared = true, .disposition = "", .bytes = bytes };

	if (span_trim(bytes).size == 0)
		return;
	p.content = with_charset(u->ctx, type, charset);
	add_child(u, parent, place, &p);
}

/* The type that a file in a winmail.dat claims; none is claimed as a rule. */
static const char *
lower_type(TALLOC_CTX *ctx, const char *type)
{
	SCRATCH(tmp);

	if (type == NULL || strchr(type, '/') == NULL)
		return "application/octet-stream";
	return parameters_read(ctx, span_of(talloc_strdup(tmp, type))).word;
}

static void
add_files(struct unpacker *u, size_t parent, size_t *place, const struct tnef *tnef)
{
	for (size_t i = 0; i < tnef->count; i++) {
		const struct tnef_file *f = &tnef->list[i];
		struct part p = { .type = lower_type(u->ctx, f->type), .declared = f->type != NULL,
			.disposition = f->hidden ? "inline" : "attachment", .name = f->name,
			.content_id = f->content_id, .bytes = f->bytes };

		p.content = with_charset(u->ctx, p.type, NULL);
		add_child(u, parent, place, &p);
	}
}

/* Has the mail words of its own? Looks through all of them, so it is asked once. */
static bool
has_words(const struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		const struct part *p = &parts->list[i];

		if (!p->multipart && strncmp(p->type, "text/", 5) == 0 && strcmp(p->disposition, "attachment") != 0 &&
		    span_trim(p->bytes).size > 0)
			return true;
	}
	return false;
}

/* The body in a winmail.dat, for a mail that has no words elsewhere. */
static void
add_words(struct unpacker *u, size_t me, size_t *place, const struct tnef *tnef)
{
	size_t body, body_place = 0;
	struct span rtf;

	if (tnef->text.size == 0 && tnef->html.size == 0) {
		if (rtf_unpack(u->ctx, tnef->rtf, &rtf))
			add_body(u, me, place, "text/plain", rtf_text(u->ctx, rtf), "utf-8");
		return;
	}
	body = add_child(u, me, place, &(struct part){ .type = "multipart/alternative", .multipart = true,
	    .disposition = "" });
	add_body(u, body, &body_place, "text/plain", tnef->text, tnef->text_charset);
	add_body(u, body, &body_place, "text/html", tnef->html, tnef->html_charset);
}

static bool
has_nothing(const struct tnef *tnef)
{
	return tnef->count == 0 && tnef->text.size == 0 && tnef->html.size == 0 && tnef->rtf.size == 0;
}

static void
unpack_tnef(struct unpacker *u, size_t me)
{
	struct span bytes = part_decode(u->ctx, &u->to.list[me]);
	struct tnef tnef;
	size_t place = 0;

	if (!tnef_is(bytes))
		return;
	tnef = tnef_read(u->ctx, bytes);
	if (!tnef.whole || (!u->words && has_nothing(&tnef))) {
		defects_add(u->defects, "a winmail.dat could not be unpacked");
		return;
	}
	make_container(u, me, "multipart/mixed");
	if (!u->words)
		add_words(u, me, &place, &tnef);
	u->words = u->words || place > 0;
	add_files(u, me, &place, &tnef);
}

/* A piece of the text between two files. */
static void
add_piece(struct unpacker *u, size_t parent, size_t *place, const struct part *text, struct span bytes)
{
	struct part p = *text;

	if (span_trim(bytes).size == 0)
		return;
	p.bytes = bytes;
	p.transfer = TRANSFER_NONE;
	add_child(u, parent, place, &p);
}

static void
unpack_text(struct unpacker *u, size_t me)
{
	struct part text = u->to.list[me];
	struct span rest = part_decode(u->ctx, &text);
	struct uu_file file;
	size_t place = 0;
	bool guessed = false;

	while (uu_next(&rest, &file)) {
		struct part p = { .type = "application/octet-stream", .disposition = "attachment" };

		if (place == 0)
			make_container(u, me, "multipart/mixed");
		add_piece(u, me, &place, &text, file.before);
		p.name = charset_decode(u->ctx, span_of(""), file.name, NULL, &guessed);
		p.bytes = uu_decode(u->ctx, file.lines);
		p.content = with_charset(u->ctx, p.type, NULL);
		add_child(u, me, &place, &p);
	}
	if (place > 0)
		add_piece(u, me, &place, &text, rest);
}

/* Puts the parts of a whole mail in the place of part me. */
static bool
open_mail(struct unpacker *u, size_t me, struct span bytes)
{
	struct span body;
	struct header header;
	struct parts inner;
	size_t place = 0, first;

	if (u->opened++ == OPENED_MAX)
		return false;
	header = header_read(u->ctx, bytes, &body, u->defects);	/* the body may be in a copy of its own */
	inner = part_read(u->ctx, &header, body, u->defects);
	if (u->to.count + inner.count > PART_COUNT_MAX) {
		defects_add(u->defects, "more than %u parts; the rest is not read", PART_COUNT_MAX);
		return false;
	}
	make_container(u, me, "multipart/mixed");
	first = add_child(u, me, &place, &inner.list[0]);
	for (size_t i = 1; i < inner.count; i++) {
		struct part p = inner.list[i];

		p.parent += first;
		add(u, &p);
	}
	return true;
}

/* An opaque signature has the mail in it, and needs no key to be read. */
static void
unpack_pkcs7(struct unpacker *u, size_t me)
{
	struct span bytes = part_decode(u->ctx, &u->to.list[me]), content;

	if (cms_signed_content(u->ctx, bytes, &content) && open_mail(u, me, content))
		u->to.list[me].protection = "smime-signed";
}

/* A mail that was sent in pieces (RFC 2046 section 5.2.2): the first has its beginning. They are not put together, for
 * anybody could send the others. */
static void
unpack_partial(struct unpacker *u, size_t me)
{
	const struct parameters *content = &u->to.list[me].content;
	const char *number = parameters_find(content, "number"), *total = parameters_find(content, "total"),
	    *id = parameters_find(content, "id");

	defects_add(u->defects, "this is piece %.9s of %.9s of a mail that was sent in pieces (%.100s)",
	    number != NULL ? number : "?", total != NULL ? total : "?", id != NULL ? id : "?");
	if (number != NULL && strcmp(number, "1") == 0)
		(void)open_mail(u, me, part_decode(u->ctx, &u->to.list[me]));
}

static void
tell_of_external(struct unpacker *u, const struct part *p)
{
	const char *url = parameters_find(&p->content, "url"), *name = parameters_find(&p->content, "name");

	defects_add(u->defects, "a part is kept elsewhere and was not fetched: %.120s",
	    url != NULL ? url : name != NULL ? name : "?");
}

static void
unpack_part(struct unpacker *u, size_t me)
{
	const struct part p = u->to.list[me];

	if (p.multipart)
		return;
	if (is_tnef(&p))
		unpack_tnef(u, me);
	else if (is_pkcs7(&p))
		unpack_pkcs7(u, me);
	else if (strcmp(p.type, "message/partial") == 0)
		unpack_partial(u, me);
	else if (strcmp(p.type, "message/external-body") == 0)
		tell_of_external(u, &p);
	else if (may_hold_file(&p))
		unpack_text(u, me);
}

void
unpack_parts(TALLOC_CTX *ctx, struct parts *parts, struct defects *defects)
{
	SCRATCH(tmp);
	struct unpacker u = { .ctx = ctx, .defects = defects };
	bool any = false;

	for (size_t i = 0; i < parts->count; i++)
		any = any || needs_unpacking(&parts->list[i]);
	if (!any)
		return;
	u.moved = talloc_array(tmp, size_t, (unsigned)parts->count);
	u.words = has_words(parts);
	for (size_t i = 0; i < parts->count; i++) {
		struct part p = parts->list[i];

		p.parent = i == 0 ? 0 : u.moved[p.parent];
		u.moved[i] = add(&u, &p);
		unpack_part(&u, u.moved[i]);
	}
	*parts = u.to;
}
