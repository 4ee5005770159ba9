/* render.c - fills a template with values */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "program.h"

#define PARTIALS_DEEP 32
#define DEPTH_MAX 1000	/* of sections, blocks and partials in each other */
#define STEPS_MAX 1000000	/* in one rendering: a list in a list in a list must end some day */

/* A parent that is being rendered: its blocks are replaced by those of the step that named it. */
struct replacing {
	const struct mustache *m;
	size_t parent;
	const struct replacing *up;
};

struct renderer {
	const struct mustache_host *host;
	struct text *out;
	const char *indent;		/* put before each line of the template */
	const struct step *mid_line;	/* this one begins a line of its source, and stands within one here */
	const struct replacing *replacing;
	unsigned partials_open, depth;
	unsigned long steps;
	struct error *err;
};

/* The context stack; the innermost value first. */
struct frame {
	const json_t *value;
	const struct frame *up;
};

static enum result render(struct renderer *r, const struct mustache *m, size_t from, size_t to,
    const struct frame *frame);

/* Whether the words around a number have that form: neither is owned by anybody. */
static const json_t *
form_of(const struct mustache_host *host, const json_t *number, const char *name)
{
	int has = host->form != NULL ? host->form(host->context, json_integer_value(number), name) : -1;

	return has < 0 ? NULL : has > 0 ? json_true() : json_false();
}

/* The first part of a name is looked for outwards, the others only in what the one before gave. NULL: not there. */
static const json_t *
look_up(const struct mustache_host *host, const struct step *step, const struct frame *frame)
{
	const json_t *value = NULL;

	if (step->part_count == 0)
		return frame->value;
	for (; frame != NULL && value == NULL; frame = frame->up)
		value = json_object_get(frame->value, step->parts[0]);
	for (size_t i = 1; i < step->part_count && value != NULL; i++)
		value = json_is_integer(value) ? form_of(host, value, step->parts[i]) : json_object_get(value, step->parts[i]);
	return value;
}

static bool
is_false(const json_t *value)
{
	switch (value != NULL ? json_typeof(value) : JSON_NULL) {
	case JSON_NULL:
	case JSON_FALSE:
		return true;
	case JSON_ARRAY:
		return json_array_size(value) == 0;
	case JSON_STRING:
		return json_string_length(value) == 0;
	default:
		return false;
	}
}

static const char *
html_entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
mustache_put_html(void *context, struct text *out, const char *value, size_t size, bool raw)
{
	const char *end = value + size, *from = value;

	(void)context;
	for (const char *s = value; s < end && !raw; s++) {
		const char *entity = html_entity(*s);
		if (entity == NULL)
			continue;
		text_add(out, from, (size_t)(s - from));
		text_add_string(out, entity);
		from = s + 1;
	}
	text_add(out, from, (size_t)(end - from));
}

/* The shortest digits that read back as the same number; returns how many. */
static size_t
real_digits(double real, char digits[40])
{
	json_t *number = json_real(real);
	size_t n = number == NULL ? 0 : json_dumpb(number, digits, 40, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));

	json_decref(number);
	if (n > 2 && n <= 40 && memcmp(digits + n - 2, ".0", 2) == 0)
		n -= 2;
	return n <= 40 ? n : 0;
}

static void
put(struct renderer *r, const char *value, size_t size, bool raw)
{
	if (r->host->put != NULL)
		r->host->put(r->host->context, r->out, value, size, raw);
	else
		text_add(r->out, value, size);
}

static void
put_value(struct renderer *r, const json_t *value, bool raw)
{
	char digits[40];

	switch (value != NULL ? json_typeof(value) : JSON_NULL) {
	case JSON_STRING:
		put(r, json_string_value(value), json_string_length(value), raw);
		return;
	case JSON_INTEGER:
		snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		put(r, digits, strlen(digits), raw);
		return;
	case JSON_REAL:
		put(r, digits, real_digits(json_real_value(value), digits), raw);
		return;
	case JSON_TRUE:
		put(r, "true", 4, raw);
		return;
	case JSON_FALSE:
		put(r, "false", 5, raw);
		return;
	default:	/* lists and objects have no form of their own */
		return;
	}
}

/* The template's own lines move to the right, not those of the values in it. */
static void
put_text(struct renderer *r, const struct step *step)
{
	const char *s = step->text, *end = s + step->size;
	bool at_start = step->at_line_start && step != r->mid_line;

	if (r->indent == NULL) {
		text_add(r->out, s, step->size);
		return;
	}
	if (at_start && s == end)
		text_add_string(r->out, r->indent);
	while (s < end) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		const char *next = newline != NULL ? newline + 1 : end;
		if (at_start)
			text_add_string(r->out, r->indent);
		text_add(r->out, s, (size_t)(next - s));
		s = next;
		at_start = true;
	}
}

static enum result
render_section(struct renderer *r, const struct mustache *m, size_t at, const struct frame *frame)
{
	const struct step *step = &m->steps[at];
	const json_t *value = look_up(r->host, step, frame);
	enum result result = DONE;

	if (is_false(value) != (step->kind == STEP_INVERTED))
		return DONE;
	if (step->kind == STEP_INVERTED)
		return render(r, m, at + 1, step->end, frame);
	if (!json_is_array(value))
		return render(r, m, at + 1, step->end, &(struct frame){ value, frame });
	for (size_t i = 0; i < json_array_size(value) && result == DONE; i++)
		result = render(r, m, at + 1, step->end, &(struct frame){ json_array_get(value, i), frame });
	return result;
}

