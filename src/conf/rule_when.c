/* rule_when.c - what a mail must be like for a rule: when = { subject = "printer"; from = "@example.com"; }
 *
 * All that stands in a group has to hold. One row of the table a condition: how it is written, and who reads it.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>

#include "hours.h"
#include "rule.h"

#define CONDITIONS_MOST 500	/* in one rule */
#define COUNT_MOST 1000000

/* Conditions on their way into a rule. */
struct when {
	struct group *rule;
	unsigned depth, count;
};

struct row {
	const char *name;
	void (*read)(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
	    struct conf_condition *parent);
	const char *const *words;	/* of a set */
	enum conf_condition_kind kind;
	enum conf_compare usual;	/* what a text by itself means */
};

static const char *const class_words[] = { "human", "auto_reply", "auto_generated", "bounce", "list", "calendar", NULL };
static const char *const state_words[] = { "new", "open", "waiting", "closed", NULL };
static const char *const trust_words[] = { "none", "known", "auth", "token", "token_and_auth", NULL };
static const char *const compare_words[] = { "is", "contains", "starts", "ends", "glob", "matches", "file", "present", NULL };

static void read_conditions(struct when *w, const struct group *outer, const char *name, const config_setting_t *setting,
    struct conf_condition *parent);

const char *
conf_compare_name(enum conf_compare compare)
{
	return compare_words[compare];
}

/* ---- small things */

static struct place
place_of(const struct group *g, const config_setting_t *setting)
{
	return (struct place){ g->source, setting != NULL ? config_setting_source_line(setting) : read_place(g).line };
}

static struct conf_condition
made(const struct row *row, const config_setting_t *setting)
{
	return (struct conf_condition){ .kind = row->kind, .compare = row->usual, .wanted = true, .least = INT64_MIN,
		.most = INT64_MAX, .over = -1, .under = INT64_MAX, .line = config_setting_source_line(setting) };
}

static void
add(struct when *w, struct conf_condition *parent, const struct conf_condition *c)
{
	struct reading *r = w->rule->reading;

	if (++w->count == CONDITIONS_MOST)
		reading_error(r, read_place(w->rule), "%s has more than %d conditions; write several rules", w->rule->title,
		    CONDITIONS_MOST);
	if (w->count >= CONDITIONS_MOST)
		return;
	if ((parent->child_count & (parent->child_count - 1)) == 0)
		parent->children = talloc_realloc(r->conf, parent->children, struct conf_condition,
		    (unsigned)parent->child_count * 2 + 1);
	parent->children[parent->child_count++] = *c;
}

/* ---- groups of conditions */

/* A group with one condition in it is that condition. */
static void
add_group(struct when *w, struct conf_condition *parent, const struct conf_condition *group)
{
	add(w, parent, group->child_count == 1 && group->kind == CONDITION_ALL ? &group->children[0] : group);
}

/* all = ( { ... }, { ... } ), any = ( ... ), not = { ... } or ( ... ): none of them. */
static void
read_several(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct conf_condition several = made(row, setting), *into = &several, any = made(row, setting);
	bool alone = config_setting_is_group(setting);
	int n = alone ? 1 : config_setting_is_list(setting) ? config_setting_length(setting) : 0;

	if (n == 0) {
		reading_error(g->reading, place_of(g, setting), "%s should be groups of conditions: ( { subject = \"one\"; }, "
		    "{ subject = \"other\"; } )", read_title(g, row->name));
		return;
	}
	if (++w->depth > CONF_RULE_DEEPEST) {
		reading_error(g->reading, place_of(g, setting), "%s stands more than %d groups deep; write several rules",
		    read_title(g, row->name), CONF_RULE_DEEPEST);
		w->depth--;
		return;
	}
	any.kind = CONDITION_ANY;
	if (row->kind == CONDITION_NOT && n > 1)
		into = &any;
	for (int i = 0; i < n; i++) {
		const config_setting_t *element = alone ? setting : config_setting_get_elem(setting, (unsigned)i);
		struct conf_condition group = made(row, element);

		group.kind = CONDITION_ALL;
		read_conditions(w, g, row->name, element, &group);
		add_group(w, into, &group);
	}
	if (into == &any)
		add(w, &several, &any);
	w->depth--;
	add(w, parent, &several);
}

