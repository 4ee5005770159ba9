/* ack.c - see ack.h */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "ack.h"

#define BLANKS " \t\r\n"
#define TIME_MOST 16u

/* "2h", "2 h" or "1h30m": blanks in it are how people write. */
static bool
read_time(const char *text, size_t n, duration *out)
{
	char plain[TIME_MOST + 1];
	struct error err;
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		if (strchr(BLANKS, text[i]) != NULL)
			continue;
		if (k == TIME_MOST)
			return false;
		plain[k++] = text[i];
	}
	plain[k] = '\0';
	if (duration_parse(plain, out, &err) != DONE || *out <= 0)
		return false;
	*out = *out < ACK_MOST ? *out : ACK_MOST;
	return true;
}

bool
ack_read(const char *text, duration *quiet)
{
	static const char *const words[] = { "ack", "visto" };
	const char *start = text != NULL ? text + strspn(text, BLANKS) : "";
	size_t n = strlen(start), known = 0;

	while (n > 0 && strchr(BLANKS, start[n - 1]) != NULL)
		n--;
	if (n > 0 && start[0] == '#') {
		start++;
		n--;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strncasecmp(start, words[i], strlen(words[i])) == 0)
			known = strlen(words[i]);
	if (known == 0 || n > 64)
		return false;
	*quiet = 0;
	if (n == known)
		return true;
	if (strchr(BLANKS, start[known]) == NULL)
		return false;
	return read_time(start + known + 1, n - known - 1, quiet);
}
