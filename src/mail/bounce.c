/* bounce.c - see bounce.h: the places where a bounce tells what did not arrive, best first */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/bounce.h>
#include <postigo/mail/msgid.h>

#include "bounceparts.h"

#define LOOK_BACK_MAX 2000u	/* bytes above "Final-Recipient:" in a text that may belong to its group */
#define FIELDS_MAX (64u << 10)	/* bytes of such fields that are read */

char *
bounce_line(TALLOC_CTX *ctx, struct span value)
{
	SCRATCH(tmp);
	char *line;

	value = span_trim(value);
	if (value.size == 0)
		return NULL;
	line = utf8_clean_line(ctx, utf8_repair(tmp, value.at, value.size), BOUNCE_VALUE_MAX);
	return line[0] != '\0' ? line : NULL;
}

static struct mail_bounce_recipient *
known(const struct mail_bounce *b, const char *address)
{
	for (size_t i = 0; i < b->count; i++) {
		if (strcasecmp(b->recipients[i].address, address) == 0)
			return &b->recipients[i];
	}
	return NULL;
}

void
bounce_add(struct mail_bounce *b, struct mail_bounce_recipient r)
{
	struct mail_bounce_recipient *k;

	if (r.address == NULL || r.address[0] == '\0')
		return;
	if ((k = known(b, r.address)) != NULL) {
		k->action = k->action != NULL ? k->action : r.action;
		k->status = k->status != NULL ? k->status : r.status;
		k->diagnostic = k->diagnostic != NULL ? k->diagnostic : r.diagnostic;
		return;
	}
	if (b->count == BOUNCE_RECIPIENTS_MAX)
		return;
	b->recipients = talloc_realloc(b, b->recipients, struct mail_bounce_recipient, (unsigned)(b->count + 1));
	b->recipients[b->count++] = r;
}

static bool
one_of(const char *type, const char *const *types)
{
	for (; *types != NULL; types++) {
		if (strcmp(type, *types) == 0)
			return true;
	}
	return false;
}

static bool
is_status(const struct part *p)
{
	static const char *const types[] = { "message/delivery-status", "message/global-delivery-status",
		"text/delivery-status", NULL };

	return one_of(p->type, types);
}

static bool
is_original(const struct part *p)
{
	static const char *const types[] = { "message/rfc822", "text/rfc822-headers", "message/rfc822-headers",
		"message/global", "message/global-headers", "text/rfc822", NULL };

	return one_of(p->type, types);
}

/* The header of the returned mail. */
static struct header
original_header(TALLOC_CTX *ctx, const struct part *p, struct span *body)
{
	struct mail_strings *lines = talloc_zero(ctx, struct mail_strings);
	struct defects defects = { ctx, lines };

	return header_read(ctx, part_decode(ctx, p), body, &defects);
}

static void
take_original_id(struct mail_bounce *b, const struct header *h)
{
	struct mail_strings ids;

	if (b->original_message_id != NULL)
		return;
	msgid_list(b, header_value(h, "Message-ID"), &ids);
	if (ids.count > 0)
		b->original_message_id = ids.list[0];
}

static void
read_parts(struct mail_bounce *b, const struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++) {
		SCRATCH(tmp);
		const struct part *p = &parts->list[i];
		struct header h;
		struct span body;

		if (is_status(p)) {
			bouncereport_read(b, part_decode(tmp, p));
		} else if (is_original(p)) {
			h = original_header(tmp, p, &body);
			take_original_id(b, &h);
		}
	}
}

/* A filter on the way may have wrapped the report into a mail of its own: then the report is what seems to be returned.
 * One wrapping is looked through. */
static void
read_wrapped(struct mail_bounce *b, const struct parts *parts)
{
	for (size_t i = 0; i < parts->count && b->count == 0; i++) {
		SCRATCH(tmp);
		struct mail_strings lines = { NULL, 0 };
		struct defects defects = { tmp, &lines };
		struct mail_bounce *inner;
		struct parts nested;
		struct header h;
		struct span body;

		if (!is_original(&parts->list[i]))
			continue;
		h = original_header(tmp, &parts->list[i], &body);
		if (!span_starts(header_value(&h, "Content-Type"), "multipart/report"))
			continue;
		nested = part_read(tmp, &h, body, &defects);
		inner = talloc_zero(b, struct mail_bounce);
		read_parts(inner, &nested);
		for (size_t k = 0; k < inner->count; k++)
			bounce_add(b, inner->recipients[k]);
		if (inner->original_message_id != NULL)
			b->original_message_id = inner->original_message_id;
	}
}

/* The fields of a report that stand in the text, because its part was called text or some program pasted them there. */
static void
read_pasted(struct mail_bounce *b, const char *text)
{
	const char *found = strcasestr(text, "\nfinal-recipient:"), *from;
	size_t size;

	if (found == NULL)
		found = strncasecmp(text, "final-recipient:", 16) == 0 ? text : NULL;
	if (found == NULL)
		return;
	/* Action and Status may stand above it. */
	for (from = found; from > text && found - from < (ptrdiff_t)LOOK_BACK_MAX; from--) {
		if (from[0] == '\n' && (from[-1] == '\n' || (from[-1] == '\r' && from - text > 1 && from[-2] == '\n')))
			break;
	}
	from += *from == '\n';
	size = strlen(from);
	bouncereport_read(b, (struct span){ from, size < FIELDS_MAX ? size : FIELDS_MAX });
}

