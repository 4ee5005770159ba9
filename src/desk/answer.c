/* answer.c - see answer.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <openssl/rand.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/mail/address.h>
#include <postigo/mail/compose.h>
#include <postigo/mail/seal.h>
#include <postigo/mail/threadindex.h>
#include <postigo/store/event.h>
#include <postigo/store/identifier.h>
#include <postigo/store/message_row.h>
#include <postigo/store/outbox.h>
#include <postigo/store/notice.h>
#include <postigo/store/participant.h>
#include <postigo/tmpl/offer.h>

#include "answer.h"
#include "button.h"
#include "limits.h"
#include "notice_gather.h"
#include "notice_values.h"
#include "organisation.h"
#include "protect.h"
#include "signed.h"

/* References of an outgoing mail: the first and the newest of a thread. */
#define THREAD_MOST 24

#define NAME_MOST 64
#define SUBJECT_MOST 200

/* Attachments that are passed on with an answer. */
#define ATTACHMENTS_MAX 200

/* One mail to one recipient, about to be written. */
struct letter {
	const struct occasion *occasion;
	const struct answer *answer;
	struct person to;
	enum token_purpose purpose;	/* of its reply address */
	bool automatic, generated;
	int64_t notice;			/* whose buttons are in it; 0: nobody presses them */
	struct mail_addresses to_header, cc_header;
};

static void
set(json_t *values, const char *key, const char *value)
{
	json_object_set_new(values, key, json_string(value != NULL ? value : ""));
}

char *
answer_size(TALLOC_CTX *ctx, uint64_t bytes)
{
	if (bytes < 1024)
		return talloc_asprintf(ctx, "%llu B", (unsigned long long)bytes);
	if (bytes < 1024 * 1024)
		return talloc_asprintf(ctx, "%llu KB", (unsigned long long)(bytes + 1023) / 1024);
	return talloc_asprintf(ctx, "%llu MB", (unsigned long long)(bytes + (1 << 20) - 1) >> 20);
}

static void
set_attachments(TALLOC_CTX *ctx, json_t *values, const struct mail *mail)
{
	json_t *list = json_array();

	for (size_t i = 0; i < mail->attachment_count && i < ATTACHMENTS_MAX; i++)
		json_array_append_new(list, json_pack("{s:s, s:s}", "name", mail->attachments[i].name, "size_text",
		    answer_size(ctx, mail->attachments[i].size)));
	json_object_set_new(values, "has_attachments", json_boolean(json_array_size(list) > 0));
	json_object_set_new(values, "attachments", list);
}

static const char *
first_of(const char *a, const char *b)
{
	return a != NULL && a[0] != '\0' ? a : b;
}

/* A link or an address is no name to greet anybody by: else whoever forges a sender has us mail it to them. */
static const char *
spoken_name(const char *name)
{
	return name == NULL || strpbrk(name, "@/<>\\") != NULL || strcasestr(name, "www.") != NULL ? "" : name;
}

/* A mail that became no ticket has nothing to be known by. */
static void
set_marker(TALLOC_CTX *ctx, json_t *values, const struct occasion *o)
{
	json_object_set_new(values, "marker", o->ticket->id == 0 ? json_string("") :
	    json_sprintf("ref:%s", token_mark_make(ctx, o->tools->keys, o->ticket->id)));
}

static const char *const trust_values[] = {
	"trust_none", "trust_known", "trust_auth", "trust_token", "trust_token_and_auth",
};

/* How sure we are that the sender wrote it: one of these is true, for a technician to see in words of their language. */
static void
set_trust(json_t *values, const struct occasion *o)
{
	for (size_t i = 0; i < sizeof(trust_values) / sizeof(trust_values[0]); i++)
		json_object_set_new(values, trust_values[i], json_boolean(o->decision != NULL && o->decision->trust == i));
}

/* What was found of a signature and of encryption, for the same people. */
static void
set_seal(TALLOC_CTX *ctx, json_t *values, const struct occasion *o)
{
	static const struct {
		const char *name;
		enum seal_signature signature;
	} states[] = {
		{ "seal_bad", SEAL_BAD }, { "seal_no_key", SEAL_NO_KEY }, { "seal_refused", SEAL_REFUSED },
		{ "seal_unchecked", SEAL_UNCHECKED },
	};
	const struct seal *s = o->facts->mail->seal;
	enum seal_signature signature = s != NULL && o->decision != NULL ? s->signature : SEAL_UNSIGNED;
	const char *why;
	bool counts = o->decision != NULL && signed_by_sender(ctx, o->facts, &why);

	set(values, "seal_system", s != NULL ? s->system : "");
	set(values, "seal_signer", s != NULL ? s->signer : "");
	json_object_set_new(values, "seal_encrypted", json_boolean(s != NULL && s->encrypted && s->opened));
	json_object_set_new(values, "seal_locked", json_boolean(s != NULL && s->encrypted && !s->opened));
	json_object_set_new(values, "seal_stranger", json_boolean(signature == SEAL_GOOD && !counts));
	json_object_set_new(values, "trust_signed", json_boolean(counts));
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		json_object_set_new(values, states[i].name, json_boolean(signature == states[i].signature));
	for (size_t i = 0; counts && i < TRUST_TOKEN_AND_AUTH + 1; i++)
		json_object_set_new(values, trust_values[i], json_false());
}

