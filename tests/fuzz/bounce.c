/* bounce.c - news of a failed delivery: in the form of RFC 3464, in a field, or in words for people */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/mail/bounce.h>

#include "target.h"

#define BOUNDARY "boundary-of-the-fuzzer"

enum kind { REPORT, WORDS, FAILED_RECIPIENTS, WITH_ORIGINAL, KINDS };

static void
add_report(struct text *raw, struct span status, const char *type)
{
	text_add_string(raw, "Content-Type: multipart/report; report-type=delivery-status; boundary=" BOUNDARY
	    "\r\n\r\n--" BOUNDARY "\r\n\r\nIt could not be delivered.\r\n--" BOUNDARY "\r\n");
	text_printf(raw, "Content-Type: %s\r\n\r\n", type);
	text_add(raw, status.at, status.size);
	text_add_string(raw, "\r\n--" BOUNDARY "--\r\n");
}

static void
add_mail(struct text *raw, const struct shape *shape)
{
	text_add_string(raw, "From: Mail Delivery System <MAILER-DAEMON@example.net>\r\nReturn-Path: <>\r\n");
	switch (shape->kind % KINDS) {
	case REPORT:
		fuzz_field(raw, "Subject", shape->subject);
		add_report(raw, shape->text, "message/delivery-status");
		return;
	case WITH_ORIGINAL:
		fuzz_field(raw, "Subject", shape->subject);
		add_report(raw, shape->text, "message/rfc822");
		return;
	case FAILED_RECIPIENTS:
		fuzz_field(raw, "X-Failed-Recipients", shape->subject);
		break;
	default:
		fuzz_field(raw, "Subject", shape->subject);
	}
	text_add_string(raw, "\r\n");
	text_add(raw, shape->text.at, shape->text.size);
}

/* "5.1.1" */
static bool
is_status(const char *s)
{
	size_t subject = strspn(s[0] != '\0' && s[1] == '.' ? s + 2 : "", "0123456789"), detail;

	if (subject < 1 || subject > 3 || strchr("245", s[0]) == NULL || s[2 + subject] != '.')
		return false;
	detail = strspn(s + 3 + subject, "0123456789");
	return detail >= 1 && detail <= 3 && s[3 + subject + detail] == '\0';
}

void
fuzz_bounce(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	struct shape shape = fuzz_shape(bytes, size);
	struct text *raw = text_new(tmp, size + 1000);
	const struct mail_bounce *b;

	add_mail(raw, &shape);
	b = fuzz_read(tmp, raw->bytes, raw->size)->bounce;
	if (b == NULL)
		return;
	fuzz_check(b->count <= BOUNCE_RECIPIENTS_MAX, "recipients keep to their limit");
	for (size_t i = 0; i < b->count; i++) {
		const struct mail_bounce_recipient *r = &b->recipients[i];

		fuzz_check(r->address != NULL && r->address[0] != '\0', "a recipient has an address");
		fuzz_check(r->status == NULL || is_status(r->status), "a status is three numbers");
		for (size_t j = 0; j < i; j++)
			fuzz_check(strcasecmp(r->address, b->recipients[j].address) != 0, "no recipient stands twice");
	}
	fuzz_check(b->original_message_id == NULL || strpbrk(b->original_message_id, "<> \r\n") == NULL,
	    "a message's identifier is one");
}
