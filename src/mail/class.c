/* class.c - see class.h: a list of questions, the first that says yes decides */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/absence.h>
#include <postigo/mail/bounce.h>
#include <postigo/mail/bounceword.h>
#include <postigo/mail/class.h>
#include <postigo/mail/quotemark.h>

#define OPENING_LINES 4u	/* of a text in which a mail system has begun to speak */

/* What the questions are asked about. */
struct evidence {
	struct mail *mail;
	const struct header *header;
	const struct parts *parts;
	struct parameters type;	/* of the whole mail, as it says, whatever its parts came to */
};

/* NULL: no; else why. */
typedef const char *question(const struct evidence *e);

static const struct part *
part_of_type(const struct parts *parts, const char *type)
{
	for (size_t i = 0; i < parts->count; i++) {
		if (strcmp(parts->list[i].type, type) == 0)
			return &parts->list[i];
	}
	return NULL;
}

/* The report-type of a multipart/report (RFC 6522), NULL when it is none. */
static const char *
report_type(const struct evidence *e)
{
	return strcmp(e->type.word, "multipart/report") == 0 ? parameters_find(&e->type, "report-type") : NULL;
}

/* Is this the first word of Auto-Submitted? */
static bool
says(const struct evidence *e, const char *word)
{
	return e->mail->auto_submitted != NULL && strcmp(e->mail->auto_submitted, word) == 0;
}

static bool
answers_or_forwards(const struct evidence *e)
{
	return e->mail->subject != NULL &&
	    (quotemark_reply_subject(e->mail->subject) || quotemark_forward_subject(e->mail->subject));
}

static bool
says_undelivered(const struct evidence *e)
{
	return e->mail->subject != NULL && quotemark_bounce_subject(e->mail->subject);
}

/* "<>" and nothing else: a field that cannot be read says nothing. */
static bool
null_return_path(const struct evidence *e)
{
	return span_is(header_value(e->header, "Return-Path"), "<>");
}

static struct span
local_part(const char *address)
{
	return (struct span){ address, strcspn(address, "@") };
}

/* Asks of the name and of the address of the sender; some have no address at all ("MAILER-DAEMON <>"). */
static bool
sender_is(const struct evidence *e, bool ask(struct span name))
{
	const struct mail_address *from = &e->mail->from;

	if (from->address != NULL && ask(local_part(from->address)))
		return true;
	return from->name != NULL && ask(span_of(from->name));
}

static const struct part *
status_part(const struct evidence *e)
{
	const struct part *p = part_of_type(e->parts, "message/delivery-status");

	return p != NULL ? p : part_of_type(e->parts, "message/global-delivery-status");
}

/* Does the report tell only of recipients who got the mail? Then nothing came back. */
static bool
all_reached(const struct part *part)
{
	SCRATCH(tmp);
	struct span rest = part_decode(tmp, part), line;
	bool some = false;

	for (unsigned n = 0; n < 2000 && span_line(&rest, &line); n++) {
		struct span action;

		if (!span_starts(line, "Action:"))
			continue;
		action = span_trim((struct span){ line.at + 7, line.size - 7 });
		if (!span_starts(action, "deliver") && !span_starts(action, "relay") && !span_starts(action, "expand"))
			return false;
		some = true;
	}
	return some;
}

static const char *
delivery_report(const struct evidence *e)
{
	const char *type = report_type(e);
	const struct part *status = status_part(e);

	if (status != NULL && all_reached(status))
		return NULL;
	if (type != NULL && strcasecmp(type, "delivery-status") == 0)
		return "multipart/report; report-type=delivery-status";
	if (type != NULL)
		return NULL;
	/* A person may pass on a bounce, with all its parts. */
	if (status != NULL && (!answers_or_forwards(e) || sender_is(e, bounceword_daemon)))
		return "has a message/delivery-status part";
	return header_next(e->header, "X-Failed-Recipients", NULL) != NULL ? "X-Failed-Recipients" : NULL;
}

