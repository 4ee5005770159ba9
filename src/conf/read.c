/* read.c - see read.h */
#include <config.h>

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/idn.h>
#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

#include "read.h"
#include "source.h"

static bool
in_list(const config_setting_t *setting)
{
	return setting != NULL && config_setting_name(setting) == NULL && !config_setting_is_root(setting);
}

struct group
read_group(struct reading *r, struct source *source, const config_setting_t *setting, const char *title)
{
	const char *name = NULL;

	if (in_list(setting) && config_setting_lookup_string(setting, "name", &name) == CONFIG_TRUE)
		title = talloc_asprintf(r, "%s \"%.64s\"", title, name);
	return (struct group){ .reading = r, .source = source, .setting = setting, .title = title };
}

struct place
read_place(const struct group *g)
{
	unsigned line = g->setting == NULL || config_setting_is_root(g->setting) ? 0 :
	    config_setting_source_line(g->setting);

	return (struct place){ g->source, line };
}

static const config_setting_t *
member(const struct group *g, const char *name)
{
	return g->setting == NULL ? NULL : config_setting_get_member(g->setting, name);
}

static struct place
place_of(const struct group *g, const config_setting_t *setting)
{
	if (setting == NULL)
		return read_place(g);
	unsigned line = config_setting_source_line(setting);

	/* Only what has no name, a text in a list, may have a wrong line. */
	if (config_setting_name(setting) == NULL && !config_setting_is_aggregate(setting))
		line = scan_line(&g->source->scan, line);
	return (struct place){ g->source, line };
}

struct place
read_place_of(const struct group *g, const char *name)
{
	return place_of(g, member(g, name));
}

bool
read_has(const struct group *g, const char *name)
{
	return member(g, name) != NULL;
}

const config_setting_t *
read_setting(struct group *g, const char *name)
{
	assert(g->asked_count < READ_MOST);
	g->asked[g->asked_count++] = name;
	return member(g, name);
}

const char *
read_title(const struct group *g, const char *name)
{
	if (g->title[0] == '\0')
		return name;
	return talloc_asprintf(g->reading, "%s%s%s", g->title, in_list(g->setting) ? ": " : ".", name);
}

void
read_error(struct group *g, const char *name, const char *format, ...)
{
	SCRATCH(tmp);
	va_list ap;

	va_start(ap, format);
	reading_error(g->reading, read_place_of(g, name), "%s %s", read_title(g, name),
	    talloc_vasprintf(tmp, format, ap));
	va_end(ap);
}

static const char *
type_of(const config_setting_t *setting)
{
	switch (config_setting_type(setting)) {
	case CONFIG_TYPE_INT:
	case CONFIG_TYPE_INT64:
		return "a number";
	case CONFIG_TYPE_FLOAT:
		return "a number with a fraction";
	case CONFIG_TYPE_STRING:
		return "text";
	case CONFIG_TYPE_BOOL:
		return "true or false";
	case CONFIG_TYPE_GROUP:
		return "a group { }";
	case CONFIG_TYPE_ARRAY:
		return "an array [ ]";
	default:
		return "a list ( )";
	}
}

static bool
is_text(const config_setting_t *setting)
{
	return config_setting_type(setting) == CONFIG_TYPE_STRING;
}

static bool
is_number(const config_setting_t *setting)
{
	return config_setting_type(setting) == CONFIG_TYPE_INT || config_setting_type(setting) == CONFIG_TYPE_INT64;
}

/* The text of a setting when it is of that kind; else it is reported under that title. */
static char *
take_text(struct group *g, const config_setting_t *setting, const char *title, const struct value_kind *kind)
{
	SCRATCH(tmp);
	struct place place = place_of(g, setting);

	if (!is_text(setting)) {
		reading_error(g->reading, place, "%s is %s; it should be text in quotes, like \"%s\"", title,
		    type_of(setting), kind->example);
		return NULL;
	}
	const char *written = config_setting_get_string(setting);
	const char *text = value_has_domain(kind) ? idn_ascii(tmp, written) : written;
	const char *wrong = value_line.wrong(tmp, text);

	if (wrong == NULL)
		wrong = kind->wrong(tmp, text);
	if (wrong != NULL) {
		reading_error(g->reading, place, "%s %s", title, wrong);
		return NULL;
	}
	char *copy = talloc_strdup(g->reading->conf, text);

	reading_mark(g->reading, copy, place);
	return copy;
}

