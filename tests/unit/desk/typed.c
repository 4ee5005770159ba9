/* typed.c - a technician's words apart from the card below them, and from what Word makes of their lines */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/phrase.h>

#include "../../../src/desk/typed.h"

#define NBSP "\xC2\xA0"
#define CARD "Leo Vidal\nTechnical support\nExample Tech Ltd, +34 91 555 01 99"

static struct conf_agent leo = { .name = (char[]){ "leo" }, .display_name = (char[]){ "Leo Vidal" } };

static const struct sample {
	const char *name, *reply, *signature, *words, *card;	/* card NULL: the signature is as it was */
} samples[] = {
	{ "no card", "It works.\n", NULL, "It works.\n", NULL },
	{ "a card", "It works.\n\n" CARD "\n", NULL, "It works.\n", CARD "\n" },
	{ "nothing but a card", CARD "\n", NULL, "", CARD "\n" },
	{ "a command and a card", "#close\n\n" CARD "\n", NULL, "#close\n", CARD "\n" },
	{ "bold, in capitals", "It works.\n\n*LEO VIDAL*\nIT\n", NULL, "It works.\n", "*LEO VIDAL*\nIT\n" },
	{ "a title behind the name", "It works.\n\nLeo Vidal | Support\n", NULL, "It works.\n", "Leo Vidal | Support\n" },
	{ "the name alone", "It works.\n\nLeo Vidal\n", NULL, "It works.\n", "Leo Vidal\n" },
	{ "below a closing", "It works.\n\nKind regards,\nLeo Vidal\n", NULL, "It works.\n\nKind regards,\n", "Leo Vidal\n" },
	{ "above what a telephone adds", "It works.\n\n" CARD "\n", "Sent from my iPhone", "It works.\n", CARD "\n\nSent from my iPhone" },
	{ "one that is known", "It works.\n\n-- \nLeo\n", "-- \nLeo\n", "It works.\n", NULL },
	{ "the first name is part of the letter", "It works.\n\nLeo\n", NULL, "It works.\n\nLeo\n", NULL },
	{ "somebody else", "Ask her:\n\nAna Ruiz\n+34 91 555 01 98\n", NULL, "Ask her:\n\nAna Ruiz\n+34 91 555 01 98\n", NULL },
	{ "a name that is said", "Your technician is:\n\nLeo Vidal\n", NULL, "Your technician is:\n\nLeo Vidal\n", NULL },
	{ "the end of a sentence", "You will be called by\nLeo Vidal\n", NULL, "You will be called by\nLeo Vidal\n", NULL },
	{ "a sentence", "It works.\n\nLeo Vidal will come by at nine.\n", NULL, "It works.\n\nLeo Vidal will come by at nine.\n", NULL },
	{ "a sentence below", "Ask\n\nLeo Vidal\n\nand he will open the door for you.\n", NULL,
	    "Ask\n\nLeo Vidal\n\nand he will open the door for you.\n", NULL },
	{ "a question below", "It works.\n\nLeo Vidal\n\nDoes it?\n", NULL, "It works.\n\nLeo Vidal\n\nDoes it?\n", NULL },
	{ "a command below", "It works.\n\nLeo Vidal\n#spam\n", NULL, "It works.\n\nLeo Vidal\n#spam\n", NULL },
	{ "Word's lines", "#close\n\n" NBSP "\n\nHello,\n\nit works.\n", NULL, "#close\n\nHello,\nit works.\n", NULL },
	{ "Word's lines and a card", "It works.\n\n \n\nBye\n\n \n\nLeo Vidal\n\nSupport\n", NULL, "It works.\n\nBye\n", "Leo Vidal\nSupport\n" },
	{ "two empty ones of Word's", "One\n\n\n\n\n\nTwo\n", NULL, "One\n\n\nTwo\n", NULL },
	{ "paragraphs", "One.\n\nTwo.\n\nThree.\n", NULL, "One.\n\nTwo.\n\nThree.\n", NULL },
	{ "some room", "One.\n\n\n\nTwo\nthree.\n", NULL, "One.\n\n\n\nTwo\nthree.\n", NULL },
	{ "two empty lines", "One.\n\n\nTwo.\n\n\n\nThree.\n", NULL, "One.\n\n\nTwo.\n\n\n\nThree.\n", NULL },
};

static void
what_was_typed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		const struct sample *s = &samples[i];
		struct mail mail = { .reply = talloc_strdup(tmp, s->reply),
			.signature = s->signature != NULL ? talloc_strdup(tmp, s->signature) : NULL };
		const struct mail *got = typed(tmp, &mail, &leo);
		const char *card = s->card != NULL ? s->card : s->signature;

		if (strcmp(got->reply, s->words) != 0)
			fail_msg("%s: \"%s\"", s->name, got->reply);
		if ((got->signature == NULL) != (card == NULL) || (card != NULL && strcmp(got->signature, card) != 0))
			fail_msg("%s: the signature is \"%s\"", s->name, got->signature != NULL ? got->signature : "");
		assert_string_equal(mail.reply, s->reply);
	}
}

/* HTML has no lines that were made two; and whoever is no technician writes what they write. */
static void
what_stays(void **state)
{
	SCRATCH(tmp);
	struct mail mail = { .reply = talloc_strdup(tmp, "One\n\n\n\nTwo\n"), .html = true };
	struct mail card = { .reply = talloc_strdup(tmp, "One\n\n" CARD "\n") };
	struct mail none = { 0 };

	(void)state;
	assert_ptr_equal(typed(tmp, &mail, &leo), &mail);
	assert_ptr_equal(typed(tmp, &card, NULL), &card);
	assert_ptr_equal(typed(tmp, &none, &leo), &none);
}

static void
what_is_a_signature(void **state)
{
	static const struct { const char *text; bool is; } texts[] = {
		{ "Leo\n", true }, { CARD, true }, { "Kind regards,\nLeo\n", true }, { "Saludos\n", true }, { "Regards\nL. V.\n", true },
		{ "*Leo Vidal*\n\n+34 91 555 01 99\n", true }, { "Leo Vidal will come by at nine.\n", false },
		{ "It works now.\nLeo Vidal\n", false }, { "She is rude.\n\nLeo\n", false }, { "Leo\n\nDoes it work?\n", false },
		{ "Leonora is here\n", false }, { "Regards\nfrom all of us here at the desk.\n", false }, { "It works.\n", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (typed_is_signature(texts[i].text, &leo) != texts[i].is)
			fail_msg("%s", texts[i].text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_typed),
		cmocka_unit_test(what_stays),
		cmocka_unit_test(what_is_a_signature),
	};

	phrase_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
