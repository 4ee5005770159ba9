/* subject.c - see subject.h */
#include <config.h>

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include <postigo/desk/subject.h>

/* What mail programs put before a subject when they answer or forward, by language (RFC 5322 knows only "Re: "). */
static const char *const prefixes[] = {
	"re", "fwd", "fw", "aw", "wg", "sv", "vs", "vl", "rv", "res", "enc", "tr", "antw", "doorst", "odp", "pd",
	"ynt", "ilt", "r", "i", "rif", "inoltra", "vb", "ref", "respuesta", "reenviado",
	"回复", "答复", "转发", "回覆", "轉寄", "返信", "転送", "회신", "전달",
};

/* Reads "[... #digits]" at s, which stands on '['; *end is then behind ']'. */
static int64_t
tag_at(const char *s, const char **end)
{
	const char *close = strpbrk(s + 1, "[]");
	const char *hash;
	int64_t number = 0;

	if (close == NULL || *close != ']' || close - s > 80)
		return 0;
	for (hash = close - 1; hash > s && isdigit((unsigned char)*hash); hash--)
		;
	if (*hash != '#' || close - hash < 2 || close - hash > 14)
		return 0;
	for (const char *p = hash + 1; p < close; p++)
		number = number * 10 + (*p - '0');
	*end = close + 1;
	return number;
}

int64_t
subject_tag(const char *subject)
{
	const char *end;
	int64_t number;

	if (subject == NULL)
		return 0;
	for (const char *s = strchr(subject, '['); s != NULL; s = strchr(s + 1, '['))
		if ((number = tag_at(s, &end)) != 0)
			return number;
	return 0;
}

/* Behind one "Re:", "AW[2]:" or "Fwd :" at s, or s itself. */
static const char *
skip_prefix(const char *s)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		size_t n = strlen(prefixes[i]);
		const char *p = s + n;

		if (strncasecmp(s, prefixes[i], n) != 0)
			continue;
		if (*p == '[' || *p == '(') {
			for (p++; isdigit((unsigned char)*p); p++)
				;
			if (*p == ']' || *p == ')')
				p++;
		}
		while (*p == ' ')
			p++;
		if (*p == ':')
			return p + 1;
		if (strncmp(p, "\xef\xbc\x9a", 3) == 0)		/* the full-width colon of Chinese clients */
			return p + 3;
	}
	return s;
}

char *
subject_plain(TALLOC_CTX *ctx, const char *subject)
{
	char *plain = talloc_strdup(ctx, subject != NULL ? subject : "");
	char *out = plain;
	const char *s = plain;
	const char *end;
	bool start = true;

	while (*s != '\0') {
		if (*s == '[' && tag_at(s, &end) != 0) {
			s = end;
			continue;
		}
		if (start && *s != ' ' && skip_prefix(s) != s) {
			s = skip_prefix(s);
			continue;
		}
		if (*s == ' ' && (out == plain || out[-1] == ' ')) {
			s++;
			continue;
		}
		start = false;
		*out++ = *s++;
	}
	while (out > plain && out[-1] == ' ')
		out--;
	*out = '\0';
	return plain;
}
