/* mustache.c - the renderer: what it prints, what it refuses, and where it stops */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/tmpl/mustache.h>

static const struct sample {
	const char *name, *template, *values, *wanted;
	bool html;
} samples[] = {
	{ "words stay", "no tags } } at { all", "{}", "no tags } } at { all", 0 },
	{ "plain text is not escaped", "{{a}}", "{\"a\": \"x < y & \\\"z\\\"\"}", "x < y & \"z\"", 0 },
	{ "HTML is", "{{a}}|{{{a}}}|{{& a}}", "{\"a\": \"<'\\\"&>\"}", "&lt;&#39;&quot;&amp;&gt;|<'\"&>|<'\"&>",
	    true },
	{ "a value is no template", "{{a}}", "{\"a\": \"{{b}}{{#a}}\", \"b\": \"secret\"}", "{{b}}{{#a}}", 0 },
	{ "missing is nothing", "<{{a}}{{b.c}}{{d.e}}>", "{\"b\": {}, \"d\": 3}", "<>", 0 },
	{ "numbers", "{{a}} {{b}} {{c}} {{d}}", "{\"a\": 12, \"b\": -7, \"c\": 1.21, \"d\": 3.0}", "12 -7 1.21 3", 0 },
	{ "truth", "{{a}} {{b}}", "{\"a\": true, \"b\": false}", "true false", 0 },
	{ "dots", "{{a.b.c}}", "{\"a\": {\"b\": {\"c\": \"deep\"}}}", "deep", 0 },
	{ "a broken chain looks no further", "{{#a}}{{b.c}}{{/a}}", "{\"a\": {\"b\": {}}, \"b\": {\"c\": \"x\"}}", "", 0 },
	{ "names are looked for outwards", "{{#a}}{{b}}{{/a}}", "{\"a\": {\"c\": 1}, \"b\": \"out\"}", "out", 0 },
	{ "an empty string is false", "{{#a}}yes{{/a}}{{^a}}no{{/a}}", "{\"a\": \"\"}", "no", 0 },
	{ "zero is a value", "{{#a}}{{.}}{{/a}}", "{\"a\": 0}", "0", 0 },
	{ "a list", "{{#a}}{{n}},{{/a}}", "{\"a\": [{\"n\": 1}, {\"n\": 2}]}", "1,2,", 0 },
	{ "lists in lists", "{{#a}}({{#.}}{{.}}{{/.}}){{/a}}", "{\"a\": [[1, 2], [3]]}", "(12)(3)", 0 },
	{ "an empty list", "{{#a}}x{{/a}}{{^a}}none{{/a}}", "{\"a\": []}", "none", 0 },
	{ "tags alone take their line", "a\n  {{#b}}  \nc\n{{/b}}\nd\n", "{\"b\": true}", "a\nc\nd\n", 0 },
	{ "also with CRLF", "a\r\n{{#b}}\r\nc\r\n{{/b}}\r\nd", "{\"b\": true}", "a\r\nc\r\nd", 0 },
	{ "also at the end", "a\n  {{! b }}", "{}", "a\n", 0 },
	{ "two on a line are not alone", "{{#a}}{{/a}}\nb", "{\"a\": 1}", "\nb", 0 },
	{ "a lone return is no line end", "{{!a}}\rb", "{}", "\rb", 0 },
	{ "comments over lines", "a\n{{! b\n c }}\nd", "{}", "a\nd", 0 },
	{ "the line of a comment's end", "{{! a\n}}{{#b}}\nc{{/b}}", "{\"b\": 1}", "\nc", 0 },
	{ "other delimiters", "{{=<% %>=}}<% a %>{{a}}<%={{ }}=%>{{a}}", "{\"a\": 1}", "1{{a}}1", 0 },
	{ "one character each", "{{=| |=}}|a|", "{\"a\": 1}", "1", 0 },
	{ "a partial", "[{{> one}}]", "{\"a\": 1}", "[one 1]", 0 },
	{ "a missing partial", "[{{> nowhere}}]", "{}", "[]", 0 },
	{ "a partial alone is indented, its values are not", "  {{> lines}}\n;", "{\"a\": \"x\\ny\"}",
	    "  1 x\ny\n  2\n;", 0 },
	{ "a partial has its own delimiters", "{{=| |=}}|> one| |a|", "{\"a\": 1}", "one 1 1", 0 },
	{ "a partial in itself, as deep as the values", "{{> tree}}",
	    "{\"n\": 1, \"c\": [{\"n\": 2, \"c\": [{\"n\": 3, \"c\": []}]}]}", "1<2<3<>>>", 0 },
	{ "sections in an indented partial", "  {{> sections}}\n;", "{\"a\": \"x\\ny\", \"b\": [1, 2]}",
	    "  x\ny\n  x\ny\n  xx\n;", 0 },
	{ "indented twice", " {{> nested}}", "{\"a\": 1}", "   out\n     in\n   1 1\n   2\n", 0 },
	{ "a partial that a value names", "[{{>*a}}|{{> * b.c }}|{{>*d}}|{{>*e}}]",
	    "{\"a\": \"one\", \"b\": {\"c\": \"one\"}, \"d\": \"nowhere\", \"e\": 7}", "[one one|one one||]", 0 },
	{ "which is a value itself", "{{#a}}{{>*.}};{{/a}}", "{\"a\": [\"again\", \"one\"]}", "default;one ;", 0 },
	{ "a block", "[{{$x}}default {{a}}{{/x}}]", "{\"a\": 1}", "[default 1]", 0 },
	{ "a parent as it is", "{{<frame}} no {{a}} {{/frame}}", "{\"a\": 1}", "(Dear 1|nothing)", 0 },
	{ "a parent with other words", "{{<frame}}x{{$body}}<{{a}}>{{/body}}y{{/frame}}", "{\"a\": 1}", "(Dear 1|<1>)", 0 },
	{ "a parent that a value names", "{{<*p}}{{$head}}Hi{{/head}}{{/*p}}", "{\"p\": \"frame\"}", "(Hi|nothing)", 0 },
	{ "the outermost counts", "{{<letter}}{{$body}}mine{{/body}}{{/letter}}", "{}", "(Dear |mine)", 0 },
	{ "the one between counts", "{{<letter}}{{$head}}mine{{/head}}{{/letter}}", "{}", "(mine|letter)", 0 },
	{ "blocks in sections of a parent are not its own", "{{<frame}}{{#a}}{{$body}}x{{/body}}{{/a}}{{/frame}}",
	    "{\"a\": 1}", "(Dear 1|nothing)", 0 },
	{ "a block in what replaces it stays", "{{<again}}{{$x}}<{{$x}}y{{/x}}>{{/x}}{{/again}}", "{}", "<y>", 0 },
	{ "no parent", "[{{<nowhere}}{{$x}}y{{/x}}{{/nowhere}}]", "{}", "[]", 0 },
	{ "a parent on a line of its own", "a\n {{<lines}}{{/lines}}\nb", "{\"a\": \"x\\ny\"}", "a\n 1 x\ny\n 2\nb", 0 },
	{ "over lines", "a\n {{<lines}}\n  {{! nothing }}\n {{/lines}}\nb", "{\"a\": 0}", "a\n 1 0\n 2\nb", 0 },
	{ "not on a line of its own", "a\n {{<lines}}{{/lines}};", "{\"a\": 0}", "a\n 1 0\n2\n;", 0 },
	{ "a block's lines, in a line", "{{<inline}}{{$x}}\n   a\n    b{{/x}}\n{{/inline}}\n", "{}", "to:\n  a\n   b\n;", 0 },
	{ "a block's lines, in lines", "{{<deep}}\n {{$x}}\n  a\n\n   b\n {{/x}}\n{{/deep}}", "{}",
	    "to:\n      a\n      \n       b\n;\n", 0 },
	{ "a block's own lines", " {{> deep}}", "{}", " to:\n       default\n ;\n", 0 },
	{ "blocks in blocks", "{{<nested}}{{$inner}}\nnew\n{{/inner}}{{/nested}}", "{\"a\": 1}",
	    "  out\n    new\n  1 1\n  2\n", 0 },
	{ "what replaces a block has CRLF", "{{<again}}{{$x}}\r\na\r\n{{/x}}\r\n{{/again}}\r\nb", "{}", "a\r\nb", 0 },
};

