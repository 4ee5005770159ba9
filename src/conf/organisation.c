/* organisation.c - customers whose desk we run: organisations = ( { ... }, ... ) */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>

#include "sections.h"

/* Providers at which everybody can have an address. */
static const char *const everybodys[] = {
	"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.es", "live.com", "msn.com", "yahoo.com",
	"yahoo.es", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.net", "web.de",
	"t-online.de", "mail.com", "mail.ru", "yandex.ru", "proton.me", "protonmail.com", "orange.fr", "free.fr", "laposte.net",
	"libero.it", "qq.com", "163.com",
};

static void
warn_of_everybodys(struct group *g, const struct conf_organisation *o)
{
	for (size_t i = 0; i < o->domain_count; i++)
		for (size_t j = 0; j < sizeof(everybodys) / sizeof(everybodys[0]); j++)
			if (strcasecmp(o->domains[i], everybodys[j]) == 0)
				reading_warning(g->reading, reading_place(g->reading, o->domains[i]),
				    "%s has \"%s\" in it, where anybody can have an address; give single ones in addresses",
				    read_title(g, "domains"), o->domains[i]);
}

void
organisation_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->organisations = talloc_realloc(conf, conf->organisations, struct conf_organisation,
	    (unsigned)conf->organisation_count + 1);
	struct conf_organisation *o = &conf->organisations[conf->organisation_count++];

	*o = (struct conf_organisation){ 0 };
	o->name = read_needed(g, "name", &value_organisation);
	o->shown = wordings_setting(g, "display_name", &value_display);
	o->domains = read_texts(g, "domains", &value_domains, &o->domain_count);
	o->addresses = read_texts(g, "addresses", &value_person, &o->address_count);
	o->mailboxes = read_texts(g, "mailboxes", &value_name, &o->mailbox_count);
	o->language = read_text(g, "language", &value_language, NULL);
	o->queue = read_text(g, "queue", &value_name, NULL);
	o->manager = read_text(g, "manager", &value_agent, NULL);
	o->digest = daily_setting(g, "digest");
	if (o->digest.set && o->manager == NULL)
		reading_warning(g->reading, read_place_of(g, "digest"), "%s is sent to the organisation's manager, and there is none; "
		    "add manager = \"...\"", read_title(g, "digest"));
	o->calendar_name = read_text(g, "calendar", &value_calendar, NULL);
	/* All calendars were read before. */
	o->calendar = o->calendar_name == NULL ? NULL : conf_calendar(conf, o->calendar_name);
	warn_of_everybodys(g, o);
}

static int
compare(const void *a, const void *b)
{
	return strcasecmp(((const struct conf_belonging *)a)->what, ((const struct conf_belonging *)b)->what);
}

static void
add_all(struct conf *conf, const struct conf_organisation *o, char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		conf->belongings[conf->belonging_count++] = (struct conf_belonging){ texts[i], o };
}

void
organisations_sort(struct conf *conf)
{
	size_t count = 0;

	for (size_t i = 0; i < conf->organisation_count; i++) {
		struct conf_organisation *o = &conf->organisations[i];

		count += o->domain_count + o->address_count;
		if (o->name != NULL)
			o->display_name = talloc_strdup(conf, conf_shown(conf, &o->shown, conf->identity.language, o->name));
	}
	if (count == 0)
		return;
	conf->belongings = talloc_array(conf, struct conf_belonging, (unsigned)count);
	for (size_t i = 0; i < conf->organisation_count; i++) {
		const struct conf_organisation *o = &conf->organisations[i];

		add_all(conf, o, o->domains, o->domain_count);
		add_all(conf, o, o->addresses, o->address_count);
	}
	qsort(conf->belongings, count, sizeof(*conf->belongings), compare);
}

const struct conf_organisation *
conf_organisation(const struct conf *conf, const char *name)
{
	for (size_t i = 0; i < conf->organisation_count; i++)
		if (strcmp(conf->organisations[i].name, name) == 0)
			return &conf->organisations[i];
	return NULL;
}

static bool
serves(const struct conf_organisation *o, const char *mailbox)
{
	for (size_t i = 0; i < o->mailbox_count; i++)
		if (strcmp(o->mailboxes[i], mailbox) == 0)
			return true;
	return o->mailbox_count == 0;
}

static const struct conf_organisation *
owner_of(const struct conf *conf, const char *what, const char *mailbox)
{
	struct conf_belonging wanted = { .what = what };
	const struct conf_belonging *found = conf->belonging_count == 0 ? NULL :
	    bsearch(&wanted, conf->belongings, conf->belonging_count, sizeof(wanted), compare);

	return found != NULL && serves(found->organisation, mailbox) ? found->organisation : NULL;
}

/* "eva+shop@home.example" is eva@home.example. */
static const struct conf_organisation *
owner_of_person(const struct conf *conf, const char *address, const char *at, const char *mailbox)
{
	SCRATCH(tmp);
	const struct conf_organisation *found = owner_of(conf, address, mailbox);
	const char *plus = memchr(address, '+', (size_t)(at - address));

	if (found != NULL || plus == NULL)
		return found;
	return owner_of(conf, talloc_asprintf(tmp, "%.*s%s", (int)(plus - address), address, at), mailbox);
}

const struct conf_organisation *
conf_organisation_of(const struct conf *conf, const char *address, const char *mailbox, const char **why)
{
	const char *at = strrchr(address, '@'), *dot;
	const struct conf_organisation *found;

	*why = address;
	if (at == NULL || strlen(at + 1) > CONF_DOMAIN_LONGEST)
		return NULL;
	if ((found = owner_of_person(conf, address, at, mailbox)) != NULL)
		return found;
	*why = at + 1;
	found = owner_of(conf, *why, mailbox);
	/* The nearest of those above it. */
	for (dot = strchr(*why, '.'); found == NULL && dot != NULL; dot = strchr(dot + 1, '.')) {
		*why = dot;
		found = owner_of(conf, dot, mailbox);
	}
	return found;
}
