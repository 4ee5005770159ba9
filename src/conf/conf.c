/* conf.c - see conf.h
 *
 * First every file is read and its settings are sorted under the sections of the table; then each section is read,
 * in the order of the table, and at last what they say of each other is checked. Problems are only collected.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/conf/conf.h>

#include "check.h"
#include "sections.h"
#include "source.h"

enum shape { GROUP, LIST, SETTING };

static const struct section {
	const char *name;
	enum shape shape;
	const char *title;		/* how messages call it, or one element of the list */
	void (*read)(struct group *g);
	const char *needed;		/* what to write if it is not there; NULL: it need not be */
} sections[] = {
	{ "identity", GROUP, "identity", identity_section,
	    "identity = { name = \"Example Support\"; domain = \"example.com\"; };" },
	{ "store", GROUP, "store", store_section, NULL },
	{ "smtp", GROUP, "smtp", relay_section,
	    "smtp = { host = \"mail.example.com\"; from = \"support@example.com\"; };" },
	{ "mailboxes", LIST, "mailbox", mailbox_section,
	    "mailboxes = ( { name = \"support\"; host = \"mail.example.com\"; ... } );" },
	{ "calendars", LIST, "calendar", calendar_section, NULL },
	{ "queues", LIST, "queue", queue_section, NULL },
	{ "commands", GROUP, "commands", command_section, NULL },
	{ "teams", LIST, "team", team_section, NULL },
	{ "agents", LIST, "agent", agent_section, NULL },
	{ "organisations", LIST, "organisation", organisation_section, NULL },
	{ "slas", LIST, "SLA", sla_section, NULL },
	{ "webhooks", LIST, "webhook", webhook_section, NULL },
	{ "programs", LIST, "program", program_section, NULL },
	{ "rules", LIST, "rule", rule_section, NULL },
	{ "tiers", LIST, "tier", tier_section, NULL },
	{ "thresholds", SETTING, "", thresholds_setting, NULL },
	{ "ping_pong", SETTING, "", ping_pong_setting, NULL },
	{ "vendors", LIST, "vendor", vendor_section, NULL },
	{ "articles", GROUP, "articles", articles_section, NULL },
	{ "questionnaires", LIST, "questionnaire", questionnaire_section, NULL },
	{ "spikes", LIST, "spike", spike_section, NULL },
	{ "trust", GROUP, "trust", trust_section, NULL },
	{ "limits", GROUP, "limits", limits_section, NULL },
	{ "hold", GROUP, "hold", hold_section, NULL },
	{ "notices", GROUP, "notices", notices_section, NULL },
	{ "answers", GROUP, "answers", answers_section, NULL },
	{ "absence", GROUP, "absence", absence_section, NULL },
	{ "catch_up", GROUP, "catch_up", catch_up_section, NULL },
	{ "operator", SETTING, "", operator_setting, NULL },
	{ "keyring", GROUP, "keyring", keyring_section, NULL },
	{ "templates", GROUP, "templates", templates_section, NULL },
	{ "secret", GROUP, "secret", secret_section, NULL },
	{ "control", GROUP, "control", control_section, NULL },
	{ "pid_file", SETTING, "", pid_file_setting, NULL },
	{ "user", SETTING, "", user_setting, NULL },
	{ "readers", SETTING, "", readers_setting, NULL },
};
#define SECTIONS (sizeof(sections) / sizeof(sections[0]))

/* What stands in the files under one section: one setting, or for a list one for each file that adds to it. */
struct found {
	struct source *source;
	const config_setting_t *setting;
};

struct contents {
	struct found *list[SECTIONS];
	size_t count[SECTIONS];
	bool meant[SECTIONS];		/* it is there, misspelt */
};

