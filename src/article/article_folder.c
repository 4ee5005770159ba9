/* article_folder.c - the articles of a folder, all of them read at once */
#include <config.h>

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/article/article.h>
#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#define SUFFIX ".md"

struct reading {
	TALLOC_CTX *ctx;
	const struct conf *conf;
	struct articles *articles;
	TALLOC_CTX *problem_ctx;
	struct conf_problems *problems;
};

static void __attribute__((format(printf, 4, 5)))
problem(struct reading *r, bool warning, const char *path, const char *format, ...)
{
	struct conf_problems *p = r->problems;
	va_list ap;

	va_start(ap, format);
	char *what = talloc_vasprintf(r->problem_ctx, format, ap);
	va_end(ap);
	p->list = talloc_realloc(r->problem_ctx, p->list, struct conf_problem, (unsigned)p->count + 1);
	p->list[p->count++] = (struct conf_problem){ .file = talloc_strdup(r->problem_ctx, path), .warning = warning, .what = what };
	p->errors += !warning;
}

/* "path:line: what" as it came from article_parse(). */
static void
problem_of(struct reading *r, const char *path, const struct error *err)
{
	const char *what = err->text;
	char *end = NULL;
	size_t n = strlen(path);
	unsigned long line = 0;

	if (strncmp(what, path, n) == 0 && what[n] == ':') {
		line = strtoul(what + n + 1, &end, 10);
		what = end != what + n + 1 && *end == ':' ? end + 2 : what + n + 2;
	}
	problem(r, false, path, "%s", what);
	r->problems->list[r->problems->count - 1].line = (unsigned)line;
}

static void
take(struct reading *r, const char *path, const char *language, const char *slug)
{
	SCRATCH(tmp);
	struct articles *all = r->articles;
	struct article article;
	struct error err;
	size_t size;
	char *source;
	enum result result = file_read(tmp, path, ARTICLE_BYTES_MAX, &source, &size, &err);

	if (result == DONE && (strlen(source) != size || !utf8_valid(source, size)))
		result = error_set(&err, PERMFAIL, "%s:1: this is no UTF-8 text; save it as such", path);
	if (result == DONE)
		result = article_parse(r->ctx, path, language, slug, source, &article, &err);
	if (result != DONE) {
		problem_of(r, path, &err);
		return;
	}
	if (article.queue != NULL && conf_queue(r->conf, article.queue) == NULL)
		problem(r, true, path, "it is for the queue \"%s\", which is not in the config: nobody is offered it", article.queue);
	all->list = talloc_realloc(r->ctx, all->list, struct article, (unsigned)all->count + 1);
	all->list[all->count++] = article;
}

static void
read_language(struct reading *r, const char *folder, const char *language)
{
	SCRATCH(tmp);
	size_t suffix = strlen(SUFFIX);
	char **names = file_names(tmp, folder);

	if (names == NULL)
		problem(r, false, folder, "%s", strerror(errno));
	for (; names != NULL && *names != NULL; names++) {
		const char *path = talloc_asprintf(tmp, "%s/%s", folder, *names);
		size_t n = strlen(*names);
		const char *slug = talloc_strndup(tmp, *names, n > suffix ? n - suffix : 0);

		if (n <= suffix || strcmp(*names + n - suffix, SUFFIX) != 0)
			problem(r, true, path, "nothing uses this: the name of an article ends with " SUFFIX);
		else if (!article_is_slug(slug))
			problem(r, false, path, "an article's name has letters without accents, digits, hyphens, dots and underlines, "
			    "at most %u", ARTICLE_SLUG_MAX);
		else if (r->articles->count < ARTICLES_MAX)
			take(r, path, language, slug);
		else
			problem(r, false, path, "there are more than %u articles; this one and what follows are left out", ARTICLES_MAX);
	}
}

enum result
article_read_folder(TALLOC_CTX *ctx, const char *folder, const struct conf *conf, struct articles *out,
    TALLOC_CTX *problem_ctx, struct conf_problems *problems)
{
	SCRATCH(tmp);
	struct reading r = { ctx, conf, out, problem_ctx, problems };
	char **names = file_names(tmp, folder);

	*out = (struct articles){ 0 };
	if (names == NULL) {
		problem(&r, false, folder, "%s; it should be the folder with en/, es/ and so on in it", strerror(errno));
		return PERMFAIL;
	}
	for (; *names != NULL; names++) {
		const char *path = talloc_asprintf(tmp, "%s/%s", folder, *names);

		if (file_is_folder(path) && article_is_language(*names))
			read_language(&r, path, *names);
		else
			problem(&r, true, path, "nothing uses this: articles stand in a language's folder, \"en\" or \"pt-BR\"");
	}
	return DONE;
}
