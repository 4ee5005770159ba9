/* command_say.c - see command_say.h; the words themselves are the templates' */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "command_say.h"
#include "command_word.h"

/* Of the mail that is prefilled: what is longer, programs cut off. */
#define BODY_MOST 1500u
#define LINK_MOST 7000u

/* What may stand in a URI as it is (RFC 3986 section 2.3). */
static const char unreserved[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

/* A line's end is CR LF there (RFC 6068 section 5). */
static void
put_encoded(struct text *t, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\n')
			text_add_string(t, "%0D%0A");
		else if (strchr(unreserved, *s) != NULL)
			text_add_char(t, *s);
		else
			text_printf(t, "%%%02X", (unsigned)(unsigned char)*s);
	}
}

char *
command_say_link(TALLOC_CTX *ctx, const char *address, const char *subject, const char *body)
{
	struct text *t = text_new(ctx, LINK_MOST);

	text_printf(t, "mailto:%s", address);
	if (subject != NULL) {
		text_add_string(t, "?subject=");
		put_encoded(t, subject);
	}
	if (body != NULL) {
		text_add_string(t, subject != NULL ? "&body=" : "?body=");
		put_encoded(t, body);
	}
	return t->bytes;
}

const char *
command_say_control_near(const struct conf *conf, const struct conf_mailbox *mailbox)
{
	if (conf->commands.control != NULL)
		return conf->commands.control;
	for (size_t i = 0; !mailbox->control && i < conf->mailbox_count; i++)
		if (conf->mailboxes[i].control)
			return conf->mailboxes[i].address;
	return mailbox->address;
}

const char *
command_say_control(const struct facts *f)
{
	return command_say_control_near(f->conf, f->mailbox);
}

char *
command_say_publish(TALLOC_CTX *ctx, const char *article, const char *language)
{
	return talloc_asprintf(ctx, "#%s %s\n", command_word_of(COMMAND_PUBLISH, language), article);
}

static void
set(json_t *values, const char *key, const char *value)
{
	json_object_set_new(values, key, json_string(value != NULL ? value : ""));
}

/* One ticket in all of it, or several: then each line says which. */
static void
set_common(json_t *values, const struct facts *f, const struct decision *d, int64_t ticket)
{
	if (ticket != 0)
		json_object_set_new(values, "ticket", json_integer(ticket));
	else
		set(values, "ticket", "");
	set(values, "subject", d->ticket != 0 ? f->tie[d->tie].ticket.subject : "");
	set(values, "technician_name", f->agent->display_name);
	set(values, "desk_name", f->conf->identity.name);
}

json_t *
command_say_done(const struct commander *c, int64_t person)
{
	SCRATCH(tmp);
	const struct decision *d = c->decision;
	json_t *values = json_object();
	char *undo = c->deed != 0 ? answer_token_address(tmp, c->tools, command_say_control(c->facts), TOKEN_UNDO, c->deed, person,
	    c->change.now) : NULL;

	set_common(values, c->facts, d, d->ticket != 0 ? d->ticket : c->made);
	json_object_set(values, "effects", c->effects);
	json_object_set_new(values, "has_effects", json_boolean(json_array_size(c->effects) > 0));
	json_object_set_new(values, "sent", json_boolean(c->sent && c->held == 0));
	json_object_set_new(values, "held", json_boolean(c->sent && c->held != 0));
	set(values, "held_until", c->held != 0 ? commander_length(c, c->held - c->change.now) : "");
	json_object_set_new(values, "is_noted", json_boolean(d->outcome == DECIDE_REPLY && d->note));
	json_object_set_new(values, "undoing", json_boolean(d->undoes != 0));
	set(values, "undo_address", undo);
	set(values, "undo_link", undo != NULL ? command_say_link(tmp, undo, command_word_of(COMMAND_UNDO,
	    c->facts->agent->language), NULL) : "");
	set(values, "unused", d->unused);
	return values;
}

