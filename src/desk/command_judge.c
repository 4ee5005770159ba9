/* command_judge.c - see command_judge.h; what each verb makes of its value is in command_verb.c */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/mail/courtesy.h>

#include "button.h"
#include "command_judge.h"
#include "command_verb.h"
#include "command_word.h"
#include "content.h"
#include "loops.h"
#include "signed.h"
#include "trust.h"
#include "typed.h"

#define UNUSED_MOST 300u

static bool
is_undo(const struct facts *f)
{
	return f->has_token && f->token.purpose == TOKEN_UNDO;
}

bool
command_judge_nobodys(const struct facts *f)
{
	return f->has_token && f->mail->class != MAIL_HUMAN && (f->token.purpose == TOKEN_UNDO ||
	    f->token.purpose == TOKEN_COMMAND || button_of(f->token.purpose) != NULL);
}

/* A fault below text is one only where the text would reach somebody. */
static bool
has_commands(const struct command_mail *m, bool tied)
{
	if (m->count > 0 || m->block_count > 1)
		return true;
	for (size_t i = 0; i < m->fault_count; i++)
		if (tied || (m->faults[i].wrong != WRONG_PLACE && m->faults[i].wrong != WRONG_BLOCK))
			return true;
	return false;
}

static bool
concerns_us(const struct facts *f, enum tie_kind named)
{
	if (f->agent == NULL || f->mail->class != MAIL_HUMAN || f->before_adoption)
		return false;
	return is_undo(f) || f->commands.control ||
	    (f->commands.mail != NULL && has_commands(f->commands.mail, named != TIE_KINDS));
}

static void
add_fault(struct decision *d, const struct command_fault *fault)
{
	d->faults = talloc_realloc(d, d->faults, struct command_fault, (unsigned)d->fault_count + 1);
	d->faults[d->fault_count++] = *fault;
}

static void
add_command(struct decision *d, enum command_verb verb, const char *value, bool allowed, const char *why)
{
	d->commands = talloc_realloc(d, d->commands, struct decision_command, (unsigned)d->command_count + 1);
	d->commands[d->command_count++] = (struct decision_command){ verb, value, allowed, why };
}

/* How sure we have to be of who wrote, for one command; raises *need. False: they may not at all. */
static bool
raise_need(const struct facts *f, enum command_verb verb, enum conf_trust *need)
{
	const struct verb *row = command_verb(verb);
	enum conf_trust level;

	if (!conf_command_level(f->conf, f->agent->name, command_name(verb), row != NULL && row->reads, &level))
		return false;
	if (level > *need)
		*need = level;
	return true;
}

static bool
has_verb(const struct command_mail *m, size_t block, enum command_verb verb)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->list[i].verb == verb && m->list[i].block == block)
			return true;
	return false;
}

/* Has it words, or files, that somebody gets? */
static bool
goes_on(const struct facts *f, enum tie_kind named)
{
	const struct command_mail *m = f->commands.mail;

	for (size_t b = 1; b < m->block_count; b++)
		if (m->blocks[b].text != NULL)
			return true;
	if (m->count > 0 && m->list[0].verb == COMMAND_NEW)
		return true;
	return named != TIE_KINDS && !f->commands.control && !has_verb(m, 0, COMMAND_ARTICLE) && (m->blocks[0].text != NULL || content_has_files(f->mail));
}

/* The most that any part of the mail asks for. A command that nobody may give is said below, not asked for. */
static enum conf_trust
needed(const struct facts *f, enum tie_kind named)
{
	const struct command_mail *m = f->commands.mail;
	enum conf_trust need = TRUST_AUTH;

	if (is_undo(f))
		(void)raise_need(f, COMMAND_UNDO, &need);
	for (size_t i = 0; !is_undo(f) && i < m->count; i++)
		(void)raise_need(f, m->list[i].verb, &need);
	if (!is_undo(f) && goes_on(f, named) && f->conf->trust.commands > need)
		need = f->conf->trust.commands;
	return need;
}

