/* command_mail.c - each command by the mail of each client that technicians have: what it does, that only the words below it go
 * on, and that undoing it leaves everything as it was */
#include <config.h>

#include "links.h"
#include "seen.h"

#define OFFICE \
	"identity = { name = \"Desk\"; domain = \"desk.example\"; };\n" \
	"smtp = { host = \"mail.desk.example\"; from = \"bounces@desk.example\"; };\n" \
	"mailboxes = ( { name = \"support\"; address = \"" DESK "\"; queue = \"help\"; host = \"mail.desk.example\"; } );\n" \
	"queues = ( { name = \"help\"; team = \"first\"; }, { name = \"billing\"; team = \"second\"; } );\n" \
	"teams = ( { name = \"first\"; members = [ \"ana\", \"ben\" ]; }, { name = \"second\"; members = [ \"cleo\" ]; } );\n" \
	"agents = ( { name = \"ana\"; display_name = \"Ana\"; address = \"ana@tech.example\"; },\n" \
	" { name = \"ben\"; address = \"ben@tech.example\"; }, { name = \"cleo\"; address = \"cleo@tech.example\"; } );\n" \
	"vendors = ( { name = \"acme\"; display_name = \"Acme S.A.\"; address = \"help@acme.example\"; } );\n" \
	"notices = { collapse = \"0s\"; };\n" NO_LIMITS

/* How a client writes a mail: what stands around it, around each line, and for an empty one. */
struct client {
	const char *name;
	bool html;
	const char *fields, *before, *line, *line_end, *blank, *after;
	const char *space;		/* for a blank; NULL: as it is */
	const char *mark;		/* for #; NULL: as it is */
	bool capital;			/* the first letter of a line is made large */
	const char *end_mark;		/* what it puts behind a command; NULL: nothing */
};

#define ATTRIBUTION "On Mon, 23 Nov 2026 at 10:00, Desk <support@desk.example> wrote:"
#define PLAIN_QUOTE "\n" ATTRIBUTION "\n> ##- Please write your answer above this line -##\n> Eva has written to us.\n> #spam\n"
#define OUTLOOK_QUOTE "<div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\"><p class=\"MsoNormal\">" \
	"<b>From:</b> Desk &lt;support@desk.example&gt; <br><b>Sent:</b> Monday, November 23, 2026 10:00 AM<br><b>To:</b> Ana" \
	"<br><b>Subject:</b> [#1] Printer</p></div></div><p class=\"MsoNormal\">Eva has written to us.</p><p>#spam</p>"
#define GMAIL_QUOTE "<br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">" \
	"On Mon, Nov 23, 2026 at 10:00 AM Desk &lt;<a href=\"mailto:support@desk.example\">support@desk.example</a>&gt; wrote:<br></div>" \
	"<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex\"><p>Eva has written to us.</p><p>#spam</p></blockquote></div>"
#define APPLE_QUOTE "<div><br><blockquote type=\"cite\"><div>On 23 Nov 2026, at 10:00, Desk &lt;support@desk.example&gt; wrote:</div><br>" \
	"<div>Eva has written to us.</div><div>#spam</div></blockquote></div>"

