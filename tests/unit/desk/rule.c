/* rule.c - rules held against mails: every condition, every action, and what each says of itself */
#include <config.h>

#include "rules.h"

#include <postigo/mail/message.h>
#include <postigo/mail/seal.h>

#define HEAD \
	"From: Ana =?UTF-8?Q?Mu=C3=B1oz?= <Ana@Acme.example>\r\nTo: Desk <help@desk.example>, second@desk.example\r\n" \
	"Cc: boss@acme.example\r\nDelivered-To: sales-es@desk.example\r\n" \
	"Subject: [Madrid] El =?UTF-8?Q?rat=C3=B3n?= NO funciona\r\nMessage-ID: <1@acme.example>\r\nIn-Reply-To: <0@acme.example>\r\n" \
	"X-Spam-Flag: YES\r\nX-Trace: a\r\nX-Trace: bee\r\nDate: Fri, 27 Nov 2026 16:29:00 +0100\r\n"

/* A mail with a text of some words, an answer below of others, and two attachments. */
static const char mail[] = HEAD
	"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
	"Buenos días,\r\n\r\nla impresora\r\nHP-4100 no imprime y el equipo SN-77123 tampoco.\r\n\r\n"
	"On Mon, 23 Nov 2026 at 10:00, Help <help@desk.example> wrote:\r\n> have you restarted it?\r\n\r\n"
	"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"Factura 17.PDF\"\r\n\r\n1234567890\r\n"
	"--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=\"a.png\"\r\n\r\n123\r\n--b--\r\n";

