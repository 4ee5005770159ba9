/* clearsign.c - see clearsign.h */
#include <config.h>

#include <postigo/mail/span.h>

#include "clearsign.h"

#define BEGIN "-----BEGIN PGP SIGNED MESSAGE-----"
#define SIGNATURE "-----BEGIN PGP SIGNATURE-----"
#define END "-----END PGP SIGNATURE-----"

/* The line at or after rest that is exactly that; *rest moves behind it. False when there is none. */
static bool
find_line(struct span *rest, const char *words, struct span *line)
{
	while (span_line(rest, line)) {
		if (line->size >= strlen(words) && memcmp(line->at, words, strlen(words)) == 0 &&
		    span_is(span_trim(*line), words))
			return true;
	}
	return false;
}

static void
put(char *text, size_t *made, struct span bytes)
{
	memmove(text + *made, bytes.at, bytes.size);
	*made += bytes.size;
}

/* The lines between, with "- " taken off those that had a dash. */
static void
put_lines(char *text, size_t *made, struct span lines)
{
	struct span line;

	while (span_line(&lines, &line)) {
		const char *end = lines.size > 0 ? lines.at : line.at + line.size + 1;

		if (line.size >= 2 && line.at[0] == '-' && line.at[1] == ' ')
			line = (struct span){ line.at + 2, line.size - 2 };
		put(text, made, (struct span){ line.at, (size_t)(end - line.at) });
	}
}

size_t
clearsign_open(char *text, size_t n, bool *signed_too)
{
	struct span rest = { text, n }, begin, line, signature, end;
	const char *words;
	size_t made = 0;

	*signed_too = false;
	if (memmem(text, n, BEGIN, sizeof(BEGIN) - 1) == NULL || !find_line(&rest, BEGIN, &begin))
		return n;
	while (span_line(&rest, &line) && span_trim(line).size > 0) {	/* "Hash: SHA512" */
		if (memchr(line.at, ':', line.size) == NULL)
			return n;
	}
	words = rest.at;
	if (!find_line(&rest, SIGNATURE, &signature) || !find_line(&rest, END, &end))
		return n;
	made = (size_t)(begin.at - text);
	put_lines(text, &made, (struct span){ words, (size_t)(signature.at - words) });
	put(text, &made, rest);
	text[made] = '\0';
	*signed_too = true;
	return made;
}