static const struct client clients[] = {
	{ .name = "Thunderbird, plain", .line = "", .line_end = "\n", .blank = "\n", .after = PLAIN_QUOTE,
	    .fields = "Content-Type: text/plain; charset=UTF-8; format=flowed\nUser-Agent: Mozilla Thunderbird\n" },
	{ .name = "Outlook", .html = true, .before = "<html><head><meta charset=\"utf-8\"></head><body lang=\"EN-GB\"><div class=\"WordSection1\">",
	    .line = "<p class=\"MsoNormal\"><span style=\"mso-fareast-language:EN-US\">", .line_end = "<o:p></o:p></span></p>\n",
	    .blank = "<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\n", .after = OUTLOOK_QUOTE "</div></body></html>",
	    .fields = "X-Mailer: Microsoft Outlook 16.0\n", .capital = true },
	{ .name = "Outlook on the web", .html = true, .line = "<div class=\"elementToProof\" style=\"font-family: Aptos\">", .line_end = "</div>",
	    .blank = "<div class=\"elementToProof\"><br></div>", .space = "&nbsp;",
	    .after = "<div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font><b>From:</b> Desk "
	    "&lt;support@desk.example&gt;<br><b>Sent:</b> Monday, November 23, 2026 10:00 AM<br><b>To:</b> Ana<br><b>Subject:</b> [#1] Printer"
	    "</font></div><div>#spam</div>" },
	{ .name = "Gmail", .html = true, .before = "<div dir=\"ltr\">", .line = "<div>", .line_end = "</div>", .blank = "<div><br></div>",
	    .after = "</div>" GMAIL_QUOTE },
	{ .name = "Gmail on a telephone", .html = true, .before = "<div dir=\"auto\">", .line = "", .line_end = "<div dir=\"auto\"></div>",
	    .blank = "<div dir=\"auto\"><br></div>", .after = "</div>" GMAIL_QUOTE, .capital = true, .end_mark = "." },
	{ .name = "Apple Mail", .html = true, .before = "<html><body style=\"overflow-wrap: break-word; -webkit-nbsp-mode: space;\">",
	    .line = "<div>", .line_end = "</div>", .blank = "<div><br></div>", .after = APPLE_QUOTE "</body></html>" },
	{ .name = "an iPhone", .html = true, .before = "<html><body dir=\"auto\">", .line = "<div dir=\"ltr\">", .line_end = "</div>",
	    .blank = "<div dir=\"ltr\"><br></div>", .after = "<div dir=\"ltr\"><br></div><div dir=\"ltr\">Sent from my iPhone</div>" APPLE_QUOTE
	    "</body></html>", .capital = true, .mark = "# " },
	{ .name = "Thunderbird", .html = true, .before = "<html><body><p>", .line = "", .line_end = "<br>\n", .blank = "<br>\n",
	    .after = "</p><div class=\"moz-cite-prefix\">On 23/11/2026 10:00, Desk wrote:<br></div><blockquote type=\"cite\" "
	    "cite=\"mid:1@desk.example\"><p>#spam</p></blockquote></body></html>" },
	{ .name = "a telephone that quotes nothing", .line = "", .line_end = "\n", .blank = "\n",
	    .after = "\nGet Outlook for Android\n", .fields = "Content-Type: text/plain; charset=utf-8\n", .mark = "\xEF\xBC\x83" },
	{ .name = "K-9", .line = "", .line_end = "\r\n", .blank = "\r\n", .after = "\r\n-- \r\nAna\r\nExample Support\r\n#spam\r\n",
	    .fields = "Content-Type: text/plain; charset=utf-8\n", .space = "\xC2\xA0" },
	{ .name = "Yahoo", .html = true, .before = "<html><body><div class=\"yahoo-style-wrap\">", .line = "<div dir=\"ltr\" data-setdir=\"false\">",
	    .line_end = "</div>", .blank = "<div dir=\"ltr\"><br></div>", .after = "</div><div id=\"ydp1yahoo_quoted_1\" class=\"yahoo_quoted\">"
	    "<div>On Monday, 23 November 2026 at 10:00:00 CET, Desk &lt;support@desk.example&gt; wrote:</div><div><br></div><div>#spam</div></div>"
	    "</body></html>" },
	{ .name = "Outlook, plain", .line = "", .line_end = "\n", .blank = "\n", .fields = "Content-Type: text/plain; charset=\"utf-8\"\n",
	    .after = "\n-----Original Message-----\nFrom: Desk <support@desk.example>\nSent: Monday, November 23, 2026 10:00 AM\n"
	    "To: Ana <ana@tech.example>\nSubject: [#1] Printer\n\nEva has written to us.\n\n#spam\n" },
};

#define CLIENTS (sizeof(clients) / sizeof(clients[0]))

/* A command, in both languages, and what it comes to: a query and its result. Those that end in silence have no words below. */
struct sample {
	const char *en, *es, *query;
	int64_t wanted;
	const char *said;		/* what the transcript has of it */
	bool silent;
};

