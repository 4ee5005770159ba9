/* mustache.c - takes a template apart, following the Mustache specification */
#include <config.h>

#include <stdint.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "program.h"

#define DELIMITER_MAX 16

/* A section, block or parent that is not closed yet. */
struct open {
	size_t step;
	const char *start;	/* of its opening tag */
	bool clean;		/* of a parent: nothing but blanks stands before it on its line */
	size_t blanks;		/* of a parent: the text step with those blanks, or SIZE_MAX */
	size_t strip;		/* as it was outside */
};

/* Where we are in the source, and what has been made of it so far. */
struct parser {
	struct mustache *template;
	unsigned room;			/* steps that fit */
	const char *cursor, *end;	/* what is still to be read */
	const char *line_start;		/* of the line that cursor is on */
	bool line_clean;		/* no tag has been seen on that line */
	bool fresh;			/* cursor is where that line begins */
	unsigned line;
	size_t strip;			/* blanks that lines lose at their beginning: what their block is indented by */
	char open[DELIMITER_MAX + 1], close[DELIMITER_MAX + 1];
	size_t open_size, close_size;
	struct open sections[SECTIONS_MAX];
	size_t depth;
};

/* One tag, between its delimiters. */
struct tag {
	const char *start;		/* of its opening delimiter */
	const char *after;		/* behind its closing one */
	char sigil;			/* 0 for {{name}} */
	const char *body;
	size_t size;
	unsigned line;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r';
}

static enum result
complain(const struct parser *p, unsigned line, struct error *err, const char *what, const char *about, size_t size)
{
	return error_set(err, PERMFAIL, "%s:%u: %s%.*s", p->template->name, line, what,
	    (int)(size > 80 ? 80 : size), about);
}

static struct step *
step_new(struct parser *p, enum step_kind kind, unsigned line)
{
	struct mustache *m = p->template;

	if (m->count == p->room) {
		p->room = p->room * 2 + 16;
		m->steps = talloc_realloc(m, m->steps, struct step, p->room);
	}
	struct step *step = &m->steps[m->count++];
	*step = (struct step){ .kind = kind, .line = line };
	return step;
}

static size_t
blanks_at(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && is_blank(s[n]))
		n++;
	return n;
}

/* Text, without what its block is indented by. */
static void
step_text(struct parser *p, const char *from, const char *to, bool at_line_start)
{
	size_t n = 0;

	if (from >= to)
		return;
	struct step *step = step_new(p, STEP_TEXT, p->line);
	char *copy = talloc_size(p->template, (size_t)(to - from) + 1);
	step->at_line_start = at_line_start;
	while (from < to) {
		const char *newline = memchr(from, '\n', (size_t)(to - from));
		const char *next = newline != NULL ? newline + 1 : to;
		size_t blanks = at_line_start ? blanks_at(from, next) : 0;
		from += at_line_start && blanks > p->strip ? p->strip : blanks;
		memcpy(copy + n, from, (size_t)(next - from));
		n += (size_t)(next - from);
		from = next;
		at_line_start = true;
	}
	copy[n] = '\0';
	step->text = copy;
	step->size = n;
}

/* Says that a line begins here: in a partial that is indented, blanks come to stand here. */
static void
step_line(struct parser *p)
{
	struct step *step = step_new(p, STEP_TEXT, p->line);

	step->text = "";
	step->at_line_start = true;
}

