/* sink.c - an SMTP server that takes every mail as fast as it can and keeps none: the far end of the benchmark
 *
 *	sink PORT [--log FILE]
 *
 * Listens on 127.0.0.1; PORT 0 takes any and prints it. FILE gets a line a mail at the moment it is accepted:
 * "monotonic_nanoseconds recipient message-id". Prints how many mails there were when it is ended by SIGTERM.
 */
#include <config.h>

#include <errno.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define IN_SIZE 65536
#define OUT_SIZE 65536
#define WORD 256

struct client {
	int fd;
	bool in_data;
	size_t in_size, out_size;
	char recipient[WORD], message_id[WORD];
	bool in_head;
	char in[IN_SIZE], out[OUT_SIZE];
};

static volatile sig_atomic_t leave;
static uint64_t mails;
static FILE *log_file;

static void
on_signal(int number)
{
	(void)number;
	leave = 1;
}

/* Answers are short and a client waits for them: they always fit, or it is not one of ours. */
static void
answer(struct client *c, const char *text)
{
	size_t n = strlen(text);

	if (c->out_size + n > sizeof c->out)
		return;
	memcpy(c->out + c->out_size, text, n);
	c->out_size += n;
}

/* What stands between < and > of a line, or after its colon. */
static void
keep_word(char out[WORD], const char *line, size_t n)
{
	const char *from = memchr(line, '<', n), *end = line + n;

	if (from == NULL)
		from = memchr(line, ':', n);
	from = from == NULL ? end : from + 1;
	const char *to = memchr(from, '>', (size_t)(end - from));
	size_t size = (size_t)((to == NULL ? end : to) - from);
	if (size >= WORD)
		size = WORD - 1;
	memcpy(out, from, size);
	out[size] = '\0';
}

static void
accept_mail(struct client *c)
{
	mails++;
	c->in_data = false;
	if (log_file != NULL) {
		struct timespec t;

		(void)clock_gettime(CLOCK_MONOTONIC, &t);
		(void)fprintf(log_file, "%" PRId64 " %s %s\n", (int64_t)t.tv_sec * 1000000000 + t.tv_nsec, c->recipient,
		    c->message_id[0] != '\0' ? c->message_id : "-");
	}
	answer(c, "250 2.0.0 taken\r\n");
}

static void
data_line(struct client *c, const char *line, size_t n)
{
	if (n == 1 && line[0] == '.')
		accept_mail(c);
	else if (n == 0)
		c->in_head = false;
	else if (c->in_head && n > 11 && strncasecmp(line, "Message-ID:", 11) == 0)
		keep_word(c->message_id, line, n);
}

/* False: the client has said good-bye. */
static bool
command_line(struct client *c, const char *line, size_t n)
{
	if (n >= 4 && strncasecmp(line, "EHLO", 4) == 0)
		answer(c, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SIZE 0\r\n250 ENHANCEDSTATUSCODES\r\n");
	else if (n >= 4 && strncasecmp(line, "DATA", 4) == 0) {
		c->in_data = c->in_head = true;
		c->message_id[0] = '\0';
		answer(c, "354 go on\r\n");
	} else if (n >= 4 && strncasecmp(line, "QUIT", 4) == 0) {
		answer(c, "221 2.0.0 bye\r\n");
		return false;
	} else {
		if (n >= 4 && strncasecmp(line, "RCPT", 4) == 0)
			keep_word(c->recipient, line, n);
		answer(c, "250 2.0.0 ok\r\n");
	}
	return true;
}

/* Takes all whole lines out of what has come. A line longer than the buffer passes in pieces: only mail has such. */
static bool
take_lines(struct client *c)
{
	char *from = c->in, *end = c->in + c->in_size, *lf;
	bool stay = true;

	while (stay && (lf = memchr(from, '\n', (size_t)(end - from))) != NULL) {
		size_t n = (size_t)(lf - from);
		if (n > 0 && from[n - 1] == '\r')
			n--;
		if (c->in_data)
			data_line(c, from, n);
		else
			stay = command_line(c, from, n);
		from = lf + 1;
	}
	c->in_size = (size_t)(end - from);
	if (c->in_size == sizeof c->in)
		c->in_size = 0;
	memmove(c->in, from, c->in_size);
	return stay;
}

static bool
flush(struct client *c)
{
	ssize_t n = c->out_size == 0 ? 0 : send(c->fd, c->out, c->out_size, MSG_NOSIGNAL);
	bool fine = n == (ssize_t)c->out_size;

	c->out_size = 0;
	return fine;
}

static bool
serve(struct client *c)
{
	ssize_t n = recv(c->fd, c->in + c->in_size, sizeof c->in - c->in_size, 0);

	if (n <= 0)
		return n < 0 && (errno == EAGAIN || errno == EINTR);
	c->in_size += (size_t)n;
	bool stay = take_lines(c);
	return flush(c) && stay;
}

static void
welcome(int listener, int poller)
{
	int on = 1, fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	struct client *c = fd < 0 ? NULL : calloc(1, sizeof *c);
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };

	if (c == NULL)
		return;
	c->fd = fd;
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event) < 0) {
		(void)close(fd);
		free(c);
		return;
	}
	answer(c, "220 sink ESMTP\r\n");
	(void)flush(c);
}

static int
listen_on(uint16_t port)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	socklen_t size = sizeof here;

	here.sin_port = htons(port);
	(void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (fd < 0 || bind(fd, (struct sockaddr *)&here, size) < 0 || listen(fd, 128) < 0 ||
	    getsockname(fd, (struct sockaddr *)&here, &size) < 0) {
		perror("sink");
		exit(1);
	}
	(void)printf("%u\n", (unsigned)ntohs(here.sin_port));
	(void)fflush(stdout);
	return fd;
}

int
main(int argc, char **argv)
{
	struct sigaction catch = { .sa_handler = on_signal };

	if (argc < 2 || (argc > 2 && (argc != 4 || strcmp(argv[2], "--log") != 0))) {
		(void)fprintf(stderr, "usage: sink PORT [--log FILE]\n");
		return 64;
	}
	if (argc == 4 && (log_file = fopen(argv[3], "we")) == NULL) {
		perror(argv[3]);
		return 73;
	}
	(void)sigaction(SIGTERM, &catch, NULL);
	(void)sigaction(SIGINT, &catch, NULL);

	int listener = listen_on((uint16_t)strtoul(argv[1], NULL, 10)), poller = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = NULL }, events[64];
	(void)epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
	while (!leave) {
		int n = epoll_wait(poller, events, 64, -1);

		for (int i = 0; i < n; i++) {
			struct client *c = events[i].data.ptr;

			if (c == NULL) {
				welcome(listener, poller);
			} else if (!serve(c)) {
				(void)close(c->fd);
				free(c);
			}
		}
		if (log_file != NULL)
			(void)fflush(log_file);
	}
	(void)printf("%" PRIu64 " mails\n", mails);
	if (log_file != NULL)
		(void)fclose(log_file);
	return 0;
}
