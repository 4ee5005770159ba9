/* bouncereport.c - the fields of a delivery-status part (RFC 3464, 6533), and of those that only look like one */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/bounce.h>
#include <postigo/mail/bouncestatus.h>
#include <postigo/mail/msgid.h>

#include "bounceparts.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "+40" of xtext (RFC 3461 section 4), which some forget to take off, and "\x{E9}" of utf-8 addresses (RFC 6533). */
static struct span
plain(TALLOC_CTX *ctx, struct span v)
{
	struct text *out;
	bool xtext = v.size > 0 && memchr(v.at, '@', v.size) == NULL;

	if (v.size == 0 || v.size > 3 * ADDRESS_MAX)
		return v;
	out = text_new(ctx, v.size + 4);
	for (size_t i = 0; i < v.size; i++) {
		const char *p = v.at + i;
		size_t left = v.size - i, n = 3;
		uint32_t code = 0;
		char utf8[4];

		if (xtext && *p == '+' && left >= 3 && hex(p[1]) >= 0 && hex(p[2]) >= 0) {
			text_add_char(out, (char)(hex(p[1]) << 4 | hex(p[2])));
			i += 2;
			continue;
		}
		if (left < 5 || p[0] != '\\' || (p[1] | 0x20) != 'x' || p[2] != '{') {
			text_add_char(out, *p);
			continue;
		}
		for (; n < left && n < 9 && hex(p[n]) >= 0; n++)
			code = code << 4 | (uint32_t)hex(p[n]);
		if (n == 3 || n == left || p[n] != '}' || code == 0 || code > 0x10FFFF) {
			text_add_char(out, *p);
			continue;
		}
		text_add(out, utf8, utf8_encode(code, utf8));
		i += n;
	}
	return (struct span){ out->bytes, out->size };
}

/* "rfc822; ana@example.org", "<ana@example.org>", "@relay.example:ana@example.org" -> "ana@example.org" */
static char *
typed_address(TALLOC_CTX *ctx, struct span value)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 };
	struct defects defects = { tmp, &lines };
	struct mail_addresses list;
	const char *semicolon;

	/* Some write the type twice. */
	for (unsigned i = 0; i < 2 && value.size > 0 && (semicolon = memchr(value.at, ';', value.size)) != NULL &&
	    memchr(value.at, '@', (size_t)(semicolon - value.at)) == NULL; i++)
		value = span_trim((struct span){ semicolon + 1, (size_t)(value.at + value.size - semicolon - 1) });
	value = plain(tmp, value);
	if (span_starts(value, "mailto:"))
		value = (struct span){ value.at + 7, value.size - 7 };
	if (value.size > 0 && value.at[0] == '@') {
		const char *colon = memchr(value.at, ':', value.size);

		if (colon != NULL)
			value = (struct span){ colon + 1, (size_t)(value.at + value.size - colon - 1) };
	}
	address_list(tmp, value, &list, &defects);
	if (list.count == 0 || list.list[0].address[0] == '\0')
		return NULL;
	return talloc_strdup(ctx, list.list[0].address);
}

/* A name that only the reporting host itself knows: "ana", "ana@mailstore", "#ana@example.org". */
static bool
local_only(const char *address)
{
	const char *at = strrchr(address, '@');

	return at == NULL || strchr(at, '.') == NULL || address[0] == '#' || address[0] == '|' || address[0] == '/';
}

/* The address to be told: the final one, unless it is a name that means nothing to anybody else. */
static char *
address_of(TALLOC_CTX *ctx, const struct header *h)
{
	static const char *const fields[] = { "Final-Recipient", "Original-Recipient", "X-Actual-Recipient" };
	char *first = NULL;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct span v = header_value(h, fields[i]);
		char *address = v.size > 0 ? typed_address(ctx, v) : NULL;

		if (address == NULL)
			continue;
		if (!local_only(address))
			return address;
		/* "relay.example:ana@mailstore" still tells more than nothing. */
		if (first == NULL || strchr(first, '@') == NULL)
			first = address;
	}
	return first;
}

static const char *
action_of(struct span v, const char *status)
{
	static const struct {
		const char *start, *action;
	} actions[] = {
		{ "fail", "failed" }, { "delay", "delayed" }, { "deliver", "delivered" }, { "relay", "relayed" },
		{ "expand", "expanded" }, { "success", "delivered" },
	};

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (span_starts(v, actions[i].start))
			return actions[i].action;
	}
	if (status == NULL)
		return "failed";
	return status[0] == '2' ? "delivered" : "failed";
}

/* Some write 5.0.0 where the server's own words say more. */
static char *
status_of(TALLOC_CTX *ctx, const struct header *h)
{
	struct span diagnostic = header_value(h, "Diagnostic-Code");
	char *status = bouncestatus_enhanced(ctx, header_value(h, "Status"), true), *told;

	if (status != NULL && strcmp(status + 1, ".0.0") != 0)
		return status;
	told = status != NULL ? bouncestatus_enhanced(ctx, diagnostic, false) : bouncestatus_read(ctx, diagnostic);
	if (told != NULL && (status == NULL || told[0] == status[0]))
		return told;
	return status != NULL ? status : bouncestatus_read(ctx, header_value(h, "Status"));
}

/* The fields of one recipient. */
static void
read_group(struct mail_bounce *b, const struct header *h)
{
	struct mail_bounce_recipient r = { NULL, NULL, NULL, NULL };
	struct span original = header_value(h, "X-Original-Message-ID");

	if (b->original_message_id == NULL && original.size > 0)
		b->original_message_id = msgid_next(b, &original);
	if ((r.address = address_of(b, h)) == NULL)
		return;
	r.status = status_of(b, h);
	r.action = talloc_strdup(b, action_of(header_value(h, "Action"), r.status));
	r.diagnostic = bounce_line(b, header_value(h, "Diagnostic-Code"));
	bounce_add(b, r);
}

void
bouncereport_read(struct mail_bounce *b, struct span fields)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 };
	struct defects defects = { tmp, &lines };
	struct span rest = fields, before;

	for (unsigned groups = 0; rest.size > 0 && groups < 2 * BOUNCE_RECIPIENTS_MAX; groups++) {
		struct header h;

		before = rest;
		h = header_read(tmp, before, &rest, &defects);
		read_group(b, &h);
		if (rest.size >= before.size)	/* no field in it */
			break;
	}
}