static const struct sample samples[] = {
	{ "#take", "#tomar", "SELECT count(*) FROM ticket WHERE id = 1 AND assignee = 'ana'", 1, "it is yours", false },
	{ "#assign me", "#asignar a m\xC3\xAD", "SELECT count(*) FROM ticket WHERE id = 1 AND assignee = 'ana'", 1, "Ana has it now", false },
	{ "#assign ben", "#asignar a Ben", "SELECT count(*) FROM ticket WHERE id = 1 AND assignee = 'ben'", 1, "ben has it now", false },
	{ "#assign second", "#asignar a second", "SELECT count(*) FROM ticket WHERE id = 1 AND team = 'second'", 1, "the team second", false },
	{ "#unassign", "#soltar", "SELECT count(*) FROM ticket WHERE id = 1 AND assignee IS NULL", 1, "nobody has it now", false },
	{ "#tier 2", "#nivel 2", "SELECT tier FROM ticket WHERE id = 1", 2, "on tier 2", false },
	{ "#escalate", "#escalar", "SELECT tier FROM ticket WHERE id = 1", 2, "on tier 2", false },
	{ "#queue billing", "#cola billing", "SELECT count(*) FROM ticket WHERE id = 1 AND queue = 'billing'", 1, "the queue billing", false },
	{ "#priority high", "#prioridad alta", "SELECT priority FROM ticket WHERE id = 1", PRIORITY_HIGH, "high priority", false },
	{ "#urgent", "#urgente", "SELECT priority FROM ticket WHERE id = 1", PRIORITY_URGENT, "urgent", false },
	{ "#tag vpn, printer", "#etiqueta vpn, printer", "SELECT count(*) FROM ticket_tag WHERE ticket = 1", 3, "tagged vpn", false },
	{ "#untag old", "#desetiquetar old", "SELECT count(*) FROM ticket_tag WHERE ticket = 1", 0, "without the tag old", false },
	{ "#field serial = XJ-12", "#campo serial = XJ-12", "SELECT count(*) FROM ticket_field WHERE name = 'serial' AND value = 'XJ-12'", 1,
	    "serial is XJ-12", false },
	{ "#close", "#cerrar", "SELECT state FROM ticket WHERE id = 1", TICKET_CLOSED, "closed", false },
	{ "#resolved", "#resuelto", "SELECT state FROM ticket WHERE id = 1", TICKET_CLOSED, "closed", false },
	{ "#close 1 2", "#cerrar 1 2", "SELECT count(*) FROM ticket WHERE state = 3", 2, "Ticket 2: closed", false },
	{ "#open", "#abrir", "SELECT state FROM ticket WHERE id = 1", TICKET_OPEN, "open", false },
	{ "#wait", "#esperar", "SELECT state FROM ticket WHERE id = 1", TICKET_WAITING, "waits for an answer", false },
	{ "#wait 3d", "#esperar 3d", "SELECT count(*) FROM timer WHERE kind = 'wait_over' AND ticket = 1", 1, "it waits until", false },
	{ "#wait until monday", "#esperar hasta el lunes", "SELECT count(*) FROM timer WHERE kind = 'wait_over' AND ticket = 1", 1,
	    "it waits until Monday", false },
	{ "#remind friday call Eva", "#recordar viernes llamar a Eva", "SELECT count(*) FROM timer WHERE kind = 'remind' AND ticket = 1", 1,
	    "you will be reminded: ", false },
	{ "#time 1h30", "#tiempo 1h30", "SELECT spent FROM ticket_time WHERE ticket = 1", HOURS(1) + MINUTES(30), "1 h 30 min noted", false },
	{ "#duplicate of 2", "#duplicado de 2", "SELECT merged_into FROM ticket WHERE id = 1", 2, "part of ticket 2", false },
	{ "#merge 2", "#fusionar 2", "SELECT merged_into FROM ticket WHERE id = 2", 1, "part of ticket 1", false },
	{ "#merge 2 3", "#unir 2 y 3", "SELECT count(*) FROM ticket WHERE merged_into = 1", 2, "Ticket 3: it is part of ticket 1", false },
	{ "#link 2", "#enlazar 2", "SELECT count(*) FROM ticket_link WHERE kind = 'related'", 1, "linked with ticket 2", false },
	{ "#watch cleo", "#seguir cleo", "SELECT count(*) FROM ticket_watcher WHERE agent = 'cleo'", 1, "cleo hears of it", false },
	{ "#unwatch ben", "#dejar ben", "SELECT count(*) FROM ticket_watcher WHERE agent = 'ben'", 0, "ben hears no more", false },
	{ "#watch bo@customer.example", "#seguir bo@customer.example", "SELECT count(*) FROM participant WHERE ticket = 1 AND role = 1", 1,
	    "bo@customer.example gets the answers", false },
	{ "#spam", "#basura", "SELECT internal FROM ticket WHERE id = 1", 1, "spam", true },
	{ "#take\n#priority high\n#tag vpn\n#time 10m\n#close", "#tomar\n#prioridad alta\n#etiqueta vpn\n#tiempo 10m\n#cerrar",
	    "SELECT count(*) FROM ticket WHERE id = 1 AND assignee = 'ana' AND priority = 2 AND state = 3", 1, "10 min noted", false },
	{ "#1\n#close\n#2 #3\n#queue billing\n#tag money", "#1\n#cerrar\n#2 #3\n#cola billing\n#etiqueta money",
	    "SELECT count(*) FROM ticket WHERE queue = 'billing' OR (id = 1 AND state = 3)", 3, "Ticket 3: in the queue billing", true },
};

#define SAMPLES (sizeof(samples) / sizeof(samples[0]))
#define ANSWER "The toner was empty."

static char *db_path;

static int64_t
count(const char *query)
{
	return seen_number(db_path, query);
}

/* Text as a client writes it into a line. */
static void
put_escaped(struct text *t, const struct client *c, const char *line, size_t size, bool command)
{
	bool first = true;

	for (size_t i = 0; i < size; i++) {
		char ch = line[i];

		if (ch == '#' && c->mark != NULL)
			text_add_string(t, c->mark);
		else if (ch == ' ' && c->space != NULL && command)
			text_add_string(t, c->space);
		else if (c->html && (ch == '<' || ch == '&'))
			text_add_string(t, ch == '<' ? "&lt;" : "&amp;");
		else
			text_add_char(t, c->capital && command && first && ch != '#' ? (char)toupper((unsigned char)ch) : ch);
		first &= ch == '#';
	}
}

