/* bounce.c - see bounce.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/bounce.h>
#include <postigo/mail/msgid.h>

#define VALUE_CHARACTERS 1000u
#define TEXT_LINES_MAX 400u

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The first enhanced status code ("5.1.1") in the text, owned by ctx; NULL when there is none. */
static char *
find_status(TALLOC_CTX *ctx, struct span text)
{
	for (size_t i = 0; i + 5 <= text.size; i++) {
		const char *p = text.at + i;
		size_t n = 2;

		if ((p[0] != '2' && p[0] != '4' && p[0] != '5') || p[1] != '.' || !is_digit(p[2]) ||
		    (i > 0 && (is_digit(p[-1]) || p[-1] == '.')))
			continue;
		while (n < text.size - i && n < 5 && is_digit(p[n]))
			n++;
		if (n + 1 >= text.size - i || p[n] != '.' || !is_digit(p[n + 1]))
			continue;
		n++;
		for (size_t digits = 0; n < text.size - i && digits < 3 && is_digit(p[n]); digits++)
			n++;
		if (n < text.size - i && (is_digit(p[n]) || (p[n] == '.' && n + 1 < text.size - i && is_digit(p[n + 1]))))
			continue;	/* an address of the network */
		return talloc_strndup(ctx, p, n);
	}
	return NULL;
}

/* "550 ..." without an enhanced code still says for ever or for now. */
static char *
status_of_reply(TALLOC_CTX *ctx, struct span text)
{
	for (size_t i = 0; i + 3 <= text.size; i++) {
		const char *p = text.at + i;

		if ((p[0] == '4' || p[0] == '5') && p[1] >= '0' && p[1] <= '5' && is_digit(p[2]) &&
		    (i == 0 || !(is_digit(p[-1]) || p[-1] == '.' || p[-1] == '-')) &&
		    (i + 3 == text.size || p[3] == ' ' || p[3] == '-' || p[3] == '\n'))
			return talloc_asprintf(ctx, "%c.0.0", p[0]);
	}
	return NULL;
}

static char *
status_in(TALLOC_CTX *ctx, struct span text)
{
	char *status = find_status(ctx, text);

	return status != NULL ? status : status_of_reply(ctx, text);
}

/* "rfc822; ana@example.org" -> "ana@example.org" */
static char *
typed_address(TALLOC_CTX *ctx, struct span value)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 };
	struct defects defects = { tmp, &lines };
	const char *semicolon = value.size > 0 ? memchr(value.at, ';', value.size) : NULL;
	struct mail_addresses list;

	if (semicolon != NULL)
		value = (struct span){ semicolon + 1, (size_t)(value.at + value.size - semicolon - 1) };
	address_list(tmp, value, &list, &defects);
	if (list.count == 0 || list.list[0].address[0] == '\0')
		return NULL;
	return talloc_strdup(ctx, list.list[0].address);
}

/* The value on one clean line, up to `stop` (0: all of it); NULL when there is none. */
static char *
line_value(TALLOC_CTX *ctx, struct span value, char stop)
{
	SCRATCH(tmp);
	const char *end = stop != 0 && value.size > 0 ? memchr(value.at, stop, value.size) : NULL;

	if (end != NULL)
		value.size = (size_t)(end - value.at);
	if (value.size == 0)
		return NULL;
	return utf8_clean_line(ctx, utf8_repair(tmp, value.at, value.size), VALUE_CHARACTERS);
}

static char *
lower(char *s)
{
	for (char *c = s; s != NULL && *c != '\0'; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c | 0x20 : *c);
	return s;
}

static bool
known(const struct mail_bounce *b, const char *address)
{
	for (size_t i = 0; i < b->count; i++) {
		if (b->recipients[i].address != NULL && strcasecmp(b->recipients[i].address, address) == 0)
			return true;
	}
	return false;
}

static void
add(struct mail_bounce *b, struct mail_bounce_recipient r)
{
	if (b->count == BOUNCE_RECIPIENTS_MAX || r.address == NULL || known(b, r.address))
		return;
	b->recipients = talloc_realloc(b, b->recipients, struct mail_bounce_recipient, (unsigned)(b->count + 1));
	b->recipients[b->count++] = r;
}

