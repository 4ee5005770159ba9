/* job.c - see job.h */
#include <config.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "argument.h"
#include "job.h"
#include "webhook.h"

#define ERRORS_MOST 4096
#define ANSWER_MOST (64u << 10)
#define WORDS_MOST 300

/* postigo-webhook keeps its time itself; this is for one that does not. */
#define WEBHOOK_GRACE SECONDS(5)
#define WEBHOOK_MEMORY ((uint64_t)1 << 30)
#define WEBHOOK_SECONDS 60

/* Under AddressSanitizer a process maps terabytes. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static int
free_job(struct job *j)
{
	if (j->runs) {
		spawn_kill(&j->process);
		(void)spawn_end(&j->process);
	}
	if (j->body >= 0)
		close(j->body);
	return 0;
}

enum result
job_read(TALLOC_CTX *ctx, const struct conf *conf, struct wire_message *m, struct job **out, struct error *err)
{
	struct job *j = talloc_zero(ctx, struct job);
	enum result result = wire_job_get(j, m, &j->about, err);

	j->body = -1;
	talloc_set_destructor(j, free_job);
	if (result == DONE && m->fd < 0)
		result = error_set(err, PERMFAIL, "JOB: without anything to tell");
	if (result != DONE) {
		talloc_free(j);
		return result;
	}
	j->row = m->id;
	j->body = wire_take_fd(m);
	j->hook = conf_hook(conf, j->about.program ? CONF_HOOK_PROGRAM : CONF_HOOK_WEBHOOK, j->about.name);
	*out = j;
	return DONE;
}

void
job_end(struct job *j, enum job_outcome outcome, const char *why)
{
	if (j->ended)
		return;
	j->ended = true;
	j->end.outcome = outcome;
	j->end.text = utf8_clean_line(j, why, WORDS_MOST);
}

/* ---- the beginning */

static void
run(struct job *j, const struct spawn *what, size_t output_max, duration time)
{
	struct error err;

	j->output = text_new(j, output_max);
	j->errors = text_new(j, ERRORS_MOST);
	j->begun = instant_monotonic();
	j->deadline = j->begun + time;
	if (spawn(what, &j->process, &err) == DONE)
		j->runs = true;
	else
		job_end(j, JOB_LATER, err.text);
}

/* All that a program gets of an environment. */
static char **
environment(TALLOC_CTX *ctx, const struct job *j, const json_t *body)
{
	const json_t *ticket = json_object_get(body, "ticket");
	const char *event = json_string_value(json_object_get(body, "event"));
	char **list = talloc_zero_array(ctx, char *, 8);
	size_t n = 0;

	list[n++] = talloc_strdup(list, "PATH=/usr/local/bin:/usr/bin:/bin");
	list[n++] = talloc_strdup(list, "LANG=C.UTF-8");
	list[n++] = talloc_strdup(list, "HOME=/nonexistent");
	list[n++] = talloc_asprintf(list, "POSTIGO_TICKET=%lld",
	    (long long)json_integer_value(json_object_get(ticket, "number")));
	list[n++] = talloc_asprintf(list, "POSTIGO_EVENT=%s", event != NULL ? event : "");
	list[n++] = talloc_asprintf(list, "POSTIGO_ID=%s", j->about.identifier);
	list[n] = talloc_asprintf(list, "POSTIGO_ATTEMPT=%u", j->about.attempt);
	return list;
}

static void
begin_program(struct job *j, const char *body, size_t size)
{
	SCRATCH(tmp);
	json_t *told = json_loadb(body, size, JSON_REJECT_DUPLICATES, NULL);
	struct spawn what = { .input = j->body, .memory = SANITIZED ? 0 : j->hook->memory };
	char **argv;
	struct error err;

	what.seconds = (unsigned)(j->hook->timeout / SECONDS(1)) + 1;
	what.environment = environment(tmp, j, told);
	if (argument_fill(tmp, j->hook, told, &argv, &err) != DONE) {
		job_end(j, JOB_UNFIT, talloc_asprintf(tmp, "was not run: %s", err.text));
	} else {
		what.argv = argv;
		run(j, &what, j->hook->output_max, j->hook->timeout);
	}
	json_decref(told);
}

static void
ask(struct job *j, const char *secret, const char *libexec, const char *body, size_t size)
{
	SCRATCH(tmp);
	char *request = webhook_request(tmp, j->hook, &j->about, secret, instant_now(), body, size);
	const char *sanitizer = SANITIZED ? getenv("ASAN_OPTIONS") : NULL;
	char *argv[] = { talloc_asprintf(tmp, "%s/postigo-webhook", libexec), NULL };
	char *environment[] = { sanitizer != NULL ? talloc_asprintf(tmp, "ASAN_OPTIONS=%s", sanitizer) : NULL, NULL };
	struct spawn what = { .argv = argv, .environment = environment, .seconds = WEBHOOK_SECONDS,
		.memory = SANITIZED ? 0 : WEBHOOK_MEMORY };
	struct error err;

	if (wire_seal("webhook", request, strlen(request), &what.input, &err) != DONE) {
		job_end(j, JOB_LATER, err.text);
		return;
	}
	run(j, &what, ANSWER_MOST, j->hook->timeout + WEBHOOK_GRACE);
	close(what.input);
}

