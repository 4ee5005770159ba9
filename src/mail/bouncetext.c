/* bouncetext.c - bounces written for people only: the lines of the text that name an address and a reason
 *
 * Two walks. The first gathers the addresses that stand where a mail system puts those that failed, each with a rank;
 * the best rank that occurs is kept. The second cuts the text between them into reasons.
 */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/bounce.h>
#include <postigo/mail/bouncestatus.h>
#include <postigo/mail/bounceword.h>

#include "bounceparts.h"

#define LINES_MAX 400u		/* of the text that are looked at */
#define ANNOUNCED_LINES 12u	/* below an announcement, in which an address counts */
#define REASON_LINES 10u
#define REASON_BYTES 1500u

enum rank {
	RANK_NONE,
	RANK_SPOKEN,	/* in a line that speaks of a delivery, or below one */
	RANK_ALONE,	/* at the head of a line with nothing of a sentence behind it */
	RANK_TOLD	/* below an announcement, behind a word for it, or as "<ana@example.org>:" */
};

struct finding {
	char *address;
	enum rank rank;
	const char *end;	/* behind the address */
};

struct findings {
	struct finding list[BOUNCE_RECIPIENTS_MAX];
	size_t count;
};

struct line {
	struct span raw;
	const char *folded;
};

/* How many bytes at p are a sign or blank that is part of no address, ASCII or full width; 0: they are none. */
static size_t
stop_length(const char *p, const char *end)
{
	const unsigned char *u = (const unsigned char *)p;

	if (*u < 0x80)
		return strchr(" \t<>:;,\"'()[]=|\r\n", *p) != NULL ? 1 : 0;
	if (end - p >= 2 && u[0] == 0xC2 && (u[1] == 0xA0 || u[1] == 0xAB || u[1] == 0xBB))
		return 2;
	if (end - p < 3)
		return 0;
	if ((u[0] == 0xE3 && u[1] == 0x80 && u[2] <= 0x91) || (u[0] == 0xE2 && u[1] == 0x80 && u[2] >= 0x98 && u[2] <= 0x9F))
		return 3;
	return u[0] == 0xEF && u[1] == 0xBC && (u[2] == 0x88 || u[2] == 0x89 || u[2] == 0x8C || (u[2] >= 0x9A && u[2] <= 0x9E)) ?
	    3 : 0;
}

/* Does such a sign end right before p? */
static bool
stop_before(const char *line, const char *p, const char *end)
{
	return stop_length(p - 1, end) == 1 || (p - line >= 2 && stop_length(p - 2, end) == 2) ||
	    (p - line >= 3 && stop_length(p - 3, end) == 3);
}

/* The address around this "@"; false when it is none. */
static bool
address_around(struct span line, const char *at, struct span *out)
{
	const char *from = at, *to = at + 1, *end = line.at + line.size;

	while (from > line.at && !stop_before(line.at, from, end) && at - from <= (ptrdiff_t)ADDRESS_MAX)
		from--;
	while (to < end && stop_length(to, end) == 0 && to - from <= (ptrdiff_t)ADDRESS_MAX)
		to++;
	while (to > at + 1 && strchr(".*_>!?", to[-1]) != NULL)
		to--;
	while (from < at && (*from == '*' || *from == '.'))
		from++;
	if (from == at || to == at + 1 || to - from > (ptrdiff_t)ADDRESS_MAX)
		return false;
	for (const char *p = from; p < to; p++) {
		if ((unsigned char)*p < ' ' || *p == 127 || (*p == '@' && p != at))
			return false;
	}
	*out = (struct span){ from, (size_t)(to - from) };
	return utf8_valid(from, out->size);
}

/* The first address at or after `from`. */
static bool
next_address(struct span line, const char *from, struct span *out)
{
	const char *at = from, *end = line.at + line.size;

	for (unsigned n = 0; n < 10 && at < end && (at = memchr(at, '@', (size_t)(end - at))) != NULL; n++, at++) {
		if (address_around(line, at, out))
			return true;
	}
	return false;
}

