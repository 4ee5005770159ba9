/* questionnaire.h - what the first line wants to know of a ticket, asked by mail */
#ifndef POSTIGO_CONF_QUESTIONNAIRE_H
#define POSTIGO_CONF_QUESTIONNAIRE_H

#include <stdbool.h>
#include <stddef.h>

#include <postigo/base/pattern.h>
#include <postigo/conf/wording.h>

#define CONF_QUESTIONS_MOST 20	/* of one questionnaire */

/* One of the answers that there are. */
struct conf_choice {
	char *value;		/* of the field */
	struct conf_wording *wordings;	/* what it is called in a language; none: as the value */
	size_t wording_count;
};

struct conf_question {
	char *field;		/* of the ticket: where the answer goes */
	struct conf_wording *wordings;	/* at least one */
	size_t wording_count;
	struct pattern *pattern;	/* that an answer has: its first group, or all of it, is the value. NULL: any words */
	struct conf_choice *choices;
	size_t choice_count;	/* 0: anything may be answered */
	bool required;
};

struct conf_questionnaire {
	char *name;
	char **queues;		/* of their tickets it is asked; none: of all */
	size_t queue_count;
	char **categories;	/* ... whose field "category" has one of these values; none: any or no value */
	size_t category_count;
	struct conf_question *questions;
	size_t question_count;
};

/* The question in that language, "es" for "es-MX", or else as it is written first. */
const char *conf_question_words(const struct conf_question *question, const char *language);

/* The choice in that language in the same way, or else its value. */
const char *conf_choice_words(const struct conf_choice *choice, const char *language);

#endif
