/* language.c - see language.h */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
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

/* All 160 known languages would take each other's short texts: with these eight, 19 of 20 sentences are right. */
static const char *const languages[] = { "en", "es", "fr", "de", "it", "pt", "ca", "nl" };

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

void
language_init(void)
{
	char path[64];
	int fd;

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

char *
language_of(TALLOC_CTX *ctx, const char *text)
{
	SCRATCH(tmp);
	size_t letters;
	struct text *words = sample(tmp, text, &letters);
	const char *found;

	if (recognizer == NULL || letters < LANGUAGE_LETTERS_LEAST)
		return NULL;
	/* "[es]", or "[es][pt]" when two are as likely; "SHORT", "UNKNOWN". */
	found = textcat_Classify(recognizer, words->bytes, words->size);
	if (found[0] != '[' || found[1] == '\0' || found[2] == '\0' || found[3] != ']' || found[4] != '\0')
		return NULL;
	return talloc_strndup(ctx, found + 1, 2);
}
