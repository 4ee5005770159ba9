/* load.c - the config and the store, as subcommands need them */
#include <config.h>

#include <stdio.h>

#include <postigo/base/memory.h>

#include "ctl.h"

#define PROBLEMS_SHOWN 5

int
load_conf(struct ctl *ctl, struct conf **out)
{
	struct conf_problems problems = { 0 };
	size_t shown = 0;

	if (conf_load(ctl->memory, ctl->config, out, &problems) == DONE)
		return EX_OK;
	for (size_t i = 0; i < problems.count && shown < PROBLEMS_SHOWN; i++) {
		const struct conf_problem *p = &problems.list[i];
		if (p->warning)
			continue;
		if (p->line != 0)
			fprintf(stderr, "%s:%u: %s\n", p->file, p->line, p->what);
		else
			fprintf(stderr, "%s: %s\n", p->file, p->what);
		shown++;
	}
	return complain(ctl, EX_CONFIG, "%s cannot be used: \"postigo check\" tells all that is wrong", ctl->config);
}

int
load_store(struct ctl *ctl, struct conf **conf, struct store **store)
{
	struct error err;
	int status = load_conf(ctl, conf);

	if (status != EX_OK)
		return status;
	enum result result = store_open(ctl->memory, (*conf)->store_path, STORE_READ, store, &err);
	if (result == NONE)
		return complain(ctl, EX_UNAVAILABLE, "there is no store yet at %s: postigod makes it when it first starts",
		    (*conf)->store_path);
	if (result != DONE)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	return EX_OK;
}