/* The fields of one recipient in a delivery-status part. */
static void
read_group(struct mail_bounce *b, const struct header *h)
{
	struct span final = header_value(h, "Final-Recipient"), original = header_value(h, "Original-Recipient");
	struct span diagnostic = header_value(h, "Diagnostic-Code"), status = header_value(h, "Status");
	struct mail_bounce_recipient r = { NULL, NULL, NULL, NULL };

	r.address = final.size > 0 ? typed_address(b, final) : NULL;
	if (r.address == NULL || strchr(r.address, '@') == NULL)
		r.address = original.size > 0 ? typed_address(b, original) : r.address;
	r.action = lower(line_value(b, header_value(h, "Action"), ' '));
	r.status = find_status(b, status);
	r.diagnostic = line_value(b, diagnostic, 0);
	/* Some write 5.0.0 where the server's own words say more. */
	if (r.status == NULL || strcmp(r.status + 1, ".0.0") == 0) {
		char *told = find_status(b, diagnostic);

		if (told != NULL && (r.status == NULL || told[0] == r.status[0]))
			r.status = told;
	}
	if (r.status == NULL)
		r.status = status_of_reply(b, diagnostic);
	add(b, r);
}

/* A delivery-status part: groups of fields with empty lines between. */
static void
read_status_part(struct mail_bounce *b, struct span bytes)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 };
	struct defects defects = { tmp, &lines };
	struct span rest = bytes, before;

	for (unsigned groups = 0; rest.size > 0 && groups < 2 * BOUNCE_RECIPIENTS_MAX; groups++) {
		struct header h;

		before = rest;
		h = header_read(tmp, before, &rest, &defects);
		read_group(b, &h);
		if (rest.size >= before.size)	/* no field in it */
			break;
	}
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

static void
read_original_header(struct mail_bounce *b, struct span bytes)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 }, ids;
	struct defects defects = { tmp, &lines };
	struct span body;
	struct header h = header_read(tmp, bytes, &body, &defects);

	msgid_list(b, header_value(&h, "Message-ID"), &ids);
	if (ids.count > 0 && b->original_message_id == NULL)
		b->original_message_id = ids.list[0];
}

static void
read_failed_recipients(struct mail_bounce *b, const struct header *header)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 };
	struct defects defects = { tmp, &lines };
	struct mail_addresses list;
	struct span v = header_value(header, "X-Failed-Recipients");

	if (v.size == 0)
		return;
	address_list(b, v, &list, &defects);
	for (size_t i = 0; i < list.count; i++) {
		if (strchr(list.list[i].address, '@') != NULL)
			add(b, (struct mail_bounce_recipient){ list.list[i].address, talloc_strdup(b, "failed"),
			    NULL, NULL });
	}
}

/* The address in a line, owned by ctx: "<ana@example.org>: host ... said". With `alone` only one that stands at its
 * head. NULL when there is none. */
static char *
address_in(TALLOC_CTX *ctx, struct span line, bool alone)
{
	const char *at = line.size > 0 && line.size < 500 ? memchr(line.at, '@', line.size) : NULL, *from, *to;
	const char *end = line.at + line.size;
	char *address;

	if (at == NULL)
		return NULL;
	for (from = at; from > line.at && strchr(" \t<>:;,\"'()[]=", from[-1]) == NULL; from--)
		;
	for (to = at + 1; to < end && strchr(" \t<>:;,\"'()[]=", *to) == NULL; to++)
		;
	while (to > at + 1 && to[-1] == '.')
		to--;
	if (from == at || memchr(at, '.', (size_t)(to - at)) == NULL || to - from > (ptrdiff_t)ADDRESS_MAX)
		return NULL;
	for (const char *p = line.at; alone && p < from; p++) {
		if (!span_blank(*p) && *p != '<' && *p != '"')
			return NULL;
	}
	for (const char *p = from; p < to; p++) {
		if ((unsigned char)*p < ' ' || *p == 127)
			return NULL;
	}
	address = talloc_strndup(ctx, from, (size_t)(to - from));
	return utf8_valid(address, strlen(address)) ? address : NULL;
}

