/* quoteline.c - see quoteline.h */
#include <config.h>

#include <postigo/mail/phrase.h>
#include <postigo/mail/quoteline.h>

#define LINE_MAX_BYTES (16u << 10)

bool
quoteline_split(struct span line, struct span *marker, struct span *rest)
{
	size_t i = 0, from;

	while (i < line.size && (span_blank(line.at[i]) || line.at[i] == '>'))
		i++;
	from = i;
	while (i < line.size && (line.at[i] == '-' || line.at[i] == '='))
		i++;
	if (i - from < 3)
		return false;
	while (i + 2 < line.size && i < 200 && memcmp(line.at + i, "---", 3) != 0 && memcmp(line.at + i, "===", 3) != 0)
		i++;
	while (i < line.size && (line.at[i] == '-' || line.at[i] == '='))
		i++;
	*marker = (struct span){ line.at, i };
	*rest = span_trim((struct span){ line.at + i, line.size - i });
	return rest->size > 0;
}

/* How long the blanks and the colon are at the start; 0: there is no colon. */
static size_t
colon(struct span s)
{
	size_t i = 0;

	while (i < s.size && i < 4 && (span_blank(s.at[i]) || s.at[i] == '\xC2' || s.at[i] == '\xA0' || s.at[i] == '*'))
		i++;
	if (i < s.size && s.at[i] == ':')
		return i + 1;
	return s.size - i >= 3 && memcmp(s.at + i, "：", 3) == 0 ? i + 3 : 0;
}

/* The field whose name stands at the start, and the length of that with its colon. The name may be glued to what is
 * before it, then it has to begin with a capital and to be longer than "De". One mailer forgets the colon of the subject. */
static enum phrase_kind
name_at(struct span s, char before, bool after_date, size_t *length)
{
	bool glued = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z') || (unsigned char)before >= 0x80;

	if (glued && s.at[0] >= 'a' && s.at[0] <= 'z')
		return PHRASE_KINDS;
	for (enum phrase_kind kind = PHRASE_FROM; kind <= PHRASE_FIELD; kind++) {
		size_t n = phrase_start(s, kind), more;

		if (n == 0 || n >= s.size || (glued && n <= 2))
			continue;
		more = colon((struct span){ s.at + n, s.size - n });
		if (more == 0 && (kind != PHRASE_SUBJECT || !after_date || !glued || !span_blank(s.at[n])))
			continue;
		*length = n + more;
		return kind;
	}
	return PHRASE_KINDS;
}

static struct span *
slot(struct quoteblock *b, enum phrase_kind kind)
{
	switch (kind) {
	case PHRASE_FROM:
		return &b->from;
	case PHRASE_DATE:
		return &b->date;
	case PHRASE_TO:
		return &b->to;
	case PHRASE_CC:
		return &b->cc;
	case PHRASE_SUBJECT:
		return &b->subject;
	default:
		return NULL;
	}
}

bool
quoteline_read(struct span line, struct quoteblock *out)
{
	struct quoteblock b = { 0 };
	struct span *last = NULL;
	size_t n = 0;

	if (line.size > LINE_MAX_BYTES)
		return false;
	/* The subject is the last of them: what looks like a field behind it belongs to it. */
	for (size_t i = 0; i < line.size && b.subject.at == NULL; i++) {
		char before = i > 0 ? line.at[i - 1] : ' ';
		enum phrase_kind kind;
		struct span *here;

		if ((line.at[i] & 0xC0) == 0x80 || line.at[i] == ' ' || (line.at[i] >= '0' && line.at[i] <= '9'))
			continue;
		kind = name_at((struct span){ line.at + i, line.size - i }, before, last == &b.date, &n);
		here = slot(&b, kind);
		if (kind == PHRASE_KINDS || (here != NULL && here->at != NULL))
			continue;
		if (last != NULL)
			*last = span_trim((struct span){ last->at, (size_t)(line.at + i - last->at) });
		last = here;
		i += n - 1;
		if (here == NULL)
			continue;
		if (kind == PHRASE_FROM)
			b.label = (struct span){ line.at + i + 1 - n, n };
		*here = span_trim((struct span){ line.at + i + 1, line.size - i - 1 });
		b.fields++;
	}
	if (b.fields < 3 || b.from.at == NULL)
		return false;
	*out = b;
	return true;
}
