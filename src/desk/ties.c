/* ties.c - see ties.h; thread.c judges which of them counts */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/desk/subject.h>
#include <postigo/store/identifier.h>
#include <postigo/store/inbox.h>
#include <postigo/store/participant.h>

#include "button.h"
#include "people.h"
#include "thread.h"
#include "tier0.h"
#include "ties.h"

/* How many recipients, and identifiers, are looked at: a mail may name hundreds of thousands. */
#define LOOKED_AT 100

/* Merges are followed this far; a longer chain is a ring. */
#define MERGES_MAX 16

/* The part between '+' and '@' of an address whose rest is one of our mailboxes (or where bounces come back);
 * NULL if it is none. */
static char *
token_part(TALLOC_CTX *ctx, const struct conf *conf, const char *address)
{
	const char *plus = strchr(address, '+');
	const char *at = strrchr(address, '@');
	char *plain;

	if (plus == NULL || at == NULL || plus > at)
		return NULL;
	plain = talloc_asprintf(ctx, "%.*s%s", (int)(plus - address), address, at);
	if (conf_mailbox_by_address(conf, plain) == NULL && strcasecmp(plain, conf->relay.from) != 0)
		return NULL;
	return talloc_strndup(ctx, plus + 1, (size_t)(at - plus - 1));
}

static bool
try_token(TALLOC_CTX *ctx, const struct tools *tools, const char *address, struct facts *facts)
{
	struct error why;
	char *part;

	if (address == NULL || (part = token_part(ctx, tools->conf, address)) == NULL)
		return false;
	if (token_verify(tools->keys, part, &facts->token, &why) != DONE ||
	    facts->token.purpose == TOKEN_MESSAGE_ID) {
		facts->token_trouble = talloc_asprintf(ctx, "%s: %s", address, why.text);
		return false;
	}
	facts->has_token = true;
	facts->token_trouble = NULL;
	facts->token_expired = facts->now - facts->token.issued > tools->conf->trust.token_max_age;
	if (facts->token_expired)
		facts->token_trouble = talloc_asprintf(ctx, "%s: too old to prove anything (trust.token_max_age)", address);
	return true;
}

void
ties_token(TALLOC_CTX *ctx, const struct tools *tools, const struct mail *mail, struct facts *facts)
{
	for (size_t i = 0; i < mail->delivered_to.count && i < LOOKED_AT; i++)
		if (try_token(ctx, tools, mail->delivered_to.list[i], facts))
			return;
	for (size_t i = 0; i < mail->to.count && i < LOOKED_AT; i++)
		if (try_token(ctx, tools, mail->to.list[i].address, facts))
			return;
	for (size_t i = 0; i < mail->cc.count && i < LOOKED_AT; i++)
		if (try_token(ctx, tools, mail->cc.list[i].address, facts))
			return;
}

/* Whether the sender is on the ticket; under a +part of their address, too: a mail program answers from the plain one. */
static enum result
find_part(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts, struct tie *tie, struct error *err)
{
	const char *from = facts->mail->from.address;
	struct participant *list;
	size_t count = 0;
	enum result result = NONE;

	if (facts->sender.id != 0)
		result = participant_is(tools->store, tie->ticket.id, facts->sender.id, &tie->sender_takes_part, err);
	if (result < 0 || tie->sender_takes_part || from == NULL)
		return result == NONE ? DONE : result;
	result = participant_list(ctx, tools->store, tie->ticket.id, &list, &count, err);
	for (size_t i = 0; result == DONE && i < count; i++)
		tie->sender_takes_part |= people_same(list[i].address, from);
	return result == NONE ? DONE : result;
}

enum result
ties_read(TALLOC_CTX *ctx, const struct tools *tools, int64_t number, const struct facts *facts, struct tie *tie,
    struct error *err)
{
	enum result result = NONE;

	tie->named = number;
	for (int hop = 0; hop < MERGES_MAX && number != 0; hop++) {
		if ((result = ticket_read(ctx, tools->store, number, &tie->ticket, err)) != DONE)
			return result == NONE ? DONE : result;
		if (tie->ticket.merged_into == 0)
			break;
		number = tie->ticket.merged_into;
	}
	if (result != DONE || tie->ticket.merged_into != 0)
		return DONE;
	tie->found = true;
	return find_part(ctx, tools, facts, tie, err);
}

/* The ticket in one of our own Message-IDs: "<letter>.<token>@<our domain>"; 0 if it is none of ours. Requesters get those
 * that begin with a (answers) and r (what we say by ourselves); all others stay *inside. */
static int64_t
ticket_in_identifier(const struct tools *tools, const char *identifier, bool *inside)
{
	const char *at = strrchr(identifier, '@');
	char text[TOKEN_LENGTH + 1];
	struct token token;
	struct error why;

	if (at == NULL || strcasecmp(at + 1, tools->conf->identity.domain) != 0)
		return 0;
	if (at - identifier != TOKEN_LENGTH + 2 || identifier[1] != '.')
		return 0;
	memcpy(text, identifier + 2, TOKEN_LENGTH);
	text[TOKEN_LENGTH] = '\0';
	if (token_verify(tools->keys, text, &token, &why) != DONE || token.purpose != TOKEN_MESSAGE_ID)
		return 0;
	*inside = strchr("aArR", identifier[0]) == NULL;
	return (int64_t)token.ticket;
}