/* Does the text begin as those of mail systems do, in one of its first lines? */
static bool
opens_as_bounce(const struct evidence *e, unsigned lines)
{
	struct span rest = span_of(e->mail->text), line;

	for (unsigned n = 0; n < lines && span_line(&rest, &line); ) {
		SCRATCH(tmp);
		const char *folded = bounceword_fold(tmp, line);

		if (folded[0] == '\0')
			continue;
		if (line.at[0] == '>')
			return false;
		if (bounceword_opening(folded))
			return true;
		n++;
	}
	return false;
}

/* Was it made in a program that people write with? */
static bool
written_by_hand(const struct evidence *e)
{
	static const char *const programs[] = { "Apple Mail", "iPhone Mail", "iPad Mail", "Microsoft Outlook", "Mozilla",
		"Thunderbird", "Evolution", "The Bat", "Mutt", "NeoMutt", "Claws", "KMail", "Roundcube", "SquirrelMail",
		"Horde", "Zimbra", "eM Client", "MailMate", "Airmail", "Gnus" };
	struct span mailer = header_value(e->header, "X-Mailer"), agent = header_value(e->header, "User-Agent");

	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
		if ((mailer.size > 0 && span_starts(mailer, programs[i])) ||
		    (agent.size > 0 && span_starts(agent, programs[i])))
			return true;
	}
	return false;
}

static const char *
system_bounce(const struct evidence *e)
{
	bool system = sender_is(e, bounceword_system), null = null_return_path(e);
	const struct part *status = status_part(e);

	if (status != NULL && all_reached(status))
		return NULL;
	if (sender_is(e, bounceword_daemon))
		return "from mailer-daemon or one of its kind";
	/* A postmaster is a person as well, who answers and asks. */
	if (answers_or_forwards(e) && !null)
		return NULL;
	if (system && null)
		return "from a mail system with an empty Return-Path";
	/* Nor do mail systems write in Thunderbird. */
	if (!null && written_by_hand(e) && !opens_as_bounce(e, 1))
		return NULL;
	if ((system || null) && says_undelivered(e))
		return system ? "from a mail system, and its subject tells of a delivery" :
		    "empty Return-Path, and its subject tells of a delivery";
	/* Who waits for a confirmation likes to speak like a mail system. */
	if (!system && says(e, "auto-replied"))
		return NULL;
	if ((system || null) && opens_as_bounce(e, OPENING_LINES))
		return system ? "from a mail system, and its text tells of a delivery" :
		    "empty Return-Path, and its text tells of a delivery";
	return NULL;
}

/* A gateway under a name of its own: subject and text agree, and somebody else is named who was not reached. Mail that
 * only plays the bounce names nobody, or him to whom it is sent. */
static const char *
unsigned_bounce(const struct evidence *e)
{
	SCRATCH(tmp);
	struct mail_bounce *b;

	/* Not a word above it, and no program that people write with: somebody may have pasted it. */
	if (!says_undelivered(e) || answers_or_forwards(e) || e->mail->references.count > 0 ||
	    header_next(e->header, "X-Mailer", NULL) != NULL || header_next(e->header, "User-Agent", NULL) != NULL ||
	    !opens_as_bounce(e, 1))
		return NULL;
	b = bounce_named(tmp, e->mail);
	for (size_t i = 0; i < b->count; i++) {
		const char *address = b->recipients[i].address;
		bool own = e->mail->from.address != NULL && strcasecmp(address, e->mail->from.address) == 0;

		for (size_t k = 0; k < e->mail->to.count && k < 10 && !own; k++)
			own = strcasecmp(address, e->mail->to.list[k].address) == 0;
		if (!own)
			return "its subject and text are those of a mail system";
	}
	return NULL;
}

/* The METHOD that the calendar itself has, when the part's type does not tell. */
static bool
has_method(const struct part *p)
{
	SCRATCH(tmp);
	struct span rest = part_decode(tmp, p), line;

	for (unsigned n = 0; n < 40 && span_line(&rest, &line); n++) {
		if (span_starts(line, "METHOD:"))
			return !span_starts(line, "METHOD:PUBLISH");
	}
	return false;
}

