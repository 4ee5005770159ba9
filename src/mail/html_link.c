/* html_link.c - see html_link.h */
#include <config.h>

#include <stdbool.h>

#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "html_link.h"

#define TARGET_MAX 2000u	/* bytes that are looked at */
#define SHOWN_MAX 200u
#define WORDS_MAX 600u		/* longer words are no name of their target */
#define PICTURE_WORDS_MAX 200u

static bool
holds(struct span text, struct span word)
{
	if (word.size == 0 || text.size > WORDS_MAX)
		return false;
	for (size_t i = 0; i + word.size <= text.size; i++) {
		if (span_alike(text.at[i], word.at[0]) && strncasecmp(text.at + i, word.at, word.size) == 0)
			return true;
	}
	return false;
}

static bool
has_digit(struct span text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	}
	return false;
}

static bool
starts_and_skip(struct span *s, const char *what)
{
	if (!span_starts(*s, what))
		return false;
	*s = (struct span){ s->at + strlen(what), s->size - strlen(what) };
	return true;
}

static struct span
up_to(struct span s, const char *any)
{
	size_t n = 0;

	while (n < s.size && strchr(any, s.at[n]) == NULL)
		n++;
	return (struct span){ s.at, n };
}

static unsigned
hex(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ?
	    (unsigned)((c | 0x20) - 'a') + 10 : 16;
}

/* Microsoft's filter puts its own address before each link of a mail; the real one is a parameter of it. */
static char *
unwrap(TALLOC_CTX *ctx, char *target)
{
	const char *from = strcasestr(target, ".safelinks.protection.outlook.com/") != NULL ? strstr(target, "url=") : NULL;
	struct text *out;

	if (from == NULL || (from[-1] != '?' && from[-1] != '&'))
		return target;
	out = text_new(ctx, TARGET_MAX);
	for (from += 4; *from != '\0' && *from != '&'; from++) {
		if (*from == '%' && hex(from[1]) < 16 && hex(from[2]) < 16) {
			text_add_char(out, (char)(hex(from[1]) << 4 | hex(from[2])));
			from += 2;
		} else {
			text_add_char(out, *from);
		}
	}
	return utf8_clean_line(ctx, utf8_repair(ctx, out->bytes, out->size), TARGET_MAX);
}

static char *
shorten(TALLOC_CTX *ctx, struct span target)
{
	struct span part;
	const char *host;

	if (target.size <= SHOWN_MAX)
		return talloc_strndup(ctx, target.at, target.size);
	part = up_to(target, "?#");
	if (part.size <= SHOWN_MAX && part.size < target.size)
		return talloc_asprintf(ctx, "%.*s%c…", (int)part.size, part.at, part.at[part.size]);
	host = strstr(target.at, "://");
	if (host == NULL)
		return NULL;
	part = up_to(span_of(host + 3), "/?#");
	if (part.size > SHOWN_MAX)
		return NULL;
	return talloc_asprintf(ctx, "%.*s/…", (int)(part.at + part.size - target.at), target.at);
}

/* A page of the web. Its front page says no more than its host; neither do the counters behind it. */
static char *
page(TALLOC_CTX *ctx, struct span whole, struct span rest, struct span words)
{
	struct span host, path, essence;

	(void)starts_and_skip(&rest, "www.");
	essence = rest;
	while (essence.size > 0 && essence.at[essence.size - 1] == '/')
		essence.size--;
	host = up_to(rest, "/?#");
	path = (struct span){ host.at + host.size, rest.size - host.size };
	(void)starts_and_skip(&path, "/");
	if (host.size == 0 || holds(words, essence) ||
	    (holds(words, host) && (path.size == 0 || path.at[0] == '#' || span_starts(path, "?utm_"))))
		return NULL;
	return shorten(ctx, whole);
}

char *
html_link_target(TALLOC_CTX *ctx, const char *target, struct span words)
{
	char *clean = unwrap(ctx, utf8_clean_line(ctx, target, TARGET_MAX));
	struct span whole = span_of(clean), rest = whole;

	words = span_trim(words);
	if (words.size == 0)
		return NULL;
	if (starts_and_skip(&rest, "mailto:")) {
		rest = up_to(rest, "?");
		return rest.size == 0 || rest.size > SHOWN_MAX || holds(words, rest) ? NULL :
		    talloc_strndup(ctx, rest.at, rest.size);
	}
	if (starts_and_skip(&rest, "tel:"))
		return has_digit(words) || rest.size > SHOWN_MAX ? NULL : talloc_strndup(ctx, rest.at, rest.size);
	if (starts_and_skip(&rest, "http://") || starts_and_skip(&rest, "https://") || starts_and_skip(&rest, "ftp://"))
		return page(ctx, whole, rest, words);
	if (starts_and_skip(&rest, "file:"))
		return holds(words, rest) || whole.size > SHOWN_MAX ? NULL : talloc_strndup(ctx, whole.at, whole.size);
	return NULL;
}

/* What Office writes of a picture that nobody described, in the languages that we saw. */
static const char *const automatic[] = { "automatically generated", "automatisch generiert", "automatisch gegenereerd",
	"générée automatiquement", "généré automatiquement", "generada automáticamente", "generado automáticamente",
	"generata automaticamente", "generato automaticamente", "gerada automaticamente", "genererad automatiskt",
	"automatisk genereret", "generert automatisk", "wygenerowany automatycznie" };

/* Names that say that there is nothing to say. */
static const char *const spacers[] = { "*", ".", "-", "image", "img", "picture", "photo", "spacer", "blank", "pixel",
	"divider", "shadow", "inline image", "imagen", "bild", "immagine", "imagem", "afbeelding" };

static bool
says_nothing(struct span words)
{
	static const char *const ends[] = { ".gif", ".png", ".jpg", ".jpeg", ".bmp", ".svg", ".webp" };

	for (size_t i = 0; i < sizeof(spacers) / sizeof(spacers[0]); i++) {
		if (span_is(words, spacers[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(automatic) / sizeof(automatic[0]); i++) {
		if (holds(words, span_of(automatic[i])))
			return true;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i]);

		if (words.size > n && strncasecmp(words.at + words.size - n, ends[i], n) == 0)
			return true;
	}
	return span_starts(words, "cid:") || span_starts(words, "http:") || span_starts(words, "https:");
}

/* "1", "1px" */
static bool
is_dot(const char *length)
{
	return length != NULL && length[0] >= '0' && length[0] <= '2' && !(length[1] >= '0' && length[1] <= '9') &&
	    strchr(length, '%') == NULL && length[1] != '.';
}

/* A face: no letters, or hardly any. */
static bool
is_face(struct span words)
{
	bool letters = false;

	for (size_t i = 0; i < words.size; i++)
		letters = letters || ((words.at[i] | 0x20) >= 'a' && (words.at[i] | 0x20) <= 'z');
	return words.size <= 3 || (!letters && words.size <= 28 && (unsigned char)words.at[0] >= 0xE2);
}

char *
html_picture_words(TALLOC_CTX *ctx, const char *words, const char *width, const char *height)
{
	struct span s;

	if (words == NULL || is_dot(width) || is_dot(height))
		return NULL;
	s = span_of(utf8_clean_line(ctx, words, PICTURE_WORDS_MAX));
	if (s.size == 0 || says_nothing(s))
		return NULL;
	return talloc_asprintf(ctx, is_face(s) ? "%s" : "[%s]", s.at);
}