/* What a technician should see of the sender's addresses before they answer. */
static void
set_addresses(TALLOC_CTX *ctx, json_t *values, const struct mail *mail)
{
	const struct mail_address *reply_to = mail->reply_to.count > 0 ? &mail->reply_to.list[0] : NULL;
	bool differs = reply_to != NULL && reply_to->address != NULL && mail->from.address != NULL &&
	    strcasecmp(reply_to->address, mail->from.address) != 0;

	set(values, "reply_to", differs ? utf8_clean_line(ctx, reply_to->address, NAME_MOST * 2) : "");
	json_object_set_new(values, "name_hides", json_boolean(address_name_hides(&mail->from)));
}

/* What named groups of rules' patterns have found in the mail. */
static void
set_captures(json_t *values, const struct occasion *o)
{
	json_t *captures = json_object();

	for (size_t i = 0; o->decision != NULL && i < o->decision->ruled.capture_count; i++)
		set(captures, o->decision->ruled.captures[i].name, o->decision->ruled.captures[i].value);
	json_object_set_new(values, "capture", captures);
}

static bool
is_inside(const struct letter *letter)
{
	return letter->purpose == TOKEN_TECHNICIAN || letter->purpose == TOKEN_INTERNAL;
}

/* How whoever has asked has come to us, when not by mail. */
static void
set_channel(json_t *values, const struct occasion *o)
{
	static const char *const names[] = { "phone", "visit", "chat", "social", "mail" };
	const char *channel = o->decision != NULL ? o->decision->channel : NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char key[16];

		snprintf(key, sizeof(key), "by_%s", names[i]);
		json_object_set_new(values, key, json_boolean(channel != NULL && strcmp(channel, names[i]) == 0));
	}
}

static bool
is_to_vendor(const struct letter *letter)
{
	return letter->purpose == TOKEN_VENDOR;
}

/* What a mail says. A note stays inside, whatever the template that is to go out would like. */
static const char *
words_for(const struct letter *letter, bool whole)
{
	const struct occasion *o = letter->occasion;
	const struct mail *mail = o->facts->mail;

	if (letter->answer->safe || (o->decision != NULL && o->decision->note && !is_inside(letter)))
		return "";
	/* Below what technicians write stands a notice of ours, with notes in it and what only they may use. */
	if (o->decision != NULL && o->decision->by_technician && !is_inside(letter) && mail->reply != NULL)
		return mail->reply;
	return whole ? mail->text : first_of(mail->reply, mail->text);
}

/* What of themselves technicians show to whoever they answer: as the config says. */
static void
set_technician(json_t *values, const struct letter *letter)
{
	const struct occasion *o = letter->occasion;
	const struct conf_agent *agent = letter->answer->agent;
	const struct conf_answers *answers = &o->facts->conf->answers;
	bool wrote = agent != NULL && o->decision != NULL && o->decision->by_technician && !letter->answer->safe;

	set(values, "technician_name", agent != NULL ? agent->display_name : "");
	set(values, "technician_address", wrote && answers->show_address ? agent->address : "");
	set(values, "technician_signature", wrote && answers->keep_signature && o->facts->mail->signature != NULL ?
	    o->facts->mail->signature : "");
}

/* Does the message offer its templates that value? */
static bool
offers(const struct letter *letter, const char *value)
{
	const struct offer *offer = offer_find(letter->answer->template);

	for (const char *const *name = offer != NULL ? offer->values : NULL; name != NULL && *name != NULL; name++)
		if (strcmp(*name, value) == 0)
			return true;
	return false;
}

static void
set_buttons(json_t *values, const struct letter *letter)
{
	const struct occasion *o = letter->occasion;
	struct button_row row = {
		.tools = o->tools, .agent = letter->answer->agent, .person = letter->to.id, .ticket = o->ticket,
		.template = letter->answer->template, .notice = letter->notice, .now = o->facts->now,
	};

	if (letter->answer->to == ANSWER_TECHNICIAN && offers(letter, "has_buttons"))
		button_values(&row, values);
}

