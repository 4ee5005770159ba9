/* job.c - real programs: what they print, how they end, their time, and what they leave behind */
#include <config.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>

#include "../../../src/hook/job.h"

#define BODY "{\"event\": \"ticket.new\", \"ticket\": {\"number\": 12, \"fields\": {\"host\": \"srv1\"}}}"

/* A job for /bin/sh with that script, begun. */
static struct job *
begin(TALLOC_CTX *ctx, const char *script, duration timeout, size_t output_max)
{
	struct conf *conf = talloc_zero(ctx, struct conf);
	struct conf_hook *hook = talloc_zero(conf, struct conf_hook);
	struct wire_job about = { .program = true, .name = talloc_strdup(ctx, "p"), .identifier = talloc_strdup(ctx, "01"), .attempt = 2 };
	struct text *t = text_new(ctx, WIRE_MAX);
	struct wire_message m = { .type = WIRE_JOB, .id = 7 };
	struct job *job;
	struct error err;

	*hook = (struct conf_hook){ .kind = CONF_HOOK_PROGRAM, .name = talloc_strdup(hook, "p"), .timeout = timeout, .output_max = output_max,
		.command = talloc_zero_array(hook, char *, 5), .command_count = 4 };
	hook->command[0] = talloc_strdup(hook, "/bin/sh");
	hook->command[1] = talloc_strdup(hook, "-c");
	hook->command[2] = talloc_strdup(hook, script);
	hook->command[3] = talloc_strdup(hook, "{field.host}");
	conf->hooks = hook;
	conf->hook_count = 1;
	wire_job_put(t, &about);
	m.payload = (const uint8_t *)t->bytes;
	m.size = t->size;
	assert_int_equal(wire_seal("body", BODY, strlen(BODY), &m.fd, &err), DONE);
	assert_int_equal(job_read(ctx, conf, &m, &job, &err), DONE);
	assert_int_equal(m.fd, -1);
	job_begin(job, NULL, "/nowhere");
	return job;
}

/* Until it has ended. */
static struct job *
finish(struct job *job)
{
	while (job->runs) {
		struct pollfd fds[JOB_POLLED];
		int64_t left = job->deadline - instant_monotonic();

		job_watch(job, fds);
		(void)poll(fds, JOB_POLLED, left > 0 && !job->killed ? (int)left : 1000);
		job_go_on(job, instant_monotonic());
	}
	assert_true(job->ended);
	return job;
}

static const struct {
	const char *script;
	enum job_outcome outcome;
	unsigned code;
	const char *output, *words;	/* output NULL: does not matter */
} samples[] = {
	{ "echo yes", JOB_DONE, 0, "yes\n", "ran for " },
	{ "echo $0 $POSTIGO_TICKET $POSTIGO_EVENT $POSTIGO_ID $POSTIGO_ATTEMPT", JOB_DONE, 0, "srv1 12 ticket.new 01 2\n", "ran for " },
	{ "cat", JOB_DONE, 0, BODY, "ran for " },
	{ "env -i; exit 3", JOB_FAILED, 3, NULL, "ended with status 3" },
	{ "echo no such host >&2; exit 75", JOB_LATER, 75, NULL, "wants to be run again later (status 75): no such host" },
	{ "echo half; kill -SEGV $$", JOB_FAILED, 0, NULL, "was killed by signal 11" },
	{ "ulimit -c; ulimit -n", JOB_DONE, 0, "0\n256\n", "ran for " },
	{ "exec >&- 2>&-; sleep 0.2", JOB_DONE, 0, "", "ran for " },
	/* What stays behind holds the pipe open, and is not waited for. */
	{ "sleep 100 & echo on", JOB_DONE, 0, "on\n", "ran for " },
	{ "exec /no/such/program", JOB_FAILED, 127, NULL, "ended with status 127" },
};

static void
each(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const struct job *j = finish(begin(tmp, samples[i].script, SECONDS(20), 4096));
		const char *output = j->output->bytes != NULL ? j->output->bytes : "";

		if (j->end.outcome != samples[i].outcome || j->end.code != samples[i].code || strstr(j->end.text, samples[i].words) == NULL ||
		    (samples[i].output != NULL && strcmp(output, samples[i].output) != 0))
			fail_msg("%s: %d, %u, %s, %s", samples[i].script, (int)j->end.outcome, j->end.code, j->end.text, output);
	}
}

static void
time_is_up(void **state)
{
	SCRATCH(tmp);
	int64_t began = instant_monotonic();
	struct job *j = finish(begin(tmp, "trap '' TERM; sleep 100 & echo $!; while :; do sleep 100; done", SECONDS(1), 4096));
	pid_t left = (pid_t)strtol(j->output->bytes, NULL, 10);

	(void)state;
	assert_in_range(instant_monotonic() - began, 900, 20000);
	assert_int_equal(j->end.outcome, JOB_FAILED);
	assert_string_equal(j->end.text, "took longer than 1s and was killed");
	for (int i = 0; i < 500 && kill(left, 0) == 0; i++)
		usleep(10000);
	assert_int_not_equal(kill(left, 0), 0);
}

static void
too_much_is_cut(void **state)
{
	SCRATCH(tmp);
	struct job *j = finish(begin(tmp, "yes | head -c 3000000; echo error >&2; exit 0", SECONDS(20), 1000));

	(void)state;
	assert_int_equal(j->end.outcome, JOB_DONE);
	assert_int_equal(j->output->size, 1000);
	assert_true(j->end.cut);
}

static void
broken_off(void **state)
{
	SCRATCH(tmp);
	struct job *j = begin(tmp, "sleep 100", SECONDS(20), 1000);

	(void)state;
	job_break_off(j, "we leave");
	assert_false(j->runs);
	assert_int_equal(j->end.outcome, JOB_UNTRIED);
	j = begin(tmp, "sleep 100", SECONDS(20), 1000);
	talloc_free(j);		/* and what is freed is killed */
}

/* The program is never run. */
static void
unfit(void **state)
{
	SCRATCH(tmp);
	struct job *j = begin(tmp, "{field.other}", SECONDS(20), 1000);

	(void)state;
	assert_true(j->ended && !j->runs);
	assert_int_equal(j->end.outcome, JOB_UNFIT);
	assert_string_equal(j->end.text, "was not run: field.other is not known");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each), cmocka_unit_test(time_is_up), cmocka_unit_test(too_much_is_cut), cmocka_unit_test(broken_off),
		cmocka_unit_test(unfit),
	};

	return cmocka_run_group_tests_name("job", tests, NULL, NULL);
}