/* The mail that a client makes of commands and, below an empty line, words. */
static char *
mail_of(struct house *h, const struct client *c, const char *to, const char *commands, const char *words)
{
	struct text *t = text_new(h, 1u << 16);
	bool numbers = commands[1] >= '0' && commands[1] <= '9';

	text_add_string(t, c->before != NULL ? c->before : "");
	for (const char *p = commands; *p != '\0';) {
		size_t n = strcspn(p, "\n");

		text_add_string(t, c->line);
		put_escaped(t, c, p, n, true);
		text_add_string(t, c->end_mark != NULL && !numbers && memchr(p, '=', n) == NULL ? c->end_mark : "");
		text_add_string(t, c->line_end);
		p += n + (p[n] == '\n');
	}
	if (words[0] != '\0') {
		text_add_string(t, c->blank);
		text_add_string(t, c->line);
		put_escaped(t, c, words, strlen(words), false);
		text_add_string(t, c->line_end);
	}
	text_add_string(t, c->after);
	return letter(h, "Ana <ana@tech.example>", to, talloc_asprintf(h, "Subject: Re: [#1] Printer\nMIME-Version: 1.0\n"
	    "Content-Transfer-Encoding: 8bit\n%s%s", c->fields != NULL ? c->fields : "", c->html ? "Content-Type: text/html; charset=utf-8\n" : ""),
	    t->bytes);
}

/* Three tickets of Eva's, the first of which is tagged and watched; ana's address for answers on it. */
static char *
begin(struct house *h)
{
	char *to;

	db_path = talloc_asprintf(h, "%s/postigo.db", h->folder);
	take(h, letter(h, EVA, DESK, "Subject: Printer\n", "It burns."));
	to = talloc_strdup(h, sent(h, "ana@tech.example", 1)->reply_to.list[0].address);
	take(h, letter(h, EVA, DESK, "Subject: Screen\n", "It is dark."));
	take(h, letter(h, EVA, DESK, "Subject: Mouse\n", "It squeaks."));
	take(h, letter(h, ANA, to, "", "#tag old\n#watch ben"));
	assert_int_equal(count("SELECT count(*) FROM ticket"), 3);
	return to;
}

/* Everything in the outbox is on its way to the server. */
static void
send_all(struct house *h)
{
	struct outbox_row *rows;
	size_t n;

	done(h, store_begin(h->tools.store, &h->err));
	assert_true(outbox_claim(h, h->tools.store, 0, h->now + MINUTES(1), 1000, &rows, &n, &h->err) >= 0);
	done(h, store_commit(h->tools.store, &h->err));
}

static struct mail *
said(struct house *h)
{
	return sent(h, "ana@tech.example", sent_to(h, "ana@tech.example"));
}

/* Only the words go on, once: not the commands, nor what the client adds, nor what it quotes. */
static void
answer_is_right(struct house *h, const struct client *c, const struct sample *s, size_t before)
{
	size_t answers = 0;

	for (size_t n = before + 1; n <= sent_to(h, "eva@customer.example"); n++) {
		const char *text = sent(h, "eva@customer.example", n)->text;

		answers += strncmp(text, ANSWER "\n", strlen(ANSWER) + 1) == 0;
		if (strpbrk(text, "#\xEF") != NULL || strstr(text, "Sent from") != NULL || strstr(text, "Get Outlook") != NULL ||
		    strstr(text, "Eva has") != NULL || strstr(text, "Example Support") != NULL)
			fail_msg("%s, %s: %s", c->name, s->en, text);
	}
	if (answers != !s->silent)
		fail_msg("%s, %s: %zu answers", c->name, s->en, answers);
}

