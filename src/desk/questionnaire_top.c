/* questionnaire_top.c - see questionnaire_top.h: a list of ways in which people answer, the surest first */
#include <config.h>

#include <ctype.h>
#include <string.h>

#include <postigo/article/stem.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/courtesy.h>
#include <postigo/mail/phrase.h>

#include "questionnaire_top.h"

#define LINES_MOST 200u
#define LOOKED_AT_MOST 1000u	/* lines, those that say nothing among them: a mail may have a million */
#define LINE_MOST 2000u		/* bytes of one */
#define STEMS_MOST 40u
#define LABEL_WORDS_MOST 8u
#define GREETING_MOST 60u	/* bytes of "Dear support team," */

/* The lines that somebody wrote, without greeting, thanks and signature; NULL: it has been taken for an answer. */
struct top {
	TALLOC_CTX *memory;
	const struct asked *questions;
	size_t count;
	char **answers;
	struct stems names[QUESTIONS_MAX];	/* of a question: the words of its field and of itself */
	char *lines[LINES_MOST];
	size_t line_count;
};

/* ---- lines */

static bool
is_greeting(const char *line)
{
	static const char *const greetings[] = {
		"hi", "hello", "hey", "dear", "good", "hola", "buenos", "buenas", "buen", "estimado", "estimada", "estimados", "querido",
		"querida", "muy buenas",
	};
	size_t n = strlen(line), word = strcspn(line, " ,:!");

	if (n > GREETING_MOST || n == 0 || (strchr(",:!", line[n - 1]) == NULL && word < n))
		return false;
	for (size_t i = 0; i < sizeof(greetings) / sizeof(greetings[0]); i++)
		if (strlen(greetings[i]) == word && strncasecmp(line, greetings[i], word) == 0)
			return true;
	return false;
}

/* Here the signature begins, of whatever kind. */
static bool
ends_text(const char *line)
{
	struct span span = span_of(line);

	while (span.size > 0 && strchr(",.!:", span.at[span.size - 1]) != NULL)
		span.size--;
	return strcmp(line, "--") == 0 || strncmp(line, "---", 3) == 0 || strncmp(line, "___", 3) == 0 ||
	    phrase_is(span, PHRASE_CLOSING) || phrase_start(span, PHRASE_DEVICE_MY) > 0 || phrase_start(span, PHRASE_DEVICE) > 0;
}

static void
gather_lines(struct top *t, const char *reply)
{
	size_t looked = 0;

	for (const char *at = reply; *at != '\0' && looked < LOOKED_AT_MOST && t->line_count < LINES_MOST; at += *at == '\n') {
		size_t n = strcspn(at, "\n");
		struct span line = span_trim((struct span){ at, n < LINE_MOST ? n : LINE_MOST });
		const char *rest = at;
		char *copy;

		looked++;
		at += n;
		if (line.size == 0)
			continue;
		/* "Thanks!", and a name below it. */
		if (courtesy_is(rest))
			return;
		copy = talloc_strndup(t->memory, line.at, line.size);
		if (line.at[0] == '>' || (t->line_count == 0 && is_greeting(copy)) || courtesy_is(copy))
			continue;
		if (ends_text(copy))
			return;
		t->lines[t->line_count++] = copy;
	}
}

static size_t
open_questions(const struct top *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->count; i++)
		n += t->answers[i] == NULL;
	return n;
}

static size_t
open_lines(const struct top *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->line_count; i++)
		n += t->lines[i] != NULL;
	return n;
}

/* The answer to one question, if it can be one. */
static bool
give(struct top *t, size_t question, const char *text)
{
	const struct asked *asked = &t->questions[question];

	if (t->answers[question] != NULL)
		return false;
	t->answers[question] = asked->find(t->answers, asked->context, text, true);
	return t->answers[question] != NULL;
}

