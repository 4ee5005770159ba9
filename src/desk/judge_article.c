/* judge_article.c - what a technician's commands about articles mean
 *
 * "#article TITLE" and words below it make an article, and its name in place of the title another text of it; "#language es" says
 * which language that is in, when it is not what the words look like.
 */
#include <config.h>

#include <string.h>
#include <strings.h>

#include <postigo/article/article.h>
#include <postigo/base/utf8.h>
#include <postigo/store/article_row.h>

#include "command_word.h"
#include "judge.h"

#define TITLE_MOST 200u
#define SUMMARY_MOST 160u
#define BODY_MOST (64u * 1024)

static const struct command_line *
line_in_block(const struct verdict *v, enum command_verb verb)
{
	const struct command_mail *m = v->facts->commands.mail;

	for (size_t i = 0; i < m->count; i++)
		if (m->list[i].verb == verb && m->list[i].block == v->command->block)
			return &m->list[i];
	return NULL;
}

/* "es", "Spanish", "español". NULL: it is no language. */
static const char *
language_named(struct decision *d, const char *value)
{
	static const struct { const char *code, *words; } names[] = {
		{ "en", "english ingles" }, { "es", "spanish espanol castellano" },
	};
	char *word = command_fold(d, value);

	word[strcspn(word, " ")] = '\0';
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (command_value_among(word, names[i].words))
			return names[i].code;
	return article_is_language(word) ? word : NULL;
}

/* What the block says, or NULL. */
static const char *
language_told(struct verdict *v)
{
	const struct command_line *line = line_in_block(v, COMMAND_LANGUAGE);

	return line != NULL ? language_named(v->decision, line->value) : NULL;
}

/* What the words look like, or the technician's own. */
static const char *
language_guessed(const struct facts *f)
{
	return f->languages.mail != NULL ? f->languages.mail : f->agent->language != NULL ? f->agent->language : f->language;
}

void
judge_language(struct verdict *v)
{
	if (v->command->value[0] == '\0')
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else if (language_named(v->decision, v->command->value) == NULL)
		verdict_fault(v, WRONG_VALUE, v->command->value, NULL);
	else if (line_in_block(v, COMMAND_ARTICLE) == NULL)
		verdict_fault(v, WRONG_STATE, v->command->value, NULL);
}

/* The article of that name: in that language, else in the one that is guessed, else in whichever there is. */
static const struct article_row *
find(const struct verdict *v, const char *slug, const char *told)
{
	const struct command_facts *c = &v->facts->commands;
	const struct article_row *found = NULL;

	for (size_t i = 0; i < c->article_count; i++) {
		const struct article_row *row = &c->articles[i];

		if (strcmp(row->slug, slug) == 0 && (found == NULL ||
		    strcasecmp(row->language, told != NULL ? told : language_guessed(v->facts)) == 0))
			found = row;
	}
	return found;
}

/* Whoever may not publish cannot do so by writing anew what is published. */
static bool
may_publish(const struct verdict *v)
{
	enum conf_trust level;

	return conf_command_level(v->facts->conf, v->facts->agent->name, command_name(COMMAND_PUBLISH), false, &level) &&
	    v->decision->trust >= level;
}

/* As it is before what the mail says of it. */
static void
begin_row(struct verdict *v, const struct article_row *known, const char *language, struct article_row *row)
{
	struct decision *d = v->decision;

	if (known != NULL)
		*row = *known;
	else
		*row = (struct article_row){ .title = utf8_clean_line(d, v->command->value, TITLE_MOST), .keywords = talloc_strdup(d, ""),
			.state = ARTICLE_DRAFT, .source_ticket = v->tied != NULL ? v->tied->id : 0,
			.organisation = v->tied != NULL ? v->tied->organisation : NULL };
	/* A translation has the same name, and words of its own. */
	if (known != NULL && strcasecmp(known->language, language) != 0) {
		row->state = ARTICLE_DRAFT;
		row->title = row->body = row->summary = NULL;
		row->keywords = talloc_strdup(d, "");
	}
	row->language = talloc_strdup(d, language);
	row->origin = ARTICLE_WRITTEN_HERE;
	row->author = v->facts->agent->address;
	row->changed = v->facts->now;
	memset(row->digest, 0, DIGEST_SIZE);
}

static char *
told_or(char *told, char *known)
{
	return told == NULL ? known : told[0] != '\0' ? told : NULL;
}

static void
fill_row(struct verdict *v, const struct article *told, struct article_row *row)
{
	bool own_summary = row->body == NULL || row->summary == NULL ||
	    strcmp(row->summary, article_beginning(v->decision, row->body, SUMMARY_MOST)) != 0;

	row->title = told->title != NULL && told->title[0] != '\0' ? told->title : row->title;
	row->keywords = told->keywords != NULL ? told->keywords : row->keywords;
	row->queue = told_or(told->queue, row->queue);
	row->organisation = told_or(told->organisation, row->organisation);
	row->summary = told_or(told->summary, own_summary ? row->summary : NULL);
	row->body = told->body != NULL ? told->body : row->body;
	if (row->summary == NULL && row->body != NULL)
		row->summary = article_beginning(v->decision, row->body, SUMMARY_MOST);
}

