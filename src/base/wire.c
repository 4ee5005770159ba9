/* wire.c - see wire.h */
#include <config.h>

#include <assert.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdalign.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/base/wire.h>

#define BUFFER_WANTED (4 << 20)
#define PAUSE_MS 5
#define NULL_STRING UINT32_MAX		/* the length that says that there is no string at all */
#define SEALS (F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK)

/* As it travels; every number little-endian. */
struct header {
	uint16_t version;
	uint16_t type;
	uint32_t length;
	uint64_t id;
};

static_assert(sizeof(struct header) == 16, "the header travels as it lies in memory");

static const char *const names[] = {
	[WIRE_LINE] = "LINE", [WIRE_READY] = "READY", [WIRE_ALIVE] = "ALIVE",
	[WIRE_MAILBOX] = "MAILBOX", [WIRE_LEDGER] = "LEDGER", [WIRE_MAIL] = "MAIL", [WIRE_STORED] = "STORED",
	[WIRE_TOLD] = "TOLD", [WIRE_SKIPPED] = "SKIPPED", [WIRE_HEALTH] = "HEALTH",
	[WIRE_PARSE] = "PARSE", [WIRE_PARTS] = "PARTS", [WIRE_COVER] = "COVER",
	[WIRE_OPEN] = "OPEN", [WIRE_ENCLOSE] = "ENCLOSE",
	[WIRE_HOLDING] = "HOLDING", [WIRE_WANT] = "WANT", [WIRE_OUTGOING] = "OUTGOING", [WIRE_DOT] = "DOT",
	[WIRE_RESULT] = "RESULT", [WIRE_RELAY] = "RELAY",
	[WIRE_HOOKING] = "HOOKING", [WIRE_JOB] = "JOB",
	[WIRE_REQUEST] = "REQUEST",
};

const char *
wire_name(unsigned type)
{
	return type < sizeof(names) / sizeof(names[0]) ? names[type] : NULL;
}

/* The kernel gives an ordinary user less than this and says nothing: what it gives will do. */
static void
enlarge_buffers(int fd)
{
	int size = BUFFER_WANTED;

	if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(size)) != 0)
		(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) != 0)
		(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
}

enum result
wire_pair(int fds[2], struct error *err)
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds) != 0)
		return error_set(err, TEMPFAIL, "socketpair: %s", strerror(errno));
	enlarge_buffers(fds[0]);
	enlarge_buffers(fds[1]);
	return DONE;
}

/* Room for two descriptors, so that a second one is seen (and closed) rather than lost unseen. */
struct control {
	alignas(struct cmsghdr) char bytes[CMSG_SPACE(2 * sizeof(int))];
};

static void
attach(struct msghdr *msg, struct control *control, int fd)
{
	msg->msg_control = control->bytes;
	msg->msg_controllen = CMSG_SPACE(sizeof(int));
	struct cmsghdr *c = CMSG_FIRSTHDR(msg);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &fd, sizeof(int));
}

/* One attempt. NONE when the peer's buffer is full, or too many descriptors are under way between processes of this
 * user (ETOOMANYREFS): both pass as soon as somebody reads. */
static enum result
send_once(int socket, struct iovec *parts, int fd, int flags, struct error *err)
{
	struct control control = { 0 };
	struct msghdr msg = { .msg_iov = parts, .msg_iovlen = parts[1].iov_len > 0 ? 2 : 1 };

	if (fd >= 0)
		attach(&msg, &control, fd);
	for (;;) {
		if (sendmsg(socket, &msg, flags | MSG_NOSIGNAL) >= 0)
			return DONE;
		if (errno == EAGAIN || errno == ENOBUFS || errno == ETOOMANYREFS)
			return error_set(err, NONE, "sending: %s", strerror(errno));
		if (errno != EINTR)
			return error_set(err, TEMPFAIL, "sending: %s", strerror(errno));
	}
}

/* Descriptors that are under way elsewhere do not show in this socket: when it has room already, only time helps. */
static void
wait_writable(int socket)
{
	struct pollfd p = { .fd = socket, .events = POLLOUT };

	if (poll(&p, 1, 0) == 0)
		(void)poll(&p, 1, -1);
	else
		(void)poll(NULL, 0, PAUSE_MS);
}

