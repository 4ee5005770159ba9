/* source.c - see source.h */
#include <config.h>

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>

#include "source.h"

#define LARGEST (4u << 20)
#define MOST_FILES 1000
#define DEEPEST 10
#define MOST_HINTED 500	/* settings in a group that are looked through for a hint */
#define MOST_FAULTS 20	/* in the syntax of one file */

/* The folder of a file, absolute. */
static char *
folder_of(TALLOC_CTX *ctx, const char *path)
{
	SCRATCH(tmp);
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL ? talloc_strdup(tmp, "") : talloc_strndup(tmp, path, (size_t)(slash - path));

	if (path[0] == '/')
		return talloc_strdup(ctx, folder);
	char *here = getcwd(NULL, 0);
	char *absolute = talloc_asprintf(ctx, "%s%s%s", here != NULL ? here : "", *folder != '\0' ? "/" : "", folder);

	free(here);
	return absolute;
}

char *
source_path(TALLOC_CTX *ctx, const struct source *source, const char *path)
{
	if (path[0] == '/')
		return talloc_strdup(ctx, path);
	return talloc_asprintf(ctx, "%s/%s", source->folder, path);
}

static int
source_gone(struct source *s)
{
	config_destroy(&s->config);
	return 0;
}

static struct source *
source_new(struct reading *r, const char *path, const struct source *parent, unsigned parent_line)
{
	struct source *s = talloc_zero(r, struct source);

	s->path = talloc_strdup(s, path);
	s->folder = folder_of(s, path);
	s->number = (unsigned)r->source_count;
	s->parent = parent;
	s->parent_line = parent_line;
	config_init(&s->config);
	talloc_set_destructor(s, source_gone);
	r->sources = talloc_realloc(r, r->sources, struct source *, (unsigned)r->source_count + 1);
	r->sources[r->source_count++] = s;
	return s;
}

/* Files are told apart by what they are, not by how they are called: links must not lead in circles either. */
static bool
is_new(struct reading *r, const struct source *s, struct place place)
{
	unsigned depth = 0;

	for (const struct source *p = s->parent; p != NULL; p = p->parent, depth++) {
		if (p->status.st_dev == s->status.st_dev && p->status.st_ino == s->status.st_ino) {
			reading_error(r, place, "%s includes itself in the end; leave this @include out", s->path);
			return false;
		}
	}
	if (depth > DEEPEST) {
		reading_error(r, place, "files include each other %d deep; include %s from a file further up", DEEPEST,
		    s->path);
		return false;
	}
	for (size_t i = 0; i + 1 < r->source_count; i++) {
		const struct source *other = r->sources[i];

		if (other->status.st_dev != s->status.st_dev || other->status.st_ino != s->status.st_ino)
			continue;
		reading_error(r, place, "%s is included already, at %s:%u; leave one of them out", s->path,
		    other->parent != NULL ? other->parent->path : other->path, other->parent_line);
		return false;
	}
	return true;
}

/* How often a setting of that name begins on the line. */
static unsigned
begins_here(const char *text, size_t size, const char *name)
{
	size_t length = strlen(name);
	unsigned count = 0;

	for (size_t i = 0; i + length < size; i++) {
		size_t behind = i + length;

		if (memcmp(text + i, name, length) != 0 || (i > 0 && strchr(" \t{;,", text[i - 1]) == NULL))
			continue;
		behind += strspn(text + behind, " \t");
		count += behind < size && (text[behind] == '=' || text[behind] == ':');
	}
	return count;
}

/* The setting of the file itself that another one, beginning on that line, has the name of. */
static const config_setting_t *
first_of_the_file(const struct source *s, unsigned line)
{
	const config_setting_t *root = config_root_setting(&s->config);
	int count = config_setting_length(root);

	for (size_t i = 0; i < s->scan.statement_count && count <= MOST_HINTED; i++) {
		const char *begin = s->scan.statements[i].begin;

		for (int j = 0; j < count && s->scan.statements[i].line == line; j++) {
			const config_setting_t *one = config_setting_get_elem(root, (unsigned)j);
			const char *name = config_setting_name(one);
			size_t size = strlen(name);

			if (config_setting_source_line(one) < line && strncmp(begin, name, size) == 0 &&
			    strchr(" \t=:", begin[size]) != NULL)
				return one;
		}
	}
	return NULL;
}

/* libconfig stops where a name comes a second time, and does not say which. What it has read until then ends in the
 * group that it was in: one of the names there must be the one. NULL: who knows. */
static const config_setting_t *
first_of_that_name(const struct source *s, const char *bytes, unsigned line)
{
	const config_setting_t *group = config_root_setting(&s->config), *found = first_of_the_file(s, line);

	if (found != NULL)
		return found;
	for (unsigned i = 1; i < line && (bytes = strchr(bytes, '\n')) != NULL; i++)
		bytes++;
	if (bytes == NULL)
		return NULL;
	size_t size = strcspn(bytes, "\n");

	while (group != NULL && config_setting_is_aggregate(group) && config_setting_length(group) > 0) {
		int count = config_setting_length(group);

		for (int i = 0; i < count && count <= MOST_HINTED; i++) {
			const config_setting_t *one = config_setting_get_elem(group, (unsigned)i);
			const char *name = config_setting_name(one);

			if (name != NULL && begins_here(bytes, size, name) > (config_setting_source_line(one) == line))
				found = one;
		}
		group = config_setting_get_elem(group, (unsigned)count - 1);
	}
	return found;
}