/* Fields of the header that name them. */
static void
read_named(struct mail_bounce *b, const struct header *header)
{
	static const char *const fields[] = { "X-Failed-Recipients", "X-Failed-Recipient" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]) && b->count == 0; i++) {
		SCRATCH(tmp);
		struct mail_strings lines = { NULL, 0 };
		struct defects defects = { tmp, &lines };
		const struct field *f = NULL;

		while ((f = header_next(header, fields[i], f)) != NULL && b->count < BOUNCE_RECIPIENTS_MAX) {
			struct mail_addresses list;

			address_list(b, f->value, &list, &defects);
			for (size_t k = 0; k < list.count && k < BOUNCE_RECIPIENTS_MAX; k++) {
				if (strchr(list.list[k].address, '@') != NULL)
					bounce_add(b, (struct mail_bounce_recipient){ list.list[k].address, NULL, NULL,
					    NULL });
			}
		}
	}
}

/* Nobody is named, but the returned mail went to one person only. */
static void
read_only_recipient(struct mail_bounce *b, const struct parts *parts)
{
	for (size_t i = 0; i < parts->count && b->count == 0; i++) {
		SCRATCH(tmp);
		struct mail_strings lines = { NULL, 0 };
		struct defects defects = { tmp, &lines };
		struct mail_addresses to;
		struct header h;
		struct span body;

		if (!is_original(&parts->list[i]))
			continue;
		h = original_header(tmp, &parts->list[i], &body);
		address_list(b, header_value(&h, "To"), &to, &defects);
		if (to.count == 1 && header_value(&h, "Cc").size == 0 && strchr(to.list[0].address, '@') != NULL)
			bounce_add(b, (struct mail_bounce_recipient){ to.list[0].address, NULL, NULL, NULL });
	}
}

/* Recipients who got the mail say nothing when others did not. */
static void
drop_reached(struct mail_bounce *b)
{
	static const char *const reached[] = { "delivered", "relayed", "expanded", NULL };
	size_t n = 0;
	bool missed = false;

	for (size_t i = 0; i < b->count; i++) {
		if (b->recipients[i].action == NULL)
			b->recipients[i].action = talloc_strdup(b, "failed");
		missed = missed || !one_of(b->recipients[i].action, reached);
	}
	for (size_t i = 0; missed && i < b->count; i++) {
		if (!one_of(b->recipients[i].action, reached))
			b->recipients[n++] = b->recipients[i];
	}
	b->count = missed ? n : b->count;
}

/* "Message-ID: <...>" at the head of a line of the returned header, which may be quoted, and folded. */
static void
find_original_id(struct mail_bounce *b, const char *text)
{
	const char *found = text;

	for (unsigned n = 0; n < 50 && b->original_message_id == NULL; n++) {
		const char *head;
		struct span value;

		if ((found = strcasestr(found, "message-id:")) == NULL)
			return;
		for (head = found; head > text && head[-1] != '\n' && strchr(" \t>|*", head[-1]) != NULL; head--)
			;
		found += strlen("message-id:");
		if (head > text && head[-1] != '\n')
			continue;
		value = (struct span){ found, strcspn(found, "\n") };
		if (memchr(value.at, '<', value.size) == NULL && found[value.size] == '\n')
			value.size += 1 + strcspn(found + value.size + 1, "\n");
		b->original_message_id = msgid_next(b, &value);
	}
}

struct mail_bounce *
bounce_named(TALLOC_CTX *ctx, const struct mail *mail)
{
	struct mail_bounce *b = talloc_zero(ctx, struct mail_bounce);

	bouncetext_read(b, mail, true);
	return b;
}

/* The same in a part that is called text or mere bytes, and is not shown. */
static void
read_misnamed(struct mail_bounce *b, const struct parts *parts)
{
	static const char *const types[] = { "text/plain", "application/octet-stream", NULL };

	for (size_t i = 1; i < parts->count && i < 20 && b->count == 0; i++) {
		SCRATCH(tmp);
		struct span bytes;

		if (!one_of(parts->list[i].type, types))
			continue;
		bytes = part_decode(tmp, &parts->list[i]);
		if (bytes.size > 0 && memchr(bytes.at, '\0', bytes.size) == NULL)
			read_pasted(b, talloc_strndup(tmp, bytes.at, bytes.size < FIELDS_MAX ? bytes.size : FIELDS_MAX));
	}
}

void
bounce_read(struct mail *mail, const struct header *header, const struct parts *parts)
{
	struct mail_bounce *b = talloc_zero(mail, struct mail_bounce);

	read_parts(b, parts);
	if (b->count == 0)
		read_wrapped(b, parts);
	if (b->count == 0)
		read_pasted(b, mail->text);
	if (b->count == 0)
		read_misnamed(b, parts);
	if (b->count == 0)
		read_named(b, header);
	bouncetext_read(b, mail, b->count == 0);
	if (b->count == 0) {
		read_only_recipient(b, parts);
		bouncetext_read(b, mail, false);
	}
	drop_reached(b);
	find_original_id(b, mail->text);
	/* Some answer the mail that they return. */
	if (b->original_message_id == NULL && mail->in_reply_to.count == 1)
		b->original_message_id = talloc_strdup(b, mail->in_reply_to.list[0]);
	mail->bounce = b;
}