static const struct source {
	const char *name, *source;
} sources[] = {
	{ "one", "one {{a}}" },
	{ "lines", "1 {{{a}}}\n2\n" },
	{ "tree", "{{n}}<{{#c}}{{> tree}}{{/c}}>" },
	{ "endless", "x{{> endless}}" },
	{ "frame", "({{$head}}Dear {{a}}{{/head}}|{{$body}}nothing{{/body}})" },
	{ "letter", "{{<frame}}{{$body}}letter{{/body}}{{/frame}}" },
	{ "again", "{{$x}}default{{/x}}" },
	{ "inline", "to:\n  {{$x}}{{/x}}\n;" },
	{ "deep", "to:\n  {{$x}}\n      default\n  {{/x}}\n;\n" },
	{ "sections", "{{#b}}\n{{a}}\n{{/b}}\n{{#b}}x{{/b}}\n" },
	{ "nested", "{{$outer}}\n  out\n  {{$inner}}\n    in\n  {{/inner}}\n  {{> lines}}\n{{/outer}}\n" },
};

static const struct mustache *
partials(void *context, const char *name)
{
	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
		struct mustache *m;
		struct error err;

		if (strcmp(sources[i].name, name) != 0)
			continue;
		if (mustache_parse(context, name, sources[i].source, &m, &err) != DONE)
			fail_msg("%s", err.text);
		return m;
	}
	return NULL;
}

