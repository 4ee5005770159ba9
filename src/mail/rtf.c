/* rtf.c - see rtf.h */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/charset.h>

#include "rtf.h"

#define WINDOW 4096u
#define GROUPS_MAX 100u		/* deeper ones are like the one around them */
#define WORD_MAX 32u

/* What the window holds at first. */
static const char beginning[] = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
	"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
	"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

static uint32_t
number(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;

	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

struct window {
	char bytes[WINDOW];
	size_t at;
	struct text *out;
};

static void
put(struct window *w, char c)
{
	w->bytes[w->at] = c;
	w->at = (w->at + 1) % WINDOW;
	text_add_char(w->out, c);
}

/* Eight at a time, a bit each: a byte as it stands, or the place and length of some that were there before. */
static void
expand(struct window *w, struct span in)
{
	size_t i = 0;

	while (i < in.size && !w->out->cut) {
		unsigned flags = (unsigned char)in.at[i++];

		for (unsigned bit = 0; bit < 8 && i < in.size; bit++) {
			size_t from, n;

			if ((flags >> bit & 1) == 0) {
				put(w, in.at[i++]);
				continue;
			}
			if (i + 1 >= in.size)
				return;
			n = (size_t)((unsigned char)in.at[i] << 8 | (unsigned char)in.at[i + 1]);
			i += 2;
			from = n >> 4;
			n = (n & 15) + 2;
			if (from == w->at)	/* the end */
				return;
			for (; n > 0; n--, from = (from + 1) % WINDOW)
				put(w, w->bytes[from]);
		}
	}
}

bool
rtf_unpack(TALLOC_CTX *ctx, struct span bytes, struct span *rtf)
{
	struct window w = { .at = sizeof(beginning) - 1 };

	if (bytes.size < 16)
		return false;
	*rtf = (struct span){ bytes.at + 16, bytes.size - 16 };
	if (memcmp(bytes.at + 8, "MELA", 4) == 0) {
		if (rtf->size > number(bytes.at + 4))
			rtf->size = number(bytes.at + 4);
		return true;
	}
	if (memcmp(bytes.at + 8, "LZFu", 4) != 0)
		return false;
	w.out = text_new(ctx, number(bytes.at + 4) < RTF_MAX ? number(bytes.at + 4) : RTF_MAX);
	memcpy(w.bytes, beginning, sizeof(beginning) - 1);
	expand(&w, *rtf);
	*rtf = (struct span){ w.out->bytes, w.out->size };
	return true;
}

struct group {
	bool hidden;		/* a table of fonts, a picture ... */
	bool tag;		/* a piece of HTML */
	long skip;		/* characters that stand for one in Unicode, behind it */
};

struct reader {
	TALLOC_CTX *ctx;
	struct text *out;
	struct group groups[GROUPS_MAX];
	size_t depth;
	size_t too_deep;
	bool html;		/* the whole is HTML in disguise */
	bool rtf_only;		/* and this is for those who do not see that */
	long skipped;		/* characters still to be passed over */
	uint32_t high;		/* the first half of a character outside of the first plane */
	const char *charset;
	char *bytes;		/* characters of that set, gathered until they can be read together */
	size_t count;
};

static struct group *
here(struct reader *r)
{
	return &r->groups[r->depth];
}

static void
flush(struct reader *r)
{
	SCRATCH(tmp);
	bool guessed = false;
	size_t n;

	if (r->count == 0)
		return;
	char *s = charset_decode(tmp, span_of(r->charset), (struct span){ r->bytes, r->count }, &n, &guessed);
	text_add(r->out, s, n);
	r->count = 0;
}

static bool
shown(struct reader *r)
{
	return !here(r)->hidden && !r->rtf_only;
}

static void
add_byte(struct reader *r, char c)
{
	if (r->skipped > 0)
		r->skipped--;
	else if (shown(r))
		r->bytes[r->count++] = c;
}

static void
add_line(struct reader *r)
{
	if (shown(r))
		add_byte(r, '\n');
}

static void
add_unicode(struct reader *r, long n)
{
	uint32_t c = (uint32_t)(n < 0 ? n + 65536 : n) & 0xFFFF;
	char out[4];

	r->skipped = here(r)->skip;
	if (!shown(r))
		return;
	flush(r);
	if (c >= 0xD800 && c < 0xDC00) {
		r->high = c;
		return;
	}
	if (c >= 0xDC00 && c < 0xE000)
		c = r->high != 0 ? 0x10000 + ((r->high - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
	r->high = 0;
	if (c != 0)
		text_add(r->out, out, utf8_encode(c, out));
}

static bool
is_hidden(struct span word)
{
	static const char *const words[] = { "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "listtable",
		"listoverridetable", "header", "footer", "generator", "themedata", "datastore", NULL };

	for (size_t i = 0; words[i] != NULL; i++) {
		if (span_is(word, words[i]))
			return true;
	}
	return false;
}

static void
control(struct reader *r, struct span word, bool has_number, long n)
{
	if (span_is(word, "par") || span_is(word, "line") || span_is(word, "row"))
		add_line(r);
	else if (span_is(word, "tab") || span_is(word, "cell"))
		add_byte(r, '\t');
	else if (span_is(word, "u") && has_number)
		add_unicode(r, n);
	else if (span_is(word, "uc") && has_number && n >= 0 && n < 10)
		here(r)->skip = n;
	else if (span_is(word, "ansicpg") && has_number && n > 0 && n < 100000)
		r->charset = n == 65001 ? "utf-8" : talloc_asprintf(r->ctx, "cp%ld", n);
	else if (span_is(word, "fromhtml"))
		r->html = true;
	else if (span_is(word, "htmlrtf"))
		r->rtf_only = r->html && (!has_number || n != 0);
	else if (span_is(word, "htmltag"))
		here(r)->tag = true;
	else if (is_hidden(word))
		here(r)->hidden = true;
	else if (span_is(word, "emdash") || span_is(word, "endash"))
		add_byte(r, '-');
	else if (span_is(word, "lquote") || span_is(word, "rquote"))
		add_byte(r, '\'');
	else if (span_is(word, "ldblquote") || span_is(word, "rdblquote"))
		add_byte(r, '"');
}

static int
hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* What a backslash begins; returns where it ends. */
static size_t
escape(struct reader *r, struct span s, size_t i)
{
	struct span word = { s.at + i, 0 };
	char digits[12] = "";
	size_t d = 0;

	if (i == s.size)
		return i;
	if (s.at[i] == '\'' && i + 2 < s.size && hex(s.at[i + 1]) >= 0 && hex(s.at[i + 2]) >= 0) {
		add_byte(r, (char)(hex(s.at[i + 1]) << 4 | hex(s.at[i + 2])));
		return i + 3;
	}
	while (i < s.size && word.size < WORD_MAX && ((s.at[i] | 0x20) >= 'a' && (s.at[i] | 0x20) <= 'z'))
		word.size++, i++;
	if (word.size == 0) {
		if (s.at[i] == '*')
			here(r)->hidden = true;
		else if (s.at[i] == '~')
			add_byte(r, ' ');
		else if (s.at[i] == '\n' || s.at[i] == '\r')
			add_line(r);
		else if (s.at[i] == '\\' || s.at[i] == '{' || s.at[i] == '}')
			add_byte(r, s.at[i]);
		return i + 1;
	}
	while (i < s.size && d + 1 < sizeof(digits) && ((s.at[i] >= '0' && s.at[i] <= '9') || (d == 0 && s.at[i] == '-')))
		digits[d++] = s.at[i++];
	control(r, word, d > 0, strtol(digits, NULL, 10));
	return i < s.size && s.at[i] == ' ' ? i + 1 : i;
}

static void
open_group(struct reader *r)
{
	if (r->depth + 1 == GROUPS_MAX) {
		r->too_deep++;
		return;
	}
	r->groups[r->depth + 1] = *here(r);
	r->depth++;
}

static void
close_group(struct reader *r)
{
	if (r->too_deep > 0)
		r->too_deep--;
	else if (r->depth > 0)
		r->depth--;
}

/* A tag of the HTML that begins a line. */
static bool
breaks(struct span s)
{
	return span_starts(s, "<p") || span_starts(s, "<br") || span_starts(s, "<div") || span_starts(s, "<tr") ||
	    span_starts(s, "<li");
}

struct span
rtf_text(TALLOC_CTX *ctx, struct span rtf)
{
	struct reader r = { .ctx = ctx, .out = text_new(ctx, RTF_MAX), .charset = "windows-1252" };

	r.groups[0].skip = 1;
	r.bytes = talloc_size(ctx, rtf.size + 1);
	for (size_t i = 0; i < rtf.size;) {
		char c = rtf.at[i++];

		if (c == '\\') {
			i = escape(&r, rtf, i);
		} else if (c == '{') {
			open_group(&r);
		} else if (c == '}') {
			close_group(&r);
		} else if (c == '<' && here(&r)->tag && breaks((struct span){ rtf.at + i - 1, rtf.size - i + 1 })) {
			if (!r.rtf_only)
				r.bytes[r.count++] = '\n';
		} else if (c != '\r' && c != '\n' && c != '\0') {
			add_byte(&r, c);
		}
	}
	flush(&r);
	return (struct span){ r.out->bytes, r.out->size };
}
