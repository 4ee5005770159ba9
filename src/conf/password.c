/* password.c - where a password comes from: text, or { file = }, { command = }, { credential = } */
#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/memory.h>

#include "sections.h"

static int
wipe(char *text)
{
	explicit_bzero(text, talloc_get_size(text));
	return 0;
}

static void
take_text(struct group *g, const char *name, const config_setting_t *setting, struct conf_secret *out)
{
	const char *text = config_setting_get_string(setting);

	if (*text == '\0') {
		read_error(g, name, strcmp(name, "password") == 0 ?
		    "is empty; leave user and password out if there is no login" : "is empty; leave it out if there is none");
		return;
	}
	out->text = talloc_strdup(g->reading->conf, text);
	talloc_set_destructor(out->text, wipe);
	if (!g->reading->without_secrets && (g->source->status.st_mode & 0007) != 0)
		read_error(g, name, "stands in a file that everybody on this system may read; chmod 640 %s",
		    g->source->path);
}

static void
check_file(struct group *g, const char *path)
{
	struct stat status;

	if (!read_can_open(g, "file", path) || stat(path, &status) != 0)
		return;
	if ((status.st_mode & 0007) != 0)
		read_error(g, "file", "names a file that everybody on this system may read; chmod 640 %s", path);
}

static void
check_command(struct group *g, const char *command)
{
	SCRATCH(tmp);
	char *program = talloc_strndup(tmp, command, strcspn(command, " "));

	if (program[0] != '/')
		read_error(g, "command", "is \"%.100s\"; begin with the whole path, no shell looks for it", command);
	else if (access(program, X_OK) != 0)
		read_error(g, "command", "names %s: %s", program, strerror(errno));
}

static void
check_credential(struct group *g, const char *credential)
{
	SCRATCH(tmp);
	const char *folder = getenv("CREDENTIALS_DIRECTORY");

	/* Without systemd nobody can tell whether it will be there. */
	if (folder != NULL && access(talloc_asprintf(tmp, "%s/%s", folder, credential), R_OK) != 0)
		read_error(g, "credential",
		    "is \"%s\", which systemd did not give us; add LoadCredential=%s:... to the unit", credential,
		    credential);
}

/* Only those who need the password look at where it comes from: others may not even be allowed to. */
static void
check_source(struct group *g, const struct conf_secret *secret)
{
	if (g->reading->without_secrets)
		return;
	if (secret->file != NULL)
		check_file(g, secret->file);
	else if (secret->command != NULL)
		check_command(g, secret->command);
	else if (secret->credential != NULL)
		check_credential(g, secret->credential);
}

static void
take_group(struct group *outer, const char *name, const config_setting_t *setting, struct conf_secret *out)
{
	struct reading *r = outer->reading;
	struct group g = read_group(r, outer->source, setting, read_title(outer, name));

	out->file = read_path(&g, "file", NULL);
	out->command = read_text(&g, "command", &value_line, NULL);
	out->credential = read_text(&g, "credential", &value_name, NULL);
	int written = read_has(&g, "file") + read_has(&g, "command") + read_has(&g, "credential");

	if (written > 1)
		reading_error(r, read_place(&g),
		    "%s comes from several places; keep one of file, command, credential", g.title);
	else if (written == 1)
		check_source(&g, out);
	else if (config_setting_length(setting) == 0)
		reading_error(r, read_place(&g),
		    "%s comes from nowhere; write { file = \"...\" }, or command or credential instead of file", g.title);
	read_end(&g);
}

void
secret_setting(struct group *g, const char *name, struct conf_secret *out)
{
	const config_setting_t *setting = read_setting(g, name);

	if (setting == NULL)
		return;
	if (config_setting_type(setting) == CONFIG_TYPE_STRING)
		take_text(g, name, setting, out);
	else if (config_setting_is_group(setting))
		take_group(g, name, setting, out);
	else
		read_error(g, name, "should be text in quotes, or { file = \"...\" }, { command = \"...\" } or "
		    "{ credential = \"...\" }");
}

void
password_setting(struct group *g, struct conf_secret *out)
{
	secret_setting(g, "password", out);
}
