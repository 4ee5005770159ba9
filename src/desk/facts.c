/* facts.c - see facts.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/mail/seal.h>
#include <postigo/store/ledger.h>
#include <postigo/store/message_row.h>
#include <postigo/store/outbox.h>
#include <postigo/store/reopening.h>
#include <postigo/store/skill.h>
#include <postigo/store/signature_seen.h>
#include <postigo/store/tag.h>

#include "articles.h"
#include "content.h"
#include "command_facts.h"
#include "crew.h"
#include "facts.h"
#include "people.h"
#include "feedback.h"
#include "thread.h"
#include "questionnaire.h"
#include "ties.h"
#include "typed.h"
#include "vendor.h"
#include "wire_mail.h"

/* How many recipients are looked at: a mail may name hundreds of thousands. */
#define LOOKED_AT 100

/* The mail of ours that a report names by its Message-ID. The copies of one answer share that: the one that is meant is for whom
 * the envelope's token was made, or, when the bounce came elsewhere, whom the report names. */
static enum result
find_copy(TALLOC_CTX *ctx, const struct tools *tools, const struct mail_bounce *bounce, const char *owner,
    struct outbox_row *row, struct error *err)
{
	enum result result = NONE;

	if (bounce == NULL || bounce->original_message_id == NULL)
		return NONE;
	if (owner != NULL)
		return outbox_by_identifier(ctx, tools->store, bounce->original_message_id, owner, row, err);
	for (size_t i = 0; i < bounce->count && i < LOOKED_AT && result == NONE; i++)
		if (bounce->recipients[i].address != NULL)
			result = outbox_by_identifier(ctx, tools->store, bounce->original_message_id, bounce->recipients[i].address,
			    row, err);
	return result;
}

/* The mail of ours that did not arrive: by its Message-ID if that came back, else by the address that the bounce came to. */
static enum result
find_bounced(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	bool by_token = facts->has_token && facts->token.purpose == TOKEN_BOUNCE && facts->token_person.id != 0;
	struct person person = { 0 };
	struct outbox_row row;
	enum result result = find_copy(ctx, tools, facts->mail->bounce, by_token ? facts->token_person.address : NULL, &row, err);

	if (result == DONE) {
		facts->bounced = (struct bounced){ .outbox = row.id, .address = row.recipient, .kind = row.kind, .sent = row.created };
		result = person_find(ctx, tools->store, row.recipient, &person, err);
		facts->bounced.person = result == DONE ? person.id : 0;
	} else if (result == NONE && by_token) {
		facts->bounced = (struct bounced){ .person = facts->token_person.id, .address = facts->token_person.address };
	}
	return result == NONE ? DONE : result;
}

static enum result
find_duplicate(const struct tools *tools, const struct inbox_row *row, struct facts *facts, struct error *err)
{
	int64_t message;
	enum result result;

	if (row == NULL)
		return DONE;
	result = inbox_same_bytes(tools->store, row->id, row->digest, &facts->duplicate_of, err);
	facts->same_bytes = result == DONE;
	if (result != NONE)
		return result;
	if (!facts->has_content_key)
		return DONE;
	result = message_row_by_content(tools->store, facts->content_key, facts->now - DAYS(30), &message,
	    &facts->duplicate_of, err);
	facts->same_content = result == DONE;
	return result == NONE ? DONE : result;
}

/* The more important of the two: the lower number, then the earlier in the config. */
static const struct conf_mailbox *
more_important(const struct conf_mailbox *a, const struct conf_mailbox *b)
{
	if (a == NULL || b == NULL)
		return a != NULL ? a : b;
	if (a->precedence != b->precedence)
		return a->precedence < b->precedence ? a : b;
	return a <= b ? a : b;
}

/* The one of our mailboxes that the address is, with or without a +part. */
static const struct conf_mailbox *
mailbox_of(TALLOC_CTX *ctx, const struct conf *conf, const char *address)
{
	const struct conf_mailbox *mailbox = address != NULL ? conf_mailbox_by_address(conf, address) : NULL;
	const char *plus = address != NULL ? strchr(address, '+') : NULL, *at = plus != NULL ? strchr(plus, '@') : NULL;

	if (mailbox != NULL || at == NULL)
		return mailbox;
	return conf_mailbox_by_address(conf, talloc_asprintf(ctx, "%.*s%s", (int)(plus - address), address, at));
}

