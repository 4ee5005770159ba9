/* wire_hook.h - what the hook process and the desk say to each other
 *
 *	hook  HOOKING {rows}          first on each line: rows not yet ended, as the desk must not hand them out again
 *	desk  JOB {...} (memfd)       a webhook to tell or a program to run; id: the row. At most WIRE_JOBS are out at a time
 *	hook  JOB {...} (memfd)       what became of it, with what a program printed; id: the row
 *	desk  JOB                     that is durable: hook may forget it. Until then hook repeats it on a new line
 */
#ifndef POSTIGO_BASE_WIRE_HOOK_H
#define POSTIGO_BASE_WIRE_HOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/wire.h>

#define WIRE_JOBS 8
#define WIRE_JOB_BODY_MAX (4u << 20)	/* bytes of what a job is told */
#define WIRE_JOB_OUTPUT_MAX (1u << 20)	/* bytes of what it printed */

struct wire_hooking {
	size_t count;
	uint64_t row[WIRE_JOBS];
};

struct wire_job {
	bool program;		/* else a webhook */
	char *name;		/* in the config */
	char *identifier;	/* the same in each attempt, and no other job's */
	uint32_t attempt;	/* from 1 */
};

enum job_outcome {
	JOB_DONE = 1,
	JOB_LATER,		/* it may work later */
	JOB_DOWN,		/* the same, and others of that name had better wait as well */
	JOB_TROUBLE,		/* the same, and an operator should look: it is not who it says, a secret cannot be read */
	JOB_FAILED,		/* it never will */
	JOB_UNFIT,		/* what the mail said cannot be handed to the program: nothing was run */
	JOB_UNTRIED		/* it was not begun, or broken off for no fault of its own: costs no attempt */
};

struct wire_job_end {
	enum job_outcome outcome;
	uint32_t code;		/* HTTP status, or exit status; 0: none */
	uint32_t wait;		/* seconds that the other side asked for, 0: it did not */
	bool cut;		/* it printed more than is kept */
	char *text;		/* in words, one line of valid UTF-8 */
};

void wire_hooking_put(struct text *t, const struct wire_hooking *m);
enum result wire_hooking_get(struct wire_message *in, struct wire_hooking *out, struct error *err);
void wire_job_put(struct text *t, const struct wire_job *m);
enum result wire_job_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_job *out, struct error *err);
void wire_job_end_put(struct text *t, const struct wire_job_end *m);
enum result wire_job_end_get(TALLOC_CTX *ctx, struct wire_message *in, struct wire_job_end *out, struct error *err);

#endif