/* Nothing of it is done until the technician says that it was them. */
static void
withhold(struct decision *d, const struct facts *f, enum conf_trust need)
{
	const struct command_mail *m = f->commands.mail;
	const char *why = talloc_asprintf(d, "it asks for \"%s\", and the mail has \"%s\" (%s)", decision_trust_name(need),
	    decision_trust_name(d->trust), d->trust_why);

	for (size_t i = 0; m != NULL && i < m->count; i++)
		add_command(d, m->list[i].verb, m->list[i].value, false, why);
	d->withheld = WITHHELD_COMMANDS;
	decision_event(d, "commands wait until %s confirms them: %s", f->agent->address, why);
	if ((d->not_answered = loops_forbid(d, f)) != NULL)
		return;
	if (signed_is_lacking(f)) {
		decision_answer(d, &(struct answer){ .template = "unsigned", .to = ANSWER_TECHNICIAN, .agent = f->agent,
		    .language = f->agent->language, .why = "their mail must be signed", .safe = true, .control = true });
		return;
	}
	decision_answer(d, &(struct answer){ .template = "confirm", .to = ANSWER_TECHNICIAN, .agent = f->agent,
	    .language = f->agent->language, .why = decision_withheld_words(d, d->withheld), .safe = true, .confirm = true,
	    .control = true });
}

static const struct ticket *
tied_ticket(const struct facts *f, enum tie_kind named)
{
	return named != TIE_KINDS ? &f->tie[named].ticket : NULL;
}

/* The tickets that a command is about: those it names, else its block's, else the mail's. */
static void
find_targets(struct verdict *v, const struct verb *row)
{
	const struct command_block *block = &v->facts->commands.mail->blocks[v->command->block];
	const int64_t *numbers = v->value.ticket_count > 0 ? v->value.tickets : block->tickets;
	size_t count = v->value.ticket_count > 0 ? v->value.ticket_count : block->ticket_count;

	/* A button is its ticket's alone. */
	if (v->facts->commands.pressed != NULL && v->value.ticket_count > 0)
		verdict_fault(v, WRONG_BUTTON, talloc_asprintf(v->decision, "#%s", v->command->word), NULL);
	if (count > COMMAND_TARGETS_MOST)
		verdict_fault(v, WRONG_MANY, "", NULL);
	for (size_t i = 0; i < count && !v->wrong; i++) {
		const struct named_ticket *named = verdict_named(v->facts, numbers[i]);

		if (named == NULL)
			verdict_fault(v, WRONG_TICKET, talloc_asprintf(v->decision, "%lld", (long long)numbers[i]), NULL);
		else
			v->targets[v->target_count++] = &named->ticket;
	}
	if (count == 0 && v->tied != NULL)
		v->targets[v->target_count++] = v->tied;
	if (row->needs_ticket && v->target_count == 0 && !v->makes && !v->wrong)
		verdict_fault(v, WRONG_NO_TICKET, "", NULL);
}

static bool
is_plain_flag(const char *value)
{
	SCRATCH(tmp);

	return value[0] == '\0' || command_value_among(command_fold(tmp, value), "internal interna interno only private privada");
}

/* Whether a block's words stay among technicians, and with which words behind #note they begin. */
static bool
is_note(const struct command_mail *m, size_t block, const char **words)
{
	bool note = false;

	*words = NULL;
	for (size_t i = 0; i < m->count; i++) {
		if (m->list[i].verb != COMMAND_NOTE || m->list[i].block != block)
			continue;
		note = true;
		if (!is_plain_flag(m->list[i].value))
			*words = m->list[i].value;
	}
	return note;
}

