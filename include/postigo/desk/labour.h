/* labour.h - how long technicians worked on tickets on each tier, as they say, and what that costs */
#ifndef POSTIGO_DESK_LABOUR_H
#define POSTIGO_DESK_LABOUR_H

#include <stddef.h>

#include <talloc.h>

#include <postigo/conf/conf.h>
#include <postigo/store/stay.h>
#include <postigo/store/ticket.h>
#include <postigo/store/time_spent.h>

/* By tier. Several tickets may be added up in one; begins as zeros. */
struct labour {
	duration spent[CONF_TIERS];
};

/* The time that was noted on one ticket. */
enum result labour_read(struct store *store, const struct ticket *ticket, struct labour *out, struct error *err);

/* One row's, to the tier of the last stay that had begun before it was noted: who writes "20 min" and "tier 2" in one mail has
 * worked before it went up. Without stays it is the tier where the ticket is. Pure. */
void labour_add(struct labour *labour, const struct ticket *ticket, const struct stay *stays, size_t count,
    const struct time_spent *row);

/* Together. */
duration labour_total(const struct labour *labour);

/* What that much time costs on a tier, in hundredths, half of one and more rounded up; cents 0 when its hour has no price. */
struct conf_money labour_cost(const struct conf_tier *tier, duration spent);

/* The costs of all tiers together, each as it is shown: "52.50 EUR", or "40.00 EUR + 12.00 USD", with decimal (NULL: a point)
 * between. NULL when there are none. */
char *labour_cost_text(TALLOC_CTX *ctx, const struct conf *conf, const struct labour *labour, const char *decimal);

#endif
