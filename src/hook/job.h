/* job.h - one webhook that is told, or one program that runs, from when the desk gave it to us until it knows how that ended */
#ifndef HOOK_JOB_H
#define HOOK_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <poll.h>
#include <talloc.h>

#include <postigo/base/text.h>
#include <postigo/base/wire_hook.h>
#include <postigo/conf/conf.h>

#include "spawn.h"

#define JOB_POLLED 3	/* descriptors of one job */

struct job {
	uint64_t row;
	struct wire_job about;
	const struct conf_hook *hook;	/* NULL: the config has none of that name */
	int body;			/* memfd: what it is told */
	bool runs, ended, killed;
	int64_t begun, deadline;	/* monotonic */
	struct spawned process;
	struct text *output, *errors;
	bool overflow;			/* it printed more than is kept */
	struct wire_job_end end;
};

/* What the desk has sent, owned by ctx; takes its memfd. PERMFAIL when it does not hold up. */
enum result job_read(TALLOC_CTX *ctx, const struct conf *conf, struct wire_message *m, struct job **out, struct error *err);

/* Begins it; it has ended at once when that cannot be. secret: of the webhook, NULL: none. */
void job_begin(struct job *job, const char *secret, const char *libexec);

/* Only sees whether the webhook's other side is there, and proves who it is. */
void job_look(struct job *job, const char *libexec);

/* Ends it without having done it. */
void job_end(struct job *job, enum job_outcome outcome, const char *why);

/* What to poll for it: fills in JOB_POLLED of them; -1 where there is nothing. */
void job_watch(const struct job *job, struct pollfd fds[JOB_POLLED]);

/* Takes in what it has printed, its end, and the end of its time. */
void job_go_on(struct job *job, int64_t now);

/* Kills it; the desk is to begin it anew. */
void job_break_off(struct job *job, const char *why);

#endif
