/* quotesentence.c - see quotesentence.h */
#include <config.h>

#include <glib.h>

#include <postigo/mail/quotesentence.h>

#define LINES_MAX 4u
#define SENTENCE_MAX 500u

size_t
quotesentence_lines(const struct lines *lines, size_t at)
{
	struct span first = lines->list[at];

	if (!quotemark_attribution_start(first))
		return 0;
	for (size_t n = 1; n <= LINES_MAX && at + n <= lines->count; n++) {
		struct span last = lines->list[at + n - 1], joined = first;

		if (n > 1 && line_blank(last))
			return 0;
		joined.size = (size_t)(last.at + last.size - first.at);
		if (joined.size > SENTENCE_MAX)
			return 0;
		if (quotemark_attribution(joined))
			return n;
	}
	return 0;
}

/* Words in small letters that belong to a name, in front of the one that is written large: "Jan van der Berg". */
static bool
particle(struct span word)
{
	static const char *const particles[] = { "van", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das",
		"von", "zu", "zum", "la", "le", "les", "ten", "ter", "te", "af", "av", "bin", "ibn", "al", "el", "y", "e", "i" };

	for (size_t k = 0; k < sizeof(particles) / sizeof(particles[0]); k++) {
		if (span_is(word, particles[k]))
			return true;
	}
	return false;
}

static bool
small(struct span word)
{
	gunichar c = g_utf8_get_char_validated(word.at, (gssize)word.size);

	return c != (gunichar)-1 && c != (gunichar)-2 && g_unichar_islower(c);
}

/* The wide comma has no blank behind it. */
static size_t
word_start(struct span words, size_t end)
{
	while (end > 0 && !span_blank(words.at[end - 1]) &&
	    (end < 3 || memcmp(words.at + end - 3, "，", 3) != 0))
		end--;
	return end;
}

/* How long the quotation mark is that the words end with, of any country; 0: they do not. */
static size_t
closing_quote(struct span words)
{
	static const char *const quotes[] = { "\"", "”", "“", "»" };

	for (size_t k = 0; k < sizeof(quotes) / sizeof(quotes[0]); k++) {
		size_t n = strlen(quotes[k]);

		if (words.size > n && memcmp(words.at + words.size - n, quotes[k], n) == 0)
			return n;
	}
	return 0;
}

/* Where the quotation begins that ends the words; their size when nothing opens it. */
static size_t
opening_quote(struct span words, size_t closing)
{
	static const char *const quotes[] = { "\"", "„", "“", "«" };

	for (size_t i = words.size - closing; i-- > 0;) {
		for (size_t k = 0; k < sizeof(quotes) / sizeof(quotes[0]); k++) {
			size_t n = strlen(quotes[k]);

			if (words.size - i >= n && memcmp(words.at + i, quotes[k], n) == 0)
				return i;
		}
	}
	return words.size;
}

/* The name at the end of the words: quoted; or what follows the last digit, comma, colon or small word. */
static struct span
name_at_end(struct span words)
{
	size_t from, quote;

	words = span_trim(words);
	if ((quote = closing_quote(words)) > 0 && (from = opening_quote(words, quote)) < words.size)
		return (struct span){ words.at + from, words.size - from };
	for (from = words.size; from > 0;) {
		size_t start = word_start(words, from);
		struct span word = { words.at + start, from - start };
		char last = word.size > 0 ? word.at[word.size - 1] : ',';

		if (last == ',' || last == ':' || last == ')' || (last >= '0' && last <= '9') ||
		    (word.at[0] >= '0' && word.at[0] <= '9') || (small(word) && !particle(word)))
			break;
		while (start > 0 && span_blank(words.at[start - 1]))
			start--;
		from = start;
	}
	words = span_trim((struct span){ words.at + from, words.size - from });
	/* What the sentence has before a name can be such a small word as well: "de Ana". */
	while (words.size > 0 && small(words)) {
		const char *blank = memchr(words.at, ' ', words.size);

		if (blank == NULL || blank - words.at > 2)
			break;
		words = span_trim((struct span){ blank, (size_t)(words.at + words.size - blank) });
	}
	return words;
}

/* What fences the address around this at sign: "<ana@example.org>", "(ana@example.org)". False when nothing does. */
static bool
fence_around(struct span s, const char *sign, struct span *found)
{
	const char *open = sign, *close, *end = s.at + s.size;

	while (open > s.at && strchr("<([ \n\"", open[-1]) == NULL)
		open--;
	while (open > s.at && span_blank(open[-1]))
		open--;
	if (open == s.at || strchr("<([", open[-1]) == NULL)
		return false;
	open--;
	close = memchr(sign, *open == '<' ? '>' : *open == '(' ? ')' : ']', (size_t)(end - sign));
	if (close == NULL)
		return false;
	*found = (struct span){ open, (size_t)(close + 1 - open) };
	return true;
}

/* Where the address stands, with its fence. A name may look like another one. */
static bool
fenced_address(struct span s, struct span *found)
{
	const char *sign = s.at, *end = s.at + s.size;

	for (; sign < end && (sign = memchr(sign, '@', (size_t)(end - sign))) != NULL; sign++) {
		if (fence_around(s, sign, found))
			return true;
	}
	return false;
}

bool
quotesentence_read(const struct lines *lines, size_t at, struct quoteblock *out)
{
	size_t n = quotesentence_lines(lines, at);
	struct span all = lines->list[at], address, name;
	const char *end;

	if (n == 0)
		return false;
	all.size = (size_t)(lines->list[at + n - 1].at + lines->list[at + n - 1].size - all.at);
	if (!fenced_address(all, &address))
		return false;
	end = address.at + address.size;
	name = name_at_end((struct span){ all.at, (size_t)(address.at - all.at) });
	*out = (struct quoteblock){ .first = at, .end = at + n, .fields = 2, .quoted = line_quoted(lines->list[at]) };
	out->from = (struct span){ name.at, (size_t)(end - name.at) };
	out->date = (struct span){ all.at, (size_t)(name.at - all.at) };
	if (out->date.size < 8)
		out->date = (struct span){ end, (size_t)(all.at + all.size - end) };
	return true;
}
