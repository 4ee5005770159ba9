/* questionnaire.c - see questionnaire.h: what is decided; what it needs and what follows is in questionnaire_apply.c */
#include <config.h>

#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/courtesy.h>

#include "assent.h"
#include "loops.h"
#include "questionnaire.h"
#include "questionnaire_read.h"
#include "wordstream.h"

#define VALUE_MOST 500u		/* characters */
#define WORDS_MOST 400u

/* ---- values */

static char *
by_pattern(TALLOC_CTX *ctx, const struct pattern *pattern, const char *text)
{
	SCRATCH(tmp);
	struct pattern_match match;
	struct pattern_span span;
	struct error err;

	/* One that takes too long is not found. */
	if (pattern_find(pattern, text, strlen(text), 0, &match, &err) != DONE)
		return NULL;
	span = match.count > 1 && match.group[1].set ? match.group[1] : match.group[0];
	return utf8_clean_line(ctx, talloc_strndup(tmp, text + span.from, span.to - span.from), VALUE_MOST);
}

/* "Sí" is the answer to a question whose choices are yes and no. */
static bool
means_the_same(const char *choice, const char *text)
{
	char word[16] = { 0 };
	size_t n = strcspn(text, " ,.;:!\n");
	enum assent assent = assent_of(choice);

	if (assent == ASSENT_MORE || n >= sizeof(word))
		return false;
	memcpy(word, text, n);
	return assent_of(word) == assent;
}

static bool
is_called(const struct wordstream *words, const char *text, const char *name)
{
	SCRATCH(tmp);
	struct wordstream *choice = wordstream_of(tmp, name, WORDS_MOST);

	return wordstream_find(words, 0, words->count, choice, 0, choice->count) < words->count || means_the_same(name, text);
}

/* In whichever language: people answer in their own, whatever we asked in. */
static bool
is_named(const struct wordstream *words, const char *text, const struct conf_choice *choice)
{
	bool is = is_called(words, text, choice->value);

	for (size_t i = 0; i < choice->wording_count && !is; i++)
		is = is_called(words, text, choice->wordings[i].text);
	return is;
}

/* The one that is named; NULL when none is, or several are. */
static char *
by_choice(TALLOC_CTX *ctx, const struct conf_question *question, const char *text)
{
	SCRATCH(tmp);
	struct wordstream *words = wordstream_of(tmp, text, WORDS_MOST);
	const char *found = NULL;

	for (size_t i = 0; i < question->choice_count; i++) {
		bool is = is_named(words, text, &question->choices[i]);

		if (is && found != NULL)
			return NULL;
		found = is ? question->choices[i].value : found;
	}
	return found != NULL ? talloc_strdup(ctx, found) : NULL;
}

char *
questionnaire_value(TALLOC_CTX *ctx, const struct conf_question *question, const char *text, bool whole)
{
	char *value;

	if (question->pattern != NULL)
		return by_pattern(ctx, question->pattern, text);
	if (question->choice_count > 0)
		return by_choice(ctx, question, text);
	value = whole ? utf8_clean_line(ctx, text, VALUE_MOST) : NULL;
	return value != NULL && value[0] != '\0' ? value : NULL;
}

static char *
find(TALLOC_CTX *ctx, const void *context, const char *text, bool whole)
{
	return questionnaire_value(ctx, context, text, whole);
}

/* ---- which */

