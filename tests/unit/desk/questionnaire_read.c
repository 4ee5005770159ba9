/* Replies to our questions as mail programs and people write them: what is read from each. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/mail/message.h>

#include "../../../src/desk/questionnaire_read.h"

/* ---- what the answers may look like; the desk has patterns for that */

/* Three capitals, a hyphen, four digits. */
static char *
find_serial(TALLOC_CTX *ctx, const void *context, const char *text, bool whole)
{
	(void)context;
	(void)whole;
	for (size_t n = strlen(text), i = 0; i + 8 <= n; i++)
		if (strspn(text + i, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && text[i + 3] == '-' && strspn(text + i + 4, "0123456789") == 4)
			return talloc_strndup(ctx, text + i, 8);
	return NULL;
}

static char *
find_choice(TALLOC_CTX *ctx, const void *context, const char *text, bool whole)
{
	const char *const *choices = context;
	const char *found = NULL;

	(void)whole;
	for (; *choices != NULL; choices++)
		if (strcasestr(text, *choices) != NULL) {
			if (found != NULL)
				return NULL;
			found = *choices;
		}
	return found != NULL ? talloc_strdup(ctx, found) : NULL;
}

static char *
find_words(TALLOC_CTX *ctx, const void *context, const char *text, bool whole)
{
	(void)context;
	return whole && text[0] != '\0' ? talloc_strdup(ctx, text) : NULL;
}

static const char *const kinds[] = { "laptop", "desktop", NULL };
static const char *const equipos[] = { "portátil", "sobremesa", NULL };

static const struct asked english[] = {
	{ "What is the serial number on the back of the device?", "serial", find_serial, NULL },
	{ "Is it a laptop or a desktop?", "kind", find_choice, kinds },
	{ "On which floor do you sit?", "floor", find_words, NULL },
};
static const struct asked spanish[] = {
	{ "¿Cuál es el número de serie que pone detrás?", "serie", find_serial, NULL },
	{ "¿Es un portátil o un sobremesa?", "equipo", find_choice, equipos },
	{ "¿En qué planta estás?", "planta", find_words, NULL },
};

static const char ours[] =
    "Hello Eva,\n\nThank you for writing to us. Your message is here, and its number is 12.\n\n"
    "So that we can help you sooner, please tell us:\n\n"
    "1. What is the serial number on the back of the device?\n"
    "2. Is it a laptop or a desktop? (laptop, desktop)\n"
    "3. On which floor do you sit?\n\n"
    "Just reply to this mail and write the answers below the questions.\n\nExample Support\nref:12.abc\n";
static const char nuestro[] =
    "Hola, Eva:\n\nGracias por escribirnos. Tu mensaje ha llegado bien y su número es el 12.\n\n"
    "Para ayudarte antes, dinos por favor:\n\n"
    "1. ¿Cuál es el número de serie que pone detrás?\n"
    "2. ¿Es un portátil o un sobremesa? (portátil, sobremesa)\n"
    "3. ¿En qué planta estás?\n\n"
    "Responde a este correo y escribe las respuestas debajo de las preguntas.\n\nExample Support\nref:12.abc\n";

/* ---- the replies. Ours may stand in them as %s; "" is what was not answered. */

#define GMAIL "On Mon, Nov 23, 2026 at 10:00 AM Example Support <support@example.org> wrote:\n\n"
#define OUTLOOK "From: Example Support <support@example.org>\nSent: Monday, November 23, 2026 10:00 AM\nTo: Eva Ruiz\n" \
    "Subject: Re: Printer [#12]\n\n"
#define GMAIL_ES "El lun, 23 nov 2026 a las 10:00, Example Support (<support@example.org>) escribió:\n\n"
#define OUTLOOK_ES "De: Example Support <support@example.org>\nEnviado el: lunes, 23 de noviembre de 2026 10:00\nPara: Eva Ruiz\n" \
    "Asunto: Re: Impresora [#12]\n\n"

enum quoting { NOTHING, PREFIXED, PLAIN };

static const struct sample {
	const char *name;
	const struct asked *questions;
	const char *above;		/* the new words, with what introduces the quote */
	enum quoting below;		/* how our mail stands below them */
	const char *inserts[3];		/* what is typed below each question */
	const char *behind[3];		/* ... or behind it, on its line */
	const char *wanted[3];
} samples[] = {
	/* Between the quotes. */
	{ "Gmail, between", english, GMAIL, PREFIXED, { "ABC-1234", "laptop", "third" }, { NULL }, { "ABC-1234", "laptop", "third" } },
	{ "Gmail, between, blank lines", english, "Hi, see below.\n\n" GMAIL, PREFIXED, { "\nABC-1234\n", "\nIt is a laptop\n",
	    "\n3rd floor, room 12\n" }, { NULL }, { "ABC-1234", "laptop", "3rd floor, room 12" } },
	{ "Apple Mail, between", english, "Hello, answers inline.\n\n> On 23 Nov 2026, at 10:00, Example Support <support@example.org> "
	    "wrote:\n> \n", PREFIXED, { "ABC-1234\n", "A desktop.\n", "Ground floor\n\nCheers,\nEva" }, { NULL },
	    { "ABC-1234", "desktop", "Ground floor" } },
	{ "Thunderbird, one missing", english, "On 23.11.26 10:00, Example Support wrote:\n", PREFIXED, { "ABC-1234", NULL, "2" }, { NULL },
	    { "ABC-1234", "", "2" } },
	{ "Thunderbird, two lines", english, "On 23.11.26 10:00, Example Support wrote:\n", PREFIXED, { "The label says\nABC-1234.",
	    "laptop", "second,\nnext to the lift" }, { NULL }, { "ABC-1234", "laptop", "second, next to the lift" } },
	{ "Outlook, between", english, "Please see my answers below.\n\n" OUTLOOK, PLAIN, { "ABC-1234", "Laptop", "Third" }, { NULL },
	    { "ABC-1234", "laptop", "Third" } },
	{ "Outlook, with a name", english, "See below.\n\n" OUTLOOK, PLAIN, { "[Eva Ruiz] ABC-1234", "[Eva Ruiz] Desktop",
	    "[Eva Ruiz] Third" }, { NULL }, { "ABC-1234", "desktop", "Third" } },
	{ "Outlook, behind", english, "Answers in red.\n\n" OUTLOOK, PLAIN, { NULL }, { " ABC-1234", " laptop", " third floor" },
	    { "ABC-1234", "laptop", "third floor" } },
	{ "Gmail, behind", english, GMAIL, PREFIXED, { NULL }, { " ABC-1234", " Desktop", " 4" }, { "ABC-1234", "desktop", "4" } },
	{ "Answer:", english, GMAIL, PREFIXED, { "A: ABC-1234", "Answer: laptop", "A: 3" }, { NULL }, { "ABC-1234", "laptop", "3" } },
	{ "a number with a plus", english, GMAIL, PREFIXED, { "ABC-1234", "laptop", "+1 (above the shop)" }, { NULL },
	    { "ABC-1234", "laptop", "+1 (above the shop)" } },
	{ "a phone below", english, GMAIL, PREFIXED, { "ABC-1234", "laptop", "third\n\nSent from my iPhone" }, { NULL },
	    { "ABC-1234", "laptop", "third" } },
	{ "wrong between stays out", english, GMAIL, PREFIXED, { "I cannot find it", "laptop", "third" }, { NULL },
	    { "", "laptop", "third" } },
	/* Above them. */
	{ "Gmail, numbers", english, "1. ABC-1234\n2. laptop\n3. third floor\n\n" GMAIL, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "laptop", "third floor" } },
	{ "Outlook, numbers", english, "Hello,\n\n1) ABC-1234\n2) Desktop\n3) 2nd\n\nKind regards\nEva Ruiz\nExample Ltd\n\n" OUTLOOK, PLAIN,
	    { NULL }, { NULL }, { "ABC-1234", "desktop", "2nd" } },
	{ "numbers in one line", english, "1. ABC-1234 2. laptop 3. third\n\n" GMAIL, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "laptop", "third" } },
	{ "numbers with blank lines and more below", english, "1:\n\n1- ABC-1234\n\n2- laptop\n\n3- third floor,\nroom 12\n\n" GMAIL,
	    PREFIXED, { NULL }, { NULL }, { "ABC-1234", "laptop", "third floor, room 12" } },
	{ "numbers with Q", english, "Q1: ABC-1234\nQ2: laptop\nQ3: third\n", NOTHING, { NULL }, { NULL }, { "ABC-1234", "laptop", "third" } },
	{ "one number", english, "2. it is a laptop\n\n" GMAIL, PREFIXED, { NULL }, { NULL }, { "", "laptop", "" } },
	{ "bullets", english, "Hi Ana,\n\n- ABC-1234\n- laptop\n- third floor\n\nThanks!\n\n" GMAIL, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "laptop", "third floor" } },
	{ "lines", english, "ABC-1234\nlaptop\nthird floor\n\n" OUTLOOK, PLAIN, { NULL }, { NULL }, { "ABC-1234", "laptop", "third floor" } },
	{ "lines on a phone", english, "ABC-1234\nDesktop\n3\n\nSent from my iPhone\n\n" GMAIL, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "desktop", "3" } },
	{ "commas", english, "ABC-1234, laptop, third floor\n\n" GMAIL, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "laptop", "third floor" } },
	{ "words", english, "Serial number: ABC-1234\nKind: laptop\nFloor: third\n\n" GMAIL, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "laptop", "third" } },
	{ "words in another order", english, "Hello,\nfloor = 3\nthe serial number is ABC-1234\n\n" OUTLOOK, PLAIN, { NULL }, { NULL },
	    { "ABC-1234", "", "3" } },
	{ "words in one line", english, "Serial: ABC-1234; floor: 3; kind: desktop\n", NOTHING, { NULL }, { NULL },
	    { "ABC-1234", "desktop", "3" } },
	{ "words above their values", english, "Serial number:\nABC-1234\nFloor:\nthird\n", NOTHING, { NULL }, { NULL },
	    { "ABC-1234", "", "third" } },
	{ "a sentence", english, "Hi, it's an old laptop and the sticker says ABC-1234, I think. It is the one on my desk.\n\n" GMAIL, PREFIXED,
	    { NULL }, { NULL }, { "ABC-1234", "laptop", "" } },
	{ "nothing at all", english, "Any news? This is urgent!\n\n" OUTLOOK, PLAIN, { NULL }, { NULL }, { "", "", "" } },
	{ "only the quote", english, GMAIL, PREFIXED, { NULL }, { NULL }, { "", "", "" } },
	{ "copied up", english, "1. What is the serial number on the back of the device? ABC-1234\n2. Is it a laptop or a desktop? laptop\n"
	    "3. On which floor do you sit? third\n\n" OUTLOOK, PLAIN, { NULL }, { NULL }, { "ABC-1234", "laptop", "third" } },
	/* Spanish. */
	{ "Gmail, entre medias", spanish, GMAIL_ES, PREFIXED, { "ABC-1234", "Portátil", "La tercera" }, { NULL },
	    { "ABC-1234", "portátil", "La tercera" } },
	{ "Outlook, entre medias", spanish, "Buenos días:\n\nTe contesto abajo.\n\nUn saludo\n\n" OUTLOOK_ES, PLAIN, { "ABC-1234",
	    "Un sobremesa", "Tercera" }, { NULL }, { "ABC-1234", "sobremesa", "Tercera" } },
	{ "Outlook, al lado", spanish, OUTLOOK_ES, PLAIN, { NULL }, { " ABC-1234", " portátil", " la 2ª" },
	    { "ABC-1234", "portátil", "la 2ª" } },
	{ "números", spanish, "Hola:\n\n1.- ABC-1234\n2.- portátil\n3.- segunda planta\n\nUn saludo,\nEva\n\n" OUTLOOK_ES, PLAIN, { NULL },
	    { NULL }, { "ABC-1234", "portátil", "segunda planta" } },
	{ "ordinales", spanish, "1º ABC-1234\n2º Sobremesa\n3º segunda\n\n" GMAIL_ES, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "sobremesa", "segunda" } },
	{ "palabras", spanish, "Número de serie: ABC-1234\nEquipo: portátil\nPlanta: 2\n\nEnviado desde mi iPhone\n", NOTHING, { NULL },
	    { NULL }, { "ABC-1234", "portátil", "2" } },
	{ "una frase", spanish, "El número de serie es ABC-1234 y es un portátil\n\n" GMAIL_ES, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "portátil", "" } },
	{ "líneas", spanish, "ABC-1234\nportatil no, sobremesa\nplanta baja\n\nGracias\n\n" GMAIL_ES, PREFIXED, { NULL }, { NULL },
	    { "ABC-1234", "sobremesa", "planta baja" } },
};

