/* target.c - see target.h */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/body.h>
#include <postigo/mail/pack.h>
#include <postigo/mail/part.h>
#include <postigo/mail/quotemark.h>
#include <postigo/mail/reply.h>

#include "target.h"

void
fuzz_check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort();
}

/* The value of the first Subject in the head. */
static struct span
subject_in(struct span head)
{
	struct span line;

	while (span_line(&head, &line)) {
		if (line.size >= 8 && strncasecmp(line.at, "subject:", 8) == 0)
			return span_trim((struct span){ line.at + 8, line.size - 8 });
	}
	return (struct span){ "", 0 };
}

struct shape
fuzz_shape(const uint8_t *bytes, size_t size)
{
	struct span all = { (const char *)bytes, size }, rest = all, line;
	struct shape shape = { .kind = size > 0 ? bytes[0] : 0 };

	while (span_line(&rest, &line) && line.size > 0)
		;
	shape.subject = subject_in((struct span){ all.at, size - rest.size });
	shape.text = rest;
	return shape;
}

void
fuzz_field(struct text *raw, const char *name, struct span value)
{
	text_printf(raw, "%s: ", name);
	for (size_t i = 0; i < value.size; i++)
		text_add_char(raw, value.at[i] == '\r' || value.at[i] == '\n' ? ' ' : value.at[i]);
	text_add_string(raw, "\r\n");
}

static void
check_valid(const char *string)
{
	fuzz_check(string == NULL || utf8_valid(string, strlen(string)), "the text is valid UTF-8");
}

struct mail *
fuzz_read(TALLOC_CTX *ctx, const char *raw, size_t size)
{
	struct mail *mail = message_parse(ctx, raw, size), *again;
	struct error err;
	char *json, *packed;
	size_t n;

	check_valid(mail->subject);
	check_valid(mail->text);
	check_valid(mail->reply);
	check_valid(mail->quoted);
	check_valid(mail->signature);
	fuzz_check(mail->text != NULL && mail->reply != NULL && mail->class_reason != NULL,
	    "every mail has a text, a reply and a reason");
	fuzz_check(strlen(mail->text) <= BODY_TEXT_MAX, "the text keeps to its limit");
	fuzz_check(mail->attachment_count <= PART_COUNT_MAX, "attachments keep to their limit");
	json = message_json(ctx, mail, &n);
	if (message_from_json(ctx, json, n, &again, &err) != DONE)
		fuzz_check(false, err.text);
	fuzz_check(strcmp(mail->text, again->text) == 0 && strcmp(mail->reply, again->reply) == 0,
	    "the JSON says what the mail says");
	packed = pack_mail(ctx, mail, &n);
	if (pack_open(ctx, packed, n, &again, &err) != DONE)
		fuzz_check(false, err.text);
	return mail;
}

size_t
fuzz_letters(const char *text)
{
	size_t n = 0;

	for (; text != NULL && *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		n += c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	}
	return n;
}

void
fuzz_check_split(const struct mail *mail)
{
	size_t parts = fuzz_letters(mail->reply) + fuzz_letters(mail->quoted) + fuzz_letters(mail->signature);

	fuzz_check(strstr(mail->text, mail->reply) != NULL, "the reply is a stretch of the text");
	fuzz_check(mail->quoted == NULL || strstr(mail->text, mail->quoted) != NULL, "the quoted text is one");
	fuzz_check(mail->signature == NULL || strstr(mail->text, mail->signature) != NULL, "the signature is one");
	/* Of an answer, what others wrote may stand in several places, and `quoted` tells of one. What has no subject may be
	 * one. */
	if (!reply_is_answer(mail) && mail->subject != NULL && mail->subject[0] != '\0' &&
	    strstr(mail->text, QUOTEMARK_OURS) == NULL)
		fuzz_check(parts >= fuzz_letters(mail->text), "no word is in none of the three");
}
