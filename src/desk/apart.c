/* apart.c - see apart.h */
#include <config.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/store/event.h>

#include "apart.h"
#include "operator.h"

static enum result
tell(const struct tools *tools, int64_t ticket, const char *doing, const char *why, instant now, struct error *err)
{
	SCRATCH(tmp);
	enum result result = event_add(tools->store, ticket, "postigo", "failed", talloc_asprintf(tmp, "%s: %s", doing, why), now, err);

	return result != DONE ? result : operator_tell(tools, ALARM_PASSED_OVER, talloc_asprintf(tmp, "Ticket %lld was passed over, "
	    "the others go on (%s): %s", (long long)ticket, doing, why), now, err);
}

enum result
apart_end(const struct tools *tools, int64_t ticket, const char *doing, enum result result, instant now, struct error *err)
{
	struct store *store = tools->store;
	struct error failed;

	if (result == TEMPFAIL)
		return TEMPFAIL;
	if (result != PERMFAIL)
		return store_release(store, err);
	store_undo(store);
	failed = *err;
	log_error("passed_over", "ticket", log_number(ticket), "doing", doing, "why", failed.text, NULL);
	if ((result = store_savepoint(store, err)) != DONE)
		return result;
	result = tell(tools, ticket, doing, failed.text, now, err);
	/* Where not even that can be written, the log has to do. */
	if (result == PERMFAIL)
		store_undo(store);
	return result == PERMFAIL ? DONE : result == TEMPFAIL ? TEMPFAIL : store_release(store, err);
}