/* Does nothing but decoration stand before the address? */
static bool
at_head(struct span line, struct span address)
{
	for (const char *p = line.at; p < address.at; p++) {
		if (!span_blank(*p) && strchr("<\"'*-[>|", *p) == NULL && (unsigned char)*p < 0x80)
			return address.at - line.at >= 5 && (strncasecmp(address.at - 5, "smtp=", 5) == 0 ||
			    strncasecmp(address.at - 5, "smtp:", 5) == 0);
	}
	return true;
}

/* "Ana Gato <ana@example.org>", "'Ana' (ana@example.org)" with nothing behind it. */
static bool
at_tail(struct span line, struct span address)
{
	struct span trimmed = span_trim(line);
	const char *end = address.at + address.size;

	return address.at > line.at && strchr("<([", address.at[-1]) != NULL && trimmed.size < 120 &&
	    (size_t)(trimmed.at + trimmed.size - end) <= 2;
}

/* Is what follows the address something else than the rest of a sentence? */
static bool
no_sentence(struct span line, struct span address)
{
	const char *p = address.at + address.size, *end = line.at + line.size;

	while (p < end && strchr(">\"')]*|", *p) != NULL)
		p++;
	if (p == end || strchr(":;(<,-[\r", *p) != NULL)
		return true;
	if (end - p >= 2 && span_blank(p[0]) && (span_blank(p[1]) || strchr("(<-[:", p[1]) != NULL))
		return true;
	return (end - p >= 3 && memcmp(p, "...", 3) == 0) || (end - p >= 4 && memcmp(p, " on ", 4) == 0) ||
	    span_trim((struct span){ p, (size_t)(end - p) }).size == 0;
}

/* "<ana@example.org>:" at the very head */
static bool
is_entry(struct span line, struct span address)
{
	const char *end = address.at + address.size;

	return address.at == line.at + 1 && line.at[0] == '<' && end + 1 < line.at + line.size && end[0] == '>' &&
	    (end[1] == ':' || end[1] == ',');
}

/* A copy of the returned mail's own fields, as some systems show above the list. */
static bool
is_header_line(const char *folded)
{
	static const char *const names[] = { "to:", "cc:", "from:", "subject:", "date:", "sent:", "sender:", "message-id:",
		"reply-to:", "mail from:", "from ", "to ", "envelope-from", "return-path", "errors-to", "de:", "von:",
		"a:", "para:", "an:", "à:", "da:", NULL };

	for (size_t i = 0; names[i] != NULL; i++) {
		if (strncmp(folded, names[i], strlen(names[i])) == 0)
			return true;
	}
	return false;
}

static void
remember(TALLOC_CTX *ctx, struct findings *all, struct span address, enum rank rank)
{
	struct finding *f = NULL;

	for (size_t i = 0; i < all->count && f == NULL; i++) {
		if (strlen(all->list[i].address) == address.size &&
		    strncasecmp(all->list[i].address, address.at, address.size) == 0)
			f = &all->list[i];
	}
	if (f != NULL && f->rank >= rank)
		return;
	if (f == NULL && all->count == BOUNCE_RECIPIENTS_MAX)
		return;
	if (f == NULL)
		f = &all->list[all->count++];
	*f = (struct finding){ talloc_strndup(ctx, address.at, address.size), rank, address.at + address.size };
}

/* Further addresses of a list: "ana@example.org, ben@example.org". */
static void
remember_more(TALLOC_CTX *ctx, struct findings *all, struct span line, struct span address, enum rank rank)
{
	for (unsigned n = 0; n < 50; n++) {
		const char *p = address.at + address.size, *end = line.at + line.size;
		bool comma = false;

		for (; p < end && strchr(" \t>,;\"'", *p) != NULL; p++)
			comma = comma || *p == ',' || *p == ';';
		if (!comma || !next_address(line, p, &address) || address.at > p + 1)
			return;
		remember(ctx, all, address, rank);
	}
}

/* "not accepting mail from ana@example.org" names the sender. */
static bool
behind_from(struct span line, struct span address)
{
	const char *p = address.at;

	while (p > line.at && strchr(" <\"'", p[-1]) != NULL)
		p--;
	return p - line.at >= 5 && strncasecmp(p - 5, " from", 5) == 0;
}

