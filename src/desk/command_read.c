/* command_read.c - see command_read.h
 *
 * Mailers do what they like with a line: they put it into a <div> of its own, make its blanks unbreakable, its quotes
 * curly and its first letter large, and its # wide where the keyboard is Japanese. None of that is seen by whoever wrote it.
 */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "command_read.h"
#include "command_value.h"
#include "command_word.h"

/* How far a # is looked for in a line of text: behind blanks, a dash of a list, stars of bold type. */
#define NEAR_HEAD 24u

/* Of what is shown again to whoever wrote it. */
#define SHOWN_MOST 200u
#define MENDED_MOST 1000u

/* Places and other small numbers: "#1 problem is the cable". Tickets soon have larger ones. */
#define RANK_MOST 10
#define SENTENCE_LEAST 3u

/* Shorter words are too near to too many. */
#define MISSPELT_LEAST 4u

/* How long mail programs let a line become, and where they break it at the latest. */
#define WRAPPED_MOST 80u
#define WRAPPED_LEAST 72u

struct reader {
	struct command_mail *mail;
	bool control;
	unsigned line;
	bool below;			/* the text of this block has begun */
	bool fenced;			/* ... and is inside of ``` */
	bool after_blank;		/* the line before was empty */
	struct text *words;		/* of the block */
	struct text *mended;		/* the same without what is held */
	size_t held;			/* how many lines of the block that is */
};

