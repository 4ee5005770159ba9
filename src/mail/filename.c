/* filename.c - see filename.h */
#include <config.h>

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/filename.h>
#include <postigo/mail/sniff.h>

static const char *
last_component(const char *name)
{
	const char *last = name;

	for (const char *p = name; *p != '\0'; p++) {
		if ((*p == '/' || *p == '\\') && p[1] != '\0')
			last = p + 1;
	}
	return last;
}

static bool
is_device(const char *name)
{
	static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", NULL };
	size_t n = strcspn(name, ".");

	while (n > 0 && name[n - 1] == ' ')
		n--;
	for (size_t i = 0; devices[i] != NULL; i++) {
		if (n == 3 && strncasecmp(name, devices[i], 3) == 0)
			return true;
	}
	return n == 4 && (strncasecmp(name, "COM", 3) == 0 || strncasecmp(name, "LPT", 3) == 0) &&
	    name[3] >= '0' && name[3] <= '9';
}

/* Cuts in the middle, between characters, so that the ending stays. */
static char *
shorten(TALLOC_CTX *ctx, const char *name)
{
	size_t size = strlen(name), keep, ending = 0;
	const char *dot = strrchr(name, '.');

	if (size <= FILENAME_MAX_BYTES)
		return talloc_strdup(ctx, name);
	if (dot != NULL && strlen(dot) <= 20)
		ending = strlen(dot);
	keep = FILENAME_MAX_BYTES - ending;
	while (keep > 0 && ((unsigned char)name[keep] & 0xC0) == 0x80)
		keep--;
	return talloc_asprintf(ctx, "%.*s%s", (int)keep, name, name + size - ending);
}

static char *
made_up(TALLOC_CTX *ctx, const char *type)
{
	static const struct {
		const char *type, *name;
	} names[] = {
		{ "message/rfc822", "message.eml" }, { "message/delivery-status", "delivery-status.txt" },
		{ "text/rfc822-headers", "headers.txt" }, { "text/calendar", "invite.ics" },
		{ "text/plain", "text.txt" }, { "text/html", "text.html" }, { "image/jpeg", "image.jpg" },
		{ "image/png", "image.png" }, { "image/gif", "image.gif" }, { "application/pdf", "document.pdf" },
		{ "application/pgp-signature", "signature.asc" }, { "application/pkcs7-signature", "smime.p7s" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i].type, type) == 0)
			return talloc_strdup(ctx, names[i].name);
	}
	return talloc_asprintf(ctx, "attachment.%s", sniff_ending(type) != NULL ? sniff_ending(type) : "bin");
}

char *
filename_safe(TALLOC_CTX *ctx, const char *name, const char *type)
{
	SCRATCH(tmp);
	char *clean = utf8_clean_line(tmp, name != NULL ? name : "", 4 * FILENAME_MAX_BYTES), *p;
	size_t n;

	clean = talloc_strdup(tmp, last_component(clean));
	for (p = clean; *p != '\0'; p++) {
		if (*p == '/' || *p == '\\' || *p == ':')
			*p = '_';
	}
	p = clean + strspn(clean, ". ");
	for (n = strlen(p); n > 0 && (p[n - 1] == '.' || p[n - 1] == ' '); n--)
		p[n - 1] = '\0';
	if (*p == '\0')
		return made_up(ctx, type);
	if (is_device(p))
		p = talloc_asprintf(tmp, "_%s", p);
	return shorten(ctx, p);
}
