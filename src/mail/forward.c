/* forward.c - see forward.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/address.h>
#include <postigo/mail/body.h>
#include <postigo/mail/date.h>
#include <postigo/mail/forward.h>
#include <postigo/mail/outline.h>
#include <postigo/mail/quoteblock.h>
#include <postigo/mail/words.h>

#define SUBJECT_MAX 998u

/* "Ana [mailto:ana@example.org]" and "Ana<mailto:..>" as an address field would have it. */
static struct mail_addresses
people(TALLOC_CTX *ctx, struct span value)
{
	SCRATCH(tmp);
	struct mail_strings lines = { NULL, 0 };
	struct defects defects = { tmp, &lines };
	struct mail_addresses out = { NULL, 0 };
	char *copy;

	if (value.at == NULL || value.size == 0)
		return out;
	copy = talloc_strndup(tmp, value.at, value.size);
	for (char *p = copy; *p != '\0'; p++) {
		if (*p == '\n')	/* continued behind quote marks */
			*p = ' ';
		else if (*p == '>' && p > copy && p[-1] == ' ')
			*p = ' ';
		if (strncasecmp(p, "[mailto:", 8) == 0) {
			*p = '<';
			if (strchr(p, ']') != NULL)
				*strchr(p, ']') = '>';
		}
	}
	address_list(ctx, span_of(copy), &out, &defects);
	return out;
}

/* The rest of the text, with one level of ">" taken off when the block stood behind it. */
static char *
rest_of_text(TALLOC_CTX *ctx, const struct lines *lines, size_t from, bool quoted)
{
	SCRATCH(tmp);
	struct text *out = text_new(tmp, BODY_TEXT_MAX);

	while (from < lines->count && (line_blank(lines->list[from]) ||
	    (quoted && lines->list[from].size == 1 && lines->list[from].at[0] == '>')))
		from++;
	for (; from < lines->count; from++) {
		struct span line = lines->list[from];

		if (quoted && line.size > 0 && line.at[0] == '>')
			line = (struct span){ line.at + 1, line.size - 1 };
		if (quoted && line.size > 0 && line.at[0] == ' ')
			line = (struct span){ line.at + 1, line.size - 1 };
		text_add(out, line.at, line.size);
		text_add(out, "\n", 1);
	}
	while (out->size > 0 && span_blank(out->bytes[out->size - 1]))
		out->size--;
	return talloc_strndup(ctx, out->bytes, out->size);
}

static struct mail_forwarded *
from_block(struct mail *mail, const struct lines *lines, const struct quoteblock *b)
{
	struct mail_forwarded *f = talloc_zero(mail, struct mail_forwarded);
	struct mail_addresses from = people(mail, b->from);
	SCRATCH(tmp);

	if (from.count > 0)
		f->from = from.list[0];
	f->to = people(mail, b->to);
	f->cc = people(mail, b->cc);
	if (b->subject.at != NULL)
		f->subject = utf8_clean_line(mail, words_decode(tmp, b->subject), SUBJECT_MAX);
	if (b->date.at != NULL)
		(void)date_read(b->date, &f->date);
	f->text = rest_of_text(mail, lines, b->end, b->quoted);
	return f;
}

/* The line where the forwarded mail begins: its marker, or the block itself when the subject says that this is a
 * forward. */
static bool
find_block(const struct mail *mail, const struct lines *lines, size_t *marker, struct quoteblock *b)
{
	bool subject = mail->subject != NULL && quotemark_forward_subject(mail->subject);
	struct span value;

	for (size_t i = 0; i < lines->count; i++) {
		struct span line = lines->list[i];

		if (line.size == 0 || line.size > 1000)
			continue;
		*marker = i;
		if (quotemark_forwarded(line) && quoteblock_read(lines, i + 1, b))
			return true;
		if (!subject)
			continue;
		if (quotemark_original(line) && quoteblock_read(lines, i + 1, b))
			return true;
		if (quotemark_key(line, &value) == KEY_FROM && quoteblock_read(lines, i, b) && b->fields >= 3)
			return true;
	}
	return false;
}

/* The only message that is attached, when this one is not about its delivery. */
static struct mail_forwarded *
from_attachment(struct mail *mail, const struct parts *parts)
{
	SCRATCH(tmp);
	const struct part *found = NULL;
	struct mail_forwarded *f;
	struct span bytes;
	struct mail *inner;
	struct outline outline;

	if (mail->class == MAIL_BOUNCE || parts->count < 2)
		return NULL;
	for (size_t i = 1; i < parts->count; i++) {
		if (strcmp(parts->list[i].type, "message/rfc822") != 0)
			continue;
		if (found != NULL)
			return NULL;
		found = &parts->list[i];
	}
	if (found == NULL)
		return NULL;
	bytes = part_decode(tmp, found);
	inner = talloc_zero(mail, struct mail);
	outline_read(tmp, bytes, inner, &outline);
	f = talloc_zero(mail, struct mail_forwarded);
	f->from = inner->from;
	f->to = inner->to;
	f->cc = inner->cc;
	f->subject = inner->subject;
	f->date = inner->date;
	f->text = inner->text;
	return f;
}

void
forward_read(struct mail *mail, const struct parts *parts, size_t *above)
{
	SCRATCH(tmp);
	struct quoteblock b;
	struct lines lines;
	size_t marker;

	mail->forwarded = from_attachment(mail, parts);
	if (mail->forwarded != NULL || mail->class == MAIL_BOUNCE)
		return;
	lines = lines_of(tmp, mail->text);
	if (!find_block(mail, &lines, &marker, &b))
		return;
	mail->forwarded = from_block(mail, &lines, &b);
	*above = (size_t)(lines.list[marker].at - mail->text);
}