static void
sort_in(struct reading *r, struct contents *all, struct source *source, const config_setting_t *setting)
{
	SCRATCH(tmp);
	const char *name = config_setting_name(setting);
	struct place place = { source, config_setting_source_line(setting) };
	struct suggest near;
	size_t i = 0;

	suggest_start(&near, name);
	for (; i < SECTIONS && strcmp(sections[i].name, name) != 0; i++)
		suggest_offer(&near, sections[i].name);
	if (i == SECTIONS) {
		reading_error(r, place, "%s is no setting%s", name,
		    near.best != NULL ? suggest_words(tmp, &near) : "; see postigo.conf(5)");
		for (i = 0; i < SECTIONS; i++)
			all->meant[i] |= sections[i].name == near.best;
		r->doubtful = true;
		return;
	}
	/* Rules on trial stand for those of the config; and so do their thresholds, if they bring any. */
	if (r->trial != NULL && !r->in_trial && (sections[i].read == rule_section ||
	    (sections[i].read == thresholds_setting && all->count[i] > 0)))
		return;
	if (all->count[i] > 0 && sections[i].shape != LIST) {
		const struct found *first = all->list[i];

		reading_error(r, place, "%s stands at %s:%u already; keep one", name, first->source->path,
		    config_setting_source_line(first->setting));
		return;
	}
	all->list[i] = talloc_realloc(r, all->list[i], struct found, (unsigned)all->count[i] + 1);
	all->list[i][all->count[i]++] = (struct found){ source, setting };
}

static void gather(struct reading *r, struct contents *all, struct source *source);

/* Who edits the rules in place and then tries them has their files included twice. */
static bool
is_on_trial(const struct reading *r, const char *path)
{
	struct stat status;

	for (size_t i = 1; r->trial != NULL && !r->in_trial && i < r->source_count; i++)
		if (stat(path, &status) == 0 && status.st_dev == r->sources[i]->status.st_dev &&
		    status.st_ino == r->sources[i]->status.st_ino)
			return true;
	return false;
}

static void
gather_included(struct reading *r, struct contents *all, struct source *source,
    const struct scan_include *include)
{
	SCRATCH(tmp);
	size_t count;
	char **paths = source_included(r, tmp, source, include, &count);

	for (size_t i = 0; i < count; i++) {
		struct source *included = is_on_trial(r, paths[i]) ? NULL : source_read(r, paths[i], source, include->line);

		if (included != NULL)
			gather(r, all, included);
	}
}

/* Settings and included files in the order in which they stand. source_read() bounds how deep this goes. */
static void
gather(struct reading *r, struct contents *all, struct source *source)
{
	const struct scan *scan = &source->scan;
	const config_setting_t *root = config_root_setting(&source->config);
	int count = config_setting_length(root);
	size_t next = 0;

	for (int i = 0; i < count; i++) {
		const config_setting_t *setting = config_setting_get_elem(root, (unsigned)i);

		while (next < scan->include_count && scan->includes[next].line < config_setting_source_line(setting))
			gather_included(r, all, source, &scan->includes[next++]);
		sort_in(r, all, source, setting);
	}
	while (next < scan->include_count)
		gather_included(r, all, source, &scan->includes[next++]);
}

/* Rules that are tried, from a file or all those of a folder. */
static void
gather_trial(struct reading *r, struct contents *all, struct source *source)
{
	SCRATCH(tmp);
	struct stat status;
	bool folder = stat(r->trial, &status) == 0 && S_ISDIR(status.st_mode);
	char *path = realpath(r->trial, NULL);
	struct scan_include include = { .pattern = talloc_asprintf(tmp, "%s%s", path != NULL ? path : r->trial, folder ? "/*.conf" : "") };

	free(path);
	r->in_trial = true;
	gather_included(r, all, source, &include);
	r->in_trial = false;
}

static void
read_one(struct reading *r, const struct section *section, struct source *source,
    const config_setting_t *setting)
{
	struct group g = read_group(r, source, setting, section->title);

	section->read(&g);
	read_end(&g);
}

static void
read_list(struct reading *r, const struct section *section, const struct found *found)
{
	const config_setting_t *list = found->setting;
	struct place place = { found->source, config_setting_source_line(list) };

	if (!config_setting_is_list(list)) {
		reading_error(r, place, "%s should be a list of groups: ( { ... }, { ... } )", section->name);
		r->doubtful = true;
		return;
	}
	for (int i = 0; i < config_setting_length(list); i++) {
		const config_setting_t *element = config_setting_get_elem(list, (unsigned)i);

		if (config_setting_is_group(element)) {
			read_one(r, section, found->source, element);
			continue;
		}
		place.line = scan_line(&found->source->scan, config_setting_source_line(element));
		reading_error(r, place, "each of %s should be a group { name = \"...\"; ... }", section->name);
	}
}