static enum result
send_message(int socket, enum wire_type type, uint64_t id, const void *payload, size_t size, int fd, bool wait,
    struct error *err)
{
	if (size > WIRE_MAX)
		return error_set(err, PERMFAIL, "%s with %zu bytes is too large to send", wire_name(type), size);

	struct header header = { htole16(WIRE_VERSION), htole16((uint16_t)type), htole32((uint32_t)size), htole64(id) };
	struct iovec parts[2] = { { &header, sizeof(header) }, { (void *)(uintptr_t)payload, size } };

	for (;;) {
		enum result result = send_once(socket, parts, fd, wait ? 0 : MSG_DONTWAIT, err);
		if (result != NONE || !wait)
			return result;
		wait_writable(socket);
	}
}

enum result
wire_send(int socket, enum wire_type type, uint64_t id, const void *payload, size_t size, int fd, struct error *err)
{
	return send_message(socket, type, id, payload, size, fd, true, err);
}

enum result
wire_try_send(int socket, enum wire_type type, uint64_t id, const void *payload, size_t size, int fd,
    struct error *err)
{
	return send_message(socket, type, id, payload, size, fd, false, err);
}

/* What one recvmsg() brought. Not cleared beforehand: that would cost more than the call. */
struct packet {
	struct control control;
	struct header header;
	uint8_t payload[WIRE_MAX];
	size_t size;		/* header and payload */
	int fd;			/* or -1 */
	bool surplus;		/* something was cut off, or came twice */
};

/* Takes the descriptors out: the first is kept, all others are closed. */
static void
take_descriptors(struct packet *p, struct msghdr *msg)
{
	p->fd = -1;
	for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c != NULL; c = CMSG_NXTHDR(msg, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < count; i++) {
			int fd;
			memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(int));
			if (p->fd < 0) {
				p->fd = fd;
				continue;
			}
			close(fd);
			p->surplus = true;
		}
	}
}

