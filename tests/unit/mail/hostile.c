/* Mails made to hurt: each is read to its end and in bounded memory, and what can be read of it is read. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>
#include <postigo/mail/message.h>

#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_MAX_KIB 0	/* the sanitizer's own memory is not ours to count */
#else
#define MEMORY_MAX_KIB (256L << 10)
#endif
#define SECONDS_MAX 240	/* for all of it: only against what never ends */

#define HEAD "From: Ana <ana@example.org>\r\nTo: help@example.net\r\nSubject: Printer\r\n"

static struct text *
raw_new(TALLOC_CTX *ctx)
{
	return text_new(ctx, 64u << 20);
}

static void
repeat(struct text *t, const char *piece, size_t n)
{
	size_t size = strlen(piece);

	for (size_t i = 0; i < n; i++)
		text_add(t, piece, size);
}

static void
assert_valid_text(const char *s)
{
	if (s != NULL)
		assert_true(utf8_valid(s, strlen(s)));
}

/* Reads the mail within the limits, checks that all of it is valid, and that the JSON of it comes back. */
static struct mail *
read_mail(TALLOC_CTX *ctx, const char *raw, size_t size)
{
	struct mail *mail = message_parse(ctx, raw, size), *again;
	struct rusage usage;
	struct error err = { "" };
	size_t n;
	char *json;

	getrusage(RUSAGE_SELF, &usage);
	if (MEMORY_MAX_KIB > 0)
		assert_true(usage.ru_maxrss < MEMORY_MAX_KIB);
	assert_valid_text(mail->subject);
	assert_valid_text(mail->text);
	assert_valid_text(mail->reply);
	json = message_json(ctx, mail, &n);
	if (message_from_json(ctx, json, n, &again, &err) != DONE)
		fail_msg("%s", err.text);
	return mail;
}

static struct mail *
read_text(TALLOC_CTX *ctx, const struct text *t)
{
	return read_mail(ctx, t->bytes, t->size);
}

static struct mail *
read_string(TALLOC_CTX *ctx, const char *raw)
{
	return read_mail(ctx, raw, strlen(raw));
}

static bool
has_defect(const struct mail *mail, const char *words)
{
	for (size_t i = 0; i < mail->defects.count; i++) {
		if (strstr(mail->defects.list[i], words) != NULL)
			return true;
	}
	return false;
}

static void
comments_without_end(void **state)
{
	static const char *const fields[] = { "From", "Date", "To", "Message-ID", "References", "Content-Type",
		"Content-Disposition", "Sender", "Reply-To", "Authentication-Results", "Content-Transfer-Encoding" };

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		SCRATCH(tmp);
		struct text *t = raw_new(tmp);
		struct mail *mail;

		text_printf(t, "%s: ", fields[i]);
		repeat(t, "(", 200000);
		text_add_string(t, "\r\n" HEAD "\r\nHello\r\n");
		mail = read_text(tmp, t);
		assert_string_equal(mail->subject, "Printer");
		assert_true(mail->defects.count > 0);
		/* The From that follows is a second one: what it says is used, and told. */
		assert_string_equal(mail->from.address, "ana@example.org");
	}
}

static void
comments_inside(void **state)
{
	static const char *const wrappers[] = {
		HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: ",
		HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nFrom: ",
		HEAD "Content-Type: message/rfc822\r\n\r\nFrom: ",
		HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: ",
		HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\ncontent-type: MESSAGE\r\n /rfc822\r\n\r\nTo: ",
		HEAD "Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nCc: " };

	(void)state;
	for (size_t i = 0; i < sizeof(wrappers) / sizeof(wrappers[0]); i++) {
		for (unsigned kind = 0; kind < 2; kind++) {
			SCRATCH(tmp);
			struct text *t = raw_new(tmp);

			text_add_string(t, wrappers[i]);
			repeat(t, kind == 0 ? "(" : "g:", 200000);
			text_add_string(t, "\r\n\r\nHello\r\n--b--\r\n");
			assert_string_equal(read_text(tmp, t)->from.address, "ana@example.org");
		}
	}
}

