/* spike.h - what counts as too many reports at once */
#ifndef POSTIGO_CONF_SPIKE_H
#define POSTIGO_CONF_SPIKE_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/instant.h>
#include <postigo/conf/wording.h>

/* Whose reports are counted together: everybody's; the same, but several organisations must be among them; or each
 * organisation's by themselves. */
enum conf_across { CONF_ACROSS_ALL, CONF_ACROSS_SEVERAL, CONF_ACROSS_ONE };

#define CONF_SPIKES_MOST 100u		/* each is looked at with each new ticket */

struct conf_spike {
	char *name;
	struct conf_wordings shown;	/* what it is about, in words; none: what it counts */
	char *queue, *tag, *category;	/* of a ticket that is counted: all that are told, NULL: any. One at least is told */
	duration window;
	unsigned floor;			/* fewer people within the window are never too many */
	unsigned factor;		/* so many times the usual are */
	unsigned weeks;			/* that the usual is reckoned from */
	unsigned learn;			/* before so many are known, the floor alone decides */
	enum conf_across across;
	unsigned organisations;		/* that must be among them; 0: it does not matter */
	duration quiet;			/* after a problem was closed no other is opened for so long */
	duration tie_for;		/* so long after it was opened what comes is made part of it */
	char *team;			/* whose problem it is; NULL: the queue's, else the ticket's */
};

#endif
