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
	struct conf_wordings words = wordings_setting(g, "ask", &value_question);

	q->wordings = words.list;
	q->wording_count = words.count;
	if (setting == NULL || (config_setting_is_group(setting) && config_setting_length(setting) == 0))
		reading_error(g->reading, read_place(g), "%s does not ask anything; add ask = { en = \"What is the serial number?\"; }",
		    g->title);
}

/* { value = "network"; en = "network"; es = "red"; } */
static void
choice_group(struct group *outer, const config_setting_t *setting, struct conf_choice *out)
{
	struct group g = read_group(outer->reading, outer->source, setting, read_title(outer, "choices"));
	int n = config_setting_length(setting);

	out->value = read_needed(&g, "value", &value_check);
	out->wordings = talloc_zero_array(outer->reading->conf, struct conf_wording, (unsigned)n + 1);
	for (int i = 0; i < n; i++) {
		const char *name = config_setting_name(config_setting_get_elem(setting, (unsigned)i));

		if (strcmp(name, "value") == 0 || value_language.wrong(g.reading, name) != NULL)
			continue;
		out->wordings[out->wording_count] = (struct conf_wording){ talloc_strdup(g.reading->conf, name),
			read_text(&g, name, &value_check, NULL) };
		if (out->wordings[out->wording_count].text != NULL)
			out->wording_count++;
	}
	read_end(&g);
}

/* choices = [ "printer", "network" ]; or choices = ( "printer", { value = "network"; es = "red"; } ) */
static void
choices_setting(struct group *g, struct conf_question *q)
{
	const config_setting_t *list = read_setting(g, "choices");
	bool many = list != NULL && config_setting_is_aggregate(list) && !config_setting_is_group(list);
	int n = many ? config_setting_length(list) : list != NULL;

	q->choices = talloc_zero_array(g->reading->conf, struct conf_choice, (unsigned)n + 1);
	for (int i = 0; i < n; i++) {
		const config_setting_t *element = many ? config_setting_get_elem(list, (unsigned)i) : list;
		struct conf_choice *choice = &q->choices[q->choice_count];

		if (config_setting_is_group(element))
			choice_group(g, element, choice);
		else
			choice->value = read_one_text(g, "choices", element, &value_check);
		for (size_t k = 0; choice->value != NULL && k < q->choice_count; k++)
			if (strcasecmp(q->choices[k].value, choice->value) == 0)
				read_error(g, "choices", "has \"%s\" twice", choice->value);
		q->choice_count += choice->value != NULL;
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
	choices_setting(g, q);
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
	const char *words = conf_wording(question->wordings, question->wording_count, language);

	return words != NULL ? words : question->wordings[0].text;
}

const char *
conf_choice_words(const struct conf_choice *choice, const char *language)
{
	const char *words = conf_wording(choice->wordings, choice->wording_count, language);

	return words != NULL ? words : choice->value;
}
