/* command_heard.c - see command_heard.h */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "clocks.h"
#include "command_heard.h"

static const struct clock_row *
running(const struct clock_row *list, size_t count, int aim)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].aim == aim && list[i].ended == 0)
			return &list[i];
	return NULL;
}

/* "first_response 50 0, resolution 75 1795000000000": up to which warning, and until when there is to be none. */
static char *
add_heard(char *text, const struct clock_row *row)
{
	return talloc_asprintf_append_buffer(text, "%s%s %u %lld", text[0] != '\0' ? ", " : "", sla_aim_name((enum conf_aim)row->aim),
	    row->heard, (long long)row->quiet_until);
}

/* What that text says of the aim. */
static bool
find_heard(const char *text, const char *aim, struct clock_heard *out)
{
	long long quiet_until;
	char name[32];
	int n = 0;

	for (const char *p = text; p != NULL && sscanf(p, "%31s %u %lld%n", name, &out->heard, &quiet_until, &n) == 3; p += n, p += *p == ',') {
		out->quiet_until = quiet_until;
		if (strcmp(name, aim) == 0)
			return true;
	}
	return false;
}

static enum result
keep_what_was_heard(struct commander *c, const struct touched *touched, struct error *err)
{
	char *before = talloc_strdup(c->ctx, ""), *after = talloc_strdup(c->ctx, "");
	struct clock_row *now = NULL;
	size_t count = 0;
	enum result result = clock_row_list(c->ctx, c->tools->store, touched->now.id, &now, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++) {
		const struct clock_row *was = running(touched->clocks, touched->clock_count, now[i].aim);

		if (was == NULL || (was->heard == now[i].heard && was->quiet_until == now[i].quiet_until))
			continue;
		before = add_heard(before, was);
		after = add_heard(after, &now[i]);
	}
	return result == DONE && before[0] != '\0' ? commander_changed(c, touched->now.id, "heard", NULL, before, after, err) : result;
}

enum result
command_heard(struct commander *c, const struct touched *touched, struct error *err)
{
	enum result result = DONE;

	if (!touched->asked_for_quiet)
		result = clocks_heard(c->tools, &touched->now, CLOCKS_REACTED, c->change.now, c->change.now, err);
	return result == DONE && touched->clock_count > 0 ? keep_what_was_heard(c, touched, err) : result;
}

enum result
command_heard_undo(struct commander *c, const struct deed_change *change, struct error *err)
{
	enum result result = NONE;

	for (int aim = 0; aim < CONF_AIMS && result >= 0; aim++) {
		const char *name = sla_aim_name((enum conf_aim)aim);
		struct clock_heard before, after;
		enum result back;

		if (!find_heard(change->before, name, &before) || !find_heard(change->after, name, &after))
			continue;
		back = clocks_unheard(c->tools, change->ticket, (enum conf_aim)aim, &after, &before, c->change.now, err);
		result = back == NONE ? result : back;
	}
	return result;
}