static void
one_command(struct house *h, const struct client *c, const struct sample *s, const char *command, const char *to, bool late)
{
	char *before = seen_all(h, db_path);
	size_t eva = sent_to(h, "eva@customer.example");
	struct mail *done;

	take(h, mail_of(h, c, to, command, s->silent ? "" : ANSWER));
	if (h->d->fault_count > 0 || h->d->withheld != 0)
		fail_msg("%s, %s: \"%s\" is not understood", c->name, command, h->d->fault_count > 0 ? h->d->faults[0].written : "");
	if (count(s->query) != s->wanted)
		fail_msg("%s, %s: %lld, not %lld", c->name, command, (long long)count(s->query), (long long)s->wanted);
	done = said(h);
	if (strstr(done->text, s->said) == NULL)
		fail_msg("%s, %s: the transcript has no \"%s\": %s", c->name, command, s->said, done->text);
	answer_is_right(h, c, s, eva);
	if (late)
		send_all(h);
	h->now += SECONDS(1);
	take(h, letter(h, ANA, link_open(h, done, 1).address, "Subject: undo\n", ""));
	if (strcmp(before, seen_all(h, db_path)) != 0)
		fail_msg("%s, %s: undone it is\n%s, and was\n%s", c->name, command, seen_all(h, db_path), before);
	if (!s->silent && strstr(said(h)->text, late ? "cannot be called back" : "was called back") == NULL)
		fail_msg("%s, %s: what becomes of the answer is not said: %s", c->name, command, said(h)->text);
	h->now += SECONDS(1);
	/* Once is all. */
	if (late)
		return;
	take(h, letter(h, ANA, link_open(h, done, 1).address, "Subject: undo again\n", ""));
	if (strcmp(before, seen_all(h, db_path)) != 0 || strstr(said(h)->text, "nothing of yours left to undo") == NULL)
		fail_msg("%s, %s: it is undone twice: %s", c->name, command, said(h)->text);
}

/* Each client has a turn at each command, in one language or the other. */
static void
each_command_from_each_client(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);

	for (size_t c = 0; c < CLIENTS; c++)
		for (size_t i = 0; i < SAMPLES; i++)
			one_command(h, &clients[c], &samples[i], (c + i) % 2 == 0 ? samples[i].en : samples[i].es, to, i % 3 == 0);
}

/* What only asks changes nothing, and goes to whoever asks. */
static void
each_query_from_each_client(void **state)
{
	static const struct { const char *en, *es, *subject, *has; } queries[] = {
		{ "#mine", "#mis-casos", "Your tickets", "Printer" }, { "#next", "#siguiente", "What comes next", "Screen" },
		{ "#show 1", "#ver 1", "Printer", "It burns." }, { "#show", "#ver", "Printer", "It burns." },
		{ "#find screen", "#buscar screen", "Found: screen", "Screen" }, { "#find eva", "#buscar eva", "Found: eva", "Mouse" },
		{ "#find old", "#buscar old", "Found: old", "Printer" }, { "#find 3", "#buscar 3", "Found: 3", "Mouse" },
		{ "#help", "#ayuda", "What you can do by mail", "#escalate" },
	};
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h), *before;
	size_t eva = sent_to(h, "eva@customer.example"), ben;

	take(h, letter(h, ANA, to, "", "#take"));
	before = seen_all(h, db_path);
	ben = sent_to(h, "ben@tech.example");
	for (size_t c = 0; c < CLIENTS; c++)
		for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
			take(h, mail_of(h, &clients[c], to, (c + i) % 2 == 0 ? queries[i].en : queries[i].es, ""));
			if (strstr(said(h)->subject, queries[i].subject) == NULL || strstr(said(h)->text, queries[i].has) == NULL)
				fail_msg("%s, %s: %s\n%s", clients[c].name, queries[i].en, said(h)->subject, said(h)->text);
			assert_string_equal(seen_all(h, db_path), before);
		}
	assert_int_equal(sent_to(h, "eva@customer.example"), eva);
	assert_int_equal(sent_to(h, "ben@tech.example"), ben);
}

/* Words that stay inside, and those that go to a vendor or to everybody who waits: not to the requester as an answer. */
static void
words_that_are_no_answer(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);

	for (size_t c = 0; c < CLIENTS; c++) {
		size_t eva = sent_to(h, "eva@customer.example"), ben = sent_to(h, "ben@tech.example"), acme = sent_to(h, "help@acme.example");
		const char *again = talloc_asprintf(h, "#vendor acme Please send board %zu.", c);
		char *before;

		take(h, mail_of(h, &clients[c], to, c % 2 == 0 ? "#note" : "#nota interna", "She is rude."));
		assert_int_equal(sent_to(h, "eva@customer.example"), eva);
		assert_string_equal(sent(h, "ben@tech.example", ben + 1)->subject, "[#1] Note: Printer");
		if (strstr(sent(h, "ben@tech.example", ben + 1)->text, "She is rude.") == NULL)
			fail_msg("%s: %s", clients[c].name, sent(h, "ben@tech.example", ben + 1)->text);
		assert_non_null(strstr(said(h)->text, "kept as a note"));

		before = seen_all(h, db_path);
		take(h, mail_of(h, &clients[c], to, again, ANSWER));
		if (sent_to(h, "help@acme.example") != acme + 1)
			fail_msg("%s: %s", clients[c].name, said(h)->text);
		assert_non_null(strstr(sent(h, "help@acme.example", acme + 1)->text, talloc_asprintf(h, "Please send board %zu", c)));
		assert_null(strstr(sent(h, "help@acme.example", acme + 1)->text, "eva@"));
		assert_int_equal(ticket(h, 1).tier, CONF_TIER_VENDOR);
		assert_int_equal(ticket(h, 1).waiting_for, TICKET_FOR_VENDOR);
		for (size_t n = eva + 1; n <= sent_to(h, "eva@customer.example"); n++)
			assert_null(strstr(sent(h, "eva@customer.example", n)->text, "board"));
		if (c % 2 == 0)
			send_all(h);
		take(h, letter(h, ANA, link_open(h, said(h), 1).address, "Subject: undo\n", ""));
		assert_non_null(strstr(said(h)->text, c % 2 == 0 ? "cannot be called back" : "Acme S.A. is not asked: nothing had gone out yet"));
		assert_string_equal(seen_all(h, db_path), before);
		h->now += SECONDS(1);
	}
}

