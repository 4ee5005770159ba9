/* courtesy.c - see courtesy.h: the text is laid out in known phrases, without a gap */
#include <config.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/courtesy.h>
#include <postigo/mail/phrase.h>
#include <postigo/mail/span.h>

#include "courtesy_words.h"

#define BYTES_MAX 2000u
#define LETTERS_MAX 400u
#define WORDS_MAX 25u
#define UNPARTED_MAX 70u	/* letters of a script without blanks */
#define NAMES_MAX 3u		/* words of one name */
#define NOWHERE SIZE_MAX

/* What stands between words in the flat text, the weaker before the stronger. All kinds of signs are one of these. */
#define BLANK ' '
#define COMMA ','
#define STOP '.'
#define NEWLINE '\n'

/* The text as its letters alone, folded as phrases are, with one sign between words. */
struct flat {
	uint32_t letter[LETTERS_MAX + 1];	/* 0 at the end */
	bool capital[LETTERS_MAX + 1];
	size_t n;
	unsigned words, unparted;
	bool applause;		/* a thumb up */
	bool semicolon;		/* in Greek a question mark */
};

/* The text as far as it has been laid out. */
struct laying {
	const struct flat *flat;
	const char *language;
	size_t at;
	enum courtesy_kind last;	/* of the phrase before, NEVER at the start */
	unsigned names;			/* words of the name that stands before, 0: none does */
	bool signed_off;		/* a name below the text: nothing may follow */
	bool thanks, solved, yes, no;
};

/* ---- the flat text */

static bool
is_gap(uint32_t c)
{
	return c == 0 || c == BLANK || c == COMMA || c == STOP || c == NEWLINE;
}

/* Scripts that put no blank between words, or glue small words to them. */
static bool
is_unparted(uint32_t c)
{
	return (c >= 0x1100 && c < 0x1200) || (c >= 0x2E80 && c < 0xFB00);
}

static unsigned
strength(uint32_t gap)
{
	return gap == BLANK ? 1 : gap == COMMA ? 2 : gap == STOP ? 3 : 4;
}

/* Of several signs in a row the strongest stays; none stands at the start. */
static void
add_gap(struct flat *f, uint32_t gap)
{
	if (f->n == 0)
		return;
	if (!is_gap(f->letter[f->n - 1]))
		f->letter[f->n++] = gap;
	else if (strength(gap) > strength(f->letter[f->n - 1]))
		f->letter[f->n - 1] = gap;
}

static bool
add_letter(struct flat *f, uint32_t c, struct span bytes)
{
	const char *cursor = bytes.at;
	uint32_t letter = phrase_letter(&cursor, bytes.at + bytes.size);

	if (letter == 0)	/* an accent by itself */
		return true;
	if (f->n == 0 || is_gap(f->letter[f->n - 1]))
		f->words++;
	f->unparted += is_unparted(letter);
	f->letter[f->n] = letter;
	f->capital[f->n++] = g_unichar_isupper(c);
	return f->words <= WORDS_MAX && f->unparted <= UNPARTED_MAX;
}

/* ":-)" and the like: how many bytes it takes, 0 when it is none. *sad: nobody says thanks with it. */
static size_t
smiley(const char *at, bool *sad)
{
	size_t n = 1;

	*sad = false;
	if (strncmp(at, "<3", 2) == 0)
		return 2;
	if (strchr(":;=", *at) == NULL || *at == '\0')
		return 0;
	n += at[n] == '-' || at[n] == '\'' || at[n] == '^' || (at[n] == 'o' && at[n + 1] == ')');
	if (at[n] == '\0' || strchr(")]}DPp*3(/\\|[{cCsS@<", at[n]) == NULL || g_ascii_isalnum(at[n + 1]))
		return 0;
	*sad = strchr("(/\\|[{cCsS@<", at[n]) != NULL;
	return n + 1;
}

/* Pictures of displeasure, and question marks as pictures. */
static bool
is_sad(uint32_t c)
{
	static const uint32_t faces[] = { 0x2639, 0x274C, 0x2753, 0x2754, 0x26A0, 0x1F44E, 0x1F494, 0x1F595, 0x1F610, 0x1F611,
		0x1F612, 0x1F613, 0x1F614, 0x1F615, 0x1F616, 0x1F61E, 0x1F61F, 0x1F620, 0x1F621, 0x1F622, 0x1F623, 0x1F624,
		0x1F625, 0x1F626, 0x1F627, 0x1F628, 0x1F629, 0x1F62A, 0x1F62B, 0x1F62C, 0x1F62D, 0x1F630, 0x1F631, 0x1F633,
		0x1F641, 0x1F644, 0x1F914, 0x1F926, 0x1F928, 0x1F92C, 0x1F937, 0x1F198, 0x1F6A8, 0x2049, 0x203C };

	for (size_t i = 0; i < sizeof(faces) / sizeof(faces[0]); i++) {
		if (faces[i] == c)
			return true;
	}
	return false;
}

