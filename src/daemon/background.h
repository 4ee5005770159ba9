/* background.h - becoming a daemon of the old kind: detached, with its log in syslog */
#ifndef DAEMON_BACKGROUND_H
#define DAEMON_BACKGROUND_H

/* Detaches. The calling process waits until the daemon is ready, or has failed, and ends with its status; only the
 * daemon comes back from here, with the descriptor on which it says by a NUL that it is ready. Its stderr goes to syslog;
 * errors on the way there are shown to whoever called as well. */
int background_detach(void);

#endif
