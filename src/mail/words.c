/* words.c - see words.h */
#include <config.h>

#include <ctype.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/charset.h>
#include <postigo/mail/transfer.h>
#include <postigo/mail/words.h>

/* More than this of one field is not decoded. */
#define VALUE_MAX (64u << 10)

#define LOOK_AHEAD 100

/* One "=?charset?Q?text?=". */
struct word {
	struct span charset;
	char encoding;		/* 'q' or 'b' */
	struct span text;
	const char *end;	/* behind it */
};

/* The text so far, and the bytes of the last words that are not text yet. */
struct decoder {
	struct text *out;
	struct text *pending;
	struct span charset;	/* of pending */
	char left[4];		/* base64 of the last word that makes no whole byte */
	size_t left_size;
};

bool
words_encoded(struct span value)
{
	return value.size > 0 && memmem(value.at, value.size, "=?", 2) != NULL;
}

/* Is the "?=" at p the end of the word? Where two hexadecimal digits and another "?=" follow before the next blank,
 * the mailer forgot to encode a question mark: "=?utf-8?Q?Ready?=C2=BF?=". */
static bool
ends_word(const char *p, const char *end, char encoding)
{
	const char *most = end - p > LOOK_AHEAD ? p + LOOK_AHEAD : end;

	if (encoding != 'q' || most - p < 6 || !isxdigit((unsigned char)p[2]) || !isxdigit((unsigned char)p[3]))
		return true;
	for (p += 4; p + 1 < most && !span_blank(*p); p++) {
		if (p[0] == '?' && p[1] == '=')
			return false;
		if (p[0] == '=' && p[1] == '?')
			break;
	}
	return true;
}

/* A word that lacks its "?=" was cut: it ends where a blank or the next word does, or with the value. */
static void
end_cut_word(struct word *word, const char *end)
{
	struct span text = { word->text.at, (size_t)(end - word->text.at) };

	for (size_t i = 0; word->encoding == 'b' && i < text.size; i++) {
		if (span_blank(text.at[i]))
			text.size = i;
	}
	word->text = span_trim(text);
	word->end = word->text.at + word->text.size;
	if (word->text.size > 0 && word->text.at[word->text.size - 1] == '?')
		word->text.size--;
}

/* Reads the encoded word that begins at `at` ("=?"). Mailers leave blanks in the text. */
static bool
word_read(const char *at, const char *end, struct word *word)
{
	const char *p = at + 2, *star;

	while (p < end && *p != '?' && !span_blank(*p) && p - at < 80)
		p++;
	if (end - p < 4 || *p != '?' || p[2] != '?')
		return false;
	word->charset = (struct span){ at + 2, (size_t)(p - at - 2) };
	star = word->charset.size > 0 ? memchr(word->charset.at, '*', word->charset.size) : NULL;
	if (star != NULL)	/* RFC 2231: charset*language */
		word->charset.size = (size_t)(star - word->charset.at);
	word->encoding = (char)(p[1] | 0x20);
	if (word->encoding != 'q' && word->encoding != 'b')
		return false;
	word->text.at = p += 3;
	for (; p + 1 < end; p++) {
		if (p[0] == '?' && p[1] == '=' && ends_word(p, end, word->encoding)) {
			word->text.size = (size_t)(p - word->text.at);
			word->end = p + 2;
			return true;
		}
		/* Another word begins before this one ended. Keeps 50,000 openings linear, too. */
		if (p[0] == '=' && p[1] == '?' && !(p + 2 < end && p[2] == '='))
			break;
	}
	end_cut_word(word, p + 1 < end ? p : end);
	return word->text.size > 0;
}

static void
flush(struct decoder *d)
{
	SCRATCH(tmp);
	bool guessed = false;
	char *text;
	size_t n;

	/* The last group was cut off and not cut in two: what it has of a byte is all that there is. */
	if (d->left_size > 1) {
		char bytes[8];

		n = transfer_base64(d->left, d->left_size, bytes);
		text_add(d->pending, bytes, n);
	}
	d->left_size = 0;
	if (d->pending->size == 0)
		return;
	text = charset_decode(tmp, d->charset, (struct span){ d->pending->bytes, d->pending->size }, &n, &guessed);
	text_add(d->out, text, n);
	text_reset(d->pending);
}

