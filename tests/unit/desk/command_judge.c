/* What becomes of a technician's commands, fact by fact: what each of them does, every way in which one is refused, and that
 * nothing at all is done then. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/desk/decide.h>
#include <postigo/store/article_row.h>

#include "../../../src/desk/command_read.h"
#include "../../../src/desk/command_verb.h"
#include "../../../src/desk/command_word.h"

#define NOW (DAYS(20784) + HOURS(15))	/* Friday 27 November 2026 */

static char *first[] = { (char[]){ "ana" }, (char[]){ "leo" } };
static char *second[] = { (char[]){ "ben" } };

static struct conf_agent agents[] = {
	{ .name = (char[]){ "ana" }, .address = (char[]){ "ana@desk.example" }, .display_name = (char[]){ "Ana Ruiz" } },
	{ .name = (char[]){ "ben" }, .address = (char[]){ "ben@desk.example" }, .display_name = (char[]){ "Ben Ito" } },
	{ .name = (char[]){ "leo" }, .address = (char[]){ "leo@desk.example" }, .display_name = (char[]){ "Leo Vidal" } },
	{ .name = (char[]){ "leo2" }, .address = (char[]){ "leo2@desk.example" }, .display_name = (char[]){ "Leo Blum" } },
};
static struct conf_command_verb never[] = { { "spam", COMMAND_LEVEL_NEVER } };
static struct conf_command_verb both[] = { { "merge", TRUST_TOKEN_AND_AUTH + 1 } };
static struct conf_wording networks[] = { { "en", (char[]){ "Our network" } }, { "es", (char[]){ "Nuestra línea" } } };
static struct conf_wording invoices[] = { { "en", (char[]){ "Invoices" } }, { "es", (char[]){ "Facturación" } } };
static struct conf_wording seconds[] = { { "en", (char[]){ "Second line" } }, { "es", (char[]){ "Segunda línea" } } };
static struct conf_team teams[] = {
	{ .name = (char[]){ "first" }, .members = first, .member_count = 2,
	    .commands = { .set = true, .verbs = never, .verb_count = 1 } },
	{ .name = (char[]){ "network" }, .members = second, .member_count = 1, .shown = { networks, 2 } },
};
static struct conf_queue queues[] = {
	{ .name = (char[]){ "help" }, .team = (char[]){ "first" }, .reopen_for = DAYS(30), .link_for = DAYS(90) },
	{ .name = (char[]){ "billing" }, .team = (char[]){ "network" }, .shown = { invoices, 2 } },
};
static struct conf_mailbox mailboxes[] = {
	{ .name = (char[]){ "support" }, .address = (char[]){ "support@desk.example" }, .queue = (char[]){ "help" } },
	{ .name = (char[]){ "desk" }, .address = (char[]){ "control@desk.example" }, .queue = (char[]){ "help" }, .control = true },
};
static struct conf_vendor vendors[] = { { .name = (char[]){ "acme" }, .display_name = (char[]){ "Acme S.A." } } };
static struct conf conf = {
	.mailboxes = mailboxes, .mailbox_count = 2, .queues = queues, .queue_count = 2, .teams = teams, .team_count = 2,
	.agents = agents, .agent_count = 4, .vendors = vendors, .vendor_count = 1, .commands = { .levels = { .verbs = both, .verb_count = 1 } },
	.trust = { .commands = TRUST_TOKEN, .reopen = TRUST_KNOWN, .participants = TRUST_AUTH, .on_behalf = TRUST_AUTH },
	.tiers = { [2] = { .written = true, .name = (char[]){ "Second line" }, .shown = { seconds, 2 } } },
	.limits = { .ack_max_age = DAYS(1), .hops = 50 },
	.relay = { .from = (char[]){ "support@desk.example" } },
};

static struct vendor_case asked[] = { { .vendor = (char[]){ "acme" } } };

/* What each number is: 7 the one that is replied to, 12 and 15 others of its kind, 18 closed, 20 internal, 30 at another
 * organisation. */
