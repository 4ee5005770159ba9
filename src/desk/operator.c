/* operator.c - see operator.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/mail/compose.h>
#include <postigo/store/automatic.h>
#include <postigo/store/outbox.h>

#include "operator.h"

#define TOLD_AGAIN HOURS(1)
#define TOLD_MOST 20

static enum result
has_heard(const struct tools *tools, const uint8_t digest[DIGEST_SIZE], instant now, bool *heard, struct error *err)
{
	unsigned same = 0;
	bool enough = false;
	enum result result = automatic_repeats(tools->store, tools->conf->operator, digest, now - TOLD_AGAIN, 1, &same, err);

	if (result == DONE)
		result = automatic_reached(tools->store, AUTOMATIC_BY_ADDRESS, tools->conf->operator, 0, TOLD_MOST,
		    now - TOLD_AGAIN, &enough, err);
	*heard = same > 0 || enough;
	return result;
}

/* "o.<digits>@domain": of no ticket, so it carries no token. */
static char *
identifier(TALLOC_CTX *ctx, const struct tools *tools, const uint8_t digest[DIGEST_SIZE], instant now)
{
	return talloc_asprintf(ctx, "o.%llx.%02x%02x%02x%02x@%s", (unsigned long long)now, digest[0], digest[1], digest[2],
	    digest[3], tools->conf->identity.domain);
}

static enum result
write_mail(const struct tools *tools, const char *words, const uint8_t digest[DIGEST_SIZE], instant now, struct error *err)
{
	SCRATCH(tmp);
	const struct conf *conf = tools->conf;
	struct mail_address to = { NULL, conf->operator };
	struct compose mail = {
		.from = { conf->identity.name, conf->mailboxes[0].address }, .to = { &to, 1 }, .generated = true, .date = now,
		.installation = tools->installation, .message_id = identifier(tmp, tools, digest, now),
	};
	struct outbox_row row = {
		.kind = (char[]){ "operator" }, .recipient = conf->operator, .envelope_from = (char[]){ "" },
		.identifier = talloc_strdup(tmp, mail.message_id), .created = now, .next_attempt = now,
	};
	json_t *values = json_pack("{s:s, s:s}", "text", words, "desk_name", conf->identity.name);
	struct rendered rendered;
	char *bytes;
	size_t size;
	enum result result = catalog_render(tmp, tools->catalog, "operator", conf->identity.language, values, &rendered, err);

	json_decref(values);
	if (result != DONE)
		return result;
	mail.subject = rendered.subject;
	mail.text = rendered.text;
	mail.html = rendered.html;
	mail.language = rendered.language;
	if ((result = compose(tmp, &mail, &bytes, &size, err)) != DONE)
		return result;
	return outbox_put(tools->store, &row, bytes, size, err);
}

enum result
operator_tell(const struct tools *tools, const char *words, instant now, struct error *err)
{
	struct automatic_row row = { .at = now, .recipient = tools->conf->operator };
	enum result result;
	bool heard;

	if (tools->conf->operator == NULL)
		return DONE;
	digest_sha256(words, strlen(words), row.digest);
	if ((result = has_heard(tools, row.digest, now, &heard, err)) != DONE || heard)
		return result;
	result = write_mail(tools, words, row.digest, now, err);
	return result == DONE ? automatic_add(tools->store, &row, err) : result;
}
