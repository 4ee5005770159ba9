/* winmail.dat made to hurt: every beginning of a good one, and lengths that lie. tests/mails has those that are whole. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/message.h>
#include <postigo/mail/tnef.h>

#define HEAD "\x78\x9F\x3E\x22\x01\x00"
#define CODEPAGE "\x01\x07\x90\x06\x00\x08\x00\x00\x00\xE3\x04\x00\x00\x00\x00\x00\x00\xE7\x00"	/* windows-1251 */
#define FILE_BEGINS "\x02\x02\x90\x06\x00\x02\x00\x00\x00..\x5C\x00"
#define FILE_TITLE "\x02\x10\x80\x01\x00\x06\x00\x00\x00\xC0.txt\x00\x00\x00"
#define FILE_DATA "\x02\x0F\x80\x06\x00\x05\x00\x00\x00Hello\xF4\x01"
#define FILE_PROPERTIES "\x02\x05\x90\x06\x00\x1C\x00\x00\x00\x01\x00\x00\x00\x1F\x00\x07\x37\x01\x00\x00\x00\x09\x00\x00\x00" \
	"\x11\x04.\x00t\x00\x00\x00\x00\x00\x00\x00\x00\x00"
#define GOOD HEAD CODEPAGE FILE_BEGINS FILE_TITLE FILE_DATA FILE_PROPERTIES

static struct tnef
read_copy(TALLOC_CTX *ctx, const char *bytes, size_t n)
{
	/* Exactly so long: the sanitizer sees each byte too many. */
	char *copy = memcpy(malloc(n + (n == 0)), bytes, n);
	struct tnef tnef = tnef_read(ctx, (struct span){ copy, n });
	free(copy);
	return tnef;
}

static void
files(void **state)
{
	SCRATCH(tmp);
	struct span good = { GOOD, sizeof(GOOD) - 1 };
	struct tnef tnef = tnef_read(tmp, good);

	(void)state;
	assert_true(tnef_is(good));
	assert_true(tnef.whole);
	assert_int_equal(tnef.count, 1);
	assert_string_equal(tnef.list[0].name, "Б.t");
	assert_int_equal(tnef.list[0].bytes.size, 5);
	assert_memory_equal(tnef.list[0].bytes.at, "Hello", 5);
	tnef = tnef_read(tmp, (struct span){ GOOD, sizeof(HEAD CODEPAGE FILE_BEGINS FILE_TITLE) - 1 });
	assert_string_equal(tnef.list[0].name, "А.txt");
	assert_false(tnef_is(span_of("hello")));
	assert_false(tnef_read(tmp, span_of("hello")).whole);
}

static void
cut_and_changed(void **state)
{
	size_t size = sizeof(GOOD) - 1;

	(void)state;
	for (size_t n = 0; n <= size; n++) {
		SCRATCH(tmp);

		(void)read_copy(tmp, GOOD, n);
	}
	for (size_t i = 6; i < size; i++) {
		static const char bad[] = { '\0', '\x7F', '\xFF' };

		for (size_t b = 0; b < sizeof(bad); b++) {
			SCRATCH(tmp);
			char *copy = talloc_memdup(tmp, GOOD, size);

			copy[i] = bad[b];
			(void)read_copy(tmp, copy, size);
		}
	}
}

static int
set_up(void **state)
{
	(void)state;
	message_init();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(files), cmocka_unit_test(cut_and_changed) };

	return cmocka_run_group_tests(tests, set_up, NULL);
}