static void
read_section(struct reading *r, const struct section *section, const struct found *found, size_t count, bool meant)
{
	struct place place = { r->sources[0], 0 };

	if (count == 0 && section->needed != NULL && !meant && !r->incomplete)
		reading_error(r, place, "%s %s missing; add %s", section->name, section->shape == LIST ? "are" : "is",
		    section->needed);
	if (section->shape == LIST) {
		for (size_t i = 0; i < count; i++)
			read_list(r, section, &found[i]);
		return;
	}
	if (section->shape == SETTING) {
		struct group g = read_group(r, count > 0 ? found->source : r->sources[0],
		    count > 0 ? config_root_setting(&found->source->config) : NULL, section->title);

		section->read(&g);
		return;
	}
	if (count > 0 && !config_setting_is_group(found->setting)) {
		place = (struct place){ found->source, config_setting_source_line(found->setting) };
		reading_error(r, place, "%s should be a group { ... }", section->name);
		count = 0;
	}
	/* Sections that are not there are read as well, for their defaults. */
	read_one(r, section, count > 0 ? found->source : r->sources[0], count > 0 ? found->setting : NULL);
}

static void
fill_in(struct conf *conf)
{
	tier_defaults(conf);
	for (size_t i = 0; i < conf->mailbox_count; i++)
		if (conf->mailboxes[i].display_name == NULL && conf->identity.name != NULL)
			conf->mailboxes[i].display_name = talloc_strdup(conf, conf->identity.name);
	for (size_t i = 0; i < conf->agent_count; i++)
		if (conf->agents[i].display_name == NULL && conf->agents[i].name != NULL)
			conf->agents[i].display_name = talloc_strdup(conf, conf->agents[i].name);
	organisations_sort(conf);
}

/* Whether what is known of a section is all that stands in the files about it: it is there and without a fault, or it
 * has its default and nothing was left unread that it could stand in. */
static bool
read_soundly(struct reading *r, const struct contents *all, size_t i)
{
	size_t faults = r->problem_count;

	read_section(r, &sections[i], all->list[i], all->count[i], all->meant[i]);
	return r->problem_count == faults && !all->meant[i] && (all->count[i] > 0 || !r->incomplete);
}

/* Everything into r->conf. True when it can be told where the store is. */
static bool
read_all(struct reading *r, const char *path)
{
	struct contents all = { 0 };
	bool told = true;

	r->conf->path = talloc_strdup(r->conf, path);
	struct source *source = source_read(r, path, NULL, 0);

	if (source == NULL)
		return false;
	if (r->trial != NULL)
		gather_trial(r, &all, source);
	gather(r, &all, source);
	for (size_t i = 0; i < SECTIONS; i++)
		if (!read_soundly(r, &all, i) && sections[i].read == store_section)
			told = false;
	fill_in(r->conf);
	check_references(r);
	return told;
}

/* Half of a config had better not be used by mistake. */
static struct conf *
places_of(TALLOC_CTX *ctx, const struct conf *conf)
{
	struct conf *places = talloc_zero(ctx, struct conf);

	places->path = talloc_strdup(places, conf->path);
	places->store_url = talloc_strdup(places, conf->store_url);
	places->store_path = talloc_strdup(places, conf->store_path);
	places->control_socket = talloc_strdup(places, conf->control_socket);
	return places;
}

enum result
conf_load(TALLOC_CTX *ctx, const char *path, struct conf **out, struct conf_problems *problems)
{
	SCRATCH(tmp);
	struct reading *r = talloc_zero(tmp, struct reading);

	r->conf = talloc_zero(tmp, struct conf);
	r->conf->whole = true;
	(void)read_all(r, path);
	reading_finish(r, ctx, problems);
	if (problems->errors > 0)
		return PERMFAIL;
	*out = talloc_steal(ctx, r->conf);
	return DONE;
}

enum result
conf_load_places(TALLOC_CTX *ctx, const char *path, struct conf **out, struct conf_problems *problems)
{
	SCRATCH(tmp);
	struct reading *r = talloc_zero(tmp, struct reading);

	r->conf = talloc_zero(tmp, struct conf);
	r->conf->whole = true;
	r->without_secrets = true;
	bool told = read_all(r, path);
	reading_finish(r, ctx, problems);
	if (problems->errors > 0 && !told)
		return PERMFAIL;
	*out = problems->errors > 0 ? places_of(ctx, r->conf) : talloc_steal(ctx, r->conf);
	return DONE;
}

