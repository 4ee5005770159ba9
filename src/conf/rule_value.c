/* rule_value.c - what a condition of a rule compares with: words, patterns, addresses, files full of addresses */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/file.h>
#include <postigo/base/fold.h>
#include <postigo/base/idn.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "rule.h"
#include "source.h"

#define FILE_LARGEST (8u << 20)
#define ADDRESSES_MOST 200000
#define WRONG_SHOWN 10		/* lines of one file that are reported */

size_t
rule_text_count(const config_setting_t *setting)
{
	if (config_setting_type(setting) == CONFIG_TYPE_STRING)
		return 1;
	return config_setting_is_list(setting) || config_setting_is_array(setting) ? (size_t)config_setting_length(setting) : 0;
}

const config_setting_t *
rule_text_at(const config_setting_t *setting, size_t i)
{
	return config_setting_type(setting) == CONFIG_TYPE_STRING ? setting : config_setting_get_elem(setting, (unsigned)i);
}

static char *
lower(TALLOC_CTX *ctx, const char *text, size_t size)
{
	char *out = talloc_strndup(ctx, text, size);

	for (char *c = out; *c != '\0'; c++)
		*c = (char)tolower((unsigned char)*c);
	return out;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
has(const struct conf_addresses *addresses, const char *what)
{
	return addresses->count > 0 &&
	    bsearch(&what, addresses->list, addresses->count, sizeof(*addresses->list), compare) != NULL;
}

bool
conf_addresses_have(const struct conf_addresses *addresses, const char *address)
{
	const char *at = strrchr(address, '@');

	return has(addresses, address) || (at != NULL && has(addresses, at));
}

static void
sort_addresses(struct conf_addresses *addresses)
{
	if (addresses->count > 1)
		qsort(addresses->list, addresses->count, sizeof(*addresses->list), compare);
}

/* One address or @domain a line; behind a # stands a comment. */
static void
take_line(const struct group *g, const char *path, unsigned number, const char *line, size_t size, struct conf_addresses *out,
    unsigned *wrong)
{
	SCRATCH(tmp);
	const char *hash = memchr(line, '#', size);
	char *text;

	size = hash != NULL ? (size_t)(hash - line) : size;
	while (size > 0 && isspace((unsigned char)line[size - 1]))
		size--;
	while (size > 0 && isspace((unsigned char)*line)) {
		line++;
		size--;
	}
	if (size == 0)
		return;
	text = lower(tmp, line, size);
	text = idn_ascii(tmp, text);
	const char *why = value_sender.wrong(tmp, text);

	if (why != NULL) {
		if (++*wrong <= WRONG_SHOWN)
			reading_error(g->reading, read_place(g), "%s:%u %s", path, number, utf8_clean_line(tmp, why, 300));
		return;
	}
	if ((out->count & (out->count - 1)) == 0)
		out->list = talloc_realloc(g->reading->conf, out->list, char *, (unsigned)out->count * 2 + 1);
	out->list[out->count++] = talloc_steal(out->list, text);
}

static void
read_addresses(const struct group *g, const char *name, const char *title, struct conf_addresses *out)
{
	SCRATCH(tmp);
	char *path = name[0] == '/' ? talloc_strdup(tmp, name) : source_path(tmp, g->source, name), *bytes;
	unsigned wrong = 0, number = 0;
	struct error err;
	size_t size;
	enum result result = file_read(tmp, path, FILE_LARGEST, &bytes, &size, &err);

	if (result != DONE) {
		reading_error(g->reading, read_place(g), "%s: %s", title, result == NONE ?
		    talloc_asprintf(tmp, "%s is not there", path) : err.text);
		return;
	}
	for (const char *line = bytes, *end; line < bytes + size; line = end + 1) {
		end = memchr(line, '\n', (size_t)(bytes + size - line));
		if (end == NULL)
			end = bytes + size;
		take_line(g, path, ++number, line, (size_t)(end - line), out, &wrong);
		if (out->count > ADDRESSES_MOST) {
			reading_error(g->reading, read_place(g), "%s: %s has more than %d addresses", title, path, ADDRESSES_MOST);
			return;
		}
	}
}

static void
add_address(const struct group *g, const char *text, struct conf_addresses *out)
{
	if ((out->count & (out->count - 1)) == 0)
		out->list = talloc_realloc(g->reading->conf, out->list, char *, (unsigned)out->count * 2 + 1);
	out->list[out->count++] = lower(out->list, text, strlen(text));
}

/* The value as it is compared with. False: it is no good, and that was said. */
static bool
take_value(const struct group *g, const char *text, const char *title, struct conf_condition *c)
{
	struct conf *conf = g->reading->conf;
	struct error err;
	size_t i = c->value_count;

	if (c->compare == COMPARE_FILE) {
		read_addresses(g, text, title, &c->addresses);
		return true;
	}
	if (c->compare == COMPARE_IS && conf_condition_of_addresses(c->kind))
		add_address(g, text, &c->addresses);
	if (c->compare == COMPARE_MATCHES && pattern_new(conf, text, !c->exact, &c->patterns[i], &err) != DONE) {
		reading_error(g->reading, reading_place(g->reading, text), "%s is no regular expression: %s", title, err.text);
		return false;
	}
	if (c->compare == COMPARE_IS && c->kind == CONDITION_DOMAIN)
		text = idn_ascii(c->values, text);
	c->values[i] = c->exact ? talloc_strdup(conf, text) : fold_word(conf, text);
	return true;
}

bool
rule_values(struct group *g, const char *name, const config_setting_t *setting, struct conf_condition *c)
{
	struct conf *conf = g->reading->conf;
	const struct value_kind *kind = c->compare == COMPARE_IS && conf_condition_of_addresses(c->kind) ? &value_sender : &value_line;
	const char *title = read_title(g, name);
	size_t n = rule_text_count(setting);

	if (n == 0) {
		reading_error(g->reading, read_place(g), "%s should be text in quotes, or a list of texts: [ \"one\", \"other\" ]", title);
		return false;
	}
	c->written = talloc_zero_array(conf, char *, (unsigned)n);
	c->values = talloc_zero_array(conf, char *, (unsigned)n);
	if (c->compare == COMPARE_MATCHES)
		c->patterns = talloc_zero_array(conf, struct pattern *, (unsigned)n);
	for (size_t i = 0; i < n; i++) {
		char *text = read_one_text(g, name, rule_text_at(setting, i), kind);

		if (text == NULL || !take_value(g, text, title, c))
			continue;
		c->written[c->value_count++] = text;
	}
	sort_addresses(&c->addresses);
	return c->value_count > 0;
}

char *
rule_capture(TALLOC_CTX *ctx, const char **p)
{
	static const char opening[] = "{{capture.";
	const char *begin = strstr(*p, opening), *end;

	if (begin == NULL)
		return NULL;
	begin += sizeof(opening) - 1;
	end = strstr(begin, "}}");
	if (end == NULL)
		return NULL;
	*p = end + 2;
	return talloc_strndup(ctx, begin, (size_t)(end - begin));
}
