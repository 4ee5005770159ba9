/* file.h - read a whole file, write one atomically; what is in a folder */
#ifndef POSTIGO_BASE_FILE_H
#define POSTIGO_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <talloc.h>

#include <postigo/base/error.h>

/* The whole file with a NUL behind it that *size does not count, owned by ctx. NONE when there is no such file,
 * PERMFAIL when it is larger than max bytes or cannot be read. path "-" is standard input. */
enum result file_read(TALLOC_CTX *ctx, const char *path, size_t max, char **bytes, size_t *size, struct error *err);

/* Replaces the file in one step: temporary file beside it, fsync, rename, fsync of the folder. */
enum result file_write(const char *path, const void *bytes, size_t size, mode_t mode, struct error *err);

/* As file_write, but NONE, and nothing is touched, when there is such a file already: of two processes that make
 * the same file at the same time, one wins and both find it whole. */
enum result file_create(const char *path, const void *bytes, size_t size, mode_t mode, struct error *err);

/* The names of what is in the folder, sorted, NULL behind the last, owned by ctx; what is hidden is left out. NULL, and errno, when
 * it cannot be read. */
char **file_names(TALLOC_CTX *ctx, const char *folder);

/* Whether the path leads to a folder. */
bool file_is_folder(const char *path);

/* Makes the folder and those above it, mode 0700 for new ones. Existing is fine. */
enum result file_make_folder(const char *path, struct error *err);

/* Takes the exclusive lock of the file (flock), making it, and writes our pid into it. The lock ends with the last
 * copy of *fd: a child that is forked closes its own. TEMPFAIL, naming the holder's pid, when somebody else has it. */
enum result file_lock(const char *path, int *fd, struct error *err);

#endif