/* What stands around the news in a notice. */
static enum result
add_surroundings(json_t *values, const struct letter *letter, struct error *err)
{
	const struct occasion *o = letter->occasion;
	const struct conf_agent *agent = letter->answer->agent;
	struct notice_about about = {
		.tools = o->tools, .ticket = o->ticket, .agent = agent,
		.before = o->since != 0 ? o->since : o->message, .now = o->facts->now,
		.language = letter->answer->language != NULL ? letter->answer->language : o->facts->conf->identity.language,
		.words = json_string_value(json_object_get(values, "text")),
	};
	enum result result = DONE;

	if (letter->answer->to != ANSWER_TECHNICIAN || o->ticket->id == 0 || o->tools->store == NULL)
		return DONE;
	if (offers(letter, "has_deadlines") && !json_is_array(json_object_get(values, "deadlines")))
		result = notice_place(&about, values, err);
	if (result == DONE && offers(letter, "has_suggested"))
		result = notice_around(&about, values, err);
	if (result == DONE && offers(letter, "has_history"))
		result = notice_history(&about, values, err);
	return result;
}

const char *
answer_asker(const struct ticket *ticket, const struct person *requester, const struct conf_words *words)
{
	return ticket->kind == TICKET_PROBLEM ? words->everybody : requester->address;
}

/* Everything that a template may name. */
static json_t *
values(TALLOC_CTX *ctx, const struct letter *letter, const struct person *requester)
{
	const struct occasion *o = letter->occasion;
	const struct mail *mail = o->facts->mail;
	json_t *values = json_object();
	bool first = strcmp(letter->answer->template, "notice_new") == 0 || letter->answer->to == ANSWER_ADDRESS;
	unsigned withheld = o->decision != NULL ? o->decision->withheld : 0;
	bool safe = letter->answer->safe;

	json_object_set_new(values, "ticket", json_integer(o->ticket->id));
	set(values, "subject", safe ? "" :
	    utf8_clean_line(ctx, subject_plain(ctx, o->ticket->subject), SUBJECT_MOST));
	set(values, "requester_name", safe ? "" : utf8_clean_line(ctx, spoken_name(requester->name), NAME_MOST));
	set(values, "requester_address", answer_asker(o->ticket, requester, catalog_words(o->tools->catalog, letter->answer->language)));
	set(values, "queue", o->ticket->queue);
	set(values, "text", words_for(letter, first));
	set_technician(values, letter);
	set(values, "desk_name", o->facts->conf->identity.name);
	set(values, "sender", utf8_clean_line(ctx, mail->from.address != NULL ? mail->from.address : "", NAME_MOST * 2));
	set(values, "recipient", o->facts->bounced.address != NULL ? o->facts->bounced.address :
	    mail->bounce != NULL && mail->bounce->count > 0 ? mail->bounce->recipients[0].address : "");
	set(values, "diagnostic", mail->bounce != NULL && mail->bounce->count > 0 ?
	    mail->bounce->recipients[0].diagnostic : "");
	json_object_set_new(values, "unwritable", json_boolean(mail->bounce != NULL && mail->bounce->count > 0 &&
	    mail->bounce->recipients[0].address != NULL && !compose_address_valid(mail->bounce->recipients[0].address)));
	if (!safe) {
		set_attachments(ctx, values, mail);
		set_captures(values, o);
	}
	set_marker(ctx, values, o);
	json_object_set_new(values, "folded", json_boolean(o->decision != NULL && o->decision->folded));
	json_object_set_new(values, "new_ticket", json_boolean(o->decision != NULL && o->decision->outcome == DECIDE_NEW_TICKET));
	json_object_set_new(values, "first_answer", json_boolean(o->decision != NULL && o->decision->by_technician));
	json_object_set_new(values, "confirm_reopening", json_boolean(withheld & WITHHELD_REOPENING));
	json_object_set_new(values, "confirm_participants", json_boolean(withheld & WITHHELD_PARTICIPANTS));
	json_object_set_new(values, "confirm_on_behalf", json_boolean(withheld & WITHHELD_ON_BEHALF));
	json_object_set_new(values, "confirm_answer", json_boolean(withheld & WITHHELD_ANSWER));
	set(values, "problem", o->ticket->problem != 0 && is_inside(letter) ? talloc_asprintf(ctx, "%lld", (long long)o->ticket->problem) :
	    "");
	set_channel(values, o);
	set_trust(values, o);
	set_seal(ctx, values, o);
	set_addresses(ctx, values, mail);
	json_object_set_new(values, "is_button", json_boolean(button_of(o->facts->has_token ? o->facts->token.purpose : TOKEN_REQUESTER) !=
	    NULL));
	json_object_set_new(values, "by_you", json_boolean(letter->answer->agent != NULL && letter->answer->agent == o->facts->agent));
	set(values, "vendor_name", o->decision != NULL ? o->decision->vendor : "");
	set(values, "number", o->decision != NULL ? o->decision->vendor_number : "");
	/* Whose ticket it is may be what a vendor must not see. */
	if (!is_to_vendor(letter))
		organisation_values(o->tools->conf, o->ticket, catalog_words(o->tools->catalog, letter->answer->language),
		    o->facts->now, values);
	set_buttons(values, letter);
	if (o->more != NULL)
		json_object_update(values, o->more);
	return values;
}

