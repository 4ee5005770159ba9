/* idn.c - see idn.h */
#include <config.h>

#include <stdbool.h>
#include <string.h>

#include <idn2.h>

#include <postigo/base/idn.h>
#include <postigo/base/memory.h>

#define LONGEST 1000	/* bytes: no domain is that long, in whatever script */

static bool
is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s > 127)
			return false;
	return true;
}

char *
idn_ascii(TALLOC_CTX *ctx, const char *name)
{
	const char *at = strrchr(name, '@');
	const char *domain = at != NULL ? at + 1 : name;
	uint8_t *ascii = NULL;
	char *out;

	domain += *domain == '.';
	if (is_ascii(domain) || strlen(domain) > LONGEST ||
	    idn2_lookup_u8((const uint8_t *)domain, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return talloc_strdup(ctx, name);
	out = talloc_asprintf(ctx, "%.*s%s", (int)(domain - name), name, (const char *)ascii);
	idn2_free(ascii);
	return out;
}
