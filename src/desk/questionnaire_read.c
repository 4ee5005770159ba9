/* questionnaire_read.c - see questionnaire_read.h: what stands between the questions that were quoted; what stands above them is
 * read in questionnaire_top.c */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/span.h>

#include "questionnaire_read.h"
#include "questionnaire_top.h"
#include "wordstream.h"

#define WORDS_MOST 12000u	/* of a mail */
#define QUESTION_WORDS_MOST 60u
#define ANCHOR 4u		/* so many words of ours in a row are ours */

/* Where a question stands in a text; first == end: it does not. */
struct place {
	size_t question;
	size_t first, end;	/* words */
};

struct quotes {
	struct wordstream *text, *original;
	struct wordstream *ask[QUESTIONS_MAX];
	struct place places[QUESTIONS_MAX];	/* in the text, in their order there */
	size_t place_count;
};

static int
by_first(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

/* The places of all questions that stand there; returns how many. The first of each: the newest mail is quoted first. */
static size_t
find_questions(const struct quotes *q, const struct wordstream *stream, size_t count, struct place *out)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		size_t words = q->ask[i]->count, at = wordstream_find(stream, 0, stream->count, q->ask[i], 0, words);

		if (at < stream->count)
			out[n++] = (struct place){ i, at, at + words };
	}
	if (n > 1)
		qsort(out, n, sizeof(*out), by_first);
	return n;
}

/* Where what belongs to a question ends: before the next one, and the number that stands before that. */
static size_t
end_of(const struct wordstream *s, const struct place *list, size_t count, size_t i)
{
	size_t end;

	if (i + 1 == count)
		return s->count;
	end = list[i + 1].first;
	if (end > list[i].end && s->list[end - 1].line == s->list[list[i + 1].first].line && strlen(s->list[end - 1].folded) <= 2 &&
	    isdigit((unsigned char)s->list[end - 1].folded[0]) && s->list[end - 1].at == s->lines[s->list[end - 1].line].at)
		end--;
	return end;
}

static bool
blank_between(const struct wordstream *s, size_t from, size_t to)
{
	for (size_t i = from + 1; i < to; i++)
		if (s->lines[i].at == s->lines[i].end)
			return true;
	return false;
}

/* Quoted as deep as the question itself: a line of ours, or an older one. But what stands on the question's own line is an answer;
 * and when it is known what of all this is ours, so is what stands right below it: where answers are typed into the quote itself,
 * in another colour perhaps, nothing else tells them. */
static bool
is_quoted(const struct quotes *q, size_t word, size_t question_line)
{
	const struct wordstream *s = q->text;
	size_t line = s->list[word].line;

	if (line == question_line || s->lines[question_line].depth == 0 || s->lines[line].depth < s->lines[question_line].depth)
		return false;
	return q->original->count == 0 || s->lines[line].depth > s->lines[question_line].depth || blank_between(s, question_line, line);
}

/* A letter or bracket that belongs to the word beside it: "+34", "#12", "10%". */
static bool
belongs(char c)
{
	return c != '\0' && !isspace((unsigned char)c) && strchr("?!:.,;*_\"'()[]>", c) == NULL;
}

/* The words of one line from `from` on, with what belongs to them; *next is behind the last of them. */
static struct span
words_of_line(const struct wordstream *s, size_t from, size_t to, size_t *next)
{
	const struct wordline *line = &s->lines[s->list[from].line];
	const char *at = s->list[from].at, *end = s->list[from].end;

	for (*next = from; *next < to && s->list[*next].line == s->list[from].line; (*next)++)
		end = s->list[*next].end;
	while (at > line->at && belongs(at[-1]))
		at--;
	/* The whole rest of the line, unless words of ours stand in it. */
	if (*next == s->count || s->list[*next].line != s->list[from].line)
		end = line->end;
	while (end < line->end && belongs(*end))
		end++;
	return (struct span){ at, (size_t)(end - at) };
}

/* The words from `from` to `to`, one paragraph of them, with what stands between them, on one line. */
static char *
words_as_text(TALLOC_CTX *ctx, const struct wordstream *s, size_t from, size_t to)
{
	struct text *t = text_new(ctx, ANSWER_MOST);
	size_t line = s->list[from].line;

	for (size_t i = from, next; i < to && (s->list[i].line == line || !blank_between(s, line, s->list[i].line)); i = next) {
		struct span words = words_of_line(s, i, to, &next);

		line = s->list[i].line;
		if (t->size > 0)
			text_add_char(t, ' ');
		text_add(t, words.at, words.size);
	}
	while (t->size > 0 && strchr(" .,;:*_", t->bytes[t->size - 1]) != NULL)
		t->bytes[--t->size] = '\0';
	return t->bytes;
}

