/* letter_values.c - what a letter says: everything that its template may name, and the words that come of it; see letter.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/mail/address.h>
#include <postigo/mail/compose.h>
#include <postigo/mail/seal.h>
#include <postigo/tmpl/offer.h>

#include "button.h"
#include "letter.h"
#include "notice_values.h"
#include "organisation.h"
#include "signed.h"

static void
set(json_t *values, const char *key, const char *value)
{
	json_object_set_new(values, key, json_string(value != NULL ? value : ""));
}

static void
set_attachments(TALLOC_CTX *ctx, json_t *values, const struct mail *mail)
{
	json_t *list = json_array();

	for (size_t i = 0; i < mail->attachment_count && i < LETTER_ATTACHMENTS_MOST; i++)
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
	static const char *const locks[] = {
		[SEAL_LOCK_OTHER] = "seal_stuck", [SEAL_LOCK_KEYLESS] = "seal_keyless", [SEAL_LOCK_CROWDED] = "seal_crowded",
		[SEAL_LOCK_LARGE] = "seal_large", [SEAL_LOCK_LOOSE] = "seal_loose",
	};
	const struct seal *s = o->facts->mail->seal;
	enum seal_signature signature = s != NULL && o->decision != NULL ? s->signature : SEAL_UNSIGNED;
	const char *why;
	bool locked = s != NULL && s->encrypted && !s->opened, counts = o->decision != NULL && signed_by_sender(ctx, o->facts, &why);

	set(values, "seal_system", s != NULL ? s->system : "");
	set(values, "seal_signer", s != NULL ? s->signer : "");
	json_object_set_new(values, "seal_encrypted", json_boolean(s != NULL && s->encrypted && s->opened));
	json_object_set_new(values, "seal_locked", json_boolean(locked));
	for (size_t i = 0; i < sizeof(locks) / sizeof(locks[0]); i++)
		json_object_set_new(values, locks[i], json_boolean(locked && s->lock == i));
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

	set(values, "reply_to", differs ? utf8_clean_line(ctx, reply_to->address, LETTER_NAME_MOST * 2) : "");
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

/* What a mail says. A note stays inside, whatever the template that is to go out would like. */
static const char *
words_for(const struct letter *letter, bool whole)
{
	const struct occasion *o = letter->occasion;
	const struct mail *mail = o->facts->mail;

	if (letter->answer->safe || (o->decision != NULL && o->decision->note && !letter_is_inside(letter)))
		return "";
	/* Below what technicians write stands a notice of ours, with notes in it and what only they may use. */
	if (o->decision != NULL && o->decision->by_technician && !letter_is_inside(letter) && mail->reply != NULL)
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

bool
letter_offers(const struct letter *letter, const char *value)
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

	if (letter->answer->to == ANSWER_TECHNICIAN && letter_offers(letter, "has_buttons"))
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
	if (letter_offers(letter, "has_deadlines") && !json_is_array(json_object_get(values, "deadlines")))
		result = notice_place(&about, values, err);
	if (result == DONE && letter_offers(letter, "has_suggested"))
		result = notice_around(&about, values, err);
	if (result == DONE && letter_offers(letter, "has_history"))
		result = notice_history(&about, values, err);
	return result;
}

/* What the mail that did not arrive was, and why. */
static void
set_bounce(json_t *values, const struct occasion *o)
{
	const struct mail_bounce *bounce = o->facts->mail->bounce;
	const struct mail_bounce_recipient *failed = bounce != NULL && bounce->count > 0 ? &bounce->recipients[0] : NULL;

	set(values, "recipient", o->facts->bounced.address != NULL ? o->facts->bounced.address : failed != NULL ? failed->address : "");
	set(values, "diagnostic", failed != NULL ? failed->diagnostic : "");
	json_object_set_new(values, "unwritable", json_boolean(failed != NULL && failed->address != NULL &&
	    !compose_address_valid(failed->address)));
}

