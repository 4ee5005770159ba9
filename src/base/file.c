/* file.c - see file.h */
#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>

/* A full disk or too many open files may pass; a wrong path or missing rights need somebody. */
static enum result
failed(const char *path, struct error *err)
{
	static const int passing[] = { ENOSPC, EDQUOT, EFBIG, EIO, EMFILE, ENFILE, ENOMEM, EAGAIN, EINTR, EBUSY, ESTALE };
	int number = errno;
	enum result result = PERMFAIL;

	for (size_t i = 0; i < sizeof(passing) / sizeof(passing[0]); i++)
		if (passing[i] == number)
			result = TEMPFAIL;
	return error_set(err, result, "%s: %s", path, strerror(number));
}

/* Everything that fd still gives, but not more than max bytes. *size on success. */
static enum result
read_all(TALLOC_CTX *ctx, const char *path, int fd, size_t max, char **bytes, size_t *size, struct error *err)
{
	struct stat st;
	size_t room = 64 * 1024, used = 0;

	/* One byte more than the file has, so that its end is seen without growing. */
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= 0)
		room = (size_t)st.st_size + 1;
	if (room > max)
		room = max + 1;
	char *buffer = talloc_size(ctx, room + 1);
	for (;;) {
		ssize_t n = read(fd, buffer + used, room - used);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_set(err, PERMFAIL, "%s: %s", path, strerror(errno));
		used += (size_t)n;
		if (used > max)
			return error_set(err, PERMFAIL, "%s is larger than %zu bytes", path, max);
		if (n == 0)
			break;
		if (used == room) {
			room = room > max / 2 ? max + 1 : room * 2;
			buffer = talloc_realloc_size(ctx, buffer, room + 1);
		}
	}
	buffer[used] = '\0';
	*bytes = buffer;
	*size = used;
	return DONE;
}

enum result
file_read(TALLOC_CTX *ctx, const char *path, size_t max, char **bytes, size_t *size, struct error *err)
{
	SCRATCH(tmp);
	bool standard_input = strcmp(path, "-") == 0;
	int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return error_set(err, NONE, "%s: %s", path, strerror(errno));
	if (fd < 0)
		return error_set(err, PERMFAIL, "%s: %s", path, strerror(errno));
	enum result result = read_all(tmp, standard_input ? "standard input" : path, fd, max, bytes, size, err);
	if (!standard_input)
		close(fd);
	if (result == DONE)
		talloc_steal(ctx, *bytes);
	return result;
}

static char *
folder_of(TALLOC_CTX *ctx, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return talloc_strdup(ctx, ".");
	return talloc_strndup(ctx, path, slash == path ? 1 : (size_t)(slash - path));
}

/* A new name in a folder is durable only when the folder is. */
static enum result
sync_folder(const char *path, struct error *err)
{
	SCRATCH(tmp);
	char *folder = folder_of(tmp, path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return failed(folder, err);
	/* EINVAL: a file system that has no such thing as syncing a folder. */
	enum result result = fsync(fd) == 0 || errno == EINVAL ? DONE : failed(folder, err);
	close(fd);
	return result;
}

static bool
write_all(int fd, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			size -= (size_t)n;
		}
	}
	return true;
}

/* Writes a temporary file beside path, durable but for its name, which replaces the XXXXXX of temporary. */
static enum result
write_temporary(char *temporary, const void *bytes, size_t size, mode_t mode, struct error *err)
{
	int fd = mkostemp(temporary, O_CLOEXEC);

	if (fd < 0)
		return failed(temporary, err);
	bool written = fchmod(fd, mode) == 0 && write_all(fd, bytes, size) && fsync(fd) == 0;
	enum result result = written ? DONE : failed(temporary, err);
	if (close(fd) != 0 && result == DONE)
		result = failed(temporary, err);
	if (result != DONE)
		unlink(temporary);
	return result;
}

enum result
file_write(const char *path, const void *bytes, size_t size, mode_t mode, struct error *err)
{
	SCRATCH(tmp);
	char *temporary = talloc_asprintf(tmp, "%s.XXXXXX", path);
	enum result result = write_temporary(temporary, bytes, size, mode, err);

	if (result != DONE)
		return result;
	if (rename(temporary, path) != 0) {
		result = failed(path, err);
		unlink(temporary);
		return result;
	}
	return sync_folder(path, err);
}