/* Does a word in the line name the address in it? */
static bool
named(struct span line, const char *folded, struct span *address, bool *weak)
{
	if (memchr(line.at, '@', line.size) == NULL || !bounceword_names(folded, weak))
		return false;
	return next_address(line, line.at, address) && !behind_from(line, *address);
}

/* One line: whom it says has failed. Returns how many more lines belong to an announcement. */
static unsigned
read_line(TALLOC_CTX *ctx, struct findings *all, const struct line *line, const struct line *before, unsigned announced)
{
	SCRATCH(tmp);
	struct span address;
	bool has = next_address(line->raw, line->raw.at, &address), weak = false;
	const char *both;

	if (line->folded[0] == '\0')
		return announced;
	if (has && at_head(line->raw, address) && !is_header_line(line->folded)) {
		bool told = announced > 0 || is_entry(line->raw, address);

		if (told || no_sentence(line->raw, address)) {
			remember(ctx, all, address, told ? RANK_TOLD : RANK_ALONE);
			remember_more(ctx, all, line->raw, address, told ? RANK_TOLD : RANK_ALONE);
			return announced > 0 ? ANNOUNCED_LINES : 0;
		}
	}
	if (has && announced > 0 && at_tail(line->raw, address) && !is_header_line(line->folded)) {
		remember(ctx, all, address, RANK_TOLD);
		return ANNOUNCED_LINES;
	}
	if (named(line->raw, line->folded, &address, &weak) && !is_header_line(line->folded)) {
		remember(ctx, all, address, weak ? RANK_ALONE : RANK_TOLD);
		remember_more(ctx, all, line->raw, address, weak ? RANK_ALONE : RANK_TOLD);
	} else if (has && !behind_from(line->raw, address) && (bounceword_speaks(line->folded) || bounceword_speaks(before->folded))) {
		remember(ctx, all, address, RANK_SPOKEN);
	}
	if (bounceword_transcript(line->folded))
		return 0;
	both = talloc_asprintf(tmp, "%s %s", before->folded, line->folded);
	if (bounceword_announces(both))
		return ANNOUNCED_LINES;
	return announced > 0 ? announced - 1 : 0;
}

/* What lies above the returned mail, when that stands in the text. */
static struct span
region_of(const char *text)
{
	struct span rest = span_of(text), line;

	for (unsigned n = 0; n < LINES_MAX && span_line(&rest, &line); n++) {
		SCRATCH(tmp);

		if (line.size < 120 && n > 0 && bounceword_original(bounceword_fold(tmp, line)))
			return (struct span){ text, (size_t)(line.at - text) };
	}
	return (struct span){ text, (size_t)(rest.at - text) };
}

static void
gather(TALLOC_CTX *ctx, struct findings *all, struct span region)
{
	struct span rest = region;
	struct line line, before = { { NULL, 0 }, "" };
	unsigned announced = 0;

	while (span_line(&rest, &line.raw)) {
		line.folded = bounceword_fold(ctx, line.raw);
		announced = read_line(ctx, all, &line, &before, announced);
		if (line.folded[0] != '\0')
			before = line;
	}
}

/* Named in a bounce, but not as one who failed: the sender of the returned mail, to whom the bounce goes, and whom to
 * ask for help. */
static bool
is_bystander(const struct mail *mail, const char *address)
{
	if (strncasecmp(address, "postmaster@", 11) == 0 || strncasecmp(address, "mailer-daemon@", 14) == 0)
		return true;
	for (size_t i = 0; i < mail->to.count && i < 10; i++) {
		if (mail->to.list[i].address != NULL && strcasecmp(mail->to.list[i].address, address) == 0)
			return true;
	}
	return mail->from.address != NULL && strcasecmp(mail->from.address, address) == 0;
}

