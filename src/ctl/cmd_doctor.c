/* cmd_doctor.c - postigo doctor: tries everything that the config names, and says what to mend */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <postigo/base/memory.h>
#include <postigo/fetch/fetch.h>
#include <postigo/send/send.h>
#include <postigo/tmpl/catalog.h>

#include "ctl.h"
#include "output.h"

/* One visit. */
struct doctor {
	struct ctl *ctl;
	unsigned tried, ill;
};

/* What to look at when a server could be talked to so far and no further. */
static const struct {
	const char *step, *remedy;
} remedies[] = {
	{ "connect", "are host and port right, is the server up, does a firewall stand between?" },
	{ "certificate", "does host name the server as its certificate does; is its CA known, or named in ca_file?" },
	{ "login", "are user and password right, and may this account log in this way?" },
	{ "folder", "is there a folder of that name, and may this account use it?" },
	{ "sender", "may this account send as smtp.from?" }
};

static const char *
remedy_for(const char *step)
{
	for (size_t i = 0; step != NULL && i < sizeof(remedies) / sizeof(*remedies); i++)
		if (strcmp(remedies[i].step, step) == 0)
			return remedies[i].remedy;
	return NULL;
}

/* One line: what was tried, and ok or what is wrong. why is NULL when it is well. */
static void
report(struct doctor *d, const char *what, const char *step, const char *why, const char *remedy)
{
	SCRATCH(tmp);

	d->tried++;
	d->ill += why != NULL;
	if (d->ctl->json) {
		output_json(json_pack("{s:o, s:b, s:o, s:o, s:o}", "tried", json_of_string(what), "ok", why == NULL,
		    "step", json_of_string(why != NULL ? step : NULL), "why", json_of_string(why),
		    "remedy", json_of_string(why != NULL ? remedy : NULL)));
		return;
	}
	if (why == NULL)
		printf("%sok%s      %s\n", output_colour(COLOUR_GOOD), output_colour(COLOUR_NONE), what);
	else
		printf("%swrong%s   %s\n", output_colour(COLOUR_BAD), output_colour(COLOUR_NONE), what);
	if (why != NULL)
		output_text("        ", talloc_asprintf(tmp, "%s%s%s", step != NULL ? step : "",
		    step != NULL ? ": " : "", why));
	if (why != NULL && remedy != NULL)
		output_text("        ", remedy);
	fflush(stdout);
}

static void
try_store(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	const char *what = talloc_asprintf(tmp, "store %s", conf->store_path);
	struct store *store;
	struct error err;
	enum result result = store_open(tmp, conf->store_path, STORE_READ, &store, &err);

	if (result == NONE)
		what = talloc_asprintf(tmp, "store %s (not there yet: postigod makes it)", conf->store_path);
	report(d, what, NULL, result < 0 ? err.text : NULL, "is store.url right, and may you read that file?");
}

static void
try_templates(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	struct catalog *catalog;
	struct error err;
	enum result result = catalog_load(tmp, conf->templates_dir, conf->identity.language, &catalog, &err);

	report(d, talloc_asprintf(tmp, "templates in %s", conf->templates_dir), NULL, result < 0 ? err.text : NULL,
	    "is templates.dir right, and does it have a folder for identity.language?");
}

/* Whoever reads the key can write mail that is taken for a technician's. */
static void
try_secret(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	const char *what = talloc_asprintf(tmp, "key file %s", conf->secret_file), *why = NULL;
	struct stat st;

	if (stat(conf->secret_file, &st) != 0 && errno == ENOENT)
		what = talloc_asprintf(tmp, "key file %s (not there yet: postigod makes it)", conf->secret_file);
	else if (stat(conf->secret_file, &st) != 0)
		why = strerror(errno);
	else if (!S_ISREG(st.st_mode))
		why = "this is no file";
	else if ((st.st_mode & 077) != 0)
		why = talloc_asprintf(tmp, "others than its owner may use it (mode %04o)", (unsigned)st.st_mode & 07777);
	report(d, what, NULL, why, talloc_asprintf(tmp, "chmod 600 %s", conf->secret_file));
}

static void
try_mailbox(struct doctor *d, const struct conf_mailbox *m)
{
	SCRATCH(tmp);
	const char *step = NULL;
	struct error err;
	enum result result = fetch_try(m, &step, &err);

	report(d, talloc_asprintf(tmp, "mailbox %s: %s:%u, folder %s", m->name, m->server.host,
	    (unsigned)m->server.port, m->folder), step, result != DONE ? err.text : NULL, remedy_for(step));
}

static void
try_relay(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	const struct conf_server *s = &conf->relay.server;
	const char *step = NULL;
	struct error err;
	enum result result = send_try(conf, &step, &err);

	report(d, talloc_asprintf(tmp, "smtp %s:%u, sending as %s (nothing is sent)", s->host, (unsigned)s->port,
	    conf->relay.from), step, result != DONE ? err.text : NULL, remedy_for(step));
}

static int
doctor_run(struct ctl *ctl, int argc, char **argv)
{
	struct doctor d = { .ctl = ctl };
	struct operands operands;
	struct conf *conf;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count > 0)
		return usage_error(ctl, "\"%s\" is not understood", operands.list[0]);
	if ((status = load_conf(ctl, &conf)) != EX_OK)
		return status;
	report(&d, talloc_asprintf(ctl->memory, "config %s", ctl->config), NULL, NULL, NULL);
	try_store(&d, conf);
	try_templates(&d, conf);
	try_secret(&d, conf);
	for (size_t i = 0; i < conf->mailbox_count; i++)
		try_mailbox(&d, &conf->mailboxes[i]);
	try_relay(&d, conf);
	if (!ctl->json && d.ill == 0)
		printf("\nAll %u are well.\n", d.tried);
	else if (!ctl->json)
		printf("\n%u of %u need mending.\n", d.ill, d.tried);
	return d.ill == 0 ? EX_OK : EX_UNAVAILABLE;
}

const struct command cmd_doctor = {
	.name = "doctor",
	.summary = "try every server and file that the config names",
	.help =
	    "Usage: postigo [-c FILE] doctor [--json]\n"
	    "\n"
	    "Tries what the config names, one after the other: the store, the templates, the\n"
	    "key file; for each mailbox connect, TLS, login and folder; for the SMTP server\n"
	    "connect, TLS, login and whether it would take mail from us. Says for each that\n"
	    "it is ok, or what to mend. Changes nothing and delivers nothing.\n"
	    "\n"
	    "Exit status: 0 when all is well, 69 when something needs mending, 78 when the\n"
	    "config cannot be used.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo doctor\n"
	    "  sudo -u postigo postigo -c /etc/postigo/postigo.conf doctor\n",
	.run = doctor_run
};
