/* main.c - postigod: options, config, account, then the supervisor */
#include <config.h>

#include <errno.h>
#include <getopt.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/conf/conf.h>
#include <postigo/desk/desk.h>
#include <postigo/store/store.h>

#include "background.h"
#include "supervisor.h"

struct options {
	const char *config;
	bool foreground;
	const char *clock;	/* of a rehearsal, NULL: none */
	double speed;
};

static void
usage(FILE *out)
{
	fputs("usage: postigod [-c FILE] [-f] [--clock TIME [--speed N]]\n"
	      "\n"
	      "  -c, --config FILE   read this config (default: what POSTIGO_CONF names, or\n"
	      "                      " POSTIGO_CONFIG ")\n"
	      "  -f, --foreground    stay in the foreground and log to standard error\n"
	      "      --clock TIME    a rehearsal in simulated time that begins at TIME (2026-01-31T08:00:00Z)\n"
	      "      --speed N       with --clock: N simulated seconds a second (default: 1)\n"
	      "      --version       print the version and leave\n"
	      "      --help          print this and leave\n"
	      "\n"
	      "SIGHUP reads the config anew, wholly or not at all; SIGTERM finishes what is in hand and leaves.\n"
	      "See postigod(8) and postigo.conf(5).\n", out);
}

static void
read_options(int argc, char **argv, struct options *o)
{
	static const struct option table[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "foreground", no_argument, NULL, 'f' },
		{ "clock", required_argument, NULL, 'C' },
		{ "speed", required_argument, NULL, 'S' },
		{ "version", no_argument, NULL, 'V' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	char *end;
	int c;

	while ((c = getopt_long(argc, argv, "c:fh", table, NULL)) != -1)
		switch (c) {
		case 'c':
			o->config = optarg;
			break;
		case 'f':
			o->foreground = true;
			break;
		case 'C':
			o->clock = optarg;
			break;
		case 'S':
			o->speed = strtod(optarg, &end);
			if (*end != '\0' || !(o->speed > 0 && o->speed <= 1e6)) {
				fprintf(stderr, "postigod: --speed %s: want a number above 0, up to 1000000\n", optarg);
				exit(EX_USAGE);
			}
			break;
		case 'V':
			puts(PACKAGE_STRING);
			exit(EX_OK);
		case 'h':
			usage(stdout);
			exit(EX_OK);
		default:
			usage(stderr);
			exit(EX_USAGE);
		}
	if (optind < argc) {
		fprintf(stderr, "postigod: unexpected argument \"%s\"\n", argv[optind]);
		usage(stderr);
		exit(EX_USAGE);
	}
}

/* Simulated time starts before anything reads the clock. */
static void
rehearse(const struct options *o)
{
	struct error err;
	instant start;

	if (o->clock == NULL)
		return;
	if (instant_parse(o->clock, &start, &err) != DONE) {
		fprintf(stderr, "postigod: --clock: %s\n", err.text);
		exit(EX_USAGE);
	}
	instant_rehearse(start, o->speed);
}

static struct conf *
load(const char *path)
{
	struct conf_problems problems = { 0 };
	struct conf *conf = NULL;
	enum result result = conf_load(NULL, path, &conf, &problems);

	if (result == DONE)
		desk_check_rules(conf, NULL, &problems);

	for (size_t i = 0; i < problems.count; i++) {
		const struct conf_problem *p = &problems.list[i];

		fputs(p->file, stderr);
		if (p->line != 0)
			fprintf(stderr, ":%u", p->line);
		fprintf(stderr, ": %s%s\n", p->warning ? "warning: " : "", p->what);
	}
	if (result != DONE || problems.errors > 0) {
		fprintf(stderr, "postigod: %s: %zu error%s; nothing was started\n", path, problems.errors,
		    problems.errors == 1 ? "" : "s");
		exit(EX_CONFIG);
	}
	return conf;
}

/* Root is given up for good before anything is opened that others could write to. */
static void
change_account(const struct conf *conf)
{
	const struct passwd *account;
	struct error err;

	if (geteuid() != 0)
		return;
	if (conf->user == NULL) {
		log_warning("runs_as_root", "hint", "set user = \"postigo\" in the config", NULL);
		return;
	}
	errno = 0;
	account = getpwnam(conf->user);
	if (account == NULL)
		fatal(EX_CONFIG, "there is no account \"%s\" (setting user in %s)", conf->user, conf->path);
	if (store_make_folder(conf->store_path, account->pw_uid, account->pw_gid, &err) != DONE)
		fatal(EX_CONFIG, "%s", err.text);
	if (initgroups(account->pw_name, account->pw_gid) != 0 || setgid(account->pw_gid) != 0 ||
	    setuid(account->pw_uid) != 0)
		fatal(EX_NOPERM, "cannot become %s: %s", conf->user, strerror(errno));
}

int
main(int argc, char **argv)
{
	struct options o = { .config = POSTIGO_CONFIG, .speed = 1 };
	struct supervisor_options s = { .ready = -1 };
	struct conf *conf;
	const char *config = getenv("POSTIGO_CONF");
	char *absolute;
	int status;

	if (config != NULL && *config != '\0')
		o.config = config;
	read_options(argc, argv, &o);
	rehearse(&o);
	umask(0077);
	absolute = realpath(o.config, NULL);
	o.config = absolute != NULL ? absolute : o.config;
	conf = load(o.config);
	/* The journal adds time and priority itself. */
	s.to_terminal = o.foreground && getenv("JOURNAL_STREAM") == NULL;
	s.config = o.config;
	if (!o.foreground)
		s.ready = background_detach();
	log_open("supervisor", s.to_terminal, LOG_LEVEL_INFO);
	change_account(conf);

	status = supervisor_run(conf, &s);
	free(absolute);
	return status;
}
