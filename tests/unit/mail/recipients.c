/* recipients.c - to how many keys a message says that it is encrypted, however it says so */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/mail/recipients.h>

#define BIG ((size_t)4 << 20)

enum format { OLD_ONE, OLD_TWO, OLD_FOUR, NEW_ONE, NEW_TWO, NEW_FIVE, FORMATS };

static void
put_packet(struct text *t, enum format format, unsigned tag, const char *body, size_t size)
{
	unsigned old = 0x80u | tag << 2;

	switch (format) {
	case OLD_ONE:
		text_add(t, (char[]){ (char)old, (char)size }, 2);
		break;
	case OLD_TWO:
		text_add(t, (char[]){ (char)(old | 1), (char)(size >> 8), (char)size }, 3);
		break;
	case OLD_FOUR:
		text_add(t, (char[]){ (char)(old | 2), 0, 0, (char)(size >> 8), (char)size }, 5);
		break;
	case NEW_ONE:
		text_add(t, (char[]){ (char)(0xC0 | tag), (char)size }, 2);
		break;
	case NEW_TWO:
		text_add(t, (char[]){ (char)(0xC0 | tag), (char)(((size - 192) >> 8) + 192), (char)(size - 192) }, 3);
		break;
	default:
		text_add(t, (char[]){ (char)(0xC0 | tag), (char)255, 0, 0, (char)(size >> 8), (char)size }, 6);
		break;
	}
	text_add(t, body, size);
}

/* So many session keys, and what is encrypted behind them. */
static struct text *
message(TALLOC_CTX *ctx, enum format format, unsigned named, unsigned hidden)
{
	struct text *t = text_new(ctx, BIG);
	char body[260] = { 3 };
	size_t size = format == NEW_TWO ? 260 : 100;

	for (unsigned i = 0; i < named + hidden; i++) {
		memset(body + 1, i < named ? 0x42 : 0, 8);
		put_packet(t, format, 1, body, size);
	}
	put_packet(t, NEW_ONE, 18, "\1encrypted", 10);
	return t;
}

static bool
refused(const struct text *t)
{
	return recipients_refuse(false, (struct span){ t->bytes, t->size }) != RECIPIENTS_FINE;
}

static void
they_are_counted(void **state)
{
	(void)state;
	for (enum format f = OLD_ONE; f < FORMATS; f++) {
		SCRATCH(tmp);

		assert_false(refused(message(tmp, f, 1, 0)));
		assert_false(refused(message(tmp, f, RECIPIENTS_MOST, 0)));
		assert_true(refused(message(tmp, f, RECIPIENTS_MOST + 1, 0)));
		assert_false(refused(message(tmp, f, 0, RECIPIENTS_HIDDEN_MOST)));
		assert_true(refused(message(tmp, f, 0, RECIPIENTS_HIDDEN_MOST + 1)));
		assert_true(refused(message(tmp, f, 5, RECIPIENTS_HIDDEN_MOST + 1)));
		assert_true(refused(message(tmp, f, 0, 5000)));
	}
}

/* Markers between them, passphrases, a later version; and session keys behind what is encrypted, which nobody tries. */
static void
what_stands_between(void **state)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, BIG);
	char body[40] = { 3, 0x42 };

	(void)state;
	for (unsigned i = 0; i <= RECIPIENTS_MOST; i++) {
		put_packet(t, NEW_ONE, 10, "PGP", 3);
		put_packet(t, NEW_ONE, i % 2 == 0 ? 3 : 1, body, sizeof(body));
	}
	assert_true(refused(t));
	t = text_new(tmp, BIG);
	for (unsigned i = 0; i <= RECIPIENTS_HIDDEN_MOST; i++)
		put_packet(t, NEW_ONE, 1, "\6\0\31", 3);
	assert_true(refused(t));
	t = message(tmp, OLD_ONE, 1, 0);
	for (unsigned i = 0; i < 1000; i++)
		put_packet(t, NEW_ONE, 1, body, sizeof(body));
	assert_false(refused(t));
}

