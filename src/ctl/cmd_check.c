/* cmd_check.c - postigo check: everything that is wrong with the config, in one go */
#include <config.h>

#include <stdio.h>

#include "ctl.h"
#include "output.h"

static void
print_problem(const struct ctl *ctl, const struct conf_problem *p)
{
	if (ctl->json) {
		output_json(json_pack("{s:s, s:o, s:s, s:s}", "file", p->file, "line", json_of_number(p->line),
		    "severity", p->warning ? "warning" : "error", "what", p->what));
		return;
	}
	printf("%s", p->file);
	if (p->line != 0)
		printf(":%u", p->line);
	if (p->warning)
		printf(": %swarning:%s %s\n", output_colour(COLOUR_WARN), output_colour(COLOUR_NONE), p->what);
	else
		printf(": %s\n", p->what);
}

static void
print_sum(const struct ctl *ctl, const struct conf_problems *problems)
{
	size_t warnings = problems->count - problems->errors;

	if (problems->count == 0)
		printf("%s %sis fine%s\n", ctl->config, output_colour(COLOUR_GOOD), output_colour(COLOUR_NONE));
	else
		printf("%s: %zu error%s, %zu warning%s\n", ctl->config, problems->errors,
		    problems->errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
}

static int
check_run(struct ctl *ctl, int argc, char **argv)
{
	struct conf_problems problems = { 0 };
	struct operands operands;
	struct conf *conf;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count > 0)
		return usage_error(ctl, "\"%s\" is not understood; another config is named with -c", operands.list[0]);
	enum result result = conf_load(ctl->memory, ctl->config, &conf, &problems);
	for (size_t i = 0; i < problems.count; i++)
		print_problem(ctl, &problems.list[i]);
	if (!ctl->json)
		print_sum(ctl, &problems);
	return result == DONE ? 0 : 1;
}

const struct command cmd_check = {
	.name = "check",
	.summary = "tell what is wrong with the config",
	.help =
	    "Usage: postigo [-c FILE] check [--json]\n"
	    "\n"
	    "Reads the config and everything that it includes, and prints each problem as\n"
	    "FILE:LINE: what is wrong and what would be right. Nothing else is touched and\n"
	    "no server is asked: that does \"postigo doctor\".\n"
	    "\n"
	    "Exit status: 0 when it can be used (there may be warnings), 1 when not.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo check\n"
	    "  postigo -c ./postigo.conf check --json\n",
	.run = check_run
};
