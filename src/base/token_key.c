/* token_key.c - the file with the keys that tokens are signed with; see token.h */
#include <config.h>

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <postigo/base/digest.h>
#include <postigo/base/file.h>
#include <postigo/base/memory.h>

#include "token_key.h"

#define KEY_FILE_MAX 4096
#define DIGITS_END (2 + 2 * TOKEN_KEY_SIZE)	/* where the digits of a line end */
#define LINE_MAX_SIZE (KEY_FILE_MAX / TOKEN_KEYS_MAX)

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

/* What stands behind the digits: nothing, or a blank and when the key was made. */
static bool
read_made(const char *rest, size_t length, instant *out)
{
	char text[40] = "";
	struct error err;

	*out = 0;
	if (length == 0)
		return true;
	if (rest[0] != ' ' || length > sizeof(text))
		return false;
	memcpy(text, rest + 1, length - 1);
	return instant_parse(text, out, &err) == DONE;
}

/* "k 64 hexadecimal digits", of the given length. */
static bool
read_key(const char *line, size_t length, struct token_key *out)
{
	if (length < DIGITS_END || token_digit_value(line[0]) < 0 || line[1] != ' ')
		return false;
	out->id = line[0];
	for (size_t i = 0; i < TOKEN_KEY_SIZE; i++) {
		int high = hex_value(line[2 + 2 * i]), low = hex_value(line[3 + 2 * i]);
		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (uint8_t)(high << 4 | low);
	}
	return read_made(line + DIGITS_END, length - DIGITS_END, &out->made);
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

static enum result
make_key(const char *path, char id, instant now, struct token_key *out, struct error *err)
{
	out->id = id;
	out->made = now;
	if (getrandom(out->bytes, sizeof(out->bytes), 0) != sizeof(out->bytes))
		return error_set(err, TEMPFAIL, "%s: no random numbers: %s", path, strerror(errno));
	return DONE;
}

/* The whole file, with nothing of it left anywhere but in out. */
static size_t
write_keys(const struct token_keys *keys, char out[KEY_FILE_MAX])
{
	SCRATCH(tmp);
	char *end = out;

	for (size_t i = 0; i < keys->count; i++) {
		const struct token_key *key = &keys->key[i];

		*end++ = key->id;
		*end++ = ' ';
		digest_hex(key->bytes, sizeof(key->bytes), end);
		end += 2 * TOKEN_KEY_SIZE;
		if (key->made != 0)
			end += snprintf(end, LINE_MAX_SIZE - DIGITS_END - 1, " %s", instant_rfc3339(tmp, key->made));
		*end++ = '\n';
	}
	return (size_t)(end - out);
}

/* A new file with one key; NONE when somebody was quicker. */
static enum result
make_file(const char *path, struct error *err)
{
	struct token_keys keys = { .count = 1 };
	char text[KEY_FILE_MAX];
	enum result result = make_key(path, '1', instant_now(), &keys.key[0], err);

	if (result == DONE)
		result = file_create(path, text, write_keys(&keys, text), 0600, err);
	explicit_bzero(&keys, sizeof(keys));
	explicit_bzero(text, sizeof(text));
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

/* NONE when there is no file. */
static enum result
load(TALLOC_CTX *ctx, const char *path, struct token_keys **out, struct error *err)
{
	SCRATCH(tmp);
	struct token_keys *keys = talloc_zero(tmp, struct token_keys);
	char *bytes = NULL;
	size_t size = 0;
	enum result result = file_read(tmp, path, KEY_FILE_MAX, &bytes, &size, err);

	if (result != DONE)
		return result;
	talloc_set_destructor(keys, keys_gone);
	result = check_rights(path, err);
	if (result == DONE)
		result = read_keys(path, bytes, size, keys, err);
	explicit_bzero(bytes, size);
	if (result == DONE)
		*out = talloc_steal(ctx, keys);
	return result;
}

enum result
token_keys_load(TALLOC_CTX *ctx, const char *path, struct token_keys **out, struct error *err)
{
	enum result result = load(ctx, path, out, err);

	if (result != NONE)
		return result;
	result = make_file(path, err);
	if (result == DONE || result == NONE)
		result = load(ctx, path, out, err);
	return result == NONE ? error_set(err, TEMPFAIL, "%s: it comes and goes", path) : result;
}

/* The next character that no key is called by; when there is none, that of the last key, which gives its place up. */
static char
free_id(struct token_keys *keys)
{
	int newest = token_digit_value(keys->key[0].id);

	for (int i = 1; i < TOKEN_KEYS_MAX; i++) {
		char id = token_alphabet[(newest + i) % TOKEN_KEYS_MAX];

		if (token_key_find(keys, id) == NULL)
			return id;
	}
	return keys->key[--keys->count].id;
}

enum result
token_keys_rotate(const char *path, instant now, struct error *err)
{
	SCRATCH(tmp);
	struct token_keys *keys;
	struct token_key made;
	char text[KEY_FILE_MAX];
	enum result result = load(tmp, path, &keys, err);

	if (result == NONE)
		return error_set(err, PERMFAIL, "%s: there are no keys yet; postigod makes them when it starts", path);
	if (result != DONE || (result = make_key(path, free_id(keys), now, &made, err)) != DONE)
		return result;
	memmove(keys->key + 1, keys->key, keys->count++ * sizeof(keys->key[0]));
	keys->key[0] = made;
	result = file_write(path, text, write_keys(keys, text), 0600, err);
	explicit_bzero(&made, sizeof(made));
	explicit_bzero(text, sizeof(text));
	return result;
}

size_t
token_keys_list(const struct token_keys *keys, struct token_key_info list[TOKEN_KEYS_MAX])
{
	for (size_t i = 0; i < keys->count; i++)
		list[i] = (struct token_key_info){ keys->key[i].id, keys->key[i].made };
	return keys->count;
}
