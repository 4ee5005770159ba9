/* log_vfs.c - see log_vfs.h
 *
 * Only the log of a writer goes through here. What has not been synced is not promised to anybody: SQLite makes a
 * transaction visible to others, and tells us that it is durable, after it has synced the log (synchronous=FULL). That
 * sync may be left to the writer, which then makes its promises later: transactions lie in the log one behind the other, so
 * that whatever a failing machine forgets, it forgets the last ones.
 */
#include <config.h>

#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "log_vfs.h"

#define NAME "postigo-log"
/* unixWrite() of SQLite takes less than 128 KiB at a time. */
#define GATHERED_MAX (124 << 10)
/* Of the log: with it a log begins that is used again. */
#define HEADER_SIZE 32

struct log_file {
	sqlite3_file file;		/* must be first: what SQLite sees */
	sqlite3_file *real;		/* behind this struct, in the room that SQLite gave */
	char *gathered;
	sqlite3_int64 offset;		/* of the first gathered byte */
	int size;
	int descriptor;			/* of our own: SQLite does not give its away; -1: none */
	bool owing;			/* the syncs of transactions are left to others */
	bool owed;			/* and there is one */
};

static sqlite3_vfs *
real_vfs(sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

/* Writes what was gathered. When that fails SQLite gives the transaction up, and what was in it with it. */
static int
flush(struct log_file *f)
{
	int size = f->size;

	f->size = 0;
	return size == 0 ? SQLITE_OK : f->real->pMethods->xWrite(f->real, f->gathered, size, f->offset);
}

static int
gather_close(sqlite3_file *file)
{
	struct log_file *f = (struct log_file *)file;
	int code = flush(f);
	int closed = f->real->pMethods->xClose(f->real);

	free(f->gathered);
	if (f->descriptor >= 0)
		close(f->descriptor);
	return code != SQLITE_OK ? code : closed;
}

static int
gather_read(sqlite3_file *file, void *bytes, int n, sqlite3_int64 offset)
{
	struct log_file *f = (struct log_file *)file;
	int code = flush(f);

	return code != SQLITE_OK ? code : f->real->pMethods->xRead(f->real, bytes, n, offset);
}

static int
gather_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
	struct log_file *f = (struct log_file *)file;
	int code = SQLITE_OK;

	if (f->size > 0 && (offset != f->offset + f->size || n > GATHERED_MAX - f->size))
		code = flush(f);
	if (code != SQLITE_OK || n > GATHERED_MAX)
		return code != SQLITE_OK ? code : f->real->pMethods->xWrite(f->real, bytes, n, offset);
	if (f->size == 0)
		f->offset = offset;
	memcpy(f->gathered + f->size, bytes, (size_t)n);
	f->size += n;
	return SQLITE_OK;
}

static int
gather_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	struct log_file *f = (struct log_file *)file;
	int code = flush(f);

	return code != SQLITE_OK ? code : f->real->pMethods->xTruncate(f->real, size);
}

/* The header has to be there before what is behind it: else an old log, half written over, would be taken for whole. */
static int
gather_sync(sqlite3_file *file, int flags)
{
	struct log_file *f = (struct log_file *)file;
	bool header = f->offset == 0 && f->size <= HEADER_SIZE;
	int code = flush(f);

	if (code == SQLITE_OK && f->owing && !header) {
		f->owed = true;
		return SQLITE_OK;
	}
	return code != SQLITE_OK ? code : f->real->pMethods->xSync(f->real, flags);
}

static int
gather_file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	struct log_file *f = (struct log_file *)file;
	int code = flush(f);

	return code != SQLITE_OK ? code : f->real->pMethods->xFileSize(f->real, size);
}

static int
gather_lock(sqlite3_file *file, int level)
{
	struct log_file *f = (struct log_file *)file;

	return f->real->pMethods->xLock(f->real, level);
}

static int
gather_unlock(sqlite3_file *file, int level)
{
	struct log_file *f = (struct log_file *)file;

	return f->real->pMethods->xUnlock(f->real, level);
}

static int
gather_check_lock(sqlite3_file *file, int *locked)
{
	struct log_file *f = (struct log_file *)file;

	return f->real->pMethods->xCheckReservedLock(f->real, locked);
}

static int
gather_control(sqlite3_file *file, int what, void *argument)
{
	struct log_file *f = (struct log_file *)file;
	int code = flush(f);

	return code != SQLITE_OK ? code : f->real->pMethods->xFileControl(f->real, what, argument);
}

static int
gather_sector_size(sqlite3_file *file)
{
	struct log_file *f = (struct log_file *)file;

	return f->real->pMethods->xSectorSize(f->real);
}

static int
gather_characteristics(sqlite3_file *file)
{
	struct log_file *f = (struct log_file *)file;

	return f->real->pMethods->xDeviceCharacteristics(f->real);
}

/* Version 1: the log is neither shared nor mapped; that is the database's own file. */
static const sqlite3_io_methods methods = {
	.iVersion = 1, .xClose = gather_close, .xRead = gather_read, .xWrite = gather_write, .xTruncate = gather_truncate,
	.xSync = gather_sync, .xFileSize = gather_file_size, .xLock = gather_lock, .xUnlock = gather_unlock,
	.xCheckReservedLock = gather_check_lock, .xFileControl = gather_control, .xSectorSize = gather_sector_size,
	.xDeviceCharacteristics = gather_characteristics,
};

static int
gather_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
	struct log_file *f = (struct log_file *)file;
	sqlite3_vfs *real = real_vfs(vfs);
	int code;

	/* Other files have no need of us, and the room that SQLite gives is large enough for them. */
	if ((flags & SQLITE_OPEN_WAL) == 0)
		return real->xOpen(real, name, file, flags, flags_out);
	*f = (struct log_file){ .real = (sqlite3_file *)(f + 1), .gathered = malloc(GATHERED_MAX), .descriptor = -1 };
	if (f->gathered == NULL)
		return SQLITE_NOMEM;
	code = real->xOpen(real, name, f->real, flags, flags_out);
	if (code != SQLITE_OK) {
		free(f->gathered);
		return code;
	}
	f->file.pMethods = &methods;
	/* To sync by one descriptor what another has written is sound. No lock of SQLite's is on the log, that closing this one
	 * would let go of. */
	f->descriptor = open(name, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	return SQLITE_OK;
}

/* The log of an open database, if it goes through here. */
static struct log_file *
log_of(sqlite3 *handle)
{
	sqlite3_file *file = NULL;

	if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK || file == NULL ||
	    file->pMethods != &methods)
		return NULL;
	return (struct log_file *)file;
}

bool
log_vfs_owe(sqlite3 *handle, bool owe)
{
	struct log_file *f = log_of(handle);

	if (f == NULL || f->descriptor < 0)
		return false;
	f->owing = owe;
	return true;
}

int
log_vfs_owed(sqlite3 *handle)
{
	struct log_file *f = log_of(handle);
	bool owed = f != NULL && f->owed;

	if (f != NULL)
		f->owed = false;
	return owed ? f->descriptor : -1;
}

const char *
log_vfs(void)
{
	static sqlite3_vfs vfs;
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);

	if (vfs.zName != NULL)
		return NAME;
	if (real == NULL)
		return NULL;
	/* All else is the real one's. Its functions look at nothing in the struct that they are given. */
	vfs = *real;
	vfs.pNext = NULL;
	vfs.zName = NAME;
	vfs.pAppData = real;
	vfs.szOsFile = (int)sizeof(struct log_file) + real->szOsFile;
	vfs.xOpen = gather_open;
	return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK ? NAME : NULL;
}
