/* folder.c - the templates on disk, all of them read at once */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "entries.h"

#define TEMPLATE_MAX (256u << 10)	/* bytes of one file */
#define SUFFIX ".mustache"

/* A folder, and whose templates lie in it. */
struct place {
	const char *path, *language, *queue, *organisation;
};

struct reading {
	struct catalog *catalog;
	struct problems *problems;
};

/* ---- problems */

void
problem_add(struct problems *p, bool warning, const char *file, unsigned line, const char *format, ...)
{
	struct conf_problems *list = p->list;
	va_list ap;

	va_start(ap, format);
	char *what = talloc_vasprintf(p->ctx, format, ap);
	va_end(ap);
	for (size_t i = 0; i < list->count; i++)
		if (list->list[i].line == line && strcmp(list->list[i].file, file) == 0 &&
		    strcmp(list->list[i].what, what) == 0)
			return;
	list->list = talloc_realloc(p->ctx, list->list, struct conf_problem, (unsigned)list->count + 1);
	list->list[list->count++] = (struct conf_problem){
		.file = talloc_strdup(p->ctx, file), .line = line, .warning = warning, .what = what
	};
	list->errors += !warning;
}

void
problem_add_error(struct problems *p, const char *file, const struct error *err)
{
	size_t n = strlen(file);
	const char *what = err->text;
	char *end = NULL;
	unsigned long line = 0;

	if (strncmp(what, file, n) == 0 && what[n] == ':') {
		line = strtoul(what + n + 1, &end, 10);
		what = end[0] == ':' ? end + 2 : what + n + 2;
	}
	problem_add(p, false, file, (unsigned)line, "%s", what);
}

/* ---- one file */

/* A field at the head of a file: "Name: value". */
static enum result
field_read(struct entry *entry, TALLOC_CTX *ctx, unsigned line, const char *field, struct error *err)
{
	const char *path = entry->file.path, *value = strchr(field, ':');
	size_t name = value != NULL ? (size_t)(value - field) : 0;

	if (value != NULL)
		value += 1 + strspn(value + 1, " \t");
	if (name == 7 && strncasecmp(field, "Subject", name) == 0)
		return program_parse(ctx, path, line, value, &entry->subject, err);
	if (name != 5 || strncasecmp(field, "Parts", name) != 0)
		return error_set(err, PERMFAIL, "%s:%u: \"Subject: ...\" and then an empty line are wanted here", path, line);
	entry->file.text_only = strcasecmp(value, "text") == 0;
	entry->file.whole = strcasecmp(value, "text html whole") == 0;
	if (!entry->file.text_only && !entry->file.whole && strcasecmp(value, "text html") != 0)
		return error_set(err, PERMFAIL, "%s:%u: \"Parts: text\", \"Parts: text html\" or \"Parts: text html whole\" is wanted "
		    "here", path, line);
	return DONE;
}

/* Reads the fields at the head, which end with an empty line, and leaves *body and *line behind it. */
static enum result
fields_read(struct entry *entry, TALLOC_CTX *ctx, const char **body, unsigned *line, struct error *err)
{
	SCRATCH(tmp);
	const char *source = entry->file.source;

	for (*line = 1;; (*line)++) {
		const char *end = strchrnul(source, '\n');
		char *field = talloc_strndup(tmp, source, (size_t)(end - source));
		size_t n = strlen(field);
		while (n > 0 && (field[n - 1] == '\r' || field[n - 1] == ' ' || field[n - 1] == '\t'))
			field[--n] = '\0';
		source = *end != '\0' ? end + 1 : end;
		if (*field == '\0')
			break;
		enum result result = field_read(entry, ctx, *line, field, err);
		if (result != DONE)
			return result;
	}
	if (entry->subject == NULL)
		return error_set(err, PERMFAIL, "%s:%u: \"Subject: ...\" is missing", entry->file.path, *line);
	(*line)++;
	*body = source;
	return DONE;
}

static enum result
entry_read(struct entry *entry, TALLOC_CTX *ctx, struct error *err)
{
	const char *path = entry->file.path, *body;
	char *source;
	size_t size;
	unsigned line = 1;
	enum result result = file_read(ctx, path, TEMPLATE_MAX, &source, &size, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "%s: %s", path, strerror(ENOENT));
	if (result != DONE)
		return result;
	if (strlen(source) != size || !utf8_valid(source, size))
		return error_set(err, PERMFAIL, "%s:1: this is no UTF-8 text", path);
	entry->file.source = body = source;
	if (!entry->file.piece)
		result = fields_read(entry, ctx, &body, &line, err);
	return result == DONE ? program_parse(ctx, path, line, body, &entry->text, err) : result;
}