static enum result
render_indented(struct renderer *r, const struct mustache *m, size_t from, size_t to, const struct frame *frame,
    const char *indent)
{
	SCRATCH(tmp);
	const char *outside = r->indent;

	if (indent != NULL && *indent != '\0')
		r->indent = outside == NULL ? indent : talloc_asprintf(tmp, "%s%s", outside, indent);
	enum result result = render(r, m, from, to, frame);
	r->indent = outside;
	return result;
}

static enum result
render_partial(struct renderer *r, const struct mustache *m, const struct step *step, const struct frame *frame)
{
	const char *name = step->dynamic ? json_string_value(look_up(r->host, step, frame)) : step->text;
	const struct mustache *partial =
	    r->host->partial != NULL && name != NULL ? r->host->partial(r->host->context, name) : NULL;

	if (partial == NULL)
		return DONE;
	if (r->partials_open == PARTIALS_DEEP)
		return error_set(r->err, PERMFAIL, "%s:%u: partials are nested too deeply at \"%.80s\"", m->name,
		    step->line, name);
	r->partials_open++;
	enum result result = render_indented(r, partial, 0, partial->count, frame, step->indent);
	r->partials_open--;
	return result;
}

static enum result
render_parent(struct renderer *r, const struct mustache *m, size_t at, const struct frame *frame)
{
	struct replacing own = { .m = m, .parent = at, .up = r->replacing };

	r->replacing = &own;
	enum result result = render_partial(r, m, &m->steps[at], frame);
	r->replacing = own.up;
	return result;
}

/* The block of that name right in the parent's tag; 0 when there is none. */
static size_t
find_block(const struct mustache *m, size_t parent, const char *name)
{
	for (size_t i = parent + 1; i < m->steps[parent].end; i++) {
		const struct step *step = &m->steps[i];
		if (step->kind == STEP_BLOCK && strcmp(step->text, name) == 0)
			return i;
		if (step->end != 0)
			i = step->end - 1;
	}
	return 0;
}

/* The outermost parent's word counts: who is asked first was asked by all the others. Inside what replaces a block, only
 * what was there before its parent replaces more. */
static enum result
render_block(struct renderer *r, const struct mustache *m, size_t at, const struct frame *frame)
{
	const struct step *site = &m->steps[at];
	const struct replacing *outside = r->replacing, *found = NULL;
	size_t block = 0;

	for (const struct replacing *p = outside; p != NULL; p = p->up) {
		size_t one = find_block(p->m, p->parent, site->text);
		if (one != 0) {
			block = one;
			found = p;
		}
	}
	if (found == NULL)
		return render_indented(r, m, at + 1, site->end, frame, site->alone ? site->indent : NULL);
	r->replacing = found->up;
	r->mid_line = site->alone ? NULL : &found->m->steps[block + 1];
	enum result result =
	    render_indented(r, found->m, block + 1, found->m->steps[block].end, frame, site->indent);
	r->mid_line = NULL;
	r->replacing = outside;
	return result;
}

static void
render_value(struct renderer *r, const struct step *step, const json_t *value)
{
	if (value == NULL && r->host->missing != NULL && step->part_count > 0)
		r->host->missing(r->host->context, step->parts[0]);
	put_value(r, value, step->kind == STEP_RAW);
}

static enum result
render_step(struct renderer *r, const struct mustache *m, size_t at, const struct frame *frame)
{
	const struct step *step = &m->steps[at];

	switch (step->kind) {
	case STEP_TEXT:
		put_text(r, step);
		return DONE;
	case STEP_VALUE:
	case STEP_RAW:
		render_value(r, step, look_up(r->host, step, frame));
		return DONE;
	case STEP_SECTION:
	case STEP_INVERTED:
		return render_section(r, m, at, frame);
	case STEP_PARTIAL:
		return render_partial(r, m, step, frame);
	case STEP_PARENT:
		return render_parent(r, m, at, frame);
	case STEP_BLOCK:
		return render_block(r, m, at, frame);
	}
	return DONE;
}

/* Each level in here is one of the template's, which has SECTIONS_MAX of them, or a partial's. */
static enum result
render(struct renderer *r, const struct mustache *m, size_t from, size_t to, const struct frame *frame)
{
	enum result result = DONE;

	r->depth++;
	for (size_t i = from; i < to && result == DONE; i++) {
		const struct step *step = &m->steps[i];
		if (++r->steps > STEPS_MAX || r->out->cut)
			return error_set(r->err, PERMFAIL, "%s:%u: this gives too much text", m->name, step->line);
		if (r->depth > DEPTH_MAX)
			return error_set(r->err, PERMFAIL, "%s:%u: this is nested too deeply", m->name, step->line);
		result = render_step(r, m, i, frame);
		if (step->end != 0)
			i = step->end - 1;
	}
	r->depth--;
	return result;
}

enum result
mustache_render(const struct mustache *template, const json_t *values, const struct mustache_host *host,
    struct text *out, struct error *err)
{
	struct renderer r = { .host = host, .out = out, .err = err };
	enum result result = render(&r, template, 0, template->count, &(struct frame){ values, NULL });

	if (result == DONE && out->cut)
		return error_set(err, PERMFAIL, "%s: this gives too much text", template->name);
	return result;
}