/* What autocorrection and wide keyboards make of plain characters. */
static uint32_t
plain_character(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	if (c == 0xFE5F)
		return '#';
	if (c >= 0x2018 && c <= 0x201B)
		return '\'';
	if ((c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB)
		return '"';
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return '-';
	return c;
}

static char *
plain(TALLOC_CTX *ctx, const char *line, size_t size)
{
	char *copy = talloc_strndup(ctx, line, size), *clean = utf8_clean_line(ctx, copy, size), *to = clean;
	const char *from = clean, *end = clean + strlen(clean);

	while (from < end)
		/* Never longer than what it stands for. */
		to += utf8_encode(plain_character(utf8_next(&from, end)), to);
	*to = '\0';
	return clean;
}

/* Does the line begin with #, but for what a mailer puts before it? *rest is what stands behind. The lines that we ask to
 * write above begin with ## and a dash. */
static bool
opens(char *line, char **rest)
{
	char *p = line + strspn(line, "*_~ ");
	bool dressed = p > line;
	size_t n;

	if (p == line && (line[0] == '-' || strncmp(line, "•", strlen("•")) == 0))
		p += strcspn(line, " ") + 1;
	if (p > line + strlen(line) || *p != '#')
		return false;
	p += strspn(p, "#");
	p += strspn(p, " ");
	for (n = strlen(p); dressed && n > 0 && strchr("*_~ ", p[n - 1]) != NULL; n--)
		p[n - 1] = '\0';
	*rest = p;
	return true;
}

static bool
is_our_line(const char *line)
{
	return strncmp(line, "##-", 3) == 0 || strncmp(line, "## -", 4) == 0;
}

static void
add_fault(struct reader *r, enum command_wrong wrong, const char *written, const char *value, const char *mended)
{
	struct command_mail *m = r->mail;

	if (m->fault_count == COMMAND_FAULTS_MOST)
		return;
	m->faults = talloc_realloc(m, m->faults, struct command_fault, (unsigned)m->fault_count + 1);
	m->faults[m->fault_count++] = (struct command_fault){
		.wrong = wrong, .line = r->line, .block = m->block_count - 1, .written = utf8_clean_line(m, written, SHOWN_MOST),
		.value = utf8_clean_line(m, value, SHOWN_MOST),
		.mended = mended != NULL && strlen(mended) <= MENDED_MOST ? talloc_strdup(m, mended) : NULL,
	};
}

static void
add_command(struct reader *r, enum command_verb verb, const char *word, const char *value, const char *written)
{
	struct command_mail *m = r->mail;

	if (m->count == COMMANDS_MOST) {
		add_fault(r, WRONG_MANY, written, "", NULL);
		return;
	}
	m->list = talloc_realloc(m, m->list, struct command_line, (unsigned)m->count + 1);
	m->list[m->count++] = (struct command_line){
		.verb = verb, .word = talloc_strdup(m, word), .value = talloc_strdup(m, value), .line = r->line,
		.block = m->block_count - 1,
	};
}

/* NULL: it is blank. */
static char *
taken(TALLOC_CTX *ctx, struct text *w)
{
	while (w->size > 0 && isspace((unsigned char)w->bytes[w->size - 1]))
		w->bytes[--w->size] = '\0';
	return w->size > 0 ? talloc_strdup(ctx, w->bytes) : NULL;
}

static void
end_block(struct reader *r)
{
	struct command_block *block = &r->mail->blocks[r->mail->block_count - 1];

	block->text = taken(r->mail, r->words);
	block->mended = r->held > 0 ? taken(r->mail, r->mended) : NULL;
	if (r->held > 0 && block->mended == NULL)
		block->mended = talloc_strdup(r->mail, "");
	text_reset(r->words);
	text_reset(r->mended);
	r->held = 0;
	r->below = r->fenced = false;
}

static void
begin_block(struct reader *r, int64_t *tickets, size_t count)
{
	struct command_mail *m = r->mail;

	m->blocks = talloc_realloc(m, m->blocks, struct command_block, (unsigned)m->block_count + 1);
	m->blocks[m->block_count++] = (struct command_block){
		.tickets = talloc_steal(m, tickets), .ticket_count = count,
	};
}

/* The word at *p, folded; *p moves behind it and what parts it from its value. NULL: there is none. */
static char *
take_word(TALLOC_CTX *ctx, const char **p, char **as_written)
{
	const char *start = *p;
	size_t n = 0;

	while (start[n] != '\0' && (isalnum((unsigned char)start[n]) || (start[n] & 0x80) != 0 ||
	    (n > 0 && strchr("-_", start[n]) != NULL)))
		n++;
	*p = start + n;
	while (n > 0 && strchr("-_", start[n - 1]) != NULL)
		n--;
	if (n == 0)
		return NULL;
	*p += strspn(*p, ":;=,.!?*_ ");
	*as_written = talloc_strndup(ctx, start, n);
	return command_fold(ctx, *as_written);
}

/* "#tier2": a word and what stands right behind it. */
static const struct command_word *
grown_together(TALLOC_CTX *ctx, const char *folded, const char **value)
{
	size_t n = strcspn(folded, "0123456789");
	const struct command_word *word = n > 0 && folded[n] != '\0' ? command_word(talloc_strndup(ctx, folded, n)) : NULL;

	if (word != NULL && word->value == NULL)
		*value = talloc_asprintf(ctx, "%s%s%s", folded + n, (*value)[0] != '\0' ? " " : "", *value);
	return word;
}

/* "#status closed", as others have it. */
static const struct command_word *
state_named(TALLOC_CTX *ctx, const char *folded, const char **value)
{
	const char *p = *value;
	char *written, *state;
	const struct command_word *word;

	if (strcmp(folded, "status") != 0 && strcmp(folded, "state") != 0 && strcmp(folded, "estado") != 0)
		return NULL;
	state = take_word(ctx, &p, &written);
	word = state != NULL ? command_word(state) : NULL;
	if (word == NULL || (word->verb != COMMAND_CLOSE && word->verb != COMMAND_OPEN && word->verb != COMMAND_WAIT))
		return NULL;
	*value = p;
	return word;
}

/* Where in a value the next command begins, "#close #tag vpn"; its end when none does. */
static size_t
next_command(TALLOC_CTX *ctx, const char *value)
{
	for (const char *p = value; (p = strchr(p, '#')) != NULL; p++) {
		const char *rest = p + 1;
		const struct command_word *word;
		char *written, *folded;

		if (p > value && p[-1] != ' ')
			continue;
		folded = take_word(ctx, &rest, &written);
		word = folded != NULL ? command_word(folded) : NULL;
		/* A ticket is made at the very beginning: "#tag #new" is a tag. */
		if (word != NULL && word->verb != COMMAND_NEW)
			return (size_t)(p - value);
	}
	return strlen(value);
}

/* A line of numbers and nothing else, or nothing but commands behind them: "#12", "#12, 15 and 18", "#12 #close". */
static bool
take_marker(struct reader *r, const char **rest)
{
	SCRATCH(tmp);
	size_t n = next_command(tmp, *rest), count;
	int64_t *tickets = command_value_numbers(tmp, talloc_strndup(tmp, *rest, n), &count);

	if (tickets == NULL || count > COMMAND_TICKETS_MOST)
		return false;
	end_block(r);
	begin_block(r, tickets, count);
	*rest += n;
	*rest += strspn(*rest, " #");
	return true;
}

static void
take_unknown(struct reader *r, const char *line, const char *folded, const char *written, const char *value)
{
	SCRATCH(tmp);
	const char *near = folded != NULL ? command_word_near(folded) : NULL;

	add_fault(r, WRONG_VERB, line, written != NULL ? written : "",
	    near != NULL ? talloc_asprintf(tmp, "#%s%s%s", near, value[0] != '\0' ? " " : "", value) : NULL);
}

/* "#ticket 12" is the same as "#12". */
static bool
names_ticket(const char **rest)
{
	SCRATCH(tmp);
	const char *p = *rest;
	char *written, *folded = take_word(tmp, &p, &written);
	const struct command_word *word = folded != NULL ? command_word(folded) : NULL;

	if (isdigit((unsigned char)**rest))
		return true;
	if (word == NULL || word->verb != COMMAND_TICKET)
		return false;
	*rest = p + strspn(p, "# ");
	return true;
}

/* The word at p in every way that it is understood: "tier 2", "tier2", "status closed". *value is what is left for it. NULL:
 * nobody knows it, and *folded is what it was, NULL if there was none. */
static const struct command_word *
known_word(TALLOC_CTX *ctx, const char *p, char **written, char **folded, const char **value)
{
	const struct command_word *word;

	*written = NULL;
	*folded = take_word(ctx, &p, written);
	*value = p;
	if (*folded == NULL)
		return NULL;
	if ((word = command_word(*folded)) == NULL && (word = grown_together(ctx, *folded, value)) == NULL)
		word = state_named(ctx, *folded, value);
	return word;
}

/* How long the link at p is, "<mailto:bo@example.com>" or "[https://...]"; 0: it is none. */
static size_t
link_size(const char *p)
{
	static const char *const schemes[] = { "mailto:", "http://", "https://" };
	const char *end = *p == '<' ? strchr(p, '>') : *p == '[' ? strchr(p, ']') : NULL;

	for (size_t i = 0; end != NULL && i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (strncasecmp(p + 1, schemes[i], strlen(schemes[i])) == 0)
			return (size_t)(end + 1 - p);
	return 0;
}

/* Programs put behind an address where it leads, which nobody has written; where that stands alone, it is the address. */
static char *
without_links(TALLOC_CTX *ctx, const char *value)
{
	char *out = talloc_strdup(ctx, value), *to = out;

	for (const char *p = value; *p != '\0';) {
		size_t n = link_size(p), skip = strlen("<mailto:");
		bool alone = to == out || (to[-1] == ' ' && (to - out < 2 || memchr(out, '@', (size_t)(to - out)) == NULL));

		if (n == 0) {
			*to++ = *p++;
			continue;
		}
		if (alone && n > skip && strncasecmp(p + 1, "mailto:", skip - 1) == 0) {
			memcpy(to, p + skip, n - skip - 1);
			to += n - skip - 1;
		}
		p += n;
	}
	*to = '\0';
	return utf8_clean_line(ctx, out, strlen(out));
}

/* The commands of one line, of which the # has been passed. */
static void
take_commands(struct reader *r, const char *line, const char *rest)
{
	SCRATCH(tmp);

	while (*rest != '\0') {
		const char *value;
		char *written, *folded;
		const struct command_word *word = known_word(tmp, rest, &written, &folded, &value);
		size_t n;

		if (word == NULL) {
			take_unknown(r, line, folded, written, value);
			return;
		}
		n = command_takes_words(word->verb) ? strlen(value) : next_command(tmp, value);
		char *own = without_links(tmp, talloc_strndup(tmp, value, n));

		if (word->value != NULL)
			own = talloc_asprintf(tmp, "%s%s%s", word->value, own[0] != '\0' ? " " : "", own);
		add_command(r, word->verb, written, own, line);
		rest = value + n;
		rest += strspn(rest, " #");
	}
}

/* A line at the head that begins with #. */
static void
take_line(struct reader *r, const char *line, const char *rest)
{
	if (*rest == '\0') {
		take_unknown(r, line, NULL, NULL, "");
		return;
	}
	if (names_ticket(&rest) && !take_marker(r, &rest)) {
		add_fault(r, WRONG_VALUE, line, rest, NULL);
		return;
	}
	take_commands(r, line, rest);
}

/* A command below text: nobody writes such a line for somebody else to read. Where that line is drawn is argued in
 * doc/commands.txt. */
static bool
is_misplaced(const char *line, const char *rest)
{
	SCRATCH(tmp);
	char *written, *folded;
	const char *value, *near;
	const struct command_word *word;
	size_t n, count;

	/* "# Notes" is how a heading is written. */
	if (rest == line || rest[-1] != '#')
		return false;
	if (isdigit((unsigned char)*rest)) {
		n = next_command(tmp, rest);
		return rest[n] != '\0' && command_value_numbers(tmp, talloc_strndup(tmp, rest, n), &count) != NULL;
	}
	word = known_word(tmp, rest, &written, &folded, &value);
	if (word != NULL)
		return command_word_is_ours(folded) || command_value_is_likely(word->verb, value);
	/* What is nearly one, with nothing behind it but what that takes. */
	near = folded != NULL && strlen(folded) >= MISSPELT_LEAST ? command_word_near(folded) : NULL;
	word = near != NULL ? command_word(near) : NULL;
	return word != NULL && command_value_is_likely(word->verb, value);
}

/* A number alone, behind a blank line: what follows may be meant for another ticket. */
static bool
is_marker(const struct reader *r, const char *rest)
{
	SCRATCH(tmp);
	size_t count;

	return r->after_blank && names_ticket(&rest) && command_value_numbers(tmp, rest, &count) != NULL;
}

/* A line among the words that is held: in the mended mail it stands at the head. */
static void
hold_line(struct reader *r, const char *clean)
{
	struct command_fault *fault;

	add_fault(r, WRONG_PLACE, clean, "", NULL);
	fault = &r->mail->faults[r->mail->fault_count - 1];
	if (fault->line == r->line && strlen(clean) <= MENDED_MOST)
		fault->whole = talloc_strdup(r->mail, clean);
	r->held++;
}

/* What is held is not in the mended mail, or stands there as words. */
static void
add_words(struct reader *r, const char *line, size_t size, enum command_wrong held)
{
	size_t blank = 0;

	while (blank < size && (line[blank] == ' ' || line[blank] == '\t'))
		blank++;
	if (held == WRONG_BLOCK)
		text_printf(r->mended, "\\%.*s\n", (int)(size - blank), line + blank);
	else if (held != WRONG_PLACE)
		text_printf(r->mended, "%.*s\n", (int)size, line);
	/* The # that is no command was told so. */
	if (size - blank > 1 && line[blank] == '\\' && line[blank + 1] == '#') {
		line += blank + 1;
		size -= blank + 1;
		r->mail->escaped = true;
	}
	text_add(r->words, line, size);
	text_add_char(r->words, '\n');
}

/* A line of the text. */
static void
read_text(struct reader *r, const char *line, size_t size)
{
	SCRATCH(tmp);
	bool near = memchr(line, '#', size < NEAR_HEAD ? size : NEAR_HEAD) != NULL ||
	    memmem(line, size < NEAR_HEAD ? size : NEAR_HEAD, "\xEF\xBC\x83", 3) != NULL;
	char *clean = near ? plain(tmp, line, size) : NULL, *rest;
	enum command_wrong held = WRONG_NOTHING;

	if (size >= 3 && strncmp(line, "```", 3) == 0)
		r->fenced = !r->fenced;
	if (near && !r->fenced && !(size > 4 && strncmp(line, "    ", 4) == 0) && opens(clean, &rest)) {
		const char *numbers = rest;

		if (r->control && names_ticket(&numbers) && take_marker(r, &numbers)) {
			take_commands(r, clean, numbers);
			return;
		}
		if (is_misplaced(clean, rest)) {
			held = WRONG_PLACE;
			hold_line(r, clean);
		} else if (is_marker(r, rest)) {
			held = WRONG_BLOCK;
			add_fault(r, WRONG_BLOCK, clean, "", NULL);
			r->held++;
		}
	}
	add_words(r, line, size, held);
}

/* "#1 problem is the cable": a place on a list and a sentence, at the head of an answer. */
static bool
is_sentence(const struct reader *r, const char *rest)
{
	SCRATCH(tmp);
	size_t digits = strspn(rest, "0123456789");
	struct command_value words;
	const char *first;

	if (r->control || digits == 0 || digits > 2 || rest[digits] != ' ' || strtol(rest, NULL, 10) > RANK_MOST)
		return false;
	words = command_value_read(tmp, rest + digits, NUMBERS_NONE);
	if (words.count < SENTENCE_LEAST)
		return false;
	first = command_fold(tmp, words.words[0]);
	return isalpha((unsigned char)*first) && command_word(first) == NULL && strchr(rest, '#') == NULL;
}

/* "## How to print": below #article that is how its text begins, and no command. */
static bool
begins_article(const struct reader *r, const char *rest)
{
	SCRATCH(tmp);
	const struct command_mail *m = r->mail;
	const char *p = rest;
	char *written, *folded = take_word(tmp, &p, &written);
	const struct command_word *word = folded != NULL ? command_word(folded) : NULL;
	bool article = false;

	for (size_t i = 0; i < m->count; i++)
		article |= m->list[i].verb == COMMAND_ARTICLE && m->list[i].block == m->block_count - 1;
	return article && rest[-1] != '#' && (word == NULL || !command_value_is_likely(word->verb, p));
}

/* False: what follows is not new any more. */
static bool
read_line(struct reader *r, const char *line, size_t size)
{
	SCRATCH(tmp);
	char *clean, *rest;

	if (r->below) {
		read_text(r, line, size);
		r->after_blank = strspn(line, " \t\r\n") >= size;
		return true;
	}
	clean = plain(tmp, line, size);
	if (is_our_line(clean))
		return false;
	if (clean[0] == '\0')
		return true;
	if (opens(clean, &rest) && !begins_article(r, rest) && !is_sentence(r, rest)) {
		take_line(r, clean, rest);
		return true;
	}
	r->below = true;
	read_text(r, line, size);
	return true;
}

/* How many characters, not bytes. */
static size_t
width(const char *line, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++)
		n += ((unsigned char)line[i] & 0xC0) != 0x80;
	return n;
}

/* A command that words follow: what a mail program has broken off it are no words for anybody else. */
static bool
takes_more(const char *line, size_t size)
{
	SCRATCH(tmp);
	char *written, *folded, *rest;
	const char *value;
	const struct command_word *word;

	if (width(line, size) > WRAPPED_MOST || !opens(plain(tmp, line, size), &rest))
		return false;
	word = known_word(tmp, rest, &written, &folded, &value);
	return word != NULL && command_takes_words(word->verb);
}

/* Was the line broken just where it had to be, because the first word of the next one had no place on it? */
static bool
was_broken(const char *line, size_t size, const char *next, size_t next_size)
{
	SCRATCH(tmp);
	size_t wide = width(line, size), word = 0;
	char *rest;

	while (word < next_size && !isspace((unsigned char)next[word]))
		word++;
	return word > 0 && wide <= WRAPPED_MOST && wide + 1 + width(next, word) > WRAPPED_LEAST &&
	    !opens(plain(tmp, next, next_size), &rest);
}

/* A line, without its end. */
struct line {
	const char *start;
	size_t size;
	const char *next;	/* what comes behind it */
};

static struct line
line_at(const char *p, const char *end)
{
	const char *feed = memchr(p, '\n', (size_t)(end - p));
	struct line line = { p, (size_t)((feed != NULL ? feed : end) - p), feed != NULL ? feed + 1 : end };

	line.size -= line.size > 0 && p[line.size - 1] == '\r';
	return line;
}

/* One line at the head, with what was broken off it. */
static bool
read_head(struct reader *r, struct line *line, const char *end)
{
	SCRATCH(tmp);
	char *all = talloc_strndup(tmp, line->start, line->size);

	for (bool more = takes_more(line->start, line->size); more && line->next < end;) {
		struct line next = line_at(line->next, end);

		if (!was_broken(line->start, line->size, next.start, next.size))
			break;
		all = talloc_asprintf_append_buffer(all, " %.*s", (int)next.size, next.start);
		r->line++;
		*line = next;
	}
	return read_line(r, all, strlen(all));
}

struct command_mail *
command_read(TALLOC_CTX *ctx, const char *text, bool control)
{
	SCRATCH(tmp);
	size_t size = strlen(text);
	struct reader r = {
		.mail = talloc_zero(ctx, struct command_mail), .control = control, .words = text_new(tmp, size + 1),
		.mended = text_new(tmp, 2 * size + 1),
	};

	begin_block(&r, NULL, 0);
	for (const char *p = text, *end = text + size; p < end;) {
		struct line line = line_at(p, end);

		r.line++;
		if (!(r.below ? read_line(&r, line.start, line.size) : read_head(&r, &line, end)))
			break;
		p = line.next;
	}
	end_block(&r);
	return r.mail;
}

bool
command_begins(const char *text)
{
	while (*text != '\0') {
		SCRATCH(tmp);
		size_t n = strcspn(text, "\n");
		char *clean = plain(tmp, text, n), *rest;

		if (clean[0] != '\0')
			return !is_our_line(clean) && opens(clean, &rest);
		text += n + (text[n] == '\n');
	}
	return false;
}
