/* vendor_unask.c - a vendor was not to be asked after all; see vendor.h */
#include <config.h>

#include <stdio.h>

#include <postigo/base/memory.h>

#include "vendor.h"

enum result
vendor_case_text(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, const char *vendor, char **out, struct error *err)
{
	SCRATCH(tmp);
	struct vendor_case c;
	enum result result = vendor_case_read(tmp, tools->store, ticket, vendor, &c, err);

	*out = result != DONE ? NULL : talloc_asprintf(ctx, "%d %lld %u %lld", (int)c.state, (long long)c.asked, c.chased, (long long)c.due);
	return result == NONE ? DONE : result;
}

/* The case as it was left when they were asked at that time. NONE: they have answered since, or were asked again. */
static enum result
read_case(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, const char *vendor, instant asked, struct vendor_case *out,
    struct error *err)
{
	enum result result = vendor_case_read(ctx, tools->store, ticket, vendor, out, err);

	return result == DONE && (out->state != VENDOR_ASKED || out->asked != asked) ? NONE : result;
}

static enum result
stop(const struct tools *tools, struct vendor_case *c, struct error *err)
{
	enum result result = c->timer != 0 ? due_remove(tools->store, c->timer, err) : DONE;

	c->timer = 0;
	c->due = 0;
	return result == NONE ? DONE : result;
}

/* As vendor_case_text() has it. */
static enum result
go_back(const struct tools *tools, struct vendor_case *c, const char *before, struct error *err)
{
	struct due_row timer = { .kind = (char[]){ VENDOR_TIMER }, .ticket = c->ticket };
	long long asked = 0, due = 0;
	unsigned chased = 0;
	int state = VENDOR_ANSWERED;
	enum result result = DONE;

	if (sscanf(before, "%d %lld %u %lld", &state, &asked, &chased, &due) != 4 || state < VENDOR_ASKED || state > VENDOR_LATE)
		return NONE;
	c->state = (enum vendor_state)state;
	c->asked = asked;
	c->chased = chased;
	c->due = timer.due = due;
	if (due != 0)
		result = due_add(tools->store, &timer, err);
	c->timer = timer.id;
	return result == DONE ? vendor_case_update(tools->store, c, err) : result;
}

enum result
vendor_unask(const struct tools *tools, int64_t ticket, const char *vendor, instant asked, const char *before, struct error *err)
{
	SCRATCH(tmp);
	struct vendor_case c;
	enum result result = read_case(tmp, tools, ticket, vendor, asked, &c, err);

	if (result == DONE)
		result = stop(tools, &c, err);
	if (result != DONE)
		return result;
	return before != NULL ? go_back(tools, &c, before, err) : vendor_case_remove(tools->store, c.id, err);
}

enum result
vendor_let_be(const struct tools *tools, int64_t ticket, const char *vendor, instant asked, struct error *err)
{
	SCRATCH(tmp);
	struct vendor_case c;
	enum result result = read_case(tmp, tools, ticket, vendor, asked, &c, err);

	if (result == DONE)
		result = stop(tools, &c, err);
	if (result == DONE)
		result = vendor_case_update(tools->store, &c, err);
	return result == NONE ? DONE : result;
}
