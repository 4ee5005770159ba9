/* render.c - fills a template with values */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "program.h"

#define PARTIALS_DEEP 32
#define STEPS_MAX 1000000	/* in one rendering: a list in a list in a list must end some day */
#define PARTIAL_MAX (1u << 20)	/* bytes of a partial's source, indented */

struct renderer {
	enum mustache_escape escape;
	mustache_partial partial;
	void *context;
	struct text *out;
	unsigned partials_open;
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

/* The first part of a name is looked for outwards, the others only in what the one before gave. NULL: not there. */
static const json_t *
look_up(const struct step *step, const struct frame *frame)
{
	const json_t *value = NULL;

	if (step->part_count == 0)
		return frame->value;
	for (; frame != NULL && value == NULL; frame = frame->up)
		value = json_object_get(frame->value, step->parts[0]);
	for (size_t i = 1; i < step->part_count && value != NULL; i++)
		value = json_object_get(value, step->parts[i]);
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

static void
put_html(struct text *out, const char *s, size_t size)
{
	const char *end = s + size, *from = s;

	for (; s < end; s++) {
		const char *entity = html_entity(*s);
		if (entity == NULL)
			continue;
		text_add(out, from, (size_t)(s - from));
		text_add_string(out, entity);
		from = s + 1;
	}
	text_add(out, from, (size_t)(end - from));
}

/* The shortest digits that read back as the same number. */
static void
put_real(struct text *out, double real)
{
	char digits[40];
	json_t *number = json_real(real);
	size_t n = number == NULL ? 0 :
	    json_dumpb(number, digits, sizeof(digits), JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));

	json_decref(number);
	if (n > 2 && n <= sizeof(digits) && memcmp(digits + n - 2, ".0", 2) == 0)
		n -= 2;
	text_add(out, digits, n <= sizeof(digits) ? n : 0);
}

static void
put_value(struct renderer *r, const json_t *value, bool raw)
{
	char digits[24];

	switch (value != NULL ? json_typeof(value) : JSON_NULL) {
	case JSON_STRING:
		if (raw || r->escape == MUSTACHE_PLAIN)
			text_add(r->out, json_string_value(value), json_string_length(value));
		else
			put_html(r->out, json_string_value(value), json_string_length(value));
		return;
	case JSON_INTEGER:
		snprintf(digits, sizeof(digits), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		text_add_string(r->out, digits);
		return;
	case JSON_REAL:
		put_real(r->out, json_real_value(value));
		return;
	case JSON_TRUE:
		text_add_string(r->out, "true");
		return;
	case JSON_FALSE:
		text_add_string(r->out, "false");
		return;
	default:	/* lists and objects have no form of their own */
		return;
	}
}

static enum result
render_section(struct renderer *r, const struct mustache *m, size_t at, const struct frame *frame)
{
	const struct step *step = &m->steps[at];
	const json_t *value = look_up(step, frame);
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

/* The partial's own lines move to the right, not those of the values in it: so the source is indented. */
static const char *
indented(TALLOC_CTX *ctx, const char *source, const char *indent)
{
	struct text *t = text_new(ctx, PARTIAL_MAX);

	while (*source != '\0') {
		const char *newline = strchrnul(source, '\n');
		const char *next = *newline != '\0' ? newline + 1 : newline;
		text_add_string(t, indent);
		text_add(t, source, (size_t)(next - source));
		source = next;
	}
	return t->cut ? NULL : t->bytes;
}

static enum result
render_partial(struct renderer *r, const struct mustache *m, const struct step *step, const struct frame *frame)
{
	SCRATCH(tmp);
	const char *source = r->partial != NULL ? r->partial(r->context, step->text) : NULL;
	struct mustache *partial;

	if (source == NULL)
		return DONE;
	if (r->partials_open == PARTIALS_DEEP)
		return error_set(r->err, PERMFAIL, "%s:%u: partials are nested too deeply at \"%s\"", m->name,
		    step->line, step->text);
	if (step->indent != NULL)
		source = indented(tmp, source, step->indent);
	if (source == NULL)
		return error_set(r->err, PERMFAIL, "%s:%u: the partial \"%s\" is too large", m->name, step->line,
		    step->text);
	enum result result = mustache_parse(tmp, step->text, source, &partial, r->err);
	if (result != DONE)
		return result;
	r->partials_open++;
	result = render(r, partial, 0, partial->count, frame);
	r->partials_open--;
	return result;
}

/* Sections and partials nest no deeper than SECTIONS_MAX and PARTIALS_DEEP, and so does this. */
static enum result
render(struct renderer *r, const struct mustache *m, size_t from, size_t to, const struct frame *frame)
{
	enum result result = DONE;

	for (size_t i = from; i < to && result == DONE; i++) {
		const struct step *step = &m->steps[i];
		if (++r->steps > STEPS_MAX || r->out->cut)
			return error_set(r->err, PERMFAIL, "%s:%u: this gives too much text", m->name, step->line);
		switch (step->kind) {
		case STEP_TEXT:
			text_add(r->out, step->text, step->size);
			break;
		case STEP_VALUE:
		case STEP_RAW:
			put_value(r, look_up(step, frame), step->kind == STEP_RAW);
			break;
		case STEP_SECTION:
		case STEP_INVERTED:
			result = render_section(r, m, i, frame);
			i = step->end - 1;
			break;
		case STEP_PARTIAL:
			result = render_partial(r, m, step, frame);
			break;
		}
	}
	return result;
}

enum result
mustache_render(const struct mustache *template, const json_t *values, enum mustache_escape escape,
    mustache_partial partial, void *context, struct text *out, struct error *err)
{
	struct renderer r = {
		.escape = escape, .partial = partial, .context = context, .out = out, .err = err
	};
	enum result result = render(&r, template, 0, template->count, &(struct frame){ values, NULL });

	if (result == DONE && out->cut)
		return error_set(err, PERMFAIL, "%s: this gives too much text", template->name);
	return result;
}
