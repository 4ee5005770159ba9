/* ticket.h - what the files about tickets share */
#ifndef POSTIGO_CTL_TICKET_H
#define POSTIGO_CTL_TICKET_H

#include <postigo/conf/conf.h>
#include <postigo/desk/clock_set.h>
#include <postigo/desk/labour.h>
#include <postigo/store/opinion.h>
#include <postigo/store/outbox.h>
#include <postigo/store/person.h>
#include <postigo/store/ticket.h>

#include "ctl.h"
#include "output.h"

enum colour ticket_colour(enum ticket_state state);
json_t *ticket_json(const struct ticket *ticket, const struct person *requester);

/* ticket_show.c: everything about one ticket. Returns an exit status. */
int ticket_show(struct ctl *ctl, const struct conf *conf, struct store *store, int64_t number);

/* ticket_clocks.c: its clocks as they stand, the reckoning in words. */
json_t *ticket_clocks_json(const struct clock_set *set);
void ticket_clocks_show(const struct clock_set *set);

/* ticket_opinions.c */
json_t *ticket_opinions_json(const struct opinion *list, size_t count);
void ticket_opinions_show(const struct opinion *list, size_t count);

/* ticket_due.c: tickets with a clock that runs, the first due first. Returns an exit status. */
int ticket_list_due(struct ctl *ctl, struct store *store, int state, const char *queue, const char *organisation,
    size_t most);

/* ticket_tier.c: the verbs; operands without the ticket's number. */
int ticket_tier_run(struct ctl *ctl, int64_t number, char **operands, size_t count, const char *note);
int ticket_solution_run(struct ctl *ctl, int64_t number, char **operands, size_t count);
int ticket_vendor_run(struct ctl *ctl, int64_t number, char **operands, size_t count, const char *note);
int ticket_check_run(struct ctl *ctl, int64_t number, char **operands, size_t count);

/* What ticket show says of tiers, checklists and vendors. */
struct ticket_tiers {
	const struct conf *conf;
	int tier;
	struct labour labour;
	struct stay *stays;
	size_t stay_count;
	struct checkmark *checks;
	size_t check_count;
	struct field *fields;
	size_t field_count;
	struct vendor_case *vendors;
	size_t vendor_count;
};
enum result ticket_tiers_read(TALLOC_CTX *ctx, const struct conf *conf, struct store *store, const struct ticket *ticket,
    struct ticket_tiers *out, struct error *err);
void ticket_tiers_json(const struct ticket_tiers *tiers, json_t *object);
void ticket_tiers_show(const struct ticket_tiers *tiers);
/* "2, Second line": owned by ctx. */
char *ticket_tier_words(TALLOC_CTX *ctx, const struct conf *conf, int tier);

/* cmd_outbox.c */
json_t *outbox_json(const struct outbox_row *row);
enum colour outbox_colour(enum outbox_state state);

#endif
