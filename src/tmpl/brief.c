/* brief.c - see brief.h */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "brief.h"

#define CUT "[...]"

/* What is to be known of a list: all others lose their end, which "<list>_left" counts. */
static const struct known_list {
	const char *name, *rest;
	bool talk;			/* what was said before */
	bool oldest_first;
} lists[] = {
	{ "history", "has_older", true, false }, { "thread", "left_out", true, true }, { "items", "items_left", true, true },
	{ "tried", "tried_left", false, true }, { "stays", "stays_left", false, true }, { "rows", "more", false, false },
	{ "tickets", "more", false, false }, { "reports", "more", false, false }, { "mine", "mine_more", false, false },
	{ "waiting", "waiting_more", false, false }, { "unassigned", "unassigned_more", false, false },
	{ "late", "late_more", false, false },
};

static const struct known_list *
known(const char *name)
{
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		if (strcmp(lists[i].name, name) == 0)
			return &lists[i];
	return NULL;
}

static bool
shortens(const char *name, bool talk_only)
{
	const struct known_list *k = known(name);

	return !talk_only || (k != NULL && k->talk);
}

size_t
brief_longest(const json_t *values, bool talk_only)
{
	size_t longest = 0;
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)values, name, value) {
		if (json_is_array(value) && json_array_size(value) > longest && shortens(name, talk_only))
			longest = json_array_size(value);
	}
	return longest;
}

/* ---- texts */

/* A part of an address leads nowhere. */
static bool
is_address(const char *name)
{
	static const char *const ends[] = { "_link", "_button", "_address", "url", "marker" };
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (n >= strlen(ends[i]) && strcmp(name + n - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/* Where a text of several lines is cut, it says so on one of its own. */
static json_t *
cut_text(const char *text, size_t most)
{
	SCRATCH(tmp);
	size_t n = most;

	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--;
	return json_string(talloc_asprintf(tmp, "%.*s%s", (int)n, text, strchr(text, '\n') != NULL ? "\n" CUT : " " CUT));
}

static json_t *
shorter(const char *name, json_t *value, const struct brief *brief, bool *less)
{
	if (!json_is_string(value) || json_string_length(value) <= brief->words || is_address(name))
		return json_incref(value);
	*less = true;
	return cut_text(json_string_value(value), brief->words);
}

static json_t *
shorter_object(json_t *object, const struct brief *brief, bool *less)
{
	const char *name;
	json_t *value, *own;

	if (!json_is_object(object))
		return json_incref(object);
	own = json_object();
	json_object_foreach(object, name, value) {
		json_object_set_new(own, name, shorter(name, value, brief, less));
	}
	return own;
}

/* ---- lists */

/* A number, or one in words, or nothing. */
static json_int_t
number_of(const json_t *value)
{
	const char *words = json_string_value(value);

	return words != NULL ? (json_int_t)strtoll(words, NULL, 10) : json_integer_value(value);
}

/* Nothing stands below a heading then. Other lists say whether there are any. */
static void
count_none(json_t *own, const char *name)
{
	SCRATCH(tmp);
	const struct known_list *k = known(name);
	char *has = talloc_asprintf(tmp, "has_%s", name);

	if (k != NULL && k->talk && json_object_get(own, has) != NULL)
		json_object_set_new(own, has, json_false());
}

static void
count_rest(json_t *own, const json_t *values, const char *name, size_t gone)
{
	SCRATCH(tmp);
	const struct known_list *k = known(name);
	const char *rest = k != NULL ? k->rest : talloc_asprintf(tmp, "%s_left", name);

	if (strncmp(rest, "has_", 4) == 0)
		json_object_set_new(own, rest, json_true());
	else
		json_object_set_new(own, rest, json_integer(number_of(json_object_get(values, rest)) + (json_int_t)gone));
}

static json_t *
shorter_list(const char *name, const json_t *list, const struct brief *brief, bool *less)
{
	const struct known_list *k = known(name);
	size_t n = json_array_size(list), kept = shortens(name, brief->talk_only) && n > brief->lines ? brief->lines : n;
	bool from_front = k != NULL && k->oldest_first;
	json_t *own = json_array();

	*less |= kept < n;
	for (size_t i = 0; i < kept; i++)
		json_array_append_new(own, shorter_object(json_array_get(list, from_front && i > 0 ? n - kept + i : i), brief, less));
	return own;
}

json_t *
brief_values(const json_t *values, const struct brief *brief)
{
	json_t *own = json_object();
	bool less = false;
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)values, name, value) {
		json_object_set_new(own, name, json_is_array(value) ? shorter_list(name, value, brief, &less) :
		    shorter(name, value, brief, &less));
	}
	/* When all of them are there: what counts them is one itself. */
	json_object_foreach((json_t *)(uintptr_t)values, name, value) {
		size_t kept = json_array_size(json_object_get(own, name));

		if (kept < json_array_size(value))
			count_rest(own, values, name, json_array_size(value) - kept);
		if (kept == 0 && json_array_size(value) > 0)
			count_none(own, name);
	}
	json_object_set_new(own, "shortened", json_boolean(less));
	return own;
}
