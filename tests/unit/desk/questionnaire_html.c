/* Answers in HTML, as mail programs write them: in colour behind the question, in the cell beside it, between quotes that were split
 * for them, as a list on top. Each has its own tag soup, and some send no text beside it. */
#include <config.h>

#include "house.h"

#define ASKED \
	"questionnaires = ( { name = \"devices\"; questions = (" \
	" { field = \"serial\"; pattern = \"[A-Z]{3}-\\\\d{4}\"; ask = \"What is the serial number on the back?\"; }," \
	" { field = \"category\"; choices = [ \"printer\", \"network\" ]; ask = \"Is it about the printer or the network?\"; }," \
	" { field = \"floor\"; ask = \"On which floor do you sit?\"; required = false; } ); } );\n"

#define Q1 "What is the serial number on the back?"
#define Q2 "Is it about the printer or the network? (printer, network)"
#define Q3 "On which floor do you sit?"
#define BEFORE "<p>Hello,</p><p>Thank you for writing to us. Your message is here, and its number is 1.</p>" \
	"<p>So that we can help you sooner, please tell us:</p>"
#define AFTER "<p>Just reply to this mail, with your answers below the questions.</p><p>Desk<br>ref:1.y36yzhm1p4</p>"
#define LIST "<ol><li>" Q1 "</li><li>" Q2 "</li><li>" Q3 "</li></ol>"

#define GMAIL_QUOTE "<blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex;border-left:1px solid " \
	"rgb(204,204,204);padding-left:1ex\">"
#define GMAIL_ATTRIBUTION "<div dir=\"ltr\" class=\"gmail_attr\">On Mon, Nov 23, 2026 at 10:00&#8239;AM Desk &lt;<a " \
	"href=\"mailto:support@desk.example\">support@desk.example</a>&gt; wrote:<br></div>"
#define WORD_HEAD "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns=\"http://www.w3.org/TR/REC-html40\"><head>" \
	"<style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;} --></style></head><body lang=EN-GB link=\"#0563C1\" " \
	"style='word-wrap:break-word'><div class=WordSection1>"
#define WORD_QUOTE "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>" \
	"<b>From:</b> Desk &lt;support@desk.example&gt; <br><b>Sent:</b> 23 November 2026 10:00<br><b>To:</b> Eva " \
	"&lt;eva@customer.example&gt;<br><b>Subject:</b> Cannot print [#1]<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
#define WORD_ITEM(n, words) "<li class=MsoNormal style='mso-list:l0 level1 lfo" #n "'>" words "<o:p></o:p></li>"
#define WORD_BULLET(words) "<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'>" \
	"<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>&middot;<span style='font:7.0pt " \
	"\"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>" words "<o:p></o:p></p>"
#define WORD_CELL(words) "<td width=301 valign=top style='border:solid windowtext 1.0pt;padding:0cm 5.4pt'><p class=MsoNormal>" words \
	"<o:p></o:p></p></td>"
#define OWA_QUOTE "<div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div " \
	"id=\"divRplyFwdMsg\" dir=\"ltr\"><font face=\"Calibri, sans-serif\" style=\"font-size:11pt\" color=\"#000000\"><b>From:</b> Desk " \
	"&lt;support@desk.example&gt;<br><b>Sent:</b> Monday, November 23, 2026 10:00 AM<br><b>To:</b> Eva &lt;eva@customer.example&gt;" \
	"<br><b>Subject:</b> Cannot print [#1]</font><div>&nbsp;</div></div>"
#define APPLE_QUOTE "<blockquote type=\"cite\">"
#define APPLE_ATTRIBUTION "<div>On 23 Nov 2026, at 10:00, Desk &lt;support@desk.example&gt; wrote:</div><br " \
	"class=\"Apple-interchange-newline\">"

