/* stem.c - see stem.h */
#include <config.h>

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include <glib.h>
#include <libstemmer.h>

#include <postigo/article/stem.h>
#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>

#include "stopwords.h"

/* Bytes of a text that are looked at: a mail may be a log of megabytes. */
#define BYTES_MAX 65536u

/* A word on its way from the text to the list. */
struct stemming {
	const char *language;
	struct sb_stemmer *stemmer;	/* NULL: nobody knows this language's endings */
	size_t most;
	struct stems out;
	char word[STEM_LONGEST + 5];	/* folded */
	size_t size;			/* more than STEM_LONGEST: it is too long */
	char joined[STEM_LONGEST + 5];	/* the parts of a word with hyphens, in one */
	size_t joined_size, parts;
};

static void
stemmer_release(void *stemmer)
{
	sb_stemmer_delete(stemmer);
}

/* The Snowball stemmers go by the first part of a language's name. */
static struct sb_stemmer *
stemmer_for(TALLOC_CTX *ctx, const char *language)
{
	char code[3] = { 0 };
	struct sb_stemmer *stemmer;

	if (strlen(language) < 2)
		return NULL;
	memcpy(code, language, 2);
	stemmer = sb_stemmer_new(code, NULL);
	if (stemmer != NULL)
		memory_hold(ctx, stemmer, stemmer_release);
	return stemmer;
}

/* The letter without case and accent; 0: it is none. */
static uint32_t
fold(uint32_t c)
{
	gunichar base, accent;

	if (c < 0x80)
		return isalnum((int)c) ? (uint32_t)tolower((int)c) : 0;
	if (!g_unichar_isalnum(c))
		return 0;
	c = g_unichar_tolower(c);
	while (g_unichar_decompose(c, &base, &accent) && accent != 0)
		c = base;
	return c;
}

static bool
is_mark(uint32_t c)
{
	return c >= 0x300 && c <= 0x36F;
}

/* Numbers of one or two digits count something; longer ones, and those with letters, are models and error codes. */
static bool
is_telling(const struct stemming *s, const char *word, size_t size)
{
	if (size < 2 || size > STEM_LONGEST || (size < 3 && isdigit((unsigned char)word[0])))
		return false;
	return !stopword_is(s->language, word);
}

/* People leave accents out, and the stemmer needs one: nearly all Spanish words in -ion are written -ión. */
static size_t
restore_accent(const char *language, char *word, size_t size)
{
	if (strncmp(language, "es", 2) != 0 || size < 5 || memcmp(word + size - 3, "ion", 3) != 0)
		return size;
	memcpy(word + size - 3, "ión", sizeof("ión"));
	return size + 1;
}

static void
add(struct stemming *s, char *word, size_t size)
{
	const char *stem = word;

	if (s->out.count >= s->most || !is_telling(s, word, size))
		return;
	if (s->stemmer != NULL) {
		size = restore_accent(s->language, word, size);
		stem = (const char *)sb_stemmer_stem(s->stemmer, (const sb_symbol *)word, (int)size);
		size = (size_t)sb_stemmer_length(s->stemmer);
	}
	s->out.list[s->out.count++] = talloc_strndup(s->out.list, stem, size);
}

static void
add_to(char *word, size_t *size, const char *bytes, size_t n)
{
	if (*size + n <= STEM_LONGEST) {
		memcpy(word + *size, bytes, n);
		word[*size + n] = '\0';
	}
	*size += n;
}

/* A part is over. A hyphen may lead to the next one of the same word. */
static void
end_part(struct stemming *s, bool goes_on)
{
	if (s->size > 0) {
		s->parts++;
		add_to(s->joined, &s->joined_size, s->word, s->size <= STEM_LONGEST ? s->size : 0);
		if (s->size <= STEM_LONGEST)
			add(s, s->word, s->size);
	}
	s->size = 0;
	if (goes_on && s->parts > 0)
		return;
	if (s->parts > 1)
		add(s, s->joined, s->joined_size);
	s->joined_size = s->parts = 0;
}

struct stems
stem_words(TALLOC_CTX *ctx, const char *language, const char *text, size_t most)
{
	SCRATCH(tmp);
	struct stemming s = { .language = language != NULL ? language : "", .most = most };
	const char *cursor = text != NULL ? text : "", *end = cursor + strnlen(cursor, BYTES_MAX);

	s.stemmer = stemmer_for(tmp, s.language);
	s.out.list = talloc_array(ctx, char *, (unsigned)most + 1);
	while (cursor < end && s.out.count < most) {
		uint32_t c = utf8_next(&cursor, end), letter = fold(c);
		char bytes[4];
		size_t n = letter != 0 ? utf8_encode(letter, bytes) : 0;

		if (n > 0)
			add_to(s.word, &s.size, bytes, n);
		else if (!is_mark(c))
			end_part(&s, (c == '-' || c == 0x2010 || c == 0x2011) && s.size > 0);
	}
	end_part(&s, false);
	return s.out;
}