static struct named_ticket named[] = {
	{ .number = 7, .found = true, .ticket = { .id = 7, .state = TICKET_OPEN, .queue = (char[]){ "help" }, .team = (char[]){ "first" }, .tier = 1, .priority = 1 },
	    .apart = 70 },
	{ .number = 12, .found = true, .asked = asked, .asked_count = 1, .ticket = { .id = 12, .state = TICKET_OPEN, .queue = (char[]){ "help" }, .tier = 2 } },
	{ .number = 15, .found = true, .ticket = { .id = 15, .state = TICKET_WAITING, .queue = (char[]){ "help" }, .tier = 1 } },
	{ .number = 18, .found = true, .ticket = { .id = 18, .state = TICKET_CLOSED, .queue = (char[]){ "help" }, .tier = 1 } },
	{ .number = 20, .found = true, .ticket = { .id = 20, .state = TICKET_OPEN, .queue = (char[]){ "help" }, .internal = true, .tier = 3 } },
	{ .number = 31, .found = true, .ticket = { .id = 31, .state = TICKET_OPEN, .kind = TICKET_PROBLEM, .queue = (char[]){ "help" }, .internal = true } },
	{ .number = 32, .found = true, .ticket = { .id = 32, .state = TICKET_OPEN, .problem = 31, .queue = (char[]){ "help" } } },
	{ .number = 33, .found = true, .ticket = { .id = 33, .state = TICKET_CLOSED, .kind = TICKET_PROBLEM, .queue = (char[]){ "help" }, .internal = true } },
	{ .number = 99, .found = false, .ticket = { 0 } },
};

/* One in a file, one that was written by mail and is published, and a draft in Spanish with the same name as that. */
static struct article_row articles[] = {
	{ .slug = (char[]){ "of-file" }, .language = (char[]){ "en" }, .title = (char[]){ "F" }, .origin = ARTICLE_OF_FILE,
	    .state = ARTICLE_PUBLISHED, .body = (char[]){ "x" }, .summary = (char[]){ "x" }, .keywords = (char[]){ "" } },
	{ .slug = (char[]){ "vpn" }, .language = (char[]){ "en" }, .title = (char[]){ "V" }, .state = ARTICLE_PUBLISHED,
	    .body = (char[]){ "x" }, .summary = (char[]){ "x" }, .keywords = (char[]){ "" } },
	{ .slug = (char[]){ "vpn" }, .language = (char[]){ "es" }, .title = (char[]){ "W" }, .body = (char[]){ "x" },
	    .summary = (char[]){ "x" }, .keywords = (char[]){ "" } },
	{ .slug = (char[]){ "gone" }, .language = (char[]){ "en" }, .title = (char[]){ "G" }, .state = ARTICLE_PUBLISHED,
	    .origin = ARTICLE_FILE_GONE, .body = (char[]){ "x" }, .summary = (char[]){ "x" }, .keywords = (char[]){ "" } },
};

struct situation {
	struct mail mail;
	struct facts facts;
};

/* leo replies to the notice of ticket 7, or writes to the control address. */
static struct situation *
situation(TALLOC_CTX *ctx, const char *words, bool control)
{
	struct situation *s = talloc_zero(ctx, struct situation);
	struct zone *zone;
	struct error err;

	assert_int_equal(zone_load(s, "UTC", &zone, &err), DONE);
	conf.identity.zone = zone;
	s->mail = (struct mail){ .from = { agents[2].display_name, agents[2].address }, .from_count = 1, .class = MAIL_HUMAN,
		.class_reason = talloc_strdup(s, ""), .subject = talloc_strdup(s, "Re: Printer"), .text = talloc_strdup(s, words),
		.reply = talloc_strdup(s, words) };
	s->facts = (struct facts){
		.conf = &conf, .mailbox = &mailboxes[control], .mail = &s->mail, .installation = "us", .language = "en", .now = NOW,
		.arrived = NOW, .agent = &agents[2], .has_token = true, .token_person = { .id = 3, .address = agents[2].address },
		.token = { .purpose = control ? TOKEN_COMMAND : TOKEN_TECHNICIAN, .ticket = control ? 0 : 7, .person = 3 },
		.commands = { .mail = command_read(s, words, control), .control = control, .named = named,
		    .named_count = sizeof(named) / sizeof(named[0]), .articles = articles, .article_count = 4, .drafts = &articles[1],
		    .draft_count = 2 },
	};
	if (!control)
		s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ .found = true, .named = 7, .inside = true, .ticket = named[0].ticket };
	return s;
}

