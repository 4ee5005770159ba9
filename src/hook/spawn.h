/* spawn.h - a program of its own process group, with limits, without a shell and without our environment */
#ifndef HOOK_SPAWN_H
#define HOOK_SPAWN_H

#include <stdint.h>
#include <sys/types.h>

#include <postigo/base/error.h>

struct spawn {
	char *const *argv;	/* argv[0] is its whole path */
	char *const *environment;
	int input;		/* its standard input; stays the caller's */
	unsigned seconds;	/* of processor time */
	uint64_t memory;	/* bytes of address space */
};

struct spawned {
	pid_t pid;		/* and its process group */
	int watch;		/* readable once it has ended (pidfd) */
	int output, errors;	/* what it writes there, not blocking */
};

/* TEMPFAIL when there is no room for another process; a program that cannot be executed ends with status 127, having said why. */
enum result spawn(const struct spawn *what, struct spawned *out, struct error *err);

/* Kills it with all that it has started, if that is still in its group. */
void spawn_kill(const struct spawned *spawned);

/* Takes in how it ended, kills what it has left behind, and closes all that is open. */
int spawn_end(struct spawned *spawned);

#endif
