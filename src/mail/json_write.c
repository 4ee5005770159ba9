/* json_write.c - struct mail as the JSON of `postigo parse`
 *
 * Written by hand, because this is done for every mail and jansson takes four times as long.
 */
#include <config.h>

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/message.h>

/* No mail comes near this: texts of 1 MiB, four of them, each byte as six. */
#define JSON_MAX (64u << 20)

static const char *const class_names[] = {
	[MAIL_HUMAN] = "human", [MAIL_AUTO_REPLY] = "auto_reply", [MAIL_AUTO_GENERATED] = "auto_generated",
	[MAIL_BOUNCE] = "bounce", [MAIL_LIST] = "list", [MAIL_CALENDAR] = "calendar",
};

#define CLASSES (sizeof(class_names) / sizeof(class_names[0]))

const char *
message_class_name(enum mail_class class)
{
	return (size_t)class < CLASSES ? class_names[class] : class_names[MAIL_HUMAN];
}

/* The text so far; needs a comma before the next member. */
struct out {
	struct text *text;
	bool comma;
};

static void
out_raw(struct out *o, const char *s)
{
	text_add(o->text, s, strlen(s));
}

static void
out_comma(struct out *o)
{
	if (o->comma)
		text_add(o->text, ",", 1);
	o->comma = true;
}

static void
out_open(struct out *o, char bracket)
{
	text_add_char(o->text, bracket);
	o->comma = false;
}

static void
out_close(struct out *o, char bracket)
{
	text_add_char(o->text, bracket);
	o->comma = true;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Is one of the eight bytes zero? */
static inline bool
any_zero(uint64_t eight)
{
	return ((eight - EACH(0x01)) & ~eight & EACH(0x80)) != 0;
}

/* How many of the n bytes stand for themselves in a JSON string. Eight at a time: nearly all do. */
static size_t
plain_run(const char *s, size_t n)
{
	size_t i = 0;

	for (; i + 8 <= n; i += 8) {
		uint64_t eight;

		memcpy(&eight, s + i, 8);
		if (any_zero(eight ^ EACH('"')) || any_zero(eight ^ EACH('\\')) || any_zero(eight & EACH(0xE0)))
			break;
	}
	while (i < n && (unsigned char)s[i] >= ' ' && s[i] != '"' && s[i] != '\\')
		i++;
	return i;
}

static void
out_quoted(struct out *o, const char *s, size_t n)
{
	text_add_char(o->text, '"');
	for (;;) {
		size_t plain = plain_run(s, n);

		text_add(o->text, s, plain);
		s += plain;
		n -= plain;
		if (n == 0)
			break;
		if (*s == '\n')
			text_add(o->text, "\\n", 2);
		else if (*s == '"' || *s == '\\')
			text_add(o->text, (const char[]){ '\\', *s }, 2);
		else
			text_printf(o->text, "\\u%04x", (unsigned char)*s);
		s++;
		n--;
	}
	text_add_char(o->text, '"');
}

/* All our strings are valid UTF-8; should one ever not be, the mail is still worth more than the string. */
static void
out_value(struct out *o, const char *s)
{
	size_t n = s != NULL ? strlen(s) : 0;

	if (s != NULL && utf8_valid(s, n))
		out_quoted(o, s, n);
	else
		out_raw(o, "null");
}

static void
out_key(struct out *o, const char *key)
{
	out_comma(o);
	text_add(o->text, "\"", 1);
	out_raw(o, key);
	text_add(o->text, "\":", 2);
}

static void
out_string(struct out *o, const char *key, const char *s)
{
	out_key(o, key);
	out_value(o, s);
}

static void
out_bool(struct out *o, const char *key, bool b)
{
	out_key(o, key);
	out_raw(o, b ? "true" : "false");
}

static void
out_number(struct out *o, const char *key, uint64_t n)
{
	out_key(o, key);
	text_printf(o->text, "%" PRIu64, n);
}

static void
out_address(struct out *o, const struct mail_address *a)
{
	if (a->address == NULL && a->name == NULL) {
		out_raw(o, "null");
		return;
	}
	out_open(o, '{');
	out_string(o, "name", a->name != NULL ? a->name : "");
	out_string(o, "address", a->address != NULL ? a->address : "");
	out_close(o, '}');
}

static void
out_person(struct out *o, const char *key, const struct mail_address *a)
{
	out_key(o, key);
	out_address(o, a);
}

static void
out_addresses(struct out *o, const char *key, const struct mail_addresses *list)
{
	out_key(o, key);
	out_open(o, '[');
	for (size_t i = 0; i < list->count; i++) {
		out_comma(o);
		out_address(o, &list->list[i]);
	}
	out_close(o, ']');
}

static void
out_strings(struct out *o, const char *key, const struct mail_strings *list)
{
	out_key(o, key);
	out_open(o, '[');
	for (size_t i = 0; i < list->count; i++) {
		out_comma(o);
		out_value(o, list->list[i]);
	}
	out_close(o, ']');
}

static void
out_date(struct out *o, const char *key, instant date)
{
	SCRATCH(tmp);

	out_string(o, key, date != 0 ? instant_rfc3339(tmp, date) : NULL);
}

static void
out_forwarded(struct out *o, const struct mail_forwarded *f)
{
	out_key(o, "forwarded");
	if (f == NULL) {
		out_raw(o, "null");
		return;
	}
	out_open(o, '{');
	out_person(o, "from", &f->from);
	out_addresses(o, "to", &f->to);
	out_addresses(o, "cc", &f->cc);
	out_string(o, "subject", f->subject);
	out_date(o, "date", f->date);
	out_string(o, "text", f->text);
	out_close(o, '}');
}

static void
out_attachment(struct out *o, const struct mail_attachment *a)
{
	out_comma(o);
	out_open(o, '{');
	out_string(o, "name", a->name);
	out_string(o, "original_name", a->original_name);
	out_string(o, "type", a->type);
	out_number(o, "size", a->size);
	out_bool(o, "inline", a->is_inline);
	out_string(o, "content_id", a->content_id);
	out_string(o, "sha256", a->sha256);
	out_string(o, "text_sha256", a->text_sha256[0] != '\0' ? a->text_sha256 : NULL);
	out_close(o, '}');
}

static void
out_attachments(struct out *o, const struct mail *mail)
{
	out_key(o, "attachments");
	out_open(o, '[');
	for (size_t i = 0; i < mail->attachment_count; i++)
		out_attachment(o, &mail->attachments[i]);
	out_close(o, ']');
}

static void
out_bounce(struct out *o, const struct mail_bounce *b)
{
	out_key(o, "bounce");
	if (b == NULL) {
		out_raw(o, "null");
		return;
	}
	out_open(o, '{');
	out_key(o, "recipients");
	out_open(o, '[');
	for (size_t i = 0; i < b->count; i++) {
		out_comma(o);
		out_open(o, '{');
		out_string(o, "address", b->recipients[i].address);
		out_string(o, "action", b->recipients[i].action);
		out_string(o, "status", b->recipients[i].status);
		out_string(o, "diagnostic", b->recipients[i].diagnostic);
		out_close(o, '}');
	}
	out_close(o, ']');
	out_string(o, "original_message_id", b->original_message_id);
	out_close(o, '}');
}

/* The first of several properties of one name counts: an object has each once. */
static bool
named_before(const struct mail_auth *a, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(a->names.list[i], a->names.list[n]) == 0)
			return true;
	}
	return false;
}

