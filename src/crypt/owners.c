/* owners.c - the file "owners" of a keyring: a fingerprint and an address on each line, for whom a key counts
 *
 * Whoever makes a key writes any address into it; so that a key came into the keyring says nothing of whose it is. A
 * person has compared fingerprints, and says it here.
 *
 * With "-" for an address it is a certificate that was withdrawn: it counts for nobody, whatever authority vouches for it.
 */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>

#include "room.h"

#define FILE_MOST (4u << 20)

static char *
path_of(TALLOC_CTX *ctx, const struct keyring *keyring)
{
	return talloc_asprintf(ctx, "%s/owners", keyring_folder(keyring));
}

/* The line's fingerprint is that one: then its address is what stands behind it. */
static const char *
address_in(const char *line, const char *fingerprint)
{
	size_t n = strlen(fingerprint);

	return n > 0 && strncasecmp(line, fingerprint, n) == 0 && line[n] == ' ' ? line + n + 1 : NULL;
}

struct mail_strings
owners_of(TALLOC_CTX *ctx, const struct keyring *keyring, const char *fingerprint)
{
	SCRATCH(tmp);
	struct mail_strings out = { NULL, 0 };
	struct error err;
	const char *address;
	char *bytes;
	size_t size;

	if (file_read(tmp, path_of(tmp, keyring), FILE_MOST, &bytes, &size, &err) != DONE)
		return out;
	for (char *line = bytes, *end; *line != '\0'; line = end + 1) {
		end = strchrnul(line, '\n');
		if ((address = address_in(line, fingerprint)) != NULL) {
			out.list = talloc_realloc(ctx, out.list, char *, (unsigned)out.count + 1);
			out.list[out.count++] = talloc_strndup(ctx, address, (size_t)(end - address));
		}
		if (*end == '\0')
			break;
	}
	return out;
}

enum result
owners_withdrew(const struct keyring *keyring, const char *fingerprint, bool *out, struct error *err)
{
	SCRATCH(tmp);
	char *bytes = talloc_strdup(tmp, "");
	const char *address;
	size_t size, n = strlen(OWNER_NONE);
	bool withdrew = false;

	/* No file: nothing was withdrawn yet. One that cannot be read: anything may have been. */
	if (file_read(tmp, path_of(tmp, keyring), FILE_MOST, &bytes, &size, err) < 0)
		return TEMPFAIL;
	for (char *line = bytes, *end; *line != '\0'; line = end + 1) {
		end = strchrnul(line, '\n');
		address = address_in(line, fingerprint);
		withdrew |= address != NULL && (size_t)(end - address) == n && strncmp(address, OWNER_NONE, n) == 0;
		if (*end == '\0')
			break;
	}
	*out = withdrew;
	return DONE;
}

enum result
owners_keys(TALLOC_CTX *ctx, const struct keyring *keyring, const char *address, char **keys, struct error *err)
{
	SCRATCH(tmp);
	char *out = talloc_strdup(ctx, ""), *bytes = talloc_strdup(tmp, "");
	size_t size, n = strlen(address);

	/* No file: nobody has been trusted yet. One that cannot be read says nothing of whom. */
	if (file_read(tmp, path_of(tmp, keyring), FILE_MOST, &bytes, &size, err) < 0)
		return TEMPFAIL;
	for (char *line = bytes, *end; *line != '\0'; line = end + 1) {
		size_t fingerprint = strcspn(line, " \n");

		end = strchrnul(line, '\n');
		if (line[fingerprint] == ' ' && (size_t)(end - line) == fingerprint + 1 + n &&
		    strncasecmp(line + fingerprint + 1, address, n) == 0)
			out = talloc_asprintf_append(out, "%s%.*s", out[0] != '\0' ? " " : "", (int)fingerprint, line);
		if (*end == '\0')
			break;
	}
	*keys = out;
	return DONE;
}

enum result
owners_set(const struct keyring *keyring, const char *fingerprint, const struct mail_strings *addresses, struct error *err)
{
	SCRATCH(tmp);
	char *bytes = talloc_strdup(tmp, ""), *out = talloc_strdup(tmp, "");
	size_t size;
	enum result result = file_read(tmp, path_of(tmp, keyring), FILE_MOST, &bytes, &size, err);

	if (result < 0)
		return result;
	for (char *line = bytes, *end; *line != '\0'; line = end + 1) {
		end = strchrnul(line, '\n');
		if (end > line && address_in(line, fingerprint) == NULL)
			out = talloc_asprintf_append(out, "%.*s\n", (int)(end - line), line);
		if (*end == '\0')
			break;
	}
	for (size_t i = 0; i < addresses->count; i++)
		out = talloc_asprintf_append(out, "%s %s\n", fingerprint, addresses->list[i]);
	return file_write(path_of(tmp, keyring), out, strlen(out), 0600, err);
}
