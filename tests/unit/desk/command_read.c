/* What technicians write at the head of a reply, as mailers of all kinds send it: whole mails, read as the reader reads them. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/message.h>

#include "../../../src/desk/command_read.h"
#include "../../../src/desk/command_value.h"
#include "../../../src/desk/command_word.h"

/* read: its commands as "verb value", with "[12]" where a block begins and "!fault>mended" for what is none; then the text of each
 * block behind "/". */
struct sample {
	const char *name;
	bool html;
	const char *body;
	const char *read;
};

#define GMAIL_QUOTE "\n\nOn Mon, 23 Nov 2026 at 10:00, Example Support <support@example.org> wrote:\n\n> ##- Please write your answer " \
	"above this line -##\n>\n> Eva has written to us.\n> #close\n"
#define GMAIL_HTML_QUOTE "<br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On Mon, Nov 23, 2026 at 10:00 AM " \
	"Example Support &lt;<a href=\"mailto:support@example.org\">support@example.org</a>&gt; wrote:<br></div><blockquote " \
	"class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\"><p>Eva has written to us.</p><p>#close</p></blockquote></div>"
#define OUTLOOK_QUOTE "<div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p " \
	"class=\"MsoNormal\"><b>From:</b> Example Support &lt;support@example.org&gt; <br><b>Sent:</b> Monday, November 23, 2026 10:00 " \
	"AM<br><b>To:</b> Leo Vidal &lt;leo@tech.example&gt;<br><b>Subject:</b> [#12] Cannot print</p></div></div><p " \
	"class=\"MsoNormal\">Eva has written to us.</p>"
#define APPLE_QUOTE "<div><br><blockquote type=\"cite\"><div>On 23 Nov 2026, at 10:00, Example Support &lt;support@example.org&gt; " \
	"wrote:</div><br><div>Eva has written to us.</div></blockquote></div>"

