/* log_vfs.h - gathers SQLite's writes to its log into few large ones
 *
 * For each page of a transaction SQLite writes a header and the page: twenty calls of the kernel for one mail. They go
 * to one place behind the other, so they are gathered here and written when the log is synced, or looked at.
 */
#ifndef POSTIGO_STORE_LOG_VFS_H
#define POSTIGO_STORE_LOG_VFS_H

/* The name to open a database with; registers it the first time. NULL when that fails: SQLite's own then serves. */
const char *log_vfs(void);

#endif
