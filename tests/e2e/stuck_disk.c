/* stuck_disk.c - stands in for a disk that does not come to an end: preloaded, it lets a certain sync of the desk's log never
 * end, and keeps what the disk surely has. For test_power_cut.py only; linked into nothing.
 *
 * The test and the desk share a file, mapped here before the sandbox closes: a call of ours would be the desk's. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <poll.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOG_MAX (32 << 20)

static volatile struct shared {
	int32_t hold;		/* the test's: which sync is not to end, counted from 1; 0: none */
	int32_t syncs;		/* begun so far; the test begins anew with 0 */
	int32_t held;		/* that one has begun */
	int32_t rounds;		/* since then: how often the desk has gone to wait, ... */
	int32_t heard;		/* ... what it was told, ... */
	int32_t said;		/* ... and what it told others than the supervisor */
	int32_t kept;		/* the log as the disk has it: size, ... */
	char log[LOG_MAX];	/* ... and bytes */
} *shared;
static int desk, supervisor = -1;

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

__attribute__((constructor)) static void
begin(void)
{
	int fd = open(getenv("STUCK_DISK"), O_RDWR | O_CLOEXEC);

	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (fd < 0 || shared == MAP_FAILED)
		abort();
	close(fd);
}

/* The supervisor gives its children their names. */
int
prctl(int option, ...)
{
	unsigned long a[4];
	va_list ap;

	va_start(ap, option);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(ap, unsigned long);
	va_end(ap);
	if (option == PR_SET_NAME)
		desk = strcmp((const char *)a[0], "desk") == 0;
	return REAL(int (*)(int, ...), "prctl")(option, a[0], a[1], a[2], a[3]);
}

static int
is_log(int fd)
{
	unsigned char magic[4];

	return pread(fd, magic, 4, 0) == 4 && magic[0] == 0x37 && magic[1] == 0x7f && magic[2] == 0x06;
}

/* A sync of the log begins. What the one before was for is on the disk: there is one at a time. True: this one never ends. */
static int
is_stuck(int fd)
{
	if (!desk || !is_log(fd))
		return 0;
	if (shared->held)
		return 1;
	if (++shared->syncs == shared->hold)
		shared->held = 1;
	else
		shared->kept = (int32_t)pread(fd, (char *)shared->log, LOG_MAX, 0);
	return shared->held;
}

static void
wait_for_ever(void)
{
	for (;; usleep(1000)) {
		shared->rounds++;
		shared->heard++;
	}
}

/* The background: submitted, it seems, and never done. */
long
syscall(long number, ...)
{
	long a[6];
	va_list ap;

	va_start(ap, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (number == SYS_io_submit && is_stuck((int)(*(struct iocb **)a[2])->aio_fildes))
		return 1;
	if (number == SYS_io_getevents && desk && shared->held) {
		if (a[1] > 0)
			wait_for_ever();
		return 0;
	}
	return REAL(long (*)(long, ...), "syscall")(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* The foreground. */
int
fdatasync(int fd)
{
	if (is_stuck(fd))
		wait_for_ever();
	return REAL(int (*)(int), "fdatasync")(fd);
}

int
poll(struct pollfd *fds, nfds_t n, int timeout)
{
	/* Not those for a moment, in the middle of a round. */
	if (desk && shared->held && n > 1)
		shared->rounds++;
	return REAL(int (*)(struct pollfd *, nfds_t, int), "poll")(fds, n, timeout);
}

ssize_t
recvmsg(int fd, struct msghdr *message, int flags)
{
	ssize_t n = REAL(ssize_t (*)(int, struct msghdr *, int), "recvmsg")(fd, message, flags);

	if (desk && shared->held && n > 0)
		shared->heard++;
	return n;
}

ssize_t
sendmsg(int fd, const struct msghdr *message, int flags)
{
	/* The supervisor is the first to be spoken to, and all that it hears is that the desk is alive. */
	if (desk && supervisor == -1)
		supervisor = fd;
	if (desk && shared->held && fd != supervisor)
		shared->said++;
	return REAL(ssize_t (*)(int, const struct msghdr *, int), "sendmsg")(fd, message, flags);
}
