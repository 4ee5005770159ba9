/* change.h - changes of a ticket that is there, whoever asks for them: a mail, a rule, a timer, a command, the operator */
#ifndef DESK_CHANGE_H
#define DESK_CHANGE_H

#include <stdbool.h>

#include <postigo/desk/decision.h>
#include <postigo/store/ticket.h>

#include "tools.h"

/* The timer of a ticket that waits until a certain time; it goes when the ticket does not wait any more. */
#define CHANGE_WAIT_TIMER "wait_over"

/* Who changes it, and why. */
struct change {
	const struct tools *tools;
	const char *actor;		/* of the event; NULL: what is recorded is somebody else's to say */
	const char *why;		/* NULL: not told */
	enum because because;		/* the same for mails, when the tier changes, ... */
	const char *because_of;		/* ... and which tag, category, queue or rule, or how much time; NULL: none to name */
	instant now;
	instant since;			/* when what led to it happened, if that was earlier; 0: now */
	bool told;			/* the requester knows, and gets no mail about its being closed */
	const char *note;		/* to whoever goes on with it, when the tier changes; NULL: none */
	const char *team;		/* the team on that tier; NULL: the tier's */
	duration hold;			/* so long what it asks of a vendor waits, and can be called back; 0: it goes out at once */
	bool quiet;			/* nobody is told that the tier is another: it is only put right */
};

/* Each changes the row and *ticket, records it, and does what follows from it. Strings are copied to ctx, which *ticket lives
 * in. DONE as well when it was so already: then nothing is recorded. Within the caller's transaction. */
enum result change_state(const struct change *c, struct ticket *ticket, enum ticket_state state, struct error *err);
/* The ticket waits, and for whom. */
enum result change_waiting(const struct change *c, struct ticket *ticket, enum ticket_waiting whom, struct error *err);
enum result change_queue(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *queue, struct error *err);
enum result change_tier(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, int tier, struct error *err);
/* team and assignee may be NULL: nobody's. But when it comes to another team that assigns tickets, it becomes the ticket of one
 * of that team who is there. */
enum result change_assignment(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *team,
    const char *assignee, struct error *err);
enum result change_priority(const struct change *c, struct ticket *ticket, int priority, struct error *err);
enum result change_organisation(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *organisation,
    struct error *err);
enum result change_language(TALLOC_CTX *ctx, const struct change *c, struct ticket *ticket, const char *language,
    struct error *err);
/* add false: takes it away. */
enum result change_tag(const struct change *c, const struct ticket *ticket, const char *tag, bool add, struct error *err);
/* It is part of that problem from now on, instead of another; 0: of none. */
enum result change_problem(const struct change *c, struct ticket *ticket, int64_t problem, struct error *err);
/* value NULL: it is not known any more. */
enum result change_field(const struct change *c, const struct ticket *ticket, const char *name, const char *value,
    struct error *err);

#endif
