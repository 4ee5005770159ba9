/* webhook.c - how a webhook's request is signed, and what is made of each answer */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <postigo/base/memory.h>

#include "../../../src/hook/webhook.h"

/* Made with: printf '1795793400.{"a":1}' | openssl dgst -sha256 -hmac secret */
static void
signature(void **state)
{
	SCRATCH(tmp);

	(void)state;
	assert_string_equal(webhook_signature(tmp, "secret", 1795793400, "{\"a\":1}", 7), "v1=0394c570402ea6956595ae252d631cbe2c467d4771629e6d29c154be31af67ca");
	assert_string_not_equal(webhook_signature(tmp, "secret", 1795793401, "{\"a\":1}", 7), "v1=0394c570402ea6956595ae252d631cbe2c467d4771629e6d29c154be31af67ca");
	assert_string_not_equal(webhook_signature(tmp, "Secret", 1795793400, "{\"a\":1}", 7), "v1=0394c570402ea6956595ae252d631cbe2c467d4771629e6d29c154be31af67ca");
}

static const char *
header(const json_t *request, const char *name)
{
	const json_t *headers = json_object_get(request, "headers");

	for (size_t i = 0; i < json_array_size(headers); i++) {
		const char *h = json_string_value(json_array_get(headers, i));

		if (strncmp(h, name, strlen(name)) == 0 && strncmp(h + strlen(name), ": ", 2) == 0)
			return h + strlen(name) + 2;
	}
	return NULL;
}

static void
request(void **state)
{
	SCRATCH(tmp);
	struct conf_hook hook = { .url = talloc_strdup(tmp, "https://chat.example/h"), .timeout = SECONDS(3), .ca_file = talloc_strdup(tmp, "/ca") };
	struct wire_job job = { .identifier = talloc_strdup(tmp, "0123abcd"), .attempt = 3 };
	json_t *r = json_loads(webhook_request(tmp, &hook, &job, "secret", 1795793400999, "{\"a\":1}", 7), 0, NULL);

	(void)state;
	assert_string_equal(json_string_value(json_object_get(r, "body")), "{\"a\":1}");
	assert_string_equal(json_string_value(json_object_get(r, "ca_file")), "/ca");
	assert_int_equal(json_integer_value(json_object_get(r, "timeout")), 3000);
	assert_string_equal(header(r, "Idempotency-Key"), "0123abcd");
	assert_string_equal(header(r, "X-Postigo-Attempt"), "3");
	assert_string_equal(header(r, "X-Postigo-Timestamp"), "1795793400");
	assert_string_equal(header(r, "X-Postigo-Signature"), "v1=0394c570402ea6956595ae252d631cbe2c467d4771629e6d29c154be31af67ca");
	json_decref(r);
	r = json_loads(webhook_request(tmp, &hook, &job, NULL, 0, "{}", 2), 0, NULL);
	assert_null(header(r, "X-Postigo-Signature"));
	json_decref(r);
	r = json_loads(webhook_request(tmp, &hook, &job, NULL, 0, NULL, 0), 0, NULL);
	assert_null(json_object_get(r, "body"));
	json_decref(r);
}

static const struct {
	const char *told;
	enum job_outcome outcome;
	unsigned code, wait;
	const char *words;
} answers[] = {
	{ "{\"how\": \"http\", \"status\": 200, \"said\": \"ok\"}", JOB_DONE, 200, 0, "HTTP 200" },
	{ "{\"how\": \"http\", \"status\": 204}", JOB_DONE, 204, 0, "HTTP 204" },
	{ "{\"how\": \"http\", \"status\": 0}", JOB_DONE, 0, 0, "HTTP 0" },
	{ "{\"how\": \"http\", \"status\": 400, \"said\": \"no\\nsuch \\u001b[1mroom\"}", JOB_FAILED, 400, 0, "HTTP 400: no such [1mroom" },
	{ "{\"how\": \"http\", \"status\": 404}", JOB_FAILED, 404, 0, "HTTP 404" },
	{ "{\"how\": \"http\", \"status\": 301, \"location\": \"https://new.example/\"}", JOB_FAILED, 301, 0,
	    "HTTP 301: it has moved to https://new.example/; we do not follow, write that into url" },
	{ "{\"how\": \"http\", \"status\": 408}", JOB_LATER, 408, 0, "HTTP 408" },
	{ "{\"how\": \"http\", \"status\": 500, \"wait\": 7}", JOB_LATER, 500, 7, "HTTP 500" },
	{ "{\"how\": \"http\", \"status\": 429, \"wait\": 120}", JOB_DOWN, 429, 120, "HTTP 429" },
	{ "{\"how\": \"http\", \"status\": 503, \"wait\": 99999999999}", JOB_DOWN, 503, 86400, "HTTP 503" },
	{ "{\"how\": \"http\", \"status\": 503, \"wait\": -5}", JOB_DOWN, 503, 0, "HTTP 503" },
	{ "{\"how\": \"http\", \"status\": 400, \"wait\": 5}", JOB_FAILED, 400, 0, "HTTP 400" },
	{ "{\"how\": \"connect\", \"said\": \"connection refused\"}", JOB_DOWN, 0, 0, "connection refused" },
	{ "{\"how\": \"timeout\", \"said\": \"too late\"}", JOB_DOWN, 0, 0, "too late" },
	{ "{\"how\": \"certificate\", \"said\": \"expired\"}", JOB_TROUBLE, 0, 0, "expired" },
	{ "{\"how\": \"setup\", \"said\": \"no such scheme\"}", JOB_FAILED, 0, 0, "no such scheme" },
	{ "{\"how\": \"http\", \"status\": 123456}", JOB_DONE, 0, 0, "HTTP 0" },
	{ "{\"how\": \"http\", \"st", JOB_DOWN, 0, 0, "no answer" },
	{ "", JOB_DOWN, 0, 0, "no answer" },
	{ "[]", JOB_DOWN, 0, 0, "no answer" },
};

static void
each_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		SCRATCH(tmp);
		struct wire_job_end end;

		webhook_judge(tmp, answers[i].told, strlen(answers[i].told), &end);
		if (end.outcome != answers[i].outcome || end.code != answers[i].code || end.wait != answers[i].wait ||
		    strcmp(end.text, answers[i].words) != 0)
			fail_msg("%s: %d, %u, %u, %s", answers[i].told, (int)end.outcome, end.code, end.wait, end.text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(signature), cmocka_unit_test(request), cmocka_unit_test(each_answer) };

	return cmocka_run_group_tests_name("webhook", tests, NULL, NULL);
}
