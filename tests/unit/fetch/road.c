/* road.c - a real fetch process between a played IMAP server and a played desk */
#include <config.h>

#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/fetch/fetch.h>

#include "desk_double.h"

/* KiB that a fetch process may need at the most, whatever comes. */
#if defined(__SANITIZE_ADDRESS__)
#define PEAK 600000
#else
#define PEAK 60000
#endif

#define SCRIPT "/tests/unit/fetch/imap_double.py"

/* The server, and the mailbox as configured for it. */
struct road {
	pid_t pid;
	FILE *say;		/* the server's standard input */
	char log[64];		/* the commands that it heard */
	struct conf_mailbox mailbox;
};

static char *const words[] = { (char[]){ "test" }, (char[]){ "INBOX" }, (char[]){ "127.0.0.1" }, (char[]){ "somebody" },
	(char[]){ "secret" }, (char[]){ "Erledigt/M\xc3\xa4rz" } };

static void
run_server(int in, int out, const char *log, unsigned count, const char *tricks)
{
	char path[512], number[16], list[256];
	char *argv[12] = { words[0], path, (char *)(uintptr_t)log, number, NULL };
	char *rest = list;
	size_t n = 4;

	snprintf(path, sizeof(path), "%s%s", getenv("srcdir") != NULL ? getenv("srcdir") : ".", SCRIPT);
	snprintf(number, sizeof(number), "%u", count);
	snprintf(list, sizeof(list), "%s", tricks);
	while (n < 11 && (argv[n] = strsep(&rest, " ")) != NULL)
		n += argv[n][0] != '\0';
	argv[n] = NULL;
	dup2(in, 0);
	dup2(out, 1);
	execvp("python3", argv);
	_exit(127);
}

static struct road *
road_open(unsigned count, const char *tricks)
{
	struct road *r = calloc(1, sizeof(*r));
	int in[2], out[2];
	char line[16] = "";

	snprintf(r->log, sizeof(r->log), "/tmp/road-XXXXXX");
	close(mkstemp(r->log));
	assert_int_equal(pipe(in) | pipe(out), 0);
	r->pid = fork();
	if (r->pid == 0) {
		close(in[1]);
		close(out[0]);
		run_server(in[0], out[1], r->log, count, tricks);
	}
	close(in[0]);
	close(out[1]);
	r->say = fdopen(in[1], "w");
	FILE *port = fdopen(out[0], "r");
	assert_non_null(fgets(line, sizeof(line), port));
	fclose(port);
	r->mailbox = (struct conf_mailbox){
		.name = words[0], .folder = words[1], .max_size = 1 << 20, .poll = SECONDS(1), .idle = true,
		.server = { .host = words[2], .port = (uint16_t)strtoul(line, NULL, 10), .user = words[3],
		    .password = { .text = words[4] }, .timeout = SECONDS(2) },
	};
	return r;
}

static void
road_close(struct road *r)
{
	fclose(r->say);
	kill(r->pid, SIGTERM);
	waitpid(r->pid, NULL, 0);
	unlink(r->log);
	free(r);
}

/* How often the server heard something that contains this. */
static unsigned
heard(const struct road *r, const char *what)
{
	SCRATCH(tmp);
	struct error err;
	char *bytes = NULL;
	size_t size = 0;
	unsigned n = 0;

	assert_int_equal(file_read(tmp, r->log, 1 << 24, &bytes, &size, &err), DONE);
	for (const char *at = bytes; (at = strstr(at, what)) != NULL; at++)
		n++;
	return n;
}

static void
tell_server(const struct road *r, const char *line)
{
	fprintf(r->say, "%s\n", line);
	fflush(r->say);
}

