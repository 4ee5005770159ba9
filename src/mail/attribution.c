/* attribution.c - see attribution.h: its verb, date and address tell it from what people write */
#include <config.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/attribution.h>
#include <postigo/mail/phrase.h>

#define LINES_MAX 5u
#define SENTENCE_MAX 600u
#define GAP_MIN 20u	/* bytes of a sentence that has a date, a name and a verb: there are always more */
#define PARTICLE_MAX 12u	/* bytes between a name and a date */
#define SHORT_MAX 60u	/* bytes of "Ana Example wrote:" */

/* What the words of a sentence hold. */
struct facts {
	bool address, time, date, digit, verb, verb_last;
	bool colon;	/* at the end */
	bool person;	/* "Quoting ..." */
	bool opener;	/* begins as such sentences do */
	bool dashed;	/* "---- ... ----" */
};

/* A number: how many digits, and its value. Arabic and Persian digits are digits. */
struct number {
	unsigned digits, value;
};

static bool
digit_of(uint32_t c, unsigned *value)
{
	if (c >= '0' && c <= '9')
		*value = c - '0';
	else if (c >= 0x660 && c <= 0x669)
		*value = c - 0x660;
	else if (c >= 0x6F0 && c <= 0x6F9)
		*value = c - 0x6F0;
	else
		return false;
	return true;
}

/* Puts a finished number to those before it: a year beside another number makes a date, as do three with dots or slashes;
 * two with a colon make a time. `joint` stood between it and the one before. */
static void
add_number(struct facts *f, struct number n, struct number before, uint32_t joint, unsigned *count, unsigned *row, bool *year)
{
	bool dated = joint == '.' || joint == '/' || joint == '-';

	f->digit = true;
	*row = dated ? *row + 1 : 1;
	*year = *year || (n.digits == 4 && n.value >= 1970 && n.value < 2100);
	f->time = f->time || (joint == ':' && n.digits == 2 && n.value < 60 && before.digits <= 2 && before.value < 25);
	f->date = f->date || *row >= 3 || (*year && ++*count > 1);
	if (!*year)
		++*count;
}

static void
read_numbers(struct span s, struct facts *f)
{
	const char *p = s.at, *end = s.at + s.size;
	struct number n = { 0, 0 }, before = { 0, 0 };
	uint32_t joint = 0;
	unsigned count = 0, row = 0, digit;
	bool year = false, inside = false;

	while (p < end) {
		uint32_t c = utf8_next(&p, end);

		if (digit_of(c, &digit)) {
			if (!inside)
				n = (struct number){ 0, 0 };
			inside = true;
			n.digits++;
			n.value = n.value < 100000 ? n.value * 10 + digit : n.value;
			continue;
		}
		if (inside) {
			add_number(f, n, before, joint, &count, &row, &year);
			before = n;
			joint = c;
			inside = false;
		} else if (c != ' ') {	/* "13. 1. 2026": the blank says nothing */
			joint = 0;
		}
	}
	if (inside)
		add_number(f, n, before, joint, &count, &row, &year);
}

/* Takes off what may stand behind the last letter: stars of bold type, no-break spaces, marks of direction. */
static struct span
trim_end(struct span s)
{
	for (;;) {
		s = span_trim(s);
		if (s.size > 0 && (s.at[s.size - 1] == '*' || s.at[s.size - 1] == '_'))
			s.size--;
		else if (s.size > 1 && memcmp(s.at + s.size - 2, "\xC2\xA0", 2) == 0)
			s.size -= 2;
		else if (s.size > 2 && s.at[s.size - 3] == '\xE2' && (s.at[s.size - 2] == '\x80' || s.at[s.size - 2] == '\x81'))
			s.size -= 3;
		else
			return s;
	}
}

/* Dashes around it, two and more on either side. */
static bool
take_dashes(struct span *s)
{
	struct span inner = *s;

	while (inner.size > 0 && inner.at[0] == '-')
		inner = (struct span){ inner.at + 1, inner.size - 1 };
	if (inner.size + 2 > s->size || inner.size < 3 || memcmp(inner.at + inner.size - 2, "--", 2) != 0)
		return false;
	while (inner.size > 0 && inner.at[inner.size - 1] == '-')
		inner.size--;
	*s = span_trim(inner);
	return true;
}

