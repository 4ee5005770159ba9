/* button.h - what a technician does with a notice by one press: signed addresses, and the mails that come to them
 *
 * A button is a mailto: link with everything filled in. Its address names the notice (and so the ticket), whom that was for,
 * and the one command that it gives; what mail programs do to subject and text makes no difference. Nothing happens by
 * following it, only by sending what it opens: programs that look into links find nothing there.
 */
#ifndef DESK_BUTTON_H
#define DESK_BUTTON_H

#include <jansson.h>
#include <talloc.h>

#include <postigo/desk/decision.h>

#include "tools.h"

/* No program cuts off a link that is no longer, and a mail has room for all of them. */
#define BUTTON_LINK_MOST 1000u

struct button {
	enum command_verb verb;
	enum token_purpose purpose;
	bool once;			/* pressed again, it does nothing */
	const char *value, *value_es;	/* that its command has to begin with; "" */
	const char *key;		/* of its link in a template */
};

/* NULL when an address of that purpose is no button. */
const struct button *button_of(enum token_purpose purpose);

/* Its bit in struct notice. */
unsigned button_bit(const struct button *button);

/* The mail that a button fills in, owned by ctx; at most BUTTON_LINK_MOST bytes, whatever the subject. */
char *button_link(TALLOC_CTX *ctx, const struct button *button, const char *address, const struct ticket *ticket,
    const char *language);

/* Of whom a notice goes to, and about what. */
struct button_row {
	const struct tools *tools;
	const struct conf_agent *agent;
	int64_t person;			/* the same */
	const struct ticket *ticket;
	const char *template;
	int64_t notice;
	instant now;
};

/* A link for each button that makes sense in that notice and that the technician may use, "" for the others. */
void button_values(const struct button_row *row, json_t *values);

/* The commands in a mail that was sent by a button: that one, with what was written behind it, and notes. Others are faults.
 * words: the new words of the mail; signature: what its program, or its sender, puts below all mail, or NULL; language: the
 * technician's. */
struct command_mail *button_read(TALLOC_CTX *ctx, const struct button *button, const char *words, const char *signature,
    const char *language);

/* Why the button that the mail was sent by does nothing any more, as a fault; false: it does. */
bool button_is_spent(TALLOC_CTX *ctx, const struct facts *facts, struct command_fault *fault);

#endif