/* Answers to all open questions, in their order: all of them, or it is not that. */
static bool
give_in_order(struct top *t, char *const *texts, size_t count)
{
	char *found[QUESTIONS_MAX] = { NULL };
	size_t n = 0;

	if (count == 0 || count != open_questions(t))
		return false;
	for (size_t i = 0; i < t->count; i++) {
		if (t->answers[i] != NULL)
			continue;
		found[i] = t->questions[i].find(t->answers, t->questions[i].context, n < count ? texts[n] : "", true);
		n++;
		if (found[i] == NULL)
			return false;
	}
	for (size_t i = 0; i < t->count; i++)
		if (found[i] != NULL)
			t->answers[i] = found[i];
	return true;
}

/* ---- "Serial number: X" */

static bool
has_stem(const struct stems *stems, const char *stem)
{
	for (size_t i = 0; i < stems->count; i++)
		if (strcmp(stems->list[i], stem) == 0)
			return true;
	return false;
}

/* "serial_number", as people write it. */
static bool
is_field(const char *field, const char *label)
{
	size_t n = strlen(field);

	for (size_t i = 0; i < n; i++)
		if (tolower((unsigned char)field[i]) != tolower((unsigned char)label[i]) && !(field[i] == '_' && label[i] == ' '))
			return false;
	return n > 0 && label[n + strspn(label + n, " ")] == '\0';
}

/* The one question that the words name; count: none does, or several do. */
static size_t
question_named(const struct top *t, const char *language, const char *label, size_t size)
{
	char *copy = talloc_strndup(t->memory, label, size);
	struct stems stems = stem_words(t->memory, language, copy, LABEL_WORDS_MOST);
	size_t named = t->count;

	for (size_t i = 0; i < t->count; i++)
		if (is_field(t->questions[i].field, copy))
			return i;

	for (size_t i = 0; i < t->count && stems.count > 0; i++) {
		size_t n = 0;

		while (n < stems.count && has_stem(&t->names[i], stems.list[n]))
			n++;
		if (n < stems.count)
			continue;
		if (named != t->count)
			return t->count;
		named = i;
	}
	return named;
}

/* Where a line's label ends and its value begins, by the first of these that stands in it. */
static bool
split_label(const char *line, size_t *label, const char **value)
{
	static const char *const separators[] = { ":", "=", " | ", " -> ", " - ", " – ", "\t", " is ", " es ", " are ", " son " };
	const char *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
		const char *at = strstr(line, separators[i]);

		if (at != NULL && (first == NULL || at < first)) {
			first = at;
			n = strlen(separators[i]);
		}
	}
	if (first == NULL || first == line)
		return false;
	*label = (size_t)(first - line);
	*value = first + n + strspn(first + n, " \t");
	return true;
}

/* A line, or a piece of one, that names what it answers. */
static bool
read_label(struct top *t, const char *language, const char *text, const char *next)
{
	size_t label, question;
	const char *value;

	if (!split_label(text, &label, &value) || (question = question_named(t, language, text, label)) == t->count)
		return false;
	return give(t, question, value[0] != '\0' ? value : next != NULL ? next : "");
}

/* "Serial: X, floor: 3": only when each piece names a question. */
static bool
read_labels_in_line(struct top *t, const char *language, const char *line)
{
	char *pieces[QUESTIONS_MAX];
	size_t n = 0, label;
	const char *value;

	for (const char *at = line; *at != '\0' && n < QUESTIONS_MAX; at += strspn(at, ",; ")) {
		size_t size = strcspn(at, ",;");

		pieces[n] = talloc_strndup(t->memory, at, size);
		if (!split_label(pieces[n], &label, &value) || question_named(t, language, pieces[n], label) == t->count)
			return false;
		n++;
		at += size;
	}
	for (size_t i = 0; i < n && n > 1; i++)
		(void)read_label(t, language, pieces[i], NULL);
	return n > 1;
}