/* One attempt that never waits. */
static enum result
receive_once(int socket, struct packet *p, struct error *err)
{
	struct iovec parts[2] = { { &p->header, sizeof(p->header) }, { p->payload, sizeof(p->payload) } };
	struct msghdr msg = {
		.msg_iov = parts, .msg_iovlen = 2,
		.msg_control = p->control.bytes, .msg_controllen = sizeof(p->control.bytes),
	};
	ssize_t n;

	do
		n = recvmsg(socket, &msg, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n < 0 && errno == EAGAIN)
		return NONE;
	if (n < 0)
		return error_set(err, TEMPFAIL, "receiving: %s", strerror(errno));
	p->size = (size_t)n;
	p->surplus = (msg.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0;
	take_descriptors(p, &msg);
	if (n == 0 && p->fd < 0)
		return error_set(err, TEMPFAIL, "the peer is gone");
	return DONE;
}

static enum result
check_packet(const struct packet *p, struct error *err)
{
	if (p->size < sizeof(p->header))
		return error_set(err, PERMFAIL, "a message of %zu bytes has no header", p->size);

	unsigned version = le16toh(p->header.version), type = le16toh(p->header.type);
	uint32_t length = le32toh(p->header.length);
	if (version != WIRE_VERSION)
		return error_set(err, PERMFAIL, "a message of version %u, where %d is spoken", version, WIRE_VERSION);
	if (wire_name(type) == NULL)
		return error_set(err, PERMFAIL, "a message of unknown type %u", type);
	if (p->surplus)
		return error_set(err, PERMFAIL, "%s: too long, or more than one descriptor", wire_name(type));
	if (length != p->size - sizeof(p->header))
		return error_set(err, PERMFAIL, "%s: says %u bytes and has %zu", wire_name(type), length,
		    p->size - sizeof(p->header));
	return DONE;
}

static int
message_gone(struct wire_message *m)
{
	if (m->fd >= 0)
		close(m->fd);
	return 0;
}

/* The message with its payload behind it, in one piece of memory. */
static struct wire_message *
message_of(TALLOC_CTX *ctx, const struct packet *p)
{
	size_t size = p->size - sizeof(p->header);
	struct wire_message *m = talloc_size(ctx, sizeof(*m) + size);
	uint8_t *payload = (uint8_t *)(m + 1);

	memcpy(payload, p->payload, size);
	*m = (struct wire_message){
		.type = le16toh(p->header.type), .id = le64toh(p->header.id),
		.payload = payload, .size = size, .fd = p->fd,
	};
	talloc_set_name_const(m, "struct wire_message");
	talloc_set_destructor(m, message_gone);
	return m;
}

/* Waits until something can be read or the deadline is over; a deadline of -1 never is. */
static enum result
wait_readable(int socket, int64_t deadline, struct error *err)
{
	struct pollfd p = { .fd = socket, .events = POLLIN };

	for (;;) {
		int64_t rest = deadline < 0 ? -1 : deadline - instant_monotonic();
		int n = poll(&p, 1, deadline >= 0 && rest < 0 ? 0 : (int)rest);
		if (n > 0)
			return DONE;
		if (n == 0)
			return NONE;
		if (errno != EINTR)
			return error_set(err, TEMPFAIL, "waiting for a message: %s", strerror(errno));
	}
}

enum result
wire_receive(TALLOC_CTX *ctx, int socket, int timeout_ms, struct wire_message **out, struct error *err)
{
#if defined(__has_attribute) && __has_attribute(uninitialized)
	__attribute__((uninitialized))
#endif
	struct packet packet;
	int64_t deadline = timeout_ms > 0 ? instant_monotonic() + timeout_ms : -1;
	enum result result;

	while ((result = receive_once(socket, &packet, err)) == NONE) {
		if (timeout_ms == 0)
			return NONE;
		result = wait_readable(socket, deadline, err);
		if (result != DONE)
			return result;
	}
	if (result != DONE)
		return result;
	result = check_packet(&packet, err);
	if (result == DONE)
		*out = message_of(ctx, &packet);
	else if (packet.fd >= 0)
		close(packet.fd);
	return result;
}

int
wire_take_fd(struct wire_message *m)
{
	int fd = m->fd;

	m->fd = -1;
	return fd;
}

void
wire_put_u8(struct text *t, uint8_t n)
{
	text_add(t, &n, sizeof(n));
}

void
wire_put_u32(struct text *t, uint32_t n)
{
	uint32_t little = htole32(n);

	text_add(t, &little, sizeof(little));
}

void
wire_put_u64(struct text *t, uint64_t n)
{
	uint64_t little = htole64(n);

	text_add(t, &little, sizeof(little));
}

void
wire_put_rows(struct text *t, const uint64_t *rows, size_t count)
{
	wire_put_u32(t, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		wire_put_u64(t, rows[i]);
}

void
wire_put_bytes(struct text *t, const void *bytes, size_t n)
{
	/* Whole or not at all; a length is 32 bits. That the text is cut, its sender sees. */
	if (n >= NULL_STRING || n > t->max - t->size) {
		t->cut = true;
		return;
	}
	wire_put_u32(t, (uint32_t)n);
	text_add(t, bytes, n);
}

void
wire_put_string(struct text *t, const char *string)
{
	if (string == NULL)
		wire_put_u32(t, NULL_STRING);
	else
		wire_put_bytes(t, string, strlen(string));
}

/* The next n bytes, or NULL and the message is broken from here on. */
static const uint8_t *
get(struct wire_message *m, size_t n)
{
	if (m->broken || n > m->size - m->cursor) {
		m->broken = true;
		return NULL;
	}
	const uint8_t *here = m->payload + m->cursor;
	m->cursor += n;
	return here;
}

uint8_t
wire_get_u8(struct wire_message *m)
{
	const uint8_t *p = get(m, 1);

	return p != NULL ? *p : 0;
}

uint32_t
wire_get_u32(struct wire_message *m)
{
	const uint8_t *p = get(m, sizeof(uint32_t));
	uint32_t little = 0;

	if (p != NULL)
		memcpy(&little, p, sizeof(little));
	return le32toh(little);
}

uint64_t
wire_get_u64(struct wire_message *m)
{
	const uint8_t *p = get(m, sizeof(uint64_t));
	uint64_t little = 0;

	if (p != NULL)
		memcpy(&little, p, sizeof(little));
	return le64toh(little);
}

size_t
wire_get_rows(struct wire_message *m, uint64_t *rows, size_t most)
{
	uint32_t count = wire_get_u32(m);

	if (count > most)
		m->broken = true;
	for (size_t i = 0; !m->broken && i < count; i++)
		rows[i] = wire_get_u64(m);
	return m->broken ? 0 : count;
}

const uint8_t *
wire_get_bytes(struct wire_message *m, size_t *n)
{
	uint32_t length = wire_get_u32(m);
	const uint8_t *p = get(m, length);

	*n = p != NULL ? length : 0;
	return p;
}

char *
wire_get_string(TALLOC_CTX *ctx, struct wire_message *m)
{
	uint32_t length = wire_get_u32(m);

	if (length == NULL_STRING)
		return NULL;
	const uint8_t *p = get(m, length);
	if (p == NULL)
		return NULL;
	if (memchr(p, '\0', length) != NULL) {
		m->broken = true;
		return NULL;
	}
	return talloc_strndup(ctx, (const char *)p, length);
}

enum result
wire_done(struct wire_message *m, struct error *err)
{
	if (m->broken)
		return error_set(err, PERMFAIL, "%s: a field is missing or wrong", wire_name(m->type));
	if (m->cursor != m->size)
		return error_set(err, PERMFAIL, "%s: %zu bytes left over", wire_name(m->type), m->size - m->cursor);
	return DONE;
}

static bool
write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t written = write(fd, bytes, n);
		if (written < 0 && errno != EINTR)
			return false;
		if (written > 0) {
			bytes += written;
			n -= (size_t)written;
		}
	}
	return true;
}

