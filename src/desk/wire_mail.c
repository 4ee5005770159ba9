/* wire_mail.c - see wire_mail.h */
#include <config.h>

#include <string.h>

#include <postigo/base/idn.h>

#include "wire_mail.h"

static bool
is_ascii(const struct mail_address *a)
{
	const char *at = a->address != NULL ? strrchr(a->address, '@') : NULL;

	for (; at != NULL && *at != '\0'; at++)
		if ((unsigned char)*at > 127)
			return false;
	return true;
}

static bool
are_ascii(const struct mail_addresses *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!is_ascii(&list->list[i]))
			return false;
	return true;
}

static void
convert(TALLOC_CTX *ctx, struct mail_address *a)
{
	if (a->address != NULL)
		a->address = idn_ascii(ctx, a->address);
}

static void
convert_all(TALLOC_CTX *ctx, struct mail_addresses *list)
{
	if (list->count == 0)
		return;
	list->list = talloc_memdup(ctx, list->list, list->count * sizeof(list->list[0]));
	for (size_t i = 0; i < list->count; i++)
		convert(ctx, &list->list[i]);
}

const struct mail *
wire_mail(TALLOC_CTX *ctx, const struct mail *mail)
{
	const struct mail_forwarded *f = mail->forwarded;

	if (is_ascii(&mail->from) && are_ascii(&mail->reply_to) && are_ascii(&mail->to) && are_ascii(&mail->cc) &&
	    (f == NULL || (is_ascii(&f->from) && are_ascii(&f->to) && are_ascii(&f->cc))))
		return mail;
	struct mail *copy = talloc_memdup(ctx, mail, sizeof(*mail));

	convert(copy, &copy->from);
	convert_all(copy, &copy->reply_to);
	convert_all(copy, &copy->to);
	convert_all(copy, &copy->cc);
	if (f != NULL) {
		copy->forwarded = talloc_memdup(copy, f, sizeof(*f));
		convert(copy, &copy->forwarded->from);
		convert_all(copy, &copy->forwarded->to);
		convert_all(copy, &copy->forwarded->cc);
	}
	return copy;
}