static bool
is_question(uint32_t c)
{
	return c == '?' || c == 0xBF || c == 0x37E || c == 0x61F || c == 0xFF1F || c == 0xFE56;
}

/* A sign between words. False: no thanks has it (numbers, addresses, paths, prices, quotes). */
static bool
add_sign(struct flat *f, uint32_t c)
{
	if (c == 0xFFFD || is_question(c) || is_sad(c) || g_unichar_isdigit(c) || g_unichar_type(c) == G_UNICODE_CURRENCY_SYMBOL ||
	    (c < 0x80 && strchr("@/\\#%$<>[]{}|=_`", (int)c) != NULL))
		return false;
	f->semicolon |= c == ';';
	f->applause |= c == 0x1F44D || c == 0x1F44C || c == 0x1F64F;
	if (c == '\n' || c == 0x2028 || c == 0x2029)
		add_gap(f, NEWLINE);
	else if (c == '.' || c == '!' || c == ';' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF0E || c == 0xFF1B ||
	    c == 0xFF61)
		add_gap(f, STOP);
	else
		add_gap(f, c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x3000 || c == 0x202F ? BLANK : COMMA);
	return true;
}

/* An apostrophe or a hyphen inside a word: the first is part of it, the second parts two. */
static bool
add_joint(struct flat *f, uint32_t c, const char *next)
{
	bool inside = f->n > 0 && !is_gap(f->letter[f->n - 1]) && (g_ascii_isalpha(*next) || (unsigned char)*next >= 0xC3);

	if (!inside || (c != '\'' && c != 0x2019 && c != '-' && c != 0x2011))
		return false;
	if (c == '-' || c == 0x2011)
		add_gap(f, BLANK);
	else
		f->letter[f->n++] = '\'';
	return true;
}

/* False when there is something in the text that no thanks has, or it is too long for one. */
static bool
flatten(struct flat *f, const char *text)
{
	size_t size = strnlen(text, BYTES_MAX + 1), skip;
	const char *p = text, *end = text + size;
	bool sad;

	*f = (struct flat){ .n = 0 };
	while (p < end) {
		const char *before = p;
		uint32_t c = utf8_next(&p, end);

		if (f->n == LETTERS_MAX)
			return false;
		if ((skip = smiley(before, &sad)) > 0) {
			if (sad)
				return false;
			add_gap(f, COMMA);
			p = before + skip;
		} else if (g_unichar_isalpha(c) || g_unichar_ismark(c)) {
			if (!add_letter(f, c, (struct span){ before, (size_t)(p - before) }))
				return false;
		} else if (g_unichar_type(c) != G_UNICODE_FORMAT && !add_joint(f, c, p) && !add_sign(f, c)) {
			return false;
		}
	}
	while (f->n > 0 && is_gap(f->letter[f->n - 1]))
		f->n--;
	f->letter[f->n] = 0;
	return size <= BYTES_MAX;
}

/* ---- phrases in it */

static size_t
word_end(const struct flat *f, size_t at)
{
	while (!is_gap(f->letter[at]))
		at++;
	return at;
}

static bool
ends_here(const struct flat *f, size_t end)
{
	return is_gap(f->letter[end]) || is_unparted(f->letter[end - 1]);
}

static bool is_kind(const struct flat *f, size_t at, size_t end, enum courtesy_kind kind);

/* One of the words that may stand in a place: where it ends. */
static size_t
match_word(const struct flat *f, size_t at, struct span word)
{
	const char *p = word.at, *end = word.at + word.size;
	uint32_t letter;

	if (word.size == 1 && *p == '_') {
		size_t last = word_end(f, at);

		return last > at + 1 && !is_kind(f, at, last, COURTESY_NEVER) ? last : NOWHERE;
	}
	while ((letter = phrase_letter(&p, end)) != 0) {
		if (letter == '*')
			return word_end(f, at);
		if (f->letter[at] != letter)
			return NOWHERE;
		at++;
	}
	return ends_here(f, at) ? at : NOWHERE;
}

/* The longest of the words that may stand in a place. */
static size_t
match_place(const struct flat *f, size_t at, struct span words)
{
	const char *p = words.at, *end = words.at + words.size;
	size_t best = NOWHERE;

	while (p < end) {
		const char *slash = memchr(p, '/', (size_t)(end - p)), *stop = slash != NULL ? slash : end;
		/* Most words end here; those of the table are in small letters. */
		bool other = *p >= 'a' && *p <= 'z' && f->letter[at] != (uint32_t)*p;
		size_t found = other ? NOWHERE : match_word(f, at, (struct span){ p, (size_t)(stop - p) });

		if (found != NOWHERE && (best == NOWHERE || found > best))
			best = found;
		p = stop + (slash != NULL);
	}
	return best;
}