char *
answer_token_address(TALLOC_CTX *ctx, const struct tools *tools, const char *address, enum token_purpose purpose,
    int64_t ticket, int64_t person, instant now)
{
	const char *at = strrchr(address, '@');
	char *token = token_make(ctx, tools->keys, purpose, (uint64_t)ticket, (uint64_t)person, now);

	return talloc_asprintf(ctx, "%.*s+%s%s", (int)(at - address), address, token, at);
}

char *
answer_beginning(TALLOC_CTX *ctx, const char *words, size_t most)
{
	size_t n = strnlen(words, most + 1);

	if (n <= most)
		return talloc_strdup(ctx, words);
	for (n = most; n > 0 && ((unsigned char)words[n] & 0xC0) == 0x80; n--)
		;
	return talloc_asprintf(ctx, "%.*s ...", (int)n, words);
}

/* "<a.TOKEN@example.org>" without its brackets: names the ticket, and proves that we wrote it. */
char *
answer_identifier(TALLOC_CTX *ctx, const struct tools *tools, char kind, int64_t ticket, int64_t message, instant issued)
{
	char *token = token_make(ctx, tools->keys, TOKEN_MESSAGE_ID, (uint64_t)ticket, (uint64_t)message, issued);

	return talloc_asprintf(ctx, "%c.%s@%s", kind, token, tools->conf->identity.domain);
}

/* A thread of its own for each vendor, with a root that was never sent, and their newest mail. */
static void
vendor_thread(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail)
{
	const struct occasion *o = letter->occasion;
	const char *theirs = letter->answer->answers;

	mail->references.list = talloc_array(ctx, char *, 2);
	mail->references.list[mail->references.count++] = answer_identifier(ctx, o->tools, 'v', o->ticket->id, letter->to.id,
	    o->ticket->created);
	if (theirs != NULL)
		mail->references.list[mail->references.count++] = talloc_strdup(ctx, theirs);
	mail->in_reply_to = mail->references.list[mail->references.count - 1];
}

/* What a requester sees continues their own thread; what a technician sees is a thread of its own, with a root that
 * was never sent: clients thread on it all the same. */
static enum result
thread(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail, struct error *err)
{
	const struct occasion *o = letter->occasion;
	enum result result;

	if (is_to_vendor(letter)) {
		vendor_thread(ctx, letter, mail);
		return DONE;
	}
	if (o->ticket->id == 0) {
		mail->in_reply_to = o->facts->mail->message_id;
		mail->references.list = talloc_array(ctx, char *, 1);
		mail->references.list[0] = o->facts->mail->message_id;
		mail->references.count = mail->in_reply_to != NULL;
		return DONE;
	}
	if (is_inside(letter)) {
		mail->references.list = talloc_array(ctx, char *, 1);
		mail->references.list[0] = answer_identifier(ctx, o->tools, 'n', o->ticket->id, 0, o->ticket->created);
		mail->references.count = 1;
		mail->in_reply_to = mail->references.list[0];
		return DONE;
	}
	result = identifier_thread(ctx, o->tools->store, o->ticket->id, THREAD_MOST, &mail->references.list,
	    &mail->references.count, err);
	if (result == DONE && mail->references.count > 0)
		mail->in_reply_to = mail->references.list[mail->references.count - 1];
	return result == NONE ? DONE : result;
}

static char *
letter_subject(TALLOC_CTX *ctx, const struct letter *letter, const struct rendered *rendered)
{
	const struct occasion *o = letter->occasion;
	char *plain;

	/* A notice has a subject of its own; a mail to a requester keeps theirs, so that every client threads it. */
	if (is_inside(letter))
		return talloc_asprintf(ctx, "[#%lld] %s", (long long)o->ticket->id, rendered->subject);
	plain = utf8_clean_line(ctx, subject_plain(ctx, o->ticket->subject), SUBJECT_MOST);
	/* What was not taken has no ticket. */
	if (o->ticket->id == 0)
		return letter->answer->safe ? rendered->subject : talloc_asprintf(ctx, "Re: %s",
		    utf8_clean_line(ctx, subject_plain(ctx, o->ticket->subject), SUBJECT_MOST));
	/* The ticket's own subject may hold what a vendor must not see. */
	if (letter->answer->safe || is_to_vendor(letter))
		return talloc_asprintf(ctx, "%s [#%lld]", rendered->subject, (long long)o->ticket->id);
	if (plain[0] == '\0')
		plain = rendered->subject;
	return talloc_asprintf(ctx, "Re: %s [#%lld]", plain, (long long)o->ticket->id);
}

