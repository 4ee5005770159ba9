/* command_value.c - see command_value.h */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>

#include "command_value.h"
#include "command_word.h"

#define WORDS_MOST 200u
#define NUMBER_DIGITS 11u

#define AND "and & y e"
#define INTRODUCE "on ticket tickets case cases caso casos"
#define ABOUT INTRODUCE " for in en de del para el los"
#define NOTHING ABOUT " it this now me to a al con with into esto este esta ya lo la"
#define COURTESY "please pls thanks thx gracias porfa"

bool
command_value_among(const char *folded, const char *list)
{
	size_t n = strlen(folded);

	for (const char *p = list; *p != '\0'; p += strcspn(p, " "), p += strspn(p, " "))
		if (strcspn(p, " ") == n && strncmp(p, folded, n) == 0)
			return true;
	return false;
}

static bool
is_among(const char *word, const char *list)
{
	SCRATCH(tmp);

	return command_value_among(command_fold(tmp, word), list);
}

/* "1,5" stays one word; "12,15" does as well and is parted where numbers are looked for. */
static bool
parts(const char *p)
{
	return *p == ' ' || *p == ';' ||
	    (*p == ',' && !(isdigit((unsigned char)p[-1]) && isdigit((unsigned char)p[1])));
}

/* The word at *p, which moves behind it; NULL: there is none. Owned by ctx. */
static char *
take_word(TALLOC_CTX *ctx, const char **p)
{
	const char *start = *p + strspn(*p, " ,;"), *quote, *end, *mark;

	if (*start == '\0')
		return NULL;
	if (*start == '"' && (quote = strchr(start + 1, '"')) != NULL) {
		*p = quote + 1;
		return talloc_strndup(ctx, start + 1, (size_t)(quote - start - 1));
	}
	/* "# 12" is one word, as "#12" is. */
	mark = *start == '#' && start[1] == ' ' && isdigit((unsigned char)start[2]) ? "#" : "";
	start += mark[0] != '\0' ? 2 : 0;
	for (end = start + 1; *end != '\0' && !parts(end);)
		end++;
	*p = end;
	return talloc_asprintf(ctx, "%s%.*s", mark, (int)(end - start), start);
}

static void
split(TALLOC_CTX *ctx, const char *text, struct command_value *v)
{
	const char *p = text;
	char *word;

	v->words = talloc_zero_array(ctx, char *, WORDS_MOST);
	while (v->count < WORDS_MOST && (word = take_word(v->words, &p)) != NULL)
		v->words[v->count++] = word;
}

/* What ends a sentence ends no name. */
static void
trim_end(struct command_value *v)
{
	while (v->count > 0) {
		char *last = v->words[v->count - 1];
		size_t n = strlen(last);

		while (n > 0 && strchr(".!?:", last[n - 1]) != NULL)
			last[--n] = '\0';
		if (n > 0 && !is_among(last, COURTESY))
			break;
		v->count--;
	}
	if (v->count > 2 && is_among(v->words[v->count - 1], "favor") && is_among(v->words[v->count - 2], "por"))
		v->count -= 2;
}

/* The numbers of one word, "#12" or "12,15", into list; 0: it is none. */
static size_t
numbers_of(const char *word, bool *marked, int64_t *list, size_t room)
{
	const char *p = word;
	size_t n = 0;

	*marked = *p == '#';
	while (*p != '\0') {
		size_t digits;

		p += strspn(p, "#");
		digits = strspn(p, "0123456789");
		if (digits == 0 || digits > NUMBER_DIGITS || n == room || (p[digits] != '\0' && p[digits] != ','))
			return 0;
		list[n] = strtoll(p, NULL, 10);
		if (list[n] <= 0 || list[n] >= COMMAND_NUMBER_LIMIT)
			return 0;
		n++;
		p += digits;
		p += strspn(p, ",");
	}
	return n;
}

static void
turn_round(int64_t *list, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		int64_t other = list[i];

		list[i] = list[n - 1 - i];
		list[n - 1 - i] = other;
	}
}