static void
nested_multiparts(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);
	struct mail *mail;

	(void)state;
	text_add_string(t, HEAD "Content-Type: multipart/mixed; boundary=\"boundary0\"\r\n\r\n");
	for (unsigned i = 0; i < 20000; i++)
		text_printf(t, "--boundary%u\r\nContent-Type: multipart/mixed; boundary=\"boundary%u\"\r\n\r\n", i, i + 1);
	text_add_string(t, "--boundary20000\r\n\r\ndeep\r\n");
	mail = read_text(tmp, t);
	assert_true(has_defect(mail, "nested deeper"));
	assert_true(mail->attachment_count <= 1);
}

static void
nested_messages(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	text_add_string(t, HEAD);
	repeat(t, "Content-Type: message/rfc822\r\n\r\n", 20000);
	text_add_string(t, "\r\ndeep\r\n");
	assert_int_equal(read_text(tmp, t)->attachment_count, 1);
}

static void
parts_without_number(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);
	struct mail *mail;

	(void)state;
	text_add_string(t, HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n");
	repeat(t, "--b\r\n\r\n", 300000);
	text_add_string(t, "--b--\r\n");
	mail = read_text(tmp, t);
	assert_true(has_defect(mail, "parts"));
	assert_true(mail->attachment_count <= 1000);
	assert_int_equal(strncmp(mail->text, "Hello", 5), 0);
}

static void
fields_without_number(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);
	struct mail *mail;

	(void)state;
	text_add_string(t, HEAD);
	repeat(t, "X-Thing: something\r\n", 500000);
	text_add_string(t, "\r\nHello\r\n");
	mail = read_text(tmp, t);
	assert_true(has_defect(mail, "header"));
	assert_string_equal(mail->text, "Hello\n");
}

static void
fields_in_a_part(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	text_add_string(t, HEAD "Content-Type: multipart/mixed; boundary=bound\r\n\r\n--bound\r\n");
	repeat(t, "X-Thing: something\r\n", 500000);
	text_add_string(t, "\r\nHello\r\n--bound\r\nContent-Type: image/png\r\n\r\nxx\r\n--bound--\r\n");
	assert_int_equal(read_text(tmp, t)->attachment_count, 1);
}

static void
subject_without_end(void **state)
{
	static const char *const pieces[] = { "a", "a\r\n ", "=?utf-8?q?", "=?utf-8?q?=C3?= =?utf-8?q?=B3?= ", "\xF3" };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		SCRATCH(tmp);
		struct text *t = raw_new(tmp);
		struct mail *mail;

		text_add_string(t, "From: ana@example.org\r\nSubject: ");
		repeat(t, pieces[i], (20u << 20) / strlen(pieces[i]) / (i == 0 ? 1 : 4));
		text_add_string(t, "\r\nTo: help@example.net\r\n\r\nHello\r\n");
		mail = read_text(tmp, t);
		assert_true(has_defect(mail, "header"));
		assert_true(strlen(mail->subject) < 4000);
		assert_string_equal(mail->text, "Hello\n");
	}
}

static void
people_without_number(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp), *u = raw_new(tmp);
	struct mail *mail;

	(void)state;
	text_add_string(t, "From: ana@example.org\r\nTo: ");
	repeat(t, "a@b.example,", 200000);
	text_add_string(t, "\r\n\r\nHello\r\n");
	mail = read_text(tmp, t);
	assert_true(mail->to.count <= 1000 && mail->to.count > 100);
	assert_true(mail->defects.count > 0);

	repeat(u, "To: a@b.example\r\n", 500000);
	text_add_string(u, "From: ana@example.org\r\n\r\nHello\r\n");
	mail = read_text(tmp, u);
	assert_true(mail->to.count <= 1000);
}

static void
references_without_number(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);
	struct mail *mail;

	(void)state;
	text_add_string(t, HEAD "References:");
	for (unsigned i = 0; i < 200000; i++)
		text_printf(t, " <%u@example.org>", i);
	text_add_string(t, "\r\n\r\nHello\r\n");
	mail = read_text(tmp, t);
	assert_int_equal(mail->references.count, 50);
}

