/* follow_up.h - what a queue does when a requester is silent, and when a ticket is closed */
#ifndef POSTIGO_CONF_FOLLOW_UP_H
#define POSTIGO_CONF_FOLLOW_UP_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/instant.h>
#include <postigo/conf/calendar.h>

struct conf_follow_up {
	duration *remind;	/* since the ticket waits for its requester; rising */
	size_t remind_count;
	duration close;		/* 0: never; later than the last reminder */
	char *calendar_name;	/* as it is written, NULL: none */
	const struct conf_calendar *calendar;	/* whose time these are; NULL: all the time there is */
	bool ask_solved;	/* who asked is asked whether it is solved when it is closed */
	bool rating;		/* ... and for a rating */
};

#endif