static const struct {
	const char *when;
	bool holds;
} conditions[] = {
	{ "from = \"ana@acme.example\";", true }, { "from = \"@acme.example\";", true }, { "from = \"@sub.acme.example\";", false },
	{ "from = [ \"x@y.example\", \"ANA@ACME.EXAMPLE\" ];", true }, { "from = \"bob@acme.example\";", false },
	{ "from = { glob = \"a*@*.example\"; };", true }, { "from = { starts = \"ana@\"; };", true },
	{ "from = { ends = \"@acme.com\"; };", false }, { "from = { matches = \"^\\\\w+@acme\"; };", true },
	{ "from_name = \"munoz\";", true }, { "from_name = { is = \"Ana Muñoz\"; };", true }, { "from_name = \"ruiz\";", false },
	{ "to = \"second@desk.example\";", true }, { "to = \"boss@acme.example\";", false }, { "cc = \"boss@acme.example\";", true },
	{ "cc = { present = true; };", true }, { "cc = { glob = \"*@acme.*\"; };", true },
	{ "recipient = \"sales-es@desk.example\";", true }, { "recipient = \"@acme.example\";", true },
	{ "recipient = { glob = \"sales-*@*\"; };", true }, { "recipient = \"nobody@desk.example\";", false },
	{ "requester = \"ana@acme.example\";", true }, { "requester = \"@desk.example\";", false },
	{ "domain = \"acme.example\";", true }, { "domain = \".example\";", true }, { "domain = \"example\";", false },
	{ "domain = { ends = \"example\"; };", true }, { "domain = [ \"a.example\", \"b.example\" ];", false },
	{ "subject = \"raton no\";", true }, { "subject = \"RATÓN\";", true }, { "subject = { contains = \"ratón\"; case = true; };", true },
	{ "subject = { contains = \"raton\"; case = true; };", false }, { "subject = { starts = \"[madrid]\"; };", true },
	{ "subject = { ends = \"funciona\"; };", true }, { "subject = { is = \"[madrid]  el raton no funciona\"; };", true },
	{ "subject = { is = \"raton\"; };", false }, { "subject = { one_of = [ \"a\", \"[Madrid] El ratón no funciona\" ]; };", true },
	{ "subject = { glob = \"*raton*\"; };", true }, { "subject = { glob = \"raton*\"; };", false },
	{ "subject = { matches = \"^\\\\[(?<site>\\\\w+)\\\\]\"; };", true }, { "subject = { matches = \"NO funciona$\"; case = true; };", true },
	{ "subject = { matches = \"no funciona$\"; case = true; };", false }, { "subject = { starts = \"[madrid]\"; ends = \"x\"; };", false },
	{ "text = \"la impresora hp-4100\";", true }, { "text = \"buenos dias\";", true }, { "text = \"restarted\";", true },
	{ "text = { matches = \"SN-\\\\d+\"; };", true }, { "text = { matches = \"SN-\\\\d{6}\"; };", false },
	{ "reply = \"impresora\";", true }, { "reply = \"restarted\";", false },
	{ "any_text = \"raton\";", true }, { "any_text = \"impresora\";", true }, { "any_text = \"fax\";", false },
	{ "header = { name = \"x-spam-flag\"; is = \"yes\"; };", true }, { "header = { name = \"X-Spam-Flag\"; is = \"no\"; };", false },
	{ "header = { name = \"X-Spam-Flag\"; };", true }, { "header = { name = \"X-Other\"; present = false; };", true },
	{ "header = { name = \"X-Other\"; };", false }, { "header = { name = \"X-Trace\"; is = \"bee\"; };", true },
	{ "header = { name = \"X-Trace\"; glob = \"b*\"; };", true }, { "header = { name = \"*\"; contains = \"bee\"; };", true },
	{ "header = ( { name = \"X-Trace\"; is = \"a\"; }, { name = \"X-Trace\"; is = \"bee\"; } );", true },
	{ "header = { name = \"Subject\"; contains = \"raton\"; };", true },
	{ "size = { over = \"500\"; };", true }, { "size = { over = \"600\"; under = \"1M\"; };", true }, { "size = { over = \"1M\"; };", false },
	{ "attachments = true;", true }, { "attachments = false;", false }, { "attachments = { least = 2; };", true },
	{ "attachments = { least = 3; };", false }, { "attachments = { most = 1; };", false }, { "attachments = { name = \"factura*.pdf\"; };", true },
	{ "attachments = { name = \"*.doc\"; };", false }, { "attachments = { type = \"image/*\"; least = 2; };", false },
	{ "attachments = { type = [ \"image/*\", \"application/pdf\" ]; least = 2; };", true },
	{ "attachments = { over = 5; };", true }, { "attachments = { over = 50; };", false }, { "attachments = { name = \"*.exe\"; most = 0; };", true },
	{ "language = \"es\";", true }, { "language = \"en\";", false }, { "language = [ \"en\", \"es\" ];", true },
	{ "class = \"human\";", true }, { "class = [ \"auto_reply\", \"list\" ];", false },
	{ "trust = \"none\";", true }, { "trust = \"known\";", false },
	{ "date = \"2026-11-27\";", true }, { "date = \"2026-11-28..2026-12-31\";", false }, { "date = \"11-01..11-30\";", true },
	{ "date = \"12-24..01-06\";", false }, { "date = \"11-20..01-06\";", true },
	{ "time = \"fri 16:00-17:00\";", true }, { "time = \"mon-thu 16:00-17:00\";", false }, { "time = \"daily 16:31-16:29\";", false },
	{ "time = [ \"mon 00:00-24:00\", \"fri 16:30-16:31\" ];", true },
	{ "hours = { calendar = \"office\"; };", true }, { "hours = { calendar = \"office\"; inside = false; };", false },
	{ "hours = { calendar = \"night\"; inside = false; };", true },
	{ "organisation = \"acme\";", true }, { "organisation = \"globex\";", false }, { "organisation = { present = false; };", false },
	{ "tier = 1;", true }, { "tier = { least = 2; };", false }, { "queue = \"help\";", true }, { "queue = \"billing\";", false },
	{ "team = { present = true; };", false }, { "assignee = { present = false; };", true }, { "mailbox = \"support\";", true },
	{ "mailbox = { glob = \"sup*\"; };", true }, { "priority = \"normal\";", true }, { "priority = { least = \"high\"; };", false },
	{ "tags = \"vip\";", false }, { "tags = { present = false; };", true }, { "field = { name = \"site\"; };", false },
	{ "state = \"new\";", true }, { "state = [ \"open\", \"closed\" ];", false },
	{ "follow_up = false;", true }, { "follow_up = true;", false }, { "technician = false;", true }, { "technician = true;", false },
	{ "technician = \"ana\";", false },
	{ "signed = false;", true }, { "signed = true;", false }, { "encrypted = false;", true }, { "encrypted = true;", false },
	{ "not = { subject = \"fax\"; };", true }, { "not = { subject = \"raton\"; };", false },
	{ "not = ( { subject = \"fax\"; }, { text = \"impresora\"; } );", false }, { "not = { subject = \"raton\"; text = \"fax\"; };", true },
	{ "any = ( { subject = \"fax\"; }, { text = \"impresora\"; } );", true }, { "any = ( { subject = \"fax\"; }, { text = \"fax\"; } );", false },
	{ "all = ( { any = ( { subject = \"fax\"; }, { subject = \"raton\"; } ); }, { not = { any = ( { text = \"fax\"; }, { text = \"x\"; } ); }; } );", false },
	{ "subject = \"raton\"; from = \"@acme.example\"; attachments = true;", true }, { "subject = \"raton\"; from = \"@other.example\";", false },
};

static struct decision *
decided(struct rules_case *c, bool explain)
{
	c->facts.explain = explain;
	return decide(c, &c->facts);
}

/* Addresses that stand in a file, beside the config. */
static void
files_of_addresses(void **state)
{
	static const char *const whens[] = { "from_file = \"vip.txt\";", "requester_file = \"vip.txt\";", "from = { file = \"vip.txt\"; };" };
	static const char *const mails[] = { "From: Zoe@acme.example\n\nx\n", "From: anybody@best.example\n\nx\n",
		"From: bob@acme.example\n\nx\n" };
	struct scene *s = *state;

	(void)scene_write(s, "vip.txt", "# our best\nzoe@acme.example\n@best.example\n", 0600);
	for (size_t i = 0; i < sizeof(whens) / sizeof(whens[0]); i++)
		for (size_t k = 0; k < sizeof(mails) / sizeof(mails[0]); k++) {
			SCRATCH(tmp);
			struct rules_case *c = rules_case(s, tmp, talloc_asprintf(tmp, "rules = ( { name = \"vip\"; when = { %s }; then = { tags = "
			    "\"vip\"; }; } );", whens[i]), mails[k]);

			assert_int_equal(decide(c, &c->facts)->tags.count, k < 2);
		}
}

