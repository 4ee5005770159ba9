/* The JSON between a reader and the desk: all of it comes back, and nothing else comes in. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>
#include <postigo/mail/message.h>

/* A mail that has everything the object has. */
static const char full[] = "Return-Path: <>\nReceived: by mx\nX-OTRS-Loop: desk\nX-Auto-Response-Suppress: All\n"
    "Thread-Topic: topic\nThread-Index: AcZMdZUQbmyIksvUQrSuXsdtbeoIDw==\nDelivered-To: help@example.net\nX-Postigo-Loop: desk\n"
    "Authentication-Results: mx; dkim=pass header.d=example.org header.d=other.example\nFrom: Ana <ana@example.org>\n"
    "To: help@example.net\nCc: c@example.net\nReply-To: r@example.org\nSubject: Fwd: \"quotes\" \\ and\ttab\n"
    "Message-ID: <1@example.org>\nIn-Reply-To: <0@example.org>\nReferences: <0@example.org>\n"
    "Date: Tue, 13 Jan 2026 10:11:12 +0100\nAuto-Submitted: auto-generated\nDate: nonsense\n"
    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nLook \x01\x7f\"\n\n---------- Forwarded message ---------\n"
    "From: Bea <bea@example.com>\nSubject: x\n\nHelp\n--b\nContent-Type: image/png; name=a.png\nContent-ID: <i>\n\npng\n--b--\n";

static const char bounced[] = "From: MAILER-DAEMON@mx.example.net\nX-Failed-Recipients: a@example.com\n\n550 5.1.1 no\n";

static char *
json_of(TALLOC_CTX *ctx, const struct mail *mail)
{
	size_t size;
	char *json = message_json(ctx, mail, &size);

	assert_int_equal(strlen(json), size);
	return json;
}

static void
comes_back(void **state)
{
	static const char *const raws[] = { full, bounced, "", "From: x\n\ny" };

	(void)state;
	for (size_t i = 0; i < sizeof(raws) / sizeof(raws[0]); i++) {
		SCRATCH(tmp);
		struct mail *mail = message_parse(tmp, raws[i], strlen(raws[i])), *again;
		char *json = json_of(tmp, mail), *other;
		struct error err = { "" };

		if (message_from_json(tmp, json, strlen(json), &again, &err) != DONE)
			fail_msg("%zu: %s", i, err.text);
		if (mail->from.address == NULL)	/* an address of "" is none */
			continue;
		other = json_of(tmp, again);
		assert_int_equal(again->from_count, mail->from_count);
		assert_int_equal(again->received_count, i == 0);
		assert_true(again->suppress_response == (i == 0));
		if (i == 0) {
			assert_string_equal(again->loop_mark, "X-OTRS-Loop");
			assert_string_equal(again->thread_topic, "topic");
			assert_string_equal(again->thread_index, "AcZMdZUQbmyIksvUQrSuXsdtbeoIDw==");
			assert_int_equal(again->auth[0].received, 1);
			assert_int_equal(again->size, strlen(raws[i]));
			assert_int_equal(again->headers.count, mail->headers.count);
			assert_string_equal(again->headers.list[0].name, mail->headers.list[0].name);
			assert_string_equal(again->headers.list[0].value, mail->headers.list[0].value);
		}
		if (i < 2)
			assert_non_null(again->bounce != NULL ? (void *)again->bounce : (void *)again->forwarded);
		assert_string_equal(again->text, mail->text);
		if (strcmp(json, other) != 0 && i == 1)
			fail_msg("%s\n%s", json, other);
	}
}

static void
has_every_field(void **state)
{
	static const char *const fields[] = { "from", "reply_to", "to", "cc", "subject", "message_id", "in_reply_to",
		"references", "date", "class", "class_reason", "language", "text", "html", "reply", "quoted", "signature",
		"forwarded", "attachments", "bounce", "auth", "defects", "auto_submitted", "delivered_to", "return_path",
		"installation", "protection", "from_count", "received_count", "loop_mark", "suppress_response",
		"thread_index", "thread_topic", "headers", "size" };
	SCRATCH(tmp);
	json_t *o = message_to_json(message_parse(tmp, "", 0));

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (json_object_get(o, fields[i]) == NULL)
			fail_msg("%s", fields[i]);
	assert_int_equal(json_object_size(o), sizeof(fields) / sizeof(fields[0]));
	json_decref(o);
}

