/* log.c - one line an event, whatever stands in its values */
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
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
/* What was logged between capture_begin() and capture_end(). */
static int real_stderr;

static void
capture_begin(void)
{
	int fd = open("log.tmp", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);

	assert_true(fd >= 0);
	real_stderr = dup(STDERR_FILENO);
	dup2(fd, STDERR_FILENO);
	close(fd);
}

static char *
capture_end(TALLOC_CTX *ctx)
{
	char *text = talloc_zero_size(ctx, 100000);

	assert_true(pread(STDERR_FILENO, text, 99999, 0) >= 0);
	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	unlink("log.tmp");
	return text;
}

static void
values(void **state)
{
	static const struct {
		const char *value, *want;
	} samples[] = {
		{ "plain", "plain" },
		{ "", "\"\"" },
		{ "two words", "\"two words\"" },
		{ "a=b", "\"a=b\"" },
		{ "say \"hi\"", "\"say \\\"hi\\\"\"" },
		{ "back\\slash", "\"back\\\\slash\"" },
		{ "line\n<3>forged error: fatal", "\"line\\x0A<3>forged error: fatal\"" },
		{ "\r\t\x1B[31m\x7F", "\"\\x0D\\x09\\x1B[31m\\x7F\"" },
		{ "ma\xC3\xB1" "ana", "\"ma\\xC3\\xB1ana\"" },
	};
	SCRATCH(tmp);

	(void)state;
	log_open("desk", false, LOG_LEVEL_INFO);
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		capture_begin();
		log_info("stored", "mail", log_id(7), "value", samples[i].value, "none", NULL, "last", "1", NULL);
		char *line = capture_end(tmp);
		assert_string_equal(line, talloc_asprintf(tmp, "<6>info desk: stored mail=m7 value=%s last=1\n",
		    samples[i].want));
	}
}

static void
levels(void **state)
{
	SCRATCH(tmp);

	(void)state;
	log_open("fetch support", false, LOG_LEVEL_WARNING);
	capture_begin();
	log_error("one", NULL);
	log_warning("two", NULL);
	log_info("three", NULL);
	log_debug("four", NULL);
	assert_string_equal(capture_end(tmp), "<3>error fetch support: one\n<4>warning fetch support: two\n");
	log_open("desk", false, LOG_LEVEL_DEBUG);
	capture_begin();
	log_debug("four", NULL);
	assert_string_equal(capture_end(tmp), "<7>debug desk: four\n");
}

static void
terminal(void **state)
{
	SCRATCH(tmp);
	struct error err;
	instant t = 0;

	(void)state;
	log_open("desk", true, LOG_LEVEL_INFO);
	capture_begin();
	log_info("started", NULL);
	char *line = capture_end(tmp);
	char *blank = strchr(line, ' ');
	assert_non_null(blank);
	*blank = '\0';
	assert_int_equal(instant_parse(line, &t, &err), DONE);
	assert_true(llabs(instant_now() - t) < 5000);
	assert_string_equal(blank + 1, "info desk: started\n");
}

static void
long_values(void **state)
{
	SCRATCH(tmp);
	char *value = talloc_size(tmp, 5001);

	(void)state;
	memset(value, 'x', 5000);
	value[5000] = '\0';
	log_open("desk", false, LOG_LEVEL_INFO);
	capture_begin();
	log_info("stored", "value", value, "last", "1", NULL);
	char *line = capture_end(tmp);
	assert_int_equal(strspn(strchr(line, '=') + 1, "x"), 1024);
	assert_non_null(strstr(line, "x... last=1\n"));
	/* What is escaped counts as it is written, and no escape is torn. */
	memset(value, '\n', 5000);
	capture_begin();
	log_info("stored", "value", value, NULL);
	line = capture_end(tmp);
	assert_int_equal(strlen(strchr(line, '=') + 1), 1024 + strlen("\"...\"\n"));
	assert_non_null(strstr(line, "\\x0A...\"\n"));
	/* And of a very long line the end is left out, but not the end of the line. */
	memset(value, 'x', 5000);
	capture_begin();
	log_info("stored", "a", value, "b", value, "c", value, "d", value, "e", value, "f", value, "g", value, "h",
	    value, "i", value, "j", value, NULL);
	line = capture_end(tmp);
	assert_int_equal(strlen(line), 8192);
	assert_int_equal(line[8191], '\n');
}

static void
numbers(void **state)
{
	const char *first = log_number(INT64_MIN), *others[15];

	(void)state;
	for (int i = 0; i < 15; i++)
		others[i] = i % 2 == 0 ? log_number(i) : log_id(i);
	assert_string_equal(first, "-9223372036854775808");
	assert_string_equal(others[14], "14");
	assert_string_equal(others[13], "m13");
	assert_string_equal(log_id(INT64_MAX), "m9223372036854775807");
}

static void
errno_is_kept(void **state)
{
	(void)state;
	real_stderr = dup(STDERR_FILENO);
	close(STDERR_FILENO);
	errno = ENOENT;
	log_error("nobody hears", NULL);
	int kept = errno;
	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	assert_int_equal(kept, ENOENT);
}

static void
fatal_ends(void **state)
{
	SCRATCH(tmp);
	int status;

	(void)state;
	log_open("desk", false, LOG_LEVEL_ERROR);
	capture_begin();
	pid_t pid = fork();
	if (pid == 0)
		fatal(EX_CONFIG, "%s:%d: no %s", "postigo.conf", 3, "store");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_string_equal(capture_end(tmp), "<3>error desk: fatal why=\"postigo.conf:3: no store\"\n");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EX_CONFIG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values),
		cmocka_unit_test(levels),
		cmocka_unit_test(terminal),
		cmocka_unit_test(long_values),
		cmocka_unit_test(numbers),
		cmocka_unit_test(errno_is_kept),
		cmocka_unit_test(fatal_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