/* Each by itself, told by the index and by trying; both say the same, and say it in words. */
static void
every_condition(void **state)
{
	for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++) {
		SCRATCH(tmp);
		struct rules_case *c = rules_case(*state, tmp, talloc_asprintf(tmp,
		    "rules = ( { name = \"r\"; when = { %s }; then = { tags = \"hit\"; }; } );", conditions[i].when), mail);
		struct decision *plain = decided(c, true), *quick = decided(c, false);

		if ((plain->tags.count == 1) != conditions[i].holds)
			fail_msg("%s does %shold: %s", conditions[i].when, plain->tags.count == 1 ? "" : "not ", plain->rules[0].why);
		if (quick->tags.count != plain->tags.count)
			fail_msg("%s: the index does not agree", conditions[i].when);
		assert_int_equal(plain->rule_count, 1);
		assert_int_equal(plain->rules[0].matched, conditions[i].holds);
		assert_true(strlen(plain->rules[0].why) > 3);
		assert_int_equal(quick->rule_count, conditions[i].holds);
	}
}

/* Each kind is asked for up there at least once: what somebody adds is tried. */
static void
no_kind_is_forgotten(void **state)
{
	(void)state;
	for (int kind = 0; kind < CONDITIONS; kind++) {
		SCRATCH(tmp);
		char *asked = talloc_asprintf(tmp, "%s = ", conf_condition_name((enum conf_condition_kind)kind));
		size_t n = 0;

		for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++) {
			const char *at = strstr(conditions[i].when, asked);

			n += at != NULL && (at == conditions[i].when || at[-1] == ' ');
		}
		if (n == 0)
			fail_msg("%sis in no row of the table", asked);
	}
}

/* Whoever has the key has opened it; that it came so is still told. */
static void
encrypted_mail(void **state)
{
	SCRATCH(tmp);
	struct rules_case *c = rules_case(*state, tmp, "rules = ( { name = \"a\"; when = { encrypted = true; }; then = { tags = \"secret\"; }; }, "
	    "{ name = \"b\"; when = { signed = true; }; then = { tags = \"proven\"; }; } );", mail);

	struct seal *seal = seal_new(c, "");
	struct decision *d;

	seal->encrypted = seal->opened = true;
	c->mail->seal = seal;
	d = decided(c, true);

	assert_int_equal(d->tags.count, 1);
	assert_string_equal(d->tags.list[0], "secret");
	assert_non_null(strstr(d->rules[1].why, "it is not signed"));
}

static void
says_why(void **state)
{
	static const struct {
		const char *when, *why;
	} samples[] = {
		{ "subject = \"printer\";", "subject does not contain \"printer\"; it is \"[Madrid] El ratón NO funciona\"" },
		{ "subject = \"raton\";", "subject contains \"raton\"" },
		{ "subject = [ \"bus\", \"fax\", \"box\", \"cup\" ];", "subject does not contain \"bus\", \"fax\", \"box\" or \"cup\"; it is \"[Madrid]" },
		{ "from = [ \"@a.example\", \"@acme.example\" ];", "from is \"@a.example\" or \"@acme.example\"; it is \"ana@acme.example\"" },
		{ "from = \"bob@acme.example\";", "from is not \"bob@acme.example\"; it is \"ana@acme.example\"" },
		{ "header = { name = \"X-Other\"; is = \"a\"; };", "header X-Other is not \"a\"; it is not there" },
		{ "header = { name = \"X-Other\"; };", "header X-Other is not there" },
		{ "class = [ \"list\", \"bounce\" ];", "class is not bounce or list; it is human" },
		{ "trust = \"auth\";", "trust is not at least auth; it is none" },
		{ "size = { over = \"1M\"; };", "size is not over 1048576 bytes; it is" },
		{ "attachments = { name = \"*.exe\"; };", "attachments is not at least 1 of that kind; it is 0 of 2" },
		{ "hours = { calendar = \"office\"; inside = false; };", "hours is not outside those of \"office\"; it is Friday 27 November 2026, 16:30" },
		{ "date = \"12-24..01-06\";", "date is not \"12-24..01-06\"; it is Friday 27 November 2026" },
		{ "tier = { least = 2; };", "tier is not 2 or 3 or 4; it is 1" },
		{ "subject = \"raton\"; text = \"fax\";", "text does not contain \"fax\"; it is \"Buenos" },
		{ "subject = \"raton\"; class = \"human\";", "subject contains \"raton\", and class is human" },
		{ "any = ( { subject = \"fax\"; }, { text = \"fax\"; } );", "none of these holds: subject does not contain \"fax\"" },
		{ "any = ( { subject = \"fax\"; }, { text = \"hp-4100\"; } );", "text contains \"hp-4100\"" },
		{ "not = { subject = \"raton\"; };", "it should not be that subject contains \"raton\"" },
		{ "not = { subject = \"fax\"; };", "subject does not contain \"fax\"" },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct rules_case *c = rules_case(*state, tmp, talloc_asprintf(tmp, "rules = ( { name = \"r\"; when = { %s }; stop = true; } );",
		    samples[i].when), mail);
		const char *why = decided(c, true)->rules[0].why;

		if (strncmp(why, samples[i].why, strlen(samples[i].why)) != 0)
			fail_msg("%s:\n     %s\nnot  %s", samples[i].when, why, samples[i].why);
	}
}