/* "close 7|tag 7 vpn -": the steps; "!value_wrong": the faults; "/words": what goes on, "/~words": what stays inside. */
static char *
in_words(TALLOC_CTX *ctx, const struct decision *d)
{
	static const char *const wrongs[] = { "", "verb", "place", "many", "missing", "value", "name", "ticket", "which", "text",
		"state", "team", "none", "undo", "own" };
	struct text *t = text_new(ctx, 1u << 16);

	for (size_t i = 0; i < d->fault_count; i++)
		text_printf(t, "%s!%s", t->size > 0 ? "|" : "", wrongs[d->faults[i].wrong]);
	for (size_t i = 0; i < d->step_count; i++) {
		const struct decision_step *s = &d->steps[i];

		text_printf(t, "%s%s", t->size > 0 ? "|" : "", command_name(s->verb));
		if (s->ticket != 0)
			text_printf(t, " #%lld", (long long)s->ticket);
		if (s->name != NULL)
			text_printf(t, " %s", s->name);
		if (s->value != NULL && s->value[0] != '\0')
			text_printf(t, " \"%s\"", s->value);
		if (s->number != 0)
			text_printf(t, " %lld", (long long)s->number);
		if (s->when != 0)
			text_printf(t, " +%lldh", (long long)((s->when - NOW) / HOURS(1)));
		if (s->remove)
			text_add_string(t, " -");
		if (s->article != NULL)
			text_printf(t, " {%s %d %s %s}", s->article->language, (int)s->article->state,
			    s->article->queue != NULL ? s->article->queue : "", s->article->body);
	}
	if (d->undoes != 0)
		text_printf(t, "%sundo %lld", t->size > 0 ? "|" : "", (long long)d->undoes);
	for (size_t i = 0; i < d->post_count; i++)
		text_printf(t, "/%s%lld: %s", d->posts[i].note ? "~" : "", (long long)d->posts[i].ticket, d->posts[i].text);
	if (d->words != NULL)
		text_printf(t, "/%s%s", d->note ? "~" : "", d->words);
	return t->bytes;
}

struct sample {
	const char *words, *wanted;
};