/* A calendar part counts when it asks or answers (METHOD), not when it is a mere file. */
static const char *
calendar(const struct evidence *e)
{
	const struct part *p = part_of_type(e->parts, "text/calendar");

	if (p == NULL || strcmp(p->disposition, "attachment") == 0)
		return NULL;
	if (parameters_find(&p->content, "method") != NULL)
		return "text/calendar with a method";
	return has_method(p) ? "a calendar with a method" : NULL;
}

static bool
value_is(const struct header *header, const char *name, const char *word)
{
	struct span v = header_value(header, name);

	return v.size > 0 && span_starts(v, word);
}

/* Fields that only answering machines add; a value of "no" takes it back. */
static const char *
answering_machine(const struct evidence *e)
{
	static const char *const fields[] = { "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoreply-From",
		"X-Mail-Autoreply", "X-Autoresponder", "X-Auto-Respond", "X-AutoReply-Sender", "X-Autoresponse",
		"X-Auto-Response", "X-Autoreply-To", "X-Auto-Reply-From", "X-Vacation", "X-Mdautoresponder",
		"X-Autoreply-Id", "X-Ms-Autoreply", "Auto-Reply" };
	static const struct {
		const char *field, *start;
	} values[] = {
		{ "Precedence", "auto_reply" }, { "Precedence", "auto-reply" }, { "Precedence", "autoreply" },
		{ "X-Precedence", "auto_reply" }, { "X-Precedence", "auto-reply" }, { "Preference", "auto_reply" },
		{ "Delivered-To", "autoresponder" }, { "X-Autogenerated", "reply" },
		{ "X-POST-MessageClass", "9; Autoresponder" }, { "X-FC-MachineGenerated", "true" },
		{ "X-MS-Exchange-Generated-Message-Source", "Mailbox Rules Agent" }, { "X-Mailer", "vacation" },
		{ "X-Mailer", "autorespond" }, { "User-Agent", "vacation" }, { "X-Mailer", "MDaemon Autoresponder" },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct span v = header_value(e->header, fields[i]);

		if (v.size > 0 && !span_is(v, "no") && !span_is(v, "false") && !span_is(v, "0"))
			return fields[i];
	}
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		if (value_is(e->header, values[i].field, values[i].start))
			return talloc_asprintf(e->mail, "%s: %s", values[i].field, values[i].start);
	}
	return NULL;
}

/* Has something in the header to do with answering machines, which a person's mail may have as well? */
static bool
hint_of_machine(const struct evidence *e)
{
	return e->mail->in_reply_to.count > 0 || e->mail->references.count > 0 || null_return_path(e) ||
	    (e->mail->auto_submitted != NULL && !says(e, "no")) ||
	    header_next(e->header, "X-Auto-Response-Suppress", NULL) != NULL ||
	    header_next(e->header, "X-MS-Exchange-Inbox-Rules-Loop", NULL) != NULL;
}

/* Where the header is silent, subject and text must agree, the less the subject says the more: people, too, write that
 * they will be out of office, and ask how an automatic reply is set up. */
static bool
tells_absence(const struct evidence *e)
{
	const char *text = e->mail->text;
	bool hint = hint_of_machine(e);

	switch (absence_subject(e->mail->subject, e->mail->from.name)) {
	case ABSENCE_NONE:
		return false;
	case ABSENCE_WORDS:
		return hint && (absence_says_away(text) || absence_declares(text));
	case ABSENCE_ALONE:
		return (hint && (absence_says_away(text) || absence_says_automatic(text))) ||
		    (absence_says_away(text) && absence_declares(text));
	case ABSENCE_PREFIX:
		return hint || absence_declares(text);
	case ABSENCE_BY_NAME:
		return hint || absence_says_away(text);
	case ABSENCE_MACHINE:
		return hint || absence_says_away(text) || absence_declares(text) || absence_thanks(text);
	}
	return false;
}