#define THEN(actions) "rules = ( { name = \"r\"; when = { subject = { matches = \"^\\\\[(?<site>\\\\w+)\\\\]\"; }; }; then = { " actions " }; } );"

static struct decision *
acted(void **state, TALLOC_CTX *ctx, const char *rules)
{
	return decided(rules_case(*state, ctx, rules, mail), true);
}

static void
says_where_it_goes(void **state)
{
	SCRATCH(tmp);
	struct decision *d = acted(state, tmp, THEN("queue = \"billing\"; tier = 2; priority = \"high\"; language = \"es\";"));

	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
	assert_string_equal(d->queue, "billing");
	assert_string_equal(d->team, "money");
	assert_int_equal(d->tier, 2);
	assert_string_equal(d->tier_why, "rule \"r\" says so");
	assert_int_equal(d->priority, PRIORITY_HIGH);
	assert_string_equal(d->language, "es");
	assert_int_equal(rules_answers(d, "notice_new", "eva"), 1);
	assert_int_equal(rules_answers(d, "notice_new", NULL), 1);
	d = acted(state, tmp, THEN("team = \"money\";"));
	assert_string_equal(d->queue, "help");
	assert_string_equal(d->team, "money");
	d = acted(state, tmp, THEN("assign = \"ben\";"));
	assert_string_equal(d->assignee, "ben");
	assert_int_equal(rules_answers(d, "notice_new", NULL), 1);
	assert_int_equal(rules_answers(d, "notice_new", "ben"), 1);
	d = acted(state, tmp, THEN("skills = [ \"mice\", \"rats\" ];"));
	assert_int_equal(d->skills.count, 2);
	d = acted(state, tmp, THEN("organisation = \"globex\";"));
	assert_string_equal(d->organisation, "globex");
	assert_string_equal(d->queue, "billing");
	d = acted(state, tmp, THEN("priority = \"+1\";"));
	assert_int_equal(d->priority, PRIORITY_HIGH);
	d = acted(state, tmp, THEN("priority = \"-3\";"));
	assert_int_equal(d->priority, PRIORITY_LOW);
}

static void
marks_it(void **state)
{
	SCRATCH(tmp);
	struct decision *d = acted(state, tmp, THEN("tags = [ \"mouse\", \"site-{{capture.site}}\", \"{{capture.site}}\" ]; untag = \"mouse\"; "
	    "fields = { site = \"{{capture.site}}\"; kind = \"mouse\"; };"));

	assert_int_equal(d->tags.count, 3);
	assert_string_equal(d->tags.list[1], "site-Madrid");
	assert_int_equal(d->fields.count, 2);
	assert_string_equal(d->fields.list[0].value, "Madrid");
	assert_string_equal(d->ruled.captures[0].name, "site");
	d = acted(state, tmp, "rules = ( { name = \"a\"; then = { tags = [ \"x\", \"y\" ]; }; }, { name = \"b\"; when = { tags = \"x\"; }; "
	    "then = { untag = \"x\"; tags = \"z\"; fields = { f = \"1\"; }; }; }, { name = \"c\"; when = { tags = \"x\"; }; then = { tier = 4; }; }, "
	    "{ name = \"d\"; when = { field = { name = \"f\"; is = \"1\"; }; }; then = { tier = 3; }; } );");
	assert_int_equal(d->tags.count, 2);
	assert_string_equal(d->tags.list[1], "z");
	assert_int_equal(d->tier, 3);
}

/* Of alternatives all that hold count, not only the first. */
static void
captures_of_alternatives(void **state)
{
	SCRATCH(tmp);
	struct decision *d = acted(state, tmp, "rules = ( { name = \"r\"; when = { any = ( { subject = \"raton\"; }, "
	    "{ text = { matches = \"HP-(?<model>\\\\d+)\"; }; }, { text = { matches = \"(?<serial>SN-\\\\d+)\"; }; subject = \"fax\"; } ); "
	    "not = { text = { matches = \"(?<no>x{99})\"; }; }; }; then = { fields = { model = \"{{capture.model}}\"; "
	    "serial = \"{{capture.serial}}\"; no = \"{{capture.no}}\"; }; }; } );");

	assert_int_equal(d->fields.count, 1);
	assert_string_equal(d->fields.list[0].value, "4100");
}

