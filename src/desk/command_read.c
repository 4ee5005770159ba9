/* command_read.c - see command_read.h; what one line says is in command_scan.c */
#include <config.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "command_read.h"
#include "command_scan.h"
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

struct reader {
	struct command_mail *mail;
	bool control;
	unsigned line;
	bool below;			/* the text of this block has begun */
	bool fenced;			/* ... and is inside of ``` */
	bool after_blank;		/* the line before was empty */
	const char *behind;		/* the line */
	const char *quiet;		/* where no words come any more: blank lines at the most, and ones with a # */
	struct text *words;		/* of the block */
	struct text *mended;		/* the same without what is held */
	size_t held;			/* how many lines of the block that is */
};

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

/* A line of numbers and nothing else, or nothing but commands behind them: "#12", "#12, 15 and 18", "#12 #close". */
static bool
take_marker(struct reader *r, const char **rest)
{
	SCRATCH(tmp);
	size_t n = command_scan_next(tmp, *rest), count;
	int64_t *tickets = command_value_numbers(tmp, talloc_strndup(tmp, *rest, n), &count);

	if (tickets == NULL || count > COMMAND_TICKETS_MOST)
		return false;
	end_block(r);
	begin_block(r, tickets, count);
	*rest += n;
	*rest += strspn(*rest, " #");
	return true;
}

/* behind: what stands behind other commands of the line, from the word on; NULL: there are none. */
static void
take_unknown(struct reader *r, const char *line, const char *behind, const char *folded, const char *written, const char *value)
{
	SCRATCH(tmp);
	const char *near;

	if (r->mail->fault_count == COMMAND_FAULTS_MOST)
		return;
	near = folded != NULL ? command_word_meant(folded) : NULL;
	/* What stands before it on the line is no part of what is wrong, and is not asked for twice. */
	if (near != NULL && behind != NULL)
		line = talloc_asprintf(tmp, "#%s", behind);
	add_fault(r, WRONG_VERB, line, written != NULL ? written : "",
	    near != NULL ? talloc_asprintf(tmp, "#%s%s%s", near, value[0] != '\0' ? " " : "", value) : NULL);
}

/* The commands of one line, of which the # has been passed. */
static void
take_commands(struct reader *r, const char *line, const char *rest)
{
	SCRATCH(tmp);
	const struct command_mail *m = r->mail;
	const char *from = NULL;

	/* Enough is told already; a mail may be nothing but that. */
	while (*rest != '\0' && !(m->count == COMMANDS_MOST && m->fault_count == COMMAND_FAULTS_MOST)) {
		const char *value;
		char *written, *folded;
		const struct command_word *word = command_scan_known(tmp, rest, &written, &folded, &value);
		size_t n;

		if (word == NULL) {
			take_unknown(r, line, from, folded, written, value);
			return;
		}
		n = command_scan_value(tmp, word->verb, value);
		char *own = command_scan_unlinked(tmp, talloc_strndup(tmp, value, n));

		if (word->value != NULL)
			own = talloc_asprintf(tmp, "%s%s%s", word->value, own[0] != '\0' ? " " : "", own);
		add_command(r, word->verb, written, own, line);
		rest = value + n;
		rest += strspn(rest, " #");
		from = rest;
	}
}

/* A line at the head that begins with #. */
static void
take_line(struct reader *r, const char *line, const char *rest)
{
	if (*rest == '\0') {
		take_unknown(r, line, NULL, NULL, NULL, "");
		return;
	}
	if (command_scan_ticket(&rest) && !take_marker(r, &rest)) {
		add_fault(r, WRONG_VALUE, line, rest, NULL);
		return;
	}
	take_commands(r, line, rest);
}

/* A number alone, behind a blank line: what follows may be meant for another ticket. */
static bool
is_marker(const struct reader *r, const char *rest)
{
	SCRATCH(tmp);
	size_t count;

	return r->after_blank && command_scan_ticket(&rest) && command_value_numbers(tmp, rest, &count) != NULL;
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
	char *clean = near ? command_scan_plain(tmp, line, size) : NULL, *rest;
	enum command_wrong held = WRONG_NOTHING;

	if (size >= 3 && strncmp(line, "```", 3) == 0)
		r->fenced = !r->fenced;
	if (near && !r->fenced && !(size > 4 && strncmp(line, "    ", 4) == 0) && command_scan_opens(clean, &rest)) {
		const char *numbers = rest;

		if (r->control && command_scan_ticket(&numbers) && take_marker(r, &numbers)) {
			take_commands(r, clean, numbers);
			return;
		}
		if (command_scan_misplaced(clean, rest, r->behind >= r->quiet)) {
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

/* Could that be meant for a command? A problem is something that people write about, too. */
static bool
is_asked(const struct command_value *words)
{
	SCRATCH(tmp);
	char *first = command_fold(tmp, words->words[0]);
	const struct command_word *word = command_word(first);

	return word != NULL && (word->verb != COMMAND_PROBLEM ||
	    command_value_is_likely(word->verb, command_value_join(tmp, words, 1)));
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
	return isalpha((unsigned char)*first) && !is_asked(&words) && strchr(rest, '#') == NULL;
}

/* "## How to print": below #article that is how its text begins, and no command. */
static bool
begins_article(const struct reader *r, const char *rest)
{
	SCRATCH(tmp);
	const struct command_mail *m = r->mail;
	const char *p = rest;
	char *written, *folded = command_scan_word(tmp, &p, &written);
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
	clean = command_scan_plain(tmp, line, size);
	if (is_our_line(clean))
		return false;
	if (clean[0] == '\0')
		return true;
	if (command_scan_opens(clean, &rest) && !begins_article(r, rest) && !is_sentence(r, rest)) {
		take_line(r, clean, rest);
		return true;
	}
	if (!r->control && (rest = command_scan_unmarked(tmp, clean, r->mail->count == 0)) != NULL) {
		add_fault(r, WRONG_VERB, clean, clean, rest);
		return true;
	}
	r->below = true;
	read_text(r, line, size);
	return true;
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

/* Behind the last line that has words, which is neither blank nor begins with a #. Looked for once: a mail may have a million. */
static const char *
behind_words(const char *text, const char *end)
{
	const char *out = text;

	for (const char *p = text; p < end;) {
		struct line line = line_at(p, end);
		size_t n = 0;

		while (n < line.size && isspace((unsigned char)p[n]))
			n++;
		if (n < line.size && p[n] != '#')
			out = line.next;
		p = line.next;
	}
	return out;
}

/* One line at the head, with what was broken off it. */
static bool
read_head(struct reader *r, struct line *line, const char *end)
{
	SCRATCH(tmp);
	char *all = talloc_strndup(tmp, line->start, line->size);

	for (bool more = command_scan_takes_more(line->start, line->size); more && line->next < end;) {
		struct line next = line_at(line->next, end);

		if (!command_scan_broken(line->start, line->size, next.start, next.size))
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
		.mended = text_new(tmp, 2 * size + 1), .quiet = behind_words(text, text + size),
	};

	begin_block(&r, NULL, 0);
	for (const char *p = text, *end = text + size; p < end;) {
		struct line line = line_at(p, end);

		r.line++;
		r.behind = line.next;
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
		char *clean = command_scan_plain(tmp, text, n), *rest;

		if (clean[0] != '\0')
			return !is_our_line(clean) && command_scan_opens(clean, &rest);
		text += n + (text[n] == '\n');
	}
	return false;
}