static void
judge_one(struct decision *d, const struct facts *f, enum tie_kind named, const struct command_line *command, bool makes)
{
	const struct verb *row = command_verb(command->verb);
	struct verdict v = {
		.decision = d, .facts = f, .command = command, .makes = makes, .tied = tied_ticket(f, named),
		.now = { f->now, f->agent->zone != NULL ? f->agent->zone : f->conf->identity.zone },
		.value = command_value_read(d, command->value, row->numbers),
	};
	const struct command_block *block = &f->commands.mail->blocks[command->block];
	enum conf_trust need = TRUST_NONE;

	v.note = is_note(f->commands.mail, command->block, &v.note_words);
	if (v.note && block->text != NULL)
		v.note_words = v.note_words == NULL ? block->text : talloc_asprintf(d, "%s\n\n%s", v.note_words, block->text);
	if (!raise_need(f, command->verb, &need))
		verdict_fault(&v, WRONG_TEAM, "", NULL);
	if (!v.wrong)
		find_targets(&v, row);
	if (!v.wrong)
		row->judge(&v);
	add_command(d, command->verb, command->value, !v.wrong, v.wrong ? "it cannot be done as it is written" :
	    talloc_asprintf(d, "\"%s\" is enough: %s", decision_trust_name(need), d->trust_why));
}

static const char *
words_of(TALLOC_CTX *ctx, const struct facts *f, size_t block, bool *note)
{
	const struct command_mail *m = f->commands.mail;
	const char *text = m->blocks[block].text, *first;

	*note = is_note(m, block, &first);
	/* A solution has its own way to everybody, and an article is for whoever asks the same. */
	if (text != NULL && (typed_is_signature(text, f->agent) || has_verb(m, block, COMMAND_SOLUTION) ||
	    has_verb(m, block, COMMAND_ARTICLE)))
		text = NULL;
	if (first == NULL || text == NULL)
		return first != NULL ? first : text != NULL ? text : "";
	return talloc_asprintf(ctx, "%s\n\n%s", first, text);
}

static void
add_post(struct decision *d, int64_t ticket, const char *text, bool note)
{
	d->posts = talloc_realloc(d, d->posts, struct decision_post, (unsigned)d->post_count + 1);
	d->posts[d->post_count++] = (struct decision_post){ ticket, text, note };
}

static void
text_fault(struct decision *d, enum command_wrong wrong, size_t block, const char *text)
{
	add_fault(d, &(struct command_fault){ .wrong = wrong, .block = block, .written = talloc_strndup(d, text, UNUSED_MOST),
	    .value = "" });
}

/* The words of the blocks that name their tickets. */
static void
add_posts(struct decision *d, const struct facts *f)
{
	const struct command_mail *m = f->commands.mail;

	for (size_t b = 1; b < m->block_count; b++) {
		bool note;
		const char *text = words_of(d, f, b, &note);

		for (size_t i = 0; text[0] != '\0' && i < m->blocks[b].ticket_count; i++) {
			const struct named_ticket *named = verdict_named(f, m->blocks[b].tickets[i]);

			if (named == NULL)
				text_fault(d, WRONG_TICKET, b, talloc_asprintf(d, "#%lld", (long long)m->blocks[b].tickets[i]));
			else
				add_post(d, named->ticket.id, text, note);
		}
	}
}

static bool
reads_only(const struct decision *d)
{
	for (size_t i = 0; i < d->command_count; i++)
		if (!command_verb(d->commands[i].verb)->reads)
			return false;
	return true;
}

/* What they asked for, one mail each. */
static void
answer_queries(struct decision *d, const struct facts *f)
{
	for (size_t i = 0; i < d->step_count; i++) {
		enum command_verb verb = d->steps[i].verb;

		if (!command_verb(verb)->reads)
			continue;
		decision_answer(d, &(struct answer){ .to = ANSWER_TECHNICIAN, .agent = f->agent, .language = f->agent->language,
		    .template = verb == COMMAND_SHOW ? "shown" : verb == COMMAND_HELP ? "help" : "found",
		    .why = talloc_asprintf(d, "they asked for it: #%s", command_name(verb)), .control = true, .query = &d->steps[i] });
	}
}

static void
transcript(struct decision *d, const struct facts *f, const char *template, const char *why)
{
	decision_answer(d, &(struct answer){ .template = template, .to = ANSWER_TECHNICIAN, .agent = f->agent,
	    .language = f->agent->language, .why = why, .control = true });
}