static void
parameters_without_number(void **state)
{
	static const char *const kinds[] = { "a#=b", "name*#*=%41", "boundary=b#", "a#=\"", ";;;;;#" };

	(void)state;
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		SCRATCH(tmp);
		struct text *t = raw_new(tmp);

		text_add_string(t, HEAD "Content-Type: multipart/mixed");
		for (unsigned i = 0; i < 100000; i++) {
			size_t before = strcspn(kinds[k], "#");

			text_printf(t, "; %.*s%u%s", (int)before, kinds[k], i, kinds[k] + before + 1);
		}
		text_add_string(t, "\r\n\r\nHello\r\n");
		assert_string_equal(read_text(tmp, t)->from.address, "ana@example.org");
	}
}

static void
groups_without_number(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);
	struct mail *mail;

	(void)state;
	text_add_string(t, "Subject: Printer\r\nFrom: ");
	repeat(t, "g:", 100000);
	text_add_string(t, "\r\n\r\nHello\r\n");
	mail = read_text(tmp, t);
	assert_null(mail->from.address);
	assert_true(has_defect(mail, "cannot be read"));
	assert_string_equal(mail->text, "Hello\n");
}

static void
odd_boundaries(void **state)
{
	static const struct {
		const char *head, *body, *text;
	} samples[] = {
		{ "multipart/mixed", "Hello\r\n", "Hello\n" },
		{ "multipart/mixed; boundary=\"\"", "Hello\r\n", "Hello\n" },
		{ "multipart/mixed; boundary=never", "Hello\r\n", "Hello\n" },
		{ "multipart/mixed; boundary=abc", "--abcdef\r\n\r\nno\r\n--abc\r\n\r\nHello\r\n--abc--\r\n", "Hello" },
		{ "multipart/mixed; boundary=abc", "--abc\r\n\r\nHello\r\n", "Hello" },
		{ "multipart/mixed; boundary=abc", "--abc\r\n\r\nHello\r\n--abc--\r\n#close\r\n", "Hello" },
		{ "multipart/mixed; boundary=\"a b:c\"", "--a b:c\r\n\r\nHello\r\n--a b:c--\r\n", "Hello" },
	};
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		char *raw = talloc_asprintf(tmp, HEAD "Content-Type: %s\r\n\r\n%s", samples[i].head, samples[i].body);
		struct mail *mail = read_string(tmp, raw);

		if (strncmp(mail->text, samples[i].text, strlen(samples[i].text)) != 0 ||
		    strstr(mail->text, "#close") != NULL)
			fail_msg("%s: \"%s\"", samples[i].head, mail->text);
	}
	/* A boundary longer than any: no multipart. */
	text_add_string(t, HEAD "Content-Type: multipart/mixed; boundary=");
	repeat(t, "b", 10000);
	text_add_string(t, "\r\n\r\n--");
	repeat(t, "b", 10000);
	text_add_string(t, "\r\n\r\nHello\r\n");
	assert_true(has_defect(read_text(tmp, t), "boundary"));
}

static void
odd_base64(void **state)
{
	static const char head[] = HEAD "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n";
	static const struct {
		const char *body, *text;
	} samples[] = {
		{ "SGVsbG8=\r\n", "Hello" }, { "SGVsbG8\r\n", "Hello" }, { "SG!!Vs\x01" "bG8=\r\n", "Hello" },
		{ "SGU=bGxv\r\n", "Hello" }, { "=\r\n", "" }, { "S\r\n", "" }, { "", "" },
	};
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		assert_string_equal(read_string(tmp, talloc_asprintf(tmp, "%s%s", head, samples[i].body))->text,
		    samples[i].text);
	text_add_string(t, head);
	repeat(t, "                                                                \r\n", 400000);
	text_add_string(t, "SGVsbG8=");
	assert_true(has_defect(read_text(tmp, t), "longer"));
}

static void
odd_quoted_printable(void **state)
{
	static const char head[] = HEAD "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	assert_string_equal(read_string(tmp, talloc_asprintf(tmp, "%sa=", head))->text, "a");
	assert_string_equal(read_string(tmp, talloc_asprintf(tmp, "%sa=XY=4", head))->text, "a=XY=4");
	assert_string_equal(read_string(tmp, talloc_asprintf(tmp, "%sa=\r\nb =  \r\nc=c3=b3", head))->text, "ab có");
	text_add_string(t, head);
	repeat(t, "=\r\n", 1000000);
	text_add_string(t, "end");
	assert_string_equal(read_text(tmp, t)->text, "end");
}