/* The text of a Q word in one piece: folding inside of it was put there on the way, "=" and all. */
static size_t
unfolded(struct span text, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < text.size; i++) {
		if (text.at[i] != '\r' && text.at[i] != '\n') {
			out[n++] = text.at[i];
			continue;
		}
		if (n > 0 && out[n - 1] == '=')
			n--;
		while (i + 1 < text.size && (text.at[i + 1] == '\r' || text.at[i + 1] == '\n'))
			i++;
		if (i + 1 < text.size && (text.at[i + 1] == ' ' || text.at[i + 1] == '\t'))
			i++;
	}
	return n;
}

/* Decodes base64 behind what the word before left over, and keeps what is left over now: some mailers cut the encoded
 * text anywhere, without regard to its groups of four. */
static size_t
decode_base64(struct decoder *d, struct span text, char *out)
{
	SCRATCH(tmp);
	char *whole = talloc_size(tmp, text.size + sizeof(d->left));
	size_t n = d->left_size, over;

	memcpy(whole, d->left, n);
	for (size_t i = 0; i < text.size; i++) {
		if (!span_blank(text.at[i]))
			whole[n++] = text.at[i];
	}
	over = transfer_base64_left(whole, n);
	d->left_size = over;
	memcpy(d->left, whole + n - over, over);
	return transfer_base64(whole, n - over, out);
}

static void
add_word(struct decoder *d, const struct word *word)
{
	SCRATCH(tmp);
	char *bytes = talloc_size(tmp, word->text.size + sizeof(d->left));
	size_t n;

	if (d->pending->size > 0 && !charset_same(d->charset, word->charset))
		flush(d);
	d->charset = word->charset;
	if (word->encoding == 'b') {
		n = decode_base64(d, word->text, bytes);
	} else {
		char *text = talloc_size(tmp, word->text.size + 1);

		n = transfer_quoted(text, unfolded(word->text, text), true, bytes);
		d->left_size = 0;
	}
	text_add(d->pending, bytes, n);
}

static void
add_plain(struct decoder *d, struct span plain)
{
	SCRATCH(tmp);
	bool guessed = false;
	size_t n;
	char *text;

	flush(d);
	text = charset_decode(tmp, (struct span){ "", 0 }, plain, &n, &guessed);
	text_add(d->out, text, n);
}

/* The next "=?" at or after p, or end. */
static const char *
next_word(const char *p, const char *end)
{
	const char *found = p < end ? memmem(p, (size_t)(end - p), "=?", 2) : NULL;

	return found != NULL ? found : end;
}

static void
decode(struct decoder *d, struct span value)
{
	const char *p = value.at, *end = value.at + value.size, *plain = p;
	struct word word;
	bool after_word = false;

	for (const char *at = next_word(p, end); at < end; at = next_word(p, end)) {
		if (!word_read(at, end, &word)) {
			p = at + 2;
			continue;
		}
		struct span between = { plain, (size_t)(at - plain) };

		/* Blanks between two words are there for folding only. */
		if (!(after_word && span_trim(between).size == 0) && between.size > 0)
			add_plain(d, between);
		add_word(d, &word);
		after_word = true;
		plain = p = word.end;
	}
	if (plain < end)
		add_plain(d, (struct span){ plain, (size_t)(end - plain) });
	flush(d);
}

/* Most values are short and plain ASCII on one line: those need no decoding. */
static bool
simple(struct span v)
{
	char before = ' ';

	for (size_t i = 0; i < v.size; before = v.at[i++]) {
		if (v.at[i] < ' ' || v.at[i] > '~' || (v.at[i] == ' ' && before == ' ') ||
		    (v.at[i] == '?' && before == '='))
			return false;
	}
	return v.size <= WORDS_SHOWN_MAX;
}

char *
words_decode(TALLOC_CTX *ctx, struct span value)
{
	struct span v = span_trim(value);
	struct decoder d = { .charset = { "", 0 } };

	if (simple(v))
		return talloc_strndup(ctx, v.size > 0 ? v.at : "", v.size);
	SCRATCH(tmp);
	if (v.size > VALUE_MAX)
		v.size = VALUE_MAX;
	d.out = text_new(tmp, 4 * VALUE_MAX);
	d.pending = text_new(tmp, VALUE_MAX);
	decode(&d, v);
	return utf8_clean_line(ctx, d.out->bytes, WORDS_SHOWN_MAX);
}
