/* file.c - whole files, in and out */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
static char folder[] = "file.XXXXXX";

static char *
at(TALLOC_CTX *ctx, const char *name)
{
	return talloc_asprintf(ctx, "%s/%s", folder, name);
}

static void
there_and_back(void **state)
{
	SCRATCH(tmp);
	char *path = at(tmp, "a"), *bytes = NULL;
	size_t size = 0;
	struct error err;
	struct stat st;

	(void)state;
	assert_int_equal(file_write(path, "one\0two", 7, 0640, &err), DONE);
	assert_int_equal(file_read(tmp, path, 7, &bytes, &size, &err), DONE);
	assert_int_equal(size, 7);
	assert_memory_equal(bytes, "one\0two", 8);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	assert_int_equal(file_read(tmp, path, 6, &bytes, &size, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "larger than 6"));
	assert_int_equal(file_write(path, "", 0, 0600, &err), DONE);
	assert_int_equal(file_read(tmp, path, 100, &bytes, &size, &err), DONE);
	assert_int_equal(size, 0);
	assert_string_equal(bytes, "");
	assert_int_equal(unlink(path), 0);
}

static void
not_read(void **state)
{
	SCRATCH(tmp);
	char *bytes = NULL;
	size_t size = 0;
	struct error err;

	(void)state;
	assert_int_equal(file_read(tmp, at(tmp, "none"), 10, &bytes, &size, &err), NONE);
	assert_non_null(strstr(err.text, "/none: No such file"));
	assert_int_equal(file_read(tmp, folder, 10, &bytes, &size, &err), PERMFAIL);
	assert_non_null(strstr(err.text, folder));
}

/* A pipe tells nobody its size, and gives what it has in pieces. */
static void
standard_input(void **state)
{
	SCRATCH(tmp);
	char *bytes = NULL;
	size_t size = 0;
	struct error err;
	int fds[2];

	(void)state;
	for (int round = 0; round < 2; round++) {
		int status, saved = dup(STDIN_FILENO);
		assert_int_equal(pipe(fds), 0);
		pid_t pid = fork();
		if (pid == 0) {
			close(fds[0]);
			signal(SIGPIPE, SIG_IGN);
			for (int i = 0; i < 200000; i++)
				if (write(fds[1], "0123456789", 10) != 10)
					_exit(1);
			_exit(0);
		}
		close(fds[1]);
		dup2(fds[0], STDIN_FILENO);
		close(fds[0]);
		size_t max = round == 0 ? 2000000 : 1999999;
		assert_int_equal(file_read(tmp, "-", max, &bytes, &size, &err), round == 0 ? DONE : PERMFAIL);
		dup2(saved, STDIN_FILENO);
		close(saved);
		assert_int_equal(waitpid(pid, &status, 0), pid);
	}
	assert_int_equal(size, 2000000);
	assert_string_equal(bytes + 1999990, "0123456789");
}

