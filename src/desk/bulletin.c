/* bulletin.c - see bulletin.h */
#include <config.h>

#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/mail/compose.h>
#include <postigo/store/outbox.h>
#include <postigo/store/person.h>

#include "answer.h"
#include "bulletin.h"
#include "command_say.h"
#include "protect.h"

/* "o.<digits>@domain": of no ticket, so it carries no token. */
static char *
identifier(TALLOC_CTX *ctx, const struct tools *tools, const char *to, const char *text, instant now)
{
	char *all = talloc_asprintf(ctx, "%s %s", to, text);
	uint8_t digest[DIGEST_SIZE];

	digest_sha256(all, strlen(all), digest);
	return talloc_asprintf(ctx, "o.%llx.%02x%02x%02x%02x@%s", (unsigned long long)now, digest[0], digest[1], digest[2],
	    digest[3], tools->conf->identity.domain);
}

static enum result
put(const struct tools *tools, const char *template, const struct compose *mail, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct outbox_row row = {
		.kind = talloc_strdup(tmp, template), .recipient = mail->to.list[0].address, .envelope_from = (char[]){ "" },
		.identifier = talloc_strdup(tmp, mail->message_id), .created = now, .next_attempt = now,
	};
	char *bytes;
	size_t size;
	enum result result = compose(tmp, mail, &bytes, &size, err);

	protect_row(tools->conf, mail->from.address, &row);
	return result == DONE ? outbox_put(tools->store, &row, bytes, size, err) : result;
}

/* reply_to NULL: to whom it comes from. */
static enum result
send(const struct tools *tools, const char *template, const struct mail_address *to, char *reply_to, const char *language,
    json_t *values, instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct conf *conf = tools->conf;
	struct mail_address address = *to;
	struct compose mail = {
		.reply_to = { reply_to != NULL ? conf->identity.name : NULL, reply_to },
		.from = { conf->identity.name, conf->mailboxes[0].address }, .to = { &address, 1 }, .generated = true,
		.date = now, .installation = tools->installation,
	};
	struct rendered rendered;
	enum result result;

	json_object_set_new(values, "desk_name", json_string(conf->identity.name));
	result = catalog_render(tmp, tools->catalog, template, language != NULL ? language : conf->identity.language, values,
	    &rendered, err);
	if (result != DONE)
		return result;
	mail.message_id = identifier(tmp, tools, address.address, rendered.text, now);
	mail.subject = rendered.subject;
	mail.text = rendered.text;
	mail.html = rendered.html;
	mail.language = rendered.language;
	mail.protects = protect_wanted(conf, mail.from.address);
	return put(tools, template, &mail, now, err);
}

enum result
bulletin_send(const struct tools *tools, const char *template, const struct mail_address *to, const char *language,
    json_t *values, instant now, struct error *err)
{
	return send(tools, template, to, NULL, language, values, now, err);
}

enum result
bulletin_tell(const struct tools *tools, const char *template, const struct conf_agent *agent, const char *language,
    json_t *values, instant now, struct error *err)
{
	SCRATCH(tmp);
	const char *control = command_say_control_near(tools->conf, &tools->conf->mailboxes[0]);
	int64_t person;
	enum result result = person_get(tools->store, agent->address, agent->display_name, now, &person, err);

	if (result < 0)
		return result;
	return send(tools, template, &(struct mail_address){ agent->display_name, agent->address },
	    answer_token_address(tmp, tools, control, TOKEN_COMMAND, 0, person, now), language, values, now, err);
}
