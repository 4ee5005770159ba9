/* sandbox.h - what a process gives up for good, in one fixed order */
#ifndef POSTIGO_BASE_SANDBOX_H
#define POSTIGO_BASE_SANDBOX_H

#include <stddef.h>

#include <postigo/base/error.h>

enum sandbox_kind {
	SANDBOX_READER,		/* memory, and the descriptors it holds: no files, no sockets, nothing to start */
	SANDBOX_DESK,		/* files, unix sockets; no network, nothing to start */
	SANDBOX_CRYPT,		/* files, unix sockets, and programs, which can do no more than it; no network */
	SANDBOX_NETWORK,	/* the network; nothing to start, no debugging of others */
	SANDBOX_HOOK		/* it starts programs, which may do what programs do: all but change the system, or get more rights */
};

/* Limits first, then no-new-privileges, not dumpable, Landlock where the kernel has it (reader), seccomp last.
 * What is forbidden fails with EACCES: libraries then fall back, where a kill would lose the mail.
 * PERMFAIL when the kernel cannot do it: the process must then not go on.
 *
 * memory_limit is the size of the address space, 0 for none. Whatever needs more than what is left is done before:
 * quit_watch(), opening files and lines, loading what libraries load on first use. */
enum result sandbox_enter(enum sandbox_kind kind, size_t memory_limit, struct error *err);

#endif