/* How many names there are in the folder. */
static int
entries(void)
{
	DIR *d = opendir(folder);
	int n = 0;

	assert_non_null(d);
	for (const struct dirent *e; (e = readdir(d)) != NULL;)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

/* A disk that is full in the middle: the old file stays as it was, and nothing lies about. */
static void
failed_write_changes_nothing(void **state)
{
	SCRATCH(tmp);
	char *path = at(tmp, "a"), *bytes = NULL;
	size_t size = 0;
	struct error err;
	int status;

	(void)state;
	assert_int_equal(file_write(path, "old", 3, 0600, &err), DONE);
	pid_t pid = fork();
	if (pid == 0) {
		struct rlimit limit = { 1000, 1000 };
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		_exit(file_write(path, talloc_zero_size(tmp, 5000), 5000, 0600, &err) != TEMPFAIL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(file_read(tmp, path, 10, &bytes, &size, &err), DONE);
	assert_string_equal(bytes, "old");
	assert_int_equal(entries(), 1);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(file_write(at(tmp, "none/a"), "x", 1, 0600, &err), PERMFAIL);
}

static void
create_never_replaces(void **state)
{
	SCRATCH(tmp);
	char *path = at(tmp, "a"), *bytes = NULL;
	size_t size = 0;
	struct error err;

	(void)state;
	assert_int_equal(file_create(path, "first", 5, 0600, &err), DONE);
	assert_int_equal(file_create(path, "second", 6, 0600, &err), NONE);
	assert_int_equal(file_read(tmp, path, 10, &bytes, &size, &err), DONE);
	assert_string_equal(bytes, "first");
	assert_int_equal(unlink(path), 0);
}

static void
folders(void **state)
{
	SCRATCH(tmp);
	struct error err;
	struct stat st;

	(void)state;
	assert_int_equal(file_make_folder(at(tmp, "x/y//z/"), &err), DONE);
	assert_int_equal(file_make_folder(at(tmp, "x/y/z"), &err), DONE);
	assert_int_equal(stat(at(tmp, "x/y/z"), &st), 0);
	assert_int_equal(st.st_mode, S_IFDIR | 0700);
	assert_int_equal(file_write(at(tmp, "x/file"), "", 0, 0600, &err), DONE);
	assert_int_equal(file_make_folder(at(tmp, "x/file"), &err), PERMFAIL);
	assert_int_equal(file_make_folder(at(tmp, "x/file/y"), &err), PERMFAIL);
	assert_int_equal(file_make_folder("/", &err), DONE);
	unlink(at(tmp, "x/file"));
	rmdir(at(tmp, "x/y/z"));
	rmdir(at(tmp, "x/y"));
	assert_int_equal(rmdir(at(tmp, "x")), 0);
}

static void
names(void **state)
{
	SCRATCH(tmp);
	struct error err;
	char **list;

	(void)state;
	errno = 0;
	assert_null(file_names(tmp, at(tmp, "n")));
	assert_int_equal(errno, ENOENT);
	assert_int_equal(file_make_folder(at(tmp, "n/es"), &err), DONE);
	list = file_names(tmp, at(tmp, "n/es"));
	assert_non_null(list);
	assert_null(list[0]);
	assert_int_equal(file_write(at(tmp, "n/.hidden"), "", 0, 0600, &err), DONE);
	assert_int_equal(file_write(at(tmp, "n/b"), "", 0, 0600, &err), DONE);
	assert_int_equal(file_write(at(tmp, "n/a"), "", 0, 0600, &err), DONE);
	list = file_names(tmp, at(tmp, "n"));
	assert_string_equal(list[0], "a");
	assert_string_equal(list[1], "b");
	assert_string_equal(list[2], "es");
	assert_null(list[3]);
	assert_true(file_is_folder(at(tmp, "n/es")));
	assert_false(file_is_folder(at(tmp, "n/a")));
	assert_false(file_is_folder(at(tmp, "n/c")));
	unlink(at(tmp, "n/.hidden"));
	unlink(at(tmp, "n/a"));
	unlink(at(tmp, "n/b"));
	rmdir(at(tmp, "n/es"));
	assert_int_equal(rmdir(at(tmp, "n")), 0);
}

static void
lock(void **state)
{
	SCRATCH(tmp);
	char *path = at(tmp, "lock"), *bytes = NULL;
	size_t size = 0;
	struct error err;
	int fd = -1, other = -1;

	(void)state;
	assert_int_equal(file_write(path, "99999999999 of an earlier life\n", 31, 0644, &err), DONE);
	assert_int_equal(file_lock(path, &fd, &err), DONE);
	assert_int_equal(file_read(tmp, path, 100, &bytes, &size, &err), DONE);
	assert_string_equal(bytes, talloc_asprintf(tmp, "%d\n", (int)getpid()));
	assert_int_equal(file_lock(path, &other, &err), TEMPFAIL);
	assert_non_null(strstr(err.text, talloc_asprintf(tmp, "by process %d", (int)getpid())));
	assert_int_equal(other, -1);
	close(fd);
	assert_int_equal(file_lock(path, &fd, &err), DONE);
	close(fd);
	/* A link would let somebody else say which file is written over. */
	assert_int_equal(symlink("lock", at(tmp, "link")), 0);
	assert_int_equal(file_lock(at(tmp, "link"), &fd, &err), PERMFAIL);
	unlink(at(tmp, "link"));
	unlink(path);
}

static int
make_place(void **state)
{
	(void)state;
	return mkdtemp(folder) == NULL;
}

/* Fails when a test left something behind. */
static int
remove_place(void **state)
{
	(void)state;
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(not_read),
		cmocka_unit_test(standard_input),
		cmocka_unit_test(failed_write_changes_nothing),
		cmocka_unit_test(create_never_replaces),
		cmocka_unit_test(folders),
		cmocka_unit_test(names),
		cmocka_unit_test(lock),
	};

	return cmocka_run_group_tests(tests, make_place, remove_place);
}