static void
attach(TALLOC_CTX *ctx, const struct occasion *o, struct compose *mail)
{
	const struct mail *from = o->facts->mail;
	struct compose_attachment *list;
	size_t used = 0;
	size_t n = 0;

	if (o->parts == NULL)
		return;
	list = talloc_zero_array(ctx, struct compose_attachment, ATTACHMENTS_MAX);
	for (size_t i = 0; i < from->attachment_count && n < ATTACHMENTS_MAX; i++) {
		const struct mail_attachment *a = &from->attachments[i];

		if (a->size > o->parts->size - used)
			break;
		list[n++] = (struct compose_attachment){ a->name, a->type, o->parts->bytes + used, (size_t)a->size };
		used += (size_t)a->size;
	}
	mail->attachments = list;
	mail->attachment_count = n;
}

/* Nobody may answer an automatic answer: RFC 3834 section 3.3. The word that something did not arrive must not come back
 * either: it would be told in the same way. What else a technician reads or writes can bounce, and its bounce must
 * find the ticket. */
static bool
comes_back(const struct letter *letter)
{
	return !letter->automatic && (letter->occasion->message != 0 || is_to_vendor(letter)) &&
	    strcmp(letter->answer->template, "delivery_failed") != 0;
}

/* So long a technician may call their answer back. */
static duration
held(const struct letter *letter)
{
	const struct conf_agent *agent = letter->answer->agent;

	return agent != NULL && strcmp(letter->answer->template, "answer") == 0 ? agent->hold_answers : 0;
}

static enum result
put(const struct letter *letter, const struct compose *mail, struct error *err)
{
	SCRATCH(tmp);
	const struct occasion *o = letter->occasion;
	const struct tools *tools = o->tools;
	struct outbox_row row = {
		.ticket = o->ticket->id, .message = o->message,
		.kind = talloc_strdup(tmp, letter->answer->template),
		.recipient = letter->to.address,
		.identifier = talloc_strdup(tmp, mail->message_id),
		.created = o->facts->now, .next_attempt = o->facts->now + held(letter),
	};
	enum result result;
	char *bytes;
	size_t size;

	row.envelope_from = !comes_back(letter) ? talloc_strdup(tmp, "") :
	    answer_token_address(tmp, tools, tools->conf->relay.from, TOKEN_BOUNCE, o->ticket->id, letter->to.id,
	    o->facts->now);
	protect_row(tools->conf, mail->from.address, &row);
	if ((result = compose(tmp, mail, &bytes, &size, err)) != DONE)
		return result;
	return outbox_put(tools->store, &row, bytes, size, err);
}

/* What we say by ourselves to a requester, or to a vendor, stands on the ticket as well: the thread is whole, and answers
 * refer to it. */
static enum result
add_own_message(const struct letter *letter, const struct rendered *rendered, int64_t *message, struct error *err)
{
	const struct occasion *o = letter->occasion;
	struct message_row row = {
		.ticket = o->ticket->id, .kind = is_to_vendor(letter) ? MESSAGE_VENDOR : MESSAGE_ACKNOWLEDGEMENT, .subject = rendered->subject,
		.text = rendered->text, .sent = o->facts->now, .created = o->facts->now,
	};
	enum result result = message_row_add(o->tools->store, &row, err);

	*message = row.id;
	return result;
}

/* From now on the Message-ID leads to the ticket, and stands in the References of what follows. Technicians' threads are
 * not the requester's: only what a requester gets leads on. */
static enum result
remember(const struct letter *letter, const char *identifier, int64_t message, struct error *err)
{
	const struct occasion *o = letter->occasion;
	enum result result;

	if (is_inside(letter) || is_to_vendor(letter) || o->ticket->id == 0)
		return DONE;
	result = identifier_add(o->tools->store, identifier, o->ticket->id, message, err);
	return result == DONE ? message_row_identify(o->tools->store, message, identifier, err) : result;
}

