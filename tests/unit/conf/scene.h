/* scene.h - a folder with config files, for the tests of the conf room */
#ifndef POSTIGO_TESTS_CONF_SCENE_H
#define POSTIGO_TESTS_CONF_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <talloc.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/conf/conf.h>

#define IDENTITY(more) "identity = { name = \"Example Support\"; domain = \"example.com\"; " more "};\n"
#define SMTP(more) "smtp = { host = \"mail.example.com\"; from = \"help@example.com\"; " more "};\n"
#define MAILBOX(more) \
	"mailboxes = ( { name = \"help\"; address = \"help@example.com\"; queue = \"q\"; host = \"mail.example.com\"; " \
	more "} );\n"
#define QUEUE "queues = ( { name = \"q\"; } );\n"

/* The least that is valid: four lines. */
#define SMALLEST IDENTITY("") SMTP("") MAILBOX("") QUEUE

struct scene {
	char *folder;
	char **paths;		/* what was written, to be removed */
	unsigned count;
};

static inline int
scene_open(void **state)
{
	struct scene *s = talloc_zero(NULL, struct scene);

	s->folder = talloc_strdup(s, "/tmp/postigo-conf-XXXXXX");
	assert_non_null(mkdtemp(s->folder));
	*state = s;
	return 0;
}

static inline int
scene_close(void **state)
{
	struct scene *s = *state;

	while (s->count > 0)
		(void)remove(s->paths[--s->count]);
	(void)rmdir(s->folder);
	talloc_free(s);
	return 0;
}

/* The path of a name in the scene's folder; removed at the end, if it is there. */
static inline char *
scene_path(struct scene *s, const char *name)
{
	s->paths = talloc_realloc(s, s->paths, char *, s->count + 1);
	s->paths[s->count] = talloc_asprintf(s, "%s/%s", s->folder, name);
	return s->paths[s->count++];
}

static inline char *
scene_write(struct scene *s, const char *name, const char *text, mode_t mode)
{
	char *path = scene_path(s, name);
	struct error err;

	assert_int_equal(file_write(path, text, strlen(text), mode, &err), DONE);
	assert_int_equal(chmod(path, mode), 0);
	return path;
}

static inline void
scene_folder(struct scene *s, const char *name)
{
	assert_int_equal(mkdir(scene_path(s, name), 0700), 0);
}

/* Loads text as the config. */
static inline enum result
scene_load(struct scene *s, TALLOC_CTX *ctx, const char *text, struct conf **out, struct conf_problems *problems)
{
	return conf_load(ctx, scene_write(s, "postigo.conf", text, 0600), out, problems);
}

/* A problem that is wanted: in that file, at that line, with these words in it. */
struct wanted {
	const char *file;	/* NULL: postigo.conf */
	unsigned line;
	const char *words;
};

/* The least that is valid has nobody to tell and trusts no server's word: only who asks for that hears of it. */
static inline bool
is_usual(const struct conf_problem *p, const struct wanted *wanted)
{
	static const char *const usual[] = { "nobody is told", "who adds a participant" };

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (p->warning && strstr(p->what, usual[i]) != NULL)
			return wanted == NULL || strstr(wanted->words, usual[i]) == NULL;
	return false;
}

/* The problems are those, in that order, and no more. */
static inline void
assert_problems(const struct conf_problems *got, const struct wanted *wanted, size_t count)
{
	size_t i = 0;

	for (size_t n = 0; n < got->count; n++) {
		const struct conf_problem *p = &got->list[n];
		const char *name = strrchr(p->file, '/') + 1, *file = i < count ? wanted[i].file : NULL;

		if (is_usual(p, i < count ? &wanted[i] : NULL))
			continue;
		if (i == count)
			fail_msg("unwanted: %s:%u: %s", p->file, p->line, p->what);
		if (strcmp(name, file != NULL ? file : "postigo.conf") != 0 || p->line != wanted[i].line ||
		    strstr(p->what, wanted[i].words) == NULL)
			fail_msg("wanted line %u: %s\n   got %s:%u: %s", wanted[i].line, wanted[i].words, p->file, p->line,
			    p->what);
		i++;
	}
	if (i < count)
		fail_msg("missing: line %u: %s", wanted[i].line, wanted[i].words);
}

#endif
