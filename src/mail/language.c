/* language.c - see language.h
 *
 * The script says it where only one language has it. Else small words say it, each the more the fewer languages have it,
 * and letters that hardly any other has. What is as likely in two languages is in none: a wrong one is worse.
 */
#include <config.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <libexttextcat/textcat.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/language.h>
#include <postigo/mail/span.h>

#include "language_words.h"

/* Where Debian keeps the fingerprints. */
#define FINGERPRINTS "/usr/share/libexttextcat/"

/* Of a longer text the beginning is enough. */
#define READ_MAX 4096u
#define WORDS_MAX 120u
#define SAMPLE_MAX 400u

#define WORD_MAX 24u		/* bytes of a word that can be a small one */
#define WORDS_LEAST 3u
#define TABLE_SIZE 8192u	/* slots, a power of two; about a third are taken */
#define LETTERS_SIZE 0x500u

/* Points of evidence. A word that one language alone has is worth WORD_POINTS. */
#define WORD_POINTS 12u
#define LETTER_POINTS 4u
#define LETTER_POINTS_MAX 12u
#define POINTS_LEAST 14u

static const char *const fingerprints[] = { "en", "es", "fr", "de", "it", "pt", "ca", "nl" };
static void *recognizer;

/* What language_words.c says, by word and by letter: bit i is language_words[i]. */
static struct {
	uint64_t word;		/* its hash, 0: free */
	uint32_t languages;
} table[TABLE_SIZE];
static uint32_t letters[LETTERS_SIZE];

/* The words of the text without addresses, links and quoted lines, and what was counted on the way. */
struct sample {
	unsigned points[LANGUAGE_COUNT_MAX], letter_points[LANGUAGE_COUNT_MAX];
	unsigned words;
	struct text *text;
	unsigned latin, greek, cyrillic, hebrew, arabic, persian, thai, kana, han, hangul;
};

/* Small letters of the alphabets that have them. */
static uint32_t
small(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F))
		return c + 0x20;
	if (c >= 0x400 && c <= 0x40F)
		return c + 0x50;
	if (c == 0x130)
		return 'i';
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
		return c + (c & 1);
	if (c == 0x178)
		return 0xFF;
	return (c >= 0x100 && c <= 0x177) || c == 0x218 || c == 0x21A || c == 0x490 ? c | 1 : c;
}

static bool
is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0x2AF && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF);
}

static uint64_t
hash(const char *word, size_t n)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)word[i]) * 1099511628211u;
	return h | 1;
}

static size_t
slot_of(uint64_t h)
{
	size_t i = (size_t)(h >> 20) % TABLE_SIZE;

	while (table[i].word != 0 && table[i].word != h)
		i = (i + 1) % TABLE_SIZE;
	return i;
}

static void
learn(unsigned language, const struct language_words *known)
{
	const char *at = known->words, *end;

	while (*at != '\0') {
		size_t n = strcspn(at, " ");
		uint64_t h = hash(at, n);
		size_t slot = slot_of(h);

		table[slot].word = h;
		table[slot].languages |= UINT32_C(1) << language;
		at += n + (at[n] != '\0');
	}
	for (at = known->letters, end = at + strlen(at); at < end;) {
		uint32_t c = utf8_next(&at, end);

		if (c < LETTERS_SIZE)
			letters[c] |= UINT32_C(1) << language;
	}
}

/* libexttextcat reads its list of languages from a file by name: a file in memory has one, too. */
static int
list_in_memory(void)
{
	int fd = memfd_create("languages", MFD_CLOEXEC);
	FILE *f = fd >= 0 ? fdopen(dup(fd), "w") : NULL;

	if (f == NULL)
		return fd;
	for (size_t i = 0; i < sizeof(fingerprints) / sizeof(fingerprints[0]); i++)
		fprintf(f, "%s.lm %s\n", fingerprints[i], fingerprints[i]);
	fclose(f);
	return fd;
}

void
language_init(void)
{
	char path[64];
	int fd;

	for (unsigned i = 0; language_words[i].language != NULL; i++)
		learn(i, &language_words[i]);
	if (recognizer != NULL || access(FINGERPRINTS "en.lm", R_OK) != 0)
		return;
	fd = list_in_memory();
	if (fd < 0)
		return;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	recognizer = special_textcat_Init(path, FINGERPRINTS);
	close(fd);
}

static void
add_points(unsigned points[], uint32_t languages, unsigned n)
{
	unsigned each = languages != 0 ? n / (unsigned)__builtin_popcount(languages) : 0;

	for (unsigned i = 0; i < LANGUAGE_COUNT_MAX && languages >> i != 0; i++)
		points[i] += (languages >> i & 1) * (each > 0 ? each : 1);
}

static void
count_script(struct sample *s, uint32_t c)
{
	if (c < 0x250)
		s->latin++;
	else if (c < 0x400)
		s->greek += c >= 0x370;
	else if (c < 0x530)
		s->cyrillic++;
	else if (c >= 0x590 && c < 0x600)
		s->hebrew++;
	else if (c >= 0x600 && c < 0x700) {
		s->arabic++;
		s->persian += c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6AF || c == 0x6A9 || c == 0x6CC;
	} else if (c >= 0xE00 && c < 0xE80)
		s->thai++;
	else if (c >= 0x1E00 && c < 0x2000)
		s->greek += c >= 0x1F00;
	else if (c >= 0x3041 && c <= 0x30FF)
		s->kana++;
	else if (c >= 0x3400 && c <= 0x9FFF)
		s->han++;
	else if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF))
		s->hangul++;
}