/* What was decided of the mail that it is about. */
static void
set_decision(json_t *values, const struct decision *d)
{
	unsigned withheld = d != NULL ? d->withheld : 0;

	json_object_set_new(values, "folded", json_boolean(d != NULL && d->folded));
	json_object_set_new(values, "new_ticket", json_boolean(d != NULL && d->outcome == DECIDE_NEW_TICKET));
	json_object_set_new(values, "first_answer", json_boolean(d != NULL && d->by_technician));
	json_object_set_new(values, "confirm_reopening", json_boolean(withheld & WITHHELD_REOPENING));
	json_object_set_new(values, "confirm_participants", json_boolean(withheld & WITHHELD_PARTICIPANTS));
	json_object_set_new(values, "confirm_on_behalf", json_boolean(withheld & WITHHELD_ON_BEHALF));
	json_object_set_new(values, "confirm_answer", json_boolean(withheld & WITHHELD_ANSWER));
	set(values, "vendor_name", d != NULL ? d->vendor : "");
	set(values, "number", d != NULL ? d->vendor_number : "");
}

/* The ticket, and whose it is. */
static void
set_ticket(TALLOC_CTX *ctx, json_t *values, const struct letter *letter, const struct person *requester)
{
	const struct occasion *o = letter->occasion;
	const struct conf_words *words = catalog_words(o->tools->catalog, letter->answer->language);
	bool safe = letter->answer->safe;

	json_object_set_new(values, "ticket", json_integer(o->ticket->id));
	set(values, "subject", safe ? "" : utf8_clean_line(ctx, subject_plain(ctx, o->ticket->subject), LETTER_SUBJECT_MOST));
	set(values, "requester_name", safe ? "" : utf8_clean_line(ctx, spoken_name(requester->name), LETTER_NAME_MOST));
	set(values, "requester_address", answer_asker(o->ticket, requester, words));
	set(values, "queue", o->ticket->queue);
	set(values, "queue_name", conf_queue_shown(o->tools->conf, o->ticket->queue, letter->answer->language));
	set(values, "problem", o->ticket->problem != 0 && letter_is_inside(letter) ?
	    talloc_asprintf(ctx, "%lld", (long long)o->ticket->problem) : "");
	set_marker(ctx, values, o);
	/* Whose ticket it is may be what a vendor must not see. */
	if (!letter_is_to_vendor(letter))
		organisation_values(o->tools->conf, o->ticket, letter->answer->language, words, o->facts->now, values);
}

/* The mail, and whoever sent it. */
static void
set_mail(TALLOC_CTX *ctx, json_t *values, const struct letter *letter)
{
	const struct occasion *o = letter->occasion;
	const struct mail *mail = o->facts->mail;
	bool first = strcmp(letter->answer->template, "notice_new") == 0 || letter->answer->to == ANSWER_ADDRESS;
	enum token_purpose came_to = o->facts->has_token ? o->facts->token.purpose : TOKEN_REQUESTER;

	set(values, "text", words_for(letter, first));
	set(values, "sender", utf8_clean_line(ctx, mail->from.address != NULL ? mail->from.address : "", LETTER_NAME_MOST * 2));
	if (!letter->answer->safe) {
		set_attachments(ctx, values, mail);
		set_captures(values, o);
	}
	set_channel(values, o);
	set_trust(values, o);
	set_seal(ctx, values, o);
	set_addresses(ctx, values, mail);
	json_object_set_new(values, "is_button", json_boolean(button_of(came_to) != NULL));
	json_object_set_new(values, "by_you", json_boolean(letter->answer->agent != NULL && letter->answer->agent == o->facts->agent));
}

/* Everything that a template may name. */
static json_t *
values_of(TALLOC_CTX *ctx, const struct letter *letter, const struct person *requester)
{
	const struct occasion *o = letter->occasion;
	json_t *values = json_object();

	set(values, "desk_name", o->facts->conf->identity.name);
	set_ticket(ctx, values, letter, requester);
	set_mail(ctx, values, letter);
	set_decision(values, o->decision);
	set_bounce(values, o);
	set_technician(values, letter);
	set_buttons(values, letter);
	if (o->more != NULL)
		json_object_update(values, o->more);
	return values;
}

enum result
letter_render(TALLOC_CTX *ctx, const struct letter *letter, const struct person *requester, struct rendered *out, struct error *err)
{
	json_t *values = values_of(ctx, letter, requester);
	enum result result = add_surroundings(values, letter, err);

	if (result == DONE)
		result = catalog_render(ctx, letter->occasion->tools->catalog, letter->answer->template, letter->answer->language, values,
		    out, err);
	json_decref(values);
	return result;
}
