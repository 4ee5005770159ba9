/* json_read.c - struct mail from the JSON of `postigo parse`, every field checked
 *
 * Each function returns false when the value is not what it must be.
 */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/header.h>
#include <postigo/mail/loopmark.h>
#include <postigo/mail/message.h>
#include <postigo/mail/threadindex.h>

/* What a process that was taken over may say at the most. */
#define LIST_MAX 2000u
#define LINE_MAX_BYTES 8192u
#define TEXT_MAX_BYTES (4u << 20)

struct in {
	TALLOC_CTX *ctx;
	const char *trouble;	/* the field that was wrong, NULL: none so far */
};

static bool
wrong(struct in *in, const char *field)
{
	if (in->trouble == NULL)
		in->trouble = field;
	return false;
}

/* A string of at most max bytes without NUL, or null. */
static char *
in_text(struct in *in, const json_t *object, const char *field, size_t max)
{
	const json_t *v = json_object_get(object, field);

	if (json_is_null(v))
		return NULL;
	if (!json_is_string(v) || json_string_length(v) > max ||
	    strlen(json_string_value(v)) != json_string_length(v)) {
		wrong(in, field);
		return NULL;
	}
	return talloc_strndup(in->ctx, json_string_value(v), json_string_length(v));
}

static bool
has_control(const char *s)
{
	for (; s != NULL && *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || *s == 127)
			return true;
	}
	return false;
}

/* The same on one line. */
static char *
in_line(struct in *in, const json_t *object, const char *field)
{
	char *s = in_text(in, object, field, LINE_MAX_BYTES);

	if (has_control(s)) {
		wrong(in, field);
		return NULL;
	}
	return s;
}

/* The same, and it must be there. */
static char *
in_word(struct in *in, const json_t *object, const char *field)
{
	char *s = in_line(in, object, field);

	if (s == NULL)
		wrong(in, field);
	return s;
}

static bool
in_list(struct in *in, const json_t *object, const char *field, const json_t **list, size_t *count)
{
	*list = json_object_get(object, field);
	*count = json_array_size(*list);
	return (json_is_array(*list) && *count <= LIST_MAX) || wrong(in, field);
}

static void
in_address(struct in *in, const json_t *v, const char *field, struct mail_address *out)
{
	if (!json_is_object(v)) {
		wrong(in, field);
		return;
	}
	out->name = in_word(in, v, "name");
	out->address = in_word(in, v, "address");
}

/* Null where nobody is; an address of "" is none. */
static void
in_person(struct in *in, const json_t *object, const char *field, struct mail_address *out)
{
	const json_t *v = json_object_get(object, field);

	if (v == NULL)
		wrong(in, field);
	if (v == NULL || json_is_null(v))
		return;
	in_address(in, v, field, out);
	if (out->address != NULL && out->address[0] == '\0')
		out->address = NULL;
}

static void
in_addresses(struct in *in, const json_t *object, const char *field, struct mail_addresses *out)
{
	const json_t *list;
	size_t n;

	if (!in_list(in, object, field, &list, &n) || n == 0)
		return;
	out->list = talloc_zero_array(in->ctx, struct mail_address, (unsigned)n);
	out->count = n;
	for (size_t i = 0; i < n; i++)
		in_address(in, json_array_get(list, i), field, &out->list[i]);
}

static void
in_strings(struct in *in, const json_t *object, const char *field, struct mail_strings *out)
{
	const json_t *list;
	size_t n;

	if (!in_list(in, object, field, &list, &n) || n == 0)
		return;
	out->list = talloc_zero_array(in->ctx, char *, (unsigned)n);
	out->count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_array_get(list, i);
		const char *s = json_string_value(v);

		if (s == NULL || json_string_length(v) > LINE_MAX_BYTES || strlen(s) != json_string_length(v) ||
		    has_control(s)) {
			wrong(in, field);
			s = "";
		}
		out->list[i] = talloc_strdup(in->ctx, s);
	}
}

static instant
in_date(struct in *in, const json_t *object, const char *field)
{
	const char *s = in_line(in, object, field);
	struct error err;
	instant t = 0;

	if (s != NULL && instant_parse(s, &t, &err) != DONE)
		wrong(in, field);
	return t;
}

static bool
in_bool(struct in *in, const json_t *object, const char *field)
{
	const json_t *v = json_object_get(object, field);

	if (!json_is_boolean(v))
		wrong(in, field);
	return json_is_true(v);
}

/* A number from 0 to most. */
static uint64_t
in_number(struct in *in, const json_t *object, const char *field, uint64_t most)
{
	const json_t *v = json_object_get(object, field);
	json_int_t n = json_integer_value(v);

	if (!json_is_integer(v) || n < 0 || (uint64_t)n > most) {
		wrong(in, field);
		return 0;
	}
	return (uint64_t)n;
}

