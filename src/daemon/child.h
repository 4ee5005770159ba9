/* child.h - one process of ours: started, stopped, and started again with patience */
#ifndef DAEMON_CHILD_H
#define DAEMON_CHILD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "role.h"

struct child {
	const struct role *role;
	uint32_t index;
	char *title;		/* in the log: "fetch support" */
	char *name;		/* on its lines: the mailbox's, or the role's */
	pid_t pid;		/* 0: does not run */
	int socket;		/* ours to it; -1 */
	int64_t started;	/* monotonic */
	int64_t start_at;	/* monotonic: not before */
	unsigned failures;	/* ends in a row that came too soon */
};

/* Forks. all and count are every child, whose sockets the new process must not keep. */
void child_start(struct child *child, struct child *all, size_t count, struct conf *conf, bool to_terminal);

/* Notes that it ended, and when the next may be started. */
void child_ended(struct child *child, int status);

/* Pure: milliseconds to wait before the next start, after that many quick ends in a row. */
int64_t child_patience(unsigned failures);

#endif
