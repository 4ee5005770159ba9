/* secret.c - see secret.h */
#include <config.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/conf/secret.h>

#define LONGEST 4096
#define COMMAND_TIME SECONDS(10)
#define MOST_WORDS 32

static int
wipe(char *text)
{
	explicit_bzero(text, talloc_get_size(text));
	return 0;
}

static char *
wiped_copy(TALLOC_CTX *ctx, const char *bytes, size_t size)
{
	char *copy = talloc_strndup(ctx, bytes, size);

	talloc_set_destructor(copy, wipe);
	return copy;
}

/* The first line, without its end. what: for the message when there is nothing in it. */
static enum result
first_line(TALLOC_CTX *ctx, const char *bytes, const char *what, char **out, struct error *err)
{
	size_t size = strcspn(bytes, "\r\n");

	if (size == 0)
		return error_set(err, PERMFAIL, "%s: the first line is empty", what);
	*out = wiped_copy(ctx, bytes, size);
	return DONE;
}

static enum result
from_file(TALLOC_CTX *ctx, const char *path, char **out, struct error *err)
{
	SCRATCH(tmp);
	char *bytes;
	size_t size;
	enum result result = file_read(tmp, path, LONGEST, &bytes, &size, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "%s: there is no such file", path);
	if (result != DONE)
		return result;
	talloc_set_destructor(bytes, wipe);
	return first_line(ctx, bytes, path, out, err);
}

static enum result
from_credential(TALLOC_CTX *ctx, const char *name, char **out, struct error *err)
{
	SCRATCH(tmp);
	const char *folder = getenv("CREDENTIALS_DIRECTORY");

	if (folder == NULL)
		return error_set(err, PERMFAIL, "credential \"%s\": not started by systemd with LoadCredential=", name);
	return from_file(ctx, talloc_asprintf(tmp, "%s/%s", folder, name), out, err);
}

/* In the child, between fork and exec: nothing but system calls. */
static void
become(char *const *words, int output)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	setpgid(0, 0);
	int input = open("/dev/null", O_RDONLY);

	if (input < 0 || dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0)
		_exit(126);
	close_range(STDERR_FILENO + 1, ~0u, 0);
	execv(words[0], words);
	_exit(127);
}

/* Everything that the command says, up to LONGEST bytes; -1 when it took too long or said too much. */
static ssize_t
listen_to(int output, int64_t end, char buffer[LONGEST + 1])
{
	size_t size = 0;

	while (size < LONGEST) {
		struct pollfd wait = { .fd = output, .events = POLLIN };
		int64_t left = end - instant_monotonic();
		int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return -1;
		ssize_t n = read(output, buffer + size, LONGEST - size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			buffer[size] = '\0';
			return n == 0 ? (ssize_t)size : -1;
		}
		size += (size_t)n;
	}
	return -1;
}

/* Waits for the child's end; it may close its output and stay. False when time is up first. */
static bool
has_ended(pid_t child, int64_t end, int *status)
{
	for (;;) {
		pid_t ended = waitpid(child, status, WNOHANG);

		if (ended == child || (ended < 0 && errno != EINTR))
			return true;
		if (instant_monotonic() >= end)
			return false;
		poll(NULL, 0, 5);
	}
}

/* What the command said, and its status. TEMPFAIL when it was killed for taking too long or saying too much. */
static enum result
run(char *const *words, char buffer[LONGEST + 1], int *status, struct error *err)
{
	int64_t end = instant_monotonic() + COMMAND_TIME;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(err, TEMPFAIL, "%s: %s", words[0], strerror(errno));
	pid_t child = fork();

	if (child == 0)
		become(words, ends[1]);
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return error_set(err, TEMPFAIL, "%s: %s", words[0], strerror(errno));
	}
	ssize_t size = listen_to(ends[0], end, buffer);

	close(ends[0]);
	if (size >= 0 && has_ended(child, end, status))
		return DONE;
	/* What it started itself goes as well. */
	kill(-child, SIGKILL);
	kill(child, SIGKILL);
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		;
	return error_set(err, TEMPFAIL, "%s: no end after 10 seconds or 4 KiB", words[0]);
}

static enum result
from_command(TALLOC_CTX *ctx, const char *command, char **out, struct error *err)
{
	SCRATCH(tmp);
	char *words[MOST_WORDS + 1], *rest = NULL;
	size_t n = 0;

	for (char *word = strtok_r(talloc_strdup(tmp, command), " ", &rest); word != NULL;
	    word = strtok_r(NULL, " ", &rest)) {
		if (n == MOST_WORDS)
			return error_set(err, PERMFAIL, "\"%s\": more than %d words", command, MOST_WORDS);
		words[n++] = word;
	}
	words[n] = NULL;
	if (n == 0)
		return error_set(err, PERMFAIL, "the password's command is empty");
	char buffer[LONGEST + 1];
	int status = 0;
	enum result result = run(words, buffer, &status, err);

	if (result == DONE && !(WIFEXITED(status) && WEXITSTATUS(status) == 0))
		result = error_set(err, TEMPFAIL, "%s: ended with %s %d", words[0],
		    WIFEXITED(status) ? "status" : "signal",
		    WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	if (result == DONE)
		result = first_line(ctx, buffer, words[0], out, err);
	explicit_bzero(buffer, sizeof(buffer));
	return result;
}

enum result
secret_read(TALLOC_CTX *ctx, const struct conf_secret *secret, char **out, struct error *err)
{
	if (secret->text != NULL) {
		*out = wiped_copy(ctx, secret->text, strlen(secret->text));
		return DONE;
	}
	if (secret->file != NULL)
		return from_file(ctx, secret->file, out, err);
	if (secret->command != NULL)
		return from_command(ctx, secret->command, out, err);
	if (secret->credential != NULL)
		return from_credential(ctx, secret->credential, out, err);
	return NONE;
}
