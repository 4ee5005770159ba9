/* hook_apply.c - what webhooks and programs are told; see hook.h, and doc/hooks.txt for the form */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include <openssl/rand.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/desk/subject.h>
#include <postigo/store/field.h>
#include <postigo/store/person.h>
#include <postigo/store/tag.h>

#include "hook.h"

#define BODY_VERSION 1
#define SUBJECT_MOST 500
#define LINE_MOST 300
#define WORDS_MOST 65536

/* What all hooks of one mail are told of. */
struct told {
	const struct tools *tools;
	const struct facts *facts;
	const struct decision *decision;
	const struct ticket *ticket;
	int64_t message;
	struct person requester;
	char **tags;
	size_t tag_count;
	struct field *fields;
	size_t field_count;
};

/* What is no UTF-8 is as if it were not there. */
static json_t *
string(const char *s)
{
	json_t *o = s != NULL ? json_string(s) : NULL;

	return o != NULL ? o : json_null();
}

static const char *
event_of(const struct decision *d)
{
	return d->outcome == DECIDE_NEW_TICKET ? "ticket.new" : "ticket.reply";
}

static json_t *
ticket_json(TALLOC_CTX *ctx, const struct told *t)
{
	const struct ticket *k = t->ticket;
	json_t *tags = json_array(), *fields = json_object();

	for (size_t i = 0; i < t->tag_count; i++)
		json_array_append_new(tags, json_string(t->tags[i]));
	for (size_t i = 0; i < t->field_count; i++)
		json_object_set_new(fields, t->fields[i].name, json_string(t->fields[i].value));
	return json_pack("{s:I, s:o, s:s, s:o, s:i, s:s, s:o, s:o, s:o, s:o, s:s, s:o, s:o}", "number", (json_int_t)k->id,
	    "subject", json_string(utf8_clean_line(ctx, subject_plain(ctx, k->subject), SUBJECT_MOST)),
	    "state", ticket_state_name(k->state), "queue", string(k->queue), "tier", k->tier,
	    "priority", ticket_priority_name(k->priority), "team", string(k->team), "assignee", string(k->assignee),
	    "language", string(k->language), "organisation", string(k->organisation),
	    "created", instant_rfc3339(ctx, k->created), "tags", tags, "fields", fields);
}

static json_t *
said_json(TALLOC_CTX *ctx, const struct told *t, bool words)
{
	const struct mail *mail = t->facts->mail;
	json_t *o = json_pack("{s:I, s:o, s:o, s:s}", "number", (json_int_t)t->message, "message_id", string(mail->message_id),
	    "from", string(mail->from.address), "class", message_class_name(mail->class));
	const char *text = mail->reply != NULL ? mail->reply : mail->text != NULL ? mail->text : "";

	if (words)
		json_object_set_new(o, "text", json_string(utf8_repair(ctx, text, strnlen(text, WORDS_MOST))));
	return o;
}

static json_t *
captures_json(const struct told *t)
{
	const struct decision_ruled *r = &t->decision->ruled;
	json_t *o = json_object();

	for (size_t i = 0; i < r->capture_count; i++)
		json_object_set_new(o, r->captures[i].name, json_string(r->captures[i].value));
	return o;
}

static json_t *
whole(TALLOC_CTX *ctx, const struct told *t, const struct decision_hook *h, const char *identifier)
{
	const struct conf *conf = t->tools->conf;

	return json_pack("{s:i, s:s, s:s, s:s, s:s, s:{s:s, s:s}, s:o, s:{s:o, s:o}, s:o, s:o}", "version", BODY_VERSION, "id", identifier,
	    "event", event_of(t->decision), "at", instant_rfc3339(ctx, t->facts->now), "rule", h->by,
	    "desk", "name", conf->identity.name, "domain", conf->identity.domain, "ticket", ticket_json(ctx, t),
	    "requester", "name", string(t->requester.name), "address", string(t->requester.address),
	    "message", said_json(ctx, t, h->hook->words), "capture", captures_json(t));
}