/* ---- texts */

static int
which(const char *const *words, const char *name)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], name) == 0)
			return i;
	return -1;
}

static void
unknown_word(const struct group *g, const config_setting_t *setting, const char *title, const char *const *words,
    const char *more)
{
	SCRATCH(tmp);
	struct suggest near;
	char *all = talloc_strdup(tmp, "");

	suggest_start(&near, config_setting_name(setting));
	for (int i = 0; words[i] != NULL; i++) {
		suggest_offer(&near, words[i]);
		all = talloc_asprintf_append(all, "%s%s", i > 0 ? ", " : "", words[i]);
	}
	reading_error(g->reading, place_of(g, setting), "%s has no \"%s\"%s", title, config_setting_name(setting),
	    near.best != NULL ? suggest_words(tmp, &near) : talloc_asprintf(tmp, "; there are %s%s", all, more));
}

/* One comparison: contains = "printer". Several in a group all have to hold. */
static void
add_comparison(struct when *w, struct group *g, const struct row *row, enum conf_compare compare, const char *name,
    const config_setting_t *setting, const struct conf_condition *like, struct conf_condition *parent)
{
	struct conf_condition c = *like;

	c.compare = compare;
	c.line = config_setting_source_line(setting);
	if (compare == COMPARE_FILE && !conf_condition_of_addresses(row->kind)) {
		reading_error(g->reading, place_of(g, setting), "%s is no file of addresses; those are for from, to, cc, recipient "
		    "and requester", read_title(g, name));
		return;
	}
	if (compare == COMPARE_PRESENT) {
		if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
			reading_error(g->reading, place_of(g, setting), "%s should be true or false", read_title(g, name));
		c.wanted = config_setting_get_bool(setting) != 0;
		add(w, parent, &c);
		return;
	}
	if (rule_values(g, name, setting, &c))
		add(w, parent, &c);
}

/* { name = "X-Spam-Flag"; is = "yes"; case = true; } */
static void
read_comparisons(struct when *w, struct group *outer, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	bool named = row->kind == CONDITION_HEADER || row->kind == CONDITION_FIELD;
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, row->name));
	struct conf_condition like = made(row, setting);
	const config_setting_t *exact = config_setting_get_member(setting, "case");
	size_t before = parent->child_count;

	like.exact = exact != NULL && config_setting_get_bool(exact) != 0;
	if (named && (like.name = read_needed(&g, "name", &value_display)) == NULL)
		reading_error(g.reading, read_place(&g), "%s has no name; add name = \"%s\"", g.title,
		    row->kind == CONDITION_HEADER ? "X-Spam-Flag" : "site");
	for (int i = 0; i < config_setting_length(setting); i++) {
		const config_setting_t *member = config_setting_get_elem(setting, (unsigned)i);
		const char *name = config_setting_name(member);
		int compare = which(compare_words, strcmp(name, "one_of") == 0 ? "is" : name);

		if (compare >= 0)
			add_comparison(w, &g, row, (enum conf_compare)compare, name, member, &like, parent);
		else if (strcmp(name, "case") != 0 && !(named && strcmp(name, "name") == 0))
			unknown_word(&g, member, g.title, compare_words, ", one_of and case");
	}
	/* What is only named is asked for to be there. */
	if (parent->child_count == before && named && config_setting_length(setting) == 1) {
		like.compare = COMPARE_PRESENT;
		add(w, parent, &like);
	}
}

static void
read_text_condition(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct conf_condition c = made(row, setting);

	if (config_setting_is_group(setting)) {
		read_comparisons(w, g, row, setting, parent);
		return;
	}
	if (rule_values(g, row->name, setting, &c))
		add(w, parent, &c);
}

/* header = { name = ...; } or ( { ... }, { ... } ): all of them. */
static void
read_named_condition(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	bool alone = config_setting_is_group(setting);
	int n = alone ? 1 : config_setting_is_list(setting) ? config_setting_length(setting) : 0;

	for (int i = 0; i < n; i++) {
		const config_setting_t *element = alone ? setting : config_setting_get_elem(setting, (unsigned)i);

		if (!config_setting_is_group(element)) {
			n = 0;
			break;
		}
		read_comparisons(w, g, row, element, parent);
	}
	if (n == 0)
		reading_error(g->reading, place_of(g, setting), "%s should be a group: { name = \"%s\"; is = \"yes\"; }",
		    read_title(g, row->name), row->kind == CONDITION_HEADER ? "X-Spam-Flag" : "urgent");
}

