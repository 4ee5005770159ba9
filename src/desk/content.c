/* content.c - see content.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "content.h"

#define CONTENT_MOST (1u << 26)

/* Text without the blank lines at its end. */
static void
add_text(struct text *t, const char *text)
{
	size_t n = strlen(text);

	while (n > 0 && strchr(" \t\n", text[n - 1]) != NULL)
		n--;
	text_add(t, text, n);
}

bool
content_key(const struct mail *mail, uint8_t key[DIGEST_SIZE])
{
	SCRATCH(tmp);
	struct text *t;

	if (mail->message_id == NULL || mail->message_id[0] == '\0')
		return false;
	t = text_new(tmp, CONTENT_MOST);
	text_add_string(t, mail->message_id);
	text_add_char(t, '\0');
	text_add_string(t, mail->from.address != NULL ? mail->from.address : "");
	text_add_char(t, '\0');
	text_printf(t, "%lld", (long long)mail->date);
	text_add_char(t, '\0');
	add_text(t, mail->text != NULL ? mail->text : "");
	for (size_t i = 0; i < mail->attachment_count; i++) {
		const struct mail_attachment *a = &mail->attachments[i];

		text_add_char(t, '\0');
		text_add_string(t, a->text_sha256[0] != '\0' ? a->text_sha256 : a->sha256);
	}
	digest_sha256(t->bytes, t->size, key);
	return true;
}

bool
content_has_files(const struct mail *mail)
{
	for (size_t i = 0; i < mail->attachment_count; i++)
		if (!mail->attachments[i].is_inline)
			return true;
	return false;
}
