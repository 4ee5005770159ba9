/* button.c - see button.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>

#include "answer.h"
#include "button.h"
#include "command_read.h"
#include "command_say.h"
#include "command_word.h"
#include "tier.h"

/* Characters of the ticket's subject: the mail is for us, and the number says which one it is. */
#define SUBJECT_MOST 50u

static const struct button buttons[] = {
	{ COMMAND_TAKE, TOKEN_TAKE, true, "", "", "take_button" },
	{ COMMAND_NOTE, TOKEN_NOTE, false, "", "", "note_button" },
	{ COMMAND_ESCALATE, TOKEN_ESCALATE, true, "", "", "escalate_button" },
	{ COMMAND_CLOSE, TOKEN_CLOSE, true, "", "", "close_button" },
	{ COMMAND_WAIT, TOKEN_WAIT, false, "3d", "3d", "wait_button" },
	{ COMMAND_SPAM, TOKEN_SPAM, true, "", "", "spam_button" },
	{ COMMAND_ACK, TOKEN_HEARD, false, "", "", "heard_button" },
};
#define BUTTONS (sizeof(buttons) / sizeof(buttons[0]))

const struct button *
button_of(enum token_purpose purpose)
{
	for (size_t i = 0; i < BUTTONS; i++)
		if (buttons[i].purpose == purpose)
			return &buttons[i];
	return NULL;
}

unsigned
button_bit(const struct button *button)
{
	return 1u << (button - buttons);
}

static const char *
value_of(const struct button *button, const char *language)
{
	return language != NULL && strncmp(language, "es", 2) == 0 ? button->value_es : button->value;
}

/* Behind a note there is room for it. */
static char *
body_of(TALLOC_CTX *ctx, const struct button *button, const char *language)
{
	const char *value = value_of(button, language);

	return talloc_asprintf(ctx, "#%s%s%s\n%s", command_word_of(button->verb, language), value[0] != '\0' ? " " : "", value,
	    button->verb == COMMAND_NOTE ? "\n" : "");
}

char *
button_link(TALLOC_CTX *ctx, const struct button *button, const char *address, const struct ticket *ticket, const char *language)
{
	SCRATCH(tmp);
	const char *body = body_of(tmp, button, language);
	char *link = NULL;

	/* What takes four bytes a character takes twelve in a link. */
	for (size_t most = SUBJECT_MOST; link == NULL || strlen(link) > BUTTON_LINK_MOST; most /= 2) {
		char *subject = talloc_asprintf(tmp, "[#%lld] %s: %s", (long long)ticket->id, command_word_of(button->verb, language),
		    most > 0 ? utf8_clean_line(tmp, subject_plain(tmp, ticket->subject != NULL ? ticket->subject : ""), most) : "");

		link = command_say_link(ctx, address, subject, body);
		if (most == 0)
			break;
	}
	return link;
}

/* Where nobody asked for anything by mail, nobody has sent what nobody wants. */
static bool
is_about_mail(const char *template)
{
	return strcmp(template, "notice_new") == 0 || strcmp(template, "notice_reply") == 0 ||
	    strcmp(template, "notice_gathered") == 0 || strcmp(template, "notice_assigned") == 0 || strcmp(template, "assigned") == 0;
}

static bool
makes_sense(const struct button_row *row, enum command_verb verb)
{
	const struct ticket *t = row->ticket;
	bool closed = t->state == TICKET_CLOSED;

	switch (verb) {
	case COMMAND_TAKE:
		return !closed && (t->assignee == NULL || strcmp(t->assignee, row->agent->name) != 0);
	case COMMAND_ESCALATE:
		return !closed && tier_above(row->tools->conf, t->tier) > t->tier;
	case COMMAND_CLOSE:
		return !closed;
	case COMMAND_WAIT:
		return !closed && t->state != TICKET_WAITING;
	case COMMAND_SPAM:
		return !closed && is_about_mail(row->template);
	case COMMAND_ACK:
		return strcmp(row->template, "sla_warning") == 0;
	default:
		return true;
	}
}

/* Whoever may not do it by mail is not shown how. */
static bool
is_allowed(const struct button_row *row, enum command_verb verb)
{
	enum conf_trust level;

	return conf_command_level(row->tools->conf, row->agent->name, command_name(verb), false, &level);
}

void
button_values(const struct button_row *row, json_t *values)
{
	SCRATCH(tmp);
	const struct conf *conf = row->tools->conf;
	const char *control = command_say_control_near(conf, answer_mailbox(conf, row->ticket));
	const char *language = row->agent->language != NULL ? row->agent->language : conf->identity.language;
	bool any = false;

	for (size_t i = 0; i < BUTTONS; i++) {
		const struct button *b = &buttons[i];
		bool shown = makes_sense(row, b->verb) && is_allowed(row, b->verb);
		char *address = answer_token_address(tmp, row->tools, control, b->purpose, row->notice, row->person, row->now);

		any |= shown;
		json_object_set_new(values, b->key, json_string(shown ? button_link(tmp, b, address, row->ticket, language) : ""));
	}
	json_object_set_new(values, "has_buttons", json_boolean(any));
}

