/* The same mail by two ways: one message; another mail: another, whatever its Message-ID. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "../../../src/desk/content.h"

#define HEAD "From: Ana <ana@example.org>\nMessage-ID: <1@example.org>\nDate: Tue, 13 Jan 2026 10:11:12 +0100\n"
#define PLAIN HEAD "\nIt burns.\n\n-- \nAna\n"
#define PARTS HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nIt burns.\n--b\n"
#define LOG PARTS "Content-Type: text/plain; name=a.log\nContent-Disposition: attachment\n\none\ntwo\n"
#define QUOTED PARTS "Content-Type: text/csv; name=a.csv\nContent-Transfer-Encoding: quoted-printable\n\none=3D1\ntwo\n"
#define MAIL PARTS "Content-Type: message/rfc822\n\nSubject: x\n\nIt burns.\n"
#define BYTES PARTS "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n"
#define END "\n--b--\n"

/* As an IMAP server has it: CRLF. */
static char *
with_crlf(TALLOC_CTX *ctx, const char *raw)
{
	char *out = talloc_size(ctx, 2 * strlen(raw) + 1), *to = out;

	for (; *raw != '\0'; raw++) {
		if (*raw == '\n')
			*to++ = '\r';
		*to++ = *raw;
	}
	*to = '\0';
	return out;
}

static bool
same(const char *a, const char *b)
{
	SCRATCH(tmp);
	uint8_t of_a[DIGEST_SIZE], of_b[DIGEST_SIZE];

	assert_true(content_key(message_parse(tmp, a, strlen(a)), of_a));
	assert_true(content_key(message_parse(tmp, b, strlen(b)), of_b));
	return memcmp(of_a, of_b, DIGEST_SIZE) == 0;
}

static void
line_ends_and_blank_lines_are_of_the_way(void **state)
{
	static const char *const raws[] = { PLAIN, LOG END, QUOTED END, MAIL END, BYTES "iVBORw0KGgo=" END, HEAD "\n" };
	static const char *const ends[] = { "", "\n", "\n\n", "\n \n" };

	(void)state;
	for (size_t i = 0; i < sizeof(raws) / sizeof(raws[0]); i++)
		for (size_t j = 0; j < sizeof(ends) / sizeof(ends[0]); j++) {
			SCRATCH(tmp);
			char *other = talloc_asprintf(tmp, "%s%s", raws[i], ends[j]);

			if (!same(raws[i], other) || !same(raws[i], with_crlf(tmp, other)))
				fail_msg("%zu with end %zu", i, j);
		}
}

static void
other_content_is_another_mail(void **state)
{
	static const char *const raws[][2] = {
		{ PLAIN, HEAD "\nIt burns!\n\n-- \nAna\n" },
		{ PLAIN, HEAD "\n\nIt burns.\n\n-- \n Ana\n" },
		{ LOG END, LOG "three\n" END },
		{ LOG END, PARTS "Content-Type: text/plain; name=a.log\nContent-Disposition: attachment\n\none\n\ntwo\n" END },
		{ QUOTED END, LOG END },
		{ BYTES "iVBORw0KGgo=" END, BYTES "iVBORw0KGgoK" END },
		{ PLAIN, "X: y\nFrom: bo@example.org\nMessage-ID: <1@example.org>\nDate: Tue, 13 Jan 2026 10:11:12 +0100\n\nIt burns.\n\n-- \nAna\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(raws) / sizeof(raws[0]); i++)
		if (same(raws[i][0], raws[i][1]))
			fail_msg("%zu", i);
}

static void
without_a_message_id_only_bytes_tell(void **state)
{
	SCRATCH(tmp);
	static const char raw[] = "From: a@b.example\n\nx\n";
	uint8_t key[DIGEST_SIZE];

	(void)state;
	assert_false(content_key(message_parse(tmp, raw, strlen(raw)), key));
}

/* The picture in a signature is no word of anybody's; brackets that somebody typed are. */
static void
a_logo_says_nothing(void **state)
{
	SCRATCH(tmp);
	static struct mail_attachment logo = { .is_inline = true }, file = { .is_inline = false };
	static const char *const samples[][2] = {
		{ "Thank you!\n\n[Acme logo]\n", "Thank you!" }, { "[cid:image001.png@01DC5A]\n", "" }, { "\xEF\xBF\xBC\n", "" },
		{ "[1] it [2] burns", "[1] it [2] burns" }, { "[Ana] It burns", "[Ana] It burns" }, { "See [this]", "See [this]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct mail mail = { .reply = talloc_strdup(tmp, samples[i][0]), .attachments = &logo, .attachment_count = 1 };

		assert_string_equal(content_words(tmp, &mail), samples[i][1]);
		assert_false(content_has_files(&mail));
	}
	struct mail typed = { .reply = talloc_strdup(tmp, "[Yes]"), .attachments = &file, .attachment_count = 1 };

	assert_string_equal(content_words(tmp, &typed), "[Yes]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_ends_and_blank_lines_are_of_the_way),
		cmocka_unit_test(other_content_is_another_mail),
		cmocka_unit_test(without_a_message_id_only_bytes_tell),
		cmocka_unit_test(a_logo_says_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
