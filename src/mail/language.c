/* language.c - see language.h */
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
#include <postigo/mail/language.h>
#include <postigo/mail/span.h>

/* Where Debian keeps the fingerprints. */
#define FINGERPRINTS "/usr/share/libexttextcat/"

/* Of a longer text the beginning is enough, and the cost grows with it. */
#define SAMPLE_MAX 600u
#define FINGERPRINT_MAX 400u

/* All 160 known languages would take each other's short texts: with these eight, 19 of 20 sentences are right. */
enum language { EN, ES, FR, DE, IT, PT, CA, NL, LANGUAGES };
static const char *const languages[LANGUAGES] = { "en", "es", "fr", "de", "it", "pt", "ca", "nl" };

static void *recognizer;

/* libexttextcat reads its list of languages from a file by name: a file in memory has one, too. */
static int
list_in_memory(void)
{
	int fd = memfd_create("languages", MFD_CLOEXEC);
	FILE *f = fd >= 0 ? fdopen(dup(fd), "w") : NULL;

	if (f == NULL)
		return fd;
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		fprintf(f, "%s.lm %s\n", languages[i], languages[i]);
	fclose(f);
	return fd;
}

#define IN(name) (1u << (name))

/* Small words that give a language away; those that two of them share are left out, unless they are telling for both.
 * In the order of strcmp. The second is the place in languages[], as a bit. */
