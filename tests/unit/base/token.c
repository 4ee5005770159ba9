/* token.c - what is accepted is exactly what token_make gave */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/file.h>
#include <postigo/base/memory.h>
#include <postigo/base/token.h>

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define ONES "1111111111111111111111111111111111111111111111111111111111111111"

static const instant then = 1795379572000;	/* 2026-11-22 */

/* A folder of the test's own, and a key file of the given text in it. */
static char *
key_file(TALLOC_CTX *ctx, const char *text)
{
	char folder[] = "token.XXXXXX";
	struct error err;

	assert_non_null(mkdtemp(folder));
	char *path = talloc_asprintf(ctx, "%s/key", folder);
	if (text != NULL)
		assert_int_equal(file_write(path, text, strlen(text), 0600, &err), DONE);
	return path;
}

static void
remove_key_file(char *path)
{
	unlink(path);
	*strrchr(path, '/') = '\0';
	assert_int_equal(rmdir(path), 0);
}

static struct token_keys *
keys_from(TALLOC_CTX *ctx, const char *text)
{
	char *path = key_file(ctx, text);
	struct token_keys *keys = NULL;
	struct error err;

	assert_int_equal(token_keys_load(ctx, path, &keys, &err), DONE);
	remove_key_file(path);
	return keys;
}

static void
round_trip(void **state)
{
	static const struct {
		enum token_purpose purpose;
		uint64_t ticket, person;
	} samples[] = {
		{ TOKEN_REQUESTER, 0, 0 },
		{ TOKEN_TECHNICIAN, 12, 7 },
		{ TOKEN_BOUNCE, 31, 32 },
		{ TOKEN_CONFIRM, 33, 34 },
		{ TOKEN_MESSAGE_ID, TOKEN_NUMBER_LIMIT - 1, TOKEN_NUMBER_LIMIT - 1 },
	};
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "a " ONES "\n");
	struct token got;
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *token = token_make(tmp, keys, samples[i].purpose, samples[i].ticket, samples[i].person, then);
		assert_int_equal(strlen(token), TOKEN_LENGTH);
		assert_int_equal(token_verify(keys, token, &got, &err), DONE);
		assert_int_equal(got.purpose, samples[i].purpose);
		assert_int_equal(got.ticket, samples[i].ticket);
		assert_int_equal(got.person, samples[i].person);
		assert_true(got.issued <= then && then - got.issued < DAYS(7));
		for (char *p = token; *p != '\0'; p++)
			*p = *p >= 'a' && *p <= 'z' ? (char)(*p - 'a' + 'A') : *p;
		assert_int_equal(token_verify(keys, token, &got, &err), DONE);
	}
}

/* Reckoned with Python's hmac, so that a change of the format does not go unseen. */
static void
known_token(void **state)
{
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1F\n");

	(void)state;
	assert_string_equal(token_make(tmp, keys, TOKEN_REQUESTER, 12, 345, then), "11r4p000000c00000as4efqnh8xj1rvhx7535rx24g6e0");
}

static void
every_change_is_refused(void **state)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "b " ONES "\na " ZEROS "\n");
	char *token = token_make(tmp, keys, TOKEN_TECHNICIAN, 12, 7, then);
	struct token got;
	struct error err;

	(void)state;
	for (size_t i = 0; i < TOKEN_LENGTH; i++) {
		char original = token[i];
		for (int c = 1; c < 256; c++) {
			token[i] = (char)c;
			bool same = c == original || (c >= 'A' && c <= 'Z' && c - 'A' + 'a' == original);
			assert_int_equal(token_verify(keys, token, &got, &err), same ? DONE : PERMFAIL);
		}
		token[i] = original;
	}
	/* The last digit holds two bits that say nothing: still only one spelling is good. */
	char last = token[TOKEN_LENGTH - 1];
	int accepted = 0;
	for (const char *d = digits; *d != '\0'; d++) {
		token[TOKEN_LENGTH - 1] = *d;
		accepted += token_verify(keys, token, &got, &err) == DONE;
	}
	assert_int_equal(accepted, 1);
	token[TOKEN_LENGTH - 1] = last;
}

static void
every_length_but_one_is_refused(void **state)
{
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "b " ONES "\n");
	char *token = token_make(tmp, keys, TOKEN_BOUNCE, 12, 7, then);
	struct token got;
	struct error err;

	(void)state;
	for (size_t n = 0; n < TOKEN_LENGTH; n++)
		assert_int_equal(token_verify(keys, talloc_strndup(tmp, token, n), &got, &err), PERMFAIL);
	char *longer = talloc_strdup(tmp, token);
	for (int i = 0; i < 1000; i++) {
		longer = talloc_strdup_append_buffer(longer, "0");
		assert_int_equal(token_verify(keys, longer, &got, &err), PERMFAIL);
	}
	assert_int_equal(token_verify(keys, talloc_asprintf(tmp, "%s ", token), &got, &err), PERMFAIL);
	assert_int_equal(token_verify(keys, talloc_asprintf(tmp, " %s", token), &got, &err), PERMFAIL);
}