/* Does the line speak of a recipient? */
static bool
about_delivery(struct span line)
{
	static const char *const words[] = { "deliver", "recipient", "mailbox", "following address", "user unknown",
		"unknown user", "To:", "could not", "undeliver", "rejected", NULL };
	SCRATCH(tmp);
	const char *s = talloc_strndup(tmp, line.at, line.size < 300 ? line.size : 300);

	for (size_t i = 0; words[i] != NULL; i++) {
		if (strcasestr(s, words[i]) != NULL)
			return true;
	}
	return false;
}

/* Where the returned mail begins in the text, or the end. */
static size_t
original_in_text(const char *text)
{
	static const char *const marks[] = { "\n--- Below this line is a copy", "\n------ This is a copy of the message",
		"\nReturn-Path:", "\nReceived:", "\n----- Original message", "\n   ----- Original message",
		"\n--- The header of the original", "\n----- Unsent message", "\n   ----- Unsent message",
		"\nOriginal message follows", NULL };
	size_t least = strlen(text);

	for (size_t i = 0; marks[i] != NULL; i++) {
		const char *found = strcasestr(text, marks[i]);

		if (found != NULL && (size_t)(found - text) < least)
			least = (size_t)(found - text);
	}
	return least;
}

/* One pass over the lines for people; a line counts when the address stands alone at its head, or, less strictly, when
 * it or the one before speaks of a recipient. */
static void
read_lines(struct mail_bounce *b, struct span text, bool alone)
{
	struct span rest = text, line;
	bool spoken = false;

	for (unsigned n = 0; n < TEXT_LINES_MAX && span_line(&rest, &line); n++) {
		struct span reason = { line.at, (size_t)(rest.at - line.at) };
		struct mail_bounce_recipient r = { NULL, NULL, NULL, NULL };
		bool speaks = !alone && about_delivery(line);

		if (alone || speaks || spoken)
			r.address = address_in(b, line, alone);
		if (span_trim(line).size > 0)
			spoken = speaks;
		if (r.address == NULL)
			continue;
		reason.size += rest.size < 400 ? rest.size : 400;
		r.status = status_in(b, reason);
		r.action = talloc_strdup(b, r.status != NULL && r.status[0] == '4' ? "delayed" : "failed");
		r.diagnostic = line_value(b, reason, 0);
		add(b, r);
	}
}

/* Mail systems that write for people only. */
static void
read_text(struct mail_bounce *b, const char *text)
{
	size_t size = original_in_text(text);

	read_lines(b, (struct span){ text, size }, true);
	if (b->count == 0)
		read_lines(b, (struct span){ text, size }, false);
	if (b->original_message_id == NULL) {
		const char *id = strcasestr(text + size, "\nMessage-ID:");
		struct span value = { id, id != NULL ? strcspn(id + 1, "\n") + 1 : 0 };

		if (id != NULL)
			b->original_message_id = msgid_next(b, &value);
	}
}

/* Recipients without a status of their own: what the text says holds for all. */
static void
fill_status(struct mail_bounce *b, const char *text)
{
	for (size_t i = 0; i < b->count; i++) {
		if (b->recipients[i].status == NULL)
			b->recipients[i].status = status_in(b, (struct span){ text, original_in_text(text) });
	}
}

void
bounce_read(struct mail *mail, const struct header *header, const struct parts *parts)
{
	static const char *const status[] = { "message/delivery-status", "message/global-delivery-status", NULL };
	static const char *const original[] = { "message/rfc822", "text/rfc822-headers", "message/rfc822-headers",
		"message/global", "message/global-headers", "text/rfc822", NULL };
	struct mail_bounce *b = talloc_zero(mail, struct mail_bounce);

	for (size_t i = 0; i < parts->count; i++) {
		SCRATCH(tmp);
		const struct part *p = &parts->list[i];

		if (one_of(p->type, status))
			read_status_part(b, part_decode(tmp, p));
		else if (one_of(p->type, original))
			read_original_header(b, part_decode(tmp, p));
	}
	if (b->count == 0)
		read_failed_recipients(b, header);
	if (b->count == 0)
		read_text(b, mail->text);
	fill_status(b, mail->text);
	mail->bounce = b;
}
