/* wording.c - see wording.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "sections.h"

/* ---- what is written */

static bool
is_several(const config_setting_t *setting)
{
	return setting != NULL && config_setting_is_group(setting);
}

struct conf_wordings
wordings_of(struct group *g, const char *name, const config_setting_t *setting, const struct value_kind *kind)
{
	int n = is_several(setting) ? config_setting_length(setting) : setting != NULL;
	struct conf_wordings words = { .list = talloc_zero_array(g->reading->conf, struct conf_wording, (unsigned)n + 1) };

	for (int i = 0; i < n; i++) {
		const config_setting_t *element = is_several(setting) ? config_setting_get_elem(setting, (unsigned)i) : setting;
		const char *language = element != setting ? config_setting_name(element) : NULL;
		const char *wrong = language != NULL ? value_language.wrong(g->reading, language) : NULL;

		if (wrong != NULL)
			read_error(g, name, "has a name in it that %s", wrong);
		words.list[words.count] = (struct conf_wording){ talloc_strdup(g->reading->conf, language),
			read_one_text(g, name, element, kind) };
		words.count += words.list[words.count].text != NULL;
	}
	return words;
}

struct conf_wordings
wordings_setting(struct group *g, const char *name, const struct value_kind *kind)
{
	return wordings_of(g, name, read_setting(g, name), kind);
}

struct conf_wordings
wordings_needed(struct group *g, const char *name, const struct value_kind *kind)
{
	struct conf_wordings words = { 0 };
	const config_setting_t *setting;

	if (!read_has(g, name)) {
		(void)read_needed(g, name, kind);
		return words;
	}
	setting = read_setting(g, name);
	if (is_several(setting) && config_setting_length(setting) == 0)
		read_error(g, name, "is empty; write %s = { en = \"%s\"; }", name, kind->example);
	else
		words = wordings_of(g, name, setting, kind);
	return words;
}

/* ---- what is read */

const char *
conf_wording(const struct conf_wording *list, size_t count, const char *language)
{
	const char *base = NULL, *any = NULL;
	size_t n = language != NULL ? strcspn(language, "-_") : 0;

	for (size_t i = 0; i < count; i++) {
		const struct conf_wording *w = &list[i];

		if (w->language == NULL)
			any = any != NULL ? any : w->text;
		else if (language != NULL && strcasecmp(w->language, language) == 0)
			return w->text;
		else if (n > 0 && base == NULL && strncasecmp(w->language, language, n) == 0 && strcspn(w->language, "-_") == n)
			base = w->text;
	}
	return base != NULL ? base : any;
}

const char *
conf_shown(const struct conf *conf, const struct conf_wordings *words, const char *language, const char *otherwise)
{
	const char *text = conf_wording(words->list, words->count, language);

	if (text == NULL)
		text = conf_wording(words->list, words->count, conf->identity.language);
	if (text == NULL && words->count > 0)
		text = words->list[0].text;
	return text != NULL ? text : otherwise;
}

const char *
conf_queue_shown(const struct conf *conf, const char *name, const char *language)
{
	const struct conf_queue *queue = name != NULL ? conf_queue(conf, name) : NULL;

	return queue != NULL ? conf_shown(conf, &queue->shown, language, name) : name;
}

const char *
conf_team_shown(const struct conf *conf, const char *name, const char *language)
{
	const struct conf_team *team = name != NULL ? conf_team(conf, name) : NULL;

	return team != NULL ? conf_shown(conf, &team->shown, language, name) : name;
}

const char *
conf_organisation_shown(const struct conf *conf, const char *name, const char *language)
{
	const struct conf_organisation *organisation = name != NULL ? conf_organisation(conf, name) : NULL;

	return organisation == NULL ? name : conf_shown(conf, &organisation->shown, language,
	    organisation->display_name != NULL ? organisation->display_name : name);
}

const char *
conf_tier_shown(const struct conf *conf, int tier, const char *language)
{
	if (tier < 0 || tier >= CONF_TIERS || !conf->tiers[tier].written)
		return NULL;
	return conf_shown(conf, &conf->tiers[tier].shown, language, conf->tiers[tier].name);
}
