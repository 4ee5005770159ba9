/* log_sync.c - see log_sync.h
 *
 * Linux has had asynchronous fdatasync() since 4.18, behind calls that glibc has no functions for.
 */
#include <config.h>

#include <errno.h>
#include <linux/aio_abi.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "log_sync.h"

struct log_sync {
	aio_context_t context;
	int descriptor;
	bool under_way;
};

static int
let_go(struct log_sync *s)
{
	if (s->context != 0)
		(void)syscall(SYS_io_destroy, s->context);
	if (s->descriptor >= 0)
		close(s->descriptor);
	return 0;
}

struct log_sync *
log_sync_new(TALLOC_CTX *ctx)
{
	struct log_sync *s = talloc_zero(ctx, struct log_sync);

	s->descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	talloc_set_destructor(s, let_go);
	if (s->descriptor >= 0 && syscall(SYS_io_setup, 1, &s->context) == 0)
		return s;
	s->context = 0;
	talloc_free(s);
	return NULL;
}

bool
log_sync_begin(struct log_sync *s, int fd)
{
	struct iocb call = {
		.aio_lio_opcode = IOCB_CMD_FDSYNC, .aio_fildes = (uint32_t)fd,
		.aio_flags = IOCB_FLAG_RESFD, .aio_resfd = (uint32_t)s->descriptor,
	};
	struct iocb *calls[1] = { &call };
	uint64_t count;

	/* The word of the last one may have come just after it was seen to have ended. */
	(void)!read(s->descriptor, &count, sizeof(count));
	s->under_way = syscall(SYS_io_submit, s->context, 1, calls) == 1;
	return s->under_way;
}

enum result
log_sync_end(struct log_sync *s, bool wait, struct error *err)
{
	struct timespec at_once = { 0, 0 };
	struct io_event event;
	long n;

	if (!s->under_way)
		return DONE;
	do
		n = syscall(SYS_io_getevents, s->context, wait ? 1 : 0, 1, &event, wait ? NULL : &at_once);
	while (n < 0 && errno == EINTR);
	if (n == 0)
		return NONE;
	s->under_way = false;
	if (n < 0)
		return error_set(err, TEMPFAIL, "waiting for a sync: %s", strerror(errno));
	if (event.res < 0)
		return error_set(err, TEMPFAIL, "sync: %s", strerror((int)-event.res));
	return DONE;
}

int
log_sync_descriptor(const struct log_sync *s)
{
	return s->descriptor;
}
