/* reading.c - see reading.h */
#include <config.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "reading.h"

#define LONGEST 1000		/* characters in a message */

static bool
line_has_wrapped(struct place place)
{
	for (size_t i = 0; i < place.source->scan.wrapped_count; i++)
		if (place.source->scan.wrapped[i] == place.line)
			return true;
	return false;
}

static void __attribute__((format(printf, 4, 0)))
add(struct reading *r, struct place place, bool warning, const char *format, va_list ap)
{
	SCRATCH(tmp);

	if ((r->problem_count & (r->problem_count - 1)) == 0)
		r->problems = talloc_realloc(r, r->problems, struct problem, (unsigned)r->problem_count * 2 + 1);
	r->problems[r->problem_count] = (struct problem){
		.place = place,
		.number = r->problem_count,
		.warning = warning,
		.what = utf8_clean_line(r, talloc_vasprintf(tmp, format, ap), LONGEST),
	};
	r->problem_count++;
}

void
reading_error(struct reading *r, struct place place, const char *format, ...)
{
	va_list ap;

	if (place.line > 0 && line_has_wrapped(place))
		return;
	va_start(ap, format);
	add(r, place, false, format, ap);
	va_end(ap);
}

void
reading_warning(struct reading *r, struct place place, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	add(r, place, true, format, ap);
	va_end(ap);
}

int
reading_compare(struct place a, struct place b)
{
	if (a.source != b.source)
		return a.source->number < b.source->number ? -1 : 1;
	return (a.line > b.line) - (a.line < b.line);
}

static int
compare_problems(const void *a, const void *b)
{
	const struct problem *x = a, *y = b;
	int order = reading_compare(x->place, y->place);

	return order != 0 ? order : (x->number > y->number) - (x->number < y->number);
}

static int
compare_marks(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct mark *)a)->object, y = (uintptr_t)((const struct mark *)b)->object;

	return (x > y) - (x < y);
}

void
reading_mark(struct reading *r, const void *object, struct place place)
{
	if ((r->mark_count & (r->mark_count - 1)) == 0)
		r->marks = talloc_realloc(r, r->marks, struct mark, (unsigned)r->mark_count * 2 + 1);
	r->marks[r->mark_count++] = (struct mark){ .object = object, .place = place };
	r->marks_sorted = false;
}

struct place
reading_place(struct reading *r, const void *object)
{
	struct mark wanted = { .object = object };

	if (!r->marks_sorted && r->mark_count > 0)
		qsort(r->marks, r->mark_count, sizeof(*r->marks), compare_marks);
	r->marks_sorted = true;
	const struct mark *found = r->mark_count == 0 ? NULL :
	    bsearch(&wanted, r->marks, r->mark_count, sizeof(*r->marks), compare_marks);

	return found != NULL ? found->place : (struct place){ .source = r->sources[0] };
}

void
reading_finish(struct reading *r, TALLOC_CTX *ctx, struct conf_problems *out)
{
	*out = (struct conf_problems){ 0 };
	if (r->problem_count == 0)
		return;
	qsort(r->problems, r->problem_count, sizeof(*r->problems), compare_problems);
	out->list = talloc_array(ctx, struct conf_problem, (unsigned)r->problem_count);
	for (size_t i = 0; i < r->problem_count; i++) {
		const struct problem *p = &r->problems[i];

		out->list[out->count++] = (struct conf_problem){
			.file = talloc_strdup(out->list, p->place.source->path),
			.line = p->place.line,
			.warning = p->warning,
			.what = talloc_steal(out->list, p->what),
		};
		out->errors += !p->warning;
	}
}

bool
reading_lacks(const struct reading *r, const char *section)
{
	for (size_t i = 0; i < r->source_count; i++)
		if (scan_blanked(&r->sources[i]->scan, section))
			return true;
	return r->lost;
}