static const struct sample replies[] = {
	/* Plain text. */
	{ "one command", false, "#close\n", "close" },
	{ "one above its quote", false, "#close" GMAIL_QUOTE, "close" },
	{ "with an answer", false, "#close\n\nHello Eva,\n\nthe toner was empty.\n" GMAIL_QUOTE,
	    "close/Hello Eva,\n\nthe toner was empty." },
	{ "without a blank line", false, "#tier 2\nHello Eva, my colleague will call.\n", "tier 2/Hello Eva, my colleague will call." },
	{ "several", false, "#take\n#priority high\n#tag vpn, printer\n\nI am on it.\n", "take|priority high|tag vpn, printer/I am on it." },
	{ "several with blank lines", false, "\n\n#take\n\n#time 1h30\n\n\nDone.\n", "take|time 1h30/Done." },
	{ "no command at all", false, "Hello Eva,\n\nsee #close below.\n", "/Hello Eva,\n\nsee #close below." },
	{ "capitals and a full stop", false, "#Close.\n", "close" },
	{ "all capitals", false, "#CLOSE\n\nBye\n", "close/Bye" },
	{ "a blank behind the mark", false, "# close\n", "close" },
	{ "two marks", false, "##close\n", "close" },
	{ "a colon", false, "#priority: high\n", "priority high" },
	{ "an equals sign", false, "#priority=high\n", "priority high" },
	{ "an exclamation mark", false, "#escalate!\n", "escalate" },
	{ "blanks before it", false, "   #close\n", "close" },
	{ "in a list", false, "- #close\n- #tag vpn\n", "close|tag vpn" },
	{ "in bold type", false, "*#close*\n", "close" },
	{ "on one line", false, "#close #tag vpn #time 10m\n", "close|tag vpn|time 10m" },
	{ "tags with marks", false, "#tag #vpn #printer\n", "tag #vpn #printer" },
	{ "words stay words", false, "#note see what #close does\n", "note see what #close does" },
	{ "grown together", false, "#tier2\n", "tier 2" },
	{ "a state by its name", false, "#status closed\n", "close" },
	{ "a state in Spanish", false, "#estado: pendiente 3d\n", "wait 3d" },
	{ "a state that there is not", false, "#status sleepy\n", "!verb" },
	{ "an old word", false, "#resolved\n", "close" },
	{ "assigned to oneself", false, "#assign me\n", "assign me" },
	{ "a moment", false, "#wait until monday\n", "wait until monday" },
	{ "numbers", false, "#merge 12 15\n", "merge 12 15" },
	{ "numbers with marks", false, "#merge #12 #15\n", "merge #12 #15" },
	{ "urgent", false, "#urgent\n", "priority urgent" },
	{ "nobody's", false, "#unassign\n", "assign nobody" },
	{ "what is meant for the reader", false, "\\#close is what I write to close it.\n", "/#close is what I write to close it." },
	{ "the same behind a command", false, "#note\n\\#close closes\n", "note/#close closes" },
	{ "a signature", false, "#close\n\n-- \nLeo Vidal\nExample Support\n", "close" },
	{ "a closing", false, "#close\n\nKind regards,\nLeo Vidal\n", "close/Kind regards,\nLeo Vidal" },
	{ "a telephone's", false, "#close\n\nSent from my iPhone\n" GMAIL_QUOTE, "close" },
	{ "a telephone's in Spanish", false, "#cerrar\n\nEnviado desde mi iPhone\n", "close" },
	{ "an answer with a signature", false, "#close\n\nIt works now.\n\n-- \nLeo\n", "close/It works now." },
	{ "our own line is the end", false, "#close\n##- Please write your answer above this line -##\nEva has written.\n", "close" },
	{ "an answer below the quote", false, "On Mon, 23 Nov 2026 at 10:00, Example Support <support@example.org> wrote:\n"
	    "> Eva has written to us.\n> #close\n\n#tier 2\n\nPlease look.\n", "tier 2/Please look." },
	{ "a carriage return", false, "#close\r\n#tag vpn\r\n", "close|tag vpn" },

	/* Spanish. */
	{ "cerrar", false, "#cerrar\n\nHola, Eva:\n\nya imprime.\n", "close/Hola, Eva:\n\nya imprime." },
	{ "asignar", false, "#asignar a Leo\n", "assign a Leo" },
	{ "esperar", false, "#esperar 3d\n", "wait 3d" },
	{ "hasta el lunes", false, "#Esperar hasta el lunes\n", "wait hasta el lunes" },
	{ "with an accent", false, "#Asígname\n", "take" },
	{ "with a mark that is put on top", false, "#asi\xCC\x81gname\n", "take" },
	{ "a priority", false, "#prioridad alta\n", "priority alta" },
	{ "a note", false, "#nota interna\nHa llamado dos veces.\n", "note interna/Ha llamado dos veces." },
	{ "several in Spanish", false, "#etiqueta vpn\n#tiempo 1,5 h\n#resuelto\n\nYa está.\n", "tag vpn|time 1,5 h|close/Ya está." },
	{ "two languages", false, "#cerrar\n#tag vpn\n", "close|tag vpn" },

	/* What autocorrection and keyboards do. */
	{ "a wide mark", false, "\xEF\xBC\x83" "close\n", "close" },
	{ "all wide", false, "\xEF\xBC\x83\xEF\xBD\x83\xEF\xBD\x8C\xEF\xBD\x8F\xEF\xBD\x93\xEF\xBD\x85\n", "close" },
	{ "an unbreakable blank", false, "#tier\xC2\xA0" "2\n", "tier 2" },
	{ "an unbreakable blank before it", false, "\xC2\xA0#close\n", "close" },
	{ "what cannot be seen", false, "\xE2\x80\x8B#clo\xE2\x80\x8Bse\xEF\xBB\xBF\n", "close" },
	{ "a soft hyphen", false, "#esca\xC2\xADlate\n", "escalate" },
	{ "curly quotes", false, "#assign \xE2\x80\x9CLeo Vidal\xE2\x80\x9D\n", "assign \"Leo Vidal\"" },
	{ "Spanish quotes", false, "#asignar \xC2\xABLeo Vidal\xC2\xBB\n", "assign \"Leo Vidal\"" },
	{ "a long dash", false, "#tag \xE2\x80\x93vpn\n", "tag -vpn" },
	{ "a direction mark", false, "\xE2\x80\x8E#close\n", "close" },

	/* HTML. */
	{ "Gmail", true, "<div dir=\"ltr\">#close<div><br></div><div>Hello Eva,</div><div>it is done.</div></div>" GMAIL_HTML_QUOTE,
	    "close/Hello Eva,\nit is done." },
	{ "Gmail, two commands", true, "<div dir=\"ltr\"><div>#take</div><div>#tag vpn</div><div><br></div><div>On it.</div></div>"
	    GMAIL_HTML_QUOTE, "take|tag vpn/On it." },
	{ "Gmail on a telephone", true, "<div dir=\"auto\">#close</div>" GMAIL_HTML_QUOTE, "close" },
	{ "Outlook", true, "<html><body><div class=\"WordSection1\"><p class=\"MsoNormal\">#close<o:p></o:p></p><p class=\"MsoNormal\">"
	    "#time 30m<o:p></o:p></p><p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p><p class=\"MsoNormal\">Hello Eva, all is well."
	    "<o:p></o:p></p>" OUTLOOK_QUOTE "</div></body></html>", "close|time 30m/Hello Eva, all is well." },
	{ "Outlook, commands only", true, "<div class=\"WordSection1\"><p class=\"MsoNormal\">#Close<o:p></o:p></p><p class=\"MsoNormal\">"
	    "<o:p>&nbsp;</o:p></p>" OUTLOOK_QUOTE "</div>", "close" },
	{ "Outlook on the web", true, "<div class=\"elementToProof\" style=\"font-family:Aptos\">#tier&nbsp;2</div><div class=\"elementToProof\">"
	    "<br></div><div class=\"elementToProof\">Please look at this.</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">"
	    "<b>From:</b> Example Support &lt;support@example.org&gt;<br><b>Sent:</b> Monday, November 23, 2026 10:00 AM<br><b>To:</b> Leo"
	    "<br><b>Subject:</b> [#12] Cannot print</div><div>#close</div>", "tier 2/Please look at this." },
	{ "Apple Mail", true, "<html><head></head><body style=\"overflow-wrap: break-word;\">#wait 3d<div>#remind friday call Eva</div><div>"
	    "<br></div><div>I have ordered the part.</div>" APPLE_QUOTE "</body></html>",
	    "wait 3d|remind friday call Eva/I have ordered the part." },
	{ "an iPhone", true, "<html><body dir=\"auto\">#close<div><br></div><div dir=\"ltr\">Sent from my iPhone</div>" APPLE_QUOTE
	    "</body></html>", "close" },
	{ "Thunderbird, line breaks", true, "<p>#close<br>#tag vpn<br></p><p>Hello,<br>done.</p>", "close|tag vpn/Hello,\ndone." },
	{ "bold type", true, "<div><b>#close</b></div><div>Bye.</div>", "close/Bye." },
	{ "a list", true, "<ul><li>#close</li><li>#tag vpn</li></ul>", "close|tag vpn" },
	{ "entities", true, "<p>&#35;close</p>", "close" },
	{ "entities of blanks", true, "<p>#field&nbsp;serial&nbsp;=&nbsp;XJ-12</p>", "field serial = XJ-12" },
	{ "a table", true, "<table><tr><td>#close</td></tr></table><p>Done.</p>", "close/Done." },

	/* What is none. */
	{ "misspelt", false, "#clsoe\n\nThe toner was empty.\n", "!verb>#close/The toner was empty." },
	{ "misspelt with a value", false, "#asign leo\n", "!verb>#assign leo" },
	{ "misspelt in Spanish", false, "#cerar\n", "!verb>#cerrar" },
	{ "like nothing", false, "#xylophone\n", "!verb" },
	{ "a mark alone", false, "#\nHello\n", "!verb/Hello" },
	{ "a heading", false, "# The printer on your floor\n\nSee below.\n", "!verb/See below." },
	{ "a stroke for a mark", false, "/close\n\nIt works.", "!verb>#close/It works." }, { "a shout", false, "!Tier 2", "!verb>#Tier 2" },
	{ "in brackets", false, "[wait 3d]\n", "!verb>#wait 3d" }, { "below a command", false, "#take\n/tag vpn", "take|!verb>#tag vpn" },
	{ "a name of a command alone", false, "close\n\nLeo Vidal", "!verb>#close/Leo Vidal" }, { "in Spanish", false, "Escalar\n", "!verb>#Escalar" },
	{ "an answer of a word", false, "Done\n", "/Done" }, { "hecho", false, "Hecho.\n", "/Hecho." }, { "take.", false, "Take.\n", "/Take." },
	{ "a path", false, "/etc/hosts has it", "/\x2F""etc/hosts has it" }, { "a sentence of it", false, "Close the door.", "/Close the door." },
	{ "an important one", false, "!Open the port first", "/!Open the port first" }, { "a mention", false, "@Eva: see below", "/@Eva: see below" },
	{ "heard", false, "ack\n", "/ack" }, { "below words", false, "It works.\n\nclose\n", "/It works.\n\nclose" },
	{ "no slip of the hand", false, "#delete\n#deescalate\n#not spam\n", "!verb|!verb|!verb" },
	{ "one good and one not", false, "#tag vpn\n#clsoe\n", "tag vpn|!verb>#close" },
	{ "both on one line", false, "#take #clsoe #time 5m\n", "take|!verb>#close #time 5m" },
	{ "a tag that is nearly a command", false, "#tag #clsoe\n", "tag #clsoe" },
	{ "grown together behind another", false, "#take #tier2\n", "take|tier 2" },
	{ "below a greeting", false, "Hi,\n\n#close\n", "!place/Hi,\n\n#close" },
	{ "below the answer", false, "It works now.\n\n#close\n#time 10m\n", "!place|!place/It works now.\n\n#close\n#time 10m" },
	{ "a line of a file", false, "Please put this in:\n\n    #close the door\n#open the port\nlisten 80\n",
	    "/Please put this in:\n\n    #close the door\n#open the port\nlisten 80" },
	{ "a file between marks", false, "Please put this in:\n```\n#close\n```\n", "/Please put this in:\n```\n#close\n```" },
	{ "a heading with nothing below", false, "Hello,\n\nit works.\n\n# Close\n", "!place/Hello,\n\nit works.\n\n# Close" },
	{ "two of them", false, "Hello,\n\n# tag vpn\n# clsoe\n\n", "!place|!place/Hello,\n\n# tag vpn\n# clsoe" },
	{ "no heading", false, "Hello,\n\n# tier 2\n# prioritty high\nit works.\n", "!place|!place/Hello,\n\n# tier 2\n# prioritty high\nit works." },
	{ "a note", false, "It works.\n\n# Note\nHe is rude.\n# nota que no va a pagar nunca\nb\n",
	    "!place|!place/It works.\n\n# Note\nHe is rude.\n# nota que no va a pagar nunca\nb" },
	{ "headings", false, "See:\n# Notes\na\n# Open the port\nb\n# Problem\nc\n", "/See:\n# Notes\na\n# Open the port\nb\n# Problem\nc" },
	{ "a deed is no heading", false, "Hello,\n\n# Close\n\nit works.\n", "!place/Hello,\n\n# Close\n\nit works." },
	{ "a deed above a name", false, "It works.\n\n#  Esperar.\n\nLeo\n", "!place/It works.\n\n#  Esperar.\n\nLeo" },
	{ "a deed at the head", false, "#  Close\n\nHello, it works.\n", "close/Hello, it works." },
	{ "a deed for the reader", false, "Hello,\n\n\\# Close\n\nit is down.\n", "/Hello,\n\n# Close\n\nit is down." },
	{ "a heading below", false, "Hello,\n\n# Help\n\nRead this.\n", "/Hello,\n\n# Help\n\nRead this." },
	{ "a number on the list", false, "Hello,\n#1 is broken, #2 is not.\n", "/Hello,\n#1 is broken, #2 is not." },
	{ "a number at the head", false, "#1 is broken, #2 is not.\n", "!value" },
	{ "a number too long", false, "#123456789012345678901234567890\n", "!value" },

	/* Where the line is, at the head: what begins with # is a command or held, but for a place and a sentence. */
	{ "a place and a sentence", false, "#1 problem is that the fuser is worn out.\n\nWe bring a new one.\n",
	    "/#1 problem is that the fuser is worn out.\n\nWe bring a new one." },
	{ "the same in Spanish", false, "#2 se arregla apagando el router.\n", "/#2 se arregla apagando el router." },
	{ "a ticket and a sentence", false, "#4711 problem is that the fuser is worn out.\n", "!value" },
	{ "a ticket that is spoken to", false, "#7: please restart the server now\n", "!value" },
	{ "a place that is closed", false, "#1 close it when you can\n", "!value" },
	{ "a place and few words", false, "#1 is urgent\n", "!value" },
	{ "a place below a command", false, "#close\n#1 problem was the cable, as always.\n", "close/#1 problem was the cable, as always." },

	/* ... and below text: words that a desk has for itself, whatever follows; everybody's words only in the shape of a command. */
	{ "a note below text", false, "It works now.\n\n#note he is rude, and will not pay\n",
	    "!place/It works now.\n\n#note he is rude, and will not pay" },
	{ "a note in Spanish", false, "Ya funciona.\n#Nota: no quiere pagar, y lo dice siempre\n",
	    "!place/Ya funciona.\n#Nota: no quiere pagar, y lo dice siempre" },
	{ "a reason", false, "I pass it on.\n#escalate because she will not stop calling us\n",
	    "!place/I pass it on.\n#escalate because she will not stop calling us" },
	{ "to the vendor", false, "Hello,\n#vendor acme please take this off our hands\n", "!place/Hello,\n#vendor acme please take this off our hands" },
	{ "whom to remind", false, "Bye\n#remind me on friday to call that man again\n", "!place/Bye\n#remind me on friday to call that man again" },
	{ "misspelt below text", false, "It works now.\n\n#clsoe\n", "!place/It works now.\n\n#clsoe" },
	{ "misspelt with a name", false, "Hello,\n#asign leo\n", "!place/Hello,\n#asign leo" },
	{ "grown together below text", false, "Hello,\n#tier2\n", "!place/Hello,\n#tier2" },
	{ "a state below text", false, "Hello,\n#status closed\n", "!place/Hello,\n#status closed" },
	{ "time and what for", false, "Done.\n#time 30m telephoned twice with the vendor\n",
	    "!place/Done.\n#time 30m telephoned twice with the vendor" },
	{ "until when and why", false, "Done.\n#wait until monday because he is never there\n",
	    "!place/Done.\n#wait until monday because he is never there" },
	{ "nothing but small words", false, "Done.\n#close it now\n", "!place/Done.\n#close it now" },
	{ "a wide mark below text", false, "Done.\n\xEF\xBC\x83" "close\n", "!place/Done.\n\xEF\xBC\x83" "close" },
	{ "in a list below text", false, "Done.\n- #close\n", "!place/Done.\n- #close" },
	{ "with a full stop below text", false, "Done.\n#Close.\n", "!place/Done.\n#Close." },
	{ "merged below text", false, "Done.\n#merge 12 into 15\n", "!place/Done.\n#merge 12 into 15" },
	{ "a number and a command below text", false, "Done.\n#15 #close\n", "!place/Done.\n#15 #close" },
	{ "a number alone behind a blank line", false, "Done.\n\n#15\nPlease restart it.\n", "!block/Done.\n\n#15\nPlease restart it." },
	{ "a field below text", false, "Done.\n#set serial = XJ-12\n", "!place/Done.\n#set serial = XJ-12" },
	{ "a call below text", false, "Done.\n#new pat@customer.example phone Screen is dark\n",
	    "!place/Done.\n#new pat@customer.example phone Screen is dark" },

	{ "a number that a line begins with", false, "You are the tenth, as you see in\n#12 of the list.\n",
	    "/You are the tenth, as you see in\n#12 of the list." },
	{ "a number that a sentence ends with", false, "It is the same as what you wrote in\n#12.\n",
	    "/It is the same as what you wrote in\n#12." },
	{ "a number in a sentence", false, "Please see #12 in the list, and #15.\n", "/Please see #12 in the list, and #15." },
	{ "a list of places", false, "Two things:\n\n#1 problem is the cable.\n#2 is the plug.\n",
	    "/Two things:\n\n#1 problem is the cable.\n#2 is the plug." },
	{ "what other people mark", false, "Follow us:\n#happyfriday #spammers\n", "/Follow us:\n#happyfriday #spammers" },
	{ "everybody's words", false, "Hello,\n#open the port first\n#close connections after that\n#closed for holidays until May\n",
	    "/Hello,\n#open the port first\n#close connections after that\n#closed for holidays until May" },
	{ "lines of a file", false, "Put in:\n#port of the server, up to 65535\nport = 80\n#time in seconds before it gives up\n",
	    "/Put in:\n#port of the server, up to 65535\nport = 80\n#time in seconds before it gives up" },
	{ "a program", false, "Run:\n#!/bin/sh\n#find all files that are old\n", "/Run:\n#!/bin/sh\n#find all files that are old" },
	{ "what is told not to be one", false, "Hello,\n\\#note he is rude\n", "/Hello,\n#note he is rude" },

	/* Lines that a mail program breaks. */
	{ "broken", false, "#vendor acme please send us a new board for the laptop of our director, as\nthe old one is burnt.\n\nHello Eva,\n",
	    "vendor acme please send us a new board for the laptop of our director, as the old one is burnt./Hello Eva," },
	{ "broken twice", false, "#remind friday 9:00 call Eva and ask whether the new printer works as well as\nthe old one did before it burnt down in "
	    "that night in which nobody was\nthere.\n#take\n",
	    "remind friday 9:00 call Eva and ask whether the new printer works as well as the old one did before it burnt down in that night "
	    "in which nobody was there.|take" },
	{ "not broken", false, "#vendor acme please send us a new board\nHello Eva, I have asked for a new board.\n",
	    "vendor acme please send us a new board/Hello Eva, I have asked for a new board." },
	{ "too long to be broken", false, "#vendor acme please send us a new board for the laptop of our director, for the old one is burnt\nHello Eva,\n",
	    "vendor acme please send us a new board for the laptop of our director, for the old one is burnt/Hello Eva," },
	{ "a command behind it", false, "#vendor acme please send us a new board for the laptop of our director, now\n#close\n",
	    "vendor acme please send us a new board for the laptop of our director, now|close" },

	/* Addresses, as programs link them. */
	{ "an address", false, "#watch bo@customer.example\n", "watch bo@customer.example" },
	{ "an address with its link", false, "#new ana@customer.example<mailto:ana@customer.example> phone Screen is dark\n",
	    "new ana@customer.example phone Screen is dark" },
	{ "an address behind its link", false, "#watch <mailto:bo@customer.example>\n", "watch bo@customer.example" },
	{ "a linked address", true, "<div>#new <a href=\"mailto:ana@customer.example\">ana@customer.example</a> phone</div>",
	    "new ana@customer.example phone" },
	{ "a linked mark", true, "<div><a href=\"https://office.example/hashtag/close\">#close</a></div><div>Bye.</div>", "close/Bye." },
	{ "spans", true, "<p><span style=\"color:black\">#</span><span>tier</span><span>&nbsp;</span><span lang=\"es\">2</span></p><p>Bye.</p>",
	    "tier 2/Bye." },
	{ "Outlook with a style", true, "<p class=\"MsoNormal\"><span lang=\"ES\" style=\"font-size:11.0pt\">#Esperar 3d<o:p></o:p></span></p>"
	    "<p class=\"MsoNormal\"><span lang=\"ES\">Hola, Eva:<o:p></o:p></span></p>", "wait 3d/Hola, Eva:" },

	/* Blocks. */
	{ "a number", false, "#15\n#close\n", "[15]close" },
	{ "a number and a command", false, "#15 #close\n", "[15]close" },
	{ "several numbers", false, "#15, 16 and 18\n#close\n", "[15,16,18]close" },
	{ "by its word", false, "#ticket 15\n#close\n", "[15]close" },
	{ "by its word in Spanish", false, "#caso 15 #cerrar\n", "[15]close" },
};

