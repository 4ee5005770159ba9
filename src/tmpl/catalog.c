/* catalog.c - the templates on disk, read once; which one for which message and language */
#include <config.h>

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/suggest.h>
#include <postigo/base/utf8.h>
#include <postigo/tmpl/catalog.h>

#include "program.h"

#define TEMPLATE_MAX (256u << 10)	/* bytes of one file */
#define SUBJECT_MAX 8192		/* bytes, before it is made one line */
#define SUBJECT_CHARACTERS 200
#define TEXT_MAX (8u << 20)
#define SUFFIX ".mustache"

/* Every message that is sent; the fall-back language has to have them all. */
static const char *const messages[] = {
	"acknowledgement", "answer", "confirm", "delivery_failed", "kept_as_note", "not_accepted", "notice_new",
	"notice_note", "notice_reply", "operator", "refused"
};

/* Every name that a template may use: a mistyped one would quietly be nothing. */
static const char *const names[] = {
	"ticket", "subject", "requester_name", "requester_address", "queue", "text", "technician_name", "desk_name",
	"recipient", "sender", "diagnostic", "attachments", "has_attachments", "name", "size_text", "marker", "new_ticket",
	"confirm_reopening", "confirm_participants", "confirm_on_behalf", "confirm_answer", "reply_to", "name_hides",
	"trust_none", "trust_known", "trust_auth", "trust_token", "trust_token_and_auth"
};

struct entry {
	char *name;
	struct mustache *subject;	/* NULL: this is a piece for others */
	struct mustache *text;
};

struct language {
	char *name;
	struct entry *entries;
	unsigned count;
};

struct catalog {
	struct language *languages;
	unsigned count;
	const struct language *fallback;
};

/* What a partial is looked for in. */
struct lookup {
	const struct language *language, *fallback;
};

static const struct entry *
entry_find(const struct language *language, const char *name)
{
	for (size_t i = 0; language != NULL && i < language->count; i++)
		if (strcmp(language->entries[i].name, name) == 0)
			return &language->entries[i];
	return NULL;
}

/* "es-MX" is served by a folder of that name, or else by "es". */
static const struct language *
language_find(const struct catalog *catalog, const char *name)
{
	const struct language *by_first_part = NULL;

	if (name == NULL)
		return NULL;
	size_t first_part = strcspn(name, "-_");
	for (size_t i = 0; i < catalog->count; i++) {
		const struct language *language = &catalog->languages[i];
		if (strcasecmp(language->name, name) == 0)
			return language;
		if (strlen(language->name) == first_part && strncasecmp(language->name, name, first_part) == 0)
			by_first_part = language;
	}
	return by_first_part;
}

static const struct mustache *
find_partial(void *context, const char *name)
{
	const struct lookup *lookup = context;
	const struct entry *entry = entry_find(lookup->language, name);

	if (entry == NULL || entry->subject != NULL)
		entry = entry_find(lookup->fallback, name);
	return entry != NULL && entry->subject == NULL ? entry->text : NULL;
}

static enum result
check_name(const char *path, unsigned line, const char *name, struct error *err)
{
	SCRATCH(tmp);
	struct suggest like;

	suggest_start(&like, name);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(names[i], name) == 0)
			return DONE;
		suggest_offer(&like, names[i]);
	}
	return error_set(err, PERMFAIL, "%s:%u: there is no value \"%s\"%s", path, line, name,
	    suggest_words(tmp, &like));
}

/* Takes a piece of a file apart, and looks at the names in it. */
static enum result
piece_parse(TALLOC_CTX *ctx, const char *path, unsigned line, const char *source, struct mustache **out,
    struct error *err)
{
	enum result result = program_parse(ctx, path, line, source, out, err);

	for (unsigned i = 0; result == DONE && i < (*out)->count; i++) {
		const struct step *step = &(*out)->steps[i];
		if (step->part_count > 0)
			result = check_name(path, step->line, step->parts[0], err);
	}
	return result;
}

/* Reads the fields at the head, which end with an empty line, and leaves *body and *line behind it. */
static enum result
read_fields(struct entry *entry, TALLOC_CTX *ctx, const char *path, const char *source, const char **body,
    unsigned *line, struct error *err)
{
	SCRATCH(tmp);

	for (*line = 1;; (*line)++) {
		const char *end = strchrnul(source, '\n');
		char *field = talloc_strndup(tmp, source, (size_t)(end - source));
		size_t n = strlen(field);
		if (n > 0 && field[n - 1] == '\r')
			field[n - 1] = '\0';
		source = *end != '\0' ? end + 1 : end;
		if (*field == '\0')
			break;
		if (strncasecmp(field, "Subject:", 8) != 0)
			return error_set(err, PERMFAIL, "%s:%u: \"Subject: ...\" and then an empty line are wanted here",
			    path, *line);
		const char *subject = field + 8 + strspn(field + 8, " \t");
		enum result result = piece_parse(ctx, path, *line, subject, &entry->subject, err);
		if (result != DONE)
			return result;
	}
	if (entry->subject == NULL)
		return error_set(err, PERMFAIL, "%s:%u: \"Subject: ...\" is missing", path, *line);
	(*line)++;
	*body = source;
	return DONE;
}