static bool
take_colon(struct span *s)
{
	if (s->size > 0 && s->at[s->size - 1] == ':')
		s->size--;
	else if (s->size > 2 && memcmp(s->at + s->size - 3, "：", 3) == 0)
		s->size -= 3;
	else
		return false;
	*s = trim_end(*s);
	return true;
}

static bool
begins(struct span s, enum phrase_kind kind)
{
	size_t n = phrase_start(s, kind);

	return n > 0 && n < s.size && (span_blank(s.at[n]) || (unsigned char)s.at[n] >= 0x80 ||
	    strchr(":,-0123456789", s.at[n]) != NULL);
}

static struct facts
facts_of(struct span s)
{
	struct facts f = { 0 };
	struct span verb;

	s = trim_end(s);
	while (s.size > 0 && (s.at[0] == '*' || s.at[0] == '_'))
		s = span_trim((struct span){ s.at + 1, s.size - 1 });
	f.dashed = take_dashes(&s);
	f.colon = take_colon(&s);
	f.address = s.size > 0 && memchr(s.at, '@', s.size) != NULL;
	read_numbers(s, &f);
	f.person = begins(s, PHRASE_PERSON);
	f.opener = begins(s, PHRASE_OPENER) || f.person;
	f.verb = phrase_find(s, PHRASE_WROTE, &verb);
	f.verb_last = f.verb && verb.at + verb.size == s.at + s.size;
	return f;
}

/* "Ana Example wrote", a few words and the first of them a name. */
static bool
short_name(struct span s)
{
	unsigned words = 1;

	for (size_t i = 0; i < s.size; i++)
		words += s.at[i] == ' ';
	return s.size <= SHORT_MAX && words <= 5 && ((s.at[0] >= 'A' && s.at[0] <= 'Z') || (unsigned char)s.at[0] >= 0xC3);
}

/* "Tuesday, 13 January 2026, 10:11 +03:00 of Ana <ana@example.org>:" in programs that spare the verb. */
static bool
spares_verb(struct span s, const struct facts *f)
{
	return f->address && f->date && f->time && s.size > 1 && strchr(">)]", s.at[s.size - 2]) != NULL;
}

/* Do the words make such a sentence? A verb alone is in many sentences; with a date or an address, at the end of a line that
 * a colon ends, it is hardly in any other. */
static bool
speaks(struct span s, const struct facts *f, bool *sure)
{
	if (f->dashed) {
		*sure = f->verb;
		return f->verb;
	}
	if (f->colon) {
		*sure = (f->verb && (f->address || f->date)) || (f->person && f->address) || spares_verb(s, f);
		return *sure || (f->verb && f->digit) || (f->verb_last && short_name(s));
	}
	*sure = f->opener && f->verb_last && f->date && f->time;
	return (f->verb_last && f->date) || (f->address && f->date && s.at[s.size - 1] == '>');
}

/* A line that no sentence begins with: "ana@example.org> wrote:", "schrieb Ana:". */
static bool
goes_on(struct span line)
{
	const char *open = memchr(line.at, '<', line.size), *close = memchr(line.at, '>', line.size);

	return (close != NULL && (open == NULL || close < open)) ||
	    (phrase_start(line, PHRASE_WROTE) > 0 && !begins(line, PHRASE_OPENER));
}

/* Could such a sentence end with this line? Asked of every line, so it has to be quick. */
static bool
may_end(struct span line)
{
	unsigned char c;

	line = trim_end(line);
	if (line.size > SENTENCE_MAX || line.size < 2)
		return false;
	if (line.size < 4)
		return line.at[0] == '>';
	c = (unsigned char)line.at[line.size - 1];
	if (c == ':' || (c == '-' && line.at[line.size - 2] == '-') || memcmp(line.at + line.size - 3, "：", 3) == 0)
		return true;
	return (c == '>' || c >= 0x80 || (c >= 'a' && c <= 'z')) &&
	    (memchr(line.at, '@', line.size) != NULL || memchr(line.at, ':', line.size) != NULL);
}

bool
attribution_tail(const struct lines *lines, size_t i)
{
	struct span line = lines->list[i], above;
	size_t at;

	if (i == 0 || line.size < 2 || line.size > 60 || line.at[0] != '>' || !take_colon(&(struct span){ line.at, line.size }))
		return false;
	above = lines->list[i - 1];
	for (at = above.size; at > 0 && above.at[at - 1] != '<'; at--) {
		if (above.at[at - 1] == '>' || above.size - at > 100)
			return false;
	}
	return at > 0 && memchr(above.at + at, '@', above.size - at) != NULL;
}

