/* alarm.h - what the operator is told of by mail */
#ifndef POSTIGO_DESK_ALARM_H
#define POSTIGO_DESK_ALARM_H

/* Each has words of its own in the template "operator" of each language. */
enum alarm {
	ALARM_NONE,
	ALARM_BREAKER,		/* so much automatic mail has gone out that none does for now */
	ALARM_FOLDED,		/* somebody has made too many tickets */
	ALARM_FOREIGN_REPLY,	/* a technician's reply address was used from another address */
	ALARM_HOOK_FAILED,	/* a webhook or program has failed for good */
	ALARM_HOOK_GONE,	/* one that tickets waited for is not in the config any more */
	ALARM_HOOK_TROUBLE,	/* one needs somebody to look at it */
	ALARM_IMPOSTOR,		/* a mail claims to be a technician's, and nothing proves it */
	ALARM_KEYRING,		/* a mail could not be signed or encrypted */
	ALARM_LOOP,		/* a mail goes round */
	ALARM_PASSED_OVER,	/* what was done to many tickets at once has failed for one of them */
	ALARM_COUNT
};

/* The value by which the template knows it: "is_loop"; NULL for none. */
const char *alarm_value(enum alarm alarm);

#endif