static enum result
render(TALLOC_CTX *ctx, const char *template, const json_t *values, bool html, struct text *out, struct error *err)
{
	struct mustache_host host = {
		.put = html ? mustache_put_html : NULL, .partial = partials, .context = ctx
	};
	struct mustache *m;

	if (mustache_parse(ctx, "t", template, &m, err) != DONE)
		fail_msg("%s", err->text);
	return mustache_render(m, values, &host, out, err);
}

static void
test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *s = &samples[i];
		SCRATCH(tmp);
		struct error err;
		struct text *out = text_new(tmp, 10000);
		json_t *values = json_loads(s->values, 0, NULL);

		assert_non_null(values);
		if (render(tmp, s->template, values, s->html, out, &err) != DONE)
			fail_msg("%s: %s", s->name, err.text);
		if (strcmp(out->bytes, s->wanted) != 0)
			fail_msg("%s: \"%s\" is wanted, it gave \"%s\"", s->name, s->wanted, out->bytes);
		json_decref(values);
	}
}

static const struct refusal {
	const char *template, *words;
} refusals[] = {
	{ "a\nb {{c", "t:2: this tag is not closed" },
	{ "{{{c}}", "t:1: this tag is not closed" },
	{ "{{}}", "t:1: a tag without a name" },
	{ "{{a..b}}", "t:1: this is no name: a..b" },
	{ "\n\n{{#a}}\n{{#b}}{{/b}}\n", "t:3: this section is not closed: a" },
	{ "{{#a}}\n{{/b}}", "t:2: this closes \"b\", but \"a\" of line 1 is open" },
	{ "{{! a\n\n}}\n{{/b}}", "t:4: no section is open that this could close: b" },
	{ "{{=a=}}", "t:1: two delimiters are wanted" },
	{ "{{=a b c=}}", "t:1: two delimiters are wanted" },
	{ "{{=0123456789abcdefg }}=}}", "t:1: two delimiters are wanted" },
	{ "{{>}}", "t:1: a partial without a name" },
	{ "{{$a}}\n{{$b}}{{/b}}", "t:1: this section is not closed: a" },
	{ "{{<a}}{{$b}}\n{{/a}}{{/b}}", "t:2: this closes \"a\", but \"b\" of line 1 is open" },
	{ "{{<*a}}{{/a}}", "t:1: this closes \"a\", but \"*a\" of line 1 is open" },
	{ "{{$}}{{/}}", "t:1: a tag without a name" },
	{ "{{<}}{{/}}", "t:1: a tag without a name" },
	{ "{{>*}}", "t:1: a tag without a name" },
	{ "{{>*a..b}}", "t:1: this is no name: a..b" },
};

