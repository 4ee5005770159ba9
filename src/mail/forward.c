/* forward.c - see forward.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/attached.h>
#include <postigo/mail/forward.h>
#include <postigo/mail/notesblock.h>
#include <postigo/mail/quoteblock.h>
#include <postigo/mail/quotedate.h>
#include <postigo/mail/quoteline.h>
#include <postigo/mail/quotepeople.h>
#include <postigo/mail/quotesentence.h>
#include <postigo/mail/reply.h>
#include <postigo/mail/words.h>

#define SUBJECT_MAX 998u
#define LINE_LENGTH_MAX (16u << 10)	/* a whole header with its people may stand on one line */
#define RULE 20u			/* as long is the line that closes a forwarded mail */
#define UNSEEN "\xEF\xBB\xBF"		/* telephones put a byte order mark before what they forward */
#define INDENT 4u			/* what Outlook puts before the lines of a mail that it introduces by a sentence */

/* What is asked about while the text is searched. */
struct search {
	const struct mail *mail;
	const struct marks *marks;
	struct lines lines;
	bool subject;		/* the subject says that this is a forward */
	bool doubtful;		/* it says so in one language, and that it is an answer in another */
	bool answer;		/* it answers something */
	bool introduced;	/* a sentence that introduces a quote was the last that is not quoted */
};

/* Where the forwarded mail stands. */
struct place {
	size_t marker;		/* the line that it begins with */
	struct quoteblock block;
	struct span words;	/* of the marker; size 0: there is none */
	bool sentence;
};

/* Does HTML's structure say that a header begins here? */
static bool
marked(const struct search *s, size_t i)
{
	size_t at = (size_t)(s->lines.list[i].at - s->mail->text);

	for (size_t k = 0; k < s->marks->count; k++) {
		const struct mark *m = &s->marks->list[k];

		if ((m->kind == MARK_HEADER || m->kind == MARK_FORWARD) && m->from <= at && at < m->to &&
		    span_trim((struct span){ s->mail->text + m->from, at - m->from }).size == 0)
			return true;
	}
	return false;
}

/* Is there a line across above this one? Outlook's, where it has no words for a forward. */
static bool
below_rule(const struct search *s, size_t i)
{
	while (i > 0 && line_blank(s->lines.list[i - 1]))
		i--;
	return i > 0 && line_rule(s->lines.list[i - 1]);
}

/* What can stand below a marker: fields, each on its line or all on one; what Notes writes; or a sentence. */
static bool
read_below(const struct search *s, size_t i, struct place *p)
{
	if (quoteblock_read(&s->lines, i, &p->block) || quoteblock_read_bare(&s->lines, i, &p->block))
		return true;
	while (i < s->lines.count && line_blank(s->lines.list[i]))
		i++;
	if (i == s->lines.count)
		return false;
	if (notesblock_read(&s->lines, i, &p->block))
		return true;
	if (quoteline_read(s->lines.list[i], &p->block)) {
		p->block.first = i;
		p->block.end = i + 1;
		p->block.quoted = line_quoted(s->lines.list[i]);
		return true;
	}
	p->sentence = quotesentence_read(&s->lines, i, &p->block);
	return p->sentence;
}

/* A marker of the wanted kind with the header behind it, or below it. */
static bool
read_marked(const struct search *s, size_t i, bool is_marker(struct span), unsigned least, struct place *p)
{
	struct span line = s->lines.list[i], words, rest;

	p->words = span_trim(line);
	if (is_marker(line))
		return read_below(s, i + 1, p) && p->block.fields >= least;
	if (!quoteline_split(line, &words, &rest) || !is_marker(words) || !quoteline_read(rest, &p->block))
		return false;
	p->words = span_trim(words);
	p->block.first = i;
	p->block.end = i + 1;
	p->block.quoted = line_quoted(line);
	return true;
}

/* Fields without a marker, in any order. */
static bool
read_unmarked(const struct search *s, size_t i, struct place *p)
{
	struct span value;

	p->words.size = 0;
	if (quotemark_key(s->lines.list[i], &value) == KEY_NONE || !quoteblock_read(&s->lines, i, &p->block) ||
	    p->block.first != i || p->block.fields < 3)
		return false;
	/* In a digest of a list each mail stands below a line across. */
	return s->subject || marked(s, i) ||
	    (p->block.fields >= 4 && s->mail->class != MAIL_LIST && below_rule(s, i));
}