static const struct sample control[] = {
	{ "many blocks", false, "#12\n#close\nIt works now.\n\n#15\n#tier 2\n#18 #20\n#tag vpn\n#note\nSeen twice.\n",
	    "[12]close|[15]tier 2|[18,20]tag vpn|note/It works now./Seen twice." },
	{ "no block", false, "#close 12 15 18\n#mine\n", "close 12 15 18|mine" },
	{ "a number in a sentence", false, "#12\nSee #15.\n#15 is the same.\n", "[12]/See #15.\n#15 is the same." },
	{ "a command below text", false, "#12\nIt works.\n#close\n", "[12]!place/It works.\n#close" },
	{ "a block by its word", false, "#12\nIt works.\n#caso 15 #cerrar\n", "[12]|[15]close/It works." },
};

static char *
mail_of(TALLOC_CTX *ctx, const struct sample *s)
{
	struct text *raw = text_new(ctx, 1u << 20);

	text_printf(raw, "From: Leo Vidal <leo@tech.example>\r\nTo: support@example.org\r\nSubject: Re: [#12] Cannot print\r\n"
	    "In-Reply-To: <n.1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/%s; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: 8bit\r\n\r\n", s->html ? "html" : "plain");
	for (const char *p = s->body; *p != '\0'; p++) {
		if (*p == '\n' && (p == s->body || p[-1] != '\r'))
			text_add_char(raw, '\r');
		text_add_char(raw, *p);
	}
	return raw->bytes;
}