/* ---- sets and numbers */

/* A word, or a number from 0: its bit. 0, having said so: it is neither. */
static unsigned
bit_of(const struct group *g, const struct row *row, const config_setting_t *setting)
{
	SCRATCH(tmp);
	const char *text = config_setting_get_string(setting);
	char *all = talloc_strdup(tmp, "");
	struct suggest near;
	unsigned n = 0;

	for (; row->words[n] != NULL; n++) {
		if (text != NULL && strcmp(text, row->words[n]) == 0)
			return 1u << n;
		all = talloc_asprintf_append(all, "%s%s", n > 0 ? ", " : "", row->words[n]);
	}
	if (config_setting_type(setting) == CONFIG_TYPE_INT && config_setting_get_int(setting) >= 0 &&
	    config_setting_get_int(setting) < (int)n)
		return 1u << config_setting_get_int(setting);
	suggest_start(&near, text != NULL ? text : "");
	for (unsigned i = 0; i < n; i++)
		suggest_offer(&near, row->words[i]);
	reading_error(g->reading, place_of(g, setting), "%s has something else in it than %s%s", read_title(g, row->name), all,
	    suggest_words(tmp, &near));
	return 0;
}

/* { least = 2; most = 3; }: everything from one to the other. */
static unsigned
range_of(struct group *outer, const struct row *row, const config_setting_t *setting)
{
	const config_setting_t *least = config_setting_get_member(setting, "least"),
	    *most = config_setting_get_member(setting, "most");
	unsigned from = least != NULL ? bit_of(outer, row, least) : 1, to = most != NULL ? bit_of(outer, row, most) : 1u << 15,
	    set = 0;

	for (unsigned bit = from; bit != 0 && bit <= to; bit <<= 1)
		set |= bit;
	if ((least == NULL && most == NULL) || config_setting_length(setting) != (least != NULL) + (most != NULL))
		reading_error(outer->reading, place_of(outer, setting), "%s should have least, most or both in it",
		    read_title(outer, row->name));
	return set;
}

static void
read_set_condition(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct conf_condition c = made(row, setting);
	bool several = config_setting_is_list(setting) || config_setting_is_array(setting);

	if (config_setting_is_group(setting))
		c.set = range_of(g, row, setting);
	else if (!several)
		c.set = bit_of(g, row, setting);
	for (int i = 0; several && i < config_setting_length(setting); i++)
		c.set |= bit_of(g, row, config_setting_get_elem(setting, (unsigned)i));
	if (c.set != 0)
		add(w, parent, &c);
}

/* trust = "auth": that much at the least. */
static void
read_trust(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct conf_condition c = made(row, setting);
	unsigned bit = bit_of(g, row, setting);

	for (c.least = 0; bit > 1; bit >>= 1)
		c.least++;
	if (bit != 0)
		add(w, parent, &c);
}

/* size = { over = "5M"; under = "10M"; } */
static void
read_size_condition(struct when *w, struct group *outer, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, row->name));
	struct conf_condition c = made(row, setting);

	if (!config_setting_is_group(setting)) {
		reading_error(g.reading, place_of(outer, setting), "%s should be a group: { over = \"5M\"; }", g.title);
		return;
	}
	c.over = (int64_t)read_size(&g, "over", 0, INT64_MAX, UINT64_MAX);
	c.under = (int64_t)read_size(&g, "under", 1, INT64_MAX, INT64_MAX);
	if (!read_has(&g, "over") && !read_has(&g, "under"))
		reading_error(g.reading, read_place(&g), "%s says no size; add over = \"5M\" or under", g.title);
	read_end(&g);
	add(w, parent, &c);
}

static void
read_yes_condition(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct conf_condition c = made(row, setting);

	if (config_setting_type(setting) != CONFIG_TYPE_BOOL) {
		reading_error(g->reading, place_of(g, setting), "%s should be true or false, without quotes", read_title(g, row->name));
		return;
	}
	c.wanted = config_setting_get_bool(setting) != 0;
	add(w, parent, &c);
}

