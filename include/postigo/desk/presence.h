/* presence.h - is a technician there? By what the config says of them, and by who is known to be away; pure */
#ifndef POSTIGO_DESK_PRESENCE_H
#define POSTIGO_DESK_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/instant.h>
#include <postigo/conf/conf.h>
#include <postigo/store/away.h>

/* Those whom the store knows to be away. */
struct aways {
	const struct away *list;
	size_t count;
};

/* True when they are away at now. *until: when they are back, by the last of what is known; *note: what is said of it, NULL:
 * nothing. */
bool presence_away(const struct conf_agent *agent, const struct aways *aways, instant now, instant *until,
    const char **note);

/* True when it is one of their hours in that team, which may be NULL: their own, else the team's, else always. *next: when
 * it will be; PRESENCE_NEVER: not in ten years. */
#define PRESENCE_NEVER INT64_MAX
bool presence_works(const struct conf_agent *agent, const struct conf_team *team, instant now, instant *next);

#endif
