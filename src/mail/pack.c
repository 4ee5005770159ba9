/* pack.c - see pack.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/base/wire.h>
#include <postigo/mail/pack.h>

#define PACK_MAX (64u << 20)

/* A text of a mail at the most; as message_from_json() has it. */
#define TEXT_MAX_BYTES (4u << 20)

/* Fields of a header, and bytes of one, at the most. */
#define HEADERS_MAX 2000u
#define HEADER_MAX_BYTES 8192u

static void
pack_headers(struct text *t, const struct mail_headers *headers)
{
	wire_put_u32(t, (uint32_t)headers->count);
	for (size_t i = 0; i < headers->count; i++) {
		wire_put_string(t, headers->list[i].name);
		wire_put_string(t, headers->list[i].value);
	}
}

char *
pack_mail(TALLOC_CTX *ctx, const struct mail *mail, size_t *size)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, PACK_MAX);
	struct mail rest = *mail;
	bool same = mail->text != NULL && mail->reply != NULL && strcmp(mail->text, mail->reply) == 0;
	char *json;
	size_t n;

	rest.text = rest.reply = rest.quoted = rest.signature = NULL;
	rest.headers.count = 0;
	json = message_json(tmp, &rest, &n);
	wire_put_bytes(t, json, n);
	/* Most mails are all new words: then one copy says both. */
	wire_put_u8(t, same);
	wire_put_string(t, mail->text);
	wire_put_string(t, same ? NULL : mail->reply);
	wire_put_string(t, mail->quoted);
	wire_put_string(t, mail->signature);
	pack_headers(t, &mail->headers);
	*size = t->size;
	return talloc_steal(ctx, t->bytes);
}

/* A text, or NULL; *good becomes false when it is longer than a text can be, or no UTF-8. */
static char *
open_text(TALLOC_CTX *ctx, struct wire_message *m, bool *good)
{
	char *s = wire_get_string(ctx, m);
	size_t n = s != NULL ? strlen(s) : 0;

	if (n > TEXT_MAX_BYTES || (s != NULL && !utf8_valid(s, n)))
		*good = false;
	return s;
}

/* A name or value: there, on one line, not endless. */
static char *
open_line(TALLOC_CTX *ctx, struct wire_message *m, bool *good)
{
	char *s = open_text(ctx, m, good);
	const char *p = s != NULL ? s : "";

	for (; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7F)
			*good = false;
	if (s == NULL || (size_t)(p - s) > HEADER_MAX_BYTES)
		*good = false;
	return s;
}

static void
open_headers(struct mail *mail, struct wire_message *m, bool *good)
{
	uint32_t n = wire_get_u32(m);

	if (n > HEADERS_MAX) {
		*good = false;
		return;
	}
	mail->headers.list = talloc_zero_array(mail, struct mail_header, n);
	for (uint32_t i = 0; i < n && *good; i++) {
		char *name = open_line(mail->headers.list, m, good);

		mail->headers.list[i] = (struct mail_header){ name, open_line(mail->headers.list, m, good) };
	}
	mail->headers.count = *good ? n : 0;
}

enum result
pack_open(TALLOC_CTX *ctx, const char *bytes, size_t size, struct mail **out, struct error *err)
{
	SCRATCH(tmp);
	struct wire_message m = { .type = WIRE_PARSE, .payload = (const uint8_t *)bytes, .size = size, .fd = -1 };
	struct mail *mail;
	bool good = true;
	size_t n;
	const char *json = (const char *)wire_get_bytes(&m, &n);
	bool same = wire_get_u8(&m) != 0;
	enum result result;

	if (json == NULL)
		return error_set(err, PERMFAIL, "a packed mail has no JSON");
	if ((result = message_from_json(tmp, json, n, &mail, err)) != DONE)
		return result;
	mail->text = open_text(mail, &m, &good);
	mail->reply = open_text(mail, &m, &good);
	mail->quoted = open_text(mail, &m, &good);
	mail->signature = open_text(mail, &m, &good);
	open_headers(mail, &m, &good);
	if (same)
		mail->reply = mail->text;
	if (!good)
		return error_set(err, PERMFAIL, "a packed mail has a text or header that is none");
	if ((result = wire_done(&m, err)) != DONE)
		return result;
	*out = talloc_steal(ctx, mail);
	return DONE;
}