static void
folded_globs(struct group *g, const char *name, char ***list, size_t *count)
{
	struct conf_condition c = { .kind = CONDITION_SUBJECT, .compare = COMPARE_GLOB };
	const config_setting_t *setting = read_setting(g, name);

	if (setting == NULL || !rule_values(g, name, setting, &c))
		return;
	*list = c.values;
	*count = c.value_count;
}

/* attachments = true, or { name = "*.pdf"; type = "application/pdf"; over = "1M"; least = 2; }: so many like that. */
static void
read_attachments(struct when *w, struct group *outer, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, row->name));
	struct conf_condition c = made(row, setting);

	c.least = 1;
	if (config_setting_type(setting) == CONFIG_TYPE_BOOL) {
		c.least = config_setting_get_bool(setting) ? 1 : 0;
		c.most = config_setting_get_bool(setting) ? INT64_MAX : 0;
		add(w, parent, &c);
		return;
	}
	if (!config_setting_is_group(setting)) {
		reading_error(g.reading, place_of(outer, setting), "%s should be true, false, or a group: { name = \"*.pdf\"; }",
		    g.title);
		return;
	}
	g.title = read_title(outer, row->name);
	folded_globs(&g, "name", &c.values, &c.value_count);
	folded_globs(&g, "type", &c.types, &c.type_count);
	c.over = (int64_t)read_size(&g, "over", 0, INT64_MAX, UINT64_MAX);
	c.under = (int64_t)read_size(&g, "under", 1, INT64_MAX, INT64_MAX);
	c.least = read_number(&g, "least", 0, COUNT_MOST, 1);
	c.most = read_number(&g, "most", 0, COUNT_MOST, COUNT_MOST);
	if (!read_has(&g, "most"))
		c.most = INT64_MAX;
	else if (!read_has(&g, "least"))
		c.least = 0;
	read_end(&g);
	add(w, parent, &c);
}

/* technician = true, or their names. */
static void
read_technician(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct conf_condition c = made(row, setting);

	if (config_setting_type(setting) != CONFIG_TYPE_BOOL) {
		read_text_condition(w, g, row, setting, parent);
		return;
	}
	c.compare = COMPARE_PRESENT;
	c.wanted = config_setting_get_bool(setting) != 0;
	add(w, parent, &c);
}

/* ---- times */

/* "2026-12-24" or "12-24": a day, or a day of every year as month * 100 + day. False: neither. */
static bool
read_day(const char *text, size_t size, int64_t *day, bool *yearly)
{
	SCRATCH(tmp);
	char *copy = talloc_strndup(tmp, text, size);
	int year = 0, month, date, end = 0;

	*yearly = sscanf(copy, "%2d-%2d%n", &month, &date, &end) == 2 && copy[end] == '\0' && size == 5;
	if (!*yearly && (sscanf(copy, "%4d-%2d-%2d%n", &year, &month, &date, &end) != 3 || copy[end] != '\0' || size != 10))
		return false;
	if (month < 1 || month > 12 || date < 1 || date > instant_days_in_month(*yearly ? 2000 : year, month))
		return false;
	*day = *yearly ? month * 100 + date : instant_days(year, month, date);
	return true;
}

/* date = "2026-12-24..2027-01-06", "12-24..01-06" of every year, or one day. */
static void
read_date(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	const char *text = config_setting_get_string(setting), *dots = text != NULL ? strstr(text, "..") : NULL;
	struct conf_condition c = made(row, setting);
	size_t size = text == NULL ? 0 : dots != NULL ? (size_t)(dots - text) : strlen(text);
	bool first = false, last = false, good = text != NULL && read_day(text, size, &c.least, &first);

	if (good && dots != NULL)
		good = read_day(dots + 2, strlen(dots + 2), &c.most, &last) && first == last;
	else if (good)
		c.most = c.least;
	if (!good || (!first && c.most < c.least)) {
		reading_error(g->reading, place_of(g, setting), "%s should be a day or the first and the last, like "
		    "\"2026-12-24..2027-01-06\", or \"12-24..01-06\" for every year", read_title(g, row->name));
		return;
	}
	c.wanted = !first;	/* false: of every year */
	c.written = talloc_array(g->reading->conf, char *, 1);
	c.written[0] = talloc_strdup(c.written, text);
	add(w, parent, &c);
}