/* Keeps those of the best rank, without bystanders when there are others. */
static void
keep_best(struct findings *all, const struct mail *mail)
{
	enum rank best = RANK_NONE;
	bool others = false;
	size_t n = 0;

	for (size_t i = 0; i < all->count; i++)
		others = others || !is_bystander(mail, all->list[i].address);
	for (size_t i = 0; i < all->count; i++) {
		if (others && is_bystander(mail, all->list[i].address))
			all->list[i].rank = RANK_NONE;
		if (all->list[i].rank > best)
			best = all->list[i].rank;
	}
	for (size_t i = 0; i < all->count; i++) {
		if (all->list[i].rank == best && best != RANK_NONE)
			all->list[n++] = all->list[i];
	}
	all->count = n;
}

/* A mailbox of the very server that writes, named without it: "\tana" below an announcement. */
static void
gather_bare(TALLOC_CTX *ctx, struct findings *all, struct span region, const struct mail *mail)
{
	const char *at = mail->from.address != NULL ? strchr(mail->from.address, '@') : NULL;
	struct span rest = region, line, name;
	bool announced = false;

	while (at != NULL && span_line(&rest, &line)) {
		const char *folded = bounceword_fold(ctx, line);
		size_t n = 0;

		name = span_trim(line);
		while (n < name.size && ((unsigned char)name.at[n] > ' ' && strchr("<>()\",;:@", name.at[n]) == NULL))
			n++;
		if (announced && n > 1 && n == name.size && n < 64 && span_blank(line.at[0])) {
			char *address = talloc_asprintf(ctx, "%.*s%s", (int)n, name.at, at);

			if (utf8_valid(address, strlen(address)) && all->count < BOUNCE_RECIPIENTS_MAX)
				all->list[all->count++] = (struct finding){ address, RANK_ALONE, name.at + n };
		} else if (folded[0] != '\0') {
			announced = bounceword_announces(folded);
		}
	}
}

/* What is said behind the address, up to the next empty line, address or transcript. */
static struct span
reason_of(const char *from, const char *limit)
{
	struct span rest, line, reason;
	bool some = false, goes_on = false;

	while (from < limit && strchr(">:;,.\"')]", *from) != NULL)
		from++;
	rest = (struct span){ from, (size_t)(limit - from) };
	reason = (struct span){ from, 0 };
	for (unsigned n = 0; n < REASON_LINES && span_line(&rest, &line); n++) {
		SCRATCH(tmp);
		const char *folded = bounceword_fold(tmp, line);
		bool empty = folded[0] == '\0';

		if ((empty && some && !goes_on) || (size_t)(line.at + line.size - from) > REASON_BYTES)
			break;
		some = some || strlen(folded) > 2;
		/* "because:" and its like are no reason yet. */
		if (!empty)
			goes_on = span_trim(line).at[span_trim(line).size - 1] == ':' && strlen(folded) < 60;
		reason.size = (size_t)(line.at + line.size - from);
	}
	return some ? reason : (struct span){ from, 0 };
}

/* What the transcript says of the address. */
static char *
status_in_transcript(TALLOC_CTX *ctx, struct span region, const char *address)
{
	size_t n = strlen(address);
	struct span rest = region, line;
	char *status = NULL;

	while (status == NULL && span_line(&rest, &line)) {
		const char *at = line.size >= n ? memchr(line.at, address[0], line.size) : NULL;

		for (unsigned k = 0; k < 20 && at != NULL && (size_t)(line.at + line.size - at) >= n; k++) {
			if (strncasecmp(at, address, n) == 0) {
				status = bouncestatus_read(ctx, line);
				break;
			}
			at = memchr(at + 1, address[0], (size_t)(line.at + line.size - at - 1));
		}
	}
	return status;
}

/* Does it still try, as far as the subject and the text above the list say? */
static bool
still_tried(const struct mail *mail, struct span region)
{
	struct span rest = region, line, before = { NULL, 0 };
	bool later = false;

	if (mail->subject != NULL) {
		SCRATCH(tmp);

		later = bounceword_later(bounceword_fold(tmp, span_of(mail->subject)));
	}
	for (unsigned n = 0; n < 60 && span_line(&rest, &line); n++) {
		SCRATCH(tmp);
		struct span both = { before.at != NULL ? before.at : line.at,
		    (size_t)(line.at + line.size - (before.at != NULL ? before.at : line.at)) };
		const char *folded = bounceword_fold(tmp, both);

		if (bounceword_final(folded))
			return false;
		later = later || bounceword_later(folded);
		before = line;
	}
	return later;
}

