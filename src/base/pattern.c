/* pattern.c - see pattern.h */
#include <config.h>

#include <stdint.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/pattern.h>

#include "pattern_literal.h"

/* Steps from one place of the subject; how deep they may be nested; KiB that they may take. */
#define STEPS_MOST 200000
#define DEPTH_MOST 100000
#define HEAP_MOST 20480

/* Groups within groups, in an expression. */
#define NESTED_MOST 100

/* The clock is asked each so many steps. */
#define STEPS_A_LOOK 1024

/* A subject so short is tried without a clock, with so few steps from one place that all of them are no time: nearly all
 * end within them, and many times as fast. */
#define SHORT_MOST 4096
#define SHORT_STEPS_MOST 1000

struct pattern {
	char *source;
	char *literal;		/* NULL: none that can be told */
	pcre2_code *code;	/* asks the clock */
	pcre2_code *quick;	/* does not */
	pcre2_match_context *quick_context;
	pcre2_match_data *data;
	pcre2_match_context *context;
	size_t groups;
	const char *names[PATTERN_GROUPS_MOST];
};

/* How long a match may still take. */
struct watch {
	int64_t deadline;
	unsigned steps;
};

static void
free_code(void *code)
{
	pcre2_code_free(code);
}

static void
free_data(void *data)
{
	pcre2_match_data_free(data);
}

static void
free_compile_context(void *context)
{
	pcre2_compile_context_free(context);
}

static void
free_context(void *context)
{
	pcre2_match_context_free(context);
}

/* Called at each step of the match. */
static int
look(pcre2_callout_block *block, void *watched)
{
	struct watch *watch = watched;

	(void)block;
	if (++watch->steps % STEPS_A_LOOK != 0 || instant_monotonic() < watch->deadline)
		return 0;
	return PCRE2_ERROR_CALLOUT;
}

static enum result
compile(struct pattern *p, uint32_t more, pcre2_code **out, struct error *err)
{
	SCRATCH(tmp);
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C;
	unsigned char words[120];
	PCRE2_SIZE at;
	int number;

	memory_hold(tmp, context, free_compile_context);
	pcre2_set_max_pattern_length(context, PATTERN_LONGEST);
	pcre2_set_parens_nest_limit(context, NESTED_MOST);
	*out = pcre2_compile((PCRE2_SPTR)p->source, PCRE2_ZERO_TERMINATED, options | more, &number, &at, context);
	if (*out != NULL) {
		memory_hold(p, *out, free_code);
		return DONE;
	}
	if (pcre2_get_error_message(number, words, sizeof(words)) < 0)
		return error_set(err, PERMFAIL, "at character %zu: error %d", at, number);
	return error_set(err, PERMFAIL, "at character %zu: %s", at, (const char *)words);
}

/* The table of names: two bytes for the number, then the name and a NUL. */
static void
read_names(struct pattern *p)
{
	uint32_t count = 0, size = 0;
	PCRE2_SPTR table = NULL;

	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &count);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
	for (uint32_t i = 0; i < count; i++, table += size) {
		unsigned number = (unsigned)table[0] << 8 | table[1];

		if (number < PATTERN_GROUPS_MOST)
			p->names[number] = (const char *)table + 2;
	}
}

static pcre2_match_context *
limited(struct pattern *p, uint32_t steps)
{
	pcre2_match_context *context = pcre2_match_context_create(NULL);

	memory_hold(p, context, free_context);
	pcre2_set_match_limit(context, steps);
	pcre2_set_depth_limit(context, DEPTH_MOST);
	pcre2_set_heap_limit(context, HEAP_MOST);
	return context;
}

