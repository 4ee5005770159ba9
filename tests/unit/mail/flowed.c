/* format=flowed: paragraphs that were broken for the road. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/flowed.h>

static const struct {
	const char *name, *text, *want;
	bool delsp;
} samples[] = {
	{ "a paragraph", "The printer \nin room 2 \nburns.\nHelp!\n", "The printer in room 2 burns.\nHelp!\n", false },
	{ "the blank is the mailer's", "打印 \n机\n", "打印机\n", true },
	{ "a blank of one's own before it", "in  \nroom\n", "in room\n", true },
	{ "stuffed", " From here\n  two\n >no quote\n", "From here\n two\n>no quote\n", false },
	{ "quoted", ">The printer \n>burns.\nSince when?\n", "> The printer burns.\nSince when?\n", false },
	{ "quoted and stuffed", "> The printer \n> burns.\n", "> The printer burns.\n", false },
	{ "another depth ends it", "> It burns \n>> Since when? \nToday \n", "> It burns\n>> Since when?\nToday\n", false },
	{ "marks with blanks", "> > It \n> > burns.\n> Oh.\n", "> > It burns.\n> Oh.\n", false },
	{ "the line above the signature", "Yours \n-- \nAna \nBilbao\n", "Yours\n-- \nAna Bilbao\n", false },
	{ "the same, quoted", "> Yours \n> -- \n> Ana\n", "> Yours\n> -- \n> Ana\n", false },
	{ "signature, delsp", "Yours \n-- \nAna\n", "Yours\n-- \nAna\n", true },
	{ "the last line flows", "One \ntwo ", "One two\n", false },
	{ "no end of the last line", "One", "One\n", false },
	{ "an empty line parts", "One \n\ntwo \n \nthree\n", "One\n\ntwo\n\nthree\n", false },
	{ "stuffed twice", "One\n  \ntwo\n", "One\n\ntwo\n", false },
	{ "it only says so", "The printer\nin room 2\nburns.\n", "The printer\nin room 2\nburns.\n", false },
	{ "an empty quoted line", ">\n> \n>a\n", ">\n>\n> a\n", false },
	{ "empty", "", "", false },
};

static void
flowed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const char *got = flowed_text(tmp, samples[i].text, strlen(samples[i].text), samples[i].delsp);

		if (strcmp(got, samples[i].want) != 0)
			fail_msg("%s: \"%s\"", samples[i].name, got);
	}
}

/* Each line may grow by the blank behind its marks. */
static void
nothing_is_cut(void **state)
{
	SCRATCH(tmp);

	(void)state;
	assert_string_equal(flowed_text(tmp, ">a\n>b\n>c\n>d\n", 12, false), "> a\n> b\n> c\n> d\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(flowed), cmocka_unit_test(nothing_is_cut) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
