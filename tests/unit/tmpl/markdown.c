/* markdown.c - the two texts of a mail: how Markdown looks in them, and that no value is taken for it */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/tmpl/markdown.h>
#include <postigo/tmpl/mustache.h>

#define MOST 1000000

#define TABLE "<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\">"
#define BUTTON "<table role=\"presentation\" align=\"left\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"><tr><td>" TABLE \
	"<tr><td><a href=\""
#define BUTTON_END "</a></td></tr></table></td></tr></table>"

/* HTML is looked at without its styles. */
static const struct sample {
	const char *name, *template, *values, *text, *html;
} samples[] = {
	{ "lines stay in the text", "One\ntwo.\n\nThree.\n", "{}", "One\ntwo.\n\nThree.\n", "<p>One\ntwo.</p>\n<p>Three.</p>\n" },
	{ "hard breaks", "One\\\ntwo", "{}", "One\ntwo\n", "<p>One<br>\ntwo</p>\n" },
	{ "stress", "*a* **b** `c`", "{}", "_a_ *b* c\n", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n" },
	{ "headings", "# One\nText\n## Às\nText", "{}", "One\n===\n\nText\n\nÀs\n---\n\nText\n",
	    "<h1>One</h1>\n<p>Text</p>\n<h2>Às</h2>\n<p>Text</p>\n" },
	{ "a list close to its words", "These:\n- a\n- b\n", "{}", "These:\n- a\n- b\n",
	    "<p>These:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n" },
	{ "a list apart, in a list", "These:\n\n1. a\n   - b\n   - c\n2. d\n", "{}", "These:\n\n1. a\n   - b\n   - c\n2. d\n",
	    "<p>These:</p>\n<ol>\n<li>a\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</li>\n<li>d</li>\n</ol>\n" },
	{ "a list with room, from 9 on", "9. a\n\n10. b\n    c\n", "{}", "9. a\n\n10. b\n    c\n",
	    "<ol start=\"9\">\n<li><p>a</p>\n</li>\n<li><p>b\nc</p>\n</li>\n</ol>\n" },
	{ "quotes", "> a\n>\n> > b\n\nc", "{}", "> a\n>\n> > b\n\nc\n",
	    "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n<p>c</p>\n" },
	{ "code", "a\n\n    b <\n      c\n", "{}", "a\n\n    b <\n      c\n", "<p>a</p>\n<pre>b &lt;\n  c\n</pre>\n" },
	{ "a rule", "a\n\n***\nb", "{}", "a\n\n----------\n\nb\n", "<p>a</p>\n<hr>\n<p>b</p>\n" },
	{ "a table", "| A | Bé |\n|---|---|\n| {{a}} | x |\n| y | {{a}} |\n", "{\"a\": \"p|q *r*\"}",
	    "A        Bé\n-------  -------\np|q *r*  x\ny        p|q *r*\n",
	    "<table>\n<tr><th>A</th><th>Bé</th></tr>\n<tr><td>p|q *r*</td><td>x</td></tr>\n"
	    "<tr><td>y</td><td>p|q *r*</td></tr>\n</table>\n" },
	{ "links", "[here](https://example.org/a?b=c&d) <https://example.org/e> x@example.org http://example.org/f_g_h",
	    "{}", "here <https://example.org/a?b=c&d> https://example.org/e x@example.org http://example.org/f_g_h\n",
	    "<p><a href=\"https://example.org/a?b=c&amp;d\">here</a> <a href=\"https://example.org/e\">https://example.org/e</a> "
	    "<a href=\"mailto:x@example.org\">x@example.org</a> <a href=\"http://example.org/f_g_h\">http://example.org/f_g_h</a></p>\n" },
	{ "links with values", "[{{n}}](https://example.org/{{n}}?s={{s}}) [m](mailto:{{a}}?subject={{s}}) [w]({{w}})",
	    "{\"n\": 12, \"s\": \"a b&c=\\\"é\\\"\", \"a\": \"x@example.org\", \"w\": \"https://example.org/q?r=s t\"}",
	    "12 <https://example.org/12?s=a%20b%26c%3D%22%C3%A9%22> m <mailto:x@example.org?subject=a%20b%26c%3D%22%C3%A9%22> "
	    "w <https://example.org/q?r=s%20t>\n",
	    "<p><a href=\"https://example.org/12?s=a%20b%26c%3D%22%C3%A9%22\">12</a> "
	    "<a href=\"mailto:x@example.org?subject=a%20b%26c%3D%22%C3%A9%22\">m</a> "
	    "<a href=\"https://example.org/q?r=s%20t\">w</a></p>\n" },
	{ "buttons", "[Take {{n}}](mailto:{{a}}?body=%23take%0D%0A \"button\")\n[Read](https://example.org/12 \"button\")\n",
	    "{\"n\": \"<it>\", \"a\": \"x+1@example.org\"}", "Take <it>: x+1@example.org\nRead: https://example.org/12\n",
	    "<div>" BUTTON "mailto:x%2B1@example.org?body=%23take%0D%0A\">Take &lt;it&gt;" BUTTON_END "\n"
	    BUTTON "https://example.org/12\">Read" BUTTON_END "<br clear=\"all\"></div>\n" },
	{ "no links to elsewhere", "[a](javascript:alert) [b]({{v}}) [c](/local)", "{\"v\": \"data:text/html,x\"}", "a b c\n",
	    "<p>a b c</p>\n" },
	{ "no images", "![a *b*](https://example.org/c.png)", "{}", "a _b_\n", "<p>a <em>b</em></p>\n" },
	{ "HTML of a template is words", "a <b>c</b>\n\n<div>\nd\n</div>\n", "{}", "a <b>c</b>\n\n<div>\nd\n</div>\n",
	    "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n<p>&lt;div&gt;\nd\n&lt;/div&gt;\n</p>\n" },
	{ "a value is no Markdown", "{{a}}|{{b}}|**{{c}}**", "{\"a\": \"# [x](http://evil.example) ![y](z)\", "
	    "\"b\": \"<img src=x> &lt; http://evil.example\", \"c\": \"*_`\\\\\"}",
	    "# [x](http://evil.example) ![y](z)|<img src=x> &lt; http://evil.example|**_`\\*\n",
	    "<p># [x](http://evil.example) ![y](z)|&lt;img src=x&gt; &amp;lt; http://evil.example|<strong>*_`\\</strong></p>\n" },
	{ "a number begins no list", "{{a}}. b", "{\"a\": 3}", "3. b\n", "<p>3. b</p>\n" },
	{ "a value is one line", "a {{a}} b", "{\"a\": \" x\\r\\n\\n- y\\u001b\\u202e\\tz \"}", "a x - y z b\n", "<p>a x - y z b</p>\n" },
	{ "a raw value is as it is", "Hello,\n\n{{{a}}}\n\nBye", "{\"a\": \"  # x\\n\\n1 <b>  2\\n\\n- y\\n\\n\"}",
	    "Hello,\n\n  # x\n\n1 <b>  2\n\n- y\n\nBye\n",
	    "<p>Hello,</p>\n<div>&nbsp;&nbsp;# x<br>\n<br>\n1 &lt;b&gt; &nbsp;2<br>\n<br>\n- y</div>\n<p>Bye</p>\n" },
	{ "its quotes are quotes", "{{{a}}}", "{\"a\": \"> a\\n>> b\\n> > c\\n> d\\n\\ne\\n\\n> f\"}",
	    "> a\n>> b\n> > c\n> d\n\ne\n\n> f\n",
	    "<div><blockquote>a<blockquote>b<br>\nc</blockquote>d</blockquote><br>\ne<br>\n<br>\n<blockquote>f</blockquote></div>\n" },
	{ "it is quoted as a whole", "> {{{a}}}\n\n- {{{a}}}\n", "{\"a\": \"b\\n\\nc\"}", "> b\n>\n> c\n\n- b\n\n  c\n",
	    "<blockquote>\n<div>b<br>\n<br>\nc</div>\n</blockquote>\n<ul>\n<li><div>b<br>\n<br>\nc</div>\n</li>\n</ul>\n" },
	{ "among words", "a {{{a}}} b", "{\"a\": \"x\\n> y\"}", "a x\n> y b\n", "<p>a x<br>\n&gt; y b</p>\n" },
	{ "empty values leave nothing", "a\n\n{{a}}{{{b}}}\n\nc", "{\"a\": \"\", \"b\": \"\\n\"}", "a\n\nc\n", "<p>a</p>\n<p>c</p>\n" },
	{ "values in code", "`{{a}}`\n\n    {{a}}\n", "{\"a\": \"*<\\\\\"}", "*<\\\n\n    *<\\\n",
	    "<p><code>*&lt;\\</code></p>\n<pre>*&lt;\\\n</pre>\n" },
	{ "a signature", "Yours\n-- \nAna\nDesk", "{}", "Yours\n\n-- \nAna\nDesk\n", "<p>Yours</p>\n<p>Ana<br>\nDesk</p>\n" },
	{ "of a value", "-- \n{{a}}", "{\"a\": \"Ana\"}", "-- \nAna\n", "<p>Ana</p>\n" },
	{ "the mark to write above", "##- Write above -##\n\na", "{}", "##- Write above -##\n\na\n",
	    "<p>##- Write above <span>-##</span></p>\n<p>a</p>\n" },
	{ "no mark of ours is made by others", "\xEF\xB7\x90" "0\xEF\xB7\x91 {{a}} \xEF\xB7\x90" "7\xEF\xB7\x91",
	    "{\"a\": \"\\ufdd0" "0\\ufdd1\"}",
	    "\xEF\xB7\x90" "0\xEF\xB7\x91 \xEF\xB7\x90" "0\xEF\xB7\x91 \xEF\xB7\x90" "7\xEF\xB7\x91\n", NULL },
};

static void
put(void *context, struct text *out, const char *value, size_t size, bool raw)
{
	markdown_put(context, out, value, size, raw);
}

static enum result
read_sample(struct markdown *md, const char *template, const char *values, struct error *err)
{
	SCRATCH(tmp);
	struct mustache_host host = { .put = put, .context = md };
	struct text *source = text_new(tmp, MOST);
	json_t *json = json_loads(values, 0, NULL);
	struct mustache *m;

	assert_non_null(json);
	assert_int_equal(mustache_parse(tmp, "t", template, &m, err), DONE);
	assert_int_equal(mustache_render(m, json, &host, source, err), DONE);
	json_decref(json);
	return markdown_read(md, source, err);
}

/* What stands in the page, without styles and directions. */
static char *
bare(TALLOC_CTX *ctx, const char *html)
{
	struct text *t = text_new(ctx, MOST);
	const char *s = strstr(html, "<body"), *end = strstr(html, "</div>\n</body>"), *style;

	assert_non_null(s);
	assert_non_null(end);
	s = strchr(strstr(s, "<div"), '\n') + 1;
	while ((style = strstr(s, " style=\"")) != NULL && style < end) {
		text_add(t, s, (size_t)(style - s));
		s = strchr(style + 8, '"') + 1;
		if (strncmp(s, " dir=\"auto\"", 11) == 0)
			s += 11;
	}
	text_add(t, s, (size_t)(end - s));
	return t->bytes;
}

static void
test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *s = &samples[i];
		SCRATCH(tmp);
		struct markdown *md = markdown_new(tmp, MOST);
		struct error err;

		if (read_sample(md, s->template, s->values, &err) != DONE)
			fail_msg("%s: %s", s->name, err.text);
		const char *text = markdown_text(tmp, md), *html = bare(tmp, markdown_html(tmp, md, "en", "x"));
		if (strcmp(text, s->text) != 0)
			fail_msg("%s: \"%s\" is wanted, the text is \"%s\"", s->name, s->text, text);
		if (s->html != NULL && strcmp(html, s->html) != 0)
			fail_msg("%s: \"%s\" is wanted, the HTML is \"%s\"", s->name, s->html, html);
	}
}