/* In-Reply-To, then References from the newest back: the nearest relative first, no matter how long the list is. */
static size_t
related(const struct mail *mail, const char *ids[LOOKED_AT])
{
	size_t n = 0;

	for (size_t i = 0; i < mail->in_reply_to.count && n < LOOKED_AT; i++)
		ids[n++] = mail->in_reply_to.list[i];
	for (size_t i = mail->references.count; i > 0 && n < LOOKED_AT; i--)
		ids[n++] = mail->references.list[i - 1];
	if (mail->bounce != NULL && mail->bounce->original_message_id != NULL && n < LOOKED_AT)
		ids[n++] = mail->bounce->original_message_id;
	return n;
}

static enum result
find_by_identifier(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	const char *ids[LOOKED_AT];
	size_t n = related(facts->mail, ids);
	enum result result = DONE;
	int64_t number = 0;

	for (size_t i = 0; i < n && number == 0; i++)
		number = ticket_in_identifier(tools, ids[i], &facts->tie[TIE_MESSAGE_ID_TOKEN].inside);
	if (number != 0)
		result = ties_read(ctx, tools, number, facts, &facts->tie[TIE_MESSAGE_ID_TOKEN], err);

	for (size_t i = 0; i < n && result == DONE; i++) {
		char *one = talloc_strdup(ctx, ids[i]);
		const char *which;

		result = identifier_find(tools->store, &one, 1, &number, &which, err);
		if (result == DONE)
			return ties_read(ctx, tools, number, facts, &facts->tie[TIE_MESSAGE_ID], err);
		if (result == NONE)
			result = DONE;
	}
	return result;
}

/* Who is on the ticket already: whom a technician's answer will reach, and who need not join any more. */
static enum result
find_participants(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	enum tie_kind named = thread_named(facts);
	struct participant *list = NULL;
	struct due_row held;
	enum result result;

	if (named == TIE_KINDS)
		return DONE;
	result = due_of_ticket(ctx, tools->store, facts->tie[named].ticket.id, TIER0_TIMER, &held, err);
	facts->held = result == DONE;
	if (result < 0)
		return result;
	result = participant_list(ctx, tools->store, facts->tie[named].ticket.id, &list, &facts->participant_count, err);
	facts->participants = list;
	return result == NONE ? DONE : result;
}

/* The ticket that a token stands for. One that asked for a confirmation names the mail that is to be confirmed. */
static enum result
token_ticket(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, int64_t *ticket, struct error *err)
{
	const struct token *token = &facts->token;
	struct inbox_row row;
	enum result result;

	/* An address that undoes names what was done; see command_facts.c. */
	*ticket = token->purpose == TOKEN_UNDO ? 0 : (int64_t)token->ticket;
	if (token->purpose == TOKEN_ARTICLE) {
		result = article_offer_read(ctx, tools->store, (int64_t)token->ticket, &facts->offer, err);
		*ticket = facts->offer.ticket;
		return result == NONE ? DONE : result;
	}
	facts->commands.pressed = button_of(token->purpose);
	if (facts->commands.pressed != NULL) {
		result = notice_read(ctx, tools->store, (int64_t)token->ticket, &facts->commands.notice, err);
		*ticket = facts->commands.notice.ticket;
		return result == NONE ? DONE : result;
	}
	if (token->purpose != TOKEN_CONFIRM)
		return DONE;
	result = inbox_read(ctx, tools->store, (int64_t)token->ticket, &row, err);
	*ticket = result == DONE ? row.ticket : 0;
	if (result == DONE && facts->now - row.received > tools->conf->trust.confirm_within) {
		facts->token_expired = true;
		facts->token_trouble = "it came too late to confirm anything (trust.confirm_within)";
	}
	return result == NONE ? DONE : result;
}

static enum result
find_by_token(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	int64_t number;
	enum result result = token_ticket(ctx, tools, facts, &number, err);

	if (result == DONE && number != 0)
		result = ties_read(ctx, tools, number, facts, &facts->tie[TIE_REPLY_TOKEN], err);
	facts->tie[TIE_REPLY_TOKEN].inside = facts->token.purpose == TOKEN_TECHNICIAN ||
	    facts->token.purpose == TOKEN_INTERNAL || facts->token.purpose == TOKEN_VENDOR ||
	    facts->token.purpose == TOKEN_COMMAND || facts->commands.pressed != NULL;
	if (result == DONE)
		result = person_read(ctx, tools->store, (int64_t)facts->token.person, &facts->token_person, err);
	return result == NONE ? DONE : result;
}

/* A mark in the text, where mail programs have dropped everything else. */
static int64_t
marked(const struct tools *tools, const struct mail *mail)
{
	return mail->text != NULL ? token_mark_find(tools->keys, mail->text, strlen(mail->text)) : 0;
}

enum result
ties_find(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	int64_t in_subject = subject_tag(facts->mail->subject), in_text = marked(tools, facts->mail);
	enum result result = DONE;

	if (facts->has_token)
		result = find_by_token(ctx, tools, facts, err);
	if (result == DONE)
		result = find_by_identifier(ctx, tools, facts, err);
	if (result == DONE && in_text != 0)
		result = ties_read(ctx, tools, in_text, facts, &facts->tie[TIE_BODY_MARKER], err);
	if (result == DONE && in_subject != 0)
		result = ties_read(ctx, tools, in_subject, facts, &facts->tie[TIE_SUBJECT_TAG], err);
	return result == DONE ? find_participants(ctx, tools, facts, err) : result;
}