/* A solution goes to the ticket it was written on, becomes a draft, and travels down. */
static void
a_solution_goes_down(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h), *before = seen_all(h, db_path);
	size_t eva = sent_to(h, "eva@customer.example"), ben = sent_to(h, "ben@tech.example");

	take(h, mail_of(h, &clients[1], to, "#soluci\xC3\xB3n", "Change the fuser."));
	assert_int_equal(sent_to(h, "eva@customer.example"), eva + 1);
	assert_non_null(strstr(sent(h, "eva@customer.example", eva + 1)->text, "Change the fuser."));
	assert_int_equal(sent_to(h, "ben@tech.example"), ben + 1);
	assert_int_equal(ticket(h, 1).state, TICKET_WAITING);
	assert_int_equal(count("SELECT count(*) FROM article WHERE source_ticket = 1"), 1);
	assert_non_null(strstr(said(h)->text, "the article ticket-1"));
	take(h, letter(h, ANA, link_open(h, said(h), 1).address, "Subject: undo\n", ""));
	assert_non_null(strstr(said(h)->text, "cannot be called back"));
	assert_string_equal(seen_all(h, db_path), before);
	take(h, mail_of(h, &clients[1], to, "#solution", ""));
	assert_non_null(strstr(said(h)->text, "something has to stand behind it"));
}

/* Written again after it was published, a solution waits beside what tier 0 has, until somebody publishes that. */
static void
a_published_solution_stays_until_the_next_is(void **state)
{
	static const char *const old = "SELECT count(*) FROM article WHERE slug = 'ticket-1' AND state = 1 AND body LIKE 'Change%'";
	static const char *const new = "SELECT count(*) FROM article WHERE slug = 'ticket-1-new' AND state = 0 AND body LIKE 'Clean%'";
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h);
	int64_t article;

	take(h, mail_of(h, &clients[1], to, "#solution", "Change the fuser."));
	take(h, mail_of(h, &clients[1], to, "#publish ticket-1", ""));
	article = count("SELECT id FROM article WHERE slug = 'ticket-1' AND state = 1");
	assert_true(article > 0);
	h->now += SECONDS(1);
	take(h, mail_of(h, &clients[1], to, "#solution", "Change the lamp."));
	h->now += SECONDS(1);
	take(h, mail_of(h, &clients[1], to, "#solution", "Clean the lamp."));
	assert_non_null(strstr(said(h)->text, "the article ticket-1-new"));
	assert_int_equal(count("SELECT count(*) FROM article"), 2);
	assert_int_equal(count(old), 1);
	assert_int_equal(count(new), 1);
	/* Its name and its figures go on; and back. */
	h->now += SECONDS(1);
	take(h, mail_of(h, &clients[1], to, "#publish ticket-1-new", ""));
	assert_int_equal(count("SELECT count(*) FROM article"), 1);
	assert_int_equal(count("SELECT id FROM article WHERE slug = 'ticket-1' AND state = 1 AND body LIKE 'Clean%'"), article);
	take(h, letter(h, ANA, link_open(h, said(h), 1).address, "Subject: undo\n", ""));
	assert_int_equal(count(old), 1);
	assert_int_equal(count(new), 1);
}

/* What is put apart, or made, is there for good; undone, it leads back or is closed in silence. */
static void
new_tickets(void **state)
{
	struct house *h = house_begin(state, OFFICE "commands = { control = \"" DESK "\"; };\n");
	char *to = begin(h);

	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "Subject: Re: Printer\n", "The lamp is out, too."));
	for (size_t c = 0; c < CLIENTS; c++) {
		size_t eva = sent_to(h, "eva@customer.example");
		int64_t made = count("SELECT max(id) FROM ticket") + 1;

		take(h, mail_of(h, &clients[c], to, c % 2 == 0 ? "#split The lamp" : "#separar La bombilla", ""));
		if (count("SELECT max(id) FROM ticket") != made)
			fail_msg("%s: %s", clients[c].name, said(h)->text);
		assert_int_equal(count(talloc_asprintf(h, "SELECT count(*) FROM message WHERE ticket = %lld AND kind = 0", (long long)made)), 1);
		take(h, letter(h, ANA, link_open(h, said(h), 1).address, "Subject: undo\n", ""));
		assert_int_equal(ticket(h, made).merged_into, 1);
		assert_int_equal(count("SELECT count(*) FROM message WHERE ticket = 1 AND kind = 0"), 2);
		assert_int_equal(sent_to(h, "eva@customer.example"), eva);
		h->now += SECONDS(1);
	}
}

