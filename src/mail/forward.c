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
#include <postigo/mail/reply.h>
#include <postigo/mail/words.h>

#define SUBJECT_MAX 998u

/* Outlook for the web: "Ana<mailto:ana@example.org> <ana@example.org<mailto:ana@example.org>>". */
static void
drop_links(char *text)
{
	char *to = text, *close;

	for (const char *from = text; *from != '\0';) {
		if (strncasecmp(from, "<mailto:", 8) == 0 && strchr(text, '@') < from &&
		    (close = strchr(from, '>')) != NULL) {
			from = close + 1;
			continue;
		}
		*to++ = *from++;
	}
	*to = '\0';
}

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
	drop_links(copy);
	for (char *p = copy; *p != '\0'; p++) {
		/* Line ends, and the quote marks of a field that goes on in the next line. */
		if (*p == '\n' || (*p == '>' && p > copy && p[-1] == ' '))
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

/* Is there a line across above this one? Outlook's, where it has no words for a forward. */
static bool
below_rule(const struct lines *lines, size_t i)
{
	while (i > 0 && line_blank(lines->list[i - 1]))
		i--;
	return i > 0 && line_rule(lines->list[i - 1]);
}

/* The line where the forwarded mail begins: its marker, or the block itself when the subject says that this is a
 * forward, or when it stands under a line across in a mail that answers nothing. */
static bool
find_block(const struct mail *mail, const struct lines *lines, size_t *marker, struct quoteblock *b)
{
	bool subject = mail->subject != NULL && quotemark_forward_subject(mail->subject);
	bool first = !reply_is_answer(mail);
	struct span value;

	for (size_t i = 0; i < lines->count; i++) {
		struct span line = lines->list[i];

		if (line.size == 0 || line.size > 1000)
			continue;
		*marker = i;
		if (quotemark_forwarded(line) && quoteblock_read(lines, i + 1, b))
			return true;
		if (!subject && !first)
			continue;
		if (quotemark_original(line) && quoteblock_read(lines, i + 1, b) && b->fields >= 3)
			return true;
		if (quotemark_key(line, &value) == KEY_FROM && quoteblock_read(lines, i, b) && b->fields >= 3 &&
		    (subject || (b->fields >= 4 && below_rule(lines, i))))
			return true;
	}
	return false;
}

/* The words before the address that may be a name: quoted, or those at the end without a digit in them. */
static struct span
name_before(struct span words)
{
	size_t from;

	words = span_trim(words);
	if (words.size > 2 && words.at[words.size - 1] == '"') {
		for (from = words.size - 1; from > 0 && words.at[from - 1] != '"'; from--)
			;
		return (struct span){ words.at + from, words.size - 1 - from };
	}
	for (from = words.size; from > 0; from--) {
		char c = words.at[from - 1];

		if ((c >= '0' && c <= '9') || c == ',' || c == ':')
			break;
		/* A word in small letters ends the name: "heeft Ana Núñez". */
		if (span_blank(c) && words.at[from] >= 'a' && words.at[from] <= 'z')
			break;
	}
	if (from > 0 && words.at[from - 1] == ' ')
		while (from < words.size && words.at[from] != ' ')
			from++;
	return span_trim((struct span){ words.at + from, words.size - from });
}

/* "FW: ..." and a sentence instead of a block: 'El 28/10/2021 12:46, "Ana" <ana@example.org> escribió:'. */
static struct mail_forwarded *
from_sentence(struct mail *mail, const struct lines *lines, size_t *marker)
{
	SCRATCH(tmp);
	struct mail_forwarded *f;
	const char *open, *close;
	struct span line, name;
	struct mail_addresses people_list;

	if (mail->subject == NULL || !quotemark_forward_subject(mail->subject) || reply_is_answer(mail))
		return NULL;
	for (*marker = 0; *marker < lines->count; ++*marker) {
		line = lines->list[*marker];
		if (line.size < 300 && quotemark_attribution_start(line) && quotemark_attribution(line))
			break;
	}
	if (*marker == lines->count || (open = memchr(line.at, '<', line.size)) == NULL ||
	    (close = memchr(open, '>', (size_t)(line.at + line.size - open))) == NULL)
		return NULL;
	name = name_before((struct span){ line.at, (size_t)(open - line.at) });
	people_list = people(mail, span_of(talloc_asprintf(tmp, "\"%.*s\" %.*s", (int)name.size, name.at,
	    (int)(close + 1 - open), open)));
	if (people_list.count == 0)
		return NULL;
	f = talloc_zero(mail, struct mail_forwarded);
	f->from = people_list.list[0];
	f->text = rest_of_text(mail, lines, *marker + 1, false);
	return f;
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
	if (find_block(mail, &lines, &marker, &b))
		mail->forwarded = from_block(mail, &lines, &b);
	else
		mail->forwarded = from_sentence(mail, &lines, &marker);
	if (mail->forwarded == NULL)
		return;
	while (marker > 0 && (line_blank(lines.list[marker - 1]) || line_rule(lines.list[marker - 1])))
		marker--;
	*above = (size_t)(lines.list[marker].at - mail->text);
}
