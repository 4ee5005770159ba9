/* quotemark.c - see quotemark.h; the words of each language are in phrase_table.c */
#include <config.h>

#include <postigo/mail/phrase.h>
#include <postigo/mail/quotemark.h>

#define KEY_MAX 60u		/* bytes before the colon of a field */
#define MARKER_MAX 160u		/* bytes of "----- Original Message -----" */
#define SENTENCE_MAX 500u

_Static_assert(PHRASE_FIELD - PHRASE_FROM == KEY_OTHER - KEY_FROM, "fields in the same order");

/* Takes off "> ", "| ", blanks and the stars of what was bold. */
static struct span
bare(struct span line)
{
	while (line.size > 0 && strchr(" \t>|*_", line.at[0]) != NULL && line.at[0] != '\0')
		line = (struct span){ line.at + 1, line.size - 1 };
	return span_trim(line);
}

/* Where the colon stands, ASCII or full width; its length in *width. line.size: there is none. */
static size_t
colon(struct span line, size_t *width)
{
	for (size_t i = 0; i < line.size && i < KEY_MAX; i++) {
		*width = 1;
		if (line.at[i] == ':')
			return i;
		*width = 3;
		if (line.size - i >= 3 && memcmp(line.at + i, "：", 3) == 0)
			return i;
	}
	return line.size;
}

static struct span
trim_marks(struct span s)
{
	s = span_trim(s);
	while (s.size > 0 && (s.at[s.size - 1] == '*' || s.at[s.size - 1] == '_'))
		s = span_trim((struct span){ s.at, s.size - 1 });
	while (s.size > 1 && s.at[s.size - 2] == '\xC2' && s.at[s.size - 1] == '\xA0')
		s = span_trim((struct span){ s.at, s.size - 2 });
	while (s.size > 0 && (s.at[0] == '*' || s.at[0] == '_'))
		s = span_trim((struct span){ s.at + 1, s.size - 1 });
	return s;
}

/* "| From | Ana |", a row of a table: the first cell instead of a name with a colon. */
static size_t
first_cell(struct span given, struct span line)
{
	struct span row = span_trim(given);
	const char *bar;

	if (row.size == 0 || row.at[0] != '|' || row.at[row.size - 1] != '|' || line.size == 0)
		return line.size;
	bar = memchr(line.at, '|', line.size - 1);
	return bar != NULL ? (size_t)(bar - line.at) : line.size;
}

enum quote_key
quotemark_key(struct span given, struct span *value)
{
	struct span line = bare(given);
	size_t width = 1, cell = first_cell(given, line), at = cell < line.size ? cell : colon(line, &width);
	enum phrase_kind kind;

	if (cell < line.size)
		line.size--;
	if (at == 0 || at == line.size)
		return KEY_NONE;
	kind = phrase_which(trim_marks((struct span){ line.at, at }), PHRASE_FROM, PHRASE_FIELD);
	if (kind == PHRASE_KINDS)
		return KEY_NONE;
	*value = trim_marks((struct span){ line.at + at + width, line.size - at - width });
	/* "From: | Ana", a row of a table again. */
	if (value->size > 1 && value->at[0] == '|' && span_blank(value->at[1]))
		*value = span_trim((struct span){ value->at + 1, value->size - 1 });
	return KEY_FROM + (enum quote_key)(kind - PHRASE_FROM);
}

/* The bytes of a dash, or of what stands for one; 0: none is at the start. */
static size_t
dash(struct span s)
{
	if (s.size > 0 && (s.at[0] == '-' || s.at[0] == '_' || s.at[0] == '='))
		return 1;
	/* U+2010 to U+2015, and the line that boxes are drawn with. */
	if (s.size >= 3 && ((memcmp(s.at, "\xE2\x80", 2) == 0 && (unsigned char)s.at[2] >= 0x90 &&
	    (unsigned char)s.at[2] <= 0x95) || memcmp(s.at, "─", 3) == 0))
		return 3;
	return 0;
}

/* Takes dashes and their like off both ends; false when there were fewer than two at the start. */
static bool
undash(struct span *s)
{
	size_t n, taken = 0;

	*s = bare(*s);
	for (; (n = dash(*s)) > 0; taken += n)
		*s = (struct span){ s->at + n, s->size - n };
	*s = span_trim(*s);
	while (s->size > 0) {
		if (strchr("-_=: *", s->at[s->size - 1]) != NULL)
			s->size--;
		else if (s->size >= 3 && dash((struct span){ s->at + s->size - 3, 3 }) == 3)
			s->size -= 3;
		else
			break;
	}
	return taken >= 2;
}

bool
quotemark_original(struct span line)
{
	size_t n;

	if (line.size > MARKER_MAX || !undash(&line))
		return false;
	n = phrase_start(line, PHRASE_ORIGINAL);
	return n > 0 && line.size < n + 12;
}