/* What somebody wrote becomes part of a tag or field: on one line, without what ends a tag, and not endless. */
static void
captures_are_harmless(void **state)
{
	SCRATCH(tmp);
	const char *raw = "From: a@b.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
	    "id: a;b,\"c\"\x1b[31m <d>\xE2\x80\xAE\r\nlast line\r\n";
	struct rules_case *c = rules_case(*state, tmp, "rules = ( { name = \"r\"; when = { text = { matches = \"id: (?<all>(?s).*)\"; }; }; "
	    "then = { tags = \"{{capture.all}}\"; fields = { all = \"{{capture.all}}\"; }; }; } );", raw);
	struct decision *d;

	d = decided(c, true);
	assert_int_equal(d->tags.count, 1);
	assert_string_equal(d->tags.list[0], "abc [31m d last line");
	assert_null(strpbrk(d->fields.list[0].value, "\x1b\r\n"));
	assert_null(strstr(d->fields.list[0].value, "\xE2\x80\xAE"));
}

/* A mail that brings nobody else in, whose sender is so not asked to confirm anything. */
static struct decision *
answered(void **state, TALLOC_CTX *ctx, const char *rules)
{
	return decided(rules_case(*state, ctx, rules, "From: ana@acme.example\r\nTo: help@desk.example\r\nSubject: [Madrid] x\r\n\r\nx\r\n"), true);
}

static void
answers(void **state)
{
	SCRATCH(tmp);
	struct decision *d = answered(state, tmp, THEN("reply = \"reply_mouse\";"));

	assert_int_equal(rules_answers(d, "reply_mouse", NULL), 1);
	assert_int_equal(rules_answers(d, "acknowledgement", NULL), 0);
	assert_true(d->answers[0].safe);
	d = answered(state, tmp, THEN("reply = { template = \"reply_mouse\"; beside = true; };"));
	assert_int_equal(rules_answers(d, "reply_mouse", NULL), 1);
	assert_int_equal(rules_answers(d, "acknowledgement", NULL), 1);
	d = answered(state, tmp, THEN("acknowledge = false;"));
	assert_int_equal(rules_answers(d, "acknowledgement", NULL), 0);
	assert_string_equal(d->not_answered, "rule \"r\" says so");
	d = answered(state, tmp, THEN("watch = [ \"ana\", \"eva\", \"boss@other.example\" ]; forward = \"archive@other.example\";"));
	assert_int_equal(rules_answers(d, "notice_new", "ana"), 1);
	assert_int_equal(rules_answers(d, "notice_new", "eva"), 1);
	assert_int_equal(rules_answers(d, "passed_on", "boss@other.example"), 1);
	assert_int_equal(rules_answers(d, "passed_on", "archive@other.example"), 1);
}

/* Nothing is passed on to where it comes from, nor what another ticket system has sent, nor the word that mail did not arrive. */
static void
nothing_goes_round(void **state)
{
	static const char *const raws[] = {
		"From: archive@other.example\r\nSubject: x\r\n\r\nx\r\n",
		"From: a@b.example\r\nX-Postigo-Loop: them\r\nSubject: x\r\n\r\nx\r\n",
		"From: a@b.example\r\nX-Zammad-Ticket-Id: 1\r\nX-Loop: yes\r\nX-RT-Loop-Prevention: rt.example\r\nSubject: x\r\n\r\nx\r\n",
	};

	for (size_t i = 0; i < sizeof(raws) / sizeof(raws[0]); i++) {
		SCRATCH(tmp);
		struct rules_case *c = rules_case(*state, tmp, "rules = ( { name = \"r\"; then = { forward = \"archive@other.example\"; }; } );", raws[i]);
		struct decision *d = decided(c, false);

		assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
		assert_int_equal(rules_answers(d, "passed_on", NULL), 0);
		assert_non_null(strstr(d->events.list[d->events.count - 1], "not passed on"));
	}
}

static void
refuses_and_sets_aside(void **state)
{
	SCRATCH(tmp);
	struct rules_case *c;
	struct decision *d = acted(state, tmp, THEN("refuse = \"no mice here\";"));

	assert_int_equal(d->outcome, DECIDE_REFUSED);
	assert_string_equal(d->cause, "rule \"r\": no mice here");
	assert_int_equal(d->answer_count, 0);
	d = acted(state, tmp, THEN("refuse = { why = \"no mice here\"; answer = \"reply_no\"; };"));
	assert_int_equal(d->outcome, DECIDE_REFUSED);
	assert_int_equal(d->answer_count, 1);
	assert_string_equal(d->answers[0].template, "reply_no");
	assert_true(d->answers[0].safe);
	c = rules_case(*state, tmp, THEN("set_aside = \"look at it\";"), mail);
	d = decided(c, false);
	assert_int_equal(d->outcome, DECIDE_QUARANTINED);
	assert_string_equal(d->cause, "rule \"r\": look at it");
	assert_int_equal(d->answer_count, 0);
	c->facts.released = true;
	d = decided(c, false);
	assert_int_equal(d->outcome, DECIDE_NEW_TICKET);
}

/* Machine mail is refused without a word, whatever the rule says. */
static void
refusals_answer_nobody_who_must_not_be(void **state)
{
	SCRATCH(tmp);
	struct rules_case *c = rules_case(*state, tmp, "rules = ( { name = \"r\"; then = { refuse = { why = \"x\"; answer = \"reply_no\"; }; }; } );",
	    "From: a@b.example\r\nAuto-Submitted: auto-generated\r\nSubject: x\r\n\r\nx\r\n");
	struct decision *d = decided(c, false);

	assert_int_equal(d->outcome, DECIDE_REFUSED);
	assert_int_equal(d->answer_count, 0);
	assert_non_null(strstr(d->not_answered, "RFC 3834"));
}

