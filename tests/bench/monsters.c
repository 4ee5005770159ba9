/* monsters.c - see monsters.h */
#include <config.h>

#include <string.h>

#include "monsters.h"

#define SIZE_MAX_BYTES (256u << 20)
#define MIXED "Content-Type: multipart/mixed; boundary=boundary\r\n\r\n--boundary\r\n"
#define ANSWER "In-Reply-To: <a@example.net>\r\n"
#define BOUNCE "Return-Path: <>\r\nX-Failed-Recipients: b@example.net\r\n"
#define DSN "Return-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=boundary\r\n\r\n" \
	"--boundary\r\n\r\nNot delivered.\r\n--boundary\r\nContent-Type: message/delivery-status\r\n\r\n"
#define HTML "Content-Type: text/html; charset=utf-8\r\n\r\n"
#define WINMAIL "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgEA"
/* An attribute with fifteen names for the file, each "a" in UTF-16. */
#define WINMAIL_NAMES \
	"AgWQBgD0AAAADwAAAB8ABDcBAAAABAAAAGEAAAAfAAQ3AQAAAAQAAABhAAAAHwAENwEAAAAEAAAAYQAAAB8ABDcBAAAABAAAAGEAAAAf" \
	"AAQ3AQAAAAQAAABhAAAAHwAENwEAAAAEAAAAYQAAAB8ABDcBAAAABAAAAGEAAAAfAAQ3AQAAAAQAAABhAAAAHwAENwEAAAAEAAAAYQAA" \
	"AB8ABDcBAAAABAAAAGEAAAAfAAQ3AQAAAAQAAABhAAAAHwAENwEAAAAEAAAAYQAAAB8ABDcBAAAABAAAAGEAAAAfAAQ3AQAAAAQAAABh" \
	"AAAAHwAENwEAAAAEAAAAYQAAAAAA"
#define WINMAIL_CODEPAGE "AQeQBgAEAAAA5AQAAAAA"
#define WINMAIL_FILE "AgKQBgABAAAAAAAA"
#define MILLION 1000000
#define TEN_BLANKS "          "
#define BLANKS TEN_BLANKS TEN_BLANKS TEN_BLANKS TEN_BLANKS TEN_BLANKS TEN_BLANKS TEN_BLANKS TEN_BLANKS TEN_BLANKS
#define COLONS "a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:"
#define TEN_UNSEEN "\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B\xE2\x80\x8B"
#define UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN TEN_UNSEEN