static const struct sample replies[] = {
	{ "#take", "take #7 leo/" }, { "#take 12 15", "take #12 leo|take #15 leo/" }, { "#take it", "take #7 leo/" },
	{ "#assign ana", "assign #7 ana/" }, { "#assign to Ana Ruiz", "assign #7 ana/" }, { "#assign me", "assign #7 leo/" },
	{ "#assign BEN", "assign #7 ben/" }, { "#assign ben@desk.example", "assign #7 ben/" }, { "#assign Ben 12", "assign #12 ben/" },
	{ "#assign network", "assign #7 \"network\"/" }, { "#unassign", "assign #7/" }, { "#asignar a \"Leo Vidal\"", "assign #7 leo/" },
	{ "#assign leo", "assign #7 leo/" },
	{ "#assign @ben", "assign #7 ben/" }, { "#assign to @ben@desk.example", "assign #7 ben/" },
	/* What mails call them, in either language; the config's name goes first. */
	{ "#assign our network", "assign #7 \"network\"/" }, { "#asignar a nuestra linea 12", "assign #12 \"network\"/" },
	{ "#queue Invoices", "queue #7 billing/" }, { "#cola Facturación.", "queue #7 billing/" },
	{ "#tier Second line", "tier #7 2/" }, { "#escalar a la segunda línea", "escalate #7 2/" },
	{ "#escalate to second line #12 #15", "escalate #12 2|escalate #15 2/" },
	{ "#low priority", "priority #7/" }, { "#priority high now", "priority #7 2/" }, { "#prioridad máxima", "priority #7 3/" },
	{ "#low spirits", "!value" }, { "#dejar de seguir", "unwatch #7 leo -/" }, { "#me lo quedo", "take #7 leo/" },
	{ "#seguir de seguir", "!name" },
	{ "#tier 2", "tier #7 2/" }, { "#tier 2 #12 #15", "tier #12 2|tier #15 2/" }, { "#escalate", "escalate #7 2/" },
	{ "#escalate to 3", "escalate #7 3/" }, { "#escalate #12", "escalate #12 3/" }, { "#nivel 3", "tier #7 3/" },
	{ "#tier 2\n#note\nHas a new card.", "tier #7 \"Has a new card.\" 2/~Has a new card." },
	{ "#queue Billing", "queue #7 billing/" }, { "#cola billing 12", "queue #12 billing/" },
	{ "#priority high", "priority #7 2/" }, { "#prioridad alta", "priority #7 2/" }, { "#urgent", "priority #7 3/" },
	{ "#priority low 12", "priority #12/" }, { "#priority p1", "priority #7 3/" },
	{ "#tag vpn, -printer #new +x", "tag #7 vpn|tag #7 printer -|tag #7 new|tag #7 x/" }, { "#untag vpn", "untag #7 vpn -/" },
	{ "#tag Año on 12", "tag #12 ano/" },
	{ "#field serial = XJ-12", "field #7 serial \"XJ-12\"/" }, { "#field Serial XJ 12", "field #7 serial \"XJ 12\"/" },
	{ "#field serial number = XJ", "field #7 serial_number \"XJ\"/" }, { "#field serial =", "field #7 serial -/" },
	{ "#field serial: XJ", "field #7 serial \"XJ\"/" },
	{ "#note", "/~" }, { "#note\nAna called.", "/~Ana called." }, { "#note Ana called.", "/~Ana called." },
	{ "#nota interna\nAna called.", "/~Ana called." }, { "#note Ana called.\nTwice.", "/~Ana called.\n\nTwice." },
	{ "#close", "close #7/" }, { "#close\n\nDone.", "close #7/Done." }, { "#close 12 15 18", "close #12|close #15|close #18/" },
	{ "#open 18", "open #18/" },
	{ "#wait", "wait #7/" }, { "#wait 3d", "wait #7 +72h/" }, { "#wait 3", "wait #7 +72h/" }, { "#wait until monday", "wait #7 +66h/" },
	{ "#esperar hasta mañana a las 10", "wait #7 +19h/" }, { "#wait for vendor", "wait #7 2/" }, { "#wait vendor", "wait #7 2/" },
	{ "#remind 2h call Eva", "remind #7 leo \"call Eva\" +2h/" },
	{ "#remind me in 2h call Eva, then \"Bo\". Did she come?", "remind #7 leo \"call Eva, then \"Bo\". Did she come?\" +2h/" },
	{ "#remind in 2h please", "remind #7 leo +2h/" }, { "#recuérdame mañana", "remind #7 leo +18h/" },
	{ "#time 1h30", "time #7 5400000/" }, { "#time 90", "time #7 5400000/" }, { "#time 1 h 30 on 12", "time #12 5400000/" },
	{ "#merge 12 15", "!" }, { "#link 12, 15", "link #7 12|link #7 15/" },
	{ "#split", "split #7 70/" }, { "#split New printer", "split #7 \"New printer\" 70/" },
	{ "#watch", "watch #7 leo/" }, { "#watch ben", "watch #7 ben/" }, { "#watch bo@customer.example", "watch #7 \"bo@customer.example\"/" },
	{ "#unwatch", "unwatch #7 leo -/" },
	{ "#vendor acme", "vendor #7 acme/" }, { "#proveedor ACME please send one",
	    "vendor #7 acme \"please send one\"/" }, { "#vendor acme\n#note\nSend one.", "vendor #7 acme \"Send one.\"/~Send one." },
	{ "#vendor", "!missing" }, { "#vendor amce", "!name" }, { "#18\n#vendor acme", "!state" }, { "#12\n#vendor acme", "!missing" },
	{ "#12\n#vendor acme again", "vendor #12 acme \"again\"/" }, { "#tier 4", "!state" },
	{ "#ack", "ack #7/" }, { "#ack 2h", "ack #7 7200000/" }, { "#visto 2", "ack #7 7200000/" }, { "#ack for ever", "!value" },
	{ "#solution\nChange the cable.", "solution #7 \"Change the cable.\"/" }, { "#solution", "!missing" },
	{ "#article Paper jam\nOpen it.", "article \"Paper jam\" {en 0  Open it.}" },
	{ "#artículo Atasco\n#idioma es\nTítulo: Atasco de papel\nCola: billing\n\nÁbrela.", "article \"Atasco de papel\" {es 0 billing Ábrela.}" },
	{ "#article Paper jam\n\n## Close the lid\n\nOpen it.", "article \"Paper jam\" {en 0  ## Close the lid\n\nOpen it.}" },
	{ "#article Paper jam\n#publish\n\nOpen it.", "article \"Paper jam\" {en 1  Open it.}" },
	{ "#article vpn\nNew.", "article vpn \"V\" {en 1  New.}" }, { "#article vpn\n#language es\nNuevo.", "article vpn \"W\" {es 0  Nuevo.}" },
	{ "#article vpn\n#language French\nN.", "!value" }, { "#article vpn\n#language fr\nTitle: T\n\nN.", "article vpn \"T\" {fr 0  N.}" },
	{ "#article vpn\nKeywords: tunnel", "article vpn \"V\" {en 1  x}" }, { "#article Paper jam\nKeywords: tunnel", "!missing" },
	{ "#article Paper jam", "!missing" }, { "#article\nOpen it.", "!missing" }, { "#article of-file\nNew.", "!state" },
	{ "#article Paper jam\nQueue: nowhere\n\nOpen it.", "!name" }, { "#article A\nOrganisation: nobody\n\nB.", "!name" },
	{ "#publish", "publish vpn \"W\" 1 {es 0  x}/" }, { "#publish vpn es", "publish vpn \"W\" 1 {es 0  x}/" },
	{ "#publish vpn", "publish vpn \"V\" 1 {en 1  x}|publish vpn \"W\" 1 {es 0  x}/" }, { "#publish vpm", "!name" },
	{ "#withdraw of-file", "withdraw of-file \"F\" 2 {en 1  x}/" }, { "#withdraw", "!missing" }, { "#publish gone", "!state" },
	{ "#drop vpn en", "!state" }, { "#drop vpn es", "drop vpn \"W\" 2 {es 0  x}/" }, { "#drop of-file", "!state" },
	{ "#drop gone", "drop gone \"G\" 2 {en 1  x}/" }, { "#language es", "!state" }, { "#language", "!missing" },
	{ "#mine", "mine/" }, { "#show", "show #7/" }, { "#show 12", "show #12/" }, { "#find printer", "find \"printer\"/" },
	{ "#help", "help/" }, { "#next", "next/" },
	{ "#12\n#close\n#15 #take", "close #12|take #15 leo/" },
	{ "#12\n#close\nFixed.\n", "close #12/12: Fixed./" },

	/* A signature is no answer. */
	{ "#close\n\nKind regards,\nLeo Vidal", "close #7/" }, { "#close\n\nLeo Vidal\nExample Support\n+34 900 123 456", "close #7/" },
	{ "#close\n\nLeo", "close #7/" }, { "#close\n\nLeo will call you.", "close #7/Leo will call you." },
	{ "#close\n\nKind regards are not enough: did it work?", "close #7/Kind regards are not enough: did it work?" },

	/* Every way in which one is refused. */
	{ "#clsoe", "!verb" }, { "Hi,\n#close", "!place" }, { "#close yesterday", "!value" }, { "#close 99", "!ticket" },
	{ "#99\n#close", "!ticket" }, { "#99\nFixed.", "!ticket" }, { "#assign", "!missing" }, { "#assign zoe", "!name" },
	{ "#assign Leo", "assign #7 leo/" }, { "#tier", "!missing" }, { "#tier nine", "!value" }, { "#tier 9", "!value" }, { "#tier 0", "!value" },
	{ "#tier 2 3", "!value" }, { "#tier 2 on 18", "!state" }, { "#escalate #18", "!state" },
	{ "#queue", "!missing" }, { "#queue nowhere", "!name" }, { "#priority", "!missing" }, { "#priority extreme", "!value" },
	{ "#priority 1", "!value" }, { "#tag", "!missing" }, { "#tag -", "!value" }, { "#field", "!missing" }, { "#field serial", "!missing" },
	{ "#wait soon", "!value" }, { "#wait until yesterday", "!value" }, { "#remind", "!missing" }, { "#remind soon", "!value" },
	{ "#time", "!missing" }, { "#time long", "!value" }, { "#time 90d", "!value" }, { "#link", "!missing" }, { "#link 7", "!state" },
	{ "#problem", "problem #7/" }, { "#problema nuevo", "problem #7/" }, { "#problem 31", "problem #7 31/" }, { "#problem #31", "problem #7 31/" },
	{ "#problem 31 12 15", "problem #12 31|problem #15 31/" }, { "#problem 31 for 12 and 15", "problem #12 31|problem #15 31/" },
	{ "#problema ninguno 32", "problem #32 -/" }, { "#problem none 31", "problem #31 -/" }, { "#problem none", "!state" },
	{ "#problem 12", "!state" }, { "#problem 33", "!state" }, { "#problem 31 18", "!state" }, { "#problem 31 31", "!state" },
	{ "#problem 99", "!ticket" }, { "#problem solved", "!value" }, { "#32\n#problem none", "problem #32 -/" },
	{ "#link 99", "!ticket" }, { "#split #12", "split #7 \"#12\" 70/" }, { "#12\n#split", "!state" },
	{ "#watch zoe", "!name" }, { "#watch support@desk.example", "!value" }, { "#watch nobody@", "!value" },
	{ "#20\n#watch bo@customer.example", "!value" }, { "#find", "!missing" }, { "#undo", "!undo" }, { "#spam", "!team" },
	{ "#new pat@customer.example", "!own" }, { "#take\n#clsoe\n#tag", "!verb|!missing" },
	{ "#take\n#tier nine\n\nDone.", "!value" },
};

