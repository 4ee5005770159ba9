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

static enum result
become(const struct passwd *who, uid_t user, gid_t group)
{
	if ((who != NULL ? initgroups(who->pw_name, group) : setgroups(0, NULL)) != 0 || setgid(group) != 0 ||
	    setuid(user) != 0)
		return PERMFAIL;
	return DONE;
}

enum result
account_become_daemon(const struct conf *conf, struct error *err)
{
	if (geteuid() != 0)
		return DONE;
	if (conf->user == NULL)
		return account_become_owner(conf, err);
	const struct passwd *who = getpwnam(conf->user);
	if (who == NULL)
		return error_set(err, PERMFAIL, "there is no account \"%s\"", conf->user);
	if (become(who, who->pw_uid, who->pw_gid) != DONE)
		return error_set(err, PERMFAIL, "cannot become %s: %s", conf->user, strerror(errno));
	return DONE;
}

enum result
account_become_owner(const struct conf *conf, struct error *err)
{
	struct stat st;

	if (geteuid() != 0 || !find_owner(conf->store_path, &st) || st.st_uid == 0)
		return DONE;
	const struct passwd *who = getpwuid(st.st_uid);
	if (become(who, st.st_uid, st.st_gid) != DONE)
		return error_set(err, PERMFAIL, "cannot become the owner of %s (uid %u): %s", conf->store_path,
		    (unsigned)st.st_uid, strerror(errno));
	return DONE;
}