static enum result
entry_read(struct entry *entry, TALLOC_CTX *ctx, const char *path, struct error *err)
{
	SCRATCH(tmp);
	const char *body;
	char *source;
	size_t size;
	unsigned line;
	enum result result = file_read(tmp, path, TEMPLATE_MAX, &source, &size, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "%s: %s", path, strerror(ENOENT));
	if (result != DONE)
		return result;
	if (strlen(source) != size || !utf8_valid(source, size))
		return error_set(err, PERMFAIL, "%s:1: this is no UTF-8 text", path);
	if (*entry->name == '_')
		return piece_parse(ctx, path, 1, source, &entry->text, err);
	result = read_fields(entry, ctx, path, source, &body, &line, err);
	if (result != DONE)
		return result;
	return piece_parse(ctx, path, line, body, &entry->text, err);
}

static void
folder_close(void *dir)
{
	(void)closedir(dir);
}

static enum result
language_read(struct language *language, TALLOC_CTX *ctx, const char *folder, struct error *err)
{
	SCRATCH(tmp);
	const char *path = talloc_asprintf(tmp, "%s/%s", folder, language->name);
	DIR *dir = opendir(path);
	const struct dirent *file;

	if (dir == NULL)
		return error_set(err, PERMFAIL, "%s: %s", path, strerror(errno));
	memory_hold(tmp, dir, folder_close);
	while ((file = readdir(dir)) != NULL) {
		size_t n = strlen(file->d_name), suffix = strlen(SUFFIX);
		if (*file->d_name == '.' || n <= suffix || strcmp(file->d_name + n - suffix, SUFFIX) != 0)
			continue;
		language->entries = talloc_realloc(ctx, language->entries, struct entry, language->count + 1);
		struct entry *entry = &language->entries[language->count++];
		*entry = (struct entry){ .name = talloc_strndup(ctx, file->d_name, n - suffix) };
		enum result result =
		    entry_read(entry, ctx, talloc_asprintf(tmp, "%s/%s", path, file->d_name), err);
		if (result != DONE)
			return result;
	}
	return DONE;
}

/* "en", "pt-BR": folders of other names are not ours to read. */
static bool
is_language(const char *name)
{
	size_t n = strcspn(name, "-_");

	for (const char *s = name; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return false;
	return n >= 2 && n <= 3 && strlen(name) <= 16;
}

static enum result
languages_read(struct catalog *catalog, const char *folder, struct error *err)
{
	SCRATCH(tmp);
	DIR *dir = opendir(folder);
	const struct dirent *sub;

	if (dir == NULL)
		return error_set(err, PERMFAIL, "%s: %s", folder, strerror(errno));
	memory_hold(tmp, dir, folder_close);
	while ((sub = readdir(dir)) != NULL) {
		if (!is_language(sub->d_name) || sub->d_type == DT_REG)
			continue;
		catalog->languages =
		    talloc_realloc(catalog, catalog->languages, struct language, catalog->count + 1);
		struct language *language = &catalog->languages[catalog->count++];
		*language = (struct language){ .name = talloc_strdup(catalog, sub->d_name) };
		enum result result = language_read(language, catalog, folder, err);
		if (result != DONE)
			return result;
	}
	return DONE;
}

enum result
catalog_load(TALLOC_CTX *ctx, const char *folder, const char *fallback, struct catalog **out, struct error *err)
{
	SCRATCH(tmp);
	struct catalog *catalog = talloc_zero(tmp, struct catalog);
	enum result result = languages_read(catalog, folder, err);

	if (result != DONE)
		return result;
	catalog->fallback = language_find(catalog, fallback);
	if (catalog->fallback == NULL)
		return error_set(err, PERMFAIL, "%s: there is no folder \"%s\", the language to fall back to", folder,
		    fallback);
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++)
		if (entry_find(catalog->fallback, messages[i]) == NULL)
			return error_set(err, PERMFAIL, "%s/%s/%s" SUFFIX ": there is no such file, and it is needed",
			    folder, catalog->fallback->name, messages[i]);
	*out = talloc_steal(ctx, catalog);
	return DONE;
}

bool
catalog_has_language(const struct catalog *catalog, const char *language)
{
	return language_find(catalog, language) != NULL;
}

/* A subject is one line, whatever a value in it holds. */
static enum result
render_subject(TALLOC_CTX *ctx, const struct entry *entry, const json_t *values, struct lookup *lookup,
    char **subject, struct error *err)
{
	SCRATCH(tmp);
	struct mustache_host host = { .partial = find_partial, .context = lookup };
	struct text *t = text_new(tmp, SUBJECT_MAX);
	enum result result = mustache_render(entry->subject, values, &host, t, err);

	if (result == DONE)
		*subject = utf8_clean_line(ctx, t->bytes, SUBJECT_CHARACTERS);
	return result;
}

enum result
catalog_render(TALLOC_CTX *ctx, const struct catalog *catalog, const char *name, const char *language,
    const json_t *values, struct rendered *out, struct error *err)
{
	const struct language *taken = language_find(catalog, language);
	const struct entry *entry = entry_find(taken, name);
	struct lookup lookup = { .language = taken, .fallback = catalog->fallback };
	struct mustache_host host = { .partial = find_partial, .context = &lookup };
	char *subject;

	if (entry == NULL || entry->subject == NULL) {
		lookup.language = taken = catalog->fallback;
		entry = entry_find(taken, name);
	}
	if (entry == NULL || entry->subject == NULL)
		return error_set(err, PERMFAIL, "there is no template \"%s\"", name);
	enum result result = render_subject(ctx, entry, values, &lookup, &subject, err);
	if (result != DONE)
		return result;
	struct text *text = text_new(ctx, TEXT_MAX);
	result = mustache_render(entry->text, values, &host, text, err);
	if (result != DONE) {
		talloc_free(text);
		talloc_free(subject);
		return result;
	}
	*out = (struct rendered){ .subject = subject, .text = text->bytes, .language = taken->name };
	return DONE;
}
