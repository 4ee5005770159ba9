/* account.c - root works on the store as its owner
 *
 * `sudo postigo ticket close 12` while no daemon runs would else leave files behind that belong to root: the daemon,
 * which runs under an account of its own, could not open them any more.
 */
#include <config.h>

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <postigo/base/memory.h>

#include "ctl.h"

/* The store itself, or the folder that it will be made in. */
static bool
find_owner(const char *store, struct stat *st)
{
	SCRATCH(tmp);
	const char *slash = strrchr(store, '/');

	if (stat(store, st) == 0)
		return true;
	return slash != NULL && slash != store &&
	    stat(talloc_strndup(tmp, store, (size_t)(slash - store)), st) == 0;
}

enum result
account_become_owner(const struct conf *conf, struct error *err)
{
	struct stat st;

	if (geteuid() != 0 || !find_owner(conf->store_path, &st) || st.st_uid == 0)
		return DONE;
	const struct passwd *who = getpwuid(st.st_uid);
	if ((who != NULL ? initgroups(who->pw_name, st.st_gid) : setgroups(0, NULL)) != 0 || setgid(st.st_gid) != 0 ||
	    setuid(st.st_uid) != 0)
		return error_set(err, PERMFAIL, "cannot become the owner of %s (uid %u): %s", conf->store_path,
		    (unsigned)st.st_uid, strerror(errno));
	return DONE;
}
