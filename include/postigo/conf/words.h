/* words.h - what dates are made of in a language, and its forms for numbers: words.conf in the language's folder of templates
 *
 * A sentence holds names with a dollar before them, for which something is put in:
 *
 *	day = "$weekday $day de $month";		viernes 27 de noviembre
 *	date = "$weekday $day de $month de $year";
 *	moment = "$date, $time";			viernes 27 de noviembre de 2026, 16:30
 *	time = "las $time";				inside a sentence
 *	day_and_time = "el $date a las $time";		inside a sentence; $date is a weekday or a day
 *
 * plurals says by conditions which form of the words around a number is wanted, by the names that Unicode's CLDR gives them
 * (zero, one, two, few, many); a number that none is true of has the form other:
 *
 *	plurals = { one = "n = 1"; few = "n % 10 = 2..4 and n % 100 != 12..14"; };
 */
#ifndef POSTIGO_CONF_WORDS_H
#define POSTIGO_CONF_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include <talloc.h>

#include <postigo/conf/conf.h>
#include <postigo/conf/tier.h>

enum words_form { WORDS_ZERO, WORDS_ONE, WORDS_TWO, WORDS_FEW, WORDS_MANY, WORDS_OTHER };

struct conf_given_name {
	const char *written;
	const char *folded;			/* by fold_word() */
};

struct conf_words {
	const char *weekdays[7], *short_weekdays[7], *months[12];	/* Sunday and January first */
	const char *day, *date, *moment, *time, *day_and_time;
	const char *tiers[CONF_TIERS];		/* what they are called when the config does not say */
	const char *decimal;			/* what parts whole numbers from the rest: "." */
	const char *everybody;			/* whom a technician writes to who answers on a problem: inside a sentence */
	const char *plurals[WORDS_OTHER];	/* conditions; NULL: nothing has that form */
	struct conf_given_name *given_names;	/* that are hardly anything else, by what is folded: who has one may be greeted by it */
	size_t given_name_count;
};

/* What stands for whatever a file leaves out. */
extern const struct conf_words words_english;

/* Reads a file; never fails: what is wrong or missing is added to problems (owned by problem_ctx), a warning when it is only
 * missing, and is English then. */
const struct conf_words *words_read(TALLOC_CTX *ctx, const char *path, TALLOC_CTX *problem_ctx, struct conf_problems *problems);

/* What is put in where a sentence says $weekday ...; NULL: nothing. */
struct words_values {
	const char *weekday, *day, *month, *year, *date, *time;
};
char *words_fill(TALLOC_CTX *ctx, const char *sentence, const struct words_values *values);

/* Which form the words around that number have. */
enum words_form words_form(const struct conf_words *words, int64_t number);

/* "one"; -1 when there is no form of that name. */
const char *words_form_name(enum words_form form);
int words_form_by_name(const char *name);

#endif
