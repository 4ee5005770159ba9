/* command_facts.c - see command_facts.h */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/article/article.h>
#include <postigo/base/utf8.h>
#include <postigo/store/article_row.h>
#include <postigo/store/message_row.h>
#include <postigo/store/person.h>
#include <postigo/store/watcher.h>

#include "button.h"
#include "command_facts.h"
#include "command_read.h"
#include "command_recall.h"
#include "command_value.h"
#include "content.h"
#include "thread.h"

/* How many recipients are looked at, and how many tickets a mail can name. */
#define LOOKED_AT 100
#define NAMED_MOST 200
#define ARTICLES_NAMED_MOST 20	/* by one command */

#define SHOWN_MOST 64u	/* of a name */

/* What is older can not be undone by "#undo": nobody remembers what it was. */
#define UNDO_WITHIN DAYS(7)

/* As long as two mails of the same content are one; see facts.c. */
#define COPIES_WITHIN DAYS(30)

/* Is the address that one, with or without a +part? */
static bool
leads_to(const char *address, const char *wanted)
{
	size_t n = strcspn(wanted, "@");
	const char *at = address != NULL ? strrchr(address, '@') : NULL;

	return at != NULL && strncasecmp(address, wanted, n) == 0 && (address[n] == '@' || address[n] == '+') &&
	    strcasecmp(at, wanted + n) == 0;
}

static bool
is_named(const struct mail_addresses *list, const char *wanted)
{
	for (size_t i = 0; i < list->count && i < LOOKED_AT; i++)
		if (leads_to(list->list[i].address, wanted))
			return true;
	return false;
}

bool
command_facts_control(const struct facts *f)
{
	const char *control = f->conf->commands.control;

	if (f->has_token)
		return f->token.purpose == TOKEN_COMMAND || button_of(f->token.purpose) != NULL;
	if (f->mailbox->control)
		return true;
	if (control == NULL)
		return false;
	for (size_t i = 0; i < f->mail->delivered_to.count && i < LOOKED_AT; i++)
		if (leads_to(f->mail->delivered_to.list[i], control))
			return true;
	return is_named(&f->mail->to, control) || is_named(&f->mail->cc, control);
}

/* Tickets that commands name, each once. */
struct naming {
	const struct tools *tools;
	struct facts *facts;
	struct named_ticket *list;
	size_t count;
	bool apart, vendors;		/* whether one can be split, and who was asked about it, is wanted */
};

/* The newest message of somebody outside that is not the one which the ticket began with. */
static enum result
find_apart(TALLOC_CTX *ctx, const struct tools *tools, struct named_ticket *named, struct error *err)
{
	struct message_row newest = { 0 };
	int64_t first = 0;
	enum result result = message_row_first(tools->store, named->ticket.id, &first, err);

	if (result == DONE)
		result = message_row_newest(ctx, tools->store, named->ticket.id, MESSAGE_FROM_REQUESTER, &newest, err);
	if (result == DONE && newest.id != first)
		named->apart = newest.id;
	return result == NONE ? DONE : result;
}

static enum result
add_named(struct naming *n, int64_t number, struct error *err)
{
	struct named_ticket *named = &n->list[n->count];
	enum result result;

	for (size_t i = 0; i < n->count; i++)
		if (n->list[i].number == number)
			return DONE;
	if (n->count == NAMED_MOST)
		return DONE;
	n->count++;
	*named = (struct named_ticket){ .number = number };
	result = ticket_read(n->list, n->tools->store, number, &named->ticket, err);
	if (result == DONE && named->ticket.merged_into != 0)
		result = ticket_read(n->list, n->tools->store, named->ticket.merged_into, &named->ticket, err);
	named->found = result == DONE;
	if (result == DONE && n->apart)
		result = find_apart(n->list, n->tools, named, err);
	if (result == DONE && n->vendors)
		result = vendor_case_list(n->list, n->tools->store, named->ticket.id, &named->asked, &named->asked_count, err);
	return result == NONE ? DONE : result;
}

