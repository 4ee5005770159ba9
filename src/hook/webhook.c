/* webhook.c - see webhook.h */
#include <config.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <postigo/base/digest.h>
#include <postigo/base/memory.h>
#include <postigo/base/text.h>
#include <postigo/base/utf8.h>

#include "webhook.h"

#define SIGNED_MOST (WIRE_JOB_BODY_MAX + 64)
#define WORDS_MOST 300
#define WAIT_MOST (24 * 3600)	/* seconds; who asks for more is asked again after that */

char *
webhook_signature(TALLOC_CTX *ctx, const char *secret, int64_t seconds, const char *body, size_t size)
{
	SCRATCH(tmp);
	struct text *t = text_new(tmp, SIGNED_MOST);
	uint8_t digest[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];

	text_printf(t, "%" PRId64 ".", seconds);
	text_add(t, body, size);
	digest_hmac(secret, strlen(secret), t->bytes, t->size, digest);
	digest_hex(digest, DIGEST_SIZE, hex);
	return talloc_asprintf(ctx, "v1=%s", hex);
}

static void
add_header(json_t *headers, const char *name, const char *value)
{
	json_array_append_new(headers, json_sprintf("%s: %s", name, value));
}

static json_t *
headers(TALLOC_CTX *ctx, const struct wire_job *job, const char *secret, instant now, const char *body, size_t size)
{
	json_t *list = json_array();
	int64_t seconds = now / 1000;

	add_header(list, "Content-Type", "application/json");
	add_header(list, "Idempotency-Key", job->identifier);
	add_header(list, "X-Postigo-Attempt", talloc_asprintf(ctx, "%u", job->attempt));
	if (secret != NULL) {
		add_header(list, "X-Postigo-Timestamp", talloc_asprintf(ctx, "%" PRId64, seconds));
		add_header(list, "X-Postigo-Signature", webhook_signature(ctx, secret, seconds, body, size));
	}
	return list;
}

char *
webhook_request(TALLOC_CTX *ctx, const struct conf_hook *hook, const struct wire_job *job, const char *secret, instant now,
    const char *body, size_t size)
{
	SCRATCH(tmp);
	json_t *o = json_pack("{s:s, s:I}", "url", hook->url, "timeout", (json_int_t)hook->timeout);
	char *text, *copy;

	if (hook->ca_file != NULL)
		json_object_set_new(o, "ca_file", json_string(hook->ca_file));
	if (hook->proxy != NULL)
		json_object_set_new(o, "proxy", json_string(hook->proxy));
	if (body != NULL) {
		json_object_set_new(o, "body", json_stringn(body, size));
		json_object_set_new(o, "headers", headers(tmp, job, secret, now, body, size));
	}
	text = json_dumps(o, JSON_COMPACT);
	copy = talloc_strdup(ctx, text != NULL ? text : "{}");
	free(text);
	json_decref(o);
	return copy;
}

/* ---- the answer */

/* By what the request ended; a status of HTTP comes as "http". */
static enum job_outcome
outcome_of(const char *how, unsigned status)
{
	if (how != NULL && strcmp(how, "certificate") == 0)
		return JOB_TROUBLE;
	if (how != NULL && strcmp(how, "setup") == 0)
		return JOB_FAILED;
	if (how == NULL || strcmp(how, "http") != 0)
		return JOB_DOWN;
	/* 0: there was nothing to be answered. */
	if (status == 0 || (status >= 200 && status < 300))
		return JOB_DONE;
	/* Too many requests, not now, or a gateway without its server: others had better wait, too. */
	if (status == 429 || status == 502 || status == 503 || status == 504)
		return JOB_DOWN;
	return status == 408 || status == 425 || status >= 500 ? JOB_LATER : JOB_FAILED;
}

static char *
in_words(TALLOC_CTX *ctx, const json_t *told, const char *how, unsigned status)
{
	const char *said = json_string_value(json_object_get(told, "said")), *to = json_string_value(json_object_get(told, "location"));

	if (how == NULL || strcmp(how, "http") != 0)
		return talloc_asprintf(ctx, "%s", said != NULL ? said : "no answer");
	if (status >= 300 && status < 400 && to != NULL)
		return talloc_asprintf(ctx, "HTTP %u: it has moved to %s; we do not follow, write that into url", status, to);
	return talloc_asprintf(ctx, "HTTP %u%s%s", status, said != NULL && *said != '\0' && status >= 300 ? ": " : "",
	    said != NULL && status >= 300 ? said : "");
}

void
webhook_judge(TALLOC_CTX *ctx, const char *told, size_t size, struct wire_job_end *out)
{
	SCRATCH(tmp);
	json_t *o = json_loadb(told, size, JSON_REJECT_DUPLICATES, NULL);
	const char *how = json_string_value(json_object_get(o, "how"));
	json_int_t status = json_integer_value(json_object_get(o, "status")), wait = json_integer_value(json_object_get(o, "wait"));
	unsigned code = status > 0 && status < 1000 ? (unsigned)status : 0;

	*out = (struct wire_job_end){ .outcome = outcome_of(how, code), .code = code };
	if (wait > 0 && (out->outcome == JOB_DOWN || out->outcome == JOB_LATER))
		out->wait = wait < WAIT_MOST ? (uint32_t)wait : WAIT_MOST;
	out->text = utf8_clean_line(ctx, in_words(tmp, o, how, code), WORDS_MOST);
	json_decref(o);
}
