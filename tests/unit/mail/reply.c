/* New words apart from quoted ones. */
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

#define ANSWER "From: ana@example.org\nSubject: Re: Printer\nIn-Reply-To: <1@example.net>\n" \
	"Content-Type: text/plain; charset=utf-8\n\n"
#define FIRST "From: ana@example.org\nSubject: Printer\nContent-Type: text/plain; charset=utf-8\n\n"

static const struct {
	const char *name, *raw, *reply, *quoted, *signature;
} samples[] = {
	{ "nothing quoted", ANSWER "Yes.\n", "Yes.", NULL, NULL },
	{ "English", ANSWER "Yes.\n\nOn Tue, Jan 13, 2026 at 10:11 AM Help <help@example.net> wrote:\n\n> Does it work?\n",
	    "Yes.", "On Tue, Jan 13, 2026 at 10:11 AM Help <help@example.net> wrote:\n\n> Does it work?", NULL },
	{ "Spanish, folded", ANSWER "Sí.\n\nEl mar, 13 ene 2026 a las 10:11, Ayuda (<help@example.net>)\nescribió:\n\n> ¿Va?\n",
	    "Sí.", "El mar, 13 ene 2026 a las 10:11, Ayuda (<help@example.net>)\nescribió:\n\n> ¿Va?", NULL },
	{ "French", ANSWER "Oui.\n\nLe 13 janv. 2026 à 10:11, Aide <help@example.net> a écrit :\n> Ça va ?\n", "Oui.", NULL, NULL },
	{ "German", ANSWER "Ja.\n\nAm 13.01.2026 um 10:11 schrieb Hilfe:\n> Geht es?\n", "Ja.", NULL, NULL },
	{ "Outlook", ANSWER "Yes.\n\nFrom: Help <help@example.net>\nSent: Tuesday, January 13, 2026 10:11\nTo: Ana\nSubject: Printer\n\n"
	    "Does it work?\n", "Yes.", NULL, NULL },
	{ "Outlook in Spanish", ANSWER "Sí.\n\n________________________________\nDe: Ayuda <help@example.net>\n"
	    "Enviado: martes, 13 de enero de 2026 10:11\nPara: Ana\nAsunto: Printer\n\n¿Va?\n", "Sí.", NULL, NULL },
	{ "original message", ANSWER "Yes.\n\n-----Original Message-----\nFrom: Help\n\nDoes it work?\n", "Yes.", NULL, NULL },
	{ "only marks", ANSWER "Yes.\n\n> Does it work?\n> Really?\n", "Yes.", "> Does it work?\n> Really?", NULL },
	{ "between the quotes", ANSWER "> Does it work?\nYes.\n> Since when?\nToday.\n",
	    "> Does it work?\nYes.\n> Since when?\nToday.", NULL, NULL },
	{ "below the quote", ANSWER "On Tue, Jan 13, 2026 at 10:11 AM Help <help@example.net> wrote:\n> Does it work?\n\nYes.\n",
	    "Yes.", NULL, NULL },
	{ "signature", ANSWER "Yes.\n\n-- \nAna\nExample\n", "Yes.", NULL, "-- \nAna\nExample" },
	{ "signature below the quote", ANSWER "Yes.\n\n> Does it work?\n\n-- \nAna\n", "Yes.", NULL, NULL },
	{ "device", ANSWER "Yes.\n\nSent from my iPhone\n", "Yes.", NULL, "Sent from my iPhone" },
	{ "our own line", FIRST "Yes.\n\n##- Please write above this line -##\n\nDear Ana,\n", "Yes.", NULL, NULL },
	{ "only below our line", ANSWER "> ##- Please write above this line -##\n> Dear Ana,\n\nYes, below.\n",
	    "> ##- Please write above this line -##\n> Dear Ana,\n\nYes, below.", NULL, NULL },
	{ "our line, not quoted", ANSWER "\n##- Please write above this line -##\nDear Ana,\n", "", NULL, NULL },
	{ "nothing but our line", ANSWER "> ##- Please write above this line -##\n> Dear Ana,\n", "", NULL, NULL },
	{ "our own line, quoted", ANSWER "Yes.\n> ##- Please write above this line -##\n> Dear Ana,\n", "Yes.", NULL, NULL },
	{ "a first mail is whole", FIRST "See what Bob said:\n\nOn Tue, Jan 13, 2026 at 10:11 AM Bob <bob@example.com> wrote:\n"
	    "> It burns\n\n-- \nAna\n", "See what Bob said:\n\nOn Tue, Jan 13, 2026 at 10:11 AM Bob <bob@example.com> wrote:\n"
	    "> It burns\n\n-- \nAna", NULL, "-- \nAna" },
	{ "in doubt it stays", ANSWER "I wrote:\nit burns.\nFrom: the start\n", "I wrote:\nit burns.\nFrom: the start", NULL, NULL },
	{ "nothing but a quote", ANSWER "> It burns\n", "> It burns", NULL, NULL },
	{ "empty", ANSWER "", "", NULL, NULL },
};

static void
split(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = message_parse(tmp, samples[i].raw, strlen(samples[i].raw));

		if (strcmp(mail->reply, samples[i].reply) != 0)
			fail_msg("%s: reply \"%s\"", samples[i].name, mail->reply);
		if (samples[i].quoted != NULL && (mail->quoted == NULL || strcmp(mail->quoted, samples[i].quoted) != 0))
			fail_msg("%s: quoted \"%s\"", samples[i].name, mail->quoted != NULL ? mail->quoted : "none");
		if (samples[i].signature != NULL &&
		    (mail->signature == NULL || strcmp(mail->signature, samples[i].signature) != 0))
			fail_msg("%s: signature \"%s\"", samples[i].name, mail->signature != NULL ? mail->signature : "none");
	}
}

static void
split_html(void **state)
{
	static const char raw[] = "From: ana@example.org\nSubject: Re: Printer\nIn-Reply-To: <1@example.net>\n"
	    "Content-Type: text/html; charset=utf-8\n\n<div>Yes.</div><br><div class=gmail_quote><div>On Tue, Jan 13, 2026 at "
	    "10:11 AM Help &lt;<a href='mailto:help@example.net'>help@example.net</a>&gt; wrote:<br></div>"
	    "<blockquote>Does it work?</blockquote></div>";
	SCRATCH(tmp);
	struct mail *mail = message_parse(tmp, raw, strlen(raw));

	(void)state;
	assert_string_equal(mail->reply, "Yes.");
	assert_non_null(strstr(mail->quoted, "> Does it work?"));
}

static int
setup(void **state)
{
	(void)state;
	message_init();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(split), cmocka_unit_test(split_html) };

	return cmocka_run_group_tests(tests, setup, NULL);
}
