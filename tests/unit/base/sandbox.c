/* sandbox.c - what each kind of process can still do, and what it cannot: each tried in a child of its own */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/sandbox.h>
#include <postigo/base/wire.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#define MEMORY_LIMIT (512u << 20)

/* Made before the sandbox is entered, as a role's are. */
static int line[2];

/* Each act gives 0, or why it could not be done. */
static int
or_errno(bool done)
{
	return done ? 0 : errno;
}

static int
open_file(void)
{
	return or_errno(open("/etc/passwd", O_RDONLY) >= 0);
}

static int
make_file(void)
{
	int fd = open("sandbox.tmp", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd >= 0)
		unlink("sandbox.tmp");
	return or_errno(fd >= 0);
}

static int
unix_socket(void)
{
	return or_errno(socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static int
inet_socket(void)
{
	return or_errno(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static int
inet6_socket(void)
{
	return or_errno(socket(AF_INET6, SOCK_DGRAM, 0) >= 0);
}

/* The resolver tries netlink first, and has to do without. */
static int
resolve(void)
{
	const struct addrinfo hints = { .ai_flags = AI_ADDRCONFIG, .ai_socktype = SOCK_STREAM };
	struct addrinfo *list = NULL;

	if (getaddrinfo("localhost", "143", &hints, &list) != 0)
		return 255;
	freeaddrinfo(list);
	return 0;
}

static int
netlink_socket(void)
{
	return or_errno(socket(AF_NETLINK, SOCK_RAW, 0) >= 0);
}

/* The kernel looks at the lower half of the number only, a careless filter at all of it. */
static int
disguised_socket(void)
{
	return or_errno(syscall(SYS_socket, (1L << 32) | AF_NETLINK, SOCK_RAW, 0) >= 0);
}

static int
start_program(void)
{
	char *const argv[] = { (char *)(uintptr_t)"true", NULL };

	execv("/bin/true", argv);
	return errno;
}

static int
start_program_by_descriptor(void)
{
	char *const argv[] = { NULL };

	return or_errno(syscall(SYS_execveat, AT_FDCWD, "/bin/true", argv, argv, 0) >= 0);
}

static int
trace_parent(void)
{
	return or_errno(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
}

static int
read_parent(void)
{
	char byte;
	struct iovec here = { &byte, 1 }, there = { line, 1 };

	return or_errno(syscall(SYS_process_vm_readv, getppid(), &here, 1UL, &there, 1UL, 0UL) == 1);
}

static int
kill_parent(void)
{
	return or_errno(kill(getppid(), 0) == 0);
}

static int
limit_parent(void)
{
	struct rlimit limit;

	return or_errno(prlimit(getppid(), RLIMIT_CPU, NULL, &limit) == 0);
}

static int
name_space(void)
{
	return or_errno(unshare(CLONE_NEWUSER) == 0);
}

static int
name_space_by_clone(void)
{
	long pid = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, NULL, NULL, NULL, NULL);

	if (pid == 0)
		_exit(0);
	return or_errno(pid > 0);
}

static int
ring(void)
{
	char parameters[120] = "";

	return or_errno(syscall(SYS_io_uring_setup, 1, parameters) >= 0);
}

static int
code_in_memory(void)
{
	return or_errno(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static int
data_to_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return or_errno(page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0);
}

static int
start_process(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	return or_errno(pid > 0);
}

static int
ask_about_file(void)
{
	struct stat st;

	return or_errno(stat("/etc/passwd", &st) == 0);
}

static int
much_memory(void)
{
	return or_errno(mmap(NULL, 2 * (size_t)MEMORY_LIMIT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
	    0) != MAP_FAILED);
}

static int
some_memory(void)
{
	char *p = calloc(64, 1 << 20);
	int result = or_errno(p != NULL);

	free(p);
	return result;
}

/* What a reader lives of: a mail comes in, JSON goes out. */
static int
answer_mail(void)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	char *bytes = NULL;
	size_t n = 0;
	int fd = -1;
	struct error err;

	if (wire_receive(tmp, line[1], 1000, &m, &err) != DONE ||
	    wire_unseal(tmp, m->fd, 100, &bytes, &n, &err) != DONE || strcmp(bytes, "a mail") != 0 ||
	    wire_seal("json", "{}", 2, &fd, &err) != DONE ||
	    wire_send(line[1], WIRE_PARSE, m->id, NULL, 0, fd, &err) != DONE) {
		fprintf(stderr, "%s\n", err.text);
		return 255;
	}
	close(fd);
	return 0;
}

static int
write_too_much(void)
{
	static char block[1 << 20];
	int fd = memfd_create("large", 0);

	for (int i = 0; i < 130; i++)
		if (write(fd, block, sizeof(block)) < 0)
			return errno;
	return 0;
}

static int
set_own_time(void)
{
	struct rlimit limit = { 10, RLIM_INFINITY };

	if (getrlimit(RLIMIT_CPU, &limit) != 0)
		return errno;
	limit.rlim_cur = 10;
	return or_errno(setrlimit(RLIMIT_CPU, &limit) == 0);
}

static int
take_signal(void)
{
	signal(SIGUSR1, SIG_IGN);
	return or_errno(raise(SIGUSR1) == 0);
}

/* The child's result, or 1000 plus the signal that ended it. */
static int
in_sandbox(enum sandbox_kind kind, int (*act)(void))
{
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		struct error err;
		if (sandbox_enter(kind, MEMORY_LIMIT, &err) != DONE) {
			fprintf(stderr, "%s\n", err.text);
			_exit(254);
		}
		_exit(act());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* What comes of an act in each kind of sandbox; -1: not tried there, or not the same under AddressSanitizer. */
static const struct {
	const char *name;
	int (*act)(void);
	int reader, desk, network;
} acts[] = {
	{ "open a file", open_file, SANITIZED ? -1 : EACCES, 0, 0 },
	{ "make a file", make_file, EACCES, 0, 0 },
	{ "ask about a file", ask_about_file, SANITIZED ? -1 : EACCES, 0, 0 },
	{ "unix socket", unix_socket, EACCES, 0, 0 },
	{ "inet socket", inet_socket, EACCES, EACCES, 0 },
	{ "inet6 socket", inet6_socket, EACCES, EACCES, -1 },
	{ "resolve a name", resolve, -1, -1, 0 },
	{ "netlink socket", netlink_socket, EACCES, EACCES, EACCES },
	{ "netlink socket in disguise", disguised_socket, EACCES, EACCES, EACCES },
	{ "start a program", start_program, EACCES, EACCES, EACCES },
	{ "start a program otherwise", start_program_by_descriptor, EACCES, EACCES, EACCES },
	{ "start a process", start_process, SANITIZED ? -1 : EACCES, 0, 0 },
	{ "trace the parent", trace_parent, SANITIZED ? -1 : EACCES, SANITIZED ? -1 : EACCES, SANITIZED ? -1 : EACCES },
	{ "read the parent", read_parent, EACCES, EACCES, EACCES },
	{ "kill the parent", kill_parent, EACCES, EACCES, EACCES },
	{ "limit the parent", limit_parent, EACCES, EACCES, EACCES },
	{ "name space", name_space, EACCES, EACCES, EACCES },
	{ "name space by clone", name_space_by_clone, SANITIZED ? -1 : EACCES, EACCES, EACCES },
	{ "io_uring", ring, EACCES, EACCES, EACCES },
	{ "code in memory", code_in_memory, EACCES, 0, 0 },
	{ "data becomes code", data_to_code, EACCES, 0, 0 },
	{ "much memory", much_memory, SANITIZED ? -1 : ENOMEM, SANITIZED ? -1 : ENOMEM, SANITIZED ? -1 : ENOMEM },
	{ "some memory", some_memory, 0, 0, 0 },
	{ "write too much", write_too_much, EFBIG, 0, 0 },
	{ "set its own time", set_own_time, 0, 0, 0 },
	{ "take a signal", take_signal, 0, 0, 0 },
	{ "abort", (int (*)(void))(void (*)(void))abort, 1000 + SIGABRT, 1000 + SIGABRT, 1000 + SIGABRT },
};

static int
try_all(enum sandbox_kind kind)
{
	int wrong = 0;

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		int wanted = kind == SANDBOX_READER ? acts[i].reader : kind == SANDBOX_DESK ? acts[i].desk : acts[i].network;
		if (wanted == -1)
			continue;
		int got = in_sandbox(kind, acts[i].act);
		if (got != wanted) {
			print_error("%s: %d, not %d\n", acts[i].name, got, wanted);
			wrong++;
		}
	}
	return wrong;
}

static void
reader(void **state)
{
	(void)state;
	assert_int_equal(try_all(SANDBOX_READER), 0);
}

static void
desk(void **state)
{
	(void)state;
	assert_int_equal(try_all(SANDBOX_DESK), 0);
}

static void
network(void **state)
{
	(void)state;
	assert_int_equal(try_all(SANDBOX_NETWORK), 0);
}

static void
reader_does_its_work(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	char *bytes = NULL;
	size_t n = 0;
	int fd = -1;
	struct error err;

	(void)state;
	assert_int_equal(wire_seal("mail", "a mail", 6, &fd, &err), DONE);
	assert_int_equal(wire_send(line[0], WIRE_PARSE, 77, NULL, 0, fd, &err), DONE);
	close(fd);
	assert_int_equal(in_sandbox(SANDBOX_READER, answer_mail), 0);
	assert_int_equal(wire_receive(tmp, line[0], 1000, &m, &err), DONE);
	assert_int_equal(m->id, 77);
	assert_int_equal(wire_unseal(tmp, m->fd, 100, &bytes, &n, &err), DONE);
	assert_string_equal(bytes, "{}");
}

/* Without the sandbox the same acts succeed: it is what stops them, not the place where the tests run. */
static void
outside(void **state)
{
	(void)state;
	assert_int_equal(open_file(), 0);
	assert_int_equal(make_file(), 0);
	assert_int_equal(unix_socket(), 0);
	assert_int_equal(inet_socket(), 0);
	assert_int_equal(netlink_socket(), 0);
	assert_int_equal(kill_parent(), 0);
	assert_int_equal(code_in_memory(), 0);
	assert_int_equal(data_to_code(), 0);
	assert_int_equal(start_process(), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outside),
		cmocka_unit_test(reader),
		cmocka_unit_test(desk),
		cmocka_unit_test(network),
		cmocka_unit_test(reader_does_its_work),
	};
	struct error err;

	if (wire_pair(line, &err) != DONE)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