/* A text whose lines were broken somewhere. */
static char *
flat(TALLOC_CTX *ctx, const char *text)
{
	char *out = talloc_strdup(ctx, text);

	for (char *p = out; (p = strchr(p, '\n')) != NULL;)
		*p = ' ';
	return out;
}

/* What somebody else has changed since is theirs: it stays, and that is said. The rest is undone. */
static void
what_others_have_changed_is_said(void **state)
{
	struct house *h = house_begin(state, OFFICE);
	char *to = begin(h), *undo;

	take(h, mail_of(h, &clients[3], to, "#queue billing\n#priority high\n#tag vpn\n#field serial = 1", ""));
	undo = link_open(h, said(h), 1).address;
	h->now += SECONDS(1);
	take(h, answer_to(h, sent(h, "ben@tech.example", 1), "ben@tech.example", "", "#priority low\n#untag vpn\n#field serial = 2"));
	h->now += SECONDS(1);
	take(h, letter(h, ANA, undo, "Subject: undo\n", ""));
	assert_string_equal(ticket(h, 1).queue, "help");
	assert_int_equal(ticket(h, 1).priority, PRIORITY_LOW);
	assert_int_equal(count("SELECT value FROM ticket_field WHERE name = 'serial'"), 2);
	assert_int_equal(count("SELECT count(*) FROM ticket_tag WHERE tag = 'vpn'"), 0);
	if (strstr(flat(h, said(h)->text), "somebody has changed its priority since") == NULL)
		fail_msg("%s", said(h)->text);
	assert_non_null(strstr(said(h)->text, "in the queue help"));
	assert_non_null(strstr(flat(h, said(h)->text), "somebody has changed serial since"));
	/* A ticket that was put apart, and that somebody has merged since. */
	take(h, letter(h, EVA, sent(h, "eva@customer.example", 1)->reply_to.list[0].address, "Subject: Re: Printer\n", "The lamp is out."));
	take(h, mail_of(h, &clients[3], to, "#split", ""));
	undo = link_open(h, said(h), 1).address;
	h->now += SECONDS(1);
	take(h, answer_to(h, sent(h, "ben@tech.example", 1), "ben@tech.example", "", "#4\n#merge into 2"));
	assert_int_equal(ticket(h, 4).merged_into, 2);
	take(h, letter(h, ANA, undo, "Subject: undo\n", ""));
	assert_non_null(strstr(flat(h, said(h)->text), "somebody has put ticket 4 elsewhere since"));
	assert_int_equal(ticket(h, 4).merged_into, 2);
}