enum result
wire_seal(const char *name, const void *bytes, size_t n, int *fd, struct error *err)
{
	int memory = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (memory < 0)
		return error_set(err, TEMPFAIL, "memfd %s: %s", name, strerror(errno));
	if (!write_all(memory, bytes, n) || fcntl(memory, F_ADD_SEALS, SEALS | F_SEAL_SEAL) != 0) {
		error_set(err, TEMPFAIL, "memfd %s: %s", name, strerror(errno));
		close(memory);
		return TEMPFAIL;
	}
	*fd = memory;
	return DONE;
}

/* Its size does not change any more. lseek() and not fstat(): a sandboxed reader may not ask about files. */
static enum result
sealed_size(int fd, size_t max, size_t *size, struct error *err)
{
	int seals = fcntl(fd, F_GET_SEALS);

	if (seals < 0 || (seals & SEALS) != SEALS)
		return error_set(err, PERMFAIL, "a descriptor that is no sealed memory");
	off_t end = lseek(fd, 0, SEEK_END);
	if (end < 0)
		return error_set(err, PERMFAIL, "sealed memory: %s", strerror(errno));
	if ((uint64_t)end > max)
		return error_set(err, PERMFAIL, "sealed memory of %lld bytes, where %zu are allowed", (long long)end, max);
	*size = (size_t)end;
	return DONE;
}

enum result
wire_unseal(TALLOC_CTX *ctx, int fd, size_t max, char **bytes, size_t *n, struct error *err)
{
	SCRATCH(tmp);
	size_t size = 0, used = 0;
	enum result result = sealed_size(fd, max, &size, err);

	if (result != DONE)
		return result;
	char *copy = talloc_size(tmp, size + 1);
	while (used < size) {
		ssize_t got = pread(fd, copy + used, size - used, (off_t)used);
		if (got == 0 || (got < 0 && errno != EINTR))
			return error_set(err, PERMFAIL, "sealed memory: %s", got == 0 ? "it ends early" : strerror(errno));
		if (got > 0)
			used += (size_t)got;
	}
	copy[size] = '\0';
	*bytes = talloc_steal(ctx, copy);
	*n = size;
	return DONE;
}