static const char *const wrongs[] = {
	[WRONG_VERB] = "verb", [WRONG_PLACE] = "place", [WRONG_MANY] = "many", [WRONG_VALUE] = "value",
	[WRONG_BLOCK] = "block",
};

/* Commands and faults in the order of their lines, as in struct sample. */
static char *
in_words(TALLOC_CTX *ctx, const struct command_mail *m)
{
	struct text *t = text_new(ctx, 1u << 20);
	size_t fault = 0, next = 0;

	for (size_t b = 0; b < m->block_count; b++) {
		const struct command_block *block = &m->blocks[b];

		if (b > 0)
			text_add_string(t, t->size > 0 ? "|[" : "[");
		for (size_t i = 0; i < block->ticket_count; i++)
			text_printf(t, "%s%lld", i > 0 ? "," : "", (long long)block->tickets[i]);
		if (b > 0)
			text_add_string(t, "]");
		for (bool first = true; next < m->count && m->list[next].block == b; next++, first = false)
			text_printf(t, "%s%s%s%s", first && b > 0 ? "" : t->size > 0 ? "|" : "", command_name(m->list[next].verb),
			    m->list[next].value[0] != '\0' ? " " : "", m->list[next].value);
	}
	for (; fault < m->fault_count; fault++)
		text_printf(t, "%s!%s%s%s", t->size > 0 && t->bytes[t->size - 1] != ']' ? "|" : "", wrongs[m->faults[fault].wrong],
		    m->faults[fault].mended != NULL ? ">" : "", m->faults[fault].mended != NULL ? m->faults[fault].mended : "");
	for (size_t b = 0; b < m->block_count; b++)
		if (m->blocks[b].text != NULL)
			text_printf(t, "/%s", m->blocks[b].text);
	return t->bytes;
}