enum result
file_create(const char *path, const void *bytes, size_t size, mode_t mode, struct error *err)
{
	SCRATCH(tmp);
	char *temporary = talloc_asprintf(tmp, "%s.XXXXXX", path);
	enum result result = write_temporary(temporary, bytes, size, mode, err);

	if (result != DONE)
		return result;
	/* Unlike rename(), link() never replaces. */
	if (link(temporary, path) != 0)
		result = errno == EEXIST ? error_set(err, NONE, "%s: %s", path, strerror(errno)) : failed(path, err);
	unlink(temporary);
	return result == DONE ? sync_folder(path, err) : result;
}

static void
close_folder(void *folder)
{
	(void)closedir(folder);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
file_names(TALLOC_CTX *ctx, const char *folder)
{
	SCRATCH(tmp);
	DIR *dir = opendir(folder);
	char **names;
	unsigned count = 0;
	const struct dirent *entry;

	if (dir == NULL)
		return NULL;
	memory_hold(tmp, dir, close_folder);
	names = talloc_zero_array(ctx, char *, 1);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		names = talloc_realloc(ctx, names, char *, count + 2);
		names[count++] = talloc_strdup(names, entry->d_name);
		names[count] = NULL;
	}
	if (count > 0)
		qsort(names, count, sizeof(*names), by_name);
	return names;
}

bool
file_is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

enum result
file_make_folder(const char *path, struct error *err)
{
	SCRATCH(tmp);
	char *part = talloc_strdup(tmp, path);
	struct stat st;

	for (char *p = part; *p != '\0';) {
		p += strspn(p, "/");
		p += strcspn(p, "/");
		char end = *p;
		*p = '\0';
		if (mkdir(part, 0700) == 0) {
			enum result result = sync_folder(part, err);
			if (result != DONE)
				return result;
		} else if (errno != EEXIST) {
			return failed(part, err);
		}
		*p = end;
	}
	if (stat(path, &st) != 0)
		return failed(path, err);
	return S_ISDIR(st.st_mode) ? DONE : error_set(err, PERMFAIL, "%s is not a folder", path);
}

/* Who has the lock, as it stands in the file: empty while the holder has not written it yet. */
static enum result
held_by_another(const char *path, int fd, struct error *err)
{
	char pid[24] = "";
	ssize_t n = pread(fd, pid, sizeof(pid) - 1, 0);

	pid[n > 0 ? n : 0] = '\0';
	pid[strspn(pid, "0123456789")] = '\0';
	return error_set(err, TEMPFAIL, "%s: locked by process %s", path, pid[0] != '\0' ? pid : "(unknown)");
}

static enum result
write_pid(const char *path, int fd, struct error *err)
{
	char pid[24];
	int n = snprintf(pid, sizeof(pid), "%lld\n", (long long)getpid());

	if (ftruncate(fd, 0) != 0 || pwrite(fd, pid, (size_t)n, 0) != n)
		return failed(path, err);
	return DONE;
}

/* Locks the open file. NONE when it has meanwhile lost its name: the lock would keep nobody out. */
static enum result
lock_open_file(const char *path, int fd, struct error *err)
{
	struct stat ours, named;

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			return held_by_another(path, fd, err);
		if (errno != EINTR)
			return failed(path, err);
	}
	if (fstat(fd, &ours) != 0)
		return failed(path, err);
	if (stat(path, &named) != 0 || ours.st_ino != named.st_ino || ours.st_dev != named.st_dev)
		return error_set(err, NONE, "%s: replaced while it was locked", path);
	return write_pid(path, fd, err);
}

enum result
file_lock(const char *path, int *fd, struct error *err)
{
	enum result result = NONE;

	for (int attempt = 0; result == NONE && attempt < 10; attempt++) {
		int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0644);
		if (lock < 0)
			return failed(path, err);
		result = lock_open_file(path, lock, err);
		if (result == DONE)
			*fd = lock;
		else
			close(lock);
	}
	return result == NONE ? TEMPFAIL : result;
}
