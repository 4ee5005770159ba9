/* typed.c - see typed.h */
#include <config.h>

#include <string.h>

#include <postigo/base/fold.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/phrase.h>
#include <postigo/mail/quoteblock.h>

#include "typed.h"

/* From the name to the end: so many lines, of so many bytes. */
#define CARD_LINES 10u
#define CARD_LINE_MOST 100u

/* Words that are no names make a sentence. */
#define SENTENCE_WORDS 3u

/* Stars of bold type, commas and dashes, which are around a name. */
static struct span
bare(struct span line)
{
	line = span_trim(line);
	while (line.size > 0 && strchr("*_,.;:|- \t", line.at[line.size - 1]) != NULL)
		line.size--;
	while (line.size > 0 && strchr("*_- \t", line.at[0]) != NULL)
		line = (struct span){ line.at + 1, line.size - 1 };
	return line;
}

/* The name, and behind it nothing, or what a comma or the like parts from it: "Leo Vidal, Support". */
static bool
is_named(struct span line, const char *name)
{
	SCRATCH(tmp);
	struct span words = bare(line);
	const char *wanted = fold_word(tmp, name), *rest;

	if (words.size == 0 || words.size > CARD_LINE_MOST || wanted[0] == '\0')
		return false;
	rest = fold_word(tmp, talloc_strndup(tmp, words.at, words.size));
	if (strncmp(rest, wanted, strlen(wanted)) != 0)
		return false;
	rest += strlen(wanted);
	rest += strspn(rest, " *_");
	return *rest == '\0' || strchr(",|/(-", *rest) != NULL || (*rest & 0x80) != 0;
}

static bool
is_sentence(struct span line)
{
	size_t small = 0;

	for (size_t i = 0; i < line.size; i++)
		small += (i == 0 || span_blank(line.at[i - 1])) && line.at[i] >= 'a' && line.at[i] <= 'z';
	return strchr("?:", line.at[line.size - 1]) != NULL ||
	    (small >= SENTENCE_WORDS && strchr(".!,", line.at[line.size - 1]) != NULL);
}

/* Could the line stand on a card? */
static bool
is_of_card(struct span line)
{
	line = span_trim(line);
	return line.size == 0 || (line.size <= CARD_LINE_MOST && line.at[0] != '#' && strncmp(line.at, "\xEF\xBC\x83", 3) != 0 &&
	    !line_quoted(line) && !is_sentence(line));
}

/* "Our man there is:" and a name: that is said, not signed. */
static bool
leads_on(const struct lines *lines, size_t at)
{
	struct span above;

	if (at == 0)
		return false;
	if (!line_blank(lines->list[at - 1]))
		return !phrase_is(bare(lines->list[at - 1]), PHRASE_CLOSING);
	while (at > 0 && line_blank(lines->list[at - 1]))
		at--;
	above = at > 0 ? span_trim(lines->list[at - 1]) : (struct span){ "", 0 };
	return above.size > 0 && above.at[above.size - 1] == ':';
}

/* The line from which on it is a card that begins with the name; their count when it is none. */
static size_t
card_of(const struct lines *lines, const char *name)
{
	size_t seen = 0;

	for (size_t i = lines->count; i-- > 0 && seen < CARD_LINES && is_of_card(lines->list[i]);) {
		if (line_blank(lines->list[i]))
			continue;
		seen++;
		if (is_named(lines->list[i], name) && !leads_on(lines, i))
			return i;
	}
	return lines->count;
}

bool
typed_is_signature(const char *text, const struct conf_agent *agent)
{
	SCRATCH(tmp);
	const char *name = agent->display_name != NULL ? agent->display_name : agent->name;
	const char *first_name = talloc_strndup(tmp, name, strcspn(name, " "));
	struct lines lines = lines_of(tmp, text);
	bool closing = false, named = false;
	size_t seen = 0;

	for (size_t i = 0; i < lines.count; i++) {
		struct span line = lines.list[i];

		if (line_blank(line))
			continue;
		if (++seen > CARD_LINES || !is_of_card(line))
			return false;
		closing |= seen == 1 && phrase_is(bare(line), PHRASE_CLOSING);
		named |= (seen == 1 || (seen == 2 && closing)) && (is_named(line, name) || is_named(line, first_name));
	}
	return named || (closing && seen <= 2);
}

/* Word writes a plain part for whoever cannot read its own: each paragraph, which is each line that was typed, has an empty line
 * below it, and one that is empty stands between two of those. Who types has hardly ever each line by itself and three empty ones
 * between some. */
static bool
is_of_word(const struct lines *lines)
{
	size_t empty = 0, most = 0;
	bool first = true;

	for (size_t i = 0; i < lines->count; i++) {
		if (line_blank(lines->list[i])) {
			empty++;
			continue;
		}
		if (!first && (empty % 2 == 0))
			return false;
		if (!first && empty > most)
			most = empty;
		first = false;
		empty = 0;
	}
	return most >= 3;
}

static char *
text_of(TALLOC_CTX *ctx, const struct lines *lines, size_t end, bool of_word)
{
	struct text *out = text_new(ctx, end > 0 ? (size_t)(lines->list[end - 1].at - lines->list[0].at) + lines->list[end - 1].size + 2 : 1);
	size_t empty = 0;

	for (size_t i = 0; i < end; i++) {
		if (line_blank(lines->list[i])) {
			empty++;
			continue;
		}
		if (of_word && out->size > 0)
			empty = (empty - 1) / 2;
		for (; empty > 0; empty--)
			text_add_char(out, '\n');
		text_add(out, lines->list[i].at, lines->list[i].size);
		text_add_char(out, '\n');
	}
	return out->bytes;
}

/* Where the signature begins that the reply ends with; its end when it ends otherwise. */
static size_t
marked(const char *reply, const char *signature)
{
	size_t n = strlen(reply), m = signature != NULL ? strlen(signature) : 0, all = n;

	while (n > 0 && span_blank(reply[n - 1]))
		n--;
	while (m > 0 && span_blank(signature[m - 1]))
		m--;
	if (m == 0 || m > n || strncmp(reply + n - m, signature, m) != 0 || (m < n && reply[n - m - 1] != '\n'))
		return all;
	return n - m;
}

const struct mail *
typed(TALLOC_CTX *ctx, const struct mail *mail, const struct conf_agent *agent)
{
	SCRATCH(tmp);
	const char *signature = mail->signature;
	struct mail *copy;
	struct lines lines;
	size_t card, end;
	bool of_word;

	if (mail->reply == NULL || agent == NULL || agent->display_name == NULL)
		return mail;
	end = marked(mail->reply, signature);
	lines = lines_of(tmp, talloc_strndup(tmp, mail->reply, end));
	card = card_of(&lines, agent->display_name);
	of_word = !mail->html && is_of_word(&lines);
	if (mail->reply[end] == '\0' && card == lines.count && !of_word)
		return mail;
	copy = talloc_memdup(ctx, mail, sizeof(*mail));
	copy->reply = text_of(copy, &lines, card, of_word);
	if (card < lines.count)
		copy->signature = talloc_asprintf(copy, "%s%s%s", text_of(tmp, &(struct lines){ lines.list + card, lines.count - card },
		    lines.count - card, of_word), signature != NULL ? "\n" : "", signature != NULL ? signature : "");
	return copy;
}