static void
end_word(struct sample *s, const char *word, size_t n)
{
	if (n == 0)
		return;
	s->words++;
	if (n < WORD_MAX)
		add_points(s->points, table[slot_of(hash(word, n))].languages, WORD_POINTS);
}

/* What stands between blanks: a word, or several with an apostrophe or a stroke between them. */
static void
read_piece(struct sample *s, struct span piece)
{
	const char *at = piece.at, *end = piece.at + piece.size;
	char word[WORD_MAX + 4];
	size_t n = 0;

	while (at < end) {
		uint32_t c = small(utf8_next(&at, end));

		if (c < LETTERS_SIZE && letters[c] != 0)
			add_points(s->letter_points, letters[c], LETTER_POINTS);
		count_script(s, is_letter(c) || c > 0x2FFF ? c : 0x300);
		if (!is_letter(c)) {
			end_word(s, word, n);
			n = 0;
		} else if (n < WORD_MAX) {
			n += utf8_encode(c, word + n);
		}
	}
	end_word(s, word, n);
	text_add(s->text, piece.at, piece.size);
	text_add_char(s->text, ' ');
}

/* Addresses, links, names of files and machines, numbers: the same in all languages. */
static bool
is_word(struct span piece)
{
	for (size_t i = 0; i < piece.size; i++) {
		char c = piece.at[i], next = (char)(i + 1 < piece.size ? piece.at[i + 1] | 0x20 : ' ');

		if (c == '@' || c == '_' || c == '=' || c == '\\' || (c >= '0' && c <= '9') || piece.size > 200 ||
		    ((c == '.' || c == ':' || c == '/') && next >= 'a' && next <= 'z'))
			return false;
	}
	return true;
}

static void
read_sample(struct sample *s, const char *text)
{
	struct span rest = { text, strnlen(text, READ_MAX) }, line;

	while (s->words < WORDS_MAX && span_line(&rest, &line)) {
		if (line.size > 0 && line.at[0] == '>')
			continue;
		/* A signature is often in another language, and its lawyers' words are more than the writer's. */
		if (s->words >= WORDS_LEAST && (span_is(line, "-- ") || span_is(line, "--")))
			break;
		while (line.size > 0 && s->words < WORDS_MAX) {
			size_t n = 0;

			while (n < line.size && !span_blank(line.at[n]))
				n++;
			if (n > 0 && is_word((struct span){ line.at, n }))
				read_piece(s, (struct span){ line.at, n });
			n += n < line.size;
			line = (struct span){ line.at + n, line.size - n };
		}
	}
}

/* The language whose script it is; NULL where several share it. Chinese and Korean say more with a letter. */
static const char *
by_script(const struct sample *s)
{
	unsigned others = s->latin / 2;

	if (s->hangul >= 4 && s->hangul > others)
		return "ko";
	if (s->kana >= 2 && s->kana + s->han >= 5 && 8 * s->kana >= s->han && s->kana + s->han > others)
		return "ja";
	if (s->han >= 5 && s->han > others && s->kana == 0)
		return "zh";
	if (s->greek >= 8 && s->greek > others)
		return "el";
	if (s->hebrew >= 8 && s->hebrew > others)
		return "he";
	if (s->thai >= 8 && s->thai > others)
		return "th";
	if (s->arabic >= 8 && s->arabic > others)
		return 12 * s->persian > s->arabic ? "fa" : "ar";
	return NULL;
}

/* Do the fingerprints say the same? They cost much more, and never doubt. */
static bool
fingerprint_agrees(const struct sample *s, const char *language)
{
	const char *found;

	if (recognizer == NULL || s->latin < LANGUAGE_LETTERS_LEAST)
		return false;
	found = textcat_Classify(recognizer, s->text->bytes, s->text->size);
	return found[0] == '[' && strncmp(found + 1, language, 2) == 0 && found[3] == ']' && found[4] == '\0';
}

/* NULL when the words do not suffice. */
static const char *
by_words(struct sample *s)
{
	unsigned best = 0, second = 0, difference;
	size_t which = 0;

	for (size_t i = 0; language_words[i].language != NULL; i++) {
		unsigned points = s->points[i] + (s->letter_points[i] < LETTER_POINTS_MAX ? s->letter_points[i] : LETTER_POINTS_MAX);

		if (points > best) {
			second = best;
			best = points;
			which = i;
		} else if (points > second) {
			second = points;
		}
	}
	difference = best - second;
	if (s->words < WORDS_LEAST || best < POINTS_LEAST || language_words[which].language[0] == '\0')
		return NULL;
	if (2 * best >= 3 * s->words && difference >= 6 && 7 * difference >= best)
		return language_words[which].language;
	return best >= s->words && 10 * difference >= best && fingerprint_agrees(s, language_words[which].language) ?
	    language_words[which].language : NULL;
}

char *
language_of(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	struct sample *s = talloc_zero(tmp, struct sample);
	const char *found;

	s->text = text_new(s, SAMPLE_MAX);
	read_sample(s, text);
	found = by_script(s);
	if (found == NULL)
		found = by_words(s);
	return found != NULL ? talloc_strdup(ctx, found) : NULL;
}