/* An object or null; the field must be there. */
static const json_t *
in_object(struct in *in, const json_t *object, const char *field)
{
	const json_t *v = json_object_get(object, field);

	if (!json_is_object(v) && !json_is_null(v))
		wrong(in, field);
	return json_is_object(v) ? v : NULL;
}

static void
in_forwarded(struct in *in, const json_t *object, struct mail *mail)
{
	const json_t *v = in_object(in, object, "forwarded");
	struct mail_forwarded *f;

	if (v == NULL)
		return;
	f = mail->forwarded = talloc_zero(in->ctx, struct mail_forwarded);
	in_person(in, v, "from", &f->from);
	in_addresses(in, v, "to", &f->to);
	in_addresses(in, v, "cc", &f->cc);
	f->subject = in_line(in, v, "subject");
	f->date = in_date(in, v, "date");
	f->text = in_text(in, v, "text", TEXT_MAX_BYTES);
}

static bool
is_sha256(const char *s)
{
	return strlen(s) == 64 && strspn(s, "0123456789abcdef") == 64;
}

static void
in_attachment(struct in *in, const json_t *v, struct mail_attachment *a)
{
	const char *sha256, *text_sha256;

	a->name = in_word(in, v, "name");
	a->original_name = in_line(in, v, "original_name");
	a->type = in_word(in, v, "type");
	a->content_id = in_line(in, v, "content_id");
	a->is_inline = in_bool(in, v, "inline");
	a->size = in_number(in, v, "size", UINT64_C(1) << 40);
	sha256 = in_word(in, v, "sha256");
	text_sha256 = in_line(in, v, "text_sha256");
	if (sha256 == NULL || !is_sha256(sha256))
		wrong(in, "sha256");
	else
		memcpy(a->sha256, sha256, 65);
	if (text_sha256 != NULL && !is_sha256(text_sha256))
		wrong(in, "text_sha256");
	else if (text_sha256 != NULL)
		memcpy(a->text_sha256, text_sha256, 65);
	/* A name must be one: no folder, nothing that climbs. */
	if (a->name != NULL && (a->name[0] == '\0' || a->name[0] == '.' || strpbrk(a->name, "/\\") != NULL))
		wrong(in, "name");
}

static void
in_attachments(struct in *in, const json_t *object, struct mail *mail)
{
	const json_t *list;
	size_t n;

	if (!in_list(in, object, "attachments", &list, &n) || n == 0)
		return;
	mail->attachments = talloc_zero_array(in->ctx, struct mail_attachment, (unsigned)n);
	mail->attachment_count = n;
	for (size_t i = 0; i < n; i++)
		in_attachment(in, json_array_get(list, i), &mail->attachments[i]);
}

static void
in_bounce(struct in *in, const json_t *object, struct mail *mail)
{
	const json_t *v = in_object(in, object, "bounce"), *list;
	struct mail_bounce *b;
	size_t n;

	if (v == NULL)
		return;
	b = mail->bounce = talloc_zero(in->ctx, struct mail_bounce);
	b->original_message_id = in_line(in, v, "original_message_id");
	if (!in_list(in, v, "recipients", &list, &n) || n == 0)
		return;
	b->recipients = talloc_zero_array(in->ctx, struct mail_bounce_recipient, (unsigned)n);
	b->count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *r = json_array_get(list, i);

		b->recipients[i] = (struct mail_bounce_recipient){ in_line(in, r, "address"), in_line(in, r, "action"),
			in_line(in, r, "status"), in_line(in, r, "diagnostic") };
	}
}

static void
in_properties(struct in *in, const json_t *v, struct mail_auth *a)
{
	json_t *properties = json_object_get(v, "properties");
	size_t n = json_object_size(properties), i = 0;

	if (!json_is_object(properties) || n > LIST_MAX) {
		wrong(in, "properties");
		return;
	}
	a->names.list = talloc_zero_array(in->ctx, char *, (unsigned)n);
	a->values.list = talloc_zero_array(in->ctx, char *, (unsigned)n);
	for (void *at = json_object_iter(properties); at != NULL; at = json_object_iter_next(properties, at), i++) {
		const char *name = json_object_iter_key(at);

		if (strlen(name) > LINE_MAX_BYTES || has_control(name))
			wrong(in, "properties");
		a->names.list[i] = talloc_strdup(in->ctx, name);
		a->values.list[i] = in_word(in, properties, name);
	}
	a->names.count = a->values.count = i;
}