/* The mailbox that the mail belongs to: the one where it came in, or one that it names beside that and that comes before it;
 * so it does not matter which of its copies comes first. */
static const struct conf_mailbox *
find_mailbox(const struct tools *tools, const struct inbox_row *row, const struct mail *mail)
{
	SCRATCH(tmp);
	const struct conf_mailbox *mailbox = row != NULL ? conf_mailbox(tools->conf, row->mailbox_name) : NULL;

	for (size_t i = 0; i < mail->to.count && i < LOOKED_AT; i++)
		mailbox = more_important(mailbox, mailbox_of(tmp, tools->conf, mail->to.list[i].address));
	for (size_t i = 0; i < mail->cc.count && i < LOOKED_AT; i++)
		mailbox = more_important(mailbox, mailbox_of(tmp, tools->conf, mail->cc.list[i].address));
	/* A mailbox that has left the config still has mail in the inbox: it goes where the first one's goes. */
	return mailbox != NULL ? mailbox : &tools->conf->mailboxes[0];
}

/* How the ticket that the mail names is marked, for rules. */
static enum result
find_marks(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	enum tie_kind named = thread_named(facts);
	enum result result;

	if (named == TIE_KINDS || rule_set_count(tools->rules) == 0)
		return DONE;
	facts->marked = facts->tie[named].ticket.id;
	result = tag_list(ctx, tools->store, facts->marked, &facts->ticket_tags.list, &facts->ticket_tags.count, err);
	if (result == DONE)
		result = field_all(ctx, tools->store, facts->marked, &facts->ticket_fields, &facts->ticket_field_count, err);
	if (result >= 0)
		result = skill_list(ctx, tools->store, facts->marked, &facts->ticket_skills.list, &facts->ticket_skills.count, err);
	if (result >= 0)
		result = score_all(ctx, tools->store, facts->marked, &facts->ticket_scores, &facts->ticket_score_count, err);
	return result == NONE ? DONE : result;
}

/* Whether the mail is there already; not asked of one that is decided once more. */
static enum result
find_earlier(const struct tools *tools, const struct inbox_row *row, const struct mail *mail, struct facts *facts,
    struct error *err)
{
	SCRATCH(tmp);
	struct ticket first = { 0 };
	enum message_kind kind = MESSAGE_AUTOMATIC;
	enum result result;

	/* A mail of which only the beginning was taken may be like another up to there. */
	facts->has_content_key = row != NULL && !row->partial && content_key(mail, facts->content_key);
	if (row == NULL || !row->confirmed)
		return find_duplicate(tools, row, facts, err);
	facts->confirmed = true;
	facts->first_ticket = row->ticket;
	facts->first_message = row->message;
	result = ticket_read(tmp, tools->store, row->ticket, &first, err);
	facts->first_is_senders = result == DONE && facts->sender.id != 0 && first.requester == facts->sender.id;
	facts->first_is_merged = result == DONE && first.merged_into != 0;
	if (result == DONE)
		result = message_row_kind(tools->store, row->message, &kind, err);
	facts->first_is_answer = result == DONE && kind == MESSAGE_FROM_TECHNICIAN;
	return result == NONE ? DONE : result;
}

/* When it came to its server. In a rehearsal that server's clock is another one. */
static instant
arrival(const struct inbox_row *row, instant now)
{
	if (row == NULL || row->arrived == 0 || row->arrived > now)
		return now;
	return instant_rehearsed() && row->received <= now ? row->received : row->arrived;
}

/* NULL when there are no templates for it. */
static const char *
spoken(const struct tools *tools, const char *language)
{
	return language != NULL && catalog_has_language(tools->catalog, language) ? language : NULL;
}

/* What is known of the languages of those whom it may be for. */
static enum result
find_languages(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	struct mail_address original;
	struct person person = { 0 };
	enum result result = DONE;

	facts->languages.mail = spoken(tools, facts->mail->language);
	facts->languages.sender = spoken(tools, facts->sender.language);
	if (tools->store != NULL && people_original(facts, &original))
		result = person_find(ctx, tools->store, original.address, &person, err);
	facts->languages.original = spoken(tools, person.language);
	return result == NONE ? DONE : result;
}

