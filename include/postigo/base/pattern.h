/* pattern.h - regular expressions (PCRE2) that an operator wrote, held against what anybody may have written
 *
 * A pattern and a subject that do not agree may take for ever: limits on steps do not help, because they begin anew at
 * each character. So a match has a deadline too, and is given up when it comes.
 */
#ifndef POSTIGO_BASE_PATTERN_H
#define POSTIGO_BASE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include <talloc.h>

#include <postigo/base/error.h>

#define PATTERN_LONGEST 4096			/* bytes of the expression itself */
#define PATTERN_SUBJECT_MOST (64 * 1024)	/* bytes that are looked at; the rest is as if it were not there */
#define PATTERN_GROUPS_MOST 32			/* the whole match is one of them */
#define PATTERN_MILLISECONDS 50			/* for one match */

/* An expression, compiled. Opaque, talloc. */
struct pattern;

/* Bytes of the subject, from <= i < to. */
struct pattern_span {
	bool set;		/* false: that group took no part */
	size_t from, to;
};

/* The whole match is group 0. */
struct pattern_match {
	size_t count;
	struct pattern_span group[PATTERN_GROUPS_MOST];
};

/* Letters, digits and case are Unicode's. PERMFAIL with what is wrong and where: "at character 5: missing closing
 * parenthesis". */
enum result pattern_new(TALLOC_CTX *ctx, const char *source, bool any_case, struct pattern **out, struct error *err);

/* The first match at or after `from`, which stands between characters. The subject need not be valid UTF-8: a broken byte
 * matches nothing. out may be NULL. NONE: there is none. PERMFAIL: it was too much work, and nobody knows. */
enum result pattern_find(const struct pattern *pattern, const char *subject, size_t size, size_t from,
    struct pattern_match *out, struct error *err);

/* Makes it faster where the system lets memory be both written and run. False: it does not, and matches take about five
 * times as long; nothing else is different. */
bool pattern_quicken(struct pattern *pattern);

/* Words that stand in whatever it matches, as fold_text() writes them; NULL when none can be told. */
const char *pattern_literal(const struct pattern *pattern);

/* The number of a named group, (?<name>...); 0: there is none. */
size_t pattern_group(const struct pattern *pattern, const char *name);

/* The name of a group, NULL when it has none; how many groups there are, the whole match among them. */
const char *pattern_group_name(const struct pattern *pattern, size_t group);
size_t pattern_group_count(const struct pattern *pattern);

/* The expression as it was written. */
const char *pattern_source(const struct pattern *pattern);

#endif
