/* value.h - what a name, an address, a host and so on may look like */
#ifndef POSTIGO_SRC_CONF_VALUE_H
#define POSTIGO_SRC_CONF_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/conf/conf.h>

/* A kind of text. */
struct value_kind {
	const char *example;
	/* NULL when text is of this kind, else how it is not and what would be, owned by ctx: "is no ...; write ...". */
	const char *(*wrong)(TALLOC_CTX *ctx, const char *text);
};

extern const struct value_kind value_line;	/* anything on one line; so are all the others */
extern const struct value_kind value_name;	/* of a mailbox, queue, team, agent, account */
extern const struct value_kind value_agent, value_agent_address, value_calendar, value_sla, value_organisation, value_skill;
extern const struct value_kind value_rule, value_hook;
extern const struct value_kind value_tell;	/* the name of an agent, or of a part */
extern const struct value_kind value_display;	/* a name for people */
extern const struct value_kind value_address;	/* local@domain */
extern const struct value_kind value_operator;	/* the same */
extern const struct value_kind value_sender;	/* an address, or "@domain" for all of that domain */
extern const struct value_kind value_authserv;	/* what a server calls itself in Authentication-Results */
extern const struct value_kind value_rate;	/* "5/1h", or "off" */
extern const struct value_kind value_host;	/* a host's name or IP address */
extern const struct value_kind value_domain;
extern const struct value_kind value_domains;	/* a domain, or ".domain" for all below it */
extern const struct value_kind value_person;	/* an address */
extern const struct value_kind value_day;	/* "2026-12-24" */
extern const struct value_kind value_language;	/* "en", "pt-BR" */
extern const struct value_kind value_tier, value_vendor, value_vendor_address;
extern const struct value_kind value_questionnaire, value_asked_field;	/* names */
extern const struct value_kind value_spike, value_category;	/* names, of a spike or tag; of a category */
extern const struct value_kind value_question;	/* what is asked, in one line */
extern const struct value_kind value_check;	/* an item of a checklist */
extern const struct value_kind value_pattern, value_number;	/* regular expressions */
extern const struct value_kind value_money;	/* "35.00 EUR" */
extern const struct value_kind value_fingerprint;	/* of a key: 40 or 64 hexadecimal digits, blanks and colons between */
extern const struct value_kind value_timezone;	/* "Europe/Madrid", as the system knows it */

/* Whether texts of that kind are domains or end with one, and so may be written in any script. */
bool value_has_domain(const struct value_kind *kind);

/* Reads a text of value_rate. False for "off". */
bool value_rate_read(const char *text, struct conf_rate *out);

/* The day of a text of value_day, as instant_days() counts. */
int64_t value_day_read(const char *text);
/* Takes blanks and colons out of a text of value_fingerprint, and makes its letters capitals. */
void value_fingerprint_plain(char *text);
/* Reads a text of value_money. */
bool value_money_read(const char *text, struct conf_money *out);

/* "localhost" or an address of this machine itself: what is said to it stays here. */
bool value_is_loopback(const char *host);

#endif