/* Takes the numbers of tickets off the end. Those that are not marked count if a word like "on" stands before them. */
static void
take_tickets(TALLOC_CTX *ctx, struct command_value *v, enum command_numbers how)
{
	int64_t *list = talloc_zero_array(ctx, int64_t, WORDS_MOST), one[WORDS_MOST];
	size_t left = v->count, n = 0, found;
	bool all_marked = true, marked, introduced;

	while (left > 0) {
		if (n > 0 && is_among(v->words[left - 1], AND)) {
			left--;
			continue;
		}
		if ((found = numbers_of(v->words[left - 1], &marked, one, WORDS_MOST - n)) == 0)
			break;
		if (how == NUMBERS_MARKED && n > 0 && all_marked && !marked)
			break;
		all_marked &= marked;
		turn_round(one, found);
		memcpy(list + n, one, found * sizeof(*one));
		n += found;
		left--;
	}
	introduced = n > 0 && left > 0 && is_among(v->words[left - 1], INTRODUCE);
	if (n == 0 || (how == NUMBERS_MARKED && !all_marked && !introduced) || (how == NUMBERS_BEHIND && left == 0 && !all_marked))
		return;
	while (left > 0 && is_among(v->words[left - 1], ABOUT))
		left--;
	turn_round(list, n);
	v->count = left;
	v->tickets = list;
	v->ticket_count = n;
}

struct command_value
command_value_read(TALLOC_CTX *ctx, const char *value, enum command_numbers numbers)
{
	struct command_value v = { 0 };

	split(ctx, value, &v);
	trim_end(&v);
	if (numbers != NUMBERS_NONE)
		take_tickets(ctx, &v, numbers);
	return v;
}

char *
command_value_join(TALLOC_CTX *ctx, const struct command_value *value, size_t first)
{
	char *out = talloc_strdup(ctx, "");

	for (size_t i = first; i < value->count; i++)
		out = talloc_asprintf_append_buffer(out, "%s%s", i > first ? " " : "", value->words[i]);
	return out;
}

const char *
command_value_behind(const char *value, size_t words)
{
	SCRATCH(tmp);
	const char *p = value;

	while (words-- > 0 && take_word(tmp, &p) != NULL)
		continue;
	return p + strspn(p, " ,;");
}

int64_t *
command_value_numbers(TALLOC_CTX *ctx, const char *text, size_t *count)
{
	struct command_value v = command_value_read(ctx, text, NUMBERS_BARE);

	*count = v.ticket_count;
	return v.count == 0 && v.ticket_count > 0 ? v.tickets : NULL;
}

/* How many words of a value a command can have, beside numbers of tickets and words that say nothing. */
static size_t
words_of(enum command_verb verb)
{
	switch (verb) {
	case COMMAND_ASSIGN:
	case COMMAND_TAG:
	case COMMAND_UNTAG:
	case COMMAND_WATCH:
	case COMMAND_UNWATCH:
	case COMMAND_FIND:
	case COMMAND_WAIT:
	case COMMAND_TIME:
		return 3;
	case COMMAND_PRIORITY:
	case COMMAND_TIER:
	case COMMAND_ESCALATE:
	case COMMAND_QUEUE:
	case COMMAND_NOTE:
	case COMMAND_NEW:
		return 2;
	case COMMAND_PUBLISH:
	case COMMAND_WITHDRAW:
	case COMMAND_LANGUAGE:
	case COMMAND_PROBLEM:
		return 1;
	default:
		return 0;
	}
}

/* Does it begin as what that command takes begins, whatever follows? */
static bool
begins_as_value(enum command_verb verb, const struct command_value *v)
{
	if (v->count == 0)
		return false;
	switch (verb) {
	case COMMAND_TIME:
	case COMMAND_WAIT:
	case COMMAND_ACK:
		return isdigit((unsigned char)v->words[0][0]) || is_among(v->words[0], "until till hasta");
	case COMMAND_NEW:
	case COMMAND_WATCH:
	case COMMAND_UNWATCH:
		return strchr(v->words[0], '@') != NULL;
	case COMMAND_FIELD:
		return v->count > 1 ? v->words[1][0] == '=' : strchr(v->words[0], '=') != NULL;
	default:
		return false;
	}
}

bool
command_value_is_likely(enum command_verb verb, const char *value)
{
	SCRATCH(tmp);
	struct command_value v = command_value_read(tmp, value, NUMBERS_BARE);
	size_t words = 0;

	for (size_t i = 0; i < v.count; i++)
		words += !is_among(v.words[i], NOTHING);
	return words <= words_of(verb) || begins_as_value(verb, &v);
}
