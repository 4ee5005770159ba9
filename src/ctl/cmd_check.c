/* cmd_check.c - postigo check: everything that is wrong with the config, in one go */
#include <config.h>

#include <postigo/article/article.h>
#include <postigo/desk/desk.h>
#include <postigo/tmpl/catalog.h>

#include "ctl.h"

static int
check_run(struct ctl *ctl, int argc, char **argv)
{
	struct conf_problems problems = { 0 };
	struct operands operands;
	struct articles articles;
	struct catalog *catalog;
	struct conf *conf;
	int status = options_read(ctl, argc, argv, NULL, &operands);

	if (status != GO_ON)
		return status;
	if (operands.count > 0)
		return usage_error(ctl, "\"%s\" is not understood; another config is named with -c", operands.list[0]);
	if (conf_load(ctl->memory, ctl->config, &conf, &problems) == DONE) {
		(void)catalog_read(ctl->memory, conf->templates_dir, conf->identity.language, conf, &catalog, ctl->memory,
		    &problems);
		if (conf->articles.dir != NULL)
			(void)article_read_folder(ctl->memory, conf->articles.dir, conf, &articles, ctl->memory, &problems);
		desk_check_rules(conf, ctl->memory, &problems);
	}
	return problems_print(ctl, ctl->config, &problems);
}

const struct command cmd_check = {
	.name = "check",
	.summary = "tell what is wrong with the config",
	.help =
	    "Usage: postigo [-c FILE] check [--json]\n"
	    "\n"
	    "Reads the config and everything that it includes, then templates and articles,\n"
	    "tries the samples of rules, and prints each problem as FILE:LINE: what is wrong\n"
	    "and what would be right. Nothing else is touched and no server is asked: that\n"
	    "does \"postigo doctor\".\n"
	    "\n"
	    "Exit status: 0 when it can be used (there may be warnings), 1 when not.\n"
	    "\n"
	    "Examples:\n"
	    "  postigo check\n"
	    "  postigo -c ./postigo.conf check --json\n",
	.run = check_run
};
