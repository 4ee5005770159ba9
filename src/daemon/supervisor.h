/* supervisor.h - starts the processes, gives them their lines, starts them anew when they end */
#ifndef DAEMON_SUPERVISOR_H
#define DAEMON_SUPERVISOR_H

#include <stdbool.h>

#include <postigo/conf/conf.h>

/* What main() was told. */
struct supervisor_options {
	const char *config;	/* path */
	bool to_terminal;	/* how log lines look */
	int ready;		/* written to, and closed, when everything runs; -1: nobody waits */
};

/* Runs until SIGTERM. Takes conf. Returns an exit status of sysexits.h. */
int supervisor_run(struct conf *conf, const struct supervisor_options *options);

#endif