bool
quotemark_forwarded(struct span line)
{
	size_t n;
	bool dashed;

	if (line.size > MARKER_MAX)
		return false;
	dashed = undash(&line);
	n = phrase_start(line, PHRASE_FORWARDED);
	/* Without dashes only as a line of its own: Apple writes "Begin forwarded message:". */
	return n > 0 && (dashed || line.size < n + 20);
}

bool
quotemark_forward_end(struct span line)
{
	return line.size > 0 && line.size <= MARKER_MAX && undash(&line) && phrase_start(line, PHRASE_FORWARD_END) > 0;
}

static bool
has_digit(struct span s)
{
	for (size_t i = 0; i < s.size; i++) {
		if (s.at[i] >= '0' && s.at[i] <= '9')
			return true;
	}
	return false;
}

/* A year and a time of day: together they make a date. */
static bool
has_date(struct span s)
{
	bool year = false, time = false;

	for (size_t i = 0; i + 3 < s.size; i++) {
		const char *p = s.at + i;

		year = year || memcmp(p, "20", 2) == 0 || memcmp(p, "19", 2) == 0;
		time = time || (p[1] == ':' && p[0] >= '0' && p[0] <= '9' && p[2] >= '0' && p[2] <= '5');
	}
	return year && time;
}

static bool
ends_with_colon(struct span s)
{
	return s.size > 0 && (s.at[s.size - 1] == ':' || (s.size > 2 && memcmp(s.at + s.size - 3, "：", 3) == 0));
}

/* Does the line begin with such a phrase, and does the word end there? */
static bool
opens(struct span line, enum phrase_kind kind)
{
	size_t n = phrase_start(line, kind);

	return n > 0 && (n == line.size || (unsigned char)line.at[n] >= 0x80 || span_blank(line.at[n]) ||
	    strchr(":,.", line.at[n]) != NULL || (line.at[n] >= '0' && line.at[n] <= '9'));
}

bool
quotemark_attribution_start(struct span given)
{
	struct span line = bare(given);

	if (line.size == 0 || line.size > 300)
		return false;
	if (line.at[0] == '"' || (line.at[0] >= '0' && line.at[0] <= '9') || opens(line, PHRASE_OPENER) ||
	    memchr(line.at, '@', line.size) != NULL)
		return true;
	return has_digit(line) && (ends_with_colon(line) || memchr(line.at, ',', line.size) != NULL);
}

bool
quotemark_attribution(struct span given)
{
	struct span line = trim_marks(bare(given)), verb;
	bool address = line.size > 0 && memchr(line.at, '@', line.size) != NULL;

	if (line.size < 8 || line.size > SENTENCE_MAX || !ends_with_colon(line))
		return false;
	if ((address || has_digit(line)) && phrase_find(line, PHRASE_WROTE, &verb))
		return true;
	/* Gmail in some languages has no verb: "2026-01-13 10:11 GMT+01:00 Ana <ana@example.org>:". */
	return address && has_date(line);
}

bool
quotemark_ours(struct span given)
{
	struct span line = bare(given);
	size_t n = strlen(QUOTEMARK_OURS_END);

	return span_starts(line, QUOTEMARK_OURS) && line.size >= 2 * n && line.size < 300 &&
	    memcmp(line.at + line.size - n, QUOTEMARK_OURS_END, n) == 0;
}

/* "[list] Re: ...", "Re[2]: ...", "Re (3): ...": what follows the colon; NULL: there is no such prefix. */
static const char *
behind_prefix(const char *subject, enum phrase_kind kind)
{
	struct span s = span_trim(span_of(subject));
	size_t n;

	while (s.size > 0 && s.at[0] == '[') {
		const char *close = memchr(s.at, ']', s.size);

		if (close == NULL)
			break;
		s = span_trim((struct span){ close + 1, (size_t)(s.at + s.size - close - 1) });
	}
	n = phrase_start(s, kind);
	if (n == 0)
		return NULL;
	while (n < s.size && (span_blank(s.at[n]) || strchr("0123456789[]()^.", s.at[n]) != NULL))
		n++;
	/* French has a no-break space before its colon. */
	while (s.size - n >= 2 && memcmp(s.at + n, "\xC2\xA0", 2) == 0)
		n += 2;
	if (n < s.size && s.at[n] == ':')
		return s.at + n + 1;
	return s.size - n >= 3 && memcmp(s.at + n, "：", 3) == 0 ? s.at + n + 3 : NULL;
}

bool
quotemark_reply_subject(const char *subject)
{
	return behind_prefix(subject, PHRASE_RE) != NULL;
}

bool
quotemark_forward_subject(const char *subject)
{
	return behind_prefix(subject, PHRASE_FWD) != NULL;
}

const char *
quotemark_forward_of(const char *subject)
{
	const char *behind = behind_prefix(subject, PHRASE_FWD);

	return behind != NULL ? behind : subject;
}

bool
quotemark_bounce_subject(const char *subject)
{
	struct span found;

	return phrase_find(span_of(subject), PHRASE_BOUNCE, &found);
}
