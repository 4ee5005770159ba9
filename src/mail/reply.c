/* reply.c - see reply.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/attribution.h>
#include <postigo/mail/divide.h>
#include <postigo/mail/linemark.h>
#include <postigo/mail/quotedline.h>
#include <postigo/mail/quotemark.h>
#include <postigo/mail/reply.h>
#include <postigo/mail/signature.h>

#define ATTRIBUTION_LINES 5u
#define MARKED_LINES 12u	/* between the beginning of a marked quote and its first quoted line */
#define FIELD_MAX 80u

struct splitter {
	struct lines lines;
	struct linemarks marks;
	bool *quoted_lines;	/* one a line: is it of a quote? */
	size_t start, end;	/* the lines between are new words */
	size_t signature, signature_end;	/* the same: none */
	size_t quoted, quoted_end;
};

static bool
blank(const struct splitter *s, size_t i)
{
	return line_blank(s->lines.list[i]);
}

static bool
quoted(const struct splitter *s, size_t i)
{
	return s->quoted_lines[i];
}

static size_t
skip_blank(const struct splitter *s, size_t i)
{
	while (i < s->end && blank(s, i))
		i++;
	return i;
}

static size_t
skip_quoted(const struct splitter *s, size_t i)
{
	while (i < s->end && (blank(s, i) || quoted(s, i)))
		i++;
	return i;
}

/* What HTML says of this line: a quote begins here together with the lines that introduce it. */
static bool
marked_introduction(const struct splitter *s, size_t i, struct attribution *out)
{
	size_t end = s->marks.quote[i] > i ? s->marks.quote[i] : s->marks.introduction[i], next = i + 1;

	if (end <= i)
		return false;
	while (next < s->end && next < i + MARKED_LINES && (blank(s, next) || !quoted(s, next)))
		next++;
	if (next < s->end && quoted(s, next) && next <= skip_blank(s, end)) {
		*out = (struct attribution){ i, next, false };
		return true;
	}
	/* A quote that is not indented, and nothing behind it. */
	*out = (struct attribution){ i, end, true };
	return s->marks.quote[i] > i && skip_blank(s, end) >= s->end;
}

/* The lines that introduce a quote and begin in this one, where words or HTML's structure show it. */
static bool
introduction(const struct splitter *s, size_t i, struct attribution *out)
{
	if (marked_introduction(s, i, out))
		return true;
	if (divide_at(&s->lines, i, &out->end)) {
		out->first = i;
		return true;
	}
	for (size_t last = i; last < s->end && last < i + ATTRIBUTION_LINES && !blank(s, last); last++) {
		if (attribution_ending(&s->lines, last, i, out) && out->first == i)
			return true;
	}
	return false;
}

/* HTML says that a header block begins here, in whatever language: then its first line has a field's name. */
static bool
marked_header(const struct splitter *s, size_t i)
{
	struct span line;

	if (s->marks.header[i] == 0)
		return false;
	while (i < s->end && (blank(s, i) || signature_ornament(s->lines.list[i])))
		i++;
	if (i == s->end)
		return false;
	line = s->lines.list[i];
	return memchr(line.at, ':', line.size < FIELD_MAX ? line.size : FIELD_MAX) != NULL ||
	    memmem(line.at, line.size < FIELD_MAX ? line.size : FIELD_MAX, "：", 3) != NULL;
}

/* Are there words of nobody's quote behind quoted ones? */
static bool
mixed(const struct splitter *s, size_t i)
{
	while (i < s->end && !quoted(s, i))
		i++;
	return skip_quoted(s, i) < s->end;
}

/* "[...]", "<snip>": what was left out of a quote. */
static bool
left_out(struct span line)
{
	line = span_trim(line);
	return line.size > 2 && line.size < 14 && strchr("[<(", line.at[0]) != NULL && strchr("]>)", line.at[line.size - 1]) != NULL;
}

/* What begins in line i and says that the mail that is answered follows. `least` is where its sentence may begin at all. */
static bool
old_mail_begins(const struct splitter *s, size_t i, size_t least, struct attribution *out)
{
	if (divide_at(&s->lines, i, &out->end) || marked_header(s, i)) {
		out->first = i;
		out->sure = true;
		return true;
	}
	return marked_introduction(s, i, out) || attribution_ending(&s->lines, i, least, out);
}

