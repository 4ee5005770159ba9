/* Ordinary mails: header, text, attachments, class, bounce, forward, language, authentication. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/mail/message.h>

#define LINE "\r\n"
#define FROM "From: Ana Núñez <ana@example.org>" LINE
#define HEAD FROM "To: Help <help@example.net>" LINE "Subject: Printer" LINE "Message-ID: <1@example.org>" LINE

static struct mail *
parse(TALLOC_CTX *ctx, const char *raw)
{
	return message_parse(ctx, raw, strlen(raw));
}

static void
header(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = parse(tmp, "Return-Path: <bounce@example.org>" LINE
	    "Delivered-To: help@example.net" LINE "X-Original-To: old@example.net" LINE
	    "From: =?utf-8?Q?Ana_N=C3=BA=C3=B1ez?= <ana@example.org>" LINE
	    "To: Help <help@example.net>, \"Smith, John\" <john@example.net>," LINE " staff: a@example.net, b@example.net;" LINE
	    "Cc: c@example.net (Carla)" LINE "Reply-To: <answers@example.org>" LINE
	    "Subject: Re: La =?iso-8859-1?Q?impresora_no_imprime_se=F1ales?=" LINE
	    "Date: Tue, 13 Jan 2026 10:11:12 +0100 (CET)" LINE "Message-ID: <1@example.org>" LINE
	    "In-Reply-To: Your message of today <0@example.net>" LINE
	    "References: <a@example.net>, <b@example.net>" LINE " <0@example.net> <a@example.net>" LINE
	    "X-Postigo-Loop: desk.example.com" LINE "Auto-Submitted: no" LINE LINE "Hello" LINE);

	(void)state;
	assert_string_equal(mail->from.name, "Ana Núñez");
	assert_string_equal(mail->from.address, "ana@example.org");
	assert_int_equal(mail->to.count, 4);
	assert_string_equal(mail->to.list[1].name, "Smith, John");
	assert_string_equal(mail->to.list[3].address, "b@example.net");
	assert_string_equal(mail->cc.list[0].name, "Carla");
	assert_string_equal(mail->cc.list[0].address, "c@example.net");
	assert_string_equal(mail->reply_to.list[0].address, "answers@example.org");
	assert_string_equal(mail->subject, "Re: La impresora no imprime señales");
	assert_int_equal(mail->date, INT64_C(1768295472000));
	assert_string_equal(mail->message_id, "1@example.org");
	assert_int_equal(mail->in_reply_to.count, 1);
	assert_string_equal(mail->in_reply_to.list[0], "0@example.net");
	assert_int_equal(mail->references.count, 3);
	assert_string_equal(mail->references.list[2], "0@example.net");
	assert_int_equal(mail->delivered_to.count, 2);
	assert_string_equal(mail->delivered_to.list[1], "old@example.net");
	assert_string_equal(mail->return_path, "bounce@example.org");
	assert_string_equal(mail->installation, "desk.example.com");
	assert_string_equal(mail->auto_submitted, "no");
	assert_int_equal(mail->class, MAIL_HUMAN);
	assert_int_equal(mail->defects.count, 0);
	assert_string_equal(parse(tmp, "Return-Path: <>" LINE LINE)->return_path, "");
	assert_null(parse(tmp, HEAD LINE)->return_path);
}

static void
dates(void **state)
{
	static const struct {
		const char *value;
		int64_t seconds;
	} samples[] = {
		{ "Tue, 13 Jan 2026 10:11:12 +0100", 1768295472 }, { "13 Jan 2026 10:11 +0100", 1768295460 },
		{ "Tue, 13 Jan 26 09:11:12 GMT", 1768295472 }, { "Tue, 13 Jan 2026 04:11:12 EST", 1768295472 },
		{ "Tue Jan 13 09:11:12 2026", 1768295472 }, { "2026-01-13T10:11:12+01:00", 1768295472 },
		{ "13-Jan-2026 09:11:12 -0000", 1768295472 }, { "Tue, (day) 13 (of) Jan 2026 9:11:12 UT", 1768295472 },
		{ "Thu, 1 Jan 1970 00:00:10 +0000", 10 }, { "Mon, 29 Feb 2016 00:00:00 +0000", 1456704000 },
		{ "yesterday", 0 }, { "", 0 }, { "32 Jan 2026 10:11:12 +0000", 0 }, { "13 Jan 99999 10:11:12 +0000", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = parse(tmp, talloc_asprintf(tmp, "Date: %s" LINE LINE, samples[i].value));

		if (mail->date != samples[i].seconds * 1000)
			fail_msg("%s: %lld", samples[i].value, (long long)mail->date);
	}
}

static void
text_of_parts(void **state)
{
	static const struct {
		const char *name, *body, *text;
		bool html;
		size_t attachments;
	} samples[] = {
		{ "plain", "Content-Type: text/plain" LINE LINE "Hello" LINE, "Hello\n", false, 0 },
		{ "plain beats HTML", "Content-Type: multipart/alternative; boundary=b" LINE LINE "--b" LINE
		    "Content-Type: text/plain" LINE LINE "Hello" LINE "--b" LINE "Content-Type: text/html" LINE LINE
		    "<p>Other</p>" LINE "--b--", "Hello", false, 0 },
		{ "HTML beats blank", "Content-Type: multipart/alternative; boundary=b" LINE LINE "--b" LINE
		    "Content-Type: text/plain" LINE LINE " " LINE "--b" LINE "Content-Type: text/html" LINE LINE
		    "<p>Hello</p>" LINE "--b--", "Hello\n", true, 0 },
		{ "related inside alternative", "Content-Type: multipart/alternative; boundary=b" LINE LINE "--b" LINE LINE
		    "Hello" LINE "--b" LINE "Content-Type: multipart/related; boundary=c" LINE LINE "--c" LINE
		    "Content-Type: text/html" LINE LINE "<img src=cid:x>Other" LINE "--c" LINE
		    "Content-Type: image/png" LINE "Content-ID: <x>" LINE LINE "png" LINE "--c--" LINE "--b--",
		    "Hello", false, 1 },
		{ "two texts", "Content-Type: multipart/mixed; boundary=b" LINE LINE "--b" LINE LINE "One" LINE "--b" LINE
		    "Content-Type: text/plain" LINE LINE "Two" LINE "--b--", "One\nTwo", false, 0 },
		{ "a text file", "Content-Type: multipart/mixed; boundary=b" LINE LINE "--b" LINE LINE "One" LINE "--b" LINE
		    "Content-Type: text/plain; name=a.txt" LINE LINE "Two" LINE "--b--", "One", false, 1 },
		{ "only a file", "Content-Type: text/plain" LINE "Content-Disposition: attachment; filename=a.txt" LINE LINE
		    "Two" LINE, "", false, 1 },
		{ "flowed", "Content-Type: text/plain; format=flowed" LINE LINE "Hello " LINE "there" LINE "> a " LINE
		    "> b" LINE "-- " LINE "Ana" LINE, "Hello there\n> a b\n-- \nAna\n", false, 0 },
		{ "epilogue", "Content-Type: multipart/mixed; boundary=b" LINE LINE "prologue" LINE "--b" LINE LINE "One" LINE
		    "--b--" LINE "epilogue" LINE, "One", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = parse(tmp, talloc_asprintf(tmp, HEAD "%s", samples[i].body));

		if (strcmp(mail->text, samples[i].text) != 0 || mail->html != samples[i].html ||
		    mail->attachment_count != samples[i].attachments)
			fail_msg("%s: \"%s\", %zu attachments", samples[i].name, mail->text, mail->attachment_count);
	}
}

static void
html(void **state)
{
	static const struct {
		const char *html, *text;
	} samples[] = {
		{ "<p>One</p><p>Two  words<br>Three</p>", "One\n\nTwo words\nThree\n" },
		{ "<style>p{}</style><script>x</script><title>t</title>a", "a\n" },
		{ "a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n\n> b\n>> c\nd\n" },
		{ "<ul><li>One<li>Two</ul>", "- One\n- Two\n" },
		{ "<a href='https://example.org/x'>here</a>", "here <https://example.org/x>\n" },
		{ "<a href='https://example.org/x'>example.org/x</a>", "example.org/x\n" },
		{ "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n" },
		{ "<pre>a\n  b</pre>", "a\n  b\n" }, { "caf&eacute; &lt;script&gt; &nbsp;&euro;", "café <script> €\n" },
		{ "<!--[if mso]>x<![endif]-->a<![if !vml]>b<![endif]>", "ab\n" }, { "", "" },
		{ "<script>alert(1)", "" }, { "<p onclick='x'>a", "a\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = parse(tmp, talloc_asprintf(tmp, HEAD "Content-Type: text/html; charset=utf-8" LINE LINE
		    "%s", samples[i].html));

		if (strcmp(mail->text, samples[i].text) != 0)
			fail_msg("%s: \"%s\"", samples[i].html, mail->text);
	}
}

static void
attachments(void **state)
{
	SCRATCH(tmp);
	static const char raw[] = HEAD "Content-Type: multipart/mixed; boundary=b" LINE LINE "--b" LINE LINE "Hello" LINE
	    "--b" LINE "Content-Type: Application/PDF; name=\"x.pdf\"" LINE "Content-Transfer-Encoding: base64" LINE
	    "Content-Disposition: attachment; filename*0*=utf-8''informe%20se; filename*1*=%C3%B1al.pdf" LINE LINE
	    "AAECAw==" LINE "--b" LINE "Content-Type: image/png" LINE "Content-ID: <i1@x>" LINE
	    "Content-Disposition: inline" LINE LINE "png" LINE "--b--" LINE;
	struct mail *mail = parse(tmp, raw);
	uint8_t digest[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1], *bytes;
	struct error err;
	size_t n;

	(void)state;
	assert_int_equal(mail->attachment_count, 2);
	assert_string_equal(mail->attachments[0].name, "informe señal.pdf");
	assert_string_equal(mail->attachments[0].type, "application/pdf");
	assert_int_equal(mail->attachments[0].size, 4);
	assert_false(mail->attachments[0].is_inline);
	digest_sha256("\0\1\2\3", 4, digest);
	digest_hex(digest, DIGEST_SIZE, hex);
	assert_string_equal(mail->attachments[0].sha256, hex);
	assert_true(mail->attachments[1].is_inline);
	assert_string_equal(mail->attachments[1].content_id, "i1@x");
	assert_int_equal(message_parts(tmp, raw, strlen(raw), 7, &bytes, &n, &err), DONE);
	assert_int_equal(n, 7);
	assert_memory_equal(bytes, "\0\1\2\3png", 7);
	assert_int_equal(message_parts(tmp, raw, strlen(raw), 6, &bytes, &n, &err), PERMFAIL);
}

static void
file_names(void **state)
{
	static const struct {
		const char *parameter, *name;
	} samples[] = {
		{ "filename=a.txt", "a.txt" }, { "filename=\"../../etc/cron.d/x\"", "x" }, { "filename=\"C:\\x\\y.exe\"", "y.exe" },
		{ "filename=CON", "_CON" }, { "filename=lpt1.txt", "_lpt1.txt" }, { "filename=.htaccess", "htaccess" },
		{ "filename*=utf-8''%E2%80%8B.htaccess", "htaccess" }, { "filename*=utf-8''%E2%80%AEexe.fdp", "exe.fdp" },
		{ "filename=\"a\r\n X: y\"", "a X_ y" }, { "filename=\"...\"", "attachment.bin" }, { "filename=\"\"", "attachment.bin" },
		{ "filename=a b c.txt", "a b c.txt" }, { "filename=\"=?utf-8?Q?se=C3=B1al.txt?=\"", "señal.txt" },
		{ "filename*1=b; filename*0=a", "ab" }, { "filename=x; filename*=utf-8''%C3%B1", "ñ" },
		{ "filename*=iso-8859-1'es'%F1", "ñ" }, { "filename*=utf-8''a%2", "a%2" }, { "filename=a\\\"b", "b" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = parse(tmp, talloc_asprintf(tmp, HEAD "Content-Type: application/x-thing" LINE
		    "Content-Disposition: attachment; %s" LINE LINE "x", samples[i].parameter));

		assert_int_equal(mail->attachment_count, 1);
		if (strcmp(mail->attachments[0].name, samples[i].name) != 0 && strchr(samples[i].parameter, '\\') == NULL)
			fail_msg("%s: \"%s\"", samples[i].parameter, mail->attachments[0].name);
		assert_null(strpbrk(mail->attachments[0].name, "/\\\r\n"));
	}
	SCRATCH(tmp);
	char *long_name = talloc_zero_size(tmp, 5001);

	memset(long_name, 'x', 5000);
	memcpy(long_name + 4996, ".pdf", 4);
	struct mail *mail = parse(tmp, talloc_asprintf(tmp, HEAD "Content-Type: application/pdf; name=%s" LINE LINE, long_name));
	assert_int_equal(strlen(mail->attachments[0].name) <= 200, true);
}

static void
classes(void **state)
{
	static const struct {
		const char *fields;
		enum mail_class class;
	} samples[] = {
		{ "", MAIL_HUMAN }, { "Auto-Submitted: no" LINE, MAIL_HUMAN },
		{ "Auto-Submitted: no" LINE "X-Auto-Response-Suppress: All" LINE, MAIL_HUMAN },
		{ "Auto-Submitted: auto-replied" LINE, MAIL_AUTO_REPLY },
		{ "Auto-Submitted: Auto-Replied (vacation)" LINE, MAIL_AUTO_REPLY },
		{ "Auto-Submitted: auto-generated" LINE, MAIL_AUTO_GENERATED },
		{ "Auto-Submitted: auto-generated" LINE "Subject: Automatic reply: x" LINE, MAIL_AUTO_REPLY },
		{ "X-Autoreply: yes" LINE, MAIL_AUTO_REPLY }, { "X-Autoreply: no" LINE, MAIL_HUMAN },
		{ "X-Autorespond: x" LINE, MAIL_AUTO_REPLY }, { "Precedence: auto_reply" LINE, MAIL_AUTO_REPLY },
		{ "Precedence: junk" LINE, MAIL_AUTO_GENERATED }, { "Precedence: bulk" LINE, MAIL_LIST },
		{ "Precedence: list" LINE, MAIL_LIST }, { "List-Id: <a.example.org>" LINE, MAIL_LIST },
		{ "List-Unsubscribe: <mailto:a@b>" LINE, MAIL_LIST }, { "X-Auto-Response-Suppress: OOF" LINE, MAIL_HUMAN },
		{ "Subject: Respuesta automática: fuera" LINE "In-Reply-To: <a@b.example>" LINE, MAIL_AUTO_REPLY },
		{ "Subject: Respuesta automática: fuera" LINE, MAIL_HUMAN },
		{ "Subject: Re: Automatic reply on our site" LINE, MAIL_HUMAN },
		{ "Return-Path: <>" LINE, MAIL_AUTO_GENERATED },
		{ "Return-Path: <>" LINE "Subject: Undelivered Mail Returned to Sender" LINE, MAIL_BOUNCE },
		{ "Subject: Undelivered mail?" LINE, MAIL_HUMAN },
		{ "X-Failed-Recipients: a@example.net" LINE, MAIL_BOUNCE },
		{ "Content-Type: text/calendar; method=REQUEST" LINE, MAIL_CALENDAR },
		{ "Content-Type: text/calendar" LINE, MAIL_HUMAN },
		{ "Content-Type: multipart/report; report-type=delivery-status; boundary=b" LINE, MAIL_BOUNCE },
		{ "Content-Type: multipart/report; report-type=disposition-notification; boundary=b" LINE, MAIL_AUTO_GENERATED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = parse(tmp, talloc_asprintf(tmp, FROM "%s" LINE "Hello" LINE, samples[i].fields));

		if (mail->class != samples[i].class)
			fail_msg("%s: %s (%s)", samples[i].fields, message_class_name(mail->class), mail->class_reason);
		assert_non_null(mail->class_reason);
		assert_int_equal(mail->bounce != NULL, mail->class == MAIL_BOUNCE);
	}
}

static void
bounces(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = parse(tmp, "From: MAILER-DAEMON@mx.example.net" LINE "Subject: Undelivered" LINE
	    "Content-Type: multipart/report; report-type=delivery-status; boundary=b" LINE LINE "--b" LINE LINE
	    "I'm sorry." LINE "--b" LINE "Content-Type: message/delivery-status" LINE LINE
	    "Reporting-MTA: dns; mx.example.net" LINE LINE "Final-Recipient: rfc822; a@example.com" LINE
	    "Action: failed" LINE "Status: 5.1.1" LINE "Diagnostic-Code: smtp; 550 5.1.1 <a@example.com>:" LINE
	    " User unknown" LINE LINE "Final-Recipient: rfc822; b@example.com" LINE "Action: delayed" LINE
	    "Status: 4.4.1 (no answer)" LINE LINE "--b" LINE "Content-Type: message/rfc822" LINE LINE
	    "From: help@example.net" LINE "Message-ID: <m.token@example.net>" LINE LINE "Hello" LINE "--b--" LINE);

	(void)state;
	assert_int_equal(mail->class, MAIL_BOUNCE);
	assert_int_equal(mail->bounce->count, 2);
	assert_string_equal(mail->bounce->recipients[0].address, "a@example.com");
	assert_string_equal(mail->bounce->recipients[0].action, "failed");
	assert_string_equal(mail->bounce->recipients[0].status, "5.1.1");
	assert_non_null(strstr(mail->bounce->recipients[0].diagnostic, "User unknown"));
	assert_string_equal(mail->bounce->recipients[1].status, "4.4.1");
	assert_string_equal(mail->bounce->recipients[1].action, "delayed");
	assert_string_equal(mail->bounce->original_message_id, "m.token@example.net");
	assert_null(mail->forwarded);

	mail = parse(tmp, "From: MAILER-DAEMON@mx.example.net" LINE "Subject: failure notice" LINE LINE
	    "Hi. This is the program at mx.example.net." LINE LINE "<a@example.com>:" LINE
	    "192.0.2.1 does not like recipient: 550 no such user" LINE LINE "--- Below this line is a copy of the message."
	    LINE LINE "Return-Path: <help@example.net>" LINE "Message-ID: <m.two@example.net>" LINE);
	assert_int_equal(mail->bounce->count, 1);
	assert_string_equal(mail->bounce->recipients[0].address, "a@example.com");
	assert_string_equal(mail->bounce->recipients[0].status, "5.1.1");
	assert_string_equal(mail->bounce->original_message_id, "m.two@example.net");
}

static void
forwards(void **state)
{
	static const char inner[] = "From: Bea <bea@example.com>" LINE "Date: Tue, 13 Jan 2026 10:11:12 +0100" LINE
	    "Subject: It burns" LINE "To: Ana <ana@example.org>" LINE "Cc: c@example.com" LINE LINE "Help!" LINE;
	SCRATCH(tmp);
	struct mail *mail[3];

	(void)state;
	mail[0] = parse(tmp, talloc_asprintf(tmp, FROM "Subject: Fwd: It burns" LINE LINE "Look at this." LINE LINE
	    "---------- Forwarded message ---------" LINE "%s", inner));
	mail[1] = parse(tmp, talloc_asprintf(tmp, FROM "Subject: Fwd: It burns" LINE
	    "Content-Type: multipart/mixed; boundary=b" LINE LINE "--b" LINE LINE "Look at this." LINE "--b" LINE
	    "Content-Type: message/rfc822" LINE LINE "%s--b--" LINE, inner));
	mail[2] = parse(tmp, FROM "Subject: WG: It burns" LINE LINE "Look at this." LINE LINE
	    "________________________________" LINE "*Von:* Bea <bea@example.com>" LINE "*Gesendet:* 13 Jan 2026 10:11:12 +0100"
	    LINE "*An:* Ana <ana@example.org>" LINE "*Cc:* c@example.com" LINE "*Betreff:* It burns" LINE LINE "Help!" LINE);
	for (size_t i = 0; i < 3; i++) {
		const struct mail_forwarded *f = mail[i]->forwarded;

		assert_non_null(f);
		assert_string_equal(f->from.name, "Bea");
		assert_string_equal(f->from.address, "bea@example.com");
		assert_string_equal(f->to.list[0].address, "ana@example.org");
		assert_string_equal(f->cc.list[0].address, "c@example.com");
		assert_string_equal(f->subject, "It burns");
		assert_int_equal(f->date, INT64_C(1768295472000));
		assert_int_equal(strncmp(f->text, "Help!", 5), 0);
		assert_string_equal(mail[i]->reply, "Look at this.");
	}
	assert_null(parse(tmp, HEAD LINE "We talked about a forwarded message" LINE "From: nobody" LINE)->forwarded);
}

static void
authentication(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = parse(tmp, HEAD
	    "Authentication-Results: mx.example.net (ours); dkim=pass (good; really) header.d=example.org header.s=\"k 1\";" LINE
	    " spf=softfail smtp.mailfrom=ana@example.org; dmarc=fail reason=\"a; b\" header.from=example.org" LINE
	    "Authentication-Results: forged.example; none" LINE
	    "Authentication-Results: broken.example; dkim=pass (never closed" LINE LINE);

	(void)state;
	assert_int_equal(mail->auth_count, 3);
	assert_string_equal(mail->auth[0].authserv_id, "mx.example.net");
	assert_string_equal(mail->auth[0].method, "dkim");
	assert_string_equal(mail->auth[0].result, "pass");
	assert_string_equal(mail->auth[0].names.list[0], "header.d");
	assert_string_equal(mail->auth[0].values.list[0], "example.org");
	assert_string_equal(mail->auth[0].values.list[1], "k 1");
	assert_string_equal(mail->auth[1].result, "softfail");
	assert_string_equal(mail->auth[2].values.list[0], "a; b");
	assert_string_equal(mail->auth[2].values.list[1], "example.org");
}

static void
authors(void **state)
{
	static const struct {
		const char *fields;
		size_t count;
	} samples[] = {
		{ "From: a@example.org", 1 }, { "", 0 }, { "Sender: a@example.org", 0 }, { "From: Ana Blanco" LINE "Sender: a@example.org", 0 },
		{ "From: a@example.org, b@example.org", 2 }, { "From: a@example.org" LINE "From: b@example.org", 2 },
		{ "From: a@example.org" LINE "From: ((((", 2 }, { "From: \"" LINE "From: a@example.org", 2 },
		{ "From: a@example.org" LINE "FROM : a@example.org", 2 }, { "From: group: a@example.org, b@example.org, c@example.org;", 3 },
		{ "From: Ana <a@example.org>" LINE "Resent-From: b@example.org", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = parse(tmp, talloc_asprintf(tmp, "Subject: x" LINE "%s" LINE LINE, samples[i].fields));

		if (mail->from_count != samples[i].count)
			fail_msg("%s: %zu", samples[i].fields, mail->from_count);
	}
}

/* The nearer to the top, the later it was written: below a Received of somebody's may stand whatever he likes. */
static void
road(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = parse(tmp, "Authentication-Results: mx.example.net; spf=pass; dkim=fail" LINE
	    "Received: from a by mx.example.net" LINE "Received: from b by a" LINE
	    "Authentication-Results: mx.example.net; dmarc=pass" LINE "RECEIVED: from c by b" LINE
	    "Authentication-Results: mx.example.net; spf=pass" LINE "X-Received: x" LINE HEAD LINE);

	(void)state;
	assert_int_equal(mail->received_count, 3);
	assert_int_equal(mail->auth_count, 4);
	assert_int_equal(mail->auth[0].received, 0);
	assert_int_equal(mail->auth[1].received, 0);
	assert_int_equal(mail->auth[2].received, 2);
	assert_int_equal(mail->auth[3].received, 3);
	assert_int_equal(parse(tmp, HEAD LINE)->received_count, 0);
}

