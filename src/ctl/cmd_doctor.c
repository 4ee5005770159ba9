/* cmd_doctor.c - postigo doctor: tries everything that the config names, and says what to mend */
#include <config.h>

#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <postigo/base/memory.h>
#include <postigo/conf/secret.h>
#include <postigo/crypt/keyring.h>
#include <postigo/fetch/fetch.h>
#include <postigo/hook/hook.h>
#include <postigo/send/send.h>
#include <postigo/store/enclosing.h>
#include <postigo/store/store.h>
#include <postigo/tmpl/catalog.h>

#include "ctl.h"
#include "output.h"

/* One visit. */
struct doctor {
	struct ctl *ctl;
	unsigned tried, ill;
	bool root;		/* it was called by root, as the daemon may be */
};

/* What to look at when a server could be talked to so far and no further. */
static const struct {
	const char *step, *remedy;
} remedies[] = {
	{ "connect", "are host and port right, is the server up, does a firewall stand between? Is tls right: a server "
	    "that waits for TLS says nothing to \"starttls\" and \"none\"" },
	{ "certificate", "does host name the server as its certificate does; is its CA known, or named in ca_file? Does it "
	    "speak TLS 1.2 at least? Is tls right: a port for STARTTLS knows no \"implicit\", and the other way round?" },
	{ "password", "may the daemon's account read it?" },
	{ "login", "are user and password right, and may this account log in this way?" },
	{ "folder", "is there a folder of that name, and may this account use it?" },
	{ "execute", "is the path right, and may the daemon's account execute it, and nobody else change it?" },
	{ "secret", "may the daemon's account read it?" },
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

/* The folder that a path lies in. */
static char *
folder_of(TALLOC_CTX *ctx, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? talloc_strdup(ctx, ".") : slash == path ? talloc_strdup(ctx, "/") :
	    talloc_strndup(ctx, path, (size_t)(slash - path));
}

static char *
account_name(TALLOC_CTX *ctx)
{
	const struct passwd *who = getpwuid(geteuid());

	return who != NULL ? talloc_strdup(ctx, who->pw_name) : talloc_asprintf(ctx, "uid %u", (unsigned)geteuid());
}

/* Could the daemon make files beside that one? NULL when it could, else why not. It makes the store's folder itself:
 * started by root before it becomes another account, else when it may write the folder above. */
static const char *
cannot_write_beside(struct doctor *d, TALLOC_CTX *ctx, const char *path)
{
	char *folder = folder_of(ctx, path), *above = folder_of(ctx, folder);

	if (access(folder, F_OK) == 0)
		return access(folder, W_OK | X_OK) == 0 ? NULL :
		    talloc_asprintf(ctx, "%s may not write the folder %s: %s", account_name(ctx), folder, strerror(errno));
	if (d->root && access(above, F_OK) == 0)
		return NULL;
	return access(above, W_OK | X_OK) == 0 ? NULL : talloc_asprintf(ctx,
	    "the folder %s is not there, and %s cannot make it: %s", folder, account_name(ctx), strerror(errno));
}

static void
try_store(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	const char *what = talloc_asprintf(tmp, "store %s", conf->store_path), *why = NULL;
	const char *remedy = "is store.url right, and may you read that file?";
	struct store *store;
	struct error err;
	enum result result = store_open(tmp, conf->store_path, STORE_READ, &store, &err);

	if (result == NONE)
		what = talloc_asprintf(tmp, "store %s (not there yet: postigod makes it)", conf->store_path);
	if (result < 0) {
		why = err.text;
	} else if ((why = cannot_write_beside(d, tmp, conf->store_path)) != NULL) {
		remedy = talloc_asprintf(tmp, "is store.url right? As root: install -d -m 700 -o %s %s",
		    conf->user != NULL ? conf->user : account_name(tmp), folder_of(tmp, conf->store_path));
	} else if (result == DONE && access(conf->store_path, W_OK) != 0) {
		why = talloc_asprintf(tmp, "%s may not write it: %s", account_name(tmp), strerror(errno));
		remedy = talloc_asprintf(tmp, "whose is it? As root: chown -R %s %s", account_name(tmp),
		    folder_of(tmp, conf->store_path));
	}
	report(d, what, NULL, why, remedy);
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
	const char *remedy = talloc_asprintf(tmp, "chmod 600 %s", conf->secret_file);
	struct stat st;

	if (stat(conf->secret_file, &st) != 0 && errno == ENOENT) {
		what = talloc_asprintf(tmp, "key file %s (not there yet: postigod makes it)", conf->secret_file);
		why = cannot_write_beside(d, tmp, conf->secret_file);
		remedy = "is secret.file right? Beside the store is a good place, and the default";
	} else if (stat(conf->secret_file, &st) != 0) {
		why = strerror(errno);
	} else if (access(conf->secret_file, R_OK) != 0) {
		why = talloc_asprintf(tmp, "%s may not read it: %s", account_name(tmp), strerror(errno));
		remedy = talloc_asprintf(tmp, "chown %s %s", account_name(tmp), conf->secret_file);
	} else if (!S_ISREG(st.st_mode)) {
		why = "this is no file";
	} else if ((st.st_mode & 077) != 0) {
		why = talloc_asprintf(tmp, "others than its owner may use it (mode %04o)", (unsigned)st.st_mode & 07777);
	}
	report(d, what, NULL, why, remedy);
}

/* A password that cannot be had is told apart from one that is wrong. True when it was reported. */
static bool
lacks_password(struct doctor *d, const char *what, const struct conf_server *server)
{
	SCRATCH(tmp);
	const char *credential = server->password.credential, *remedy = remedy_for("password");
	struct error err;
	char *password;

	if (server->user == NULL || secret_read(tmp, &server->password, &password, &err) >= 0)
		return false;
	if (credential != NULL && getenv("CREDENTIALS_DIRECTORY") == NULL)
		remedy = talloc_asprintf(tmp, "only systemd hands it over; to try it as root: systemd-run --pipe --wait "
		    "-p LoadCredential=%s:/path/of/the/password postigo -c %s doctor", credential, d->ctl->config);
	else if (credential == NULL && server->password.file != NULL)
		remedy = talloc_asprintf(tmp, "is it there, and may %s read it? As root: chgrp %s %s; chmod 640 %s",
		    account_name(tmp), account_name(tmp), server->password.file, server->password.file);
	report(d, what, "password", err.text, remedy);
	return true;
}

static void
try_mailbox(struct doctor *d, const struct conf_mailbox *m)
{
	SCRATCH(tmp);
	char *what = talloc_asprintf(tmp, "mailbox %s: %s:%u, folder %s", m->name, m->server.host,
	    (unsigned)m->server.port, m->folder);
	const char *step = NULL;
	struct error err;

	if (lacks_password(d, what, &m->server))
		return;
	enum result result = fetch_try(m, &step, &err);
	report(d, what, step, result != DONE ? err.text : NULL, remedy_for(step));
}

/* What the config wants of the keyring is there, and may be used. */
static void
try_key(struct doctor *d, const struct keyring_key *list, size_t count, const char *fingerprint, const char *address,
    enum keyring_system system, const char *what)
{
	const char *why = fingerprint != NULL ? "the keyring does not have it" : "the keyring has no secret key of that address";

	for (size_t i = 0; i < count; i++) {
		const struct keyring_key *k = &list[i];
		bool has = false;

		for (size_t n = 0; n < k->addresses.count; n++)
			has |= address != NULL && strcasecmp(k->addresses.list[n], address) == 0;
		if (fingerprint != NULL ? strcmp(k->fingerprint, fingerprint) != 0 : !has || !k->secret || k->system != system)
			continue;
		why = k->unusable;
		if (why == NULL)
			break;
	}
	report(d, what, NULL, why, "postigo key list shows what there is; see postigo.conf(5) on the keyring");
}

/* How many mails were promised to be signed or encrypted, and are not yet. */
static uint64_t
to_be_enclosed(const struct conf *conf)
{
	SCRATCH(tmp);
	struct store *store;
	struct error err;
	uint64_t count = 0;

	if (store_open(tmp, conf->store_path, STORE_READ, &store, &err) == DONE)
		(void)enclosing_count(store, &count, &err);
	return count;
}

static void
try_keyring(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	struct keyring *keyring;
	uint64_t waiting = 0;
	struct keyring_key *list = NULL;
	size_t count = 0;
	struct error err;
	enum result result;

	if (conf->keyring == NULL && (waiting = to_be_enclosed(conf)) > 0)
		report(d, "keyring", NULL, talloc_asprintf(tmp, "the config has none any more, and %llu mails are to be signed or encrypted",
		    (unsigned long long)waiting), "they wait for it, and do not go out without; postigo outbox list --state leased shows them");
	if (conf->keyring == NULL)
		return;
	result = keyring_open(tmp, conf->keyring, false, &keyring, &err);
	if (result == DONE)
		result = keyring_list(tmp, keyring, &list, &count, &err);
	report(d, talloc_asprintf(tmp, "keyring %s", conf->keyring), NULL, result == NONE ? "it is not there yet" :
	    result != DONE ? err.text : NULL, "postigo key import makes it; its folder must be the daemon's own, with mode 0700");
	for (size_t i = 0; i < conf->mailbox_count && result == DONE; i++)
		if (conf->mailboxes[i].sign != CONF_SIGN_NO)
			try_key(d, list, count, NULL, conf->mailboxes[i].address, conf->mailboxes[i].sign == CONF_SIGN_SMIME ?
			    KEYRING_SMIME : KEYRING_OPENPGP, talloc_asprintf(tmp, "key to sign with as %s", conf->mailboxes[i].address));
	for (size_t i = 0; i < conf->agent_count && result == DONE; i++)
		for (size_t k = 0; k < conf->agents[i].key_count; k++)
			try_key(d, list, count, conf->agents[i].keys[k], NULL, KEYRING_OPENPGP,
			    talloc_asprintf(tmp, "key of %s (%s)", conf->agents[i].name, conf->agents[i].keys[k]));
	if (result == DONE)
		key_leave(d->ctl, conf);
}

static void
try_relay(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	const struct conf_server *s = &conf->relay.server;
	char *what = talloc_asprintf(tmp, "smtp %s:%u, sending as %s (nothing is sent)", s->host, (unsigned)s->port,
	    conf->relay.from);
	const char *step = NULL;
	struct error err;

	if (lacks_password(d, what, s))
		return;
	enum result result = send_try(conf, &step, &err);
	report(d, what, step, result != DONE ? err.text : NULL, remedy_for(step));
}

/* Nothing is posted, and nothing run. */
static void
try_hook(struct doctor *d, const struct conf_hook *h)
{
	SCRATCH(tmp);
	char *what = h->kind == CONF_HOOK_PROGRAM ? talloc_asprintf(tmp, "program %s: %s (it is not run)", h->name, h->command[0]) :
	    talloc_asprintf(tmp, "webhook %s: %s (nothing is posted)", h->name, h->url);
	const char *step = NULL;
	struct error err;
	enum result result = hook_try(h, &step, &err);

	report(d, what, step, result != DONE ? err.text : NULL, remedy_for(step));
}

/* What root may read, the daemon's account may not: from here on we are that account. */
static void
become_daemon(struct doctor *d, const struct conf *conf)
{
	SCRATCH(tmp);
	struct error err;
	enum result result = account_become_daemon(conf, &err);
	const char *why = result != DONE ? err.text : NULL;

	if (why == NULL && access(conf->path, R_OK) != 0)
		why = talloc_asprintf(tmp, "%s may not read it, and so would not take changes: %s", account_name(tmp),
		    strerror(errno));
	report(d, talloc_asprintf(tmp, "config %s%s", d->ctl->config, geteuid() == 0 || !d->root ? "" :
	    talloc_asprintf(tmp, ", as the account %s", account_name(tmp))), NULL, why, result != DONE ?
	    "is user right, and is there such an account? adduser --system --group postigo" :
	    talloc_asprintf(tmp, "as root: chgrp %s %s; chmod 640 %s; and may that group enter its folder?",
	    account_name(tmp), conf->path, conf->path));
}

static int
doctor_run(struct ctl *ctl, int argc, char **argv)
{
	struct doctor d = { .ctl = ctl, .root = geteuid() == 0 };
	struct operands operands;
	struct conf *conf;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count > 0)
		return usage_error(ctl, "\"%s\" is not understood", operands.list[0]);
	if ((status = load_whole_conf(ctl, &conf)) != EX_OK)
		return status;
	/* A server that hangs up is a finding. OpenSSL writes to it all the same. */
	(void)signal(SIGPIPE, SIG_IGN);
	become_daemon(&d, conf);
	try_store(&d, conf);
	try_templates(&d, conf);
	try_secret(&d, conf);
	for (size_t i = 0; i < conf->mailbox_count; i++)
		try_mailbox(&d, &conf->mailboxes[i]);
	try_relay(&d, conf);
	for (size_t i = 0; i < conf->hook_count; i++)
		try_hook(&d, &conf->hooks[i]);
	try_keyring(&d, conf);
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
	    "connect, TLS, login and whether it would take mail from us; whether programs can\n"
	    "be executed, and the hosts of webhooks reached. Says for each that it is ok, or\n"
	    "what to mend. Changes nothing and delivers nothing.\n"
	    "\n"
	    "Root tries all that as the account that the daemon runs as: the one that \"user\"\n"
	    "in the config names, or the store's owner.\n"
	    "\n"
	    "Exit status: 0 when all is well, 69 when something needs mending, 78 when the\n"
	    "config cannot be used.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo doctor\n"
	    "  sudo postigo -c /etc/postigo/postigo.conf doctor\n",
	.run = doctor_run
};
