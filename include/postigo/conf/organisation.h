/* organisation.h - customers whose desk we run: whose people they are, and what is theirs */
#ifndef POSTIGO_CONF_ORGANISATION_H
#define POSTIGO_CONF_ORGANISATION_H

#include <stddef.h>

#include <postigo/conf/calendar.h>
#include <postigo/conf/daily.h>
#include <postigo/conf/wording.h>

/* Bytes of a domain; a longer one is nobody's. */
#define CONF_DOMAIN_LONGEST 253

struct conf_organisation {
	char *name;
	char *display_name;	/* the name if not set; in identity.language, if it has several */
	struct conf_wordings shown;	/* the same by language */
	char **domains;		/* "example.com" is that domain alone, ".example.com" whatever lies below it */
	size_t domain_count;
	char **addresses;	/* of people who write from elsewhere */
	size_t address_count;
	char **mailboxes;	/* only mail to these is theirs; empty: to any */
	size_t mailbox_count;
	char *language;		/* NULL: they are answered as everybody is */
	char *queue;		/* their tickets wait there; NULL: in the mailbox's */
	char *manager;		/* name of the agent who answers for them; NULL: nobody */
	struct conf_daily digest;	/* when the manager is told how they have been served */
	char *calendar_name;	/* as it is written, NULL: none */
	const struct conf_calendar *calendar;	/* when their people can be reached; NULL: not told */
};

/* A domain or an address, and whose it is. */
struct conf_belonging {
	const char *what;
	const struct conf_organisation *organisation;
};

#endif
