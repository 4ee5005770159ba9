/* parse.c - a whole mail: read, written as JSON, read back; its words composed as a mail of ours, and that read */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/mail/compose.h>
#include <postigo/mail/armour.h>
#include <postigo/mail/recipients.h>

#include "target.h"

#define PARTS_MAX (32u << 20)

/* 7-bit with CRLF, whatever the words were. */
static void
check_bytes(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if ((unsigned char)bytes[i] > 127 || (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')))
			fuzz_check(false, "composed bytes are 7-bit with CRLF");
	}
}

/* A mail of ours with words of theirs is one mail with those words, and has no field more. */
static void
compose_of(const struct mail *mail)
{
	SCRATCH(tmp);
	struct mail_address to = { mail->from.name, (char *)(uintptr_t)"a@example.org" };
	struct compose c = { .from = to, .to = { &to, 1 }, .subject = mail->subject, .message_id = "m@example.org",
		.references = mail->references, .text = mail->text, .html = mail->html ? mail->text : NULL };
	struct compose_attachment list[3];
	struct error err;
	struct mail *again;
	char *bytes;
	size_t size;

	for (size_t i = 0; i < 3 && i < mail->attachment_count; i++)
		list[c.attachment_count++] = (struct compose_attachment){ mail->attachments[i].name,
			mail->attachments[i].type, "bytes", 5 };
	c.attachments = list;
	if (compose(tmp, &c, &bytes, &size, &err) != DONE)
		fuzz_check(false, err.text);
	check_bytes(bytes, size);
	again = message_parse(tmp, bytes, size);
	fuzz_check(again->to.count == 1 && strcmp(again->to.list[0].address, "a@example.org") == 0 &&
	    again->cc.count == 0, "nobody else is addressed");
	/* Words of theirs may be a file between lines: of ours they are one as well. */
	if (strstr(mail->text, "begin ") == NULL)
		fuzz_check(again->attachment_count == c.attachment_count, "attachments are as many as before");
}

void
fuzz_parse(const uint8_t *bytes, size_t size)
{
	SCRATCH(tmp);
	struct mail *mail = fuzz_read(tmp, (const char *)bytes, size);
	struct error err;
	uint64_t sum = 0;
	char *parts;
	size_t n;

	for (size_t i = 0; i < mail->attachment_count; i++)
		sum += mail->attachments[i].size;
	if (message_parts(tmp, (const char *)bytes, size, PARTS_MAX, &parts, &n, &err) != DONE)
		fuzz_check(sum > PARTS_MAX, err.text);
	else
		fuzz_check(n == sum, "attachments are as long as was said");
	compose_of(mail);
	/* Of any bytes it can be asked to how many they are encrypted. */
	(void)recipients_refuse(false, (struct span){ (const char *)bytes, size });
	(void)recipients_refuse(false, armour_take_off(tmp, (struct span){ (const char *)bytes, size }));
	(void)recipients_refuse(true, (struct span){ (const char *)bytes, size });
}