static const struct sample control[] = {
	{ "#close 12 15 18", "close #12|close #15|close #18" }, { "#close", "!which" }, { "#12\n#close", "close #12" },
	{ "#12\nFixed.\n#15\n#note\nNot yet.", "/12: Fixed./~15: Not yet." }, { "#12 15\n#tag vpn", "tag #12 vpn|tag #15 vpn" },
	{ "#problem 31 12", "problem #12 31" }, { "#problem", "!which" }, { "#problem 31", "!which" }, { "#problem none 32", "problem #32 -" },
	{ "#link 12 15", "link #12 15" }, { "#link 12", "!which" }, { "#note\nHello", "!which" },
	{ "#new pat@customer.example phone\n\nIt is dark.", "/It is dark." },
	{ "#new <pat@customer.example> by phone Screen is dark\n#take\n\nSince Monday.", "take leo/Since Monday." },
	{ "#new", "!missing" }, { "#new pat", "!value" }, { "#new support@desk.example", "!value" },
	{ "#take 12\n#new pat@customer.example", "!own" }, { "#new pat@customer.example\n#new eva@customer.example", "!many" },
	{ "Hello there, please close it.", "!none" }, { "Thanks!", "" }, { "#mine\n\nregards and all the rest of it", "mine" },
};

static void
check(const struct sample *list, size_t count, bool is_control)
{
	for (size_t i = 0; i < count; i++) {
		TALLOC_CTX *ctx = talloc_new(NULL);
		struct situation *s = situation(ctx, list[i].words, is_control);
		struct decision *d = decide(ctx, &s->facts);
		char *got = in_words(ctx, d);

		/* One that only asks for confirmation is looked at elsewhere. */
		if (strcmp(list[i].wanted, "!") == 0) {
			assert_int_equal(d->withheld, WITHHELD_COMMANDS);
		} else {
			if (strcmp(got, list[i].wanted) != 0)
				print_error("%s\n", list[i].words);
			assert_string_equal(got, list[i].wanted);
		}
		if (d->fault_count > 0 || d->withheld != 0) {
			assert_int_equal(d->outcome, DECIDE_COMMAND);
			assert_true(d->step_count == 0 && d->post_count == 0 && d->words == NULL && d->answer_count == 1);
			assert_ptr_equal(d->answers[0].agent, &agents[2]);
			for (size_t n = 0; n < d->command_count; n++)
				assert_false(d->commands[n].allowed);
		}
		talloc_free(ctx);
	}
}