/* gpg would take session keys from behind these, or out of them, or look elsewhere for what is encrypted. */
static void
odd_beginnings(void **state)
{
	static const struct {
		const char *name, *bytes;
		size_t size;
		bool anywhere;		/* not only as the first */
	} odd[] = {
		{ "a signature", "\xC2\1x", 3, true },
		{ "one to come", "\xC4\1x", 3, true },
		{ "words", "\xCB\1x", 3, true },
		{ "a comment", "\xFD\1x", 3, true },
		{ "nobody's packet", "\xFC\1x", 3, true },
		{ "a key", "\xC6\1x", 3, true },
		{ "compressed", "\xC8\1x", 3, true },
		{ "compressed, without a length", "\xA3x", 2, true },
		{ "compressed, in pieces", "\xC8\xE0x", 3, true },
		{ "padding", "\xD5\1x", 3, false },
		{ "GnuPG's own", "\xD4\1x", 3, false },
		{ "no packet", "x", 1, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		for (int behind = 0; behind < 2; behind++) {
			SCRATCH(tmp);
			struct text *t = message(tmp, NEW_ONE, 1, 0), *other = text_new(tmp, BIG);

			if (behind)
				put_packet(other, NEW_ONE, 1, "\3BBBBBBBBxxx", 12);
			text_add(other, odd[i].bytes, odd[i].size);
			text_add(other, t->bytes, t->size);
			if (refused(other) != (!behind || odd[i].anywhere))
				fail_msg("%s %s", odd[i].name, behind ? "behind" : "first");
		}
}

/* Cut short anywhere, or no message at all: nothing is read that is not there. */
static void
broken(void **state)
{
	SCRATCH(tmp);
	struct text *t = message(tmp, NEW_FIVE, 2, 2);

	(void)state;
	for (size_t n = 0; n <= t->size; n++) {
		char *part = talloc_size(tmp, n + 1);

		memcpy(part, t->bytes, n);
		assert_int_equal(recipients_refuse(false, (struct span){ part, n }), RECIPIENTS_FINE);
		assert_int_equal(recipients_refuse(true, (struct span){ part, n }), RECIPIENTS_FINE);
		talloc_free(part);
	}
	assert_int_equal(recipients_refuse(false, span_of("Hello")), RECIPIENTS_ODD);
	assert_int_equal(recipients_refuse(false, span_of("\xC1\xFF\xFF\xFF\xFF\xFF")), RECIPIENTS_FINE);
	/* One that does not say how long it is. */
	assert_int_equal(recipients_refuse(false, span_of("\x87\x01\x01")), RECIPIENTS_FINE);
}

static void
put_element(struct text *t, unsigned tag, const struct text *value)
{
	text_add(t, (char[]){ (char)tag, (char)0x84, 0, (char)(value->size >> 16), (char)(value->size >> 8), (char)value->size }, 6);
	text_add(t, value->bytes, value->size);
}

static struct text *
wrapped(TALLOC_CTX *ctx, const char *before, size_t size, unsigned tag, const struct text *value)
{
	struct text *t = text_new(ctx, BIG);

	text_add(t, before, size);
	put_element(t, tag, value);
	return t;
}

static struct text *
cms(TALLOC_CTX *ctx, unsigned recipients)
{
	struct text *set = text_new(ctx, BIG), *t;

	for (unsigned i = 0; i < recipients; i++)
		text_add(set, "\x30\x03\x02\x01\x00", 5);
	t = wrapped(ctx, "\x02\x01\x00", 3, 0x31, set);
	t = wrapped(ctx, "", 0, 0x30, t);
	t = wrapped(ctx, "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03", 11, 0xA0, t);
	return wrapped(ctx, "", 0, 0x30, t);
}

static void
of_smime(void **state)
{
	SCRATCH(tmp);
	struct text *few = cms(tmp, RECIPIENTS_MOST), *many = cms(tmp, RECIPIENTS_MOST + 1);

	(void)state;
	assert_int_equal(recipients_refuse(true, (struct span){ few->bytes, few->size }), RECIPIENTS_FINE);
	assert_int_equal(recipients_refuse(true, (struct span){ many->bytes, many->size }), RECIPIENTS_TOO_MANY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(they_are_counted),
		cmocka_unit_test(what_stands_between),
		cmocka_unit_test(odd_beginnings),
		cmocka_unit_test(broken),
		cmocka_unit_test(of_smime),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