static void
test_refusals(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		SCRATCH(tmp);
		struct mustache *m;
		struct error err;

		assert_int_equal(mustache_parse(tmp, "t", refusals[i].template, &m, &err), PERMFAIL);
		if (strncmp(err.text, refusals[i].words, strlen(refusals[i].words)) != 0)
			fail_msg("\"%s\" is wanted, it said \"%s\"", refusals[i].words, err.text);
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
test_nesting_ends(void **state)
{
	SCRATCH(tmp);
	struct mustache *m;
	struct error err;

	(void)state;
	char *fits = talloc_asprintf(tmp, "%s%s", repeated(tmp, "{{#a}}", 64), repeated(tmp, "{{/a}}", 64));
	assert_int_equal(mustache_parse(tmp, "t", fits, &m, &err), DONE);
	assert_int_equal(mustache_parse(tmp, "t", repeated(tmp, "{{#a}}", 65), &m, &err), PERMFAIL);
	assert_int_equal(mustache_parse(tmp, "t", repeated(tmp, "{{#a}}", 1000000), &m, &err), PERMFAIL);
}

static void
test_rendering_ends(void **state)
{
	SCRATCH(tmp);
	struct error err;
	json_t *list = json_array(), *values = json_pack("{s:o}", "a", list);

	(void)state;
	for (int i = 0; i < 100; i++)
		json_array_append_new(list, json_integer(i));
	assert_int_equal(render(tmp, "{{> endless}}", values, false, text_new(tmp, 10000), &err), PERMFAIL);
	assert_string_equal(err.text, "endless:1: partials are nested too deeply at \"endless\"");
	assert_int_equal(render(tmp, "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{^b}}{{/b}}"
	    "{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}", values, false, text_new(tmp, 10000), &err), PERMFAIL);
	assert_string_equal(err.text, "t:1: this gives too much text");
	assert_int_equal(render(tmp, "{{#a}}0123456789{{/a}}", values, false, text_new(tmp, 999), &err), PERMFAIL);
	assert_int_equal(render(tmp, "{{#a}}0123456789{{/a}}", values, false, text_new(tmp, 1000), &err), DONE);
	json_decref(values);
}

static int
form(void *context, int64_t number, const char *name)
{
	(void)context;
	return strcmp(name, "one") == 0 ? number == 1 : -1;
}

/* A whole number has forms, where the host knows any. */
static void
test_forms(void **state)
{
	SCRATCH(tmp);
	static const char source[] = "{{#a.one}}one{{/a.one}}{{^a.one}}many{{/a.one}}{{#a.two}}two{{/a.two}}{{a.one}}";
	struct mustache_host host = { .form = form };
	json_t *values = json_pack("{s:i}", "a", 1);
	struct text *out = text_new(tmp, 1000);
	struct mustache *m;
	struct error err;

	(void)state;
	assert_int_equal(mustache_parse(tmp, "t", source, &m, &err), DONE);
	assert_int_equal(mustache_render(m, values, &host, out, &err), DONE);
	assert_string_equal(out->bytes, "onetrue");
	json_object_set_new(values, "a", json_integer(2));
	text_reset(out);
	assert_int_equal(mustache_render(m, values, &host, out, &err), DONE);
	assert_string_equal(out->bytes, "manyfalse");
	host.form = NULL;
	text_reset(out);
	assert_int_equal(mustache_render(m, values, &host, out, &err), DONE);
	assert_string_equal(out->bytes, "many");
	json_decref(values);
}

/* Nothing quadratic: these took minutes if a line were looked at again for each of its tags. */
static void
test_long_lines(void **state)
{
	SCRATCH(tmp);
	struct mustache *m;
	struct error err;

	(void)state;
	char *line = talloc_asprintf(tmp, "%s%s", repeated(tmp, " ", 1000000), repeated(tmp, "{{!}}", 200000));
	assert_int_equal(mustache_parse(tmp, "t", line, &m, &err), DONE);
	assert_int_equal(mustache_parse(tmp, "t", repeated(tmp, "{{a}}\n", 200000), &m, &err), DONE);
	line = talloc_asprintf(tmp, "%s{{<p}}%s{{/p}}", repeated(tmp, " ", 1000000),
	    repeated(tmp, "{{$a}} {{/a}}", 200000));
	assert_int_equal(mustache_parse(tmp, "t", line, &m, &err), DONE);
	line = talloc_asprintf(tmp, "{{$a}}\n%s{{/a}}", repeated(tmp, " {{$b}}\n  {{/b}}\n", 100000));
	assert_int_equal(mustache_parse(tmp, "t", line, &m, &err), DONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_nesting_ends),
		cmocka_unit_test(test_rendering_ends),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_long_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
