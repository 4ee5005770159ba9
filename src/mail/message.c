/* message.c - see message.h: the order in which a mail is read */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/attachment.h>
#include <postigo/mail/authres.h>
#include <postigo/mail/bounce.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/class.h>
#include <postigo/mail/forward.h>
#include <postigo/mail/language.h>
#include <postigo/mail/message.h>
#include <postigo/mail/outline.h>
#include <postigo/mail/phrase.h>
#include <postigo/mail/reply.h>

void
message_init(void)
{
	charset_init();
	language_init();
	phrase_init();
}

static void
read_attachments(struct mail *mail, const struct parts *parts, const struct body *body)
{
	mail->attachments = talloc_array(mail, struct mail_attachment, (unsigned)parts->count);
	for (size_t i = 0; i < parts->count; i++) {
		if (body->roles[i] == ROLE_ATTACHMENT)
			mail->attachments[mail->attachment_count++] = attachment_of(mail, &parts->list[i]);
	}
}

struct mail *
message_parse(TALLOC_CTX *ctx, const char *raw, size_t size)
{
	SCRATCH(tmp);
	struct mail *mail = talloc_zero(ctx, struct mail);
	struct outline outline;
	size_t above;

	mail->size = size;
	outline_read(tmp, (struct span){ raw, size }, mail, &outline);
	read_attachments(mail, &outline.parts, &outline.body);
	class_read(mail, &outline.header, &outline.parts);
	if (mail->class == MAIL_BOUNCE)
		bounce_read(mail, &outline.header, &outline.parts);
	above = strlen(mail->text);
	forward_read(mail, &outline, &above);
	reply_read(mail, &outline.body.marks, above);
	authres_read(mail, &outline.header);
	mail->language = language_of(mail, mail->reply[0] != '\0' ? mail->reply : mail->text);
	/* A forward with nothing said above it: what is asked stands in the mail that is passed on. */
	if (mail->language == NULL && mail->forwarded != NULL && mail->forwarded->text != NULL)
		mail->language = language_of(mail, mail->forwarded->text);
	return mail;
}

enum result
message_parts(TALLOC_CTX *ctx, const char *raw, size_t size, size_t max, char **bytes, size_t *n, struct error *err)
{
	SCRATCH(tmp);
	struct outline outline;
	char *out = talloc_size(tmp, 1);
	size_t made = 0;

	outline_read(tmp, (struct span){ raw, size }, talloc_zero(tmp, struct mail), &outline);
	for (size_t i = 0; i < outline.parts.count; i++) {
		SCRATCH(own);
		struct span part;

		if (outline.body.roles[i] != ROLE_ATTACHMENT)
			continue;
		part = part_decode(own, &outline.parts.list[i]);
		if (part.size > max - made)
			return error_set(err, PERMFAIL, "the attachments are larger than %zu bytes", max);
		out = talloc_realloc_size(tmp, out, made + part.size + 1);
		if (part.size > 0)
			memcpy(out + made, part.at, part.size);
		made += part.size;
	}
	*bytes = talloc_steal(ctx, out);
	*n = made;
	return DONE;
}