static void
check(const struct sample *list, size_t count, bool is_control)
{
	for (size_t i = 0; i < count; i++) {
		TALLOC_CTX *ctx = talloc_new(NULL);
		char *raw = mail_of(ctx, &list[i]);
		struct mail *mail = message_parse(ctx, raw, strlen(raw));
		char *read = in_words(ctx, command_read(ctx, mail->reply, is_control));

		if (strcmp(read, list[i].read) != 0)
			print_error("%s\n", list[i].name);
		assert_string_equal(read, list[i].read);
		talloc_free(ctx);
	}
}

static void
replies_are_read(void **state)
{
	(void)state;
	check(replies, sizeof(replies) / sizeof(replies[0]), false);
}

static void
mails_for_commands_are_read(void **state)
{
	(void)state;
	check(control, sizeof(control) / sizeof(control[0]), true);
}

static void
no_mail_has_too_many(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct text *t = text_new(ctx, 1u << 20);
	struct command_mail *m;

	(void)state;
	for (size_t i = 0; i < 10000; i++)
		text_printf(t, "#close %zu\n", i + 1);
	m = command_read(ctx, t->bytes, true);
	assert_int_equal(m->count, COMMANDS_MOST);
	assert_int_equal(m->fault_count, COMMAND_FAULTS_MOST);
	assert_int_equal(m->faults[0].wrong, WRONG_MANY);
	talloc_free(ctx);
}