/* What is promised of the ticket that the mail names. */
static enum result
find_clocks(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	enum tie_kind named = thread_named(facts);
	enum result result;

	if (named == TIE_KINDS || tools->conf->sla_count == 0)
		return DONE;
	result = clock_set_read(ctx, tools->conf, tools->store, facts->tie[named].ticket.id, &facts->clocks, err);
	return result == NONE ? DONE : result;
}

/* A signature belongs to the mail that brought it first: in another one, somebody has copied it. */
static enum result
find_signature(const struct tools *tools, const struct inbox_row *row, struct facts *facts, struct error *err)
{
	const struct seal *seal = facts->mail->seal;
	enum result result;

	if (seal == NULL || seal->signature != SEAL_GOOD)
		return DONE;
	result = signature_seen(tools->store, seal->digest, row != NULL ? row->id : 0, err);
	/* Who tries a mail that has come already wants to know what was made of it. */
	facts->signature_used = result == DONE && row != NULL;
	return result == NONE ? DONE : result;
}

enum result
facts_gather(TALLOC_CTX *ctx, const struct tools *tools, const struct inbox_row *row, const struct mail *given,
    instant now, struct facts *out, struct error *err)
{
	const struct mail *mail = wire_mail(ctx, given);
	struct facts facts = {
		.conf = tools->conf, .mail = mail, .now = now, .installation = tools->installation,
		.mailbox = find_mailbox(tools, row, mail),
		.arrived = arrival(row, now),
		.inbox = row != NULL ? row->id : 0,
		.partial = row != NULL && row->partial,
		.language = tools->conf->identity.language,
		.size = row != NULL ? row->size : mail->size, .released = row != NULL && row->released, .rules = tools->rules,
	};
	enum result result = DONE;
	instant adopted = 0;

	if (mail->from.address != NULL)
		facts.agent = conf_agent_by_address(tools->conf, mail->from.address);
	facts.mail = mail = typed(ctx, mail, facts.agent);
	if (mail->language != NULL && catalog_has_language(tools->catalog, mail->language))
		facts.language = mail->language;
	ties_token(ctx, tools, mail, &facts);

	result = crew_aways(ctx, tools, now, &facts.aways, err);
	if (result == DONE && tools->store != NULL && mail->from.address != NULL)
		result = person_find(ctx, tools->store, mail->from.address, &facts.sender, err);
	if (result == NONE)
		result = DONE;
	if (result == DONE)
		result = find_languages(ctx, tools, &facts, err);
	if (result == DONE && tools->store != NULL)
		result = ties_find(ctx, tools, &facts, err);
	if (result == DONE)
		result = command_facts(ctx, tools, &facts, err);
	if (result == DONE && tools->store != NULL)
		result = vendor_find(ctx, tools, &facts, err);
	if (result == DONE && tools->store != NULL)
		result = find_marks(ctx, tools, &facts, err);
	if (result == DONE && tools->store != NULL && mail->class == MAIL_BOUNCE)
		result = find_bounced(ctx, tools, &facts, err);
	if (result == DONE && tools->store != NULL)
		result = find_clocks(ctx, tools, &facts, err);
	if (result == DONE && feedback_is_no(&facts))
		result = reopening_count(tools->store, facts.tie[TIE_REPLY_TOKEN].ticket.id, &facts.reopened, err);
	if (result == DONE && tools->store != NULL)
		result = find_earlier(tools, row, mail, &facts, err);
	if (result == DONE && tools->store != NULL)
		result = find_signature(tools, row, &facts, err);
	if (result == DONE)
		result = articles_gather(ctx, tools, &facts, err);
	if (result == DONE)
		result = questionnaire_gather(ctx, tools, &facts, err);
	if (result == DONE && row != NULL && row->uid != 0) {
		result = ledger_first_contact(tools->store, row->mailbox, &adopted, err);
		/* INTERNALDATE has whole seconds: the second of the adoption itself counts as after it. */
		facts.before_adoption = row->arrived != 0 && row->arrived < adopted - adopted % 1000;
	}
	if (result == DONE)
		*out = facts;
	return result;
}
