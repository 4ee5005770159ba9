/* wire.c - what goes over a line arrives whole, and what is not ours is refused */
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
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire.h>
#define HEADER_SIZE 16

static int line[2];

/* How many descriptors this process has: none may be left over from a message that was refused. */
static int
descriptors(void)
{
	int n = 0;

	for (int fd = 0; fd < 200; fd++)
		n += fcntl(fd, F_GETFD) >= 0;
	return n;
}

static int
sealed(const char *text)
{
	struct error err;
	int fd = -1;

	assert_int_equal(wire_seal("test", text, strlen(text), &fd, &err), DONE);
	return fd;
}

/* Sends the bytes as they are, with so many descriptors, as no peer of ours would. */
static void
send_raw(const void *bytes, size_t size, int count)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(8 * sizeof(int))];
	} control = { 0 };
	struct iovec part = { (void *)(uintptr_t)bytes, size };
	struct msghdr msg = { .msg_iov = &part, .msg_iovlen = 1 };
	int fds[8];

	for (int i = 0; i < count; i++)
		fds[i] = STDIN_FILENO;
	if (count > 0) {
		msg.msg_control = control.bytes;
		msg.msg_controllen = CMSG_SPACE((size_t)count * sizeof(int));
		CMSG_FIRSTHDR(&msg)->cmsg_level = SOL_SOCKET;
		CMSG_FIRSTHDR(&msg)->cmsg_type = SCM_RIGHTS;
		CMSG_FIRSTHDR(&msg)->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
		memcpy(CMSG_DATA(CMSG_FIRSTHDR(&msg)), fds, (size_t)count * sizeof(int));
	}
	assert_int_equal(sendmsg(line[0], &msg, 0), size);
}

static void
arrives(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	char *bytes = NULL;
	size_t n = 0;
	struct error err;
	int before = descriptors(), fd = sealed("a mail");

	(void)state;
	assert_int_equal(wire_send(line[0], WIRE_MAIL, UINT64_MAX - 1, "payload", 7, fd, &err), DONE);
	close(fd);
	assert_int_equal(wire_send(line[0], WIRE_ALIVE, 0, NULL, 0, -1, &err), DONE);
	assert_int_equal(wire_receive(tmp, line[1], -1, &m, &err), DONE);
	assert_int_equal(m->type, WIRE_MAIL);
	assert_true(m->id == UINT64_MAX - 1);
	assert_int_equal(m->size, 7);
	assert_memory_equal(m->payload, "payload", 7);
	assert_int_equal(fcntl(m->fd, F_GETFD), FD_CLOEXEC);
	assert_int_equal(wire_unseal(tmp, m->fd, 6, &bytes, &n, &err), DONE);
	assert_int_equal(n, 6);
	assert_string_equal(bytes, "a mail");
	talloc_free(m);
	assert_int_equal(wire_receive(tmp, line[1], 0, &m, &err), DONE);
	assert_int_equal(m->type, WIRE_ALIVE);
	assert_int_equal(m->size, 0);
	assert_int_equal(m->fd, -1);
	assert_int_equal(wire_done(m, &err), DONE);
	assert_int_equal(descriptors(), before);
}

static void
descriptor_is_taken(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	struct error err;
	int fd = sealed("x");

	(void)state;
	assert_int_equal(wire_send(line[0], WIRE_PARSE, 1, NULL, 0, fd, &err), DONE);
	close(fd);
	assert_int_equal(wire_receive(tmp, line[1], -1, &m, &err), DONE);
	fd = wire_take_fd(m);
	assert_int_equal(wire_take_fd(m), -1);
	talloc_free(m);
	assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	close(fd);
}