/* Nothing is done. */
static enum command_way
fail(struct decision *d, const struct facts *f)
{
	d->step_count = d->post_count = 0;
	d->undoes = 0;
	for (size_t i = 0; i < d->command_count; i++)
		if (d->commands[i].allowed)
			d->commands[i] = (struct decision_command){ d->commands[i].verb, d->commands[i].value, false,
			    "another part of the mail is not understood, and then nothing of it is done" };
	decision_event(d, "commands of %s were not understood: nothing was done", f->agent->address);
	transcript(d, f, "transcript_failed", "a command that is not understood");
	return COMMAND_WAY_ENDED;
}

static struct command_fault
fault_in(TALLOC_CTX *ctx, const struct command_line *at)
{
	return (struct command_fault){ .wrong = WRONG_STATE, .verb = at->verb, .line = at->line, .block = at->block, .value = "",
		.written = talloc_asprintf(ctx, "#%s%s%s", at->word, at->value[0] != '\0' ? " " : "", at->value) };
}

struct decision *
command_judge_failed(TALLOC_CTX *ctx, const struct facts *f, const struct decision *was, const struct command_line *at,
    const char *why)
{
	struct decision *d = talloc_zero(ctx, struct decision);
	struct command_fault other = { .wrong = was->undoes != 0 ? WRONG_UNDO : WRONG_STATE, .written = "", .value = "" };
	struct command_fault fault = at != NULL ? fault_in(d, at) : other;

	d->outcome = DECIDE_COMMAND;
	d->language = was->language;
	d->trust = was->trust;
	d->trust_why = was->trust_why;
	d->proves = was->proves;
	d->reached = was->reached;
	if (was->ticket != 0 && f->tie[was->tie].ticket.id == was->ticket) {
		d->tie = was->tie;
		d->ticket = was->ticket;
	}
	for (size_t i = 0; i < was->command_count; i++)
		add_command(d, was->commands[i].verb, was->commands[i].value, false, "the commands of the mail cannot be done together");
	add_fault(d, &fault);
	decision_event(d, "commands of %s could not be done, and nothing was: %s", f->agent->address, why);
	transcript(d, f, "transcript_failed", "commands that cannot be done together");
	return d;
}

static enum command_way
judge_undo_mail(struct decision *d, const struct facts *f)
{
	const struct deed *deed = &f->commands.deed;
	bool theirs = deed->id != 0 && strcmp(deed->agent, f->agent->name) == 0;

	if (!theirs || deed->undone != 0) {
		add_fault(d, &(struct command_fault){ .wrong = WRONG_UNDO, .verb = COMMAND_UNDO, .written = "", .value = "" });
		add_command(d, COMMAND_UNDO, "", false, theirs ? "it was undone already" : "there is nothing of theirs to undo");
		return fail(d, f);
	}
	d->undoes = deed->id;
	add_command(d, COMMAND_UNDO, "", true, "it came to the address that undoes it");
	transcript(d, f, "transcript", "it came to the address that undoes what they did");
	return COMMAND_WAY_ENDED;
}

/* The words above all blocks: an answer where the mail is one to a notice, else of use for a note or a new ticket only. */
static enum command_way
judge_words(struct decision *d, const struct facts *f, enum tie_kind named)
{
	bool note, makes = d->requester.address != NULL || (named == TIE_KINDS && f->mail->forwarded != NULL);
	const char *text = words_of(d, f, 0, &note);

	if (makes) {
		/* What a technician writes above what they forward stays where it is, in the text of the mail. */
		d->words = d->requester.address != NULL ? text : NULL;
		d->note = note;
		if (d->channel != NULL)
			decision_field(d, "channel", d->channel);
		return COMMAND_WAY_NEW;
	}
	if (has_verb(f->commands.mail, 0, COMMAND_ARTICLE))
		return COMMAND_WAY_ENDED;
	if (named == TIE_KINDS || (f->commands.control && !note)) {
		d->unused = text[0] != '\0' && !courtesy_is(text) ? talloc_strndup(d, text, UNUSED_MOST) : NULL;
		return COMMAND_WAY_ENDED;
	}
	d->words = text;
	d->note = note;
	return text[0] != '\0' || (content_has_files(f->mail) && !f->commands.control) ? COMMAND_WAY_WORDS : COMMAND_WAY_ENDED;
}

