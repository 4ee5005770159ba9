/* A packed mail opens as it was, and nothing that is cut or bent opens at all. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/pack.h>

static const char raw[] =
    "From: Pat <pat@customer.example>\r\n"
    "Subject: =?utf-8?Q?caf=C3=A9?=\r\n"
    "In-Reply-To: <a@desk.example>\r\n"
    "\r\n"
    "It is \"broken\" again.\r\n"
    "\r\n"
    "On Monday, Ana wrote:\r\n"
    "> Is it well?\r\n"
    "\r\n"
    "-- \r\n"
    "Pat\r\n";

static struct mail *
there_and_back(TALLOC_CTX *ctx, const struct mail *mail)
{
	struct mail *back = NULL;
	struct error err;
	size_t size;
	char *packed = pack_mail(ctx, mail, &size);

	assert_int_equal(pack_open(ctx, packed, size, &back, &err), DONE);
	return back;
}

static void
same(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		assert_ptr_equal(a, b);
	else
		assert_string_equal(a, b);
}

static void
opens_as_it_was(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = message_parse(tmp, raw, sizeof(raw) - 1);
	struct mail *back = there_and_back(tmp, mail);

	(void)state;
	same(mail->subject, back->subject);
	same(mail->text, back->text);
	same(mail->reply, back->reply);
	same(mail->quoted, back->quoted);
	same(mail->signature, back->signature);
	assert_string_equal(back->from.address, "pat@customer.example");
	assert_int_equal(back->size, sizeof(raw) - 1);
	assert_true(mail->headers.count > 0);
	assert_int_equal(mail->headers.count, back->headers.count);
	for (size_t i = 0; i < mail->headers.count; i++) {
		same(mail->headers.list[i].name, back->headers.list[i].name);
		same(mail->headers.list[i].value, back->headers.list[i].value);
	}
	assert_true(strcmp(back->reply, back->text) != 0);
	mail->reply = mail->text;
	mail->quoted = NULL;
	back = there_and_back(tmp, mail);
	same(mail->text, back->reply);
	assert_null(back->quoted);
}

/* Text of several megabytes is more than a message between processes holds; a packed mail is none. */
static void
long_texts_open_too(void **state)
{
	SCRATCH(tmp);
	size_t size = (4u << 20) - 1;
	struct mail *mail = message_parse(tmp, raw, sizeof(raw) - 1);
	struct mail *back;

	(void)state;
	mail->text = talloc_size(tmp, size + 1);
	memset(mail->text, 'x', size);
	mail->text[size] = '\0';
	mail->quoted = mail->text;
	mail->signature = talloc_strndup(tmp, mail->text, 65001);
	back = there_and_back(tmp, mail);
	same(mail->text, back->text);
	same(mail->quoted, back->quoted);
	same(mail->signature, back->signature);
}

static void
nothing_shortened_opens(void **state)
{
	SCRATCH(tmp);
	struct mail *back;
	struct error err;
	size_t size;
	char *packed = pack_mail(tmp, message_parse(tmp, raw, sizeof(raw) - 1), &size);

	(void)state;
	for (size_t n = 0; n < size; n++)
		assert_int_equal(pack_open(tmp, packed, n, &back, &err), PERMFAIL);
}

static void
no_byte_that_is_changed_does_harm(void **state)
{
	SCRATCH(tmp);
	size_t size;
	char *packed = pack_mail(tmp, message_parse(tmp, raw, sizeof(raw) - 1), &size);

	(void)state;
	for (size_t n = 0; n < size; n++)
		for (unsigned bit = 0; bit < 8; bit++) {
			SCRATCH(each);
			struct mail *back;
			struct error err;

			packed[n] = (char)(packed[n] ^ (1 << bit));
			(void)pack_open(each, packed, size, &back, &err);
			packed[n] = (char)(packed[n] ^ (1 << bit));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opens_as_it_was),
		cmocka_unit_test(long_texts_open_too),
		cmocka_unit_test(nothing_shortened_opens),
		cmocka_unit_test(no_byte_that_is_changed_does_harm),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