static const char *const wrong_keys[] = {
	[WRONG_NOTHING] = "unknown", [WRONG_VERB] = "unknown", [WRONG_PLACE] = "misplaced", [WRONG_MANY] = "too_many",
	[WRONG_VALUE_MISSING] = "value_missing", [WRONG_VALUE] = "value_wrong", [WRONG_NAME] = "name_unknown",
	[WRONG_TICKET] = "ticket_unknown", [WRONG_NO_TICKET] = "which_ticket", [WRONG_TEXT] = "for_nobody",
	[WRONG_STATE] = "makes_no_sense", [WRONG_TEAM] = "not_allowed", [WRONG_NO_COMMAND] = "no_command",
	[WRONG_UNDO] = "nothing_to_undo", [WRONG_GONE] = "answer_gone", [WRONG_OWN_MAIL] = "own_mail", [WRONG_BLOCK] = "for_another",
	[WRONG_BUTTON] = "only_button", [WRONG_USED] = "used", [WRONG_OLD] = "too_old",
	[WRONG_TAKEN] = "taken", [WRONG_MOVED] = "moved", [WRONG_MERGED] = "merged",
};

static json_t *
say_fault(const struct command_fault *fault, const char *language)
{
	json_t *o = json_object();

	for (size_t i = 1; i < sizeof(wrong_keys) / sizeof(wrong_keys[0]); i++)
		json_object_set_new(o, wrong_keys[i], json_boolean(strcmp(wrong_keys[i], wrong_keys[fault->wrong]) == 0));
	set(o, "written", fault->written);
	set(o, "value", fault->value);
	set(o, "mended", fault->mended);
	set(o, "example", fault->verb != COMMAND_NONE ? command_example(fault->verb, language) : NULL);
	return o;
}

/* "# Notes", "#12: see below": whoever wrote that meant it to be read, rather than done. */
static bool
is_for_readers(const struct command_fault *fault)
{
	const char *behind = fault->written + strspn(fault->written, "#");

	return fault->wrong != WRONG_PLACE && fault->wrong != WRONG_BLOCK && fault->verb == COMMAND_NONE && fault->mended == NULL &&
	    *behind != '\0' && strchr(" 0123456789", *behind) != NULL && strchr(behind, ' ') != NULL;
}

/* What is wrong with a command; COMMAND_NONE: with a line in which there is none, or not only one. */
static const struct command_fault *
fault_at(const struct decision *d, unsigned line, size_t block, enum command_verb verb)
{
	for (size_t i = 0; i < d->fault_count; i++)
		if (d->faults[i].line == line && d->faults[i].block == block && d->faults[i].verb == verb && d->faults[i].written[0] == '#')
			return &d->faults[i];
	return NULL;
}

/* A line of the mended mail: as it should have been. Where that is not known, as it was: it is held again until somebody has put it
 * right. An example would be carried out, with a name or a number in it that nobody has written. */
static void
put_line(struct text *t, const struct command_fault *fault)
{
	if (fault->whole != NULL)
		text_printf(t, "%s\n", fault->whole);
	else if (fault->mended != NULL)
		text_printf(t, "%s\n", fault->mended);
	else if (fault->wrong != WRONG_TEAM && fault->wrong != WRONG_PLACE && fault->wrong != WRONG_BLOCK && !is_for_readers(fault))
		text_printf(t, "%s\n", fault->written);
}

/* Does the mended mail have the whole line as it was, the commands before what is wrong in it among it? */
static bool
stands_whole(const struct command_fault *fault)
{
	return fault != NULL && fault->whole == NULL && fault->mended == NULL && !is_for_readers(fault);
}

/* The first command that belongs into a mail of its own; NULL: none does. */
static const struct command_fault *
own_mail(const struct decision *d)
{
	for (size_t i = 0; i < d->fault_count; i++)
		if (d->faults[i].wrong == WRONG_OWN_MAIL)
			return &d->faults[i];
	return NULL;
}