/* A recipient with all that is known of it. What nothing says of it alone, the text may say as a whole. */
static struct mail_bounce_recipient
recipient(struct mail_bounce *b, char *address, struct span reason, struct span region, bool later)
{
	struct mail_bounce_recipient r = { address, NULL, NULL, NULL };

	r.diagnostic = bounce_line(b, reason);
	r.status = bouncestatus_read(b, reason);
	if (r.status == NULL || strcmp(r.status + 1, ".0.0") == 0) {
		char *told = status_in_transcript(b, region, address);

		if (told == NULL && r.status == NULL)
			told = bouncestatus_read(b, region);
		if (told != NULL && (r.status == NULL || r.status[0] == told[0]))
			r.status = told;
	}
	if (later && r.status != NULL && r.status[0] == '5')
		r.status[0] = '4';
	if (later && r.status == NULL)
		r.status = talloc_strdup(b, "4.0.0");
	r.action = talloc_strdup(b, later ? "delayed" : "failed");
	return r;
}

/* Makes complete what a report left out of those whom it names. `only`: there is one here and one there. */
static void
complete(struct mail_bounce *b, struct mail_bounce_recipient r, bool only)
{
	for (size_t i = 0; i < b->count; i++) {
		struct mail_bounce_recipient *known = &b->recipients[i];

		if (strcasecmp(known->address, r.address) != 0 && !only)
			continue;
		if (known->diagnostic == NULL)
			known->diagnostic = r.diagnostic;
		if (known->status != NULL && r.status != NULL && strcmp(known->status + 1, ".0.0") == 0 &&
		    known->status[0] == r.status[0] && strstr(r.diagnostic != NULL ? r.diagnostic : "", r.status) != NULL)
			known->status = r.status;
		if (known->status == NULL && (known->action == NULL || strcmp(known->action, "failed") == 0 ||
		    strcmp(known->action, "delayed") == 0))
			known->status = r.status;
	}
}

static bool
incomplete(const struct mail_bounce *b)
{
	for (size_t i = 0; i < b->count; i++) {
		if (b->recipients[i].status == NULL || b->recipients[i].diagnostic == NULL)
			return true;
	}
	return false;
}

/* The text behind each address that is about it; several that are named together share what stands below the last. */
static void
cut_reasons(const struct findings *found, struct span region, struct span *reasons)
{
	for (size_t i = found->count; i-- > 0; ) {
		const struct finding *f = &found->list[i], *next = i + 1 < found->count ? f + 1 : NULL;
		const char *limit = region.at + region.size;

		if (next != NULL && next->end - strlen(next->address) > f->end)
			limit = next->end - strlen(next->address);
		reasons[i] = reason_of(f->end, limit);
		if (reasons[i].size == 0 && next != NULL)
			reasons[i] = reasons[i + 1];
	}
}

void
bouncetext_read(struct mail_bounce *b, const struct mail *mail, bool all)
{
	SCRATCH(tmp);
	struct findings *found = talloc_zero(tmp, struct findings);
	struct span *reasons = talloc_array(tmp, struct span, BOUNCE_RECIPIENTS_MAX), region;
	bool later, only;

	if (!all && !incomplete(b))
		return;
	region = region_of(mail->text);
	gather(tmp, found, region);
	keep_best(found, mail);
	if (found->count == 0 && all)
		gather_bare(tmp, found, region, mail);
	later = still_tried(mail, region);
	cut_reasons(found, region, reasons);
	only = found->count == 1 && b->count == 1;
	for (size_t i = 0; i < found->count; i++) {
		struct mail_bounce_recipient r = recipient(b, talloc_strdup(b, found->list[i].address), reasons[i],
		    region, later);

		if (all)
			bounce_add(b, r);
		else
			complete(b, r, only);
	}
	for (size_t i = 0; !all && found->count == 0 && i < b->count; i++) {
		struct mail_bounce_recipient *r = &b->recipients[i];

		if (r->status == NULL)
			r->status = recipient(b, r->address, (struct span){ NULL, 0 }, region, later).status;
	}
}
