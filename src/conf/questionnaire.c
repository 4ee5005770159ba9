/* questionnaire.c - questionnaires = ( { ... }, ... ): what the first line wants to know, asked by mail */
#include <config.h>

#include <string.h>
#include <strings.h>

#include "sections.h"

/* ask = "..."; or ask = { en = "..."; es = "..."; } */
static void
ask_setting(struct group *g, struct conf_question *q)
{
	const config_setting_t *setting = read_setting(g, "ask");
	int n = setting != NULL && config_setting_is_group(setting) ? config_setting_length(setting) : 1;

	q->wordings = talloc_zero_array(g->reading->conf, struct conf_wording, (unsigned)n + 1);
	if (setting == NULL || n == 0) {
		reading_error(g->reading, read_place(g), "%s does not ask anything; add ask = { en = \"What is the serial number?\"; }",
		    g->title);
		return;
	}
	for (int i = 0; i < n; i++) {
		const config_setting_t *element = config_setting_is_group(setting) ? config_setting_get_elem(setting, (unsigned)i) :
		    setting;
		const char *language = element != setting ? config_setting_name(element) : NULL;
		const char *wrong = language != NULL ? value_language.wrong(g->reading, language) : NULL;

		if (wrong != NULL)
			read_error(g, "ask", "has a name in it that %s", wrong);
		q->wordings[q->wording_count] = (struct conf_wording){ talloc_strdup(g->reading->conf, language),
			read_one_text(g, "ask", element, &value_question) };
		if (q->wordings[q->wording_count].text != NULL)
			q->wording_count++;
	}
}

static void
question_settings(struct group *g, struct conf_question *q)
{
	char *pattern;
	struct error err;

	q->field = read_needed(g, "field", &value_asked_field);
	ask_setting(g, q);
	pattern = read_text(g, "pattern", &value_pattern, NULL);
	/* One that is wrong was reported as a text. */
	if (pattern != NULL && pattern_new(g->reading->conf, pattern, true, &q->pattern, &err) != DONE)
		q->pattern = NULL;
	q->choices = read_texts(g, "choices", &value_check, &q->choice_count);
	q->required = read_yes(g, "required", true);
	if (q->pattern != NULL && q->choice_count > 0)
		read_error(g, "pattern", "says what an answer looks like, and choices says which there are; leave one out");
	read_end(g);
}

static void
questions_setting(struct group *g, struct conf_questionnaire *q)
{
	const config_setting_t *list = read_setting(g, "questions");
	int n = list != NULL && config_setting_is_list(list) ? config_setting_length(list) : 0;

	if (n == 0 || n > CONF_QUESTIONS_MOST) {
		read_error(g, "questions", n == 0 ? "should be a list of groups: ( { field = \"serial\"; ask = \"What is the serial number?\"; } )" :
		    "has more than 20; people answer a few");
		return;
	}
	q->questions = talloc_zero_array(g->reading->conf, struct conf_question, (unsigned)n);
	for (int i = 0; i < n; i++) {
		const config_setting_t *element = config_setting_get_elem(list, (unsigned)i);
		struct conf_question *question = &q->questions[q->question_count];

		if (!config_setting_is_group(element)) {
			read_error(g, "questions", "should have groups in it: { field = \"serial\"; ask = \"What is the serial number?\"; }");
			continue;
		}
		struct group inner = read_group(g->reading, g->source, element, read_title(g, "questions"));

		question_settings(&inner, question);
		for (size_t k = 0; question->field != NULL && k < q->question_count; k++)
			if (strcmp(q->questions[k].field, question->field) == 0)
				read_error(&inner, "field", "is \"%s\", which another question asks for; give each its own", question->field);
		if (question->field != NULL && question->wording_count > 0)
			q->question_count++;
	}
}

void
questionnaire_section(struct group *g)
{
	struct conf *conf = g->reading->conf;

	conf->questionnaires = talloc_realloc(conf, conf->questionnaires, struct conf_questionnaire,
	    (unsigned)conf->questionnaire_count + 1);
	struct conf_questionnaire *q = &conf->questionnaires[conf->questionnaire_count++];

	*q = (struct conf_questionnaire){ 0 };
	q->name = read_needed(g, "name", &value_questionnaire);
	q->queues = read_texts(g, "queues", &value_name, &q->queue_count);
	q->categories = read_texts(g, "categories", &value_display, &q->category_count);
	questions_setting(g, q);
}

const char *
conf_question_words(const struct conf_question *question, const char *language)
{
	const char *base = NULL, *any = NULL;
	size_t n = language != NULL ? strcspn(language, "-_") : 0;

	for (size_t i = 0; i < question->wording_count; i++) {
		const struct conf_wording *w = &question->wordings[i];

		if (w->language == NULL)
			any = any != NULL ? any : w->text;
		else if (language != NULL && strcasecmp(w->language, language) == 0)
			return w->text;
		else if (n > 0 && base == NULL && strncasecmp(w->language, language, n) == 0 && strcspn(w->language, "-_") == n)
			base = w->text;
	}
	return base != NULL ? base : any != NULL ? any : question->wordings[0].text;
}