/* Every number in a value: which of them are tickets' is judged later. */
static enum result
add_numbers(struct naming *n, const char *value, struct error *err)
{
	enum result result = DONE;

	for (const char *p = value; *p != '\0' && result == DONE;) {
		size_t digits = strspn(p, "0123456789");
		int64_t number = digits > 0 && digits < 12 ? strtoll(p, NULL, 10) : 0;

		if (number > 0 && number < COMMAND_NUMBER_LIMIT)
			result = add_named(n, number, err);
		p += digits > 0 ? digits : 1;
	}
	return result;
}

static bool
has_verb(const struct command_mail *m, enum command_verb verb)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->list[i].verb == verb)
			return true;
	return false;
}

static enum result
name_tickets(TALLOC_CTX *ctx, const struct tools *tools, struct facts *f, struct error *err)
{
	const struct command_mail *m = f->commands.mail;
	enum tie_kind tied = thread_named(f);
	struct naming n = { .tools = tools, .facts = f, .apart = has_verb(m, COMMAND_SPLIT),
		.vendors = has_verb(m, COMMAND_VENDOR) };
	enum result result = DONE;

	n.list = talloc_zero_array(ctx, struct named_ticket, NAMED_MOST);
	if (tied != TIE_KINDS)
		result = add_named(&n, f->tie[tied].ticket.id, err);
	for (size_t b = 0; b < m->block_count && result == DONE; b++)
		for (size_t i = 0; i < m->blocks[b].ticket_count && result == DONE; i++)
			result = add_named(&n, m->blocks[b].tickets[i], err);
	for (size_t i = 0; i < m->count && result == DONE; i++)
		if (m->list[i].verb != COMMAND_NOTE && m->list[i].verb != COMMAND_FIND && m->list[i].verb != COMMAND_NEW)
			result = add_numbers(&n, m->list[i].value, err);
	f->commands.named = n.list;
	f->commands.named_count = n.count;
	return result;
}

static enum result
add_articles(struct facts *f, TALLOC_CTX *ctx, struct store *store, const char *slug, struct error *err)
{
	struct command_facts *c = &f->commands;
	struct article_row *list = NULL;
	size_t count = 0;
	enum result result = DONE;

	for (size_t i = 0; i < c->article_count; i++)
		if (strcmp(c->articles[i].slug, slug) == 0)
			return DONE;
	if (article_is_slug(slug))
		result = article_row_list(ctx, store, slug, &list, &count, err);
	c->articles = talloc_realloc(ctx, c->articles, struct article_row, (unsigned)(c->article_count + count) + 1);
	for (size_t i = 0; i < count; i++)
		c->articles[c->article_count++] = list[i];
	return result;
}

/* Those that commands name, or leave to be understood. */
static enum result
find_articles(TALLOC_CTX *ctx, const struct tools *tools, struct facts *f, struct error *err)
{
	const struct command_mail *m = f->commands.mail;
	enum tie_kind tied = thread_named(f);
	enum result result = DONE;

	for (size_t i = 0; i < m->count && result == DONE; i++) {
		struct command_value value = command_value_read(ctx, m->list[i].value, NUMBERS_NONE);

		if (m->list[i].verb != COMMAND_ARTICLE && m->list[i].verb != COMMAND_PUBLISH && m->list[i].verb != COMMAND_WITHDRAW &&
		    m->list[i].verb != COMMAND_DROP)
			continue;
		/* A title is no name. */
		for (size_t k = 0; k < value.count && k < ARTICLES_NAMED_MOST && result == DONE; k++)
			if (m->list[i].verb != COMMAND_ARTICLE || value.count == 1)
				result = add_articles(f, ctx, tools->store, value.words[k], err);
	}
	if (result == DONE && tied != TIE_KINDS && has_verb(m, COMMAND_PUBLISH))
		result = article_row_of_ticket(ctx, tools->store, f->tie[tied].ticket.id, &f->commands.drafts, &f->commands.draft_count, err);
	return result;
}

/* Whom an answer went to that "#undo" cannot call back any more: what came before it is not what they mean. An address says what it is
 * about, and so undoes what is left of that. */
