/* Transfer encodings as mailers name and write them. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/transfer.h>

static const struct {
	const char *name, *encoding, *bytes, *want;
} samples[] = {
	{ "base64", "Base64", "aG9sYQ==", "hola" },
	{ "in quotes", "\"base64\"", "aG9sYQ==", "hola" },
	{ "with a blank", "base 64", "aG9sYQ==", "hola" },
	{ "with a comment", "(soon) base64; x=y", "aG9sYQ==", "hola" },
	{ "no padding", "base64", "aG9sYQ", "hola" },
	{ "folded", "base64", "aG\r\n9s\r\nYQ==\r\n", "hola" },
	{ "noise", "base64", "aG!9s\xFFYQ==", "hola" },
	{ "pieces glued", "base64", "aG9sYQ==\r\naG9sYQ==", "holahola" },
	{ "a list's footer", "base64", "aG9sYQ==\r\n____\r\nmanage your list here\r\n", "hola" },
	{ "quoted-printable", "Quoted-Printable ", "ma=C3=B1ana=\r\n s", "mañana s" },
	{ "underscore", "quoted_printable", "a=3Db", "a=b" },
	{ "lower case digits", "quoted-printable", "ma=c3=b1ana", "mañana" },
	{ "broken escapes", "quoted-printable", "1=2 =ZZ 100=", "1=2 =ZZ 100" },
	{ "blanks behind the soft break", "quoted-printable", "ab= \t\r\ncd", "abcd" },
	{ "a signature's mark", "quoted-printable", "-- \r\nAna", "-- \r\nAna" },
	{ "underscores stay", "quoted-printable", "a_b", "a_b" },
	{ "uuencode", "x-uuencode", "begin 644 a.txt\r\n$:&]L80``\r\n`\r\nend\r\n", "hola" },
	{ "8bit", "8 bit", "a=20b", "a=20b" },
	{ "7bit", "7BIT", "aG9sYQ==", "aG9sYQ==" },
	{ "nothing", "", "a=20b", "a=20b" },
	{ "unknown", "x-secret", "a=20b", "a=20b" },
};

static void
decode(void **state)
{
	unsigned bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		enum transfer transfer;
		struct span got;
		char *text;

		(void)transfer_known(span_of(samples[i].encoding), &transfer);
		got = transfer_decode(tmp, transfer, span_of(samples[i].bytes));
		text = talloc_strndup(tmp, got.at, got.size);
		if (strcmp(text, samples[i].want) != 0)
			print_error("%s: want %s, got %s\n", samples[i].name, samples[i].want, text);
		bad += strcmp(text, samples[i].want) != 0;
	}
	assert_int_equal(bad, 0);
}

static void
known(void **state)
{
	enum transfer transfer;

	(void)state;
	assert_true(transfer_known(span_of("8bit"), &transfer));
	assert_false(transfer_known(span_of("x-secret"), &transfer));
	assert_int_equal(transfer, TRANSFER_NONE);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = { cmocka_unit_test(decode), cmocka_unit_test(known) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