static void
odd_encodings(void **state)
{
	SCRATCH(tmp);
	struct mail *mail;

	(void)state;
	mail = read_string(tmp, HEAD "Content-Transfer-Encoding: x-secret\r\n\r\nHello\r\n");
	assert_string_equal(mail->text, "Hello\n");
	mail = read_string(tmp, HEAD "Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n"
	    "\r\n--b\r\n\r\nHello\r\n--b--\r\n");
	assert_string_equal(mail->text, "Hello");
}

static void
odd_charsets(void **state)
{
	static const struct {
		const char *charset, *body, *text;
	} samples[] = {
		{ "../../../../etc/passwd", "caf\xE9", "café" }, { "%n%s", "caf\xE9", "café" },
		{ "nosuch", "caf\xE9", "café" }, { "", "caf\xE9", "café" },
		{ "utf-8", "caf\xE9", "café" }, { "us-ascii", "caf\xC3\xA9", "café" },
		{ "iso-8859-1", "\x80 5", "€ 5" }, { "iso-8859-15", "\xA4 5", "€ 5" },
		{ "utf-7", "+AOk-", "é" },
		{ "utf-8", "\xC0\xBC\x73", "À¼s" }, { "iso-2022-jp", "\x1B$B$3$s", "こん" },
		{ "gb2312", "\xC4\xE3\xBA\xC3", "你好" }, { "koi8-r", "\xD0\xD2\xC9", "при" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = read_string(tmp, talloc_asprintf(tmp, HEAD "Content-Type: text/plain; charset=\"%s\""
		    "\r\n\r\n%s", samples[i].charset, samples[i].body));

		if (strcmp(mail->text, samples[i].text) != 0)
			fail_msg("%s: \"%s\"", samples[i].charset, mail->text);
	}
}

static void
long_charset(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	text_add_string(t, HEAD "Content-Type: text/plain; charset=\"");
	repeat(t, "x", 10000);
	text_add_string(t, "\"\r\n\r\ncaf\xE9");
	assert_string_equal(read_text(tmp, t)->text, "café");
	/* Surrogates and a lone U+FFFE in UTF-16. */
	text_reset(t);
	text_add_string(t, HEAD "Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n"
	    "2AAAQf/+AEI=\r\n");
	assert_valid_text(read_text(tmp, t)->text);
}

static void
nul_everywhere(void **state)
{
	static const char raw[] = "From: Ana <ana@exam\0ple.org>\r\nSubject: a\0b\r\nMessage-ID: <x\0y@example.org>\r\n"
	    "To: b@example.com\0.evil.example\r\n\r\nHello\0there\r\n";
	SCRATCH(tmp);
	struct mail *mail = read_mail(tmp, raw, sizeof(raw) - 1);

	(void)state;
	assert_string_equal(mail->subject, "a\xEF\xBF\xBD" "b");
	assert_string_equal(mail->text, "Hello\xEF\xBF\xBDthere\n");
	assert_null(mail->from.address);	/* never cut to what stands before the NUL */
	assert_string_equal(mail->to.list[0].address, "");
	assert_string_equal(mail->message_id, "x\xEF\xBF\xBDy@example.org");
}

static void
line_ends(void **state)
{
	static const char *const raws[] = { "Subject: a\nFrom: ana@example.org\n\nb\nc\n",
		"Subject: a\r\nFrom: ana@example.org\r\n\r\nb\r\nc\r\n",
		"Subject: a\nFrom: ana@example.org\r\n\nb\rc\n" };

	(void)state;
	for (size_t i = 0; i < sizeof(raws) / sizeof(raws[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = read_string(tmp, raws[i]);

		assert_string_equal(mail->subject, "a");
		assert_string_equal(mail->from.address, "ana@example.org");
		assert_string_equal(mail->text, "b\nc\n");
	}
}

/* The header of a part alone ends its lines as old Macs did; what stands behind it is still the part's. */
static void
line_ends_in_a_part(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = read_string(tmp, HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
	    "Content-Type: text/plain\rX-Field: a\r\rHello\r\n--b\r\nContent-Type: text/plain; name=a.txt\r\n"
	    "Content-Disposition: attachment\r\n\r\nfile\r\n--b--\r\n");

	(void)state;
	assert_non_null(strstr(mail->text, "Hello"));
	assert_int_equal(mail->attachment_count, 1);
	assert_int_equal(mail->attachments[0].size, 4);
}

/* News of a failed delivery that names nobody at all. */
static void
bounce_of_nothing(void **state)
{
	static const char *const types[] = { "message/delivery-status", "message/rfc822", "text/rfc822-headers" };

	(void)state;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = read_string(tmp, talloc_asprintf(tmp, "From: MAILER-DAEMON@example.net\r\n"
		    "Return-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
		    "--b\r\nContent-Type: %s\r\n\r\n\r\n--b--\r\n", types[i]));

		assert_int_equal(mail->class, MAIL_BOUNCE);
		assert_true(mail->bounce == NULL || mail->bounce->count == 0);
	}
}

static void
almost_nothing(void **state)
{
	static const struct {
		const char *raw, *text;
	} samples[] = {
		{ "", "" }, { "\r\n", "" }, { "Hello\r\n", "Hello\n" }, { "Subject: a\r\n", "" }, { "Subject: a", "" },
		{ "\r\n\r\nHello", "Hello" }, { ":", ":" }, { " x\r\n", " x\n" }, { "Subject:", "" },
		{ "From ana Mon Jan 1\r\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = read_string(tmp, samples[i].raw);

		if (strcmp(mail->text, samples[i].text) != 0)
			fail_msg("%zu: \"%s\"", i, mail->text);
		assert_null(mail->from.address);
		assert_true(mail->class == MAIL_HUMAN);
	}
}

static void
odd_senders(void **state)
{
	SCRATCH(tmp);
	struct mail *mail;

	(void)state;
	assert_null(read_string(tmp, "Subject: a\r\n\r\nb")->from.address);
	assert_null(read_string(tmp, "From: <>\r\n\r\nb")->from.address);
	mail = read_string(tmp, "From: Ana Only\r\n\r\nb");
	assert_null(mail->from.address);
	assert_string_equal(mail->from.name, "Ana Only");
	mail = read_string(tmp, "From: a@example.org, b@example.org\r\n\r\nb");
	assert_string_equal(mail->from.address, "a@example.org");
	assert_true(has_defect(mail, "several"));
	mail = read_string(tmp, "From: a@example.org\r\nFrom: b@example.org\r\n\r\nb");
	assert_string_equal(mail->from.address, "a@example.org");
	assert_true(has_defect(mail, "several"));
}

static void
injected_fields(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = read_string(tmp, "From: =?utf-8?q?a=0D=0ABcc:_v@x?= <ana@example.org>\r\n"
	    "Subject: =?utf-8?Q?x=0D=0ABcc:_v@x=1B[31m=E2=80=AE?=\r\n"
	    "X-Postigo-Loop: =?utf-8?q?a=0Ab?=\r\n\r\nb");

	(void)state;
	assert_string_equal(mail->subject, "x Bcc: v@x [31m");
	assert_string_equal(mail->from.name, "a Bcc: v@x");
	assert_string_equal(mail->installation, "a b");
}

/* A control character that reached the JSON would make the desk refuse the whole mail. */
static void
control_characters(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = read_string(tmp, "Message-ID: <a\x1B" "b@example.org>\r\nReferences: <c\x7F@d>\r\n"
	    "Delivered-To: a\x01@b.example\r\nReturn-Path: <a\x02@b>\r\nContent-ID: <\x03>\r\n"
	    "Content-Type: application/x-\x04; name=\"a\x05\"\r\nAuthentication-Results: a\x06; b=c\x07 d.\x08=\x0B\r\n\r\n");

	(void)state;
	assert_string_equal(mail->message_id, "a?b@example.org");
	read_string(tmp, "From: mailer-daemon@example.org\r\n\r\n<a\x01@b.example>: 550 5.1.1 \x1B no\r\n");
}

static void
odd_addresses(void **state)
{
	static const struct {
		const char *field, *name, *address;
	} samples[] = {
		{ "a@corp.example.evil.org", "", "a@corp.example.evil.org" },
		{ "@a.example,@b.example:c@d.example", "", "" },
		{ "<@a.example,@b.example:c@d.example>", "", "c@d.example" },
		{ "\"a b\"@c.example", "", "\"a b\"@c.example" },
		{ "a@[192.0.2.1]", "", "a@[192.0.2.1]" },
		{ "a(comment (deep))@c.example", "comment (deep)", "a@c.example" },
		{ "\"<b@c.example>\" <a@c.example>", "<b@c.example>", "a@c.example" },
		{ "\xE2\x80\xAE" "evil <a@c.example>", "evil", "a@c.example" },
	};
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);
	struct mail *mail;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		mail = read_string(tmp, talloc_asprintf(tmp, "To: %s\r\n\r\nb", samples[i].field));
		if (samples[i].address[0] == '\0')
			continue;
		if (mail->to.count != 1 || strcmp(mail->to.list[0].address, samples[i].address) != 0 ||
		    strcmp(mail->to.list[0].name, samples[i].name) != 0)
			fail_msg("%s: %zu \"%s\" <%s>", samples[i].field, mail->to.count,
			    mail->to.count > 0 ? mail->to.list[0].name : "",
			    mail->to.count > 0 ? mail->to.list[0].address : "");
	}
	/* Cut, it would be somebody else's. */
	text_add_string(t, "From: Ana <");
	repeat(t, "a", 300);
	text_add_string(t, "@example.org>\r\n\r\nb");
	mail = read_text(tmp, t);
	assert_null(mail->from.address);
	assert_true(has_defect(mail, "longer than 254"));
}

static void
literal_text(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = read_string(tmp, "From: \"{{config.smtp_password}}\" <ana@example.org>\r\n"
	    "Subject: %s%n ${jndi:ldap://x} $(id) ' OR 1=1\r\n\r\n{{secret}} %s%n\r\n");

	(void)state;
	assert_string_equal(mail->subject, "%s%n ${jndi:ldap://x} $(id) ' OR 1=1");
	assert_string_equal(mail->from.name, "{{config.smtp_password}}");
	assert_string_equal(mail->text, "{{secret}} %s%n\n");
}

static void
lines_without_end(void **state)
{
	static const struct {
		const char *piece;
		size_t n;
	} samples[] = { { "x", 1u << 20 }, { "\n", 1u << 20 }, { "a\n", 500000 }, { ">", 500000 }, { "> a\n", 250000 },
		{ "> a\nb\n", 170000 }, { "On 1 at 2:34 a@b wrote:\n> a\nb\n", 35000 }, { "From: a@b.c\n", 90000 },
		{ "On 1:\n", 170000 }, { "-- \n", 260000 }, { "1 a:\n", 200000 }, { "-----Original Message-----\n", 40000 },
		{ "a@b.example: 550 5.1.1 no\n", 40000 }, { "=", 1u << 20 }, { "boundary=", 100000 },
		{ "--boundary=x\n", 80000 }, { "message/\n", 100000 } };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		for (unsigned kind = 0; kind < 3; kind++) {
			static const char *const heads[] = { HEAD "In-Reply-To: <a@b>\r\n\r\n",
				"From: MAILER-DAEMON@example.org\r\nSubject: Undelivered mail\r\nReturn-Path: <>\r\n\r\n",
				HEAD "Content-Type: multipart/mixed; boundary=boundary\r\n\r\n--boundary\r\n\r\n" };
			SCRATCH(tmp);
			struct text *t = raw_new(tmp);

			text_add_string(t, heads[kind]);
			repeat(t, samples[i].piece, samples[i].n);
			read_text(tmp, t);
		}
	}
}

