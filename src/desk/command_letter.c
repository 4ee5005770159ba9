/* command_letter.c - see command_letter.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/compose.h>
#include <postigo/store/outbox.h>

#include "command_letter.h"
#include "command_say.h"
#include "limits.h"
#include "protect.h"

#define SUBJECT_MOST 200

static char *
subject_of(TALLOC_CTX *ctx, const struct rendered *rendered, int64_t ticket)
{
	char *subject = utf8_clean_line(ctx, rendered->subject, SUBJECT_MOST);

	return ticket != 0 ? talloc_asprintf(ctx, "[#%lld] %s", (long long)ticket, subject) : subject;
}

/* One mail may be answered by several of ours: no two of them have the same Message-ID. */
static int64_t
name_of(struct commander *c)
{
	return (int64_t)((uint64_t)(c->row->id * ANSWERS_MAX + (int64_t)c->letters++) % TOKEN_NUMBER_LIMIT);
}

/* In the technician's own thread with us. */
static void
set_thread(TALLOC_CTX *ctx, const struct commander *c, struct compose *mail)
{
	char *id = c->facts->mail->message_id;

	if (id == NULL || id[0] == '\0')
		return;
	mail->references.list = talloc_array(ctx, char *, 1);
	mail->references.list[0] = id;
	mail->references.count = 1;
	mail->in_reply_to = id;
}

static enum result
put(const struct commander *c, const struct answer *answer, int64_t ticket, const struct compose *mail, struct error *err)
{
	SCRATCH(tmp);
	struct outbox_row row = {
		.ticket = ticket, .kind = talloc_strdup(tmp, answer->template), .recipient = answer->agent->address,
		.envelope_from = talloc_strdup(tmp, ""), .identifier = talloc_strdup(tmp, mail->message_id),
		.created = c->facts->now, .next_attempt = c->facts->now,
	};
	struct limits_mail counted = { .recipient = answer->agent->address, .ticket = ticket, .outward = answer->confirm,
		.template = answer->template, .subject = c->facts->mail->subject };
	char *bytes;
	size_t size;
	enum result result = compose(tmp, mail, &bytes, &size, err);

	protect_row(c->tools->conf, mail->from.address, &row);
	if (result == DONE)
		result = outbox_put(c->tools->store, &row, bytes, size, err);
	return result == DONE ? limits_count(c->tools, &counted, c->facts->now, err) : result;
}

enum result
command_letter(struct commander *c, const struct answer *answer, int64_t ticket, int64_t person, json_t *values,
    struct error *err)
{
	SCRATCH(tmp);
	const struct tools *tools = c->tools;
	const struct conf *conf = tools->conf;
	const char *address = command_say_control(c->facts);
	enum token_purpose purpose = answer->confirm ? TOKEN_CONFIRM : TOKEN_COMMAND;
	struct mail_address to = { answer->agent->display_name, answer->agent->address };
	struct compose mail = {
		.from = { conf->identity.name, talloc_strdup(tmp, address) }, .to = { &to, 1 }, .generated = true,
		.date = c->facts->now, .installation = tools->installation,
	};
	struct rendered rendered;
	enum result result = catalog_render(tmp, tools->catalog, answer->template, answer->language != NULL ? answer->language :
	    conf->identity.language, values, &rendered, err);

	if (result != DONE)
		return result;
	mail.message_id = answer_identifier(tmp, tools, 'k', ticket, name_of(c), c->facts->now);
	mail.reply_to = (struct mail_address){ conf->identity.name, answer_token_address(tmp, tools, address, purpose,
	    answer->confirm ? c->row->id : ticket, person, c->facts->now) };
	mail.subject = subject_of(tmp, &rendered, ticket);
	mail.text = rendered.text;
	mail.html = rendered.html;
	mail.language = rendered.language;
	mail.protects = protect_wanted(conf, mail.from.address);
	set_thread(tmp, c, &mail);
	return put(c, answer, ticket, &mail, err);
}

json_t *
command_letter_question(const struct conf *conf)
{
	return json_pack("{s:b, s:s}", "confirm_commands", true, "desk_name", conf->identity.name);
}

enum result
command_letter_preview(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *facts, const struct decision *decision,
    const struct answer *answer, struct rendered *out, struct error *err)
{
	json_t *values;
	enum result result;

	bool asks = answer->confirm || (decision->withheld & WITHHELD_COMMANDS) != 0;

	if (!asks && decision->fault_count == 0)
		return error_set(err, PERMFAIL, "what it says is known once the commands are carried out");
	values = asks ? command_letter_question(tools->conf) :
	    command_say_failed(ctx, tools, facts, decision, facts->sender.id);
	result = catalog_render(ctx, tools->catalog, answer->template, answer->language != NULL ? answer->language :
	    tools->conf->identity.language, values, out, err);
	json_decref(values);
	if (result == DONE)
		out->subject = subject_of(ctx, out, answer->confirm ? 0 : decision->ticket);
	return result;
}