/* In an answer: does here begin what is quoted, so that a marker below it is not of the one who answers? */
static bool
old_mail(const struct search *s, size_t i)
{
	struct span line = s->lines.list[i], value;
	struct quoteblock b;

	if (quotemark_ours(line) || quotemark_original(line))
		return true;
	if (quotemark_key(line, &value) != KEY_NONE && quoteblock_read(&s->lines, i, &b) && b.first == i && b.fields >= 3)
		return true;
	return quotesentence_lines(&s->lines, i) > 0;
}

/* "VS:" is a forward in Danish and Norwegian, and an answer in Finnish and Estonian. */
static bool
answers_after_all(const struct search *s, size_t i)
{
	struct span value;
	struct quoteblock b;

	return s->doubtful && quotemark_key(s->lines.list[i], &value) != KEY_NONE &&
	    quoteblock_read(&s->lines, i, &b) && (span_starts(b.label, "Lähettäjä") || span_starts(b.label, "Saatja"));
}

static bool
begins_at(const struct search *s, size_t i, struct place *p)
{
	p->marker = i;
	p->sentence = false;
	if (read_marked(s, i, quotemark_forwarded, 1, p))
		return true;
	if (s->answer && !s->subject)
		return false;
	if (read_marked(s, i, quotemark_original, 3, p) || read_unmarked(s, i, p))
		return true;
	/* "FW: ..." and a sentence instead of a header; in an answer it is the quote's. */
	p->sentence = s->subject && !s->answer && quotesentence_read(&s->lines, i, &p->block);
	return p->sentence;
}

/* Is the line quoted from a mail that somebody else sent? What stands in it was not written by the one who forwards. */
static bool
of_a_quote(const struct search *s, size_t i)
{
	return !s->subject && line_quoted(s->lines.list[i]) && (s->answer || s->introduced);
}

/* The first line where a forwarded mail begins: the outermost of several. */
static bool
find(struct search *s, struct place *p)
{
	for (size_t i = 0; i < s->lines.count; i++) {
		struct span line = s->lines.list[i];
		size_t sentence;

		if (line.size > LINE_LENGTH_MAX || line_blank(line) || of_a_quote(s, i))
			continue;
		if (answers_after_all(s, i))
			s->subject = false;
		if (begins_at(s, i, p))
			return true;
		if (s->answer && !s->subject && old_mail(s, i))
			return false;
		sentence = quotesentence_lines(&s->lines, i);
		s->introduced = sentence > 0;
		if (sentence > 1)
			i += sentence - 1;
	}
	return false;
}

/* "===8<====Original message text====", and a line like it below the text: The Bat. */
static bool
scissors(struct span line)
{
	return span_starts(span_trim(line), "===8<");
}

/* The last line of the forwarded text, where the program says that it ends, or repeats its marker. */
static bool
text_ends(const struct place *p, struct span line)
{
	line = span_trim(line);
	if (p->words.size == 0 || line.size > 200)
		return false;
	return scissors(line) || quotemark_forward_end(line);
}

/* Do all lines that say something begin so? */
static bool
all_begin(const struct lines *lines, size_t from, size_t to, const char *with)
{
	size_t n = strlen(with);
	bool any = false;

	for (; from < to; from++) {
		struct span line = lines->list[from];

		if (line_blank(line))
			continue;
		if (line.size < n || memcmp(line.at, with, n) != 0)
			return false;
		any = true;
	}
	return any;
}

/* A line of the forwarded text without the mark that the program put before each. */
static struct span
without_mark(struct span line, bool quoted, bool by_blanks)
{
	if (by_blanks && line.size >= INDENT)
		return (struct span){ line.at + INDENT, line.size - INDENT };
	if (!quoted || line.size == 0 || line.at[0] != '>')
		return line;
	line = (struct span){ line.at + 1, line.size - 1 };
	if (line.size > 0 && line.at[0] == ' ')
		line = (struct span){ line.at + 1, line.size - 1 };
	return line;
}

