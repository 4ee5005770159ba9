/* ctl.h - what the subcommands of `postigo` share */
#ifndef POSTIGO_CTL_CTL_H
#define POSTIGO_CTL_CTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>
#include <sysexits.h>
#include <talloc.h>

#include <postigo/base/error.h>
#include <postigo/conf/conf.h>
#include <postigo/store/store.h>

/* One run of `postigo`. */
struct ctl {
	TALLOC_CTX *memory;	/* for the whole run */
	const char *config;	/* path of the config file */
	const struct command *command;
	bool json;
};

/* A subcommand; one file each, one line in main.c's table. run returns an exit status of sysexits.h. */
struct command {
	const char *name;
	const char *summary;	/* for the list of commands */
	const char *help;
	int (*run)(struct ctl *ctl, int argc, char **argv);
};

/* One of several things that a noun can do: `postigo ticket close`. A list ends with a NULL name. */
struct verb {
	const char *name;
	int (*run)(struct ctl *ctl, char **operands, size_t count, const void *options);
};

/* options.c: an option that a command takes beside -c, --json and --help. A list ends with a NULL name. */
struct choice {
	const char *name;	/* without the dashes */
	const char **value;	/* set to its value ... */
	bool *flag;		/* ... or set to true, when it takes none */
};

struct operands {
	char **list;
	size_t count;
};

#define GO_ON (-1)

/* Reads the options, wherever they stand, and gives back what is left. GO_ON, or the status to exit with. */
int options_read(struct ctl *ctl, int argc, char **argv, const struct choice *choices, struct operands *out);
/* The same up to the first word that is no option; *first is its place in argv. */
int options_leading(struct ctl *ctl, int argc, char **argv, int *first);
/* Says on stderr what is wrong with the command line, and where to read on. Returns EX_USAGE. */
int usage_error(const struct ctl *ctl, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The verb that the first operand names is run with the others. */
int verb_run(struct ctl *ctl, const struct verb *verbs, const struct operands *operands, const void *options);
/* All that most nouns do: reads the options, and runs the verb. choices fill in what `options` points to. */
int noun_run(struct ctl *ctl, int argc, char **argv, const struct verb *verbs, const struct choice *choices, const void *options);
/* Reads a number of a ticket or row (a leading # is fine). EX_USAGE, having said so, when it is none. */
int number_read(const struct ctl *ctl, const char *what, const char *text, int64_t *out);

/* Reads the number that is the first operand, of a ticket or row, and that no more stand there than are wanted. */
int number_operand(const struct ctl *ctl, const char *what, char **operands, size_t count, size_t wanted, int64_t *out);
/* Reads --most: a number, or `otherwise` when it was not given. */
int most_read(const struct ctl *ctl, const char *text, size_t otherwise, size_t *out);
/* Reads a state by its name, -1 when text is NULL. name_of gives the names of the states from 0 to last. */
int state_read(const struct ctl *ctl, const char *text, const char *(*name_of)(int), int last, int *out);

/* load.c: the config; EX_CONFIG, having said why on stderr, when it cannot be used. */
int load_whole_conf(struct ctl *ctl, struct conf **out);
/* What is needed of it to read the store and to ask the daemon, whose own config may be an older and better one: with
 * errors in it, conf->whole is false and a warning was given. Passwords' files are not looked at. */
int load_conf(struct ctl *ctl, struct conf **out);
/* The config and the store, for reading. EX_UNAVAILABLE when there is no store yet. */
int load_store(struct ctl *ctl, struct conf **conf, struct store **store);

/* account.c: from here on root is the owner of the store, whoever that is; others stay who they are. */
enum result account_become_owner(const struct conf *conf, struct error *err);

/* The same, but the account that the config names for the daemon where it names one. */
enum result account_become_daemon(const struct conf *conf, struct error *err);

/* request.c: has the desk carry out a request (postigo/base/wire_control.h), the daemon's or, when none runs, our own.
 * memfd is -1 or a sealed mail. The reference to request is taken over. EX_OK with *answer, owned by ctl->memory's
 * end; else a status of sysexits.h with the reason in err. */
int request_do(struct ctl *ctl, const struct conf *conf, json_t *request, int memfd, json_t **answer,
    struct error *err);
/* Only asks the daemon: NONE when none is running. */
enum result request_daemon(struct ctl *ctl, const struct conf *conf, const json_t *request, int memfd,
    json_t **answer, struct error *err);
/* For verbs that have no more to say than yes or no. Says which on stdout or stderr. */
int request_simple(struct ctl *ctl, json_t *request, const char *done, ...) __attribute__((format(printf, 3, 4)));

/* request_simple for a verb about one row of inbox, outbox or hooks, whose number is the only operand. */
int request_row(struct ctl *ctl, const char *verb, const char *done, char **operands, size_t count);

/* cmd_key.c: done with the keyring. No agent of GnuPG's is left behind where no daemon runs that would use it. */
void key_leave(struct ctl *ctl, const struct conf *conf);

/* problems.c: prints each, and how many there are. EX_OK, or 1 when one is an error. */
int problems_print(const struct ctl *ctl, const char *about, const struct conf_problems *problems);

/* Says "postigo COMMAND: what" on stderr and returns status. */
int complain(const struct ctl *ctl, int status, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* EX_TEMPFAIL for TEMPFAIL, otherwise the status given. */
int status_of(enum result result, int otherwise);

extern const struct command cmd_agent, cmd_article, cmd_organisation, cmd_team;
extern const struct command cmd_check, cmd_doctor, cmd_explain, cmd_help, cmd_inbox, cmd_hook, cmd_inject, cmd_key, cmd_outbox,
    cmd_parse, cmd_person, cmd_problem, cmd_replay, cmd_rules, cmd_status, cmd_template, cmd_ticket, cmd_tier, cmd_token,
    cmd_version;

#endif
