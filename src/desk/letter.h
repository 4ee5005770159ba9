/* letter.h - one mail about a ticket, to one recipient: what it says, the thread that it stands in, and its way into the outbox */
#ifndef DESK_LETTER_H
#define DESK_LETTER_H

#include <stdbool.h>

#include <talloc.h>

#include <postigo/base/token.h>
#include <postigo/mail/compose.h>
#include <postigo/store/person.h>
#include <postigo/tmpl/catalog.h>

#include "answer.h"

/* As much of a name or a subject as a letter repeats. */
#define LETTER_NAME_MOST 64
#define LETTER_SUBJECT_MOST 200

/* Attachments that it names, and that are passed on with it. */
#define LETTER_ATTACHMENTS_MOST 200

struct letter {
	const struct occasion *occasion;
	const struct answer *answer;
	struct person to;
	enum token_purpose purpose;	/* of its reply address */
	bool automatic, generated;
	int64_t notice;			/* whose buttons are in it; 0: nobody presses them */
	struct mail_addresses to_header, cc_header;
};

/* Renders it and puts it into the outbox. */
enum result letter_write(const struct letter *letter, struct error *err);

/* Whether those who read it are technicians, or whoever they pass a mail on to. */
bool letter_is_inside(const struct letter *letter);

bool letter_is_to_vendor(const struct letter *letter);

/* Whether its message offers templates that value. */
bool letter_offers(const struct letter *letter, const char *value);

/* Its words, owned by ctx. requester: whom the ticket is for. */
enum result letter_render(TALLOC_CTX *ctx, const struct letter *letter, const struct person *requester, struct rendered *out,
    struct error *err);

/* Its subject, once it is rendered; owned by ctx. */
char *letter_subject(TALLOC_CTX *ctx, const struct letter *letter, const struct rendered *rendered);

/* What it answers and refers to, owned by ctx. What a requester sees continues their own thread; what a technician sees is a thread
 * of its own, with a root that was never sent: clients thread on it all the same. */
enum result letter_thread(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail, struct error *err);

/* Outlook and Exchange thread by fields of their own: the topic must not change, and each index begins with the one before. */
void letter_thread_fields(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail);

/* From now on the Message-ID leads to the ticket, and stands in the References of what follows. Technicians' threads are not the
 * requester's: only what a requester gets leads on. */
enum result letter_remember(const struct letter *letter, const char *identifier, int64_t message, struct error *err);

#endif