static unsigned
count_lines(const char *from, const char *to)
{
	unsigned n = 0;

	while ((from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
		from++;
		n++;
	}
	return n;
}

static void
trim(const char **body, size_t *size)
{
	while (*size > 0 && is_space(**body)) {
		(*body)++;
		(*size)--;
	}
	while (*size > 0 && is_space((*body)[*size - 1]))
		(*size)--;
}

/* Finds the tag's end. {{{name}}} and {{=a b=}} end with their own sign before the delimiter. */
static enum result
tag_read(struct parser *p, const char *start, struct tag *tag, struct error *err)
{
	const char *body = start + p->open_size;
	char close[DELIMITER_MAX + 2];
	size_t close_size = 0;

	while (body < p->end && is_space(*body))
		body++;
	*tag = (struct tag){ .start = start, .line = p->line };
	if (body < p->end && memchr("#^/>&{=!$<", *body, 10) != NULL)
		tag->sigil = *body++;
	if (tag->sigil == '{')
		close[close_size++] = '}';
	else if (tag->sigil == '=')
		close[close_size++] = '=';
	memcpy(close + close_size, p->close, p->close_size);
	close_size += p->close_size;

	const char *found = memmem(body, (size_t)(p->end - body), close, close_size);
	if (found == NULL)
		return complain(p, tag->line, err, "this tag is not closed: ", start, (size_t)(p->end - start));
	tag->body = body;
	tag->size = (size_t)(found - body);
	tag->after = found + close_size;
	if (tag->sigil != '!')
		trim(&tag->body, &tag->size);
	return DONE;
}

static enum step_kind
kind_of_open(const struct parser *p, size_t from_top)
{
	return p->depth > from_top ? p->template->steps[p->sections[p->depth - 1 - from_top].step].kind : STEP_TEXT;
}

/* Nothing but blanks stands before the tag on its line. In a parent nothing counts but blocks, and so nothing is there. */
static bool
blank_before(const struct parser *p, const struct tag *tag)
{
	if (kind_of_open(p, 0) == STEP_PARENT) {
		const struct open *parent = &p->sections[p->depth - 1];
		return tag->sigil != '/' || parent->clean || p->line_start > parent->start;
	}
	return p->line_clean && p->line_start + blanks_at(p->line_start, tag->start) == tag->start;
}

/* A tag alone on its line takes the line with it. These do; values do not. *rest is where to read on. */
static bool
stands_alone(const struct parser *p, const struct tag *tag, const char **rest)
{
	if (tag->sigil == '\0' || tag->sigil == '&' || tag->sigil == '{' || !blank_before(p, tag))
		return false;
	if (tag->sigil == '/' && kind_of_open(p, 0) == STEP_BLOCK && kind_of_open(p, 1) == STEP_PARENT) {
		*rest = tag->after;
		return true;
	}
	const char *s = tag->after + blanks_at(tag->after, p->end);
	if (s < p->end && *s == '\r' && s + 1 < p->end && s[1] == '\n')
		s++;
	if (s < p->end && *s != '\n')
		return false;
	*rest = s < p->end ? s + 1 : s;
	return true;
}

/* The blanks before a tag, without those that its block is indented by. */
static const char *
indent_before(const struct parser *p, const struct tag *tag)
{
	size_t n = (size_t)(tag->start - p->line_start), strip = n < p->strip ? n : p->strip;

	return n > strip ? talloc_strndup(p->template, p->line_start + strip, n - strip) : NULL;
}

static enum result
step_name(struct parser *p, struct step *step, const struct tag *tag, struct error *err)
{
	const char *s = tag->body, *end = tag->body + tag->size;

	if (tag->size == 0)
		return complain(p, tag->line, err, "a tag without a name", "", 0);
	if (tag->size == 1 && *s == '.')
		return DONE;
	step->parts = talloc_array(p->template, const char *, NAME_PARTS_MAX);
	for (;;) {
		const char *dot = memchr(s, '.', (size_t)(end - s));
		const char *stop = dot != NULL ? dot : end;
		if (stop == s || step->part_count == NAME_PARTS_MAX)
			return complain(p, tag->line, err, "this is no name: ", tag->body, tag->size);
		step->parts[step->part_count++] = talloc_strndup(step->parts, s, (size_t)(stop - s));
		if (dot == NULL)
			return DONE;
		s = dot + 1;
	}
}

static enum result
value_tag(struct parser *p, const struct tag *tag, struct error *err)
{
	return step_name(p, step_new(p, tag->sigil == '\0' ? STEP_VALUE : STEP_RAW, tag->line), tag, err);
}

/* Opens a section, block or parent; NULL when it cannot be, the words for PERMFAIL in err. */
static struct step *
open_new(struct parser *p, enum step_kind kind, const struct tag *tag, struct error *err)
{
	if (p->depth == SECTIONS_MAX || tag->size == 0) {
		(void)complain(p, tag->line, err, tag->size == 0 ? "a tag without a name" :
		    "sections are nested too deeply here: ", tag->body, tag->size);
		return NULL;
	}
	p->sections[p->depth++] = (struct open){
		.step = p->template->count, .start = tag->start, .blanks = SIZE_MAX, .strip = p->strip
	};
	struct step *step = step_new(p, kind, tag->line);
	step->text = talloc_strndup(p->template, tag->body, tag->size);
	step->size = tag->size;
	return step;
}

static enum result
section_tag(struct parser *p, const struct tag *tag, struct error *err)
{
	struct step *step = open_new(p, tag->sigil == '#' ? STEP_SECTION : STEP_INVERTED, tag, err);

	return step != NULL ? step_name(p, step, tag, err) : PERMFAIL;
}

/* Blocks and what replaces them are indented as their first line is: there it is taken away, here it is put. */
static enum result
block_tag(struct parser *p, const struct tag *tag, const char *alone_rest, struct error *err)
{
	bool indented = blank_before(p, tag) && kind_of_open(p, 0) != STEP_PARENT;
	struct step *step = open_new(p, STEP_BLOCK, tag, err);

	if (step == NULL)
		return PERMFAIL;
	step->alone = alone_rest != NULL;
	if (!step->alone) {
		step->indent = indented ? indent_before(p, tag) : NULL;
		return DONE;
	}
	size_t blanks = blanks_at(alone_rest, p->end), strip = p->strip < blanks ? p->strip : blanks;
	step->indent = talloc_strndup(p->template, alone_rest + strip, blanks - strip);
	p->strip = blanks;
	return DONE;
}

static enum result
end_tag(struct parser *p, const struct tag *tag, bool alone, struct error *err)
{
	if (p->depth == 0)
		return complain(p, tag->line, err, "no section is open that this could close: ", tag->body, tag->size);
	const struct open *open = &p->sections[--p->depth];
	struct step *step = &p->template->steps[open->step];
	if (strlen(step->text) != tag->size || memcmp(step->text, tag->body, tag->size) != 0)
		return error_set(err, PERMFAIL, "%s:%u: this closes \"%.*s\", but \"%.80s\" of line %u is open",
		    p->template->name, tag->line, (int)(tag->size > 80 ? 80 : tag->size), tag->body, step->text,
		    step->line);
	step->end = p->template->count;
	p->strip = open->strip;
	if (step->kind == STEP_PARENT && open->blanks != SIZE_MAX) {
		/* Only now is it clear whether the parent has its line for itself. */
		if (alone)
			p->template->steps[open->blanks] = (struct step){ .kind = STEP_TEXT, .text = "" };
		else
			step->indent = NULL;
	}
	return DONE;
}

/* {{>name}}, {{>*value that holds the name}}; the same with "<". */
static enum result
named_tag(struct parser *p, struct step *step, const struct tag *tag, struct error *err)
{
	struct tag value = *tag;

	if (*tag->body != '*')
		return DONE;
	value.body++;
	value.size--;
	trim(&value.body, &value.size);
	step->dynamic = true;
	return step_name(p, step, &value, err);
}

static enum result
partial_tag(struct parser *p, const struct tag *tag, bool alone, struct error *err)
{
	if (tag->size == 0)
		return complain(p, tag->line, err, "a partial without a name", "", 0);
	struct step *step = step_new(p, STEP_PARTIAL, tag->line);
	step->text = talloc_strndup(p->template, tag->body, tag->size);
	step->size = tag->size;
	if (alone)
		step->indent = indent_before(p, tag);
	return named_tag(p, step, tag, err);
}

static enum result
parent_tag(struct parser *p, const struct tag *tag, bool alone, struct error *err)
{
	bool clean = blank_before(p, tag) && kind_of_open(p, 0) != STEP_PARENT;
	size_t blanks = SIZE_MAX;

	if (clean && !alone) {
		step_line(p);
		blanks = p->template->count - 1;
		const char *indent = indent_before(p, tag);
		p->template->steps[blanks].text = indent != NULL ? indent : "";
		p->template->steps[blanks].size = indent != NULL ? strlen(indent) : 0;
	}
	struct step *step = open_new(p, STEP_PARENT, tag, err);
	if (step == NULL)
		return PERMFAIL;
	p->sections[p->depth - 1].clean = clean;
	p->sections[p->depth - 1].blanks = blanks;
	step->indent = clean ? indent_before(p, tag) : NULL;
	return named_tag(p, step, tag, err);
}

static bool
delimiter_set(char to[DELIMITER_MAX + 1], size_t *size, const char *from, const char *end)
{
	*size = (size_t)(end - from);
	if (*size == 0 || *size > DELIMITER_MAX || memchr(from, '=', *size) != NULL)
		return false;
	memcpy(to, from, *size);
	to[*size] = '\0';
	return true;
}

static enum result
delimiter_tag(struct parser *p, const struct tag *tag, struct error *err)
{
	const char *end = tag->body + tag->size, *first_end = tag->body, *second;

	while (first_end < end && !is_space(*first_end))
		first_end++;
	for (second = first_end; second < end && is_space(*second); second++)
		;
	for (const char *s = second; s < end; s++)
		if (is_space(*s))
			return complain(p, tag->line, err, "two delimiters are wanted, not: ", tag->body, tag->size);
	if (!delimiter_set(p->open, &p->open_size, tag->body, first_end) ||
	    !delimiter_set(p->close, &p->close_size, second, end))
		return complain(p, tag->line, err, "two delimiters are wanted, not: ", tag->body, tag->size);
	return DONE;
}

/* rest is NULL when the tag does not stand alone on its line. */
static enum result
tag_take(struct parser *p, const struct tag *tag, const char *rest, struct error *err)
{
	switch (tag->sigil) {
	case '#':
	case '^':
		return section_tag(p, tag, err);
	case '/':
		return end_tag(p, tag, rest != NULL, err);
	case '>':
		return partial_tag(p, tag, rest != NULL, err);
	case '<':
		return parent_tag(p, tag, rest != NULL, err);
	case '$':
		return block_tag(p, tag, rest, err);
	case '=':
		return delimiter_tag(p, tag, err);
	case '!':
		return DONE;
	default:
		return value_tag(p, tag, err);
	}
}

/* What stands before a tag: its line's blanks belong to the tag when it stands alone. */
static void
text_before(struct parser *p, const struct tag *tag, bool alone, bool fresh)
{
	const char *from = p->cursor;
	bool parent = tag->sigil == '<' && blank_before(p, tag);
	const char *to = alone || parent ? p->line_start : tag->start;

	step_text(p, from, to, fresh);
	if (!alone && !parent && (to > from ? to[-1] == '\n' : fresh))
		step_line(p);
}

/* The text up to the next tag, and that tag. NONE at the end. */
static enum result
tag_next(struct parser *p, struct error *err)
{
	const char *from = p->cursor, *rest = NULL;
	const char *start = memmem(from, (size_t)(p->end - from), p->open, p->open_size);

	if (start == NULL) {
		step_text(p, from, p->end, p->fresh);
		return NONE;
	}
	const char *newline = memrchr(from, '\n', (size_t)(start - from));
	if (newline != NULL) {
		p->line_start = newline + 1;
		p->line_clean = true;
	}

	unsigned text_line = p->line;
	struct tag tag;
	p->line += count_lines(from, start);
	enum result result = tag_read(p, start, &tag, err);
	if (result != DONE)
		return result;
	bool alone = stands_alone(p, &tag, &rest);
	p->line = text_line;
	text_before(p, &tag, alone, p->fresh);

	result = tag_take(p, &tag, alone ? rest : NULL, err);
	p->cursor = alone ? rest : tag.after;
	p->line = tag.line + count_lines(tag.start, p->cursor);
	p->fresh = p->line_clean = alone && p->cursor > tag.after;
	if (p->fresh || memchr(tag.start, '\n', (size_t)(tag.after - tag.start)) != NULL)
		p->line_start = p->cursor;
	return result;
}

enum result
program_parse(TALLOC_CTX *ctx, const char *name, unsigned line, const char *source, struct mustache **out,
    struct error *err)
{
	SCRATCH(tmp);
	struct parser *p = talloc(tmp, struct parser);
	enum result result;

	*p = (struct parser){
		.template = talloc_zero(tmp, struct mustache),
		.cursor = source,
		.end = source + strlen(source),
		.line_start = source,
		.line_clean = true,
		.fresh = true,
		.line = line,
		.open = "{{", .open_size = 2,
		.close = "}}", .close_size = 2
	};
	p->template->name = talloc_strdup(p->template, name);
	while ((result = tag_next(p, err)) == DONE)
		;
	if (result != NONE)
		return result;
	if (p->depth > 0) {
		const struct step *step = &p->template->steps[p->sections[p->depth - 1].step];
		return complain(p, step->line, err, "this section is not closed: ", step->text, strlen(step->text));
	}
	*out = talloc_steal(ctx, p->template);
	return DONE;
}

enum result
mustache_parse(TALLOC_CTX *ctx, const char *name, const char *source, struct mustache **out, struct error *err)
{
	return program_parse(ctx, name, 1, source, out, err);
}