/* "A: X", "Answer: X", "[Ana] X". */
static size_t
skip_label(const struct wordstream *s, size_t from, size_t to)
{
	static const char *const labels[] = { "a", "answer", "ans", "r", "respuesta", "resp", "antwort", "reponse" };

	if (from + 1 >= to || s->list[from + 1].line != s->list[from].line)
		return from;
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcmp(s->list[from].folded, labels[i]) == 0 && s->list[from].end[0] == ':')
			return from + 1;
	if (s->list[from].at > s->lines[s->list[from].line].at && s->list[from].at[-1] == '[')
		for (size_t i = from; i + 1 < to && i < from + 4 && s->list[i].line == s->list[from].line; i++)
			if (s->list[i].end[0] == ']' || (s->list[i].end[0] == ':' && s->list[i].end[1] == ']'))
				return i + 1;
	return from;
}

/* Behind the words that stand with a question in our mail: what may be chosen, say. */
static size_t
end_of_hint(const struct wordstream *original, size_t from, size_t to)
{
	size_t at = from;

	while (at < to && !blank_between(original, original->list[from - 1].line, original->list[at].line))
		at++;
	return at;
}

/* What is left of the words behind a question once ours are taken away. A hint counts as ours when it is there as a whole: its first
 * word may well be the answer. */
static void
take_ours_away(const struct quotes *q, const struct place *in_original, size_t original_count, size_t question, size_t *from,
    size_t *to)
{
	for (size_t i = 0; i < original_count; i++) {
		size_t ours, end, hint, anchor;

		if (in_original[i].question != question)
			continue;
		ours = in_original[i].end;
		end = end_of(q->original, in_original, original_count, i);
		hint = end_of_hint(q->original, ours, end);
		if (wordstream_common(q->text, *from, q->original, ours) >= hint - ours)
			*from = *from + (hint - ours) < *to ? *from + (hint - ours) : *to;
		else
			*to = wordstream_find(q->text, *from, *to, q->original, ours, hint - ours);
		anchor = end - hint < ANCHOR ? end - hint : ANCHOR;
		*to = wordstream_find(q->text, *from, *to, q->original, hint, anchor);
	}
}

/* The answer that was typed behind or below the i-th question of the text; NULL: none was. */
static char *
answer_at(TALLOC_CTX *ctx, const struct quotes *q, const struct place *in_original, size_t original_count, size_t i)
{
	const struct place *p = &q->places[i];
	size_t from = p->end, to = end_of(q->text, q->places, q->place_count, i), line = q->text->list[p->end - 1].line, last;

	take_ours_away(q, in_original, original_count, p->question, &from, &to);
	while (from < to && is_quoted(q, from, line))
		from++;
	last = from;
	while (last < to && !is_quoted(q, last, line))
		last++;
	from = skip_label(q->text, from, last);
	return from < last ? words_as_text(ctx, q->text, from, last) : NULL;
}

static struct quotes *
quotes_of(TALLOC_CTX *ctx, const struct answered *mail, const struct asked *questions, size_t count)
{
	struct quotes *q = talloc_zero(ctx, struct quotes);

	q->text = wordstream_of(q, mail->text, WORDS_MOST);
	q->original = wordstream_of(q, mail->original != NULL ? mail->original : "", WORDS_MOST);
	for (size_t i = 0; i < count; i++)
		q->ask[i] = wordstream_of(q, questions[i].ask, QUESTION_WORDS_MOST);
	q->place_count = find_questions(q, q->text, count, q->places);
	return q;
}

char **
questionnaire_read(TALLOC_CTX *ctx, const struct answered *mail, const struct asked *questions, size_t count)
{
	SCRATCH(tmp);
	char **answers = talloc_zero_array(ctx, char *, (unsigned)count + 1);
	struct place in_original[QUESTIONS_MAX];
	struct quotes *q;
	size_t original_count;
	bool inside = false;

	count = count < QUESTIONS_MAX ? count : QUESTIONS_MAX;
	q = quotes_of(tmp, mail, questions, count);
	original_count = find_questions(q, q->original, count, in_original);
	for (size_t i = 0; i < q->place_count; i++) {
		const struct asked *asked = &questions[q->places[i].question];
		char *text = answer_at(tmp, q, in_original, original_count, i);

		inside |= text != NULL;
		if (text != NULL)
			answers[q->places[i].question] = asked->find(answers, asked->context, text, true);
	}
	questionnaire_top(answers, mail, questions, count, inside);
	return answers;
}
