/* Articles as people write them, and what is said when they slip. */
#include <config.h>

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

#include <postigo/article/article.h>
#include <postigo/base/file.h>

static void
an_article_is_read(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct article a;
	struct error err;

	(void)state;
	assert_int_equal(article_parse(ctx, "x.md", "en", "x", "title:  A  paper jam \r\nKeywords: printer, jam\nQueue: help\n"
	    "Organisation: acme\n\r\n# Heading\n\nOpen the **cover** and\npull.\n\nThen close it.\n", &a, &err), DONE);
	assert_string_equal(a.title, "A paper jam");
	assert_string_equal(a.keywords, "printer, jam");
	assert_string_equal(a.queue, "help");
	assert_string_equal(a.organisation, "acme");
	assert_string_equal(a.summary, "Open the cover and pull.");
	assert_string_equal(a.body, "# Heading\n\nOpen the **cover** and\npull.\n\nThen close it.\n");
	assert_int_equal(article_parse(ctx, "x.md", "en", "x", "Title: T\nSummary: In short\nQueue:\n\nText", &a, &err), DONE);
	assert_string_equal(a.summary, "In short");
	assert_null(a.queue);
	assert_string_equal(a.keywords, "");
	talloc_free(ctx);
}

static void
slips_are_told_with_their_line(void **state)
{
	static const struct {
		const char *source, *wanted;
	} samples[] = {
		{ "", "x.md:1: it has no title" },
		{ "Text without a head.\n", "x.md:1: \"Text without a head.\" is no field" },
		{ "Title: T\nKeyword: k\n\nText", "x.md:2: unknown field \"Keyword\"; did you mean \"Keywords\"?" },
		{ "Title: T\nTitle: U\n\nText", "x.md:2: a second \"Title\"" },
		{ "Title: T\n\n \n", "x.md: it has no text" },
		{ "Title: T\n", "x.md: it has no text" },
		{ "Title:\n\nText", "x.md:1: it has no title" },
		{ "Keywords: k\n\nText", "x.md:1: it has no title" },
		{ "Title: T\nSee this: it works\n\nText", "x.md:2: \"See this: it works\" is no field" },
	};
	TALLOC_CTX *ctx = talloc_new(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct article a;
		struct error err;

		assert_int_equal(article_parse(ctx, "x.md", "en", "x", samples[i].source, &a, &err), PERMFAIL);
		assert_ptr_equal(strstr(err.text, samples[i].wanted), err.text);
	}
	talloc_free(ctx);
}

static void
put(TALLOC_CTX *ctx, const char *folder, const char *name, const char *text, size_t size)
{
	struct error err;
	char *path = talloc_asprintf(ctx, "%s/%s", folder, name);

	*strrchr(path, '/') = '\0';
	assert_int_equal(file_make_folder(path, &err), DONE);
	assert_int_equal(file_write(talloc_asprintf(ctx, "%s/%s", folder, name), text, size, 0600, &err), DONE);
}

/* Each wrong file is told of, and only that one is left out. */
static void
a_folder_is_read_whole(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	char folder[] = "/tmp/postigo-articles-XXXXXX";
	struct conf_queue queue = { .name = (char[]){ "help" } };
	struct conf conf = { .queues = &queue, .queue_count = 1 };
	struct conf_problems problems = { 0 };
	struct articles all;

	(void)state;
	assert_non_null(mkdtemp(folder));
	put(ctx, folder, "es/b.md", "Title: B\n\nb", 11);
	put(ctx, folder, "en/b.md", "Title: B\n\nb", 11);
	put(ctx, folder, "en/a.md", "Title: A\nQueue: hlep\n\na", 23);
	put(ctx, folder, "en/wrong.md", "Titel: A\n\na", 11);
	put(ctx, folder, "en/nul.md", "Title: A\n\n\0a", 12);
	put(ctx, folder, "en/with blank.md", "Title: A\n\na", 11);
	put(ctx, folder, "en/notes.txt", "x", 1);
	put(ctx, folder, "english/a.md", "Title: A\n\na", 11);
	put(ctx, folder, ".git/config", "x", 1);
	assert_int_equal(article_read_folder(ctx, folder, &conf, &all, ctx, &problems), DONE);
	assert_int_equal(all.count, 3);
	assert_string_equal(all.list[0].slug, "a");
	assert_string_equal(all.list[2].language, "es");
	assert_int_equal(problems.errors, 3);
	assert_int_equal(problems.count, 6);
	for (size_t i = 0; i < problems.count; i++)
		if (strstr(problems.list[i].file, "wrong.md") != NULL) {
			assert_int_equal(problems.list[i].line, 1);
			assert_non_null(strstr(problems.list[i].what, "did you mean \"Title\""));
		}
	assert_int_equal(article_read_folder(ctx, "/nowhere/articles", &conf, &all, ctx, &problems), PERMFAIL);
	assert_int_equal(chdir("/tmp"), 0);
	assert_int_equal(system(talloc_asprintf(ctx, "rm -r %s", folder)), 0);
	talloc_free(ctx);
}

/* In a mail a head may stand first, and need not. */
static void
words_of_a_mail_are_an_article(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct article a = article_of_words(ctx, "\n*Title:* A jam\nPalabras clave: papel\nQueue: -\n\n## Open\nNote: pull.\n");

	(void)state;
	assert_string_equal(a.title, "A jam");
	assert_string_equal(a.keywords, "papel");
	assert_string_equal(a.queue, "");
	assert_null(a.organisation);
	assert_string_equal(a.body, "## Open\nNote: pull.\n");
	a = article_of_words(ctx, "Note: pull.\nTitle: no title\n");
	assert_null(a.title);
	assert_string_equal(a.body, "Note: pull.\nTitle: no title\n");
	a = article_of_words(ctx, "Resumen: corto");
	assert_string_equal(a.summary, "corto");
	assert_null(a.body);
	talloc_free(ctx);
}

static void
a_title_makes_a_name(void **state)
{
	static const char *const samples[][2] = {
		{ "The printer prints twice!", "the-printer-prints-twice" }, { "¿Qué hago? Año 2", "que-hago-ano-2" }, { "打印机", "article" },
		{ "", "article" }, { "  a  ", "a" },
		{ "A title that goes on and on and does not want to end before the line does", "a-title-that-goes-on-and-on-and-does-not-want-to-end-before" },
		{ "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft",
		    "donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt" },
	};
	TALLOC_CTX *ctx = talloc_new(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		assert_string_equal(article_slug(ctx, samples[i][0]), samples[i][1]);
		assert_true(article_is_slug(samples[i][1]));
	}
	talloc_free(ctx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_article_is_read),
		cmocka_unit_test(slips_are_told_with_their_line),
		cmocka_unit_test(a_folder_is_read_whole),
		cmocka_unit_test(words_of_a_mail_are_an_article),
		cmocka_unit_test(a_title_makes_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