char *
read_text(struct group *g, const char *name, const struct value_kind *kind, const char *fallback)
{
	const config_setting_t *setting = read_setting(g, name);
	char *text = setting == NULL ? NULL : take_text(g, setting, read_title(g, name), kind);

	return text != NULL || fallback == NULL ? text : talloc_strdup(g->reading->conf, fallback);
}

char *
read_one_text(struct group *g, const char *name, const config_setting_t *element, const struct value_kind *kind)
{
	return take_text(g, element, read_title(g, name), kind);
}

char *
read_needed(struct group *g, const char *name, const struct value_kind *kind)
{
	const config_setting_t *setting = read_setting(g, name);

	if (setting == NULL) {
		g->missing[g->asked_count - 1] = kind;
		return NULL;
	}
	return take_text(g, setting, read_title(g, name), kind);
}

char *
read_path(struct group *g, const char *name, const char *fallback)
{
	char *written = read_text(g, name, &value_line, fallback);

	if (written == NULL || written[0] == '/')
		return written;
	return source_path(g->reading->conf, g->source, written);
}

bool
read_can_open(struct group *g, const char *name, const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0 || access(path, R_OK) != 0) {
		read_error(g, name, "names %s: %s", path, strerror(errno));
		return false;
	}
	if (!S_ISREG(status.st_mode)) {
		read_error(g, name, "names %s, which is no file", path);
		return false;
	}
	return true;
}

int
read_choice(struct group *g, const char *name, const char *const *words, int fallback)
{
	SCRATCH(tmp);
	const config_setting_t *setting = read_setting(g, name);
	struct suggest near;
	char *all = talloc_strdup(tmp, "");

	if (setting == NULL)
		return fallback;
	const char *text = is_text(setting) ? config_setting_get_string(setting) : "";

	suggest_start(&near, text);
	for (int i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], text) == 0)
			return i;
		suggest_offer(&near, words[i]);
		all = talloc_asprintf(tmp, "%s%s\"%s\"", all,
		    i == 0 ? "" : words[i + 1] == NULL ? " or " : ", ", words[i]);
	}
	if (is_text(setting))
		read_error(g, name, "is \"%.100s\"; it should be %s%s", text, all, suggest_words(tmp, &near));
	else
		read_error(g, name, "is %s; it should be %s", type_of(setting), all);
	return fallback;
}

bool
read_yes(struct group *g, const char *name, bool fallback)
{
	const config_setting_t *setting = read_setting(g, name);

	if (setting == NULL)
		return fallback;
	if (config_setting_type(setting) == CONFIG_TYPE_BOOL)
		return config_setting_get_bool(setting);
	read_error(g, name, "is %s; it should be true or false, without quotes", type_of(setting));
	return fallback;
}

unsigned
read_number(struct group *g, const char *name, unsigned least, unsigned most, unsigned fallback)
{
	const config_setting_t *setting = read_setting(g, name);

	if (setting == NULL)
		return fallback;
	if (!is_number(setting)) {
		read_error(g, name, "is %s; it should be a number from %u to %u, without quotes", type_of(setting),
		    least, most);
		return fallback;
	}
	long long n = config_setting_get_int64(setting);

	if (n >= least && n <= most)
		return (unsigned)n;
	read_error(g, name, "is %lld; it should be from %u to %u", n, least, most);
	return fallback;
}

/* or: what else may stand there, for messages. */
static duration
take_duration(struct group *g, const char *name, duration least, duration most, duration fallback, const char *or)
{
	SCRATCH(tmp);
	const config_setting_t *setting = read_setting(g, name);
	struct error err;
	duration d = -1;

	if (setting == NULL)
		return fallback;
	if (is_number(setting)) {
		long long n = config_setting_get_int64(setting);

		/* Seconds; what no duration can be stays out of range. */
		d = n < 0 || n > most / SECONDS(1) ? -1 : SECONDS(n);
	} else if (!is_text(setting)) {
		read_error(g, name, "is %s; it should be a duration like \"90s\", \"5m\" or \"1h30m\"%s",
		    type_of(setting), or);
		return fallback;
	} else if (duration_parse(config_setting_get_string(setting), &d, &err) != DONE) {
		read_error(g, name, "is \"%.100s\"; it should be a duration like \"90s\", \"5m\" or \"1h30m\"%s",
		    config_setting_get_string(setting), or);
		return fallback;
	}
	if (d >= least && d <= most)
		return d;
	read_error(g, name, "is out of range; it should be from %s to %s", duration_text(tmp, least),
	    duration_text(tmp, most));
	return fallback;
}