enum result
conf_load_trial(TALLOC_CTX *ctx, const char *path, const char *rules, struct conf **out, struct conf_problems *problems)
{
	SCRATCH(tmp);
	struct reading *r = talloc_zero(tmp, struct reading);

	r->conf = talloc_zero(tmp, struct conf);
	r->conf->whole = true;
	r->without_secrets = true;
	r->trial = rules;
	(void)read_all(r, path);
	reading_finish(r, ctx, problems);
	if (problems->errors > 0)
		return PERMFAIL;
	*out = talloc_steal(ctx, r->conf);
	return DONE;
}

void
conf_forget_secrets(struct conf *conf)
{
	conf_forget_logins(conf);
	for (size_t i = 0; i < conf->hook_count; i++)
		if (conf->hooks[i].secret != NULL)
			TALLOC_FREE(conf->hooks[i].secret->text);
}

void
conf_forget_logins(struct conf *conf)
{
	/* Freeing a password's text overwrites it. */
	TALLOC_FREE(conf->relay.server.password.text);
	for (size_t i = 0; i < conf->mailbox_count; i++)
		TALLOC_FREE(conf->mailboxes[i].server.password.text);
}

const struct conf_mailbox *
conf_mailbox(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->mailbox_count; i++)
		if (strcmp(conf->mailboxes[i].name, name) == 0)
			return &conf->mailboxes[i];
	return NULL;
}

const struct conf_mailbox *
conf_mailbox_by_address(const struct conf *conf, const char *address)
{
	for (size_t i = 0; i < conf->mailbox_count; i++) {
		const struct conf_mailbox *m = &conf->mailboxes[i];

		if (m->address != NULL && strcasecmp(m->address, address) == 0)
			return m;
		for (size_t n = 0; n < m->alias_count; n++)
			if (strcasecmp(m->aliases[n], address) == 0)
				return m;
	}
	return NULL;
}

const struct conf_queue *
conf_queue(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->queue_count; i++)
		if (strcmp(conf->queues[i].name, name) == 0)
			return &conf->queues[i];
	return NULL;
}

const struct conf_team *
conf_team(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->team_count; i++)
		if (strcmp(conf->teams[i].name, name) == 0)
			return &conf->teams[i];
	return NULL;
}

const struct conf_agent *
conf_agent(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->agent_count; i++)
		if (strcmp(conf->agents[i].name, name) == 0)
			return &conf->agents[i];
	return NULL;
}

static bool
is_address(const char *own, const char *local, size_t size, const char *domain)
{
	return strncasecmp(own, local, size) == 0 && strcasecmp(own + size, domain) == 0;
}

/* Is it one of theirs? It may be told without its +part. */
static bool
writes_from(const struct conf_agent *a, const char *local, size_t size, const char *domain)
{
	if (is_address(a->address, local, size, domain))
		return true;
	for (size_t i = 0; i < a->address_count; i++)
		if (is_address(a->addresses[i], local, size, domain))
			return true;
	return false;
}

const struct conf_agent *
conf_agent_by_address(const struct conf *conf, const char *address)
{
	const char *at = strrchr(address, '@'), *plus = strchr(address, '+');
	size_t whole = at != NULL ? (size_t)(at - address) : strlen(address);
	size_t plain = plus != NULL && plus > address && plus < address + whole ? (size_t)(plus - address) : whole;

	for (size_t i = 0; i < conf->agent_count; i++)
		if (writes_from(&conf->agents[i], address, whole, address + whole) ||
		    (plain < whole && writes_from(&conf->agents[i], address, plain, address + whole)))
			return &conf->agents[i];
	return NULL;
}

const struct conf_calendar *
conf_calendar(const struct conf *conf, const char *name)
{
	/* Asked already while the config is read, when a name may be missing. */
	for (size_t i = 0; i < conf->calendar_count; i++)
		if (conf->calendars[i].name != NULL && strcmp(conf->calendars[i].name, name) == 0)
			return &conf->calendars[i];
	return NULL;
}

const struct conf_vendor *
conf_vendor(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->vendor_count; i++)
		if (strcmp(conf->vendors[i].name, name) == 0)
			return &conf->vendors[i];
	return NULL;
}

const struct conf_sla *
conf_sla(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->sla_count; i++)
		if (strcmp(conf->slas[i].name, name) == 0)
			return &conf->slas[i];
	return NULL;
}

const struct conf_questionnaire *
conf_questionnaire(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->questionnaire_count; i++)
		if (strcmp(conf->questionnaires[i].name, name) == 0)
			return &conf->questionnaires[i];
	return NULL;
}
