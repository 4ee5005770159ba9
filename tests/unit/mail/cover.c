/* cover.c - what is cut out of a signed or encrypted mail, and the mail that is made of what was in it */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/cover.h>
#include <postigo/mail/enclose.h>
#include <postigo/mail/message.h>

#define HEAD "From: eva@example.com\r\nSubject: Outside\r\nMIME-Version: 1.0\r\n"
#define SIGNED HEAD "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\r\n\r\n"
#define SIGNATURE "--b\r\nContent-Type: application/pgp-signature\r\n\r\nSIG\r\n"
#define INNER "Content-Type: text/plain\r\n\r\nHello  \r\n"
#define ENCRYPTED HEAD "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\r\n\r\n"
#define CONTROL "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
#define SEALED "--b\r\nContent-Type: application/octet-stream\r\n\r\nARMOUR\r\n"
#define CLEAR "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA512\r\n\r\nHello\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\nSIG\r\n" \
	"-----END PGP SIGNATURE-----\r\n"
#define ARMOUR "-----BEGIN PGP MESSAGE-----\r\n\r\nABC\r\n-----END PGP MESSAGE-----\r\n"
#define TEXT HEAD "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"

static void
only_a_whole_body_counts(void **state)
{
	static const struct {
		const char *name, *mail;
		enum cover_kind kind;
		const char *content, *signature;
	} samples[] = {
		{ "signed", SIGNED "--b\r\n" INNER "\r\n" SIGNATURE "--b--\r\n", COVER_PGP_SIGNED, INNER, "SIG" },
		{ "blanks at the end of what was signed are kept", SIGNED "preamble\r\n--b\r\n\r\nHi \t\r\n\r\n\r\n" SIGNATURE "--b--\r\nepilogue",
		    COVER_PGP_SIGNED, "\r\nHi \t\r\n\r\n", "SIG" },
		{ "line ends that a file has lost", "From: e@example.com\nContent-Type: multipart/signed; boundary=b\n\n--b\n\nHi\n--b\n"
		    "Content-Type: application/pgp-signature\n\nSIG\n--b--\n", COVER_PGP_SIGNED, "\r\nHi", "SIG" },
		{ "a third part", SIGNED "--b\r\n" INNER "\r\n" SIGNATURE "--b\r\n\r\nBuy\r\n--b--\r\n", COVER_NOTHING, NULL, NULL },
		{ "no end", SIGNED "--b\r\n" INNER "\r\n" SIGNATURE, COVER_NOTHING, NULL, NULL },
		{ "one part", SIGNED "--b\r\n" INNER "--b--\r\n", COVER_NOTHING, NULL, NULL },
		{ "another kind", SIGNED "--b\r\n" INNER "--b\r\nContent-Type: text/plain\r\n\r\nSIG\r\n--b--\r\n", COVER_NOTHING, NULL, NULL },
		{ "in a part", HEAD "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n"
		    "--b\r\n" INNER "\r\n" SIGNATURE "--b--\r\n--m--\r\n", COVER_NOTHING, NULL, NULL },
		{ "encrypted", ENCRYPTED CONTROL SEALED "--b--\r\n", COVER_PGP_ENCRYPTED, "ARMOUR", NULL },
		{ "encrypted, with words", ENCRYPTED CONTROL SEALED "--b\r\n\r\nBuy\r\n--b--\r\n", COVER_NOTHING, NULL, NULL },
		{ "encrypted, in another order", ENCRYPTED SEALED CONTROL "--b--\r\n", COVER_NOTHING, NULL, NULL },
		{ "clear text", TEXT CLEAR, COVER_PGP_CLEARSIGNED, CLEAR, NULL },
		{ "clear text, with a word before", TEXT "Buy\r\n" CLEAR, COVER_NOTHING, NULL, NULL },
		{ "clear text, with a word behind", TEXT CLEAR "Buy\r\n", COVER_NOTHING, NULL, NULL },
		{ "clear text twice", TEXT CLEAR CLEAR, COVER_NOTHING, NULL, NULL },
		{ "armour", TEXT ARMOUR, COVER_PGP_ENCRYPTED, ARMOUR, NULL },
		{ "armour twice", TEXT ARMOUR ARMOUR, COVER_NOTHING, NULL, NULL },
		{ "quoted armour", TEXT "> " ARMOUR, COVER_NOTHING, NULL, NULL },
		{ "armour in HTML", HEAD "Content-Type: text/html\r\n\r\n" ARMOUR, COVER_NOTHING, NULL, NULL },
		{ "no certificate", HEAD "Content-Type: application/pkcs7-mime\r\n\r\nnothing", COVER_NOTHING, NULL, NULL },
		{ "nothing", TEXT "Hello", COVER_NOTHING, NULL, NULL },
		{ "not even a header", "", COVER_NOTHING, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct wire_cover c = { 0 };
		const char *why = NULL;
		enum cover_kind kind = cover_read(tmp, samples[i].mail, strlen(samples[i].mail), &c, &why);

		if (kind != samples[i].kind)
			fail_msg("%s: %d", samples[i].name, (int)kind);
		assert_non_null(why);
		if (kind == COVER_NOTHING)
			continue;
		if (c.content.size != strlen(samples[i].content) || memcmp(c.content.at, samples[i].content, c.content.size) != 0)
			fail_msg("%s: \"%.*s\"", samples[i].name, (int)c.content.size, c.content.at);
		if (samples[i].signature != NULL)
			assert_memory_equal(c.signature.at, samples[i].signature, c.signature.size);
	}
}

/* What stood between fields and is none must not become the beginning of a body that somebody else has signed. */
static void
nothing_slips_from_the_header_into_the_body(void **state)
{
	static const char mail[] = "From: eva@example.com\r\nBuy this\r\nContent-Type: multipart/signed; boundary=b;\r\n"
	    " protocol=\"application/pgp-signature\"\r\n\r\n--b\r\n" INNER "\r\n" SIGNATURE "--b--\r\n";
	SCRATCH(tmp);
	struct wire_cover c = { 0 };
	const char *why;

	(void)state;
	assert_int_equal(cover_read(tmp, mail, strlen(mail), &c, &why), COVER_PGP_SIGNED);
	assert_int_equal(c.head.size, strlen("From: eva@example.com\r\n"));
	assert_memory_equal(c.head.at, "From: eva@example.com\r\n", c.head.size);
}

static char *
joined(TALLOC_CTX *ctx, const char *head, const char *body, bool subject)
{
	char *all = talloc_asprintf(ctx, "%s%s", head, body), *out;
	size_t n;

	out = cover_join(ctx, all, strlen(all), strlen(head), subject, &n);
	return talloc_strndup(ctx, out, n);
}

static void
what_was_inside_says_little_of_the_mail(void **state)
{
	static const char head[] = "From: eva@example.com\r\nSubject: Outside\r\n";
	static const char body[] = "From: mallory@example.net\r\nSubject: Inside\r\nTo: x@example.com\r\nX-Postigo-Loop: us\r\n"
	    "Content-Type: text/plain; protected-headers=\"v1\"\r\n\r\nHello\r\n";
	SCRATCH(tmp);
	struct mail *mail;
	char *raw;

	(void)state;
	raw = joined(tmp, head, body, true);
	mail = message_parse(tmp, raw, strlen(raw));
	assert_string_equal(mail->from.address, "eva@example.com");
	assert_int_equal(mail->from_count, 1);
	assert_int_equal(mail->to.count, 0);
	assert_null(mail->installation);
	assert_string_equal(mail->subject, "Inside");
	assert_string_equal(mail->text, "Hello\n");
	raw = joined(tmp, head, body, false);
	assert_string_equal(message_parse(tmp, raw, strlen(raw))->subject, "Outside");
	/* A field that is not said to be protected is none. */
	raw = joined(tmp, head, "Subject: Inside\r\nContent-Type: text/plain\r\n\r\nHello\r\n", true);
	assert_string_equal(message_parse(tmp, raw, strlen(raw))->subject, "Outside");
	raw = joined(tmp, head, "", true);
	assert_string_equal(message_parse(tmp, raw, strlen(raw))->text, "");
}

static void
a_cover_travels_whole_or_not_at_all(void **state)
{
	SCRATCH(tmp);
	struct wire_cover out, cover = { .kind = COVER_CMS_SIGNED, .head = { "head", 4 }, .content = { "content", 7 },
		.signature = { "s", 1 } };
	struct error err;
	size_t n;
	char *packed = wire_cover_pack(tmp, &cover, &n);

	(void)state;
	assert_int_equal(wire_cover_open(packed, n, &out, &err), DONE);
	assert_int_equal(out.kind, COVER_CMS_SIGNED);
	assert_int_equal(out.before.size, 0);
	assert_memory_equal(out.content.at, "content", 7);
	assert_memory_equal(out.signature.at, "s", 1);
	for (size_t cut = 0; cut < n; cut++)
		assert_int_equal(wire_cover_open(packed, cut, &out, &err), PERMFAIL);
	packed[8 + 7] = (char)0xFF;	/* the head is said to be longer than all of it */
	assert_int_equal(wire_cover_open(packed, n, &out, &err), PERMFAIL);
	packed[8 + 7] = 0;
	packed[0] = COVER_KINDS;
	assert_int_equal(wire_cover_open(packed, n, &out, &err), PERMFAIL);
}

/* What we sign is what a reader cuts out of it, to the byte. */
static void
what_we_enclose_can_be_opened(void **state)
{
	static const char mail[] = HEAD "Content-Language: en\r\nX-Mailer: us\r\nContent-Type: text/plain;\r\n charset=utf-8\r\n\r\nHello\r\n\r\n";
	static const struct span signature = { "-----BEGIN PGP SIGNATURE-----\n\nSIG\n-----END PGP SIGNATURE-----\n", 64 };
	SCRATCH(tmp);
	struct text *head, *body, *made;
	struct wire_cover c;
	const char *why;

	(void)state;
	enclose_split(tmp, (struct span){ mail, strlen(mail) }, &head, &body);
	assert_string_equal(head->bytes, HEAD "X-Mailer: us\r\n");
	assert_string_equal(body->bytes, "Content-Language: en\r\nContent-Type: text/plain;\r\n charset=utf-8\r\n\r\nHello\r\n\r\n");
	made = enclose_signed_pgp(tmp, body, signature, "sha512");
	assert_non_null(strstr(made->bytes, "micalg=\"pgp-sha512\""));
	text_add(head, made->bytes, made->size);
	assert_int_equal(cover_read(tmp, head->bytes, head->size, &c, &why), COVER_PGP_SIGNED);
	assert_int_equal(c.content.size, body->size);
	assert_memory_equal(c.content.at, body->bytes, body->size);
	made = enclose_signed_cms(tmp, body, (struct span){ "QUJD\n", 5 }, "sha256");
	assert_non_null(strstr(made->bytes, "micalg=\"sha-256\""));
	assert_non_null(strstr(made->bytes, "\r\n\r\nQUJD\r\n--"));

	enclose_split(tmp, (struct span){ mail, strlen(mail) }, &head, &body);
	made = enclose_encrypted_pgp(tmp, (struct span){ ARMOUR, strlen(ARMOUR) });
	text_add(head, made->bytes, made->size);
	assert_int_equal(cover_read(tmp, head->bytes, head->size, &c, &why), COVER_PGP_ENCRYPTED);
	assert_memory_equal(c.content.at, ARMOUR, strlen(ARMOUR) - 2);
	assert_null(strstr(head->bytes, "Hello"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_whole_body_counts),
		cmocka_unit_test(nothing_slips_from_the_header_into_the_body),
		cmocka_unit_test(what_was_inside_says_little_of_the_mail),
		cmocka_unit_test(a_cover_travels_whole_or_not_at_all),
		cmocka_unit_test(what_we_enclose_can_be_opened),
	};

	message_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
