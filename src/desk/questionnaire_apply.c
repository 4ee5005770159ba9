/* questionnaire_apply.c - what questions and answers need of the store, and leave in it; see questionnaire.h */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/store/message_row.h>

#include "questionnaire.h"
#include "thread.h"
#include "wordstream.h"

#define WORDS_MOST 12000u
#define MAILS_MOST 20u		/* of ours on a ticket that are looked at */

/* ---- facts */

static bool
asks(TALLOC_CTX *ctx, const struct conf_questionnaire *q, const char *language, const char *text)
{
	struct wordstream *words = wordstream_of(ctx, text, WORDS_MOST);

	for (size_t i = 0; i < q->question_count; i++) {
		struct wordstream *ask = wordstream_of(ctx, conf_question_words(&q->questions[i], language), WORDS_MOST);

		if (wordstream_find(words, 0, words->count, ask, 0, ask->count) < words->count)
			return true;
	}
	return false;
}

/* The newest of our mails on the ticket in which a question stands: what is ours in a reply is told by it. */
static enum result
find_asked(TALLOC_CTX *ctx, const struct tools *tools, const struct conf_questionnaire *q, const char *language,
    struct facts *facts, struct error *err)
{
	SCRATCH(tmp);
	struct message_row *rows = NULL;
	size_t count = 0;
	enum result result = message_row_newest_list(tmp, tools->store, facts->questions_ticket, MESSAGE_ACKNOWLEDGEMENT, MAILS_MOST,
	    &rows, &count, err);

	for (size_t i = 0; i < count && facts->asked == NULL; i++)
		if (rows[i].text != NULL && asks(tmp, q, language, rows[i].text))
			facts->asked = talloc_strdup(ctx, rows[i].text);
	return result;
}

/* The ticket that the mail names most surely; NULL: none on which its sender could answer. Anybody can name a ticket: what
 * was asked on it is not looked up for everybody. */
static const struct ticket *
named(const struct facts *facts)
{
	enum tie_kind kind = thread_named(facts);

	if (kind == TIE_KINDS || facts->mail->class != MAIL_HUMAN)
		return NULL;
	return kind == TIE_REPLY_TOKEN || facts->tie[kind].sender_takes_part ? &facts->tie[kind].ticket : NULL;
}

enum result
questionnaire_gather(TALLOC_CTX *ctx, const struct tools *tools, struct facts *facts, struct error *err)
{
	const struct ticket *ticket = named(facts);
	const struct conf_questionnaire *q = NULL;
	enum result result;

	if (tools->store == NULL || tools->conf->questionnaire_count == 0 || ticket == NULL)
		return DONE;
	facts->questions_ticket = ticket->id;
	result = questions_read(ctx, tools->store, ticket->id, &facts->questions, err);
	if (result != DONE)
		return result == NONE ? DONE : result;
	q = conf_questionnaire(tools->conf, facts->questions.questionnaire);
	result = field_all(ctx, tools->store, ticket->id, &facts->known, &facts->known_count, err);
	if (result == DONE && q != NULL)
		result = find_asked(ctx, tools, q, ticket->language != NULL ? ticket->language : facts->language, facts, err);
	return result == NONE ? DONE : result;
}

/* ---- values */

/* "laptop, desktop" */
static char *
choices_of(TALLOC_CTX *ctx, const struct conf_question *q, const char *language)
{
	char *all = talloc_strdup(ctx, "");

	for (size_t i = 0; i < q->choice_count; i++)
		all = talloc_asprintf_append(all, "%s%s", i > 0 ? ", " : "", conf_choice_words(&q->choices[i], language));
	return all;
}

static json_t *
questions(TALLOC_CTX *ctx, const struct decision *d, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s, s:s}", "ask", conf_question_words(d->questions[i], d->language),
		    "choices", choices_of(ctx, d->questions[i], d->language)));
	return list;
}

static void
put(json_t *values, const char *name, const char *has, json_t *list)
{
	json_object_set_new(values, has, json_boolean(json_array_size(list) > 0));
	json_object_set_new(values, name, list);
}

static void
add_field(json_t *list, const struct field *field)
{
	if (field->value != NULL)
		json_array_append_new(list, json_pack("{s:s, s:s}", "name", field->name, "value", field->value));
}

enum result
questionnaire_known(TALLOC_CTX *ctx, const struct tools *tools, int64_t ticket, json_t *values, struct error *err)
{
	struct field *known = NULL;
	size_t count = 0;
	json_t *list = json_array();
	enum result result = field_all(ctx, tools->store, ticket, &known, &count, err);

	for (size_t i = 0; i < count && result == DONE; i++)
		add_field(list, &known[i]);
	put(values, "fields", "has_fields", list);
	return result == NONE ? DONE : result;
}

/* What the mail asks and leaves open. */
static void
put_questions(TALLOC_CTX *ctx, const struct decision *d, json_t *values)
{
	put(values, "questions", "has_questions", questions(ctx, d, d->question_count));
	put(values, "unanswered", "has_unanswered", questions(ctx, d, d->unanswered_count));
}

static bool
is_decided(const struct decision *d, const char *name)
{
	for (size_t i = 0; i < d->fields.count; i++)
		if (strcmp(d->fields.list[i].name, name) == 0)
			return true;
	return false;
}

enum result
questionnaire_preview(TALLOC_CTX *ctx, const struct tools *tools, const struct decision *d, int64_t ticket, json_t *values,
    struct error *err)
{
	struct field *known = NULL;
	size_t count = 0;
	json_t *list = json_array();
	enum result result = tools->store != NULL && d->outcome != DECIDE_NEW_TICKET ?
	    field_all(ctx, tools->store, ticket, &known, &count, err) : DONE;

	for (size_t i = 0; i < count && result == DONE; i++)
		if (!is_decided(d, known[i].name))
			add_field(list, &known[i]);
	for (size_t i = 0; i < d->fields.count; i++)
		add_field(list, &d->fields.list[i]);
	put(values, "fields", "has_fields", list);
	put_questions(ctx, d, values);
	return result == NONE ? DONE : result;
}

enum result
questionnaire_apply(TALLOC_CTX *ctx, const struct tools *tools, const struct facts *f, const struct decision *d, int64_t ticket,
    json_t *values, struct error *err)
{
	enum result result = questionnaire_known(ctx, tools, ticket, values, err);

	put_questions(ctx, d, values);
	if (result == DONE && d->question_count > 0)
		result = questions_ask(tools->store, ticket, d->questionnaire->name, f->now, err);
	return result;
}
