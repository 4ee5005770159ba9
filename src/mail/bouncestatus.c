/* bouncestatus.c - see bouncestatus.h */
#include <config.h>

#include <postigo/base/memory.h>
#include <postigo/mail/bouncestatus.h>
#include <postigo/mail/bounceword.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
}

/* How long the code at p is, 0: none. RFC 3463 knows the subjects 0 to 7, details have up to three digits. */
static size_t
enhanced_length(const char *p, size_t left)
{
	size_t n = 4;

	if (left < 5 || p[1] != '.' || p[2] < '0' || p[2] > '7' || p[3] != '.')
		return 0;
	while (n < left && n < 8 && is_digit(p[n]))
		n++;
	if (n == 4 || n == 8 || (n < left && is_word(p[n])))
		return 0;
	return n + 1 < left && p[n] == '.' && is_digit(p[n + 1]) ? 0 : n;
}

char *
bouncestatus_enhanced(TALLOC_CTX *ctx, struct span text, bool success)
{
	for (size_t i = 0; i + 5 <= text.size; i++) {
		const char *p = text.at + i;
		size_t n;

		if (p[0] != '5' && p[0] != '4' && !(success && p[0] == '2'))
			continue;
		if (i > 0 && (is_word(p[-1]) || p[-1] == '.' || p[-1] == '/'))
			continue;
		/* "Exim 4.9.2", "version 4.7.1" */
		if (i > 1 && p[-1] == ' ' && (p[-2] | 0x20) >= 'a' && (p[-2] | 0x20) <= 'z' && i > 7 &&
		    (strncasecmp(p - 8, "version", 7) == 0 || strncasecmp(p - 5, "exim", 4) == 0 ||
		    strncasecmp(p - 8, "postfix", 7) == 0))
			continue;
		if ((n = enhanced_length(p, text.size - i)) > 0)
			return talloc_strndup(ctx, p, n);
	}
	return NULL;
}

/* Does a number that could be a reply's code stand where one is written: at the head of a line, behind a sign or a
 * word that says so? */
static bool
introduced(const char *text, size_t i)
{
	static const char *const words[] = { "code", "error", "status", "said", "smtp", "reply" };
	size_t end = i;

	while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'))
		end--;
	if (end == 0 || strchr("\n:;<>(#'\"=", text[end - 1]) != NULL)
		return true;
	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
		size_t n = strlen(words[k]);

		if (end >= n && strncasecmp(text + end - n, words[k], n) == 0)
			return true;
	}
	return false;
}

/* The class of the first SMTP reply code, '\0' when there is none. "550 MB" is none, nor is a port or a year. */
static char
reply_class(struct span text)
{
	for (size_t i = 0; i + 3 <= text.size; i++) {
		const char *p = text.at + i;
		bool usual;

		if ((p[0] != '4' && p[0] != '5') || p[1] < '0' || p[1] > '7' || !is_digit(p[2]))
			continue;
		if (i > 0 && (is_word(p[-1]) || p[-1] == '.' || p[-1] == '-' || p[-1] == '/'))
			continue;
		if (i + 3 < text.size && (is_word(p[3]) || p[3] == '/' || p[3] == '%' ||
		    (p[3] == '.' && i + 4 < text.size && is_digit(p[4]))))
			continue;
		usual = (p[1] == '5' && p[2] <= '5') || strncmp(p, "421", 3) == 0;
		if (introduced(text.at, i) ||
		    (usual && (i + 3 == text.size || strchr(" -:\n\r)", p[3]) != NULL)))
			return p[0];
	}
	return '\0';
}

char *
bouncestatus_read(TALLOC_CTX *ctx, struct span text)
{
	SCRATCH(tmp);
	char *told = bouncestatus_enhanced(ctx, text, false);
	const char *words;
	char class;

	if (told != NULL || text.size == 0)
		return told;
	class = reply_class(text);
	words = bounceword_status(bounceword_fold(tmp, text));
	if (class == '\0')
		return words != NULL ? talloc_strdup(ctx, words) : NULL;
	return talloc_asprintf(ctx, "%c%s", class, words != NULL && words[0] == class ? words + 1 : ".0.0");
}