static void
test_page(void **state)
{
	SCRATCH(tmp);
	struct markdown *md = markdown_new(tmp, MOST);
	struct error err;

	(void)state;
	assert_int_equal(read_sample(md, "a", "{}", &err), DONE);
	const char *html = markdown_html(tmp, md, "pt-BR", "</title><script>\"");
	assert_non_null(strstr(html, "<html lang=\"pt-BR\">"));
	assert_non_null(strstr(html, "<title>&lt;/title&gt;&lt;script&gt;&quot;</title>"));
	assert_non_null(strstr(html, "<meta name=\"color-scheme\" content=\"light dark\">"));
	assert_non_null(strstr(html, "width=device-width"));
	assert_null(strstr(html, "http"));
	assert_null(strstr(html, "url("));
	assert_null(strstr(html, "src="));
	assert_null(strstr(html, "background"));
	assert_null(strstr(html, ";color:"));
	assert_true(strlen(html) < 2048);
}

static void
test_unshown(void **state)
{
	static const struct {
		const char *template, *what;
		unsigned line;
	} sources[] = {
		{ "a *b* {{v}}\n\n[c](http://d.example)", NULL, 0 },
		{ "a\n\nb <br> c", "HTML", 3 },
		{ "a\n\n<div>\n</div>", "HTML", 3 },
		{ "![a](b)", "an image", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
		SCRATCH(tmp);
		struct markdown *md = markdown_new(tmp, MOST);
		const char *what = NULL;
		struct error err;

		assert_int_equal(read_sample(md, sources[i].template, "{\"v\": \"<b> ![x](y)\"}", &err), DONE);
		assert_int_equal(markdown_unshown(md, &what) != 0, sources[i].line != 0);
		assert_int_equal(what != NULL, sources[i].what != NULL);
		if (what != NULL)
			assert_string_equal(what, sources[i].what);
	}
}

static char *
repeated(TALLOC_CTX *ctx, const char *what, size_t times)
{
	struct text *t = text_new(ctx, 10000000);

	for (size_t i = 0; i < times; i++)
		text_add_string(t, what);
	return t->bytes;
}

static void
test_limits(void **state)
{
	SCRATCH(tmp);
	struct text *source = text_new(tmp, 1000);
	struct markdown *md = markdown_new(tmp, 10);
	struct error err;

	(void)state;
	markdown_put(md, source, "0123456789", 10, true);
	assert_int_equal(markdown_read(md, source, &err), DONE);
	assert_null(markdown_text(tmp, md));	/* its line end would be the eleventh */
	assert_null(markdown_html(tmp, md, "en", "x"));
	markdown_put(md, source, "x", 1, false);
	assert_int_equal(markdown_read(md, source, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "too much text"));
}

/* Nothing quadratic, and no depth that runs out of stack. */
static void
test_large(void **state)
{
	static const char *const pieces[] = { "> ", "- ", "1. a\n", "**", "[", "a\n\n", "{{v}}\n\n", "{{{v}}}", "`", "<b>", "-- \n",
		"| a ", "www.a.b ", "{{e}}\n\n", "[a](http://{{v}}) " };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		SCRATCH(tmp);
		struct markdown *md = markdown_new(tmp, 8000000);
		struct error err;
		const char *template = repeated(tmp, pieces[i], 20000);

		assert_int_equal(read_sample(md, template, "{\"v\": \">>> x\\n> y\\n\", \"e\": \"\"}", &err), DONE);
		(void)markdown_text(tmp, md);
		(void)markdown_html(tmp, md, "en", "x");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_unshown),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
