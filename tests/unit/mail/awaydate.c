/* awaydate.c - until when an answering machine says that somebody is away: as real ones write it */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/instant.h>
#include <postigo/base/memory.h>
#include <postigo/mail/awaydate.h>

/* All written on Monday 12 January 2026. */
static const struct {
	const char *subject, *text, *back;	/* back "": no day */
} samples[] = {
	/* The day that somebody is away until belongs to it. */
	{ NULL, "I am out of the office until 19 January.", "2026-01-20" },
	{ NULL, "I am out of the office until January 19th, 2026. For urgent matters call 555 1234.", "2026-01-20" },
	{ NULL, "I am away from 12 January to 23 January 2026.", "2026-01-24" },
	{ NULL, "I will be on leave from 12 to 23 January.", "2026-01-24" },
	{ NULL, "I am on vacation 14 January - 23 January.", "2026-01-24" },
	{ NULL, "Out through Friday, Jan 16.", "2026-01-17" },
	{ NULL, "Estoy fuera de la oficina hasta el 19 de enero.", "2026-01-20" },
	{ NULL, "Estaré de vacaciones del 12 al 23 de enero de 2026, ambos incluidos.", "2026-01-24" },
	{ NULL, "Sóc fora de l'oficina fins al 19 de gener.", "2026-01-20" },
	{ NULL, "Ich bin bis zum 19. Januar nicht im Büro.", "2026-01-20" },
	{ NULL, "Ich bin vom 12.01. bis 23.01. im Urlaub.", "2026-01-24" },
	{ NULL, "Ich bin bis einschließlich 19.01.2026 nicht erreichbar.", "2026-01-20" },
	{ NULL, "Je suis absente du bureau jusqu'au 19 janvier.", "2026-01-20" },
	{ NULL, "Sono assente fino al 19 gennaio.", "2026-01-20" },
	{ NULL, "Estarei ausente até 19 de janeiro.", "2026-01-20" },
	{ NULL, "Ik ben afwezig tot 19 januari.", "2026-01-20" },
	{ NULL, "Jsem mimo kancelář do 19. ledna.", "2026-01-20" },
	{ NULL, "Jestem poza biurem do 19 stycznia.", "2026-01-20" },
	{ NULL, "Меня нет в офисе до 19 января.", "2026-01-20" },
	{ NULL, "19 Ocak tarihine kadar ofis dışındayım.", "2026-01-20" },
	{ NULL, "Olen poissa 19. tammikuuta asti.", "2026-01-20" },
	{ NULL, "19日まで不在です。", "2026-01-20" },
	{ NULL, "1月19日まで不在です。", "2026-01-20" },
	{ NULL, "19일까지 부재중입니다.", "2026-01-20" },
	{ "Out of office until 2026-02-01", NULL, "2026-02-02" },

	/* The day on which they are back does not. */
	{ "Ana Gato is out of the office (returning 19.01.2026)", "I will be out of the office starting 12.01.2026 and will not "
	    "return until 19.01.2026.", "2026-01-19" },
	{ NULL, "Je serai absent(e) du bureau à partir du 12/01/2026 de retour le 19/01/2026.", "2026-01-19" },
	{ NULL, "I will be back on Monday, 19 January.", "2026-01-19" },
	{ NULL, "I'm travelling this week. I return on January 19.", "2026-01-19" },
	{ NULL, "Vuelvo el lunes.", "2026-01-19" },
	{ NULL, "Estoy de vacaciones. Volveré el 2 de febrero.", "2026-02-02" },
	{ NULL, "Ab dem 19. Januar bin ich wieder da.", "2026-01-19" },
	{ NULL, "Ich bin ab 19.1. wieder erreichbar.", "2026-01-19" },
	{ NULL, "Jeg er ikke på kontoret før 19. januar.", "2026-01-19" },
	{ NULL, "Jag är inte på kontoret förrän den 19 januari.", "2026-01-19" },
	{ NULL, "我不在办公室，19日回来。", "2026-01-19" },
	{ NULL, "I am out until 16 January. I will be back on 19 January.", "2026-01-19" },

	/* Days of the week, and dates that could be two. */
	{ NULL, "Away until Wednesday.", "2026-01-15" },
	{ NULL, "Ich bin bis Montag nicht da.", "2026-01-20" },
	{ NULL, "Out of office until 02/03/2026.", "2026-02-04" },
	{ NULL, "Out of office until 01/28/2026.", "2026-01-29" },
	{ NULL, "Out of office until 28/01/26.", "2026-01-29" },
	{ NULL, "I am away until today, 12 January.", "2026-01-13" },

	/* No day, a day that is over or far away, and what is none. */
	{ "Out of office", "I am out of the office and will answer when I am back.", "" },
	{ NULL, "I was away until 5 January 2026.", "" },
	{ NULL, "I am on parental leave until 1 October 2026.", "" },
	{ NULL, "I am away from 20 January on.", "" },
	{ NULL, "Our office hours are 9.30 to 17.00. Call 555-12-34 or room 2.11.", "" },
	{ NULL, "The meeting on Wednesday is in room 19.", "" },
	{ NULL, "I am away until 31 February 2026.", "" },
	{ NULL, "I am away until 99/99/9999 99.99.99 9999-99-99.", "" },
	{ NULL, "until until until 2026- 2026-01 1. 1/ 1/1/ /1/ January", "" },
	{ "", "", "" },
	{ NULL, NULL, "" },
};

static void
tells_when_they_are_back(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		int64_t back = 0;
		bool found = awaydate_back(samples[i].subject, samples[i].text, instant_days(2026, 1, 12), 200, &back);
		const char *day = found ? talloc_strndup(tmp, instant_rfc3339(tmp, DAYS(back)), 10) : "";

		if (strcmp(day, samples[i].back) == 0)
			continue;
		wrong++;
		print_error("%s %s: \"%s\", wanted \"%s\"\n", samples[i].subject != NULL ? samples[i].subject : "",
		    samples[i].text != NULL ? samples[i].text : "", day, samples[i].back);
	}
	assert_int_equal(wrong, 0);
}

/* Whatever the bytes are, only the beginning is looked at. */
static void
a_long_text_is_looked_at_from_its_beginning(void **state)
{
	SCRATCH(tmp);
	char *text = talloc_zero_array(tmp, char, 1u << 20);
	int64_t back;

	(void)state;
	memset(text, '1', talloc_get_size(text) - 1);
	assert_false(awaydate_back(text, text, instant_days(2026, 1, 12), 200, &back));
	for (size_t i = 0; i + 4 < talloc_get_size(text); i += 4)
		memcpy(text + i, "1.1/", 4);
	(void)awaydate_back(text, text, instant_days(2026, 1, 12), 200, &back);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_when_they_are_back),
		cmocka_unit_test(a_long_text_is_looked_at_from_its_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
