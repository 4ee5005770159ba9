/* address_name.c - a display name that is made to be taken for an address; see address.h */
#include <config.h>

#include <glib.h>

#include <postigo/base/memory.h>
#include <postigo/mail/address.h>

#define NAME_BYTES_MAX 4096u	/* of a name that are looked at */

/* The name in lower case, with look-alikes of Latin signs as those: full width and small ones, "(at)", the ideographic
 * full stop. */
static char *
folded(TALLOC_CTX *ctx, const char *name)
{
	static const char *const at[] = { "(at)", "[at]", "{at}", "<at>" };
	size_t n = strnlen(name, NAME_BYTES_MAX), made = 0;
	gchar *valid = g_utf8_make_valid(name, (gssize)n);
	gchar *lower = g_utf8_strdown(valid, -1), *plain = g_utf8_normalize(lower, -1, G_NORMALIZE_ALL_COMPOSE);
	char *out = talloc_size(ctx, strlen(plain) + 1);

	for (const char *p = plain; *p != '\0'; p++) {
		bool word = false;

		for (size_t i = 0; i < sizeof(at) / sizeof(at[0]) && !word; i++)
			word = strncmp(p, at[i], 4) == 0;
		if (word || strncmp(p, "\xE3\x80\x82", 3) == 0) {
			out[made++] = word ? '@' : '.';
			p += word ? 3 : 2;
		} else {
			out[made++] = *p;
		}
	}
	out[made] = '\0';
	g_free(plain);
	g_free(lower);
	g_free(valid);
	return out;
}

/* What ends an address in running text. */
static bool
is_end(char c)
{
	return c == '\0' || span_blank(c) || strchr("<>()[]{}\"',;:@!?/\\|", c) != NULL;
}

/* A domain with a dot and a word behind it: "root@server" is no address that anybody could take for another, "5 @ 3.20" a
 * price. */
static bool
is_domain(struct span domain)
{
	const char *dot = domain.size > 0 ? memrchr(domain.at, '.', domain.size) : NULL;

	return dot != NULL && dot > domain.at && domain.at + domain.size - dot > 2 && (dot[1] < '0' || dot[1] > '9');
}

/* The address around the @, blanks beside it left out; owned by ctx. NULL when it is none. */
static char *
address_at(TALLOC_CTX *ctx, const char *text, const char *at)
{
	const char *local_end = at, *local, *domain = at + 1, *end;

	while (local_end > text && local_end[-1] == ' ')
		local_end--;
	for (local = local_end; local > text && !is_end(local[-1]);)
		local--;
	domain += strspn(domain, " ");
	for (end = domain; !is_end(*end);)
		end++;
	while (end > domain && end[-1] == '.')
		end--;
	if (local == local_end || !is_domain((struct span){ domain, (size_t)(end - domain) }))
		return NULL;
	return talloc_asprintf(ctx, "%.*s@%.*s", (int)(local_end - local), local, (int)(end - domain), domain);
}

bool
address_name_hides(const struct mail_address *a)
{
	SCRATCH(tmp);
	const char *text, *own;

	if (a->name == NULL || a->name[0] == '\0')
		return false;
	text = folded(tmp, a->name);
	own = a->address != NULL ? a->address : "";
	for (const char *at = strchr(text, '@'); at != NULL; at = strchr(at + 1, '@')) {
		const char *found = address_at(tmp, text, at);

		if (found != NULL && strcasecmp(found, own) != 0)
			return true;
	}
	return false;
}