static const char *
auto_reply(const struct evidence *e)
{
	const char *why;

	/* Reports say so as well. RFC 3834 section 5: "no" means that a person wrote it, whatever carried it. */
	if (report_type(e) != NULL || says(e, "no"))
		return NULL;
	if (says(e, "auto-replied"))
		return "Auto-Submitted: auto-replied";
	if ((why = answering_machine(e)) != NULL)
		return why;
	/* Exchange calls its own notes of absence auto-generated. */
	if (tells_absence(e))
		return "its subject and text are those of an answering machine";
	if (null_return_path(e) && absence_says_away(e->mail->text))
		return "empty Return-Path, and its text tells of an absence";
	return NULL;
}

/* Reports about a mail (RFC 6522) that are no bounces, and those that are older than the form. */
static const char *
other_report(const struct evidence *e)
{
	const char *type = report_type(e);
	const struct part *original = part_of_type(e->parts, "message/rfc822");

	if (type != NULL && strcasecmp(type, "disposition-notification") == 0)
		return "a receipt that a mail was shown (report-type=disposition-notification)";
	if (type != NULL && strcasecmp(type, "feedback-report") == 0)
		return "a complaint about a mail (report-type=feedback-report)";
	if (type != NULL && strcasecmp(type, "delivery-status") == 0)
		return "a report that a mail was delivered";
	if (type != NULL)
		return "multipart/report";
	if (part_of_type(e->parts, "message/feedback-report") != NULL)
		return "a complaint about a mail (message/feedback-report)";
	if (part_of_type(e->parts, "message/disposition-notification") != NULL && !answers_or_forwards(e))
		return "a receipt that a mail was shown";
	/* Hotmail's programme for senders: the mail alone, with a field of its own at its head. */
	if (original != NULL && original->bytes.size > 22 &&
	    memmem(original->bytes.at, original->bytes.size < 4096 ? original->bytes.size : 4096,
	    "X-HmXmrOriginalRecipient", 24) != NULL)
		return "a complaint about a mail (X-HmXmrOriginalRecipient)";
	return NULL;
}

/* People of Outlook and Exchange have these; their servers add X-Auto-Response-Suppress to whatever they like. */
static bool
written_in_outlook(const struct evidence *e)
{
	return header_next(e->header, "Thread-Index", NULL) != NULL ||
	    header_next(e->header, "X-MS-Has-Attach", NULL) != NULL || e->mail->in_reply_to.count > 0;
}

static const char *
auto_generated(const struct evidence *e)
{
	static const char *const fields[] = { "X-Autogenerated", "X-Auto-Generated", "X-Cron-Env", "X-Nagios-Notification" };
	const char *why = other_report(e);

	if (why != NULL)
		return why;
	/* Forwarding without a person in between is no authorship (the word is in no register). */
	if (e->mail->auto_submitted != NULL && !says(e, "no") && !says(e, "auto-forwarded"))
		return says(e, "auto-notified") ? "Auto-Submitted: auto-notified" : "Auto-Submitted: auto-generated";
	if (says(e, "no"))
		return NULL;
	if (value_is(e->header, "X-Auto-Response-Suppress", "All") && !written_in_outlook(e))
		return "X-Auto-Response-Suppress: All";
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (header_next(e->header, fields[i], NULL) != NULL)
			return fields[i];
	}
	if (value_is(e->header, "Precedence", "junk"))
		return "Precedence: junk";
	if (e->mail->from.name != NULL && span_is(span_of(e->mail->from.name), "Cron Daemon"))
		return "from cron";
	/* Nobody may answer it (RFC 3834 section 4), so nobody expects to be answered. */
	return null_return_path(e) ? "empty Return-Path" : NULL;
}