static void
replies_are_judged(void **state)
{
	(void)state;
	check(replies, sizeof(replies) / sizeof(replies[0]), false);
}

static void
mails_for_commands_are_judged(void **state)
{
	(void)state;
	check(control, sizeof(control) / sizeof(control[0]), true);
}

static size_t
answers(const struct decision *d, const char *template)
{
	size_t n = 0;

	for (size_t i = 0; i < d->answer_count; i++)
		n += strcmp(d->answers[i].template, template) == 0;
	return n;
}

static void
words_go_on_without_commands(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct decision *d = decide(ctx, &situation(ctx, "#close\n\nDone.", false)->facts);

	(void)state;
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_true(d->answered && !d->note);
	assert_int_equal(answers(d, "answer"), 1);
	assert_int_equal(answers(d, "transcript"), 1);
	d = decide(ctx, &situation(ctx, "#note\nDone.", false)->facts);
	assert_true(d->outcome == DECIDE_REPLY && d->note && !d->answered);
	assert_int_equal(answers(d, "answer"), 0);
	assert_int_equal(answers(d, "notice_note"), 1);
	d = decide(ctx, &situation(ctx, "#close", false)->facts);
	assert_int_equal(d->outcome, DECIDE_COMMAND);
	assert_int_equal(answers(d, "answer"), 0);
	assert_int_equal(answers(d, "transcript"), 1);
	d = decide(ctx, &situation(ctx, "#show", false)->facts);
	assert_true(d->answer_count == 1 && answers(d, "shown") == 1 && d->answers[0].query->ticket == 7);
	talloc_free(ctx);
}

/* A picture in a signature is no answer; a file is. */
static void
files_go_on(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct situation *s = situation(ctx, "#close", false);
	struct mail_attachment file = { .name = (char[]){ "logo.png" }, .is_inline = true };

	(void)state;
	s->mail.attachments = &file;
	s->mail.attachment_count = 1;
	assert_int_equal(decide(ctx, &s->facts)->outcome, DECIDE_COMMAND);
	file.is_inline = false;
	assert_int_equal(answers(decide(ctx, &s->facts), "answer"), 1);
	talloc_free(ctx);
}