static void
order_and_stop(void **state)
{
	SCRATCH(tmp);
	struct decision *d = acted(state, tmp, "rules = ( { name = \"a\"; then = { queue = \"billing\"; }; },\n"
	    "{ name = \"b\"; when = { queue = \"billing\"; }; then = { queue = \"hardware\"; priority = \"urgent\"; }; stop = true; },\n"
	    "{ name = \"c\"; then = { queue = \"help\"; }; }, { name = \"d\"; when = { subject = \"fax\"; }; then = { tier = 4; }; } );");

	assert_string_equal(d->queue, "hardware");
	assert_string_equal(d->ruled.queue_by, "b");
	assert_string_equal(d->ruled.stopped_by, "b");
	assert_int_equal(d->rule_count, 4);
	assert_true(d->rules[2].behind && !d->rules[2].matched);
	assert_string_equal(d->rules[2].why, "it fits, but rule \"b\" before it said stop");
	assert_false(d->rules[3].behind);
}

static void
points_decide(void **state)
{
	static const struct {
		const char *points, *more, *queue;
		int tier;
	} samples[] = {
		{ "\"tier:2 +30\"", "", "help", 1 }, { "\"tier:2 +50\"", "", "help", 2 }, { "[ \"tier:2 60\", \"tier:3 +80\" ]", "", "help", 3 },
		{ "[ \"tier:3 80\", \"tier:2 90\" ]", "", "help", 3 }, { "\"queue:billing 40\"", "", "billing", 1 },
		{ "[ \"queue:billing 40\", \"queue:hardware 41\" ]", "", "hardware", 1 }, { "[ \"queue:billing 50\", \"queue:hardware 41\" ]", "", "billing", 1 },
		{ "\"queue:billing 39\"", "", "help", 1 }, { "[ \"queue:billing 40\", \"tier:2 90\" ]", "then = { queue = \"hardware\"; tier = 0; };", "hardware", 0 },
		{ "\"tier:2 +60\"", "}, { name = \"s\"; points = \"tier:2 -20\";", "help", 1 },
		{ "\"tier:2 +30\"", "}, { name = \"s\"; points = \"tier:2 +20\";", "help", 2 },
	};

	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct decision *d = acted(state, tmp, talloc_asprintf(tmp, "thresholds = [ \"tier:2 50\", \"tier:3 80\", \"queue:billing 40\", "
		    "\"queue:hardware 40\" ];\nrules = ( { name = \"r\"; points = %s; %s } );", samples[i].points, samples[i].more));

		if (d->tier != samples[i].tier || strcmp(d->queue, samples[i].queue) != 0)
			fail_msg("%s %s: tier %d, queue %s", samples[i].points, samples[i].more, d->tier, d->queue);
	}
}

static void
follow_ups(void **state)
{
	SCRATCH(tmp);
	static const char rules[] = "rules = ( { name = \"new\"; then = { tags = \"new\"; }; },\n"
	    "{ name = \"r\"; on = \"follow_up\"; when = { follow_up = true; state = \"open\"; tags = \"old\"; field = { name = \"site\"; is = \"x\"; }; assignee = \"ben\"; }; "
	    "then = { queue = \"billing\"; priority = \"urgent\"; tags = \"angry\"; untag = \"old\"; reply = \"reply_soon\"; watch = \"ana\"; }; },\n"
	    "{ name = \"both\"; on = \"both\"; when = { not = { tags = \"old\"; }; queue = \"billing\"; }; then = { fields = { seen = \"yes\"; }; }; } );";
	struct rules_case *c = rules_case(*state, tmp, rules, mail);
	char *tags[] = { (char[]){ "old" }, (char[]){ "kept" } };
	struct field fields[] = { { (char[]){ "site" }, (char[]){ "x" } } };
	struct decision *d;

	rules_reply_to(c, c->conf->queues[0].name);
	c->facts.ticket_tags = (struct mail_strings){ tags, 2 };
	c->facts.ticket_fields = fields;
	c->facts.ticket_field_count = 1;
	d = decided(c, true);
	assert_int_equal(d->outcome, DECIDE_REPLY);
	assert_false(d->rules[0].matched);
	assert_string_equal(d->rules[0].why, "it is for new tickets alone");
	assert_true(d->rules[1].matched && d->rules[2].matched);
	assert_string_equal(d->queue, "billing");
	assert_string_equal(d->team, "money");
	assert_null(d->assignee);
	assert_int_equal(d->priority, PRIORITY_URGENT);
	assert_string_equal(d->tags_removed.list[0], "old");
	assert_string_equal(d->tags.list[0], "angry");
	assert_string_equal(d->fields.list[0].name, "seen");
	assert_int_equal(rules_answers(d, "reply_soon", NULL), 1);
	assert_int_equal(rules_answers(d, "notice_reply", "eva"), 1);
	assert_int_equal(rules_answers(d, "notice_reply", "ana"), 1);
	assert_int_equal(rules_answers(d, "notice_reply", NULL), 2);
	/* Where it goes to is a team that gives its tickets to one of it: who has how much to do is wanted. */
	assert_null(d->crew_of);
	c->conf->teams[1].assign = CONF_ASSIGN_LEAST_LOADED;
	assert_string_equal(decided(c, true)->crew_of, "money");
	c = rules_case(*state, tmp, "rules = ( { name = \"r\"; on = \"both\"; then = { refuse = \"closed\"; }; } );", mail);
	rules_reply_to(c, c->conf->queues[0].name);
	d = decided(c, false);
	assert_int_equal(d->outcome, DECIDE_REFUSED);
	assert_int_equal(d->ticket, 7);
}