static void
file_take(struct reading *r, const struct place *place, const char *path, const char *name)
{
	struct catalog *catalog = r->catalog;
	struct error err;
	struct entry entry = { .file = {
		.name = talloc_strndup(catalog, name, strlen(name) - strlen(SUFFIX)),
		.language = talloc_strdup(catalog, place->language), .queue = talloc_strdup(catalog, place->queue),
		.organisation = talloc_strdup(catalog, place->organisation), .path = talloc_strdup(catalog, path),
		.piece = *name == '_'
	} };

	if (*place->language == '\0' && !entry.file.piece) {
		problem_add(r->problems, true, path, 0, "nothing uses this file: a message stands in a language's folder");
		return;
	}
	if (entry_read(&entry, catalog, &err) != DONE) {
		problem_add_error(r->problems, path, &err);
		catalog->broken = true;
		return;
	}
	catalog->entries = talloc_realloc(catalog, catalog->entries, struct entry, catalog->count + 1);
	catalog->entries[catalog->count++] = entry;
}

/* ---- folders */

/* The names in a folder, NULL behind the last. One that cannot be read breaks the catalog, and is as good as empty. */
static char **
names_read(TALLOC_CTX *ctx, struct reading *r, const char *path)
{
	char **names = file_names(ctx, path);

	if (names != NULL)
		return names;
	problem_add(r->problems, false, path, 0, "%s", strerror(errno));
	r->catalog->broken = true;
	return talloc_zero_array(ctx, char *, 1);
}

static bool
is_template(const char *name)
{
	size_t n = strlen(name), suffix = strlen(SUFFIX);

	return n > suffix && strcmp(name + n - suffix, SUFFIX) == 0;
}

/* "en", "pt-BR": folders of other names are no language's. */
static bool
is_language(const char *name)
{
	size_t n = strcspn(name, "-_");

	for (const char *s = name; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return false;
	return n >= 2 && n <= 3 && strlen(name) <= 16;
}

static void
words_take(struct reading *r, const struct place *place, const char *path)
{
	struct catalog *catalog = r->catalog;
	const struct conf_words *words = words_read(catalog, path, r->problems->ctx, r->problems->list);

	catalog->languages = talloc_realloc(catalog, catalog->languages, struct language, catalog->language_count + 1);
	catalog->languages[catalog->language_count++] = (struct language){ talloc_strdup(catalog, place->language), words };
}

/* The templates in a language's folder, and its words. */
static void
language_read(struct reading *r, const struct place *place)
{
	SCRATCH(tmp);

	for (char **name = names_read(tmp, r, place->path); *name != NULL; name++) {
		const char *path = talloc_asprintf(tmp, "%s/%s", place->path, *name);
		if (is_template(*name))
			file_take(r, place, path, *name);
		else if (strcmp(*name, WORDS_FILE) == 0 && *place->queue == '\0' && *place->organisation == '\0')
			words_take(r, place, path);
		else
			problem_add(r->problems, true, path, 0, "nothing uses this: the name of a template ends with " SUFFIX);
	}
}

static void
owners_read(struct reading *r, const char *folder, bool queues);

/* The languages' folders of somebody, or of everybody, and the pieces that they share. */
static void
languages_read(struct reading *r, const struct place *place, bool top)
{
	SCRATCH(tmp);

	for (char **name = names_read(tmp, r, place->path); *name != NULL; name++) {
		struct place below = *place;
		below.path = talloc_asprintf(tmp, "%s/%s", place->path, *name);
		below.language = *name;
		if (top && (strcmp(*name, "queues") == 0 || strcmp(*name, "organisations") == 0))
			owners_read(r, below.path, **name == 'q');
		else if (is_template(*name))
			file_take(r, place, below.path, *name);
		else if (is_language(*name) && file_is_folder(below.path))
			language_read(r, &below);
		else if (file_is_folder(below.path))
			problem_add(r->problems, true, below.path, 0, "nothing uses this: a language's folder is named like "
			    "\"en\" or \"pt-BR\"");
	}
}

static void
owners_read(struct reading *r, const char *folder, bool queues)
{
	SCRATCH(tmp);

	for (char **name = names_read(tmp, r, folder); *name != NULL; name++) {
		struct place place = {
			.path = talloc_asprintf(tmp, "%s/%s", folder, *name), .language = "",
			.queue = queues ? *name : "", .organisation = queues ? "" : *name
		};
		if (file_is_folder(place.path))
			languages_read(r, &place, false);
		else
			problem_add(r->problems, true, place.path, 0, "nothing uses this: a folder named as the %s is wanted here",
			    queues ? "queue" : "organisation");
	}
}

void
entries_read(struct catalog *catalog, struct problems *p)
{
	struct reading r = { catalog, p };
	struct place everybody = { .path = catalog->folder, .language = "", .queue = "", .organisation = "" };

	languages_read(&r, &everybody, true);
	if (catalog->count > 0)
		qsort(catalog->entries, catalog->count, sizeof(*catalog->entries), entry_compare);
}