/* Where the phrase ends that begins here; `at` itself when it does not stand here. */
static size_t
match_phrase(const struct flat *f, size_t at, struct span phrase)
{
	const char *p = phrase.at, *end = phrase.at + phrase.size;
	size_t done = at;

	while (p < end) {
		const char *blank = memchr(p, ' ', (size_t)(end - p)), *stop = blank != NULL ? blank : end;
		bool optional = stop[-1] == '?', gap = f->letter[done] == BLANK || f->letter[done] == NEWLINE;
		size_t found = NOWHERE;

		if (done == at || gap || is_unparted(f->letter[done - 1]))
			found = match_place(f, done + (done > at && gap),
			    (struct span){ p, (size_t)(stop - p) - optional });
		if (found == NOWHERE && !optional)
			return at;
		if (found != NOWHERE)
			done = found;
		p = stop + (blank != NULL);
	}
	return done;
}

/* Where the longest phrase of the row ends that begins here. */
static size_t
match_row(const struct flat *f, size_t at, const struct courtesy_row *row)
{
	size_t best = at;

	for (const char *p = row->phrases; *p != '\0'; p += *p == '|') {
		size_t n = strcspn(p, "|"), found = match_phrase(f, at, (struct span){ p, n });

		if (found > best)
			best = found;
		p += n;
	}
	return best;
}

/* Are the letters a phrase of this kind, in any language? */
static bool
is_kind(const struct flat *f, size_t at, size_t end, enum courtesy_kind kind)
{
	for (const struct courtesy_row *row = courtesy_words; row->language != NULL; row++) {
		if (row->kind == kind && match_row(f, at, row) == end)
			return true;
	}
	return false;
}

/* ---- names */

static bool
is_name(const struct flat *f, size_t at, size_t end)
{
	size_t capitals = 0;

	if (!f->capital[at] || is_unparted(f->letter[at]))
		return false;
	for (size_t i = at; i < end; i++)
		capitals += f->capital[i];
	/* Who shouts does not sign. */
	if (capitals > 3 || (capitals == 3 && end - at == 3))
		return false;
	return !is_kind(f, at, end, COURTESY_NEVER) && !is_kind(f, at, end, COURTESY_UNNAMED);
}

/* May a name stand here, behind what was laid out before? "Danke, Anna"; "Hello Dr. Smith"; on a line of its own below
 * everything. "Danke. Anruf" may be a wish. */
static bool
name_expected(const struct laying *l, uint32_t gap)
{
	if (l->at == 0)
		return false;
	if (l->names > 0)
		return l->names < NAMES_MAX && (gap == BLANK || (gap == STOP && is_gap(l->flat->letter[l->at - 2])));
	switch (l->last) {
	case COURTESY_TITLE:
		return gap != NEWLINE;
	case COURTESY_GREETING:
		return gap == BLANK;
	case COURTESY_THANKS:
	case COURTESY_CLOSING:
		return gap != STOP;
	default:
		return gap == NEWLINE;
	}
}

/* Behind "de la" of "Juan de la Cruz". */
static size_t
skip_particles(const struct laying *l, size_t at)
{
	for (const struct courtesy_row *row = courtesy_words; l->names > 0 && row->language != NULL; row++) {
		size_t found = row->kind == COURTESY_PARTICLE ? match_row(l->flat, at, row) : at;

		if (found > at && l->flat->letter[found] == BLANK)
			return found + 1;
	}
	return at;
}

/* Lays out a word of a name. */
static bool
lay_name(struct laying *l, size_t from)
{
	const struct flat *f = l->flat;
	uint32_t gap = l->at > 0 ? f->letter[l->at] : 0;
	size_t at = skip_particles(l, from), end = word_end(f, at);

	if (!name_expected(l, gap) || !is_name(f, at, end))
		return false;
	l->signed_off |= gap == NEWLINE;
	l->names++;
	l->at = end;
	return true;
}

/* Where a surname ends that begins here, in a script without capitals. */
static size_t
surname_end(const struct laying *l, size_t at)
{
	size_t best = at;

	for (const struct courtesy_row *row = courtesy_words; row->language != NULL; row++) {
		size_t found = row->kind == COURTESY_SURNAME && strcmp(row->language, l->language) == 0 ?
		    match_row(l->flat, at, row) : at;

		if (found > best)
			best = found;
	}
	return best;
}