static void
by_label(struct top *t, const char *language)
{
	for (size_t i = 0; i < t->line_count; i++) {
		const char *next = i + 1 < t->line_count ? t->lines[i + 1] : NULL, *value;
		size_t label;
		bool alone = t->lines[i] != NULL && split_label(t->lines[i], &label, &value) && value[0] == '\0';

		if (t->lines[i] == NULL || (!read_labels_in_line(t, language, t->lines[i]) &&
		    !read_label(t, language, t->lines[i], next)))
			continue;
		/* More may stand in a sentence. */
		if (strpbrk(t->lines[i], ":=|\t") != NULL)
			t->lines[i] = NULL;
		if (alone && next != NULL)
			t->lines[i + 1] = NULL;
	}
}

/* ---- "2. X" */

/* The number that a text begins with, as those who count do, and what stands behind it; 0: none. */
static size_t
number_at(const char *text, const char **rest)
{
	const char *at = text + strspn(text, "(#*[");
	size_t number = 0, digits;

	if (strchr("QPRqpr", *at) != NULL && *at != '\0')
		at++;
	digits = strspn(at, "0123456789");
	if (digits == 0 || digits > 2)
		return 0;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (size_t)(at[i] - '0');
	at += digits;
	/* "2.5 GHz" and "10:30" count nothing. */
	if (strncmp(at, "º", 2) == 0 || strncmp(at, "ª", 2) == 0)
		at += 2;
	else if (*at == '\0' || strchr(".):-]", *at) == NULL || isdigit((unsigned char)at[1]))
		return 0;
	*rest = at + strspn(at, ".):-]* \t");
	return number;
}

/* Where the number n begins in the midst of a line; NULL: nowhere. */
static const char *
number_inside(const char *line, size_t n)
{
	const char *rest;

	for (const char *at = line; (at = strpbrk(at, " \t,;")) != NULL;) {
		at += strspn(at, " \t,;");
		if (number_at(at, &rest) == n)
			return at;
	}
	return NULL;
}

/* Answers behind numbers in one line: "1. X 2. Y". */
static void
numbers_of_line(struct top *t, size_t number, const char *rest, const char *more)
{
	while (number >= 1 && number <= t->count) {
		const char *next = number_inside(rest, number + 1), *after = NULL;
		size_t n = next != NULL ? (size_t)(next - rest) : strlen(rest);

		while (next != NULL && n > 0 && strchr(" \t,;", rest[n - 1]) != NULL)
			n--;
		(void)give(t, number - 1, talloc_asprintf(t->memory, "%.*s%s", (int)n, rest, next == NULL ? more : ""));
		if (next == NULL)
			return;
		number = number_at(next, &after);
		rest = after;
	}
}

/* What stands on the lines below, up to the next number. */
static const char *
lines_below(struct top *t, size_t i)
{
	char *more = talloc_strdup(t->memory, "");
	const char *rest;

	for (i++; i < t->line_count && t->lines[i] != NULL && number_at(t->lines[i], &rest) == 0; i++) {
		more = talloc_asprintf_append(more, " %s", t->lines[i]);
		t->lines[i] = NULL;
	}
	return more;
}

static void
by_number(struct top *t)
{
	const char *rest;

	for (size_t i = 0; i < t->line_count; i++) {
		size_t number = t->lines[i] != NULL ? number_at(t->lines[i], &rest) : 0;

		if (number < 1 || number > t->count || *rest == '\0')
			continue;
		t->lines[i] = NULL;
		numbers_of_line(t, number, rest, lines_below(t, i));
	}
}

/* ---- in order */

/* Behind the mark of a list; NULL: it has none. */
static const char *
behind_bullet(const char *line)
{
	static const char *const bullets[] = { "- ", "* ", "+ ", "• ", "– ", "· ", "→ ", "-> ", "=> " };

	for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++)
		if (strncmp(line, bullets[i], strlen(bullets[i])) == 0)
			return line + strlen(bullets[i]) + strspn(line + strlen(bullets[i]), " ");
	return NULL;
}

