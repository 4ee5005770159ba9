/* wording.h - what the config says to people, in one language or in several
 *
 *	display_name = "Support";			in any language
 *	display_name = { en = "Support"; es = "Soporte"; };
 */
#ifndef POSTIGO_CONF_WORDING_H
#define POSTIGO_CONF_WORDING_H

#include <stddef.h>

/* The words in one language. */
struct conf_wording {
	const char *language;	/* NULL: in any that has none of its own */
	char *text;
};

struct conf_wordings {
	struct conf_wording *list;
	size_t count;		/* 0: nothing is said */
};

/* In that language, "es" for "es-MX", or those for any; NULL when there are none. language may be NULL. */
const char *conf_wording(const struct conf_wording *list, size_t count, const char *language);

struct conf;

/* What technicians read in their language where the config has a name: of a queue, a team, an organisation. In a language that it
 * has no words in, those of identity.language, else the first, else the name itself. name may be one that is not in the config
 * any more, or NULL: then that is returned. */
const char *conf_queue_shown(const struct conf *conf, const char *name, const char *language);
const char *conf_team_shown(const struct conf *conf, const char *name, const char *language);
const char *conf_organisation_shown(const struct conf *conf, const char *name, const char *language);

/* The same of a tier; NULL when there is no such, or the config does not name it: see words.h. */
const char *conf_tier_shown(const struct conf *conf, int tier, const char *language);

/* In that language, or else in identity.language, or else the first; otherwise when there are none. */
const char *conf_shown(const struct conf *conf, const struct conf_wordings *words, const char *language, const char *otherwise);

#endif