const struct monster monsters[] = {
	/* structure */
	{ "multiparts nested", "Content-Type: multipart/mixed; boundary=\"boundary0\"\r\n\r\n", "--boundary#\r\n"
	  "Content-Type: multipart/mixed; boundary=\"boundary#x\"\r\n\r\n--boundary#x\r\n"
	  "Content-Type: multipart/mixed; boundary=\"boundary#\"\r\n\r\n", "deep", "", 20000, "parts" },
	{ "messages nested", "", "Content-Type: message/rfc822\r\n\r\n", "\r\ndeep\r\n", "", 300000, NULL },
	{ "parts", MIXED, "\r\na\r\n--boundary\r\n", "\r\nb\r\n--boundary--\r\n", "", MILLION, "parts" },
	{ "parts with files", MIXED, "Content-Disposition: attachment; filename=\"a#.txt\"\r\n\r\na\r\n--boundary\r\n", "\r\n",
	  "", 200000, "parts" },
	{ "boundaries declared", MIXED "\r\n", "boundary=\"boundary#\"\r\n--boundary#\r\n", "", "", 300000, NULL },
	{ "almost boundaries", MIXED "\r\n", "--boundaryx\r\n", "", "", MILLION, NULL },
	{ "dashes", MIXED "\r\n", "-", "\r\n", "", 10 * MILLION, NULL },
	{ "fields in a part", MIXED, "X-Field-#: value\r\n", "\r\nHello\r\n--boundary--\r\n", "", 500000, "header" },
	{ "message/partial", "", "Content-Type: message/partial; id=a; number=#; total=9\r\n\r\n", "", "", 200000, NULL },
	/* header */
	{ "a field of 50 MB", "X-Long: ", "aaaaaaaaa ", "\r\n\r\nHello\r\n", "", 5 * MILLION, "header" },
	{ "fields of 50 MB", "", "X-Field: some value\r\n", "\r\nHello\r\n", "", 2500000, "header" },
	{ "folded lines", "X-Long: ", "a\r\n ", "a\r\n\r\nHello\r\n", "", 5 * MILLION, "header" },
	{ "Received fields", "", "Received: from a by b; Tue, 13 Jan 2026 10:11:12 +0100\r\n", "\r\nHello\r\n", "", 300000, "header" },
	{ "encoded words in Subject", "Subject:", " =?utf-8?Q?=C3=B3?=", "\r\n\r\nHello\r\n", "", MILLION, "header" },
	{ "encoded words of iso-2022-jp", "Comments: a\r\nSubject:", " =?iso-2022-jp?B?GyRCJDMkcxsoQg==?=", "\r\n\r\nHello\r\n", "",
	  MILLION, "header" },
	{ "encoded words begun", "Subject: ", "=?utf-8?q?", "\r\n\r\nHello\r\n", "", MILLION, "header" },
	{ "encoded names", "Cc: a", ", =?utf-8?Q?=C3=B3?= <a#@example.org>", "\r\n\r\nHello\r\n", "", 300000, "longer" },
	{ "addresses", "Cc: a@example.org", ", a#@example.org", "\r\n\r\nHello\r\n", "", 100000, "longer" },
	{ "address fields", "", "Cc: a#@example.org\r\n", "\r\nHello\r\n", "", 100000, "header" },
	{ "comments nested in addresses", "Cc: ", "(", "\r\n\r\nHello\r\n", ")", MILLION, "longer" },
	{ "comments nested, many fields", "", "Cc: ((((((((((((((((((((((((((((((((((((((((((((((((a@b\r\n", "\r\nHello\r\n", "",
	  100000, "header" },
	{ "quotes in addresses", "Cc: ", "\"\\\"\" ", "\r\n\r\nHello\r\n", "", MILLION, "longer" },
	{ "groups nested", "Cc: ", "g:", "\r\n\r\nHello\r\n", ";", MILLION, "longer" },
	{ "angle brackets", "Cc: ", "<", "\r\n\r\nHello\r\n", ">", MILLION, "longer" },
	{ "References", "References:", " <a#@example.org>", "\r\n\r\nHello\r\n", "", MILLION, NULL },
	{ "Message-IDs begun", "Message-ID: a\r\nReferences: ", "<", "\r\n\r\nHello\r\n", "", MILLION, NULL },
	{ "continuations", "Content-Disposition: attachment", "; filename*#*=%41", "\r\n\r\nHello\r\n", "", MILLION, NULL },
	{ "continuations backwards", "Content-Type: text/plain; name*9*=a", "; name*0*=utf-8''%4#", "\r\n\r\nHello\r\n", "", MILLION, NULL },
	{ "parameters", "Content-Type: text/plain", "; a#=\"b\"", "\r\n\r\nHello\r\n", "", MILLION, NULL },
	{ "Authentication-Results", "Authentication-Results: mx.example.net", "; spf=pass (ok) smtp.mailfrom=a#@example.org",
	  "\r\n\r\nHello\r\n", "", 200000, NULL },
	{ "Authentication-Results, comments", "Authentication-Results: mx.example.net; spf=pass ", "(", "\r\n\r\nHello\r\n", ")",
	  MILLION, NULL },
	{ "Authentication-Results fields", "", "Authentication-Results: mx#.example.net; dkim=pass header.d=example.org\r\n",
	  "\r\nHello\r\n", "", 100000, "header" },
	{ "a part's parameters", MIXED "Content-Type: text/plain", "; name*#=a", "\r\n\r\nHello\r\n--boundary--\r\n", "", MILLION,
	  "longer" },
	/* text */
	{ "one line", "\r\n", "aaaaaaaaa ", "", "", MILLION, "longer" },
	{ "one word", "\r\n", "aaaaaaaaaa", "", "", MILLION, "longer" },
	{ "empty lines", "\r\n", "\r\n", "a", "", 5 * MILLION, "longer" },
	{ "lone CRs", "\r\n", "\r", "a", "", 10 * MILLION, "longer" },
	{ "NULs", "\r\n", "\xFF\xFE", "", "", 5 * MILLION, "longer" },
	{ "soft line breaks", "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=\r\n", "end", "", 3 * MILLION, NULL },
	{ "soft breaks that are none", "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=          ", "end", "", MILLION,
	  "longer" },
	{ "one soft break", "Content-Transfer-Encoding: quoted-printable\r\n\r\n=", "=    \t    ", "end", "", MILLION, "longer" },
	{ "flowed into one line", "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n", "a \r\n", "", "", 2 * MILLION, NULL },
	{ "iso-2022-jp escapes", "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n", "\x1B$B$3\x1B(Ba", "", "", MILLION,
	  "longer" },
	{ "utf-7", "Content-Type: text/plain; charset=utf-7\r\n\r\n", "+AOk-", "", "", MILLION, NULL },
	{ "8-bit without a charset", "Content-Type: text/plain\r\n\r\n", "\xE1\xE9\xF3 \xCF\xF0\xE8\xE2\xE5\xF2 ", "", "", MILLION,
	  "longer" },
	{ "begin 644", "\r\n", "begin 644 a#.txt\r\n", "", "", 60000, NULL },
	{ "begin 644 and end", "\r\n", "begin 644 a#.txt\r\n#0V%T\r\n`\r\nend\r\n", "", "", 30000, NULL },
	/* files inside */
	{ "winmail.dat, names", WINMAIL, WINMAIL_NAMES "\r\n", "", "", 30000, NULL },
	{ "winmail.dat, code pages", WINMAIL, WINMAIL_CODEPAGE, "", "", 500000, NULL },
	{ "winmail.dat, files", WINMAIL, WINMAIL_FILE, "", "", 500000, NULL },
	{ "winmail.dat, many, and blanks", MIXED, WINMAIL "\r\n--boundary\r\n", "\r\n", BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS
	  BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS BLANKS, 490, NULL },
	{ "begin 644, lines without end", "\r\n", "begin 644 a#.txt\r\n#0V%T\r\n#0V%T\r\n#0V%T\r\n#0V%T\r\n", "", "", 200000,
	  "longer" },
	{ "begin 644, in parts", MIXED, "\r\nbegin 644 a#.txt\r\n#0V%T\r\n`\r\nend\r\n--boundary\r\n", "", "", 100000, "parts" },
	/* answers */
	{ "quotes nested", ANSWER "\r\n", "> ", " a\r\n", "", 500000, NULL },
	{ "quotes nested, 100 lines", ANSWER "\r\n", ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> a\r\n", "", "", 20000, NULL },
	{ "quotes and words in turn", ANSWER "\r\n", "> a\r\nb\r\n", "", "", 100000, NULL },
	{ "attributions", ANSWER "\r\nHello\r\n", "On Tue, 13 Jan 2026 at 10:11, Ana <ana@example.org> wrote:\r\n", "", "", MILLION,
	  "longer" },
	{ "attributions, quotes, words", ANSWER "\r\nHello\r\n", "On 13 Jan 2026 at 10:11, Ana wrote:\r\n> a\r\nb\r\n", "", "",
	  MILLION, "longer" },
	{ "attributions begun", ANSWER "\r\nHello\r\n", "On Tue, 13 Jan 2026 at 10:11, Ana\r\n", "", "", MILLION, "longer" },
	{ "attributions begun, in turn", ANSWER "\r\nHello\r\n", "El #,\r\nOn #:\r\nLe #,\r\nAm #\r\n", "", "", MILLION, "longer" },
	{ "an attribution in one line", ANSWER "\r\nHello\r\n", "On 13 Jan 2026 at 10:11 Ana wrote ", ":", "", MILLION, "longer" },
	{ "separators of Outlook", ANSWER "\r\nHello\r\n", "-----Original Message-----\r\n", "", "", MILLION, "longer" },
	{ "header blocks begun", ANSWER "\r\nHello\r\n", "From: Ana <ana@example.org>\r\n", "", "", MILLION, "longer" },
	{ "header blocks", ANSWER "\r\nHello\r\n", "From: Ana\r\nSent: Tuesday\r\nTo: Bea\r\nSubject: a\r\n\r\n", "", "", MILLION,
	  "longer" },
	{ "header blocks in one line", ANSWER "\r\nHello\r\n", "\r\nFrom: a:" COLONS COLONS COLONS COLONS COLONS COLONS COLONS COLONS
	  COLONS "\r\n", "", "", 8000, NULL },
	{ "header blocks, fields alone", ANSWER "\r\nHello\r\n", "Sent: Tuesday\r\n\r\nTo: Bea\r\n", "", "", MILLION, "longer" },
	{ "signatures", ANSWER "\r\nHello\r\n", "-- \r\nAna\r\n", "", "", MILLION, "longer" },
	{ "rules", ANSWER "\r\nHello\r\n", "________________________________\r\n", "", "", MILLION, "longer" },
	{ "footers of phones", ANSWER "\r\nHello\r\n", "Sent from my iPhone\r\n\r\n", "", "", MILLION, "longer" },
	{ "lines of our own", "\r\nHello\r\n", "##- Please answer above this line -##\r\n> a\r\n", "", "", MILLION, "longer" },
	{ "lines of blanks", ANSWER "\r\nHello\r\n", "On 13 Jan 2026" BLANKS BLANKS BLANKS BLANKS "Ana\r\n" BLANKS BLANKS BLANKS
	  BLANKS "\r\n", "", "", 20000, "longer" },
	{ "lines of what is not seen", ANSWER "\r\nHello\r\n", "On 13 Jan 2026" UNSEEN "Ana\r\n" UNSEEN "\r\nEl" UNSEEN "\r\n",
	  "", "", 20000, "longer" },
	{ "lines of dashes and words", ANSWER "\r\nHello\r\n", "----- On 13 Jan 2026, Ana: ----- From: a wrote: -----\r\n", "", "",
	  MILLION / 5, "longer" },
	/* forwards */
	{ "forward marks", "Subject: Fwd: Printer\r\n\r\nHello\r\n", "---------- Forwarded message ---------\r\n", "", "", MILLION,
	  "longer" },
	{ "forwards", "Subject: Fwd: Printer\r\n\r\nHello\r\n", "---------- Forwarded message ---------\r\nFrom: Ana <a@example.org>\r\n"
	  "Date: Tue, 13 Jan 2026\r\nSubject: a\r\nTo: b@example.org\r\n\r\na\r\n", "", "", MILLION / 10, "longer" },
	{ "forwards quoted", "Subject: Fwd: Printer\r\n\r\nHello\r\n", "> Begin forwarded message:\r\n> From: Ana <a@example.org>\r\n",
	  "", "", MILLION, "longer" },
	{ "a forward's people", "Subject: Fwd: Printer\r\n\r\n---------- Forwarded message ---------\r\nFrom: a@example.org\r\nTo: ",
	  "a#@example.org,\r\n ", "\r\nSubject: a\r\n\r\nHello\r\n", "", 60000, NULL },
	{ "an attached mail's header", "Content-Type: message/rfc822\r\n\r\n", "To: (((((((a#@example.org\r\n", "\r\nHello\r\n", "",
	  300000, NULL },
	/* HTML */
	{ "HTML nested", HTML, "<div>", "deep words", "</div>", 100000, NULL },
	{ "HTML quotes nested", HTML, "<blockquote>", "deep words", "</blockquote>", 100000, NULL },
	{ "HTML quotes with text", HTML, "<blockquote type=cite>a", "deep words", "", 50000, NULL },
	{ "HTML tables nested", HTML, "<table><tr><td>", "deep words", "", 100000, NULL },
	{ "HTML lists nested", HTML, "<ul><li>", "deep words", "", 100000, NULL },
	{ "HTML attributes", HTML "<p ", "a#=1 ", ">End", "", MILLION, "longer" },
	{ "HTML classes", HTML "<p class=\"", "gmail_quot ", "\">End", "", MILLION, "longer" },
	{ "HTML styles", HTML "<p style=\"", "display:none;a:b;", "\">End", "", MILLION, "longer" },
	{ "HTML entities", HTML, "&amp;&#8203;&nosuch;", "", "", MILLION, "longer" },
	{ "HTML tags begun", HTML, "<a ", "", "", MILLION, NULL },
	{ "HTML less-than signs", HTML, "<", "", "", MILLION, NULL },
	{ "HTML comments begun", HTML, "<!--", "", "", MILLION, NULL },
	{ "HTML conditions", HTML, "<!--[if mso]>a<![endif]-->", "", "", MILLION, "longer" },
	{ "HTML links", HTML, "<a href=\"https://example.org/#\">a</a> ", "", "", MILLION, "longer" },
	{ "HTML breaks", HTML, "<br>", "", "", MILLION, NULL },
	{ "HTML blocks never closed", HTML, "<p>a", "", "", MILLION, NULL },
	{ "HTML end tags", HTML, "<div>a</span></b></p>", "", "", MILLION, "longer" },
	{ "HTML rows", HTML "<table>", "<tr><td>a<td>b", "", "", MILLION, "longer" },
	{ "HTML Gmail quotes", ANSWER HTML "Hello", "<div class=gmail_quote>a", "", "", MILLION, "longer" },
	{ "HTML one line", HTML, "aaaaaaaaa ", "", "", MILLION, "longer" },
	/* bounces */
	{ "recipients that failed", DSN "Reporting-MTA: dns; example.net\r\n\r\n", "Final-Recipient: rfc822; a#@example.org\r\n"
	  "Action: failed\r\nStatus: 5.1.1\r\n\r\n", "--boundary--\r\n", "", 100000, NULL },
	{ "recipients without a status", DSN "Reporting-MTA: dns; example.net\r\n\r\n", "Final-Recipient: rfc822; a#@example.org\r\n\r\n",
	  "--boundary--\r\n", "", 100000, NULL },
	{ "failures in words", BOUNCE "\r\n", "<a#@example.org>: host example.org said: 550 5.1.1 no such user\r\n", "", "", 200000,
	  "longer" },
	{ "failures without a status", BOUNCE "\r\n", "a#@example.org\r\n", "", "", MILLION, "longer" },
	{ "failed recipients in a field", "X-Failed-Recipients: a@example.org", ", a#@example.org", "\r\nReturn-Path: <>\r\n\r\n",
	  "Not delivered\r\n", 100000, NULL },
};

const size_t monster_count = sizeof(monsters) / sizeof(monsters[0]);

/* The piece with its number in it. */
static void
add_piece(struct text *t, const char *piece, size_t number)
{
	const char *mark;

	while ((mark = strchr(piece, '#')) != NULL) {
		text_add(t, piece, (size_t)(mark - piece));
		text_printf(t, "%zu", number);
		piece = mark + 1;
	}
	text_add_string(t, piece);
}

struct text *
monster_new(TALLOC_CTX *ctx, const struct monster *m, size_t n)
{
	struct text *t = text_new(ctx, SIZE_MAX_BYTES);

	text_add_string(t, "From: Ana <ana@example.org>\r\nTo: help@example.net\r\n");
	if (strstr(m->head, "Subject:") == NULL)
		text_add_string(t, "Subject: Printer\r\n");
	text_add_string(t, m->head);
	for (size_t i = 0; i < n; i++)
		add_piece(t, m->piece, i);
	text_add_string(t, m->middle);
	for (size_t i = 0; i < n; i++)
		text_add_string(t, m->close);
	return t;
}