static bool
is_among(char *const *list, size_t count, const char *name)
{
	for (size_t i = 0; name != NULL && i < count; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return count == 0;
}

/* What is known under that name: by what was decided, or from before. NULL: nothing. */
static const char *
known(const struct decision *d, const struct facts *f, const char *field)
{
	for (size_t i = 0; i < d->fields.count; i++)
		if (strcmp(d->fields.list[i].name, field) == 0)
			return d->fields.list[i].value;
	for (size_t i = 0; d->outcome != DECIDE_NEW_TICKET && i < f->known_count; i++)
		if (strcmp(f->known[i].name, field) == 0)
			return f->known[i].value;
	return NULL;
}

static bool
is_for(const struct conf_questionnaire *q, const struct decision *d, const struct facts *f)
{
	return is_among(q->queues, q->queue_count, d->queue) &&
	    is_among(q->categories, q->category_count, known(d, f, "category"));
}

/* What a tier asks is asked on no other. */
static bool
is_a_tiers(const struct conf *conf, const struct conf_questionnaire *q)
{
	for (size_t i = 0; i < CONF_TIERS; i++)
		if (conf->tiers[i].questionnaire != NULL && strcmp(conf->tiers[i].questionnaire, q->name) == 0)
			return true;
	return false;
}

/* The tier's, or else the first of the config, that is for such a ticket. */
static const struct conf_questionnaire *
questionnaire_for(const struct decision *d, const struct facts *f)
{
	const char *named = f->conf->tiers[d->tier].questionnaire;
	const struct conf_questionnaire *q = named != NULL ? conf_questionnaire(f->conf, named) : NULL;

	if (q != NULL && is_for(q, d, f))
		return q;
	for (size_t i = 0; i < f->conf->questionnaire_count; i++) {
		q = &f->conf->questionnaires[i];
		if (is_for(q, d, f) && !is_a_tiers(f->conf, q))
			return q;
	}
	return NULL;
}

static void
ask(struct decision *d, const struct conf_question *question)
{
	d->questions[d->question_count++] = question;
}

/* ---- asking */

/* What can be told by its look is looked for in the mail; words and choices are taken for answers only when they were asked. */
static void
find_in_mail(struct decision *d, const struct facts *f, const struct conf_question *question)
{
	const char *text = f->mail->reply != NULL && f->mail->reply[0] != '\0' ? f->mail->reply : f->mail->text;
	char *value = NULL;

	if (question->pattern == NULL || known(d, f, question->field) != NULL)
		return;
	if (f->mail->subject != NULL)
		value = questionnaire_value(d, question, f->mail->subject, false);
	if (value == NULL && text != NULL)
		value = questionnaire_value(d, question, text, false);
	if (value == NULL)
		return;
	decision_field(d, question->field, value);
	decision_event(d, "%s is %s, as the mail says", question->field, value);
}

static bool
answers_by(const struct decision *d, const char *template)
{
	for (size_t i = 0; i < d->answer_count; i++)
		if (strcmp(d->answers[i].template, template) == 0)
			return true;
	return false;
}

void
questionnaire_begin(struct decision *d, const struct facts *f)
{
	const struct conf_questionnaire *q = f->mail->class == MAIL_HUMAN ? questionnaire_for(d, f) : NULL;

	for (size_t i = 0; q != NULL && i < q->question_count; i++)
		find_in_mail(d, f, &q->questions[i]);
	if (q == NULL || !answers_by(d, "acknowledgement"))
		return;
	d->questionnaire = q;
	for (size_t i = 0; i < q->question_count; i++)
		if (known(d, f, q->questions[i].field) == NULL)
			ask(d, &q->questions[i]);
	if (d->question_count > 0)
		decision_event(d, "asked the questionnaire %s, of which %zu questions are open", q->name, d->question_count);
}

void
questionnaire_settle(struct decision *d)
{
	if (d->question_count == 0 || answers_by(d, d->asks_again ? "questions_again" : "acknowledgement"))
		return;
	d->question_count = 0;
	d->asks_again = false;
	decision_event(d, "nothing is asked: no mail goes out to ask it");
}

/* ---- answers */

/* The questionnaire that the ticket was asked, if the mail is on that ticket. */
static const struct conf_questionnaire *
asked_before(const struct decision *d, const struct facts *f)
{
	if (f->questions.times == 0 || d->ticket != f->questions_ticket)
		return NULL;
	return conf_questionnaire(f->conf, f->questions.questionnaire);
}

void
questionnaire_follow(struct decision *d, const struct facts *f)
{
	const struct conf_questionnaire *q = asked_before(d, f);
	struct answered mail = { f->mail->text != NULL ? f->mail->text : "", f->mail->reply, f->asked, d->language };
	struct asked asked[CONF_QUESTIONS_MOST];
	size_t count = 0;
	char **answers;

	/* Those that were asked the last time, and no others: who numbers their answers counts these. */
	for (size_t i = 0; q != NULL && i < q->question_count; i++)
		if (known(d, f, q->questions[i].field) == NULL && (f->questions.times == 1 || q->questions[i].required))
			asked[count++] = (struct asked){ conf_question_words(&q->questions[i], d->language), q->questions[i].field, find,
			    &q->questions[i] };
	if (count == 0)
		return;
	answers = questionnaire_read(d, &mail, asked, count);
	for (size_t i = 0; i < count; i++) {
		if (answers[i] == NULL)
			continue;
		decision_field(d, asked[i].field, answers[i]);
		decision_event(d, "answered: %s is %s", asked[i].field, answers[i]);
	}
}

/* Whoever has a technician's answer is not asked by us any more, nor who only says thanks. */
static bool
may_ask(struct decision *d, const struct facts *f)
{
	return f->tie[d->tie].ticket.state == TICKET_NEW && d->state != TICKET_CLOSED && d->withheld == 0 &&
	    !courtesy_is(f->mail->reply != NULL ? f->mail->reply : "") && loops_forbid(d, f) == NULL;
}

void
questionnaire_ask_again(struct decision *d, const struct facts *f)
{
	const struct conf_questionnaire *q = asked_before(d, f);
	size_t missing = 0;

	for (size_t i = 0; q != NULL && i < q->question_count; i++)
		if (q->questions[i].required && known(d, f, q->questions[i].field) == NULL) {
			ask(d, &q->questions[i]);
			missing++;
		}
	if (missing == 0)
		return;
	d->questionnaire = q;
	if (f->questions.times == 1 && may_ask(d, f)) {
		d->asks_again = true;
		decision_event(d, "asked once more for what is missing (%zu)", missing);
		decision_answer(d, &(struct answer){ .template = "questions_again", .to = ANSWER_SENDER, .language = d->language,
		    .why = "their reply leaves questions open", .safe = d->trust == TRUST_NONE });
		return;
	}
	/* From now on it is for technicians to find out. */
	d->unanswered_count = d->question_count;
	d->question_count = 0;
}
