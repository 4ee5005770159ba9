/* argument.c - see argument.h */
#include <config.h>

#include <inttypes.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "argument.h"

#define ARGUMENT_MOST (64 << 10)

/* "ticket.queue" is the member queue of the member ticket; numbers as they are written. NULL: it is not known. */
static char *
value_of(TALLOC_CTX *ctx, const json_t *body, const char *name)
{
	static const struct {
		const char *prefix, *outer, *inner;	/* inner NULL: the member itself */
	} places[] = {
		{ "field.", "ticket", "fields" }, { "capture.", "capture", NULL }, { "ticket.", "ticket", NULL },
		{ "requester.", "requester", NULL },
	};
	const json_t *value = NULL;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) && value == NULL; i++) {
		size_t size = strlen(places[i].prefix);

		if (strncmp(name, places[i].prefix, size) != 0)
			continue;
		value = json_object_get(body, places[i].outer);
		if (places[i].inner != NULL)
			value = json_object_get(value, places[i].inner);
		value = json_object_get(value, name + size);
	}
	if (value == NULL && strchr(name, '.') == NULL)
		value = json_object_get(body, name);
	if (json_is_integer(value))
		return talloc_asprintf(ctx, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return json_is_string(value) ? talloc_strdup(ctx, json_string_value(value)) : NULL;
}

/* C0 and C1 controls, line and paragraph separators, and what reorders or hides text. */
static bool
is_unfit(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	    (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD;
}

static enum result
check(const char *name, const char *value, bool begins, struct error *err)
{
	const char *p = value, *end;

	if (value == NULL || value[0] == '\0')
		return error_set(err, PERMFAIL, "%s is not known", name);
	if (strlen(value) > ARGUMENT_VALUE_MOST)
		return error_set(err, PERMFAIL, "%s has more than %d bytes", name, ARGUMENT_VALUE_MOST);
	for (end = value + strlen(value); p < end;)
		if (is_unfit(utf8_next(&p, end)))
			return error_set(err, PERMFAIL, "%s has a character in it that no argument may have", name);
	if (begins && value[0] == '-')
		return error_set(err, PERMFAIL, "%s begins with a hyphen: the program would take it for an option", name);
	return DONE;
}

static enum result
fill(TALLOC_CTX *ctx, const char *written, const json_t *body, char **out, struct error *err)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, ARGUMENT_MOST);
	size_t from = 0, at = 0, begin, size;
	const char *found;

	while (conf_hook_placeholder(written, &from, &begin, &found, &size)) {
		char *name = talloc_strndup(tmp, found, size), *value = value_of(tmp, body, name);
		enum result result = check(name, value, begin == 0, err);

		if (result != DONE)
			return result;
		text_add(t, written + at, begin - at);
		text_add_string(t, value);
		at = from;
	}
	text_add_string(t, written + at);
	if (t->cut)
		return error_set(err, PERMFAIL, "an argument has more than %d bytes", ARGUMENT_MOST);
	*out = talloc_strdup(ctx, t->bytes != NULL ? t->bytes : "");
	return DONE;
}

enum result
argument_fill(TALLOC_CTX *ctx, const struct conf_hook *program, const json_t *body, char ***argv, struct error *err)
{
	char **list = talloc_zero_array(ctx, char *, (unsigned)program->command_count + 1);

	for (size_t i = 0; i < program->command_count; i++) {
		enum result result = fill(list, program->command[i], body, &list[i], err);

		if (result != DONE) {
			talloc_free(list);
			return result;
		}
	}
	*argv = list;
	return DONE;
}
