/* vendor.h - those outside who are asked for help: what they may know, and how long they may take */
#ifndef POSTIGO_CONF_VENDOR_H
#define POSTIGO_CONF_VENDOR_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/instant.h>
#include <postigo/base/pattern.h>
#include <postigo/conf/calendar.h>

struct conf_patterns {
	struct pattern **list;
	size_t count;
};

struct conf_vendor {
	char *name;
	char *address;		/* where they are written to */
	char *display_name;	/* the name if not set */
	char *language;		/* NULL: identity.language */
	char **senders;		/* whose mail is theirs: addresses, or "@domain" for all of it */
	size_t sender_count;
	struct conf_patterns numbers;	/* what their own numbers look like */
	struct conf_patterns leave_out;	/* what they are not shown */
	char **hidden_fields;	/* nor these fields' values */
	size_t hidden_field_count;
	bool hide_requester;	/* nor who the requester is */
	duration response;	/* within which they should answer, of the calendar's time; 0: nobody looks */
	char *calendar_name;
	const struct conf_calendar *calendar;
	duration *chase;	/* how long to wait after each reminder, of the calendar's time; then the lead is told */
	size_t chase_count;
};

/* True when mail from that address is this vendor's. */
bool conf_vendor_sends(const struct conf_vendor *vendor, const char *address);

#endif
