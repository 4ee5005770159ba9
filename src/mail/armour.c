/* armour.c - see armour.h */
#include <config.h>

#include <postigo/mail/armour.h>
#include <postigo/mail/transfer.h>

#define BEGINS "-----BEGIN PGP "

/* Behind the fields, and the empty line that follows; some programs leave it out. */
static struct span
behind_fields(struct span rest)
{
	struct span next = rest, line;

	while (span_line(&next, &line)) {
		if (span_trim(line).size == 0)
			return next;
		if (memchr(line.at, ':', line.size) == NULL)
			return rest;
		rest = next;
	}
	return rest;
}

/* Up to the line of the sum, or the one that ends it. */
static struct span
before_end(struct span text)
{
	struct span rest = text, line;

	while (span_line(&rest, &line)) {
		line = span_trim(line);
		if (line.size > 0 && (line.at[0] == '=' || line.at[0] == '-'))
			return (struct span){ text.at, (size_t)(line.at - text.at) };
	}
	return text;
}

struct span
armour_take_off(TALLOC_CTX *ctx, struct span message)
{
	struct span rest = message, line;
	char *out;

	do {
		if (!span_line(&rest, &line))
			return message;
	} while (!span_starts(span_trim(line), BEGINS));
	rest = before_end(behind_fields(rest));
	out = talloc_size(ctx, rest.size + 1);
	return (struct span){ out, transfer_base64(rest.at, rest.size, out) };
}