/* Finds where the old mail begins and sets end there. One pass: what lies behind quotes is looked at once. */
static bool
cut_old_mail(struct splitter *s)
{
	size_t least = 0, first = skip_blank(s, 0);

	for (size_t i = 0; i < s->end; i++) {
		struct attribution a;
		size_t next;

		if (blank(s, i) || (quoted(s, i) && !span_starts(s->lines.list[i], ">>> "))) {
			least = i + 1;
			continue;
		}
		if (!old_mail_begins(s, i, least, &a))
			continue;
		next = skip_blank(s, a.end);
		if (next < s->end && left_out(s->lines.list[next]))
			next = skip_blank(s, next + 1);
		if (next < s->end && quoted(s, next)) {
			/* Quoted lines with words between them are an answer point by point: it stays whole. */
			next = skip_quoted(s, next);
			if (next < s->end) {
				i = next - 1;
				least = next;
				continue;
			}
		} else if (!a.sure) {
			continue;
		} else if (a.end == i + 1 && a.first == first && mixed(s, next)) {
			return false;	/* "On ..., Ana wrote:", a greeting, and then point by point */
		}
		s->end = a.first;
		return true;
	}
	return false;
}

/* A whole quotation with its introduction at the head, and nothing quoted behind it: the answer stands below. */
static void
cut_quoted_start(struct splitter *s)
{
	size_t start = skip_blank(s, 0), next;
	struct attribution a;

	if (start == s->end || !introduction(s, start, &a))
		return;
	next = skip_blank(s, a.end);
	if (next == s->end || !quoted(s, next))
		return;
	next = skip_quoted(s, next);
	for (size_t i = next; i < s->end; i++) {
		if (quoted(s, i))
			return;
	}
	if (next < s->end)
		s->start = next;
}

static void
cut_blank_end(struct splitter *s)
{
	while (s->end > s->start && (blank(s, s->end - 1) || signature_ornament(s->lines.list[s->end - 1])))
		s->end--;
}

/* Is the first of the quoted lines the sentence that introduces a quote? Telephones of Apple quote it with the rest; nobody who
 * marks his own words by hand begins so. */
static bool
quoted_with_introduction(const struct splitter *s)
{
	size_t i = skip_blank(s, s->start);
	struct span line;
	struct lines one = { &line, 1 };
	struct attribution a;

	if (i == s->end)
		return false;
	line = s->lines.list[i];
	while (line.size > 0 && (line.at[0] == '>' || span_blank(line.at[0])))
		line = (struct span){ line.at + 1, line.size - 1 };
	return line.size > 0 && attribution_ending(&one, 0, 0, &a) && a.sure;
}

/* Takes quoted lines off the end, and the sentence that introduces them. */
static void
cut_quoted_end(struct splitter *s)
{
	size_t from = s->end;
	struct attribution a;

	cut_blank_end(s);
	while (s->end > s->start && (blank(s, s->end - 1) || quoted(s, s->end - 1)))
		s->end--;
	if (s->end == s->start) {	/* nothing but quotes: then they are what the sender says, unless a program made them */
		s->end = from;
		if (quoted_with_introduction(s))
			s->end = s->start;
		return;
	}
	cut_blank_end(s);
	if (from > s->end && s->end > s->start && attribution_ending(&s->lines, s->end - 1, s->start, &a))
		s->end = a.first;
	cut_blank_end(s);
}

static void
find_signature(struct splitter *s)
{
	s->signature_end = s->end;
	s->signature = signature_start(&s->lines, s->start, s->end);
	/* What HTML calls the signature, with nothing but its like behind it. */
	for (size_t i = s->signature; i-- > s->start;) {
		if (s->marks.signature[i] > i && skip_blank(s, s->marks.signature[i]) >= s->signature)
			s->signature = i;
	}
}

