/* clock_set_read.c - a ticket's clocks out of the store, see clock_set.h */
#include <config.h>

#include <postigo/desk/clock_set.h>

enum result
clock_set_read(TALLOC_CTX *ctx, const struct conf *conf, struct store *store, int64_t ticket, struct clock_set *out,
    struct error *err)
{
	struct clock_set set = { .conf = conf };
	struct clock_row *rows = NULL;
	size_t count = 0;
	enum result result = clock_row_list(ctx, store, ticket, &rows, &count, err);

	for (int aim = 0; aim < CONF_AIMS; aim++)
		set.clocks[aim] = (struct clock_row){ .ticket = ticket, .aim = aim };
	for (size_t i = 0; result == DONE && i < count; i++)
		if (rows[i].aim >= 0 && rows[i].aim < CONF_AIMS)
			set.clocks[rows[i].aim] = rows[i];
	if (result == DONE && count > 0)
		result = clock_row_pauses(ctx, store, ticket, &set.pauses, &set.pause_count, err);
	if (result != DONE)
		return result;
	*out = set;
	return count > 0 ? DONE : NONE;
}