static const struct {
	const char *word;
	unsigned languages;
} small_words[] = {
	{ "aan", IN(NL) }, { "abbiamo", IN(IT) }, { "ainda", IN(PT) }, { "alla", IN(IT) }, { "als", IN(NL) },
	{ "amb", IN(CA) }, { "an", IN(EN) }, { "anche", IN(IT) }, { "and", IN(EN) }, { "ao", IN(PT) },
	{ "aquest", IN(CA) }, { "aquesta", IN(CA) }, { "are", IN(EN) }, { "au", IN(FR) }, { "auch", IN(DE) },
	{ "auf", IN(DE) }, { "aus", IN(DE) }, { "aux", IN(FR) }, { "avec", IN(FR) }, { "avez", IN(FR) },
	{ "be", IN(EN) }, { "bedankt", IN(NL) }, { "been", IN(EN) }, { "bei", IN(DE) }, { "beste", IN(NL) },
	{ "bij", IN(NL) }, { "bitte", IN(DE) }, { "bom", IN(PT) }, { "bon", IN(CA) }, { "bonjour", IN(FR) },
	{ "buenas", IN(ES) }, { "buenos", IN(ES) }, { "buongiorno", IN(IT) }, { "but", IN(EN) },
	{ "c'est", IN(FR) }, { "cada", IN(ES) }, { "can", IN(EN) }, { "ce", IN(FR) }, { "cette", IN(FR) },
	{ "che", IN(IT) }, { "ci", IN(IT) }, { "ciao", IN(IT) }, { "com", IN(PT) }, { "come", IN(IT) },
	{ "como", IN(ES) }, { "con", IN(ES) | IN(IT) }, { "cordialement", IN(FR) }, { "could", IN(EN) },
	{ "cuando", IN(ES) }, { "cumprimentos", IN(PT) }, { "da", IN(IT) | IN(PT) }, { "dal", IN(IT) },
	{ "danke", IN(DE) }, { "dans", IN(FR) }, { "das", IN(DE) | IN(PT) }, { "dat", IN(NL) },
	{ "de", IN(CA) | IN(NL) }, { "dear", IN(EN) }, { "dei", IN(IT) }, { "del", IN(ES) | IN(CA) },
	{ "della", IN(IT) }, { "delle", IN(IT) }, { "dem", IN(DE) }, { "den", IN(DE) }, { "depuis", IN(FR) },
	{ "der", IN(DE) }, { "des", IN(FR) | IN(CA) }, { "desde", IN(ES) }, { "deze", IN(NL) }, { "di", IN(IT) },
	{ "dia", IN(PT) | IN(CA) }, { "die", IN(DE) }, { "dit", IN(NL) }, { "do", IN(PT) }, { "dos", IN(PT) },
	{ "du", IN(FR) }, { "días", IN(ES) }, { "een", IN(NL) }, { "ein", IN(DE) }, { "eine", IN(DE) },
	{ "einen", IN(DE) }, { "einer", IN(DE) }, { "el", IN(ES) | IN(CA) }, { "els", IN(CA) }, { "em", IN(PT) },
	{ "en", IN(NL) }, { "ens", IN(CA) }, { "er", IN(NL) }, { "es", IN(ES) | IN(DE) }, { "essere", IN(IT) },
	{ "est", IN(FR) }, { "esta", IN(ES) | IN(PT) }, { "este", IN(ES) | IN(PT) }, { "estem", IN(CA) },
	{ "està", IN(CA) }, { "está", IN(ES) | IN(PT) }, { "están", IN(ES) }, { "et", IN(FR) }, { "fins", IN(CA) },
	{ "foi", IN(PT) }, { "for", IN(EN) }, { "from", IN(EN) }, { "für", IN(DE) }, { "geen", IN(NL) },
	{ "gli", IN(IT) }, { "graag", IN(NL) }, { "gracias", IN(ES) }, { "grazie", IN(IT) }, { "groeten", IN(NL) },
	{ "gràcies", IN(CA) }, { "grüße", IN(DE) }, { "guten", IN(DE) }, { "ha", IN(ES) | IN(CA) },
	{ "habe", IN(DE) }, { "haben", IN(DE) }, { "hallo", IN(DE) | IN(NL) }, { "hanno", IN(IT) },
	{ "has", IN(EN) }, { "have", IN(EN) }, { "hay", IN(ES) }, { "he", IN(ES) | IN(CA) }, { "heb", IN(NL) },
	{ "hebben", IN(NL) }, { "hello", IN(EN) }, { "hem", IN(CA) }, { "hemos", IN(ES) }, { "het", IN(NL) },
	{ "ho", IN(IT) }, { "hoe", IN(NL) }, { "hola", IN(ES) | IN(CA) }, { "ich", IN(DE) }, { "ik", IN(NL) },
	{ "il", IN(FR) | IN(IT) }, { "im", IN(DE) }, { "is", IN(EN) | IN(NL) }, { "isso", IN(PT) },
	{ "ist", IN(DE) }, { "it", IN(EN) }, { "j'ai", IN(FR) }, { "je", IN(FR) }, { "jullie", IN(NL) },
	{ "já", IN(PT) }, { "kan", IN(NL) }, { "kann", IN(DE) }, { "kunt", IN(NL) }, { "las", IN(ES) },
	{ "le", IN(FR) | IN(IT) }, { "les", IN(FR) | IN(CA) }, { "leur", IN(FR) }, { "lo", IN(ES) | IN(IT) },
	{ "los", IN(ES) }, { "ma", IN(FR) | IN(IT) }, { "maar", IN(NL) }, { "mais", IN(FR) | IN(PT) },
	{ "mas", IN(PT) }, { "mein", IN(DE) }, { "merci", IN(FR) }, { "met", IN(NL) }, { "meu", IN(PT) | IN(CA) },
	{ "mi", IN(ES) | IN(IT) }, { "mijn", IN(NL) }, { "minha", IN(PT) }, { "mio", IN(IT) }, { "mit", IN(DE) },
	{ "mon", IN(FR) }, { "muy", IN(ES) }, { "my", IN(EN) }, { "más", IN(ES) }, { "més", IN(CA) },
	{ "n'est", IN(FR) }, { "na", IN(PT) }, { "naar", IN(NL) }, { "nach", IN(DE) }, { "ne", IN(FR) },
	{ "nel", IN(IT) }, { "nella", IN(IT) }, { "nicht", IN(DE) }, { "niet", IN(NL) }, { "noch", IN(DE) },
	{ "nog", IN(NL) }, { "non", IN(IT) }, { "nos", IN(ES) }, { "nosso", IN(PT) }, { "nostre", IN(CA) },
	{ "nostro", IN(IT) }, { "not", IN(EN) }, { "notre", IN(FR) }, { "nous", IN(FR) }, { "nuestra", IN(ES) },
	{ "nuestro", IN(ES) }, { "não", IN(PT) }, { "nós", IN(PT) }, { "o", IN(ES) | IN(PT) },
	{ "obrigada", IN(PT) }, { "obrigado", IN(PT) }, { "oder", IN(DE) }, { "of", IN(EN) }, { "olá", IN(PT) },
	{ "om", IN(NL) }, { "on", IN(EN) }, { "onze", IN(NL) }, { "ook", IN(NL) }, { "op", IN(NL) },
	{ "os", IN(PT) }, { "ou", IN(FR) | IN(PT) }, { "our", IN(EN) }, { "para", IN(ES) | IN(PT) },
	{ "pas", IN(FR) }, { "pela", IN(PT) }, { "pelo", IN(PT) }, { "per", IN(IT) | IN(CA) }, { "pero", IN(ES) },
	{ "però", IN(CA) }, { "più", IN(IT) }, { "plau", IN(CA) }, { "please", IN(EN) }, { "plus", IN(FR) },
	{ "pode", IN(PT) }, { "podeu", IN(CA) }, { "por", IN(ES) | IN(PT) }, { "pour", IN(FR) },
	{ "pourriez", IN(FR) }, { "puede", IN(ES) }, { "pueden", IN(ES) }, { "può", IN(IT) }, { "quan", IN(CA) },
	{ "quando", IN(IT) | IN(PT) }, { "questo", IN(IT) }, { "qui", IN(FR) }, { "què", IN(CA) },
	{ "regards", IN(EN) }, { "saludos", IN(ES) }, { "salutacions", IN(CA) }, { "saluti", IN(IT) },
	{ "salve", IN(IT) }, { "se", IN(ES) | IN(PT) }, { "seit", IN(DE) }, { "sem", IN(PT) }, { "sense", IN(CA) },
	{ "seva", IN(CA) }, { "si", IN(IT) | IN(CA) }, { "sich", IN(DE) }, { "sie", IN(DE) }, { "sin", IN(ES) },
	{ "sinds", IN(NL) }, { "sobre", IN(ES) }, { "som", IN(CA) }, { "sono", IN(IT) }, { "sont", IN(FR) },
	{ "su", IN(ES) }, { "sul", IN(IT) }, { "sur", IN(FR) }, { "são", IN(PT) }, { "són", IN(CA) },
	{ "tag", IN(DE) }, { "també", IN(CA) }, { "tardes", IN(ES) }, { "te", IN(NL) }, { "tem", IN(PT) },
	{ "temos", IN(PT) }, { "tenim", IN(CA) }, { "thanks", IN(EN) }, { "that", IN(EN) }, { "the", IN(EN) },
	{ "there", IN(EN) }, { "they", IN(EN) }, { "this", IN(EN) }, { "tiene", IN(ES) }, { "to", IN(EN) },
	{ "todos", IN(ES) }, { "toujours", IN(FR) }, { "té", IN(CA) }, { "u", IN(NL) }, { "uit", IN(NL) },
	{ "um", IN(PT) }, { "uma", IN(PT) }, { "und", IN(DE) }, { "une", IN(FR) }, { "unsere", IN(DE) },
	{ "us", IN(CA) }, { "usted", IN(ES) }, { "ustedes", IN(ES) }, { "van", IN(NL) }, { "vi", IN(IT) },
	{ "vielen", IN(DE) }, { "você", IN(PT) }, { "von", IN(DE) }, { "voor", IN(NL) }, { "votre", IN(FR) },
	{ "vous", IN(FR) }, { "vriendelijke", IN(NL) }, { "was", IN(EN) }, { "we", IN(EN) | IN(NL) },
	{ "wenn", IN(DE) }, { "werden", IN(DE) }, { "what", IN(EN) }, { "when", IN(EN) }, { "which", IN(EN) },
	{ "wie", IN(DE) }, { "wij", IN(NL) }, { "will", IN(EN) }, { "wir", IN(DE) }, { "wird", IN(DE) },
	{ "with", IN(EN) }, { "wordt", IN(NL) }, { "would", IN(EN) }, { "y", IN(ES) }, { "ya", IN(ES) },
	{ "you", IN(EN) }, { "your", IN(EN) }, { "zijn", IN(NL) }, { "zu", IN(DE) }, { "às", IN(PT) },
	{ "è", IN(IT) }, { "é", IN(PT) }, { "és", IN(CA) }, { "être", IN(FR) },
};

