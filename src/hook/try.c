/* try.c - could a webhook be told, or a program be run? see hook.h */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/conf/secret.h>
#include <postigo/hook/hook.h>

#include "job.h"
#include "webhook.h"

static enum result
try_program(const struct conf_hook *hook, const char **step, struct error *err)
{
	struct stat status;

	*step = "execute";
	if (stat(hook->command[0], &status) != 0 || access(hook->command[0], X_OK) != 0)
		return error_set(err, PERMFAIL, "%s: %s", hook->command[0], strerror(errno));
	if (!S_ISREG(status.st_mode))
		return error_set(err, PERMFAIL, "%s is no file", hook->command[0]);
	if ((status.st_mode & 0002) != 0)
		return error_set(err, PERMFAIL, "%s may be changed by everybody on this system", hook->command[0]);
	return DONE;
}

/* Waits for it as the role does, but for this one alone. */
static void
wait_for(struct job *j)
{
	while (j->runs) {
		struct pollfd fds[JOB_POLLED];
		int64_t left = j->deadline - instant_monotonic();

		job_watch(j, fds);
		(void)poll(fds, JOB_POLLED, j->killed || left > 100 ? 100 : left < 0 ? 0 : (int)left);
		job_go_on(j, instant_monotonic());
	}
}

static enum result
try_webhook(const struct conf_hook *hook, const char **step, struct error *err)
{
	SCRATCH(tmp);
	const char *libexec = getenv("POSTIGO_LIBEXEC");
	struct job *j = talloc_zero(tmp, struct job);
	char *secret = NULL;

	*step = "secret";
	if (secret_read(tmp, hook->secret, &secret, err) < 0)
		return PERMFAIL;
	j->hook = hook;
	j->body = -1;
	job_look(j, libexec != NULL && libexec[0] == '/' ? libexec : POSTIGO_LIBEXEC);
	wait_for(j);
	*step = j->end.outcome == JOB_TROUBLE ? "certificate" : "connect";
	return j->end.outcome == JOB_DONE ? DONE : error_set(err, PERMFAIL, "%s", j->end.text != NULL ? j->end.text : "no answer");
}

enum result
hook_try(const struct conf_hook *hook, const char **step, struct error *err)
{
	return hook->kind == CONF_HOOK_PROGRAM ? try_program(hook, step, err) : try_webhook(hook, step, err);
}
