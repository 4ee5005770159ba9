/* content.c - see content.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>

#include "content.h"

#define CONTENT_MOST (1u << 26)
#define PICTURE_MOST 120u	/* bytes of the name of a picture */

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

static bool
shows_pictures(const struct mail *mail)
{
	for (size_t i = 0; i < mail->attachment_count; i++)
		if (mail->attachments[i].is_inline)
			return true;
	return false;
}

/* What stands in a text for a picture: words in brackets, or the mark that Apple puts there. */
static bool
is_picture(const char *line, size_t n)
{
	static const char apple[] = "\xEF\xBF\xBC";

	while (n > 0 && strchr(" \t\r", line[n - 1]) != NULL)
		n--;
	for (; n > 0 && (*line == ' ' || *line == '\t'); n--)
		line++;
	return (n == strlen(apple) && memcmp(line, apple, n) == 0) || (n > 2 && n <= PICTURE_MOST && line[0] == '[' &&
	    line[n - 1] == ']' && memchr(line, ']', n - 1) == NULL);
}

char *
content_words(TALLOC_CTX *ctx, const struct mail *mail)
{
	const char *p = mail->reply != NULL ? mail->reply : mail->text != NULL ? mail->text : "";
	bool pictures = shows_pictures(mail);
	size_t room = strlen(p) + 1, size = 0;
	char *out = talloc_zero_size(ctx, room);

	while (*p != '\0') {
		size_t n = strcspn(p, "\n"), step = n + (p[n] == '\n');

		if (!pictures || !is_picture(p, n)) {
			memcpy(out + size, p, step);
			size += step;
		}
		p += step;
	}
	while (size > 0 && strchr(" \t\r\n", out[size - 1]) != NULL)
		size--;
	out[size] = '\0';
	return out;
}
