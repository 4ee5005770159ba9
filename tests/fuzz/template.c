/* template.c - any bytes as a template, with values that would rather be something else */
#include <config.h>

#include <string.h>

#include <jansson.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/tmpl/markdown.h>
#include <postigo/tmpl/mustache.h>

#include "target.h"

#define SOURCE_MAX (16u << 10)
#define MOST (256u << 10)

struct host {
	const struct mustache *self;
	struct markdown *md;
};

/* Every piece is the template itself. */
static const struct mustache *
piece(void *context, const char *name)
{
	const struct host *host = context;

	(void)name;
	return host->self;
}

static void
put(void *context, struct text *out, const char *value, size_t size, bool raw)
{
	const struct host *host = context;

	markdown_put(host->md, out, value, size, raw);
}

static json_t *
values(void)
{
	json_t *v = json_pack("{s:s, s:s, s:[{s:s}, {s:s}, {}], s:{s:s}, s:i, s:s}",
	    "a", "<script>x</script> [y](javascript:z) ![](http://evil.example/) **",
	    "b", "> <script>\n\n>> ``` \n-- \n| a |\n|---|\n</div>\n", "c", "d", "<script>1", "d", "2\n# <script>",
	    "e", "f", "javascript:<script>", "n", 7, "empty", "");

	fuzz_check(v != NULL, "there are values");
	return v;
}

/* The name of the tag at s, which is behind its "<" and "/": one of those that we write. */
static size_t
tag_name(const char *s, bool *single)
{
	static const char *const names[] = { "blockquote", "strong", "table", "title", "body", "code", "head",
		"html", "meta", "span", "div", "pre", "br", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "td",
		"th", "tr", "ul", "a", "p", "!DOCTYPE" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i]);

		if (strncmp(s, names[i], n) != 0 || strchr(" >", s[n]) == NULL)
			continue;
		*single = strcmp(names[i], "meta") == 0 || strcmp(names[i], "br") == 0 || strcmp(names[i], "hr") == 0 ||
		    names[i][0] == '!';
		return n;
	}
	return 0;
}

static void
check_html(const char *html)
{
	size_t open = 0;

	for (const char *s = html; (s = strchr(s, '<')) != NULL; s++) {
		bool closing = s[1] == '/', single = false;

		fuzz_check(tag_name(s + 1 + closing, &single) > 0, "all tags are ours");
		fuzz_check(!closing || open > 0, "no tag is closed that was not opened");
		if (!single)
			open += closing ? (size_t)-1 : 1;
	}
	fuzz_check(open == 0, "all tags are closed");
	for (const char *s = html; (s = strstr(s, " href=\"")) != NULL; s++)
		fuzz_check(strncasecmp(s + 7, "http", 4) == 0 || strncasecmp(s + 7, "mailto:", 7) == 0 ||
		    strncasecmp(s + 7, "tel:", 4) == 0, "links lead where they may");
}

void
fuzz_template(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	struct markdown *md = markdown_new(tmp, MOST);
	char *source = utf8_repair(tmp, (const char *)bytes, size < SOURCE_MAX ? size : SOURCE_MAX);
	struct text *out = text_new(tmp, SOURCE_MAX);
	struct mustache *m;
	struct error err;
	json_t *v;

	if (mustache_parse(tmp, "t", source, &m, &err) != DONE)
		return;
	struct host host = { m, md };
	struct mustache_host asked = { .put = put, .partial = piece, .context = &host };
	v = values();
	if (mustache_render(m, v, &asked, out, &err) == DONE && markdown_read(md, out, &err) == DONE) {
		const char *text = markdown_text(tmp, md), *html = markdown_html(tmp, md, "en", "</title><script>");

		fuzz_check(text == NULL || utf8_valid(text, strlen(text)), "the text is valid UTF-8");
		fuzz_check(html == NULL || utf8_valid(html, strlen(html)), "the HTML is valid UTF-8");
		if (html != NULL)
			check_html(html);
	}
	json_decref(v);
}