/* ---- the mail that comes */

static void
add_fault(struct command_mail *m, const struct command_line *at, const char *only)
{
	if (m->fault_count == COMMAND_FAULTS_MOST)
		return;
	m->faults = talloc_realloc(m, m->faults, struct command_fault, (unsigned)m->fault_count + 1);
	m->faults[m->fault_count++] = (struct command_fault){
		.wrong = WRONG_BUTTON, .verb = at->verb, .line = at->line, .block = 0, .value = only,
		.written = talloc_asprintf(m, "#%s%s%s", at->word, at->value[0] != '\0' ? " " : "", at->value),
	};
}

/* All of it is about the notice's ticket: a number on a line of its own makes it no other's. */
static void
join_blocks(struct command_mail *m, const char *only)
{
	for (size_t i = 1; i < m->block_count; i++) {
		struct command_line number = { .word = talloc_asprintf(m, "%lld", (long long)m->blocks[i].tickets[0]), .value = "" };

		add_fault(m, &number, only);
	}
	m->block_count = 1;
}

/* The words without what stands below all mail: nobody has written that for this one. */
static char *
without(TALLOC_CTX *ctx, const char *words, const char *signature)
{
	size_t n = strlen(words), m = signature != NULL ? strlen(signature) : 0;

	while (n > 0 && strchr(" \r\n\t", words[n - 1]) != NULL)
		n--;
	while (m > 0 && strchr(" \r\n\t", signature[m - 1]) != NULL)
		m--;
	if (m == 0 || m > n || strncmp(words + n - m, signature, m) != 0 || (m < n && words[n - m - 1] != '\n'))
		m = 0;
	return talloc_strndup(ctx, words, n - m);
}

struct command_mail *
button_read(TALLOC_CTX *ctx, const struct button *button, const char *words, const char *signature, const char *language)
{
	struct command_mail *m = command_read(ctx, without(ctx, words, signature), true);
	struct command_line *list = talloc_array(m, struct command_line, (unsigned)m->count + 1);
	const char *only = talloc_asprintf(m, "#%s", command_word_of(button->verb, language));
	bool there = false;
	size_t n = 0;

	for (size_t i = 0; i < m->count; i++) {
		m->list[i].block = 0;
		if (m->list[i].verb != button->verb && m->list[i].verb != COMMAND_NOTE)
			add_fault(m, &m->list[i], only);
		else
			list[n++] = m->list[i];
		there |= m->list[i].verb == button->verb;
	}
	/* Programs that leave out what is filled in, and people who delete it: the address says it all the same. */
	if (!there && m->fault_count == 0)
		list[n++] = (struct command_line){ .verb = button->verb, .word = command_word_of(button->verb, language),
			.value = value_of(button, language) };
	m->list = list;
	m->count = n;
	join_blocks(m, only);
	return m;
}

static const char *
shown(const struct facts *f, const char *agent)
{
	const struct conf_agent *a = conf_agent(f->conf, agent);

	return a != NULL && a->display_name != NULL ? a->display_name : agent;
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Since the notice went out, somebody else has done what the button is for. */
static enum command_wrong
overtaken(TALLOC_CTX *ctx, const struct facts *f, const char **value)
{
	const struct notice *n = &f->commands.notice;
	const struct ticket *now = &f->tie[TIE_REPLY_TOKEN].ticket;
	enum command_verb verb = f->commands.pressed->verb;

	if (now->id != n->ticket && verb != COMMAND_NOTE) {
		*value = talloc_asprintf(ctx, "%lld", (long long)now->id);
		return WRONG_MERGED;
	}
	if (verb == COMMAND_TAKE && now->assignee != NULL && !same(now->assignee, f->agent->name) &&
	    !same(now->assignee, n->assignee)) {
		*value = shown(f, now->assignee);
		return WRONG_TAKEN;
	}
	if (verb == COMMAND_ESCALATE && now->tier != n->tier) {
		const char *tier = conf_tier_shown(f->conf, now->tier, f->agent->language);

		*value = tier != NULL ? tier : f->conf->tiers[now->tier].name;
		return WRONG_MOVED;
	}
	return WRONG_NOTHING;
}

bool
button_is_spent(TALLOC_CTX *ctx, const struct facts *f, struct command_fault *fault)
{
	const struct button *b = f->commands.pressed;
	const struct notice *n = &f->commands.notice;
	enum command_wrong wrong = WRONG_NOTHING;
	const char *value = "";

	if (b == NULL)
		return false;
	if (n->id == 0 || !f->tie[TIE_REPLY_TOKEN].found)
		wrong = WRONG_OLD;
	else if (b->once && (n->used & button_bit(b)) != 0)
		wrong = WRONG_USED;
	else
		wrong = overtaken(ctx, f, &value);
	*fault = (struct command_fault){ .wrong = wrong, .verb = b->verb, .line = 0, .block = 0, .value = value != NULL ? value : "",
		.written = talloc_asprintf(ctx, "#%s", command_word_of(b->verb, f->agent->language)) };
	return wrong != WRONG_NOTHING;
}