static void
keys_change(void **state)
{
	SCRATCH(tmp);
	struct token_keys *old = keys_from(tmp, "a " ZEROS "\n");
	struct token_keys *both = keys_from(tmp, "b " ONES "\n\na " ZEROS "\n");
	struct token_keys *new = keys_from(tmp, "b " ONES);
	struct token_keys *other = keys_from(tmp, "a " ONES "\n");
	char *token = token_make(tmp, old, TOKEN_REQUESTER, 1, 2, then);
	struct token got;
	struct error err;

	(void)state;
	assert_int_equal(token_verify(both, token, &got, &err), DONE);
	assert_int_equal(token_verify(new, token, &got, &err), PERMFAIL);
	assert_int_equal(token_verify(other, token, &got, &err), PERMFAIL);
	assert_int_equal(token_make(tmp, both, TOKEN_REQUESTER, 1, 2, then)[1], 'b');
}

static void
weeks_end_and_do_not_wrap(void **state)
{
	static const struct {
		const char *now, *issued;
	} samples[] = {
		{ "1999-01-01T00:00:00Z", "2024-01-01T00:00:00Z" },
		{ "2024-01-07T23:59:59Z", "2024-01-01T00:00:00Z" },
		{ "2024-01-08T00:00:00Z", "2024-01-08T00:00:00Z" },
		{ "2043-08-16T00:00:00Z", "2043-08-10T00:00:00Z" },
		{ "2099-01-01T00:00:00Z", "2043-08-10T00:00:00Z" },
	};
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "b " ONES "\n");
	struct token got;
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		instant now = 0;
		assert_int_equal(instant_parse(samples[i].now, &now, &err), DONE);
		char *token = token_make(tmp, keys, TOKEN_REQUESTER, 1, 2, now);
		assert_int_equal(token_verify(keys, token, &got, &err), DONE);
		assert_string_equal(instant_rfc3339(tmp, got.issued), samples[i].issued);
	}
}

