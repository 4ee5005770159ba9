/* class.c - see class.h: a list of questions, the first that says yes decides */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/class.h>
#include <postigo/mail/quotemark.h>

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

static const char *
delivery_report(const struct evidence *e)
{
	const char *type = report_type(e);

	if (type != NULL && strcasecmp(type, "delivery-status") == 0)
		return "multipart/report; report-type=delivery-status";
	if (type != NULL)
		return NULL;
	if (part_of_type(e->parts, "message/delivery-status") != NULL ||
	    part_of_type(e->parts, "message/global-delivery-status") != NULL)
		return "has a message/delivery-status part";
	return header_next(e->header, "X-Failed-Recipients", NULL) != NULL ? "X-Failed-Recipients" : NULL;
}

static struct span
local_part(const char *address)
{
	return (struct span){ address, strcspn(address, "@") };
}

/* From one of the names that mail systems use; some have no address at all ("MAILER-DAEMON <>"). */
static bool
from_mail_system(const struct evidence *e)
{
	const char *name = e->mail->from.name != NULL ? e->mail->from.name : "";
	struct span who = local_part(e->mail->from.address != NULL ? e->mail->from.address : name);

	return span_is(who, "mailer-daemon") || span_is(who, "postmaster") || span_is(who, "mailerdaemon") ||
	    span_is(who, "mail-daemon") || span_is(who, "mdaemon") || span_is(who, "maildaemon") ||
	    span_starts(span_of(name), "Mail Delivery S");
}

static bool
null_return_path(const struct evidence *e)
{
	return e->mail->return_path != NULL && e->mail->return_path[0] == '\0';
}

static const char *
system_bounce(const struct evidence *e)
{
	bool system = from_mail_system(e), says_so;

	if (!null_return_path(e) && !system)
		return NULL;
	if (system && null_return_path(e))
		return "from a mail system with an empty Return-Path";
	if (e->mail->from.address != NULL && span_is(local_part(e->mail->from.address), "mailer-daemon"))
		return "from mailer-daemon";
	says_so = e->mail->subject != NULL && quotemark_bounce_subject(e->mail->subject);
	if (system && says_so)
		return "from a mail system, and its subject tells of a delivery";
	return says_so ? "empty Return-Path, and its subject tells of a delivery" : NULL;
}

/* A calendar part counts when it asks or answers (METHOD), not when it is a mere file. */
static const char *
calendar(const struct evidence *e)
{
	const struct part *p = part_of_type(e->parts, "text/calendar");

	if (p == NULL || strcmp(p->disposition, "attachment") == 0)
		return NULL;
	return parameters_find(&p->content, "method") != NULL ? "text/calendar with a method" : NULL;
}

static bool
value_is(const struct header *header, const char *name, const char *word)
{
	struct span v = header_value(header, name);

	return v.size > 0 && span_starts(v, word);
}

/* Fields that answering machines add; a value of "no" takes it back. */
static const char *
answering_machine(const struct evidence *e)
{
	static const char *const fields[] = { "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoreply-From",
		"X-Mail-Autoreply", "X-Autoresponder", "X-Auto-Respond", "X-AutoReply-Sender",
		"X-MS-Exchange-Inbox-Rules-Loop", "X-Vacation", "X-Mdautoresponder" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct span v = header_value(e->header, fields[i]);

		if (v.size > 0 && !span_is(v, "no") && !span_is(v, "false"))
			return fields[i];
	}
	if (value_is(e->header, "Precedence", "auto_reply") || value_is(e->header, "Precedence", "auto-reply"))
		return "Precedence: auto_reply";
	if (value_is(e->header, "X-Precedence", "auto_reply"))
		return "X-Precedence: auto_reply";
	return value_is(e->header, "Delivered-To", "autoresponder") ? "Delivered-To: Autoresponder" : NULL;
}

static bool
says(const struct evidence *e, const char *word)
{
	return e->mail->auto_submitted != NULL && strcmp(e->mail->auto_submitted, word) == 0;
}

static const char *
auto_reply(const struct evidence *e)
{
	const char *why;

	if (says(e, "auto-replied") || says(e, "auto-notified"))
		return "Auto-Submitted: auto-replied";
	if (says(e, "no"))	/* RFC 3834 section 5: a person wrote it, whatever carried it */
		return NULL;
	if ((why = answering_machine(e)) != NULL)
		return why;
	/* Exchange calls its own notes of absence auto-generated. */
	if (e->mail->subject != NULL && quotemark_absence_subject(e->mail->subject))
		return "its subject is that of an answering machine";
	return NULL;
}

static const char *
auto_generated(const struct evidence *e)
{
	const char *type = report_type(e);

	if (type != NULL)
		return "multipart/report";
	if (e->mail->auto_submitted != NULL && !says(e, "no"))
		return "Auto-Submitted: auto-generated";
	if (says(e, "no"))
		return NULL;
	if (value_is(e->header, "X-Auto-Response-Suppress", "All"))
		return "X-Auto-Response-Suppress: All";
	if (header_next(e->header, "X-Autogenerated", NULL) != NULL)
		return "X-Autogenerated";
	if (header_next(e->header, "X-Cron-Env", NULL) != NULL)
		return "X-Cron-Env";
	if (value_is(e->header, "X-FC-MachineGenerated", "true"))
		return "X-FC-MachineGenerated";
	if (value_is(e->header, "Precedence", "junk"))
		return "Precedence: junk";
	/* Nobody may answer it (RFC 3834 section 4), so nobody expects to be answered. */
	return null_return_path(e) ? "empty Return-Path" : NULL;
}

static const char *
list(const struct evidence *e)
{
	static const char *const fields[] = { "List-Id", "List-Post", "List-Unsubscribe", "List-Help",
		"List-Subscribe", "List-Owner", "List-Archive", "Mailing-List", "X-Mailing-List", "X-Mailman-Version" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (header_next(e->header, fields[i], NULL) != NULL)
			return fields[i];
	}
	if (value_is(e->header, "Precedence", "bulk"))
		return "Precedence: bulk";
	return value_is(e->header, "Precedence", "list") ? "Precedence: list" : NULL;
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
};

/* The first word of Auto-Submitted, lower case. */
static char *
auto_submitted(struct mail *mail, const struct header *header)
{
	struct span v = header_value(header, "Auto-Submitted");
	size_t n = 0;
	char *word;

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
