/* letter.c - what may be handed to libESMTP: it checks nothing, and writes what it gets on the wire */
#include <config.h>

#include <string.h>

#include "letter.h"

enum result
letter_address(const char *address, struct error *err)
{
	size_t n = strlen(address);
	const char *at = strrchr(address, '@');

	if (n > LETTER_ADDRESS_MAX)
		return error_set(err, PERMFAIL, "the address has %zu bytes, %d are the most", n, LETTER_ADDRESS_MAX);
	if (at == NULL || at == address || at[1] == '\0')
		return error_set(err, PERMFAIL, "this is no address: it lacks a part before or behind an @");
	for (size_t i = 0; i < n; i++)
		if (address[i] <= ' ' || address[i] > '~' || address[i] == '<' || address[i] == '>')
			return error_set(err, PERMFAIL, "the address has byte 0x%02x at %zu, which no envelope can carry",
			    (unsigned char)address[i], i);
	return DONE;
}

enum result
letter_bytes(const char *bytes, size_t n, struct error *err)
{
	if (n < 2 || bytes[n - 2] != '\r' || bytes[n - 1] != '\n')
		return error_set(err, PERMFAIL, "the mail does not end with a line end");
	if (memchr(bytes, '\0', n) != NULL)
		return error_set(err, PERMFAIL, "the mail has a NUL in it");

	const char *end = bytes + n;
	for (const char *p = bytes; p < end; p += 2) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));
		const char *cr = memchr(p, '\r', (size_t)(lf - p));

		if (cr == NULL || cr + 1 != lf)
			return error_set(err, PERMFAIL, "the mail has a bare %s near byte %zu", cr == NULL ? "LF" : "CR",
			    (size_t)((cr == NULL ? lf : cr) - bytes));
		p = cr;
	}
	return DONE;
}