/* However it comes: on the word of its From alone nothing is done, and nobody but the technician hears of it. */
static void
nobody_else_gives_commands(void **state)
{
	static const struct { bool control, token, confirmed; const char *words; enum conf_trust trust; bool done; } list[] = {
		{ false, false, false, "#close", TRUST_NONE, false }, { true, false, false, "#close 12", TRUST_NONE, false },
		{ false, false, false, "#clsoe", TRUST_NONE, false }, { true, false, false, "#mine", TRUST_NONE, false },
		{ false, true, false, "#close", TRUST_TOKEN, true }, { false, true, false, "#merge 12", TRUST_TOKEN, false },
		{ false, false, true, "#merge 12", TRUST_TOKEN_AND_AUTH, true }, { true, false, true, "#close 12", TRUST_TOKEN_AND_AUTH, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++) {
		TALLOC_CTX *ctx = talloc_new(NULL);
		struct situation *s = situation(ctx, list[i].words, list[i].control);
		struct decision *d;

		s->facts.has_token = list[i].token;
		s->facts.confirmed = list[i].confirmed;
		if (!list[i].token && !list[i].confirmed)
			s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ 0 };
		d = decide(ctx, &s->facts);
		assert_int_equal(d->trust, list[i].trust);
		assert_int_equal(d->outcome, DECIDE_COMMAND);
		assert_int_equal(d->step_count > 0, list[i].done);
		assert_int_equal(d->withheld, list[i].done ? 0 : WITHHELD_COMMANDS);
		if (!list[i].done) {
			assert_true(d->answer_count == 1 && d->answers[0].confirm && d->answers[0].safe);
			assert_true(d->fault_count == 0 && d->ticket == 0);
		}
		talloc_free(ctx);
	}
}

static void
somebody_elses_words_are_words(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct situation *s = situation(ctx, "#close\nPlease.", false);
	struct decision *d;

	(void)state;
	s->mail.from.address = talloc_strdup(s, "pat@customer.example");
	s->facts.agent = NULL;
	s->facts.commands = (struct command_facts){ 0 };
	d = decide(ctx, &s->facts);
	assert_true(d->outcome == DECIDE_QUARANTINED && d->step_count == 0);
	s->facts.token.purpose = TOKEN_REQUESTER;
	s->facts.token_person.address = s->mail.from.address;
	s->facts.tie[TIE_REPLY_TOKEN].sender_takes_part = true;
	d = decide(ctx, &s->facts);
	assert_true(d->outcome == DECIDE_REPLY && d->step_count == 0 && d->words == NULL);
	/* The address for commands, or for undoing, in other hands. */
	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ 0 };
	s->facts.token.purpose = TOKEN_UNDO;
	assert_int_equal(decide(ctx, &s->facts)->outcome, DECIDE_QUARANTINED);
	s->facts.token.purpose = TOKEN_COMMAND;
	assert_int_equal(decide(ctx, &s->facts)->outcome, DECIDE_QUARANTINED);
	talloc_free(ctx);
}

static void
machines_give_no_commands(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct situation *s = situation(ctx, "#close 12", true);
	struct decision *d;

	(void)state;
	s->mail.class = MAIL_AUTO_REPLY;
	s->facts.commands.mail = NULL;
	d = decide(ctx, &s->facts);
	assert_true(d->outcome == DECIDE_FILED && d->answer_count == 0 && d->step_count == 0);
	s = situation(ctx, "#close", false);
	s->mail.class = MAIL_AUTO_REPLY;
	d = decide(ctx, &s->facts);
	assert_true(d->step_count == 0 && d->automatic);
	talloc_free(ctx);
}

static void
what_was_done_is_undone_once(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct situation *s = situation(ctx, "", true);
	struct decision *d;

	(void)state;
	s->facts.token = (struct token){ .purpose = TOKEN_UNDO, .ticket = 5, .person = 3 };
	s->facts.commands.deed = (struct deed){ .id = 5, .agent = agents[2].name };
	d = decide(ctx, &s->facts);
	assert_true(d->outcome == DECIDE_COMMAND && d->undoes == 5 && answers(d, "transcript") == 1);
	s->facts.commands.deed.undone = NOW;
	d = decide(ctx, &s->facts);
	assert_true(d->undoes == 0 && d->faults[0].wrong == WRONG_UNDO && answers(d, "transcript_failed") == 1);
	s->facts.commands.deed = (struct deed){ .id = 5, .agent = agents[0].name };
	assert_int_equal(decide(ctx, &s->facts)->undoes, 0);
	s = situation(ctx, "#undo", false);
	s->facts.commands.deed = (struct deed){ .id = 6, .agent = agents[2].name };
	assert_int_equal(decide(ctx, &s->facts)->undoes, 6);
	s->facts.commands.done = true;
	assert_int_equal(decide(ctx, &s->facts)->outcome, DECIDE_DUPLICATE);
	talloc_free(ctx);
}