/* Where the text begins: below blank lines, and below the marker where it stands on both sides of the header. */
static size_t
text_start(const struct lines *lines, const struct place *p)
{
	size_t i = p->block.end;

	for (; i < lines->count; i++) {
		struct span line = span_trim(without_mark(lines->list[i], p->block.quoted, false));
		bool marker = p->words.size > 0 && line.size == p->words.size &&
		    memcmp(line.at, p->words.at, line.size) == 0;

		if (!line_blank(line) && !marker && !scissors(line) && !span_is(line, UNSEEN))
			break;
	}
	return i;
}

/* Where it ends: at the words that say so, or at the line across that some programs close with. */
static size_t
text_end(const struct lines *lines, size_t from, const struct place *p)
{
	size_t to = from;

	while (to < lines->count && !text_ends(p, lines->list[to]))
		to++;
	while (to > from && line_blank(lines->list[to - 1]))
		to--;
	if (p->words.size > 0 && to > from && line_rule(lines->list[to - 1]) && lines->list[to - 1].size >= RULE)
		to--;
	return to;
}

static char *
text_of(TALLOC_CTX *ctx, const struct lines *lines, const struct place *p)
{
	SCRATCH(tmp);
	struct text *out = text_new(tmp, BODY_TEXT_MAX);
	size_t from = text_start(lines, p), to = text_end(lines, from, p);
	bool quoted = p->block.quoted || all_begin(lines, from, to, ">");
	bool by_blanks = p->sentence && all_begin(lines, from, to, "    ");

	for (size_t i = from; i < to; i++) {
		struct span line = without_mark(lines->list[i], quoted, by_blanks);

		if (i == from && span_starts(line, UNSEEN))
			line = (struct span){ line.at + strlen(UNSEEN), line.size - strlen(UNSEEN) };
		text_add(out, line.at, line.size);
		text_add(out, "\n", 1);
	}
	while (out->size > 0 && span_blank(out->bytes[out->size - 1]))
		out->size--;
	return talloc_strndup(ctx, out->bytes, out->size);
}

/* The subject of the block; where it has none at all, this mail's without what says that it is a forward. */
static char *
subject_of(struct mail *mail, const struct search *s, const struct quoteblock *b)
{
	SCRATCH(tmp);
	const char *raw;

	if (b->subject.at != NULL)
		raw = words_decode(tmp, b->subject);
	else if (s->subject)
		raw = quotemark_forward_of(mail->subject);
	else
		return NULL;
	return utf8_clean_line(mail, raw, SUBJECT_MAX);
}

static struct mail_forwarded *
from_place(struct mail *mail, const struct search *s, const struct place *p, const struct header *header)
{
	const struct quoteblock *b = &p->block;
	struct mail_forwarded *f = talloc_zero(mail, struct mail_forwarded);
	struct mail_addresses from = quotepeople_read(mail, b->from, true);
	struct quotedate_hints hints = { quotedate_zone(header_value(header, "Date")), mail->date, !span_starts(b->label, "From") };

	if (from.count > 0)
		f->from = from.list[0];
	f->to = quotepeople_read(mail, b->to, false);
	f->cc = quotepeople_read(mail, b->cc, false);
	f->subject = subject_of(mail, s, b);
	if (b->date.at != NULL)
		(void)quotedate_read(b->date, &hints, &f->date);
	f->text = text_of(mail, &s->lines, p);
	return f;
}

void
forward_read(struct mail *mail, const struct outline *outline, size_t *above)
{
	SCRATCH(tmp);
	struct search s = { .mail = mail, .marks = &outline->body.marks };
	struct place p = { 0 };
	size_t first;

	if (mail->class == MAIL_BOUNCE)
		return;
	s.subject = mail->subject != NULL && quotemark_forward_subject(mail->subject);
	s.answer = reply_is_answer(mail);
	s.doubtful = s.subject && quotemark_reply_subject(mail->subject);
	s.lines = lines_of(tmp, mail->text);
	/* What is attached beside a mail that is passed on in the text came with that one. */
	if (!find(&s, &p)) {
		if (!s.answer || s.subject)
			mail->forwarded = attached_read(mail, &outline->parts);
		return;
	}
	mail->forwarded = from_place(mail, &s, &p, &outline->header);
	first = p.marker;
	while (first > 0 && (line_blank(s.lines.list[first - 1]) || line_rule(s.lines.list[first - 1])))
		first--;
	*above = (size_t)(s.lines.list[first].at - mail->text);
}