static void
the_first_words_tell(void **state)
{
	(void)state;
	assert_true(command_begins("\n\n  #close\n"));
	assert_true(command_begins("\xEF\xBC\x83 anything"));
	assert_false(command_begins("Hello #close"));
	assert_false(command_begins("##- Please write your answer above this line -##"));
	assert_false(command_begins("\\#close"));
	assert_false(command_begins(""));
	assert_false(command_begins("> #close"));
	assert_false(command_begins("-"));
}

static void
every_word_has_a_verb(void **state)
{
	(void)state;
	for (int verb = COMMAND_NONE + 1; verb < COMMAND_VERBS; verb++) {
		const char *const languages[] = { "en", "es", "es-MX", NULL };

		for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
			const struct command_word *word = command_word(command_word_of((enum command_verb)verb, languages[i]));

			assert_non_null(word);
			assert_int_equal(word->verb, verb);
			assert_null(word->value);
		}
		assert_int_equal(command_by_name(command_name((enum command_verb)verb)), verb);
	}
	assert_int_equal(command_by_name("cerrar"), COMMAND_NONE);
}

static void
tickets_are_told_from_values(void **state)
{
	static const struct {
		const char *value;
		enum command_numbers how;
		const char *words;
		const char *tickets;
	} list[] = {
		{ "12 15 18", NUMBERS_BARE, "", "12,15,18" },
		{ "#12, #15 and #18", NUMBERS_BARE, "", "12,15,18" },
		{ "12,15,18", NUMBERS_BARE, "", "12,15,18" },
		{ "12, 15 y 18.", NUMBERS_BARE, "", "12,15,18" },
		{ "tickets 12 15 please", NUMBERS_BARE, "", "12,15" },
		{ "leo 12", NUMBERS_BARE, "leo", "12" },
		{ "2", NUMBERS_MARKED, "2", "" },
		{ "2 #12 #15", NUMBERS_MARKED, "2", "12,15" },
		{ "2 on 12 and 15", NUMBERS_MARKED, "2", "12,15" },
		{ "1 h 30", NUMBERS_MARKED, "1|h|30", "" },
		{ "vpn 12", NUMBERS_MARKED, "vpn|12", "" },
		{ "\"Leo Vidal\" #12", NUMBERS_MARKED, "Leo Vidal", "12" },
		{ "alta por favor", NUMBERS_MARKED, "alta", "" },
		{ "high. Thanks!", NUMBERS_MARKED, "high", "" },
		{ "0", NUMBERS_BARE, "0", "" },
		{ "99999999999999999999", NUMBERS_BARE, "99999999999999999999", "" },
		{ "", NUMBERS_BARE, "", "" },
		{ ",,, ;", NUMBERS_BARE, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		TALLOC_CTX *ctx = talloc_new(NULL);
		struct command_value v = command_value_read(ctx, list[i].value, list[i].how);
		struct text *words = text_new(ctx, 1000), *tickets = text_new(ctx, 1000);

		for (size_t n = 0; n < v.count; n++)
			text_printf(words, "%s%s", n > 0 ? "|" : "", v.words[n]);
		for (size_t n = 0; n < v.ticket_count; n++)
			text_printf(tickets, "%s%lld", n > 0 ? "," : "", (long long)v.tickets[n]);
		assert_string_equal(words->bytes, list[i].words);
		assert_string_equal(tickets->bytes, list[i].tickets);
		talloc_free(ctx);
	}
}

#define MANY 100000u

static char *
repeated(TALLOC_CTX *ctx, const char *before, const char *piece)
{
	struct text *t = text_new(ctx, (size_t)2 << 20);

	text_add_string(t, before);
	for (unsigned i = 0; i < MANY; i++)
		text_add_string(t, piece);
	return t->bytes;
}

/* Anybody can write a technician's address into From: what takes time, or memory, for each two of them would never end. */
static void
a_mail_of_nothing_else_is_read(void **state)
{
	SCRATCH(tmp);
	struct command_mail *m = command_read(tmp, repeated(tmp, "", "#close "), false);

	(void)state;
	assert_int_equal(m->count, COMMANDS_MOST);
	assert_int_equal(m->fault_count, COMMAND_FAULTS_MOST);
	m = command_read(tmp, repeated(tmp, "#take ", "#clsoe "), false);
	assert_int_equal(m->count, 1);
	assert_int_equal(m->fault_count, 1);
	assert_int_equal(m->faults[0].wrong, WRONG_VERB);
	m = command_read(tmp, repeated(tmp, "", "#nothing\n"), false);
	assert_int_equal(m->fault_count, COMMAND_FAULTS_MOST);
	m = command_read(tmp, repeated(tmp, "Good morning,\n", "# Notes\n"), false);
	assert_int_equal(m->count, 0);
	assert_non_null(m->blocks[0].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_read),
		cmocka_unit_test(mails_for_commands_are_read),
		cmocka_unit_test(no_mail_has_too_many),
		cmocka_unit_test(the_first_words_tell),
		cmocka_unit_test(every_word_has_a_verb),
		cmocka_unit_test(tickets_are_told_from_values),
		cmocka_unit_test(a_mail_of_nothing_else_is_read),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