/* As chat tools read it: what a stranger has written is neither markup there, nor does it call everybody together. */
static char *
tamed(TALLOC_CTX *ctx, const char *words)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, LINE_MOST * 16);

	for (const char *p = utf8_clean_line(tmp, words, LINE_MOST); *p != '\0'; p++)
		switch (*p) {
		case '&':
			text_add_string(t, "&amp;");
			break;
		case '<':
			text_add_string(t, "&lt;");
			break;
		case '>':
			text_add_string(t, "&gt;");
			break;
		case '@':
			text_add_string(t, "@\u200b");
			break;
		default:
			text_add_char(t, *p);
		}
	return talloc_strdup(ctx, t->bytes != NULL ? t->bytes : "");
}

static json_t *
line_for_people(TALLOC_CTX *ctx, const struct told *t, const struct decision_hook *h)
{
	const struct ticket *k = t->ticket;
	char *line = talloc_asprintf(ctx, "#%lld %s\n%s: %s, %s, tier %d%s%s", (long long)k->id,
	    tamed(ctx, subject_plain(ctx, k->subject)), t->decision->outcome == DECIDE_NEW_TICKET ? "New" : "Reply", k->queue,
	    ticket_priority_name(k->priority), k->tier, k->assignee != NULL ? ", for " : "", k->assignee != NULL ? k->assignee : "");

	if (t->requester.address != NULL)
		line = talloc_asprintf_append(line, ", from %s", tamed(ctx, t->requester.address));
	return json_pack("{s:s}", "text", talloc_asprintf_append(line, " (%s)", h->by));
}

static char *
random_identifier(TALLOC_CTX *ctx)
{
	unsigned char bytes[16];
	char *hex = talloc_array(ctx, char, sizeof(bytes) * 2 + 1);

	if (RAND_bytes(bytes, sizeof(bytes)) != 1)
		return NULL;
	digest_hex(bytes, sizeof(bytes), hex);
	return hex;
}

static enum result
put(const struct told *t, const struct decision_hook *h, struct error *err)
{
	SCRATCH(tmp);
	char *identifier = random_identifier(tmp);
	struct hook_row row = {
		.identifier = identifier, .kind = h->hook->kind, .name = h->hook->name, .ticket = t->ticket->id, .message = t->message,
		.rule = talloc_strdup(tmp, h->by), .event = talloc_strdup(tmp, event_of(t->decision)), .created = t->facts->now,
	};
	json_t *body;
	char *text;
	enum result result;

	if (identifier == NULL)
		return error_set(err, TEMPFAIL, "OpenSSL gives no random numbers");
	body = h->hook->kind == CONF_HOOK_WEBHOOK && h->hook->body == CONF_HOOK_TEXT ? line_for_people(tmp, t, h) :
	    whole(tmp, t, h, identifier);
	text = body != NULL ? json_dumps(body, JSON_COMPACT) : NULL;
	json_decref(body);
	if (text == NULL)
		return error_set(err, PERMFAIL, "%s %s: what it is told cannot be written as JSON", conf_hook_kind_name(row.kind), row.name);
	result = hook_put(t->tools->store, &row, text, strlen(text), err);
	free(text);
	return result;
}

enum result
hook_apply(const struct tools *tools, const struct facts *f, const struct decision *d, const struct ticket *ticket, int64_t message,
    struct error *err)
{
	SCRATCH(tmp);
	struct told t = { .tools = tools, .facts = f, .decision = d, .ticket = ticket, .message = message };
	enum result result;

	if (d->hook_count == 0 || ticket->id == 0)
		return DONE;
	if ((result = person_read(tmp, tools->store, ticket->requester, &t.requester, err)) < 0 ||
	    (result = tag_list(tmp, tools->store, ticket->id, &t.tags, &t.tag_count, err)) < 0 ||
	    (result = field_all(tmp, tools->store, ticket->id, &t.fields, &t.field_count, err)) < 0)
		return result;
	result = DONE;
	for (size_t i = 0; i < d->hook_count && result == DONE; i++)
		result = put(&t, &d->hooks[i], err);
	return result;
}