duration
read_duration(struct group *g, const char *name, duration least, duration most, duration fallback)
{
	return take_duration(g, name, least, most, fallback, "");
}

duration
read_period(struct group *g, const char *name, duration fallback)
{
	const config_setting_t *setting = member(g, name);
	const char *text = setting != NULL && is_text(setting) ? config_setting_get_string(setting) : "";
	bool always = strcmp(text, "always") == 0;

	if (!always && strcmp(text, "never") != 0)
		return take_duration(g, name, 0, DAYS(100 * 365), fallback, ", or \"always\" or \"never\"");
	(void)read_setting(g, name);
	return always ? CONF_ALWAYS : CONF_NEVER;
}

/* "32M", "100K", "1G" or bytes; false when it is none. */
static bool
parse_size(const char *text, uint64_t *out)
{
	static const char units[] = "KMG";
	char *end;

	if (text[0] < '0' || text[0] > '9')
		return false;
	errno = 0;
	uint64_t n = strtoull(text, &end, 10);
	const char *unit = *end == '\0' ? NULL : strchr(units, toupper((unsigned char)*end));
	unsigned shift = unit == NULL ? 0 : 10 * (unsigned)(unit - units + 1);

	if (errno != 0 || n > UINT64_MAX >> shift)
		return false;
	*out = n << shift;
	return *end == '\0' || (unit != NULL && end[1] == '\0');
}

static char *
size_text(TALLOC_CTX *ctx, uint64_t size)
{
	if (size % (1u << 20) == 0 && size > 0)
		return talloc_asprintf(ctx, "%" PRIu64 "M", size >> 20);
	return size % 1024 == 0 ? talloc_asprintf(ctx, "%" PRIu64 "K", size >> 10) :
	    talloc_asprintf(ctx, "%" PRIu64, size);
}

uint64_t
read_size(struct group *g, const char *name, uint64_t least, uint64_t most, uint64_t fallback)
{
	SCRATCH(tmp);
	const config_setting_t *setting = read_setting(g, name);
	uint64_t size = 0;

	if (setting == NULL)
		return fallback;
	if (is_number(setting)) {
		long long n = config_setting_get_int64(setting);

		size = n > 0 ? (uint64_t)n : 0;
	} else if (!is_text(setting)) {
		read_error(g, name, "is %s; it should be a size like \"32M\" or \"500K\"", type_of(setting));
		return fallback;
	} else if (!parse_size(config_setting_get_string(setting), &size)) {
		read_error(g, name, "is \"%.100s\"; it should be a size like \"32M\" or \"500K\"",
		    config_setting_get_string(setting));
		return fallback;
	}
	if (size >= least && size <= most)
		return size;
	read_error(g, name, "is out of range; it should be from %s to %s", size_text(tmp, least), size_text(tmp, most));
	return fallback;
}

char **
read_texts(struct group *g, const char *name, const struct value_kind *kind, size_t *count)
{
	const config_setting_t *setting = read_setting(g, name);
	const char *title = read_title(g, name);
	bool alone = setting != NULL && is_text(setting);

	*count = 0;
	if (setting == NULL)
		return NULL;
	if (!alone && !config_setting_is_list(setting) && !config_setting_is_array(setting)) {
		read_error(g, name, "is %s; it should be a list of texts like ( \"%s\" )", type_of(setting), kind->example);
		return NULL;
	}
	unsigned n = alone ? 1 : (unsigned)config_setting_length(setting);
	char **texts = talloc_array(g->reading->conf, char *, n);

	for (unsigned i = 0; i < n; i++) {
		char *text = take_text(g, alone ? setting : config_setting_get_elem(setting, i), title, kind);

		if (text != NULL)
			texts[(*count)++] = text;
	}
	return texts;
}

