/* render.c - how fast mails are worded: each message with its sample values, and the whole catalog read
 *
 * usage: render TEMPLATES [SECONDS]     (seconds for each; default 1)
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <postigo/base/instant.h>
#include <postigo/base/log.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/tmpl/catalog.h>
#include <postigo/tmpl/offer.h>

static void
tell(const char *what, unsigned long n, int64_t started, size_t text, size_t html)
{
	int64_t ms = instant_monotonic() - started;

	printf("%-24s %9.0f/s  (%zu bytes of text, %zu of HTML)\n", what, (double)n * 1000 / (double)(ms > 0 ? ms : 1),
	    text, html);
}

static void
bench_message(const struct catalog *catalog, const struct offer *offer, const char *text, int64_t most)
{
	SCRATCH(tmp);
	json_t *values = offer_samples(offer);
	struct rendered r = { NULL, NULL, NULL, NULL };
	struct error err;
	int64_t started = instant_monotonic();
	size_t size = 0, html = 0;
	unsigned long n;

	if (text != NULL)
		json_object_set_new(values, "text", json_string(text));
	for (n = 0; instant_monotonic() - started < most; n++) {
		SCRATCH(one);

		if (catalog_render(one, catalog, offer->name, "es", values, &r, &err) != DONE)
			fatal(EX_SOFTWARE, "%s", err.text);
		size = strlen(r.text);
		html = r.html != NULL ? strlen(r.html) : 0;
	}
	tell(talloc_asprintf(tmp, "%s%s", offer->name, text != NULL ? ", long" : ""), n, started, size, html);
	json_decref(values);
}

static void
bench_loading(const char *folder, int64_t most)
{
	int64_t started = instant_monotonic();
	unsigned long n;

	for (n = 0; instant_monotonic() - started < most; n++) {
		SCRATCH(one);
		struct catalog *catalog;
		struct error err;

		if (catalog_load(one, folder, "en", &catalog, &err) != DONE)
			fatal(EX_SOFTWARE, "%s", err.text);
	}
	tell("all files read", n, started, 0, 0);
}

int
main(int argc, char **argv)
{
	SCRATCH(tmp);
	int64_t most = argc > 2 ? strtol(argv[2], NULL, 10) * 1000 : 1000;
	const struct offer *offer;
	struct catalog *catalog;
	struct error err;
	struct text *text = text_new(tmp, 60000);

	if (argc < 2)
		fatal(EX_USAGE, "usage: render TEMPLATES [SECONDS]");
	if (catalog_load(tmp, argv[1], "en", &catalog, &err) != DONE)
		fatal(EX_SOFTWARE, "%s", err.text);
	for (size_t i = 0; (offer = offer_at(i)) != NULL; i++)
		bench_message(catalog, offer, NULL, most);
	for (int i = 0; i < 1000; i++)
		text_printf(text, "> %d: it prints <every page> twice, & more.\n", i);
	bench_message(catalog, offer_find("notice_new"), text->bytes, most);
	bench_loading(argv[1], most);
	return 0;
}