static const struct sample {
	const char *name, *body, *serial, *category, *floor;
} samples[] = {
	{ "Gmail, on top", "<div dir=\"ltr\"><div>ABC-1234</div><div>the network</div><div>third</div></div><br><div class=\"gmail_quote "
	    "gmail_quote_container\">" GMAIL_ATTRIBUTION GMAIL_QUOTE BEFORE LIST AFTER "</blockquote></div>", "ABC-1234", "network", "third" },
	{ "Gmail, a list on top", "<div dir=\"ltr\"><ol><li>ABC-1234</li><li>The network, I think</li><li>The third floor</li></ol></div><br>"
	    "<div class=\"gmail_quote\">" GMAIL_ATTRIBUTION GMAIL_QUOTE BEFORE LIST AFTER "</blockquote></div>", "ABC-1234", "network",
	    "The third floor" },
	{ "Gmail, bullets on top", "<div dir=\"ltr\"><ul><li>ABC-1234</li><li>network</li><li>third floor</li></ul></div><br>"
	    "<div class=\"gmail_quote\">" GMAIL_ATTRIBUTION GMAIL_QUOTE BEFORE LIST AFTER "</blockquote></div>", "ABC-1234", "network",
	    "third floor" },
	{ "Gmail, quotes split by the answers", "<div dir=\"ltr\"><div dir=\"ltr\"><br></div><br><div class=\"gmail_quote "
	    "gmail_quote_container\">" GMAIL_ATTRIBUTION GMAIL_QUOTE BEFORE "<ol><li>" Q1 "</li></ol></blockquote><div><br></div><div>ABC-1234"
	    "</div><div>&nbsp;</div>" GMAIL_QUOTE "<ol start=\"2\"><li>" Q2 "</li></ol></blockquote><div>the network</div>" GMAIL_QUOTE
	    "<ol start=\"3\"><li>" Q3 "</li></ol></blockquote><div>third floor</div>" GMAIL_QUOTE AFTER "</blockquote></div></div>",
	    "ABC-1234", "network", "third floor" },
	{ "Gmail, in colour behind the questions", "<div dir=\"ltr\">See below, in red.</div><br><div class=\"gmail_quote\">"
	    GMAIL_ATTRIBUTION GMAIL_QUOTE BEFORE "<ol><li>" Q1 "&nbsp;<font color=\"#ff0000\">ABC-1234</font></li><li>" Q2 "&nbsp;<b "
	    "style=\"color:rgb(255,0,0)\">network</b></li><li>" Q3 "&nbsp;<font color=\"#ff0000\">third floor</font></li></ol>" AFTER
	    "</blockquote></div>", "ABC-1234", "network", "third floor" },
	{ "Gmail, in colour below the questions", "<div dir=\"ltr\">See below.</div><br><div class=\"gmail_quote\">"
	    GMAIL_ATTRIBUTION GMAIL_QUOTE BEFORE "<ol><li>" Q1 "<br><span style=\"background-color:rgb(255,255,0)\">ABC-1234</span></li><li>" Q2
	    "<br><font color=\"#0000ff\">network</font></li><li>" Q3 "<br><font color=\"#0000ff\">third floor</font></li></ol>" AFTER
	    "</blockquote></div>", "ABC-1234", "network", "third floor" },
	{ "Outlook, in red behind the questions", WORD_HEAD "<p class=MsoNormal>My answers are in red below.<o:p></o:p></p><p class=MsoNormal>"
	    "<o:p>&nbsp;</o:p></p>" WORD_QUOTE BEFORE "<ol style='margin-top:0cm' start=1 type=1>"
	    WORD_ITEM(1, Q1 " <span style='color:red'>ABC-1234</span>") WORD_ITEM(1, Q2 "<span style='color:red'> network</span>")
	    WORD_ITEM(1, Q3 " <span style='color:red'>third floor</span>") "</ol>" AFTER "</div></body></html>",
	    "ABC-1234", "network", "third floor" },
	{ "Outlook, paragraphs below the questions", WORD_HEAD "<p class=MsoNormal><o:p>&nbsp;</o:p></p>" WORD_QUOTE BEFORE
	    "<ol style='margin-top:0cm' start=1 type=1>" WORD_ITEM(1, Q1) "</ol><p class=MsoNormal style='margin-left:36.0pt'><span "
	    "style='color:#C00000'>ABC-1234<o:p></o:p></span></p><ol style='margin-top:0cm' start=2 type=1>" WORD_ITEM(1, Q2) "</ol><p "
	    "class=MsoNormal style='margin-left:36.0pt'><span style='color:#C00000'>the network<o:p></o:p></span></p><ol "
	    "style='margin-top:0cm' start=3 type=1>" WORD_ITEM(1, Q3) "</ol><p class=MsoNormal style='margin-left:36.0pt'><span "
	    "style='color:#C00000'>third floor<o:p></o:p></span></p>" AFTER "</div></body></html>", "ABC-1234", "network", "third floor" },
	{ "Outlook, bullets on top", WORD_HEAD WORD_BULLET("ABC-1234") WORD_BULLET("network") WORD_BULLET("third floor")
	    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>" WORD_QUOTE BEFORE LIST AFTER "</div></body></html>", "ABC-1234", "network",
	    "third floor" },
	{ "Outlook, with names, in a table on top", WORD_HEAD "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 "
	    "style='border-collapse:collapse;border:none'><tr>" WORD_CELL("Serial number") WORD_CELL("ABC-1234") "</tr><tr>"
	    WORD_CELL("Printer or network") WORD_CELL("network") "</tr><tr>" WORD_CELL("Floor") WORD_CELL("third floor") "</tr></table>"
	    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>" WORD_QUOTE BEFORE LIST AFTER "</div></body></html>", "ABC-1234", "network",
	    "third floor" },
	{ "Outlook, in a table of the questions", WORD_HEAD "<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 "
	    "style='border-collapse:collapse;border:none'><tr>" WORD_CELL(Q1) WORD_CELL("<span style='color:red'>ABC-1234</span>") "</tr><tr>"
	    WORD_CELL(Q2) WORD_CELL("network") "</tr><tr>" WORD_CELL(Q3) WORD_CELL("third floor") "</tr></table>"
	    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>" WORD_QUOTE BEFORE LIST AFTER "</div></body></html>", "ABC-1234", "network",
	    "third floor" },
	{ "Outlook on the web, in colour", "<div class=\"elementToProof\" style=\"font-family:Aptos;color:rgb(0,0,0)\">Please see below."
	    "</div>" OWA_QUOTE "<div class=\"BodyFragment\">" BEFORE "<ol><li><div class=\"elementToProof\">" Q1 "</div><div><span "
	    "style=\"color:rgb(200,38,19)\">ABC-1234</span></div></li><li><div>" Q2 "</div><div><span style=\"color:rgb(200,38,19)\">"
	    "network</span></div></li><li><div>" Q3 "</div><div><span style=\"color:rgb(200,38,19)\">third floor</span></div></li></ol>" AFTER
	    "</div>", "ABC-1234", "network", "third floor" },
	{ "Apple Mail, quotes split by the answers", "<html><body style=\"overflow-wrap:break-word;-webkit-nbsp-mode:space\"><div><br>"
	    APPLE_QUOTE APPLE_ATTRIBUTION "<div>" BEFORE "<ol><li>" Q1 "</li></ol></div></blockquote><div><br></div>ABC-1234</div><div><br>"
	    APPLE_QUOTE "<div><ol start=\"2\"><li>" Q2 "</li></ol></div></blockquote><div><br></div>the network</div><div><br>" APPLE_QUOTE
	    "<div><ol start=\"3\"><li>" Q3 "</li></ol></div></blockquote><div><br></div>third floor<br>" APPLE_QUOTE "<div>" AFTER
	    "</div></blockquote></div><br></body></html>", "ABC-1234", "network", "third floor" },
	{ "Mail on an iPhone, on top", "<html><body dir=\"auto\">ABC-1234, it is the network, third floor<br id=\"lineBreakAtBeginningOfSignature\">"
	    "<div dir=\"ltr\">Sent from my iPhone</div><div dir=\"ltr\"><br>" APPLE_QUOTE "On 23 Nov 2026, at 10:00, Desk "
	    "&lt;support@desk.example&gt; wrote:<br><br></blockquote></div>" APPLE_QUOTE "<div dir=\"ltr\">" BEFORE LIST AFTER
	    "</div></blockquote></body></html>", "ABC-1234", "network", "third floor" },
	{ "Thunderbird, between the questions", "<html><body><div class=\"moz-cite-prefix\">On 23/11/2026 10:00, Desk wrote:<br></div>"
	    "<blockquote type=\"cite\" cite=\"mid:a.x@desk.example\">" BEFORE "<ol><li>" Q1 "</li></ol></blockquote><p>ABC-1234</p>"
	    "<blockquote type=\"cite\"><ol start=\"2\"><li>" Q2 "</li></ol></blockquote><p>the network</p><blockquote type=\"cite\"><ol "
	    "start=\"3\"><li>" Q3 "</li></ol></blockquote><p>third floor</p><blockquote type=\"cite\">" AFTER "</blockquote></body></html>",
	    "ABC-1234", "network", "third floor" },
	{ "Yahoo, behind the questions", "<html><head></head><body><div class=\"ydp12yahoo-style-wrap\" style=\"font-size:13px\"><div "
	    "dir=\"ltr\" data-setdir=\"false\">Hi, answers below</div></div><div id=\"yahoo_quoted_123\" class=\"yahoo_quoted\"><div "
	    "style=\"font-size:13px;color:#26282a\"><div>On Monday, November 23, 2026 at 10:00:00 AM GMT+1, Desk "
	    "&lt;support@desk.example&gt; wrote: </div><div><br></div><div><div id=\"yiv1\"><div>" BEFORE "<ol><li>" Q1 " <b>ABC-1234</b></li>"
	    "<li>" Q2 " <b>network</b></li><li>" Q3 " <b>third floor</b></li></ol>" AFTER "</div></div></div></div></div></body></html>",
	    "ABC-1234", "network", "third floor" },
};

