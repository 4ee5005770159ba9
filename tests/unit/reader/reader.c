/* A real reader process, sandbox and all, and the desk's end of its line. */
#include <config.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/quit.h>
#include <postigo/base/wire_line.h>
#include <postigo/base/wire_reader.h>
#include <postigo/mail/pack.h>
#include <postigo/reader/reader.h>

static const char mail[] =
    "From: Pat <pat@customer.example>\r\n"
    "Subject: two files\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n"
    "\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
    "--b\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nMTsyCg==\r\n"
    "--b\r\nContent-Type: text/csv; name=b.csv\r\nContent-Disposition: attachment\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nMzs0Cg==\r\n"
    "--b--\r\n";

struct running {
	pid_t pid;
	int supervisor;		/* our end */
	int line;		/* the desk's end */
};

static void
give_line(struct running *r)
{
	struct wire_line line = { .peer = ROLE_DESK, .name = (char[]){ "desk" } };
	struct error err;
	int pair[2];

	assert_int_equal(wire_pair(pair, &err), DONE);
	line.socket = pair[1];
	assert_int_equal(wire_line_send(r->supervisor, &line, &err), DONE);
	close(pair[1]);
	r->line = pair[0];
}

static void
start(struct running *r)
{
	struct error err;
	int pair[2];

	assert_int_equal(wire_pair(pair, &err), DONE);
	r->pid = fork();
	assert_int_not_equal(r->pid, -1);
	if (r->pid == 0) {
		close(pair[0]);
		quit_watch();
		log_open("reader", true, LOG_LEVEL_INFO);
		_exit(reader_run(pair[1]));
	}
	close(pair[1]);
	r->supervisor = pair[0];
	give_line(r);
}

static int
stop(struct running *r)
{
	int status;

	kill(r->pid, SIGTERM);
	assert_int_equal(waitpid(r->pid, &status, 0), r->pid);
	close(r->supervisor);
	close(r->line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
ask(const struct running *r, enum wire_type type, uint64_t id, const void *bytes, size_t size)
{
	struct error err;
	int fd;

	assert_int_equal(wire_seal("mail", bytes, size, &fd, &err), DONE);
	assert_int_equal(wire_send(r->line, type, id, NULL, 0, fd, &err), DONE);
	close(fd);
}

static char *
answer(TALLOC_CTX *ctx, const struct running *r, enum wire_type type, uint64_t id, size_t *size)
{
	struct wire_message *m;
	struct error err;
	char *bytes;

	assert_int_equal(wire_receive(ctx, r->line, 20000, &m, &err), DONE);
	assert_int_equal(m->type, type);
	assert_int_equal(m->id, id);
	if (m->fd == -1) {
		*size = m->size;
		return talloc_memdup(ctx, m->payload, m->size);
	}
	assert_int_equal(wire_unseal(ctx, m->fd, WIRE_JSON_MAX, &bytes, size, &err), DONE);
	return bytes;
}

static void
tells_what_a_mail_says(void **state)
{
	SCRATCH(tmp);
	struct running r;
	struct error err;
	struct mail *told;
	size_t size;
	char *packed;

	(void)state;
	start(&r);
	ask(&r, WIRE_PARSE, 41, mail, sizeof(mail) - 1);
	ask(&r, WIRE_PARSE, 42, "", 0);		/* asked ahead, answered in order */
	packed = answer(tmp, &r, WIRE_PARSE, 41, &size);
	assert_int_equal(pack_open(tmp, packed, size, &told, &err), DONE);
	assert_string_equal(told->subject, "two files");
	assert_string_equal(told->text, "Hello");
	assert_int_equal(told->attachment_count, 2);
	packed = answer(tmp, &r, WIRE_PARSE, 42, &size);
	assert_int_equal(pack_open(tmp, packed, size, &told, &err), DONE);
	assert_null(told->from.address);
	assert_int_equal(stop(&r), EX_OK);
}

static void
gives_the_attachments_one_behind_the_other(void **state)
{
	SCRATCH(tmp);
	struct running r;
	size_t size;
	char *bytes;

	(void)state;
	start(&r);
	ask(&r, WIRE_PARTS, 7, mail, sizeof(mail) - 1);
	bytes = answer(tmp, &r, WIRE_PARTS, 7, &size);
	assert_int_equal(size, 8);
	assert_memory_equal(bytes, "1;2\n3;4\n", 8);
	assert_int_equal(stop(&r), EX_OK);
}

/* The kernel ends a reader that a mail keeps busy, also when there is no desk to miss its answer. */
static void
gives_itself_little_time(void **state)
{
	SCRATCH(tmp);
	struct running r;
	struct rlimit limit;
	size_t size;

	(void)state;
	start(&r);
	ask(&r, WIRE_PARSE, 1, mail, sizeof(mail) - 1);
	(void)answer(tmp, &r, WIRE_PARSE, 1, &size);
	assert_int_equal(prlimit(r.pid, RLIMIT_CPU, NULL, &limit), 0);
	assert_in_range(limit.rlim_cur, 2, 10);
	assert_int_equal(stop(&r), EX_OK);
}

static void
outlives_the_desk(void **state)
{
	SCRATCH(tmp);
	struct running r;
	size_t size;

	(void)state;
	start(&r);
	ask(&r, WIRE_PARSE, 1, mail, sizeof(mail) - 1);
	(void)answer(tmp, &r, WIRE_PARSE, 1, &size);
	close(r.line);
	give_line(&r);
	ask(&r, WIRE_PARSE, 2, mail, sizeof(mail) - 1);
	(void)answer(tmp, &r, WIRE_PARSE, 2, &size);
	assert_int_equal(stop(&r), EX_OK);
}

static void
ends_at_what_is_not_for_it(void **state)
{
	struct running r;
	struct error err;
	int status;

	(void)state;
	start(&r);
	assert_int_equal(wire_send(r.line, WIRE_TOLD, 0, "x", 1, -1, &err), DONE);
	assert_int_equal(waitpid(r.pid, &status, 0), r.pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EX_PROTOCOL);
	close(r.supervisor);
	close(r.line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_what_a_mail_says),
		cmocka_unit_test(gives_the_attachments_one_behind_the_other),
		cmocka_unit_test(gives_itself_little_time),
		cmocka_unit_test(outlives_the_desk),
		cmocka_unit_test(ends_at_what_is_not_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