/* Our mail as a program quotes it, with what was typed into it. */
static char *
quote(TALLOC_CTX *ctx, const struct sample *s, const char *mail)
{
	char *out = talloc_strdup(ctx, "");
	size_t question = 0;

	for (const char *at = mail; *at != '\0'; at += strcspn(at, "\n") + 1) {
		bool asks = at[0] >= '1' && at[0] <= '3' && at[1] == '.';

		out = talloc_asprintf_append(out, "%s%.*s%s\n", s->below == PREFIXED ? "> " : "", (int)strcspn(at, "\n"), at,
		    asks && s->behind[question] != NULL ? s->behind[question] : "");
		if (asks && s->inserts[question] != NULL)
			out = talloc_asprintf_append(out, "%s\n", s->inserts[question]);
		question += asks;
	}
	return out;
}

/* The whole mail, taken apart as any. */
static struct mail *
mail_of(TALLOC_CTX *ctx, const struct sample *s, const char *ours_here)
{
	char *text = talloc_asprintf(ctx, "From: Eva <eva@customer.example>\nTo: support@example.org\nSubject: Re: Printer [#12]\n"
	    "In-Reply-To: <r.1@example.org>\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s%s", s->above,
	    s->below == NOTHING ? "" : quote(ctx, s, ours_here));

	return message_parse(ctx, text, strlen(text));
}

