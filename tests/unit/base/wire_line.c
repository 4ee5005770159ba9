/* wire_line.c - lines to peers come as descriptors, and only the awaited one ends the wait */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/wire_line.h>
static int line[2];

static void
send_line(enum role_kind peer, uint32_t index, char *name, int fd)
{
	struct wire_line l = { peer, index, name, fd };
	struct error err;

	assert_int_equal(wire_line_send(line[0], &l, &err), DONE);
}

static void
there_and_back(void **state)
{
	SCRATCH(tmp);
	char name[] = "support";
	struct wire_message *m = NULL;
	struct wire_line out = { 0 };
	struct error err;

	(void)state;
	send_line(ROLE_FETCH, 3, name, STDIN_FILENO);
	assert_int_equal(wire_receive(tmp, line[1], 1000, &m, &err), DONE);
	assert_int_equal(wire_line_read(tmp, m, &out, &err), DONE);
	assert_int_equal(out.peer, ROLE_FETCH);
	assert_int_equal(out.index, 3);
	assert_string_equal(out.name, "support");
	/* It is now ours, and stays when the message goes. */
	talloc_free(m);
	assert_int_equal(fcntl(out.socket, F_GETFD), FD_CLOEXEC);
	close(out.socket);
}

/* What the desk says about a peer that it wants to have started anew. */
static void
without_descriptor(void **state)
{
	SCRATCH(tmp);
	char name[] = "support";
	struct wire_message *m = NULL;
	struct wire_line out = { 0 };
	struct error err;

	(void)state;
	send_line(ROLE_READER, 1, name, -1);
	assert_int_equal(wire_receive(tmp, line[1], 1000, &m, &err), DONE);
	assert_int_equal(wire_line_read(tmp, m, &out, &err), DONE);
	assert_int_equal(out.index, 1);
	assert_int_equal(out.socket, -1);
}

static void
refused(void **state)
{
	static const struct {
		const char *title, *name;
		uint8_t peer;
	} samples[] = {
		{ "peer 0", "desk", 0 },
		{ "peer behind the last", "desk", ROLE_CRYPT + 1 },
		{ "no name", NULL, ROLE_DESK },
	};
	SCRATCH(tmp);
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct text *t = text_new(tmp, WIRE_MAX);
		struct wire_message *m = NULL;
		struct wire_line out = { .socket = -2 };
		wire_put_u8(t, samples[i].peer);
		wire_put_u32(t, 0);
		wire_put_string(t, samples[i].name);
		assert_int_equal(wire_send(line[0], WIRE_LINE, 0, t->bytes, t->size, STDIN_FILENO, &err), DONE);
		assert_int_equal(wire_receive(tmp, line[1], 1000, &m, &err), DONE);
		if (wire_line_read(tmp, m, &out, &err) != PERMFAIL || out.socket != -2)
			fail_msg("%s", samples[i].title);
	}
}

static void
waits_for_the_desk(void **state)
{
	char name[] = "x";
	struct error err;
	int desk = -1, before = dup(0);

	(void)state;
	assert_int_equal(wire_send(line[0], WIRE_READY, 0, NULL, 0, -1, &err), DONE);
	send_line(ROLE_READER, 0, name, STDIN_FILENO);
	send_line(ROLE_DESK, 0, name, -1);
	send_line(ROLE_DESK, 0, name, STDIN_FILENO);
	assert_int_equal(wire_line_wait(line[1], &desk, &err), DONE);
	assert_int_equal(fcntl(desk, F_GETFD), FD_CLOEXEC);
	close(desk);
	close(before);
	/* The reader's line was closed: the lowest free descriptor is the same as before. */
	int after = dup(0);
	assert_int_equal(after, before);
	close(after);
}

static void
supervisor_is_gone(void **state)
{
	struct error err;
	int pair[2], desk = -1;

	(void)state;
	assert_int_equal(wire_pair(pair, &err), DONE);
	close(pair[0]);
	assert_int_equal(wire_line_wait(pair[1], &desk, &err), TEMPFAIL);
	close(pair[1]);
}

static void
asked_to_leave(void **state)
{
	int status;
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		struct error err;
		int desk;
		quit_watch();
		if (fork() == 0) {
			usleep(30000);
			_exit(kill(getppid(), SIGTERM));
		}
		alarm(5);
		_exit(wire_line_wait(line[1], &desk, &err) != TEMPFAIL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(without_descriptor),
		cmocka_unit_test(refused),
		cmocka_unit_test(waits_for_the_desk),
		cmocka_unit_test(supervisor_is_gone),
		cmocka_unit_test(asked_to_leave),
	};
	struct error err;

	if (wire_pair(line, &err) != DONE)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