/* What goes out by itself counts toward the limits. */
static enum result
count(const struct letter *letter, struct error *err)
{
	const struct occasion *o = letter->occasion;
	struct limits_mail mail = {
		.recipient = letter->to.address, .ticket = o->ticket->id,
		.outward = !is_inside(letter) || letter->answer->to == ANSWER_ADDRESS, .template = letter->answer->template, .subject = o->ticket->subject,
	};

	if (!letter->automatic && !letter->generated)
		return DONE;
	return limits_count(o->tools, &mail, o->facts->now, err);
}

/* Outlook and Exchange thread by fields of their own: the topic must not change, and each index begins with the one before. */
static void
set_thread_fields(TALLOC_CTX *ctx, const struct letter *letter, struct compose *mail)
{
	const struct occasion *o = letter->occasion;
	char *seed_text = talloc_asprintf(ctx, "%s %lld %d", o->tools->installation, (long long)o->ticket->id,
	    is_inside(letter));
	uint8_t digest[DIGEST_SIZE];
	char *root = NULL;

	/* Whom we do not know is shown nothing of the ticket, its subject least of all. */
	if (letter->answer->safe || is_to_vendor(letter) || o->ticket->id == 0)
		return;
	mail->thread_topic = utf8_clean_line(ctx, subject_plain(ctx, o->ticket->subject), SUBJECT_MOST);
	if (!is_inside(letter) && o->ticket->thread_index != NULL)
		root = threadindex_child(ctx, o->ticket->thread_index, o->facts->now);
	if (root == NULL) {
		digest_sha256(seed_text, strlen(seed_text), digest);
		root = threadindex_child(ctx, threadindex_new(ctx, o->ticket->created, digest), o->facts->now);
	}
	mail->thread_index = root;
}

/* Where an answer to it goes. Who only reads along has no say: an answer of theirs is a mail like any other. */
static struct mail_address
answered_at(TALLOC_CTX *ctx, const struct letter *letter, const struct conf_mailbox *mailbox)
{
	const struct occasion *o = letter->occasion;

	if (letter->answer->to == ANSWER_ADDRESS || o->ticket->id == 0)
		return (struct mail_address){ mailbox->display_name, mailbox->address };
	return (struct mail_address){ mailbox->display_name, answer_token_address(ctx, o->tools, mailbox->address, letter->purpose,
	    letter->purpose == TOKEN_CONFIRM ? o->inbox : o->ticket->id, letter->to.id, o->facts->now) };
}

/* The first letter of its Message-ID. */
static char
kind_of(const struct letter *letter)
{
	const struct occasion *o = letter->occasion;

	if (letter->answer->to == ANSWER_ADDRESS)
		return 'f';
	if (is_to_vendor(letter))
		return 'v';
	return o->failed != 0 ? 'd' : letter->automatic ? 'r' : o->message == 0 && o->inbox == 0 ? 'w' : o->message == 0 ? 'q' :
	    is_inside(letter) ? 'n' : 'a';
}

/* Whom the ticket is for; of a mail that has none, who wrote it. */
static enum result
read_requester(TALLOC_CTX *ctx, const struct occasion *o, struct person *out, struct error *err)
{
	const struct mail_address *from = &o->facts->mail->from;

	if (o->ticket->id != 0)
		return person_read(ctx, o->tools->store, o->ticket->requester, out, err);
	*out = (struct person){ .name = from->name, .address = from->address };
	return DONE;
}

/* Its words. */
static enum result
render(TALLOC_CTX *ctx, const struct letter *letter, const struct person *requester, struct rendered *out, struct error *err)
{
	json_t *json = values(ctx, letter, requester);
	enum result result = add_surroundings(json, letter, err);

	if (result == DONE)
		result = catalog_render(ctx, letter->occasion->tools->catalog, letter->answer->template, letter->answer->language, json,
		    out, err);
	json_decref(json);
	return result;
}

/* The number that its Message-ID has in it. What is about no mail has one that no other has: of two mails of the same name
 * servers and clients show one. */
static int64_t
what_about(const struct occasion *o)
{
	uint64_t number = 0;

	if (o->failed != 0 || o->message != 0 || o->inbox != 0)
		return o->failed != 0 ? o->failed : o->message != 0 ? o->message : o->inbox;
	if (RAND_bytes((unsigned char *)&number, sizeof(number)) != 1)
		number = (uint64_t)o->facts->now;
	return (int64_t)(number % TOKEN_NUMBER_LIMIT);
}

