/* article.h - articles as they are written: Markdown files with a head like a mail's
 *
 *	DIR/<language>/<slug>.md
 *
 *	Title: The printer prints every page twice
 *	Keywords: double, duplicate, two copies
 *	Queue: support
 *
 *	Open the print dialogue and ...
 */
#ifndef POSTIGO_ARTICLE_ARTICLE_H
#define POSTIGO_ARTICLE_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/base/digest.h>
#include <postigo/base/error.h>
#include <postigo/conf/conf.h>

#define ARTICLE_BYTES_MAX (256u << 10)	/* of one file */
#define ARTICLE_SLUG_MAX 100u		/* bytes */
#define ARTICLES_MAX 10000u

struct article {
	char *slug;			/* the file's name: the same in each language */
	char *language;
	char *title;			/* one line */
	char *keywords;			/* as written, "" for none */
	char *summary;			/* one line: what the head says, else the beginning of the text */
	char *queue, *organisation;	/* only for those; NULL: for all */
	char *body;			/* Markdown */
	uint8_t digest[DIGEST_SIZE];	/* of the file: the same digest is the same article */
};

struct articles {
	struct article *list;		/* in the order of languages and slugs */
	size_t count;
};

/* Takes the text of a file apart, owned by ctx. PERMFAIL with "path:line: what is wrong; what would be right". */
enum result article_parse(TALLOC_CTX *ctx, const char *path, const char *language, const char *slug, const char *source,
    struct article *out, struct error *err);

/* Reads all of a folder; what is wrong is added to problems (its list owned by problem_ctx), each wrong file as an error that
 * leaves out that file alone. conf knows which queues there are. PERMFAIL when the folder itself cannot be read. */
enum result article_read_folder(TALLOC_CTX *ctx, const char *folder, const struct conf *conf, struct articles *out,
    TALLOC_CTX *problem_ctx, struct conf_problems *problems);

/* Takes apart what a technician has written in a mail: lines like those of a file's head, also in Spanish, if it begins with any,
 * and the text below. Fields that are not told are NULL, and so is the body if there is no text; an empty one, or "-", is "". All
 * owned by ctx. */
struct article article_of_words(TALLOC_CTX *ctx, const char *words);

/* A name for an article of that title: "the-printer-prints-twice". Owned by ctx. */
char *article_slug(TALLOC_CTX *ctx, const char *title);

/* Letters without accents, digits, dots, hyphens and underlines: what stands in commands, addresses and file names. */
bool article_is_slug(const char *slug);

/* "en", "pt-BR" */
bool article_is_language(const char *name);

/* The beginning of a text without its Markdown, on one line of at most that many characters; owned by ctx. */
char *article_beginning(TALLOC_CTX *ctx, const char *body, size_t most);

#endif