/* The setting when it is a list or array; anything else is reported. */
static const config_setting_t *
read_list(struct group *g, const char *name, const char *example)
{
	const config_setting_t *setting = read_setting(g, name);

	if (setting == NULL || config_setting_is_list(setting) || config_setting_is_array(setting))
		return setting;
	read_error(g, name, "is %s; it should be a list like %s", type_of(setting), example);
	return NULL;
}

unsigned *
read_numbers(struct group *g, const char *name, unsigned least, unsigned most, size_t *count)
{
	const config_setting_t *list = read_list(g, name, "[ 1, 2 ]");

	*count = 0;
	if (list == NULL)
		return NULL;
	unsigned n = (unsigned)config_setting_length(list);
	unsigned *numbers = talloc_array(g->reading->conf, unsigned, n);

	for (unsigned i = 0; i < n; i++) {
		const config_setting_t *element = config_setting_get_elem(list, i);
		long long number = is_number(element) ? config_setting_get_int64(element) : -1;

		if (number >= least && number <= most)
			numbers[(*count)++] = (unsigned)number;
		else
			reading_error(g->reading, place_of(g, element), "%s has something else in it than numbers from %u to %u",
			    read_title(g, name), least, most);
	}
	return numbers;
}

/* The place of a text among the words, or -1. */
static int
place_among(const char *const *words, const config_setting_t *text)
{
	for (int i = 0; is_text(text) && words[i] != NULL; i++)
		if (strcmp(words[i], config_setting_get_string(text)) == 0)
			return i;
	return -1;
}

unsigned
read_set(struct group *g, const char *name, const char *const *words, unsigned fallback)
{
	SCRATCH(tmp);
	const config_setting_t *list = read_list(g, name, talloc_asprintf(tmp, "[ \"%s\" ]", words[0]));
	unsigned set = 0;
	char *all = talloc_strdup(tmp, "");

	if (list == NULL)
		return fallback;
	for (int i = 0; words[i] != NULL; i++)
		all = talloc_asprintf(tmp, "%s%s\"%s\"", all, i == 0 ? "" : words[i + 1] == NULL ? " and " : ", ", words[i]);
	for (int i = 0; i < config_setting_length(list); i++) {
		const config_setting_t *element = config_setting_get_elem(list, (unsigned)i);
		int place = place_among(words, element);

		if (place >= 0)
			set |= 1u << place;
		else
			reading_error(g->reading, place_of(g, element), "%s has \"%.100s\" in it; there are %s", read_title(g, name),
			    is_text(element) ? config_setting_get_string(element) : type_of(element), all);
	}
	return set;
}

/* A misspelt name accounts for the setting that is missing: one message, not two. */
static void
report_unknown(struct group *g, const config_setting_t *setting)
{
	SCRATCH(tmp);
	const char *name = config_setting_name(setting);
	char *all = talloc_strdup(tmp, "");
	struct suggest near;

	suggest_start(&near, name);
	for (unsigned i = 0; i < g->asked_count; i++) {
		if (strcmp(g->asked[i], name) == 0)
			return;
		suggest_offer(&near, g->asked[i]);
		all = talloc_asprintf_append(all, "%s%s", i == 0 ? "" : ", ", g->asked[i]);
	}
	for (unsigned i = 0; i < g->asked_count; i++)
		if (g->asked[i] == near.best)
			g->missing[i] = NULL;
	reading_error(g->reading, place_of(g, setting), "%s is no setting%s", read_title(g, name),
	    near.best != NULL ? suggest_words(tmp, &near) : talloc_asprintf(tmp, "; there are %s", all));
}

void
read_end(struct group *g)
{
	if (g->setting == NULL)
		return;
	for (int i = 0; i < config_setting_length(g->setting); i++)
		report_unknown(g, config_setting_get_elem(g->setting, (unsigned)i));
	for (unsigned i = 0; i < g->asked_count; i++)
		if (g->missing[i] != NULL)
			reading_error(g->reading, read_place(g), "%s is missing; add %s = \"%s\"",
			    read_title(g, g->asked[i]), g->asked[i], g->missing[i]->example);
}