/* The rule above a header block is the quote's, not the signature's that stands above it. */
static void
cut_rule(struct splitter *s)
{
	size_t end = s->signature_end;

	while (end > s->signature && blank(s, end - 1))
		end--;
	if (end > s->signature && line_rule(s->lines.list[end - 1])) {
		s->signature_end = end - 1;
		s->quoted = end - 1;
	}
}

static char *
between(TALLOC_CTX *ctx, const struct splitter *s, size_t from, size_t to)
{
	struct span all;

	while (from < to && blank(s, from))
		from++;
	while (from < to && blank(s, to - 1))
		to--;
	if (from >= to)
		return NULL;
	all.at = s->lines.list[from].at;
	all.size = (size_t)(s->lines.list[to - 1].at + s->lines.list[to - 1].size - all.at);
	return talloc_strndup(ctx, all.at, all.size);
}

bool
reply_is_answer(const struct mail *mail)
{
	return mail->in_reply_to.count > 0 || mail->references.count > 0 ||
	    (mail->subject != NULL && quotemark_reply_subject(mail->subject));
}

/* Our own line: all from there on is ours, whatever the header says. */
static bool
cut_at_ours(struct splitter *s)
{
	for (size_t i = 0; i < s->end; i++) {
		if (quotemark_ours(s->lines.list[i])) {
			s->end = i;
			return true;
		}
	}
	return false;
}

/* Who answers below our line, or between the quotes, has not read it: their words are worth more than our rule. They can be
 * told apart only where the rest of our mail is marked as a quote. */
static bool
answered_below(const struct splitter *s)
{
	size_t i = 0;

	while (i < s->end && !quotemark_ours(s->lines.list[i]))
		i++;
	if (i == s->end || !quoted(s, i))
		return false;
	return skip_quoted(s, i) < s->end;
}

/* Takes the signature off the end, then quotes, then the signature that stood above those. */
static void
split(struct splitter *s)
{
	bool cut = cut_old_mail(s);
	size_t end;

	cut_quoted_start(s);
	s->quoted = s->end;
	find_signature(s);
	if (cut)
		cut_rule(s);
	s->end = s->signature;
	cut_blank_end(s);
	end = s->end;
	if (cut)	/* what is quoted still has no introduction: the sender has put it there */
		return;
	cut_quoted_end(s);
	if (s->end == end)
		return;
	s->quoted = s->end;
	s->quoted_end = s->signature < s->signature_end ? s->signature : s->lines.count;
	if (s->signature == s->signature_end) {
		find_signature(s);
		s->end = s->signature;
	}
}

/* No header that says whether the mail answers another one: then its text has to. */
static bool
header_silent(const struct mail *mail)
{
	return mail->subject == NULL || span_trim(span_of(mail->subject)).size == 0;
}

void
reply_read(struct mail *mail, const struct marks *marks, size_t above)
{
	SCRATCH(tmp);
	struct splitter s = { .lines = lines_of(tmp, mail->text) }, whole;
	bool answer = reply_is_answer(mail) || header_silent(mail);
	bool ours, passed_on;

	s.quoted_lines = quotedline_find(tmp, &s.lines);
	s.marks = linemark_read(tmp, &s.lines, marks);
	while (s.end < s.lines.count && (size_t)(s.lines.list[s.end].at - mail->text) < above)
		s.end++;
	s.quoted = s.end;
	s.quoted_end = s.lines.count;
	passed_on = s.end < s.lines.count;
	whole = s;
	ours = cut_at_ours(&s);
	if (ours || answer)
		split(&s);
	if (ours && s.start >= s.end && answered_below(&whole)) {
		s = whole;
		split(&s);
	}
	if (!ours && !answer) {
		/* The first mail of a thread is kept as it is, signature and all; not so what introduces a forward. */
		find_signature(&s);
		if (passed_on) {
			s.end = s.signature;
			cut_blank_end(&s);
		}
	}
	if (s.start > 0) {
		s.quoted = 0;
		s.quoted_end = s.start;
	}
	mail->quoted = between(mail, &s, s.quoted, s.quoted_end);
	mail->signature = between(mail, &s, s.signature, s.signature_end);
	mail->reply = between(mail, &s, s.start, s.end);
	if (mail->reply == NULL)
		mail->reply = talloc_strdup(mail, "");
}