/* Every way in which a mail is refused: nothing is done, nobody outside hears of it, and whoever wrote it hears why. */
static void
what_is_refused(void **state)
{
	static const struct { const char *written, *en, *es; } refused[] = {
		{ "#take\n#clsoe", "there is no such command. Did you mean #close?", "esa orden no existe. \xC2\xBFQuer\xC3\xAD" "as decir #close?" },
		{ "#take #clsoe", "#clsoe: there is no such command. Did you mean #close?", "#clsoe: esa orden no existe. \xC2\xBFQuer\xC3\xAD" "as decir #close?" },
		{ "#xylophone", "there is no such command.", "esa orden no existe." },
		{ "#assign", "something has to stand behind it. For example: #assign leo", "falta algo detr\xC3\xA1s. Por ejemplo: #asignar leo" },
		{ "#assign zoe", "we know nobody, or nothing, called \xE2\x80\x9Czoe\xE2\x80\x9D.", "con el nombre \xC2\xABzoe\xC2\xBB" },
		{ "#assign cloe", "Did you mean #assign cleo?", "\xC2\xBFQuer\xC3\xAD" "as decir #assign cleo?" },
		{ "#tier nine", "\xE2\x80\x9Cnine\xE2\x80\x9D is not what it takes.", "\xC2\xABnine\xC2\xBB no es lo que espera" },
		{ "#tier 9", "is not what it takes", "no es lo que espera" }, { "#tier 4", "Did you mean #vendor acme?", "#vendor acme?" },
		{ "#escalate now to them", "is not what it takes", "no es lo que espera" },
		{ "#vendor", "something has to stand behind it", "falta algo detr" }, { "#vendor amce", "Did you mean #vendor acme?", "#vendor acme?" },
		{ "#queue nowhere", "called \xE2\x80\x9Cnowhere\xE2\x80\x9D", "\xC2\xABnowhere\xC2\xBB" },
		{ "#queue biling", "Did you mean #queue billing?", "#queue billing?" },
		{ "#priority extreme", "For example: #priority high", "Por ejemplo: #prioridad alta" },
		{ "#low spirits", "- #low spirits: ", "- #low spirits: " },
		{ "#tag", "something has to stand behind it", "falta algo" }, { "#field serial", "For example: #field serial", "#campo serie" },
		{ "#close 99", "there is no ticket 99", "no hay ning\xC3\xBAn caso 99" }, { "#99\n#close", "there is no ticket 99", "caso 99" },
		{ "#close yesterday", "is not what it takes", "no es lo que espera" },
		{ "#wait until yesterday", "is not what it takes", "no es lo que espera" }, { "#wait soon", "For example: #wait 3d", "#esperar 3d" },
		{ "#remind", "something has to stand", "falta algo" }, { "#remind soon", "is not what it takes", "no es lo que espera" },
		{ "#time", "For example: #time 1h30", "#tiempo 1h30" }, { "#time 90d", "is not what it takes", "no es lo que espera" },
		{ "#merge", "something has to stand", "falta algo" }, { "#merge 99", "there is no ticket 99", "caso 99" },
		{ "#merge 1", "makes no sense as the ticket stands", "no tiene sentido tal como" },
		{ "#link 1", "makes no sense", "no tiene sentido" }, { "#split", "makes no sense", "no tiene sentido" },
		{ "#watch zoe", "called \xE2\x80\x9Czoe\xE2\x80\x9D", "\xC2\xABzoe\xC2\xBB" },
		{ "#watch " DESK, "is not what it takes", "no es lo que espera" },
		{ "#ack for ever", "is not what it takes", "no es lo que espera" },
		{ "#new eva@customer.example", "that begins a mail of its own", "con eso empieza un correo aparte" },
		{ "#find", "something has to stand", "falta algo" }, { "#undo", "nothing of yours left to undo", "no queda nada tuyo por deshacer" },
		{ "#open 1 and then 2 more", "is not what it takes", "no es lo que espera" },
		{ "#spam", "your team may not do that by mail", "tu equipo no puede hacerlo por correo" },
		{ "Hello Eva,\n#close", "above all other words", "antes que cualquier otra palabra" },
		{ "Hello Eva,\n\n#2\nHello Pat,", "for another ticket?", "es para otro caso?" },
	};
	struct house *h = house_begin(state, OFFICE "commands = { verbs = { spam = \"never\"; }; };\n");
	static const char *const addresses[] = { "ana@tech.example", "ben@tech.example" };

	/* One of them reads Spanish. */
	h->conf->agents[1].language = (char[]){ "es" };
	take(h, letter(h, EVA, DESK, "Subject: Printer\n", "It burns."));
	db_path = talloc_asprintf(h, "%s/postigo.db", h->folder);
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		for (size_t who = 0; who < 2; who++) {
			char *before = seen_all(h, db_path);
			size_t mails = sent_to(h, addresses[who]);
			const char *why = who == 0 ? refused[i].en : refused[i].es;
			struct mail *back;

			take(h, answer_to(h, sent(h, addresses[who], 1), addresses[who], "", talloc_asprintf(h, "%s\n\n" ANSWER "\n",
			    refused[i].written)));
			if (sent_to(h, addresses[who]) != mails + 1)
				fail_msg("%s: %zu mails", refused[i].written, sent_to(h, addresses[who]) - mails);
			back = sent(h, addresses[who], mails + 1);
			if (strstr(flat(h, back->text), why) == NULL)
				fail_msg("%s: %s", refused[i].written, back->text);
			assert_string_equal(seen_all(h, db_path), before);
			if (count("SELECT count(*) FROM message WHERE kind BETWEEN 1 AND 3") != 0)
				fail_msg("%s: kind %lld", refused[i].written, (long long)count("SELECT kind FROM message WHERE kind BETWEEN 1 AND 3"));
		}
	assert_int_equal(sent_to(h, "eva@customer.example"), 1);
	assert_int_equal(sent_to(h, "help@acme.example"), 0);
	assert_int_equal(count("SELECT count(*) FROM deed"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		in_house(each_command_from_each_client),
		in_house(each_query_from_each_client),
		in_house(words_that_are_no_answer),
		in_house(a_solution_goes_down),
		in_house(a_published_solution_stays_until_the_next_is),
		in_house(new_tickets),
		in_house(what_others_have_changed_is_said),
		in_house(what_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