static enum result
find_gone(TALLOC_CTX *ctx, const struct tools *tools, struct facts *f, struct error *err)
{
	struct command_facts *c = &f->commands;
	struct person requester = { 0 };
	struct ticket ticket = { 0 };
	int64_t to = 0;
	enum result result = command_recall_gone(tools, c->changes, c->change_count, &to, err);
	const char *who;

	if (result != DONE || to == 0)
		return result;
	result = ticket_read(ctx, tools->store, to, &ticket, err);
	if (result == DONE && ticket.requester != 0)
		result = person_read(ctx, tools->store, ticket.requester, &requester, err);
	who = requester.name != NULL && requester.name[0] != '\0' ? requester.name : requester.address != NULL ? requester.address : "";
	c->gone = talloc_asprintf(ctx, "%s%s[#%lld]", utf8_clean_line(ctx, who, SHOWN_MOST), who[0] != '\0' ? " " : "", (long long)to);
	return result < 0 ? result : DONE;
}

static enum result
find_deed(TALLOC_CTX *ctx, const struct tools *tools, struct facts *f, struct error *err)
{
	struct command_facts *c = &f->commands;
	enum tie_kind tied = thread_named(f);
	enum result result = NONE;

	if (f->has_token && f->token.purpose == TOKEN_UNDO)
		result = deed_read(ctx, tools->store, (int64_t)f->token.ticket, &c->deed, err);
	else if (c->mail != NULL && has_verb(c->mail, COMMAND_UNDO))
		result = deed_last(ctx, tools->store, f->agent->name, tied != TIE_KINDS ? f->tie[tied].ticket.id : 0,
		    f->now - UNDO_WITHIN, &c->deed, err);
	if (result == DONE)
		result = deed_changes(ctx, tools->store, c->deed.id, &c->changes, &c->change_count, err);
	if (result == DONE && !(f->has_token && f->token.purpose == TOKEN_UNDO))
		result = find_gone(ctx, tools, f, err);
	return result == NONE ? DONE : result;
}

/* A copy that came another way, or was confirmed as well. */
static enum result
find_done(const struct tools *tools, struct facts *f, struct error *err)
{
	uint8_t key[DIGEST_SIZE];
	int64_t deed;
	enum result result;

	if (f->partial || !content_key(f->mail, key))
		return DONE;
	result = deed_by_content(tools->store, key, f->now - COPIES_WITHIN, &deed, err);
	f->commands.done = result == DONE;
	return result == NONE ? DONE : result;
}

/* Commands in the subject of a mail without words, as a telephone or a calendar sends it. */
static const char *
words_of(const struct mail *mail, bool control)
{
	const char *words = mail->reply != NULL ? mail->reply : mail->text != NULL ? mail->text : "";

	if (control && words[strspn(words, " \t\r\n")] == '\0' && mail->subject != NULL && command_begins(mail->subject))
		return mail->subject;
	return words;
}

enum result
command_facts(TALLOC_CTX *ctx, const struct tools *tools, struct facts *f, struct error *err)
{
	enum tie_kind tied = thread_named(f);
	enum result result = DONE;

	if (tools->store != NULL && tied != TIE_KINDS)
		result = watcher_list(ctx, tools->store, f->tie[tied].ticket.id, &f->watchers, &f->watcher_count, err);
	if (result < 0 || f->agent == NULL || f->mail->class != MAIL_HUMAN)
		return result == NONE ? DONE : result;
	f->commands.control = command_facts_control(f);
	if (f->has_token)
		f->commands.pressed = button_of(f->token.purpose);
	f->commands.mail = f->commands.pressed != NULL ?
	    button_read(ctx, f->commands.pressed, words_of(f->mail, true), f->mail->signature, f->agent->language) :
	    command_read(ctx, words_of(f->mail, f->commands.control), f->commands.control);
	if (tools->store == NULL)
		return DONE;
	result = name_tickets(ctx, tools, f, err);
	if (result == DONE)
		result = find_articles(ctx, tools, f, err);
	if (result == DONE)
		result = find_done(tools, f, err);
	return result == DONE ? find_deed(ctx, tools, f, err) : result;
}