/* The text parts that Gmail and Outlook send beside it, of the answers in colour. */
static const struct sample texts[] = {
	{ "Gmail's text, below the questions", "See below.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Desk <support@desk.example> wrote:\n\n> Hello,\n>\n"
	    "> So that we can help you sooner, please tell us:\n>\n>    1. " Q1 "\n>    ABC-1234\n>    2. Is it about the printer or the\n"
	    ">    network? (printer, network)\n>    *network*\n>    3. " Q3 "\n>    third floor\n>\n> Just reply to this mail, with your "
	    "answers below the questions.\n>\n> Desk\n", "ABC-1234", "network", "third floor" },
	{ "Gmail's text, behind the questions", "On Mon, Nov 23, 2026 at 10:00 AM Desk <support@desk.example> wrote:\n\n> Hello,\n>\n"
	    ">    1. " Q1 " *ABC-1234*\n>    2. " Q2 " *network*\n>    3. " Q3 " *third floor*\n>\n> Just reply to this mail, with your "
	    "answers below the questions.\n", "ABC-1234", "network", "third floor" },
	{ "Outlook's text", "My answers are in red below.\n\nFrom: Desk <support@desk.example>\nSent: 23 November 2026 10:00\nTo: Eva "
	    "<eva@customer.example>\nSubject: Cannot print [#1]\n\nSo that we can help you sooner, please tell us:\n\n\n  1.  " Q1
	    " ABC-1234\n  2.  " Q2 " network\n  3.  " Q3 " third floor\n\nJust reply to this mail, with your answers below the questions.\n",
	    "ABC-1234", "network", "third floor" },
	{ "nothing in the quote", "I have no idea.\n\nOn Mon, Nov 23, 2026 at 10:00 AM Desk <support@desk.example> wrote:\n\n> So that we can "
	    "help you sooner, please tell us:\n>\n> 1. " Q1 "\n> 2. Is it about the printer or\n> the network? (printer, network)\n> 3. "
	    Q3 "\n>\n> Just reply to this mail, with\n> your answers below the questions.\n>\n> Desk\n", NULL, NULL, NULL },
};

