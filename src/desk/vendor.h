/* vendor.h - those outside who are asked for help: what they are told, what they answer, and when they should have */
#ifndef DESK_VENDOR_H
#define DESK_VENDOR_H

#include <jansson.h>

#include <postigo/desk/decision.h>
#include <postigo/store/due.h>
#include <postigo/store/vendor_case.h>

#include "change.h"

/* Timers of this kind go when a vendor should have answered. */
#define VENDOR_TIMER "vendor"

/* Asks the vendor for help with the ticket: a brief without what they must not see goes out, the ticket goes to tier 4 and waits
 * for them. c->note is what they are asked in particular; of one that was asked before it is what they get, and must be there. It goes out
 * after c->hold. */
enum result vendor_ask(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const struct conf_vendor *vendor,
    struct error *err);

/* Fills in facts->vendor when the mail is about what a vendor was asked: by the reply address that only they have, or, from
 * their address, by what else names a ticket about which they were asked, or by their own number. Wants the ties. */
enum result vendor_find(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err);

/* What their mail does to the ticket that the decision has taken over. True when the technicians are to hear of it. Pure. */
bool vendor_judge(struct decision *decision, const struct facts *facts);

/* Notes what their mail has told: their number, that they have answered. */
enum result vendor_note(const struct tools *tools, const struct facts *facts, const struct decision *decision,
    struct error *err);

/* A ticket that waits for its requester while a vendor is asked waits for the vendor: nobody is to be reminded, or the ticket
 * closed, for what somebody else has to do. */
enum result vendor_wait(const struct change *c, struct ticket *ticket, struct error *err);

/* What the ticket's case is like before they are asked, for vendor_unask; owned by ctx. NULL: they were never asked about it. */
enum result vendor_case_text(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, const char *vendor, char **out,
    struct error *err);
/* They were asked at that time, and it has not gone out: the case is what it was before. NONE: something happened to it since. */
enum result vendor_unask(const struct tools *tools, int64_t ticket, const char *vendor, instant asked, const char *before,
    struct error *err);
/* It has gone out: what they answer is theirs to say, and nobody reminds them of it. */
enum result vendor_let_be(const struct tools *tools, int64_t ticket, const char *vendor, instant asked, struct error *err);

/* A timer has gone off: they are reminded, or the lead hears that they do not answer. */
enum result vendor_due(const struct tools *tools, const struct due_row *row, instant now, struct error *err);

/* The values of a brief: what there is to know of the ticket, less what the vendor must not see. A new reference. */
enum result vendor_brief(const struct change *c, const struct ticket *ticket, const struct conf_vendor *vendor,
    const struct vendor_case *asked, json_t **out, struct error *err);

/* Starts or stops the clock of what they were asked; the row is the caller's to write. due 0: it stops. */
enum result vendor_clock(const struct tools *tools, struct vendor_case *asked, const struct conf_vendor *vendor, instant now,
    duration wait, struct error *err);

#endif
