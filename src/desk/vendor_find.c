/* vendor_find.c - whether a mail is a vendor's, about something that they were asked; see vendor.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "ties.h"
#include "vendor.h"

/* Numbers that are looked up, of one mail and expression. */
#define NUMBERS_MOST 8
#define NUMBER_LONGEST 64

/* The next that looks like one of their numbers, at or after *at, which moves behind it: the expression's first group, if it
 * has any, else all that it finds. NULL: none. */
static char *
next_number(TALLOC_CTX *ctx, const struct pattern *pattern, const char *text, size_t *at)
{
	size_t size = strlen(text);
	struct pattern_match m;
	struct pattern_span span;
	struct error err;

	/* What takes too long is none. */
	if (*at > size || pattern_find(pattern, text, size, *at, &m, &err) != DONE)
		return NULL;
	span = m.count > 1 && m.group[1].set ? m.group[1] : m.group[0];
	*at = m.group[0].to > *at ? m.group[0].to : size + 1;
	if (span.to <= span.from || span.to - span.from > NUMBER_LONGEST)
		return NULL;
	return utf8_clean_line(ctx, talloc_strndup(ctx, text + span.from, span.to - span.from), NUMBER_LONGEST);
}

static const char *
or_empty(const char *text)
{
	return text != NULL ? text : "";
}

/* Their number for it: in the subject, or in what they newly wrote; never in what they quote of ours. */
static char *
number_in(TALLOC_CTX *ctx, const struct conf_vendor *vendor, const struct mail *mail)
{
	const char *const places[] = { or_empty(mail->subject), or_empty(mail->reply != NULL ? mail->reply : mail->text) };
	char *number = NULL;

	for (size_t place = 0; place < 2 && number == NULL; place++)
		for (size_t i = 0; i < vendor->numbers.count && number == NULL; i++) {
			size_t at = 0;

			number = next_number(ctx, vendor->numbers.list[i], places[place], &at);
		}
	return number;
}

static void
found(struct facts *facts, const struct vendor_case *asked, const struct conf_vendor *vendor, enum tie_kind tie)
{
	facts->vendor = (struct vendor_mail){ .name = asked->vendor, .conf = vendor, .tie = tie, .asked = *asked };
}

/* The reply address that only they were given, whoever of theirs writes; even if the config has forgotten them, what they
 * write is not for the requester. */
static enum result
by_token(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	const struct tie *tie = &facts->tie[TIE_REPLY_TOKEN];
	struct vendor_case *list;
	size_t count = 0;
	enum result result;

	if (!facts->has_token || facts->token.purpose != TOKEN_VENDOR || !tie->found)
		return NONE;
	result = vendor_case_list(ctx, tools->store, tie->named, &list, &count, err);
	for (size_t i = 0; i < count; i++)
		if (list[i].person == (int64_t)facts->token.person) {
			found(facts, &list[i], conf_vendor(tools->conf, list[i].vendor), TIE_REPLY_TOKEN);
			return DONE;
		}
	return result < 0 ? result : NONE;
}

/* What names a ticket in anybody's mail, on a ticket about which they were asked. */
static enum result
by_ties(TALLOC_CTX *ctx, const struct tools *tools, const struct conf_vendor *vendor, struct facts *facts, struct error *err)
{
	enum result result = NONE;

	for (int kind = TIE_MESSAGE_ID_TOKEN; kind <= TIE_SUBJECT_TAG && result == NONE; kind++) {
		struct vendor_case asked;

		if (!facts->tie[kind].found || facts->tie[kind].sender_takes_part)
			continue;
		result = vendor_case_read(ctx, tools->store, facts->tie[kind].named, vendor->name, &asked, err);
		if (result == DONE)
			found(facts, &asked, vendor, (enum tie_kind)kind);
	}
	return result;
}

static enum result
by_numbers_in(TALLOC_CTX *ctx, const struct tools *tools, const struct conf_vendor *vendor, const char *text,
    struct vendor_case *asked, struct error *err)
{
	enum result result = NONE;

	for (size_t i = 0; i < vendor->numbers.count && result == NONE; i++) {
		size_t at = 0;
		char *number;

		for (int n = 0; n < NUMBERS_MOST && result == NONE; n++) {
			if ((number = next_number(ctx, vendor->numbers.list[i], text, &at)) == NULL)
				break;
			result = vendor_case_by_number(ctx, tools->store, vendor->name, number, asked, err);
		}
	}
	return result;
}

static enum result
by_number(TALLOC_CTX *ctx, const struct tools *tools, const struct conf_vendor *vendor, struct facts *facts, struct error *err)
{
	struct vendor_case asked;
	enum result result = by_numbers_in(ctx, tools, vendor, or_empty(facts->mail->subject), &asked, err);

	if (result == NONE)
		result = by_numbers_in(ctx, tools, vendor, or_empty(facts->mail->text), &asked, err);
	if (result != DONE)
		return result;
	result = ties_read(ctx, tools, asked.ticket, facts, &facts->tie[TIE_VENDOR_NUMBER], err);
	if (result == DONE && facts->tie[TIE_VENDOR_NUMBER].found)
		found(facts, &asked, vendor, TIE_VENDOR_NUMBER);
	return result == DONE && !facts->tie[TIE_VENDOR_NUMBER].found ? NONE : result;
}

enum result
vendor_find(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	const char *from = facts->mail->from.address;
	enum result result;

	/* The word that a mail of ours did not arrive is about that mail. */
	if (facts->mail->class == MAIL_BOUNCE)
		return DONE;
	result = by_token(ctx, tools, facts, err);
	for (size_t i = 0; i < tools->conf->vendor_count && from != NULL && result == NONE; i++) {
		const struct conf_vendor *vendor = &tools->conf->vendors[i];

		if (!conf_vendor_sends(vendor, from))
			continue;
		result = by_ties(ctx, tools, vendor, facts, err);
		if (result == NONE)
			result = by_number(ctx, tools, vendor, facts, err);
	}
	if (result == DONE && facts->vendor.conf != NULL)
		facts->vendor.number = number_in(ctx, facts->vendor.conf, facts->mail);
	return result == NONE ? DONE : result;
}
