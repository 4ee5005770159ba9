/* footer.c - see footer.h; the words of each language are in phrase_table.c */
#include <config.h>

#include <postigo/base/utf8.h>
#include <postigo/mail/footer.h>
#include <postigo/mail/phrase.h>

#define LINE_MAX_ASKED 400u	/* bytes: the links of apps are long */
#define FOOTER_MAX 90u		/* bytes without links */
#define WORDS_MY 2u		/* behind "Sent from my" */
#define WORDS_END 6u		/* "Von meinem Samsung Galaxy Smartphone gesendet" */
#define WORDS_BEHIND 2u		/* of a sentence, behind the last name of a product */

bool
footer_link(struct span line)
{
	line = span_trim(line);
	if (line.size > 0 && line.at[0] == '<')
		line = (struct span){ line.at + 1, line.size - 1 };
	return (span_starts(line, "https://") || span_starts(line, "http://")) && memchr(line.at, ' ', line.size) == NULL;
}

/* Copies the line without its links and their brackets; the length, or FOOTER_MAX + 1 when it is longer. */
static size_t
without_links(struct span line, char text[FOOTER_MAX + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < line.size; i++) {
		struct span rest = { line.at + i, line.size - i };

		if (span_starts(rest, "http://") || span_starts(rest, "https://")) {
			while (i < line.size && !span_blank(line.at[i]) && strchr(">)]", line.at[i]) == NULL)
				i++;
			if (i == line.size || span_blank(line.at[i]))
				i--;
			while (n > 0 && strchr("<([", text[n - 1]) != NULL)
				n--;
			continue;
		}
		if (n == FOOTER_MAX)
			return FOOTER_MAX + 1;
		text[n++] = line.at[i];
	}
	return n;
}

/* Takes off quote marks, stars, brackets, a rule of dashes before and full stops behind. */
static struct span
bare(struct span s)
{
	while (s.size > 0 && strchr(" \t>|*_(<[~-", s.at[0]) != NULL)
		s = (struct span){ s.at + 1, s.size - 1 };
	while (s.size > 0 && strchr(" \t\r.!*_)>]", s.at[s.size - 1]) != NULL)
		s.size--;
	return s;
}

static bool
name_starts(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '(' || c == '&' || c == '+' || c == '-';
}

/* How many words there are; of those that begin like no name and no number alone, if only they are asked for. */
static unsigned
words(struct span s, bool small)
{
	const char *p = s.at, *end = s.at + s.size;
	unsigned n = 0;
	bool inside = false;

	while (p < end) {
		uint32_t c = utf8_next(&p, end);
		bool blank = c == ' ' || c == '\t' || c == 0xA0;

		if (!blank && !inside && (!small || !name_starts(c)))
			n++;
		inside = !blank;
	}
	return n;
}

/* Is a product named, and hardly a word of a sentence behind it? */
static bool
names_product(struct span s)
{
	const char *end = s.at + s.size;
	struct span found;
	bool any = false;

	while (phrase_find(s, PHRASE_PRODUCT, &found)) {
		any = true;
		s = (struct span){ found.at + found.size, (size_t)(end - found.at) - found.size };
		/* The rest of a word that is inflected: "iPhonesta". */
		while (s.size > 0 && !span_blank(s.at[0]))
			s = (struct span){ s.at + 1, s.size - 1 };
	}
	return any && words(s, true) <= WORDS_BEHIND;
}

static bool
ends_footer(struct span s)
{
	const char *end = s.at + s.size;
	struct span rest = s, found;

	while (phrase_find(rest, PHRASE_DEVICE_END, &found)) {
		if (found.at + found.size == end)
			return words(s, false) <= WORDS_END && phrase_find(s, PHRASE_PRODUCT, &rest);
		rest = (struct span){ found.at + found.size, (size_t)(end - found.at) - found.size };
	}
	return false;
}

/* The first part of a line that has several: up to a comma, a dash or the end of a sentence. */
static struct span
cut_part(struct span *rest)
{
	struct span part = *rest;

	for (size_t i = 0; i < rest->size; i++) {
		size_t behind = i + 1 < rest->size && span_blank(rest->at[i + 1]) ? 2 : 0;

		if (strchr(",.;!", rest->at[i]) == NULL && (rest->at[i] != '-' || i == 0 || !span_blank(rest->at[i - 1])))
			continue;
		if (behind == 0)
			continue;
		part.size = i;
		*rest = (struct span){ rest->at + i + behind, rest->size - i - behind };
		return span_trim(part);
	}
	*rest = (struct span){ rest->at + rest->size, 0 };
	return span_trim(part);
}

static bool
part_is_footer(struct span s)
{
	size_t my = phrase_start(s, PHRASE_DEVICE_MY);

	if (phrase_start(s, PHRASE_FOOTER) > 0 || ends_footer(s))
		return true;
	if (my > 0 && words((struct span){ s.at + my, s.size - my }, false) <= WORDS_MY)
		return true;
	return phrase_start(s, PHRASE_DEVICE) > 0 && names_product(s);
}

/* "..., please excuse typos", "Verizon, Samsung Galaxy smartphone": what may follow the first part. */
static bool
part_goes_on(struct span s)
{
	return s.size == 0 || part_is_footer(s) || (phrase_start(s, PHRASE_PRODUCT) > 0 && names_product(s));
}

bool
footer_line(struct span line)
{
	char text[FOOTER_MAX + 1];
	struct span s;
	size_t n;

	if (line.size == 0 || line.size > LINE_MAX_ASKED)
		return false;
	n = without_links(line, text);
	if (n > FOOTER_MAX)
		return false;
	s = bare((struct span){ text, n });
	/* A question is the sender's. */
	if (s.size == 0 || s.at[s.size - 1] == '?')
		return false;
	if (phrase_is(s, PHRASE_FOOTER) || (memchr(s.at, ',', s.size) == NULL && part_is_footer(s)))
		return true;
	if (!part_is_footer(cut_part(&s)))
		return false;
	while (s.size > 0) {
		if (!part_goes_on(cut_part(&s)))
			return false;
	}
	return true;
}