static void
out_auth(struct out *o, const struct mail_auth *a)
{
	out_comma(o);
	out_open(o, '{');
	out_string(o, "authserv_id", a->authserv_id);
	out_string(o, "method", a->method);
	out_string(o, "result", a->result);
	out_key(o, "properties");
	out_open(o, '{');
	for (size_t i = 0; i < a->names.count; i++) {
		if (named_before(a, i))
			continue;
		out_comma(o);
		out_quoted(o, a->names.list[i], strlen(a->names.list[i]));
		text_add(o->text, ":", 1);
		out_value(o, a->values.list[i]);
	}
	out_close(o, '}');
	out_number(o, "received", a->received);
	out_close(o, '}');
}

static void
out_auths(struct out *o, const struct mail *mail)
{
	out_key(o, "auth");
	out_open(o, '[');
	for (size_t i = 0; i < mail->auth_count; i++)
		out_auth(o, &mail->auth[i]);
	out_close(o, ']');
}

static void
out_headers(struct out *o, const struct mail_headers *headers)
{
	out_key(o, "headers");
	out_open(o, '[');
	for (size_t i = 0; i < headers->count; i++) {
		out_comma(o);
		out_open(o, '{');
		out_string(o, "name", headers->list[i].name);
		out_string(o, "value", headers->list[i].value);
		out_close(o, '}');
	}
	out_close(o, ']');
}

static void
out_mail(struct out *o, const struct mail *mail)
{
	out_open(o, '{');
	out_person(o, "from", &mail->from);
	out_addresses(o, "reply_to", &mail->reply_to);
	out_addresses(o, "to", &mail->to);
	out_addresses(o, "cc", &mail->cc);
	out_string(o, "subject", mail->subject);
	out_string(o, "message_id", mail->message_id);
	out_strings(o, "in_reply_to", &mail->in_reply_to);
	out_strings(o, "references", &mail->references);
	out_date(o, "date", mail->date);
	out_string(o, "class", message_class_name(mail->class));
	out_string(o, "class_reason", mail->class_reason);
	out_string(o, "language", mail->language);
	out_string(o, "text", mail->text);
	out_bool(o, "html", mail->html);
	out_string(o, "reply", mail->reply);
	out_string(o, "quoted", mail->quoted);
	out_string(o, "signature", mail->signature);
	out_forwarded(o, mail->forwarded);
	out_attachments(o, mail);
	out_bounce(o, mail->bounce);
	out_auths(o, mail);
	out_strings(o, "defects", &mail->defects);
	out_string(o, "auto_submitted", mail->auto_submitted);
	out_strings(o, "delivered_to", &mail->delivered_to);
	out_string(o, "return_path", mail->return_path);
	out_string(o, "installation", mail->installation);
	out_string(o, "protection", mail->protection);
	out_number(o, "from_count", mail->from_count);
	out_number(o, "received_count", mail->received_count);
	out_string(o, "loop_mark", mail->loop_mark);
	out_bool(o, "suppress_response", mail->suppress_response);
	out_string(o, "thread_index", mail->thread_index);
	out_string(o, "thread_topic", mail->thread_topic);
	out_number(o, "size", mail->size);
	out_headers(o, &mail->headers);
	out_close(o, '}');
}

char *
message_json(TALLOC_CTX *ctx, const struct mail *mail, size_t *size)
{
	SCRATCH(tmp);
	struct out o = { text_new(tmp, JSON_MAX), false };

	out_mail(&o, mail);
	*size = o.text->size;
	return talloc_steal(ctx, o.text->bytes);
}

json_t *
message_to_json(const struct mail *mail)
{
	SCRATCH(tmp);
	json_error_t where;
	size_t size;
	char *text = message_json(tmp, mail, &size);
	json_t *o = json_loadb(text, size, 0, &where);

	assert(o != NULL);
	return o;
}
