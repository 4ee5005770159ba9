/* armour.c - what is in an OpenPGP message's armour, whatever stands around it */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/armour.h>

#define BEGIN "-----BEGIN PGP MESSAGE-----"
#define END "-----END PGP MESSAGE-----"

static void
it_is_taken_off(void **state)
{
	static const struct {
		const char *name, *message, *wanted;
	} samples[] = {
		{ "as gpg writes it", BEGIN "\r\n\r\nSGVsbG8sIHRo\r\nZXJlIQ==\r\n=AAAA\r\n" END "\r\n", "Hello, there!" },
		{ "with fields", BEGIN "\nVersion: 1\nComment: it says: so\n\nSGVsbG8=\n=AAAA\n" END "\n", "Hello" },
		{ "words before it", "Read this:\n\n  " BEGIN " \n \nSGVsbG8=\n" END "\n", "Hello" },
		{ "a file's", "-----BEGIN PGP ARMORED FILE-----\n\nSGVs\n=AAAA\n", "Hel" },
		{ "without the empty line", BEGIN "\nSGVs\nbG8=\n\n" END "\n", "Hello" },
		{ "a field, and no empty line", BEGIN "\nVersion: 1\nSGVs\nbG8=\n" END "\n", "Hello" },
		{ "neither sum nor end", BEGIN "\n\nSGVsbG8h", "Hello!" },
		{ "the first of two", BEGIN "\n\nSGVs\n=AAAA\n" END "\n" BEGIN "\n\nbG8h\n" END "\n", "Hel" },
		{ "the first of two, without an end", BEGIN "\n\nSGVs\n" BEGIN "\n\nbG8h\n" END "\n", "Hel" },
		{ "of whatever it says that it is", "-----BEGIN PGP WHATEVER-----\n\nSGVs\n" BEGIN "\n\nbG8h\n" END "\n", "Hel" },
		{ "nothing in it", BEGIN "\n\n" END "\n", "" },
		{ "nothing behind it", BEGIN, "" },
		{ "none", "Hello,\nthere", "Hello,\nthere" },
		{ "none, for it does not begin a line", "x " BEGIN "\n\nSGVs\n", "x " BEGIN "\n\nSGVs\n" },
		{ "no bytes", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		SCRATCH(tmp);
		struct span out = armour_take_off(tmp, span_of(samples[i].message));

		if (out.size != strlen(samples[i].wanted) || memcmp(out.at, samples[i].wanted, out.size) != 0)
			fail_msg("%s: \"%.*s\"", samples[i].name, (int)out.size, out.at);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_taken_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
