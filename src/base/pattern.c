/* pattern.c - see pattern.h */
#include <config.h>

#include <stdint.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/pattern.h>

/* Steps from one place of the subject; how deep they may be nested; KiB that they may take. */
#define STEPS_MOST 200000
#define DEPTH_MOST 100000
#define HEAP_MOST 20480

/* Groups within groups, in an expression. */
#define NESTED_MOST 100

/* The clock is asked each so many steps. */
#define STEPS_A_LOOK 1024

struct pattern {
	char *source;
	pcre2_code *code;
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
compile(struct pattern *p, bool any_case, struct error *err)
{
	SCRATCH(tmp);
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT;
	unsigned char words[120];
	PCRE2_SIZE at;
	int number;

	memory_hold(tmp, context, free_compile_context);
	pcre2_set_max_pattern_length(context, PATTERN_LONGEST);
	pcre2_set_parens_nest_limit(context, NESTED_MOST);
	p->code = pcre2_compile((PCRE2_SPTR)p->source, PCRE2_ZERO_TERMINATED, options | (any_case ? PCRE2_CASELESS : 0),
	    &number, &at, context);
	if (p->code != NULL) {
		memory_hold(p, p->code, free_code);
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

enum result
pattern_new(TALLOC_CTX *ctx, const char *source, bool any_case, struct pattern **out, struct error *err)
{
	SCRATCH(tmp);
	struct pattern *p = talloc_zero(tmp, struct pattern);
	uint32_t groups = 0;

	p->source = talloc_strdup(p, source);
	if (compile(p, any_case, err) != DONE)
		return PERMFAIL;
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_CAPTURECOUNT, &groups);
	p->groups = (size_t)groups + 1;
	if (p->groups > PATTERN_GROUPS_MOST)
		return error_set(err, PERMFAIL, "it has %u groups; at most %d are kept, write (?: ... ) for those that need not be",
		    (unsigned)groups, PATTERN_GROUPS_MOST - 1);
	read_names(p);
	p->data = pcre2_match_data_create_from_pattern(p->code, NULL);
	memory_hold(p, p->data, free_data);
	p->context = pcre2_match_context_create(NULL);
	memory_hold(p, p->context, free_context);
	pcre2_set_match_limit(p->context, STEPS_MOST);
	pcre2_set_depth_limit(p->context, DEPTH_MOST);
	pcre2_set_heap_limit(p->context, HEAP_MOST);
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

enum result
pattern_find(const struct pattern *pattern, const char *subject, size_t size, size_t from, struct pattern_match *out,
    struct error *err)
{
	struct watch watch = { .deadline = instant_monotonic() + PATTERN_MILLISECONDS };
	bool cut = size > PATTERN_SUBJECT_MOST;
	size_t looked_at = cut ? PATTERN_SUBJECT_MOST : size;
	int n;

	if (from > looked_at)
		return NONE;
	pcre2_set_callout(pattern->context, look, &watch);
	/* Where the subject was cut is not its end. */
	n = pcre2_match(pattern->code, (PCRE2_SPTR)subject, looked_at, from, cut ? PCRE2_NOTEOL : 0, pattern->data,
	    pattern->context);
	if (n == PCRE2_ERROR_NOMATCH)
		return NONE;
	if (n < 0)
		return error_set(err, PERMFAIL, "the pattern \"%.100s\" takes too long on a text of %zu bytes", pattern->source, size);
	if (out != NULL)
		copy_groups(pattern, out);
	return DONE;
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
