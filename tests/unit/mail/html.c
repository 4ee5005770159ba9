/* HTML as text: what mail programs write, and what is broken in it. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/html.h>

static const struct {
	const char *name, *html, *want;
} samples[] = {
	{ "paragraphs", "<h1>Help</h1><p>One</p><p>Two  words<br>Three</p>", "Help\n\nOne\n\nTwo words\nThree\n" },
	{ "a line break in a gap is none", "<p>a</p><br><p>b</p><p>&nbsp;</p><p>c", "a\n\nb\n\nc\n" },
	{ "lines of a web mailer", "<div>One</div><div><br></div><div>Two<br></div><div>Three</div>", "One\n\nTwo\nThree\n" },
	{ "Outlook", "<p class=MsoNormal>Hello,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
	    "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>it burns", "Hello,\n\nit burns\n" },
	{ "Outlook, with space", "<p class=MsoNormal style='margin-bottom:12.0pt'>a</p><p class=MsoNormal>b", "a\n\nb\n" },
	{ "no margin", "<p style=\"margin:0px 0px 0.0001pt\">a</p><p style='margin:0'>b</p><p>c", "a\nb\n\nc\n" },
	{ "never three empty lines", "a<br><br><br><br><br><br>b", "a\n\n\nb\n" },
	{ "line of a signature", "Yes.<br><br>-- <br>Ana", "Yes.\n\n-- \nAna\n" },
	{ "lists", "To do:<ol start=3><li>a<ul><li>x<br>y<li>z</ul><li><p>b</p></ol>end",
	    "To do:\n\n3. a\n  - x\n    y\n  - z\n4. b\n\nend\n" },
	{ "letters and numbers", "<ol type=a><li>a<li value=5>b</ol><ol type=I><li>x<li>y</ol>", "a. a\ne. b\n\nI. x\nII. y\n" },
	{ "no words, no dash", "<ul><li></li><li>a</li></ul>", "- a\n" },
	{ "Word's lists", "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span "
	    "style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Mouse</p>"
	    "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>1.<span>&nbsp; "
	    "</span></span>Wheel</p><p class=MsoNormal>Thanks", "- Mouse\n  1. Wheel\nThanks\n" },
	{ "table", "<table border=1><tr><th>Item<th>Number<th>Note</tr><tr><td><p class=MsoNormal>Mouse</p></td><td></td><td>"
	    "<p>old</p><p>slow</p></td></tr></table>after", "Item | Number | Note\nMouse |  | old slow\nafter\n" },
	{ "layout", "<table><tr><td><div>Name:</div></td><td><div>Ana</div></td></tr><tr><td><p>One</p><p>Two</p></td><td>b</td>"
	    "</tr></table>", "Name: Ana\n\nOne\n\nTwo\n\nb\n" },
	{ "heading cells", "<table><tr><th>Day</th><th>Hours</th></tr><tr><td>Monday</td><td>9-17</td></tr></table>",
	    "Day | Hours\nMonday | 9-17\n" },
	{ "a label", "<table><tr><th>From:</th><td>Ana</td></tr><tr><th>Subject:</th><td>Gate</td></tr></table>", "From: Ana\nSubject: Gate\n" },
	{ "empty cells in cells", "a<table border=1><tr><th><m><th></m>", "a\n" },
	{ "words between cells", "<table border=1><tr><td>a</td><div>b</div><td>c</td></tr></table>", "a\nb\nc\n" },
	{ "table in a quote", "<blockquote type=cite><table border=1><tr><td>a<br>b<td>c</table></blockquote>x", "> a b | c\nx\n" },
	{ "pre", "<pre>\na\n  b\n\n\n\n\tc</pre>x", "a\n  b\n\n\n\n        c\nx\n" },
	{ "lines kept by style", "x<div style='white-space:pre-wrap'>a  b\nc</div>y", "x\na  b\nc\ny\n" },
	{ "quotes", "a<blockquote>b<br><br>c<blockquote>d</blockquote></blockquote>e", "a\n\n> b\n>\n> c\n>> d\ne\n" },
	{ "indented, not quoted", "<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>a</blockquote>", "a\n" },
	{ "Outlook's bar", "<div style='border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt'><p class=MsoNormal>a"
	    "</div>b", "> a\nb\n" },
	{ "link", "<a href='https://example.org/x'>here</a>", "here <https://example.org/x>\n" },
	{ "link that says itself", "<a href='https://www.Example.org/'>example.org</a>", "example.org\n" },
	{ "link that says more", "<a href='https://example.org/reset/1'>example.org</a>", "example.org <https://example.org/reset/1>\n" },
	{ "the same link again", "<a href='https://example.org/x'>a</a> <a href='https://example.org/x'>b</a>",
	    "a <https://example.org/x> b\n" },
	{ "address", "<a href='mailto:ana@example.org?subject=x'>ana@example.org</a>, <a href='mailto:bo@example.org'>Bo</a>",
	    "ana@example.org, Bo <bo@example.org>\n" },
	{ "no link at all", "<a name=top>a</a><a href='#top'>b</a><a href='javascript:x()'>c</a><a href=tel:123>123</a>", "abc123\n" },
	{ "the tail of a long link", "<a href='https://example.org/a?x=0123456789012345678901234567890123456789012345678901234567890"
	    "1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345"
	    "678901234567890123456789012345678901234567890'>x</a>", "x <https://example.org/a?…>\n" },
	{ "a filter before the link", "<a href='https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fx&amp;"
	    "data=1'>x</a>", "x <https://example.org/x>\n" },
	{ "pictures", "<img src=a width=1 height=1 alt=Shop><img alt='image001.png'><img alt=''><img alt='Our shop'> <img alt='😀'>",
	    "[Our shop] 😀\n" },
	{ "hidden", "<div style='display:none'>a</div><div style='max-height:0px;overflow:hidden'>b</div><p hidden>c</p>"
	    "<span style='visibility: hidden'>d</span><i style='opacity:0'>e</i>f", "f\n" },
	{ "dimmed is not hidden", "<i style='opacity:0.5'>a</i><i style='font-size:0.8em'>b</i>", "ab\n" },
	{ "no size", "<div style='font-size:0px'>a<div style='font-size:14px'>b</div>c</div>d", "b\nd\n" },
	{ "fillers", "a&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#8199;b so&shy;ft &#8203;zero\xE2\x80\x8Bwidth", "a b soft zerowidth\n" },
	{ "a joiner means something", "می\xE2\x80\x8Cخواهم 👩\xE2\x80\x8D💻", "می\xE2\x80\x8Cخواهم 👩\xE2\x80\x8D💻\n" },
	{ "comments", "<!--[if mso]>a<![endif]--><!--[if !mso]><!-->b<!--<![endif]--><![if !vml]>c<![endif]>", "bc\n" },
	{ "islands", "<xml><w:x>a</w:x></xml><svg><text>b</text></svg><select><option>c</select>d", "d\n" },
	{ "smiley", "<span style='font-family:Wingdings'>J</span>", "☺\n" },
	{ "references", "&lt;&eacute;&#146;&#147;x&#x94;&nbsp &nbspa &copy 2026 &commat; R&D &unknown; &#8364", "<é’“x” a © 2026 @ R&D "
	    "&unknown; €\n" },
	{ "Windows' characters", "it\xC2\x92s", "it’s\n" },
	{ "no tags", "a < b, 1<2, <ana@example.org> <https://example.org/a> <mailto:bo@example.org> x<y", "a < b, 1<2, <ana@example.org> "
	    "<https://example.org/a> <mailto:bo@example.org> x<y\n" },
	{ "a comment without end", "<!-- a <p>b</p>", "b\n" },
	{ "a script without end", "<script>var a = 1;\n<p>b</p>", "b\n" },
	{ "a style without end", "<style>p { x }\n<div>b</div>", "b\n" },
	{ "a title never", "<title>a</title>b<title>c<p>d", "b\n\nd\n" },
	{ "a quote without end", "<a href=\"http://example.org/x>a</a> b", "a <http://example.org/x> b\n" },
	{ "a tag without end", "a <b", "a\n" },
	{ "twice", "<html><body><p>a</body></html>b<html><body>c", "a\n\nb\nc\n" },
	{ "a break the wrong way round", "a</br>b", "a\nb\n" },
	{ "no quotes", "<p style=display:none class=x>a</p><p align=center>b", "b\n" },
	{ "a picture in the mail", "<img src=\"data:image/png;base64,AAAA/BBBB+CCCC==\" alt=\"Plan\">", "[Plan]\n" },
	{ "forms", "<input value=a><textarea>b</textarea><button>c</button>", "b\nc\n" },
	{ "empty", "", "" },
	{ "blank", " <p>&nbsp;</p> ", "" },
};

static void
as_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct marks marks;
		const char *got = html_text(tmp, samples[i].html, strlen(samples[i].html), &marks);

		if (strcmp(got, samples[i].want) != 0)
			fail_msg("%s: \"%s\"", samples[i].name, got);
	}
}

static void
nul_bytes(void **state)
{
	SCRATCH(tmp);
	struct marks marks;

	(void)state;
	assert_string_equal(html_text(tmp, "<\0p>a\0b<i class\0=x>c", 21, &marks), "<p>abc\n");
}

/* A mark's bytes are those of the words inside, wherever rows were put together before it. */
static void
marks(void **state)
{
	static const char html[] = "<table border=1><tr><td><p>one</p><td><p>two</p></table><div class=gmail_quote>She wrote:"
	    "<blockquote>three</blockquote></div>";
	SCRATCH(tmp);
	struct marks m;
	const char *text = html_text(tmp, html, strlen(html), &m);

	(void)state;
	assert_string_equal(text, "one | two\nShe wrote:\n\n> three\n");
	assert_int_equal(m.count, 1);
	assert_int_equal(m.list[0].from, strlen("one | two"));
	assert_int_equal(m.list[0].to, strlen(text) - 1);
}