/* The commands of one block, in the order of their lines, but for what such a mail begins with; several may stand on one. */
static void
put_block(struct text *t, const struct facts *f, const struct decision *d, size_t block)
{
	const struct command_mail *m = f->commands.mail;
	const struct command_block *b = &m->blocks[block];
	const struct command_fault *begins = own_mail(d);

	if (begins != NULL && begins->block == block)
		put_line(t, begins);
	for (size_t i = 0; i < b->ticket_count; i++)
		text_printf(t, "%s#%lld%s", i > 0 ? " " : "", (long long)b->tickets[i], i + 1 == b->ticket_count ? "\n" : "");
	for (size_t i = 0; i < m->count; i++) {
		const struct command_line *c = &m->list[i];
		const struct command_fault *fault = fault_at(d, c->line, block, c->verb);

		if (c->block != block || (fault != NULL && fault == begins) || stands_whole(fault_at(d, c->line, block, COMMAND_NONE)))
			continue;
		if (fault != NULL)
			put_line(t, fault);
		else
			text_printf(t, "#%s%s%s\n", c->word, c->value[0] != '\0' ? " " : "", c->value);
	}
	/* What was no command at all: it stands behind those that are, which makes no difference. */
	for (size_t i = 0; i < m->fault_count; i++)
		if (m->faults[i].block == block)
			put_line(t, &m->faults[i]);
}

/* The words of a block without the commands that stood among them. */
static void
put_text(struct text *t, const struct command_mail *m, size_t block)
{
	const char *p = m->blocks[block].mended != NULL ? m->blocks[block].mended : m->blocks[block].text;

	text_add_string(t, "\n");
	for (size_t i = 0; i < m->fault_count; i++)
		if (m->faults[i].block == block && is_for_readers(&m->faults[i]))
			text_printf(t, "\\%s\n", m->faults[i].written);
	while (p != NULL && *p != '\0') {
		size_t n = strcspn(p, "\n");

		if (*p == '#')
			text_add_char(t, '\\');
		text_add(t, p, n);
		text_add_char(t, '\n');
		p += n + (p[n] == '\n');
	}
	text_add_string(t, "\n");
}

/* All of it, or without its words when they are too many. */
static char *
mended_mail(TALLOC_CTX *ctx, const struct facts *f, const struct decision *d, bool *left_out)
{
	const struct command_mail *m = f->commands.mail;
	struct text *all = text_new(ctx, BODY_MOST), *commands = text_new(ctx, BODY_MOST);

	for (size_t b = 0; b < m->block_count; b++) {
		put_block(all, f, d, b);
		put_text(all, m, b);
		put_block(commands, f, d, b);
	}
	*left_out = all->cut;
	return all->cut ? commands->bytes : all->bytes;
}

/* Where the mail came to, for this technician: what is mended does what the first would have done. But for what belongs into a mail
 * of its own: that is about no ticket. */
static char *
same_address(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d, int64_t person)
{
	bool inside = f->has_token && f->token.purpose == TOKEN_INTERNAL;

	if (d->ticket == 0 || f->commands.control || own_mail(d) != NULL)
		return answer_token_address(ctx, tools, command_say_control(f), TOKEN_COMMAND, own_mail(d) != NULL ? 0 : d->ticket, person,
		    f->now);
	return answer_token_address(ctx, tools, f->mailbox->address, inside ? TOKEN_INTERNAL : TOKEN_TECHNICIAN, d->ticket, person, f->now);
}

json_t *
command_say_failed(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d, int64_t person)
{
	json_t *values = json_object(), *faults = json_array();
	bool left_out = false, mends = f->commands.mail != NULL && (f->commands.mail->count > 0 || f->commands.mail->fault_count > 0) &&
	    !(f->has_token && f->token.purpose == TOKEN_UNDO);
	char *body = mends ? mended_mail(ctx, f, d, &left_out) : NULL;
	const char *subject = NULL;

	set_common(values, f, d, d->ticket);
	for (size_t i = 0; i < d->fault_count; i++)
		json_array_append_new(faults, say_fault(&d->faults[i], f->agent->language));
	json_object_set_new(values, "faults", faults);
	json_object_set_new(values, "text_left_out", json_boolean(left_out));
	set(values, "mended_mail", body);
	/* A mail of its own is not about what this one is about. */
	if (f->mail->subject != NULL && strlen(f->mail->subject) < 200 && own_mail(d) == NULL)
		subject = f->mail->subject;
	set(values, "mend_link", mends ? command_say_link(ctx, same_address(ctx, tools, f, d, person), subject, body) : "");
	return values;
}
