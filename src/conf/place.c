/* place.c - where other things are: templates, secret, control, pid_file; as whom we run, how many, whom we tell */
#include <config.h>

#include <errno.h>
#include <pwd.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include <postigo/base/memory.h>

#include "sections.h"

/* A file of that name in the store's folder. Sections with a default come after the store's: conf.c sees to it. */
static char *
beside_store(TALLOC_CTX *ctx, const struct group *g, const char *name)
{
	const char *store = g->reading->conf->store_path;

	return talloc_asprintf(ctx, "%.*s/%s", (int)(strrchr(store, '/') - store), store, name);
}

void
templates_section(struct group *g)
{
	struct conf *conf = g->reading->conf;
	struct stat status;

	conf->templates_dir = read_path(g, "dir", POSTIGO_TEMPLATES);
	if (!read_has(g, "dir"))
		return;
	if (stat(conf->templates_dir, &status) == 0 && !S_ISDIR(status.st_mode))
		read_error(g, "dir", "names %s; it should be the folder with en/, es/ and so on in it",
		    conf->templates_dir);
	else if (access(conf->templates_dir, R_OK | X_OK) != 0)
		read_error(g, "dir", "names %s: %s", conf->templates_dir, strerror(errno));
}

void
secret_section(struct group *g)
{
	SCRATCH(tmp);

	/* It need not be there: it is made on the first start. */
	g->reading->conf->secret_file = read_path(g, "file", beside_store(tmp, g, "token.keys"));
}

void
control_section(struct group *g)
{
	SCRATCH(tmp);
	struct sockaddr_un address;
	char *path = read_path(g, "socket", beside_store(tmp, g, "control"));

	g->reading->conf->control_socket = path;
	if (strlen(path) >= sizeof(address.sun_path))
		read_error(g, "socket", "would be %s; a socket's path has at most %zu bytes, give a shorter one", path,
		    sizeof(address.sun_path) - 1);
}

void
pid_file_setting(struct group *g)
{
	g->reading->conf->pid_file = read_path(g, "pid_file", NULL);
}

void
user_setting(struct group *g)
{
	char *user = read_text(g, "user", &value_name, NULL);

	g->reading->conf->user = user;
	/* Only a warning: the config may be checked on another machine than the one it is for. */
	if (user != NULL && getpwnam(user) == NULL)
		reading_warning(g->reading, read_place_of(g, "user"),
		    "user is \"%s\", an account that this system does not have; adduser --system --group %s", user,
		    user);
}

void
readers_setting(struct group *g)
{
	g->reading->conf->readers = read_number(g, "readers", 1, 32, 2);
}

void
operator_setting(struct group *g)
{
	g->reading->conf->operator = read_text(g, "operator", &value_operator, NULL);
}