static void
judge_all(struct decision *d, const struct facts *f, enum tie_kind named)
{
	const struct command_mail *m = f->commands.mail;
	bool makes = named == TIE_KINDS && (f->mail->forwarded != NULL || (m->count > 0 && m->list[0].verb == COMMAND_NEW));

	for (size_t i = 0; i < m->fault_count; i++) {
		add_fault(d, &m->faults[i]);
		add_command(d, COMMAND_NONE, m->faults[i].written, false, "it is no command, or stands below text");
	}
	for (size_t i = 0; i < m->count; i++)
		judge_one(d, f, named, &m->list[i], makes);
}

/* An answer without commands: a # that is meant for the reader is told so there as well. */
static void
take_words(struct decision *d, const struct facts *f, enum tie_kind named)
{
	const struct command_mail *m = f->agent != NULL ? f->commands.mail : NULL;

	if (m != NULL && m->escaped && named != TIE_KINDS && trust_technician(f, d->trust))
		d->words = m->blocks[0].text;
}

enum command_way
command_judge(struct decision *d, const struct facts *f, enum tie_kind named)
{
	enum conf_trust need;
	enum command_way way;
	struct command_fault spent;

	if (!concerns_us(f, named)) {
		take_words(d, f, named);
		return COMMAND_WAY_NONE;
	}
	if (f->commands.done) {
		d->outcome = DECIDE_DUPLICATE;
		d->cause = "the same mail has done what it says already";
		return COMMAND_WAY_ENDED;
	}
	need = needed(f, named);
	d->outcome = DECIDE_COMMAND;
	if (d->trust < need) {
		withhold(d, f, need);
		return COMMAND_WAY_ENDED;
	}
	d->tie = named != TIE_KINDS ? named : TIE_REPLY_TOKEN;
	d->ticket = named != TIE_KINDS ? f->tie[named].ticket.id : 0;
	if (is_undo(f))
		return judge_undo_mail(d, f);
	if (button_is_spent(d, f, &spent)) {
		add_fault(d, &spent);
		add_command(d, spent.verb, "", false, "the button that it was sent by does nothing any more");
		return fail(d, f);
	}
	judge_all(d, f, named);
	add_posts(d, f);
	way = d->fault_count == 0 ? judge_words(d, f, named) : COMMAND_WAY_ENDED;
	if (d->fault_count == 0 && d->command_count == 0 && d->post_count == 0 && way == COMMAND_WAY_ENDED) {
		if (d->unused == NULL)
			return COMMAND_WAY_ENDED;
		text_fault(d, WRONG_NO_COMMAND, 0, d->unused);
	}
	if (d->fault_count > 0)
		return fail(d, f);
	answer_queries(d, f);
	if (way != COMMAND_WAY_ENDED || !reads_only(d) || d->post_count > 0)
		transcript(d, f, "transcript", "what became of their commands");
	return way;
}

const struct facts *
command_judge_words(TALLOC_CTX *ctx, const struct facts *facts, const struct decision *d)
{
	struct facts *f;
	struct mail *mail;

	if (d->words == NULL)
		return facts;
	f = talloc_memdup(ctx, facts, sizeof(*facts));
	mail = talloc_memdup(ctx, facts->mail, sizeof(*facts->mail));
	f->mail = mail;
	mail->reply = talloc_strdup(ctx, d->words);
	/* Commands must not be what is left when nothing else is. */
	if (d->words[0] == '\0' || d->outcome == DECIDE_NEW_TICKET)
		mail->text = mail->reply;
	return f;
}
