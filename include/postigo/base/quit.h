/* quit.h - SIGTERM as a descriptor to poll and a flag to ask: finish the unit in hand, then leave */
#ifndef POSTIGO_BASE_QUIT_H
#define POSTIGO_BASE_QUIT_H

#include <stdbool.h>

/* Catches SIGTERM and SIGINT, ignores SIGPIPE and SIGHUP. Once a process. */
void quit_watch(void);

/* True from the moment we were asked to leave. */
bool quit_asked(void);

/* Readable from that moment on: to be polled beside other descriptors. */
int quit_descriptor(void);

#endif