static void
in_auth(struct in *in, const json_t *object, struct mail *mail)
{
	const json_t *list;
	size_t n;

	if (!in_list(in, object, "auth", &list, &n) || n == 0)
		return;
	mail->auth = talloc_zero_array(in->ctx, struct mail_auth, (unsigned)n);
	mail->auth_count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_array_get(list, i);
		struct mail_auth *a = &mail->auth[i];

		a->authserv_id = in_word(in, v, "authserv_id");
		a->method = in_word(in, v, "method");
		a->result = in_word(in, v, "result");
		in_properties(in, v, a);
		a->received = (unsigned)in_number(in, v, "received", HEADER_FIELDS_MAX);
	}
}

static void
in_headers(struct in *in, const json_t *object, struct mail *mail)
{
	const json_t *list;
	size_t n;

	if (!in_list(in, object, "headers", &list, &n) || n == 0)
		return;
	mail->headers.list = talloc_zero_array(in->ctx, struct mail_header, (unsigned)n);
	mail->headers.count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_array_get(list, i);

		mail->headers.list[i] = (struct mail_header){ in_word(in, v, "name"), in_word(in, v, "value") };
	}
}

static enum mail_class
in_class(struct in *in, const json_t *object)
{
	const char *name = in_word(in, object, "class");

	for (size_t i = 0; name != NULL && i <= MAIL_CALENDAR; i++) {
		if (strcmp(message_class_name((enum mail_class)i), name) == 0)
			return (enum mail_class)i;
	}
	wrong(in, "class");
	return MAIL_HUMAN;
}

/* What is no index, or no mark that we know, cannot come from our reader. */
static void
in_marks(struct in *in, const json_t *o, struct mail *mail)
{
	mail->from_count = in_number(in, o, "from_count", HEADER_FIELDS_MAX);
	mail->received_count = in_number(in, o, "received_count", HEADER_FIELDS_MAX);
	mail->loop_mark = in_line(in, o, "loop_mark");
	if (mail->loop_mark != NULL && !loopmark_known(mail->loop_mark))
		wrong(in, "loop_mark");
	mail->suppress_response = in_bool(in, o, "suppress_response");
	mail->thread_index = in_line(in, o, "thread_index");
	if (mail->thread_index != NULL && !threadindex_valid(mail->thread_index))
		wrong(in, "thread_index");
	mail->thread_topic = in_line(in, o, "thread_topic");
}

static void
in_mail(struct in *in, const json_t *o, struct mail *mail)
{
	in_person(in, o, "from", &mail->from);
	in_addresses(in, o, "reply_to", &mail->reply_to);
	in_addresses(in, o, "to", &mail->to);
	in_addresses(in, o, "cc", &mail->cc);
	mail->subject = in_line(in, o, "subject");
	mail->message_id = in_line(in, o, "message_id");
	in_strings(in, o, "in_reply_to", &mail->in_reply_to);
	in_strings(in, o, "references", &mail->references);
	mail->date = in_date(in, o, "date");
	mail->class = in_class(in, o);
	mail->class_reason = in_line(in, o, "class_reason");
	mail->language = in_line(in, o, "language");
	mail->text = in_text(in, o, "text", TEXT_MAX_BYTES);
	mail->html = in_bool(in, o, "html");
	mail->reply = in_text(in, o, "reply", TEXT_MAX_BYTES);
	mail->quoted = in_text(in, o, "quoted", TEXT_MAX_BYTES);
	mail->signature = in_text(in, o, "signature", TEXT_MAX_BYTES);
	in_forwarded(in, o, mail);
	in_attachments(in, o, mail);
	in_bounce(in, o, mail);
	in_auth(in, o, mail);
	in_strings(in, o, "defects", &mail->defects);
	mail->auto_submitted = in_line(in, o, "auto_submitted");
	in_strings(in, o, "delivered_to", &mail->delivered_to);
	mail->return_path = in_line(in, o, "return_path");
	mail->installation = in_line(in, o, "installation");
	mail->protection = in_line(in, o, "protection");
	in_marks(in, o, mail);
	mail->size = in_number(in, o, "size", UINT64_C(1) << 40);
	in_headers(in, o, mail);
}

static void
release_json(void *object)
{
	json_decref(object);
}

enum result
message_from_json(TALLOC_CTX *ctx, const char *json, size_t size, struct mail **out, struct error *err)
{
	SCRATCH(tmp);
	struct mail *mail = talloc_zero(tmp, struct mail);
	struct in in = { mail, NULL };
	json_error_t where;
	json_t *o = json_loadb(json, size, JSON_REJECT_DUPLICATES, &where);

	if (o == NULL)
		return error_set(err, PERMFAIL, "the mail's JSON cannot be read: %.200s", where.text);
	memory_hold(tmp, o, release_json);
	if (!json_is_object(o))
		return error_set(err, PERMFAIL, "the mail's JSON is no object");
	in_mail(&in, o, mail);
	if (in.trouble != NULL)
		return error_set(err, PERMFAIL, "the mail's JSON has no good \"%.100s\"", in.trouble);
	*out = talloc_steal(ctx, mail);
	return DONE;
}