/* Renders one letter and puts it into the outbox. */
static enum result
write_letter(const struct letter *letter, struct error *err)
{
	SCRATCH(tmp);
	const struct occasion *o = letter->occasion;
	const struct tools *tools = o->tools;
	const struct conf_mailbox *mailbox = o->ticket->mailbox_name != NULL ? conf_mailbox(tools->conf, o->ticket->mailbox_name) : NULL;
	struct person requester = { 0 };
	struct rendered rendered;
	enum result result;
	struct compose mail = {
		.automatic = letter->automatic, .generated = letter->generated, .date = o->facts->now,
		.to = letter->to_header, .cc = letter->cc_header, .installation = tools->installation,
	};
	int64_t about = what_about(o);

	if (mailbox == NULL)
		mailbox = o->facts->mailbox;
	if ((result = read_requester(tmp, o, &requester, err)) < 0)
		return result;
	result = render(tmp, letter, &requester, &rendered, err);
	if (result == DONE)
		result = thread(tmp, letter, &mail, err);
	if (result == DONE && (letter->automatic || is_to_vendor(letter)) && o->ticket->id != 0)
		result = add_own_message(letter, &rendered, &about, err);
	if (result != DONE)
		return result;

	mail.message_id = answer_identifier(tmp, tools, kind_of(letter), o->ticket->id, about, o->facts->now);
	mail.from = (struct mail_address){ mailbox->display_name, mailbox->address };
	mail.protects = protect_wanted(tools->conf, mailbox->address);
	mail.reply_to = answered_at(tmp, letter, mailbox);
	mail.subject = letter_subject(tmp, letter, &rendered);
	mail.text = rendered.text;
	mail.html = rendered.html;
	mail.language = rendered.language;
	if (!letter->automatic && o->message != 0)
		attach(tmp, o, &mail);
	set_thread_fields(tmp, letter, &mail);
	result = remember(letter, mail.message_id, about, err);
	if (result == DONE)
		result = put(letter, &mail, err);
	return result == DONE ? count(letter, err) : result;
}

/* What its buttons are told apart by, and the ticket as it is shown there. */
static enum result
keep_notice(struct letter *letter, struct error *err)
{
	const struct occasion *o = letter->occasion;
	struct notice row = { .ticket = o->ticket->id, .person = letter->to.id, .at = o->facts->now,
		.assignee = o->ticket->assignee, .tier = o->ticket->tier };
	enum result result = notice_add(o->tools->store, &row, err);

	letter->notice = row.id;
	return result;
}

static enum result
to_technician(const struct occasion *o, const struct answer *answer, struct error *err)
{
	struct mail_address address = { answer->agent->display_name, answer->agent->address };
	/* What is answered to a note is a note. */
	bool note = answer->inside || (o->decision != NULL && o->decision->note && o->decision->outcome != DECIDE_NEW_TICKET);
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = note ? TOKEN_INTERNAL : TOKEN_TECHNICIAN, .generated = true,
		.to = { .address = answer->agent->address },
		.to_header = { &address, 1 },
	};
	enum result result = person_get(o->tools->store, answer->agent->address, answer->agent->display_name,
	    o->facts->now, &letter.to.id, err);

	if (result == DONE)
		result = notice_gather(o, answer, letter.to.id, err);
	if (result != NONE)
		return result;
	result = DONE;
	if (o->ticket->id != 0 && offers(&letter, "has_buttons"))
		result = keep_notice(&letter, err);
	return result == DONE ? write_letter(&letter, err) : result;
}

/* Something that we say by ourselves, to whoever wrote, or to whom they wrote for. */
static enum result
to_person(const struct occasion *o, const struct answer *answer, const struct mail_address *to, int64_t person,
    struct error *err)
{
	SCRATCH(tmp);
	struct mail_address address = *to;
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = answer->confirm ? TOKEN_CONFIRM : TOKEN_REQUESTER,
		.automatic = true, .to = { .id = person, .address = address.address }, .to_header = { &address, 1 },
	};

	address.name = utf8_clean_line(tmp, address.name != NULL && !answer->safe ? address.name : "", NAME_MOST);
	return write_letter(&letter, err);
}

/* Somebody to whom the mail is passed on, and who is nobody to the ticket. */
static enum result
to_address(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct mail_address address = { talloc_strdup(tmp, ""), talloc_strdup(tmp, answer->address) };
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = TOKEN_INTERNAL, .generated = true,
		.to = { .address = address.address }, .to_header = { &address, 1 },
	};
	enum result result = person_get(o->tools->store, answer->address, NULL, o->facts->now, &letter.to.id, err);

	return result == DONE ? write_letter(&letter, err) : result;
}

