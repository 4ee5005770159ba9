/* token_key.h - what tokens, marks and the file with their keys share */
#ifndef BASE_TOKEN_KEY_H
#define BASE_TOKEN_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <postigo/base/token.h>

#define TOKEN_KEY_SIZE 32

struct token_key {
	char id;
	uint8_t bytes[TOKEN_KEY_SIZE];
	instant made;		/* 0: not known */
};

struct token_keys {
	size_t count;
	struct token_key key[TOKEN_KEYS_MAX];
};

/* NULL when there is none of that name. */
const struct token_key *token_key_find(const struct token_keys *keys, char id);

/* The digits of base32. */
extern const char token_alphabet[TOKEN_KEYS_MAX + 1];

/* The value of a digit of base32, -1 for what is none. */
int token_digit_value(char c);

/* The bits of n bytes in base32, the highest first; the last digit is filled up with zeros. */
void token_put_bits(char *out, const uint8_t *bytes, size_t n);

/* In a time that does not tell where the first difference is. */
bool token_same_digits(const char *a, const char *b, size_t n);

#endif