static void
html_that_grows(void **state)
{
	static const struct {
		const char *piece, *close;
		size_t n;
	} samples[] = { { "<div>", "", 200000 }, { "<b>", "</i>", 100000 }, { "<table><tr><td>", "", 60000 },
		{ "<", "", 1000000 }, { "<a ", "", 300000 }, { "&", "", 1000000 }, { "&amp", "", 200000 },
		{ "<blockquote>", "", 80000 }, { "<p>a<p>", "", 100000 }, { "<!--", "", 250000 }, { "<![if x]>", "", 100000 },
		{ "<script>", "", 100000 }, { "<a href=http://x>", "</a>", 30000 } };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct text *t = raw_new(tmp);
		struct mail *mail;

		text_add_string(t, HEAD "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Start</p>");
		repeat(t, samples[i].piece, samples[i].n);
		repeat(t, samples[i].close, samples[i].n);
		text_add_string(t, "<p>End</p>");
		mail = read_text(tmp, t);
		assert_int_equal(strncmp(mail->text, "Start", 5), 0);
	}
}

static void
html_deep_text_is_kept(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	text_add_string(t, HEAD "Content-Type: text/html\r\n\r\n");
	repeat(t, "<div>", 5000);
	text_add_string(t, "deep words</div>");
	assert_non_null(strstr(read_text(tmp, t)->text, "deep words"));
}