static void
bad_key_files(void **state)
{
	static const struct {
		const char *name, *text, *why;
	} samples[] = {
		{ "empty", "", "no key in it" },
		{ "blank lines only", "\n\n", "no key in it" },
		{ "one digit short", "a 000000000000000000000000000000000000000000000000000000000000000\n", ":1: no key" },
		{ "one digit more", "a " ZEROS "0\n", ":1: no key" },
		{ "not hexadecimal", "a g000000000000000000000000000000000000000000000000000000000000000\n", ":1: no key" },
		{ "no identifier", " " ZEROS "0\n", ":1: no key" },
		{ "identifier out of the alphabet", "u " ZEROS "\n", ":1: no key" },
		{ "carriage return", "a " ZEROS "\r\n", ":1: no key" },
		{ "the same identifier twice", "a " ZEROS "\na " ONES "\n", ":2: a second key 'a'" },
		{ "what is no time behind it", "a " ZEROS " yesterday\n", ":1: no key" },
		{ "a blank behind it", "a " ZEROS " \n", ":1: no key" },
		{ "a long time behind it", "a " ZEROS " 2026-11-22T00:00:00.00000000000000000000000000Z\n", ":1: no key" },
		{ "second line is none", "a " ZEROS "\nhello\n", ":2: no key" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		char *path = key_file(tmp, samples[i].text);
		struct token_keys *keys = NULL;
		struct error err;
		enum result result = token_keys_load(tmp, path, &keys, &err);
		remove_key_file(path);
		if (result != PERMFAIL || strstr(err.text, samples[i].why) == NULL)
			fail_msg("%s: %d %s", samples[i].name, result, err.text);
		/* The reason never shows what may be most of a key. */
		assert_null(strstr(err.text, "00000000"));
	}
}

static void
key_file_is_made_once(void **state)
{
	SCRATCH(tmp);
	char *path = key_file(tmp, NULL);
	struct token_keys *first = NULL, *second = NULL;
	struct token got;
	struct error err;
	struct stat st;

	(void)state;
	assert_int_equal(token_keys_load(tmp, path, &first, &err), DONE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	struct token_key_info list[TOKEN_KEYS_MAX];

	assert_int_equal(token_keys_list(first, list), 1);
	assert_int_equal(list[0].id, '1');
	assert_true(list[0].made > instant_now() - MINUTES(1) && list[0].made <= instant_now());
	assert_int_equal(token_keys_load(tmp, path, &second, &err), DONE);
	assert_int_equal(token_verify(second, token_make(tmp, first, TOKEN_BOUNCE, 5, 6, then), &got, &err), DONE);
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(token_keys_load(tmp, path, &second, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "0600"));
	remove_key_file(path);
}

static void
rotation_signs_anew_and_breaks_nothing(void **state)
{
	SCRATCH(tmp);
	char *path = key_file(tmp, "y " ONES "\na " ZEROS " 2026-01-02T03:04:05Z\n");
	struct token_keys *old = NULL, *new = NULL;
	struct token_key_info list[TOKEN_KEYS_MAX];
	struct token got;
	struct error err;
	struct stat st;

	(void)state;
	assert_int_equal(token_keys_load(tmp, path, &old, &err), DONE);
	char *token = token_make(tmp, old, TOKEN_REQUESTER, 5, 6, then), *mark = token_mark_make(tmp, old, 5);

	assert_int_equal(token_keys_rotate(path, then, &err), DONE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(token_keys_load(tmp, path, &new, &err), DONE);
	assert_int_equal(token_keys_list(new, list), 3);
	assert_int_equal(list[0].id, 'z');
	assert_int_equal(list[0].made, then - then % 1000);
	assert_int_equal(list[1].id, 'y');
	assert_int_equal(list[1].made, 0);
	assert_int_equal(list[2].id, 'a');
	assert_string_equal(instant_rfc3339(tmp, list[2].made), "2026-01-02T03:04:05Z");
	char *newer = token_make(tmp, new, TOKEN_REQUESTER, 5, 6, then);

	assert_int_equal(newer[1], 'z');
	assert_int_equal(token_verify(new, newer, &got, &err), DONE);
	assert_int_equal(token_verify(new, token, &got, &err), DONE);
	assert_int_equal(token_verify(old, newer, &got, &err), PERMFAIL);
	char *text = talloc_asprintf(tmp, "ref:%s", mark);

	assert_int_equal(token_mark_find(new, text, strlen(text)), 5);
	assert_string_not_equal(token_mark_make(tmp, new, 5), mark);
	remove_key_file(path);
}

static void
the_oldest_key_goes_when_there_are_too_many(void **state)
{
	SCRATCH(tmp);
	char *path = key_file(tmp, "1 " ONES "\n");
	struct token_keys *first = NULL, *last = NULL;
	struct token_key_info list[TOKEN_KEYS_MAX];
	struct token got;
	struct error err;
	char *token = NULL;

	(void)state;
	assert_int_equal(token_keys_load(tmp, path, &first, &err), DONE);
	token = token_make(tmp, first, TOKEN_REQUESTER, 5, 6, then);
	for (int i = 1; i <= TOKEN_KEYS_MAX; i++) {
		assert_int_equal(token_keys_rotate(path, then, &err), DONE);
		assert_int_equal(token_keys_load(tmp, path, &last, &err), DONE);
		assert_int_equal(token_keys_list(last, list), i < TOKEN_KEYS_MAX ? i + 1 : TOKEN_KEYS_MAX);
		/* The name of the one that went is the newest's now, and does not bring its tokens back. */
		assert_int_equal(token_verify(last, token, &got, &err), i < TOKEN_KEYS_MAX ? DONE : PERMFAIL);
	}
	assert_int_equal(list[0].id, '1');
	remove_key_file(path);
}

static void
a_bad_key_file_is_not_rotated(void **state)
{
	SCRATCH(tmp);
	char *none = key_file(tmp, NULL), *bad = key_file(tmp, "a " ZEROS "\nhello\n"), *text;
	struct error err;
	size_t size;

	(void)state;
	assert_int_equal(token_keys_rotate(none, then, &err), PERMFAIL);
	assert_non_null(strstr(err.text, "no keys yet"));
	assert_int_not_equal(access(none, F_OK), 0);
	assert_int_equal(token_keys_rotate(bad, then, &err), PERMFAIL);
	assert_non_null(strstr(err.text, ":2: no key"));
	assert_int_equal(file_read(tmp, bad, 1000, &text, &size, &err), DONE);
	assert_string_equal(text, "a " ZEROS "\nhello\n");
	remove_key_file(none);
	remove_key_file(bad);
}

#define MARK "12.j8ep152756"

/* Reckoned with Python's hmac too. */
static void
marks_are_found_where_people_leave_them(void **state)
{
	static const struct {
		const char *text;
		int64_t ticket;
	} samples[] = {
		{ "ref:" MARK, 12 },
		{ "> > ref:" MARK ".", 12 },
		{ "| (ref:" MARK ")\r\n", 12 },
		{ "Answer above. REF:12.J8EP152756, please", 12 },
		{ "re:ref:" MARK, 12 },
		{ "ref:ref:" MARK, 12 },
		{ "ref:12.0000000000 ref:" MARK, 12 },
		{ "\n<ref:" MARK ">", 12 },
		{ "*ref:" MARK "*", 12 },
		{ "ref: " MARK, 0 },
		{ "ref:" MARK "0", 0 },
		{ "ref:" MARK "\xc3\xa9", 0 },
		{ "xref:" MARK, 0 },
		{ "\xc3\xa9ref:" MARK, 0 },
		{ ":" MARK, 0 },
		{ "ef:" MARK, 0 },
		{ MARK, 0 },
		{ "ref:13.j8ep152756", 0 },
		{ "ref:012.j8ep152756", 0 },
		{ "ref:0.j8ep152756", 0 },
		{ "ref:99999999999.j8ep152756", 0 },
		{ "ref:100000000000012.j8ep152756", 0 },
		{ "ref:12j8ep152756", 0 },
		{ "ref:12.j8ep15275", 0 },
		{ "ref:12.", 0 },
		{ "ref:12", 0 },
		{ "ref:", 0 },
		{ ":", 0 },
		{ "", 0 },
	};
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "2 " ONES "\n"
	    "1 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1F\n");

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		/* Without a NUL, so that reading on would be seen. */
		size_t size = strlen(samples[i].text);
		char *text = talloc_memdup(tmp, samples[i].text, size);
		int64_t ticket = token_mark_find(keys, text, size);

		if (ticket != samples[i].ticket)
			fail_msg("\"%s\": %lld", samples[i].text, (long long)ticket);
	}
}

static void
every_other_mark_is_refused(void **state)
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "b " ONES "\n");
	char *text = talloc_asprintf(tmp, "ref:%s", token_mark_make(tmp, keys, 31));

	(void)state;
	assert_int_equal(token_mark_find(keys, text, strlen(text)), 31);
	for (size_t i = strlen("ref:31."); text[i] != '\0'; i++) {
		char original = text[i];

		for (const char *d = digits; *d != '\0'; d++) {
			text[i] = *d;
			assert_int_equal(token_mark_find(keys, text, strlen(text)), *d == original ? 31 : 0);
		}
		text[i] = original;
	}
	assert_int_equal(token_mark_find(keys_from(tmp, "b " ZEROS "\n"), text, strlen(text)), 0);
	char *largest = talloc_asprintf(tmp, "ref:%s", token_mark_make(tmp, keys, (int64_t)TOKEN_NUMBER_LIMIT - 1));

	assert_int_equal(token_mark_find(keys, largest, strlen(largest)), (int64_t)TOKEN_NUMBER_LIMIT - 1);
}

