/* assign.h - which technician of a team gets a ticket; pure */
#ifndef DESK_ASSIGN_H
#define DESK_ASSIGN_H

#include <postigo/desk/decision.h>
#include <postigo/desk/presence.h>
#include <postigo/store/workload.h>

/* A team, and how much each of it has to do. */
struct crew {
	const struct conf_team *team;
	struct candidate {
		const struct conf_agent *agent;
		struct workload load;
	} *list;		/* in the order of the config */
	size_t count;
};

/* A ticket that is to be given to somebody. */
struct assign_case {
	const struct conf *conf;
	const struct crew *crew;
	struct aways aways;
	const char *queue;		/* whose skills it asks for */
	const struct mail_strings *skills;	/* others that it asks for; NULL: none */
	const char *language;
	int tier;
	const char *except;		/* name of an agent who does not get it; NULL: nobody */
	instant now;
};

struct assign_choice {
	const struct conf_agent *agent;	/* NULL: nobody */
	const char *why;
	struct decision_candidate *candidates;	/* everybody, and why not they */
	size_t candidate_count;
	instant again;			/* when it is worth another try; 0: time alone changes nothing */
};

/* Owned by ctx. */
void assign_choose(TALLOC_CTX *ctx, const struct assign_case *c, struct assign_choice *out);

/* True when the team gives its tickets to one of its technicians. */
bool assign_is_asked(const struct conf *conf, const char *team);

/* Who gets the new ticket of the decision, if its team assigns and nobody has it. Without knowing the crew it says in crew_of
 * whose it wants. */
void assign_find(struct decision *decision, const struct facts *facts);

#endif