static const char *
list(const struct evidence *e)
{
	static const char *const fields[] = { "List-Id", "List-Post", "List-Unsubscribe", "List-Help", "List-Subscribe",
		"List-Owner", "List-Archive", "Mailing-List", "X-Mailing-List", "X-Mailman-Version", "X-BeenThere",
		"X-List-Id", "X-Listname", "X-Ml-Name" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (header_next(e->header, fields[i], NULL) != NULL)
			return fields[i];
	}
	if (value_is(e->header, "Precedence", "bulk"))
		return "Precedence: bulk";
	return value_is(e->header, "Precedence", "list") ? "Precedence: list" : NULL;
}

static bool
is_nobody(struct span name)
{
	static const char *const names[] = { "noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply",
		"do_not_reply", "do.not.reply", "dont-reply", "nicht-antworten", "noreponse", "ne-pas-repondre",
		"ne_pas_repondre", "nepasrepondre", "no-responder", "noresponder", "no-contestar", "nao-responda",
		"naoresponda", "non-rispondere", "nonrispondere", "nicht.antworten", "niet-beantwoorden" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = strlen(names[i]);

		if (span_starts(name, names[i]) && (name.size == n || strchr("-_.+=", name.at[n]) != NULL))
			return true;
	}
	return false;
}

/* An address that says itself that nobody is behind it. A form on the web sends from there as well, but names in
 * Reply-To the person who filled it in. */
static const char *
from_nobody(const struct evidence *e)
{
	const char *from = e->mail->from.address;

	if (from == NULL || !is_nobody(local_part(from)) || says(e, "no") || answers_or_forwards(e))
		return NULL;
	for (size_t i = 0; i < e->mail->reply_to.count; i++) {
		if (!is_nobody(local_part(e->mail->reply_to.list[i].address)))
			return NULL;
	}
	return "from an address that nobody answers";
}

static const struct {
	question *ask;
	enum mail_class class;
} questions[] = {
	{ delivery_report, MAIL_BOUNCE },
	{ system_bounce, MAIL_BOUNCE },
	{ calendar, MAIL_CALENDAR },
	{ auto_reply, MAIL_AUTO_REPLY },
	{ auto_generated, MAIL_AUTO_GENERATED },
	{ list, MAIL_LIST },
	{ unsigned_bounce, MAIL_BOUNCE },
	{ from_nobody, MAIL_AUTO_GENERATED },
};

/* The first word of Auto-Submitted, lower case. */
static char *
auto_submitted(struct mail *mail, const struct header *header)
{
	struct span v = header_value(header, "Auto-Submitted");
	size_t n = 0;
	char *word;

	/* "(vacation) auto-replied" */
	for (unsigned i = 0; i < 5 && v.size > 0 && v.at[0] == '('; i++) {
		const char *end = memchr(v.at, ')', v.size);

		v = end == NULL ? (struct span){ NULL, 0 } :
		    span_trim((struct span){ end + 1, (size_t)(v.at + v.size - end - 1) });
	}
	if (v.size > 0 && v.at[0] == '"')
		v = (struct span){ v.at + 1, v.size - 1 };
	while (n < v.size && n < 40 && (v.at[n] == '-' || ((v.at[n] | 0x20) >= 'a' && (v.at[n] | 0x20) <= 'z')))
		n++;
	if (n == 0)
		return NULL;
	word = talloc_strndup(mail, v.at, n);
	for (char *c = word; *c != '\0'; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c | 0x20 : *c);
	return word;
}

void
class_read(struct mail *mail, const struct header *header, const struct parts *parts)
{
	SCRATCH(tmp);
	struct evidence e = { mail, header, parts, parameters_read(tmp, header_value(header, "Content-Type")) };

	mail->auto_submitted = auto_submitted(mail, header);
	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++) {
		const char *why = questions[i].ask(&e);

		if (why == NULL)
			continue;
		mail->class = questions[i].class;
		mail->class_reason = talloc_strdup(mail, why);
		return;
	}
	mail->class = MAIL_HUMAN;
	mail->class_reason = talloc_strdup(mail, "nothing says that a machine wrote it");
}
