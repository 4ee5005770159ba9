/* mustache.c - takes a template apart, following the Mustache specification */
#include <config.h>

#include <assert.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "program.h"

#define DELIMITER_MAX 16

/* Where we are in the source, and what has been made of it so far. */
struct parser {
	struct mustache *template;
	unsigned room;			/* steps that fit */
	const char *cursor, *end;	/* what is still to be read */
	const char *line_start;		/* of the line that cursor is on */
	bool line_clean;		/* no tag has been seen on that line */
	unsigned line;
	char open[DELIMITER_MAX + 1], close[DELIMITER_MAX + 1];
	size_t open_size, close_size;
	size_t sections[SECTIONS_MAX];	/* steps that opened a section */
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

static void
step_text(struct parser *p, const char *from, const char *to)
{
	if (from >= to)
		return;
	struct step *step = step_new(p, STEP_TEXT, p->line);
	step->size = (size_t)(to - from);
	step->text = talloc_strndup(p->template, from, step->size);
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

/* A tag alone on its line takes the line with it. These do; values do not. */
static bool
stands_alone(const struct parser *p, const struct tag *tag, const char **rest)
{
	const char *s;

	if (tag->sigil == '\0' || tag->sigil == '&' || tag->sigil == '{' || !p->line_clean)
		return false;
	for (s = p->line_start; s < tag->start; s++)
		if (!is_blank(*s))
			return false;
	for (s = tag->after; s < p->end && is_blank(*s); s++)
		;
	if (s < p->end && *s == '\r' && s + 1 < p->end && s[1] == '\n')
		s++;
	if (s < p->end && *s != '\n')
		return false;
	*rest = s < p->end ? s + 1 : s;
	return true;
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

static enum result
section_tag(struct parser *p, const struct tag *tag, struct error *err)
{
	if (p->depth == SECTIONS_MAX)
		return complain(p, tag->line, err, "sections are nested too deeply here: ", tag->body, tag->size);
	p->sections[p->depth++] = p->template->count;
	struct step *step = step_new(p, tag->sigil == '#' ? STEP_SECTION : STEP_INVERTED, tag->line);
	step->text = talloc_strndup(p->template, tag->body, tag->size);
	return step_name(p, step, tag, err);
}

static enum result
end_tag(struct parser *p, const struct tag *tag, struct error *err)
{
	if (p->depth == 0)
		return complain(p, tag->line, err, "no section is open that this could close: ", tag->body, tag->size);
	struct step *step = &p->template->steps[p->sections[--p->depth]];
	if (strlen(step->text) != tag->size || memcmp(step->text, tag->body, tag->size) != 0)
		return error_set(err, PERMFAIL, "%s:%u: this closes \"%.*s\", but \"%.80s\" of line %u is open",
		    p->template->name, tag->line, (int)(tag->size > 80 ? 80 : tag->size), tag->body, step->text,
		    step->line);
	step->end = p->template->count;
	return DONE;
}

static enum result
partial_tag(struct parser *p, const struct tag *tag, bool alone, struct error *err)
{
	if (tag->size == 0)
		return complain(p, tag->line, err, "a partial without a name", "", 0);
	struct step *step = step_new(p, STEP_PARTIAL, tag->line);
	step->text = talloc_strndup(p->template, tag->body, tag->size);
	step->size = tag->size;
	if (alone && tag->start > p->line_start)
		step->indent = talloc_strndup(p->template, p->line_start, (size_t)(tag->start - p->line_start));
	return DONE;
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

static enum result
tag_take(struct parser *p, const struct tag *tag, bool alone, struct error *err)
{
	switch (tag->sigil) {
	case '\0':
	case '&':
	case '{':
		return value_tag(p, tag, err);
	case '#':
	case '^':
		return section_tag(p, tag, err);
	case '/':
		return end_tag(p, tag, err);
	case '>':
		return partial_tag(p, tag, alone, err);
	case '=':
		return delimiter_tag(p, tag, err);
	case '!':
		return DONE;
	default:
		return complain(p, tag->line, err, "blocks and parents are not supported: ", tag->start,
		    (size_t)(tag->after - tag->start));
	}
}

/* The text up to the next tag, and that tag. NONE at the end. */
static enum result
tag_next(struct parser *p, struct error *err)
{
	const char *from = p->cursor, *rest;
	const char *start = memmem(from, (size_t)(p->end - from), p->open, p->open_size);

	if (start == NULL) {
		step_text(p, from, p->end);
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
	step_text(p, from, alone ? p->line_start : start);

	result = tag_take(p, &tag, alone, err);
	p->cursor = alone ? rest : tag.after;
	p->line = tag.line + count_lines(tag.start, p->cursor);
	p->line_clean = alone;
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
		const struct step *step = &p->template->steps[p->sections[p->depth - 1]];
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
