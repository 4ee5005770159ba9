/* capture.h - what a function prints, as text */
#ifndef POSTIGO_TESTS_CTL_CAPTURE_H
#define POSTIGO_TESTS_CTL_CAPTURE_H

#include <stdio.h>
#include <sys/mman.h>
#include <talloc.h>
#include <unistd.h>

struct capture {
	FILE *stream;
	int saved, fd;
};

static inline struct capture
capture_start(FILE *stream)
{
	struct capture c = { .stream = stream, .saved = dup(fileno(stream)), .fd = memfd_create("capture", MFD_CLOEXEC) };

	fflush(stream);
	assert_true(c.saved >= 0 && dup2(c.fd, fileno(stream)) >= 0);
	return c;
}

static inline char *
capture_end(TALLOC_CTX *ctx, struct capture *c)
{
	char *bytes = talloc_zero_size(ctx, 65536);

	fflush(c->stream);
	assert_true(pread(c->fd, bytes, 65535, 0) >= 0);
	assert_true(dup2(c->saved, fileno(c->stream)) >= 0);
	close(c->saved);
	close(c->fd);
	return bytes;
}

#endif