static bool
is_sound(struct verdict *v, const struct article_row *row)
{
	const struct conf *conf = v->facts->conf;

	if (row->body == NULL || row->title == NULL || row->title[0] == '\0')
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
	else if (strlen(row->body) > BODY_MOST)
		verdict_fault(v, WRONG_MANY, "", NULL);
	else if (row->queue != NULL && conf_queue(conf, row->queue) == NULL)
		verdict_fault(v, WRONG_NAME, row->queue, NULL);
	else if (row->organisation != NULL && conf_organisation(conf, row->organisation) == NULL)
		verdict_fault(v, WRONG_NAME, row->organisation, NULL);
	return !v->wrong;
}

void
judge_article(struct verdict *v)
{
	struct decision *d = v->decision;
	const char *text = v->facts->commands.mail->blocks[v->command->block].text, *language = language_told(v);
	const char *name = v->value.count == 1 ? v->value.words[0] : "";
	const struct article_row *known = find(v, name, language);
	struct article_row *row = talloc_zero(d, struct article_row);
	struct article told;

	if (text == NULL || v->command->value[0] == '\0') {
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
		return;
	}
	if (language == NULL)
		language = known != NULL ? known->language : language_guessed(v->facts);
	if (known != NULL && known->origin == ARTICLE_OF_FILE && strcasecmp(known->language, language) == 0) {
		verdict_fault(v, WRONG_STATE, known->slug, NULL);
		return;
	}
	told = article_of_words(d, text);
	begin_row(v, known, language, row);
	fill_row(v, &told, row);
	if (!is_sound(v, row))
		return;
	if (line_in_block(v, COMMAND_PUBLISH) != NULL && line_in_block(v, COMMAND_PUBLISH)->value[0] == '\0')
		row->state = ARTICLE_PUBLISHED;
	if (row->state == ARTICLE_PUBLISHED && !may_publish(v))
		verdict_fault(v, WRONG_TEAM, "", NULL);
	else
		verdict_step(v, &(struct decision_step){ .article = row, .name = row->slug, .value = row->title });
}

/* ---- publish, withdraw, drop */

static enum article_state
state_wanted(enum command_verb verb)
{
	return verb == COMMAND_PUBLISH ? ARTICLE_PUBLISHED : ARTICLE_WITHDRAWN;
}

/* A file's article comes and goes with its file, and what people are offered is not dropped from under them. */
static bool
makes_sense(enum command_verb verb, const struct article_row *row)
{
	if (row->origin == ARTICLE_FILE_GONE)
		return verb == COMMAND_DROP;
	return verb != COMMAND_DROP || (row->origin == ARTICLE_WRITTEN_HERE && row->state != ARTICLE_PUBLISHED);
}

static void
add_step(struct verdict *v, const struct article_row *row)
{
	if (!makes_sense(v->command->verb, row))
		verdict_fault(v, WRONG_STATE, row->slug, NULL);
	else
		verdict_step(v, &(struct decision_step){ .article = row, .name = row->slug, .value = row->title,
		    .number = state_wanted(v->command->verb) });
}

/* Without a name. */
static void
judge_unnamed(struct verdict *v)
{
	const struct command_facts *c = &v->facts->commands;
	size_t steps = v->decision->step_count;
	bool publish = v->command->verb == COMMAND_PUBLISH;

	if (publish && line_in_block(v, COMMAND_ARTICLE) != NULL)
		return;
	for (size_t i = 0; publish && i < c->draft_count && !v->wrong; i++)
		if (c->drafts[i].state == ARTICLE_DRAFT)
			add_step(v, &c->drafts[i]);
	if (!v->wrong && v->decision->step_count == steps)
		verdict_fault(v, WRONG_VALUE_MISSING, "", NULL);
}

void
judge_article_state(struct verdict *v)
{
	const struct command_facts *c = &v->facts->commands;
	size_t count = v->value.count;
	const char *language = count > 1 && find(v, v->value.words[count - 1], NULL) == NULL ?
	    language_named(v->decision, v->value.words[count - 1]) : NULL;

	if (count == 0) {
		judge_unnamed(v);
		return;
	}
	for (size_t w = 0; w < count - (language != NULL) && !v->wrong; w++) {
		bool found = false;

		for (size_t i = 0; i < c->article_count && !v->wrong; i++)
			if (strcmp(c->articles[i].slug, v->value.words[w]) == 0 &&
			    (language == NULL || strcasecmp(c->articles[i].language, language) == 0)) {
				found = true;
				add_step(v, &c->articles[i]);
			}
		if (!found)
			verdict_fault(v, WRONG_NAME, v->value.words[w], NULL);
	}
}