/* Where the honour ends that stands here, behind a name; NOWHERE. */
static size_t
honour_end(const struct laying *l, size_t at)
{
	for (const struct courtesy_row *row = courtesy_words; row->language != NULL; row++) {
		size_t found;

		if (row->kind == COURTESY_HONORIFIC && strcmp(row->language, l->language) == 0 &&
		    (found = match_row(l->flat, at, row)) > at)
			return found;
	}
	return NOWHERE;
}

/* "Ahmet Bey", "王工", "田中 様": who is spoken to comes before his honour. */
static bool
lay_honoured(struct laying *l, size_t from)
{
	const struct flat *f = l->flat;
	bool unparted = is_unparted(f->letter[from]);
	size_t end = unparted ? surname_end(l, from) : word_end(f, from), found;

	for (unsigned given = 0; end > from && given < 3; given++, end++) {
		size_t honour = end + (f->letter[end] == BLANK);

		/* One Chinese letter is a word too easily: "马上派工" asks for a man to be sent. */
		found = honour_end(l, honour);
		if (found != NOWHERE && (given == 0 || found > honour + 1 || strcmp(l->language, "zh") != 0) &&
		    (unparted || is_name(f, from, end))) {
			l->at = found;
			l->last = COURTESY_GREETING;
			l->names = 0;
			return true;
		}
		if (!is_unparted(f->letter[end]))
			break;
	}
	return false;
}

/* A Japanese surname by itself on the last line, or with the given name. In Chinese and Korean too many words begin as
 * surnames do. */
static bool
lay_signature(struct laying *l, size_t from)
{
	const struct flat *f = l->flat;
	size_t end;

	if (l->at == 0 || f->letter[l->at] != NEWLINE || strcmp(l->language, "ja") != 0)
		return false;
	end = surname_end(l, from);
	if (end < from + 2)
		return false;
	end += f->letter[end] == BLANK;
	if (f->n > end + 2)
		return false;
	l->at = f->n;
	return true;
}

/* ---- laying out */

/* Is the row one that a text in this language may hold? */
static bool
row_counts(const struct laying *l, const struct courtesy_row *row)
{
	if (row->kind >= COURTESY_HONORIFIC)
		return false;
	return row->kind == COURTESY_CLOSING || row->language[0] == '\0' || strcmp(row->language, l->language) == 0;
}

static bool
lay_phrase(struct laying *l, size_t from)
{
	enum courtesy_kind kind = COURTESY_NEVER;
	size_t best = from;

	for (const struct courtesy_row *row = courtesy_words; row->language != NULL; row++) {
		size_t found = row_counts(l, row) ? match_row(l->flat, from, row) : from;

		if (found > best) {
			best = found;
			kind = row->kind;
		}
	}
	if (best == from)
		return false;
	l->at = best;
	l->last = kind;
	l->names = 0;
	l->thanks |= kind == COURTESY_THANKS;
	l->solved |= kind == COURTESY_SOLVED;
	l->yes |= kind == COURTESY_YES;
	l->no |= kind == COURTESY_NO;
	return true;
}

/* What a text is in a language. */
enum meaning {
	NOT_UNDERSTOOD,
	NO_MEANING,	/* greetings and names */
	COURTESY,
	ANSWER		/* to a question of ours */
};

static enum meaning
meaning_in(const struct flat *f, const char *language)
{
	struct laying l = { .flat = f, .language = language, .last = COURTESY_NEVER };

	while (l.at < f->n) {
		size_t from = l.at + (is_gap(f->letter[l.at]) ? 1 : 0);

		if (l.signed_off && f->letter[l.at] != BLANK && f->letter[l.at] != STOP)
			return NOT_UNDERSTOOD;
		if (!lay_phrase(&l, from) && !lay_honoured(&l, from) && !lay_name(&l, from) && !lay_signature(&l, from))
			return NOT_UNDERSTOOD;
	}
	if (l.no || (l.yes && !l.solved))
		return ANSWER;
	return l.thanks || l.solved ? COURTESY : NO_MEANING;
}

bool
courtesy_is(const char *reply)
{
	const char *language = "";
	struct flat flat;
	bool courtesy = false;

	if (!flatten(&flat, reply))
		return false;
	if (flat.n == 0)
		return flat.applause;
	for (const struct courtesy_row *row = courtesy_words; row->language != NULL; row++) {
		enum meaning meaning;

		if (strcmp(row->language, language) == 0)
			continue;
		language = row->language;
		if (flat.semicolon && strcmp(language, "el") == 0)
			continue;
		meaning = meaning_in(&flat, language);
		/* "Tak" is a Dane's thanks and a Pole's yes. */
		if (meaning == ANSWER)
			return false;
		courtesy |= meaning == COURTESY;
	}
	return courtesy;
}