static void
stop(struct desk_double *d)
{
	int status = double_stop(d);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
takes_all_and_tells_seen(void **state)
{
	struct road *r = road_open(150, "");
	struct desk_double *d = double_start(&r->mailbox);

	(void)state;
	assert_true(double_until(d, &d->told, 150, 10000));
	assert_int_equal(d->mails, 150);
	assert_int_equal(d->doubled, 0);
	assert_non_null(strstr(d->last, "\r\nline 39 of mail 150\r\n"));
	assert_non_null(strstr(d->last + d->last_size - 24, "line 39 of mail 150\r\n"));
	assert_true(double_until(d, &d->health, 1, 2000));
	assert_true(d->ok);
	assert_true(heard(r, "+FLAGS.SILENT (\\Seen)") > 0);
	assert_true(heard(r, "BODY.PEEK[]") > 0);
	assert_int_equal(heard(r, "BODY["), 0);
	stop(d);
	assert_int_equal(heard(r, "LOGOUT"), 1);
	road_close(r);
}

static void
says_nothing_before_it_is_stored(void **state)
{
	struct road *r = road_open(100, "");
	struct desk_double *d = double_start(&r->mailbox);

	(void)state;
	d->silent = true;
	assert_true(double_until(d, &d->mails, 100, 10000));
	(void)double_step(d, 300);
	assert_int_equal(heard(r, "STORE"), 0);
	kill(d->pid, SIGTERM);
	stop(d);
	assert_int_equal(heard(r, "STORE"), 0);
	road_close(r);
}

/* Of many as of few. */
static void
says_nothing_of_many_either(void **state)
{
	struct road *r = road_open(1000, "");
	struct desk_double *d = double_start(&r->mailbox);

	(void)state;
	assert_true(double_until(d, &d->stored, 192, 10000));
	d->silent = true;
	/* As far ahead as it goes. More than it tells of at once are gone by then, and less than that is stored. */
	assert_true(double_until(d, &d->mails, 384, 10000));
	assert_int_equal(heard(r, "STORE"), 0);
	kill(d->pid, SIGTERM);
	stop(d);
	assert_int_equal(heard(r, "STORE"), 0);
	road_close(r);
}

/* What was durable but untold when a line broke is told on the next, and not fetched again. */
static void
goes_on_after_a_lost_line(void **state)
{
	struct road *r = road_open(300, "");
	struct desk_double *d = double_start(&r->mailbox);

	(void)state;
	d->silent = true;
	assert_true(double_until(d, &d->mails, 64, 10000));
	for (uint32_t uid = 1; uid <= 64; uid++)
		d->known[uid] = 2;
	d->silent = false;
	double_new_line(d);
	assert_true(double_until(d, &d->told, 300, 10000));
	assert_int_equal(heard(r, "-- connected"), 1);
	assert_int_equal(d->doubled, 0);
	stop(d);
	road_close(r);
}

static void
hears_of_new_mail(const char *tricks, int within)
{
	struct road *r = road_open(3, tricks);
	struct desk_double *d = double_start(&r->mailbox);

	assert_true(double_until(d, &d->told, 3, 10000));
	assert_true(double_until(d, &d->health, 1, 2000));
	(void)double_step(d, 200);
	tell_server(r, "add 2");
	assert_true(double_until(d, &d->told, 5, within));
	assert_int_equal(d->mails, 5);
	assert_int_equal(d->asked, 1);
	stop(d);
	road_close(r);
}

static void
hears_of_new_mail_by_idle(void **state)
{
	(void)state;
	hears_of_new_mail("", 3000);
	hears_of_new_mail("idle_first", 3000);
}

static void
hears_of_new_mail_by_polling(void **state)
{
	(void)state;
	hears_of_new_mail("no_idle", 3000);
	hears_of_new_mail("idle_no", 3000);
}

static void
adopts_what_was_there(void **state)
{
	struct road *r = road_open(2500, "");
	struct desk_double *d = NULL;

	(void)state;
	d = double_start(&r->mailbox);
	d->adopted = 2490;
	assert_true(double_until(d, &d->told, 10, 10000));
	assert_int_equal(d->mails, 10);
	assert_int_equal(d->known[2490], 0);
	stop(d);
	road_close(r);
}

/* After a change of UIDVALIDITY the desk says from when on mail counts. */
static void
skips_what_is_old(void **state)
{
	struct road *r = road_open(100, "old=90");
	struct desk_double *d = double_start(&r->mailbox);

	(void)state;
	d->skip_before = 1600000000LL * 1000;
	assert_true(double_until(d, &d->told, 10, 10000));
	assert_int_equal(d->skipped, 90);
	assert_int_equal(d->mails, 10);
	assert_int_equal(d->known[90], 4);
	assert_int_equal(d->known[91], 3);
	stop(d);
	road_close(r);
}

/* An old mail that somebody moves into the mailbox after the change is news. */
static void
takes_what_is_old_and_came_later(void **state)
{
	struct road *r = road_open(100, "old=90");
	struct desk_double *d = double_start(&r->mailbox);

	(void)state;
	d->skip_before = 1600000000LL * 1000;
	d->skip_below = 81;
	assert_true(double_until(d, &d->told, 20, 10000));
	assert_int_equal(d->skipped, 80);
	assert_int_equal(d->mails, 20);
	assert_int_equal(d->known[80], 4);
	assert_int_equal(d->known[81], 3);
	stop(d);
	road_close(r);
}

static void
moves_and_deletes(void **state)
{
	static const struct {
		enum conf_after after;
		const char *tricks;
		const char *wanted;
		const char *unwanted;
	} samples[] = {
		{ CONF_AFTER_MOVE, "", "\"Erledigt/M&AOQ-rz\"", "STORE" },
		{ CONF_AFTER_MOVE, "no_move", "UID EXPUNGE", "UID MOVE" },
		{ CONF_AFTER_MOVE, "no_move no_uidplus", "UID COPY", "EXPUNGE" },
		{ CONF_AFTER_DELETE, "", "UID EXPUNGE", "UID MOVE" },
		{ CONF_AFTER_DELETE, "no_uidplus", "(\\Deleted)", "EXPUNGE" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		/* More than a window, so that the walk goes on while its ground is taken away. */
		struct road *r = road_open(2200, samples[i].tricks);
		struct desk_double *d = NULL;

		r->mailbox.after = samples[i].after;
		r->mailbox.move_to = words[5];
		d = double_start(&r->mailbox);
		assert_true(double_until(d, &d->told, 2200, 20000));
		assert_true(heard(r, samples[i].wanted) > 0);
		assert_int_equal(heard(r, samples[i].unwanted), 0);
		assert_int_equal(heard(r, "-- connected"), 1);
		assert_true(double_until(d, &d->health, 1, 2000));
		stop(d);
		road_close(r);
	}
}

/* The server will not have it: nothing is lost, the operator hears why, new mail still comes. */
static void
goes_on_when_it_may_not_tell(void **state)
{
	struct road *r = road_open(5, "move_no");
	struct desk_double *d = NULL;

	(void)state;
	r->mailbox.after = CONF_AFTER_MOVE;
	r->mailbox.move_to = words[5];
	d = double_start(&r->mailbox);
	assert_true(double_until(d, &d->health, 1, 10000));
	assert_false(d->ok);
	assert_non_null(strstr(d->why, "TRYCREATE"));
	assert_int_equal(d->stored, 5);
	assert_int_equal(d->told, 0);
	tell_server(r, "add 1");
	assert_true(double_until(d, &d->stored, 6, 5000));
	assert_int_equal(heard(r, "-- connected"), 1);
	stop(d);
	road_close(r);
}

static void
takes_only_the_beginning_of_a_large_one(void **state)
{
	static const struct {
		uint64_t max_size;
		size_t wanted;
	} samples[] = { { 1 << 20, 320 << 10 }, { 100 << 10, 100 << 10 }, { 4096, 64 << 10 } };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct road *r = road_open(5, "large=3");
		struct desk_double *d = NULL;

		r->mailbox.max_size = samples[i].max_size;
		d = double_start(&r->mailbox);
		while (d->known[3] == 0)
			assert_true(double_step(d, 5000));
		assert_int_equal(d->partial[3], 1);
		assert_int_equal(d->last_size, samples[i].wanted);
		assert_true(double_until(d, &d->told, 5, 5000));
		assert_int_equal(d->partial[2], 0);
		stop(d);
		road_close(r);
	}
}

/* One mail that does not come as it should; all others must, and it must end as said. */
static void
takes_the_others(void **state)
{
	static const struct {
		const char *trick;
		uint8_t end;
		const char *why;
	} samples[] = {
		{ "reverse", 3, "" },
		{ "once=70", 3, "" },
		{ "vanish=70", 4, "vanished" },
		{ "nil=70", 5, "NIL" },
		{ "poison_whole=70", 3, "" },
		{ "poison=70", 5, "cannot be fetched" },
		{ "size_lie=70", 3, "" },
	};

	enum { COUNT = sizeof(samples) / sizeof(samples[0]) };
	struct road *r[COUNT];
	struct desk_double *d[COUNT];
	int64_t start = instant_monotonic();
	size_t ended = 0;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		r[i] = road_open(200, samples[i].trick);
		d[i] = double_start(&r[i]->mailbox);
	}
	/* Those that are well are not kept waiting. */
	for (size_t i = 0; i < COUNT; i++)
		assert_true(double_until(d[i], &d[i]->stored, 199, 8000));
	/* All at once: the back-off takes its time. */
	while (ended < COUNT && instant_monotonic() - start < 40000) {
		ended = 0;
		for (size_t i = 0; i < COUNT; i++) {
			(void)double_step(d[i], 5);
			ended += d[i]->known[70] == samples[i].end;
		}
	}
	for (size_t i = 0; i < COUNT; i++) {
		if (d[i]->known[70] != samples[i].end)
			fail_msg("%s: ends as %u", samples[i].trick, d[i]->known[70]);
		if (samples[i].end != 3)
			assert_non_null(strstr(d[i]->reason, samples[i].why));
		assert_int_equal(d[i]->doubled, 0);
		assert_true(double_until(d[i], &d[i]->told, samples[i].end == 3 ? 200 : 199, 5000));
		stop(d[i]);
		road_close(r[i]);
	}
}