/* time = "mon-fri 22:00-06:00", by the clocks of the installation's place; of several any will do. */
static void
read_time(struct when *w, struct group *g, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct conf *conf = g->reading->conf;
	struct conf_condition any = made(row, setting);
	size_t n = rule_text_count(setting);

	any.kind = CONDITION_ANY;
	for (size_t i = 0; i < n || i == 0; i++) {
		struct conf_condition c = made(row, setting);
		char *text = n == 0 ? NULL : read_one_text(g, row->name, rule_text_at(setting, i), &value_hours);

		if (n == 0)
			reading_error(g->reading, place_of(g, setting), "%s should be text like \"mon-fri 22:00-06:00\"",
			    read_title(g, row->name));
		if (text == NULL)
			continue;
		(void)hours_read(conf, text, &c.days, &c.hours);
		c.written = talloc_array(conf, char *, 1);
		c.written[0] = text;
		add(w, &any, &c);
	}
	if (any.child_count > 0)
		add(w, parent, any.child_count == 1 ? &any.children[0] : &any);
}

/* hours = { calendar = "office"; inside = false; } */
static void
read_hours_condition(struct when *w, struct group *outer, const struct row *row, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, row->name));
	struct conf_condition c = made(row, setting);

	if (!config_setting_is_group(setting)) {
		reading_error(g.reading, place_of(outer, setting), "%s should be a group: { calendar = \"office\"; inside = true; }",
		    g.title);
		return;
	}
	c.calendar_name = read_needed(&g, "calendar", &value_calendar);
	c.wanted = read_yes(&g, "inside", true);
	/* All calendars were read before. */
	c.calendar = c.calendar_name != NULL ? conf_calendar(g.reading->conf, c.calendar_name) : NULL;
	read_end(&g);
	add(w, parent, &c);
}

/* ---- the table */

static const char *const tier_words[] = { "0", "1", "2", "3", "4", NULL };

#define TEXT(word, kind_of, usual_of) { .name = word, .kind = kind_of, .read = read_text_condition, .usual = usual_of }

static const struct row rows[] = {
	{ .name = "all", .kind = CONDITION_ALL, .read = read_several },
	{ .name = "any", .kind = CONDITION_ANY, .read = read_several },
	{ .name = "not", .kind = CONDITION_NOT, .read = read_several },
	TEXT("from", CONDITION_FROM, COMPARE_IS),
	TEXT("from_file", CONDITION_FROM, COMPARE_FILE),
	TEXT("to", CONDITION_TO, COMPARE_IS),
	TEXT("cc", CONDITION_CC, COMPARE_IS),
	TEXT("recipient", CONDITION_RECIPIENT, COMPARE_IS),
	TEXT("requester", CONDITION_REQUESTER, COMPARE_IS),
	TEXT("requester_file", CONDITION_REQUESTER, COMPARE_FILE),
	TEXT("domain", CONDITION_DOMAIN, COMPARE_IS),
	TEXT("from_name", CONDITION_FROM_NAME, COMPARE_CONTAINS),
	TEXT("subject", CONDITION_SUBJECT, COMPARE_CONTAINS),
	TEXT("text", CONDITION_TEXT, COMPARE_CONTAINS),
	TEXT("reply", CONDITION_REPLY, COMPARE_CONTAINS),
	TEXT("any_text", CONDITION_ANY_TEXT, COMPARE_CONTAINS),
	{ .name = "header", .kind = CONDITION_HEADER, .read = read_named_condition },
	{ .name = "field", .kind = CONDITION_FIELD, .read = read_named_condition },
	TEXT("language", CONDITION_LANGUAGE, COMPARE_IS),
	TEXT("organisation", CONDITION_ORGANISATION, COMPARE_IS),
	TEXT("queue", CONDITION_QUEUE, COMPARE_IS),
	TEXT("team", CONDITION_TEAM, COMPARE_IS),
	TEXT("assignee", CONDITION_ASSIGNEE, COMPARE_IS),
	TEXT("mailbox", CONDITION_MAILBOX, COMPARE_IS),
	TEXT("tags", CONDITION_TAGS, COMPARE_IS),
	{ .name = "technician", .kind = CONDITION_TECHNICIAN, .read = read_technician, .usual = COMPARE_IS },
	{ .name = "class", .kind = CONDITION_CLASS, .read = read_set_condition, .words = class_words },
	{ .name = "state", .kind = CONDITION_STATE, .read = read_set_condition, .words = state_words },
	{ .name = "tier", .kind = CONDITION_TIER, .read = read_set_condition, .words = tier_words },
	{ .name = "priority", .kind = CONDITION_PRIORITY, .read = read_set_condition, .words = rule_priorities },
	{ .name = "trust", .kind = CONDITION_TRUST, .read = read_trust, .words = trust_words },
	{ .name = "size", .kind = CONDITION_SIZE, .read = read_size_condition },
	{ .name = "attachments", .kind = CONDITION_ATTACHMENTS, .read = read_attachments },
	{ .name = "follow_up", .kind = CONDITION_FOLLOW_UP, .read = read_yes_condition },
	{ .name = "signed", .kind = CONDITION_SIGNED, .read = read_yes_condition },
	{ .name = "encrypted", .kind = CONDITION_ENCRYPTED, .read = read_yes_condition },
	{ .name = "date", .kind = CONDITION_DATE, .read = read_date },
	{ .name = "time", .kind = CONDITION_TIME, .read = read_time },
	{ .name = "hours", .kind = CONDITION_HOURS, .read = read_hours_condition },
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

const char *
conf_condition_name(enum conf_condition_kind kind)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].kind == kind)
			return rows[i].name;
	return "";
}