static struct span
joined(const struct lines *lines, size_t first, size_t last)
{
	struct span s = lines->list[first];

	s.size = (size_t)(lines->list[last].at + lines->list[last].size - s.at);
	return span_trim(s);
}

static bool
ends_in(struct span line, const char *marks)
{
	line = trim_end(line);
	return line.size > 0 && strchr(marks, line.at[line.size - 1]) != NULL;
}

/* "Ana Example <ana@example.org>, 13 Oca 2026 Sal,": a name and its address come first in some languages. What stands behind
 * them is left in *rest. */
static bool
person_first(struct span line, struct span *rest)
{
	const char *end = line.at + line.size, *open = memchr(line.at, '<', line.size), *close;

	if (open == NULL || open == line.at || !short_name(span_trim((struct span){ line.at, (size_t)(open - line.at) })))
		return false;
	close = memchr(open, '>', (size_t)(end - open));
	*rest = (struct span){ close, close != NULL ? (size_t)(end - close) : 0 };
	return close != NULL && memchr(open, '@', (size_t)(close - open)) != NULL;
}

/* Does the sentence, of these facts, begin in this line as it should: with "On" and a date, or with the date itself? */
static bool
begins_here(const struct lines *lines, size_t first, const struct facts *all)
{
	struct span line = lines->list[first];
	struct facts f = facts_of(line);
	struct span above = first > 0 ? lines->list[first - 1] : (struct span){ "", 0 }, rest;
	unsigned digit;
	const char *p = line.at;

	if (all->dashed)
		return true;
	if (f.opener)
		return f.date || (f.digit && all->date && !ends_in(line, ".?!")) || (f.person && all->address);
	if (!f.date || !digit_of(utf8_next(&p, line.at + line.size), &digit) || ends_in(above, ","))
		return false;
	/* "Ana <ana@example.org> 于" and the date in the next line. */
	return f.address || !person_first(above, &rest) || rest.size > PARTICLE_MAX;
}

/* "On ..., Ana <ana@example.org> wrote:   Hello Bob": Yahoo's telephones write the quote behind its introduction. */
static bool
goes_before_quote(const struct lines *lines, size_t i, struct attribution *out)
{
	struct span line = span_trim(lines->list[i]), rest;
	const char *gap;
	struct facts f;

	if (line.size > SENTENCE_MAX)
		line.size = SENTENCE_MAX;
	if (line.size <= GAP_MIN)
		return false;
	rest = (struct span){ line.at + GAP_MIN, line.size - GAP_MIN };
	gap = memmem(rest.at, rest.size, ":  ", 3);
	if (gap == NULL)
		return false;
	f = facts_of((struct span){ line.at, (size_t)(gap + 1 - line.at) });
	*out = (struct attribution){ i, i + 1, true };
	return f.opener && f.verb_last && f.date && f.address;
}

bool
attribution_ending(const struct lines *lines, size_t last, size_t least, struct attribution *out)
{
	bool found = false, sure;

	if (last >= least && goes_before_quote(lines, last, out))
		return true;
	if (!may_end(lines->list[last]))
		return false;
	for (size_t n = 0; n < LINES_MAX && last >= least + n; n++) {
		size_t first = last - n;
		struct span line = lines->list[first], all = joined(lines, first, last);
		struct span rest;
		struct facts f;
		bool proper;

		if (line_blank(line) || (line_quoted(line) && !attribution_tail(lines, first)) || all.size > SENTENCE_MAX)
			break;
		f = facts_of(all);
		if (n == 0 && !f.colon && !f.dashed && !f.verb_last && !ends_in(all, ">"))
			return false;
		if (goes_on(line) || !speaks(all, &f, &sure))
			continue;
		/* The nearest line from which it makes sense; but one that begins as it should is worth going further up
		 * for, and "<ana@example.org> wrote:" has its name above. */
		proper = begins_here(lines, first, &f);
		if (!found || proper || lines->list[out->first].at[0] == '<' || person_first(line, &rest))
			*out = (struct attribution){ first, last + 1, sure };
		found = true;
		if (proper)
			break;
	}
	return found;
}