static void
duplicate_error(struct reading *r, const struct source *s, const char *bytes, struct place place)
{
	const config_setting_t *first = first_of_that_name(s, bytes, place.line);

	if (first != NULL)
		reading_error(r, place, "%s stands at %s:%u already; keep one", config_setting_name(first), s->path,
		    config_setting_source_line(first));
	else
		reading_error(r, place, "a setting of the same name stands before it; keep one of them");
}

/* libconfig's own words are few; these say what to look for. */
static void
syntax_error(struct reading *r, const struct source *s, const char *bytes, unsigned line)
{
	const char *text = config_error_text(&s->config);
	struct place place = { s, line };

	if (strstr(text, "duplicate") != NULL)
		duplicate_error(r, s, bytes, place);
	else if (strstr(text, "mismatched") != NULL)
		reading_error(r, place, "an array [ ] holds values of one kind only; use a list ( ) for several kinds");
	else
		reading_error(r, place, "syntax error here or just before; settings look like name = \"text\"; or "
		    "name = { ... }; or name = ( ... );");
}

/* libconfig stops at the first fault. The setting that it is in is taken out, and the rest is read again: so each
 * setting of the file can be wrong, and is reported, by itself. */
static void
parse(struct reading *r, struct source *s, const char *bytes)
{
	unsigned line = 0, last;

	for (int i = 0; i < MOST_FAULTS; i++) {
		if (config_read_string(&s->config, bytes) == CONFIG_TRUE)
			return;
		r->incomplete = true;
		last = line;
		line = (unsigned)config_error_line(&s->config);
		/* Taking it out has not helped: there is something on the line that is no setting at all. */
		if (line == last)
			break;
		syntax_error(r, s, bytes, line);
		if (!scan_blank(&s->scan, line))
			break;
	}
	r->lost = true;
	/* Half a setting would give rise to complaints that are not true. */
	config_destroy(&s->config);
	config_init(&s->config);
}

static void
look_through(struct reading *r, struct source *s, char *bytes, size_t size)
{
	struct scan scan;

	/* Some editors put a byte order mark first; libconfig would choke on it. */
	if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		memset(bytes, ' ', 3);
	scan_bytes(s, bytes, size, &scan);
	for (size_t i = 0; i < scan.wrapped_count; i++)
		reading_error(r, (struct place){ s, scan.wrapped[i] },
		    "the number is too large; write sizes and durations as text, like \"32M\" or \"5d\"");
	/* From here on nothing more is said of those lines. */
	s->scan = scan;
	if (scan.defect != NULL) {
		reading_error(r, (struct place){ s, scan.defect_line }, "%s", scan.defect);
		r->incomplete = r->lost = true;
		(void)scan_blank(&s->scan, scan.defect_line);
	}
}

struct source *
source_read(struct reading *r, const char *path, const struct source *parent, unsigned parent_line)
{
	struct source *s = source_new(r, path, parent, parent_line);
	struct place place = parent != NULL ? (struct place){ parent, parent_line } : (struct place){ s, 0 };
	struct error err;
	char *bytes;
	size_t size;

	if (r->source_count > MOST_FILES) {
		reading_error(r, place, "more than %d files are included", MOST_FILES);
	} else if (stat(path, &s->status) != 0) {
		reading_error(r, place, "cannot read %s: %s", path, strerror(errno));
	} else if (S_ISDIR(s->status.st_mode)) {
		reading_error(r, place, "%s is a folder; write \"%s/*.conf\" for the files in it", path, path);
	} else if (is_new(r, s, place)) {
		if (file_read(s, path, LARGEST, &bytes, &size, &err) == DONE) {
			look_through(r, s, bytes, size);
			parse(r, s, bytes);
			explicit_bzero(bytes, size);
			return s;
		}
		reading_error(r, place, "%s", err.text);
	}
	r->incomplete = r->lost = true;
	return NULL;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The pattern is shown with the file's own folder, not the absolute one, so that messages stay as short. */
static char *
beside(TALLOC_CTX *ctx, const struct source *source, const char *pattern)
{
	const char *slash = strrchr(source->path, '/');

	if (pattern[0] == '/' || slash == NULL)
		return talloc_strdup(ctx, pattern);
	return talloc_asprintf(ctx, "%.*s/%s", (int)(slash - source->path), source->path, pattern);
}

char **
source_included(struct reading *r, TALLOC_CTX *ctx, const struct source *source, const struct scan_include *include,
    size_t *count)
{
	struct place place = { source, include->line };
	char *pattern = beside(ctx, source, include->pattern);
	glob_t found = { 0 };

	*count = 0;
	if (include->nested) {
		reading_error(r, place, "@include stands inside of brackets; put it outside: "
		    "lists of the same name in several files are joined");
		return NULL;
	}
	if (strpbrk(include->pattern, "*?[") == NULL) {
		*count = 1;
		return talloc_memdup(ctx, &pattern, sizeof(pattern));
	}
	errno = 0;
	int failure = glob(pattern, GLOB_NOSORT | GLOB_ERR, NULL, &found);

	/* No folder is as good as no file in it; a folder that we may not look into is not. */
	if (failure != 0 && failure != GLOB_NOMATCH && errno != ENOENT) {
		reading_error(r, place, "cannot look for %s: %s", pattern, strerror(errno));
		r->incomplete = r->lost = true;
	}
	char **paths = talloc_array(ctx, char *, (unsigned)found.gl_pathc);

	for (size_t i = 0; i < found.gl_pathc; i++)
		paths[i] = talloc_strdup(paths, found.gl_pathv[i]);
	*count = found.gl_pathc;
	globfree(&found);
	if (*count > 0)
		qsort(paths, *count, sizeof(*paths), compare_names);
	return paths;
}