static void
a_call_becomes_the_callers_ticket(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct situation *s = situation(ctx, "#new pat@customer.example phone Screen is dark\n#take\n\nSince Monday.", true);
	struct decision *d = decide(ctx, &s->facts);

	(void)state;
	assert_true(d->outcome == DECIDE_NEW_TICKET && d->on_behalf && !d->by_technician);
	assert_string_equal(d->requester.address, "pat@customer.example");
	assert_string_equal(d->subject, "Screen is dark");
	assert_string_equal(d->channel, "phone");
	assert_string_equal(d->assignee, "leo");
	assert_ptr_equal(d->mailbox, &mailboxes[0]);
	assert_int_equal(answers(d, "logged"), 1);
	assert_int_equal(answers(d, "notice_new"), 0);
	assert_int_equal(answers(d, "transcript"), 1);
	talloc_free(ctx);
}

static void
a_forwarded_mail_becomes_a_ticket_with_commands(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct situation *s = situation(ctx, "#take\n#tag vpn\n\nPlease see below.", false);
	struct mail_forwarded forwarded = { .from = { (char[]){ "Pat" }, (char[]){ "pat@customer.example" } } };
	struct decision *d;

	(void)state;
	s->mail.forwarded = &forwarded;
	s->facts.tie[TIE_REPLY_TOKEN] = (struct tie){ 0 };
	s->facts.has_token = false;
	s->facts.confirmed = true;
	d = decide(ctx, &s->facts);
	assert_true(d->outcome == DECIDE_NEW_TICKET && d->on_behalf && d->words == NULL);
	assert_string_equal(in_words(ctx, d), "take leo|tag vpn");
	assert_string_equal(d->assignee, "leo");
	talloc_free(ctx);
}

static void
watchers_hear_of_it(void **state)
{
	TALLOC_CTX *ctx = talloc_new(NULL);
	struct situation *s = situation(ctx, "Hello?", false);
	char *names[] = { (char[]){ "ana" }, (char[]){ "ben" }, (char[]){ "gone" } };
	struct decision *d;

	(void)state;
	s->mail.from.address = talloc_strdup(s, "pat@customer.example");
	s->facts.agent = NULL;
	s->facts.token.purpose = TOKEN_REQUESTER;
	s->facts.token_person.address = s->mail.from.address;
	s->facts.tie[TIE_REPLY_TOKEN].sender_takes_part = true;
	s->facts.watchers = names;
	s->facts.watcher_count = 3;
	d = decide(ctx, &s->facts);
	assert_int_equal(answers(d, "notice_reply"), 3);
	talloc_free(ctx);
}

/* The config and the desk call them the same. */
static void
each_command_has_a_name_and_a_verb(void **state)
{
	size_t n = 0;

	(void)state;
	for (; conf_command_names[n] != NULL; n++) {
		enum command_verb verb = command_by_name(conf_command_names[n]);

		assert_int_not_equal(verb, COMMAND_NONE);
		assert_non_null(command_verb(verb));
	}
	for (int verb = 0; verb < COMMAND_VERBS; verb++)
		n -= command_verb((enum command_verb)verb) != NULL;
	assert_int_equal(n, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_judged),
		cmocka_unit_test(mails_for_commands_are_judged),
		cmocka_unit_test(words_go_on_without_commands),
		cmocka_unit_test(files_go_on),
		cmocka_unit_test(nobody_else_gives_commands),
		cmocka_unit_test(somebody_elses_words_are_words),
		cmocka_unit_test(machines_give_no_commands),
		cmocka_unit_test(what_was_done_is_undone_once),
		cmocka_unit_test(a_call_becomes_the_callers_ticket),
		cmocka_unit_test(a_forwarded_mail_becomes_a_ticket_with_commands),
		cmocka_unit_test(watchers_hear_of_it),
		cmocka_unit_test(each_command_has_a_name_and_a_verb),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