#define SMALL_WORDS (sizeof(small_words) / sizeof(small_words[0]))

/* Where the words that begin with a byte stand: small_words[initials[c]] up to small_words[initials[c + 1]]. */
static uint16_t initials[257];

static void
find_initials(void)
{
	size_t i = 0;

	for (unsigned c = 0; c < 257; c++) {
		while (i < SMALL_WORDS && (unsigned char)small_words[i].word[0] < c)
			i++;
		initials[c] = (uint16_t)i;
	}
}

void
language_init(void)
{
	char path[64];
	int fd;

	find_initials();
	if (recognizer != NULL || access(FINGERPRINTS "en.lm", R_OK) != 0)
		return;
	fd = list_in_memory();
	if (fd < 0)
		return;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	recognizer = special_textcat_Init(path, FINGERPRINTS);
	close(fd);
}

/* The words of the text without addresses, links and quoted lines, as far as they are needed. */
static struct text *
sample(TALLOC_CTX *ctx, const char *text, size_t *letters)
{
	struct text *out = text_new(ctx, SAMPLE_MAX);

	*letters = 0;
	while (*text != '\0' && !out->cut && out->size < SAMPLE_MAX) {
		size_t n = strcspn(text, " \t\n\r");
		struct span word = { text, n };

		if (n > 0 && n < 40 && memchr(text, '@', n) == NULL && !span_starts(word, "http") && text[0] != '>') {
			text_add(out, text, n);
			text_add(out, " ", 1);
			for (size_t i = 0; i < n; i++)
				*letters += ((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z') ||
				    ((unsigned char)text[i] & 0xC0) == 0xC0;
		}
		text += n + (text[n] != '\0');
	}
	return out;
}

static int
compare(const void *key, const void *member)
{
	return strcmp(key, ((const __typeof__(small_words[0]) *)member)->word);
}

static const __typeof__(small_words[0]) *
small_word(const char *word)
{
	const uint16_t *from = &initials[(unsigned char)word[0]];

	return bsearch(word, &small_words[from[0]], (size_t)(from[1] - from[0]), sizeof(small_words[0]), compare);
}

/* Lower case for ASCII and for the Latin letters of two bytes. */
static void
fold(char *word)
{
	for (char *c = word; *c != '\0'; c++) {
		unsigned char byte = (unsigned char)*c;
		bool accented = c > word && c[-1] == '\xC3' && byte >= 0x80 && byte < 0x9F;

		if ((byte >= 'A' && byte <= 'Z') || accented)
			*c |= 0x20;
	}
}

/* The language whose small words are by far the most frequent, LANGUAGES when none is. Costs a fiftieth of what the
 * fingerprints do, and is as sure as they are where there are enough words. */
static enum language
by_small_words(const struct text *words)
{
	unsigned hits[LANGUAGES] = { 0 }, second = 0;
	enum language best = EN;
	const char *at = words->bytes;

	while (*at != '\0') {
		char word[16] = "";
		size_t n = strcspn(at, " ,.;:!?()\"");
		const __typeof__(small_words[0]) *found = NULL;

		if (n > 0 && n < sizeof(word)) {
			memcpy(word, at, n);
			fold(word);
			found = small_word(word);
		}
		for (unsigned l = 0; found != NULL && l < LANGUAGES; l++)
			hits[l] += found->languages >> l & 1;
		at += n + (at[n] != '\0');
	}
	for (enum language l = EN; l < LANGUAGES; l++) {
		if (hits[l] > hits[best])
			best = l;
	}
	for (enum language l = EN; l < LANGUAGES; l++) {
		if (l != best && hits[l] > second)
			second = hits[l];
	}
	return hits[best] >= 3 && 2 * hits[best] >= 3 * second + 2 ? best : LANGUAGES;
}

char *
language_of(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	size_t letters;
	struct text *words = sample(tmp, text, &letters);
	enum language sure;
	const char *found;

	if (recognizer == NULL || letters < LANGUAGE_LETTERS_LEAST)
		return NULL;
	sure = by_small_words(words);
	if (sure != LANGUAGES)
		return talloc_strdup(ctx, languages[sure]);
	/* "[es]", or "[es][pt]" when two are as likely; "SHORT", "UNKNOWN". */
	found = textcat_Classify(recognizer, words->bytes, words->size < FINGERPRINT_MAX ? words->size : FINGERPRINT_MAX);
	if (found[0] != '[' || found[1] == '\0' || found[2] == '\0' || found[3] != ']' || found[4] != '\0')
		return NULL;
	return talloc_strndup(ctx, found + 1, 2);
}