void
job_begin(struct job *j, const char *secret, const char *libexec)
{
	SCRATCH(tmp);
	struct error err;
	char *body;
	size_t size;

	if (j->hook == NULL)
		job_end(j, JOB_FAILED, "the config has none of that name");
	else if (wire_unseal(tmp, j->body, WIRE_JOB_BODY_MAX, &body, &size, &err) != DONE)
		job_end(j, JOB_FAILED, err.text);
	else if (j->about.program)
		begin_program(j, body, size);
	else
		ask(j, secret, libexec, body, size);
}

void
job_look(struct job *j, const char *libexec)
{
	ask(j, NULL, libexec, NULL, 0);
}

/* ---- and on */

void
job_watch(const struct job *j, struct pollfd fds[JOB_POLLED])
{
	const int watched[JOB_POLLED] = { j->process.watch, j->process.output, j->process.errors };

	for (size_t i = 0; i < JOB_POLLED; i++)
		fds[i] = (struct pollfd){ .fd = j->runs ? watched[i] : -1, .events = POLLIN };
}

/* What is there by now; what is too much is read and forgotten, so that it need not wait for us. False: that was all for ever. */
static bool
drain(int fd, struct text *into, bool *overflow)
{
	char buffer[8192];

	/* So much at a time: one that never stops must not keep the others waiting. */
	for (int i = 0; i < 64; i++) {
		ssize_t n = read(fd, buffer, sizeof(buffer));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0;
		text_add(into, buffer, (size_t)n);
		*overflow |= into->cut;
	}
	return true;
}

/* Nobody listens there any more: poll would tell us of it without end. */
static void
close_ended(int *fd, bool open)
{
	if (open || *fd < 0)
		return;
	close(*fd);
	*fd = -1;
}

/* "ended with status 2 after 0.4s: no such host" */
static char *
end_words(TALLOC_CTX *ctx, const struct job *j, int status)
{
	char *said = utf8_clean_line(ctx, utf8_repair(ctx, j->errors->bytes != NULL ? j->errors->bytes : "", j->errors->size),
	    WORDS_MOST / 2);
	double took = (double)(instant_monotonic() - j->begun) / 1000;
	char *how;

	if (j->killed)
		how = talloc_asprintf(ctx, "took longer than %s and was killed", duration_text(ctx, j->hook->timeout));
	else if (WIFSIGNALED(status))
		how = talloc_asprintf(ctx, "was killed by signal %d (%s) after %.1fs", WTERMSIG(status), sigdescr_np(WTERMSIG(status)), took);
	else if (WEXITSTATUS(status) == 0)
		return talloc_asprintf(ctx, "ran for %.1fs", took);
	else if (WEXITSTATUS(status) == EX_TEMPFAIL)
		how = talloc_asprintf(ctx, "wants to be run again later (status %d)", EX_TEMPFAIL);
	else
		how = talloc_asprintf(ctx, "ended with status %d after %.1fs", WEXITSTATUS(status), took);
	return *said != '\0' ? talloc_asprintf(ctx, "%s: %s", how, said) : how;
}

static void
program_ended(struct job *j, int status)
{
	SCRATCH(tmp);
	bool exited = !j->killed && WIFEXITED(status);
	unsigned code = exited ? (unsigned)WEXITSTATUS(status) : 0;

	j->end.code = code;
	j->end.cut = j->overflow;
	job_end(j, !exited ? JOB_FAILED : code == 0 ? JOB_DONE : code == EX_TEMPFAIL ? JOB_LATER : JOB_FAILED,
	    end_words(tmp, j, status));
}

static void
webhook_ended(struct job *j, int status)
{
	SCRATCH(tmp);

	if (j->killed)
		job_end(j, JOB_DOWN, "there was no answer in time");
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != EX_OK)
		job_end(j, JOB_TROUBLE, talloc_asprintf(tmp, "postigo-webhook: %s", end_words(tmp, j, status)));
	else
		webhook_judge(j, j->output->bytes != NULL ? j->output->bytes : "", j->output->size, &j->end);
	j->ended = true;
}

static void
has_ended(struct job *j)
{
	int status;
	bool ignored = false;

	/* All that it has written is there by now; what somebody else writes into the same pipe is not waited for. */
	if (j->process.output >= 0)
		(void)drain(j->process.output, j->output, &j->overflow);
	if (j->process.errors >= 0)
		(void)drain(j->process.errors, j->errors, &ignored);
	status = spawn_end(&j->process);
	j->runs = false;
	if (j->about.program)
		program_ended(j, status);
	else
		webhook_ended(j, status);
}

void
job_go_on(struct job *j, int64_t now)
{
	struct pollfd watch = { .fd = j->process.watch, .events = POLLIN };
	bool ignored = false;

	if (!j->runs)
		return;
	if (j->process.output >= 0)
		close_ended(&j->process.output, drain(j->process.output, j->output, &j->overflow));
	if (j->process.errors >= 0)
		close_ended(&j->process.errors, drain(j->process.errors, j->errors, &ignored));
	if (poll(&watch, 1, 0) > 0) {
		has_ended(j);
	} else if (now >= j->deadline && !j->killed) {
		j->killed = true;
		spawn_kill(&j->process);
	}
}

void
job_break_off(struct job *j, const char *why)
{
	if (j->runs) {
		spawn_kill(&j->process);
		(void)spawn_end(&j->process);
		j->runs = false;
	}
	job_end(j, JOB_UNTRIED, why);
}