static void
unknown_condition(const struct group *g, const config_setting_t *setting)
{
	SCRATCH(tmp);
	const char *name = config_setting_name(setting);
	char *all = talloc_strdup(tmp, "");
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < ROWS; i++) {
		suggest_offer(&near, rows[i].name);
		all = talloc_asprintf_append(all, "%s%s", i > 0 ? ", " : "", rows[i].name);
	}
	reading_error(g->reading, place_of(g, setting), "%s: there is no condition \"%s\"%s", g->title, name,
	    near.best != NULL ? suggest_words(tmp, &near) : talloc_asprintf(tmp, "; there are %s", all));
}

static void
read_condition(struct when *w, struct group *g, const config_setting_t *setting, struct conf_condition *parent)
{
	for (size_t i = 0; i < ROWS; i++)
		if (strcmp(rows[i].name, config_setting_name(setting)) == 0) {
			rows[i].read(w, g, &rows[i], setting, parent);
			return;
		}
	unknown_condition(g, setting);
}

/* Everything in the group, in its order: what costs little is best written first. */
static void
read_conditions(struct when *w, const struct group *outer, const char *name, const config_setting_t *setting,
    struct conf_condition *parent)
{
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, name));

	if (!config_setting_is_group(setting)) {
		reading_error(g.reading, place_of(outer, setting), "%s should be a group of conditions: { subject = \"printer\"; }", g.title);
		return;
	}
	if (config_setting_length(setting) == 0)
		reading_error(g.reading, place_of(outer, setting), "%s has no condition in it; one without any fits every mail, and is "
		    "written by leaving when out", g.title);
	for (int i = 0; i < config_setting_length(setting); i++)
		read_condition(w, &g, config_setting_get_elem(setting, (unsigned)i), parent);
}

static bool
has_captures(const struct conf_condition *c)
{
	for (size_t i = 0; c->patterns != NULL && i < c->value_count; i++)
		for (size_t g = 1; g < pattern_group_count(c->patterns[i]); g++)
			if (pattern_group_name(c->patterns[i], g) != NULL)
				return true;
	for (size_t i = 0; i < c->child_count; i++)
		if (has_captures(&c->children[i]))
			return true;
	return false;
}

void
rule_when(struct group *outer, struct conf_rule *rule)
{
	const config_setting_t *setting = read_setting(outer, "when");
	struct when w = { .rule = outer };

	rule->when = (struct conf_condition){ .kind = CONDITION_ALL, .line = read_place(outer).line };
	if (setting == NULL)
		return;
	rule->when.line = config_setting_source_line(setting);
	read_conditions(&w, outer, "when", setting, &rule->when);
	rule->captures = has_captures(&rule->when);
}
