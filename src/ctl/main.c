/* main.c - postigo: what operators type; the table of its subcommands */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

#include "ctl.h"

static const struct command *const commands[] = {
	&cmd_check,
	&cmd_doctor,
	&cmd_status,
	&cmd_ticket,
	&cmd_problem,
	&cmd_tier,
	&cmd_outbox,
	&cmd_inbox,
	&cmd_hook,
	&cmd_person,
	&cmd_agent,
	&cmd_team,
	&cmd_organisation,
	&cmd_article,
	&cmd_token, &cmd_key,
	&cmd_template,
	&cmd_parse,
	&cmd_explain,
	&cmd_rules,
	&cmd_replay,
	&cmd_inject,
	&cmd_version,
	&cmd_help
};
#define COMMANDS (sizeof(commands) / sizeof(*commands))

static const struct command *
command_find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int
command_unknown(struct ctl *ctl, const char *name)
{
	SCRATCH(tmp);
	struct suggest like;

	suggest_start(&like, name);
	for (size_t i = 0; i < COMMANDS; i++)
		suggest_offer(&like, commands[i]->name);
	return usage_error(ctl, "there is no command \"%s\"%s", name, suggest_words(tmp, &like));
}

static void
list_commands(FILE *to)
{
	fputs("Usage: postigo [-c FILE] [--json] COMMAND ...\n\n", to);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n"
	    "  -c, --config FILE   the config, instead of " POSTIGO_CONFIG "\n"
	    "                      (or what POSTIGO_CONF names)\n"
	    "  --json              one JSON object a line, for scripts\n"
	    "  --help              this, or the help of a command\n"
	    "\n"
	    "\"postigo COMMAND --help\" has the details and examples.\n", to);
}

static int
help_run(struct ctl *ctl, int argc, char **argv)
{
	struct operands operands;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count == 0) {
		list_commands(stdout);
		return EX_OK;
	}
	const struct command *command = command_find(operands.list[0]);
	if (command == NULL)
		return command_unknown(ctl, operands.list[0]);
	fputs(command->help, stdout);
	return EX_OK;
}

const struct command cmd_help = {
	.name = "help",
	.summary = "what the commands are, and how each is used",
	.help =
	    "Usage: postigo help [COMMAND]\n"
	    "\n"
	    "Lists the commands, or explains one of them.\n"
	    "\n"
	    "Example:\n"
	    "  postigo help ticket\n",
	.run = help_run
};

static int
version_run(struct ctl *ctl, int argc, char **argv)
{
	struct operands operands;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (ctl->json)
		printf("{\"name\":\"%s\",\"version\":\"%s\"}\n", PACKAGE_NAME, PACKAGE_VERSION);
	else
		printf("%s\n", PACKAGE_STRING);
	return EX_OK;
}

const struct command cmd_version = {
	.name = "version",
	.summary = "which version this is",
	.help =
	    "Usage: postigo version [--json]\n"
	    "\n"
	    "Prints the version.\n"
	    "\n"
	    "Example:\n"
	    "  postigo version\n",
	.run = version_run
};

static int
run(struct ctl *ctl, int argc, char **argv)
{
	int first, status = options_leading(ctl, argc, argv, &first);

	if (status != GO_ON)
		return status;
	if (first == argc) {
		list_commands(stderr);
		return EX_USAGE;
	}
	const struct command *command = command_find(argv[first]);
	if (command == NULL)
		return command_unknown(ctl, argv[first]);
	ctl->command = command;
	return command->run(ctl, argc - first, argv + first);
}

int
main(int argc, char **argv)
{
	const char *config = getenv("POSTIGO_CONF");
	struct ctl ctl = {
		.memory = talloc_new(NULL),
		.config = config != NULL && *config != '\0' ? config : POSTIGO_CONFIG
	};
	/* A store that is made here holds people's mail. */
	(void)umask(077);
	int status = run(&ctl, argc, argv);

	/* What was cut off by a full disk or a closed pipe must not look like all there is. */
	if ((fflush(stdout) != 0 || ferror(stdout)) && status == EX_OK)
		status = complain(&ctl, EX_IOERR, "not everything could be written");
	talloc_free(ctl.memory);
	return status;
}