/* Who fills a mail with what looks like marks does not keep us busy; what is no mark costs nothing. */
static void
only_so_many_marks_are_tried(void **state)
{
	SCRATCH(tmp);
	struct token_keys *keys = keys_from(tmp, "b " ONES "\n");
	char *text = talloc_strdup(tmp, "");

	(void)state;
	for (int i = 0; i < 63; i++)
		text = talloc_strdup_append_buffer(text, "ref:5.0000000000 ref:x :: ref:7.short\n");
	char *found = talloc_asprintf(tmp, "%sref:%s", text, token_mark_make(tmp, keys, 3));
	char *late = talloc_asprintf(tmp, "ref:5.0000000000 %s", found);

	assert_int_equal(token_mark_find(keys, found, strlen(found)), 3);
	assert_int_equal(token_mark_find(keys, late, strlen(late)), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(round_trip),
		cmocka_unit_test(known_token),
		cmocka_unit_test(every_change_is_refused),
		cmocka_unit_test(every_length_but_one_is_refused),
		cmocka_unit_test(keys_change),
		cmocka_unit_test(weeks_end_and_do_not_wrap),
		cmocka_unit_test(bad_key_files),
		cmocka_unit_test(key_file_is_made_once),
		cmocka_unit_test(rotation_signs_anew_and_breaks_nothing),
		cmocka_unit_test(the_oldest_key_goes_when_there_are_too_many),
		cmocka_unit_test(a_bad_key_file_is_not_rotated),
		cmocka_unit_test(marks_are_found_where_people_leave_them),
		cmocka_unit_test(every_other_mark_is_refused),
		cmocka_unit_test(only_so_many_marks_are_tried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