static void
threads(void **state)
{
	SCRATCH(tmp);
	struct mail *mail = parse(tmp, HEAD "Thread-Topic: =?utf-8?Q?La_impresora_del_se=C3=B1or?=" LINE
	    "Thread-Index: AcKZ3+Y7SrgA3hfJRbGavRk" LINE "\tPE4ixtwAAC1Rw" LINE LINE);

	(void)state;
	assert_string_equal(mail->thread_topic, "La impresora del señor");
	assert_string_equal(mail->thread_index, "AcKZ3+Y7SrgA3hfJRbGavRkPE4ixtwAAC1Rw");
	mail = parse(tmp, HEAD "Thread-Topic: " LINE "Thread-Index: whatever" LINE LINE);
	assert_null(mail->thread_topic);
	assert_null(mail->thread_index);
}

static void
languages(void **state)
{
	static const struct {
		const char *language, *text;
	} samples[] = {
		{ "en", "The printer on the second floor does not print any more since this morning. Could you help us please?" },
		{ "es", "La impresora de la segunda planta no imprime desde esta mañana. ¿Nos pueden ayudar, por favor?" },
		{ "fr", "L'imprimante du deuxième étage n'imprime plus depuis ce matin. Pouvez-vous nous aider s'il vous plaît ?" },
		{ "de", "Der Drucker im zweiten Stock druckt seit heute Morgen nicht mehr. Können Sie uns bitte helfen?" },
		{ "it", "La stampante al secondo piano non stampa più da questa mattina. Potete aiutarci per favore? Grazie della risposta." },
		{ "pt", "A impressora do segundo andar não imprime desde esta manhã. Podem ajudar-nos, por favor? Obrigado pela atenção." },
		{ "ca", "La impressora de la segona planta no imprimeix des d'aquest matí. Ens podeu ajudar, si us plau? Gràcies per tot." },
		{ "nl", "De printer op de tweede verdieping print sinds vanochtend niet meer. Kunt u ons alstublieft helpen met het probleem?" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = parse(tmp, talloc_asprintf(tmp, HEAD "Content-Type: text/plain; charset=utf-8" LINE LINE
		    "%s" LINE, samples[i].text));

		if (mail->language == NULL || strcmp(mail->language, samples[i].language) != 0)
			fail_msg("%s: %s", samples[i].language, mail->language != NULL ? mail->language : "none");
	}
	SCRATCH(tmp);
	assert_null(parse(tmp, HEAD LINE "Please help" LINE)->language);
	assert_null(parse(tmp, HEAD LINE "1234567890 1234567890 1234567890 1234567890 1234567890" LINE)->language);
}

static int
setup(void **state)
{
	(void)state;
	message_init();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header), cmocka_unit_test(dates), cmocka_unit_test(text_of_parts), cmocka_unit_test(html),
		cmocka_unit_test(attachments), cmocka_unit_test(file_names), cmocka_unit_test(classes),
		cmocka_unit_test(bounces), cmocka_unit_test(forwards), cmocka_unit_test(authentication),
		cmocka_unit_test(authors), cmocka_unit_test(road), cmocka_unit_test(threads), cmocka_unit_test(languages),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
