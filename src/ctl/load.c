/* load.c - the config and the store, as subcommands need them */
#include <config.h>

#include <stdio.h>

#include <postigo/base/memory.h>
#include <postigo/base/zone.h>

#include "ctl.h"
#include "output.h"

#define PROBLEMS_SHOWN 5

static int
refuse(const struct ctl *ctl, const struct conf_problems *problems)
{
	size_t shown = 0;

	for (size_t i = 0; i < problems->count && shown < PROBLEMS_SHOWN; i++) {
		const struct conf_problem *p = &problems->list[i];
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

static int
told_in(const struct conf *conf)
{
	if (conf->identity.zone != NULL)
		output_zone(zone_name(conf->identity.zone));
	return EX_OK;
}

int
load_whole_conf(struct ctl *ctl, struct conf **out)
{
	struct conf_problems problems = { 0 };

	return conf_load(ctl->memory, ctl->config, out, &problems) == DONE ? told_in(*out) : refuse(ctl, &problems);
}

int
load_conf(struct ctl *ctl, struct conf **out)
{
	struct conf_problems problems = { 0 };

	if (conf_load_places(ctl->memory, ctl->config, out, &problems) != DONE)
		return refuse(ctl, &problems);
	if (!(*out)->whole)
		(void)complain(ctl, EX_CONFIG, "warning: %s has %zu error%s: \"postigo check\" tells; going on, for where "
		    "store and daemon are can be told", ctl->config, problems.errors, problems.errors == 1 ? "" : "s");
	return told_in(*out);
}

/* In a rehearsal now is what it is for the daemon. */
static enum result
join_rehearsal(struct ctl *ctl, struct store *store, struct error *err)
{
	char *words = NULL;
	enum result result = store_meta(ctl->memory, store, "rehearsal", &words, err);

	if (result == DONE)
		(void)instant_join(words);
	return result == NONE ? DONE : result;
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
	if (result == DONE)
		result = join_rehearsal(ctl, *store, &err);
	if (result != DONE)
		return complain(ctl, status_of(result, EX_UNAVAILABLE), "%s", err.text);
	return EX_OK;
}
