/* reply.c - see reply.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/quoteblock.h>
#include <postigo/mail/reply.h>

#define ATTRIBUTION_LINES 4u
#define ATTRIBUTION_MAX 500u
#define SIGNATURE_LINES 20u

struct splitter {
	const struct mail *mail;
	struct lines lines;
	size_t start, end;	/* the lines between are new words */
	size_t signature, signature_end;	/* the same: none */
	size_t quoted, quoted_end;
};

static bool
blank(const struct splitter *s, size_t i)
{
	return line_blank(s->lines.list[i]);
}

/* How many lines the sentence takes that says who wrote what follows; 0 when none begins here. */
static size_t
attribution(const struct splitter *s, size_t i)
{
	struct span first = s->lines.list[i];

	if (!quotemark_attribution_start(first))
		return 0;
	for (size_t n = 1; n <= ATTRIBUTION_LINES && i + n <= s->end; n++) {
		struct span last = s->lines.list[i + n - 1], joined = first;

		if (n > 1 && line_blank(last))
			return 0;
		joined.size = (size_t)(last.at + last.size - first.at);
		if (joined.size > ATTRIBUTION_MAX)
			return 0;
		if (quotemark_attribution(joined))
			return n;
	}
	return 0;
}

/* A line that begins what was not written now, whatever follows. */
static bool
divides(const struct splitter *s, size_t i)
{
	struct span line = s->lines.list[i], value;
	struct quoteblock b;

	if (line.size == 0 || line.size > 1000)
		return false;
	if (quotemark_original(line))
		return true;
	return quotemark_key(line, &value) != KEY_NONE && quoteblock_read(&s->lines, i, &b) && b.first == i &&
	    b.fields >= 3;
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
	while (i < s->end && (blank(s, i) || line_quoted(s->lines.list[i])))
		i++;
	return i;
}

/* Finds where the old mail begins and sets end there. One pass: what lies behind quotes is looked at once. */
static void
cut_old_mail(struct splitter *s)
{
	for (size_t i = 0; i < s->end; i++) {
		size_t n, next;

		if (blank(s, i) || line_quoted(s->lines.list[i]))
			continue;
		if (divides(s, i)) {
			s->end = i;
			return;
		}
		n = attribution(s, i);
		if (n == 0)
			continue;
		next = skip_blank(s, i + n);
		/* Quoted lines with words between them are an answer point by point: it stays whole. */
		if (next < s->end && line_quoted(s->lines.list[next])) {
			next = skip_quoted(s, next);
			if (next < s->end) {
				i = next - 1;
				continue;
			}
		}
		s->end = i;
		return;
	}
}

/* A whole quotation with its introduction at the head, and nothing quoted behind it: the answer stands below. */
static void
cut_quoted_start(struct splitter *s)
{
	size_t start = skip_blank(s, 0), n, next;

	if (start == s->end || (n = attribution(s, start)) == 0)
		return;
	next = skip_blank(s, start + n);
	if (next == s->end || !line_quoted(s->lines.list[next]))
		return;
	next = skip_quoted(s, next);
	for (size_t i = next; i < s->end; i++) {
		if (line_quoted(s->lines.list[i]))
			return;
	}
	if (next < s->end)
		s->start = next;
}

static void
cut_blank_end(struct splitter *s)
{
	while (s->end > 0 && (blank(s, s->end - 1) || line_rule(s->lines.list[s->end - 1])))
		s->end--;
}

/* Takes quoted lines off the end, and the sentence that introduces them. */
static void
cut_quoted_end(struct splitter *s)
{
	size_t quoted = s->end;

	cut_blank_end(s);
	while (s->end > 0 && (blank(s, s->end - 1) || line_quoted(s->lines.list[s->end - 1])))
		s->end--;
	if (s->end == 0) {	/* nothing but quotes: then they are what the sender says */
		s->end = quoted;
		return;
	}
	cut_blank_end(s);
	for (size_t n = 1; n <= ATTRIBUTION_LINES && n <= s->end && quoted > s->end; n++) {
		if (attribution(s, s->end - n) == n) {
			s->end -= n;
			break;
		}
	}
	cut_blank_end(s);
}

static bool
signature_dashes(struct span line)
{
	struct span t = span_trim(line);

	return (t.size == 2 || t.size == 3) && memcmp(t.at, "---", t.size) == 0;
}

/* The signature: from a line of two dashes, or one that names a device, to the end; short, and nothing quoted in it. */
static void
find_signature(struct splitter *s)
{
	size_t least = s->end > SIGNATURE_LINES ? s->end - SIGNATURE_LINES : 0;

	s->signature = s->signature_end = s->end;
	for (size_t i = s->end; i-- > least;) {
		if (line_quoted(s->lines.list[i]))
			return;
		if (signature_dashes(s->lines.list[i]) || (s->end - i <= 3 && quotemark_device(s->lines.list[i])))
			s->signature = i;
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
	if (i == s->end || !line_quoted(s->lines.list[i]))
		return false;
	while (i < s->end && (blank(s, i) || line_quoted(s->lines.list[i])))
		i++;
	return i < s->end;
}

/* Takes the signature off the end, then quotes, then the signature that stood above those. */
static void
split(struct splitter *s)
{
	size_t end;

	cut_old_mail(s);
	cut_quoted_start(s);
	s->quoted = s->end;
	find_signature(s);
	s->end = s->signature;
	cut_blank_end(s);
	end = s->end;
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

void
reply_read(struct mail *mail, size_t above)
{
	SCRATCH(tmp);
	struct splitter s = { .mail = mail, .lines = lines_of(tmp, mail->text) }, whole;
	bool answer = reply_is_answer(mail);
	bool ours;

	while (s.end < s.lines.count && (size_t)(s.lines.list[s.end].at - mail->text) < above)
		s.end++;
	s.quoted = s.end;
	s.quoted_end = s.lines.count;
	whole = s;
	ours = cut_at_ours(&s);
	if (ours || answer)
		split(&s);
	if (ours && s.start >= s.end && answered_below(&whole)) {
		s = whole;
		split(&s);
	}
	if (!ours && !answer) {
		/* The first mail of a thread is kept as it is, signature and all. */
		find_signature(&s);
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
