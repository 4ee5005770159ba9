/* attached.c - see attached.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/attached.h>
#include <postigo/mail/outline.h>

#define TRIES_MAX 20u

/* A file that somebody saved from a mail program and attached by hand. */
static bool
saved_mail(const struct part *p)
{
	size_t n = p->name != NULL ? strlen(p->name) : 0;

	if (p->multipart || n < 5 || strcasecmp(p->name + n - 4, ".eml") != 0)
		return false;
	return strncmp(p->type, "application/", 12) == 0 || strcmp(p->type, "text/plain") == 0 ||
	    strcmp(p->type, "text/rfc822") == 0;
}

/* Mails in a digest are a list's, one in a report is what the report is about. */
static bool
passed_on(const struct parts *parts, const struct part *p)
{
	const char *around = parts->list[p->parent].type;

	if (strcmp(around, "multipart/digest") == 0 || strcmp(around, "multipart/report") == 0)
		return false;
	return strcmp(p->type, "message/rfc822") == 0 || strcmp(p->type, "message/global") == 0 || saved_mail(p);
}

static struct mail_forwarded *
forwarded_of(struct mail *mail, const struct mail *inner)
{
	struct mail_forwarded *f = talloc_zero(mail, struct mail_forwarded);

	f->from = inner->from;
	f->to = inner->to;
	f->cc = inner->cc;
	f->subject = inner->subject;
	f->date = inner->date;
	f->text = inner->text;
	return f;
}

struct mail_forwarded *
attached_read(struct mail *mail, const struct parts *parts)
{
	unsigned tries = 0;

	if (mail->class == MAIL_BOUNCE || mail->class == MAIL_AUTO_REPLY)
		return NULL;
	for (size_t i = 0; i < parts->count && tries < TRIES_MAX; i++) {
		SCRATCH(tmp);
		struct outline outline;
		struct mail *inner;

		if (!passed_on(parts, &parts->list[i]))
			continue;
		tries++;
		inner = talloc_zero(mail, struct mail);
		outline_read(tmp, part_decode(tmp, &parts->list[i]), inner, &outline);
		if (inner->from.address != NULL && inner->from.address[0] != '\0')
			return forwarded_of(mail, inner);
		talloc_free(inner);
	}
	return NULL;
}