static void
largest(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	char *payload = talloc_size(tmp, WIRE_MAX + 1);
	struct error err;

	(void)state;
	memset(payload, 'x', WIRE_MAX + 1);
	assert_int_equal(wire_send(line[0], WIRE_LEDGER, 1, payload, WIRE_MAX, -1, &err), DONE);
	assert_int_equal(wire_receive(tmp, line[1], -1, &m, &err), DONE);
	assert_int_equal(m->size, WIRE_MAX);
	assert_memory_equal(m->payload, payload, WIRE_MAX);
	assert_int_equal(wire_send(line[0], WIRE_LEDGER, 1, payload, WIRE_MAX + 1, -1, &err), PERMFAIL);
	assert_int_equal(wire_receive(tmp, line[1], 0, &m, &err), NONE);
}

static void
refused(void **state)
{
	static const struct {
		const char *name, *bytes;
		size_t size;
		int descriptors;
		enum result want;
	} samples[] = {
		{ "good", "\1\0\3\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 0, DONE },
		{ "good with a descriptor", "\1\0\3\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 1, DONE },
		{ "two descriptors", "\1\0\3\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 2, PERMFAIL },
		{ "eight descriptors", "\1\0\3\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 8, PERMFAIL },
		{ "version 0", "\0\0\3\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 1, PERMFAIL },
		{ "version 2", "\2\0\3\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 1, PERMFAIL },
		{ "version in the wrong order", "\0\1\3\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 0, PERMFAIL },
		{ "type 0", "\1\0\0\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 0, PERMFAIL },
		{ "type in a gap", "\1\0\12\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 0, PERMFAIL },
		{ "type behind the last", "\1\0\121\0\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 0, PERMFAIL },
		{ "type 65535", "\1\0\377\377\2\0\0\0\7\0\0\0\0\0\0\0ab", 18, 1, PERMFAIL },
		{ "shorter than it says", "\1\0\3\0\3\0\0\0\7\0\0\0\0\0\0\0ab", 18, 0, PERMFAIL },
		{ "longer than it says", "\1\0\3\0\1\0\0\0\7\0\0\0\0\0\0\0ab", 18, 1, PERMFAIL },
		{ "says 4 GiB", "\1\0\3\0\377\377\377\377\7\0\0\0\0\0\0\0ab", 18, 0, PERMFAIL },
		{ "header only", "\1\0\3\0\0\0\0\0\7\0\0\0\0\0\0\0", 16, 0, DONE },
		{ "half a header", "\1\0\3\0\0\0\0\0", 8, 1, PERMFAIL },
		{ "a byte", "\1", 1, 0, PERMFAIL },
		{ "nothing but a descriptor", "", 0, 1, PERMFAIL },
	};
	int before = descriptors();

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct wire_message *m = NULL;
		struct error err;
		send_raw(samples[i].bytes, samples[i].size, samples[i].descriptors);
		enum result result = wire_receive(tmp, line[1], 1000, &m, &err);
		if (result != samples[i].want)
			fail_msg("%s: %d %s", samples[i].name, result, err.text);
		assert_true(result == DONE ? m->id == 7 && (m->fd >= 0) == (samples[i].descriptors == 1) : m == NULL);
		talloc_free(m);
		if (descriptors() != before)
			fail_msg("%s: descriptors left over", samples[i].name);
	}
}

static void
too_long(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	char *bytes = talloc_zero_size(tmp, HEADER_SIZE + WIRE_MAX + 1);
	const uint32_t length = WIRE_MAX;
	struct error err;

	(void)state;
	memcpy(bytes, "\1\0\3\0", 4);
	memcpy(bytes + 4, &length, 4);
	send_raw(bytes, HEADER_SIZE + WIRE_MAX + 1, 1);
	assert_int_equal(wire_receive(tmp, line[1], 1000, &m, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "ALIVE"));
	send_raw(bytes, HEADER_SIZE + WIRE_MAX, 0);
	assert_int_equal(wire_receive(tmp, line[1], 1000, &m, &err), DONE);
}

static void
waits(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	struct error err;
	int status;

	(void)state;
	assert_int_equal(wire_receive(tmp, line[1], 0, &m, &err), NONE);
	int64_t before = instant_monotonic();
	assert_int_equal(wire_receive(tmp, line[1], 50, &m, &err), NONE);
	int64_t waited = instant_monotonic() - before;
	assert_true(waited >= 49 && waited < 1000);
	pid_t pid = fork();
	if (pid == 0) {
		usleep(30000);
		_exit(wire_send(line[0], WIRE_READY, 0, NULL, 0, -1, &err) != DONE);
	}
	assert_int_equal(wire_receive(tmp, line[1], -1, &m, &err), DONE);
	assert_int_equal(m->type, WIRE_READY);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* A reader that is late: try_send says so, send waits for it, and nothing is lost on the way. */
static void
full_line(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	char payload[1000] = "";
	struct error err;
	int status;
	uint64_t sent = 0;

	(void)state;
	while (wire_try_send(line[0], WIRE_STORED, sent, payload, sizeof(payload), -1, &err) == DONE)
		sent++;
	assert_true(sent > 50);
	assert_int_equal(wire_try_send(line[0], WIRE_STORED, sent, payload, sizeof(payload), -1, &err), NONE);
	for (int nonblocking = 0; nonblocking < 2; nonblocking++) {
		assert_int_equal(fcntl(line[0], F_SETFL, nonblocking ? O_NONBLOCK : 0), 0);
		pid_t pid = fork();
		if (pid == 0) {
			for (uint64_t i = 0; i < 1000; i++)
				if (wire_send(line[0], WIRE_STORED, sent + i, payload, sizeof(payload), -1, &err) != DONE)
					_exit(1);
			_exit(0);
		}
		usleep(20000);
		for (uint64_t i = nonblocking ? sent : 0; i < sent + 1000; i++) {
			assert_int_equal(wire_receive(tmp, line[1], 5000, &m, &err), DONE);
			assert_int_equal(m->id, i);
			talloc_free(m);
		}
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
	}
	fcntl(line[0], F_SETFL, 0);
}

static void
peer_is_gone(void **state)
{
	SCRATCH(tmp);
	struct wire_message *m = NULL;
	struct error err;
	int pair[2];

	(void)state;
	assert_int_equal(wire_pair(pair, &err), DONE);
	assert_int_equal(fcntl(pair[0], F_GETFD), FD_CLOEXEC);
	assert_int_equal(wire_send(pair[1], WIRE_ALIVE, 5, NULL, 0, -1, &err), DONE);
	close(pair[1]);
	/* SIGPIPE would end this test. What was sent before is still there. */
	assert_int_equal(wire_send(pair[0], WIRE_ALIVE, 0, NULL, 0, -1, &err), TEMPFAIL);
	assert_int_equal(wire_try_send(pair[0], WIRE_ALIVE, 0, NULL, 0, -1, &err), TEMPFAIL);
	assert_int_equal(wire_receive(tmp, pair[0], -1, &m, &err), DONE);
	assert_int_equal(m->id, 5);
	assert_int_equal(wire_receive(tmp, pair[0], -1, &m, &err), TEMPFAIL);
	assert_int_equal(wire_receive(tmp, pair[0], 0, &m, &err), TEMPFAIL);
	close(pair[0]);
	assert_int_equal(wire_receive(tmp, pair[0], 0, &m, &err), TEMPFAIL);
}

static struct wire_message *
message(TALLOC_CTX *ctx, const void *bytes, size_t size)
{
	struct wire_message *m = talloc_zero(ctx, struct wire_message);

	/* Exactly as large as it is, so that ASan sees a byte too many. */
	m->type = WIRE_MAIL;
	m->payload = talloc_memdup(m, bytes, size);
	m->size = size;
	m->fd = -1;
	return m;
}

static void
fields(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;
	size_t n = 0;

	(void)state;
	wire_put_u8(t, 200);
	wire_put_u32(t, 0x01020304);
	wire_put_u64(t, 0x0102030405060708);
	wire_put_bytes(t, "a\0b", 3);
	wire_put_string(t, "ma\xC3\xB1" "ana");
	wire_put_string(t, "");
	wire_put_string(t, NULL);
	wire_put_bytes(t, NULL, 0);
	assert_memory_equal(t->bytes, "\310\4\3\2\1\10\7\6\5\4\3\2\1\3\0\0\0a\0b", 20);
	struct wire_message *m = message(tmp, t->bytes, t->size);
	assert_int_equal(wire_get_u8(m), 200);
	assert_int_equal(wire_get_u32(m), 0x01020304);
	assert_true(wire_get_u64(m) == 0x0102030405060708);
	assert_memory_equal(wire_get_bytes(m, &n), "a\0b", 3);
	assert_int_equal(n, 3);
	assert_string_equal(wire_get_string(tmp, m), "ma\xC3\xB1" "ana");
	assert_string_equal(wire_get_string(tmp, m), "");
	assert_null(wire_get_string(tmp, m));
	assert_int_equal(wire_done(m, &err), PERMFAIL);	/* the empty bytes are left over */
	assert_non_null(wire_get_bytes(m, &n));
	assert_int_equal(n, 0);
	assert_int_equal(wire_done(m, &err), DONE);
}

/* Each prefix of a good message is broken, says so, and gives nothing but 0 and NULL from there on. */
static void
cut_anywhere(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	struct error err;

	(void)state;
	wire_put_u64(t, UINT64_MAX);
	wire_put_u32(t, UINT32_MAX);
	wire_put_u8(t, UINT8_MAX);
	wire_put_string(t, "abc");
	wire_put_bytes(t, "def", 3);
	for (size_t cut = 0; cut <= t->size; cut++) {
		struct wire_message *m = message(tmp, t->bytes, cut);
		size_t n = 99;
		assert_true(wire_get_u64(m) == (cut >= 8 ? UINT64_MAX : 0));
		assert_true(wire_get_u32(m) == (cut >= 12 ? UINT32_MAX : 0));
		assert_true(wire_get_u8(m) == (cut >= 13 ? UINT8_MAX : 0));
		assert_true((wire_get_string(tmp, m) != NULL) == (cut >= 20));
		assert_true((wire_get_bytes(m, &n) != NULL) == (cut >= 27));
		assert_int_equal(n, cut >= 27 ? 3 : 0);
		assert_int_equal(wire_get_u8(m), 0);
		assert_int_equal(wire_done(m, &err), PERMFAIL);
	}
}

static void
lying_lengths(void **state)
{
	static const struct {
		const char *name, *bytes;
		size_t size;
	} samples[] = {
		{ "one more than there is", "\4\0\0\0abc", 7 },
		{ "2 GiB", "\0\0\0\200abc", 7 },
		{ "4 GiB less two", "\376\377\377\377abc", 7 },
		{ "NUL inside", "\3\0\0\0a\0c", 7 },
		{ "NUL at the end", "\3\0\0\0ab\0", 7 },
		{ "no length", "\3\0\0", 3 },
		{ "empty", "", 0 },
	};
	SCRATCH(tmp);
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct wire_message *m = message(tmp, samples[i].bytes, samples[i].size);
		if (wire_get_string(tmp, m) != NULL || !m->broken || wire_done(m, &err) != PERMFAIL)
			fail_msg("%s", samples[i].name);
		assert_non_null(strstr(err.text, "MAIL"));
	}
	/* For bytes, the length that means "no string" is just a length, and far too large. */
	size_t n = 99;
	struct wire_message *m = message(tmp, "\377\377\377\377abc", 7);
	assert_null(wire_get_bytes(m, &n));
	assert_int_equal(n, 0);
	assert_true(m->broken);
}

/* Whatever comes, in whatever order it is read: no crash, no endless loop. */
static void
noise(void **state)
{
	unsigned seed = 4711;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		SCRATCH(tmp);
		uint8_t bytes[64];
		size_t size = (size_t)rand_r(&seed) % sizeof(bytes), n;
		for (size_t i = 0; i < size; i++)
			bytes[i] = (uint8_t)((unsigned)rand_r(&seed) % (rand_r(&seed) % 3 == 0 ? 256 : 8));
		struct wire_message *m = message(tmp, bytes, size);
		for (int i = 0; i < 20; i++) {
			switch (rand_r(&seed) % 5) {
			case 0: (void)wire_get_u8(m); break;
			case 1: (void)wire_get_u32(m); break;
			case 2: (void)wire_get_u64(m); break;
			case 3: (void)wire_get_bytes(m, &n); break;
			default: (void)wire_get_string(tmp, m);
			}
			assert_true(m->cursor <= m->size);
		}
	}
}

static void
too_much_to_put(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, WIRE_MAX);
	char *string = talloc_size(tmp, WIRE_MAX + 2);

	(void)state;
	memset(string, 'x', WIRE_MAX + 1);
	string[WIRE_MAX + 1] = '\0';
	wire_put_string(t, string);
	assert_true(t->cut);
	assert_int_equal(t->size, 0);
}

static void
seals(void **state)
{
	SCRATCH(tmp);
	char *bytes = NULL;
	size_t n = 99;
	struct error err;
	int fd = sealed("hello");

	(void)state;
	assert_int_equal(write(fd, "x", 1), -1);
	assert_int_equal(pwrite(fd, "x", 1, 0), -1);
	assert_int_equal(ftruncate(fd, 0), -1);
	assert_int_equal(ftruncate(fd, 100), -1);
	assert_ptr_equal(mmap(NULL, 5, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), MAP_FAILED);
	assert_int_equal(wire_unseal(tmp, fd, 4, &bytes, &n, &err), PERMFAIL);
	assert_null(bytes);
	/* Where somebody has left the offset does not matter. */
	assert_int_equal(lseek(fd, 3, SEEK_SET), 3);
	assert_int_equal(wire_unseal(tmp, fd, 5, &bytes, &n, &err), DONE);
	assert_string_equal(bytes, "hello");
	close(fd);
	fd = sealed("");
	assert_int_equal(wire_unseal(tmp, fd, 0, &bytes, &n, &err), DONE);
	assert_int_equal(n, 0);
	assert_string_equal(bytes, "");
	close(fd);
}

static void
not_sealed(void **state)
{
	static const struct {
		const char *name;
		int seals;
	} samples[] = {
		{ "none", 0 },
		{ "may be written", F_SEAL_GROW | F_SEAL_SHRINK },
		{ "may grow", F_SEAL_WRITE | F_SEAL_SHRINK },
		{ "may shrink", F_SEAL_WRITE | F_SEAL_GROW },
		{ "only against sealing", F_SEAL_SEAL },
	};
	SCRATCH(tmp);
	char *bytes = NULL;
	size_t n = 0;
	struct error err;
	int fds[2];

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		int fd = memfd_create("open", MFD_ALLOW_SEALING);
		assert_int_equal(write(fd, "hello", 5), 5);
		assert_int_equal(fcntl(fd, F_ADD_SEALS, samples[i].seals), 0);
		if (wire_unseal(tmp, fd, 100, &bytes, &n, &err) != PERMFAIL)
			fail_msg("%s", samples[i].name);
		close(fd);
	}
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(wire_unseal(tmp, fds[0], 100, &bytes, &n, &err), PERMFAIL);
	assert_int_equal(wire_unseal(tmp, -1, 100, &bytes, &n, &err), PERMFAIL);
	close(fds[0]);
	close(fds[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arrives),
		cmocka_unit_test(descriptor_is_taken),
		cmocka_unit_test(largest),
		cmocka_unit_test(refused),
		cmocka_unit_test(too_long),
		cmocka_unit_test(waits),
		cmocka_unit_test(full_line),
		cmocka_unit_test(peer_is_gone),
		cmocka_unit_test(fields),
		cmocka_unit_test(cut_anywhere),
		cmocka_unit_test(lying_lengths),
		cmocka_unit_test(noise),
		cmocka_unit_test(too_much_to_put),
		cmocka_unit_test(seals),
		cmocka_unit_test(not_sealed),
	};
	struct error err;

	if (wire_pair(line, &err) != DONE)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