/* What is deeper than the parser goes is read all the same, in lines, without what is hidden. */
static void
deep(void **state)
{
	SCRATCH(tmp);
	struct text *html = text_new(tmp, 1u << 20);
	struct marks m;

	(void)state;
	text_add_string(html, "<div class=gmail_quote>");
	for (unsigned i = 0; i < 3000; i++)
		text_add_string(html, "<div><font>");
	text_add_string(html, "one<p>two</p><style>x</style><div style='display:none'>y</div>&eacute;<a href='https://example.org/'>z</a>");
	assert_string_equal(html_text(tmp, html->bytes, html->size, &m), "one\n\ntwo\n\néz <https://example.org/>\n");
	assert_int_equal(m.count, 1);
	assert_true(m.list[0].to > m.list[0].from);
}

/* Nothing takes more than its size says. */
static void
hostile(void **state)
{
	static const struct {
		const char *piece, *close;
	} pieces[] = { { "<div>", "</div>" }, { "<blockquote>", "" }, { "<b>", "</i>" }, { "<table><tr><td>", "" }, { "<", "" }, { "&", "" },
		{ "&amp", "" }, { "<!--", "" }, { "<![if", "" }, { "<script>", "" }, { "<style", "" }, { "<a x=\"", "" },
		{ "<a x='data:", "" }, { "</a", "" }, { "<p a b c d=", "" }, { "<ul><li>", "" }, { "<td>a", "" }, { "&nbsp", "" },
		{ "<a href=http://example.org/x>y", "" }, { "<p>", "" }, { "</p>", "" }, { "&zwj;", "" }, { "<pre>\n", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		SCRATCH(tmp);
		struct text *html = text_new(tmp, 1u << 20);
		struct marks m;
		clock_t start;

		while (html->size < (1u << 19))
			text_add_string(html, pieces[i].piece);
		while (!html->cut)
			text_add_string(html, pieces[i].close[0] != '\0' ? pieces[i].close : pieces[i].piece);
		start = clock();
		html_text(tmp, html->bytes, html->size, &m);
		if (clock() - start > 4 * CLOCKS_PER_SEC)
			fail_msg("%s: %ld ms", pieces[i].piece, (long)((clock() - start) / (CLOCKS_PER_SEC / 1000)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(as_text), cmocka_unit_test(nul_bytes), cmocka_unit_test(marks),
		cmocka_unit_test(deep), cmocka_unit_test(hostile) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