enum result
pattern_new(TALLOC_CTX *ctx, const char *source, bool any_case, struct pattern **out, struct error *err)
{
	SCRATCH(tmp);
	struct pattern *p = talloc_zero(tmp, struct pattern);
	uint32_t groups = 0, case_option = any_case ? PCRE2_CASELESS : 0;

	p->source = talloc_strdup(p, source);
	if (compile(p, case_option | PCRE2_AUTO_CALLOUT, &p->code, err) != DONE ||
	    compile(p, case_option, &p->quick, err) != DONE)
		return PERMFAIL;
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	p->groups = (size_t)groups + 1;
	if (p->groups > PATTERN_GROUPS_MOST)
		return error_set(err, PERMFAIL, "it has %u groups; at most %d are kept, write (?: ... ) for those that need not be",
		    (unsigned)groups, PATTERN_GROUPS_MOST - 1);
	read_names(p);
	p->literal = pattern_literal_of(p, source);
	p->data = pcre2_match_data_create_from_pattern(p->code, NULL);
	memory_hold(p, p->data, free_data);
	p->context = limited(p, STEPS_MOST);
	p->quick_context = limited(p, SHORT_STEPS_MOST);
	*out = talloc_steal(ctx, p);
	return DONE;
}

static void
copy_groups(const struct pattern *p, struct pattern_match *out)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(p->data);

	*out = (struct pattern_match){ .count = p->groups };
	for (size_t i = 0; i < p->groups; i++)
		/* \K may put the beginning behind the end. */
		if (ends[2 * i] != PCRE2_UNSET && ends[2 * i] <= ends[2 * i + 1])
			out->group[i] = (struct pattern_span){ true, ends[2 * i], ends[2 * i + 1] };
}

/* What PCRE2 says. A matcher that is compiled may run out of its small stack where the other does not. */
static int
run(const struct pattern *p, const pcre2_code *code, pcre2_match_context *context, const char *subject, size_t size,
    size_t from, uint32_t options)
{
	int n = pcre2_match(code, (PCRE2_SPTR)subject, size, from, options, p->data, context);

	if (n == PCRE2_ERROR_JIT_STACKLIMIT)
		n = pcre2_match(code, (PCRE2_SPTR)subject, size, from, options | PCRE2_NO_JIT, p->data, context);
	return n;
}

enum result
pattern_find(const struct pattern *pattern, const char *subject, size_t size, size_t from, struct pattern_match *out,
    struct error *err)
{
	struct watch watch = { 0 };
	bool cut = size > PATTERN_SUBJECT_MOST;
	size_t looked_at = cut ? PATTERN_SUBJECT_MOST : size;
	int n = PCRE2_ERROR_MATCHLIMIT;

	if (from > looked_at)
		return NONE;
	if (size <= SHORT_MOST)
		n = run(pattern, pattern->quick, pattern->quick_context, subject, looked_at, from, 0);
	if (n < 0 && n != PCRE2_ERROR_NOMATCH) {
		watch.deadline = instant_monotonic() + PATTERN_MILLISECONDS;
		pcre2_set_callout(pattern->context, look, &watch);
		/* Where the subject was cut is not its end. */
		n = run(pattern, pattern->code, pattern->context, subject, looked_at, from, cut ? PCRE2_NOTEOL : 0);
	}
	if (n == PCRE2_ERROR_NOMATCH)
		return NONE;
	if (n < 0)
		return error_set(err, PERMFAIL, "the pattern \"%.100s\" takes too long on a text of %zu bytes", pattern->source, size);
	if (out != NULL)
		copy_groups(pattern, out);
	return DONE;
}

bool
pattern_quicken(struct pattern *pattern)
{
	return pcre2_jit_compile(pattern->quick, PCRE2_JIT_COMPLETE) == 0 &&
	    pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
}

const char *
pattern_literal(const struct pattern *pattern)
{
	return pattern->literal;
}

size_t
pattern_group(const struct pattern *pattern, const char *name)
{
	for (size_t i = 1; i < pattern->groups; i++)
		if (pattern->names[i] != NULL && strcmp(pattern->names[i], name) == 0)
			return i;
	return 0;
}

const char *
pattern_group_name(const struct pattern *pattern, size_t group)
{
	return group < pattern->groups ? pattern->names[group] : NULL;
}

size_t
pattern_group_count(const struct pattern *pattern)
{
	return pattern->groups;
}

const char *
pattern_source(const struct pattern *pattern)
{
	return pattern->source;
}