static void
read_sample(const struct sample *s)
{
	SCRATCH(tmp);
	const char *original = s->questions == english ? ours : nuestro;
	struct mail *mail = mail_of(tmp, s, original);
	struct answered answered = { mail->text, mail->reply, original, s->questions == english ? "en" : "es" };
	char **got = questionnaire_read(tmp, &answered, s->questions, 3);

	for (int i = 0; i < 3; i++)
		if (strcmp(got[i] != NULL ? got[i] : "", s->wanted[i]) != 0)
			fail_msg("%s, question %d: \"%s\", wanted \"%s\"; in\n%s\n--- its reply:\n%s", s->name, i + 1,
			    got[i] != NULL ? got[i] : "", s->wanted[i], mail->text, mail->reply);
}

static void
replies_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		read_sample(&samples[i]);
}

static void
one_question_one_mail(void **state)
{
	static const struct {
		const char *reply, *wanted;
	} cases[] = {
		{ "third", "third" }, { "Hi,\n\nthird floor, room 12.\n\nThanks\nEva", "third floor, room 12." }, { "Which floor do you mean?", "" },
		{ "Thanks!", "" }, { "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		SCRATCH(tmp);
		struct answered mail = { cases[i].reply, cases[i].reply, NULL, "en" };
		char **got = questionnaire_read(tmp, &mail, &english[2], 1);

		assert_string_equal(got[0] != NULL ? got[0] : "", cases[i].wanted);
	}
}

/* As programs rewrap it: the question is in pieces, and some pieces lost their mark. */
static void
wrapped_questions_are_found(void **state)
{
	SCRATCH(tmp);
	const char *text = "> 1. What is the serial\n> number on the back of the\ndevice?\nABC-1234\n> *2. Is it a laptop or a desktop?*\n"
	    "> (laptop,\ndesktop)\nlaptop\n> 3. On\n> which floor do you sit?\nthird\n>\n> Just reply to this mail and write the answers\n";
	struct answered mail = { text, text, ours, "en" };
	char **got = questionnaire_read(tmp, &mail, english, 3);

	(void)state;
	assert_string_equal(got[0], "ABC-1234");
	assert_string_equal(got[1], "laptop");
	assert_string_equal(got[2], "third");
}

/* Whatever comes, in little time. */
static void
hostile_replies_cost_little(void **state)
{
	SCRATCH(tmp);
	char *text = talloc_strdup(tmp, "");
	struct asked many[QUESTIONS_MAX + 5];

	(void)state;
	for (int i = 0; i < 20000; i++)
		text = talloc_strdup_append_buffer(text, i % 7 == 0 ? "> a 1. \n" : "a a - a: a, ");
	for (size_t i = 0; i < QUESTIONS_MAX + 5; i++)
		many[i] = (struct asked){ "a a a a a a a a a a a a a a a a a a a b", "a", find_words, NULL };
	struct answered mail = { text, text, text, "en" };
	(void)questionnaire_read(tmp, &mail, many, QUESTIONS_MAX + 5);
	many[0].ask = "";
	(void)questionnaire_read(tmp, &mail, many, 1);
	(void)questionnaire_read(tmp, &mail, many, 0);
}

/* Lines that say nothing are looked at too, and a mail has room for a million of them. */
static void
empty_words_cost_little(void **state)
{
	static const char *const lines[] = { "\n", "ok\n", "> \n", "hello\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		SCRATCH(tmp);
		size_t size = strlen(lines[i]), count = (1u << 20) / size;
		char *text = talloc_zero_size(tmp, count * size + 4);
		struct answered mail = { "", text, NULL, "en" };
		int64_t began = instant_monotonic();

		strcpy(text, "a\n");
		for (size_t n = 0; n < count; n++)
			memcpy(text + 2 + n * size, lines[i], size);
		strcpy(text + 2 + count * size, "b");
		(void)questionnaire_read(tmp, &mail, english, 3);
		assert_in_range(instant_monotonic() - began, 0, 2000);
	}
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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_read),
		cmocka_unit_test(one_question_one_mail),
		cmocka_unit_test(wrapped_questions_are_found),
		cmocka_unit_test(hostile_replies_cost_little),
		cmocka_unit_test(empty_words_cost_little),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