static void
by_bullet(struct top *t)
{
	char *texts[LINES_MOST];
	size_t n = 0;

	for (size_t i = 0; i < t->line_count; i++)
		if (t->lines[i] != NULL && behind_bullet(t->lines[i]) != NULL)
			texts[n++] = talloc_strdup(t->memory, behind_bullet(t->lines[i]));
	if (!give_in_order(t, texts, n))
		return;
	for (size_t i = 0; i < t->line_count; i++)
		if (t->lines[i] != NULL && behind_bullet(t->lines[i]) != NULL)
			t->lines[i] = NULL;
}

/* "Here are the answers:" */
static bool
introduces(const char *line)
{
	return line[strlen(line) - 1] == ':';
}

static void
by_line(struct top *t)
{
	char *texts[LINES_MOST];
	size_t n = 0;

	for (size_t i = 0; i < t->line_count; i++) {
		if (t->lines[i] == NULL || introduces(t->lines[i]))
			continue;
		/* Who asks back does not answer. */
		if (strchr(t->lines[i], '?') != NULL)
			return;
		texts[n++] = t->lines[i];
	}
	if (give_in_order(t, texts, n))
		t->line_count = 0;
}

/* "X, Y, Z" */
static void
by_piece(struct top *t)
{
	char *pieces[QUESTIONS_MAX];
	size_t n = 0, line = 0;

	if (open_lines(t) != 1)
		return;
	while (t->lines[line] == NULL)
		line++;
	for (const char *at = t->lines[line]; *at != '\0' && n < QUESTIONS_MAX; at += strspn(at, ",;/ ")) {
		size_t size = strcspn(at, ",;/");

		pieces[n++] = talloc_strndup(t->memory, at, size);
		at += size;
	}
	if (n > 1 && give_in_order(t, pieces, n))
		t->line_count = 0;
}

static char *
all_lines(const struct top *t)
{
	char *all = talloc_strdup(t->memory, "");

	for (size_t i = 0; i < t->line_count; i++)
		if (t->lines[i] != NULL && !introduces(t->lines[i]))
			all = talloc_asprintf_append_buffer(all, "%s%s", all[0] != '\0' ? " " : "", t->lines[i]);
	return all;
}

/* One question, and a mail about nothing else: unless it asks something itself. */
static void
by_mail(struct top *t)
{
	const char *all = all_lines(t);

	if (t->count == 1 && open_questions(t) == 1 && all[0] != '\0' && strlen(all) < ANSWER_MOST && strchr(all, '?') == NULL)
		(void)give(t, 0, all);
}

/* Somewhere in a sentence. */
static void
by_search(struct top *t)
{
	const char *all = all_lines(t);

	for (size_t i = 0; i < t->count; i++)
		if (t->answers[i] == NULL)
			t->answers[i] = t->questions[i].find(t->answers, t->questions[i].context, all, false);
}

/* The words by which people name a question: those of its field and its own. */
static struct stems
names_of(TALLOC_CTX *ctx, const char *language, const struct asked *asked)
{
	char *words = talloc_asprintf(ctx, "%s %s", asked->field, asked->ask);

	for (char *c = words; *c != '\0' && c < words + strlen(asked->field); c++)
		if (*c == '_')
			*c = ' ';
	return stem_words(ctx, language, words, STEMS_MOST);
}

void
questionnaire_top(char **answers, const struct answered *mail, const struct asked *questions, size_t count, bool inside)
{
	SCRATCH(tmp);
	struct top *t = talloc_zero(tmp, struct top);

	*t = (struct top){ .memory = t, .questions = questions, .count = count, .answers = answers };
	for (size_t i = 0; i < count; i++)
		t->names[i] = names_of(t, mail->language, &questions[i]);
	gather_lines(t, mail->reply != NULL ? mail->reply : "");
	by_label(t, mail->language);
	if (inside)
		return;
	by_number(t);
	by_bullet(t);
	by_line(t);
	by_piece(t);
	by_mail(t);
	by_search(t);
}