/* No server takes it as it is: not ASCII before its @, or no address at all. Who has written to it hears so. */
static enum result
not_written(const struct letter *letter, struct error *err)
{
	SCRATCH(tmp);
	const struct occasion *o = letter->occasion;
	struct outbox_row row = { .ticket = o->ticket->id, .recipient = talloc_strdup(tmp, letter->to.address) };
	enum result result = event_add(o->tools->store, o->ticket->id, "postigo", "not_sent", talloc_asprintf(tmp,
	    "the address \"%s\" cannot be written to", row.recipient), o->facts->now, err);

	if (result != DONE || strcmp(letter->answer->template, "answer") != 0)
		return result;
	return answer_delivery_failed(o->tools, &row, "", o->facts->now, err);
}

/* To the requester and everybody else on the ticket: each gets a copy of their own, with their own reply address. */
static enum result
to_requester(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct participant *list;
	struct mail_address *cc;
	struct mail_address to = { NULL, NULL };
	size_t count, n = 0;
	enum result result = participant_list(tmp, o->tools->store, o->ticket->id, &list, &count, err);

	if (result != DONE)
		return result == NONE ? DONE : result;
	cc = talloc_array(tmp, struct mail_address, (unsigned)count + 1);
	for (size_t i = 0; i < count; i++)
		if (!compose_address_valid(list[i].address))
			continue;
		else if (list[i].role == PARTICIPANT_REQUESTER)
			to = (struct mail_address){ list[i].name, list[i].address };
		else
			cc[n++] = (struct mail_address){ list[i].name, list[i].address };
	for (size_t i = 0; i < count && result == DONE; i++) {
		struct letter letter = {
			.occasion = o, .answer = answer, .purpose = TOKEN_REQUESTER,
			.to = { .id = list[i].person, .address = list[i].address },
			.to_header = { &to, to.address != NULL }, .cc_header = { cc, n },
		};

		result = compose_address_valid(list[i].address) ? write_letter(&letter, err) : not_written(&letter, err);
	}
	return result;
}

/* The requester alone, who may be somebody else than the one who wrote. */
static enum result
to_owner(const struct occasion *o, const struct answer *answer, struct error *err)
{
	SCRATCH(tmp);
	struct person person = { 0 };
	enum result result;

	if (o->decision != NULL)
		return to_person(o, answer, &o->decision->requester, o->ticket->requester, err);
	result = person_read(tmp, o->tools->store, o->ticket->requester, &person, err);
	if (result != DONE || !compose_address_valid(person.address))
		return result == NONE ? DONE : result;
	return to_person(o, answer, &(struct mail_address){ person.name, person.address }, person.id, err);
}

/* A vendor answers to an address of theirs alone. Only what we say by ourselves is marked as that. */
static enum result
to_vendor(const struct occasion *o, const struct answer *answer, struct error *err)
{
	const struct conf_vendor *vendor = answer->vendor;
	struct mail_address address = { vendor->display_name, vendor->address };
	struct letter letter = {
		.occasion = o, .answer = answer, .purpose = TOKEN_VENDOR,
		.generated = strcmp(answer->template, "vendor_chase") == 0, .to = { .address = vendor->address },
		.to_header = { &address, 1 },
	};
	enum result result = person_get(o->tools->store, vendor->address, vendor->display_name, o->facts->now, &letter.to.id,
	    err);

	return result == DONE ? write_letter(&letter, err) : result;
}

enum result
answer_send(const struct occasion *occasion, const struct answer *answer, struct error *err)
{
	switch (answer->to) {
	case ANSWER_TECHNICIAN:
		return to_technician(occasion, answer, err);
	case ANSWER_SENDER:
		return to_person(occasion, answer, &occasion->facts->mail->from, occasion->sender, err);
	case ANSWER_OWNER:
		return to_owner(occasion, answer, err);
	case ANSWER_VENDOR:
		return to_vendor(occasion, answer, err);
	case ANSWER_ADDRESS:
		return to_address(occasion, answer, err);
	case ANSWER_REQUESTER:
		break;
	}
	return to_requester(occasion, answer, err);
}

enum result
answer_preview(TALLOC_CTX *ctx, const struct occasion *o, const struct answer *answer, const struct person *requester,
    struct rendered *out, struct error *err)
{
	static const enum token_purpose purposes[] = {
		[ANSWER_SENDER] = TOKEN_REQUESTER, [ANSWER_OWNER] = TOKEN_REQUESTER, [ANSWER_REQUESTER] = TOKEN_REQUESTER,
		[ANSWER_TECHNICIAN] = TOKEN_TECHNICIAN, [ANSWER_ADDRESS] = TOKEN_INTERNAL, [ANSWER_VENDOR] = TOKEN_VENDOR,
	};
	struct letter letter = { .occasion = o, .answer = answer, .purpose = purposes[answer->to] };
	enum result result = render(ctx, &letter, requester, out, err);

	if (result == DONE)
		out->subject = letter_subject(ctx, &letter, out);
	return result;
}
