/* flowed.c - see flowed.h */
#include <config.h>

#include <postigo/base/text.h>
#include <postigo/mail/flowed.h>
#include <postigo/mail/span.h>

struct line {
	size_t depth;		/* quote marks before it */
	struct span marks;	/* as they stand there */
	struct span words;	/* what is behind them, without the stuffing */
	bool signature;		/* the line above a signature ends in a blank, and never flows */
	bool flows;		/* into the next */
};

/* RFC 3676 knows only ">>", other programs write "> >": the next answer mixes both. */
static struct line
read_line(struct span line)
{
	struct line l = { .marks = { line.at, 0 } };
	size_t i = 0;

	while (i < line.size && (line.at[i] == '>' ||
	    (l.depth > 0 && line.at[i] == ' ' && i + 1 < line.size && line.at[i + 1] == '>')))
		l.depth += line.at[i++] == '>';
	l.marks.size = i;
	i += i < line.size && line.at[i] == ' ';
	l.words = (struct span){ line.at + i, line.size - i };
	l.signature = l.words.size == 3 && memcmp(l.words.at, "-- ", 3) == 0;
	l.flows = !l.signature && l.words.size > 0 && l.words.at[l.words.size - 1] == ' ';
	/* Blanks alone are an empty line that was stuffed twice: it parts paragraphs. */
	if (l.flows && span_trim(l.words).size == 0)
		l.words.size = l.flows = 0;
	return l;
}

/* Ends a line that wanted to flow and has nothing to flow into. */
static void
end_line(struct text *out, bool delsp)
{
	if (!delsp) {
		while (out->size > 0 && out->bytes[out->size - 1] == ' ')
			out->bytes[--out->size] = '\0';
	}
	text_add_char(out, '\n');
}

char *
flowed_text(TALLOC_CTX *ctx, const char *text, size_t n, bool delsp)
{
	struct text *out = text_new(ctx, 2 * n + 2);
	struct span rest = { text, n }, bytes;
	struct line before = { .flows = false };

	while (span_line(&rest, &bytes)) {
		struct line line = read_line(bytes);
		/* An empty line is seen as one, whatever the line before it asked for. */
		bool joins = before.flows && line.depth == before.depth && line.words.size > 0 && !line.signature;

		if (before.flows && !joins)
			end_line(out, delsp);
		if (!joins) {
			text_add(out, line.marks.at, line.marks.size);
			if (line.depth > 0 && line.words.size > 0)
				text_add_char(out, ' ');
		}
		text_add(out, line.words.at, line.words.size - (line.flows && delsp));
		if (!line.flows)
			text_add_char(out, '\n');
		before = line;
	}
	if (before.flows)
		end_line(out, delsp);
	return out->bytes;
}
