/* rule_tally.h - how often each rule fits: kept in memory, and written with the commit of the mails that they fitted
 *
 * So a mail costs no row a rule, and what is counted is what was done.
 */
#ifndef DESK_RULE_TALLY_H
#define DESK_RULE_TALLY_H

#include <postigo/desk/decision.h>
#include <postigo/store/store.h>

/* Opaque, talloc. */
struct rule_tally;

struct rule_tally *rule_tally_new(TALLOC_CTX *ctx, const struct conf *conf);

/* Begins to count the rules that are new, within the caller's transaction. */
enum result rule_tally_begin(struct rule_tally *tally, struct store *store, instant now, struct error *err);

/* What each rule had to say of a mail that was decided and stands on that ticket (0: on none). */
void rule_tally_count(struct rule_tally *tally, const struct decision *decision, int64_t ticket, instant now);

/* Writes what was counted since, within the caller's transaction; nothing when nothing was. */
enum result rule_tally_write(struct rule_tally *tally, struct store *store, struct error *err);

/* True when something waits to be written. */
bool rule_tally_waits(const struct rule_tally *tally);

#endif
