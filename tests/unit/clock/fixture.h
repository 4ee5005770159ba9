/* fixture.h - a config with calendars and SLAs, for the tests of the clock room */
#ifndef POSTIGO_TESTS_CLOCK_FIXTURE_H
#define POSTIGO_TESTS_CLOCK_FIXTURE_H

#include "../conf/scene.h"

/* Loads the least that is valid and text behind it. */
static inline struct conf *
clock_conf(struct scene *s, TALLOC_CTX *ctx, const char *text)
{
	struct conf *conf = NULL;
	struct conf_problems problems;

	if (scene_load(s, ctx, talloc_asprintf(ctx, "%s%s", SMALLEST, text), &conf, &problems) != DONE)
		fail_msg("%s:%u: %s", problems.list[0].file, problems.list[0].line, problems.list[0].what);
	return conf;
}

/* An instant by its RFC 3339 text. */
static inline instant
at(const char *text)
{
	struct error err = { "" };
	instant t = 0;

	if (instant_parse(text, &t, &err) != DONE)
		fail_msg("%s", err.text);
	return t;
}

static inline void
same_instant(const char *name, instant got, instant wanted)
{
	SCRATCH(tmp);

	if (got != wanted)
		fail_msg("%s: got %s (%lld ms), wanted %s (%lld ms)", name, instant_rfc3339(tmp, got), (long long)got,
		    instant_rfc3339(tmp, wanted), (long long)wanted);
}

#endif