static void
html_attributes_without_number(void **state)
{
	SCRATCH(tmp);
	struct text *t = raw_new(tmp);

	(void)state;
	text_add_string(t, HEAD "Content-Type: text/html\r\n\r\n<p>Start<p ");
	for (unsigned i = 0; i < 100000; i++)
		text_printf(t, "a%u=1 ", i);
	text_add_string(t, ">End");
	assert_non_null(strstr(read_text(tmp, t)->text, "Start"));
}

static void
raw_eight_bit_header(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = read_string(tmp, "From: Jos\xE9 <jose@example.org>\r\nSubject: Avería\r\n\r\nb");

	(void)state;
	assert_string_equal(mail->from.name, "José");
	assert_string_equal(mail->subject, "Avería");
}

static void
encoded_words(void **state)
{
	static const struct {
		const char *subject, *want;
	} samples[] = {
		{ "=?utf-8?B?SG9sYSA=?= =?utf-8?B?c2XDsW9y?=", "Hola señor" },
		{ "=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café" },
		{ "=?utf-8*es?Q?se=C3=B1or?=", "señor" },
		{ "a =?utf-8?Q?b?= c", "a b c" },
		{ "=?utf-8?Q?a?==?utf-8?Q?b?=", "ab" },
		{ "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=", "=?utf-8?Q?a?=" },
		{ "=?utf-8?X?a?=", "=?utf-8?X?a?=" },
		{ "=?nosuch?Q?caf=E9?=", "café" },
		{ "=?", "=?" }, { "=?=?=?", "=?=?=?" }, { "=?utf-8?q?a", "a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = read_string(tmp, talloc_asprintf(tmp, "Subject: %s\r\n\r\nb", samples[i].subject));

		if (strcmp(mail->subject, samples[i].want) != 0)
			fail_msg("%s: \"%s\"", samples[i].subject, mail->subject);
	}
}

static int
setup(void **state)
{
	(void)state;
	alarm(SECONDS_MAX);
	message_init();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comments_without_end), cmocka_unit_test(comments_inside),
		cmocka_unit_test(nested_multiparts), cmocka_unit_test(nested_messages),
		cmocka_unit_test(parts_without_number), cmocka_unit_test(fields_without_number),
		cmocka_unit_test(fields_in_a_part), cmocka_unit_test(subject_without_end),
		cmocka_unit_test(people_without_number), cmocka_unit_test(references_without_number),
		cmocka_unit_test(parameters_without_number), cmocka_unit_test(groups_without_number),
		cmocka_unit_test(odd_boundaries), cmocka_unit_test(odd_base64), cmocka_unit_test(odd_quoted_printable),
		cmocka_unit_test(odd_encodings), cmocka_unit_test(odd_charsets), cmocka_unit_test(long_charset),
		cmocka_unit_test(nul_everywhere), cmocka_unit_test(line_ends), cmocka_unit_test(line_ends_in_a_part), cmocka_unit_test(bounce_of_nothing),
		cmocka_unit_test(almost_nothing),
		cmocka_unit_test(odd_senders), cmocka_unit_test(injected_fields), cmocka_unit_test(control_characters),
		cmocka_unit_test(odd_addresses),
		cmocka_unit_test(literal_text), cmocka_unit_test(lines_without_end), cmocka_unit_test(html_that_grows),
		cmocka_unit_test(html_deep_text_is_kept), cmocka_unit_test(html_attributes_without_number),
		cmocka_unit_test(raw_eight_bit_header), cmocka_unit_test(encoded_words),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
