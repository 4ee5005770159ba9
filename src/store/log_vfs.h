/* log_vfs.h - gathers SQLite's writes to its log into few large ones
 *
 * For each page of a transaction SQLite writes a header and the page: twenty calls of the kernel for one mail. They go
 * to one place behind the other, so they are gathered here and written when the log is synced, or looked at.
 */
#ifndef POSTIGO_STORE_LOG_VFS_H
#define POSTIGO_STORE_LOG_VFS_H

#include <stdbool.h>

#include <sqlite3.h>

/* The name to open a database with; registers it the first time. NULL when that fails: SQLite's own then serves. */
const char *log_vfs(void);

/* From now on, until it is set to false, a transaction's end writes its log and owes the sync to whoever asked for that; they
 * must make it up before anybody is told. False: this database's log is not ours. */
bool log_vfs_owe(sqlite3 *handle, bool owe);

/* The descriptor of the log when a sync of it is owed, else -1. Asked once, it is the caller's to do. */
int log_vfs_owed(sqlite3 *handle);

#endif