/* Rules do not move a ticket that stays closed, by thanks, by a sender who proves too little or by a program. */
static void
closed_tickets_stay(void **state)
{
	static const char rules[] = "rules = ( { name = \"r\"; on = \"follow_up\"; then = { queue = \"billing\"; tier = 2; "
	    "priority = \"urgent\"; tags = \"angry\"; language = \"es\"; organisation = \"acme\"; }; } );";
	static const char *const words[] = { "", "Auto-Submitted: auto-generated\r\n" };

	for (size_t i = 0; i < 2; i++) {
		SCRATCH(tmp);
		struct rules_case *c = rules_case(*state, tmp, rules, talloc_asprintf(tmp, "From: a@b.example\r\nSubject: x\r\n%s\r\n"
		    "It is broken again.\r\n", words[i]));
		struct decision *d;

		rules_reply_to(c, c->conf->queues[0].name);
		c->facts.tie[TIE_MESSAGE_ID_TOKEN].ticket.state = TICKET_CLOSED;
		c->facts.tie[TIE_MESSAGE_ID_TOKEN].ticket.closed = RULES_NOW;
		d = decided(c, false);
		assert_int_equal(d->outcome, DECIDE_REPLY);
		assert_int_equal(d->state, TICKET_CLOSED);
		assert_int_equal(d->withheld, i == 0 ? WITHHELD_REOPENING : 0);
		assert_string_equal(d->queue, "help");
		assert_string_equal(d->team, "first");
		assert_string_equal(d->assignee, "ben");
		assert_int_equal(d->tier, 1);
		assert_int_equal(d->priority, 1);
		assert_null(d->organisation);
		assert_null(d->ruled.queue_by);
		assert_null(d->ruled.organisation_by);
		assert_null(d->ruled.priority_by);
		assert_null(d->ruled.language_by);
		assert_string_equal(d->tags.list[0], "angry");
	}
}

/* What is only filed, thanks and what a program writes, is said to nobody; what waits for a word of its sender is, but for that
 * sender, who is asked already. */
static void
closed_tickets_are_quiet(void **state)
{
	static const char rules[] = "rules = ( { name = \"r\"; on = \"follow_up\"; then = { forward = \"boss@other.example\"; watch = \"eva\"; "
	    "reply = \"reply_soon\"; webhook = \"chat\"; tags = \"seen\"; }; } );";
	static const struct {
		const char *fields, *words;
		enum ticket_state ticket;
		size_t passed_on, replies;
	} mails[] = {
		{ "", "Thank you!", TICKET_CLOSED, 0, 0 },
		{ "Auto-Submitted: auto-generated\r\n", "It is down.", TICKET_CLOSED, 0, 0 },
		{ "", "It is broken again.", TICKET_CLOSED, 1, 0 },
		{ "", "It is broken again.", TICKET_OPEN, 1, 1 },
		{ "Auto-Submitted: auto-generated\r\n", "It is down.", TICKET_OPEN, 1, 0 },
	};

	for (size_t i = 0; i < sizeof(mails) / sizeof(mails[0]); i++) {
		SCRATCH(tmp);
		struct rules_case *c = rules_case(*state, tmp, rules, talloc_asprintf(tmp, "From: a@b.example\r\nSubject: x\r\n%s\r\n%s\r\n",
		    mails[i].fields, mails[i].words));
		struct decision *d;

		rules_reply_to(c, c->conf->queues[0].name);
		c->facts.tie[TIE_MESSAGE_ID_TOKEN].ticket.state = mails[i].ticket;
		c->facts.tie[TIE_MESSAGE_ID_TOKEN].ticket.closed = mails[i].ticket == TICKET_CLOSED ? RULES_NOW : 0;
		d = decided(c, false);
		assert_int_equal(d->outcome, DECIDE_REPLY);
		assert_string_equal(d->tags.list[0], "seen");
		if (rules_answers(d, "passed_on", NULL) != mails[i].passed_on || rules_answers(d, "reply_soon", NULL) != mails[i].replies ||
		    rules_answers(d, "notice_reply", "eva") != mails[i].passed_on || d->hook_count != mails[i].passed_on)
			fail_msg("mail %zu: %zu passed on, %zu answered, %zu hooks", i, rules_answers(d, "passed_on", NULL),
			    rules_answers(d, "reply_soon", NULL), d->hook_count);
	}
}

