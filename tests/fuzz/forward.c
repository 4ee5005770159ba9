/* forward.c - a mail that passes another on, in its text or as a part: who wrote it, and no word more than there was */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/mail/address.h>

#include "target.h"

#define BOUNDARY "boundary-of-the-fuzzer"

enum { IS_PART = 1, IS_HTML = 2, IS_ANSWER = 4 };

static void
add_mail(struct text *raw, const struct shape *shape)
{
	text_add_string(raw, "From: Ana <ana@example.org>\r\nTo: help@example.net\r\n");
	fuzz_field(raw, "Subject", shape->subject);
	if (shape->kind & IS_ANSWER)
		text_add_string(raw, "References: <1@example.net>\r\n");
	if (shape->kind & IS_PART)
		text_add_string(raw, "Content-Type: multipart/mixed; boundary=" BOUNDARY "\r\n\r\nPassed on.\r\n--" BOUNDARY
		    "\r\nContent-Type: message/rfc822\r\n\r\n");
	else
		text_printf(raw, "Content-Type: text/%s; charset=utf-8\r\n\r\n", shape->kind & IS_HTML ? "html" : "plain");
	text_add(raw, shape->text.at, shape->text.size);
	if (shape->kind & IS_PART)
		text_add_string(raw, "\r\n--" BOUNDARY "--\r\n");
}

void
fuzz_forward(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	struct shape shape = fuzz_shape(bytes, size);
	struct text *raw = text_new(tmp, size + 1000);
	const struct mail *mail;
	const struct mail_forwarded *f;

	add_mail(raw, &shape);
	mail = fuzz_read(tmp, raw->bytes, raw->size);
	fuzz_check_split(mail);
	f = mail->forwarded;
	if (f == NULL)
		return;
	fuzz_check(f->to.count <= ADDRESS_LIST_MAX && f->cc.count <= ADDRESS_LIST_MAX, "people keep to their limit");
	if (!(shape.kind & IS_PART))
		fuzz_check(fuzz_letters(f->text) <= fuzz_letters(mail->text), "what was passed on stands in the text");
}