/* Puts another value in the place of one field, and expects that it is refused. */
static void
refused(const char *raw, const char *path, const char *value)
{
	SCRATCH(tmp);
	json_t *o = message_to_json(message_parse(tmp, raw, strlen(raw))), *at = o;
	struct mail *out = NULL;
	struct error err = { "" };
	char *rest = talloc_strdup(tmp, path), *dot, *json;

	for (; (dot = strchr(rest, '.')) != NULL; rest = dot + 1) {
		*dot = '\0';
		at = json_is_array(at) ? json_array_get(at, 0) : json_object_get(at, rest);
		if (json_is_array(at))
			at = json_array_get(at, 0);
		assert_non_null(at);
	}
	if (value == NULL)
		json_object_del(at, rest);
	else
		json_object_set_new(at, rest, json_loads(value, JSON_DECODE_ANY, NULL));
	json = json_dumps(o, 0);
	if (message_from_json(tmp, json, strlen(json), &out, &err) != PERMFAIL)
		fail_msg("%s = %s was taken", path, value != NULL ? value : "nothing");
	assert_null(out);
	assert_true(err.text[0] != '\0');
	free(json);
	json_decref(o);
}

static void
is_checked(void **state)
{
	static const char *const fields[] = { "from", "reply_to", "to", "cc", "in_reply_to", "references", "date", "class",
		"html", "forwarded", "attachments", "bounce", "auth", "defects", "delivered_to", "from.name", "from.address",
		"to.name", "to.address", "forwarded.from", "forwarded.to", "attachments.name", "attachments.type",
		"attachments.size", "attachments.inline", "attachments.sha256", "auth.method", "auth.result",
		"auth.properties", "auth.received", "from_count", "received_count", "suppress_response", "headers", "headers.name", "headers.value",
		"size" };
	static const char *const strings[] = { "subject", "message_id", "class_reason", "language", "text", "reply", "quoted",
		"signature", "auto_submitted", "return_path", "installation", "protection", "loop_mark", "thread_index", "thread_topic", "attachments.original_name", "attachments.text_sha256", "forwarded.subject", "forwarded.text" };

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		refused(full, fields[i], "7.5");
		refused(full, fields[i], NULL);
		refused(full, fields[i], "[7]");
	}
	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		refused(full, strings[i], "7");
		refused(full, strings[i], "{}");
	}
	refused(full, "subject", "\"a\\r\\nBcc: b\"");
	refused(full, "message_id", "\"a\\u0001\"");
	refused(full, "from.address", "\"a\\n\"");
	refused(full, "class", "\"nosuch\"");
	refused(full, "date", "\"yesterday\"");
	refused(full, "attachments.size", "-1");
	refused(full, "attachments.size", "9223372036854775807");
	refused(full, "attachments.name", "\"../x\"");
	refused(full, "from_count", "-1");
	refused(full, "received_count", "2001");
	refused(full, "auth.received", "4294967296");
	refused(full, "loop_mark", "\"X-Other\"");
	refused(full, "thread_index", "\"AcZMdZUQbmyIksvUQrSuXsdtbeoIDw\"");
	refused(full, "headers.value", "\"a\\r\\nBcc: b\"");
	refused(full, "thread_topic", "\"a\\r\\nBcc: b\"");
	refused(full, "attachments.name", "\"\"");
	refused(full, "attachments.sha256", "\"ABC\"");
	refused(full, "attachments.text_sha256", "\"ABC\"");
	refused(bounced, "bounce.recipients", "7");
	refused(bounced, "bounce.original_message_id", "[]");
}

static void
refuses_rubbish(void **state)
{
	static const char *const rubbish[] = { "", "{", "[]", "null", "\"x\"", "{}", "{\"from\":null}" };
	SCRATCH(tmp);
	struct mail *out = NULL;
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(rubbish) / sizeof(rubbish[0]); i++)
		assert_int_equal(message_from_json(tmp, rubbish[i], strlen(rubbish[i]), &out, &err), PERMFAIL);
	/* A list without end. */
	json_t *o = message_to_json(message_parse(tmp, full, strlen(full))), *list = json_array();
	for (size_t i = 0; i < 100000; i++)
		json_array_append_new(list, json_string("a@example.org"));
	json_object_set_new(o, "references", list);
	char *json = json_dumps(o, 0);
	assert_int_equal(message_from_json(tmp, json, strlen(json), &out, &err), PERMFAIL);
	free(json);
	json_decref(o);
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
	const struct CMUnitTest tests[] = { cmocka_unit_test(comes_back), cmocka_unit_test(has_every_field),
		cmocka_unit_test(is_checked), cmocka_unit_test(refuses_rubbish) };

	return cmocka_run_group_tests(tests, setup, NULL);
}