static void
hooks_are_called(void **state)
{
	SCRATCH(tmp);
	struct rules_case *c = rules_case(*state, tmp, "rules = ( { name = \"a\"; then = { webhook = [ \"chat\", \"other\" ]; program = \"ping\"; }; }, "
	    "{ name = \"b\"; then = { webhook = \"chat\"; program = \"look\"; }; }, { name = \"c\"; when = { subject = \"fax\"; }; "
	    "then = { refuse = \"no\"; }; } );", "From: a@b.example\r\nSubject: x\r\n\r\nx\r\n");
	struct decision *d = decided(c, false);

	/* Once each, however many rules want it; and none for tickets of others. */
	assert_int_equal(d->hook_count, 3);
	assert_string_equal(d->hooks[0].hook->name, "chat");
	assert_string_equal(d->hooks[0].by, "a");
	assert_string_equal(d->hooks[1].hook->name, "ping");
	assert_int_equal(d->hooks[1].hook->kind, CONF_HOOK_PROGRAM);
	assert_string_equal(d->hooks[2].by, "b");
	c->facts.before_adoption = true;
	assert_int_equal(decided(c, false)->hook_count, 0);
	c->facts.before_adoption = false;
	/* They were called when the mail came; that its sender has confirmed it is no second mail. */
	c->facts.confirmed = true;
	c->facts.first_ticket = 3;
	assert_int_equal(decided(c, false)->hook_count, 0);
	c = rules_case(*state, tmp, "rules = ( { name = \"a\"; then = { webhook = \"other\"; }; } );",
	    "From: a@acme.example\r\nAuthentication-Results: mx.desk.example; dmarc=pass header.from=acme.example\r\nSubject: x\r\n\r\nx\r\n");
	assert_int_equal(decided(c, false)->hook_count, 1);
	c = rules_case(*state, tmp, "rules = ( { name = \"a\"; then = { webhook = \"chat\"; refuse = \"no\"; }; } );",
	    "From: a@acme.example\r\nSubject: x\r\n\r\nx\r\n");
	assert_int_equal(decided(c, false)->hook_count, 0);
}

static void
slow_patterns_are_told(void **state)
{
	SCRATCH(tmp);
	char *raw = talloc_strdup(tmp, "From: a@b.example\r\nSubject: x\r\n\r\n");
	struct rules_case *c;
	struct decision *d;
	int64_t began;

	raw = talloc_asprintf_append(raw, "%60000s!\r\n", "");
	memset(raw + 36, 'a', 50000);
	c = rules_case(*state, tmp, "rules = ( { name = \"slow\"; when = { text = { matches = \"(a+)+$\"; }; }; then = { tier = 4; }; },\n"
	    "{ name = \"not\"; when = { not = { text = { matches = \"(a|aa)+$\"; }; }; }; then = { tags = \"x\"; }; } );", raw);
	began = instant_monotonic();
	d = decided(c, false);
	assert_in_range(instant_monotonic() - began, 0, 2000);
	assert_int_equal(d->tier, 1);
	assert_true(d->rules[0].slow && !d->rules[0].matched);
	assert_non_null(strstr(d->rules[0].why, "takes too long"));
}

/* A rule that has many of them, all slow, does not stop the desk. */
static void
many_slow_patterns_end(void **state)
{
	SCRATCH(tmp);
	char *raw = talloc_strdup(tmp, "From: a@b.example\r\nSubject: x\r\n\r\n"), *rules = talloc_strdup(tmp, "rules = (");
	struct rules_case *c;
	int64_t began;

	raw = talloc_asprintf_append(raw, "%60000s!\r\n", "");
	memset(raw + 36, 'a', 50000);
	for (int i = 0; i < 100; i++)
		rules = talloc_asprintf_append(rules, "%s{ name = \"r%d\"; when = { text = { matches = \"(a+)+%d?$\"; }; }; then = { tier = 4; }; }",
		    i > 0 ? "," : "", i, i);
	c = rules_case(*state, tmp, talloc_asprintf(tmp, "%s);", rules), raw);
	began = instant_monotonic();
	assert_int_equal(decided(c, false)->tier, 1);
	assert_in_range(instant_monotonic() - began, 0, 3000);
}

static int
setup(void **state)
{
	(void)state;
	message_init();
	return 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, scene_open, scene_close)
	const struct CMUnitTest tests[] = {
		TEST(every_condition), TEST(no_kind_is_forgotten), TEST(encrypted_mail), TEST(files_of_addresses), TEST(says_why), TEST(says_where_it_goes), TEST(marks_it), TEST(captures_of_alternatives), TEST(captures_are_harmless), TEST(answers),
		TEST(nothing_goes_round), TEST(refuses_and_sets_aside), TEST(refusals_answer_nobody_who_must_not_be), TEST(order_and_stop),
		TEST(points_decide), TEST(follow_ups), TEST(closed_tickets_stay), TEST(closed_tickets_are_quiet), TEST(hooks_are_called),
		TEST(slow_patterns_are_told), TEST(many_slow_patterns_end),
	};

	return cmocka_run_group_tests_name("rule", tests, setup, NULL);
}