static const char *
field(const struct decision *d, const char *name)
{
	for (size_t i = 0; i < d->fields.count; i++)
		if (strcmp(d->fields.list[i].name, name) == 0)
			return d->fields.list[i].value;
	return NULL;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
check(void **state, const struct sample *list, size_t count, const char *type)
{
	struct house *h = house_begin(state, HOUSE ASKED NO_LIMITS);
	unsigned wrong = 0;

	for (size_t i = 0; i < count; i++) {
		char *who = talloc_asprintf(h, "eva%zu@customer.example", i);
		const struct decision *d;

		take(h, letter(h, who, DESK, VOUCHED("customer.example"), talloc_asprintf(h, "It does not work, the %zu.", i)));
		d = take(h, answer_to(h, sent(h, who, 1), who, talloc_asprintf(h, "MIME-Version: 1.0\n"
		    "Content-Type: text/%s; charset=utf-8\n", type), list[i].body));
		if (same(field(d, "serial"), list[i].serial) && same(field(d, "category"), list[i].category) &&
		    same(field(d, "floor"), list[i].floor))
			continue;
		print_error("%s: \"%s\", \"%s\", \"%s\"\n", list[i].name, field(d, "serial"), field(d, "category"), field(d, "floor"));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void
answers_in_html_are_read(void **state)
{
	check(state, samples, sizeof(samples) / sizeof(samples[0]), "html");
}

static void
answers_in_the_text_beside_it_are_read(void **state)
{
	check(state, texts, sizeof(texts) / sizeof(texts[0]), "plain");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(answers_in_html_are_read),
		in_house(answers_in_the_text_beside_it_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