static size_t
peak_of(pid_t pid)
{
	char path[64], line[256];
	size_t peak = 0;
	FILE *f = NULL;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (strncmp(line, "VmHWM:", 6) == 0)
			peak = strtoul(line + 6, NULL, 10);
	}
	fclose(f);
	return peak;
}

/* Whatever the server does, the attempt ends soon, in words, and with little memory; the process lives. */
static void
survives(void **state)
{
	static const struct {
		const char *trick;
		enum conf_tls tls;
		const char *why;
	} samples[] = {
		{ "greeting_bye", CONF_TLS_NONE, "too busy" },
		{ "preauth", CONF_TLS_NONE, "PREAUTH" },
		{ "preauth", CONF_TLS_STARTTLS, "PREAUTH" },
		{ "starttls_no", CONF_TLS_STARTTLS, "not today" },
		{ "starttls_inject", CONF_TLS_STARTTLS, "STARTTLS" },
		{ "login_no", CONF_TLS_NONE, "AUTHENTICATIONFAILED" },
		{ "login_no no_plain", CONF_TLS_NONE, "AUTHENTICATIONFAILED" },
		{ "login_busy", CONF_TLS_NONE, "UNAVAILABLE" },
		{ "select_no", CONF_TLS_NONE, "no such folder" },
		{ "no_uidvalidity", CONF_TLS_NONE, "UIDVALIDITY" },
		{ "namespace", CONF_TLS_NONE, "not asked for" },
		{ "flood", CONF_TLS_NONE, "the server" },
		{ "deep", CONF_TLS_NONE, "nested too deep" },
		{ "endless_line", CONF_TLS_NONE, "line without end" },
		{ "endless_line=1", CONF_TLS_NONE, "line without end" },
		{ "bye", CONF_TLS_NONE, "maintenance" },
		{ "wrong_tag", CONF_TLS_NONE, "FETCH" },
		{ "drip", CONF_TLS_NONE, "in time" },
		{ "huge_literal", CONF_TLS_NONE, "literal larger" },
		{ "huge_plus", CONF_TLS_NONE, "literal larger" },
		{ "no_tagged", CONF_TLS_NONE, "closed the connection" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct road *r = road_open(3, samples[i].trick);
		struct desk_double *d = NULL;

		r->mailbox.server.tls = samples[i].tls;
		d = double_start(&r->mailbox);
		if (!double_until(d, &d->health, 1, 8000))
			fail_msg("%s: no word", samples[i].trick);
		if (d->ok || strstr(d->why, samples[i].why) == NULL)
			fail_msg("%s: %s", samples[i].trick, d->why);
		assert_int_equal(d->mails, 0);
		if (peak_of(d->pid) > PEAK)
			fail_msg("%s: %zu KiB", samples[i].trick, peak_of(d->pid));
		stop(d);
		road_close(r);
	}
}

/* A mail that was not asked for is not taken. */
static void
takes_no_other(void **state)
{
	struct road *r = road_open(3, "other_uid");
	struct desk_double *d = double_start(&r->mailbox);

	(void)state;
	assert_true(double_until(d, &d->told, 3, 5000));
	assert_int_equal(d->mails, 3);
	assert_int_equal(d->known[1001], 0);
	stop(d);
	road_close(r);
}

static void
leaves_with_the_supervisor(void **state)
{
	struct road *r = road_open(3, "");
	struct desk_double *d = double_start(&r->mailbox);
	int status = 0;

	(void)state;
	assert_true(double_until(d, &d->told, 3, 5000));
	close(d->supervisor);
	assert_int_equal(waitpid(d->pid, &status, 0), d->pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 75);
	double_free(d);
	road_close(r);
}

static void
tries_for_the_doctor(void **state)
{
	static const struct {
		const char *trick;
		enum result wanted;
		const char *step;
	} samples[] = {
		{ "", DONE, "folder" },
		{ "login_no", PERMFAIL, "login" },
		{ "select_no", PERMFAIL, "folder" },
		{ "greeting_bye", TEMPFAIL, "connect" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct road *r = road_open(3, samples[i].trick);
		const char *step = NULL;
		struct error err;

		r->mailbox.move_to = words[5];
		assert_int_equal(fetch_try(&r->mailbox, &step, &err), samples[i].wanted);
		assert_string_equal(step, samples[i].step);
		assert_int_equal(heard(r, "FETCH"), 0);
		road_close(r);
	}
}

static bool
has_python(void)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		execlp("python3", "python3", "-c", "import select", (char *)NULL);
		_exit(127);
	}
	return waitpid(pid, &status, 0) == pid && status == 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_all_and_tells_seen),
		cmocka_unit_test(says_nothing_before_it_is_stored),
		cmocka_unit_test(says_nothing_of_many_either),
		cmocka_unit_test(goes_on_after_a_lost_line),
		cmocka_unit_test(hears_of_new_mail_by_idle),
		cmocka_unit_test(hears_of_new_mail_by_polling),
		cmocka_unit_test(adopts_what_was_there),
		cmocka_unit_test(skips_what_is_old),
		cmocka_unit_test(takes_what_is_old_and_came_later),
		cmocka_unit_test(moves_and_deletes),
		cmocka_unit_test(goes_on_when_it_may_not_tell),
		cmocka_unit_test(takes_only_the_beginning_of_a_large_one),
		cmocka_unit_test(takes_the_others),
		cmocka_unit_test(survives),
		cmocka_unit_test(takes_no_other),
		cmocka_unit_test(leaves_with_the_supervisor),
		cmocka_unit_test(tries_for_the_doctor),
	};

	/* Each test starts its own server; without an interpreter there is none. */
	if (!has_python())
		return 77;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
