/* token_key.c - the file with the keys that tokens are signed with; see token.h */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <postigo/base/digest.h>
#include <postigo/base/file.h>
#include <postigo/base/memory.h>

#include "token_key.h"

#define KEY_FILE_MAX 4096

/* A key's bytes do not stay in memory that is free. */
static int
keys_gone(struct token_keys *keys)
{
	explicit_bzero(keys, sizeof(*keys));
	return 0;
}

const struct token_key *
token_key_find(const struct token_keys *keys, char id)
{
	for (size_t i = 0; i < keys->count; i++)
		if (keys->key[i].id == id)
			return &keys->key[i];
	return NULL;
}

static int
hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *p = c == '\0' ? NULL : strchr(digits, tolower((unsigned char)c));

	return p == NULL ? -1 : (int)(p - digits);
}

/* "k 64 hexadecimal digits", of the given length. */
static bool
read_key(const char *line, size_t length, struct token_key *out)
{
	if (length != 2 + 2 * TOKEN_KEY_SIZE || token_digit_value(line[0]) < 0 || line[1] != ' ')
		return false;
	out->id = line[0];
	for (size_t i = 0; i < TOKEN_KEY_SIZE; i++) {
		int high = hex_value(line[2 + 2 * i]), low = hex_value(line[3 + 2 * i]);
		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

/* What is wrong is named by its line; what stands there is secret. */
static enum result
read_keys(const char *path, const char *bytes, size_t size, struct token_keys *keys, struct error *err)
{
	const char *end = bytes + size;
	int line = 1;

	for (const char *p = bytes; p < end; line++) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		size_t length = (size_t)((newline != NULL ? newline : end) - p);
		struct token_key key;
		if (length > 0) {
			if (!read_key(p, length, &key))
				return error_set(err, PERMFAIL,
				    "%s:%d: no key: one character, a blank and 64 hexadecimal digits", path, line);
			if (token_key_find(keys, key.id) != NULL)
				return error_set(err, PERMFAIL, "%s:%d: a second key '%c'", path, line, key.id);
			keys->key[keys->count++] = key;
			explicit_bzero(&key, sizeof(key));
		}
		p += length + (newline != NULL);
	}
	if (keys->count == 0)
		return error_set(err, PERMFAIL, "%s: there is no key in it", path);
	return DONE;
}

/* A new file with one key; NONE when somebody was quicker. */
static enum result
make_file(const char *path, struct error *err)
{
	uint8_t key[TOKEN_KEY_SIZE];
	char line[2 + 2 * TOKEN_KEY_SIZE + 2] = "1 ";

	if (getrandom(key, sizeof(key), 0) != sizeof(key))
		return error_set(err, TEMPFAIL, "%s: no random numbers: %s", path, strerror(errno));
	digest_hex(key, sizeof(key), line + 2);
	line[sizeof(line) - 2] = '\n';
	enum result result = file_create(path, line, sizeof(line) - 1, 0600, err);
	explicit_bzero(key, sizeof(key));
	explicit_bzero(line, sizeof(line));
	return result;
}

static enum result
check_rights(const char *path, struct error *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return error_set(err, PERMFAIL, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode) || (st.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return error_set(err, PERMFAIL, "%s: others may read the key; its mode should be 0600", path);
	return DONE;
}

enum result
token_keys_load(TALLOC_CTX *ctx, const char *path, struct token_keys **out, struct error *err)
{
	SCRATCH(tmp);
	struct token_keys *keys = talloc_zero(tmp, struct token_keys);
	char *bytes = NULL;
	size_t size = 0;

	talloc_set_destructor(keys, keys_gone);
	enum result result = file_read(tmp, path, KEY_FILE_MAX, &bytes, &size, err);
	if (result == NONE) {
		result = make_file(path, err);
		if (result == DONE || result == NONE)
			result = file_read(tmp, path, KEY_FILE_MAX, &bytes, &size, err);
	}
	if (result != DONE)
		return result == NONE ? error_set(err, TEMPFAIL, "%s: it comes and goes", path) : result;
	result = check_rights(path, err);
	if (result == DONE)
		result = read_keys(path, bytes, size, keys, err);
	explicit_bzero(bytes, size);
	if (result == DONE)
		*out = talloc_steal(ctx, keys);
	return result;
}
